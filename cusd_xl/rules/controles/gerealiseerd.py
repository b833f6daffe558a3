"""Art. 13 and 15: realisatie is of the begrotingsjaar and has effect, opbrengsten count once."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.afrekenen.doordecentralisatie import DOORDECENTRALISATIE
from cusd_xl.rules.afrekenen.postrealisatie import OPBRENGSTEN, list_contractvormen
from cusd_xl.rules.afrekenen.realisatie import OP_GEBRUIK
from cusd_xl.rules.controles.gebruik import find_sleutel, gives_eigen_bedragen
from cusd_xl.rules.dekking import VASTGESTELD, list_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13 en 15", TOELICHTING, ("R13", "R16", "R23", "R89"))
LUMPSUM = "lumpsum"


def check_gerealiseerd(begroting: Begroting) -> Iterator[Finding]:
    """The findings on what the eindafrekening will do with tblRealisatie, the besluiten and the contracten."""
    for row in begroting.realisatie:
        if guess_periode(row.periode, begroting.jaar).jaar != begroting.jaar:
            yield finding("realisatie-ander-jaar", row.herkomst.cel("periode"), periode=row.periode, jaar=begroting.jaar)
    yield from _check_gevolg(begroting)
    for one in begroting.besluiten:
        if (one.soort, one.status) == (DOORDECENTRALISATIE, VASTGESTELD) and one.ingangsdatum is None:
            cel = one.herkomst.cel("ingangsdatum")
            yield finding("doordecentralisatie-onvolledig", cel, nummer=one.nummer, wat="ingangsdatum")
    yield from _check_contracten(begroting)


def _check_gevolg(begroting: Begroting) -> Iterator[Finding]:
    with_opbrengsten = {row.kostenpost for row in begroting.realisatie if row.soort == OPBRENGSTEN}
    realised = {row.kostenpost for row in begroting.realisatie}
    for one in begroting.kosten:
        sleutel = find_sleutel(begroting, one.verdeelsleutel)
        own = gives_eigen_bedragen(begroting, one) and sleutel is not None and sleutel.soort not in OP_GEBRUIK
        if own and one.kostenpost in realised:
            facts = {"kostenpost": one.kostenpost, "sleutel": one.verdeelsleutel}
            yield finding("realisatie-zonder-gevolg", one.herkomst.cel("verdeelsleutel"), **facts)
        if one.kostenpost in with_opbrengsten and list_dekking(begroting, one.kostenpost):
            yield finding("opbrengst-naast-dekking", one.herkomst.cel("kostenpost"), kostenpost=one.kostenpost)


def _check_contracten(begroting: Begroting) -> Iterator[Finding]:
    """A lumpsum has no use per gemeente, so a key by use cannot stand on it (memo Leusden 2015)."""
    for one in begroting.kosten:
        sleutel = find_sleutel(begroting, one.verdeelsleutel)
        by_use = sleutel is not None and sleutel.soort in OP_GEBRUIK
        if by_use and tuple(list_contractvormen(begroting, one)) == (LUMPSUM,):
            facts = {"taak": ", ".join(one.taken), "kostenpost": one.kostenpost}
            yield finding("contract-lumpsum", one.herkomst.cel("verdeelsleutel"), **facts)
