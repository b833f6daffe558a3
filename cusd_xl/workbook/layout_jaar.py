"""The input tables of the course of a year: decisions, calendar, contracts, forecasts, advances and settlements."""

from __future__ import annotations

from cusd_xl.model import besluiten, jaargang
from cusd_xl.workbook.layout_woorden import (
    BESLUITSTATUSSEN,
    BRON_SMAL,
    BTWCODES,
    GEMEENTE,
    INDEX,
    KOSTENPOST,
    KOSTENSOORTEN,
    TAAK,
    Kolom,
    S,
    Tabel,
    make_optional,
)

JAAR = Kolom("Jaar", "jaar", S.JAAR, "Het jaar waar het om gaat.", breedte=8)
SOORT = Kolom("Soort", "soort", S.KEUZE, "De kostensoort.", keuzes=KOSTENSOORTEN, breedte=18)
OMSCHRIJVING = Kolom("Omschrijving", "omschrijving", S.TEKST, "In woorden.", breedte=40)
BESLUITSOORTEN = (
    "begroting", "begrotingswijziging", "inkoopplan", "vrijstelling", "opgave vrijstelling", "toetreding", "uittreding",
    "opheffing", "doordecentralisatie", "rijksmiddelen", "regeling", "financieel protocol", "overig",
)  # fmt: skip

