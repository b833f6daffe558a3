"""The code in a workbook: put in by the command, checked against the release, read, taken out; and how main.py is made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cusd_xl.base.errors import ArgumentError, CusdError, WerkmapError
from cusd_xl.cli import main
from cusd_xl.runs import bundel
from cusd_xl.runs.bundel import GRENS, build_bundel
from cusd_xl.runs.code import (
    GEEN,
    GELIJK,
    GEWIJZIGD,
    hash_code,
    release_hash,
    run_controleren,
    run_inbouwen,
    run_uithalen,
    run_verwijderen,
)
from cusd_xl.runs.nieuw import write_nieuw
from cusd_xl.workbook.lite import embed_code, extract_code
from cusd_xl.workbook.package import open_pakket, write_pakket
from tests.house.source import ROOT
from tests.hulp.node import install_npm, ooxml_errors

ANDERE = (
    "valid/8d0785e7cf_database.xlsx",  # names the type of every part of relations
    "weird/45734b66da_62629_target.xlsm",  # macros and form controls
    "weird/f0ef1d61c9_ExcelPivotTableSample.xlsx",  # a pivot
    "weird/7ee59e3710_ref2-56737.xlsx",  # external links
)


@pytest.fixture(scope="module")
def kaal(tmp_path_factory) -> Path:
    """The workbook of Amersfoort 2026 as `nieuw` makes it, without code."""
    uit = tmp_path_factory.mktemp("kaal") / "begroting.xlsx"
    write_nieuw("amersfoort", 2026, leeg=False, uit=uit)
    return uit


@pytest.fixture
def met_code(kaal, tmp_path) -> Path:
    """A copy of the workbook of Amersfoort 2026 with the code of this release inside."""
    uit = tmp_path / "met-code.xlsx"
    run_inbouwen(kaal, uit)
    return uit


def changed_copy(met_code: Path, old: str, new: str) -> Path:
    """The workbook in which somebody changed a word of the code."""
    pakket = open_pakket(met_code)
    code = extract_code(pakket.delen, "w")
    assert old in code["main.py"]
    code["main.py"] = code["main.py"].replace(old, new)
    path = met_code.with_name("gewijzigd.xlsx")
    path.write_bytes(write_pakket(embed_code(pakket.delen, code, "w")))
    return path


def test_the_code_goes_in_and_comes_out_equal(met_code, tmp_path):
    """What is taken out of the workbook is the release, and the check says so."""
    files = run_uithalen(met_code, tmp_path / "code")

    assert {path.name: path.read_text(encoding="utf-8") for path in files} == dict(build_bundel())
    assert run_controleren(met_code).stand == GELIJK
    assert run_controleren(met_code).hash_werkmap == release_hash()


def test_the_original_stays_and_only_the_code_is_added(kaal, met_code):
    """The workbook itself is not touched, and the copy differs in the five parts that carry the code."""
    before, after = open_pakket(kaal).delen, open_pakket(met_code).delen

    assert sorted(name for name in after if after[name] != before.get(name)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/webextensions/_rels/taskpanes.xml.rels",
        "xl/webextensions/taskpanes.xml",
        "xl/webextensions/webextension1.xml",
    ]


def test_one_changed_letter_is_noticed(met_code):
    """Somebody who changes one percentage in the code is seen, with the line where it begins."""
    path = changed_copy(met_code, "def cusd_versie(", "def cusd_versi3(")

    controle = run_controleren(path)

    assert controle.stand == GEWIJZIGD
    assert controle.hash_werkmap != controle.hash_release
    assert re.match(r"main\.py: anders dan de release vanaf regel \d+ ", controle.verschillen[0])


@pytest.mark.parametrize(("bestand", "tekst"), [("decimal.py", "x = 1\n"), ("requirements.txt", "xlwings\nander-pakket\n")])
def test_an_extra_module_or_package_is_noticed(met_code, bestand, tekst):
    """A module beside main.py, or one package more, is a change too: it could do anything."""
    pakket = open_pakket(met_code)
    met_code.write_bytes(write_pakket(embed_code(pakket.delen, {**build_bundel(), bestand: tekst}, "w")))

    controle = run_controleren(met_code)

    assert controle.stand == GEWIJZIGD
    assert [line.split(":")[0] for line in controle.verschillen] == [bestand]


def test_the_pins_that_lite_writes_itself_are_no_change(met_code):
    """xlwings Lite adds requirements-pinned.txt when it opens the workbook; the code stays equal."""
    pakket = open_pakket(met_code)
    met_code.write_bytes(write_pakket(embed_code(pakket.delen, {"requirements-pinned.txt": "xlwings==0.37.8\n"}, "w")))

    assert run_controleren(met_code).stand == GELIJK


def test_without_code_there_is_nothing_to_compare(kaal):
    """A workbook without code is told apart from one whose code was changed."""
    assert run_controleren(kaal).stand == GEEN


def test_taking_out_gives_back_the_workbook(kaal, met_code, tmp_path):
    """After `verwijderen` the file is the one we began with, byte for byte in every part."""
    run_verwijderen(met_code, tmp_path / "zonder.xlsx")

    assert dict(open_pakket(tmp_path / "zonder.xlsx").delen) == dict(open_pakket(kaal).delen)


def test_putting_in_twice_gives_the_same_file(met_code, tmp_path):
    """A second run over the result changes nothing."""
    run_inbouwen(met_code, tmp_path / "nog-eens.xlsx")

    assert (tmp_path / "nog-eens.xlsx").read_bytes() == met_code.read_bytes()


def test_an_existing_file_is_never_overwritten(kaal, met_code, tmp_path):
    """No copy and no file of code takes the place of a file that is already there."""
    run_uithalen(met_code, tmp_path / "code")

    with pytest.raises(ArgumentError, match="bestaat al"):
        run_inbouwen(kaal, met_code)
    with pytest.raises(ArgumentError, match="bestaat al"):
        run_verwijderen(met_code, met_code)
    with pytest.raises(ArgumentError, match=r"staat al main\.py"):
        run_uithalen(met_code, tmp_path / "code")


def test_the_copy_keeps_the_kind_of_workbook(kaal, tmp_path):
    """A copy of an .xlsx cannot be called .xlsm, for Excel would refuse to open it."""
    with pytest.raises(ArgumentError, match=r"moet eindigen op \.xlsx"):
        run_inbouwen(kaal, tmp_path / "kopie.xlsm")


@pytest.mark.parametrize("run", [run_uithalen, run_verwijderen])
def test_without_code_nothing_is_taken_out(kaal, run, tmp_path):
    """Asking for code that is not there gives one Dutch line and no file."""
    with pytest.raises(WerkmapError, match="bevat geen"):
        run(kaal, tmp_path / "uit.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_code_with_a_hostile_name_is_not_written(met_code, tmp_path):
    """A workbook cannot make us write outside the folder that was asked for."""
    pakket = open_pakket(met_code)
    met_code.write_bytes(write_pakket(embed_code(pakket.delen, {"../boos.py": "x\n"}, "w")))

    with pytest.raises(WerkmapError, match="geen bestandsnaam"):
        run_uithalen(met_code, tmp_path / "code")

    assert not (tmp_path / "boos.py").exists()


def test_the_hash_can_be_made_with_ordinary_tools(met_code, tmp_path):
    """An auditor gets the same hash with sha256sum over the files that were taken out."""
    if not shutil.which("sha256sum"):
        pytest.skip("sha256sum is hier niet geïnstalleerd")
    run_uithalen(met_code, tmp_path / "code")

    said = subprocess.run(
        "sha256sum main.py requirements.txt | sha256sum",
        shell=True,
        cwd=tmp_path / "code",
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split()[0] == release_hash()


def test_the_sdk_of_microsoft_has_no_new_complaint(kaal, met_code):
    """Microsoft's own check of the file finds no error that was not there before the code went in."""
    install_npm()

    assert ooxml_errors(met_code) - ooxml_errors(kaal) == {}
    assert ooxml_errors(kaal) == {}


