"""The run `factureer --definitief`: numbers from the register, files from what is frozen, finished by doing it again."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.errors import RegisterError, UitvoerError
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import Status, list_standen
from cusd_xl.runs.factureer import Factureerresultaat, run_factureer
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.runs.register import run_check, run_credit, run_export, run_heruitgeven
from cusd_xl.runs.vaststelling import Definitief
from tests.hulp.recalc import compare_caches, recalculate_ironcalc

DATUM = date(2026, 1, 5)
FEBRUARI = date(2026, 2, 2)


def name_files(*stammen: str) -> list[str]:
    """The files of each document: a workbook and a pdf, and an e-factuur for whoever gets a factuur."""
    return [
        f"{stam}.{soort}"
        for stam in stammen
        for soort in (("xlsx", "pdf") if stam.startswith("CUSD-IV-") else ("xlsx", "pdf", "xml"))
    ]


STAMMEN = (
    "CUSD-2026-00001_baarn", "CUSD-2026-00002_bunschoten", "CUSD-2026-00003_eemnes", "CUSD-2026-00004_leusden",
    "CUSD-2026-00005_nijkerk", "CUSD-2026-00006_soest", "CUSD-2026-00007_woudenberg", "CUSD-IV-2026-00001_amersfoort",
)  # fmt: skip
NAMEN = sorted([*name_files(*STAMMEN), "manifest.json", "overzicht.xlsx"])
BAARN, EEMNES = f"{STAMMEN[0]}.xlsx", f"{STAMMEN[2]}.xlsx"
PUNTEN = 12


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invoer") / "begroting.xlsx"
    path.write_bytes(build_invoer(choose_profiel("amersfoort", 2026, leeg=False)))
    return path


def bill(werkmap: Path, uit: Path, termijn: str = "Q1", datum: date = DATUM, revisie: int = 1) -> Factureerresultaat:
    """A definitive run with the register beside the output."""
    return run_factureer(werkmap, termijn, uit, datum, None, Definitief(revisie=revisie))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def change(werkmap: Path, naar: Path, blad: str, cel: str, waarde: object) -> Path:
    """A copy of the workbook with another value in one cell."""
    book = openpyxl.load_workbook(werkmap)
    book[blad][cel].value = waarde
    book.save(naar)
    return naar


def test_a_definitive_run_numbers_and_records_every_document(werkmap: Path, tmp_path: Path) -> None:
    """Elke gemeente krijgt een bestand met haar nummer, en het register naast de map weet welk bestand dat is."""
    resultaat = bill(werkmap, tmp_path / "uit")
    assert sorted(contents(tmp_path / "uit")) == NAMEN
    assert {one.concept for one in resultaat.facturen} == {False}
    standen = list_standen(open_register(str(tmp_path / "facturenregister.sqlite")))
    assert {one.status for one in standen} == {Status.UITGEGEVEN}
    assert sum(one.registratie.bedrag for one in standen) == resultaat.totaal
    assert run_check(str(tmp_path / "facturenregister.sqlite"), [tmp_path])[1] == ()


def test_a_definitive_file_is_not_a_concept(werkmap: Path, tmp_path: Path) -> None:
    """Op een vastgestelde factuur staat haar nummer, en nergens meer dat zij een concept is; elke formule klopt."""
    bill(werkmap, tmp_path / "uit")
    paths = sorted((tmp_path / "uit").glob("CUSD-2026-*.xlsx"))
    assert len(paths) == 7
    for path in paths:
        cells = [str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert path.name.partition("_")[0] in cells
        assert not any("concept" in one.lower() for one in cells)
        assert compare_caches(path, recalculate_ironcalc(path)) == []


def test_the_manifest_names_the_state_of_the_register(werkmap: Path, tmp_path: Path) -> None:
    """Het manifest van een vastgestelde run noemt de laatste schakel van het register, dat van een concept niet."""
    bill(werkmap, tmp_path / "uit")
    run_factureer(werkmap, "Q1", tmp_path / "concept", DATUM)
    standen = list_standen(open_register(str(tmp_path / "facturenregister.sqlite")))
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["register"] == {"document": 8, "keten": standen[-1].registratie.keten}
    assert "register" not in json.loads((tmp_path / "concept" / "manifest.json").read_text(encoding="utf-8"))


def test_without_definitief_no_register_is_touched(werkmap: Path, tmp_path: Path) -> None:
    """Een concept maakt geen register en gebruikt geen nummer."""
    run_factureer(werkmap, "Q1", tmp_path / "uit", DATUM)
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


def test_the_same_run_again_writes_the_same_bytes(werkmap: Path, tmp_path: Path) -> None:
    """Dezelfde opdracht nog eens verandert geen byte, en wat er niet meer staat komt hetzelfde terug."""
    bill(werkmap, tmp_path / "uit")
    before = contents(tmp_path / "uit")
    (tmp_path / "uit" / BAARN).unlink()
    bill(werkmap, tmp_path / "uit")
    assert contents(tmp_path / "uit") == before


def test_another_content_writes_nothing(werkmap: Path, tmp_path: Path) -> None:
    """Verandert er daarna een bedrag in de werkmap, dan komt er niets en zegt elke melding welke factuur in de weg staat."""
    bill(werkmap, tmp_path / "uit")
    before = contents(tmp_path / "uit")
    resultaat = bill(change(werkmap, tmp_path / "anders.xlsx", "Kosten", "E5", 1000001), tmp_path / "uit")
    assert [one.code for one in resultaat.findings] == ["register-andere-inhoud"] * 8
    assert (resultaat.bestanden, contents(tmp_path / "uit")) == ((), before)


def test_a_file_that_somebody_changed_is_not_overwritten(werkmap: Path, tmp_path: Path) -> None:
    """Heeft iemand een uitgegeven factuur gewijzigd, dan blijft dat bestand staan en zegt één zin wat er moet gebeuren."""
    bill(werkmap, tmp_path / "uit")
    (tmp_path / "uit" / EEMNES).write_bytes(b"gewijzigd")
    with pytest.raises(UitvoerError, match=r"CUSD-2026-00003_eemnes\.xlsx staat al"):
        bill(werkmap, tmp_path / "uit")
    assert (tmp_path / "uit" / EEMNES).read_bytes() == b"gewijzigd"
    _, findings = run_check(str(tmp_path / "facturenregister.sqlite"), [tmp_path / "uit"])
    assert [one.code for one in findings] == ["register-bestand-gewijzigd"]


def test_a_folder_that_cannot_be_written_takes_no_number(werkmap: Path, tmp_path: Path) -> None:
    """Kan er in de map niets worden geschreven, dan wordt er ook niets vastgesteld."""
    (tmp_path / "uit").write_text("een bestand")
    with pytest.raises(UitvoerError):
        bill(werkmap, tmp_path / "uit")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["uit"]


def test_what_went_wrong_while_writing_is_finished_later(werkmap: Path, tmp_path: Path) -> None:
    """Lukt het schrijven niet nadat er is vastgesteld, dan meldt één zin dat; de volgende keer komen dezelfde nummers alsnog."""
    (tmp_path / "uit" / "overzicht.xlsx").mkdir(parents=True)
    with pytest.raises(UitvoerError, match="is daar een map"):
        bill(werkmap, tmp_path / "uit")
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["overzicht.xlsx"]
    standen = list_standen(open_register(str(tmp_path / "facturenregister.sqlite")))
    assert {one.status for one in standen} == {Status.VASTGESTELD}
    (tmp_path / "uit" / "overzicht.xlsx").rmdir()
    resultaat = bill(werkmap, tmp_path / "uit")
    assert [one.nummer for one in resultaat.facturen] == [one.registratie.nummer for one in standen]
    assert sorted(contents(tmp_path / "uit")) == NAMEN


def test_after_a_creditfactuur_a_revisie_comes_beside_it(werkmap: Path, tmp_path: Path) -> None:
    """Crediteren en opnieuw factureren met een nieuw adres: de oude blijft, er komen een creditfactuur en een nieuwe bij."""
    plek = str(tmp_path / "facturenregister.sqlite")
    bill(werkmap, tmp_path / "uit")
    credit = run_credit(plek, "CUSD-2026-00001", "Verkeerd adres", FEBRUARI, tmp_path / "uit")
    assert credit.bestanden == tuple(name_files("CUSD-2026-00008_baarn"))
    verhuisd = change(werkmap, tmp_path / "verhuisd.xlsx", "Deelnemers", "E6", "Nieuwe Gracht 1")
    resultaat = bill(verhuisd, tmp_path / "uit", datum=FEBRUARI, revisie=2)
    assert [one.nummer for one in resultaat.facturen if one.factuurdatum == FEBRUARI] == ["CUSD-2026-00009"]
    (ouder,) = (path.name for path in (tmp_path / "uit").glob("manifest-*.json"))
    samen = [*NAMEN, ouder, *credit.bestanden, *name_files("CUSD-2026-00009_baarn")]
    assert sorted(contents(tmp_path / "uit")) == sorted(samen)
    standen = list_standen(open_register(plek))
    assert sum(one.registratie.bedrag for one in standen) == resultaat.totaal
    assert run_check(plek, [tmp_path / "uit"])[1] == ()


def test_given_out_again_is_the_same_file(werkmap: Path, tmp_path: Path) -> None:
    """Een verloren bestand komt uit de vastgestelde inhoud terug, byte voor byte, ook zonder de werkmap."""
    bill(werkmap, tmp_path / "uit")
    resultaat = run_heruitgeven(str(tmp_path / "facturenregister.sqlite"), ["CUSD-2026-00006"], tmp_path / "opnieuw")
    namen = name_files("CUSD-2026-00006_soest")
    assert resultaat.bestanden == tuple(namen)
    assert contents(tmp_path / "opnieuw") == {naam: (tmp_path / "uit" / naam).read_bytes() for naam in namen}


def test_the_renderer_can_make_other_files(werkmap: Path, tmp_path: Path) -> None:
    """Welke bestanden er van een factuur komen, bepaalt wie de weergave meegeeft; het register onthoudt ze alle."""
    plek = str(tmp_path / "facturenregister.sqlite")
    bill(werkmap, tmp_path / "uit")
    twee = run_heruitgeven(
        plek, ["CUSD-2026-00001"], tmp_path / "uit", lambda one, _: {f"{one.nummer}.a": b"a", f"{one.nummer}.b": b"b"}
    )
    assert twee.bestanden == ("CUSD-2026-00001.a", "CUSD-2026-00001.b")
    assert run_check(plek, [tmp_path / "uit"])[1] == ()


@pytest.mark.parametrize("naam", ["register.csv", "register.json"])
def test_the_register_can_be_exported(werkmap: Path, tmp_path: Path, naam: str) -> None:
    """Het register gaat als CSV naar Excel en als JSON met alle inhoud naar het archief; twee keer geeft dezelfde bytes."""
    plek = str(tmp_path / "facturenregister.sqlite")
    bill(werkmap, tmp_path / "uit")
    assert run_export(plek, tmp_path / naam, FEBRUARI) == 8
    first = (tmp_path / naam).read_bytes()
    run_export(plek, tmp_path / naam, FEBRUARI)
    assert (tmp_path / naam).read_bytes() == first
    if naam.endswith("json"):
        assert json.loads(first)["documenten"][1]["inhoud"]["factuur"]["nummer"] == "CUSD-2026-00001"
    else:
        assert "CUSD-2026-00001;factuur" in first.decode("utf-8-sig").splitlines()[2]


def test_a_register_of_a_newer_version_stops_before_anything_is_written(werkmap: Path, tmp_path: Path) -> None:
    """Kan het register niet open, dan komt er geen map en geen bestand."""
    (tmp_path / "facturenregister.sqlite").write_bytes(b"geen database" * 100)
    with pytest.raises(RegisterError, match="geen register"):
        bill(werkmap, tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL en fork zijn er op Windows niet")
def test_a_run_that_was_killed_is_finished_with_the_same_bytes(werkmap: Path, tmp_path: Path) -> None:
    """Op een dozijn momenten stilgezet en dan afgemaakt: nummers en bestanden zijn byte voor byte die zonder storing."""
    began = time.monotonic()
    bill(werkmap, tmp_path / "heel" / "uit")
    duration = time.monotonic() - began
    chance = random.Random(20260105)
    for _ in range(PUNTEN):
        process = multiprocessing.get_context("fork").Process(target=bill, args=(werkmap, tmp_path / "stuk" / "uit"))
        process.start()
        time.sleep(chance.random() * duration)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        if (tmp_path / "stuk" / "uit").exists():
            made = contents(tmp_path / "stuk" / "uit")
            assert made.items() <= contents(tmp_path / "heel" / "uit").items()
    bill(werkmap, tmp_path / "stuk" / "uit")
    assert contents(tmp_path / "stuk" / "uit") == contents(tmp_path / "heel" / "uit")
    assert sorted(path.name for path in (tmp_path / "stuk").iterdir()) == ["facturenregister.sqlite", "uit"]
    keten = [[one.registratie for one in list_standen(open_register(str(tmp_path / waar / "facturenregister.sqlite")))]
             for waar in ("heel", "stuk")]  # fmt: skip
    assert keten[0] == keten[1]
