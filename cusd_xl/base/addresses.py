"""Cell addresses: column letters to numbers and back, and rectangles of cells; all counted from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
LETTERS = 26
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
CELL_LIKE = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*([CK][0-9]*)?|[CK][0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends included."""

    eerste_rij: int
    eerste_kolom: int
    laatste_rij: int
    laatste_kolom: int

    def __str__(self) -> str:
        first = f"{letter_of(self.eerste_kolom)}{self.eerste_rij}"
        last = f"{letter_of(self.laatste_kolom)}{self.laatste_rij}"
        return first if first == last else f"{first}:{last}"

    @property
    def is_een_cel(self) -> bool:
        """True for a rectangle of one cell."""
        return (self.eerste_rij, self.eerste_kolom) == (self.laatste_rij, self.laatste_kolom)

    def holds(self, rij: int, kolom: int) -> bool:
        """True when the cell lies in the area."""
        return self.eerste_rij <= rij <= self.laatste_rij and self.eerste_kolom <= kolom <= self.laatste_kolom

    def overlaps(self, other: Area) -> bool:
        """True when the two areas share at least one cell."""
        rows = self.eerste_rij <= other.laatste_rij and other.eerste_rij <= self.laatste_rij
        return rows and self.eerste_kolom <= other.laatste_kolom and other.eerste_kolom <= self.laatste_kolom


def letter_of(column: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def quote_blad(naam: str) -> str:
    """The name of a sheet as a formula writes it before the `!`: in quotes where a plain name would be read as something else."""
    if PLAIN_SHEET.fullmatch(naam) and not CELL_LIKE.fullmatch(naam):
        return naam
    return "'" + naam.replace("'", "''") + "'"


def parse_cell(text: str) -> tuple[int, int]:
    """`C5` as (5, 3); ValueError when it is no cell of a worksheet."""
    match = CELL.fullmatch(text)
    if match is None:
        raise ValueError(text)
    row, column = int(match[2]), number_of(match[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(text)
    return row, column


def parse_area(text: str) -> Area:
    """`A4:K12` (or one cell) as an Area; ValueError when it is none."""
    first, _, last = text.partition(":")
    top, left = parse_cell(first)
    bottom, right = parse_cell(last or first)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
