"""Handvest art. 8.6: a change of what is advanced by the inkoopplan is for somebody who buys, and never exceeds the plan."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting, Kostenpost, Wijziging
from cusd_xl.rules.afrekenen.realisatie import INKOOPPLAN
from cusd_xl.rules.controles.gebruik import find_sleutel, list_betalers
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import HANDVEST, Grondslag
from cusd_xl.rules.sleutels.inkoopplan import charge_inkoopplan

GRONDSLAG = Grondslag(HANDVEST, "8.6", HANDVEST, ("R78", "R85"))


def check_inkoopwijzigingen(begroting: Begroting) -> Iterator[Finding]:
    """The vastgestelde wijzigingen on kostenposten that are advanced by the inkoopplan."""
    for post in begroting.kosten:
        sleutel = find_sleutel(begroting, post.verdeelsleutel)
        if sleutel is None or sleutel.soort != INKOOPPLAN:
            continue
        rows = [row for row in begroting.wijzigingen if (row.kostenpost, row.status) == (post.kostenpost, VASTGESTELD)]
        last = {row.gemeente: row for row in rows if row.gemeente}
        charged = charge_inkoopplan(begroting, post, sleutel)
        for row in last.values():
            over = sum(line.bedrag for line in charged.get(row.gemeente, ()))
            if over < 0:
                yield _refuse(row, "mutatie", f"er zou {format_euro(over)} overblijven. Verlaag het plan niet verder dan tot nul")
        for row in rows:
            yield from _check_plek(begroting, post, row)


def _check_plek(begroting: Begroting, post: Kostenpost, row: Wijziging) -> Iterator[Finding]:
    """A row with a gemeente: one that pays here, for a taak of the kostenpost."""
    if not row.gemeente:
        return
    if not row.taak or (post.taken and row.taak not in post.taken):
        taken = enumerate_names(post.taken) if post.taken else "een code van het Takenregister"
        yield _refuse(row, "taak", f"de taak past niet bij de kostenpost. Kies {taken}")
    elif row.gemeente not in {one.gemeente for one in list_betalers(begroting, post)}:
        yield _refuse(row, "gemeente", "zij betaalt hier niet aan mee. Controleer de gemeente en het Takenregister")


def _refuse(row: Wijziging, veld: str, reden: str) -> Finding:
    facts = {"nummer": row.nummer, "gemeente": row.gemeente, "kostenpost": row.kostenpost, "reden": reden}
    return finding("wijziging-inkoopplan-onmogelijk", row.herkomst.cel(veld), **facts)
