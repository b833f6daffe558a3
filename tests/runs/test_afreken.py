"""The command `afreken`: from workbook and realisatie to a folder with eindafrekeningen, all or nothing."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError
from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.model.begroting import Begroting, Dekking, Realisatie
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.jaargang import Voorschot
from cusd_xl.register.opening import open_register
from cusd_xl.runs.afreken import Afrekenresultaat, Afrekenwens, run_afreken
from cusd_xl.runs.vaststelling import Definitief
from cusd_xl.workbook.layout_jaar import JAARTABELLEN
from tests.hulp.afrekening import DATUM, KOSTEN, LOS, MEERWERK, REALISATIE, VOORSCHOTTEN, factureer_jaar, jaar, schrijf_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.registers import gevuld
from tests.hulp.termijnen import use_termijnen
from tests.rules.bouw import kostenpost

CONCEPT = Afrekenwens(Afrekenstatus.CONCEPT, DATUM)
DEFINITIEF = Afrekenwens(Afrekenstatus.DEFINITIEF, date(2027, 3, 30))
KOPREGEL = "Gemeente;Kostenpost;Taak;Periode;Bedrag;Soort\n"
GOED = "Baarn;K01;;2026;93.000,00;kosten\nBaarn;K20;W4;2026-Q1;10.000,00;\n"
RIJ = "Baarn;K20;W4;2026-Q1;10,00;kosten\n"


def settle(folder: Path, begroting: Begroting, wens: Afrekenwens = CONCEPT, bestand: str | None = None) -> Afrekenresultaat:
    """Run `afreken` on a real workbook, and on a real csv with these lines when they are given."""
    if bestand is not None:
        (folder / "realisatie.csv").write_text(bestand, encoding="utf-8")
        wens = replace(wens, realisatie=folder / "realisatie.csv")
    return run_afreken(schrijf_werkmap(begroting, folder / "b.xlsx"), folder / "uit", wens)


Geval = Callable[[Path], Afrekenresultaat]


def met(wens: Afrekenwens = CONCEPT, bestand: str | None = None, **changes: object) -> Geval:
    """A year with these changes, settled in a folder."""
    return lambda folder: settle(folder, jaar(**changes), wens, bestand)


def lever(regels: str, kop: str = KOPREGEL) -> Geval:
    """The sound year with a file of these lines."""
    return met(bestand=kop + regels)


def met_facturen(*rows: Voorschot) -> Geval:
    """The sound year, billed once in a register, with these rows on the blad Voorschotten."""

    def settle_with(folder: Path) -> Afrekenresultaat:
        plek = factureer_jaar(folder, jaar(voorschotten=()), "jaar")
        return settle(folder, jaar(voorschotten=rows), replace(CONCEPT, vast=Definitief(plek)))

    return settle_with


def met_register(*termijnen: str) -> Geval:
    """The sound year without voorschotten, and a register in which these termijnen of eight gemeenten stand."""

    def settle_with(folder: Path) -> Afrekenresultaat:
        plek = folder / "register.sqlite"
        if termijnen:
            gevuld(plek, *termijnen)
        open_register(str(plek), maak=True)
        return settle(folder, jaar(voorschotten=()), replace(CONCEPT, vast=Definitief(str(plek))))

    return settle_with


OVER_DE_DATUM = Besluit("B1", "doordecentralisatie", "vastgesteld", taak="W4", ingangsdatum=date(2026, 2, 1))
UITVOERING = kostenpost("K31", soort="uitvoeringskosten", verdeelsleutel="gelijk", taken=("W4",))
CENT_ANDERS = tuple(
    Voorschot(naam, "organisatiekosten", "jaar", bedrag)
    for naam, bedrag in (("Amersfoort", 36_000_00), ("Baarn", 34_000_01), ("Eemnes", 30_000_00))
)
GEEN_TAAK = (*REALISATIE[:2], Realisatie("Baarn", "K20", "", "2026", 10_00))
GEVALLEN: Mapping[str, Geval] = MappingProxyType(
    {
        "realisatie-kostenpost-ontbreekt": met(realisatie=REALISATIE[2:]),
        "realisatie-onder-nul": met(dekking=(Dekking("K01", "Subsidie", "subsidie", 100_000_00, 2026, 2026),), kosten=(
            replace(KOSTEN[0], bedrag=200_000_00), KOSTEN[1],
        )),
        "realisatie-taak-nodig": met(kosten=(KOSTEN[0], replace(KOSTEN[1], taken=("J1", "W4"))), realisatie=GEEN_TAAK),
        "realisatie-over-ingangsdatum": met(besluiten=(OVER_DE_DATUM,)),
        "uitvoering-zonder-besluit": met(
            kosten=(KOSTEN[0], UITVOERING), realisatie=(*REALISATIE[:2], Realisatie("Baarn", "K31", "W4", "2026", 10_00)),
        ),
        "voorschotten-berekend": met(voorschotten=()),
        "voorschot-is-realisatie": met(voorschotten=()),
        "voorschot-btw-gemengd": met(
            kosten=(*KOSTEN, replace(KOSTEN[0], kostenpost="K02", btw="S")),
            realisatie=(*REALISATIE, Realisatie("Baarn", "K02", "", "2026", 10_00)),
        ),
        "afrekening-te-vroeg": met(replace(CONCEPT, datum=date(2026, 12, 31))),
        "afrekening-buiten-venster": met(replace(CONCEPT, datum=date(2027, 4, 1))),
        "afrekening-zonder-concept": met(DEFINITIEF),
        "afrekening-betaaltermijn": met(),
        "bestand-kolom-ontbreekt": lever(GOED, "Gemeente;Kostenpost;Periode;Bedrag\n"),
        "bestand-kolom-dubbel": lever(GOED, "Gemeente;Kostenpost;Taak;Periode;Bedrag;Bedrag\n"),
        "bestand-persoonsgegevens": lever(GOED, "Gemeente;Kostenpost;Taak;Periode;Bedrag;BSN\n"),
        "bestand-leeg": lever(""),
        "bestand-veld-leeg": lever(GOED + ";K20;W4;2026;5,00;\n"),
        "bestand-onbekend": lever(GOED + "Barn;K20;W4;2026;5,00;\n"),
        "bestand-bedrag": lever(GOED + "Baarn;K20;W4;2026;vijf;\n"),
        "bestand-decimalen": lever(GOED + "Baarn;K20;W4;2026;5,0012;\n"),
        "bestand-notatie": lever(GOED + "Baarn;K20;W4;2026;5.25;\n"),
        "bestand-te-groot": lever(GOED + "Baarn;K20;W4;2026;999999999999;\n"),
        "bestand-soort": lever(GOED + "Baarn;K20;W4;2026;5,00;lasten\n"),
        "bestand-ander-jaar": lever(GOED + "Baarn;K20;W4;2025-Q4;5,00;\n"),
        "bestand-gebruikt": lever(GOED),
        "register-zonder-voorschotten": met_register(),
        "voorschotten-verschillen": met_facturen(*CENT_ANDERS),
        "voorschot-buiten-register": met_facturen(VOORSCHOTTEN[8]),
        "voorschot-twee-nummers": met_facturen(replace(VOORSCHOTTEN[8], termijn="Jaar")),
        "register-onbekende-gemeente": met_register("Q1"),
        "iv3-niet-gemaakt": met(kosten=(replace(KOSTEN[0], taakveld="0.4", categorie=""), KOSTEN[1])),
        "materialiteit-overschreden": met(
            regeling={"materialiteit_procent": Decimal(1)},
            realisatie=(*REALISATIE, Realisatie("Baarn", "K20", "W4", "2025-Q4", 500_00)),
        ),
    }
)  # fmt: skip


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_finding_of_a_run_is_provoked_by_real_files(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elke bevinding van afreken komt uit een echte werkmap en een echt bestand, één keer en in één korte zin."""
    use_termijnen(monkeypatch)
    resultaat = GEVALLEN[code](tmp_path)
    found = [one for one in resultaat.findings if one.code == code]
    assert len(found) == 1
    assert not set("{}\n") & set(found[0].melding)
    assert len(found[0].melding) <= 260
    assert (tmp_path / "uit").exists() == (resultaat.afrekening is not None)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Geen bevinding is aangekondigd die niet kan voorkomen, en geen komt onaangekondigd."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "eindafrekening.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN)


