"""Art. 13 and 15: the begroting as it came true, with realised costs in place of the begrote ones and without index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cusd_xl.base.years import parse_periode
from cusd_xl.model.begroting import Begroting, Dekking, Kostenpost, Realisatie
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX
from cusd_xl.rules.verdeling import gives_eigen_bedragen

GRONDSLAG = Grondslag(CUSD, "13 en 15", f"{TOELICHTING}; regels.md, open vraag 5", ("R13", "R23", "R47", "R89"))
RIJKSMIDDELEN = "rijksmiddelen"
WERKELIJK = "werkelijk"
Inzet = Mapping[tuple[str, str, str], int]
"""Cents paid out of the rijksmiddelen by kostenpost, name of the rijksmiddel and gemeente (empty where the cost is divided)."""


def list_realisatie(begroting: Begroting) -> tuple[Realisatie, ...]:
    """The rows of tblRealisatie of the begrotingsjaar, opbrengsten turned into negative amounts; an empty periode counts."""
    jaar = begroting.jaar
    rows = (row for row in begroting.realisatie if parse_periode(row.periode, jaar)[0].year == jaar)
    return tuple(replace(row, bedrag=row.netto, soort="") for row in rows)


def divides(begroting: Begroting, kostenpost: Kostenpost) -> bool:
    """True when the key divides one amount over the gemeenten."""
    return not gives_eigen_bedragen(begroting.sleutel(kostenpost.verdeelsleutel))


def charges_werkelijk(begroting: Begroting, kostenpost: Kostenpost) -> bool:
    """True when every gemeente bears its own rows of tblRealisatie."""
    return begroting.sleutel(kostenpost.verdeelsleutel).soort == WERKELIJK


def realise(begroting: Begroting, rows: Sequence[Realisatie], inzet: Inzet, geraakt: Iterable[str]) -> Begroting:
    """The begroting with what was really spent: `rows` in place of Bedrag, wijzigingen and index, the peildatum unchanged.

    What the rijksmiddelen paid stands in tblDekking of a divided kostenpost, and as a row below zero of the gemeente where each
    bears its own costs. For the kostenposten in `geraakt` it replaces the rijksmiddelen that were begroot as dekking. Other own
    amounts (werkprocessen, vaste bedragen) are those of the workbook.
    """
    covered = frozenset(geraakt)
    kept = (one for one in begroting.dekking if not (one.soort == RIJKSMIDDELEN and one.kostenpost in covered))
    return replace(
        begroting,
        kosten=tuple(_realise_kostenpost(begroting, one, rows) for one in begroting.kosten),
        wijzigingen=(),
        dekking=(*kept, *_make_dekking(begroting, inzet)),
        realisatie=(*rows, *_make_rows(inzet)),
    )


def _realise_kostenpost(begroting: Begroting, kostenpost: Kostenpost, rows: Sequence[Realisatie]) -> Kostenpost:
    if not divides(begroting, kostenpost):
        return kostenpost
    gerealiseerd = sum(row.bedrag for row in rows if row.kostenpost == kostenpost.kostenpost)
    return replace(kostenpost, bedrag=gerealiseerd, prijspeil=begroting.jaar, index=GEEN_INDEX)


def _make_dekking(begroting: Begroting, inzet: Inzet) -> Iterable[Dekking]:
    jaar = begroting.jaar
    for (kostenpost, naam, gemeente), bedrag in inzet.items():
        if not gemeente:
            yield Dekking(kostenpost, naam, RIJKSMIDDELEN, bedrag, jaar, jaar)


def _make_rows(inzet: Inzet) -> Iterable[Realisatie]:
    for (kostenpost, naam, gemeente), bedrag in inzet.items():
        if gemeente and bedrag:
            yield Realisatie(gemeente, kostenpost, "", f"ten laste van {naam}", -bedrag)
