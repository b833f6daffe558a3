"""Finalising: numbers without gaps, one content per key, all of a run or nothing; the same in SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from cusd_xl.base.errors import RegisterError
from cusd_xl.model.factuur import Factuursoort
from cusd_xl.model.factuurinhoud import without_herkomst
from cusd_xl.register.opening import open_register
from cusd_xl.register.registratie import Ontwerp, make_ontwerpen
from cusd_xl.register.stand import Status, find_registratie, list_standen
from cusd_xl.register.tabellen import documenten
from cusd_xl.register.uitgifte import list_pending
from cusd_xl.register.vaststellen import finalise
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.runs.afreken_voorschotten import load_voorschotten
from tests.hulp.facturen import korte_begroting
from tests.hulp.registers import concepten, geef_uit, gevuld, ontwerpen

BAARN = 1
FEBRUARI = date(2026, 2, 2)


def test_numbers_follow_each_other_and_the_verrekening_has_its_own_series(plek: str) -> None:
    """Zeven gemeenten krijgen CUSD-2026-00001 tot en met 00007; de centrumgemeente telt in een eigen reeks."""
    _, found = gevuld(plek)
    assert [one.nummer for one in found] == ["CUSD-IV-2026-00001", *(f"CUSD-2026-0000{number}" for number in range(1, 8))]
    assert found[0].soort is Factuursoort.INTERNE_VERREKENING


def test_what_is_frozen_is_the_definitive_factuur(plek: str) -> None:
    """In het register staat de hele factuur, met haar nummer en niet meer als concept."""
    register, found = gevuld(plek)
    concept = concepten()["Baarn"]
    expected = without_herkomst(replace(concept, nummer="CUSD-2026-00001", concept=False))
    assert find_registratie(register, "CUSD-2026-00001").factuur == expected == found[BAARN].factuur
    assert found[BAARN].bedrag == expected.te_betalen == 1747168


def test_the_same_run_again_gives_the_same_facturen(plek: str) -> None:
    """Nog eens factureren met dezelfde gegevens geeft dezelfde nummers terug en voegt niets toe."""
    register, found = gevuld(plek)
    assert finalise(register, ontwerpen()).registraties == found
    assert len(list_standen(register)) == 8


def test_another_content_is_refused_with_what_differs(plek: str) -> None:
    """Een ander bedrag voor dezelfde gemeente en termijn wordt geweigerd, en de melding noemt beide bedragen."""
    register, _ = gevuld(plek)
    concept = concepten()["Baarn"]
    anders = replace(concept, regels=(replace(concept.regels[0], bedrag=1747169),))
    found = finalise(register, [Ontwerp(anders)])
    assert (found.registraties, [one.code for one in found.findings]) == ((), ["register-andere-inhoud"])
    assert "bedrag € 17.471,69 in plaats van € 17.471,68" in found.findings[0].melding


def test_a_run_is_recorded_as_a_whole_or_not_at_all(plek: str) -> None:
    """Klopt er één factuur van een nieuwe termijn niet, dan krijgt geen enkele gemeente een nummer."""
    register, _ = gevuld(plek)
    concept = concepten()["Woudenberg"]
    mixed = [*ontwerpen("Q2"), Ontwerp(replace(concept, reden="anders"))]
    assert [one.code for one in finalise(register, mixed).findings] == ["register-andere-inhoud"]
    assert len(list_standen(register)) == 8
    assert finalise(register, ontwerpen("Q2")).registraties[1].nummer == "CUSD-2026-00008"


def test_a_factuurdatum_never_goes_back(plek: str) -> None:
    """Een factuur met een datum vóór de laatste in haar reeks wordt geweigerd; op dezelfde dag mag wel."""
    register = open_register(plek, maak=True)
    assert finalise(register, ontwerpen("Q1", FEBRUARI)).findings == ()
    found = finalise(register, ontwerpen("Q2", date(2026, 2, 1)))
    assert [one.code for one in found.findings] == ["register-factuurdatum"] * 2
    assert "CUSD-2026-00007" in found.findings[1].melding
    assert finalise(register, ontwerpen("Q2", FEBRUARI)).findings == ()


def test_another_year_begins_another_series(plek: str) -> None:
    """Een factuur met een datum in 2027 begint weer bij 1, in de reeks van dat jaar."""
    register, _ = gevuld(plek)
    found = finalise(register, ontwerpen("Q4", date(2027, 1, 4)))
    assert found.registraties[BAARN].nummer == "CUSD-2027-00001"


def test_two_rhythms_in_one_year_would_bill_twice(plek: str) -> None:
    """Na het eerste kwartaal kan het hele jaar niet ook nog worden gefactureerd."""
    register, _ = gevuld(plek)
    found = finalise(register, ontwerpen("jaar"))
    assert {one.code for one in found.findings} == {"register-termijn-gemengd"}
    assert len(found.findings) == 8


def test_a_gemeente_that_drops_out_is_noticed(plek: str) -> None:
    """Geeft de werkmap een gemeente geen factuur meer die al vaststaat, dan wordt dat geweigerd."""
    register, _ = gevuld(plek)
    without = [one for one in ontwerpen() if one.factuur.afnemer.gemeente != "Soest"]
    found = finalise(register, without, volledig=True)
    assert [(one.code, one.feiten["gemeente"]) for one in found.findings] == [("register-vervallen", "Soest")]


def test_two_facturen_of_one_gemeente_are_told_apart(plek: str) -> None:
    """Krijgt een gemeente over één termijn twee facturen (per btw-regime), dan houden beide hun eigen nummer."""
    register = open_register(plek, maak=True)
    een = concepten()["Baarn"]
    twee = replace(een, nummer=f"{een.nummer}-btw", reden="tweede")
    found = finalise(register, make_ontwerpen([een, twee], "CUSD", 1, ""), volledig=True)
    assert [one.nummer for one in found.registraties] == ["CUSD-2026-00001", "CUSD-2026-00002"]
    assert finalise(register, make_ontwerpen([een, twee], "CUSD", 1, ""), volledig=True) == found


def test_a_creditfactuur_takes_back_one_factuur_once(plek: str) -> None:
    """Een creditfactuur staat in dezelfde reeks en verwijst; nog eens crediteren kan niet, dezelfde opdracht geeft haar terug."""
    register, found = gevuld(plek)
    baarn = found[BAARN]
    ontwerp = Ontwerp(make_creditfactuur(baarn.factuur, "Verkeerd adres", FEBRUARI), crediteert=baarn.nummer)
    (credit,) = finalise(register, [ontwerp]).registraties
    assert (credit.nummer, credit.bedrag, credit.crediteert) == ("CUSD-2026-00008", -1747168, "CUSD-2026-00001")
    assert credit.factuur.verwijzingen[0].nummer == "CUSD-2026-00001"
    assert finalise(register, [ontwerp]).registraties == (credit,)
    anders = Ontwerp(make_creditfactuur(baarn.factuur, "Iets anders", FEBRUARI), crediteert=baarn.nummer)
    assert [one.code for one in finalise(register, [anders]).findings] == ["register-al-gecrediteerd"]


def test_after_a_creditfactuur_a_revisie_bills_again(plek: str) -> None:
    """Opnieuw factureren na een creditfactuur moet uitdrukkelijk: zonder --revisie 2 gebeurt er niets, daarna wel één keer."""
    register, found = gevuld(plek)
    baarn = found[BAARN]
    finalise(register, [Ontwerp(make_creditfactuur(baarn.factuur, "Verkeerd adres", FEBRUARI), crediteert=baarn.nummer)])
    assert finalise(register, ontwerpen()).registraties == found
    later = finalise(register, ontwerpen("Q1", FEBRUARI))
    assert [one.code for one in later.findings if one.feiten["gemeente"] == "Baarn"] == ["register-gecrediteerd"]
    again = finalise(register, ontwerpen("Q1", FEBRUARI, revisie=2), volledig=True)
    assert again.findings == ()
    assert [one.nummer for one in again.registraties if one not in found] == ["CUSD-2026-00009"]
    assert finalise(register, ontwerpen("Q1", FEBRUARI, revisie=2), volledig=True) == again


def test_a_document_goes_from_vastgesteld_to_uitgegeven_to_gecrediteerd(plek: str) -> None:
    """De status volgt uit wat is vastgelegd, en gaat alleen vooruit."""
    register, found = gevuld(plek)
    baarn = found[BAARN]

    def status() -> Status:
        return list_standen(register)[BAARN].status

    assert (status(), baarn in list_pending(register)) == (Status.VASTGESTELD, True)
    geef_uit(register, baarn.nummer, "baarn.xlsx")
    geef_uit(register, baarn.nummer, "baarn.xlsx")
    assert (status(), baarn in list_pending(register)) == (Status.UITGEGEVEN, False)
    finalise(register, [Ontwerp(make_creditfactuur(baarn.factuur, "Fout", FEBRUARI), crediteert=baarn.nummer)])
    assert status() is Status.GECREDITEERD


def test_what_was_billed_in_advance_can_be_set_off(plek: str) -> None:
    """Een eindafrekening vindt per gemeente de voorschotten van het jaar; wat is gecrediteerd telt niet mee."""
    register, found = gevuld(plek, "Q1", "Q2")
    baarn = found[BAARN]
    finalise(register, [Ontwerp(make_creditfactuur(baarn.factuur, "Fout", FEBRUARI), crediteert=baarn.nummer)])
    begroting = korte_begroting()
    deelnemers = tuple(
        replace(one, gemeente="Baarn en omstreken") if one.gm_code == "GM0308" else one for one in begroting.deelnemers
    )
    voorschotten, findings = load_voorschotten(register, replace(begroting, deelnemers=deelnemers))
    own = {one.nummer: one.bedrag for one in voorschotten.posten if one.gemeente == "Baarn en omstreken"}
    assert own == {"CUSD-2026-00008": 1747167}
    assert (findings, voorschotten.berekend, len({one.gemeente for one in voorschotten.posten})) == ((), False, 8)


def test_money_of_an_unknown_gemeente_is_never_lost(plek: str) -> None:
    """Staat een gefactureerde gemeente niet op Deelnemers, of is de naam van de regeling anders, dan is dat een fout."""
    register, _ = gevuld(plek, "Q1")
    begroting = korte_begroting()
    zonder = replace(begroting, deelnemers=tuple(one for one in begroting.deelnemers if one.gm_code != "GM0308"))
    (vreemd,) = load_voorschotten(register, zonder)[1]
    assert (vreemd.code, vreemd.feiten["gemeenten"]) == ("register-onbekende-gemeente", "Baarn (€ 17.471,68)")
    anders = replace(begroting, regeling=replace(begroting.regeling, naam="Andere regeling"))
    (leeg,) = load_voorschotten(register, anders)[1]
    assert (leeg.code, leeg.feiten["anders"]) == ("register-zonder-voorschotten", "proefregeling 2026")


@pytest.mark.parametrize("prefix", ["", "cusd", "CUSD_1", "CUSD-IV", "IV", "CONCEPT", "A" * 21, "../X", "-X"])
def test_a_number_begins_with_something_that_can_be_a_file_name(plek: str, prefix: str) -> None:
    """Een begin dat in een bestandsnaam of naast een concept verwarring geeft, wordt geweigerd."""
    register = open_register(plek, maak=True)
    with pytest.raises(RegisterError, match="kan niet met"):
        finalise(register, [Ontwerp(concepten()["Baarn"], prefix)])
    assert list_standen(register) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_document SET bedrag = 1",
        "UPDATE register_document SET inhoud = inhoud",
        "DELETE FROM register_document",
        "DELETE FROM register_uitgifte",
        "UPDATE register_uitgifte SET sha256 = sha256",
        "DELETE FROM register_schema",
        "UPDATE register_schema SET versie = 9",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove(plek: str, statement: str) -> None:
    """Ook wie buiten cusd-xl om in de database komt, kan niets wijzigen of weghalen."""
    register, found = gevuld(plek)
    geef_uit(register, found[0].nummer, "a.xlsx")
    with pytest.raises(DBAPIError, match="register: "), register.engine.begin() as connection:
        connection.execute(text(statement))
    assert [one.registratie for one in list_standen(register)] == list(found)


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"volgnummer": 9, "nummer": "CUSD-2026-00009"}, "volgnummer springt"),
        ({"id": 99}, "id springt"),
        ({"vorige": "x"}, "keten sluit niet aan"),
        ({"factuurdatum": "2026-01-04"}, "factuurdatum ligt voor de vorige"),
    ],
)
def test_the_database_itself_refuses_a_gap(plek: str, anders: dict[str, object], waarom: str) -> None:
    """Een nummer overslaan, een oudere datum of een losse schakel neemt de database zelf niet aan."""
    register, found = gevuld(plek)
    with register.writing() as connection:
        last = dict(connection.execute(documenten.select().where(documenten.c.id == len(found))).mappings().one())
        nieuw = {
            "id": 9,
            "volgnummer": 8,
            "nummer": "CUSD-2026-00008",
            "gm_code": "GM9999",
            "vorige": last["keten"],
            "keten": "k",
        }
    with pytest.raises(DBAPIError, match=waarom), register.engine.begin() as connection:
        connection.execute(documenten.insert(), {**last, **nieuw, **anders})
    with register.engine.begin() as connection:
        connection.execute(documenten.insert(), {**last, **nieuw})


def test_replacing_a_row_is_refused_too(tmp_path) -> None:
    """INSERT OR REPLACE haalt in SQLite stilletjes een rij weg; ook dat wordt geweigerd."""
    register, found = gevuld(str(tmp_path / "r.sqlite"))
    with register.reading() as connection:
        last = dict(connection.execute(documenten.select().where(documenten.c.id == len(found))).mappings().one())
    nieuw = {**last, "id": 9, "volgnummer": 8, "nummer": "CUSD-2026-00008", "vorige": last["keten"], "keten": "k"}
    with pytest.raises(DBAPIError, match="bestaat al"), register.engine.begin() as connection:
        connection.execute(documenten.insert().prefix_with("OR REPLACE"), nieuw)
    assert len(list_standen(register)) == len(found)


def test_truncating_is_refused_in_postgresql(database: str) -> None:
    """TRUNCATE leegt in PostgreSQL een tabel zonder DELETE; ook dat wordt geweigerd."""
    register, found = gevuld(database)
    with pytest.raises(DBAPIError, match="register: "), register.engine.begin() as connection:
        connection.execute(text("TRUNCATE register_document CASCADE"))
    assert len(list_standen(register)) == len(found)


def test_an_unknown_number_proposes_the_nearest(plek: str) -> None:
    """Wie een nummer verkeerd overtypt, krijgt het nummer dat er het meest op lijkt."""
    register, _ = gevuld(plek)
    with pytest.raises(RegisterError, match="Bedoelt u CUSD-2026-00003"):
        find_registratie(register, "CUSD-2026-0003")
