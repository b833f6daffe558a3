"""Art. 12: a begrotingswijziging counts when it is vastgesteld; one that does not count is named."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.gebruik import gives_eigen_bedragen
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import changes_inkoop

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R8", "R12"))
CONCEPT = "concept"


def check_wijzigingen(begroting: Begroting) -> Iterator[Finding]:
    """The wijzigingen that do not count although they are not ingetrokken."""
    own = {one.kostenpost for one in begroting.kosten if gives_eigen_bedragen(begroting, one)}
    for row in begroting.wijzigingen:
        facts = {"nummer": row.nummer, "kostenpost": row.kostenpost, "mutatie": format_euro(row.mutatie)}
        if row.status == CONCEPT:
            reden = f"de status is {CONCEPT}. Zet de status op {VASTGESTELD} zodra het besluit er is"
            yield finding("wijziging-telt-niet-mee", row.herkomst.cel("status"), reden=reden, **facts)
        elif row.status == VASTGESTELD and row.kostenpost in own and not changes_inkoop(begroting, row):
            reden = "de sleutel van deze kostenpost geeft eigen bedragen. Wijzig die bedragen zelf"
            yield finding("wijziging-telt-niet-mee", row.herkomst.cel("kostenpost"), reden=reden, **facts)