def test_every_gemeente_gets_its_file(tmp_path: Path) -> None:
    """Drie gemeenten met factuur en verantwoording, een overzicht en een manifest; de naam zegt dat het een concept is."""
    resultaat = settle(tmp_path, jaar())
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == sorted(resultaat.bestanden)
    facturen = {f"CONCEPT-2026-AFREKENING-{wie}" for wie in ("GM0307_amersfoort", "GM0308_baarn", "GM0317_eemnes")}
    assert {naam.removesuffix(".xlsx") for naam in resultaat.bestanden if naam[:7] == "CONCEPT"} >= facturen
    assert sorted(naam for naam in resultaat.bestanden if naam[:7] != "CONCEPT") == [
        "concept-eindafrekening_GM0307_amersfoort.xlsx", "concept-eindafrekening_GM0308_baarn.xlsx",
        "concept-eindafrekening_GM0317_eemnes.xlsx", "manifest.json", "overzicht-afrekening.xlsx",
    ]  # fmt: skip


def test_a_definitieve_eindafrekening_is_not_stamped(tmp_path: Path) -> None:
    """Op een definitieve eindafrekening staat nergens CONCEPT."""
    resultaat = settle(tmp_path, jaar(), replace(CONCEPT, status=Afrekenstatus.DEFINITIEF))
    assert [one.nummer for one in resultaat.facturen] == ["CUSD-IV-2027-00001", "CUSD-2027-00001", "CUSD-2027-00002"]
    assert not any("concept" in naam.lower() for naam in resultaat.bestanden)
    texts = [
        str(cell.value)
        for path in (tmp_path / "uit").glob("*.xlsx")
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not any("CONCEPT" in text for text in texts)


def test_a_file_of_one_gemeente_names_no_other(tmp_path: Path) -> None:
    """In de eindafrekening van Baarn staat geen naam en geen eigen bedrag van Eemnes."""
    settle(tmp_path, jaar(verrekeningen=(MEERWERK, LOS)))
    book = openpyxl.load_workbook(tmp_path / "uit" / "concept-eindafrekening_GM0308_baarn.xlsx", data_only=True)
    values = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any("Eemnes" in str(value) or value == 1234.56 for value in values)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Twee keer afrekenen uit dezelfde werkmap geeft precies dezelfde bestanden."""
    path = schrijf_werkmap(jaar(verrekeningen=(MEERWERK, LOS)), tmp_path / "b.xlsx")
    for naam in ("een", "twee"):
        run_afreken(path, tmp_path / naam, CONCEPT)
    first, second = ({one.name: one.read_bytes() for one in (tmp_path / naam).iterdir()} for naam in ("een", "twee"))
    assert first == second


def test_the_manifest_tells_what_went_in_and_what_came_out(tmp_path: Path) -> None:
    """Het manifest heeft de hash van werkmap, realisatiebestand en elk bestand, en totalen die optellen; geen pad."""
    settle(tmp_path, jaar(), bestand=KOPREGEL + GOED)
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text(encoding="utf-8"))
    hashes = {one["bestand"]: one["sha256"] for one in (*manifest["invoer"], *manifest["bestanden"])}
    for path in (tmp_path / "b.xlsx", tmp_path / "realisatie.csv", *(tmp_path / "uit").glob("*.xlsx")):
        assert hashes[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    totalen = manifest["controletotalen"]
    assert Decimal(totalen["voorschot"]) + Decimal(totalen["saldo"]) == Decimal(totalen["werkelijk"])
    assert str(tmp_path) not in json.dumps(manifest)


def test_the_json_tells_each_gemeente_and_each_blok(tmp_path: Path) -> None:
    """Met --json staan per gemeente de regels, het saldo en de uiterste dag, en per rijksmiddel wat eraan is besteed."""
    path = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    uitkomst = geef("afreken", path, "--uit", tmp_path / "uit", "--datum", "2027-02-12", "--json")
    baarn = next(one for one in uitkomst.json["afrekeningen"] if one["gemeente"] == "Baarn")
    assert uitkomst.status == 0
    assert [(one["blok"], one["saldo"]) for one in baarn["regels"]] == [
        ("uitvoeringskosten", "1000.00"),
        ("zorgkosten", "-800.00"),
    ]
    assert (baarn["te_betalen"], baarn["uiterlijk"]) == ("200.00", "2027-03-14")
    assert uitkomst.json["per_gemeente"] == {"Amersfoort": "800.00", "Baarn": "200.00", "Eemnes": "1000.00"}
    assert [(one["besteed"], one["tekort"]) for one in uitkomst.json["rijksmiddelen"]] == [("7000.00", "3000.00")]


def test_the_table_on_screen_shows_what_is_left(tmp_path: Path) -> None:
    """Zonder --json toont de opdracht per gemeente het saldo van beide blokken en wat te betalen is."""
    path = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    uitkomst = geef("afreken", path, "--uit", tmp_path / "uit", "--datum", "2027-02-12")
    assert (uitkomst.status, "saldo zorgkosten" in uitkomst.out, "-€ 800,00" in uitkomst.out) == (0, True, True)


def test_a_file_gives_the_same_as_the_sheet(tmp_path: Path) -> None:
    """Dezelfde realisatie in een bestand geeft dezelfde afrekening, ook met andere hoofdletters en spaties in de namen."""
    regels = "".join(
        f"{row.gemeente.upper()} ;{row.kostenpost.lower()};{row.taak};{row.periode};{row.bedrag // 100},00;{row.soort}\n"
        for row in REALISATIE
    )
    for naam in ("blad", "bestand"):
        (tmp_path / naam).mkdir()
    op_blad = settle(tmp_path / "blad", jaar())
    uit_bestand = settle(tmp_path / "bestand", jaar(realisatie=()), bestand=KOPREGEL + regels)
    assert op_blad.afrekening is not None and uit_bestand.afrekening is not None
    found, expected = uit_bestand.afrekening, op_blad.afrekening
    assert [one.regels for one in found.gemeenten] == [
        tuple(replace(regel, begroot=own.begroot) for regel, own in zip(one.regels, same.regels, strict=True))
        for one, same in zip(expected.gemeenten, found.gemeenten, strict=True)
    ]


def test_rows_of_another_year_stay_out(tmp_path: Path) -> None:
    """Rijen van 2025 tellen niet mee, en de waarschuwing zegt hoeveel het is."""
    resultaat = settle(tmp_path, jaar(), bestand=KOPREGEL + GOED + "Baarn;K20;W4;2025-12;7,50;\nBaarn;K20;W4;2025-11;1,00;\n")
    (found,) = [one for one in resultaat.findings if one.code == "bestand-ander-jaar"]
    assert (found.feiten["aantal"], found.feiten["bedrag"], found.feiten["regels"]) == ("2", "€ 8,50", "4, 5")


def test_realisatie_of_a_vrijgestelde_in_a_file_is_a_fout(tmp_path: Path) -> None:
    """Kosten van Eemnes voor een taak waarvan zij is vrijgesteld, stoppen de afrekening ook als ze uit een bestand komen."""
    resultaat = settle(tmp_path, jaar(), bestand=KOPREGEL + GOED + "Eemnes;K20;W4;2026;5,00;\n")
    assert ("realisatie-vrijgesteld", "realisatie.csv") in [(one.code, one.cel) for one in resultaat.findings]
    assert not (tmp_path / "uit").exists()


def test_with_a_fout_nothing_is_written(tmp_path: Path) -> None:
    """Met een fout komt er geen enkel bestand en geen map, en is de status 1."""
    path = schrijf_werkmap(jaar(realisatie=()), tmp_path / "b.xlsx")
    uitkomst = geef("afreken", path, "--uit", tmp_path / "uit", "--datum", "2027-02-12", "--json")
    assert (uitkomst.status, uitkomst.json["afrekeningen"], (tmp_path / "uit").exists()) == (1, [], False)


def test_an_absurd_date_is_refused(tmp_path: Path) -> None:
    """Een datum jaren na het begrotingsjaar is een tikfout."""
    with pytest.raises(ArgumentError, match="te ver van begrotingsjaar"):
        settle(tmp_path, jaar(), replace(CONCEPT, datum=date(2127, 2, 1)))


def test_an_unknown_file_is_status_2(tmp_path: Path) -> None:
    """Een realisatiebestand dat er niet is, geeft één zin en status 2."""
    path = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    uitkomst = geef("afreken", path, "--uit", tmp_path / "uit", "--realisatie", tmp_path / "weg.csv")
    assert (uitkomst.status, "weg.csv is niet gevonden" in uitkomst.err) == (2, True)


def test_progress_is_told_per_file(tmp_path: Path) -> None:
    """Wie meekijkt ziet per factuur en per werkmap hoever het is."""
    seen: list[tuple[int, int]] = []
    path = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    run_afreken(path, tmp_path / "uit", CONCEPT, lambda done, total, naam: seen.append((done, total)))
    assert seen == [(number, 7) for number in range(1, 8)]


def test_voorschotten_stand_on_their_sheet_with_number_and_date(tmp_path: Path) -> None:
    """Op het blad Voorschotten van Baarn staan haar acht bedragen met factuurnummer, en ze tellen op tot 32.000 euro."""
    settle(tmp_path, jaar())
    sheet = openpyxl.load_workbook(tmp_path / "uit" / "concept-eindafrekening_GM0308_baarn.xlsx", data_only=True)["Voorschotten"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if str(row[0]).startswith("F-B")]
    own = [one for one in VOORSCHOTTEN if one.gemeente == "Baarn"]
    assert (len(rows), sum(row[5] for row in rows)) == (len(own), 32_000)


def test_a_workbook_with_the_tables_of_the_contract_only_is_settled(tmp_path: Path) -> None:
    """Een werkmap zonder de bijkomende bladen wordt afgerekend tegen wat de begroting aan voorschotten geeft."""
    path = schrijf_werkmap(jaar(), tmp_path / "b.xlsx", without=tuple(one.naam for one in JAARTABELLEN))
    resultaat = run_afreken(path, tmp_path / "uit", CONCEPT)
    assert resultaat.afrekening is not None
    saldi = {one.deelnemer.gemeente: one.saldo for one in resultaat.afrekening.gemeenten}
    assert saldi == {"Amersfoort": 1_000_00 - 4_200_00, "Baarn": 1_000_00 - 2_800_00, "Eemnes": 1_000_00}
    codes = [one.code for one in resultaat.findings if not one.code.startswith("efactuur-")]
    assert codes == ["voorschotten-berekend", "voorschot-is-realisatie", "iv3-niet-gemaakt"]


def test_the_centrumgemeente_settles_within_its_own_books(tmp_path: Path) -> None:
    """Amersfoort krijgt dezelfde staat, zonder rekeningnummer en zonder uiterste dag: zij maakt niets aan zichzelf over."""
    settle(tmp_path, jaar())
    sheet = openpyxl.load_workbook(tmp_path / "uit" / "concept-eindafrekening_GM0307_amersfoort.xlsx")["Eindafrekening"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("binnen de eigen administratie" in text for text in texts)
    assert not {"IBAN", "Uiterlijk op"} & set(texts)
