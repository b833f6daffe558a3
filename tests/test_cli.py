"""The command line as a contract: exit status, one Dutch line for what cannot be, one JSON object, examples that work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
OPDRACHTEN = re.findall(r"^  (\w+)", geef("--help").out.partition("Opdrachten:")[2], re.MULTILINE)
MET_WERKMAP = ("nieuw", "controleer", "bereken", "factureer", "uitleg", "inwoners", "indexcijfers")
WERKMAP = "begroting-2026.xlsx"
KAN_NIET = [
    ("bogus", "De opdracht 'bogus' bestaat niet."),
    ("berekn begroting-2026.xlsx", "Bedoelt u 'bereken'?"),
    ("bereken", "geef de werkmap op"),
    ("bereken a.xlsx b.xlsx", "te veel woorden"),
    (f"bereken {WERKMAP} --ui c.xlsx", "Bedoelt u '--uit'?"),
    (f"bereken {WERKMAP} --uit", "mist een waarde"),
    ("bereken bestaat-niet.xlsx", "bestaat-niet.xlsx bestaat niet"),
    ("bereken .", "is een map"),
    ("bereken tekst.xlsx", "geen Excel-werkmap"),
    ("bereken niets.xlsx", "is leeg (0 bytes)"),
    ("bereken half.xlsx", "beschadigd of onvolledig"),
    (f"bereken {WERKMAP} --uit {WERKMAP}", "is de werkmap zelf"),
    (f"bereken {WERKMAP} --uit ./map/../{WERKMAP}", "is de werkmap zelf"),
    (f"bereken {WERKMAP} --uit uit.txt", "'uit.txt' eindigt niet op .xlsx"),
    (f"bereken {WERKMAP} --uit tekst.xlsx/uit.xlsx", "die naam is al van een bestand"),
    (f"bereken {WERKMAP} --uit map/vol.xlsx", "die naam is al van een map"),
    ("nieuw --regeling amersfoort --jaar 2026", "geef '--uit' op"),
    ("nieuw --regeling utrecht --jaar 2026 --uit n.xlsx", "De regeling 'utrecht' is niet bekend."),
    ("nieuw --regeling ../x --jaar 2026 --uit n.xlsx", "De regeling '../x' is niet bekend."),
    ("nieuw --regeling amersfoort --jaar volgend --uit n.xlsx", "een geheel getal van 2000 tot en met 2100"),
    ("nieuw --regeling amersfoort --jaar 2025 --uit n.xlsx", "geldt vanaf 01-01-2026"),
    ("nieuw --regeling amersfoort --jaar 2026 --uit n.xls", "eindigt niet op .xlsx"),
    (f"nieuw --regeling amersfoort --jaar 2026 --uit {WERKMAP}", "bestaat al"),
    (f"factureer {WERKMAP} --uit q", "geef '--termijn' op"),
    (f"factureer {WERKMAP} --termijn Q5 --uit q", "Termijn 'Q5' bestaat niet."),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --datum 5-1-2026", "jjjj-mm-dd"),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --datum 2026-02-30", "jjjj-mm-dd"),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --datum 9999-12-31", "te ver van begrotingsjaar 2026"),
    (f"factureer {WERKMAP} --termijn Q1 --uit tekst.xlsx", "die naam is al van een bestand"),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --definitief", "hoort een factuurdatum"),
    (f"factureer {WERKMAP} --termijn Q1 --uit tekst.xlsx --definitief --datum 2026-01-05", "is een bestand"),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --definitief --datum 2026-01-05 --register {WERKMAP}", "is geen register"),
    (f"factureer {WERKMAP} --termijn Q1 --uit q --definitief --datum 2026-01-05 --register mysql://s/d", "kan niet"),
    ("register list", "facturenregister.sqlite bestaat niet"),
    ("register check --register tekst.xlsx", "is geen register"),
    ("register credit CUSD-2026-00001 --reden Fout", "facturenregister.sqlite bestaat niet"),
    ("register credit CUSD-2026-00001", "geef '--reden' op"),
    ("register export --uit r.doc", "eindigt niet op .csv, .json of .xlsx"),
    ("register heruitgeven --uit q", "facturenregister.sqlite bestaat niet"),
    ("register lijst", "Bedoelt u 'list'?"),
    (f"uitleg {WERKMAP} --gemeente Baren", "Bedoelt u Baarn?"),
    (f"uitleg {WERKMAP} --gemeente Baarn --kostenpost K99", "De kostenpost 'K99' staat niet in de werkmap."),
]  # fmt: skip


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a user has it: the shipped workbook and some files that are not what their name says."""
    shutil.copyfile(MEEGELEVERD, tmp_path / WERKMAP)
    (tmp_path / "tekst.xlsx").write_text("dit is gewoon tekst")
    (tmp_path / "niets.xlsx").touch()
    (tmp_path / "half.xlsx").write_bytes(MEEGELEVERD.read_bytes()[:20_000])
    (tmp_path / "map" / "vol.xlsx").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def list_all(folder: Path) -> list[str]:
    """Every file and folder, hidden ones too."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))


@pytest.mark.parametrize(("regel", "zin"), KAN_NIET)
def test_what_cannot_be_is_one_dutch_line(regel: str, zin: str, bureau: Path) -> None:
    """Een opdracht die niet kan, geeft status 2, één Nederlandse zin en laat niets achter, ook geen half bestand."""
    before = list_all(bureau)
    found = geef(*shlex.split(regel))
    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert zin in found.err
    assert not re.search(r"Traceback|Errno|\b(the|not|file|directory|denied|invalid)\b", found.err, re.IGNORECASE)
    assert list_all(bureau) == before


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_each_command_explains_itself(opdracht: str) -> None:
    """Elke opdracht legt zich uit met --help, in het Nederlands en met een voorbeeld."""
    found = geef(opdracht, "--help")
    assert (found.status, found.err) == (0, "")
    assert f"    cusd-xl {opdracht} " in found.out
    assert "Usage" not in found.out


@pytest.mark.parametrize("opdracht", MET_WERKMAP)
def test_the_examples_of_the_help_work(opdracht: str, bureau: Path) -> None:
    """Wie een voorbeeld met alleen de werkmap uit de uitleg overtypt, krijgt wat er is beloofd."""
    if opdracht == "nieuw":
        (bureau / WERKMAP).unlink()
    examples = re.findall(r"^ +cusd-xl (.+)$", geef(opdracht, "--help").out, re.MULTILINE)
    assert examples
    for example in examples:
        found = geef(*shlex.split(example))
        assert found.status == 0, found.err
        if "--definitief" in example:
            assert "nieuw register" in found.err
        else:
            assert found.err == ""


def test_the_example_works_as_a_program(bureau: Path) -> None:
    """Als los programma gedraagt de opdracht zich net zo: de uitkomst op stdout, de status aan het systeem."""
    words = [sys.executable, "-m", "cusd_xl", "bereken", WERKMAP, "--json"]
    found = subprocess.run(words, capture_output=True, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, check=False)
    assert (found.returncode, found.stderr) == (0, b"")
    assert b'"bedrag": "69886.69"' in found.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="alleen Linux heeft /dev/full")
@pytest.mark.parametrize("words", [["bereken", WERKMAP], ["bereken", WERKMAP, "--json"], ["controleer", WERKMAP]])
def test_a_full_disk_is_one_line(words: list[str], bureau: Path) -> None:
    """Past de uitkomst niet meer op de schijf, dan zegt één zin dat, met status 2."""
    with Path("/dev/full").open("wb") as vol:
        found = subprocess.run(
            [sys.executable, "-m", "cusd_xl", *words],
            stdout=vol,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
            check=False,
        )
    assert (found.returncode, found.stderr.decode().count("\n")) == (2, 1)
    assert "de schijf is vol" in found.stderr.decode()


def test_json_is_the_only_thing_on_stdout(bureau: Path) -> None:
    """Met --json staat er precies één object op stdout, met de bedragen als tekst."""
    found = geef("bereken", WERKMAP, "--json").json
    assert list(found) == ["regeling", "jaar", "bijdragen", "per_gemeente", "per_kostenpost", "totaal", "bevindingen"]
    baarn = {
        "gemeente": "Baarn",
        "gm_code": "GM0308",
        "kostenpost": "K01",
        "verdeelsleutel": "inwoners",
        "bedrag": "69886.69",
    }
    assert baarn in found["bijdragen"]
    assert geef("controleer", WERKMAP, "--json").json["bevindingen"] == []
    assert geef("uitleg", WERKMAP, "--gemeente", "baarn", "--kostenpost", "k01", "--json").json["totaal"] == "69886.69"


def test_a_copy_is_written_with_ordinary_rights(bureau: Path) -> None:
    """De berekende kopie is voor collega's te openen; de werkmap zelf is byte voor byte gebleven."""
    assert geef("bereken", WERKMAP, "--uit", "berekend.xlsx").status == 0
    assert stat.S_IMODE((bureau / "berekend.xlsx").stat().st_mode) == 0o644
    assert (bureau / WERKMAP).read_bytes() == MEEGELEVERD.read_bytes()


@pytest.mark.parametrize("soort", ["encrypted", "corrupt", "corrupt-xls", "corrupt-xlsb", "valid-xls", "valid-ods", "valid-xlsb"])
def test_files_that_are_no_workbook_are_refused(soort: str, shared: Path) -> None:
    """Beveiligde, beschadigde en oude bestanden geven elk één zin en status 2, nooit een lege uitkomst."""
    files = sorted((shared / "corpus" / soort).iterdir())
    assert files
    for path in files:
        found = geef("controleer", path)
        assert (found.status, found.out, found.err.count("\n")) == (2, "", 1), path.name
