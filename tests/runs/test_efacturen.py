"""The facturen as UBL beside the workbooks: which gemeente gets one, what is said of the others, and nothing old stays behind."""

from __future__ import annotations

import hashlib
import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from cusd_xl.documents import official_rules
from cusd_xl.documents.ubl import make_ubl
from cusd_xl.model.factuur import Factuur
from cusd_xl.runs import efacturen
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.workbook.invoerblad import EERSTE_RIJ
from cusd_xl.workbook.layout import PARAMETERS
from tests.hulp.opdracht import Uitkomst, geef
from tests.hulp.vul import wijzig_cellen

PARAMETERRIJEN = {one.naam: EERSTE_RIJ + rij for rij, one in enumerate(PARAMETERS, start=1)}
PROFIEL, KVK, IBAN = (("Regeling", f"B{PARAMETERRIJEN[naam]}") for naam in ("efactuur_profiel", "afzender_kvk", "afzender_iban"))
OIN_BAARN, BTW_K01, DOORSCHUIF_K01 = ("Deelnemers", "I6"), ("Kosten", "K5"), ("Kosten", "L5")
CODES = {
    "efactuur-afzender-onvolledig", "efactuur-afnemer-onvolledig", "efactuur-afgekeurd", "efactuur-officieel-afgekeurd",
    "efactuur-officieel-opmerking",
}  # fmt: skip


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invoer") / "begroting.xlsx"
    path.write_bytes(build_invoer(choose_profiel("amersfoort", 2026, leeg=False)))
    return path


def factureer(werkmap: Path, uit: Path, *more: str) -> Uitkomst:
    return geef("factureer", werkmap, "--termijn", "Q1", "--uit", uit, "--datum", "2026-01-05", "--json", *more)


def list_xml(uit: Path) -> list[str]:
    return sorted(path.name for path in uit.glob("*.xml"))


def bevindingen(uitkomst: Uitkomst) -> list[tuple[str, str]]:
    return [(one["code"], one["cel"]) for one in uitkomst.json["bevindingen"] if one["code"].startswith("efactuur")]


def vervang(monkeypatch: pytest.MonkeyPatch, oud: str, nieuw: str) -> None:
    """A program that writes something else into every UBL."""

    def write_other(factuur: Factuur, profiel: str) -> bytes:
        return make_ubl(factuur, profiel).replace(oud.encode(), nieuw.encode())

    monkeypatch.setattr(efacturen, "make_ubl", write_other)


def test_every_other_gemeente_gets_its_ubl(werkmap: Path, tmp_path: Path) -> None:
    """Naast elke factuur ligt de e-factuur met hetzelfde nummer; de centrumgemeente heeft er geen, en het manifest kent ze."""
    assert factureer(werkmap, tmp_path).status == 0
    factuurnamen = {path.stem for path in tmp_path.glob("CONCEPT*.xlsx")}
    assert {Path(one).stem for one in list_xml(tmp_path)} == {one for one in factuurnamen if "amersfoort" not in one}
    manifest = {one["bestand"]: one["sha256"] for one in json.loads((tmp_path / "manifest.json").read_text("utf-8"))["bestanden"]}
    assert all(manifest[one] == hashlib.sha256((tmp_path / one).read_bytes()).hexdigest() for one in list_xml(tmp_path))


@pytest.mark.parametrize(("keuze", "woord"), [(None, "nlcius"), ("nlcius", "nlcius"), ("Peppol", "peppol")])
def test_one_setting_chooses_the_profiel(werkmap: Path, tmp_path: Path, keuze: str | None, woord: str) -> None:
    """Op het blad Regeling staat welk profiel het is; wie niets invult, krijgt NLCIUS."""
    factureer(wijzig_cellen(werkmap, {PROFIEL: keuze}, tmp_path / "b.xlsx"), tmp_path / "uit")
    for naam in list_xml(tmp_path / "uit"):
        assert woord in (etree.parse(tmp_path / "uit" / naam).findtext("{*}CustomizationID") or "")
    assert len(list_xml(tmp_path / "uit")) == 7


