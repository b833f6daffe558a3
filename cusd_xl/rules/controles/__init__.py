"""Everything that can be wrong between the tables of a begroting: all findings at once, in the order of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.afrekenen import check_afrekenen
from cusd_xl.rules.controles.begrotingsbesluiten import check_begrotingsbesluiten
from cusd_xl.rules.controles.besluiten import check_besluiten
from cusd_xl.rules.controles.contracten import check_contracten
from cusd_xl.rules.controles.controleverklaringen import check_controleverklaringen
from cusd_xl.rules.controles.deeljaar import check_deeljaar
from cusd_xl.rules.controles.deelnemers import check_deelnemers
from cusd_xl.rules.controles.dekking import check_dekking
from cusd_xl.rules.controles.doorschuifbtw import check_doorschuifbtw
from cusd_xl.rules.controles.gemeenten import check_gemeenten
from cusd_xl.rules.controles.gerealiseerd import check_gerealiseerd
from cusd_xl.rules.controles.indexatie import check_indexatie
from cusd_xl.rules.controles.indexcijfers import check_indexcijfers
from cusd_xl.rules.controles.inkoopplan import check_inkoopplan
from cusd_xl.rules.controles.inkoopwijzigingen import check_inkoopwijzigingen
from cusd_xl.rules.controles.inwoners import check_inwoners
from cusd_xl.rules.controles.iv3 import check_iv3
from cusd_xl.rules.controles.jaargewichten import check_jaargewichten
from cusd_xl.rules.controles.jaarverwijzingen import check_jaarverwijzingen
from cusd_xl.rules.controles.kalender import check_kalender
from cusd_xl.rules.controles.kosten import check_kosten
from cusd_xl.rules.controles.peildatum import check_peildatum
from cusd_xl.rules.controles.prognoses import check_prognoses
from cusd_xl.rules.controles.rapportagemomenten import check_rapportagemomenten
from cusd_xl.rules.controles.realisatie import check_realisatie
from cusd_xl.rules.controles.regeling import check_regeling
from cusd_xl.rules.controles.rijksmiddelen import check_rijksmiddelen
from cusd_xl.rules.controles.risicodeling import check_risicodeling
from cusd_xl.rules.controles.sleutelgewichten import check_sleutelgewichten
from cusd_xl.rules.controles.sleutels import check_sleutels
from cusd_xl.rules.controles.subsidieverstrekking import check_subsidieverstrekking
from cusd_xl.rules.controles.takenregister import check_takenregister
from cusd_xl.rules.controles.toetreding import check_toetreding
from cusd_xl.rules.controles.uitkomst import check_uitkomst
from cusd_xl.rules.controles.uittreding import check_uittreding
from cusd_xl.rules.controles.verwijzingen import check_verwijzingen
from cusd_xl.rules.controles.volgorde import sort_findings
from cusd_xl.rules.controles.vrijstellingen import check_vrijstellingen
from cusd_xl.rules.controles.vrijstellingsbesluiten import check_vrijstellingsbesluiten
from cusd_xl.rules.controles.werkprocessen import check_werkprocessen
from cusd_xl.rules.controles.wijzigingen import check_wijzigingen
from cusd_xl.rules.controles.wijzigingslagen import check_wijzigingslagen

Controle: TypeAlias = Callable[[Begroting], Iterable[Finding]]
CONTROLES: tuple[Controle, ...] = (
    check_regeling, check_deelnemers, check_gemeenten, check_inwoners, check_peildatum, check_takenregister, check_vrijstellingen,
    check_kosten, check_iv3, check_doorschuifbtw, check_verwijzingen, check_indexatie, check_dekking, check_sleutels,
    check_sleutelgewichten,
    check_controleverklaringen, check_werkprocessen, check_indexcijfers, check_wijzigingen, check_realisatie,
    check_besluiten, check_begrotingsbesluiten, check_vrijstellingsbesluiten, check_toetreding, check_uittreding, check_kalender,
    check_contracten, check_subsidieverstrekking, check_inkoopplan, check_risicodeling, check_jaarverwijzingen,
    check_wijzigingslagen, check_inkoopwijzigingen, check_prognoses, check_rapportagemomenten,
    check_jaargewichten, check_deeljaar,
    check_gerealiseerd, check_rijksmiddelen, check_afrekenen,
)  # fmt: skip
"""The checks on what was typed; none of them needs an outcome."""


def check_begroting(begroting: Begroting) -> tuple[Finding, ...]:
    """Every finding about a begroting, in the order of the tables and their rows.

    Wrong data never raises. The checks on the outcome run only when there is no fout, for only then there is one.
    """
    findings = [one for controle in CONTROLES for one in controle(begroting)]
    if not has_fout(findings):
        findings += check_uitkomst(begroting)
    return sort_findings(begroting, findings)
