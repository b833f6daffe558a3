"""Art. 6 g: subsidies are for the taken that the law puts on the centrumgemeente."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.besluitenlijst import find_afspraken, keeps_besluiten
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6g", TOELICHTING, ("R35",))
CENTRUMTAAK = "centrumtaak"
SUBSIDIE = "subsidie"
GEBONDEN_SOORTEN = (SUBSIDIE, "rijksmiddelen")
"""The kinds of dekking that belong to a centrumtaak."""


def check_subsidieverstrekking(begroting: Begroting) -> Iterator[Finding]:
    """Contracts in the form of a subsidie, and dekking by subsidie or rijksmiddelen, on taken that are no centrumtaak."""
    afspraak = find_afspraken(begroting).subsidie
    if afspraak is None:
        return
    soorten = {one.taak: one.soort for one in begroting.taken}
    for contract in begroting.contracten:
        if contract.vorm == SUBSIDIE and soorten.get(contract.taak, CENTRUMTAAK) != CENTRUMTAAK:
            facts = {"wat": f"contract {contract.contract}", "taken": contract.taak}
            yield finding("subsidie-geen-centrumtaak", contract.herkomst.cel("vorm"), artikel=afspraak.artikel, **facts)
    taken = {one.kostenpost: one.taken for one in begroting.kosten}
    for row in begroting.dekking if keeps_besluiten(begroting) else ():
        codes = [code for code in taken.get(row.kostenpost, ()) if code in soorten]
        if row.soort in GEBONDEN_SOORTEN and codes and all(soorten[code] != CENTRUMTAAK for code in codes):
            facts = {"wat": f"de dekking van kostenpost {row.kostenpost}", "taken": enumerate_names(codes)}
            yield finding("subsidie-geen-centrumtaak", row.herkomst.cel("soort"), artikel=afspraak.artikel, **facts)
