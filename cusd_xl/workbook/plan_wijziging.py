"""The workbook of a begrotingswijziging: oud, wijziging and nieuw per gemeente and per kostensoort, and what is behind them."""

from __future__ import annotations

from cusd_xl.base.years import short_datum
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.model.wijziging import Wijzigingsstaat
from cusd_xl.workbook.rapport.blad import (
    EERSTE_BLOK,
    OK,
    Kolommen,
    Rapportkolom,
    begin_blad,
    describe_kring,
    finish_blad,
    maak_staven,
    sum_kolom,
    zet_controle,
    zet_totaalrij,
)
from cusd_xl.workbook.rapport.wijzigingbladen import (
    EERSTE_GEMEENTE,
    POSTEN,
    POSTKOLOMMEN,
    plan_gemeenten,
    plan_inkoop,
    plan_posten,
    plan_staat,
)
from cusd_xl.workbook.rekenen.bouwer import Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

BLAD = "Wijziging"
HOOGTE_ONDERTITEL = 26.0
VASTGESTELD = "vastgesteld"
KOLOMMEN = Kolommen(
    (
        Rapportkolom("naam", "Gemeente", 34),
        Rapportkolom("oud", "Oud (€)", 18),
        Rapportkolom("verschil", "Wijziging (€)", 18),
        Rapportkolom("nieuw", "Nieuw (€)", 18),
        Rapportkolom("procent", "Wijziging (%)", 13),
    )
)


def plan_wijziging(staat: Wijzigingsstaat) -> Werkmapplan:
    """Plan the workbook of one layer; a concept carries its stamp on every sheet."""
    concept, stand = staat.laag.status != VASTGESTELD, describe_stand(staat)
    gemeenten, oud, nieuw, _ = plan_gemeenten(staat, stand, concept)
    voorblad = _plan_voorblad(staat, stand, concept, oud, nieuw)
    bladen = [voorblad, plan_posten(staat, stand, concept, oud, nieuw), gemeenten, plan_staat(staat, stand, concept, nieuw)]
    if staat.inkoop:
        bladen.append(plan_inkoop(staat, stand, concept))
    return Werkmapplan(tuple(bladen), f"Begrotingswijziging {staat.laag.nummer} {staat.jaar}", staat.regeling)


def describe_stand(staat: Wijzigingsstaat) -> str:
    """The status of the layer in words, with the day of the decision."""
    laag = staat.laag
    if laag.status != VASTGESTELD:
        dag = f", besluit voorzien op {short_datum(laag.besluitdatum)}" if laag.besluitdatum else ""
        return f"CONCEPT, nog niet vastgesteld{dag}"
    return f"Vastgesteld op {short_datum(laag.besluitdatum)}" if laag.besluitdatum else "Vastgesteld, datum onbekend"


def _describe_besluit(staat: Wijzigingsstaat) -> str:
    """Who decided, as tblBesluiten has it; no gemeente is named, for one of them may read it alone."""
    if staat.besluit is None:
        return ""
    verwijzing = f" ({staat.besluit.verwijzing})" if staat.besluit.verwijzing else ""
    return f" Besluit {staat.besluit.nummer}{verwijzing}: {staat.akkoord} van de {staat.deelnemers} gemeenten akkoord."


def _plan_voorblad(staat: Wijzigingsstaat, stand: str, concept: bool, oud: Blok, nieuw: Blok) -> Bladplan:
    bouwer = begin_blad(BLAD, f"Begrotingswijziging {staat.laag.nummer} – begroting {staat.jaar}", staat.regeling, stand, concept)
    onder = (
        f"Oud is de begroting met wijziging {', '.join(staat.eerdere)}"
        if staat.eerdere
        else "Oud is de begroting zonder wijzigingen"
    )
    bouwer.zet(3, 0, f"{onder}. Voor {describe_kring(staat.kring)}.{_describe_besluit(staat)}", "toelichting_tekst")
    eerste = EERSTE_BLOK + 2
    bouwer.hoogtes[EERSTE_BLOK] = HOOGTE_ONDERTITEL
    bouwer.zet_ondertitel(EERSTE_BLOK, "Per gemeente")
    bouwer.zet_koppen(eerste - 1, KOLOMMEN.koppen)
    for plaats, (naam, (voor, na)) in enumerate(staat.per_gemeente().items()):
        bronnen = [f"{blok.blad}!{cel(blok.laatste_rij + 1, EERSTE_GEMEENTE + plaats, 'rk')}" for blok in (oud, nieuw)]
        _zet_rij(bouwer, eerste + plaats, naam, (voor, na), (bronnen[0], bronnen[1]))
    aantal = len(staat.kring.gemeenten)
    totaal_gemeenten = eerste + aantal
    _zet_totaal(bouwer, totaal_gemeenten, eerste, aantal, list(staat.per_gemeente().values()))
    begin = totaal_gemeenten + 2
    bouwer.zet_ondertitel(begin, "Per kostensoort")
    bouwer.zet_koppen(begin + 1, ("Kostensoort", *KOLOMMEN.koppen[1:]))
    soorten = staat.per_soort()
    for rij, (soort, (voor, na)) in enumerate(soorten.items(), start=begin + 2):
        formules = [
            f"SUMIF({Blok(blok.blad, blok.rij, blok.laatste_rij, 2, 2).kolomgebied(2)},{cel(rij, 0, 'k')},"
            f"{blok.kolomgebied(blok.laatste_kolom + 1)})"
            for blok in (oud, nieuw)
        ]
        _zet_rij(bouwer, rij, soort, (voor, na), (formules[0], formules[1]))
    totaal_soorten = begin + 2 + len(soorten)
    _zet_totaal(bouwer, totaal_soorten, begin + 2, len(soorten), list(soorten.values()))
    _zet_controles(bouwer, totaal_soorten + 2, totaal_gemeenten, totaal_soorten, len(staat.posten))
    grafiek = maak_staven(
        (EERSTE_BLOK, len(KOLOMMEN.kolommen) + 1),
        f"Bijdrage per gemeente vóór en na wijziging {staat.laag.nummer}",
        (("Oud", KOLOMMEN.plek("oud")), ("Nieuw", KOLOMMEN.plek("nieuw"))),
        lambda kolom: [BLAD, eerste, kolom, totaal_gemeenten - 1, kolom],
        (620, 380),
    )
    return finish_blad(bouwer, KOLOMMEN.breedtes | {len(KOLOMMEN.kolommen): 2}, grafieken=(grafiek,), hoog=1)


