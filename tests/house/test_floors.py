"""The floors: who may import whom."""

from __future__ import annotations

import sys

from importlinter.cli import lint_imports

from tests.house.source import ROOT, read_modules

EXACT_ROOMS = ("base", "model", "rules")
# an Excel library and the modules that may touch it; what is not named here may not be imported at all
EXCEL_LIBRARIES = {
    "xlsxwriter": ("workbook",),
    "openpyxl": ("audit",),
    "ironcalc": ("audit",),
    "formualizer": ("audit",),
    "python_calamine": ("audit",),
    "xlwings": ("workbook.live", "udfs"),
    "pandas": (),
    "numpy": (),
}


def test_floors_hold(capsys):
    """Every module looks down, never sideways and never up, as the contracts in pyproject.toml say."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)

    assert status == 0, capsys.readouterr().out


def test_exact_rooms_use_the_standard_library_only():
    """The rules can run anywhere Python runs, also inside Excel, because they need nothing but Python."""
    foreign = [
        f"{module.at(node)} imports {name}"
        for module in read_modules(*EXACT_ROOMS)
        for name, node in module.imports()
        if name.split(".")[0] not in {*sys.stdlib_module_names, "cusd_xl"}
    ]

    assert foreign == []


def test_excel_libraries_stay_in_their_room():
    """Only the workbook room knows how Excel files are made, so the rest can be read without knowing Excel."""
    strays = [
        f"{module.at(node)} imports {name}"
        for module in read_modules()
        for name, node in module.imports()
        if name.split(".")[0] in EXCEL_LIBRARIES
        and not any(f"{module.name}.".startswith(f"{room}.") for room in EXCEL_LIBRARIES[name.split(".")[0]])
    ]

    assert strays == []
