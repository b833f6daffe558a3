"""The inwoners and index figures of a workbook against those that ship with the program (CBS, CPB, circulaires)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.decimalen import show_percentage
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.base.names import key
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.parameters.cijfers import find_inwoners, load_indexcijfers

DEFINITIEF = "definitief"


def check_cijfers(begroting: Begroting) -> Iterator[Finding]:
    """Figures that differ from the shipped figure of the same gemeente and peildatum, or the same year and editie.

    A definitief figure may differ from a shipped one that is voorlopig: it is the later of the two.
    """
    yield from _check_inwoners(begroting)
    yield from _check_index(begroting)


def count_bekend(begroting: Begroting) -> tuple[int, int]:
    """How many inwonertallen and index figures of the workbook have a shipped figure to compare with."""
    codes = {one.gemeente: one.gm_code for one in begroting.deelnemers}
    inwoners = sum(
        one.peildatum in {b.peildatum for b in find_inwoners(codes.get(one.gemeente, ""))} for one in begroting.inwoners
    )
    edities = {(key(one.editie), one.jaar) for one in load_indexcijfers()}
    return inwoners, sum((key(one.editie), one.jaar) in edities for one in begroting.indexcijfers)


def _check_inwoners(begroting: Begroting) -> Iterator[Finding]:
    codes = {one.gemeente: one.gm_code for one in begroting.deelnemers}
    for one in begroting.inwoners:
        for bekend in find_inwoners(codes.get(one.gemeente, "")):
            is_later = one.status == DEFINITIEF != bekend.status
            if bekend.peildatum == one.peildatum and bekend.inwoners != one.inwoners and not is_later:
                feiten = {"gemeente": one.gemeente, "peildatum": short_datum(one.peildatum), "bron": bekend.bron}
                aantallen = {"bekend": format_number(bekend.inwoners), "aantal": format_number(one.inwoners)}
                yield finding("herreken-inwoners", one.herkomst.cel("inwoners"), **feiten, **aantallen)


def _check_index(begroting: Begroting) -> Iterator[Finding]:
    for one in begroting.indexcijfers:
        for bekend in load_indexcijfers():
            is_zelfde = (key(bekend.editie), bekend.jaar) == (key(one.editie), one.jaar)
            if is_zelfde and bekend.percentage != one.percentage:
                feiten = {"reeks": one.reeks, "jaar": str(one.jaar), "editie": one.editie, "bron": bekend.bron}
                percentages = {"bekend": _show(bekend.percentage), "percentage": _show(one.percentage)}
                yield finding("herreken-index", one.herkomst.cel("percentage"), **feiten, **percentages)


def _show(percentage: Decimal | Fraction) -> str:
    return show_percentage(Fraction(percentage))
