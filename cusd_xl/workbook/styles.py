"""The looks of every cell by name: a family (what the cell is for), a format (how the figure reads) and marks.

A style name is `familie_formaat` with optional marks behind it: `berekening_bedrag`, `uitvoer_bedrag_vet_totaal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

INKT = "#1B1B1B"
HUISKLEUR = "#154273"
HUISKLEUR_LICHT = "#DCE6F1"
GRIJS = "#595959"
LIJN = "#BFC7D1"
LETTER = "Calibri"
TAB_INVOER, TAB_BEREKENING, TAB_UITVOER, TAB_CONTROLE = "#E3B23C", "#6B7A8C", "#3E8E5A", "#7A5FA8"
"""The colour of a sheet tab: stronger than the cells of the same family, for a tab is small."""
CONTROLE_GOED = "#1E6B3A"

FAMILIES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "blad": {},
        "invoer": {"bg_color": "#FFF8DC", "font_color": "#1F3FA0", "locked": False, "border": 1, "border_color": LIJN},
        "berekening": {"bg_color": "#F1F3F5", "border": 1, "border_color": LIJN},
        "uitvoer": {"bg_color": "#E4F1E8", "border": 1, "border_color": LIJN},
        "controle": {"bg_color": "#E9E4F3", "border": 1, "border_color": LIJN},
        "kop": {"bg_color": HUISKLEUR, "font_color": "#FFFFFF", "bold": True, "text_wrap": True, "border": 1,
                "border_color": LIJN},
        "titel": {"bold": True, "font_size": 16, "font_color": HUISKLEUR},
        "ondertitel": {"bold": True, "font_size": 12, "font_color": HUISKLEUR},
        "toelichting": {"font_color": GRIJS, "italic": True},
        "etiket": {"font_color": GRIJS, "font_size": 9},
        "concept": {"bold": True, "font_color": "#B3261E", "font_size": 16},
        "briefhoofd": {"bg_color": HUISKLEUR, "font_color": "#FFFFFF", "bold": True, "font_size": 18, "indent": 1},
        "briefregel": {"bg_color": HUISKLEUR, "font_color": HUISKLEUR_LICHT, "indent": 1},
        "stempel": {"bg_color": "#FBE9E7", "font_color": "#B3261E", "bold": True, "font_size": 12, "align": "center",
                    "border": 1, "border_color": "#B3261E"},
    }
)  # fmt: skip
"""What a cell is for; the first four after `blad` are also named cell styles in the workbook and stand in the legend."""

FORMATEN: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "tekst": {"align": "left"},
        "terugloop": {"align": "left", "text_wrap": True, "valign": "top"},
        "code": {"num_format": "@", "align": "left"},
        "bedrag": {"num_format": "#,##0.00", "align": "right"},
        "euro": {"num_format": "[$€-413] #,##0.00;-[$€-413] #,##0.00", "align": "right"},
        "verschil": {"num_format": "+#,##0.00;-#,##0.00;0.00", "align": "right"},
        "geheel": {"num_format": "#,##0", "align": "right"},
        "volume": {"num_format": "#,##0.0", "align": "right"},
        "getal": {"num_format": "General", "align": "right"},
        "percentage": {"num_format": "0.0##", "align": "right"},
        "procent": {"num_format": "0.0000%", "align": "right"},
        "afwijking": {"num_format": "+0.0%;-0.0%;0.0%", "align": "right"},
        "factor": {"num_format": "0.000000", "align": "right"},
        "jaar": {"num_format": "0", "align": "center"},
        "datum": {"num_format": "dd-mm-yyyy", "align": "center"},
        "einddatum": {"num_format": "dd-mm-yyyy;;", "align": "center"},
        "midden": {"align": "center"},
        "rechts": {"align": "right"},
    }
)  # fmt: skip
"""How the content reads; number formats are stored language-free, so a Dutch Excel shows Dutch separators.

A negative figure has a minus sign and no colour: the red of a spreadsheet is too light to read on these backgrounds.
"""

MERKEN: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "vet": {"bold": True},
        "totaal": {"bold": True, "top": 2, "top_color": HUISKLEUR},
        "onderlijn": {"bottom": 1, "bottom_color": HUISKLEUR},
        "klein": {"font_size": 8},
        "groot": {"font_size": 14},
        "zacht": {"font_color": GRIJS},
        "boven": {"valign": "top"},
        "halfhoog": {"valign": "vcenter"},
        "inspring": {"indent": 1},
        "inspring2": {"indent": 2},
        "inspring4": {"indent": 4},
        "inspring6": {"indent": 6},
        "band": {"bg_color": HUISKLEUR_LICHT},
        "krimp": {"shrink": True},
        "centraal": {"valign": "vcenter"},
        "links": {"align": "left"},
        "open": {"left": 0, "right": 0},
        "kader": {"border": 1, "border_color": LIJN},
        "regel": {"bottom": 1, "bottom_color": LIJN},
        "slot": {"bold": True, "font_size": 12, "font_color": HUISKLEUR, "top": 2, "bottom": 2,
                 "top_color": HUISKLEUR, "bottom_color": HUISKLEUR},
        "gedraaid": {"rotation": 90, "text_wrap": False},
        "onderstreept": {"underline": 1, "font_color": HUISKLEUR},
        "ontbreekt": {"bg_color": "#F9D6D2"},
        "letop": {"bg_color": "#FFE3A3", "italic": True},
        "deelname": {"bg_color": "#CFE3D4", "bold": True},
    }
)  # fmt: skip
"""What sets one cell apart from its family."""

BENOEMD = MappingProxyType(
    {
        "invoer": "CUSD Invoer",
        "berekening": "CUSD Berekening",
        "uitvoer": "CUSD Uitvoer",
        "controle": "CUSD Controle",
    }
)  # fmt: skip
"""Families that are named cell styles, with the name as it stands in the gallery of Excel."""


@cache
def get_stijl(naam: str) -> MappingProxyType[str, object]:
    """The format properties (in the words of XlsxWriter) of a style name; an unknown part raises KeyError."""
    familie, formaat, *merken = naam.split("_")
    basis = {"font_name": LETTER, "font_size": 10, "font_color": INKT, "valign": "vcenter"}
    looks: dict[str, object] = {**basis, **FORMATEN[formaat], **FAMILIES[familie]}
    for merk in merken:
        looks |= MERKEN[merk]
    return MappingProxyType(looks)


def get_familie(naam: str) -> str:
    """The family of a style name."""
    return naam.partition("_")[0]
