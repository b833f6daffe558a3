"""Handvest art. 8.3 and 8.6: what a gemeente lets buy of a taak in the year, with the changes that were decided the same way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cusd_xl.model.begroting import Begroting, Wijziging
from cusd_xl.model.inkoop import GEEN_INKOOP, Inkoop
from cusd_xl.rules.afrekenen.realisatie import OP_GEBRUIK
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, HANDVEST, Grondslag

GRONDSLAG = Grondslag(CUSD, "handvest 8.3 en 8.6", HANDVEST, ("R68", "R78"))


def find_inkoop(begroting: Begroting) -> Mapping[tuple[str, str], Inkoop]:
    """The inkoopplan of the begrotingsjaar plus the vastgestelde wijzigingen of it, by (gemeente, taak)."""
    found: dict[tuple[str, str], Inkoop] = {}
    rows = [((one.gemeente, one.taak), one.volume, one.bedrag) for one in begroting.inkoopplan if one.jaar == begroting.jaar]
    rows += [
        ((one.gemeente, one.taak), one.volume or Decimal(0), one.mutatie)
        for one in begroting.wijzigingen
        if one.status == VASTGESTELD and changes_inkoop(begroting, one)
    ]
    for plek, volume, bedrag in rows:
        sofar = found.get(plek, GEEN_INKOOP)
        found[plek] = Inkoop(sofar.volume + volume, sofar.bedrag + bedrag)
    return found


def changes_inkoop(begroting: Begroting, row: Wijziging) -> bool:
    """True for a wijziging of the inkoopplan: a known gemeente and taak, on a kostenpost that follows plan or use."""
    sleutels = {one.verdeelsleutel for one in begroting.kosten if one.kostenpost == row.kostenpost}
    eigen = any(one.soort in OP_GEBRUIK for one in begroting.sleutels if one.sleutel in sleutels)
    known = any(one.gemeente == row.gemeente for one in begroting.deelnemers) and any(
        one.taak == row.taak for one in begroting.taken
    )
    return known and eigen
