"""What must hold for every eindafrekening, whatever the year was like: it closes on the cent and nobody pays for others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cusd_xl.model.afrekening import Afrekenstatus, Bandbreedte, Blok
from cusd_xl.model.begroting import Begroting, Realisatie, Rijksmiddel
from cusd_xl.model.jaargang import Voorschot
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfactuur
from cusd_xl.rules.afrekenen.controle import check_afrekening
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie, make_eindafrekening
from cusd_xl.rules.afrekenen.meerjarig import settle_periode
from cusd_xl.rules.deelname import find_betalers
from tests.hulp.begrotingen import GEDEELD, JAAR, begrotingen

DATUM = date(2027, 2, 10)
SLEUTELS = (*GEDEELD, "realisatie")
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
centen = st.integers(0, 10**9)


@st.composite
def jaren(draw: st.DrawFn) -> Begroting:
    """A begroting in cents with realisatie of those who take part, rijksmiddelen for some taken, and voorschotten."""
    begroting = draw(begrotingen(SLEUTELS))
    begroting = replace(begroting, regeling=replace(begroting.regeling, afronding="cent"), dekking=())
    namen = [one.gemeente for one in begroting.deelnemers]
    codes = [one.taak for one in begroting.taken]
    rows = []
    for post in begroting.kosten:
        payers = [naam for naam, pays in zip(namen, find_betalers(begroting, post), strict=True) if pays]
        taken = ["", *(post.taken or codes)]
        for naam in draw(st.lists(st.sampled_from(payers), min_size=1, max_size=6)):
            rows.append(Realisatie(naam, post.kostenpost, draw(st.sampled_from(taken)), "2026", draw(centen)))
        if draw(st.booleans()):
            rows.append(Realisatie(payers[0], post.kostenpost, "", "2026-Q4", draw(st.integers(0, 1000)), "opbrengsten"))
    middelen = tuple(
        Rijksmiddel(
            f"Regeling {number}", tuple(draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))), JAAR, draw(centen)
        )
        for number in range(draw(st.integers(0, 3)))
    )
    soorten = sorted({one.soort for one in begroting.kosten})
    voorschotten = tuple(
        Voorschot(draw(st.sampled_from(namen)), draw(st.sampled_from(soorten)), "jaar", draw(st.integers(-(10**6), 10**9)))
        for _ in range(draw(st.integers(0, 5)))
    )
    made = replace(begroting, realisatie=tuple(rows), rijksmiddelen=middelen, voorschotten=voorschotten)
    assume(not any(one.code == "realisatie-onder-nul" for one in check_afrekening(made)))
    return made


@given(jaren())
@MANY
def test_voorschot_and_saldo_make_the_real_costs(begroting: Begroting) -> None:
    """Voorschot plus saldo is per gemeente, per kostensoort en in totaal precies wat het werkelijk heeft gekost."""
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM)
    assert all(regel.voorschot + regel.saldo == regel.werkelijk for one in afrekening.gemeenten for regel in one.regels)
    assert afrekening.voorschot + afrekening.saldo == afrekening.werkelijk == divide_realisatie(begroting).verdeling.totaal


@given(jaren())
@MANY
def test_every_euro_has_a_place(begroting: Begroting) -> None:
    """Alle kosten zijn betaald door de rijksmiddelen of door de gemeenten, en elk rijksmiddel is besteed of over."""
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM)
    besteed = sum(one.besteed for one in afrekening.rijksmiddelen)
    assert sum(row.netto for row in begroting.realisatie) == besteed + afrekening.werkelijk
    assert all(0 <= one.besteed <= one.rijksmiddel.bedrag for one in afrekening.rijksmiddelen)
    assert all(one.besteed + one.overschot == one.rijksmiddel.bedrag for one in afrekening.rijksmiddelen)
    for post in afrekening.posten:
        parts = post.dekking + post.rijksmiddelen + post.doordecentralisatie + post.verdeeld
        assert post.kosten - post.opbrengsten == parts


@given(jaren())
@MANY
def test_nobody_pays_while_there_is_money_of_the_rijk(begroting: Begroting) -> None:
    """Zolang een rijksmiddel over is, komt geen tekort van dezelfde taken bij de gemeenten terecht."""
    for saldo in make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM).rijksmiddelen:
        assert not (saldo.overschot and saldo.tekort)


@given(jaren())
@MANY
def test_a_vrijgestelde_pays_and_receives_nothing(begroting: Begroting) -> None:
    """Een vrijgestelde gemeente betaalt niets, krijgt niets uit een overschot en deelt niet in een tekort."""
    werkelijk = divide_realisatie(begroting)
    for post in werkelijk.verdeling.kostenposten:
        pays = dict(zip((one.gemeente for one in begroting.deelnemers), find_betalers(begroting, post.kostenpost), strict=True))
        assert all(one.bedrag == 0 for one in post.bijdragen if not pays[one.gemeente])


@given(jaren())
@MANY
def test_the_factuur_is_the_eindafrekening(begroting: Begroting) -> None:
    """De eindafrekening als factuur komt op dezelfde cent uit, en de specificatie telt op tot haar regels."""
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM)
    for one in afrekening.gemeenten:
        factuur = make_afrekeningsfactuur(begroting, afrekening, one)
        assert factuur.te_betalen == one.te_betalen
        assert (
            sum(post.jaarbedrag for post in factuur.specificatie) == factuur.subtotaal == sum(r.verschuldigd for r in one.regels)
        )


@given(jaren())
@MANY
def test_the_two_bloks_are_the_whole(begroting: Begroting) -> None:
    """Uitvoeringskosten en zorgkosten samen zijn de hele afrekening; geen regel staat in beide."""
    for one in make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM).gemeenten:
        parts = [one.list_regels(blok) for blok in Blok]
        assert sum(map(len, parts)) == len(one.regels)
        assert sum(regel.saldo for part in parts for regel in part) == one.saldo


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.tuples(centen, centen), min_size=1),
    st.fractions(0, 20),
    st.one_of(st.none(), st.integers(0, 3 * 10**9)),
)
@MANY
def test_a_band_never_bills_above_the_plafond(periode: dict[str, tuple[int, int]], band: Fraction, plafond: int | None) -> None:
    """Met een band betaalt niemand bij een kleine afwijking, en komt het totaal niet door verrekening boven het budget."""
    saldi = settle_periode(periode, Bandbreedte(3, band, plafond))
    billed = sum(voorschot for voorschot, _ in periode.values())
    for naam, (voorschot, werkelijk) in periode.items():
        if abs(werkelijk - voorschot) * 100 < voorschot * band:
            assert saldi[naam] == 0
        assert abs(saldi[naam]) <= abs(werkelijk - voorschot)
    if plafond is not None:
        paid_back = sum(min(0, saldo) for saldo in saldi.values())
        assert billed + sum(saldi.values()) <= max(plafond, billed + paid_back)
