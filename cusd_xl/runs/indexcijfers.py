"""Use case `indexcijfers`: the percentages of one editie, shipped or out of a file, and into a reeks of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import format_number
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Indexcijfer
from cusd_xl.parameters.indexbestand import Indexvraag, find_indexcijfers, read_indexcijfers
from cusd_xl.runs.cijferinvulling import (
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    Cijferregel,
    Geschreven,
    Rijwaarden,
    Wijzigingen,
    read_bestand,
    read_invoer,
    show_name,
    write_invulling,
)
from cusd_xl.workbook.sheet_edits import Waarde

TABEL = "tblIndexcijfers"


@dataclass(frozen=True, slots=True)
class Indexwens:
    """What is asked: reeks and editie, the file (None: the shipped figures), the workbook and the copy to write."""

    vraag: Indexvraag
    bestand: Path | None = None
    werkmap: Path | None = None
    uit: Path | None = None


@dataclass(frozen=True, slots=True)
class Indexresultaat:
    """The percentages with what happens to them, and how writing the copy went (None: no copy was asked for)."""

    regels: tuple[Cijferregel, ...]
    geschreven: Geschreven | None = None


def run_indexcijfers(wens: Indexwens) -> Indexresultaat:
    """Give the percentages; with a workbook compare them with the reeks in tblIndexcijfers, with `uit` write a lossless copy.

    In the workbook the reeks gets the percentages of this editie for the years it gives; other years and reeksen stay. Raises
    ArgumentError, BronbestandError, WerkmapError and UitvoerError, each with one Dutch line; then nothing is written.
    """
    if wens.uit is not None and wens.werkmap is None:
        raise ArgumentError("Bij --uit hoort een werkmap: geef op in welke werkmap de indexcijfers komen.")
    if wens.bestand is None:
        cijfers = find_indexcijfers(wens.vraag)
    else:
        cijfers = read_indexcijfers(show_name(wens.bestand), read_bestand(wens.bestand), wens.vraag)
    if wens.werkmap is None:
        return Indexresultaat(tuple(_show(one) for one in cijfers))
    pakket, begroting = read_invoer(wens.werkmap, TABEL)
    regels, wat = _compare(begroting, cijfers)
    geschreven = write_invulling(wens.werkmap, wens.uit, pakket, TABEL, wat) if wens.uit else None
    return Indexresultaat(regels, geschreven)


def _compare(begroting: Begroting, cijfers: Sequence[Indexcijfer]) -> tuple[tuple[Cijferregel, ...], Wijzigingen]:
    """What stands in the workbook beside what should stand there; a reeks is spelled as it is there."""
    regels: list[Cijferregel] = []
    gewijzigd: dict[int, Rijwaarden] = {}
    nieuw: list[Rijwaarden] = []
    spelling = {key(one.reeks): one.reeks for one in begroting.indexcijfers}
    for given in cijfers:
        cijfer = replace(given, reeks=spelling.get(key(given.reeks), given.reeks))
        rows = [one for one in begroting.indexcijfers if (one.reeks, one.jaar) == (cijfer.reeks, cijfer.jaar)]
        if len(rows) > 1:
            cellen = " en ".join(one.herkomst.cel("percentage") for one in rows[:2])
            raise ArgumentError(
                f"Reeks {cijfer.reeks} heeft in de werkmap twee percentages voor {cijfer.jaar} ({cellen}). Haal een rij weg."
            )
        values: dict[str, Waarde] = {
            "percentage": cijfer.percentage,
            "editie": cijfer.editie,
            "status": cijfer.status,
            "bron": cijfer.bron,
        }
        actie = _decide(rows[0], cijfer) if rows else NIEUW
        if actie == NIEUW:
            nieuw.append({"reeks": cijfer.reeks, "jaar": cijfer.jaar, **values})
        elif actie == GEWIJZIGD:
            gewijzigd[rows[0].herkomst.rij] = values
        regels.append(_show(cijfer, rows[0] if rows else None, actie))
    return tuple(regels), Wijzigingen(gewijzigd, nieuw)


def _decide(staat: Indexcijfer, cijfer: Indexcijfer) -> str:
    same = (staat.percentage, key(staat.editie), staat.status) == (cijfer.percentage, key(cijfer.editie), cijfer.status)
    return GELIJK if same else GEWIJZIGD


def _show(cijfer: Indexcijfer, staat: Indexcijfer | None = None, actie: str = "") -> Cijferregel:
    oud = f"{format_number(staat.percentage)} % ({staat.editie})" if staat else ""
    cel = staat.herkomst.cel("percentage") if staat else ""
    percentage, getal = f"{format_number(cijfer.percentage)} %", str(cijfer.percentage)
    return Cijferregel(str(cijfer.jaar), cijfer.editie, percentage, getal, cijfer.status, cijfer.bron, oud, cel, actie)