BESLUITEN = Tabel(
    "Besluiten", "tblBesluiten", "besluiten", besluiten.Besluit, "Besluiten over de regeling, met datum, ingang en een x bij elke gemeente die akkoord is.",
    (
        Kolom("Nummer", "nummer", S.VRIJ, "Nummer of kenmerk van het besluit.", breedte=12),
        Kolom("Soort", "soort", S.KEUZE, "Waarover het besluit gaat.", keuzes=BESLUITSOORTEN, breedte=20),
        Kolom("Status", "status", S.KEUZE, "concept, vastgesteld of ingetrokken.", keuzes=BESLUITSTATUSSEN, breedte=13),
        Kolom("Onderwerp", "onderwerp", S.TEKST, "Het besluit in woorden.", verplicht=False, breedte=40),
        make_optional(GEMEENTE, "De gemeente waar het besluit over gaat; leeg bij een besluit over de hele regeling."),
        make_optional(TAAK, "De taak waar het besluit over gaat."),
        make_optional(JAAR, "Het begrotingsjaar waar het besluit over gaat."),
        Kolom("Besluitdatum", "besluitdatum", S.DATUM, "Datum van het besluit.", verplicht=False, breedte=13),
        Kolom("Ingangsdatum", "ingangsdatum", S.DATUM, "Vanaf wanneer het besluit geldt.", verplicht=False, breedte=13),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Het bedrag van het besluit in euro's, bijvoorbeeld een kostenvergoeding.", verplicht=False, breedte=14, negatief=True),
        Kolom("Verwijzing", "verwijzing", S.TEKST, "Zaaknummer, verslag of deskundige.", verplicht=False, breedte=24),
        BRON_SMAL,
    ),
    kruisveld="akkoord",
    kruishint="x als {gemeente} akkoord is met het besluit.",
    bijkomend=True,
)  # fmt: skip
KALENDER = Tabel(
    "Kalender", "tblKalender", "kalender", besluiten.Kalendermoment, "De momenten van het jaar: wat wanneer klaar moet zijn en wanneer het klaar was.",
    (
        Kolom("Moment", "moment", S.NAAM, "Het moment, zoals de regeling het noemt, bijvoorbeeld jaarprognose.", breedte=30),
        JAAR,
        Kolom("Periode", "periode", S.VRIJ, "Kwartaal of volgnummer, bijvoorbeeld Q1 of 2.", verplicht=False, breedte=10),
        make_optional(GEMEENTE, "De gemeente, als het moment per gemeente geldt."),
        Kolom("Uiterlijk", "uiterlijk", S.DATUM, "De afgesproken uiterste datum; leeg is de datum van de regeling.", verplicht=False, breedte=13),
        Kolom("Gereed op", "gereed", S.DATUM, "Wanneer het klaar was; leeg zolang het niet klaar is.", verplicht=False, breedte=13),
        Kolom("Opmerking", "opmerking", S.TEKST, "Wat u erbij wilt zeggen.", verplicht=False, breedte=40),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
CONTRACTEN = Tabel(
    "Contracten", "tblContracten", "contracten", besluiten.Contract, "Contracten voor hulp en ondersteuning, met looptijd, vorm en index (art. 13 en 14).",
    (
        Kolom("Contract", "contract", S.NAAM, "Korte unieke code van het contract.", breedte=14),
        Kolom("Omschrijving", "omschrijving", S.TEKST, "Het contract in woorden.", verplicht=False, breedte=40),
        TAAK,
        Kolom("Vorm", "vorm", S.KEUZE, "lumpsum, PxQ of subsidie.", keuzes=("lumpsum", "PxQ", "subsidie"), breedte=11),
        Kolom("Begin", "begin", S.DATUM, "Eerste dag van het contract.", breedte=12),
        Kolom("Einde", "einde", S.DATUM, "Laatste dag van het contract, zonder verlenging.", breedte=12),
        Kolom("Verlenging tot", "verlenging_tot", S.DATUM, "Laatste dag als de optie tot verlenging wordt gebruikt.", verplicht=False, breedte=14),
        INDEX,
        Kolom("Via regeling", "via_regeling", S.KEUZE, "ja, of nee voor een eigen contract van een gemeente.", keuzes=("ja", "nee"), breedte=12),
        make_optional(GEMEENTE, "De gemeente van een eigen contract."),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
INKOOPPLAN = Tabel(
    "Inkoopplan", "tblInkoopplan", "inkoopplan", besluiten.Inkoopvolume, "Wat elke gemeente per taak laat inkopen: volume en bedrag (handvest art. 8).",
    (
        GEMEENTE,
        TAAK,
        JAAR,
        Kolom("Volume", "volume", S.GETAL, "Aantal eenheden zorg.", breedte=12),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Geraamde kosten in euro's.", breedte=16),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
RISICODELING = Tabel(
    "Risicodeling", "tblRisicodeling", "risicodeling", besluiten.Risicodeling, "Per taak en jaar: kosten naar gebruik (profijt) of samen gedragen (solidair).",
    (
        TAAK,
        JAAR,
        Kolom("Modus", "modus", S.KEUZE, "profijt of solidair.", keuzes=("profijt", "solidair"), breedte=11),
        Kolom("Deel solidair", "deel_solidair", S.PERCENTAGE, "Bij solidair: welk deel samen wordt gedragen, in procenten; leeg is alles.", verplicht=False, breedte=13),
        Kolom("Keuzedatum", "keuzedatum", S.DATUM, "Wanneer de keuze is gemaakt.", verplicht=False, breedte=13),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
PROGNOSES = Tabel(
    "Prognoses", "tblPrognoses", "prognoses", jaargang.Prognose, "De verwachte kosten van het hele jaar per gemeente, ten minste twee keer per jaar (art. 13).",
    (
        Kolom("Prognose", "prognose", S.VRIJ, "Volgnummer van de prognose in het jaar, bijvoorbeeld 1.", breedte=10),
        Kolom("Peildatum", "peildatum", S.DATUM, "De dag tot wanneer de cijfers bekend waren.", breedte=13),
        GEMEENTE,
        KOSTENPOST,
        make_optional(TAAK, "Taakcode van het takenregister."),
        Kolom("Contract", "contract", S.NAAM, "Code van het blad Contracten; alleen contracten via de regeling.", verplicht=False, breedte=14, verwijst="tblContracten"),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Verwachte kosten over het hele jaar in euro's.", breedte=16, negatief=True),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
VOORSCHOTTEN = Tabel(
    "Voorschotten", "tblVoorschotten", "voorschotten", jaargang.Voorschot, "De voorschotten die in rekening zijn gebracht, zonder btw (handvest art. 11).",
    (
        GEMEENTE,
        SOORT,
        Kolom("Termijn", "termijn", S.VRIJ, "jaar, Q1 tot en met Q4 of M01 tot en met M12.", breedte=10),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Bedrag zonder btw in euro's; een creditfactuur is negatief.", breedte=16, negatief=True),
        Kolom("Factuurnummer", "factuurnummer", S.VRIJ, "Nummer van de factuur.", verplicht=False, breedte=18),
        Kolom("Factuurdatum", "factuurdatum", S.DATUM, "Datum van de factuur.", verplicht=False, breedte=13),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
VERREKENINGEN = Tabel(
    "Verrekeningen", "tblVerrekeningen", "verrekeningen", jaargang.Verrekening, "Wat buiten de sleutel om aan één gemeente is geleverd: losse verrekeningen en meerwerk (handvest art. 11 en 13).",
    (
        GEMEENTE,
        Kolom("Soort", "soort", S.KEUZE, "losse verrekening, of meerwerk volgens een dienstverleningsovereenkomst.", keuzes=("losse verrekening", "meerwerk"), breedte=18),
        OMSCHRIJVING,
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Bedrag zonder btw in euro's.", breedte=16, negatief=True),
        Kolom("Btw", "btw", S.KEUZE, "O buiten reikwijdte, E vrijgesteld, S 21 %, D doorschuif-btw. U kiest.", keuzes=BTWCODES, breedte=7),
        Kolom("Leverdatum", "leverdatum", S.DATUM, "Wanneer is geleverd.", verplicht=False, breedte=13),
        Kolom("Factuurdatum", "factuurdatum", S.DATUM, "Wanneer al los is gefactureerd; leeg: komt op de eindafrekening.", verplicht=False, breedte=13),
        Kolom("Factuurnummer", "factuurnummer", S.VRIJ, "Nummer van de losse factuur.", verplicht=False, breedte=18),
        make_optional(KOSTENPOST, "Kostenpost voor taakveld en categorie."),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
EERDERE_JAREN = Tabel(
    "Eerdere jaren", "tblEerdereJaren", "eerdere_jaren", jaargang.EerderJaar, "Voorschot en werkelijk gebruik van eerdere jaren, voor een verrekening over meer jaren.",
    (
        JAAR,
        GEMEENTE,
        SOORT,
        Kolom("Voorschot", "voorschot", S.BEDRAG, "Betaald voorschot in euro's.", breedte=16, negatief=True),
        Kolom("Werkelijk", "werkelijk", S.BEDRAG, "Werkelijke kosten in euro's.", breedte=16, negatief=True),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip
UITTREDING = Tabel(
    "Uittreding", "tblUittreding", "uittreding", jaargang.Uittredingskosten, "Kosten van een gemeente die uittreedt of minder afneemt, per jaar en aantoonbaar (handvest art. 17).",
    (
        GEMEENTE,
        Kolom("Soort", "soort", S.KEUZE, "doorlopende kosten of frictiekosten.", keuzes=("doorlopende kosten", "frictiekosten"), breedte=19),
        OMSCHRIJVING,
        JAAR,
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Kosten in euro's.", breedte=16),
        Kolom("Onderbouwing", "onderbouwing", S.TEKST, "Waaruit blijkt dat de kosten doorlopen; bij frictiekosten de deskundige.", verplicht=False, breedte=40),
        BRON_SMAL,
    ),
    bijkomend=True,
)  # fmt: skip

JAARTABELLEN = (
    BESLUITEN, KALENDER, CONTRACTEN, INKOOPPLAN, RISICODELING, PROGNOSES, VOORSCHOTTEN, VERREKENINGEN, EERDERE_JAREN, UITTREDING,
)  # fmt: skip
