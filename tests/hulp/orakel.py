"""A second opinion on every bijdrage: reads the tables with openpyxl and follows the contract with Fractions, without cusd_xl."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
from openpyxl.utils import range_boundaries

Rij: TypeAlias = Mapping[str, Any]
Tabellen: TypeAlias = Mapping[str, list[Rij]]
Per: TypeAlias = dict[str, Fraction]

OWN_AMOUNT = ("werkprocessen", "werkelijk", "minimum", "vast")


def read_tabellen(path: Path) -> Tabellen:
    """Every table of the workbook as rows by header; rows without any value are left out."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[str, list[Rij]] = {}
    for sheet in book.worksheets:
        for tabel in sheet.tables.values():
            left, top, right, bottom = range_boundaries(tabel.ref)
            cells = list(sheet.iter_rows(top, bottom, left, right, values_only=True))
            rows = [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
            found[tabel.name] = [row for row in rows if any(value not in (None, "") for value in row.values())]
    return found


class Orakel:
    """What contract section 1 makes of one workbook; `bijdragen` in cents by kostenpost and gemeente."""

    def __init__(self, tabellen: Tabellen) -> None:
        self.tabellen = tabellen
        self.regeling = {row["Parameter"]: row["Waarde"] for row in tabellen["tblRegeling"]}
        self.jaar = int(self.regeling["begrotingsjaar"])
        self.eenheid = 100 if self.regeling["afronding"] == "euro" else 1
        self.deelnemers = [
            row["Gemeente"] for row in tabellen["tblDeelnemers"] if self.overlaps(row, "Deelnemer vanaf", "Deelnemer tot en met")
        ]
        self.sleutels = {row["Sleutel"]: row for row in tabellen["tblSleutels"]}

    def bijdragen(self) -> dict[tuple[str, str], int]:
        """(kostenpost, gemeente) -> cents, without the zeros."""
        found = {}
        for row in self.tabellen["tblKosten"]:
            for gemeente, centen in self.allocate(row).items():
                if centen:
                    found[row["Kostenpost"], gemeente] = centen
        return found

    def allocate(self, kosten: Rij) -> dict[str, int]:
        payers = self.payers(str(kosten["Taken"]))
        sleutel = kosten["Verdeelsleutel"]
        if self.sleutels[sleutel]["Soort"] in OWN_AMOUNT:
            own = self.own_amounts(sleutel, kosten["Kostenpost"], payers)
            return {gemeente: half_up(own[gemeente] * 100 / self.eenheid) * self.eenheid for gemeente in payers}
        units = half_up(self.net(kosten) * 100 / self.eenheid)
        return {
            gemeente: part * self.eenheid for gemeente, part in largest_remainder(units, self.shares(sleutel, payers)).items()
        }

    def net(self, kosten: Rij) -> Fraction:
        post = kosten["Kostenpost"]
        gross = number(kosten["Bedrag"]) + sum(
            number(row["Mutatie"])
            for row in self.tabellen["tblWijzigingen"]
            if row["Kostenpost"] == post and row["Status"] == "vastgesteld"
        )
        dekking = sum(
            number(row["Bedrag"])
            for row in self.tabellen["tblDekking"]
            if row["Kostenpost"] == post and row["Vanaf jaar"] <= self.jaar <= (row["Tot en met jaar"] or 9999)
        )
        return gross * self.factor(kosten["Prijspeil"], kosten["Index"]) - dekking

    def factor(self, prijspeil: int, reeks: str) -> Fraction:
        found = Fraction(1)
        if reeks == "geen":
            return found
        for jaar in range(prijspeil + 1, self.jaar + 1):
            (percentage,) = [
                row["Percentage"] for row in self.tabellen["tblIndexcijfers"] if (row["Reeks"], row["Jaar"]) == (reeks, jaar)
            ]
            found *= 1 + number(percentage) / 100
        return found

    def payers(self, taken: str) -> list[str]:
        if taken == "alle":
            return self.deelnemers
        codes = [code.strip() for code in taken.split(";")]
        rows = [
            row for row in self.tabellen["tblTakenregister"] if row["Taak"] in codes and self.overlaps(row, "Vanaf", "Tot en met")
        ]
        return [gemeente for gemeente in self.deelnemers if any(row[gemeente] == "x" for row in rows)]

    def overlaps(self, row: Rij, begin: str, end: str) -> bool:
        vanaf, tot = day(row[begin]), day(row[end])
        return (vanaf is None or vanaf <= date(self.jaar, 12, 31)) and (tot is None or tot >= date(self.jaar, 1, 1))

    def shares(self, sleutel: str, payers: list[str]) -> Per:
        """Share of each payer; together exactly 1."""
        soort, parameter = self.sleutels[sleutel]["Soort"], self.sleutels[sleutel]["Parameter"]
        if soort == "mix":
            mixed = dict.fromkeys(payers, Fraction(0))
            for part in str(parameter).split(";"):
                naam, _, weight = part.partition("=")
                for gemeente, share in self.shares(naam.strip(), payers).items():
                    mixed[gemeente] += Fraction(weight.strip()) * share
            return mixed
        weights = self.weights(soort, parameter, sleutel)
        per = {gemeente: weights(gemeente) for gemeente in payers}
        total = sum(per.values())
        return {gemeente: weight / total for gemeente, weight in per.items()}

    def weights(self, soort: str, parameter: Any, sleutel: str) -> Callable[[str], Fraction]:
        if soort == "inwoners":
            return lambda gemeente: self.inwoners(gemeente, int(parameter))
        if soort == "controleverklaringen":
            centrum = self.regeling["centrumgemeente"]
            return lambda gemeente: (
                Fraction(0) if gemeente == centrum else self.total("tblControleverklaringen", "Aantal", Gemeente=gemeente)
            )
        if soort in ("gewichten", "percentage"):
            return lambda gemeente: self.total("tblGewichten", "Gewicht", Gemeente=gemeente, Sleutel=sleutel)
        assert soort == "gelijk", soort
        return lambda gemeente: Fraction(1)

    def inwoners(self, gemeente: str, back: int) -> Fraction:
        return self.total("tblInwoners", "Inwoners", Gemeente=gemeente, Peildatum=datetime(self.jaar - back, 1, 1))

    def total(self, tabel: str, kolom: str, **having: Any) -> Fraction:
        rows = [row for row in self.tabellen[tabel] if all(row[kop] == value for kop, value in having.items())]
        return sum((number(row[kolom]) for row in rows), Fraction(0))

    def own_amounts(self, sleutel: str, post: str, payers: list[str]) -> Per:
        soort, parameter = self.sleutels[sleutel]["Soort"], str(self.sleutels[sleutel]["Parameter"])
        if soort == "werkelijk":
            return {gemeente: self.total("tblRealisatie", "Bedrag", Gemeente=gemeente, Kostenpost=post) for gemeente in payers}
        if soort == "vast":
            return {gemeente: self.total("tblGewichten", "Gewicht", Gemeente=gemeente, Sleutel=sleutel) for gemeente in payers}
        if soort == "werkprocessen":
            return {gemeente: self.werkprocessen(gemeente) for gemeente in payers}
        parts = dict(part.split("=") for part in parameter.split(";"))
        back = int(self.sleutels[parts["sleutel"]]["Parameter"])
        least, tarief = Fraction(parts["bedrag"]), Fraction(parts["tarief"])
        return {gemeente: max(least, tarief * self.inwoners(gemeente, back)) for gemeente in payers}

    def werkprocessen(self, gemeente: str) -> Fraction:
        tarief = {
            row["Proces"]: Fraction(half_up(number(row["Normbedrag"]) * self.factor(row["Prijspeil"], row["Index"]) * 100), 100)
            for row in self.tabellen["tblNormbedragen"]
        }
        rows = [row for row in self.tabellen["tblWerkprocessen"] if row["Gemeente"] == gemeente]
        return sum((number(row["Aantal"]) * tarief[row["Proces"]] for row in rows), Fraction(0))


def largest_remainder(units: int, shares: Per) -> dict[str, int]:
    """Whole units by share; the rest to the largest remainders, ties in the order given."""
    quota = {gemeente: units * share for gemeente, share in shares.items()}
    floors = {gemeente: part.numerator // part.denominator for gemeente, part in quota.items()}
    order = sorted(shares, key=lambda gemeente: floors[gemeente] - quota[gemeente])
    for gemeente in order[: units - sum(floors.values())]:
        floors[gemeente] += 1
    return floors


def half_up(value: Fraction) -> int:
    """Rounded to the nearest whole, halves away from zero."""
    size = abs(value)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if value >= 0 else -whole


def number(value: Any) -> Fraction:
    return Fraction(0) if value in (None, "") else Fraction(str(value))


def day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value
