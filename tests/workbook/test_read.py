"""Reading a begrotingsworkbook: sound input becomes a begroting, and each thing that is wrong becomes its own finding."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Ernst
from cusd_xl.model.regeling import Afzender
from cusd_xl.workbook.read import read_werkmap
from tests.workbook.bouw_werkmap import Formule, Procent, Werkmapbouw

LONGEST_SENTENCE = 220
MADE_BY_RUNS = {"formules-lezen-niet"}  # what `bereken --uit` says of a cell that reading only warned about
Wijziging = Callable[[Werkmapbouw], None]


def _zet(tabel: str, kolom: int, waarde: object, rij: int = 0) -> Wijziging:
    return lambda bouw: bouw.zet(tabel, rij, kolom, waarde)


def _regel(tabel: str, *waarden: object) -> Wijziging:
    return lambda bouw: bouw.rijen[tabel].append(list(waarden))


def _rijen(tabel: str, *rijen: list[object]) -> Wijziging:
    return lambda bouw: bouw.rijen.__setitem__(tabel, list(rijen))


def _kop(tabel: str, kolom: int, kop: str) -> Wijziging:
    return lambda bouw: bouw.koppen[tabel].__setitem__(kolom, kop)


def _extra(tabel: str, kop: str) -> Wijziging:
    return lambda bouw: bouw.koppen[tabel].append(kop)


def _op_blad(blad: str, methode: str, *args: object) -> Wijziging:
    return lambda bouw: bouw.daarna.append(lambda book: getattr(book.get_worksheet_by_name(blad), methode)(*args))


def _zonder(tabel: str) -> Wijziging:
    return lambda bouw: bouw.weg.add(tabel)


def _leeg(tabel: str) -> Wijziging:
    return lambda bouw: bouw.rijen.__setitem__(tabel, [])


def _kopie_van_kosten(bouw: Werkmapbouw) -> None:
    bouw.weg.add("tblKosten")
    for blad in ("Oud", "Nieuw"):
        rijen = (bouw.koppen["tblKosten"], bouw.rijen["tblKosten"][0])
        bouw.daarna.append(lambda book, blad=blad, rijen=rijen: _write_rows(book.add_worksheet(blad), rijen))


def _write_rows(sheet, rijen) -> None:
    for nummer, rij in enumerate(rijen):
        sheet.write_row(nummer, 0, rij)


def _samengevoegd(bouw: Werkmapbouw) -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A5:A6"/></mergeCells>'
    bouw.delen.append(("sheet3.xml", "</sheetData>", merge))


def _bsn_kolom(bouw: Werkmapbouw) -> None:
    bouw.koppen["tblDekking"].append("Nummer")
    elfproef = ("111222333", "123456782", "100000009", "100000010", "999999990", "123456708")
    bouw.rijen["tblDekking"] = [["K01", "x", "subsidie", 1, 2026, 2026, None, nummer] for nummer in elfproef]


GEVALLEN: tuple[tuple[str, str, Wijziging], ...] = (
    ("tabel-ontbreekt", "tblSleutels", _zonder("tblSleutels")),
    ("tabel-afwezig", "tblDekking", _zonder("tblDekking")),
    ("tabel-dubbel", "tblKosten", _kopie_van_kosten),
    ("tabel-leeg", "tblKosten", _leeg("tblKosten")),
    ("kolom-ontbreekt", "Kosten!A4", _kop("tblKosten", 4, "Bedragje")),
    ("kolom-afwezig", "Deelnemers!A4", _kop("tblDeelnemers", 10, "Kenmerk")),
    ("kolom-dubbel", "Kosten!N4", _extra("tblKosten", "Bedrag ")),
    ("rijen-onder-tabel", "Kosten!A6", _op_blad("Kosten", "write_row", 5, 0, ["K02", "Vergeten"])),
    ("rijen-onder-tabel", "Kosten!A9", _op_blad("Kosten", "write_row", 8, 0, ["K02", "Vergeten"])),
    ("samengevoegde-cellen", "Inwoners!A5", _samengevoegd),
    ("verborgen-invoer", "Inwoners!A4:F6", _op_blad("Inwoners", "set_row", 5, None, None, {"hidden": True})),
    ("verborgen-invoer", "Inwoners!A4:F6", _op_blad("Inwoners", "set_column", 2, 2, None, None, {"hidden": True})),
    ("verborgen-invoer", "Inwoners!A4:F6", _op_blad("Inwoners", "very_hidden")),
    ("persoonsgegevens", "Realisatie!G1", _extra("tblRealisatie", "Cliëntnummer")),
    ("persoonsgegevens", "Kosten!O1", _op_blad("Kosten", "write_string", 3, 14, "BSN")),
    ("persoonsgegevens", "Dekking!H1", _bsn_kolom),
    ("excel-fout", "Kosten!E5", _zet("tblKosten", 4, Formule("=1/0", "#DIV/0!"))),
    ("excel-fout", "Regeling!B7", _zet("tblRegeling", 1, Formule("=NA()", "#N/A"), 2)),
    ("excel-fout", "Takenregister!H5", _zet("tblTakenregister", 7, Formule("=NA()", "#N/A"))),
    ("niet-berekend", "Kosten!E5", _zet("tblKosten", 4, Formule("=1+1", None))),
    ("niet-berekend", "Takenregister!H5", _zet("tblTakenregister", 7, Formule("=1+1", None))),
    ("cel-leeg", "Kosten!F5", _zet("tblKosten", 5, None)),
    ("cel-leeg", "Kosten!F5", _zet("tblKosten", 5, " \u00a0 ")),
    ("getal-als-tekst", "Kosten!E5", _zet("tblKosten", 4, "1.234,56")),
    ("getal-als-tekst", "Regeling!B7", _zet("tblRegeling", 1, "2026", 2)),
    ("geen-getal", "Kosten!E5", _zet("tblKosten", 4, "n.v.t.")),
    ("geen-getal", "Kosten!E5", _zet("tblKosten", 4, date(2026, 1, 1))),
    ("geen-getal", "Kosten!E5", _zet("tblKosten", 4, True)),
    ("percentage-opmaak", "Indexcijfers!C5", _zet("tblIndexcijfers", 2, Procent(0.027))),
    ("negatief", "Kosten!E5", _zet("tblKosten", 4, -5)),
    ("geen-geheel-getal", "Inwoners!C5", _zet("tblInwoners", 2, 10.5)),
    ("geen-jaar", "Kosten!F5", _zet("tblKosten", 5, 26)),
    ("te-veel-decimalen", "Kosten!E5", _zet("tblKosten", 4, 10.005)),
    ("bedrag-te-groot", "Kosten!E5", _zet("tblKosten", 4, 1e12)),
    ("datum-als-tekst", "Inwoners!B5", _zet("tblInwoners", 1, "2024-01-01")),
    ("datum-dubbelzinnig", "Inwoners!B5", _zet("tblInwoners", 1, "02-01-2024")),
    ("datum-dubbelzinnig", "Inwoners!B5", _zet("tblInwoners", 1, "1-1-24")),
    ("geen-datum", "Inwoners!B5", _zet("tblInwoners", 1, 45292)),
    ("jaar-als-datum", "Inwoners!B5", _zet("tblInwoners", 1, date(1905, 7, 16))),
    ("geen-datum", "Inwoners!B5", _zet("tblInwoners", 1, "31-2-2024")),
    ("ongeldige-keuze", "Inwoners!D5", _zet("tblInwoners", 3, "definitif")),
    ("code-als-getal", "Kosten!I5", _zet("tblKosten", 8, 6.6)),
    ("code-als-getal", "Kosten!J5", _zet("tblKosten", 9, date(2026, 10, 6))),
    ("code-als-getal", "Regeling!B13", _zet("tblRegeling", 1, 12345678, 8)),
    ("spatie-in-naam", "Inwoners!A6", _zet("tblInwoners", 0, "Baarn ", 1)),
    ("spatie-in-naam", "Inwoners!A6", _zet("tblInwoners", 0, "BAARN", 1)),
    ("naam-is-patroon", "Kosten!A5", _zet("tblKosten", 0, "K*")),
    ("spatie-in-naam", "Regeling!B8", _zet("tblRegeling", 1, "amersfoort", 3)),
    ("spatie-in-naam", "Takenregister!I4", _kop("tblTakenregister", 8, "baarn")),
    ("spatie-in-naam", "Kosten!D5", _zet("tblKosten", 3, "j1")),
    ("parameter-niet-ingevuld", "tblRegeling", lambda bouw: bouw.rijen["tblRegeling"].pop(0)),
    ("parameter-niet-ingevuld", "Regeling!B5", _zet("tblRegeling", 1, None)),
    ("parameter-dubbel", "Regeling!A14", _regel("tblRegeling", "Naam", "Nog een")),
    ("parameter-onbekend", "Regeling!A14", _regel("tblRegeling", "afzender_ibam", "NL")),
    ("parameter-ongeldig", "Regeling!B9", _zet("tblRegeling", 1, "dubbeltje", 4)),
    ("parameter-ongeldig", "Regeling!B11", _zet("tblRegeling", 1, 3, 6)),
    ("akkoord-teken", "Besluiten!M5", _rijen("tblBesluiten", ["B1", "begroting", "concept", *[None] * 9, "ja"])),
    ("takenregister-teken", "Takenregister!H5", _zet("tblTakenregister", 7, "ja")),
)


@pytest.mark.parametrize(("code", "cel", "wijzig"), GEVALLEN, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(GEVALLEN)])
def test_each_problem_is_named_once_with_its_cell(tmp_path, code, cel, wijzig):
    """One thing wrong in an otherwise sound workbook gives exactly that finding, with the cell where it is, in one line."""
    bouw = Werkmapbouw()
    wijzig(bouw)

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert [(code, cel)] == [(one.code, one.cel) for one in gelezen.findings]
    sentence = gelezen.findings[0].melding
    assert sentence == " ".join(sentence.split())
    assert len(sentence) <= LONGEST_SENTENCE


def test_every_code_of_the_catalogue_is_provoked():
    """No message stands in the catalogue of reading that no workbook can bring about."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "lezen.toml").read_text(encoding="utf-8"))

    assert set(catalogue) - MADE_BY_RUNS == {code for code, _, _ in GEVALLEN}


