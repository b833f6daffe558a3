"""Handvest art. 8, 12 and 14: the inkoopplan is complete, vastgesteld, and says which taken the rijksmiddelen are for."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.rules.controles.besluitenlijst import find_afspraken, list_vastgesteld
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Centrumregeling Sociaal Domein Flevoland", "handvest 8, 12.2 en 14", "Dienstverleningshandvest Flevoland 2022",
    ("R59", "R66", "R76", "R77", "R78"),
)  # fmt: skip
INKOOP = "inkoop"
INKOOPPLAN, RIJKSMIDDELEN = "inkoopplan", "rijksmiddelen"


def check_inkoopplan(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblInkoopplan, on its besluit, and on rijksmiddelen that no plan or besluit is about."""
    plan = [one for one in begroting.inkoopplan if one.jaar == begroting.jaar]
    for row, cel, eerste in find_dubbel(plan, lambda one: (one.gemeente, one.taak), "gemeente"):
        yield finding("inkoopplan-dubbel", cel, gemeente=row.gemeente, taak=row.taak, jaar=row.jaar, eerste=eerste)
    if plan:
        yield from _check_matrix(begroting, plan)
        yield from _check_besluit(begroting, plan)
    yield from _check_rijksmiddelen(begroting, plan)


def _check_matrix(begroting: Begroting, plan: list[Inkoopvolume]) -> Iterator[Finding]:
    """Every deelnemer of every taak in the plan, and of every inkooptaak, has a row; who does not take part has none."""
    present = {(one.gemeente, one.taak) for one in plan}
    actief = [one for one in begroting.taken if is_active(one.vanaf, one.tot_en_met, begroting.jaar)]
    planned = {one.taak for one in plan}
    deelname = {one.taak: _list_deelname(actief, one.taak) for one in actief}
    for taak in {one.taak: one for one in actief if one.soort == INKOOP or one.taak in planned}.values():
        gemeenten = [one.gemeente for one in list_actieve_deelnemers(begroting) if one.gemeente in deelname[taak.taak]]
        missing = [one for one in gemeenten if (one, taak.taak) not in present]
        if missing:
            facts = {"taak": taak.taak, "jaar": begroting.jaar, "gemeenten": enumerate_names(missing)}
            yield finding("inkoopplan-onvolledig", taak.herkomst.cel("taak"), **facts)
    for row in plan:
        if row.gemeente not in deelname.get(row.taak, {row.gemeente}) and (row.volume or row.bedrag):
            yield finding("inkoopplan-vrijgesteld", row.herkomst.cel("gemeente"), gemeente=row.gemeente, taak=row.taak)


def _list_deelname(actief: list[Taak], taak: str) -> frozenset[str]:
    return frozenset[str]().union(*(one.deelname for one in actief if one.taak == taak))


def _check_besluit(begroting: Begroting, plan: list[Inkoopvolume]) -> Iterator[Finding]:
    afspraak = find_afspraken(begroting).inkoopplan
    vastgesteld = any(one.jaar == begroting.jaar for one in list_vastgesteld(begroting, INKOOPPLAN))
    if afspraak is not None and begroting.besluiten and not vastgesteld:
        facts = {"jaar": begroting.jaar, "artikel": afspraak.artikel, "bron": afspraak.bron}
        yield finding("inkoopplan-niet-vastgesteld", plan[0].herkomst.cel("jaar"), **facts)


def _check_rijksmiddelen(begroting: Begroting, plan: list[Inkoopvolume]) -> Iterator[Finding]:
    """Rijksmiddelen need a besluit (or the inkoopplan) of the year, and every taak they are for a place in the plan."""
    afspraak = find_afspraken(begroting).rijksmiddelen
    rows = [one for one in begroting.rijksmiddelen if one.jaar == begroting.jaar]
    if afspraak is None or not rows:
        return
    where = {"jaar": begroting.jaar, "artikel": afspraak.artikel, "bron": afspraak.bron}
    besluiten = (*list_vastgesteld(begroting, RIJKSMIDDELEN), *list_vastgesteld(begroting, INKOOPPLAN))
    if begroting.besluiten and not any(one.jaar == begroting.jaar for one in besluiten):
        yield finding("rijksmiddelen-zonder-besluit", rows[0].herkomst.cel("regeling"), regeling=rows[0].regeling, **where)
    planned = {one.taak for one in plan}
    for row in rows if plan else ():
        missing = [one for one in row.taken if one not in planned]
        if missing:
            facts = {"regeling": row.regeling, "taken": enumerate_names(missing), **where}
            yield finding("rijksmiddelen-niet-in-plan", row.herkomst.cel("taken"), **facts)
