"""The sheet Controles: each check turns into its message when somebody breaks its condition, and every sheet says so on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from cusd_xl.model.begroting import Begroting
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.workbook.layout import REKENBLADEN
from cusd_xl.workbook.read import read_werkmap
from cusd_xl.workbook.tables import GevondenTabel
from tests.hulp.geval import vul_leeg
from tests.hulp.recalc import Plek, Waarde, needs_libreoffice, read_values, recalculate_libreoffice
from tests.hulp.vul import wijzig_cellen
from tests.workbook.rekenen.gevallen import JAAR, volledig

Wijzigingen = dict[Plek, Any]
Breuk = Callable[[Begroting, Mapping[str, GevondenTabel]], Wijzigingen]
EERSTE_RIJ = 8
EXACT = "De formules rekenen exact:"


def zet(rij: Any, veld: str, waarde: Any) -> Wijzigingen:
    """One field of a row with another value."""
    blad, cel = rij.herkomst.cel(veld).split("!")
    return {(blad, cel): waarde}


def pak(rijen: Any, **velden: Any) -> Any:
    """The first row with these values."""
    return next(one for one in rijen if all(getattr(one, veld) == waarde for veld, waarde in velden.items()))


def voeg_toe(tabel: GevondenTabel, **velden: Any) -> Wijzigingen:
    """The first empty row at the end of a table filled in."""
    return {(tabel.blad, f"{tabel.kolommen[veld]}{tabel.laatste_rij}"): waarde for veld, waarde in velden.items()}


def haal_kruis_weg(begroting: Begroting, tabellen: Mapping[str, GevondenTabel], taak: str, gemeente: str) -> Wijzigingen:
    """The cross of a gemeente at a taak taken away."""
    tabel, row = tabellen["tblTakenregister"], pak(begroting.taken, taak=taak)
    return {(tabel.blad, f"{tabel.gemeentekolommen[gemeente]}{row.herkomst.rij}"): None}


PEILDATUM = date(2024, 1, 1)
BREUKEN: Mapping[str, tuple[Breuk, str]] = MappingProxyType(
    {
        "inwoners gewist": (
            lambda b, t: zet(pak(b.inwoners, gemeente="Soest", peildatum=PEILDATUM), "inwoners", None),
            "Elke betalende gemeente heeft precies één inwonertal op de peildatum",
        ),
        "inwoners dubbel": (
            lambda b, t: voeg_toe(t["tblInwoners"], gemeente="Soest", peildatum=PEILDATUM, inwoners=5),
            "Elke betalende gemeente heeft precies één inwonertal op de peildatum",
        ),
        "indexcijfer dubbel": (
            lambda b, t: voeg_toe(t["tblIndexcijfers"], reeks="bbp", jaar=2026, percentage=1),
            "Elk indexjaar van elke kostenpost staat precies één keer in tblIndexcijfers",
        ),
        "indexcijfer gewist": (
            lambda b, t: zet(pak(b.indexcijfers, reeks="bbp", jaar=2026), "percentage", None),
            "Elk indexjaar van elk normbedrag staat precies één keer in tblIndexcijfers",
        ),
        "prijspeil in de toekomst": (
            lambda b, t: zet(b.kosten[0], "prijspeil", 2027),
            "Het prijspeil ligt niet na het begrotingsjaar en niet voor de indexjaren (kostenpost)",
        ),
        "normbedrag van lang geleden": (
            lambda b, t: zet(b.normbedragen[0], "prijspeil", 2010),
            "Het prijspeil ligt niet na het begrotingsjaar en niet voor de indexjaren (normbedrag)",
        ),
        "kostenpost erbij": (
            lambda b, t: voeg_toe(t["tblKosten"], kostenpost="K99", bedrag=5),
            "Alle kostenposten staan op Verdeling, elk met zijn eigen verdeelsleutel",
        ),
        "verdeelsleutel gewijzigd": (
            lambda b, t: zet(b.kosten[0], "verdeelsleutel", "gelijk"),
            "Alle kostenposten staan op Verdeling, elk met zijn eigen verdeelsleutel",
        ),
        "deelnemer erbij": (
            lambda b, t: voeg_toe(t["tblDeelnemers"], gemeente="Nieuwland"),
            "Alle deelnemers staan op de rekenbladen",
        ),
        "taak erbij": (
            lambda b, t: voeg_toe(t["tblTakenregister"], taak="T99"),
            "Alle taken van het takenregister staan op Deelname",
        ),
        "percentage gewijzigd": (
            lambda b, t: zet(pak(b.gewichten, sleutel="vast deel"), "gewicht", 44.9999),
            "De percentages van sleutel vast deel (K05) tellen op tot 100",
        ),
        "werkprocessen bij een vrijgestelde": (
            lambda b, t: haal_kruis_weg(b, t, "J1", "Soest"),
            "Alle werkprocessen zijn in rekening gebracht",
        ),
        "dekking groter dan kosten": (
            lambda b, t: zet(b.dekking[0], "bedrag", 9_999_999),
            "Geen te verdelen bedrag is negatief (kostenpost)",
        ),
        "parameter van een mix": (
            lambda b, t: zet(pak(b.sleutels, sleutel="mix2"), "parameter", "inwoners=0.5;zorgvolume=0.5"),
            "De parameter van sleutel mix2 is niet gewijzigd",
        ),
        "soort van een sleutel": (
            lambda b, t: zet(pak(b.sleutels, sleutel="zorgvolume"), "soort", "vast"),
            "De soort van sleutel zorgvolume is niet gewijzigd",
        ),
        "kostensoort gewijzigd": (
            lambda b, t: zet(pak(b.kosten, kostenpost="K11"), "soort", "organisatiekosten"),
            "De bijdragen per gemeente tellen op tot de verdeling",
        ),
        "gewichten te groot": (
            lambda b, t: zet(pak(b.gewichten, sleutel="zorgvolume"), "gewicht", 123456789.123456),
            "De formules rekenen exact: gewichten onder de grens",
        ),
        "tussenstappen te groot": (
            lambda b, t: zet(pak(b.gewichten, sleutel="zorgvolume"), "gewicht", 123456789.123456),
            "De formules rekenen exact: tussenstappen van grote getallen onder de grens",
        ),
        "deel van het jaar per dag": (
            lambda b, t: {("Regeling", b.regeling.cel("deel_van_jaar").split("!")[1]): "dagen"},
            "De keuze deel_van_jaar is niet gewijzigd",
        ),
        "indexcijfers te fijn": (
            lambda b, t: {
                cel: waarde
                for one in b.indexcijfers
                if one.reeks == "bbp"
                for cel, waarde in zet(one, "percentage", 1.234).items()
            },
            "De formules rekenen exact: indexcijfers kostenposten onder de grens",
        ),
        "minimum te groot": (
            lambda b, t: zet(pak(b.inwoners, gemeente="Soest", peildatum=PEILDATUM), "inwoners", 9_999_999_999),
            "De formules rekenen exact: minimumbedragen onder de grens",
        ),
        "bedrag is tekst": (
            lambda b, t: zet(b.kosten[0], "bedrag", "twaalf"),
            "De delen van elke kostenpost tellen op tot het te verdelen bedrag",
        ),
    }
)


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook with every kind of sleutel, an empty row at the end of each table, after `bereken`."""
    folder = tmp_path_factory.mktemp("controles")
    rijen = {naam: rows if naam == "tblRegeling" else [*rows, {}] for naam, rows in volledig().items()}
    path, uit = vul_leeg(JAAR, rijen, folder), folder / "goed.xlsx"
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            left, _, _, bottom = range_boundaries(table.ref)
            sheet.cell(bottom, left).number_format = "@"  # a cell with looks, so that the row is in the file
    book.save(path)
    assert run_bereken(path, uit).verdeling is not None
    return uit


