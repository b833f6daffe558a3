"""The explanation of any begroting: it ends in the engine's cents, its shares add up, and every input stands in its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.uitleg import Uitleg
from cusd_xl.rules.uitleg.bijdrage import explain_bijdragen
from cusd_xl.runs.bereken import run_bereken
from tests.golden.alle_sleutels import make_alle_sleutels
from tests.hulp.geval import vul_leeg
from tests.hulp.toeval import EIGEN, GEDEELD, JAAR, draw_rijen

SEEDS = range(3000, 3024)
GETAL = re.compile(r"-?(?:€ )?-?\d[\d.]*(?:,\d+)?(?: %)?")


def explain_alles(begroting: Begroting, verdeling: Verdeling) -> Iterator[Uitleg]:
    """Every gemeente, every kostenpost."""
    for deelnemer in begroting.deelnemers:
        yield from explain_bijdragen(begroting, verdeling.kostenposten, deelnemer.gemeente)


def make_werkmappen(folder: Path) -> Iterator[Path]:
    """Random workbooks, and one with every key kind filled in by hand."""
    for seed in SEEDS:
        yield vul_leeg(JAAR, draw_rijen(seed), folder, f"invoer-{seed}.xlsx")
    yield make_alle_sleutels(folder)


def find_verschillen(begroting: Begroting, verdeling: Verdeling) -> list[str]:
    """Where an explanation does not end in the amount of the engine, or its shares do not add up."""
    amounts = {(one.gemeente, one.kostenpost): one.bedrag for one in verdeling.bijdragen}
    wrong = []
    for one in explain_alles(begroting, verdeling):
        bedrag = amounts[one.gemeente, one.kostenpost]
        regels = one.verdeling.regels
        parts = [row.vloer + row.extra + row.voet for row in regels] == [row.bedrag for row in regels]
        som = sum(row.bedrag for row in regels) == one.verdeling.te_verdelen
        own = [row.bedrag for row in regels if row.gemeente == one.gemeente] or [0]
        if (one.bedrag, one.wortel.waarde, own) != (bedrag, format_euro(bedrag), [bedrag]) or not parts or not som:
            wrong.append(f"{one.gemeente} {one.kostenpost}")
    return wrong


def list_invoer(knopen: Iterator[Uitleg]) -> dict[str, str]:
    """Every cell that an explanation names, with the value it shows."""
    return {knoop.cel: knoop.waarde for one in knopen for knoop in one.wortel.walk() if knoop.cel}


def is_same(shown: str, stored: object) -> bool:
    """True when a value on the screen is the value in the cell."""
    if stored is None:
        return shown == "leeg"
    if isinstance(stored, datetime | date):
        return shown == f"{stored:%d-%m-%Y}"
    if isinstance(stored, int | float) and GETAL.fullmatch(shown):
        plain = shown.translate(str.maketrans({"€": "", " ": "", "%": "", ".": "", ",": "."}))
        return Decimal(plain) == Decimal(repr(stored))
    return tidy(str(stored)) == tidy(shown)


def tidy(text: str) -> str:
    """A text without spaces around `;` and without capitals, as the reader compares names."""
    return re.sub(r"\s*;\s*", ";", text).casefold()


@pytest.fixture(scope="module")
def werkmappen(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Begroting, Verdeling]]:
    """The workbooks with what the engine makes of them."""
    found = []
    for path in make_werkmappen(tmp_path_factory.mktemp("uitleg")):
        resultaat = run_bereken(path)
        if resultaat.begroting is None or resultaat.verdeling is None:
            pytest.fail("\n".join(one.melding for one in resultaat.findings))
        found.append((path, resultaat.begroting, resultaat.verdeling))
    return found


def test_every_tree_ends_in_the_billed_cents(werkmappen: list[tuple[Path, Begroting, Verdeling]]) -> None:
    """De wortel van elke boom is de bijdrage tot op de cent, en de tabel van alle aandelen telt op tot het te verdelen bedrag."""
    assert {path.name: wrong for path, *parts in werkmappen if (wrong := find_verschillen(*parts))} == {}


def test_every_input_stands_in_its_cell(werkmappen: list[tuple[Path, Begroting, Verdeling]]) -> None:
    """Elke invoer in een boom noemt een cel waarin precies die waarde staat."""
    wrong = []
    for path, *parts in werkmappen:
        book = openpyxl.load_workbook(path, data_only=True)
        for cel, waarde in list_invoer(explain_alles(*parts)).items():
            blad, _, plek = cel.rpartition("!")
            stored = book[blad][plek].value
            wrong += [] if is_same(waarde, stored) else [f"{path.name} {cel}: {waarde} is niet {stored!r}"]
    assert wrong == []


def test_the_share_of_the_key_is_the_exact_quotum(werkmappen: list[tuple[Path, Begroting, Verdeling]]) -> None:
    """Het aandeel dat sleutel voor sleutel is opgebouwd, is het quotum waarmee is verdeeld."""
    wrong = []
    for _, begroting, verdeling in werkmappen:
        quota = {(one.gemeente, one.kostenpost): one.aandeel for one in verdeling.bijdragen}
        posten = {post.kostenpost.kostenpost: post for post in verdeling.kostenposten}
        for one in explain_alles(begroting, verdeling):
            post, aandeel = posten[one.kostenpost], quota[one.gemeente, one.kostenpost]
            shown = [knoop.waarde for knoop in one.wortel.kinderen if knoop.omschrijving.startswith("Aandeel volgens")]
            if aandeel and shown and post.eenheden:
                expected = f"{show_breuk(aandeel.quotum / Fraction(post.eenheden) * 100)} %"
                wrong += [] if shown == [expected] else [f"{one.gemeente} {one.kostenpost}"]
    assert wrong == []


def test_the_workbooks_hold_every_kind(werkmappen: list[tuple[Path, Begroting, Verdeling]]) -> None:
    """De willekeurige werkmappen gebruiken samen elke soort sleutel die er is."""
    used = {post.sleutelsoort for _, _, verdeling in werkmappen for post in verdeling.kostenposten}
    named = {one.soort for _, begroting, _ in werkmappen for one in begroting.sleutels if one.sleutel in (*GEDEELD, *EIGEN)}
    assert named <= used


def test_every_figure_says_where_it_comes_from(werkmappen: list[tuple[Path, Begroting, Verdeling]]) -> None:
    """Elk getal heeft een artikel en een regel, en een cel of een formule of getallen eronder."""
    _, begroting, verdeling = werkmappen[-1]
    kaal = [
        knoop.omschrijving
        for one in explain_alles(begroting, verdeling)
        for knoop in one.wortel.walk()
        if not (knoop.artikel and knoop.regel and (knoop.cel or knoop.formule or knoop.kinderen))
    ]
    assert sorted(set(kaal)) == []
