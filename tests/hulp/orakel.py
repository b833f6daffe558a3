"""A second opinion on every bijdrage: reads the tables with openpyxl and follows the contract with Fractions, without cusd_xl."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
from openpyxl.utils import range_boundaries

Rij: TypeAlias = Mapping[str, Any]
Tabellen: TypeAlias = Mapping[str, list[Rij]]
Per: TypeAlias = dict[str, Fraction]

OWN_AMOUNT = ("werkprocessen", "werkelijk", "minimum", "vast", "stuk")
AROUND = ("zonder", "plafond", "macrobudget", "voet", "bandbreedte")
USED_IN_YEAR = ("zorgvolume", "gebruik")


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
        self.post, self.days = "", dict[str, int]()

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
        self.post = str(kosten["Kostenpost"])
        self.days = {gemeente: self.count_days(gemeente, str(kosten["Taken"])) for gemeente in payers}
        if self.per_day:
            payers = [gemeente for gemeente in payers if self.days[gemeente] > 0]
        sleutel = kosten["Verdeelsleutel"]
        if self.sleutels[sleutel]["Soort"] in OWN_AMOUNT:
            own = self.own_amounts(sleutel, kosten["Kostenpost"], payers)
            return {gemeente: half_up(own[gemeente] * 100 / self.eenheid) * self.eenheid for gemeente in payers}
        layers = list(self.peel(sleutel, frozenset()))
        part = Fraction(1)
        for layer, _ in layers:
            part *= number(layer["percentage"]) / 100 if "percentage" in layer else 1
        units = half_up(self.net(kosten, part) * 100 / self.eenheid)
        ceilings = [number(layer["bedrag"]) * 100 // self.eenheid for layer, _ in layers if layer["soort"] == "plafond"]
        units = min([units, *ceilings])
        feet = dict.fromkeys(payers, 0)
        for layer, left_out in layers:
            for gemeente in payers if layer["soort"] == "voet" else ():
                feet[gemeente] += 0 if gemeente in left_out else half_up(number(layer["bedrag"]) * 100 / self.eenheid)
        shared = largest_remainder(units - sum(feet.values()), self.shares(sleutel, payers))
        return {gemeente: (feet[gemeente] + shared[gemeente]) * self.eenheid for gemeente in payers}

    def peel(self, sleutel: str, left_out: frozenset[str]) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
        """The layers around a key from the outside in, each with who is left out there."""
        soort = self.sleutels[sleutel]["Soort"]
        while soort in AROUND:
            layer = self.fields(sleutel)
            left_out |= self.left_out(layer)
            yield {"soort": soort, **layer}, left_out
            sleutel = layer["sleutel"]
            soort = self.sleutels[sleutel]["Soort"]

    def fields(self, sleutel: str) -> dict[str, str]:
        parts = (part.partition("=") for part in str(self.sleutels[sleutel]["Parameter"]).split(";"))
        return {naam.strip(): text.strip() for naam, _, text in parts}

    def left_out(self, layer: Mapping[str, str]) -> frozenset[str]:
        names = [naam.strip() for naam in layer.get("gemeente", "").split(",")]
        return frozenset(self.regeling["centrumgemeente"] if naam == "centrumgemeente" else naam for naam in names)

    @property
    def per_day(self) -> bool:
        return self.regeling.get("deel_van_jaar") == "dagen"

    def count_days(self, gemeente: str, taken: str) -> int:
        """Days one by one: the gemeente is there, and in one task it has a cross, the task is there, nothing starts later."""
        (wie,) = [row for row in self.tabellen["tblDeelnemers"] if row["Gemeente"] == gemeente]
        year = [date(self.jaar, 1, 1) + timedelta(days=nr) for nr in range(366)]
        there = [
            one for one in year if one.year == self.jaar and within(one, wie["Deelnemer vanaf"], wie["Deelnemer tot en met"])
        ]
        if taken == "alle":
            return len(there)
        counts = [0]
        for taak in {code.strip() for code in taken.split(";")}:
            rows = [row for row in self.tabellen["tblTakenregister"] if row["Taak"] == taak and row[gemeente] == "x"]
            starts = [
                day(row["Ingangsdatum"])
                for row in self.tabellen.get("tblBesluiten", [])
                if (row["Soort"], row["Status"], row["Gemeente"], row["Taak"])
                == ("opgave vrijstelling", "vastgesteld", gemeente, taak)
            ]
            counts.append(
                sum(
                    any(within(one, row["Vanaf"], row["Tot en met"]) for row in rows) and all(start <= one for start in starts)
                    for one in there
                )
            )
        return max(counts)

    def net(self, kosten: Rij, part: Fraction = Fraction(1)) -> Fraction:
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
        return gross * part * self.factor(kosten["Prijspeil"], kosten["Index"]) - dekking

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
        if soort in AROUND:
            layer = self.fields(sleutel)
            left_out = self.left_out(layer)
            inner = self.shares(layer["sleutel"], [gemeente for gemeente in payers if gemeente not in left_out])
            return {gemeente: inner.get(gemeente, Fraction(0)) for gemeente in payers}
        if soort in ("solidair", "ingroeipad"):
            return self.between(soort, self.fields(sleutel), payers)
        weights = self.weights(soort, parameter, sleutel)
        days = self.days if self.per_day and soort not in USED_IN_YEAR else dict.fromkeys(payers, 1)
        per = {gemeente: weights(gemeente) * days[gemeente] for gemeente in payers}
        total = sum(per.values())
        return {gemeente: weight / total for gemeente, weight in per.items()}

    def between(self, soort: str, layer: Mapping[str, str], payers: list[str]) -> Per:
        """A part by one key and what is left by the other; a key without a part is not looked at."""
        if soort == "solidair":
            one, other, part = layer["solidair"], layer["profijt"], number(layer["percentage"]) / 100
        else:
            years = range(int(layer["begin"]), int(layer["begin"]) + int(layer["jaren"]))
            other, one = layer["van"], layer["naar"]
            part = Fraction(sum(year <= self.jaar for year in years), len(years))
        first = self.shares(one, payers) if part else dict.fromkeys(payers, Fraction(0))
        second = self.shares(other, payers) if part != 1 else dict.fromkeys(payers, Fraction(0))
        return {gemeente: part * first[gemeente] + (1 - part) * second[gemeente] for gemeente in payers}

    def weights(self, soort: str, parameter: Any, sleutel: str) -> Callable[[str], Fraction]:
        if soort == "inwoners":
            return lambda gemeente: self.inwoners(gemeente, int(parameter))
        if soort == "controleverklaringen":
            centrum = self.regeling["centrumgemeente"]
            return lambda gemeente: (
                Fraction(0) if gemeente == centrum else self.total("tblControleverklaringen", "Aantal", Gemeente=gemeente)
            )
        if soort in ("gewichten", "percentage", "budgetaandeel"):
            return lambda gemeente: self.weight_now(gemeente, sleutel)
        if soort == "jeugdigen":
            return lambda gemeente: self.young(gemeente, int(parameter))
        if soort == "zorgvolume":
            codes = [code.strip() for code in str(parameter or "").removeprefix("taken=").split(",") if code.strip()]
            plan = [
                row for row in self.tabellen["tblInkoopplan"] if row["Jaar"] == self.jaar and (row["Taak"] in codes or not codes)
            ]
            return lambda gemeente: sum((number(row["Bedrag"]) for row in plan if row["Gemeente"] == gemeente), Fraction(0))
        if soort == "gebruik":
            post = str(parameter).removeprefix("kostenpost=").strip() if parameter else self.post
            return lambda gemeente: self.used(gemeente, post)
        if soort == "gemiddelde":
            return self.averaged(self.fields(sleutel))
        assert soort == "gelijk", soort
        return lambda gemeente: Fraction(1)

    def averaged(self, layer: Mapping[str, str]) -> Callable[[str], Fraction]:
        inner, years = layer["sleutel"], int(layer["jaren"])
        soort = self.sleutels[inner]["Soort"]
        if soort in ("inwoners", "jeugdigen"):
            first = int(self.sleutels[inner]["Parameter"])
            count = self.inwoners if soort == "inwoners" else self.young
            return lambda gemeente: sum((count(gemeente, first + nr) for nr in range(years)), Fraction(0)) / years
        rows = [row for row in self.tabellen["tblGewichten"] if row["Sleutel"] == inner and (row["Jaar"] or 9999) <= self.jaar]
        latest = sorted({row["Jaar"] for row in rows})[-years:]
        return lambda gemeente: (
            sum((number(row["Gewicht"]) for row in rows if row["Gemeente"] == gemeente and row["Jaar"] in latest), Fraction(0))
            / years
        )

    def weight_now(self, gemeente: str, sleutel: str) -> Fraction:
        rows = [row for row in self.tabellen["tblGewichten"] if (row["Sleutel"], row["Gemeente"]) == (sleutel, gemeente)]
        return sum((number(row["Gewicht"]) for row in rows if row.get("Jaar") in (None, "", self.jaar)), Fraction(0))

    def young(self, gemeente: str, back: int) -> Fraction:
        return self.total("tblInwoners", "Jeugdigen", Gemeente=gemeente, Peildatum=datetime(self.jaar - back, 1, 1))

    def used(self, gemeente: str, post: str) -> Fraction:
        income = self.total("tblRealisatie", "Bedrag", Gemeente=gemeente, Kostenpost=post, Soort="opbrengsten")
        return self.total("tblRealisatie", "Bedrag", Gemeente=gemeente, Kostenpost=post) - 2 * income

    def inwoners(self, gemeente: str, back: int) -> Fraction:
        return self.total("tblInwoners", "Inwoners", Gemeente=gemeente, Peildatum=datetime(self.jaar - back, 1, 1))

    def total(self, tabel: str, kolom: str, **having: Any) -> Fraction:
        rows = [row for row in self.tabellen[tabel] if all(row[kop] == value for kop, value in having.items())]
        return sum((number(row[kolom]) for row in rows), Fraction(0))

    def own_amounts(self, sleutel: str, post: str, payers: list[str]) -> Per:
        soort, parameter = self.sleutels[sleutel]["Soort"], str(self.sleutels[sleutel]["Parameter"])
        if soort == "werkelijk":
            return {gemeente: self.used(gemeente, post) for gemeente in payers}
        if soort == "vast":
            return {gemeente: self.weight_now(gemeente, sleutel) for gemeente in payers}
        if soort == "stuk":
            layer = self.fields(sleutel)
            count = self.weights(self.sleutels[layer["sleutel"]]["Soort"], None, layer["sleutel"])
            return {gemeente: number(layer["tarief"]) * count(gemeente) for gemeente in payers}
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


def within(one: date, first: Any, last: Any) -> bool:
    """True when a day lies in a period; an open end is far away."""
    return (day(first) or date.min) <= one <= (day(last) or date.max)


def day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value