def test_who_wants_no_ubl_gets_none_and_no_old_one_stays(werkmap: Path, tmp_path: Path) -> None:
    """Met 'geen' komt er geen e-factuur, en die van een vorige keer verdwijnt: haar bedrag kan oud zijn."""
    factureer(werkmap, tmp_path / "uit")
    (tmp_path / "uit" / "eigen.xml").write_text("laten staan")
    without = wijzig_cellen(werkmap, {PROFIEL: "geen"}, tmp_path / "b.xlsx")
    assert (factureer(without, tmp_path / "uit").status, list_xml(tmp_path / "uit")) == (0, ["eigen.xml"])
    refused = factureer(without, tmp_path / "uit", "--controleer-ubl")
    assert (refused.status, "efactuur_profiel = geen" in refused.err) == (2, True)


def test_without_a_number_no_ubl_for_that_gemeente(werkmap: Path, tmp_path: Path) -> None:
    """Een gemeente zonder KvK en OIN krijgt wel haar factuur en geen e-factuur, met één waarschuwing bij de cel."""
    zonder = wijzig_cellen(werkmap, {OIN_BAARN: None}, tmp_path / "b.xlsx")
    factureer(werkmap, tmp_path / "uit")
    found = factureer(zonder, tmp_path / "uit")
    assert (found.status, bevindingen(found)) == (0, [("efactuur-afnemer-onvolledig", "Deelnemers!H6")])
    assert "Voor Baarn is geen e-factuur" in found.json["bevindingen"][0]["melding"]
    assert not [one for one in list_xml(tmp_path / "uit") if "baarn" in one]
    assert (tmp_path / "uit" / "CONCEPT-2026-Q1-GM0308_baarn.xlsx").exists()


def test_many_gemeenten_without_a_number_are_one_finding(werkmap: Path, tmp_path: Path) -> None:
    """Mist niemand iets anders dan een ander, dan staat het in één regel met alle namen."""
    leeg = {("Deelnemers", f"I{rij}"): None for rij in range(5, 13)}
    found = factureer(wijzig_cellen(werkmap, leeg, tmp_path / "b.xlsx"), tmp_path / "uit")
    assert (bevindingen(found), list_xml(tmp_path / "uit")) == ([("efactuur-afnemer-onvolledig", "Deelnemers!H6")], [])
    assert "Soest en Woudenberg" in found.json["bevindingen"][0]["melding"]


def test_an_incomplete_sender_is_one_finding(werkmap: Path, tmp_path: Path) -> None:
    """Ontbreekt de IBAN of het btw-id van de afzender, dan zegt één waarschuwing dat, en hoeveel e-facturen er niet zijn."""
    zonder = wijzig_cellen(werkmap, {IBAN: None, BTW_K01: "S"}, tmp_path / "b.xlsx")
    found = factureer(zonder, tmp_path / "uit")
    assert (found.status, bevindingen(found)) == (0, [("efactuur-afzender-onvolledig", "Regeling!B20")])
    (melding,) = (one["melding"] for one in found.json["bevindingen"] if one["code"].startswith("efactuur"))
    assert "14 van de 14" in melding
    assert "IBAN ontbreekt; btw-id ontbreekt, nodig bij btw-code S of E" in melding


def test_two_regimes_are_two_files(werkmap: Path, tmp_path: Path) -> None:
    """Kosten buiten en binnen de btw geven per gemeente twee e-facturen, en samen het bedrag van het overzicht."""
    twee = wijzig_cellen(werkmap, {BTW_K01: "S", ("Regeling", "B19"): "NL001234567B01"}, tmp_path / "b.xlsx")
    found = factureer(twee, tmp_path / "uit", "--controleer-ubl")
    assert (found.status, len(list_xml(tmp_path / "uit"))) == (0, 14)
    baarn = [one for one in found.json["facturen"] if one["gemeente"] == "Baarn"]
    assert [one["nummer"] for one in baarn] == ["CONCEPT-2026-Q1-GM0308-O", "CONCEPT-2026-Q1-GM0308-ES"]


