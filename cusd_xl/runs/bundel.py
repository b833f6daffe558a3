"""Makes the code that travels inside the workbook: one readable main.py out of udfs/ and what it needs, and requirements.txt.

The functions and buttons stand in main.py as they stand in udfs/. Every module they need stands in it as text, letter by
letter as in the release, so that an auditor can lay the two side by side; when main.py starts, it puts those texts in a
folder of its own and imports them. The same sources give the same bytes.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from cusd_xl import __version__
from cusd_xl.base.errors import CusdError
from cusd_xl.workbook.lite import EISEN, HOOFDBESTAND, MERK

PAKKETTEN = ("cusd_xl", "udfs")
INGANGEN = ("udfs/functions.py", "udfs/macros.py")
"""The modules whose code is that of main.py itself, so that Excel sees their functions and buttons."""
PAKKETEISEN = MappingProxyType({"xlwings": "xlwings>=0.37,<1", "pydantic": "pydantic>=2.7", "pydantic_core": "pydantic>=2.7"})
"""What xlwings Lite must install, by the name of the import; any other package does not belong in a workbook."""
STREEP = "# " + "=" * 116
GRENS = "# Alles onder deze regel telt mee in de sha256 hierboven."
KOP = f'''{MERK}{{versie}}: functies en knoppen voor de begrotingswerkmap, in één bestand.

Gemaakt uit de broncode van cusd_xl {{versie}}; wijzig haar niet hier. De onderdelen staan er letterlijk in, elk onder zijn eigen
naam; helemaal onderaan staan de functies en knoppen die Excel ziet.

Controle: cusd-xl code controleren WERKMAP.xlsx
sha256 van alles onder de grens: {{inhoud}}

{{onderdelen}}
"""
{GRENS}
'''
LADER = '''
from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

BUNDEL = "{bundel}"
_BRONNEN: dict[str, str] = {{}}


def _leg_klaar() -> None:
    """Put the sources in a folder of their own and let Python import them from there; once for every release."""
    if getattr(sys.modules.get("cusd_xl"), "BUNDEL", "") == BUNDEL:
        return
    for naam in [one for one in sys.modules if one.partition(".")[0] in {pakketten}]:
        del sys.modules[naam]
    map_ = Path(tempfile.mkdtemp(prefix="cusd_xl-"))
    for pad, tekst in _BRONNEN.items():
        bestand = map_ / pad
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text(tekst[1:], encoding="utf-8")
    sys.path.insert(0, str(map_))
    importlib.invalidate_caches()
    importlib.import_module("cusd_xl").BUNDEL = BUNDEL
