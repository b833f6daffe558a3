"""The year 2026 of the regeling of Amersfoort as one story, from an empty workbook to the definitieve eindafrekening."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.base.money import euro_text
from cusd_xl.parameters import load_profiel
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie
from cusd_xl.rules.iv3 import list_afrekeningen, make_iv3
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.vul import Rij, vul_werkmap
from tests.workbooks.test_workbooks import FIRST_FIGURE

Rijen = Mapping[str, Sequence[Rij]]
CENTRUM = "Amersfoort"
KWARTALEN = {"Q1": "2026-01-05", "Q2": "2026-05-04", "Q3": "2026-07-01", "Q4": "2026-10-01"}
JEUGD = {"Amersfoort": 8_000_000, "Baarn": 1_000_000, "Bunschoten": 900_000, "Eemnes": 400_000, "Leusden": 1_250_000,
         "Soest": 2_000_000, "Woudenberg": 600_000}  # fmt: skip
WONEN = {"Amersfoort": 2_000_000, "Baarn": 250_000, "Bunschoten": 200_000, "Leusden": 300_000, "Nijkerk": 450_000,
         "Soest": 500_000, "Woudenberg": 100_000}  # fmt: skip
HULP = (("K20", "J1", JEUGD, Decimal("1.09")), ("K21", "W4", WONEN, Decimal("1.03")))
"""What each gemeente lets buy of both kinds of hulp, in euros, and what it cost in the end as a part of that."""
GEBOEKT = {"K01": "1012345.67", "K02": "455000", "K03": "318999.99", "K04": "340000.01", "K05": "181250.50", "K06": "120000",
           "K07": "131313.13", "K08": "66000", "K09": "95000", "K10": "58777.77", "K11": "49999.99"}  # fmt: skip
"""What the centrumgemeente booked in the year on each kostenpost that a sleutel divides, in euros."""
RIJK = {"Beschermd wonen": ("W4", Decimal(6_000_000)), "Vrouwenopvang": ("W6", Decimal(60_000))}
OPBRENGST, SPUK = Decimal("12345.67"), Decimal(75_000)
WIJZIGING: Rij = {"Nummer": "1", "Besluitdatum": date(2026, 4, 14), "Kostenpost": "K04", "Mutatie": 50_000}
"""Half a ton for data and monitoring, at the price level of 2025."""


@dataclass
class Jaarmap:
    """The folder in which the story runs: the workbook as far as it is filled in, and what each command answered."""

    map: Path
    rijen: dict[str, Sequence[Rij]] = field(default_factory=dict)
    gezegd: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fill(self, naam: str, rijen: Rijen) -> Path:
        """The workbook with these tables filled in (again) beside those of before."""
        self.rijen.update(rijen)
        return vul_werkmap(self.map / "leeg.xlsx", self.rijen, self.map / f"{naam}.xlsx")

    def give(self, stap: str, *words: object) -> None:
        """A command that has to succeed; its JSON is kept under the name of the step."""
        uitkomst = geef(*words, "--json")
        assert uitkomst.status == 0, (stap, uitkomst.out, uitkomst.err)
        self.gezegd[stap] = uitkomst.json

    def bill(self, path: Path, kwartaal: str, concept: str = "") -> None:
        """The facturen of a quarter with numbers from the register, or in concept under another name."""
        words = ("--termijn", kwartaal, "--datum", KWARTALEN[kwartaal], "--uit", self.map / (concept or kwartaal))
        register = () if concept else ("--definitief", "--register", self.map / "register.sqlite")
        self.give(concept or kwartaal, "factureer", path, *words, *register)

    def sum_facturen(self, *stappen: str) -> dict[str, Decimal]:
        """Per gemeente what the facturen of these steps add up to, in euros."""
        sums: dict[str, Decimal] = {}
        for one in (one for stap in stappen for one in self.gezegd[stap]["facturen"]):
            sums[one["gemeente"]] = sums.get(one["gemeente"], Decimal(0)) + Decimal(one["bedrag"])
        return sums

    def list_eind(self, wat: str, stap: str = "definitief") -> dict[str, Decimal]:
        """Per gemeente one amount of the eindafrekening, in euros."""
        return {one["gemeente"]: Decimal(one[wat]) for one in self.gezegd[stap]["afrekeningen"]}


def hulp(post: str, taak: str, sleutel: str, taakveld: str) -> Rij:
    """A kostenpost for hulp: advanced by the inkoopplan or not at all, settled by use."""
    return {
        "Kostenpost": post, "Omschrijving": f"Hulp {taak}", "Soort": "hulpkosten", "Taken": taak, "Bedrag": None,
        "Prijspeil": 2026, "Index": "geen", "Verdeelsleutel": sleutel, "Taakveld": taakveld, "Categorie": "4.3.2", "Btw": "O",
    }  # fmt: skip


def list_begroting() -> Rijen:
    """The rows of the regeling, with hulp jeugd and beschermd wonen beside them."""
    rijen: dict[str, Sequence[Rij]] = dict(load_profiel("amersfoort", 2026).rijen)
    rijen["tblKosten"] = [*rijen["tblKosten"], hulp("K20", "J1", "inkoopplan", "6.752"), hulp("K21", "W4", "werkelijk", "6.811")]
    rijen["tblSleutels"] = [*rijen["tblSleutels"], *({"Sleutel": one, "Soort": one} for one in ("inkoopplan", "werkelijk"))]
    rijen["tblInkoopplan"] = [
        {"Gemeente": naam, "Taak": taak, "Jaar": 2026, "Volume": 100, "Bedrag": bedrag}
        for _, taak, plan, _ in HULP
        for naam, bedrag in plan.items()
    ]
    rijen["tblRijksmiddelen"] = [
        {"Regeling": naam, "Taken": taak, "Jaar": 2026, "Bedrag": bedrag} for naam, (taak, bedrag) in RIJK.items()
    ]
    return rijen


def list_prognose(nummer: str, dag: date, procent: int) -> list[Rij]:
    """A prognose of both kinds of hulp, as a percentage of the inkoopplan."""
    moment: Rij = {"Prognose": nummer, "Peildatum": dag}
    return [
        {**moment, "Gemeente": naam, "Kostenpost": post, "Taak": taak, "Bedrag": bedrag * procent // 100}
        for post, taak, plan, _ in HULP
        for naam, bedrag in plan.items()
    ]


def list_realisatie() -> list[Rij]:
    """What was booked: the organisatie by the centrumgemeente with one opbrengst, hulp per gemeente and half year."""
    rijen: list[Rij] = [
        {"Gemeente": CENTRUM, "Kostenpost": post, "Periode": "2026", "Bedrag": Decimal(bedrag), "Soort": "kosten"}
        for post, bedrag in GEBOEKT.items()
    ]
    rijen.append({"Gemeente": CENTRUM, "Kostenpost": "K01", "Periode": "2026-Q3", "Bedrag": OPBRENGST, "Soort": "opbrengsten"})
    rijen += [
        {"Gemeente": naam, "Kostenpost": post, "Taak": taak, "Periode": periode, "Bedrag": bedrag * deel / 2 + cent}
        for post, taak, plan, deel in HULP
        for naam, bedrag in plan.items()
        for periode, cent in (("2026-Q2", Decimal("0.01")), ("2026-Q4", Decimal("0.32")))
    ]
    return rijen


def run_begroting(jaar: Jaarmap) -> None:
    """November and January: the empty workbook is filled in, checked and computed; the whole year is billed in concept."""
    jaar.give("nieuw", "nieuw", "--regeling", "amersfoort", "--jaar", 2026, "--leeg", "--uit", jaar.map / "leeg.xlsx")
    path = jaar.fill("begroting", list_begroting())
    jaar.give("controleer", "controleer", path)
    jaar.give("bereken", "bereken", path)
    for kwartaal in KWARTALEN:
        jaar.bill(path, kwartaal, f"concept {kwartaal}")
    jaar.bill(path, "Q1")


def run_loop_van_het_jaar(jaar: Jaarmap) -> None:
    """April to October: the wijziging in concept and decided, two prognoses, and the other three quarters."""
    for status in ("concept", "vastgesteld"):
        path = jaar.fill(status, {"tblWijzigingen": [{**WIJZIGING, "Status": status}]})
        jaar.give(f"wijziging {status}", "wijziging", path, "--nummer", "1", "--uit", jaar.map / f"wijziging {status}.xlsx")
    jaar.give("bereken na wijziging", "bereken", path)
    jaar.bill(path, "Q1", "Q1 na wijziging")
    jaar.bill(path, "Q2")
    jaar.bill(path, "Q3")
    eerste, tweede = list_prognose("1", date(2026, 5, 1), 104), list_prognose("2", date(2026, 9, 1), 108)
    for nummer, rijen in (("1", eerste), ("2", [*eerste, *tweede])):
        path = jaar.fill(f"prognose-{nummer}", {"tblPrognoses": rijen})
        jaar.give(f"prognose {nummer}", "prognose", path, "--uit", jaar.map / f"rapport-{nummer}.xlsx")
    jaar.bill(path, "Q4")


def run_jaarrekening(jaar: Jaarmap) -> None:
    """February and March: the realisatie goes in, the year is settled in concept and then definitief."""
    besluit: Rij = {"Nummer": "B1", "Soort": "rijksmiddelen", "Status": "vastgesteld", "Taak": "W6", "Jaar": 2026}
    path = jaar.fill("realisatie", {"tblRealisatie": list_realisatie(), "tblBesluiten": [besluit]})
    for status, datum in (("concept", "2027-02-12"), ("definitief", "2027-03-20")):
        words = ("--uit", jaar.map / status, "--datum", datum, "--status", status, "--register", jaar.map / "register.sqlite")
        jaar.give(status, "afreken", path, *words)


def euros(bedragen: Mapping[str, str]) -> dict[str, Decimal]:
    """Amounts of a JSON answer, by the same names."""
    return {naam: Decimal(bedrag) for naam, bedrag in bedragen.items()}


def add(*sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The amounts of each name added up; a name may be missing in some."""
    return {naam: sum((one.get(naam, Decimal(0)) for one in sums), Decimal(0)) for naam in {**sums[0], **sums[-1]}}


