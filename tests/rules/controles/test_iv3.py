"""What an adviser hears about an Iv3 code: which one is meant, where an old one went, what may not stand together."""

from __future__ import annotations

from typing import Any

import pytest

from cusd_xl.base.findings import Finding
from cusd_xl.rules.controles.iv3 import check_iv3
from tests.rules.bouw import bouw_begroting, kostenpost


def check(taakveld: str, categorie: str = "4.3.2", jaar: int = 2026, **changes: Any) -> list[Finding]:
    """The findings on one kostenpost with these codes."""
    post = kostenpost("K01", taakveld=taakveld, categorie=categorie, **changes)
    return list(check_iv3(bouw_begroting(regeling={"begrotingsjaar": jaar}, kosten=(post,))))


@pytest.mark.parametrize("taakveld", ["0.4", "4.3", "6.1", "6.60", "6.752", "6.812", "6.91", "7.1"])
def test_a_code_of_the_year_is_accepted(taakveld: str) -> None:
    """Een taakveld van het boekjaar met een bijdrage aan gemeenten is goed."""
    assert check(taakveld) == []


@pytest.mark.parametrize(
    ("taakveld", "jaar", "advies"),
    [
        ("6.71a", 2025, "In 2024 was dit Huishoudelijke hulp (WMO); in 2025 is dat 6.711."),
        ("6.71a", 2026, "In 2024 was dit Huishoudelijke hulp (WMO); in 2026 is dat 6.711."),
        ("6.82b", 2026, "In 2024 was dit Jeugdreclassering; in 2026 is dat 6.822."),
        ("6.2", 2026, "In 2024 was dit Toegang en eerstelijnsvoorzieningen; in 2026 is dat 6.21, 6.22 en 6.23."),
        ("6.6", 2026, "In 2024 was dit Maatwerkvoorzieningen (WMO). Bedoelt u '6.60'?"),
        ("6.72b", 2026, "geen taakveld van 2026 heeft die naam. Kies het taakveld waar deze kosten nu horen."),
        ("6.711", 2024, "In 2025 is dit Huishoudelijke hulp (WMO); in 2024 is dat 6.71a."),
        ("6,812", 2026, "Bedoelt u '6.812'?"),
        ("T6.812", 2026, "Bedoelt u '6.812'?"),
        ("jeugd", 2026, "Typ de code als tekst, zoals 6.60 of 6.812."),
    ],
)
def test_an_unknown_taakveld_is_refused_with_what_is_meant(taakveld: str, jaar: int, advies: str) -> None:
    """Een code die dat jaar niet bestaat wordt geweigerd; de melding zegt waar zij heen ging of welke is bedoeld."""
    (found,) = check(taakveld, jaar=jaar)

    assert (found.code, str(found.ernst)) == ("iv3-taakveld-onbekend", "fout")
    assert found.melding.endswith(advies)


@pytest.mark.parametrize(
    ("categorie", "advies"),
    [
        ("3.4.2", "sociale uitkeringen in natura); kies een categorie van de lasten."),
        ("4,3,2", "Bedoelt u '4.3.2' (Inkomensoverdrachten - gemeenten)?"),
        ("gemeenten", "Typ de code als tekst, zoals 4.3.2."),
    ],
)  # fmt: skip
def test_an_unknown_categorie_is_refused_with_what_is_meant(categorie: str, advies: str) -> None:
    """Een categorie die niet bij de lasten hoort wordt geweigerd, met de reden."""
    (found,) = check("6.711", categorie)

    assert (found.code, found.cel) == ("iv3-categorie-onbekend", "Kosten!J2")
    assert found.melding.endswith(advies)


@pytest.mark.parametrize(
    ("taakveld", "categorie", "jaar"),
    [("6.1", "4.2", 2026), ("6.91", "3.4.1", 2025), ("0.4", "3.4.1", 2026), ("6.71", "4.3.2", 2024)],
)
def test_a_grey_cell_is_refused(taakveld: str, categorie: str, jaar: int) -> None:
    """Een combinatie die het CBS afkeurt wordt geweigerd, met de namen van beide codes."""
    (found,) = check(taakveld, categorie, jaar)

    assert (found.code, str(found.ernst)) == ("iv3-grijze-cel", "fout")


def test_two_wrong_codes_are_two_findings() -> None:
    """Kloppen taakveld en categorie allebei niet, dan hoort de adviseur dat in één keer."""
    assert [one.code for one in check("6.71a", "9.9", 2026)] == ["iv3-taakveld-onbekend", "iv3-categorie-onbekend"]


@pytest.mark.parametrize(("taakveld", "categorie"), [("", ""), ("6.752", ""), ("", "4.3.2")])
def test_a_missing_code_is_no_matter_for_the_begroting(taakveld: str, categorie: str) -> None:
    """Zolang er geen Iv3 wordt gemaakt, mag een code leeg zijn."""
    assert check(taakveld, categorie) == []


@pytest.mark.parametrize("jaar", [2023, 2027])
def test_a_year_without_a_list_refuses_no_code(jaar: int) -> None:
    """Van een jaar zonder codelijst wordt geen code geweigerd en geen andere lijst genomen: één waarschuwing zegt dat."""
    (found,) = check("6.999", "9.9.9", jaar)

    assert (found.code, str(found.ernst), found.cel) == ("parameter-ontbreekt", "waarschuwing", "tblKosten")
    assert f"Iv3-codes van boekjaar {jaar} zijn niet bekend" in found.melding


def test_a_year_without_a_list_and_without_codes_says_nothing() -> None:
    """Wie geen Iv3-codes gebruikt, hoort er ook niets over."""
    assert check("", "", 2027) == []
