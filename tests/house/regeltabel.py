"""The table of rules: every rule of the sources with the modules that hold it and the cases that show it.

`python -m tests.house.regeltabel` writes it to cusd_xl/rules/README.md.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from tests.house.source import PACKAGE, ROOT, Function, Module, call_name, read_modules

REGELS = PACKAGE / "rules" / "regels.toml"
README = PACKAGE / "rules" / "README.md"
CASES = ROOT / "tests" / "cases"
MARKER = "regel"
KOPPEN = ("Regel", "Bron", "Wat zij vraagt", "Het programma", "Modules", "Gevallen", "Stand")
INLEIDING = """# De regels van de bronnen

Elke regel uit de bronnen, met de module die haar uitvoert en het geval dat haar in de woorden van een adviseur toont. Gemaakt met
`python -m tests.house.regeltabel`; een test houdt deze tabel gelijk aan de code en faalt bij een regel zonder module of geval.

Bronnen: T toelichting Centrumregeling CUSD, F factsheet, H Dienstverleningshandvest Flevoland 2022, L memo Leusden 2015,
P bestuurlijk protocol, C Centrumregeling Sociaal Domein Flevoland 2016; het getal erachter is het artikel.
"""


@dataclass(frozen=True)
class Regel:
    """One rule: its number, what it asks, where it stands, what the program does, its modules and its cases."""

    nummer: str
    regel: str
    bron: str
    doet: str
    modules: tuple[str, ...]
    gevallen: tuple[str, ...]

    @property
    def stand(self) -> str:
        ontbreekt = [naam for naam, found in (("module", self.modules), ("geval", self.gevallen)) if not found]
        return f"ontbreekt: {' en '.join(ontbreekt)}" if ontbreekt else "gebouwd"


def list_regels() -> tuple[Regel, ...]:
    """Every rule, in the order of its number."""
    modules, gevallen = find_modules(), find_gevallen()
    return tuple(
        Regel(
            nummer,
            entry["regel"],
            entry["bron"],
            entry["doet"],
            tuple(sorted({*modules.get(nummer, ()), *entry.get("modules", ())})),
            gevallen.get(nummer, ()),
        )
        for nummer, entry in load_regels().items()
    )


def load_regels() -> Mapping[str, Mapping[str, str]]:
    """What is said of each rule by hand."""
    return tomllib.loads(REGELS.read_text(encoding="utf-8"))


def find_modules() -> Mapping[str, tuple[str, ...]]:
    """Per rule the modules whose GRONDSLAG names it."""
    found: dict[str, tuple[str, ...]] = {}
    for module in read_modules("rules"):
        naam = f"cusd_xl.{module.name}".removesuffix(".__init__")
        for nummer in getattr(getattr(import_module(naam), "GRONDSLAG", None), "regels", ()):
            found[nummer] = (*found.get(nummer, ()), naam)
    return found


def find_gevallen() -> Mapping[str, tuple[str, ...]]:
    """Per rule the cases that are marked with it: `test_afrekenen::test_advances_come_off`."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(CASES.rglob("test_*.py")):
        module = Module(str(path), path.stem, "", ast.parse(path.read_text(encoding="utf-8")))
        for node in module.functions():
            if node.name.startswith("test_"):
                for nummer in _list_nummers(node):
                    found[nummer] = (*found.get(nummer, ()), f"{path.stem}::{node.name}")
    return found


def make_readme() -> str:
    """The text of cusd_xl/rules/README.md."""
    rijen = (
        (one.nummer, one.bron, one.regel, one.doet, _shorten(one.modules), "<br>".join(one.gevallen), one.stand)
        for one in list_regels()
    )
    lines = (f"| {' | '.join(rij)} |" for rij in (KOPPEN, ("---",) * len(KOPPEN), *rijen))
    return f"{INLEIDING}\n" + "\n".join(lines) + "\n"


def _list_nummers(node: Function) -> Iterator[str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and call_name(decorator) == MARKER:
            yield from (one.value for one in decorator.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _shorten(modules: tuple[str, ...]) -> str:
    return "<br>".join(f"`{naam.removeprefix('cusd_xl.')}`" for naam in modules)


if __name__ == "__main__":
    README.write_text(make_readme(), encoding="utf-8")
