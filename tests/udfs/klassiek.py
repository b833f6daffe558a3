"""Runs the functions with the classic decorators and calls of xlwings on any system, with a stub of pywin32 and COM.

Run as a process of its own: what xlwings is, is decided at its first import. Calls come in and results go out as JSON.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import io
import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

STUBS = (
    "pythoncom", "pywintypes", "win32api", "win32com", "win32com.client", "win32com.server", "win32com.server.policy",
    "win32com.server.util", "win32con", "win32gui", "win32process", "win32timezone",
)  # fmt: skip
MODULE = "udfs.functions"
WEGGELATEN = -2147352572
"""What VBA hands over for an argument that is left out."""


def main() -> None:
    """Read `[{"functie": ..., "args": [...]}, ...]` from stdin; print the VBA wrappers, the metadata and the results."""
    classic = load_classic()
    functions = importlib.import_module(MODULE)
    vba = io.StringIO()
    classic.generate_vba_wrapper(MODULE, functions, vba, SimpleNamespace(Name="begroting.xlsm"))
    results = [call(classic, one) for one in json.load(sys.stdin)]
    print(json.dumps({"vba": vba.getvalue(), "functies": describe(functions), "uitkomsten": results}, default=str))


def load_classic() -> ModuleType:
    """The module of xlwings with the decorators and the call of classic Excel on Windows, put in the place of the no-ops."""
    for name in STUBS:
        sys.modules[name] = MagicMock()
    ctypes.oledll = ctypes.windll = ctypes.PyDLL = MagicMock()
    sys.modules["pythoncom"].__file__ = ""
    sys.modules["pywintypes"].com_error = OSError
    sys.modules["pywintypes"].TimeType = type("TimeType", (), {})
    sys.modules["win32timezone"].TimeZoneInfo.utc = lambda: dt.UTC
    import xlwings

    windows = importlib.import_module("xlwings._xlwindows")
    windows.is_range_instance = lambda argument: False
    sys.modules["xlwings.com_server"] = SimpleNamespace(loop=None)
    classic = importlib.import_module("xlwings.udfs")
    xlwings._xlwindows, xlwings.func, xlwings.arg = windows, classic.xlfunc, classic.xlarg
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    xlwings.engines.active = xlwings.engines["excel"]
    return classic


def call(classic: ModuleType, one: dict[str, Any]) -> dict[str, Any]:
    """What the COM server of xlwings answers: a scalar or rows, or the text of the error."""
    try:
        return {"uitkomst": classic.call_udf(MODULE, one["functie"], tuple(one["args"]))}
    except Exception as problem:
        return {"fout": str(problem), "soort": type(problem).__name__}


def describe(functions: ModuleType) -> dict[str, Any]:
    """Per function its description, category and arguments with their documentation and options."""
    found = {name: one.__xlfunc__ for name, one in vars(functions).items() if hasattr(one, "__xlfunc__")}
    return {
        name: {
            "doc": one["ret"]["doc"],
            "categorie": one["category"],
            "vluchtig": one["volatile"],
            "argumenten": [
                {
                    "naam": argument["name"],
                    "doc": argument["doc"],
                    "optioneel": "optional" in argument,
                    "fouten": argument["options"].get("err_to_str", False),
                    "ndim": argument["options"].get("ndim"),
                }
                for argument in one["args"]
            ],
        }
        for name, one in found.items()
    }


if __name__ == "__main__":
    main()