@pytest.fixture(scope="module")
def jaar(tmp_path_factory: pytest.TempPathFactory) -> Jaarmap:
    """The whole year, run once."""
    found = Jaarmap(tmp_path_factory.mktemp("jaar"))
    for run in (run_begroting, run_loop_van_het_jaar, run_jaarrekening):
        run(found)
    return found


def test_the_begroting_is_what_its_parts_add_up_to(jaar: Jaarmap) -> None:
    """Van het miljoen voor inkoop betaalt Amersfoort € 451.278,68, en alle bijdragen tellen op tot hetzelfde totaal."""
    begroot = jaar.gezegd["bereken"]
    found = {one["gemeente"]: Decimal(one["bedrag"]) for one in begroot["bijdragen"] if one["kostenpost"] == "K01"}
    assert found == {naam: Decimal(centen) / 100 for naam, centen in FIRST_FIGURE.items()}
    assert (found[CENTRUM], sum(found.values())) == (Decimal("451278.68"), Decimal(1_000_000))
    assert Decimal(begroot["totaal"]) == Decimal("3160318.89") + sum(JEUGD.values())
    for wat in ("per_gemeente", "per_kostenpost"):
        assert sum(euros(begroot[wat]).values()) == Decimal(begroot["totaal"])


def test_four_quarters_are_the_year(jaar: Jaarmap) -> None:
    """De vier kwartaalfacturen zijn samen tot op de cent de bijdrage van het jaar, voor elke gemeente."""
    assert jaar.sum_facturen(*(f"concept {one}" for one in KWARTALEN)) == euros(jaar.gezegd["bereken"]["per_gemeente"])


