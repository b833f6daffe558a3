"""The eindafrekening as a factuur: numbered once, advances set off by number, taken back and made again, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.model.jaargang import Voorschot
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.rules.journaalposten import make_journaalposten
from cusd_xl.runs import afreken
from cusd_xl.runs.register import run_check, run_heruitgeven
from tests.hulp.afrekening import KOSTEN, REALISATIE, factureer_jaar, jaar, schrijf_werkmap
from tests.hulp.opdracht import geef
from tests.rules.bouw import kostenpost

KWARTALEN = ("Q1", "Q2", "Q3", "Q4")
DAG = "2027-03-20"
MINDER = (replace(REALISATIE[0], bedrag=60_000_00), *REALISATIE[2:])
"""A year that cost 60.000 euro where 90.000 was billed."""


DEELNEMERS = tuple(
    replace(one, kvk=kvk) for one, kvk in zip(jaar().deelnemers, ("32169606", "32169607", "32169608"), strict=True)
)
"""Three gemeenten that can receive an e-factuur."""


def eigen(**changes: Any) -> Begroting:
    """The year without the blad Voorschotten."""
    return jaar(voorschotten=(), **changes)


def reken_af(folder: Path, begroting: Begroting, *words: str, dag: str = DAG) -> Any:
    """Settle the year definitively against the register in the folder, as a user does."""
    werkmap = schrijf_werkmap(begroting, folder / "b.xlsx")
    vast = ("--status", "definitief", "--register", folder / "register.sqlite")
    return geef("afreken", werkmap, "--uit", folder / "uit", "--datum", dag, *vast, *words, "--json")


@pytest.mark.regel("R51", "R62")
def test_the_eindafrekening_is_numbered_and_sets_off_what_was_billed(tmp_path: Path) -> None:
    """Baarn kostte € 31.000,00 aan organisatie en betaalde vier kwartalen van € 7.500,00: één stuk met nummer en € 1.000,00."""
    factureer_jaar(tmp_path, eigen(), *KWARTALEN)
    gedaan = reken_af(tmp_path, eigen())
    found = {one["gemeente"]: one for one in gedaan.json["facturen"]}
    assert [one["nummer"] for one in found.values()] == ["CUSD-IV-2027-00001", "CUSD-2027-00001", "CUSD-2027-00002"]
    assert (found["Eemnes"]["bedrag"], found["Eemnes"]["te_betalen"]) == ("31000.00", "1000.00")
    register = open_register(str(tmp_path / "register.sqlite"))
    eemnes = next(one.registratie for one in list_standen(register) if one.registratie.nummer == "CUSD-2027-00002")
    assert [(one.nummer, euro_text(one.bedrag)) for one in eemnes.factuur.voorschotten] == [
        (f"CUSD-2026-0000{nummer}", "7500.00") for nummer in (2, 4, 6, 8)
    ]
    assert sum(one.bedrag for one in make_journaalposten(eemnes.factuur)) == eemnes.bedrag == 1_000_00


def test_a_second_run_gives_the_same_documents(tmp_path: Path) -> None:
    """Nog eens afrekenen, of heruitgeven in een lege map, geeft dezelfde nummers en byte voor byte dezelfde stukken."""
    factureer_jaar(tmp_path, eigen(), *KWARTALEN)
    eerste = reken_af(tmp_path, eigen())
    inhoud = {path.name: path.read_bytes() for path in (tmp_path / "uit").iterdir()}
    vast = ("--status", "definitief", "--register", tmp_path / "register.sqlite", "--json")
    assert geef("afreken", tmp_path / "b.xlsx", "--uit", tmp_path / "uit", "--datum", DAG, *vast).json == eerste.json
    assert {path.name: path.read_bytes() for path in (tmp_path / "uit").iterdir()} == inhoud
    nummers = [one["nummer"] for one in eerste.json["facturen"]]
    opnieuw = run_heruitgeven(str(tmp_path / "register.sqlite"), nummers, tmp_path / "opnieuw").bestanden
    assert len(opnieuw) >= 2 * len(nummers)
    assert {naam: (tmp_path / "opnieuw" / naam).read_bytes() for naam in opnieuw} == {naam: inhoud[naam] for naam in opnieuw}
    assert run_check(str(tmp_path / "register.sqlite"), [tmp_path])[1] == ()


def test_money_that_goes_back_is_taken_back_and_settled_again(tmp_path: Path) -> None:
    """Eemnes krijgt € 10.000,00 terug; na een creditfactuur en nieuwe cijfers rekent revisie 2 opnieuw af, samen € 1.000,00."""
    plek = factureer_jaar(tmp_path, eigen(), *KWARTALEN)
    terug = reken_af(tmp_path, eigen(realisatie=MINDER)).json["facturen"][2]
    assert (terug["nummer"], terug["te_betalen"]) == ("CUSD-2027-00002", "-10000.00")
    for nummer in ("CUSD-IV-2027-00001", "CUSD-2027-00001", "CUSD-2027-00002"):
        credit = ("register", "credit", nummer, "--reden", "Nagekomen kosten", "--datum", "2027-04-01", "--register", plek)
        assert geef(*credit, "--uit", tmp_path / "credit").status == 0
    opnieuw = reken_af(tmp_path, eigen(), "--revisie", "2", dag="2027-04-02")
    assert opnieuw.json["facturen"][2]["te_betalen"] == "1000.00"
    standen = [one for one in list_standen(open_register(plek)) if one.registratie.gm_code == "GM0317"]
    assert [euro_text(one.registratie.bedrag) for one in standen[4:]] == ["-10000.00", "10000.00", "1000.00"]
    assert sum(one.registratie.bedrag for one in standen) == 31_000_00
    assert all(sum(one.bedrag for one in make_journaalposten(stand.registratie.factuur)) == stand.registratie.bedrag
               for stand in standen)  # fmt: skip


def test_a_settled_year_is_not_billed_any_more(tmp_path: Path) -> None:
    """Na de eindafrekening wordt geen kwartaal meer gefactureerd en geen voorschot meer los gecrediteerd."""
    plek = factureer_jaar(tmp_path, eigen(), *KWARTALEN[:3])
    assert reken_af(tmp_path, eigen()).status == 0
    vierde = ("factureer", tmp_path / "b.xlsx", "--termijn", "Q4", "--uit", tmp_path / "Q4", "--datum", "2027-04-01")
    weigering = geef(*vierde, "--definitief", "--register", plek, "--json")
    assert (weigering.status, {code for code, _ in weigering.meldingen}) == (1, {"register-jaar-afgerekend"})
    credit = ("register", "credit", "CUSD-2026-00002", "--reden", "Fout", "--datum", "2027-04-01", "--register", plek)
    uitkomst = geef(*credit)
    assert uitkomst.status == 1
    assert "al verrekend in CUSD-2027-00002" in uitkomst.err
    assert not (tmp_path / "Q4").exists()


def test_what_came_in_between_is_not_asked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stelt een collega tussen lezen en vaststellen nog een kwartaal vast, dan stopt de eindafrekening met een fout."""
    plek = factureer_jaar(tmp_path, eigen(), *KWARTALEN[:3])
    echt = afreken.make_afrekeningsfacturen

    def meanwhile(*args: Any) -> Any:
        factureer_jaar(tmp_path, eigen(), *KWARTALEN)
        return echt(*args)

    monkeypatch.setattr(afreken, "make_afrekeningsfacturen", meanwhile)
    weigering = reken_af(tmp_path, eigen())
    assert {code for code, _ in weigering.meldingen} == {"register-voorschot-anders"}
    assert not any(one.registratie.soort.is_afrekening for one in list_standen(open_register(plek)))
    assert not (tmp_path / "uit").exists()


