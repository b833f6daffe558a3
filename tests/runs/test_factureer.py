"""The run `factureer`: from workbook to a folder with facturen, overview and manifest, all or nothing."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError, UitvoerError
from cusd_xl.base.findings import has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.runs.factureer import run_factureer
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.runs.uitvoermap import write_map
from tests.hulp.recalc import compare_caches, recalculate_ironcalc

DATUM = date(2026, 1, 5)
SLUGS = ("amersfoort", "baarn", "bunschoten", "eemnes", "leusden", "nijkerk", "soest", "woudenberg")


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invoer") / "begroting.xlsx"
    path.write_bytes(build_invoer(choose_profiel("amersfoort", 2026, leeg=False)))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_gemeente_gets_its_file(werkmap: Path, tmp_path: Path) -> None:
    """Uit de begroting komen acht facturen als werkmap en pdf, een overzicht en een manifest, met naam en nummer in hun naam;
    elke gemeente behalve de centrumgemeente krijgt haar factuur ook als UBL.
    """
    resultaat = run_factureer(werkmap, "Q1", tmp_path / "uit", DATUM)
    facturen = [*(f"{one}.{soort}" for one in SLUGS for soort in ("pdf", "xlsx")), *(f"{one}.xml" for one in SLUGS[1:])]
    assert sorted(name.rpartition("_")[2] for name in contents(tmp_path / "uit")) == sorted(
        [*facturen, "overzicht.xlsx", "manifest.json"]
    )
    assert set(resultaat.bestanden) == set(contents(tmp_path / "uit"))
    assert all(one.startswith("CONCEPT-2026-Q1-GM0") for one in resultaat.bestanden[:8])


def test_the_files_recalculate(werkmap: Path, tmp_path: Path) -> None:
    """Elke formule in elk geschreven bestand geeft bij herrekenen de waarde die erin staat."""
    run_factureer(werkmap, "Q1", tmp_path, DATUM)
    assert [one for path in tmp_path.glob("*.xlsx") for one in compare_caches(path, recalculate_ironcalc(path))] == []


def test_the_manifest_tells_what_happened(werkmap: Path, tmp_path: Path) -> None:
    """Het manifest noemt invoer, versie en controletotalen, en van elk bestand de hash; geen tijdstip en geen pad."""
    resultaat = run_factureer(werkmap, "Q1", tmp_path, DATUM)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    hashes = {naam: hashlib.sha256(inhoud).hexdigest() for naam, inhoud in contents(tmp_path).items() if naam != "manifest.json"}
    assert {one["bestand"]: one["sha256"] for one in manifest["bestanden"]} == hashes
    assert manifest["invoer"][0]["sha256"] == hashlib.sha256(werkmap.read_bytes()).hexdigest()
    assert manifest["invoer"][0]["bestand"] == werkmap.name
    assert manifest["controletotalen"]["te_verdelen"] == manifest["controletotalen"]["jaarbedragen"]
    assert manifest["controletotalen"]["totaal"] == euro_text(resultaat.totaal)
    assert str(tmp_path) not in json.dumps(manifest)


def test_the_same_input_gives_the_same_bytes(werkmap: Path, tmp_path: Path) -> None:
    """Twee keer factureren uit dezelfde werkmap geeft precies dezelfde bestanden."""
    for naam in ("een", "twee"):
        run_factureer(werkmap, "jaar", tmp_path / naam, DATUM)
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_with_a_fout_nothing_is_written(werkmap: Path, tmp_path: Path) -> None:
    """Staat er een fout in de begroting, dan komt er geen enkel bestand en zelfs geen map."""
    book = openpyxl.load_workbook(werkmap)
    sheet = book["Regeling"]
    waarde = next(row for row in sheet.iter_rows() for cell in row if cell.value == "centrumgemeente")[1]
    waarde.value = "Atlantis"
    book.save(tmp_path / "fout.xlsx")
    resultaat = run_factureer(tmp_path / "fout.xlsx", "Q1", tmp_path / "uit", DATUM)
    assert (has_fout(resultaat.findings), resultaat.bestanden, (tmp_path / "uit").exists()) == (True, (), False)


@pytest.mark.parametrize(("termijn", "codes"), [("Q2", []), ("jaar", ["termijn-wijkt-af"]), ("M12", ["termijn-wijkt-af"])])
def test_another_rhythm_is_a_waarschuwing(werkmap: Path, tmp_path: Path, termijn: str, codes: list[str]) -> None:
    """Wie in maanden factureert terwijl de regeling kwartalen kent, krijgt een waarschuwing en wel de facturen."""
    resultaat = run_factureer(werkmap, termijn, tmp_path, DATUM)
    assert [one.code for one in resultaat.findings if one.code == "termijn-wijkt-af"] == codes
    assert len(resultaat.facturen) == 8


@pytest.mark.parametrize("termijn", ["Q5", "M13", "2026", ""])
def test_an_unknown_termijn_is_refused(werkmap: Path, tmp_path: Path, termijn: str) -> None:
    """Een termijn die niet bestaat wordt geweigerd met de namen die wel kunnen."""
    with pytest.raises(ArgumentError, match="Q1 tot en met Q4"):
        run_factureer(werkmap, termijn, tmp_path, DATUM)


def test_progress_is_told_per_file(werkmap: Path, tmp_path: Path) -> None:
    """Wie meekijkt ziet per factuur hoever het is, en daarna het overzicht: van 1 tot en met 9."""
    seen: list[tuple[int, int]] = []
    run_factureer(werkmap, "Q1", tmp_path, DATUM, lambda done, total, naam: seen.append((done, total)))
    assert seen == [(number, 9) for number in range(1, 10)]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """Een concept van een vorige keer wordt vervangen, een ander bestand in de map blijft zoals het was."""
    (tmp_path / "notitie.txt").write_text("laten staan")
    write_map(tmp_path, {"a.xlsx": b"oud"})
    write_map(tmp_path, {"a.xlsx": b"nieuw", "b.xlsx": b"b"})
    assert contents(tmp_path) == {"a.xlsx": b"nieuw", "b.xlsx": b"b", "notitie.txt": b"laten staan"}


def test_what_has_lapsed_goes(tmp_path: Path) -> None:
    """Een e-factuur die niet meer geldt verdwijnt; een die er niet was is geen probleem, en andere bestanden blijven."""
    write_map(tmp_path, {"a.xlsx": b"oud", "a.xml": b"oud", "b.xml": b"b"})
    write_map(tmp_path, {"a.xlsx": b"nieuw"}, ["a.xml", "c.xml"])
    assert contents(tmp_path) == {"a.xlsx": b"nieuw", "b.xml": b"b"}


def test_what_had_lapsed_comes_back_when_the_run_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lukt het weghalen van een volgende niet, dan staat wat al weg was er weer."""
    uit = tmp_path / "uit"
    write_map(uit, {"a.xml": b"a", "b.xml": b"b"})
    move = Path.replace

    def fail_on_b(self: Path, target: Path) -> Path:
        if self == uit / "b.xml":
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_b)
    with pytest.raises(UitvoerError, match="er is niets veranderd"):
        write_map(uit, {"a.xlsx": b"nieuw"}, ["a.xml", "b.xml"])
    assert contents(uit) == {"a.xml": b"a", "b.xml": b"b"}


