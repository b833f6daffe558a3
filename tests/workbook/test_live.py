"""What the player of an open workbook hands to Excel, and the parts it is made of."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cusd_xl.base.addresses import Area, quote_blad
from cusd_xl.base.errors import WerkmapError
from cusd_xl.model.plan import Bladplan, Cel, Gebied, Samenvoeging
from cusd_xl.workbook.archief import Archief, plan_archief, read_archief
from cusd_xl.workbook.hernoem import make_bladnaam, rename_bladen
from cusd_xl.workbook.live import as_typed
from cusd_xl.workbook.rechthoeken import find_rechthoeken

BLAD = Bladplan(
    "Proef",
    {
        (0, 0): Cel("Titel", "titel_tekst"),
        (2, 1): Cel(Fraction(1, 3), "berekening_factor", "A1/3"),
        (3, 1): Cel(date(2026, 1, 5), "blad_datum"),
        (4, 0): Cel(None),
    },
    {0: 12.5},
    {0: 24},
    titelrijen=3,
    titelkolommen=1,
    samenvoegingen=[Samenvoeging(0, 0, 0, 2)],
    voorwaardelijk=[Gebied(2, 1, 3, 1, {"type": "cell", "value": 0, "format": {"bold": True}})],
)


@pytest.mark.parametrize(
    ("cel", "expected"),
    [
        (Cel("Baarn"), "Baarn"),
        (Cel("2026"), "'2026"),
        (Cel("1-3"), "'1-3"),
        (Cel("=niet een formule"), "'=niet een formule"),
        (Cel("Waar"), "'Waar"),
        (Cel("0308", "blad_code"), "0308"),
        (Cel(Decimal("12.50")), 12.5),
        (Cel(Fraction(1, 4)), 0.25),
        (Cel(date(2026, 1, 5)), 46027),
        (Cel(None), ""),
        (Cel(3, formule="SUM(A1:A2)"), "=SUM(A1:A2)"),
    ],
)
def test_text_stays_text_and_numbers_stay_numbers(cel: Cel, expected: object) -> None:
    """Excel makes a date of 1-3 and a number of 0308 unless it is told that they are text."""
    assert expected == as_typed(cel)


def test_rectangles_cover_the_cells_and_nothing_else() -> None:
    """Every cell of a look is in one block exactly, and no other cell is."""
    generator = random.Random(3)
    for _ in range(50):
        plekken = {(generator.randint(1, 8), generator.randint(1, 8)) for _ in range(generator.randint(0, 40))}
        covered = [
            (rij, kolom)
            for one in find_rechthoeken(plekken)
            for rij in range(one.eerste_rij, one.laatste_rij + 1)
            for kolom in range(one.eerste_kolom, one.laatste_kolom + 1)
        ]

        assert sorted(plekken) == sorted(covered)


def test_a_block_is_one_rectangle() -> None:
    """A table of one look takes one call."""
    assert [Area(2, 3, 5, 6)] == find_rechthoeken((rij, kolom) for rij in range(2, 6) for kolom in range(3, 7))


def test_the_memory_gives_back_what_it_was_given() -> None:
    """What stands in the hidden sheet comes back as the same sheets, also a sheet that was not there before."""
    plan = plan_archief(Archief({"Proef": BLAD}, {"Proef": BLAD, "Nieuw": None}))
    last = max(rij for rij, _ in plan.cellen)
    leeg = Cel(None)
    rijen = [[plan.cellen.get((rij, kolom), leeg).waarde for kolom in range(4)] for rij in range(last + 1)]
    kept = read_archief(rijen)

    assert dict(BLAD.cellen) == dict(kept.nu["Proef"].cellen)
    assert (BLAD.titelrijen, BLAD.kolombreedtes, BLAD.samenvoegingen) == (
        kept.nu["Proef"].titelrijen, kept.nu["Proef"].kolombreedtes, kept.nu["Proef"].samenvoegingen,
    )  # fmt: skip
    assert ["Proef", "Nieuw"] == list(kept.vorige)
    assert kept.vorige["Nieuw"] is None


def test_a_damaged_memory_is_refused() -> None:
    """Whoever types in the hidden sheet hears that undoing is not possible, and what to do."""
    with pytest.raises(WerkmapError, match="CUSD archief"):
        read_archief([["nu", "Proef", 1, "z:geen geheugen"]])


def test_formulas_follow_a_sheet_to_its_new_name() -> None:
    """The factuur of Baarn points at the specificatie of Baarn; a text that looks like a reference stays as it is."""
    cellen = {(0, 0): Cel(1, formule='Specificatie!C4+Anders!A1&"Specificatie!"'), (1, 0): Cel("Specificatie!")}
    factuur, _ = rename_bladen(
        (Bladplan("Factuur", cellen), Bladplan("Specificatie", {})),
        {"Factuur": "Factuur Baarn", "Specificatie": "Specificatie 's-Hage"},
    )

    assert "Factuur Baarn" == factuur.naam
    assert "'Specificatie ''s-Hage'!C4+Anders!A1&\"Specificatie!\"" == factuur.cellen[0, 0].formule
    assert Cel("Specificatie!") == factuur.cellen[1, 0]


def test_sheet_names_fit_in_excel() -> None:
    """A name has at most 31 characters and none that Excel refuses."""
    assert "Factuur A-B" == make_bladnaam("Factuur", "A/B")
    assert 31 == len(make_bladnaam("Specificatie", "Nederweert-Weert-Cranendonck"))


@pytest.mark.parametrize(
    ("naam", "expected"),
    [("Kosten", "Kosten"), ("Kosten 2026", "'Kosten 2026'"), ("B2", "'B2'"), ("R1C1", "'R1C1'"), ("'s-Hage", "'''s-Hage'")],
)
def test_a_sheet_name_in_a_formula_is_quoted_where_it_must(naam: str, expected: str) -> None:
    """A name with a space, or one that looks like a cell, stands between quotes."""
    assert expected == quote_blad(naam)