'''


def build_bundel() -> Mapping[str, str]:
    """The code of this release: main.py and requirements.txt by name. CusdError when sources are not there or cannot travel."""
    return _build(Path(str(files("cusd_xl"))).parent)


@lru_cache(maxsize=2)
def _build(root: Path) -> Mapping[str, str]:
    ingangen = {pad: _read(root, pad) for pad in INGANGEN if (root / pad).is_file()}
    if not ingangen:
        raise CusdError("De broncode van de Excelfuncties (udfs/functions.py) is niet gevonden. Installeer cusd-xl opnieuw.")
    bronnen = _collect(root, ingangen)
    _refuse_double_names(ingangen)
    body = _write_body(bronnen, ingangen)
    alles = {**bronnen, **ingangen}
    kop = KOP.format(versie=__version__, inhoud=_sha256(body), onderdelen=_list_parts(alles))
    eisen = "".join(f"{eis}\n" for eis in sorted(_find_eisen(alles)))
    return MappingProxyType({HOOFDBESTAND: kop + body, EISEN: eisen})


def _read(root: Path, pad: str) -> str:
    return (root / pad).read_text(encoding="utf-8").replace("\r\n", "\n")


def _collect(root: Path, ingangen: Mapping[str, str]) -> dict[str, str]:
    """Every source that the entrances need, what is needed first standing first: path -> text."""
    found: dict[str, str] = {}
    busy: set[str] = set(ingangen)

    def visit(pad: str, text: str) -> None:
        for needed in sorted(_find_modules(root, pad, text)):
            if needed not in busy:
                busy.add(needed)
                visit(needed, _read(root, needed))
        if pad not in ingangen:
            found.update({data: _read(root, data) for data in _find_data(root, pad, text)})
            found[pad] = text

    for pad, text in ingangen.items():
        visit(pad, text)
    return found


def _find_modules(root: Path, pad: str, text: str) -> Iterator[str]:
    """The modules of ours that a module imports, wherever the import stands, with the packages around them."""
    for name in (*_scan(pad, text)[0], ".".join(PurePosixPath(pad).with_suffix("").parts)):
        parts = name.split(".")
        if parts[0] not in PAKKETTEN:
            continue
        for count in range(1, len(parts) + 1):
            stem = "/".join(parts[:count])
            yield from (one for one in (f"{stem}/__init__.py", f"{stem}.py") if one != pad and (root / one).is_file())


@lru_cache(maxsize=1024)
def _scan(pad: str, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names a module imports, in order, and every text in it."""
    names: list[str] = []
    words: set[str] = set()
    for node in ast.walk(ast.parse(text, pad)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(dict.fromkeys(names)), frozenset(words)


def _find_data(root: Path, pad: str, text: str) -> list[str]:
    """The data files beside a module that it names, by their own name or by that of their folder."""
    _, words = _scan(pad, text)
    folder = (root / pad).parent
    near = (one for one in folder.rglob("*") if one.suffix in {".toml", ".csv"})
    return sorted(one.relative_to(root).as_posix() for one in near if words & set(one.relative_to(folder).parts))


def _find_eisen(bronnen: Mapping[str, str]) -> set[str]:
    vreemd = {name.split(".")[0]: pad for pad, text in bronnen.items() if pad.endswith(".py") for name in _scan(pad, text)[0]}
    needed = {name: pad for name, pad in vreemd.items() if name not in {*sys.stdlib_module_names, *PAKKETTEN}}
    wrong = sorted(f"{name} ({pad})" for name, pad in needed.items() if name not in PAKKETEISEN)
    if wrong:
        raise CusdError(f"Code voor in de werkmap gebruikt pakketten die daar niet horen: {', '.join(wrong)}.")
    return {PAKKETEISEN[name] for name in needed}


def _refuse_double_names(ingangen: Mapping[str, str]) -> None:
    """Two entrances share one main.py, so neither may define a name of the other."""
    owners: dict[str, str] = {}
    for pad, text in ingangen.items():
        for name in sorted(_defined(text)):
            if name in owners:
                raise CusdError(f"De naam {name} staat zowel in {owners[name]} als in {pad}; in main.py kan er maar één zijn.")
            owners[name] = pad


def _defined(text: str) -> set[str]:
    names: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    return names


def _write_body(bronnen: Mapping[str, str], ingangen: Mapping[str, str]) -> str:
    bundel = _sha256("".join(f"{pad}\n{text}" for pad, text in bronnen.items()))
    pieces = [LADER.format(bundel=bundel, pakketten=PAKKETTEN)]
    pieces += [f"\n{STREEP}\n# {pad}\n_BRONNEN[{pad!r}] = {_quote(pad, text)}\n" for pad, text in bronnen.items()]
    pieces.append(f"\n{STREEP}\n_leg_klaar()\n")
    pieces += [f"\n{STREEP}\n# {pad}\n{_without_future(text)}" for pad, text in ingangen.items()]
    return "".join(pieces)


def _quote(pad: str, text: str) -> str:
    """The text as a raw literal that reads as the text itself; it begins on a line of its own."""
    if "'''" in text or not text.endswith("\n"):
        raise CusdError(f"{pad} kan niet letterlijk in main.py staan: het bevat ''' of eindigt niet op een nieuwe regel.")
    return f"r'''\n{text}'''"


def _without_future(text: str) -> str:
    """A module without its `from __future__` line, which may stand at the top of main.py only."""
    lines = text.splitlines(keepends=True)
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - node.lineno + 1)
    return "".join(lines)


def _list_parts(bronnen: Mapping[str, str]) -> str:
    return "\n".join(f"{_sha256(text)}  {pad}" for pad, text in bronnen.items())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
