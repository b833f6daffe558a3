"""Published tables of real samenwerkingen come out of an empty workbook that was filled in with their inputs.

Where a published row differs, the publisher rounded each row by itself; this project closes on the total (largest remainder).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cusd_xl.model.bijdragen import Verdeling
from tests.hulp.geval import (
    deelnemers,
    in_euros,
    indexcijfer,
    inwoners,
    kostenpost,
    lees_geval,
    regeling,
    reken_door,
    sleutel,
    vul_leeg,
)

FLEVOLAND_INWONERS = {
    "Almere": 226438, "Dronten": 44261, "Lelystad": 84029, "Noordoostpolder": 50076, "Urk": 21936, "Zeewolde": 23946,
}  # fmt: skip
FLEVOLAND_BIJDRAGEN = {
    "Almere": 6465, "Dronten": 1264, "Lelystad": 2399, "Noordoostpolder": 1430, "Urk": 626, "Zeewolde": 684,
}  # fmt: skip
EIGEN_KRACHT = (
    "Alkmaar", "Almere", "Amersfoort", "Breda", "Delft", "Deventer", "Doetinchem", "Eindhoven", "Enschede", "Groningen",
    "Haarlem", "Helmond", "Hengelo O", "Leeuwarden", "Nijmegen", "Tiel", "Tilburg", "Zeist",
)  # fmt: skip


def test_ggd_flevoland_own_figures(tmp_path: Path) -> None:
    """De inwonerbijdrage 2025 van GGD Flevoland (x € 1.000) komt tot op de duizend euro uit, naar inwoners van t-1."""
    found = divide_by_inwoners(FLEVOLAND_INWONERS, 12868, tmp_path)
    assert whole_euros(found.per_gemeente()) == FLEVOLAND_BIJDRAGEN
    assert found.totaal == 12868_00


def test_02_ggd_flevoland(shared: Path, tmp_path: Path) -> None:
    """Geval 02: alle zes rijen gelijk aan de gepubliceerde tabel; de rijen sluiten daar toevallig vanzelf."""
    geval = lees_geval(shared, "02")
    found = divide_by_inwoners(geval["inputs"]["inwoners"], geval["inputs"]["total"], tmp_path)
    assert whole_euros(found.per_gemeente()) == geval["published"]


def test_05_indexatieketen(shared: Path, tmp_path: Path) -> None:
    """Geval 05: de opbouw van de begroting 2025 (wijzigingen, groei 1,41 %, index 5,4 %, doelen) komt op elke stap uit."""
    published = lees_geval(shared, "05")["published"]
    base, reduced = 11966, published["2025 na besluitvorming"]
    posts = (
        kostenpost("basis", base, "inwoners", 2025),
        kostenpost("groei", reduced, "inwoners", 2024, "inwonergroei"),
        kostenpost("index", reduced, "inwoners", 2024, "prijsindex"),
        *(kostenpost(f"doel {place}", bedrag, "inwoners", 2025) for place, bedrag in enumerate((343, 250, 90), start=1)),
    )
    rijen = flevoland(2025, posts) | {
        "tblWijzigingen": [wijziging(str(place), "basis", bedrag) for place, bedrag in enumerate((-343, -200, -15), start=1)],
        "tblDekking": [dekking(code, reduced) for code in ("groei", "index")],
        "tblIndexcijfers": [indexcijfer("inwonergroei", 2025, 1.41), indexcijfer("prijsindex", 2025, 5.4)],
    }
    found = whole_euros(reken_door(vul_leeg(2025, rijen, tmp_path)).per_kostenpost())
    goals = sum(bedrag for code, bedrag in found.items() if code.startswith("doel"))
    steps = {
        "2025 subtotaal voorafgaande besluitvorming": found["basis"] - base,
        "2025 na besluitvorming": found["basis"],
        "2025 inwonergroei 1,41%": found["groei"],
        "2025 indexering 5,4%": found["index"],
        "2025 technisch": found["groei"] + found["index"],
        "2025 doelen": goals,
        "2025 totaal": sum(found.values()),
    }
    assert steps == {label: published[label] for label in steps}


@pytest.mark.parametrize(("jaar", "mutaties"), [(2026, (-15, 171, -683)), (2027, (-15, 174)), (2028, (176,))])
def test_05_following_years(jaar: int, mutaties: tuple[int, ...], shared: Path, tmp_path: Path) -> None:
    """Geval 05: de jaren 2026 tot en met 2028 volgen uit het jaar ervoor plus de begrotingswijzigingen."""
    published = lees_geval(shared, "05")["published"]
    rijen = flevoland(jaar, (kostenpost("vorig jaar", published[f"{jaar - 1} totaal"], "inwoners", jaar),)) | {
        "tblWijzigingen": [wijziging(str(place), "vorig jaar", bedrag) for place, bedrag in enumerate(mutaties, start=1)]
    }
    found = reken_door(vul_leeg(jaar, rijen, tmp_path))
    assert found.totaal == published[f"{jaar} totaal"] * 100


def test_14_percentages_of_g31(shared: Path, tmp_path: Path) -> None:
    """Geval 14: de percentages van 31 steden; drie wijken 0,01 af, want de gepubliceerde rijen tellen op tot 99,97.

    The publisher rounded each row by itself. Here the parts are 100.00 together, and the three largest remainders below a
    half (Dordrecht, Haarlem, Lelystad) get the hundredths that were missing.
    """
    geval = lees_geval(shared, "14")
    found = divide_by_gewichten(geval["inputs"]["quantity"], 100, "cent", tmp_path)
    published = {naam: f"{percentage:.2f}" for naam, percentage in geval["published"]["percentage"].items()}
    assert find_different(in_euros(found.per_gemeente()), published) == {
        "Dordrecht": ("1.83", "1.82"),
        "Haarlem": ("1.63", "1.62"),
        "Lelystad": ("1.13", "1.12"),
    }
    assert found.totaal == 100_00


def test_15_percentages_of_g25(shared: Path, tmp_path: Path) -> None:
    """Geval 15: de percentages van 25 gemeenten; alleen Delft wijkt 0,01 af, want de gepubliceerde rijen tellen op tot 99,99."""
    geval = lees_geval(shared, "15")
    found = divide_by_gewichten(geval["inputs"]["quantity"], 100, "cent", tmp_path)
    published = {naam: f"{percentage:.2f}" for naam, percentage in geval["published"]["percentage"].items()}
    assert find_different(in_euros(found.per_gemeente()), published) == {"Delft": ("8.01", "8.00")}


def test_15_places_times_price(shared: Path, tmp_path: Path) -> None:
    """Geval 15: 925 plaatsen verdeeld in hele plaatsen, en elk bedrag is plaatsen maal € 6.400: alle rijen gelijk."""
    geval = lees_geval(shared, "15")
    places = whole_euros(divide_by_gewichten(geval["inputs"]["quantity"], 925, "euro", tmp_path).per_gemeente())
    assert places == geval["published"]["places"]
    price = geval["inputs"]["price_per_place"]
    rijen = {
        "tblRegeling": regeling(2006, "Almere"),
        "tblDeelnemers": deelnemers(places),
        "tblSleutels": [sleutel("plaatsen", "werkprocessen")],
        "tblKosten": [kostenpost("K1", None, "plaatsen", 2006, soort="zorgadministratie")],
        "tblNormbedragen": [{"Proces": "plaats", "Normbedrag": price, "Prijspeil": 2006, "Index": "geen", "Bron": "bijlage"}],
        "tblWerkprocessen": [{"Gemeente": naam, "Proces": "plaats", "Aantal": aantal} for naam, aantal in places.items()],
    }
    found = reken_door(vul_leeg(2006, rijen, tmp_path, "bedragen.xlsx"))
    assert whole_euros(found.per_gemeente()) == geval["published"]["amount"]


def test_15_one_place_fewer(shared: Path, tmp_path: Path) -> None:
    """Geval 15: met 924 plaatsen, het andere totaal dat bij de tabel past, krijgt alleen Maassluis er een minder."""
    geval = lees_geval(shared, "15")
    places = whole_euros(divide_by_gewichten(geval["inputs"]["quantity"], 924, "euro", tmp_path).per_gemeente())
    assert find_different(places, geval["published"]["places"]) == {"Maassluis": (20, 21)}


def test_20_palliatieve_netwerken(shared: Path, tmp_path: Path) -> None:
    """Geval 20: 70 subsidiebedragen van 2014 naar 2015 met 1,358 %; vier rijen wijken één euro af van de publicatie.

    Exact half-up rounding of bedrag x 1.01358 gives 22,950.49 (Gorinchem), 15,195.59 (Groningen Zuid), 52,509.53
    (IJssel-Vecht) and 35,931.41 (Voorne-Putten Rozenburg); the published euros are on the wrong side of the half, so the
    publisher indexed amounts with cents that it did not print.
    """
    geval = lees_geval(shared, "20")
    amounts = geval["inputs"]["b2014"]
    codes = {f"N{number:02d}": naam for number, naam in enumerate(amounts, start=1)}
    rijen = {
        "tblRegeling": regeling(2015, "Almere"),
        "tblDeelnemers": deelnemers(["Almere"]),
        "tblSleutels": [sleutel("gelijk", "gelijk")],
        "tblIndexcijfers": [indexcijfer("subsidie", 2015, 1.358)],
        "tblKosten": [kostenpost(code, amounts[naam], "gelijk", 2014, "subsidie") for code, naam in codes.items()],
    }
    found = whole_euros(reken_door(vul_leeg(2015, rijen, tmp_path)).per_kostenpost())
    assert find_different({codes[code]: bedrag for code, bedrag in found.items()}, geval["published"]) == {
        "Gorinchem": (22950, 22951),
        "Groningen Zuid": (15196, 15195),
        "IJssel-Vecht": (52510, 52509),
        "Voorne-Putten Rozenburg": (35931, 35932),
    }


def test_eigen_kracht_own_figures(tmp_path: Path) -> None:
    """De uitkering Eigen kracht 2012: € 900.000 gelijk over 18 gemeenten is € 50.000 voor elk."""
    assert whole_euros(divide_equally(EIGEN_KRACHT, 900_000, tmp_path).per_gemeente()) == dict.fromkeys(EIGEN_KRACHT, 50_000)


def test_22_eigen_kracht(shared: Path, tmp_path: Path) -> None:
    """Geval 22: alle achttien rijen gelijk aan de gepubliceerde tabel."""
    geval = lees_geval(shared, "22")
    found = divide_equally(geval["inputs"]["participants"], geval["inputs"]["total"], tmp_path)
    assert whole_euros(found.per_gemeente()) == geval["published"]


def test_26_openbare_bibliotheken(shared: Path, tmp_path: Path) -> None:
    """Geval 26: 342 gemeenten, € 2,95 per inwoner met een minimum van € 100.000: alle rijen en het totaal gelijk."""
    geval = lees_geval(shared, "26")
    aantallen = geval["inputs"]["inwoners"]
    rijen = {
        "tblRegeling": regeling(2025, "Groningen"),
        "tblDeelnemers": deelnemers(aantallen),
        "tblInwoners": inwoners(aantallen, 2024),
        "tblSleutels": [
            sleutel("inwoners", "inwoners", "1"),
            sleutel("bibliotheken", "minimum", "bedrag=100000;tarief=2.95;sleutel=inwoners"),
        ],
        "tblKosten": [kostenpost("K1", None, "bibliotheken", 2025)],
    }
    found = reken_door(vul_leeg(2025, rijen, tmp_path))
    assert whole_euros(found.per_gemeente()) == geval["published"]
    assert found.totaal == geval["published_total"] * 100


def divide_by_inwoners(aantallen: Mapping[str, int], bedrag: int, folder: Path) -> Verdeling:
    """The Flevoland workbook: whole units by inwoners of one year earlier, as GGD Flevoland does."""
    rijen = {
        "tblRegeling": regeling(2025, "Lelystad"),
        "tblDeelnemers": deelnemers(aantallen),
        "tblInwoners": inwoners(aantallen, 2024),
        "tblSleutels": [sleutel("inwoners", "inwoners", "1")],
        "tblKosten": [kostenpost("K1", bedrag, "inwoners", 2025, soort="organisatiekosten")],
    }
    return reken_door(vul_leeg(2025, rijen, folder))


def divide_by_gewichten(gewichten: Mapping[str, int], bedrag: int, afronding: str, folder: Path) -> Verdeling:
    """A total over weights, in whole euros or to the cent."""
    rijen = {
        "tblRegeling": regeling(2006, next(iter(gewichten)), afronding),
        "tblDeelnemers": deelnemers(gewichten),
        "tblSleutels": [sleutel("aantallen", "gewichten")],
        "tblGewichten": [{"Sleutel": "aantallen", "Gemeente": naam, "Gewicht": aantal} for naam, aantal in gewichten.items()],
        "tblKosten": [kostenpost("K1", bedrag, "aantallen", 2006)],
    }
    return reken_door(vul_leeg(2006, rijen, folder))


def divide_equally(namen: tuple[str, ...] | list[str], bedrag: int, folder: Path) -> Verdeling:
    """A total in equal parts."""
    rijen = {
        "tblRegeling": regeling(2012, "Amersfoort"),
        "tblDeelnemers": deelnemers(namen),
        "tblSleutels": [sleutel("gelijk", "gelijk")],
        "tblKosten": [kostenpost("K1", bedrag, "gelijk", 2012)],
    }
    return reken_door(vul_leeg(2012, rijen, folder))


def flevoland(jaar: int, posts: tuple[Mapping[str, object], ...]) -> dict[str, list[Mapping[str, object]]]:
    """The six gemeenten of Flevoland with these kostenposten."""
    return {
        "tblRegeling": regeling(jaar, "Lelystad"),
        "tblDeelnemers": deelnemers(FLEVOLAND_INWONERS),
        "tblInwoners": inwoners(FLEVOLAND_INWONERS, jaar - 1),
        "tblSleutels": [sleutel("inwoners", "inwoners", "1")],
        "tblKosten": list(posts),
    }


def wijziging(nummer: str, post: str, mutatie: int) -> Mapping[str, object]:
    """A begrotingswijziging that was vastgesteld."""
    return {"Nummer": nummer, "Status": "vastgesteld", "Kostenpost": post, "Mutatie": mutatie, "Omschrijving": "opbouw begroting"}


def dekking(post: str, bedrag: int) -> Mapping[str, object]:
    """The base amount taken off again, so that only the increase is left."""
    return {
        "Kostenpost": post, "Omschrijving": "het bedrag zonder stijging", "Soort": "overig", "Bedrag": bedrag, "Vanaf jaar": 2025,
        "Tot en met jaar": 2025,
    }  # fmt: skip


def whole_euros(cents: Mapping[str, int]) -> dict[str, int]:
    """Whole euros; a cent left over is a failure."""
    assert {bedrag % 100 for bedrag in cents.values()} == {0}
    return {naam: bedrag // 100 for naam, bedrag in cents.items()}


def find_different(found: Mapping[str, object], published: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """The rows that differ: ours, theirs; both must have the same rows."""
    assert found.keys() == published.keys()
    return {naam: (found[naam], published[naam]) for naam in found if found[naam] != published[naam]}
