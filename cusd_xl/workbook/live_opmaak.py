"""How a sheet looks in a running Excel: the styles of a plan as calls per block; what an engine cannot do is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from cusd_xl.base.addresses import Area
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.rechthoeken import find_rechthoeken
from cusd_xl.workbook.styles import INKT, LETTER, get_stijl

Bereik: TypeAlias = Any
"""An xlwings Range."""
Blad: TypeAlias = Any
"""An xlwings Sheet."""
TEKSTFORMAAT = "@"
PUNTEN_PER_TEKEN, PUNTEN_RAND = 21, 15
"""Quarters of a point: a column of n characters of Calibri 10 is n x 5.25 + 3.75 points wide."""
KWART = 4
DIK = 2
UITLIJNING = MappingProxyType({"left": "left", "center": "center", "right": "right", "top": "top", "vcenter": "center"})
VERGELIJKING = MappingProxyType(
    {"equal to": "equal_to", "not equal to": "not_equal_to", "greater than": "greater_than", "less than": "less_than"}
)
GRENZEN = MappingProxyType({"border": "all", "top": "edge_top", "bottom": "edge_bottom"})
STANDAARD = MappingProxyType({"font_size": 10, "font_color": INKT, "valign": "vcenter"})
"""What every cell of a sheet gets in one call; a style only sets what differs."""
Zetter: TypeAlias = Callable[[Bereik, Any], None]


def try_call(call: Callable[..., object], *args: object, **named: object) -> bool:
    """Do something an engine or an older version of xlwings may not be able to do; False when it cannot."""
    try:
        call(*args, **named)
    except (NotImplementedError, AttributeError):
        return False
    return True


def zet_getalformaten(sheet: Blad, plan: Bladplan) -> None:
    """The number formats, which must stand before the values: a code in a text cell then stays text."""
    _zet(sheet, plan, "num_format", lambda bereik, waarde: _set(bereik, "number_format", waarde))


def zet_opmaak(sheet: Blad, plan: Bladplan, gebied: Area) -> None:
    """Letters, colours, alignment, borders, merges, widths, heights, frozen rows and conditional formats of one sheet."""
    alles = _bereik(sheet, gebied)
    alles.font.name = LETTER
    for naam, waarde in STANDAARD.items():
        try_call(ZETTERS[naam], alles, waarde)
    for naam, zetter in ZETTERS.items():
        _zet(sheet, plan, naam, zetter, STANDAARD.get(naam))
    for naam, zijde in GRENZEN.items():
        _zet_grens(sheet, plan, naam, zijde)
    for one in plan.samenvoegingen:
        _bereik(sheet, Area(one.rij + 1, one.kolom + 1, one.laatste_rij + 1, one.laatste_kolom + 1)).merge()
    _zet_maten(sheet, plan)
    _zet_voorwaardelijk(sheet, plan)
    _zet_venster(sheet, plan)


def _set(target: Any, naam: str, waarde: object) -> None:
    setattr(target, naam, waarde)


ZETTERS: Mapping[str, Zetter] = MappingProxyType(
    {
        "bg_color": lambda bereik, waarde: _set(bereik, "color", waarde),
        "font_size": lambda bereik, waarde: _set(bereik.font, "size", waarde),
        "font_color": lambda bereik, waarde: _set(bereik.font, "color", waarde),
        "bold": lambda bereik, waarde: _set(bereik.font, "bold", waarde),
        "italic": lambda bereik, waarde: _set(bereik.font, "italic", waarde),
        "align": lambda bereik, waarde: _set(bereik, "horizontal_alignment", UITLIJNING[waarde]),
        "valign": lambda bereik, waarde: _set(bereik, "vertical_alignment", UITLIJNING[waarde]),
        "text_wrap": lambda bereik, waarde: _set(bereik, "wrap_text", waarde),
        "indent": lambda bereik, waarde: bereik.adjust_indent(waarde),
    }
)


def _zet(sheet: Blad, plan: Bladplan, naam: str, zetter: Zetter, standaard: object = None) -> None:
    per_waarde: dict[object, list[tuple[int, int]]] = {}
    for plek, stijl in _stijlen(plan).items():
        waarde = get_stijl(stijl).get(naam)
        if waarde not in (None, False, standaard):
            per_waarde.setdefault(waarde, []).append(plek)
    for waarde, plekken in per_waarde.items():
        for gebied in find_rechthoeken(plekken):
            try_call(zetter, _bereik(sheet, gebied), waarde)


def _stijlen(plan: Bladplan) -> dict[tuple[int, int], str]:
    """The style of every cell by (row, column) from 1; merged cells all look like the first of them."""
    stijlen = {(rij + 1, kolom + 1): cel.stijl for (rij, kolom), cel in plan.cellen.items()}
    for one in plan.samenvoegingen:
        for rij in range(one.rij, one.laatste_rij + 1):
            for kolom in range(one.kolom, one.laatste_kolom + 1):
                stijlen[rij + 1, kolom + 1] = plan.cellen[one.rij, one.kolom].stijl
    return stijlen


def _zet_grens(sheet: Blad, plan: Bladplan, naam: str, zijde: str) -> None:
    """Borders per look; a line above or below only is set row by row, for a block would have it at its edge only."""
    per_look: dict[tuple[object, object], list[tuple[int, int]]] = {}
    for plek, stijl in _stijlen(plan).items():
        looks = get_stijl(stijl)
        if looks.get(naam):
            per_look.setdefault((looks[naam], looks.get(f"{naam}_color", INKT)), []).append(plek)
    for (dikte, kleur), plekken in per_look.items():
        rijen = [plekken] if naam == "border" else [[plek for plek in plekken if plek[0] == rij] for rij, _ in plekken]
        for gebied in dict.fromkeys(one for rij in rijen for one in find_rechthoeken(rij)):
            dik = {"weight": "medium"} if dikte == DIK else {}
            try_call(_zet_zijde, _bereik(sheet, gebied), zijde, color=kleur, **dik)


def _zet_zijde(bereik: Bereik, zijde: str, **looks: object) -> None:
    bereik.borders.set(zijde, line_style="continuous", **looks)


def _zet_maten(sheet: Blad, plan: Bladplan) -> None:
    in_punten = sheet.book.app.engine.type == "remote"
    for eerste, laatste, breedte in _join(plan.kolombreedtes):
        punten = (breedte * PUNTEN_PER_TEKEN + PUNTEN_RAND) / KWART
        sheet.range((1, eerste), (1, laatste)).column_width = punten if in_punten else breedte
    for eerste, laatste, hoogte in _join(plan.rijhoogtes):
        sheet.range((eerste, 1), (laatste, 1)).row_height = hoogte


def _join(maten: Mapping[int, float]) -> list[tuple[int, int, float]]:
    """Neighbours of the same size as first, last (from 1) and size."""
    joined: list[tuple[int, int, float]] = []
    for plek, maat in sorted(maten.items()):
        if joined and joined[-1][1:] == (plek, maat):
            joined[-1] = (joined[-1][0], plek + 1, maat)
        else:
            joined.append((plek + 1, plek + 1, maat))
    return joined


def _zet_voorwaardelijk(sheet: Blad, plan: Bladplan) -> None:
    for one in plan.voorwaardelijk:
        gebied = Area(one.rij + 1, one.kolom + 1, one.laatste_rij + 1, one.laatste_kolom + 1)
        try_call(_add_voorwaarde, _bereik(sheet, gebied), one.opties)


def _add_voorwaarde(bereik: Bereik, opties: Mapping[str, Any]) -> None:
    looks = opties["format"]
    waarde = opties["value"]
    bereik.conditional_formats.add_cell_value(
        VERGELIJKING[opties["criteria"]],
        f"={waarde}" if isinstance(waarde, str) else waarde,
        fill_color=looks.get("bg_color"),
        font_color=looks.get("font_color"),
        font_bold=looks.get("bold"),
    )


def _zet_venster(sheet: Blad, plan: Bladplan) -> None:
    if plan.titelrijen or plan.titelkolommen:
        vast = Area(1, 1, max(plan.titelrijen, 1), max(plan.titelkolommen, 1))
        adres = f"1:{plan.titelrijen}" if not plan.titelkolommen else str(_bereik(sheet, vast).get_address(False, False))
        try_call(lambda: sheet.freeze_panes.freeze_at(adres))
    if not plan.rasterlijnen:
        try_call(setattr, sheet, "show_gridlines", False)


def _bereik(sheet: Blad, gebied: Area) -> Bereik:
    return sheet.range((gebied.eerste_rij, gebied.eerste_kolom), (gebied.laatste_rij, gebied.laatste_kolom))
