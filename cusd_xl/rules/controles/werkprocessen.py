"""Art. 12, second exception: werkprocessen once per gemeente and proces, billed once, never to a vrijgestelde."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import list_betalers, list_gebruik
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6i en 12", TOELICHTING, ("R6", "R7", "R8"))


def check_werkprocessen(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblWerkprocessen and tblNormbedragen."""
    for row, cel, eerste in find_dubbel(begroting.werkprocessen, lambda one: (one.gemeente, one.proces), "proces"):
        yield finding("werkproces-dubbel", cel, proces=row.proces, gemeente=row.gemeente, eerste=eerste)
    for norm, cel, eerste in find_dubbel(begroting.normbedragen, lambda one: one.proces, "proces"):
        yield finding("normbedrag-dubbel", cel, proces=norm.proces, eerste=eerste)
    posten = [one.kostenpost for one in list_gebruik(begroting) if one.sleutel.soort == "werkprocessen"]
    for post in posten:
        yield from _check_betalers(begroting, post)
    for post in posten[1:]:
        facts = {"kostenpost": post.kostenpost, "andere": posten[0].kostenpost}
        yield finding("werkprocessen-twee-kostenposten", post.herkomst.cel("verdeelsleutel"), **facts)


def _check_betalers(begroting: Begroting, post: Kostenpost) -> Iterator[Finding]:
    betalers = {one.gemeente: one for one in list_betalers(begroting, post)}
    deelnemers = {one.gemeente for one in begroting.deelnemers}
    for row in begroting.werkprocessen:
        if row.aantal > 0 and row.gemeente in deelnemers and row.gemeente not in betalers:
            facts = {
                "gemeente": row.gemeente,
                "aantal": format_number(row.aantal),
                "proces": row.proces,
                "kostenpost": post.kostenpost,
            }
            yield finding("werkproces-vrijgesteld", row.herkomst.cel("aantal"), **facts)
    present = {row.gemeente for row in begroting.werkprocessen}
    for gemeente, deelnemer in betalers.items():
        if gemeente not in present:
            cel = deelnemer.herkomst.cel("gemeente")
            yield finding("werkprocessen-ontbreken", cel, gemeente=gemeente, kostenpost=post.kostenpost)