def test_old_and_wijziging_are_new(jaar: Jaarmap) -> None:
    """Oud plus wijziging is nieuw: een halve ton op prijspeil 2025 is € 51.350,00, in concept net zo."""
    staat = jaar.gezegd["wijziging vastgesteld"]["per_gemeente"]
    oud, wijziging, nieuw = ({naam: Decimal(one[wat]) for naam, one in staat.items()} for wat in ("oud", "wijziging", "nieuw"))
    assert add(oud, wijziging) == nieuw
    assert sum(wijziging.values()) == Decimal("51350.00")
    assert oud == euros(jaar.gezegd["bereken"]["per_gemeente"])
    assert nieuw == euros(jaar.gezegd["bereken na wijziging"]["per_gemeente"])
    concept = jaar.gezegd["wijziging concept"]
    assert (concept["status"], concept["per_gemeente"]) == ("concept", staat)


@pytest.mark.parametrize(("nummer", "procent"), [("1", 104), ("2", 108)])
def test_a_prognose_ties(jaar: Jaarmap, nummer: str, procent: int) -> None:
    """Een prognose telt per gemeente en per kostenpost op tot hetzelfde totaal, en begroot plus afwijking is de stand."""
    found = jaar.gezegd[f"prognose {nummer}"]
    plan = sum(JEUGD.values()) + sum(WONEN.values())
    totaal = found["totaal"]
    assert (totaal["begroot"], totaal["stand"]) == (f"{plan}.00", f"{plan * procent // 100}.00")
    for regels in (found["per_gemeente"].values(), found["per_kostenpost"].values(), found["regels"]):
        assert sum(Decimal(one["stand"]) for one in regels) == Decimal(totaal["stand"])
        assert all(Decimal(one["begroot"]) + Decimal(one["afwijking"]) == Decimal(one["stand"]) for one in regels)
    assert {one["signaal"] for one in found["per_gemeente"].values()} == {procent > 105}
    vorige = [one["stand"] for one in jaar.gezegd["prognose 1"]["regels"]] if nummer == "2" else [None] * len(found["regels"])
    assert [one["vorige"] for one in found["regels"]] == vorige