@pytest.mark.parametrize("naam", ANDERE)
def test_the_sdk_of_microsoft_has_no_new_complaint_about_other_files(naam, shared, tmp_path):
    """Workbooks of others, with pivots, macros and controls in them, stay as sound as they were."""
    install_npm()
    path = shared / "corpus" / naam
    kopie = tmp_path / f"kopie{path.suffix}"

    run_inbouwen(path, kopie)

    assert ooxml_errors(kopie) - ooxml_errors(path) == {}


def test_the_commands_speak_dutch(kaal, tmp_path, capsys):
    """The four commands do what they say, and their exit status tells equal from changed."""
    kopie, code = tmp_path / "kopie.xlsx", tmp_path / "code"
    statuses = []
    for words in (
        ["inbouwen", kaal, "--uit", kopie],
        ["controleren", kopie],
        ["uithalen", kopie, "--uit", code],
        ["verwijderen", kopie, "--uit", tmp_path / "zonder.xlsx"],
        ["controleren", tmp_path / "zonder.xlsx"],
        ["controleren", kopie, "--json"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(["code", *map(str, words)])
        statuses.append(stopped.value.code)

    said = capsys.readouterr().out
    assert statuses == [0, 0, 0, 0, 1, 0]
    assert f"code sha256 {release_hash()}" in said
    assert "kopie.xlsx: gelijk" in said
    assert "zonder.xlsx: geen code" in said
    assert json.loads(said[said.index("{") :])["stand"] == "gelijk"


def test_the_same_sources_give_the_same_code():
    """Making main.py again, in another process with another hash seed, gives the same bytes."""
    script = "from cusd_xl.runs.code import release_hash; print(release_hash())"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}

    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == release_hash()


def test_every_part_of_the_code_is_the_file_itself():
    """An auditor finds every module in main.py letter by letter as it stands in the release, with its own hash on top."""
    text = build_bundel()["main.py"]
    parts = re.findall(r"^([0-9a-f]{64})  (\S+)$", text, re.MULTILINE)

    assert len(parts) > 10
    for digest, pad in parts:
        source = (ROOT / pad).read_bytes()
        assert digest == hashlib.sha256(source).hexdigest(), pad
        assert source.decode().replace("from __future__ import annotations\n", "") in text.replace(
            "from __future__ import annotations\n", ""
        ), pad


def test_the_head_holds_the_hash_of_what_follows():
    """The hash in the head is that of everything below the border line, so a copy on paper can be checked as well."""
    head, border, body = build_bundel()["main.py"].partition(f"{GRENS}\n")

    assert border
    assert hashlib.sha256(body.encode()).hexdigest() in head


def test_main_py_runs_without_the_program_beside_it(tmp_path):
    """main.py alone, in an empty folder and with no cusd_xl installed, does its work; a second run takes nothing twice."""
    (tmp_path / "main.py").write_text(build_bundel()["main.py"], encoding="utf-8")
    script = (
        "import types; text = open('main.py', encoding='utf-8').read()\n"
        "first, second = types.ModuleType('main'), types.ModuleType('main')\n"
        "exec(text, first.__dict__); exec(text, second.__dict__)\n"
        "import cusd_xl; assert 'cusd_xl-' in cusd_xl.__file__, cusd_xl.__file__\n"
        "assert first.api is second.api\n"
        "print(second.cusd_verdeel(100.0, [[1.0], [2.0]]))"
    )

    said = subprocess.run([sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert said.stdout.strip() == "[[33.33], [66.67]]", said.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""Proef."""\nimport pandas\n', "pandas"),
        ('"""Proef."""\nfrom cusd_xl.proef import NAAM\n', "'''"),
    ],
)
def test_code_that_cannot_travel_is_refused(tmp_path, source, words):
    """A package that does not belong in a workbook, or a text that cannot stand in main.py, stops the build."""
    (tmp_path / "udfs").mkdir()
    (tmp_path / "cusd_xl").mkdir()
    (tmp_path / "udfs" / "functions.py").write_text(source, encoding="utf-8")
    (tmp_path / "cusd_xl" / "proef.py").write_text("NAAM = '''x'''\n", encoding="utf-8")

    with pytest.raises(CusdError, match=words):
        bundel._build(tmp_path)


def test_two_entrances_may_not_share_a_name(tmp_path):
    """A function and a button of the same name would hide each other in main.py, so that is refused."""
    (tmp_path / "udfs").mkdir()
    for name in ("functions.py", "macros.py"):
        (tmp_path / "udfs" / name).write_text('"""Proef."""\n\n\ndef dubbel() -> None:\n    """Doe niets."""\n', encoding="utf-8")

    with pytest.raises(CusdError, match="dubbel"):
        bundel._build(tmp_path)


def test_data_files_travel_with_the_module_that_names_them(tmp_path):
    """A module that reads a toml beside it finds it in the workbook too."""
    (tmp_path / "udfs").mkdir()
    (tmp_path / "cusd_xl").mkdir()
    (tmp_path / "udfs" / "functions.py").write_text('"""Proef."""\nfrom cusd_xl import lees\n', encoding="utf-8")
    (tmp_path / "cusd_xl" / "lees.py").write_text('"""Proef."""\nBESTAND = "norm.toml"\n', encoding="utf-8")
    (tmp_path / "cusd_xl" / "norm.toml").write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "cusd_xl" / "ander.toml").write_text("b = 1\n", encoding="utf-8")

    text = bundel._build(tmp_path)["main.py"]

    assert "_BRONNEN['cusd_xl/norm.toml'] = r'''\na = 1\n'''" in text
    assert "ander.toml" not in text


def test_the_hash_of_no_code_is_empty():
    """A workbook without code shows no hash at all."""
    assert hash_code({}) == ""
