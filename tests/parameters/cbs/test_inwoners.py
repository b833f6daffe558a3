"""Exports of CBS as they really look: what is read from each, and what is refused in one clear line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cusd_xl.base.errors import BronbestandError
from cusd_xl.parameters.cbs import Exportvraag, read_inwoners

VRAAG = Exportvraag(2024)
V3: dict[str, Any] = {
    "odata.metadata": "http://opendata.cbs.nl/ODataApi/OData/70072ned/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [
        {"ID": 1, "RegioS": "NL01  ", "Perioden": "2024JJ00", "TotaleBevolking_1": 17942942},
        {"ID": 2, "RegioS": "GM0307    ", "Perioden": "2024JJ00", "TotaleBevolking_1": 161852},
        {"ID": 3, "RegioS": "GM0308    ", "Perioden": "2024JJ00", "TotaleBevolking_1": 25065},
        {"ID": 4, "RegioS": "GM0308    ", "Perioden": "2023JJ00", "TotaleBevolking_1": 25008},
        {"ID": 5, "RegioS": "GM0005    ", "Perioden": "2024JJ00", "TotaleBevolking_1": None},
    ],
}
MAAND: dict[str, Any] = {
    "odata.metadata": "https://opendata.cbs.nl/ODataApi/odata/37230ned/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [
        {"RegioS": "GM0308    ", "Perioden": "2026MM01", "BevolkingAanHetBeginVanDePeriode_1": 25442},
        {"RegioS": "GM0308    ", "Perioden": "2026MM02", "BevolkingAanHetBeginVanDePeriode_1": 25451},
    ],
}
V4: dict[str, Any] = {
    "@odata.context": "https://datasets.cbs.nl/odata/v1/CBS/03759ned/$metadata#Observations",
    "value": [
        {"Id": 0, "Measure": "M000352", "ValueAttribute": "None", "Value": 161852.0, "StringValue": None, "RegioS": "GM0307",
         "Perioden": "2024JJ00"},
        {"Id": 1, "Measure": "M000352", "ValueAttribute": "None", "Value": 25065, "StringValue": None, "RegioS": "GM0308",
         "Perioden": "2024JJ00"},
        {"Id": 2, "Measure": "M999999", "ValueAttribute": "None", "Value": 7, "StringValue": None, "RegioS": "GM0308",
         "Perioden": "2024JJ00"},
    ],
}  # fmt: skip
VERWACHT = {"Amersfoort": 161852, "Baarn": 25065}


def read(source: object, naam: str = "export.json", vraag: Exportvraag = VRAAG) -> dict[str, tuple[int, str, str]]:
    """Per gemeente the inwoners, status and bron of an export."""
    content = source.encode() if isinstance(source, str) else json.dumps(source).encode()
    found = read_inwoners(naam, content, vraag)
    assert {one.peildatum for one in found.values()} == {date(vraag.jaar, 1, 1)}
    return {one.gemeente: (one.inwoners, one.status, one.bron) for one in found.values()}


def counts(*args: Any, **named: Any) -> dict[str, int]:
    """Only the inwoners."""
    return {gemeente: one[0] for gemeente, one in read(*args, **named).items()}


def test_odata_v3_with_padded_regions() -> None:
    """Uit 70072ned komen de gemeenten van het gevraagde jaar; land, andere jaren en lege cellen tellen niet mee."""
    assert counts(V3) == VERWACHT


def test_the_bron_names_table_and_day() -> None:
    """De bron noemt tabel en dag van ophalen, of anders de naam van het bestand; dat de status niet bekend was staat erbij."""
    dag = Exportvraag(2024, date(2026, 1, 10), "definitief")

    assert read(V3, vraag=dag)["Baarn"] == (25065, "definitief", "CBS 70072ned, opgehaald 10-01-2026")
    assert read(V3)["Baarn"] == (25065, "voorlopig", "CBS 70072ned, bestand export.json, status niet vermeld")


def test_monthly_figures_are_voorlopig() -> None:
    """Van de maandcijfers telt alleen januari, en zij zijn voorlopig."""
    found = read(MAAND, vraag=Exportvraag(2026))

    assert found == {"Baarn": (25442, "voorlopig", "CBS 37230ned, bestand export.json")}


def test_odata_v4_takes_the_right_measure() -> None:
    """Van de waarnemingen telt alleen de bevolking op 1 januari; 161852.0 is een heel getal."""
    assert counts(V4) == VERWACHT
    assert read(V4)["Baarn"][1] == "definitief"


def test_odata_v4_with_codes_in_the_same_file() -> None:
    """Staan de codes erbij, dan komen maat en status daaruit: nader voorlopig is voorlopig."""
    rows = [{**one, "Measure": "T001036"} for one in V4["value"][:2]]
    file = {
        "Observations": {"@odata.context": "https://datasets.cbs.nl/odata/v1/CBS/85984NED/$metadata#Observations", "value": rows},
        "MeasureCodes": {"value": [{"Identifier": "T001036", "Title": "Totale bevolking"}]},
        "PeriodenCodes": [{"Identifier": "2024JJ00", "Title": "2024", "Status": "NaderVoorlopig"}],
    }

    assert counts(file) == VERWACHT
    assert read(file)["Baarn"][1:] == ("voorlopig", "CBS 85984NED, bestand export.json")


def test_odata_v3_with_the_status_of_the_periods() -> None:
    """Ook bij v3 mag de lijst met perioden in het bestand staan."""
    file = {"TypedDataSet": V3, "Perioden": [{"Key": "2024JJ00", "Title": "2024", "Status": "Definitief"}]}

    assert {one[1] for one in read(file).values()} == {"definitief"}


@pytest.mark.parametrize(
    "text",
    [
        '"Regio\'s";"Perioden";"Totale bevolking (aantal)"\n"Amersfoort";"2024";"161852"\n"Baarn";"2024";"25065"\n',
        "Perioden,Regio's,Bevolking op 1 januari\n2024,Amersfoort,161852\n2024,Baarn,25065\n2024,Nederland,17942942\n",
        '\ufeff"Regionale kerncijfers Nederland"\n"Perioden";"Regio\'s";"Bevolking|Totale bevolking"\n'
        '"";"";"aantal"\n"2024";"Amersfoort";"161852"\n"2024";"Baarn (gemeente)";"25065"\n"2024";"Utrecht (PV)";"1388000"\n'
        '"Bron: CBS"\n',
        "ID;RegioS;Perioden;TotaleBevolking_1\n1;GM0307    ;2024JJ00;161852\n2;GM0308    ;2024JJ00;25065\n3;PV26  ;2024JJ00;.\n",
        '"Id";"Measure";"ValueAttribute";"Value";"RegioS";"Perioden"\n"0";"M000352";"None";"161852";"GM0307";"2024JJ00"\n'
        '"1";"M000352";"None";"25065.0";"GM0308";"2024JJ00"\n',
        "gm_code,gemeente,peildatum,inwoners,status\nGM0307,Amersfoort,2024-01-01,161852,definitief\n"
        "GM0308,Baarn,2024-01-01,25065,definitief\n",
        "Geslacht;Regio's;Perioden;Bevolking op 1 januari\nTotaal mannen en vrouwen;Amersfoort;2024;161852\n"
        "Mannen;Amersfoort;2024;80000\nTotaal mannen en vrouwen;Baarn;2024;25065\n",
        "Gemeente\tJaar\tInwoners\nAmersfoort\t2024\t161852\nBaarn\t2024\t25065\n",
    ],
    ids=["puntkomma", "komma", "met kop en voet", "codes", "waarnemingen", "eigen kolommen", "met geslacht", "tab"],
)
def test_csv_in_every_shape(text: str) -> None:
    """Een CSV van StatLine wordt gelezen met puntkomma's of komma's, namen of codes, en regels erboven en eronder."""
    assert counts(text, "export.csv") == VERWACHT


def test_an_asterisk_is_voorlopig() -> None:
    """Een ster achter het jaar is hoe het CBS een voorlopig cijfer merkt."""
    text = "Regio's;Perioden;Totale bevolking\nBaarn;2024;25065\nSoest;2024*;47682\n"
    found = read(text, "70072ned.csv", Exportvraag(2024, status="definitief"))

    assert {gemeente: one[1] for gemeente, one in found.items()} == {"Baarn": "definitief", "Soest": "voorlopig"}
    assert found["Soest"][2] == "CBS 70072ned, bestand 70072ned.csv"


def test_a_file_of_windows_is_read_too() -> None:
    """Een bestand in de tekenset van Windows wordt gelezen."""
    text = "Regio's;Perioden;Totale bevolking\nSúdwest-Fryslân;2024;90000\nBaarn;2024;25065\n"
    found = read_inwoners("export.csv", text.encode("cp1252"), VRAAG)

    assert "Súdwest-Fryslân" in {one.gemeente for one in found.values()}


def one_row(aantal: object) -> dict[str, Any]:
    return {"value": [{"RegioS": "GM0307", "Perioden": "2024JJ00", "TotaleBevolking_1": aantal}]}


WEIGERINGEN: list[tuple[object, str]] = [
    ("dit is gewoon tekst", "is geen export van CBS StatLine: geen kolommen Regio's en Perioden"),
    ("", "is geen export van CBS StatLine"),
    ("{", "is geen geldig JSON-bestand"),
    ("[" * 100_000, "is geen geldig JSON-bestand"),
    ({"value": [{"a": 1}]}, "is geen export van CBS StatLine: er zijn geen rijen met RegioS en Perioden"),
    ([], "er zijn geen rijen"),
    ({"value": [{"RegioS": "GM0307", "Perioden": "2024JJ00", "Geboorten_3": 1}]}, "geen aantal inwoners op 1 januari"),
    ({"value": [{"RegioS": "GM0307", "Perioden": "2024JJ00", "Measure": "X1", "Value": 1}]}, "(Measure X1)"),
    ("Regio's;Perioden;Geboorten\nBaarn;2024;9\n", "de kolommen zijn Regio's, Perioden, Geboorten"),
    (
        "Regio's,Perioden,Inwoners\nAmersfoort,2024,161,852\n",
        "de cellen niet bij de koppen passen: Amersfoort | 2024 | 161 | 852",
    ),
    ("Regio's,Perioden,Inwoners,Status\nAmersfoort,2024,161,852\n", "de cellen niet bij de koppen passen"),
    (one_row(163540.48), "'163540.48' inwoners; dat is geen heel aantal"),
    (one_row("161.852"), "'161.852' inwoners; dat is geen heel aantal"),
    (one_row("veel"), "dat is geen getal"),
    (one_row(-5), "dat is geen heel aantal"),
    (one_row("1e999999"), "dat is geen heel aantal"),
    (one_row(None), "geen inwoners van gemeenten op 1 januari 2024; ook niet van een ander jaar"),
    ({**V3, "odata.nextLink": "https://..."}, "is maar een deel van de tabel"),
    (
        {"value": [*V3["value"], {"RegioS": "GM0308", "Perioden": "2024JJ00", "TotaleBevolking_1": 25066}]},
        "voor Baarn op 1 januari 2024 twee aantallen: 25065 en 25066",
    ),
    (
        {"value": [{"RegioS": f"GM030{n}", "Perioden": "2024JJ00", "TotaleBevolking_1": 1000 + 5 * n} for n in range(1, 7)]},
        "bevat afgeronde aantallen: alle 6 eindigen op 0 of 5",
    ),
    ("Geslacht;Regio's;Perioden;Inwoners\nMannen;Baarn;2024;12000\n", "geen inwoners van gemeenten op 1 januari 2024"),
]


@pytest.mark.parametrize(("source", "zin"), WEIGERINGEN)
def test_what_may_not_be_used_is_refused_in_one_line(source: object, zin: str) -> None:
    """Een bestand dat niet klopt wordt geweigerd met één regel: wat, waarom en wat te doen."""
    with pytest.raises(BronbestandError) as problem:
        read(source)

    assert zin in str(problem.value)
    assert str(problem.value).startswith("export.json ")
    assert "\n" not in str(problem.value)


def test_another_year_names_the_years_that_are_there() -> None:
    """Wie het verkeerde jaar vraagt, leest welke jaren het bestand wel heeft."""
    with pytest.raises(BronbestandError, match="op 1 januari 2025; wel van 2023, 2024"):
        read(V3, vraag=Exportvraag(2025))


def test_a_month_that_is_not_january_is_no_peildatum() -> None:
    """Het aantal op 1 februari wordt nooit voor dat van 1 januari genomen."""
    februari = {"value": [{**V3["value"][1], "Perioden": "2024MM02"}]}

    with pytest.raises(BronbestandError, match="geen inwoners van gemeenten op 1 januari 2024"):
        read(februari)
