"""Art. 13, handvest art. 12: rijksmiddelen name their taken and are not spent on other taken."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.afrekenen.realisatie import RIJKSMIDDELEN
from cusd_xl.rules.afrekenen.rijksmiddelen import list_rijksmiddelen
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.tekst import propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "13", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 12", ("R14", "R15", "R57", "R94")
)


def check_rijksmiddelen(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblRijksmiddelen, and on dekking out of rijksmiddelen for taken they are not meant for."""
    known = [one.taak for one in begroting.taken]
    for row in begroting.rijksmiddelen:
        if not row.taken:
            yield finding("rijksmiddelen-zonder-taak", row.herkomst.cel("taken"), regeling=row.regeling)
        for taak in row.taken:
            if taak not in known:
                advies = propose(taak, known, "Kies codes van het blad Takenregister, met een puntkomma ertussen.")
                yield finding(
                    "taak-onbekend", row.herkomst.cel("taken"), taak=taak, wat=f"rijksmiddel '{row.regeling}'", advies=advies
                )
    for one, cel, eerste in find_dubbel(begroting.rijksmiddelen, lambda row: (key(row.regeling), row.jaar), "regeling"):
        yield finding("rijksmiddelen-dubbel", cel, regeling=one.regeling, jaar=one.jaar, eerste=eerste)
    yield from _check_dekking(begroting)


def _check_dekking(begroting: Begroting) -> Iterator[Finding]:
    middelen = list_rijksmiddelen(begroting)
    by_code = {one.kostenpost: one for one in begroting.kosten}
    for row in begroting.dekking if middelen else ():
        kostenpost = by_code.get(row.kostenpost)
        if row.soort != RIJKSMIDDELEN or kostenpost is None or not row.vanaf_jaar <= begroting.jaar <= row.tot_en_met_jaar:
            continue
        if not kostenpost.taken or not any(set(kostenpost.taken) <= set(one.taken) for one in middelen):
            facts = {"kostenpost": row.kostenpost, "bedrag": format_euro(row.bedrag), "jaar": begroting.jaar}
            yield finding("dekking-andere-taak", row.herkomst.cel("soort"), **facts)
