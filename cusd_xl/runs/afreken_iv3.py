"""The Iv3 of an eindafrekening: a sheet per regiogemeente, the mirror of the centrumgemeente, and a file for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cusd_xl.base.errors import ArgumentError, ParameterError
from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.iv3 import Iv3levering, Iv3uitkomst
from cusd_xl.model.plan import Bladplan
from cusd_xl.rules.iv3 import list_afrekeningen, make_iv3, round_iv3
from cusd_xl.workbook.iv3_json import iv3_bestandsnaam, iv3_json
from cusd_xl.workbook.plan_iv3 import Aansluiting, plan_iv3, plan_iv3_spiegel


@dataclass(frozen=True, slots=True)
class Iv3uitvoer:
    """The sheet of each regiogemeente, the mirror for the overview, the files by name, and what is to be said."""

    bladen: Mapping[str, Bladplan] = field(default_factory=dict)
    spiegel: Bladplan | None = None
    bestanden: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def make_iv3uitvoer(begroting: Begroting, afrekening: Eindafrekening, werkelijk: Verdeling) -> Iv3uitvoer:
    """The Iv3 of the realised costs; where a code is missing or unknown there is none, and one finding says why.

    The eindafrekening itself never waits for Iv3: its amounts do not depend on it.
    """
    posten = tuple(post.kostenpost for post in werkelijk.kostenposten)
    bedragen = {(one.gemeente, one.kostenpost): one.bedrag for one in werkelijk.bijdragen}
    lijst = list_afrekeningen(replace(begroting, kosten=posten), bedragen)
    try:
        uitkomst = make_iv3(begroting.jaar, lijst, begroting.regeling.centrumgemeente)
    except ParameterError as problem:
        return _refuse("tblKosten", str(problem), 1)
    if has_fout(uitkomst.findings):
        return _refuse(uitkomst.findings[0].cel, uitkomst.findings[0].melding, len(uitkomst.findings))
    try:
        bestanden = _make_bestanden(begroting, afrekening, round_iv3(uitkomst))
    except ArgumentError as problem:
        return _refuse(begroting.regeling.cel("afzender_email"), str(problem), 1)
    concept = " – CONCEPT" if afrekening.status is Afrekenstatus.CONCEPT else ""
    naam = f"{begroting.regeling.naam}{concept}"
    bladen = {one.gemeente: plan_iv3(one, naam, Aansluiting(one.totaal)) for one in uitkomst.matrices if one.regels}
    spiegel = plan_iv3_spiegel(uitkomst.spiegel, uitkomst.matrices, naam) if uitkomst.spiegel and bladen else None
    return Iv3uitvoer(bladen, spiegel, bestanden, uitkomst.findings)


def _make_bestanden(begroting: Begroting, afrekening: Eindafrekening, rond: Iv3uitkomst) -> Mapping[str, bytes]:
    afzender = begroting.regeling.afzender
    levering = Iv3levering(afrekening.datum, False, afzender.naam, afzender.email)
    werkelijk = {one.deelnemer.gemeente: one.werkelijk for one in afrekening.gemeenten}
    begin = "concept-" if afrekening.status is Afrekenstatus.CONCEPT else ""
    found = {iv3_bestandsnaam(one): iv3_json(one, levering, werkelijk.get(one.gemeente)) for one in rond.matrices if one.regels}
    if rond.spiegel and rond.spiegel.regels:
        found[iv3_bestandsnaam(rond.spiegel)] = iv3_json(rond.spiegel, levering)
    return {f"{begin}{naam}": content for naam, content in found.items()}


def _refuse(cel: str, reden: str, aantal: int) -> Iv3uitvoer:
    meer = f" Er zijn nog {aantal - 1} van zulke kostenposten." if aantal > 1 else ""
    return Iv3uitvoer(findings=(finding("iv3-niet-gemaakt", cel, reden=reden, meer=meer),))
