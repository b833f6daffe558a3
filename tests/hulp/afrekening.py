"""A small sound year to settle: three gemeenten, costs that are divided, care by use, rijksmiddelen and voorschotten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting, Realisatie, Rijksmiddel, Sleutel
from cusd_xl.model.jaargang import Verrekening, Voorschot
from cusd_xl.rules.afrekenen.eindafrekening import Banden, make_eindafrekening
from cusd_xl.runs.factureer import run_factureer
from cusd_xl.runs.vaststelling import Definitief
from cusd_xl.workbook.layout import PARAMETERS, TABELLEN, Kolom, Kolomsoort
from tests.rules.bouw import bouw_begroting, kostenpost, taak
from tests.workbook.bouw_werkmap import Werkmapbouw

DATUM = date(2027, 2, 12)
CENTS = 100
SLEUTELS = (Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("werkelijk", "werkelijk"))
TAKEN = (
    taak("J1", "Amersfoort", "Baarn", "Eemnes"),
    taak("W4", "Amersfoort", "Baarn", wet="Wmo 2015", soort="centrumtaak"),
    taak("W5", "Amersfoort", "Baarn", wet="Wmo 2015", soort="centrumtaak"),
)
KOSTEN = (
    kostenpost("K01", verdeelsleutel="gelijk", bedrag=90_000_00),
    kostenpost("K20", soort="hulpkosten", taken=("W4",), bedrag=None, verdeelsleutel="werkelijk"),
)
REALISATIE = (
    Realisatie("Amersfoort", "K01", "", "2026", 96_000_00),
    Realisatie("Amersfoort", "K01", "", "2026", 3_000_00, "opbrengsten"),
    Realisatie("Amersfoort", "K20", "W4", "2026-Q1", 6_000_00),
    Realisatie("Baarn", "K20", "W4", "2026-Q2", 4_000_00),
)
RIJK = (Rijksmiddel("Beschermd wonen", ("W4",), 2026, 7_000_00),)
VOORSCHOTTEN = tuple(
    Voorschot(naam, soort, f"Q{kwartaal}", bedrag, f"F-{naam[0]}{kwartaal}", date(2026, 3 * kwartaal - 2, 5))
    for naam in ("Amersfoort", "Baarn", "Eemnes")
    for kwartaal in (1, 2, 3, 4)
    for soort, bedrag in (("organisatiekosten", 7_500_00), ("hulpkosten", 500_00))
    if soort == "organisatiekosten" or naam != "Eemnes"
)
MEERWERK = Verrekening("Eemnes", "meerwerk", "Extra toezicht", 1_234_56, "O", date(2026, 6, 1))
LOS = Verrekening("Baarn", "losse verrekening", "Spoedplaatsing", 250_00, "O", date(2026, 5, 1), date(2026, 5, 9), "L-7")


def jaar(**changes: Any) -> Begroting:
    """The year as it is, with some of its tables replaced."""
    sound: dict[str, Any] = {
        "kosten": KOSTEN, "sleutels": SLEUTELS, "taken": TAKEN, "realisatie": REALISATIE, "rijksmiddelen": RIJK,
        "voorschotten": VOORSCHOTTEN,
    }  # fmt: skip
    return bouw_begroting(**sound | changes)


def reken_af(begroting: Begroting, banden: Banden | None = None, datum: date = DATUM) -> Eindafrekening:
    """The concept eindafrekening of a year."""
    return make_eindafrekening(begroting, Afrekenstatus.CONCEPT, datum, banden=banden or {})


def per_gemeente(afrekening: Eindafrekening) -> dict[str, Gemeenteafrekening]:
    """The eindafrekeningen by gemeente."""
    return {one.deelnemer.gemeente: one for one in afrekening.gemeenten}


def saldi(begroting: Begroting, soort: str, banden: Banden | None = None) -> dict[str, int]:
    """What each gemeente still pays or gets back for one kostensoort, in cents."""
    gemeenten = reken_af(begroting, banden).gemeenten
    return {one.deelnemer.gemeente: regel.saldo for one in gemeenten for regel in one.regels if regel.soort == soort}


def werkelijk(begroting: Begroting, soort: str) -> dict[str, int]:
    """What each gemeente owes for one kostensoort before voorschotten, in cents."""
    gemeenten = reken_af(begroting).gemeenten
    return {one.deelnemer.gemeente: regel.werkelijk for one in gemeenten for regel in one.regels if regel.soort == soort}


def schrijf_werkmap(begroting: Begroting, path: Path, without: tuple[str, ...] = ()) -> Path:
    """The begroting as a workbook, through the layout; the tables in `without` are left out, sheet and all."""
    bouw = Werkmapbouw(weg=set(without))
    kolommen = list(begroting.registerkolommen)
    for tabel in TABELLEN:
        if tabel.kruisveld:
            bouw.koppen[tabel.naam] = [*(kolom.kop for kolom in tabel.kolommen), *kolommen]
        if tabel.rijtype is None:
            continue
        rows = [
            [_show(kolom, getattr(row, kolom.veld, None)) for kolom in tabel.kolommen] for row in getattr(begroting, tabel.veld)
        ]
        for row, rij in zip(rows, getattr(begroting, tabel.veld), strict=True):
            row += ["x" if one in getattr(rij, tabel.kruisveld) else None for one in kolommen] if tabel.kruisveld else []
        bouw.rijen[tabel.naam] = rows
    bouw.rijen["tblRegeling"] = [[one.naam, _read_parameter(begroting, one.naam), None] for one in PARAMETERS]
    return bouw.schrijf(path)


def factureer_jaar(folder: Path, begroting: Begroting, *termijnen: str) -> str:
    """A register in `folder` in which these termijnen of the begroting were really billed, the first in January."""
    plek = str(folder / "register.sqlite")
    werkmap = schrijf_werkmap(begroting, folder / "begroting.xlsx")
    for maand, termijn in zip((1, 4, 7, 10), termijnen, strict=False):
        dag, vast = date(begroting.jaar, maand, 5), Definitief(plek)
        assert run_factureer(werkmap, termijn, folder / termijn, dag, definitief=vast).bestanden
    return plek


def _show(kolom: Kolom, value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value) or "alle"
    if kolom.soort is Kolomsoort.BEDRAG and value is not None:
        return float(Decimal(value) / CENTS)
    return float(value) if isinstance(value, Decimal) else value


def _read_parameter(begroting: Begroting, naam: str) -> Any:
    regeling = begroting.regeling
    if naam.startswith("afzender_"):
        return getattr(regeling.afzender, naam.removeprefix("afzender_")) or None
    value = getattr(regeling, naam) or None
    return float(value) if isinstance(value, Decimal) else value
