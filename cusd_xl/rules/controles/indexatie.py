"""Art. 14: each amount is indexed exactly once, along the right reeks, from a known price level, with no year missing."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting, Kostenpost, Normbedrag
from cusd_xl.parameters import Profiel
from cusd_xl.rules.controles.gebruik import gives_eigen_bedragen
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX, list_cijfers

GRONDSLAG = Grondslag(CUSD, "14", TOELICHTING, ("R19", "R20", "R21", "R22"))


def check_indexatie(begroting: Begroting) -> Iterator[Finding]:
    """The findings on Prijspeil and Index of tblKosten and tblNormbedragen."""
    profiel = find_profiel(begroting)
    for kostenpost in begroting.kosten:
        yield from _check_rij(begroting, kostenpost, f"kostenpost {kostenpost.kostenpost}")
        yield from _check_soort(begroting, kostenpost, profiel)
    for normbedrag in begroting.normbedragen:
        yield from _check_rij(begroting, normbedrag, f"proces {normbedrag.proces}")


def _check_rij(begroting: Begroting, row: Kostenpost | Normbedrag, wat: str) -> Iterator[Finding]:
    jaar = begroting.jaar
    if row.prijspeil > jaar:
        yield finding("prijspeil-in-toekomst", row.herkomst.cel("prijspeil"), prijspeil=row.prijspeil, wat=wat, jaar=jaar)
    if row.index == GEEN_INDEX:
        return
    cijfers = list_cijfers(begroting, row.index)
    cel = row.herkomst.cel("index")
    if not cijfers:
        reeksen = [one.reeks for one in begroting.indexcijfers]
        advies = propose(row.index, (*reeksen, GEEN_INDEX), f"Kies een reeks van dat blad, of '{GEEN_INDEX}'.")
        yield finding("index-onbekend", cel, index=row.index, wat=wat, advies=advies)
        return
    missing = [str(year) for year in range(row.prijspeil + 1, jaar + 1) if year not in cijfers]
    if missing:
        facts = {"index": row.index, "wat": wat, "prijspeil": row.prijspeil, "jaar": jaar}
        yield finding("index-jaar-ontbreekt", cel, jaren=enumerate_names(missing), **facts)


def _check_soort(begroting: Begroting, kostenpost: Kostenpost, profiel: Profiel) -> Iterator[Finding]:
    if kostenpost.index == GEEN_INDEX:
        return
    facts = {"kostenpost": kostenpost.kostenpost, "index": kostenpost.index}
    cel = kostenpost.herkomst.cel("index")
    if kostenpost.soort in profiel.geen_bbp_soorten and kostenpost.index == profiel.bbp_reeks:
        yield finding("index-niet-toegestaan", cel, soort=kostenpost.soort, **facts)
    if gives_eigen_bedragen(begroting, kostenpost):
        yield finding("dubbel-geindexeerd", cel, sleutel=kostenpost.verdeelsleutel, jaar=begroting.jaar, **facts)
