"""What the runs of the reports share: what was asked, checked against the workbook, and one new file at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cusd_xl.base.decimalen import show_tiende
from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import euro_text
from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.kring import Kring
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.rules.kring import make_kring
from cusd_xl.runs.keuze import choose
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.play_new import play_new


def choose_kring(begroting: Begroting, gemeente: str | None) -> Kring:
    """The circle of the report; ArgumentError for a gemeente that is no deelnemer in this year, with the nearest name."""
    namen = make_kring(begroting).gemeenten
    return make_kring(begroting, choose(gemeente, namen, "gemeente") if gemeente else "")


def choose_nummer(gevraagd: str | None, bekend: Sequence[str], wat: str, blad: str) -> str:
    """The asked number, or the last one when none is asked; ArgumentError when there is none."""
    if not bekend:
        raise ArgumentError(f"Het blad {blad} heeft geen enkele {wat}. Vul haar daar in.")
    return choose(gevraagd, bekend, wat) if gevraagd else bekend[-1]


def write_rapport(uit: Path | None, plan: Werkmapplan) -> None:
    """Write the report when a file was asked for; UitvoerError when that cannot be done."""
    if uit is not None:
        write_atomically(uit, play_new(plan))


def afwijking_json(one: Afwijking) -> dict[str, object]:
    """A comparison as plain values: amounts as strings, the percentage with one decimal, None where nothing was begroot."""
    return {
        "begroot": None if one.begroot is None else euro_text(one.begroot),
        "stand": euro_text(one.stand),
        "niet_begroot": euro_text(one.zonder),
        "afwijking": None if one.verschil is None else euro_text(one.verschil),
        "procent": None if one.deel is None else show_tiende(one.deel * 100),
        "signaal": one.signaal,
    }
