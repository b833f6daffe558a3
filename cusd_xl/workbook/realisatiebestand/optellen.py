"""Adds up rows of realisatie by gemeente, kostenpost, taak, periode and soort, in whole cents and in little memory."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from cusd_xl.base.errors import WerkmapError
from cusd_xl.model.realisatiebestand import Opgeteld, Realisatiegroep, Regelprobleem
from cusd_xl.workbook.convert import LARGEST
from cusd_xl.workbook.realisatiebestand.bedragen import Notatie, parse_bedrag

Sleutelvelden: TypeAlias = tuple[str, str, str, str, str]
"""Gemeente, kostenpost, taak, periode, soort: as they stand in the file."""
MOST_LINES = 5
MOST_GROEPEN = 500_000
MOST_CENTS = int(LARGEST * 100)


class Optelling:
    """The sums while a file is read; `add` a row at a time, then `finish`."""

    def __init__(self) -> None:
        self.groepen: dict[Sleutelvelden, list[int]] = {}
        self.problemen: dict[tuple[str, str], list[int]] = {}
        self.aantallen: dict[tuple[str, str], int] = {}
        self.notaties: dict[Notatie, list[int]] = {}
        self.notatie_aantallen: dict[Notatie, int] = {}
        self.aantal = 0

    def add(self, regel: int, velden: Sleutelvelden, bedrag: str | Decimal) -> None:
        """One row: the line in the file, its names and its amount, as text or as a number of a spreadsheet."""
        self.aantal += 1
        read = parse_bedrag(bedrag) if isinstance(bedrag, str) else _to_cents(bedrag)
        if isinstance(read, str):
            self.report(regel, "bestand-veld-leeg" if bedrag == "" else read, "Bedrag" if bedrag == "" else "")
            return
        cents, notatie = read
        if notatie is not Notatie.GEEN:
            self._note(regel, notatie)
        if not -MOST_CENTS <= cents <= MOST_CENTS:
            self.report(regel, "bestand-te-groot")
            return
        self.add_sum(regel, velden, cents, 1)

    def add_sum(self, regel: int, velden: Sleutelvelden, cents: int, aantal: int) -> None:
        """Rows that were added up elsewhere."""
        groep = self.groepen.get(velden)
        if groep is None:
            if len(self.groepen) >= MOST_GROEPEN:
                raise WerkmapError(
                    f"Het realisatiebestand heeft meer dan {MOST_GROEPEN} verschillende combinaties van gemeente, kostenpost, "
                    "taak en periode. Controleer of de kolommen de goede koppen hebben."
                )
            self.groepen[velden] = [cents, aantal, regel]
        else:
            groep[0] += cents
            groep[1] += aantal

    def report(self, regel: int, code: str, wat: str = "", aantal: int = 1) -> None:
        """A problem in one line, or in `aantal` lines of which this is one."""
        lines = self.problemen.setdefault((code, wat), [])
        self.aantallen[code, wat] = self.aantallen.get((code, wat), 0) + aantal
        if len(lines) < MOST_LINES:
            lines.append(regel)

    def finish(self) -> Opgeteld:
        """The sums and the problems, now that the whole file has told its notation."""
        self._judge_notatie()
        groepen = tuple(Realisatiegroep(*velden, *getallen) for velden, getallen in self.groepen.items())
        problemen = {wat: Regelprobleem(self.aantallen[wat], tuple(lines)) for wat, lines in self.problemen.items()}
        return Opgeteld(groepen, self.aantal, problemen)

    def _note(self, regel: int, notatie: Notatie) -> None:
        lines = self.notaties.setdefault(notatie, [])
        self.notatie_aantallen[notatie] = self.notatie_aantallen.get(notatie, 0) + 1
        if len(lines) < MOST_LINES:
            lines.append(regel)

    def _judge_notatie(self) -> None:
        komma, punt = Notatie.KOMMA in self.notaties, Notatie.PUNT in self.notaties
        if komma and punt:
            lines = [self.notaties[Notatie.KOMMA][0], self.notaties[Notatie.PUNT][0]]
            self._report_all("bestand-notatie", "sommige hebben een komma en andere een punt voor de centen", sorted(lines), 2)
        for drie, gewoon, ander in ((Notatie.PUNT_DRIE, komma, punt), (Notatie.KOMMA_DRIE, punt, komma)):
            if drie not in self.notaties or gewoon:
                continue
            lines, aantal = self.notaties[drie], self.notatie_aantallen[drie]
            if ander:
                self._report_all("bestand-decimalen", "", lines, aantal)
            else:
                wat = "een bedrag als 1.234 kan duizenden of decimalen betekenen"
                self._report_all("bestand-notatie", wat, lines, aantal)

    def _report_all(self, code: str, wat: str, lines: list[int], aantal: int) -> None:
        self.problemen.setdefault((code, wat), []).extend(lines[:MOST_LINES])
        self.aantallen[code, wat] = self.aantallen.get((code, wat), 0) + aantal


def _to_cents(number: Decimal) -> tuple[int, Notatie] | str:
    cents = number * 100
    if cents != cents.to_integral_value():
        return "bestand-decimalen"
    return int(cents), Notatie.GEEN
