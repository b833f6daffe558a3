"""Art. 12, first exception: one number of controleverklaringen per gemeente, and none for the centrumgemeente."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import group_kostenposten, list_gebruik
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R4", "R5"))


def check_controleverklaringen(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblControleverklaringen."""
    centrum = begroting.regeling.centrumgemeente
    for one, cel, eerste in find_dubbel(begroting.controleverklaringen, lambda row: row.gemeente, "gemeente"):
        yield finding("controleverklaring-dubbel", cel, gemeente=one.gemeente, eerste=eerste)
    for row in begroting.controleverklaringen:
        if row.gemeente == centrum and row.aantal > 0:
            cel = row.herkomst.cel("aantal")
            yield finding("controleverklaring-centrumgemeente", cel, gemeente=row.gemeente, aantal=row.aantal)
    present = {row.gemeente for row in begroting.controleverklaringen}
    cellen = {one.gemeente: one.herkomst.cel("gemeente") for one in begroting.deelnemers}
    needed = group_kostenposten(one for one in list_gebruik(begroting) if one.sleutel.soort == "controleverklaringen")
    for (_, gemeente), kostenposten in needed.items():
        if gemeente not in present and gemeente != centrum:
            facts = {"gemeente": gemeente, "kostenposten": enumerate_names(kostenposten)}
            yield finding("controleverklaring-ontbreekt", cellen[gemeente], **facts)
