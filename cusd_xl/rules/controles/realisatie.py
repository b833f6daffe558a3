"""Art. 6 and 13: no realisatie at a gemeente that is vrijgesteld, and none missing where it is billed."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.rules.controles.gebruik import list_betalers, list_gebruik
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6 en 13", f"{TOELICHTING}; {PROTOCOL}, vrijstelling 2", ("R13", "R92"))


def check_realisatie(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblRealisatie."""
    deelnemers = {one.gemeente for one in begroting.deelnemers}
    payers = {one.kostenpost: {payer.gemeente for payer in list_betalers(begroting, one)} for one in begroting.kosten}
    for row in begroting.realisatie:
        if row.bedrag and row.gemeente in deelnemers and row.kostenpost in payers:
            wat = _find_vrijstelling(begroting, row, payers[row.kostenpost])
            if wat:
                facts = {"gemeente": row.gemeente, "wat": wat, "bedrag": format_euro(row.bedrag)}
                yield finding("realisatie-vrijgesteld", row.herkomst.cel("bedrag"), **facts)
    present = {(row.gemeente, row.kostenpost) for row in begroting.realisatie}
    for one in list_gebruik(begroting):
        if one.sleutel.soort == "werkelijk":
            for payer in one.betalers:
                if (payer.gemeente, one.kostenpost.kostenpost) not in present:
                    facts = {"gemeente": payer.gemeente, "kostenpost": one.kostenpost.kostenpost}
                    yield finding("realisatie-ontbreekt", payer.herkomst.cel("gemeente"), **facts)


def _find_vrijstelling(begroting: Begroting, row: Realisatie, payers: set[str]) -> str:
    """What the gemeente of a row is vrijgesteld for: the kostenpost, or the taak the row names; empty when it takes part."""
    if row.gemeente not in payers:
        return f"kostenpost {row.kostenpost}"
    taken = [one for one in begroting.taken if one.taak == row.taak and is_active(one.vanaf, one.tot_en_met, begroting.jaar)]
    return f"taak {row.taak}" if taken and not any(row.gemeente in one.deelname for one in taken) else ""
