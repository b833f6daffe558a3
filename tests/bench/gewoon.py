"""What somebody would write in an afternoon with pandas and openpyxl: the yardstick for the speed of the main job.

Floats, rounding per gemeente, no checks, no trace.
The same workbook in; per gemeente a factuur with specification, and an overview out.
Run as `python -m tests.bench.gewoon WERKMAP DIR`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

TERMIJNEN = 4
EURO = '"€" #,##0.00'
OWN = "eigen bedrag"
HEAD = PatternFill("solid", fgColor="DDE6EE")
SPECIFICATIE = (
    "Kostenpost",
    "Omschrijving",
    "Sleutel",
    "Bedrag",
    "Factor",
    "Dekking",
    "Te verdelen",
    "Eigen gewicht",
    "Som",
    "Jaarbedrag",
    "Termijn",
)


def main() -> None:
    """Read, compute and write everything."""
    werkmap, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    tables = read_tables(werkmap)
    lines = compute(tables)
    for nummer, gemeente in enumerate(tables["tblDeelnemers"]["Gemeente"], start=1):
        write_factuur(
            target / f"CONCEPT-{nummer:04d}_{gemeente.lower()}.xlsx", gemeente, lines[lines.Gemeente == gemeente], tables
        )
    write_overzicht(target / "overzicht.xlsx", lines)


def read_tables(werkmap: Path) -> dict[str, pd.DataFrame]:
    """Every Excel table of the workbook as a frame."""
    book = load_workbook(werkmap, data_only=True)
    tables = {}
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            head, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
            tables[table.name] = pd.DataFrame(rows, columns=head).dropna(how="all")
    return tables


def compute(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One line per kostenpost and gemeente."""
    regeling = tables["tblRegeling"].set_index("Parameter")["Waarde"]
    jaar = int(regeling["begrotingsjaar"])
    gemeenten = list(tables["tblDeelnemers"]["Gemeente"])
    sleutels = tables["tblSleutels"].set_index("Sleutel")
    dekking = tables["tblDekking"]
    lines = []
    for post in tables["tblKosten"].to_dict("records"):
        factor = index_factor(tables, post["Index"], post["Prijspeil"], jaar)
        now = dekking[
            (dekking.Kostenpost == post["Kostenpost"]) & (dekking["Vanaf jaar"] <= jaar) & (dekking["Tot en met jaar"] >= jaar)
        ]
        bedrag = 0.0 if pd.isna(post["Bedrag"]) else float(post["Bedrag"])
        netto = round(bedrag * factor - now.Bedrag.sum(), 2)
        weights = weigh(
            tables, sleutels.loc[post["Verdeelsleutel"]], post["Verdeelsleutel"], gemeenten, jaar, regeling["centrumgemeente"]
        )
        payers = pays(tables, post["Taken"], gemeenten)
        weights = {gemeente: weight * (gemeente in payers) for gemeente, weight in weights.items()}
        own = sleutels.loc[post["Verdeelsleutel"], "Soort"] in {"werkprocessen", "vast", "werkelijk", "minimum"}
        som = OWN if own else sum(weights.values()) or 1
        for gemeente, weight in weights.items():
            owed = round(weight if own else netto * weight / som, 2)
            lines.append(
                (
                    gemeente,
                    post["Soort"],
                    post["Kostenpost"],
                    post["Omschrijving"],
                    post["Verdeelsleutel"],
                    bedrag,
                    factor,
                    now.Bedrag.sum(),
                    netto,
                    weight,
                    som,
                    owed,
                    round(owed / TERMIJNEN, 2),
                )
            )
    return pd.DataFrame(lines, columns=["Gemeente", "Soort", *SPECIFICATIE])


def index_factor(tables: dict[str, pd.DataFrame], reeks: str, prijspeil: int, jaar: int) -> float:
    """The product of the yearly percentages after the price level."""
    cijfers = tables["tblIndexcijfers"]
    mine = cijfers[(cijfers.Reeks == reeks) & (cijfers.Jaar > prijspeil) & (cijfers.Jaar <= jaar)]
    return float((1 + mine.Percentage.astype(float) / 100).prod())