def test_a_code_stands_in_one_catalogue_only():
    """A code of reading and a code of the checks never share a name, for one would hide the other."""
    folder = files("cusd_xl.base").joinpath("meldingen")
    codes = [code for one in folder.iterdir() for code in tomllib.loads(one.read_text(encoding="utf-8"))]

    assert len(set(codes)) == len(codes)


def test_a_sound_workbook_gives_a_begroting_without_findings(tmp_path):
    """What stands in the workbook stands in the begroting: cents, dates, codes and the cell of each."""
    gelezen = read_werkmap(Werkmapbouw().schrijf(tmp_path / "b.xlsx"))

    begroting = gelezen.begroting
    assert gelezen.findings == ()
    assert begroting is not None
    assert (begroting.regeling.naam, begroting.jaar, begroting.regeling.termijnen) == ("Regeling Proef", 2026, 4)
    assert begroting.regeling.afzender == Afzender(naam="Gemeente Amersfoort", kvk="12345678")
    assert begroting.regeling.cel("begrotingsjaar") == "Regeling!B7"
    assert [one.gemeente for one in begroting.deelnemers] == ["Amersfoort", "Baarn"]
    assert (begroting.kosten[0].bedrag, begroting.kosten[0].taken, begroting.kosten[0].taakveld) == (100050, (), "6.60")
    assert begroting.kosten[0].herkomst.cel("bedrag") == "Kosten!E5"
    assert begroting.inwoners[1].peildatum == date(2024, 1, 1)
    assert begroting.taken[0].deelname == {"Amersfoort", "Baarn"}
    assert begroting.registerkolommen == {"Amersfoort": "H", "Baarn": "I"}
    assert begroting.indexcijfers[0].percentage == Decimal("2.7")
    assert begroting.realisatie[0].bedrag == -525


