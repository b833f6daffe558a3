"""Use case `uitleg --cel`: where the value of one cell of any workbook comes from, down to what somebody filled in."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.audit.spoor import trace
from cusd_xl.base.addresses import parse_cell
from cusd_xl.base.errors import ArgumentError
from cusd_xl.model.uitleg import Knoop
from cusd_xl.runs.keuze import choose
from cusd_xl.runs.uitleg import describe_knoop
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.plan_rekenbladen import ARTIKELEN


def run_uitleg_cel(pad: Path, cel: str, diepte: int) -> Knoop:
    """The tree of one cell, such as `Bijdragen!F12`; ArgumentError when there is no such sheet or cell.

    Raises WerkmapError when the file cannot be read. Nothing is computed: the values are those stored in the file.
    """
    naam, _, adres = cel.rpartition("!")
    try:
        if not naam:
            raise ValueError(cel)
        rij, kolom = parse_cell(adres.strip())
    except ValueError as problem:
        raise ArgumentError(
            f"'{cel}' is geen cel met een blad. Noem blad en cel, bijvoorbeeld --cel \"Bijdragen!F12\"."
        ) from problem
    boek = read_boekbeeld(open_pakket(pad))
    gevraagd = naam.strip()
    if gevraagd.startswith("'") and gevraagd.endswith("'"):
        gevraagd = gevraagd[1:-1].replace("''", "'")
    gekozen = choose(gevraagd, [one.naam for one in boek.bladen], "blad", "Het")
    blad = boek.blad(gekozen)
    if blad is None or (rij, kolom) not in blad.cellen:
        raise ArgumentError(f"Cel {adres.strip()} op blad '{gekozen}' is leeg. Kies een cel met een waarde of een formule.")
    onze = {nu: ARTIKELEN[toen] for nu, toen in boek.onze_bladen.items() if toen in ARTIKELEN}
    return trace(boek, blad, rij, kolom, onze, diepte)


def as_json(cel: str, knoop: Knoop) -> dict[str, object]:
    """The tree as plain values, in the form of the other explanations."""
    return {"cel": cel, "stappen": [describe_knoop(knoop)], "bevindingen": []}
