"""Handvest art. 11.4 and 13.3: the eindafrekening as a factuur that sets off the voorschotten; below zero money comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cusd_xl.base.years import Termijn
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Gemeenteafrekening, Voorschotpost
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel, Factuursoort, Factuurverwijzing
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.afrekenen.afrekenbtw import calculate_btw, group_facturen
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "13", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 11.4 en 13.3", ("R29", "R51", "R55", "R62")
)
ZONDER_NUMMER = "voorschot"


def afreken_nummer(afrekening: Eindafrekening, gm_code: str) -> str:
    """The mark of an eindafrekening; a number of the register takes its place when it is billed."""
    concept = "CONCEPT-" if afrekening.status is Afrekenstatus.CONCEPT else ""
    return f"{concept}{afrekening.jaar}-AFREKENING-{gm_code}"


def make_afrekeningsfactuur(begroting: Begroting, afrekening: Eindafrekening, one: Gemeenteafrekening) -> Factuur:
    """The eindafrekening of one gemeente as a concept factuur: what is owed per kostensoort and btw-code, less the voorschotten.

    `te_betalen` of the factuur is that of the eindafrekening. The verwijzingen are with btw, one per earlier factuur; where no
    number is known they are named after their termijn and dated on the eindafrekening. The centrumgemeente has no vervaldatum.
    """
    regels = _make_regels(one)
    return Factuur(
        soort=Factuursoort.EINDAFREKENING,
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
            Btwregel(line.code, line.omschrijving, line.percentage, line.grondslag, line.verschuldigd)
            for line in one.btw
            if any(regel.btw == line.code for regel in regels)
        ),
        specificatie=one.specificatie,
        verwijzingen=_make_verwijzingen(one, afrekening.datum),
    )


def _make_regels(one: Gemeenteafrekening) -> tuple[Factuurregel, ...]:
    sums: dict[tuple[str, str], Factuurregel] = {}
    for post in one.specificatie:
        empty = Factuurregel(post.soort, post.btw, 0, 0)
        found = sums.get((post.soort, post.btw), empty)
        total = found.jaarbedrag + post.jaarbedrag
        sums[post.soort, post.btw] = replace(found, jaarbedrag=total, bedrag=total)
    return tuple(sums.values())


def _make_verwijzingen(one: Gemeenteafrekening, datum: date) -> tuple[Factuurverwijzing, ...]:
    return tuple(
        Factuurverwijzing(
            posten[0].nummer or f"{ZONDER_NUMMER} {posten[0].termijn}",
            posten[0].factuurdatum or datum,
            sum(post.bedrag for post in posten) + _sum_btw(posten, datum),
        )
        for posten in group_facturen(one.voorschotten)
    )


def _sum_btw(posten: tuple[Voorschotpost, ...], datum: date) -> int:
    """The btw on one factuur, rounded per code as on the eindafrekening."""
    codes = dict.fromkeys(one.btw for one in posten)
    groups = ((code, tuple(one for one in posten if one.btw == code)) for code in codes)
    return sum(calculate_btw(load_btwcodes()[code].parameter, group, datum) for code, group in groups)
