"""Use case `nieuw`: a begrotingsworkbook for one regeling and begrotingsjaar, filled or empty."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import has_fout
from cusd_xl.base.years import short_datum
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.parameters import Profiel, load_profiel
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.files import check_extensie, write_atomically
from cusd_xl.workbook.package import unpack
from cusd_xl.workbook.plan_invoer import plan_invoer
from cusd_xl.workbook.plan_leeswijzer import get_naam
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.play_new import play_new
from cusd_xl.workbook.play_package import play_into
from cusd_xl.workbook.read import read_pakket


def choose_profiel(regeling: str, jaar: int, leeg: bool) -> Profiel:
    """The profiel for a new workbook; ArgumentError for an unknown regeling, or a begrotingsjaar in which it does not hold."""
    profiel = load_profiel(regeling, jaar)
    if not profiel.is_in_force:
        grenzen = (("vanaf", profiel.ingang), ("tot en met", profiel.einde))
        periode = " ".join(f"{woord} {short_datum(dag)}" for woord, dag in grenzen if dag)
        raise ArgumentError(f"De regeling '{profiel.naam}' geldt {periode}, niet in {jaar}. Kies een ander jaar met --jaar.")
    return profiel.without_rijen() if leeg else profiel


def plan_werkmap(profiel: Profiel) -> Werkmapplan:
    """The Leeswijzer and the input sheets of a new workbook."""
    return Werkmapplan(plan_invoer(profiel), titel=f"Begroting {profiel.jaar}", onderwerp=get_naam(profiel))


def run_nieuw(regeling: str, jaar: int, leeg: bool) -> bytes:
    """The bytes of a new workbook: the input sheets, and with data in them the calculation sheets as well."""
    profiel = choose_profiel(regeling, jaar, leeg)
    content = build_invoer(profiel)
    if not any(profiel.rijen.values()):
        return content
    pakket = unpack(regeling, content)
    gelezen = read_pakket(pakket)
    if gelezen.begroting is None or has_fout((*gelezen.findings, *check_begroting(gelezen.begroting))):
        return content
    return play_into(pakket, plan_rekenbladen(gelezen.begroting, allocate(gelezen.begroting), gelezen.tabellen))


def write_nieuw(regeling: str, jaar: int, leeg: bool, uit: Path) -> None:
    """Write a new workbook; ArgumentError when `uit` exists already, for a workbook that was filled in is not replaced."""
    check_extensie(uit)
    if uit.exists():
        raise ArgumentError(f"{uit.name} bestaat al en wordt niet overschreven. Geef bij --uit een andere bestandsnaam.")
    write_atomically(uit, run_nieuw(regeling, jaar, leeg))


def build_invoer(profiel: Profiel) -> bytes:
    """The bytes of a new workbook with the input sheets only; the same profiel gives the same bytes."""
    return play_new(plan_werkmap(profiel))