def test_an_empty_cross_is_a_vrijstelling(tmp_path):
    """A gemeente without a cross does not take part in that task."""
    bouw = Werkmapbouw()
    bouw.zet("tblTakenregister", 0, 8, None)

    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting

    assert begroting is not None
    assert begroting.taken[0].deelname == {"Amersfoort"}


def test_moved_columns_a_renamed_sheet_and_extra_columns_change_nothing(tmp_path):
    """Tables are found by name and columns by header, wherever they stand."""
    bouw = Werkmapbouw()
    bouw.bladnamen["tblKosten"] = "Onze kosten"
    bouw.koppen["tblKosten"] = ["Opmerking", *reversed(bouw.koppen["tblKosten"])]
    row = bouw.rijen["tblKosten"][0]
    bouw.rijen["tblKosten"] = [["let op", None, None, *reversed(row)]]

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))
    plain = read_werkmap(Werkmapbouw().schrijf(tmp_path / "c.xlsx"))

    assert gelezen.findings == ()
    assert gelezen.begroting is not None and plain.begroting is not None
    moved = gelezen.begroting.kosten[0]
    assert moved.herkomst.cel("bedrag") == "Onze kosten!J5"
    assert replace(moved, herkomst=plain.begroting.kosten[0].herkomst) == plain.begroting.kosten[0]
    assert gelezen.tabellen["tblKosten"].gemeentekolommen == {"Opmerking": "A"}


