"""Every input sheet, table, header and row type, declared once; reader, template, manual and tests derive from this."""

from __future__ import annotations

from dataclasses import replace

from cusd_xl.model import begroting as model
from cusd_xl.workbook.layout_jaar import JAARTABELLEN
from cusd_xl.workbook.layout_woorden import (
    BESLUITSTATUSSEN,
    BRON,
    BRON_SMAL,
    BTWCODES,
    GEMEENTE,
    INDEX,
    KOSTENPOST,
    KOSTENSOORTEN,
    PRIJSPEIL,
    STATUSSEN,
    Kolom,
    Kolomsoort,
    Parameter,
    Parametersoort,
    S,
    Tabel,
)

__all__ = ["LEESWIJZER", "PARAMETERS", "REKENBLADEN", "TABELLEN", "Kolom", "Kolomsoort", "Parameter", "Parametersoort", "Tabel"]

REGELING = Tabel(
    "Regeling", "tblRegeling", "regeling", None, "De vaste gegevens: regeling, begrotingsjaar, afronding, termijnen en afzender.",
    (
        Kolom("Parameter", "parameter", S.NAAM, "Naam van de parameter; wijzig deze niet.", breedte=24),
        Kolom("Waarde", "waarde", S.VRIJ, "De waarde. Nummers zoals KvK, OIN en IBAN als tekst.", verplicht=False, breedte=60),
        Kolom("Bron", "bron", S.TEKST, "Waar de waarde vandaan komt.", verplicht=False, breedte=60),
    ),
    verplicht=True,
)  # fmt: skip
DEELNEMERS = Tabel(
    "Deelnemers", "tblDeelnemers", "deelnemers", model.Deelnemer, "De gemeenten van de regeling, met adres voor de factuur. De volgorde beslist bij gelijke resten.",
    (
        Kolom("Gemeente", "gemeente", S.NAAM, "Naam van de gemeente, zonder 'gemeente' ervoor.", breedte=14),
        Kolom("GM-code", "gm_code", S.CODE, "CBS-code: GM en vier cijfers, bijvoorbeeld GM0308.", breedte=10),
        Kolom("Deelnemer vanaf", "vanaf", S.DATUM, "Eerste dag van deelname.", breedte=13),
        Kolom("Deelnemer tot en met", "tot_en_met", S.DATUM, "Laatste dag van deelname; leeg is voor onbepaalde tijd.", verplicht=False, breedte=13),
        Kolom("Adres", "adres", S.TEKST, "Straat en huisnummer of postbus, voor de factuur.", verplicht=False, breedte=20),
        Kolom("Postcode", "postcode", S.TEKST, "Postcode, bijvoorbeeld 3811 LM.", verplicht=False, breedte=10),
        Kolom("Plaats", "plaats", S.TEKST, "Plaats, voor de factuur.", verplicht=False, breedte=22),
        Kolom("KvK", "kvk", S.CODE, "Acht cijfers, als tekst.", verplicht=False, breedte=11),
        Kolom("OIN", "oin", S.CODE, "Twintig cijfers, als tekst.", verplicht=False, breedte=23),
        Kolom("E-mail", "email", S.TEKST, "Postbus voor facturen van de afdeling; geen persoonlijk adres.", verplicht=False, breedte=24),
        Kolom("Referentie", "referentie", S.TEKST, "Wat de gemeente op de factuur wil zien, bijvoorbeeld een inkoopnummer.", verplicht=False, breedte=13),
        replace(BRON, breedte=18),
    ),
    verplicht=True,
)  # fmt: skip
INWONERS = Tabel(
    "Inwoners", "tblInwoners", "inwoners", model.Inwonertal, "Aantal inwoners per gemeente op 1 januari (CBS).",
    (
        GEMEENTE,
        Kolom("Peildatum", "peildatum", S.DATUM, "1 januari van het jaar.", breedte=12),
        Kolom("Inwoners", "inwoners", S.GEHEEL, "Aantal inwoners op de peildatum, geheel getal.", breedte=12),
        Kolom("Status", "status", S.KEUZE, "definitief of voorlopig.", keuzes=STATUSSEN, breedte=12),
        Kolom("Bron", "bron", S.TEKST, "CBS-tabel en datum van ophalen.", verplicht=False, breedte=68),
        Kolom("Jeugdigen", "jeugdigen", S.GEHEEL, "Aantal jeugdigen op de peildatum, voor een sleutel van soort jeugdigen.", verplicht=False, breedte=12, optioneel=True),
    ),
)  # fmt: skip
TAKENREGISTER = Tabel(
    "Takenregister", "tblTakenregister", "taken", model.Taak, "Welke gemeente aan welke taak deelneemt: x is deelname, leeg is vrijstelling (art. 6).",
    (
        Kolom("Taak", "taak", S.NAAM, "Korte code van de taak.", breedte=8),
        Kolom("Omschrijving", "omschrijving", S.TEKST, "De taak in woorden.", breedte=44),
        Kolom("Wet", "wet", S.KEUZE, "De wet waaruit de taak volgt.", keuzes=("Jeugdwet", "Wmo 2015", "WPO/WVO", "alle"), breedte=12),
        Kolom("Soort", "soort", S.KEUZE, "inkoop, ondersteunend, zorgadministratie of centrumtaak.", keuzes=("inkoop", "ondersteunend", "zorgadministratie", "centrumtaak"), breedte=18),
        Kolom("Vanaf", "vanaf", S.DATUM, "Eerste dag dat de taak in het register staat.", breedte=12),
        Kolom("Tot en met", "tot_en_met", S.DATUM, "Laatste dag; leeg is voor onbepaalde tijd.", verplicht=False, breedte=12),
        BRON,
    ),
    kruisveld="deelname",
    kruishint="x als {gemeente} aan de taak deelneemt; leeg is vrijstelling (art. 6).",
)  # fmt: skip
KOSTEN = Tabel(
    "Kosten", "tblKosten", "kosten", model.Kostenpost, "De begrote kosten: elke kostenpost één keer, met één verdeelsleutel (art. 12).",
    (
        Kolom("Kostenpost", "kostenpost", S.NAAM, "Korte unieke code, bijvoorbeeld K01.", breedte=12),
        Kolom("Omschrijving", "omschrijving", S.TEKST, "De kostenpost in woorden.", breedte=38),
        Kolom("Soort", "soort", S.KEUZE, "De kostensoort; zo staat zij op de factuur.", keuzes=KOSTENSOORTEN, breedte=18),
        Kolom("Taken", "taken", S.TEKST, "'alle', of taakcodes gescheiden door een puntkomma, bijvoorbeeld J1;W4.", breedte=17),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Bruto bedrag in euro's, prijspeil volgens de kolom Prijspeil. Leeg bij een sleutel met eigen bedragen.", verplicht=False, breedte=14),
        PRIJSPEIL,
        INDEX,
        Kolom("Verdeelsleutel", "verdeelsleutel", S.KEUZE, "Een sleutel van het blad Sleutels.", breedte=19, verwijst="tblSleutels"),
        Kolom("Taakveld", "taakveld", S.CODE, "Iv3-taakveld als tekst, bijvoorbeeld 6.60.", verplicht=False, breedte=10),
        Kolom("Categorie", "categorie", S.CODE, "Iv3-categorie als tekst, bijvoorbeeld 4.3.2.", verplicht=False, breedte=10),
        Kolom("Btw", "btw", S.KEUZE, "O buiten reikwijdte, E vrijgesteld, S 21 %, D doorschuif-btw. U kiest; het programma raadt niet.", keuzes=BTWCODES, breedte=7),
        Kolom("Doorschuif-btw", "doorschuifbtw", S.BEDRAG, "Bij btw-code D: de compensabele btw in dit bedrag, in euro's van het begrotingsjaar. Komt als opgave per gemeente op de factuur.", verplicht=False, breedte=14, optioneel=True),
        replace(BRON, breedte=30),
    ),
    verplicht=True,
)  # fmt: skip
DEKKING = Tabel(
    "Dekking", "tblDekking", "dekking", model.Dekking, "Subsidies en andere opbrengsten die eerst van de kosten af gaan (art. 12).",
    (
        KOSTENPOST,
        Kolom("Omschrijving", "omschrijving", S.TEKST, "De dekking in woorden.", breedte=44),
        Kolom("Soort", "soort", S.KEUZE, "Het soort dekking.", keuzes=("subsidie", "SPUK-IZA", "rijksmiddelen", "overig"), breedte=14),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Bedrag per jaar in euro's van het begrotingsjaar.", breedte=16),
        Kolom("Vanaf jaar", "vanaf_jaar", S.JAAR, "Eerste jaar van de dekking.", breedte=11),
        Kolom("Tot en met jaar", "tot_en_met_jaar", S.JAAR, "Laatste jaar van de dekking.", breedte=15),
        BRON,
    ),
)  # fmt: skip
SLEUTELS = Tabel(
    "Sleutels", "tblSleutels", "sleutels", model.Sleutel, "De verdeelsleutels: naam, soort en parameter.",
    (
        Kolom("Sleutel", "sleutel", S.NAAM, "Naam van de sleutel, zoals op het blad Kosten.", breedte=22),
        Kolom("Soort", "soort", S.KEUZE, "De soort sleutel.", keuzes=("inwoners", "controleverklaringen", "werkprocessen", "gewichten", "percentage", "gelijk", "werkelijk", "mix", "minimum", "vast", "jeugdigen", "zorgvolume", "budgetaandeel", "gebruik", "gemiddelde", "solidair", "ingroeipad", "zonder", "plafond", "macrobudget", "voet", "bandbreedte", "stuk", "inkoopplan"), breedte=20),
        Kolom("Parameter", "parameter", S.TEKST, "Hangt van de soort af: inwoners 2; mix sleutelA=0.25;sleutelB=0.75; voet bedrag=10000;sleutel=inwoners. De Leeswijzer noemt ze alle.", verplicht=False, breedte=44),
        Kolom("Bron", "bron", S.TEKST, "Het artikel of besluit.", verplicht=False, breedte=60),
    ),
    verplicht=True,
)  # fmt: skip
SLEUTEL = Kolom(
    "Sleutel", "sleutel", S.NAAM, "Naam van de sleutel, zoals op het blad Sleutels.", breedte=22, verwijst="tblSleutels"
)
GEWICHTEN = Tabel(
    "Gewichten", "tblGewichten", "gewichten", model.Gewicht, "Gewichten voor de sleutelsoorten gewichten, budgetaandeel, percentage, stuk en vast.",
    (SLEUTEL, GEMEENTE, Kolom("Gewicht", "gewicht", S.GETAL, "Gewicht, percentage of (bij vast) bedrag in euro's.", breedte=14), BRON_SMAL,
     Kolom("Jaar", "jaar", S.JAAR, "Het jaar van het gewicht, voor een gemiddelde over jaren; leeg geldt altijd.", verplicht=False, breedte=8, optioneel=True)),
)  # fmt: skip
CONTROLEVERKLARINGEN = Tabel(
    "Controleverklaringen", "tblControleverklaringen", "controleverklaringen", model.Controleverklaring, "Aantal controleverklaringen per gemeente; de centrumgemeente heeft er geen (art. 12).",
    (GEMEENTE, Kolom("Aantal", "aantal", S.GEHEEL, "Aantal controleverklaringen, geheel getal.", breedte=10), BRON_SMAL),
)  # fmt: skip
PROCES = Kolom(
    "Proces", "proces", S.NAAM, "Naam van het werkproces, zoals op het blad Normbedragen.", breedte=30, verwijst="tblNormbedragen"
)
WERKPROCESSEN = Tabel(
    "Werkprocessen", "tblWerkprocessen", "werkprocessen", model.Werkproces, "Aantal werkprocessen van de zorgadministratie per gemeente (art. 12).",
    (GEMEENTE, PROCES, Kolom("Aantal", "aantal", S.GEHEEL, "Aantal keer dat het proces is uitgevoerd, geheel getal.", breedte=10), BRON_SMAL),
)  # fmt: skip
NORMBEDRAGEN = Tabel(
    "Normbedragen", "tblNormbedragen", "normbedragen", model.Normbedrag, "Normbedrag per werkproces (art. 12 en 14).",
    (
        Kolom("Proces", "proces", S.NAAM, "Naam van het werkproces.", breedte=30),
        Kolom("Normbedrag", "normbedrag", S.BEDRAG, "Bedrag in euro's per keer, prijspeil volgens de kolom Prijspeil.", breedte=13),
        PRIJSPEIL,
        INDEX,
        Kolom("Bron", "bron", S.TEKST, "Waar het normbedrag is vastgesteld.", verplicht=False, breedte=44),
    ),
)  # fmt: skip
INDEXCIJFERS = Tabel(
    "Indexcijfers", "tblIndexcijfers", "indexcijfers", model.Indexcijfer, "Indexpercentages per reeks en jaar, met de editie waaruit ze komen (art. 14).",
    (
        Kolom("Reeks", "reeks", S.NAAM, "Naam van de reeks, bijvoorbeeld Prijspeil BBP.", breedte=34),
        Kolom("Jaar", "jaar", S.JAAR, "Het jaar waarvoor het percentage geldt.", breedte=8),
        Kolom("Percentage", "percentage", S.PERCENTAGE, "Stijging ten opzichte van het jaar ervoor, in procenten (2,7 is 2,7 %).", breedte=12, negatief=True),
        Kolom("Editie", "editie", S.TEKST, "De publicatie, bijvoorbeeld Septembercirculaire 2024.", breedte=26),
        Kolom("Status", "status", S.KEUZE, "definitief of voorlopig.", keuzes=STATUSSEN, breedte=12),
        Kolom("Bron", "bron", S.TEKST, "Vindplaats van het cijfer.", breedte=60),
    ),
)  # fmt: skip
WIJZIGINGEN = Tabel(
    "Wijzigingen", "tblWijzigingen", "wijzigingen", model.Wijziging, "Begrotingswijzigingen; alleen status vastgesteld telt mee (art. 12).",
    (
        Kolom("Nummer", "nummer", S.VRIJ, "Nummer van de begrotingswijziging.", breedte=10),
        Kolom("Besluitdatum", "besluitdatum", S.DATUM, "Datum van het besluit.", verplicht=False, breedte=14),
        Kolom("Status", "status", S.KEUZE, "concept, vastgesteld of ingetrokken.", keuzes=BESLUITSTATUSSEN, breedte=14),
        KOSTENPOST,
        Kolom("Mutatie", "mutatie", S.BEDRAG, "Verandering van het bedrag in euro's, min is lager. Zelfde prijspeil als de kostenpost.", breedte=16, negatief=True),
        Kolom("Omschrijving", "omschrijving", S.TEKST, "Waarom.", verplicht=False, breedte=44),
        Kolom("Gemeente", "gemeente", S.NAAM, "Alleen bij een wijziging van het inkoopplan: de gemeente.", verplicht=False, breedte=18, verwijst="tblDeelnemers", optioneel=True),
        Kolom("Taak", "taak", S.NAAM, "Alleen bij een wijziging van het inkoopplan: de taakcode.", verplicht=False, breedte=10, optioneel=True),
        Kolom("Volume", "volume", S.GETAL, "Alleen bij een wijziging van het inkoopplan: verandering in eenheden zorg.", verplicht=False, breedte=12, negatief=True, optioneel=True),
    ),
)  # fmt: skip
REALISATIE = Tabel(
    "Realisatie", "tblRealisatie", "realisatie", model.Realisatie, "Werkelijke kosten per gemeente (art. 13): bedragen, nooit gegevens van inwoners.",
    (
        GEMEENTE,
        KOSTENPOST,
        Kolom("Taak", "taak", S.NAAM, "Taakcode van het takenregister.", verplicht=False, breedte=10),
        Kolom("Periode", "periode", S.VRIJ, "Jaar, kwartaal of maand, bijvoorbeeld 2026-Q1.", verplicht=False, breedte=12),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Werkelijke kosten in euro's; een correctie mag negatief zijn.", breedte=16, negatief=True),
        Kolom("Soort", "soort", S.KEUZE, "kosten, of opbrengsten die van de kosten af gaan; leeg is kosten.", verplicht=False, keuzes=("kosten", "opbrengsten"), breedte=13, optioneel=True),
    ),
)  # fmt: skip
RIJKSMIDDELEN = Tabel(
    "Rijksmiddelen", "tblRijksmiddelen", "rijksmiddelen", model.Rijksmiddel, "Middelen van het Rijk voor centrumgemeentetaken (art. 13).",
    (
        Kolom("Regeling", "regeling", S.TEKST, "Naam van de rijksregeling.", breedte=40),
        Kolom("Taken", "taken", S.TEKST, "Taakcodes gescheiden door een puntkomma.", breedte=18),
        Kolom("Jaar", "jaar", S.JAAR, "Het jaar.", breedte=8),
        Kolom("Bedrag", "bedrag", S.BEDRAG, "Bedrag in euro's.", breedte=16),
    ),
)  # fmt: skip

