"""Payments read back: which entry belongs to which factuur, each entry once, and what that makes of the betaalstatus."""

from __future__ import annotations

from datetime import date

import pytest

from cusd_xl.base.errors import RegisterError
from cusd_xl.model.betaalstand import Betaalstand, Betaalstatus
from cusd_xl.register.afschrift import Afschriftregel, read_afschrift
from cusd_xl.register.betalen import record_betalingen
from cusd_xl.register.controle import check_register
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import Ontwerp
from cusd_xl.register.stand import list_standen
from cusd_xl.register.vaststellen import finalise
from cusd_xl.rules.creditfactuur import make_creditfactuur
from tests.hulp.registers import gevuld

BAARN, BUNSCHOTEN = 1, 2
VERVAL = date(2026, 2, 4)
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S1</Id>
 <Ntry><Amt Ccy="EUR">17471.68</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-02</Dt></BookgDt>
  <AcctSvcrRef>REF1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
  <RmtInf><Ustrd>Bijdrage CUSD 2026-00001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
 <Ntry><Amt Ccy="EUR">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-02-03T10:00:00</DtTm></BookgDt>
  <AcctSvcrRef>REF2</AcctSvcrRef><NtryDtls>
  <TxDtls><Amt Ccy="EUR">100.00</Amt><RmtInf><Strd><CdtrRefInf><Ref>CUSD-2026-00002</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
  <TxDtls><Amt Ccy="EUR">200.00</Amt><RmtInf><Ustrd>iets anders</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
 <Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-03</Dt></BookgDt>
  <AddtlNtryInf>terug op CUSD-2026-00001</AddtlNtryInf></Ntry>
 <Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-02-03</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""  # noqa: E501
CSV = "datum;bedrag;omschrijving;kenmerk\n2026-02-02;{};{};K1\n"


def regel(omschrijving: str, bedrag: int = 1747168, kenmerk: str = "K1") -> Afschriftregel:
    """An entry of 2 February."""
    return Afschriftregel(kenmerk, date(2026, 2, 2), bedrag, omschrijving)


def status(register: Register, place: int, op: date = VERVAL) -> tuple[int, Betaalstatus]:
    """What is open of a document, and its betaalstatus on a day."""
    betaling = list_standen(register)[place].betaling
    return betaling.open, betaling.status(op)


def test_a_camt_statement_is_read_entry_by_entry() -> None:
    """Een camt.053 geeft elke geboekte bij- en afschrijving, ook de delen van een verzamelboeking; wat nog loopt telt niet."""
    found = read_afschrift("a.xml", CAMT.encode())
    assert [(one.kenmerk, one.datum.day, one.bedrag) for one in found] == [
        ("REF1", 2, 1747168), ("REF2/1", 3, 10000), ("REF2/2", 3, 20000), ("S1/3", 3, -5000),
    ]  # fmt: skip
    assert "CUSD 2026-00001" in found[0].omschrijving
    assert found[1].omschrijving == "CUSD-2026-00002"


@pytest.mark.parametrize(("tekst", "cents"), [("17471,68", 1747168), ("17471.68", 1747168), ("-5", -500), ("12,5", 1250)])
def test_a_csv_says_the_same(tekst: str, cents: int) -> None:
    """Een CSV met vier kolommen mag ook, met komma of punt voor de centen."""
    assert read_afschrift("a.csv", CSV.format(tekst, "CUSD-2026-00001").encode()) == (regel("CUSD-2026-00001", cents),)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "de kolom 'datum' ontbreekt"),
        (b"datum;bedrag\n", "de kolom 'omschrijving' ontbreekt"),
        (CSV.format("1.234,56", "x").encode(), "is geen bedrag"),
        (CSV.format("NaN", "x").encode(), "is geen bedrag"),
        (CSV.format("1,234", "x").encode(), "is geen bedrag"),
        (CSV.format("1", "x").replace("2026-02-02", "2-30-2026").encode(), "is geen datum"),
        (CSV.format("1", "x").replace("K1", "").encode(), "heeft geen kenmerk"),
        (b"\xff\xfe\x00", "geen leesbaar bankafschrift"),
        (b"<Document>", "geen leesbaar bankafschrift"),
        (b'<!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>', "DOCTYPE"),
        (CAMT.replace('Ccy="EUR">50', 'Ccy="USD">50').encode(), "niet in euro's"),
    ],
)
def test_a_statement_that_cannot_be_read_is_one_line(inhoud: bytes, zin: str) -> None:
    """Een afschrift met één onleesbare rij wordt in zijn geheel geweigerd, met de reden."""
    with pytest.raises(RegisterError) as problem:
        read_afschrift("a.csv", inhoud)
    assert zin in str(problem.value)


@pytest.mark.parametrize(
    "tekst", ["CUSD-2026-00001", "factuur cusd 2026 00001 dank", "CUSD202600001", "/REMI/CUSD.2026.00001/", "nr CUSD-2026-00001."]
)
def test_a_number_is_found_as_people_write_it(plek: str, tekst: str) -> None:
    """Een bank laat streepjes weg en mensen maken er spaties van; het nummer wordt toch gevonden."""
    register, _ = gevuld(plek)
    assert record_betalingen(register, [regel(tekst)]).nieuw == 1
    assert status(register, BAARN) == (0, Betaalstatus.BETAALD)


