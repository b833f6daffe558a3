"""What a rule rests on: the regeling, the article, where that can be read, and its numbers in the list of rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grondslag:
    """The legal basis of a rule module; every part is required, `regels` are numbers such as R1."""

    regeling: str
    artikel: str
    bron: str
    regels: tuple[str, ...]


CUSD = "Centrumregeling Uitvoering Sociaal Domein Regio Amersfoort"
HANDVEST = "Dienstverleningshandvest Flevoland 2022"
TOELICHTING = "Toelichting Centrumregeling CUSD, situatie per 1 juli 2025"
PROTOCOL = "Bestuurlijk protocol samenwerking sociaal domein in regio Amersfoort, versie 07.11.2024"
