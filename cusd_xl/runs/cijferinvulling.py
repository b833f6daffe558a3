"""What `inwoners` and `indexcijfers` share: read a file with figures, compare with a workbook, write them into a copy of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cusd_xl.base.errors import BronbestandError, WerkmapError, explain_oserror
from cusd_xl.base.findings import Ernst, Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.runs.kopie import check_kopie, is_signed, write_kopie
from cusd_xl.runs.koppelplan import plan_berekening
from cusd_xl.workbook.herstelpunt import keep_herstelpunt
from cusd_xl.workbook.layout import REKENBLADEN, TABELLEN
from cusd_xl.workbook.onze_bladen import find_onze_bladen
from cusd_xl.workbook.package import Pakket, open_pakket, write_pakket
from cusd_xl.workbook.part_register import to_bytes
from cusd_xl.workbook.play_package import play_parts, recalculate_on_load
from cusd_xl.workbook.read import read_pakket
from cusd_xl.workbook.sheet_edits import Waarde
from cusd_xl.workbook.tabelinvulling import Invulling, fill_tabel
from cusd_xl.workbook.verliescontrole import Verliesrapport, check_verlies
from cusd_xl.workbook.xml_parts import parse_part

LARGEST_FILE = 100_000_000
NIEUW, GEWIJZIGD, GELIJK, BLIJFT = "nieuw", "gewijzigd", "gelijk", "blijft"
Rijwaarden = Mapping[str, Waarde]


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One figure, as a Dutch reader sees it and plain (`getal`), with status and bron.

    For a workbook also what stood there, in which cell, and what is done.
    """

    naam: str
    kenmerk: str
    cijfer: str
    getal: str
    status: str
    bron: str
    oud: str = ""
    cel: str = ""
    actie: str = ""


@dataclass(frozen=True, slots=True)
class Wijzigingen:
    """What has to be written: rows to change by sheet row, and rows to add, each with its values by field."""

    gewijzigd: Mapping[int, Rijwaarden]
    nieuw: Sequence[Rijwaarden]


@dataclass(frozen=True, slots=True)
class Geschreven:
    """How writing went: the findings, and the verliescontrole (None when a fout stood in the way and nothing was written)."""

    findings: tuple[Finding, ...] = ()
    rapport: Verliesrapport | None = None


