"""The command `herreken`: a folder that is whole agrees, and every planted change is found and named."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest

from cusd_xl.runs.zegel import MANIFEST, hash_content
from tests.hulp.afrekening import factureer_jaar, jaar, schrijf_werkmap
from tests.hulp.opdracht import Uitkomst, geef
from tests.runs.test_afreken_register import DEELNEMERS

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is niet geinstalleerd")
BEGROTING = jaar(voorschotten=(), deelnemers=DEELNEMERS, regeling={"efactuur_profiel": "nlcius"})


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook, the register and Q1, made twice with a change in between, so that there is a chain."""
    folder = tmp_path_factory.mktemp("herreken")
    werkmap = schrijf_werkmap(BEGROTING, folder / "begroting.xlsx")
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", folder / "Q1", "--datum", "2026-01-05").status == 0
    vast = ("--definitief", "--register", folder / "facturenregister.sqlite")
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", folder / "Q1", "--datum", "2026-01-05", *vast).status == 0
    return folder


@pytest.fixture
def map_(voorbeeld: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    shutil.copytree(voorbeeld, tmp_path / "werk")
    return tmp_path / "werk" / "Q1"


def herreken(map_: Path, *words: object) -> Uitkomst:
    """Check the folder."""
    return geef("herreken", map_, *words, "--json")


def controles(uitkomst: Uitkomst) -> dict[str, str]:
    """What came of each check."""
    return {one["onderwerp"]: one["uitkomst"] for one in uitkomst.json["controles"]}


def wijzig(map_: Path, **changes: Any) -> None:
    """Change the manifest as somebody with an editor could."""
    path = map_ / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), encoding="utf-8")


def lees(map_: Path) -> Any:
    """The manifest."""
    return json.loads((map_ / MANIFEST).read_text("utf-8"))


def test_a_folder_that_is_whole_agrees_everywhere(map_: Path) -> None:
    """Bestanden, bedragen, keten, invoer, berekening en register kloppen; dat er niet is getekend, staat er eerlijk bij."""
    uitkomst = herreken(map_)
    assert (uitkomst.status, uitkomst.json["bevindingen"]) == (0, [])
    assert controles(uitkomst) == {
        "Bestanden": "klopt", "Bedragen": "klopt", "Keten": "klopt", "Handtekening": "niet nagegaan", "Invoer": "klopt",
        "Berekening": "klopt", "Formules": "klopt", "Register": "klopt",
    }  # fmt: skip
    assert uitkomst.json["sha256"] == hash_content((map_ / MANIFEST).read_bytes())


def test_what_is_not_there_is_said(map_: Path, tmp_path: Path) -> None:
    """Zonder werkmap en register zijn invoer, berekening en register niet nagegaan; de rest klopt nog steeds."""
    kaal = shutil.copytree(map_, tmp_path / "kaal" / "Q1")
    found = controles(herreken(kaal))
    assert [found[naam] for naam in ("Invoer", "Berekening", "Register")] == ["niet nagegaan"] * 3
    assert found["Bestanden"] == found["Keten"] == "klopt"


def test_a_settlement_is_calculated_again(tmp_path: Path) -> None:
    """Ook een definitieve eindafrekening wordt uit werkmap en register opnieuw berekend, tot op de cent."""
    plek = factureer_jaar(tmp_path, BEGROTING, "Q1", "Q2")
    werkmap = schrijf_werkmap(BEGROTING, tmp_path / "b.xlsx")
    vast = ("--status", "definitief", "--register", plek, "--datum", "2027-03-20")
    assert geef("afreken", werkmap, "--uit", tmp_path / "af", *vast).status == 0
    uitkomst = herreken(tmp_path / "af", "--register", plek)
    assert (uitkomst.status, controles(uitkomst)["Berekening"], controles(uitkomst)["Register"]) == (0, "klopt", "klopt")
    manifest = lees(tmp_path / "af")
    for one in manifest["bestanden"]:
        if one.get("gemeente") == "Eemnes" and "nummer" in one:
            one["te_betalen"] = "1.00"
    wijzig(tmp_path / "af", bestanden=manifest["bestanden"])
    codes = {code for code, _ in herreken(tmp_path / "af", "--register", plek).meldingen}
    assert codes == {"herreken-bedrag", "herreken-factuur", "herreken-register", "herreken-totaal"}


def test_the_same_run_leaves_the_manifest_alone(map_: Path) -> None:
    """Nog eens hetzelfde factureren geeft byte voor byte dezelfde map; de keten wordt er niet langer van."""
    inhoud = {path.name: path.read_bytes() for path in map_.iterdir()}
    vast = ("--definitief", "--register", map_.parent / "facturenregister.sqlite", "--datum", "2026-01-05")
    assert geef("factureer", map_.parent / "begroting.xlsx", "--termijn", "Q1", "--uit", map_, *vast).status == 0
    assert {path.name: path.read_bytes() for path in map_.iterdir()} == inhoud


