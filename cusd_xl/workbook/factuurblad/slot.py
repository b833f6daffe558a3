"""The blocks that close the specification: the termijn, the btw, the figures used in formulas, and the controles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel
from cusd_xl.workbook.factuurblad.aandeel import GRENS, TE_GROOT, is_te_groot
from cusd_xl.workbook.factuurblad.plaatsing import Btw, Deel, Gegeven, Plaatsing, Post, Regel, bereik, find_eenheid, zet_breed
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

OK = "OK"
KOPPEN_TERMIJN = (
    "Regel op de factuur", "Kostensoort", "Btw", "Jaarbedrag (€)", "In centen", "Centen over", "Hele centen per termijn",
    "Extra cent", "Deze termijn (€)",
)  # fmt: skip
KOPPEN_BTW = ("Btw per code", "Code", "Tarief (%)", "Grondslag (€)", "In centen", "Btw in centen", "Btw (€)")
GEGEVENS = (
    "Eenheid waarin wordt verdeeld, in centen", "Centen in een euro", "Eenheden in een euro", "Halve eenheid, voor het afronden",
    "Decimalen van het te verdelen bedrag", "Termijnen in het jaar", "Nummer van deze termijn",
    "Grens van exact rekenen in Excel (2^53)", "Honderd procent", "Halve cent, voor het afronden van btw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Factuurcellen:
    """Cells of the sheet Factuur that the controles compare with: the sum of the year and the total to pay."""

    jaar: str
    totaal: str


def omschrijving(factuur: Factuur, regel: Factuurregel) -> str:
    """What stands on the factuur for a line: the kostensoort and the year."""
    return f"Bijdrage {regel.omschrijving} {factuur.termijn.jaar}"


def zet_termijnen(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing) -> None:
    """Per kostensoort and btw-code the yearly amount and the part of it that belongs to this termijn."""
    eerste, aantal = plaats.regels, len(factuur.regels)
    termijn = factuur.termijn
    titel = f"Van jaarbedrag naar termijn: {termijn.omschrijving}, termijn {termijn.nummer} van {termijn.aantal}"
    if factuur.is_op_werkelijk:
        titel = f"Per kostensoort en btw-code, {termijn.omschrijving}"
    _zet_kop(bouwer, eerste, titel, KOPPEN_TERMIJN)
    for rij, regel in enumerate(factuur.regels, start=eerste):
        _zet_termijn(bouwer, rij, factuur, regel, plaats)
    onder = eerste + aantal
    for kolom in range(Regel.BEDRAG):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    jaar = sum(regel.jaarbedrag for regel in factuur.regels)
    for kolom, waarde in ((Regel.JAAR, jaar), (Regel.BEDRAG, factuur.subtotaal)):
        bouwer.zet(onder, kolom, euros(waarde), "blad_bedrag_totaal", f"SUM({bereik(eerste, aantal, kolom)})")


def zet_btw(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing) -> None:
    """Per btw-code its base and its tax, rounded half up to the cent."""
    _zet_kop(bouwer, plaats.btw, "Btw", KOPPEN_BTW)
    for rij, regel in enumerate(factuur.btwregels, start=plaats.btw):
        _zet_btwregel(bouwer, rij, factuur, regel, plaats)


def zet_gegevens(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing) -> None:
    """The figures that the formulas use, each in a cell of its own."""
    eenheid = find_eenheid(factuur)
    bouwer.zet(plaats.gegevens - 1, 0, "Rekengegevens", "ondertitel_tekst")
    waarden: dict[int, int | Decimal | Fraction] = {
        Gegeven.EENHEID: eenheid, Gegeven.CENTEN: CENTS_PER_EURO, Gegeven.PER_EURO: CENTS_PER_EURO // eenheid,
        Gegeven.HALF: Fraction(eenheid, 2), Gegeven.DECIMALEN: 2 if eenheid == 1 else 0, Gegeven.AANTAL: factuur.termijn.aantal,
        Gegeven.NUMMER: factuur.termijn.nummer, Gegeven.GRENS: GRENS, Gegeven.PROCENT: 100, Gegeven.HALVE_CENT: Decimal("0.5"),
    }  # fmt: skip
    for nummer, etiket in enumerate(GEGEVENS):
        rij = plaats.gegevens + nummer
        is_half = nummer in (Gegeven.HALF, Gegeven.HALVE_CENT)
        formule = f"{plaats.gegeven(Gegeven.CENTEN)}/{plaats.gegeven(Gegeven.EENHEID)}" if nummer == Gegeven.PER_EURO else None
        stijl = "berekening_geheel" if formule else "blad_bedrag_kader" if is_half else "blad_geheel_kader_krimp"
        zet_breed(bouwer, rij, etiket, "blad_tekst_kader")
        bouwer.zet(rij, Gegeven.WAARDE, waarden[nummer], stijl, formule)


def zet_controles(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing, op_factuur: Factuurcellen) -> None:
    """Each controle is a cell that says OK or what is wrong."""
    centen = plaats.gegeven(Gegeven.CENTEN)
    posten = bereik(plaats.posten, len(factuur.specificatie), Post.BIJDRAGE)
    regels = bereik(plaats.regels, len(factuur.regels), Regel.BEDRAG)
    btw = bereik(plaats.btw, len(factuur.btwregels), Btw.BTWCENTEN)
    exact, formule = _maak_exact(factuur, plaats)
    jaar = f"ROUND(SUM({posten})*{centen},0)=ROUND({op_factuur.jaar}*{centen},0)"
    termijn = f"ROUND(SUM({regels})*{centen},0)+SUM({btw})=ROUND({op_factuur.totaal}*{centen},0)"
    rijen = (
        ("Som van de kostenposten = jaarbedrag op de factuur", OK, f'IF({jaar},"{OK}","WIJKT AF: zie Uw bijdrage")'),
        ("Som van de termijnbedragen en de btw = totaal", OK, f'IF({termijn},"{OK}","WIJKT AF: zie Deze termijn")'),
        ("De formules rekenen exact", exact, formule),
    )
    bouwer.zet(plaats.controles - 1, 0, "Controles", "ondertitel_tekst")
    for rij, (etiket, waarde, tekst) in enumerate(rijen, start=plaats.controles):
        zet_breed(bouwer, rij, etiket, "blad_terugloop_kader_centraal")
        bouwer.zet(rij, Gegeven.WAARDE, waarde, "controle_tekst_vet", tekst)
    bouwer.markeer_afwijking(plaats.controles, Gegeven.WAARDE, plaats.controles + len(rijen) - 1, Gegeven.WAARDE, OK)


def _zet_termijn(bouwer: Bouwer, rij: int, factuur: Factuur, regel: Factuurregel, plaats: Plaatsing) -> None:
    termijn, aantal = factuur.termijn, len(factuur.specificatie)
    soorten, codes, bijdragen = (bereik(plaats.posten, aantal, kolom) for kolom in (Post.SOORT, Post.BTW, Post.BIJDRAGE))
    jaar, centen, over, vloer, extra = (cel(rij, k) for k in (Regel.JAAR, Regel.CENTEN, Regel.OVER, Regel.VLOER, Regel.EXTRA))
    hele, rest = divmod(regel.jaarbedrag, termijn.aantal)
    factor, termijnen, nummer = (plaats.gegeven(g) for g in (Gegeven.CENTEN, Gegeven.AANTAL, Gegeven.NUMMER))
    som = f"SUMIFS({bijdragen},{soorten},{cel(rij, Regel.SOORT)},{codes},{cel(rij, Regel.BTW)})"
    zet_breed(bouwer, rij, omschrijving(factuur, regel), "blad_tekst_kader")
    bouwer.zet(rij, Regel.SOORT, regel.omschrijving, "blad_tekst_kader")
    bouwer.zet(rij, Regel.BTW, regel.btw, "blad_midden_kader")
    bouwer.zet(rij, Regel.JAAR, euros(regel.jaarbedrag), "berekening_bedrag", som)
    bouwer.zet(rij, Regel.CENTEN, regel.jaarbedrag, "berekening_geheel", f"ROUND({jaar}*{factor},0)")
    bouwer.zet(rij, Regel.OVER, rest, "berekening_geheel", f"MOD({centen},{termijnen})")
    bouwer.zet(rij, Regel.VLOER, hele, "berekening_geheel", f"({centen}-{over})/{termijnen}")
    bouwer.zet(rij, Regel.EXTRA, int(termijn.nummer <= rest), "berekening_geheel", f"IF({nummer}<={over},1,0)")
    bouwer.zet(rij, Regel.BEDRAG, euros(regel.bedrag), "uitvoer_bedrag_vet", f"({vloer}+{extra})/{factor}")


def _zet_btwregel(bouwer: Bouwer, rij: int, factuur: Factuur, regel: Btwregel, plaats: Plaatsing) -> None:
    codes, bedragen = (bereik(plaats.regels, len(factuur.regels), kolom) for kolom in (Regel.BTW, Regel.BEDRAG))
    factor, procent, half = (plaats.gegeven(g) for g in (Gegeven.CENTEN, Gegeven.PROCENT, Gegeven.HALVE_CENT))
    tarief, centen = cel(rij, Btw.TARIEF), cel(rij, Btw.CENTEN)
    zet_breed(bouwer, rij, regel.omschrijving, "blad_tekst_kader_krimp")
    bouwer.zet(rij, Btw.CODE, regel.code, "blad_midden_kader")
    som = f"SUMIFS({bedragen},{codes},{cel(rij, Btw.CODE)})"
    bouwer.zet(rij, Btw.GRONDSLAG, euros(regel.grondslag), "berekening_bedrag", som)
    bouwer.zet(rij, Btw.CENTEN, regel.grondslag, "berekening_geheel", f"ROUND({cel(rij, Btw.GRONDSLAG)}*{factor},0)")
    if regel.percentage is None:
        bouwer.zet(rij, Btw.TARIEF, "geen", "blad_midden_kader")
        bouwer.zet(rij, Btw.BTWCENTEN, 0, "blad_geheel_kader")
    else:
        bouwer.zet(rij, Btw.TARIEF, regel.percentage, "blad_percentage_kader")
        bouwer.zet(rij, Btw.BTWCENTEN, regel.btw, "berekening_geheel", f"INT({centen}*{tarief}/{procent}+{half})")
    bouwer.zet(rij, Btw.BEDRAG, euros(regel.btw), "uitvoer_bedrag_vet", f"{cel(rij, Btw.BTWCENTEN)}/{factor}")


def _maak_exact(factuur: Factuur, plaats: Plaatsing) -> tuple[str, str | None]:
    delen = [(post, deel) for post in factuur.specificatie for deel in post.onderdelen]
    if not delen:
        return OK, None
    mis = "LET OP: gewichten te groot"
    rijen = len(delen) + sum(len(post.toevoegingen) for post in factuur.specificatie)
    tellers, noemers, samen = (bereik(plaats.delen, rijen, kolom) for kolom in (Deel.TELLER, Deel.NOEMER, Deel.GEZAMENLIJK))
    grens = plaats.gegeven(Gegeven.GRENS)
    producten = f"SUMPRODUCT({tellers},{noemers})"
    if any(True in post.rekenwijze.in_stappen for post, _ in delen):
        producten = f"MAX({','.join(_list_producten(factuur, plaats))})"
    formule = f'IF({producten}>={grens},"{mis}",IF(COUNTIF({samen},"{TE_GROOT}")=0,"{OK}","{mis}"))'
    return (mis if any(is_te_groot(post) for post, _ in delen) else OK), formule


def _list_producten(factuur: Factuur, plaats: Plaatsing) -> Iterator[str]:
    """The products that are made at once, and all steps of those that are not."""
    rij, aantal = plaats.delen, 0
    for post in factuur.specificatie:
        wijze = post.rekenwijze
        for nummer, steps in enumerate(wijze.in_stappen):
            if not steps or not wijze.is_exact:
                yield f"{cel(rij + nummer, Deel.TELLER)}*{cel(rij + nummer, Deel.NOEMER)}"
        aantal += (sum(wijze.in_stappen) + (len(wijze.fijn) > 1)) * wijze.is_exact
        rij += len(post.onderdelen) + len(post.toevoegingen)
    if aantal:
        yield gebied(plaats.tussen + 1, 2, plaats.tussen + aantal, Deel.REST)


def _zet_kop(bouwer: Bouwer, rij: int, titel: str, koppen: tuple[str, ...]) -> None:
    bouwer.zet(rij - 2, 0, titel, "ondertitel_tekst")
    zet_breed(bouwer, rij - 1, koppen[0], "kop_tekst")
    bouwer.zet_koppen(rij - 1, koppen[1:], 2)
