"""The independent calculators: what they compute, and that a bad file takes nobody with it."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from cusd_xl.audit.rekenaars import formualizer, ingebouwd, ironcalc, libreoffice
from tests.hulp.recalc import needs_libreoffice


def werkmap(formule: str, opgeslagen: float) -> bytes:
    """Blad!A1 = 7, B1 the formula with a stored value."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Blad")
    sheet.write_number(0, 0, 7)
    sheet.write_formula(0, 1, formule, None, opgeslagen)
    book.close()
    return target.getvalue()


def test_a_stored_value_that_is_wrong_is_computed_anew() -> None:
    """In het bestand staat 15, de som is 14: de rekenmachine zegt 14."""
    ((naam, berekend),) = ironcalc.recalculate({"een": werkmap("=A1*2", 15)}, {})
    assert (naam, berekend.waarden["Blad", "B1"], berekend.reden) == ("een", Decimal(14), "")


def test_a_file_that_is_no_workbook_does_not_stop_the_others() -> None:
    """Een onleesbaar bestand krijgt een reden; het bestand erna wordt gewoon berekend."""
    een, twee = (one for _, one in ironcalc.recalculate({"kapot": b"PK geen zip", "goed": werkmap("=A1*2", 0)}, {}))
    assert een.reden and not een.waarden
    assert twee.waarden["Blad", "B1"] == 14


def test_an_engine_that_dies_is_named_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Valt de rekenmachine om op één bestand, dan heet dat zo en gaat zij verder met het volgende."""
    valt_om = tmp_path / "python"
    valt_om.write_text(f'#!/bin/sh\ncase "$*" in *"/0.xlsx"*) kill -ABRT $$;; esac\nexec "{sys.executable}" "$@"\n')
    valt_om.chmod(0o755)
    monkeypatch.setattr(ingebouwd.sys, "executable", str(valt_om))
    een, twee = (one for _, one in ironcalc.recalculate({"een": werkmap("=A1", 7), "twee": werkmap("=A1*2", 0)}, {}))
    assert een.reden == ingebouwd.GESTOPT
    assert twee.waarden["Blad", "B1"] == 14


def test_an_engine_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Een werkmap waar de rekenmachine niet uitkomt, kost ten hoogste de afgesproken tijd."""
    slaapt = tmp_path / "python"
    slaapt.write_text("#!/bin/sh\nexec sleep 30\n")
    slaapt.chmod(0o755)
    monkeypatch.setattr(ingebouwd.sys, "executable", str(slaapt))
    monkeypatch.setattr(ingebouwd, "SECONDS", 0)
    monkeypatch.setattr(ingebouwd, "SECONDS_EACH", 1)
    ((_, een),) = ironcalc.recalculate({"een": werkmap("=A1", 7)}, {})
    assert een.reden == ingebouwd.TE_LANG


def test_a_formula_whose_parentheses_get_lost_is_uncertain() -> None:
    """ironcalc verliest bij het laden haakjes; wat het daarna berekent telt niet als oordeel."""
    ((_, een),) = ironcalc.recalculate({"een": werkmap('=(A1<8)&"x"', 0)}, {"een": {("Blad", "B1"): 1}})
    assert een.onzeker == {("Blad", "B1"): ironcalc.HAAKJES}


def test_the_second_engine_recalculates_too() -> None:
    """formualizer geeft een herrekende kopie, en van een kapot bestand niets."""
    made = dict(formualizer.recalculate({"kapot": b"PK", "een": werkmap("=A1*2", 15)}))
    assert (made["kapot"], openpyxl.load_workbook(io.BytesIO(made["een"] or b""), data_only=True)["Blad"]["B1"].value) == (
        None,
        14,
    )


@needs_libreoffice
def test_libreoffice_recalculates_what_is_stored() -> None:
    """LibreOffice houdt opgeslagen waarden graag vast; hier rekent het ze over, en een kapot bestand levert niets."""
    made = dict(libreoffice.recalculate(libreoffice.find_programma() or "", {"een": werkmap("=A1*2", 15), "kapot": b"PK"}))
    book = openpyxl.load_workbook(io.BytesIO(made["een"] or b""), data_only=True)
    assert book["Blad"]["B1"].value == 14
    assert made["kapot"] is None