def test_another_run_names_the_one_before(map_: Path) -> None:
    """Het manifest noemt naam en sha256 van het vorige, en dat staat er nog."""
    vorige = lees(map_)["vorige"]
    assert hash_content((map_ / vorige["bestand"]).read_bytes()) == vorige["sha256"]
    assert vorige["bestand"] == f"manifest-{vorige['sha256'][:12]}.json"
    assert json.loads((map_ / vorige["bestand"]).read_text("utf-8"))["vorige"] is None


def test_what_stood_there_is_never_lost(tmp_path: Path) -> None:
    """Staat er een beschadigd manifest, dan wordt het bewaard en in de keten genoemd."""
    uit = tmp_path / "uit"
    uit.mkdir()
    (uit / MANIFEST).write_bytes(b"kapot")
    werkmap = schrijf_werkmap(BEGROTING, tmp_path / "b.xlsx")
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", uit, "--datum", "2026-01-05").status == 0
    assert (uit / lees(uit)["vorige"]["bestand"]).read_bytes() == b"kapot"


def _knip(map_: Path, soort: str) -> None:
    path = sorted(map_.glob(f"CUSD-*{soort}"))[-1]
    path.write_bytes(path.read_bytes()[:-1] + b"#")


def _efactuur(map_: Path) -> None:
    path = sorted(map_.glob("CUSD-*.xml"))[-1]
    path.write_bytes(path.read_bytes().replace(b">7500.00<", b">7500.01<"))


def _werkmap(map_: Path) -> None:
    wijzig(map_, bestanden=[
        one | {"te_betalen": "1.00", "totaal": "1.00"} if one["bestand"].endswith("amersfoort.xlsx") else one
        for one in lees(map_)["bestanden"]
    ])  # fmt: skip


def _totaal(map_: Path) -> None:
    wijzig(map_, controletotalen=lees(map_)["controletotalen"] | {"totaal": "1.00"})


def _bedrag(map_: Path) -> None:
    manifest = lees(map_)
    for one in manifest["bestanden"]:
        if one.get("gemeente") == "Baarn":
            one["te_betalen"] = "1.00"
    wijzig(map_, bestanden=manifest["bestanden"])


def _invoer(map_: Path) -> None:
    book = openpyxl.load_workbook(map_.parent / "begroting.xlsx")
    book.save(map_.parent / "begroting.xlsx")


def _keten(map_: Path) -> None:
    (map_ / lees(map_)["vorige"]["bestand"]).write_bytes(b"{}")


def _register(map_: Path) -> None:
    wijzig(map_, register={"document": 1, "keten": "f" * 64})


def _teken(map_: Path) -> None:
    path = map_ / f"manifest-{hash_content((map_ / MANIFEST).read_bytes())[:12]}.json.sig"
    path.write_text("geen handtekening")


GEVALLEN: Mapping[str, Callable[[Path], object]] = MappingProxyType(
    {
        "herreken-manifest": lambda map_: (map_ / MANIFEST).write_text("{}"),
        "herreken-bestand-ontbreekt": lambda map_: (map_ / "overzicht.xlsx").unlink(),
        "herreken-bestand-gewijzigd": lambda map_: _knip(map_, ".pdf"),
        "herreken-bestand-onbekend": lambda map_: (map_ / "erbij.xlsx").write_bytes(b"x"),
        "herreken-totaal": _totaal,
        "herreken-factuur": _efactuur,
        "herreken-invoer-gewijzigd": _invoer,
        "herreken-bedrag": _bedrag,
        "herreken-keten": _keten,
        "herreken-handtekening": _teken,
        "herreken-register": _register,
    }
)


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_change_is_found_and_named(code: str, map_: Path) -> None:
    """Elke wijziging in de map wordt gevonden, met één zin per probleem en status 1 bij een fout."""
    GEVALLEN[code](map_)
    uitkomst = herreken(map_)
    found = [one for one in uitkomst.json["bevindingen"] if one["code"] == code]
    assert len(found) == 1
    assert len(found[0]["melding"]) <= 260
    assert not set("{}\n") & set(found[0]["melding"])
    assert uitkomst.status == (1 if found[0]["ernst"] == "fout" else 0)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Geen bevinding is aangekondigd die niet kan voorkomen."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "herreken.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN)


def test_the_amount_in_a_werkmap_counts_too(map_: Path) -> None:
    """Noemt het manifest een ander bedrag dan de werkmap van de centrumgemeente, dan wordt die werkmap genoemd."""
    _werkmap(map_)
    found = [one["melding"] for one in herreken(map_).json["bevindingen"] if one["code"] == "herreken-factuur"]
    assert [one.split()[0] for one in found] == ["CUSD-IV-2026-00001_amersfoort.xlsx"]


