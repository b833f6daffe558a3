"""The commands of the reports as a user gives them: figures on the screen and in --json, a file that is never replaced."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.hulp.opdracht import geef
from tests.hulp.rapportage import jaar_begroting, schrijf
from tests.rules.controles.gevallen_rapport import GEVALLEN_RAPPORT, ZONDER

OPDRACHTEN = (("wijziging",), ("prognose",), ("kwartaalrapportage", "--kwartaal", "Q2"))


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """The year of the eight gemeenten as a workbook."""
    return schrijf(jaar_begroting(), tmp_path / "begroting.xlsx")


def test_a_layer_in_json(werkmap: Path) -> None:
    """De opdracht wijziging geeft per gemeente, kostensoort en kostenpost oud, wijziging en nieuw, en het inkoopplan."""
    found = geef("wijziging", werkmap, "--json").json
    assert (found["nummer"], found["status"], found["besluitdatum"]) == ("2", "concept", "2026-10-06")
    assert found["per_gemeente"]["Baarn"] == {"oud": "137275.82", "wijziging": "15000.01", "nieuw": "152275.83"}
    assert found["per_kostenpost"]["K05"]["Soest"] == {"oud": "0.00", "wijziging": "15000.00", "nieuw": "15000.00"}
    assert found["per_kostensoort"]["uitvoeringskosten"]["wijziging"] == "0.00"
    (inkoop,) = [one for one in found["inkoopplan"] if one["gemeente"] == "Baarn"]
    assert (inkoop["taak"], inkoop["wijziging"], inkoop["volume_nieuw"]) == ("J1", "5000.00", "612.5")


def test_a_prognose_in_json(werkmap: Path) -> None:
    """De opdracht prognose geeft de laatste prognose, met afwijking in euro's en in procenten met één decimaal."""
    found = geef("prognose", werkmap, "--json").json
    assert (found["prognose"], found["peildatum"], found["drempel_procent"]) == ("2", "2026-09-01", "5")
    assert found["per_gemeente"]["Leusden"] == {
        "begroot": "134484.86", "stand": "150079.62", "niet_begroot": "0.00", "afwijking": "15594.76", "procent": "11.6",
        "signaal": True,
    }  # fmt: skip
    (regel,) = [one for one in found["regels"] if (one["gemeente"], one["kostenpost"]) == ("Baarn", "K03")]
    assert (regel["begroot_volgens"], regel["stand"], regel["vorige"]) == ("inkoopplan", "63000.00", "59400.00")


def test_a_kwartaal_in_json(werkmap: Path) -> None:
    """De opdracht kwartaalrapportage geeft het gebruik per taak en gemeente, per kwartaal, en wie er aanleverde."""
    found = geef("kwartaalrapportage", werkmap, "--kwartaal", "q2", "--json").json
    assert (found["kwartaal"], found["vorm"], found["aanlevering"]["Soest"]) == ("Q2", "uitgebreid", "niet aangeleverd")
    (regel,) = [one for one in found["regels"] if (one["gemeente"], one["taak"]) == ("Baarn", "J1")]
    assert (regel["kwartalen"], regel["begroot"], regel["afwijking"], regel["procent"]) == (
        ["15600.00", "16800.00"], "30000.00", "2400.00", "8.0",
    )  # fmt: skip


@pytest.mark.parametrize("opdracht", OPDRACHTEN, ids=lambda one: one[0])
def test_a_report_is_written_and_the_workbook_stays(opdracht: tuple[str, ...], werkmap: Path, tmp_path: Path) -> None:
    """Het rapport staat in een eigen bestand; de werkmap verandert geen byte."""
    before = hashlib.sha256(werkmap.read_bytes()).hexdigest()
    done = geef(opdracht[0], werkmap, *opdracht[1:], "--uit", tmp_path / "r.xlsx")
    assert (done.status, (tmp_path / "r.xlsx").is_file()) == (0, True)
    assert "Geschreven:" in done.out
    assert hashlib.sha256(werkmap.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("opdracht", OPDRACHTEN, ids=lambda one: one[0])
def test_a_report_never_replaces_a_file(opdracht: tuple[str, ...], werkmap: Path, tmp_path: Path) -> None:
    """Een rapport waarin iemand al een duiding heeft getypt, wordt niet overschreven; de werkmap zelf ook niet."""
    (tmp_path / "r.xlsx").write_bytes(b"duiding")
    for uit in (tmp_path / "r.xlsx", werkmap):
        done = geef(opdracht[0], werkmap, *opdracht[1:], "--uit", uit)
        assert done.status == 2
        assert "wordt niet overschreven" in done.err
    assert (tmp_path / "r.xlsx").read_bytes() == b"duiding"


def test_with_a_fout_nothing_is_written(tmp_path: Path) -> None:
    """Met een fout in de invoer komt er geen rapport, en is de status 1."""
    path = schrijf(GEVALLEN_RAPPORT["prognose-dubbel"].bouw(), tmp_path / "b.xlsx")
    for opdracht in OPDRACHTEN:
        done = geef(opdracht[0], path, *opdracht[1:], "--uit", tmp_path / "r.xlsx", "--json")
        assert (done.status, (tmp_path / "r.xlsx").exists()) == (1, False)


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("wijziging", "--nummer", "7"), "De begrotingswijziging '7' staat niet in de werkmap. Bekend zijn: 1, 2."),
        (("wijziging", "--gemeente", "Barn"), "De gemeente 'Barn' staat niet in de werkmap. Bedoelt u Baarn?"),
        (("kwartaalrapportage", "--kwartaal", "M03"), "'M03' is geen kwartaal. Geef bij --kwartaal Q1, Q2, Q3 of Q4."),
        (
            ("prognose", "--uit", "p.pdf"),
            "'p.pdf' eindigt niet op .xlsx; Excel opent dat niet. Geef bij --uit een naam op .xlsx.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(woorden: tuple[str, ...], zin: str, werkmap: Path) -> None:
    """Een onbekend nummer, een verschreven gemeente of een verkeerd kwartaal: één regel die zegt wat wel kan."""
    done = geef(woorden[0], werkmap, *woorden[1:])
    assert (done.status, done.err.strip()) == (2, zin)


def test_a_year_without_figures_has_no_report(tmp_path: Path) -> None:
    """Zonder wijzigingen, prognoses, realisatie of inkoopplan is er niets te rapporteren, en dat zegt elke opdracht."""
    leeg = jaar_begroting(**ZONDER, realisatie=(), inkoopplan=())
    path = schrijf(leeg, tmp_path / "b.xlsx")
    for opdracht, zin in zip(
        OPDRACHTEN, ("geen enkele begrotingswijziging", "geen enkele prognose", "niets te rapporteren"), strict=True
    ):
        done = geef(opdracht[0], path, *opdracht[1:])
        assert done.status == 2
        assert zin in done.err


def test_a_layer_that_was_taken_back_changes_nothing(tmp_path: Path) -> None:
    """Een ingetrokken wijziging heeft geen rapport."""
    rows = tuple(
        one.__class__(one.nummer, one.besluitdatum, "ingetrokken", one.kostenpost, one.mutatie)
        for one in jaar_begroting().wijzigingen
    )
    path = schrijf(jaar_begroting(wijzigingen=rows), tmp_path / "b.xlsx")
    done = geef("wijziging", path, "--nummer", "1")
    assert done.status == 2
    assert "is ingetrokken" in done.err
