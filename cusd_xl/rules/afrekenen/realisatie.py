"""Art. 13 and 15: the begroting as it came true, with realised costs in place of the begrote ones and without index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.begroting import Begroting, Dekking, Kostenpost, Realisatie, Sleutel
from cusd_xl.model.bijdragen import Bijdrage, EigenBedrag, VerdeeldeKostenpost
from cusd_xl.rules.afronding import round_to_eenheid
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX
from cusd_xl.rules.verdeling import gives_eigen_bedragen

GRONDSLAG = Grondslag(CUSD, "13 en 15", f"{TOELICHTING}; regels.md, open vraag 5", ("R13", "R23", "R47", "R89"))
RIJKSMIDDELEN = "rijksmiddelen"
WERKELIJK, INKOOPPLAN, MACROBUDGET = "werkelijk", "inkoopplan", "macrobudget"
OP_GEBRUIK = (WERKELIJK, INKOOPPLAN)
"""The kinds of sleutel that the eindafrekening settles by use, whatever the begroting went by."""
PERCENTAGE = re.compile(r"(percentage\s*=\s*)[^;]*")
Inzet = Mapping[tuple[str, str, str], int]
"""Cents paid out of the rijksmiddelen by kostenpost, name of the rijksmiddel and gemeente (empty where the cost is divided)."""


def list_realisatie(begroting: Begroting) -> tuple[Realisatie, ...]:
    """The rows of tblRealisatie of the begrotingsjaar, opbrengsten turned into negative amounts; an empty periode counts."""
    jaar = begroting.jaar
    rows = (row for row in begroting.realisatie if guess_periode(row.periode, jaar).jaar == jaar)
    return tuple(replace(row, bedrag=row.netto, soort="") for row in rows)


def divides(begroting: Begroting, kostenpost: Kostenpost) -> bool:
    """True when the key divides one amount over the gemeenten."""
    return not gives_eigen_bedragen(begroting.sleutel(kostenpost.verdeelsleutel))


def charges_werkelijk(begroting: Begroting, kostenpost: Kostenpost) -> bool:
    """True when every gemeente bears its own rows of tblRealisatie: by use, also where it was advanced by the inkoopplan."""
    return begroting.sleutel(kostenpost.verdeelsleutel).soort in OP_GEBRUIK


def realise(begroting: Begroting, rows: Sequence[Realisatie], inzet: Inzet, geraakt: Iterable[str]) -> Begroting:
    """The begroting with what was really spent: `rows` in place of Bedrag, wijzigingen and index, the peildatum unchanged.

    What the rijksmiddelen paid of a divided kostenpost stands in tblDekking; for the kostenposten in `geraakt` it replaces the
    rijksmiddelen that were begroot as dekking. A key that takes a percentage of a macrobudget divides real costs as a whole.
    Other own amounts (werkprocessen, vaste bedragen) are those of the workbook.
    """
    covered = frozenset(geraakt)
    kept = (one for one in begroting.dekking if not (one.soort == RIJKSMIDDELEN and one.kostenpost in covered))
    return replace(
        begroting,
        kosten=tuple(_realise_kostenpost(begroting, one, rows) for one in begroting.kosten),
        sleutels=tuple(_realise_sleutel(one) for one in begroting.sleutels),
        wijzigingen=(),
        dekking=(*kept, *_make_dekking(begroting, inzet)),
        realisatie=tuple(rows),
    )


def relieve(post: VerdeeldeKostenpost, inzet: Inzet) -> VerdeeldeKostenpost:
    """Take what the rijksmiddelen paid off the own costs of each gemeente, with a line that says so; other posts stay."""
    paid = {(naam, gemeente): bedrag for (code, naam, gemeente), bedrag in inzet.items() if code == post.kostenpost.kostenpost}
    if not any(gemeente for _, gemeente in paid):
        return post
    bijdragen = tuple(_relieve_bijdrage(one, paid, post.eenheid) for one in post.bijdragen)
    return replace(post, bijdragen=bijdragen, te_verdelen=sum(one.bedrag for one in bijdragen))


def _realise_kostenpost(begroting: Begroting, kostenpost: Kostenpost, rows: Sequence[Realisatie]) -> Kostenpost:
    if not divides(begroting, kostenpost):
        return kostenpost
    gerealiseerd = sum(row.bedrag for row in rows if row.kostenpost == kostenpost.kostenpost)
    return replace(kostenpost, bedrag=gerealiseerd, prijspeil=begroting.jaar, index=GEEN_INDEX)


def _realise_sleutel(sleutel: Sleutel) -> Sleutel:
    """What was only for the begroting gives way: the inkoopplan to use, a part of the macrobudget to the whole of the costs."""
    if sleutel.soort == INKOOPPLAN:
        return replace(sleutel, soort=WERKELIJK)
    if sleutel.soort == MACROBUDGET:
        return replace(sleutel, parameter=PERCENTAGE.sub(r"\g<1>100", sleutel.parameter))
    return sleutel


def _make_dekking(begroting: Begroting, inzet: Inzet) -> Iterable[Dekking]:
    jaar = begroting.jaar
    for (kostenpost, naam, gemeente), bedrag in inzet.items():
        if not gemeente:
            yield Dekking(kostenpost, naam, RIJKSMIDDELEN, bedrag, jaar, jaar)


def _relieve_bijdrage(one: Bijdrage, paid: Mapping[tuple[str, str], int], eenheid: int) -> Bijdrage:
    lines = tuple(
        EigenBedrag(f"Ten laste van {naam}", -bedrag)
        for (naam, gemeente), bedrag in paid.items()
        if gemeente == one.gemeente and bedrag and one.deelname
    )
    eigen = (*one.eigen, *lines)
    return replace(one, eigen=eigen, bedrag=round_to_eenheid(sum(line.bedrag for line in eigen), eenheid)) if lines else one