@pytest.mark.parametrize("blad", ["Kosten", "kosten", "Blad7"])
def test_a_plain_range_with_the_right_headers_is_read_too(tmp_path, blad):
    """Without an Excel table the headers lead the way; a total at the end is no kostenpost."""
    bouw = Werkmapbouw()
    bouw.zonder_tabel.add("tblKosten")
    bouw.bladnamen["tblKosten"] = blad
    bouw.rijen["tblKosten"].append(["Totaal", None, None, None, 1000.5])

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.findings == ()
    assert gelezen.begroting is not None
    assert [one.kostenpost for one in gelezen.begroting.kosten] == ["K01"]


def test_the_totals_row_of_a_table_is_no_kostenpost(tmp_path):
    """The totals row that Excel adds to a table is left out."""
    bouw = Werkmapbouw()
    bouw.opties["tblKosten"] = {"total_row": True}
    bouw.daarna.append(lambda book: book.get_worksheet_by_name("Kosten").write_row(5, 0, ["Totaal", None, None, None, 1000.5]))

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.findings == ()
    assert gelezen.begroting is not None
    assert len(gelezen.begroting.kosten) == 1


def test_a_remark_below_a_table_is_left_alone(tmp_path):
    """One cell of text some rows below a table is a remark, not a forgotten row."""
    bouw = Werkmapbouw()
    _op_blad("Kosten", "write_string", 8, 0, "Bedragen zijn voorlopig.")(bouw)

    assert read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).findings == ()


def test_good_rows_are_read_beside_a_bad_one(tmp_path):
    """All findings come at once, so the sound rows are read although another row is wrong."""
    bouw = Werkmapbouw()
    bouw.rijen["tblKosten"].append(["K02", "Fout", "organisatiekosten", "alle", "tien", 2026, "geen", "inwoners", "", "", "O"])

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.begroting is not None
    assert [one.kostenpost for one in gelezen.begroting.kosten] == ["K01"]
    assert [one.ernst for one in gelezen.findings] == [Ernst.FOUT]


def test_without_a_begrotingsjaar_there_is_no_begroting(tmp_path):
    """Nothing can be checked against a year that is not known."""
    bouw = Werkmapbouw()
    bouw.zet("tblRegeling", 2, 1, "volgend jaar")

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.begroting is None
    assert [(one.code, one.cel) for one in gelezen.findings] == [("parameter-ongeldig", "Regeling!B7")]


def test_names_come_out_in_the_spelling_of_their_own_table(tmp_path):
    """Another case or a stray space does not make another gemeente."""
    bouw = Werkmapbouw()
    bouw.zet("tblInwoners", 0, 0, " AMERSFOORT")
    bouw.zet("tblTakenregister", 0, 0, "J1")
    bouw.zet("tblKosten", 0, 3, "j1 ")
    bouw.zet("tblRealisatie", 0, 2, "j1")

    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting

    assert begroting is not None
    assert begroting.inwoners[0].gemeente == "Amersfoort"
    assert begroting.kosten[0].taken == ("J1",)
    assert begroting.realisatie[0].taak == "J1"


