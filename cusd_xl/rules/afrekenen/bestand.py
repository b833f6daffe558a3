"""Art. 13: realisatie from a file means the same as rows of tblRealisatie, with the same names and the same year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro, format_number
from cusd_xl.base.names import key
from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.model.realisatiebestand import Realisatiegroep
from cusd_xl.rules.controles.tekst import MOST_NAMED
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13 en 15", TOELICHTING, ("R13", "R23"))
SOORTEN = {"": "", "kosten": "kosten", "opbrengsten": "opbrengsten"}


@dataclass(slots=True)
class _Regels:
    """The rows with one problem."""

    aantal: int = 0
    regels: list[int] = field(default_factory=list)
    bedrag: int = 0

    def add(self, groep: Realisatiegroep) -> None:
        self.aantal += groep.aantal
        self.bedrag += -groep.bedrag if groep.soort == "opbrengsten" else groep.bedrag
        self.regels.append(groep.regel)

    def as_facts(self) -> dict[str, object]:
        return {"aantal": format_number(self.aantal), "regels": ", ".join(map(str, sorted(self.regels)[:MOST_NAMED]))}


def make_realisatie(
    begroting: Begroting, groepen: Iterable[Realisatiegroep], bestand: str
) -> tuple[tuple[Realisatie, ...], tuple[Finding, ...]]:
    """The groups of a file as rows of tblRealisatie, names spelled as in the workbook, and one finding per kind of problem.

    Rows of another year stay out, with a waarschuwing that says how much they are.
    """
    known = _list_known(begroting)
    problems: dict[tuple[str, str], _Regels] = {}
    rows: dict[tuple[str, str, str, str, str], int] = {}

    def report(code: str, wat: str, groep: Realisatiegroep) -> None:
        problems.setdefault((code, wat), _Regels()).add(groep)

    for groep in groepen:
        names = _read_names(groep, known, report)
        if names is None:
            continue
        if guess_periode(groep.periode, begroting.jaar).jaar != begroting.jaar:
            report("bestand-ander-jaar", "", groep)
            continue
        rows[names] = rows.get(names, 0) + groep.bedrag
    herkomst = Herkomst(bestand)
    made = tuple(
        Realisatie(gemeente, kostenpost, taak, periode, bedrag, soort, herkomst)
        for (gemeente, kostenpost, taak, periode, soort), bedrag in rows.items()
    )
    return made, tuple(_make_finding(begroting, code, wat, one) for (code, wat), one in problems.items())


def _list_known(begroting: Begroting) -> Mapping[str, Mapping[str, str]]:
    return {
        "gemeente": {key(one.gemeente): one.gemeente for one in begroting.deelnemers},
        "kostenpost": {key(one.kostenpost): one.kostenpost for one in begroting.kosten},
        "taak": {"": "", **{key(one.taak): one.taak for one in begroting.taken}},
        "soort": SOORTEN,
    }


def _read_names(
    groep: Realisatiegroep, known: Mapping[str, Mapping[str, str]], report: Callable[[str, str, Realisatiegroep], None]
) -> tuple[str, str, str, str, str] | None:
    """The names of a group as the workbook spells them; None after reporting what is missing or not known."""
    found: dict[str, str] = {}
    for veld, names in known.items():
        text = key(getattr(groep, veld))
        if not text and text not in names:
            report("bestand-veld-leeg", veld.capitalize(), groep)
        elif text not in names:
            report("bestand-soort" if veld == "soort" else "bestand-onbekend", veld, groep)
        else:
            found[veld] = names[text]
    if len(found) < len(known):
        return None
    return found["gemeente"], found["kostenpost"], found["taak"], groep.periode.strip(), found["soort"]


def _make_finding(begroting: Begroting, code: str, wat: str, one: _Regels) -> Finding:
    bladen = {"gemeente": "Deelnemers", "kostenpost": "Kosten", "taak": "Takenregister"}
    facts: dict[str, object] = {
        "jaar": begroting.jaar,
        "bedrag": format_euro(one.bedrag),
        "kolom": wat,
        "wat": wat,
        "blad": bladen.get(wat, ""),
    }
    return finding(code, "", **facts, **one.as_facts())
