"""Opens a file with realisatie by what it is, and tells in findings what was wrong in which lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, WerkmapError, explain_oserror
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.model.realisatiebestand import Opgeteld, Regelprobleem
from cusd_xl.workbook.convert import LARGEST
from cusd_xl.workbook.realisatiebestand.csv_bron import read_csv
from cusd_xl.workbook.realisatiebestand.parquet_bron import read_parquet
from cusd_xl.workbook.realisatiebestand.xlsx_bron import read_xlsx

MEGABYTE = 1_000_000
PARQUET, EXCEL, TEKST = (".parquet",), (".xlsx", ".xlsm"), (".csv", ".txt")


def read_realisatiebestand(
    pad: Path, voortgang: Callable[[int, int, str], None] | None = None
) -> tuple[Opgeteld | None, list[Finding]]:
    """The rows added up, and every problem as one finding with its first lines; None when the columns cannot be used.

    Raises ArgumentError for another kind of file, WerkmapError when it cannot be read.
    """

    def step(done: int, total: int) -> None:
        if voortgang:
            voortgang(done // MEGABYTE, max(total // MEGABYTE, 1), "Realisatie lezen (MB)")

    suffix = pad.suffix.lower()
    if suffix not in (*PARQUET, *EXCEL, *TEKST):
        raise ArgumentError(f"'{pad.name}' kan niet worden gelezen. Geef bij --realisatie een .csv, .parquet of .xlsx.")
    if not pad.is_file():
        raise WerkmapError(f"{pad.name} is niet gevonden. Controleer de naam en de map bij --realisatie.")
    try:
        if suffix in PARQUET:
            opgeteld, findings = read_parquet(pad)
        elif suffix in EXCEL:
            opgeteld, findings = read_xlsx(pad, step)
        else:
            opgeteld, findings = read_csv(pad, step)
    except OSError as problem:
        raise WerkmapError(f"{pad.name} kan niet worden gelezen ({explain_oserror(problem)}).") from problem
    if opgeteld is None:
        return None, findings
    findings += [_make_finding(code, wat, one) for (code, wat), one in opgeteld.problemen.items()]
    if not opgeteld.aantal:
        findings.append(finding("bestand-leeg"))
    return opgeteld, findings


def list_regels(regels: Iterable[int]) -> str:
    """`4, 7 en 12`: the first lines of a problem."""
    texts = [str(regel) for regel in regels]
    return f"{', '.join(texts[:-1])} en {texts[-1]}" if len(texts) > 1 else "".join(texts)


def _make_finding(code: str, wat: str, one: Regelprobleem) -> Finding:
    facts: dict[str, object] = {"aantal": format_number(one.aantal), "regels": list_regels(one.regels), "kolom": wat, "wat": wat}
    if code == "bestand-te-groot":
        facts["grens"] = format_number(LARGEST)
    return finding(code, "", **facts)
