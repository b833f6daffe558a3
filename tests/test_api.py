"""What the door for Excel gives is what the engine computes, to the cent, on any sound begroting."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cusd_xl import api
from cusd_xl.api import versie
from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import to_cents
from cusd_xl.base.years import parse_termijn, peildatum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.rules.deelname import find_betalers
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.sleutels.werkprocessen import charge_werkprocessen, index_normbedrag
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.references import split_taken
from tests.house.source import PACKAGE, call_name
from tests.hulp.begrotingen import GEDEELD, JAAR, REEKS, begrotingen

LONGEST_MESSAGE = 100
LONGEST_PLACE = "normbedragen, cel 10000"
UNMIXED = tuple(sleutel for sleutel in GEDEELD if sleutel not in ("gemengd", "tussenvorm", "pad", "zonder centrum"))
wide = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def euros(cents: int) -> float:
    """Cents as the nearest number Excel can hold."""
    return float(Fraction(cents, 100))


def column(cells: Any) -> list[list[Any]]:
    return [[cell] for cell in cells]


def weights(post: VerdeeldeKostenpost) -> list[list[float]]:
    """The weights of a kostenpost with one sleutel, with their decimals, as they stand on a sheet."""
    [component] = post.componenten
    return column(float(Fraction(gewicht, component.schaal)) for gewicht in component.gewichten)


def unit(begroting: Begroting) -> str:
    return begroting.regeling.afronding


def index_as_engine(begroting: Begroting, bedrag: int, prijspeil: int) -> int:
    """The engine indexes a normbedrag of the same amount and price level."""
    return index_normbedrag(begroting, replace(begroting.normbedragen[0], normbedrag=bedrag, prijspeil=prijspeil, index=REEKS))


def to_cents_of(euro: float) -> int:
    """The cents of an amount as Excel shows it."""
    return to_cents(Decimal(f"{euro:.15g}"))


@wide
@given(begroting=begrotingen(UNMIXED))
def test_the_verdeling_is_that_of_the_engine(begroting: Begroting) -> None:
    """The shares in Excel are the bijdragen of the engine, to the cent, standing up and lying down."""
    for post in allocate(begroting).kostenposten:
        bedragen = [euros(one.bedrag) for one in post.bijdragen]
        standing = weights(post)
        lying = [[cell for [cell] in standing]]

        assert column(bedragen) == api.allocate_bedrag(euros(post.te_verdelen), standing, unit(begroting))
        assert [bedragen] == api.allocate_bedrag(euros(post.te_verdelen), lying, unit(begroting))


@wide
@given(begroting=begrotingen(UNMIXED))
def test_one_aandeel_and_its_uitleg_are_those_of_the_verdeling(begroting: Begroting) -> None:
    """One share is that of the whole split, and the explanation ends with it."""
    for post in allocate(begroting).kostenposten:
        total, standing = euros(post.te_verdelen), weights(post)
        for nummer, one in enumerate(post.bijdragen, start=1):
            uitleg = api.explain_aandeel(total, standing, float(nummer), one.gemeente, unit(begroting))
            stated = uitleg.rpartition("Aandeel: € ")[2].removesuffix(" (art. 12).")

            assert euros(one.bedrag) == api.get_aandeel(total, standing, float(nummer), unit(begroting))
            assert uitleg.startswith(f"{one.gemeente}: ")
            assert f"{one.bedrag / 100:.2f}" == stated.replace(".", "").replace(",", ".")


@wide
@given(begroting=begrotingen(), bedrag=st.integers(0, 10**9), prijspeil=st.integers(JAAR - 3, JAAR))
def test_indexatie_is_that_of_the_engine(begroting: Begroting, bedrag: int, prijspeil: int) -> None:
    """A bedrag is indexed in Excel as a normbedrag is by the engine: every year once, rounded once."""
    cijfers = [one for one in begroting.indexcijfers if one.reeks == REEKS]
    assume(len({one.jaar for one in cijfers}) == len(cijfers))
    expected = index_as_engine(begroting, bedrag, prijspeil)
    jaren = column(float(one.jaar) for one in cijfers)
    percentages = column(float(one.percentage) for one in cijfers)

    assert euros(expected) == api.index_bedrag(euros(bedrag), float(prijspeil), float(JAAR), jaren, percentages)


@wide
@given(begroting=begrotingen())
def test_deelname_is_that_of_the_engine(begroting: Begroting) -> None:
    """Excel and the engine agree on who pays."""
    codes = column(taak.taak for taak in begroting.taken)
    for kostenpost in begroting.kosten:
        taken = ";".join(kostenpost.taken) or "alle"
        for deelnemer, betaalt in zip(begroting.deelnemers, find_betalers(begroting, kostenpost), strict=True):
            kruisjes = column("x" if deelnemer.gemeente in taak.deelname else None for taak in begroting.taken)

            assert betaalt == api.has_deelname(taken, codes, kruisjes)


@wide
@given(begroting=begrotingen(("werkprocessen",)))
def test_proceskosten_are_those_of_the_engine(begroting: Begroting) -> None:
    """Aantal times normbedrag adds up to what the engine charges."""
    kostenpost = begroting.kosten[0]
    charged = charge_werkprocessen(begroting, kostenpost, begroting.sleutel(kostenpost.verdeelsleutel))
    for lines in charged.values():
        aantallen = [[float(one.aantal or 0) for one in lines]]
        tarieven = [[euros(one.tarief or 0) for one in lines]]

        assert euros(sum(one.bedrag for one in lines)) == api.sum_proceskosten(aantallen, tarieven)


@wide
@given(begroting=begrotingen(), code=st.sampled_from(("jaar", "Q1", "Q3", "M02", "M12")))
def test_a_termijn_is_that_of_the_factuur(begroting: Begroting, code: str) -> None:
    """The instalment in Excel is the amount on the line of the factuur."""
    termijn = parse_termijn(code, JAAR)
    for factuur in make_facturen(begroting, allocate(begroting), termijn, date(JAAR, 1, 5)):
        for regel in factuur.regels:
            bedrag = api.get_termijn(euros(regel.jaarbedrag), float(termijn.nummer), float(termijn.aantal))

            assert euros(regel.bedrag) == bedrag


@wide
@given(begroting=begrotingen(UNMIXED), scheef=st.integers(-5, 5))
def test_what_the_engine_divides_closes(begroting: Begroting, scheef: int) -> None:
    """The closing check says OK to the shares of the engine, and counts every cent that is put beside them."""
    for post in allocate(begroting).kostenposten:
        delen = [[euros(one.bedrag), None] for one in post.bijdragen]
        delen[0][0] = euros(post.bijdragen[0].bedrag + scheef)
        words = {-1: f"Delen samen {-scheef} cent te weinig", 0: "OK", 1: f"Delen samen {scheef} cent te veel"}

        assert words[(scheef > 0) - (scheef < 0)] == api.check_sluit(euros(post.te_verdelen), delen)


@given(jaar=st.integers(1910, 2200), terug=st.integers(0, 10))
def test_the_peildatum_is_that_of_the_engine(jaar: int, terug: int) -> None:
    """The peildatum is 1 January, as many years back as the sleutel says."""
    assert datetime.combine(peildatum(jaar, terug), time()) == api.get_peildatum(float(jaar), float(terug))


def test_two_years_back_unless_said_otherwise() -> None:
    """Without a number of years the peildatum is that of art. 12: two years earlier."""
    assert datetime(2024, 1, 1) == api.get_peildatum(2026.0)


@pytest.mark.parametrize("taken", ["J1", " j1 ;; W4 ", "Alle", "J1;J1"])
def test_taken_are_read_as_on_the_sheet_kosten(taken: str) -> None:
    """A list of taken means in a function what it means on the sheet Kosten."""
    asked = {code.casefold() for code in split_taken(taken)}
    for code in ("J1", "W4"):
        kruisjes = [["x" if code == "J1" else None, "x" if code == "W4" else None]]

        assert (not asked or code.casefold() in asked) == api.has_deelname(taken, [["J1", "W4"]], kruisjes)


@pytest.mark.parametrize(
    ("call", "melding"),
    [
        (lambda: api.allocate_bedrag(10.0, [[1.0, None]]), "gewichten, cel 2: is leeg; vul een getal in, desnoods 0."),
        (lambda: api.allocate_bedrag(10.0, [[1.0, 2.0], [3.0, 4.0]]), "gewichten: kies één rij of één kolom."),
        (lambda: api.allocate_bedrag(-10.0, [[1.0]]), "bedrag: is negatief; dat wordt niet verdeeld."),
        (lambda: api.allocate_bedrag(10.0, [[1.0, -1.0]]), "gewichten: een gewicht is negatief."),
        (lambda: api.allocate_bedrag(10.0, [[0.0, 0.0]]), "gewichten: zijn samen 0, niemand betaalt."),
        (lambda: api.allocate_bedrag(10.0, [[1.0]], "gulden"), "eenheid: kies 'cent' of 'euro'."),
        (lambda: api.allocate_bedrag([[10.0, 20.0]], [[1.0]]), "bedrag: kies één cel, geen bereik."),
        (lambda: api.get_aandeel(10.0, [[1.0, 1.0]], 3.0), "nummer: moet van 1 tot en met 2 zijn."),
        (lambda: api.get_aandeel(10.0, [[1.0, 1.0]], 1.5), "nummer: is geen geheel getal."),
        (lambda: api.index_bedrag(1.0, 2024.0, 2026.0, [[2025.0]], [[2.7]]), "jaren: 2026 ontbreekt in de reeks."),
        (
            lambda: api.index_bedrag(1.0, 2026.0, 2024.0, [[2025.0]], [[2.7]]),
            "naar_jaar: ligt vóór van_jaar; terugrekenen kan niet.",
        ),
        (lambda: api.index_bedrag(1.0, 2024.0, 2025.0, [[2025.0, 2025.0]], [[1.0, 2.0]]), "jaren: 2025 staat er twee keer in."),
        (
            lambda: api.index_bedrag(1.0, 2024.0, 2025.0, [[2025.0]], [[1.0, 2.0]]),
            "percentages: heeft niet evenveel cellen als jaren.",
        ),
        (lambda: api.has_deelname("J2", [["J1"]], [["x"]]), "taken: een taakcode staat niet in taakcodes."),
        (lambda: api.has_deelname("J1", [["J1"]], [["nee"]]), "kruisjes, cel 1: alleen x of leeg."),
        (
            lambda: api.has_deelname("J1", [["J1"], [None]], [["x"], ["x"]]),
            "taakcodes, cel 2: is leeg, terwijl er een kruisje bij staat.",
        ),
        (
            lambda: api.has_deelname(None, [["J1"]], [["x"]]),
            "taken: is leeg; vul 'alle' in, of taakcodes met een puntkomma ertussen.",
        ),
        (lambda: api.sum_proceskosten([[1e9]], [[1e9]]), "De uitkomst is te groot om op de cent te rekenen."),
        (lambda: api.get_termijn(10.0, 1.0, 13.0), "aantal: moet van 1 tot en met 12 zijn."),
        (lambda: api.check_sluit(10.0, [["fout"]]), "delen, cel 1: staat als tekst; maak er een getal van."),
    ],
)
def test_what_cannot_be_is_refused(call: Any, melding: str) -> None:
    """A refusal names the argument, where it can the cell, and what to do."""
    with pytest.raises(ArgumentError) as caught:
        call()

    assert melding == str(caught.value)


def test_numbers_are_taken_as_excel_shows_them() -> None:
    """What a formula left behind after the fifteenth digit does not count."""
    assert 0.1 + 0.2 != 0.3
    assert [[0.3]] == api.allocate_bedrag(0.1 + 0.2, [[1.0]])
    assert "OK" == api.check_sluit(0.3, [[0.1 + 0.2]])


def test_whole_euros_first_round_the_bedrag() -> None:
    """With afronding on euros the bedrag is rounded first, as the engine does, and the explanation says so."""
    assert [[34.0, 34.0, 33.0]] == api.allocate_bedrag(100.5, [[1.0, 1.0, 1.0]], "euro")
    assert "Van € 100,50, afgerond € 101,00, is dat exact € 33,666666…" in api.explain_aandeel(
        100.5, [[1.0] * 3], 3.0, None, "euro"
    )


def test_the_largest_amount_keeps_its_cents() -> None:
    """A hundred billion euros is divided to the cent; what a spreadsheet cannot hold to the cent is refused."""
    parts = api.allocate_bedrag(1e11, column([1.0] * 7))

    assert to_cents_of(1e11) == sum(to_cents_of(part) for [part] in parts)
    with pytest.raises(ArgumentError, match="te groot"):
        api.allocate_bedrag(1e11 + 0.01, [[1.0]])


def test_every_refusal_is_short() -> None:
    """A refusal fits the tooltip of Excel, also with the longest place in front of it."""
    texts = []
    for path in sorted((PACKAGE / "api").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and call_name(node) == "ArgumentError":
                [text] = node.args
                parts = text.values if isinstance(text, ast.JoinedStr) else [text]
                texts.append("".join(one.value if isinstance(one, ast.Constant) else LONGEST_PLACE for one in parts))

    assert len(texts) > 20
    assert [text for text in texts if len(text) >= LONGEST_MESSAGE] == []


def test_the_version_names_the_code_that_computes() -> None:
    """The version shows the start of a hash over the code behind the functions, which stays inside the exact rooms."""
    sources: dict[str, str] = {}
    versie._gather("cusd_xl.api", sources)

    assert api.describe_versie().endswith(f", code {versie.hash_code()[:12]}")
    assert {"cusd_xl.api", "cusd_xl.api.aandelen", "cusd_xl.base.money", "cusd_xl.rules.indexatie"} <= set(sources)
    assert {name.split(".")[1] for name in sources if "." in name} <= {"api", "base", "model", "rules"}
    assert all(find_spec(name) for name in sources)
