"""The weights of a sleutel: one per gemeente, none missing, percentages that add up to exactly 100 for those who pay."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, round_half_up
from cusd_xl.model.begroting import Begroting, Gewicht, Kostenpost
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import find_sleutel, gives_eigen_bedragen, group_kostenposten, list_gebruik
from cusd_xl.rules.controles.tekst import enumerate_names, format_fraction
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutels.eigen import charge
from cusd_xl.rules.sleutels.gewichten import list_gewichten

GRONDSLAG = Grondslag("Dienstverleningshandvest Flevoland", "13.1", "Dienstverleningshandvest Flevoland 2022", ("R3", "R60"))
SOORTEN_MET_GEWICHT = ("gewichten", "budgetaandeel", "percentage", "vast")
HEEL = 100
"""The percentages of a sleutel add up to this."""


def check_sleutelgewichten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblGewichten."""
    for one, cel, eerste in _find_dubbel(begroting):
        yield finding("gewicht-dubbel", cel, gemeente=one.gemeente, sleutel=one.sleutel, eerste=eerste)
    yield from _check_vast(begroting)
    yield from _check_percentages(begroting)
    yield from _check_missing(begroting)
    yield from _check_vrijgesteld(begroting)


def _find_dubbel(begroting: Begroting) -> Iterator[tuple[Gewicht, str, str]]:
    """Rows that say the same year of the same weight; a row without Jaar is one of the begrotingsjaar."""
    return find_dubbel(begroting.gewichten, lambda one: (one.sleutel, one.gemeente, one.jaar or begroting.jaar), "gewicht")


def _check_vast(begroting: Begroting) -> Iterator[Finding]:
    vast = {one.sleutel for one in begroting.sleutels if one.soort == "vast"}
    for row in begroting.gewichten:
        cents = Fraction(row.gewicht) * CENTS_PER_EURO
        if row.sleutel in vast and cents.denominator != 1:
            facts = {"gewicht": format_fraction(Fraction(row.gewicht)), "gemeente": row.gemeente, "sleutel": row.sleutel}
            yield finding("vast-te-nauwkeurig", row.herkomst.cel("gewicht"), voorstel=format_euro(round_half_up(cents)), **facts)


def _check_percentages(begroting: Begroting) -> Iterator[Finding]:
    for one in list_gebruik(begroting):
        if one.sleutel.soort != "percentage" or not one.betalers:
            continue
        payers = {deelnemer.gemeente for deelnemer in one.betalers}
        rows = [row for row in list_gewichten(begroting) if row.sleutel == one.sleutel.sleutel and row.gemeente in payers]
        som = sum((Fraction(row.gewicht) for row in rows), Fraction(0))
        if som != HEEL:
            cel = rows[0].herkomst.cel("gewicht") if rows else one.sleutel.herkomst.cel("sleutel")
            facts = {"sleutel": one.sleutel.sleutel, "kostenpost": one.kostenpost.kostenpost}
            yield finding("percentage-niet-100", cel, som=format_fraction(som), **facts)


def _check_missing(begroting: Begroting) -> Iterator[Finding]:
    present = {(row.sleutel, row.gemeente) for row in list_gewichten(begroting)}
    needed = group_kostenposten(one for one in list_gebruik(begroting) if one.sleutel.soort in SOORTEN_MET_GEWICHT)
    for (naam, gemeente), kostenposten in needed.items():
        sleutel = find_sleutel(begroting, naam)
        if sleutel is not None and (naam, gemeente) not in present:
            facts = {"gemeente": gemeente, "sleutel": naam, "kostenposten": enumerate_names(kostenposten)}
            yield finding("gewicht-ontbreekt", sleutel.herkomst.cel("sleutel"), **facts)


def _check_vrijgesteld(begroting: Begroting) -> Iterator[Finding]:
    """An own amount for a gemeente that does not pay for the kostenpost: it is billed to nobody and would vanish.

    A vast amount is asked for by each kostenpost apart. A number of pieces may stand there for another kostenpost of the key.
    """
    eigen = [one for one in list_gebruik(begroting) if gives_eigen_bedragen(begroting, one.kostenpost)]
    betaalt, deelnemers = group_kostenposten(eigen), {one.gemeente for one in begroting.deelnemers}
    for row in list_gewichten(begroting):
        gebruik = [one for one in eigen if one.sleutel.sleutel == row.sleutel]
        elders = betaalt.get((row.sleutel, row.gemeente), ())
        if row.gewicht and row.gemeente in deelnemers and not (elders and gebruik[0].sleutel.soort != "vast"):
            posten = [one.kostenpost for one in gebruik if one.kostenpost.kostenpost not in elders]
            if posten:
                facts = {"gemeente": row.gemeente, "sleutel": row.sleutel, "gewicht": format_fraction(Fraction(row.gewicht))}
                bedrag = format_euro(sum(_charge(begroting, post, row.gemeente) for post in posten))
                namen = enumerate_names(post.kostenpost for post in posten)
                yield finding("gewicht-vrijgesteld", row.herkomst.cel("gewicht"), kostenposten=namen, bedrag=bedrag, **facts)


def _charge(begroting: Begroting, kostenpost: Kostenpost, gemeente: str) -> int:
    return sum(one.bedrag for one in charge(begroting, kostenpost).get(gemeente, ()))