@pytest.mark.parametrize(
    ("text", "taken"),
    [("alle", ()), ("ALLE ", ()), ("J1;W4", ("J1", "W4")), (" J1 ; ", ("J1",)), (";", (";",)), ("alle;J1", ("alle", "J1"))],
)
def test_only_the_word_alle_means_all_deelnemers(tmp_path, text, taken):
    """A slip of the keyboard in Taken never makes everybody pay."""
    bouw = Werkmapbouw()
    bouw.zet("tblKosten", 0, 3, text)

    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting

    assert begroting is not None
    assert begroting.kosten[0].taken == taken


@pytest.mark.parametrize(
    ("text", "voorstel"),
    [
        ("1.234,56", "1234,56"), ("€ 1.234,56", "1234,56"), ("1234.56", "1234,56"), ("1,234.56", "1234,56"),
        ("1.000.000", "1000000"), ("1.234", "1234"), ("12,-", "12"), ("(5,00)", "-5"), ("5-", "-5"),
        ("1 000\u00a0000", "1000000"),
    ],
)  # fmt: skip
def test_a_number_in_text_comes_with_the_number_that_was_meant(tmp_path, text, voorstel):
    """The proposal is Dutch notation; the number itself is never guessed."""
    bouw = Werkmapbouw()
    bouw.zet("tblKosten", 0, 4, text)

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert [one.feiten["voorstel"] for one in gelezen.findings] == [voorstel]
    assert gelezen.begroting is not None
    assert gelezen.begroting.kosten == ()


@pytest.mark.parametrize("text", ["13-01-2024", "2024-01-13", "13 januari 2024", "13/1/2024"])
def test_a_certain_date_in_text_is_read(tmp_path, text):
    """A date as text with one possible reading is used, with a waarschuwing."""
    bouw = Werkmapbouw()
    bouw.zet("tblInwoners", 0, 1, text)

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.begroting is not None
    assert gelezen.begroting.inwoners[0].peildatum == date(2024, 1, 13)
    assert [one.code for one in gelezen.findings] == ["datum-als-tekst"]


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path):
    """In a workbook of an old Mac the same number is a day four years later."""
    bouw = Werkmapbouw()
    bouw.delen += [("xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')]

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.begroting is not None
    assert gelezen.begroting.inwoners[0].peildatum == date(2028, 1, 2)


def test_a_value_that_may_be_personal_is_not_repeated(tmp_path):
    """A number like a burgerservicenummer typed in a wrong cell is never shown in a message."""
    bouw = Werkmapbouw()
    bouw.zet("tblKosten", 0, 4, "bsn 123456782")

    melding = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).findings[0].melding

    assert "123456782" not in melding


def test_kvk_numbers_that_pass_the_elfproef_are_no_personal_data(tmp_path):
    """Columns that say KvK, OIN or RSIN hold numbers of organisations."""
    bouw = Werkmapbouw()
    numbers = ("11122233", "12345678", "10000008", "10000107", "99999990", "123456782", "111222333")
    bouw.rijen["tblDeelnemers"] = [
        [f"Gemeente {n}", "GM0001", date(2020, 1, 1), None, "", "", "", number] for n, number in enumerate(numbers)
    ]

    codes = {one.code for one in read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).findings}

    assert "persoonsgegevens" not in codes


def test_a_workbook_without_any_of_our_tables_is_refused(tmp_path):
    """Silence would look like an empty begroting, so the sheets that were seen are named."""
    bouw = Werkmapbouw()
    bouw.weg = set(bouw.koppen)
    bouw.daarna.append(lambda book: book.add_worksheet("Vakantie"))

    with pytest.raises(WerkmapError, match=r"Vakantie.*cusd-xl nieuw"):
        read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))


def test_a_wrong_dimension_hides_nothing(tmp_path):
    """The used range that a file claims is not believed."""
    bouw = Werkmapbouw()
    bouw.delen += [("sheet5.xml", '<dimension ref="A4:M5"/>', '<dimension ref="A1"/>')]

    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))

    assert gelezen.begroting is not None
    assert len(gelezen.begroting.kosten) == 1
