"""Art. 12 to 15: what stands in the way of an eindafrekening, or must be said with it, beside the checks of the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro, format_number
from cusd_xl.base.years import short_datum
from cusd_xl.model.afrekening import Blok, Eindafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.afrekenen.blokken import find_blok
from cusd_xl.rules.afrekenen.doordecentralisatie import find_taak, split_realisatie
from cusd_xl.rules.afrekenen.realisatie import RIJKSMIDDELEN, WERKELIJK, divides, list_realisatie, realise
from cusd_xl.rules.afrekenen.rijksmiddelen import is_voor, list_rijksmiddelen, spend_rijksmiddelen
from cusd_xl.rules.afrekenen.voorschotten import ALLES
from cusd_xl.rules.dekking import VASTGESTELD, sum_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "12, 13 en 15", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 11 tot en met 14",
    ("R13", "R15", "R16", "R49", "R66"),
)  # fmt: skip


def check_afrekening(begroting: Begroting) -> Iterator[Finding]:
    """The findings that only matter when the year is settled; with a fout among them there is no eindafrekening."""
    rows = list_realisatie(begroting)
    present = {row.kostenpost for row in rows}
    for one in begroting.kosten:
        if divides(begroting, one) and one.kostenpost not in present:
            cel = one.herkomst.cel("kostenpost")
            yield finding("realisatie-kostenpost-ontbreekt", cel, kostenpost=one.kostenpost, jaar=begroting.jaar)
    yield from _check_taken(begroting)
    for row, ingang in split_realisatie(begroting, rows).over_de_datum:
        facts = {"gemeente": row.gemeente, "kostenpost": row.kostenpost, "periode": row.periode, "datum": short_datum(ingang)}
        yield finding("realisatie-over-ingangsdatum", row.herkomst.cel("periode"), **facts)
    yield from _check_netto(begroting, present)
    yield from _check_btw(begroting)


def explain_eindafrekening(begroting: Begroting, afrekening: Eindafrekening) -> Iterator[Finding]:
    """What must be said with the outcome: voorschotten that were worked out, rijksmiddelen without a besluit."""
    if afrekening.berekend:
        procent = begroting.regeling.voorschot_procent
        yield finding("voorschotten-berekend", "tblVoorschotten", procent=format_number(ALLES if procent is None else procent))
        for one in begroting.kosten:
            if begroting.sleutel(one.verdeelsleutel).soort == WERKELIJK:
                yield finding("voorschot-is-realisatie", one.herkomst.cel("verdeelsleutel"), kostenpost=one.kostenpost)
    if any((one.soort, one.status) == (RIJKSMIDDELEN, VASTGESTELD) for one in begroting.besluiten):
        return
    for saldo in afrekening.rijksmiddelen:
        bedrag = sum(one.bedrag for one in saldo.lasten if one.blok is Blok.UITVOERINGSKOSTEN)
        if bedrag:
            cel = saldo.rijksmiddel.herkomst.cel("regeling")
            facts = {"regeling": saldo.rijksmiddel.regeling, "bedrag": format_euro(bedrag)}
            yield finding("uitvoering-zonder-besluit", cel, **facts)


def _check_taken(begroting: Begroting) -> Iterator[Finding]:
    """Zorgkosten without a taak of which only some may be paid by rijksmiddelen."""
    by_code = {one.kostenpost: one for one in begroting.kosten}
    middelen = list_rijksmiddelen(begroting)
    told: set[tuple[str, str, str]] = set()
    for row in list_realisatie(begroting) if middelen else ():
        post = by_code[row.kostenpost]
        if (
            find_blok(post.soort) is not Blok.ZORGKOSTEN
            or find_taak(row, by_code)
            or any(is_voor(one, post, "") for one in middelen)
        ):
            continue
        if not post.taken or any(set(post.taken) & set(one.taken) for one in middelen):
            place = (row.herkomst.cel("taak"), row.gemeente, row.kostenpost)
            if place not in told:
                told.add(place)
                yield finding("realisatie-taak-nodig", place[0], gemeente=row.gemeente, kostenpost=row.kostenpost)


def _check_netto(begroting: Begroting, present: set[str]) -> Iterator[Finding]:
    gesplitst = split_realisatie(begroting, list_realisatie(begroting))
    ingezet = spend_rijksmiddelen(begroting, gesplitst.gezamenlijk)
    werkelijk = realise(begroting, gesplitst.gezamenlijk, ingezet.inzet, ingezet.geraakt)
    for one in werkelijk.kosten:
        netto = (one.bedrag or 0) - sum_dekking(werkelijk, one.kostenpost)
        if netto < 0 and one.kostenpost in present and divides(werkelijk, one):
            cel = one.herkomst.cel("kostenpost")
            yield finding("realisatie-onder-nul", cel, kostenpost=one.kostenpost, bedrag=format_euro(netto))


def _check_btw(begroting: Begroting) -> Iterator[Finding]:
    """A voorschot in tblVoorschotten has no btw-code: its kostensoort must tell whether there was btw on it."""
    if not begroting.voorschotten:
        return
    codes: dict[str, set[str]] = {}
    for one in begroting.kosten:
        codes.setdefault(one.soort, set()).add(load_btwcodes()[one.btw].parameter)
        if len(codes[one.soort]) > 1:
            yield finding("voorschot-btw-gemengd", one.herkomst.cel("btw"), soort=one.soort)
