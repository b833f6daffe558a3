"""Use case `inwoners`: the inwoners on 1 January of a year, shipped or out of a StatLine export, and into a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, BronbestandError
from cusd_xl.base.money import format_number
from cusd_xl.base.names import key, nearest
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Deelnemer, Inwonertal
from cusd_xl.parameters.cbs import Exportvraag, read_inwoners
from cusd_xl.parameters.cijfers import find_gemeente, load_gm_codes, load_inwoners
from cusd_xl.runs.cijferinvulling import (
    BLIJFT,
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

TABEL = "tblInwoners"
DEFINITIEF = "definitief"
MOST_NAMED = 8
Cijfers = Mapping[str, Inwonertal]
"""Inwonertallen of one peildatum by GM-code."""


@dataclass(frozen=True, slots=True)
class Inwonerswens:
    """What is asked: the export (None: the shipped figures), the gemeenten (none: all), the workbook and the copy to write."""

    vraag: Exportvraag
    bestand: Path | None = None
    gemeenten: tuple[str, ...] = ()
    werkmap: Path | None = None
    uit: Path | None = None


@dataclass(frozen=True, slots=True)
class Inwonersresultaat:
    """The figures with what happens to them, and how writing the copy went (None: no copy was asked for)."""

    regels: tuple[Cijferregel, ...]
    geschreven: Geschreven | None = None


def run_inwoners(wens: Inwonerswens) -> Inwonersresultaat:
    """Give the figures; with a workbook compare them with tblInwoners, with `uit` write a lossless copy that holds them.

    A definitief figure is never replaced by a voorlopig one. Raises ArgumentError, BronbestandError, WerkmapError and
    UitvoerError, each with one Dutch line; then nothing is written.
    """
    if wens.uit is not None and wens.werkmap is None:
        raise ArgumentError("Bij --uit hoort een werkmap: geef op in welke werkmap de inwoners komen.")
    cijfers = _load(wens)
    if wens.werkmap is None:
        chosen = _choose(cijfers, wens.gemeenten, wens.vraag.jaar)
        return Inwonersresultaat(tuple(_show(gm_code, one) for gm_code, one in chosen.items()))
    pakket, begroting = read_invoer(wens.werkmap, TABEL)
    deelnemers = _list_deelnemers(begroting, wens.gemeenten, pakket.naam)
    _refuse_missing(deelnemers, cijfers, wens)
    regels, wat = _compare(begroting, deelnemers, cijfers)
    geschreven = write_invulling(wens.werkmap, wens.uit, pakket, TABEL, wat) if wens.uit else None
    return Inwonersresultaat(regels, geschreven)


def _load(wens: Inwonerswens) -> Cijfers:
    if wens.bestand is not None:
        return read_inwoners(show_name(wens.bestand), read_bestand(wens.bestand), wens.vraag)
    codes = load_gm_codes()
    dag = date(wens.vraag.jaar, 1, 1)
    found = {codes[key(one.gemeente)]: one for one in load_inwoners() if one.peildatum == dag}
    if not found:
        jaren = sorted({one.peildatum.year for one in load_inwoners()})
        raise ArgumentError(
            f"Van 1 januari {wens.vraag.jaar} zijn geen inwoners meegeleverd, wel van {jaren[0]} tot en met {jaren[-1]}. "
            "Geef een export van het CBS op met --bestand."
        )
    return found


def _choose(cijfers: Cijfers, gemeenten: Sequence[str], jaar: int) -> Cijfers:
    """The figures of the named gemeenten, of all when none is named."""
    if not gemeenten:
        return cijfers
    names = {key(one.gemeente): gm_code for gm_code, one in cijfers.items()}
    for naam in gemeenten:
        if key(naam) not in names:
            guess = nearest(naam, [one.gemeente for one in cijfers.values()])
            hint = f" Bedoelt u '{guess}'?" if guess else ""
            raise ArgumentError(f"Van gemeente '{naam}' is er geen aantal inwoners op 1 januari {jaar}.{hint}")
    return {names[key(naam)]: cijfers[names[key(naam)]] for naam in gemeenten}


def _list_deelnemers(begroting: Begroting, gemeenten: Sequence[str], werkmap: str) -> list[Deelnemer]:
    """The deelnemers to fill in; ArgumentError when a name is none of them, or a GM-code belongs to another gemeente."""
    names = [one.gemeente for one in begroting.deelnemers]
    for naam in gemeenten:
        if key(naam) not in map(key, names):
            guess = nearest(naam, names)
            hint = f" Bedoelt u '{guess}'?" if guess else ""
            raise ArgumentError(f"Gemeente '{naam}' staat niet op het blad Deelnemers van {werkmap}.{hint}")
    chosen = [one for one in begroting.deelnemers if not gemeenten or key(one.gemeente) in map(key, gemeenten)]
    if not chosen:
        raise ArgumentError(f"{werkmap} heeft nog geen deelnemers. Vul eerst het blad Deelnemers in.")
    codes = load_gm_codes()
    for one in chosen:
        known = codes.get(key(one.gemeente), one.gm_code)
        if known != one.gm_code:
            raise ArgumentError(
                f"GM-code {one.gm_code} op het blad Deelnemers hoort bij {find_gemeente(one.gm_code) or 'een andere gemeente'}, "
                f"niet bij {one.gemeente}: die heeft {known}. Verbeter de code, anders komt er een verkeerd aantal inwoners."
            )
    return chosen


def _refuse_missing(deelnemers: Sequence[Deelnemer], cijfers: Cijfers, wens: Inwonerswens) -> None:
    missing = [f"{one.gemeente} ({one.gm_code})" for one in deelnemers if one.gm_code not in cijfers]
    if missing:
        more = f" en {len(missing) - MOST_NAMED} andere" if len(missing) > MOST_NAMED else ""
        bron = show_name(wens.bestand) if wens.bestand else "Het meegeleverde bestand"
        raise BronbestandError(
            f"{bron} mist op 1 januari {wens.vraag.jaar}: {', '.join(missing[:MOST_NAMED])}{more}. "
            "Geef een export waar alle deelnemers in staan; er is niets gewijzigd."
        )


def _compare(
    begroting: Begroting, deelnemers: Sequence[Deelnemer], cijfers: Cijfers
) -> tuple[tuple[Cijferregel, ...], Wijzigingen]:  # fmt: skip
    """What stands in the workbook beside what should stand there."""
    regels: list[Cijferregel] = []
    gewijzigd: dict[int, Rijwaarden] = {}
    nieuw: list[Rijwaarden] = []
    for deelnemer in deelnemers:
        cijfer = cijfers[deelnemer.gm_code]
        rows = [o for o in begroting.inwoners if (o.gemeente, o.peildatum) == (deelnemer.gemeente, cijfer.peildatum)]
        if len(rows) > 1:
            cellen = " en ".join(one.herkomst.cel("inwoners") for one in rows[:2])
            waar = f"{deelnemer.gemeente} staat voor {short_datum(cijfer.peildatum)} twee keer in de werkmap ({cellen})"
            raise ArgumentError(f"{waar}. Haal een van de rijen weg.")
        values: dict[str, Waarde] = {"inwoners": cijfer.inwoners, "status": cijfer.status, "bron": cijfer.bron}
        actie = _decide(rows[0], cijfer) if rows else NIEUW
        if actie == NIEUW:
            nieuw.append({"gemeente": deelnemer.gemeente, "peildatum": cijfer.peildatum, **values})
        elif actie == GEWIJZIGD:
            gewijzigd[rows[0].herkomst.rij] = values
        regels.append(_show(deelnemer.gm_code, cijfer, deelnemer.gemeente, rows[0] if rows else None, actie))
    return tuple(regels), Wijzigingen(gewijzigd, nieuw)


def _decide(staat: Inwonertal, cijfer: Inwonertal) -> str:
    if staat.status == DEFINITIEF != cijfer.status:
        return BLIJFT
    return GELIJK if (staat.inwoners, staat.status) == (cijfer.inwoners, cijfer.status) else GEWIJZIGD


def _show(gm_code: str, cijfer: Inwonertal, gemeente: str = "", staat: Inwonertal | None = None, actie: str = "") -> Cijferregel:
    oud = f"{format_number(staat.inwoners)} ({staat.status})" if staat else ""
    cel = staat.herkomst.cel("inwoners") if staat else ""
    naam = gemeente or cijfer.gemeente
    aantal = cijfer.inwoners
    return Cijferregel(naam, gm_code, format_number(aantal), str(aantal), cijfer.status, cijfer.bron, oud, cel, actie)
