"""Index figures by editie, shipped or from a file: one percentage a year, with editie, status and bron."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.base.errors import ArgumentError, BronbestandError
from cusd_xl.parameters.indexbestand import Indexvraag, find_indexcijfers, read_indexcijfers

REEKS = "Prijspeil BBP"
MEI = Indexvraag(REEKS, "Meicirculaire 2025")
TWEE_EDITIES = (
    "editie;jaar;percentage;bron\nMeicirculaire 2025;2026;2,5;https://a\nSeptembercirculaire 2025;2026;2,4;https://b\n"
    "septembercirculaire  2025;2027;2,2;\n"
)


def test_a_shipped_editie_is_found_by_name() -> None:
    """De meegeleverde percentages van een editie komen onder de naam van de gevraagde reeks."""
    (found,) = find_indexcijfers(Indexvraag("Eigen reeks", "meicirculaire 2025"))

    assert (found.reeks, found.jaar, found.percentage, found.editie) == (
        "Eigen reeks",
        2026,
        Decimal("2.5"),
        "Meicirculaire 2025",
    )
    assert [one.jaar for one in find_indexcijfers(Indexvraag(REEKS, "Septembercirculaire 2024"))] == [
        2025,
        2026,
        2027,
        2028,
        2029,
    ]


def test_an_editie_that_is_not_shipped_names_those_that_are() -> None:
    """Een editie die er niet is, is één regel met de bedoelde en alle andere."""
    with pytest.raises(ArgumentError) as problem:
        find_indexcijfers(Indexvraag(REEKS, "Meicirculaire 2026"))

    assert "Bedoelt u 'Meicirculaire 2025'?" in str(problem.value)
    assert "Septembercirculaire 2024" in str(problem.value)


def test_only_the_asked_editie_counts() -> None:
    """Uit een bestand met meer edities komen alleen de percentages van de gevraagde."""
    found = read_indexcijfers("bbp.csv", TWEE_EDITIES.encode(), Indexvraag(REEKS, "Septembercirculaire 2025"))

    assert [(one.jaar, one.percentage, one.status, one.bron) for one in found] == [
        (2026, Decimal("2.4"), "voorlopig", "https://b"),
        (2027, Decimal("2.2"), "voorlopig", "bestand bbp.csv"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jaar,Percentage\n2026,2.5\n",
        "jaar;percentage;status\n2026;2,5 %;voorlopig\n;;\n",
        json.dumps([{"jaar": 2026, "percentage": 2.5}]),
        json.dumps({"value": [{"Jaar": "2026", "Percentage": "2,5", "Editie": "Meicirculaire 2025"}]}),
    ],
)
def test_a_file_may_be_csv_or_json(text: str) -> None:
    """Punt of komma, CSV of JSON: 2,5 % voor 2026 is hetzelfde cijfer."""
    (found,) = read_indexcijfers("bbp.csv", text.encode(), MEI)

    assert (found.jaar, found.percentage, found.status) == (2026, Decimal("2.5"), "voorlopig")


def test_the_status_is_that_of_the_file_or_the_one_given() -> None:
    """Zegt het bestand niets over de status, dan geldt de opgegeven status."""
    text = b"jaar;percentage;status\n2025;2,7;definitief\n2026;2,5;\n"
    found = read_indexcijfers("bbp.csv", text, Indexvraag(REEKS, "Mei", "definitief"))

    assert [one.status for one in found] == ["definitief", "definitief"]
    assert [one.status for one in read_indexcijfers("bbp.csv", text, MEI)] == ["definitief", "voorlopig"]


def test_the_published_file_gives_the_shipped_figures(shared: Path) -> None:
    """Het bestand waar de meegeleverde cijfers uit komen geeft, ingelezen, dezelfde percentages."""
    content = (shared / "data" / "prijspeil_bbp.csv").read_bytes()
    vraag = Indexvraag(REEKS, "Septembercirculaire 2024")
    read = [(one.jaar, one.percentage) for one in read_indexcijfers("bbp.csv", content, vraag)]

    assert read == [(one.jaar, one.percentage) for one in find_indexcijfers(vraag)]


@pytest.mark.parametrize(
    ("text", "zin"),
    [
        ("zomaar tekst", "er is geen kolom jaar en percentage"),
        ("", "er is geen kolom jaar en percentage"),
        ("[1, 2]", "er is geen kolom jaar en percentage"),
        ('{"value": 3}', "er is geen kolom jaar en percentage"),
        ("{", "is geen geldig JSON-bestand"),
        ("jaar;percentage\n26;2,5\n", "jaar '26'; dat is geen jaartal"),
        ("jaar;percentage\n2026;1.234,5\n", "'1.234,5' als percentage; dat is niet te lezen"),
        ("jaar,percentage\n2026,2,5\n", "de cellen niet bij de koppen passen: 2026 | 2 | 5"),
        ("jaar,percentage,bron\n2026,2,5\n", "de cellen niet bij de koppen passen: 2026 | 2 | 5"),
        ("jaar;percentage\n2026;\n", "'' als percentage"),
        ("jaar;percentage;status\n2026;2,5;zeker\n", "status 'zeker'. Schrijf definitief of voorlopig"),
        ("jaar;percentage\n2026;2,5\n2026;2,7\n", "meer dan één percentage voor 2026"),
        (TWEE_EDITIES.replace("Meicirculaire 2025", "CEP 2025"), "geen percentages van 'Meicirculaire 2025'; wel van: CEP 2025"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(text: str, zin: str) -> None:
    """Een bestand dat niet klopt wordt geweigerd met één regel: wat, waarom en wat te doen."""
    with pytest.raises(BronbestandError) as problem:
        read_indexcijfers("bbp.csv", text.encode(), MEI)

    assert zin in str(problem.value)
    assert "\n" not in str(problem.value)