def test_a_folder_is_never_taken_away(tmp_path: Path) -> None:
    """Heet een map toevallig als een vervallen e-factuur, dan wordt er niets geschreven en blijft de map."""
    (tmp_path / "a.xml").mkdir()
    with pytest.raises(UitvoerError, match=r"'a\.xml' is daar een map"):
        write_map(tmp_path, {"a.xlsx": b"x"}, ["a.xml"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_a_move_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lukt het halverwege niet, dan staat alles er weer zoals het was, zonder resten."""
    uit = tmp_path / "uit"
    write_map(uit, {"a.xlsx": b"oud"})
    move = Path.replace

    def fail_on_b(self: Path, target: Path) -> Path:
        if self.name == "b.xlsx":
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_b)
    with pytest.raises(UitvoerError, match="er is niets veranderd"):
        write_map(uit, {"a.xlsx": b"nieuw", "b.xlsx": b"b"})
    assert (contents(uit), [path.name for path in tmp_path.iterdir()]) == ({"a.xlsx": b"oud"}, ["uit"])


@pytest.mark.parametrize("naam", ["../buiten.xlsx", "sub/dir.xlsx", "..", "/tmp/buiten.xlsx"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, naam: str) -> None:
    """Een naam met een pad erin komt nooit buiten de gekozen map terecht."""
    with pytest.raises(UitvoerError, match="buiten de map"):
        write_map(tmp_path / "uit", {naam: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Is --uit een bestand, of staat er een map met de naam van een factuur, dan zegt één zin wat er moet gebeuren."""
    (tmp_path / "uit").write_text("een bestand")
    with pytest.raises(UitvoerError, match="map 'uit'"):
        write_map(tmp_path / "uit", {"a.xlsx": b"x"})
    (tmp_path / "map" / "a.xlsx").mkdir(parents=True)
    with pytest.raises(UitvoerError, match=r"'a\.xlsx' is daar een map"):
        write_map(tmp_path / "map", {"a.xlsx": b"x"})