def test_what_was_billed_is_the_voorschot(jaar: Jaarmap) -> None:
    """Het voorschot is wat is gefactureerd: één kwartaal naar de oude begroting en drie naar de nieuwe."""
    voorschot = jaar.list_eind("voorschot")
    assert voorschot == jaar.sum_facturen(*KWARTALEN)
    nieuw = euros(jaar.gezegd["bereken na wijziging"]["per_gemeente"])
    assert jaar.sum_facturen("Q1 na wijziging", "Q2", "Q3", "Q4") == nieuw
    assert add(voorschot, jaar.sum_facturen("Q1 na wijziging")) == add(nieuw, jaar.sum_facturen("concept Q1"))


def test_voorschot_and_saldo_are_what_it_cost(jaar: Jaarmap) -> None:
    """Voorschot plus saldo is wat het werkelijk kostte, per gemeente en kostensoort; Baarn betaalt € 90.000,33 jeugdhulp bij."""
    assert add(jaar.list_eind("voorschot"), jaar.list_eind("saldo")) == jaar.list_eind("werkelijk")
    for one in jaar.gezegd["definitief"]["afrekeningen"]:
        for regel in one["regels"]:
            assert Decimal(regel["voorschot"]) + Decimal(regel["saldo"]) == Decimal(regel["werkelijk"])
        for wat in ("werkelijk", "voorschot", "saldo"):
            assert sum(Decimal(regel[wat]) for regel in one["regels"]) == Decimal(one[wat])
    (baarn,) = [one["regels"] for one in jaar.gezegd["definitief"]["afrekeningen"] if one["gemeente"] == "Baarn"]
    assert [one["saldo"] for one in baarn] == ["-3930.71", "5.10", "90000.33"]