def show_name(path: Path) -> str:
    """The name of a file as it can be shown and stored: what is no text becomes a question mark."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def read_bestand(path: Path) -> bytes:
    """The bytes of a file with figures; BronbestandError, one line, when it cannot be read."""
    naam = show_name(path)
    try:
        if path.is_dir():
            raise BronbestandError(f"{naam} is een map. Geef bij --bestand het bestand zelf op.")
        if path.stat().st_size > LARGEST_FILE:
            raise BronbestandError(f"{naam} is groter dan {LARGEST_FILE // 1_000_000} MB. Exporteer alleen de gemeenten.")
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise BronbestandError(f"{naam} bestaat niet. Controleer bij --bestand de naam en de map.") from problem
    except (OSError, ValueError) as problem:
        why = explain_oserror(problem) if isinstance(problem, OSError) else "de naam kan niet"
        raise BronbestandError(f"{naam} kan niet worden gelezen ({why}). Controleer naam en rechten.") from problem


def read_invoer(pad: Path, tabelnaam: str) -> tuple[Pakket, Begroting]:
    """The workbook; WerkmapError when it says too little, or a row of the table cannot be read, so that none is doubled."""
    pakket = open_pakket(pad)
    gelezen = read_pakket(pakket)
    if gelezen.begroting is None:
        raise WerkmapError(f"{pakket.naam} noemt geen begrotingsjaar of centrumgemeente. Vul eerst het blad Regeling in.")
    blad = gelezen.tabellen[tabelnaam].blad if tabelnaam in gelezen.tabellen else tabelnaam
    fouten = [one for one in gelezen.findings if one.ernst is Ernst.FOUT and one.cel.startswith(f"{blad}!")]
    if fouten:
        raise WerkmapError(
            f"Blad {blad} van {pakket.naam} heeft een rij die niet te lezen is: {fouten[0].cel}. "
            "Verbeter haar eerst; 'cusd-xl controleer' noemt alle fouten."
        )
    return pakket, gelezen.begroting


def write_invulling(pad: Path, uit: Path, pakket: Pakket, tabelnaam: str, wat: Wijzigingen) -> Geschreven:
    """Write a copy with the rows filled in, and with fresh calculation sheets where the workbook has them.

    When the workbook has calculation sheets and a fout makes them impossible, nothing is written and the findings say why. The
    copy is read back and compared with the workbook part by part; UitvoerError when anything else changed.
    """
    check_kopie(pad, uit)
    invulling = fill_tabel(pakket, tabelnaam, wat.gewijzigd, wat.nieuw)
    _check_terug(invulling, tabelnaam, wat)
    delen, findings = _refresh(invulling.pakket)
    if delen is None:
        return Geschreven(findings)
    findings = (finding("handtekening-vervalt"),) if is_signed(pakket) else ()
    content = write_pakket(
        keep_herstelpunt(invulling.pakket, delen)
    )  # the figures are the user's own, not ours to take out again
    return Geschreven(findings, write_kopie(uit, content, lambda written: check_verlies(pakket, written, invulling.delen)))


def _refresh(pakket: Pakket) -> tuple[Mapping[str, bytes] | None, tuple[Finding, ...]]:
    """The parts with calculation sheets that fit the new figures; None with findings when a fout makes them impossible."""
    root = parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
    if not set(REKENBLADEN) & set(find_onze_bladen(root)):
        recalculate_on_load(root)
        return {**pakket.delen, pakket.werkmapdeel: to_bytes(root)}, ()
    beoordeling, bladen = plan_berekening(pakket)
    return (play_parts(pakket, bladen), ()) if bladen else (None, beoordeling.findings)


def _check_terug(invulling: Invulling, tabelnaam: str, wat: Wijzigingen) -> None:
    """What was written is read back as it was meant: a column that shows dates as numbers would be read as something else."""
    tabel = next(one for one in TABELLEN if one.naam == tabelnaam)
    begroting = read_pakket(invulling.pakket).begroting
    rows: dict[int, Any] = {one.herkomst.rij: one for one in getattr(begroting, tabel.veld)} if begroting else {}
    wanted = {**wat.gewijzigd, **dict(zip(invulling.nieuwe_rijen, wat.nieuw, strict=True))}
    koppen = {kolom.veld: kolom.kop for kolom in tabel.kolommen}
    for rij, waarden in wanted.items():
        for veld, waarde in waarden.items():
            if veld != "bron" and (rij not in rows or getattr(rows[rij], veld) != waarde):
                raise WerkmapError(
                    f"Rij {rij} van blad {tabel.blad} wordt niet teruggelezen zoals bedoeld (kolom {koppen[veld]}); er is niets "
                    "geschreven. Geef de kolom in Excel dezelfde opmaak als op een nieuwe werkmap en probeer het opnieuw."
                )


def as_json(resultaat: Geschreven | None, regels: Sequence[Cijferregel], kop: Mapping[str, object]) -> dict[str, object]:
    """The outcome as plain values; `kop` names year or editie and the file."""
    return {
        **kop,
        "cijfers": [
            {"naam": one.naam, "kenmerk": one.kenmerk, "cijfer": one.getal, "status": one.status, "bron": one.bron}
            | ({"oud": one.oud, "cel": one.cel, "actie": one.actie} if one.actie else {})
            for one in regels
        ],
        "verliescontrole": resultaat.rapport.as_json() if resultaat and resultaat.rapport else None,
        "bevindingen": [one.as_json() for one in resultaat.findings] if resultaat else [],
    }