TABELLEN = (
    REGELING, DEELNEMERS, INWONERS, TAKENREGISTER, KOSTEN, DEKKING, SLEUTELS, GEWICHTEN, CONTROLEVERKLARINGEN,
    WERKPROCESSEN, NORMBEDRAGEN, INDEXCIJFERS, WIJZIGINGEN, REALISATIE, RIJKSMIDDELEN, *JAARTABELLEN,
)  # fmt: skip
REKENBLADEN = ("Bijdragen", "Verdeling", "Sleutelgewichten", "Deelname", "Indexatie", "Controles")
LEESWIJZER = "Leeswijzer"


PARAMETERS = (
    Parameter("naam", True, "Naam van de regeling, zoals op de factuur."),
    Parameter("profiel", True, "Het regelprofiel: amersfoort, flevoland-2022, flevoland-2016 of leeg.", ("amersfoort", "flevoland-2022", "flevoland-2016", "leeg")),
    Parameter("begrotingsjaar", True, "Het jaar waarvoor wordt begroot.", soort=Parametersoort.GETAL),
    Parameter("centrumgemeente", True, "De gemeente die betaalt en factureert; precies één."),
    Parameter("afronding", True, "cent of euro: de eenheid waarin wordt verdeeld.", ("cent", "euro")),
    Parameter("betaaltermijn_dagen", True, "Dagen tussen factuurdatum en vervaldatum.", soort=Parametersoort.GETAL),
    Parameter("termijnen", True, "Aantal voorschotten per jaar: 1, 4 of 12.", ("1", "4", "12"), soort=Parametersoort.GETAL),
    Parameter("btw", False, "Toelichting op de gekozen btw-codes."),
    Parameter("afzender_naam", True, "Naam van de afzender op de factuur."),
    Parameter("afzender_adres", False, "Adres van de afzender."),
    Parameter("afzender_postcode", False, "Postcode van de afzender."),
    Parameter("afzender_plaats", False, "Plaats van de afzender."),
    Parameter("afzender_kvk", False, "KvK-nummer, acht cijfers als tekst."),
    Parameter("afzender_oin", False, "OIN, twintig cijfers als tekst."),
    Parameter("afzender_btw_id", False, "Btw-identificatienummer; nodig bij btw-code S of E."),
    Parameter("afzender_iban", False, "IBAN waarop wordt betaald."),
    Parameter("afzender_email", False, "Postbus voor vragen over de factuur."),
    Parameter("deel_van_jaar", False, "Betaalt wie een deel van het jaar deelneemt voor het hele jaar of per dag: heel jaar of dagen.", ("heel jaar", "dagen")),
    Parameter("voorschot_procent", False, "Welk deel van de bijdrage als voorschot in rekening komt, in procenten; leeg is alles.", soort=Parametersoort.PROCENT),
    Parameter("afwijking_procent", False, "Vanaf welke afwijking van de begroting een prognose of realisatie wordt gemeld, in procenten.", soort=Parametersoort.PROCENT),
    Parameter("materialiteit_procent", False, "De tolerantie van de controleverklaring, in procenten van de kosten.", soort=Parametersoort.PROCENT),
    Parameter("stand_per", False, "De dag tot en met welke de kalender wordt beoordeeld; leeg: niet.", soort=Parametersoort.DATUM),
    Parameter("huisstijl_naam", False, "Naam boven de pdf; leeg is de naam van de afzender."),
    Parameter("huisstijl_kleur", False, "Kleur van de pdf: # en zes tekens, bijvoorbeeld #154273."),
    Parameter("huisstijl_logo", False, "Logo op de pdf: een png of svg in dezelfde map als deze werkmap."),
    Parameter("efactuur_profiel", False, "De e-factuur (UBL) bij elke factuur: nlcius, peppol of geen; leeg is nlcius.", ("nlcius", "peppol", "geen")),
)  # fmt: skip