@pytest.mark.parametrize("tekst", ["CUSD-2026-000012", "XCUSD-2026-00001", "2026-00001", ""])
def test_part_of_another_number_is_not_a_number(plek: str, tekst: str) -> None:
    """Een nummer dat alleen een stuk van iets anders is, telt niet; wat zonder nummer binnenkwam wordt geteld."""
    register, _ = gevuld(plek)
    found = record_betalingen(register, [regel(tekst)])
    assert (found.nieuw, [one.code for one in found.findings]) == (0, ["betaling-zonder-nummer"])


def test_a_refund_without_a_number_is_not_dropped(plek: str) -> None:
    """Een terugbetaling van € 12,34 zonder nummer verdwijnt niet: zij wordt genoemd, naast wat er binnenkwam."""
    register, _ = gevuld(plek)
    found = record_betalingen(register, [regel("terugbetaling", -1234, "U1"), regel("iets", 500, "U2")]).findings
    assert [one.code for one in found] == ["betaling-zonder-nummer", "terugbetaling-zonder-nummer"]
    assert "samen € 12,34" in found[1].melding


def test_open_late_and_paid(plek: str) -> None:
    """Open tot en met de vervaldatum, daarna te laat, en betaald zodra alles binnen is; een deel betalen is nog niet betaald."""
    register, _ = gevuld(plek)
    assert status(register, BAARN) == (1747168, Betaalstatus.OPEN)
    assert status(register, BAARN, date(2026, 2, 5)) == (1747168, Betaalstatus.TE_LAAT)
    record_betalingen(register, [regel("CUSD-2026-00001", 1000000)])
    assert status(register, BAARN, date(2026, 2, 5)) == (747168, Betaalstatus.TE_LAAT)
    record_betalingen(register, [regel("CUSD-2026-00001", 747168, "K2")])
    assert status(register, BAARN, date(2026, 2, 5)) == (0, Betaalstatus.BETAALD)
    assert status(register, 0) == (0, Betaalstatus.GEEN)


def test_the_same_statement_again_adds_nothing(plek: str) -> None:
    """Hetzelfde afschrift twee keer inlezen telt niet dubbel, en de keten blijft heel."""
    register, _ = gevuld(plek)
    regels = read_afschrift("a.xml", CAMT.encode())
    first, again = record_betalingen(register, regels), record_betalingen(register, regels)
    assert ((first.nieuw, first.bekend), (again.nieuw, again.bekend)) == ((3, 0), (0, 3))
    assert status(register, BAARN)[0] == 5000
    assert status(register, BUNSCHOTEN)[0] == 1576668 - 10000
    assert {one.code for one in check_register(register)} == {"register-nieuw", "register-niet-uitgegeven"}


def test_another_amount_under_the_same_reference_is_refused(plek: str) -> None:
    """Staat een bekende bijschrijving er nu met een ander bedrag, dan wordt niets overgenomen."""
    register, _ = gevuld(plek)
    record_betalingen(register, [regel("CUSD-2026-00001")])
    found = record_betalingen(register, [regel("CUSD-2026-00002", 5, "K2"), regel("CUSD-2026-00001", 1)])
    assert (found.nieuw, [one.code for one in found.findings]) == (0, ["betaling-verschilt"])
    assert status(register, BUNSCHOTEN)[0] == 1576668


def test_an_entry_with_several_numbers_is_for_a_person(plek: str) -> None:
    """Noemt één bijschrijving meer facturen, dan beslist een mens hoe zij wordt verdeeld."""
    register, _ = gevuld(plek)
    found = record_betalingen(register, [regel("CUSD-2026-00001 en CUSD-2026-00002")])
    assert (found.nieuw, [one.code for one in found.findings]) == (0, ["betaling-meer-nummers"])


def test_a_credited_factuur_asks_for_nothing(plek: str) -> None:
    """Een betaalde factuur die is gecrediteerd is terug te betalen tot het geld terug is; zonder betaling staat niets open."""
    register, found = gevuld(plek)
    record_betalingen(register, [regel("CUSD-2026-00001")])
    for one in (found[BAARN], found[BUNSCHOTEN]):
        finalise(register, [Ontwerp(make_creditfactuur(one.factuur, "Fout", date(2026, 2, 3)), crediteert=one.nummer)])
    assert status(register, BAARN) == (-1747168, Betaalstatus.TERUG_TE_BETALEN)
    assert status(register, BUNSCHOTEN) == (0, Betaalstatus.GEEN)
    record_betalingen(register, [regel("terugbetaling CUSD-2026-00008", -1747168, "K2")])
    assert status(register, BAARN) == (0, Betaalstatus.GEEN)


def test_too_much_is_said(plek: str) -> None:
    """Betaalt Baarn een cent te veel, dan staat dat er, en niet alleen dat er is betaald."""
    register, _ = gevuld(plek)
    record_betalingen(register, [regel("CUSD-2026-00001", 1747169)])
    assert status(register, BAARN) == (-1, Betaalstatus.TE_VEEL_BETAALD)


@pytest.mark.parametrize(
    ("betaald", "open_", "verwacht"), [(0, -500, "terug te betalen"), (-500, 0, "terugbetaald"), (-501, 1, "te laat")]
)
def test_money_that_goes_back_is_not_paid_before_it_went(betaald: int, open_: int, verwacht: str) -> None:
    """Krijgt een gemeente € 5,00 terug, dan is dat pas terugbetaald als het is overgemaakt; een cent te veel blijft open."""
    dag = date(2027, 3, 20)
    stand = Betaalstand("CUSD-2027-00001", "Baarn", "eindafrekening", "eindafrekening", dag, dag, -500, "", betaald)
    assert (stand.open, stand.status(date(2027, 3, 21))) == (open_, verwacht)