def test_a_credited_factuur_on_the_sheet_is_refused(tmp_path: Path) -> None:
    """Noemt het blad Voorschotten een gecrediteerde factuur, dan wordt zij niet verrekend."""
    plek = factureer_jaar(tmp_path, eigen(), "Q1")
    credit = ("register", "credit", "CUSD-2026-00002", "--reden", "Fout", "--datum", "2026-02-01", "--register", plek)
    assert geef(*credit).status == 0
    rij = Voorschot("Eemnes", "organisatiekosten", "Q1", 7_500_00, "CUSD-2026-00002", date(2026, 1, 5))
    weigering = reken_af(tmp_path, jaar(voorschotten=(rij,)))
    assert {code for code, _ in weigering.meldingen} == {"register-voorschot-gecrediteerd"}


def test_the_e_factuur_refers_to_the_advances(tmp_path: Path) -> None:
    """In de e-factuur van Eemnes staan haar vier facturen als verwijzing en € 30.000,00 als vooruitbetaald."""
    begroting = eigen(deelnemers=DEELNEMERS, regeling={"efactuur_profiel": "nlcius"})
    factureer_jaar(tmp_path, begroting, *KWARTALEN)
    assert reken_af(tmp_path, begroting, "--controleer-ubl").status == 0
    root = etree.parse(tmp_path / "uit" / "CUSD-2027-00002_eemnes.xml").getroot()
    assert root.findtext(".//{*}PrepaidAmount") == "30000.00"
    assert root.findtext(".//{*}PayableAmount") == "1000.00"
    nummers = [one.text for one in root.findall(".//{*}BillingReference/{*}InvoiceDocumentReference/{*}ID")]
    assert nummers == [f"CUSD-2026-0000{nummer}" for nummer in (2, 4, 6, 8)]