@pytest.mark.parametrize("soort", [".xlsx", ".pdf", ".xml"])
def test_one_byte_is_enough(soort: str, map_: Path) -> None:
    """Eén andere byte in een werkmap, pdf of e-factuur valt op."""
    _knip(map_, soort)
    assert "herreken-bestand-gewijzigd" in {code for code, _ in herreken(map_).meldingen}


@pytest.mark.parametrize("naam", ["../buiten.xlsx", "/etc/passwd", "manifest.json"])
def test_a_manifest_looks_nowhere_else(naam: str, map_: Path) -> None:
    """Een manifest dat een bestand buiten de map noemt, wordt niet gevolgd."""
    wijzig(map_, bestanden=[{"bestand": naam, "bytes": 1, "sha256": "0"}])
    assert {code for code, _ in herreken(map_).meldingen} == {"herreken-manifest"}


@pytest.mark.parametrize(
    "onzin",
    [
        {"invoer": 5}, {"bestanden": None}, {"register": "x"}, {"controletotalen": []}, {"vorige": "x"}, {"termijn": {}},
        {"factuurdatum": "morgen"}, {"factuurdatum": None}, {"bestanden": [{"bestand": "a.xlsx", "nummer": 1}]},
    ],
)  # fmt: skip
def test_a_manifest_of_nonsense_is_one_line(onzin: dict[str, Any], map_: Path) -> None:
    """Een manifest met onzin op een plek die wordt nagekeken, geeft een bevinding en nooit een foutmelding van Python."""
    wijzig(map_, **onzin)
    assert "herreken-manifest" in {code for code, _ in herreken(map_).meldingen}


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """Een map die er niet is, geeft één regel en status 2."""
    uitkomst = geef("herreken", tmp_path / "weg")
    assert (uitkomst.status, uitkomst.out, len(uitkomst.err.splitlines())) == (2, "", 1)


def make_sleutel(map_: Path, naam: str, wachtwoord: str = "") -> Path:
    """A new SSH key."""
    path = map_ / naam
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", wachtwoord, "-f", str(path)], check=True)
    return path


@needs_ssh
def test_a_signed_run_says_who_signed_it(tmp_path: Path) -> None:
    """Een getekende map noemt de ondertekenaar; een ander op de lijst, of een regel erbij, en zij klopt niet meer."""
    sleutel, ander = make_sleutel(tmp_path, "risb"), make_sleutel(tmp_path, "ander")
    werkmap = schrijf_werkmap(BEGROTING, tmp_path / "b.xlsx")
    opdracht = ("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / "uit", "--datum", "2026-01-05", "--teken", sleutel)
    assert geef(*opdracht).status == 0
    inhoud = {path.name: path.read_bytes() for path in (tmp_path / "uit").iterdir()}
    assert geef(*opdracht).status == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "uit").iterdir()} == inhoud
    lijst = tmp_path / "wie"
    for wie, goed in ((sleutel, True), (ander, False)):
        lijst.write_text(f"risb@amersfoort {wie.with_suffix('.pub').read_text()}")
        uitkomst = herreken(tmp_path / "uit", "--ondertekenaars", lijst, "--wie", "risb@amersfoort")
        assert (uitkomst.status, controles(uitkomst)["Handtekening"]) == ((0, "klopt") if goed else (1, "wijkt af"))
    assert controles(herreken(tmp_path / "uit"))["Handtekening"] == "niet nagegaan"
    lijst.write_text(f"risb@amersfoort {sleutel.with_suffix('.pub').read_text()}")
    wijzig(tmp_path / "uit", versie="9.9.9")
    assert controles(herreken(tmp_path / "uit", "--ondertekenaars", lijst))["Handtekening"] == "wijkt af"


@needs_ssh
@pytest.mark.parametrize("wachtwoord", ["geheim", None])
def test_a_key_that_cannot_sign_stops_before_anything(wachtwoord: str | None, tmp_path: Path) -> None:
    """Een sleutel met wachtwoord of een bestand dat geen sleutel is: één regel, status 2, geen map, geen register, geen vraag."""
    sleutel = make_sleutel(tmp_path, "dicht", wachtwoord) if wachtwoord else tmp_path / "b.xlsx"
    werkmap = schrijf_werkmap(BEGROTING, tmp_path / "b.xlsx")
    vast = ("--definitief", "--teken", sleutel)
    uitkomst = geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / "uit", "--datum", "2026-01-05", *vast)
    assert (uitkomst.status, uitkomst.out, len(uitkomst.err.splitlines())) == (2, "", 1)
    assert not (tmp_path / "uit").exists()
    assert not (tmp_path / "facturenregister.sqlite").exists()