def weigh(
    tables: dict[str, pd.DataFrame], sleutel: pd.Series, naam: str, gemeenten: list[str], jaar: int, centrum: str
) -> dict[str, float]:
    """What each gemeente counts for; own amounts for the keys that have them."""
    if sleutel.Soort == "inwoners":
        inwoners = tables["tblInwoners"]
        day = pd.Timestamp(jaar - int(sleutel.Parameter), 1, 1)
        found = inwoners[pd.to_datetime(inwoners.Peildatum) == day].set_index("Gemeente").Inwoners
    elif sleutel.Soort == "controleverklaringen":
        found = tables["tblControleverklaringen"].set_index("Gemeente").Aantal.drop(centrum, errors="ignore")
    elif sleutel.Soort == "werkprocessen":
        normen = tables["tblNormbedragen"].copy()
        normen["tarief"] = [float(n.Normbedrag) * index_factor(tables, n.Index, n.Prijspeil, jaar) for n in normen.itertuples()]
        joined = tables["tblWerkprocessen"].merge(normen, on="Proces")
        found = (joined.Aantal.astype(float) * joined.tarief).groupby(joined.Gemeente).sum()
    elif sleutel.Soort == "gelijk":
        found = pd.Series(1.0, index=gemeenten)
    else:
        gewichten = tables["tblGewichten"]
        found = gewichten[gewichten.Sleutel == naam].set_index("Gemeente").Gewicht
    return {gemeente: float(found.get(gemeente, 0)) for gemeente in gemeenten}


def pays(tables: dict[str, pd.DataFrame], taken: str, gemeenten: list[str]) -> set[str]:
    """The gemeenten with a cross in one of the taken."""
    if taken == "alle":
        return set(gemeenten)
    register = tables["tblTakenregister"]
    rows = register[register.Taak.isin([code.strip() for code in taken.split(";")])]
    return {gemeente for gemeente in gemeenten if gemeente in rows and (rows[gemeente] == "x").any()}


def write_factuur(path: Path, gemeente: str, lines: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    """A factuur sheet and a specification sheet with formulas."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Factuur"
    regeling = tables["tblRegeling"].set_index("Parameter")["Waarde"]
    for name in ("afzender_naam", "afzender_adres", "afzender_postcode", "afzender_plaats", "afzender_kvk", "afzender_iban"):
        sheet.append([regeling.get(name)])
    sheet.append([])
    sheet.append(["Aan", gemeente])
    sheet.append(["Factuurnummer", path.stem.split("_")[0]])
    sheet.append([])
    head(sheet, ("Omschrijving", "Btw", "Bedrag"))
    first = sheet.max_row + 1
    for soort, owed in lines.groupby("Soort").Termijn.sum().items():
        sheet.append([soort, "O", owed])
    sheet.append(["Totaal", "", f"=SUM(C{first}:C{sheet.max_row})"])
    finish(sheet, (44, 16, 18), "C")
    detail = book.create_sheet("Specificatie")
    head(detail, SPECIFICATIE)
    for row in lines[list(SPECIFICATIE)].itertuples(index=False):
        detail.append(list(row))
        if row[8] != OWN:
            detail.cell(detail.max_row, 10).value = f"=ROUND(G{detail.max_row}*H{detail.max_row}/I{detail.max_row},2)"
    detail.append(["Totaal", *[""] * 8, f"=SUM(J2:J{detail.max_row})", f"=SUM(K2:K{detail.max_row})"])
    finish(detail, (12, 40, 20, 16, 10, 16, 16, 14, 14, 16, 16), "DFGJK")
    book.save(path)


def write_overzicht(path: Path, lines: pd.DataFrame) -> None:
    """All gemeenten beside each other, with a chart."""
    table = lines.pivot_table(index="Gemeente", columns="Kostenpost", values="Jaarbedrag", aggfunc="sum", sort=False)
    book = Workbook()
    sheet = book.active
    head(sheet, ("Gemeente", *table.columns, "Totaal"))
    for gemeente, row in table.iterrows():
        sheet.append(
            [gemeente, *row, f"=SUM(B{sheet.max_row + 1}:{sheet.cell(1, len(row) + 1).column_letter}{sheet.max_row + 1})"]
        )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=sheet.max_row), titles_from_data=True)
    sheet.add_chart(chart, f"A{sheet.max_row + 3}")
    finish(sheet, (18, *[16] * (len(table.columns) + 1)), "BC")
    book.save(path)


def head(sheet: Worksheet, names: tuple[str, ...]) -> None:
    """A header row in bold on a fill."""
    sheet.append(list(names))
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True)


def finish(sheet: Worksheet, widths: tuple[int, ...], money: str) -> None:
    """Column widths, number formats and A4."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width
    for letter in money:
        for cell in sheet[letter]:
            cell.number_format = EURO
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth = 9, 1


if __name__ == "__main__":
    main()