@needs_libreoffice
def test_each_controle_turns_into_its_message(werkmap: Path, tmp_path: Path) -> None:
    """Wie na het berekenen iets wijzigt waardoor een controle niet meer klopt, ziet dat bij die controle en boven elk blad."""
    gelezen = read_werkmap(werkmap)
    assert gelezen.begroting is not None
    paths = []
    for naam, (breek, _) in BREUKEN.items():
        changes = breek(gelezen.begroting, gelezen.tabellen)
        paths.append(wijzig_cellen(werkmap, changes, tmp_path / f"{naam.replace(' ', '-')}.xlsx"))
    copies = [read_values(path) for path in recalculate_libreoffice([werkmap, *paths], tmp_path / "uit")]
    assert (list_messages(copies[0]), set(list_banners(copies[0]))) == ({}, {"Alle controles OK"})
    failed = {}
    for (naam, (_, controle)), values in zip(BREUKEN.items(), copies[1:], strict=True):
        messages = list_messages(values)
        expected = f"{len(messages)} controle(s) niet in orde: zie het blad Controles"
        if controle not in messages or set(list_banners(values)) != {expected}:
            failed[naam] = messages
    assert failed == {}


def test_every_controle_has_its_breach(werkmap: Path) -> None:
    """Voor elke soort controle is er een geval dat haar laat afgaan, behalve voor wat het programma zelf uitsluit."""
    values = read_values(werkmap)
    names = {
        str(value)
        for (blad, cel), value in values.items()
        if blad == "Controles" and cel[0] == "B" and int(cel[1:]) >= EERSTE_RIJ
    }
    covered = {controle for _, controle in BREUKEN.values()}
    kinds = {
        one
        for one in names
        if not one.startswith(
            ("De parameter van", "De soort van", "De percentages van sleutel vast deel (K09)", f"{EXACT} gewichten K")
        )
    }
    assert covered <= names
    assert kinds - covered == {
        "Een vrijgestelde gemeente betaalt niets",
        "Geen te verdelen bedrag is negatief (normbedrag)",
        "De formules rekenen exact: gemene noemers onder de grens",
        "De formules rekenen exact: indexcijfers normbedragen onder de grens",
    }


def list_messages(values: Mapping[Plek, Waarde]) -> dict[str, Waarde]:
    """The controles that do not say OK, with what they say."""
    found = {}
    rij = EERSTE_RIJ
    while (naam := values.get(("Controles", f"B{rij}"))) is not None:
        if values.get(("Controles", f"C{rij}")) != "OK":
            found[str(naam)] = values.get(("Controles", f"C{rij}"))
        rij += 1
    return found


def list_banners(values: Mapping[Plek, Waarde]) -> list[Waarde]:
    """What stands on top of each calculation sheet but Controles itself."""
    return [values.get((blad, "A3")) for blad in REKENBLADEN if blad != "Controles"]
