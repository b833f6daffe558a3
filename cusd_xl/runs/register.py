"""Use cases `register ...`: what stands in the register, whether it is whole, taking back, giving out again, exporting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.years import short_datum
from cusd_xl.model.factuur import Factuursoort
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.parameters.efactuur import GEEN
from cusd_xl.register.controle import check_bestanden, check_register
from cusd_xl.register.export import describe_stand, export_csv, export_json
from cusd_xl.register.opening import Register, open_register
from cusd_xl.register.registratie import Ontwerp, Registratie
from cusd_xl.register.stand import Documentstand, find_registratie, list_standen
from cusd_xl.register.uitgifte import list_pending
from cusd_xl.register.vaststellen import finalise
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.runs.uitgeven import give_out
from cusd_xl.runs.uitvoermap import check_map
from cusd_xl.runs.weergave import Weergave, render_factuur
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_betaalstatus import plan_betaalstatus
from cusd_xl.workbook.play_new import play_new

CSV, JSON, XLSX = ".csv", ".json", ".xlsx"


@dataclass(frozen=True, slots=True)
class Registerresultaat:
    """The documents a command was about, the files it wrote and what was found."""

    registraties: tuple[Registratie, ...]
    bestanden: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def run_list(plek: str) -> tuple[Documentstand, ...]:
    """Every document of the register with its status; RegisterError when the register cannot be read."""
    return list_standen(open_register(plek))


def run_check(plek: str, mappen: Sequence[Path]) -> tuple[tuple[Documentstand, ...], tuple[Finding, ...]]:
    """The documents, and every finding about the register and about the files below each folder."""
    register = open_register(plek)
    findings = [*check_register(register)]
    for map_ in mappen:
        findings += check_bestanden(register, map_)
    return (() if has_fout(findings) else list_standen(register)), tuple(findings)


def run_credit(plek: str, nummer: str, reden: str, datum: date, uit: Path | None) -> Registerresultaat:
    """Take back one factuur with a creditfactuur; with `uit` its file is written there.

    The same command once more gives the same creditfactuur back. ArgumentError for a number that cannot be taken back.
    """
    register = open_register(plek)
    registratie = find_registratie(register, nummer)
    if registratie.soort is Factuursoort.CREDITFACTUUR:
        raise ArgumentError(f"{nummer} is zelf een creditfactuur; die wordt niet gecrediteerd. Maak een nieuwe factuur.")
    if not reden.strip():
        raise ArgumentError("Een creditfactuur noemt haar reden. Geef die met --reden.")
    if datum < registratie.factuurdatum:
        raise ArgumentError(
            f"Datum {short_datum(datum)} ligt vóór {short_datum(registratie.factuurdatum)}, die van {nummer}. Kies een andere."
        )
    if uit:
        check_map(uit)
    credit = make_creditfactuur(registratie.factuur, reden, datum)
    # what stayed inside the house is taken back inside it: no e-factuur goes out
    geen_ubl = {"efactuur_profiel": GEEN} if registratie.soort.is_intern else {}
    ontwerp = Ontwerp(credit, crediteert=nummer, weergave={**registratie.weergave, **geen_ubl})
    vastgesteld = finalise(register, [ontwerp])
    if vastgesteld.findings:
        return Registerresultaat((), (), (*register.findings, *vastgesteld.findings))
    bestanden = _give_out(register, vastgesteld.registraties, uit, render_factuur) if uit else ()
    return Registerresultaat(vastgesteld.registraties, bestanden, register.findings)


def run_heruitgeven(plek: str, nummers: Sequence[str], uit: Path, weergave: Weergave = render_factuur) -> Registerresultaat:
    """Make the files of these documents again from the frozen content; without numbers those that were never given out."""
    register = open_register(plek)
    registraties = tuple(find_registratie(register, one) for one in dict.fromkeys(nummers)) or list_pending(register)
    check_map(uit)
    return Registerresultaat(registraties, _give_out(register, registraties, uit, weergave), register.findings)


def run_export(plek: str, uit: Path, op: date) -> int:
    """Write the whole register to a .csv or .json file, or its betaalstatus to an .xlsx; the number of documents in it.

    `op` is the day of the betaalstatus.
    """
    if uit.suffix.lower() not in (CSV, JSON, XLSX):
        raise ArgumentError(f"'{uit.name}' eindigt niet op .csv, .json of .xlsx. Geef bij --uit zo'n naam.")
    standen = list_standen(open_register(plek))
    if uit.suffix.lower() == XLSX:
        blad = plan_betaalstatus([one.betaling for one in standen], op, "van het hele register")
        write_atomically(uit, play_new(Werkmapplan((blad,), "Betaalstatus")))
    elif uit.suffix.lower() == JSON:
        write_atomically(uit, export_json(standen, op))
    else:
        rows = [describe_stand(one, op) for one in standen]
        write_atomically(uit, export_csv(rows, list(rows[0]) if rows else ["nummer"]))
    return len(standen)


def as_json(standen: Sequence[Documentstand], op: date) -> dict[str, object]:
    """Every document as plain values, the betaalstatus as it is on a day."""
    return {"documenten": [describe_stand(one, op) for one in standen]}


def _give_out(register: Register, registraties: Sequence[Registratie], uit: Path, weergave: Weergave) -> tuple[str, ...]:
    return give_out(register, {one: weergave(one.factuur, one.weergave) for one in registraties}, uit) if registraties else ()