def test_doorschuif_btw_comes_from_the_workbook(werkmap: Path, tmp_path: Path) -> None:
    """Wat de adviseur aan doorschuif-btw invult, staat naar rato op de e-factuur van elke gemeente."""
    cellen = {BTW_K01: "D", DOORSCHUIF_K01: 173553.72}
    found = factureer(wijzig_cellen(werkmap, cellen, tmp_path / "b.xlsx"), tmp_path / "uit", "--controleer-ubl")
    assert (found.status, found.json["bevindingen"]) == (0, [])
    (baarn,) = (tmp_path / "uit").glob("*_baarn.xml")
    assert "€ 3.032,28 doorschuif-btw" in (etree.parse(baarn).findtext("{*}Note") or "")


def test_no_ubl_tells_about_another_gemeente(werkmap: Path, tmp_path: Path) -> None:
    """In de e-factuur van een gemeente staat geen naam of GM-code van een andere."""
    facturen = factureer(werkmap, tmp_path).json["facturen"]
    for one in facturen[1:]:
        (path,) = tmp_path.glob(f"{one['nummer']}_*.xml")
        andere = [other for other in facturen[1:] if other is not one]
        text = path.read_text("utf-8")
        assert not [other for other in andere if other["gemeente"] in text or other["gm_code"] in text]


def test_a_fault_of_ours_stops_everything(werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Klopt een e-factuur niet door een fout van het programma, dan wordt er niets geschreven."""
    vervang(monkeypatch, '<cbc:InvoicedQuantity unitCode="C62">1<', '<cbc:InvoicedQuantity unitCode="C62">2<')
    found = factureer(werkmap, tmp_path / "uit")
    assert (found.status, bevindingen(found)[0], (tmp_path / "uit").exists()) == (1, ("efactuur-afgekeurd", ""), False)
    assert "PEPPOL-R120" in found.json["bevindingen"][0]["melding"]


def test_what_the_official_rules_refuse_stops_everything(werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keuren de officiële regels een e-factuur af die langs onze controle kwam, dan wordt er niets geschreven."""
    vervang(monkeypatch, "<cbc:PaymentMeansCode>", "<cbc:Onbekend>x</cbc:Onbekend><cbc:PaymentMeansCode>")
    found = factureer(werkmap, tmp_path / "uit", "--controleer-ubl")
    assert (found.status, (tmp_path / "uit").exists()) == (1, False)
    assert {code for code, _ in bevindingen(found)} == {"efactuur-officieel-afgekeurd"}


def test_a_remark_of_the_official_rules_is_passed_on(werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Maken de officiële regels alleen een opmerking, dan komt zij als waarschuwing bij de geschreven e-facturen."""
    vervang(monkeypatch, "<cbc:BuyerReference>", "<cbc:LineCountNumeric>1</cbc:LineCountNumeric><cbc:BuyerReference>")
    found = factureer(werkmap, tmp_path / "uit", "--controleer-ubl")
    assert (found.status, len(list_xml(tmp_path / "uit"))) == (0, 7)
    assert {code for code, _ in bevindingen(found)} == {"efactuur-officieel-opmerking"}


def test_without_the_extra_the_command_says_what_to_install(
    werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zonder de extra einvoice stopt --controleer-ubl met de installatieopdracht; er is niets geschreven."""
    monkeypatch.setattr(official_rules, "find_spec", lambda naam: None)
    found = factureer(werkmap, tmp_path / "uit", "--controleer-ubl")
    assert (found.status, (tmp_path / "uit").exists()) == (2, False)
    assert 'pip install ".[einvoice]"' in found.err


def test_the_user_reads_that_the_rules_were_run(werkmap: Path, tmp_path: Path) -> None:
    """Wie --controleer-ubl geeft, leest hoeveel e-facturen met welke regels zijn gecontroleerd."""
    found = geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path, "--datum", "2026-01-05", "--controleer-ubl")
    assert "7 e-facturen gecontroleerd met de officiële regels van UBL 2.1, EN 16931 en Peppol BIS" in found.out


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Elke bevinding over e-facturen komt in deze tests uit een echte werkmap."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "efactuur.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == CODES