def _zet_rij(bouwer: Bouwer, rij: int, naam: str, centen: tuple[int, int], formules: tuple[str, str]) -> None:
    bouwer.zet(rij, 0, naam, "blad_tekst_kader")
    voor, na = centen
    bouwer.zet(rij, KOLOMMEN.plek("oud"), euros(voor), "berekening_bedrag", formules[0])
    bouwer.zet(rij, KOLOMMEN.plek("nieuw"), euros(na), "uitvoer_bedrag_vet", formules[1])
    _zet_verschil(bouwer, rij, voor, na, "berekening_verschil", "berekening_afwijking")


def _zet_totaal(bouwer: Bouwer, rij: int, eerste: int, aantal: int, centen: list[tuple[int, int]]) -> None:
    zet_totaalrij(bouwer, rij, len(KOLOMMEN.kolommen))
    voor, na = (sum(one[plek] for one in centen) for plek in (0, 1))
    for veld, som in (("oud", voor), ("nieuw", na)):
        bouwer.zet(rij, KOLOMMEN.plek(veld), euros(som), "blad_bedrag_totaal", sum_kolom(eerste, aantal, KOLOMMEN.plek(veld)))
    _zet_verschil(bouwer, rij, voor, na, "blad_verschil_totaal", "blad_afwijking_totaal")


def _zet_verschil(bouwer: Bouwer, rij: int, voor: int, na: int, bedragstijl: str, procentstijl: str) -> None:
    oud, nieuw, verschil = (cel(rij, KOLOMMEN.plek(veld)) for veld in ("oud", "nieuw", "verschil"))
    bouwer.zet(rij, KOLOMMEN.plek("verschil"), euros(na - voor), bedragstijl, f"{nieuw}-{oud}")
    deel = euros(na - voor) / euros(voor) if voor else ""
    bouwer.zet(rij, KOLOMMEN.plek("procent"), deel, procentstijl, f'IF({oud}=0,"",{verschil}/{oud})')


def _zet_controles(bouwer: Bouwer, rij: int, gemeenten: int, soorten: int, aantal: int) -> None:
    """The three lines that say whether everything ties."""
    eerste, kolom = EERSTE_BLOK + 1, POSTKOLOMMEN.plek("controle")
    controles = f"{POSTEN}!{gebied(eerste, kolom, eerste + aantal - 1, kolom)}"
    posten = [f"{POSTEN}!{cel(eerste + aantal, POSTKOLOMMEN.plek(veld), 'rk')}" for veld in ("oud", "nieuw")]
    plekken = [KOLOMMEN.plek(veld) for veld in ("oud", "nieuw")]
    gelijk = [f"(ROUND({cel(gemeenten, plek)}-{cel(soorten, plek)},2)=0)" for plek in plekken]
    begroot = [f"(ROUND({cel(gemeenten, plek)}-{post},2)=0)" for plek, post in zip(plekken, posten, strict=True)]
    regels = (
        ("Gemeenten en kostensoorten tellen gelijk op", f"{'*'.join(gelijk)}=1"),
        ("Bijdragen zijn wat er te verdelen is", f"{'*'.join(begroot)}=1"),
        ("Elke kostenpost sluit op de cent", f'COUNTIF({controles},"{OK}")=ROWS({controles})'),
    )
    for plaats, (etiket, voorwaarde) in enumerate(regels):
        zet_controle(bouwer, rij + plaats, KOLOMMEN.plek("nieuw"), etiket, voorwaarde)
