"""Whatever is typed, the checks end with findings; and a begroting they let through can be computed to the cent."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cusd_xl.base.findings import has_fout
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import met_herkomst
from tests.rules.controles.gevallen import GEVALLEN

RUNS = 400
NAMES = ("", "Amersfoort", "Baarn", "baarn", "Onbekend", "K01", "K02", "W1", "J1", "inwoners", "gelijk", "vast", "proef", "geen")
SOORTEN = ("inwoners", "gewichten", "percentage", "gelijk", "mix", "minimum", "vast", "werkelijk", "werkprocessen")
PARAMETERS = (
    "",
    "2",
    "-1",
    "inwoners=1",
    "proef=1",
    "inwoners=0.5;gelijk=0.5",
    "a=b",
    "bedrag=1;tarief=1;sleutel=inwoners",
    "=;=",
)
DATUMS = ("vanaf", "tot_en_met", "peildatum", "begin", "einde")
MOGELIJKE_DATUMS = ("besluitdatum", "ingangsdatum", "uiterlijk", "gereed", "verlenging_tot", "keuzedatum")


def _change(pick: random.Random, veld: str, value: object) -> object:
    """Another value of the same type, from the dull to the absurd."""
    if veld == "soort":
        return pick.choice(SOORTEN)
    if veld == "parameter":
        return pick.choice(PARAMETERS)
    if veld in DATUMS:
        return date(pick.choice((1900, 2024, 2026, 2027, 2200)), pick.choice((1, 7)), 1)
    if veld in MOGELIJKE_DATUMS:
        return pick.choice((None, date(1950, 1, 1), date(2025, 2, 28), date(2026, 1, 1), date(2026, 12, 31), date.max))
    choices: dict[type, Callable[[], object]] = {
        str: lambda: pick.choice(NAMES),
        int: lambda: pick.choice((-1, 0, 1, 2025, 2026, 2030, 10**15)),
        Decimal: lambda: pick.choice((Decimal(0), Decimal("7.5"), Decimal("0.000000001"), Decimal(100))),
        tuple: lambda: tuple(pick.sample(NAMES, pick.randrange(3))),
        frozenset: lambda: frozenset(pick.sample(NAMES, pick.randrange(3))),
    }
    made = choices.get(type(value))
    return made() if made else value


def damage(pick: random.Random, begroting: Begroting) -> Begroting:
    """One row of one table left out, doubled or changed."""
    tabel = pick.choice([one.name for one in fields(Begroting) if isinstance(getattr(begroting, one.name), tuple)])
    rows: list[Any] = list(getattr(begroting, tabel))
    if not rows:
        return begroting
    place = pick.randrange(len(rows))
    action = pick.random()
    if action < 0.2:
        del rows[place]
    elif action < 0.4:
        rows.append(rows[place])
    else:
        veld = pick.choice([one.name for one in fields(rows[place]) if one.name != "herkomst"])
        rows[place] = replace(rows[place], **{veld: _change(pick, veld, getattr(rows[place], veld))})
    return replace(begroting, **{tabel: tuple(rows)})


@pytest.mark.parametrize("seed", range(20))
def test_damaged_begrotingen_never_stop_the_checks(seed: int) -> None:
    """Bad input gives findings, never a crash; without a fout the bijdragen of each divided kostenpost add up."""
    pick = random.Random(seed)
    sound = sorted(GEVALLEN)
    for _ in range(RUNS // 20):
        begroting = GEVALLEN[pick.choice(sound)].bouw()
        for _ in range(pick.randrange(1, 5)):
            begroting = damage(pick, begroting)
        begroting = met_herkomst(begroting)
        if not has_fout(check_begroting(begroting)):
            verdeling = allocate(begroting)
            assert sum(verdeling.per_kostenpost().values()) == sum(verdeling.per_gemeente().values())