def test_rijksmiddelen_balance(jaar: Jaarmap) -> None:
    """Van elk rijksmiddel is besteed plus over het bedrag, en besteed plus tekort wat de taken kostten."""
    kosten = {"Beschermd wonen": 3_800_000 * Decimal("1.03") + 7 * Decimal("0.33"), "Vrouwenopvang": Decimal(GEBOEKT["K09"])}
    found = {one["regeling"]: one for one in jaar.gezegd["definitief"]["rijksmiddelen"]}
    assert list(found) == list(RIJK)
    for naam, one in found.items():
        besteed = Decimal(one["besteed"])
        assert besteed + Decimal(one["overschot"]) == RIJK[naam][1]
        assert besteed + Decimal(one["tekort"]) == kosten[naam]
        assert sum(Decimal(last["bedrag"]) for last in one["lasten"]) == besteed


def test_the_books_of_the_centrumgemeente_close(jaar: Jaarmap) -> None:
    """Wat de gemeenten dragen, plus rijksmiddelen, SPUK en opbrengst, is alles wat is geboekt en de werkprocessen."""
    kosten = [Decimal(str(row["Bedrag"])) for row in list_realisatie() if row.get("Soort") != "opbrengsten"]
    geboekt = sum(kosten) + Decimal(jaar.gezegd["bereken"]["per_kostenpost"]["K12"])
    besteed = sum(Decimal(one["besteed"]) for one in jaar.gezegd["definitief"]["rijksmiddelen"])
    werkelijk = sum(jaar.list_eind("werkelijk").values())
    assert werkelijk + besteed + SPUK + OPBRENGST == geboekt
    assert Decimal(jaar.gezegd["definitief"]["totaal"]["werkelijk"]) == werkelijk


def test_the_definitieve_afrekening_is_the_concept(jaar: Jaarmap) -> None:
    """Tussen concept en definitief verandert geen bedrag; alleen de datum en de betaaldag schuiven op."""
    assert jaar.list_eind("te_betalen", "concept") == jaar.list_eind("te_betalen")
    assert jaar.gezegd["concept"]["totaal"] == jaar.gezegd["definitief"]["totaal"]
    uiterlijk = [{one["uiterlijk"] for one in jaar.gezegd[wat]["afrekeningen"]} for wat in ("concept", "definitief")]
    assert uiterlijk == [{None, "2027-03-14"}, {None, "2027-04-19"}]


def test_iv3_is_the_eindafrekening_to_the_cent(jaar: Jaarmap) -> None:
    """De Iv3-matrix van elke regiogemeente telt tot op de cent op tot haar eindafrekening, en de spiegel tot allemaal samen."""
    begroting = read_werkmap(jaar.map / "realisatie.xlsx").begroting
    assert begroting is not None
    verdeling = divide_realisatie(begroting).verdeling
    bedragen = {(one.gemeente, one.kostenpost): one.bedrag for one in verdeling.bijdragen}
    kosten = tuple(post.kostenpost for post in verdeling.kostenposten)
    found = make_iv3(2026, list_afrekeningen(replace(begroting, kosten=kosten), bedragen), CENTRUM)
    verwacht = {naam: bedrag for naam, bedrag in jaar.list_eind("werkelijk").items() if naam != CENTRUM}
    assert {one.gemeente: Decimal(euro_text(one.totaal)) for one in found.matrices} == verwacht
    assert found.spiegel and Decimal(euro_text(found.spiegel.totaal)) == sum(verwacht.values())


def test_iv3_files_are_the_eindafrekening_in_euros(jaar: Jaarmap) -> None:
    """Elk Iv3-bestand is de eindafrekening in hele euro's, en de baten van Amersfoort zijn de lasten van de zeven andere."""
    found = {}
    for one in jaar.gezegd["definitief"]["afrekeningen"]:
        text = (jaar.map / "definitief" / f"iv3_2026_{one['gm_code']}.json").read_text(encoding="utf-8")
        zijde = "baten" if one["gemeente"] == CENTRUM else "lasten"
        found[one["gemeente"]] = sum(regel["bedrag"] for regel in json.loads(text)["data"][zijde])
    verwacht = {naam: int(one.quantize(Decimal(1), ROUND_HALF_UP)) for naam, one in jaar.list_eind("werkelijk").items()}
    del verwacht[CENTRUM]
    assert found == verwacht | {CENTRUM: sum(verwacht.values())}
