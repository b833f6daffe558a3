"""The house style of the sender as it stands on a document: name, colour and logo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STANDAARDKLEUR = "#154273"
"""The colour of a document when the workbook names none."""


class Logoformaat(StrEnum):
    """The kinds of picture a logo can be."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """The content of a picture that can be drawn, and its kind."""

    inhoud: bytes
    formaat: Logoformaat


@dataclass(frozen=True, slots=True)
class Huisstijl:
    """`naam` stands in the letterhead in place of the name of the afzender; `kleur` is `#` and six hexadecimal digits."""

    kleur: str = STANDAARDKLEUR
    naam: str = ""
    logo: Logo | None = None