def test_two_regimes_are_two_facturen_that_set_off_their_own(tmp_path: Path) -> None:
    """Met btw op de accountant krijgt Eemnes twee eindafrekeningen; elk verrekent alleen de facturen van haar eigen regime."""
    accountant = kostenpost("K30", soort="accountantskosten", verdeelsleutel="gelijk", bedrag=3_000_00, btw="S")
    extra = (*REALISATIE, Realisatie("Amersfoort", "K30", "", "2026", 3_600_00))
    begroting = eigen(kosten=(*KOSTEN, accountant))
    factureer_jaar(tmp_path, begroting, *KWARTALEN)
    found = reken_af(tmp_path, eigen(kosten=(*KOSTEN, accountant), realisatie=extra)).json
    assert [one["te_betalen"] for one in found["facturen"] if one["gemeente"] == "Eemnes"] == ["1000.00", "242.00"]
    assert next(one["te_betalen"] for one in found["afrekeningen"] if one["gemeente"] == "Eemnes") == "1242.00"
    standen = list_standen(open_register(str(tmp_path / "register.sqlite")))
    eemnes = [one.registratie.factuur for one in standen if one.registratie.gm_code == "GM0317"]
    verrekend = [[one.nummer for one in factuur.voorschotten] for factuur in eemnes[-2:]]
    assert [len(nummers) for nummers in verrekend] == [4, 4]
    assert {nummer for nummers in verrekend for nummer in nummers} == {one.nummer for one in eemnes[:-2]}


def test_a_first_definitive_run_makes_the_register(tmp_path: Path) -> None:
    """Zonder register telt het blad Voorschotten en begint er een nieuw; is ook dat blad leeg, dan is het een fout."""
    leeg = reken_af(tmp_path, eigen())
    assert {code for code, _ in leeg.meldingen} == {"register-zonder-voorschotten"}
    assert not (tmp_path / "register.sqlite").exists()
    gedaan = reken_af(tmp_path, jaar())
    assert (gedaan.status, gedaan.json["facturen"][2]["te_betalen"]) == (0, "1000.00")
    assert "register-nieuw" in {one["code"] for one in gedaan.json["bevindingen"]}


def test_what_stayed_inside_is_taken_back_inside(tmp_path: Path) -> None:
    """Een creditering van de interne afrekening van Amersfoort geeft een werkmap en een pdf, maar geen e-factuur aan zichzelf."""
    begroting = eigen(deelnemers=DEELNEMERS, regeling={"efactuur_profiel": "nlcius"})
    plek = factureer_jaar(tmp_path, begroting, "Q1")
    assert reken_af(tmp_path, begroting).status == 0
    for nummer in ("CUSD-IV-2027-00001", "CUSD-2027-00001"):
        credit = ("register", "credit", nummer, "--reden", "Fout", "--datum", "2027-04-01", "--uit", tmp_path / "c")
        assert geef(*credit, "--register", plek).status == 0
    assert sorted(path.suffix for path in (tmp_path / "c").glob("*amersfoort*")) == [".pdf", ".xlsx"]
    assert sorted(path.suffix for path in (tmp_path / "c").glob("*baarn*")) == [".pdf", ".xlsx", ".xml"]


def test_a_concept_with_a_wrong_register_is_refused(tmp_path: Path) -> None:
    """Bestaat het genoemde register niet, dan telt niet stil het blad Voorschotten: één regel, status 2, geen map."""
    werkmap = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    uitkomst = geef("afreken", werkmap, "--uit", tmp_path / "uit", "--datum", DAG, "--register", tmp_path / "weg.sqlite")
    assert (uitkomst.status, len(uitkomst.err.splitlines()), (tmp_path / "uit").exists()) == (2, 1, False)
    assert "weg.sqlite bestaat niet" in uitkomst.err
