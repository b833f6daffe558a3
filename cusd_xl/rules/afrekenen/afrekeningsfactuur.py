"""Handvest art. 11.4 and 13.3: the eindafrekening as a factuur that sets off the voorschotten; below zero money comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cusd_xl.base.years import Termijn
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Gemeenteafrekening, Voorschotpost
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel, Factuursoort, Factuurverwijzing
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.afrekenen.afrekenbtw import calculate_btw, group_facturen
from cusd_xl.rules.btwsplitsing import list_regimes, take_regime
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "13", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 11.4 en 13.3", ("R29", "R51", "R55", "R62")
)
ZONDER_NUMMER = "voorschot"


def afreken_nummer(afrekening: Eindafrekening, gm_code: str) -> str:
    """The mark of an eindafrekening; a number of the register takes its place when it is billed."""
    concept = "CONCEPT-" if afrekening.status is Afrekenstatus.CONCEPT else ""
    return f"{concept}{afrekening.jaar}-AFREKENING-{gm_code}"


def make_afrekeningsfacturen(begroting: Begroting, afrekening: Eindafrekening) -> tuple[Factuur, ...]:
    """Per gemeente its eindafrekening as a concept factuur, one for each btw-regime, in the order of tblDeelnemers.

    Those of one gemeente add up to `te_betalen` of its eindafrekening. What was billed before is set off within its own regime,
    for its btw was of that regime too.
    """
    return tuple(
        factuur for one in afrekening.gemeenten for factuur in _split(one, make_afrekeningsfactuur(begroting, afrekening, one))
    )


def make_afrekeningsfactuur(begroting: Begroting, afrekening: Eindafrekening, one: Gemeenteafrekening) -> Factuur:
    """The eindafrekening of one gemeente as a concept factuur: what is owed per kostensoort and btw-code, less the voorschotten.

    `te_betalen` of the factuur is that of the eindafrekening. The voorschotten are with btw, one per earlier factuur; where no
    number is known they are named after their termijn and dated on the eindafrekening. A kostensoort that was billed before and
    cost nothing is a line of 0. The centrumgemeente gets an interne afrekening without vervaldatum.
    """
    regels = _make_regels(one)
    return Factuur(
        soort=Factuursoort.EINDAFREKENING if one.uiterlijk else Factuursoort.INTERNE_AFREKENING,
        nummer=afreken_nummer(afrekening, one.deelnemer.gm_code),
        concept=True,
        regeling=begroting.regeling.naam,
        afzender=begroting.regeling.afzender,
        afnemer=one.deelnemer,
        factuurdatum=afrekening.datum,
        vervaldatum=one.uiterlijk,
        termijn=Termijn("jaar", afrekening.jaar, 1, 1),
        regels=regels,
        btwregels=tuple(
            Btwregel(line.code, line.omschrijving, line.percentage, line.grondslag, line.verschuldigd) for line in one.btw
        ),
        specificatie=one.specificatie,
        voorschotten=_make_voorschotten(one.voorschotten, afrekening.datum),
    )


def _split(one: Gemeenteafrekening, factuur: Factuur) -> Iterator[Factuur]:
    regimes = list_regimes(factuur)
    if len(regimes) == 1 or factuur.soort.is_intern:
        yield factuur
        return
    for regime in regimes:
        own = tuple(post for post in one.voorschotten if load_btwcodes()[post.btw].regime == regime)
        yield replace(take_regime(factuur, regime), voorschotten=_make_voorschotten(own, factuur.factuurdatum))


def _make_regels(one: Gemeenteafrekening) -> tuple[Factuurregel, ...]:
    sums: dict[tuple[str, str], int] = {}
    for post in one.specificatie:
        sums[post.soort, post.btw] = sums.get((post.soort, post.btw), 0) + post.jaarbedrag
    for billed in one.voorschotten:
        sums.setdefault((billed.soort, billed.btw), 0)
    return tuple(Factuurregel(soort, btw, total, total) for (soort, btw), total in sums.items())


def _make_voorschotten(posten: tuple[Voorschotpost, ...], datum: date) -> tuple[Factuurverwijzing, ...]:
    return tuple(
        Factuurverwijzing(
            own[0].nummer or f"{ZONDER_NUMMER} {own[0].termijn}",
            own[0].factuurdatum or datum,
            sum(post.bedrag for post in own) + _sum_btw(own, datum),
        )
        for own in group_facturen(posten)
    )


def _sum_btw(posten: tuple[Voorschotpost, ...], datum: date) -> int:
    """The btw on one factuur, rounded per code as on the eindafrekening."""
    codes = dict.fromkeys(one.btw for one in posten)
    groups = ((code, tuple(one for one in posten if one.btw == code)) for code in codes)
    return sum(calculate_btw(load_btwcodes()[code].parameter, group, datum) for code, group in groups)
