"""The profiel of each regeling: the rows of a new workbook and the rules that the checks hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.identifiers import is_gm_code, is_iban, is_kvk, is_oin
from cusd_xl.parameters import Profiel, list_profielen, load_profiel
from cusd_xl.workbook.layout import PARAMETERS, TABELLEN

JAREN = (2026, 2027, 2031)
KEUZES = "Kies uit: amersfoort, flevoland, flevoland-2016, flevoland-2022, leeg."


@pytest.fixture
def amersfoort() -> Profiel:
    return load_profiel("amersfoort", 2026)


def column(profiel: Profiel, tabel: str, kop: str) -> list[object]:
    return [rij[kop] for rij in profiel.rijen[tabel]]


def parameters(profiel: Profiel) -> dict[object, object]:
    return {rij["Parameter"]: rij["Waarde"] for rij in profiel.rijen["tblRegeling"]}


def test_the_profielen_are_those_of_two_regios_and_leeg() -> None:
    """Somebody who makes a workbook can choose between these regelingen."""
    assert ("amersfoort", "flevoland-2016", "flevoland-2022", "leeg") == list_profielen()


def test_an_unknown_regeling_gets_the_nearest_name() -> None:
    """A typing error is answered with the name that was meant."""
    with pytest.raises(ArgumentError) as stopped:
        load_profiel("amersfort", 2026)
    assert f"De regeling 'amersfort' is niet bekend. Bedoelt u 'amersfoort'? {KEUZES}" == str(stopped.value)


@pytest.mark.parametrize(("jaar", "versie"), [(2017, "flevoland-2016"), (2021, "flevoland-2016"), (2026, "flevoland-2022")])
def test_flevoland_is_the_version_of_the_year(jaar: int, versie: str) -> None:
    """Who asks for Flevoland gets the afspraken that hold in that year."""
    assert versie == load_profiel("flevoland", jaar).naam


def test_the_inwoners_of_flevoland_are_those_of_cbs() -> None:
    """A workbook for 2026 holds the definitive inwoners of 1 January 2024: Almere 226.500, together 450.826."""
    rijen = load_profiel("flevoland", 2026).rijen["tblInwoners"]
    found = {rij["Gemeente"]: rij["Inwoners"] for rij in rijen if rij["Peildatum"] == date(2024, 1, 1)}
    assert (226500, 450826, {"definitief"}) == (
        found["Almere"],
        sum(int(str(aantal)) for aantal in found.values()),
        {rij["Status"] for rij in rijen if rij["Peildatum"] == date(2024, 1, 1)},
    )


def test_a_regeling_that_looks_like_nothing_gets_the_list() -> None:
    """A name that resembles none of them is answered with all names."""
    with pytest.raises(ArgumentError) as stopped:
        load_profiel("../xx", 2026)
    assert f"De regeling '../xx' is niet bekend. {KEUZES}" == str(stopped.value)


@pytest.mark.parametrize("naam", list_profielen())
@pytest.mark.parametrize("jaar", JAREN)
def test_the_rows_have_the_headers_of_the_layout(naam: str, jaar: int) -> None:
    """Every row fills exactly the columns of its table; in the takenregister also one for each gemeente."""
    profiel = load_profiel(naam, jaar)
    extra = {tabel.naam: profiel.gemeenten if tabel.kruisveld else () for tabel in TABELLEN}
    expected = {tabel.naam: {*(kolom.kop for kolom in tabel.kolommen), *extra[tabel.naam]} for tabel in TABELLEN}
    assert {} == {naam: rij for naam, rijen in profiel.rijen.items() for rij in rijen if set(rij) != expected[naam]}


def test_amersfoort_fills_in_every_parameter(amersfoort: Profiel) -> None:
    """tblRegeling names every parameter of the layout, in that order."""
    assert [one.naam for one in PARAMETERS] == list(parameters(amersfoort))


def test_the_voorbeeld_of_the_afzender_can_be_sent(amersfoort: Profiel) -> None:
    """The numbers of the afzender are examples, but of the right form."""
    found = parameters(amersfoort)
    valid = is_iban(str(found["afzender_iban"])), is_kvk(str(found["afzender_kvk"])), is_oin(str(found["afzender_oin"]))
    assert (True, True, True) == valid


def test_every_figure_of_the_afzender_is_marked(amersfoort: Profiel) -> None:
    """Nobody can take the example KvK, OIN or IBAN for the real one."""
    marked = {rij["Parameter"]: str(rij["Bron"]) for rij in amersfoort.rijen["tblRegeling"]}
    names = ("adres", "postcode", "plaats", "kvk", "oin", "iban", "email")
    assert [] == [naam for naam in names if not marked[f"afzender_{naam}"].startswith("voorbeeld")]


def test_the_deelnemers_are_the_eight_of_the_toelichting(amersfoort: Profiel) -> None:
    """The eight gemeenten, in the order of the toelichting, each with its CBS code, from 1 January 2026."""
    assert ["Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg"] == list(
        amersfoort.gemeenten
    )
    assert list(amersfoort.gemeenten) == column(amersfoort, "tblDeelnemers", "Gemeente")
    assert [True] * 8 == [is_gm_code(str(code)) for code in column(amersfoort, "tblDeelnemers", "GM-code")]
    assert {date(2026, 1, 1)} == set(column(amersfoort, "tblDeelnemers", "Deelnemer vanaf"))


def test_the_inwoners_are_those_of_the_last_five_peildata(amersfoort: Profiel) -> None:
    """For 2026 the peildata 2021 to 2025, so the one of two years back is among them."""
    found = column(amersfoort, "tblInwoners", "Peildatum")
    assert (40, {date(year, 1, 1) for year in range(2021, 2026)}) == (len(found), set(found))


def test_the_takenregister_has_the_named_vrijstellingen(amersfoort: Profiel) -> None:
    """Where the toelichting names a vrijstelling, the takenregister has no cross."""
    crossed = [
        (one.gemeente, rij["Taak"])
        for one in amersfoort.vrijstellingen
        for rij in amersfoort.rijen["tblTakenregister"]
        if (rij["Wet"] == one.wet or rij["Taak"] == one.taak) and rij[one.gemeente]
    ]
    assert [] == crossed


def test_the_takenregister_has_the_tasks_of_the_toelichting(amersfoort: Profiel) -> None:
    """Six tasks of the Jeugdwet, nine of the Wmo, leerlingenvervoer, zorgadministratie and a to f of article 6."""
    expected = [*(f"J{n}" for n in range(1, 7)), *(f"W{n}" for n in range(1, 10)), "O1", "Z", *"abcdef"]
    assert expected == column(amersfoort, "tblTakenregister", "Taak")


def test_open_cells_of_the_takenregister_are_marked_as_aanname(amersfoort: Profiel) -> None:
    """Tasks of which the bijlage is open say so in the column Bron."""
    marked = [rij["Taak"] for rij in amersfoort.rijen["tblTakenregister"] if str(rij["Bron"]).startswith("aanname")]
    assert ["W3", "O1", "Z", *"abcdef"] == marked


def test_every_amount_is_marked_as_voorbeeldbedrag(amersfoort: Profiel) -> None:
    """No source gives amounts of this regeling, so each row that has one says it is an example."""
    bronnen = {
        (tabel, str(rij["Bron"]).split(";")[0])
        for tabel, kop in (("tblKosten", "Bedrag"), ("tblDekking", "Bedrag"), ("tblNormbedragen", "Normbedrag"))
        for rij in amersfoort.rijen[tabel]
        if rij[kop] is not None
    }
    assert {(tabel, "voorbeeldbedrag") for tabel in ("tblKosten", "tblDekking", "tblNormbedragen")} == bronnen


def test_k01_gives_the_control_figure(amersfoort: Profiel) -> None:
    """K01 is one million at the price level of the year itself, so that no index changes it."""
    first = amersfoort.rijen["tblKosten"][0]
    expected = ("K01", Decimal("1000000.00"), 2026, "alle", "inwoners")
    assert expected == tuple(first[kop] for kop in ("Kostenpost", "Bedrag", "Prijspeil", "Taken", "Verdeelsleutel"))


def test_every_kostensoort_has_the_sleutel_of_article_12(amersfoort: Profiel) -> None:
    """The shipped kostenposten use the soort of sleutel that the profiel expects of their kostensoort."""
    soort = {rij["Sleutel"]: rij["Soort"] for rij in amersfoort.rijen["tblSleutels"]}
    found = {(str(rij["Soort"]), soort[rij["Verdeelsleutel"]]) for rij in amersfoort.rijen["tblKosten"]}
    assert {(name, amersfoort.kostensoorten[name].sleutelsoort) for name, _ in found} == found


def test_the_years_move_with_the_begrotingsjaar() -> None:
    """In the profiel of 2027 the price levels and the reference are a year later."""
    profiel = load_profiel("amersfoort", 2027)
    assert {2027, 2026, 2025} == set(column(profiel, "tblKosten", "Prijspeil"))
    assert {"CUSD 2027"} == set(column(profiel, "tblDeelnemers", "Referentie"))


def test_a_peildatum_without_figures_is_left_out() -> None:
    """For 2031 only the peildatum 2026 is known; the program makes up no inwoners."""
    assert {date(2026, 1, 1)} == set(column(load_profiel("amersfoort", 2031), "tblInwoners", "Peildatum"))


def test_the_rules_of_the_regeling(amersfoort: Profiel) -> None:
    """From 2026; Prijspeil BBP, but never for hulpkosten; the SPUK-IZA of 2023 to 2026; inwoners of two years back."""
    found = amersfoort.ingang, amersfoort.bbp_reeks, amersfoort.geen_bbp_soorten, amersfoort.spuk_iza
    assert (date(2026, 1, 1), "Prijspeil BBP", ("hulpkosten",), (2023, 2026)) == found
    assert 2 == amersfoort.kostensoorten["organisatiekosten"].jaren_terug


def test_without_rows_only_the_choices_stay(amersfoort: Profiel) -> None:
    """An empty workbook still knows its regeling, year and defaults, and nothing of anybody."""
    leeg = amersfoort.without_rijen()
    assert {"profiel": "amersfoort", "begrotingsjaar": 2026, "afronding": "cent", "betaaltermijn_dagen": 30, "termijnen": 4} == (
        parameters(leeg)
    )
    assert ["tblRegeling"] == list(leeg.rijen)
