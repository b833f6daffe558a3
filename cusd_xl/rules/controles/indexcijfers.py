"""Art. 14: one percentage per reeks and year, as published, plausible, and the price part only (no accres)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.exactheid import DECIMALEN_PERCENTAGE
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.model.begroting import Begroting, Indexcijfer, Kostenpost, Normbedrag
from cusd_xl.parameters import get_parameter
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import gives_eigen_bedragen
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "14", f"{TOELICHTING}; facts/domein.md 3", ("R19", "R22"))
ACCRES = "accres"
VOORLOPIG = "voorlopig"


def check_indexcijfers(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblIndexcijfers."""
    for one, cel, eerste in find_dubbel(begroting.indexcijfers, lambda cijfer: (cijfer.reeks, cijfer.jaar), "percentage"):
        yield finding("index-dubbel", cel, reeks=one.reeks, jaar=one.jaar, eerste=eerste)
    used = _list_used(begroting)
    for cijfer in begroting.indexcijfers:
        facts = {"reeks": cijfer.reeks, "jaar": cijfer.jaar}
        if cijfer.status == VOORLOPIG and (cijfer.reeks, cijfer.jaar) in used:
            yield finding("index-voorlopig", cijfer.herkomst.cel("status"), **facts)
        if ACCRES in f"{cijfer.reeks} {cijfer.editie}".casefold():
            yield finding("index-is-accres", cijfer.herkomst.cel("reeks"), editie=cijfer.editie, **facts)
        if cijfer.percentage != round(cijfer.percentage, DECIMALEN_PERCENTAGE):
            facts |= {"percentage": format_number(cijfer.percentage), "decimalen": DECIMALEN_PERCENTAGE}
            yield finding("percentage-te-nauwkeurig", cijfer.herkomst.cel("percentage"), **facts)
    yield from _check_band(begroting)


def _check_band(begroting: Begroting) -> Iterator[Finding]:
    if not begroting.indexcijfers:
        return
    day = date(begroting.jaar, 1, 1)
    try:
        lowest, highest, small = (get_parameter(f"indexpercentage_{naam}", day).waarde for naam in ("min", "max", "klein"))
    except ParameterError as error:
        yield finding("parameter-ontbreekt", "tblIndexcijfers", controle="de hoogte van de indexpercentages", reden=error)
        return
    for cijfer in begroting.indexcijfers:
        if not lowest <= cijfer.percentage <= highest:
            yield _report_percentage(cijfer, f"buiten {format_number(lowest)} tot {format_number(highest)} %")
        elif 0 < abs(cijfer.percentage) < small:  # 0.027 where 2.7 is meant
            yield _report_percentage(cijfer, f"onder {format_number(small)} %")


def _report_percentage(cijfer: Indexcijfer, reden: str) -> Finding:
    return finding(
        "indexpercentage-onwaarschijnlijk",
        cijfer.herkomst.cel("percentage"),
        percentage=format_number(cijfer.percentage),
        reeks=cijfer.reeks,
        jaar=cijfer.jaar,
        reden=reden,
    )


def _list_used(begroting: Begroting) -> set[tuple[str, int]]:
    """The percentages that enter an amount: those of divided kostenposten, and of normbedragen where they are used."""
    divided = (one for one in begroting.kosten if not gives_eigen_bedragen(begroting, one))
    processen = {one.proces for one in begroting.werkprocessen}
    priced = (one for one in begroting.normbedragen if one.proces in processen)
    rows: tuple[Kostenpost | Normbedrag, ...] = (*divided, *priced)
    return {(row.index, jaar) for row in rows for jaar in range(row.prijspeil + 1, begroting.jaar + 1)}
