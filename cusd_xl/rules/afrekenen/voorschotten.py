"""Handvest art. 11.1 and 13.2, C art. 6.2: what was billed before the year was over, per gemeente and kostensoort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import round_half_up, split_over_termijnen
from cusd_xl.model.afrekening import Voorschotpost, Voorschotten
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland",
    "11.1 en 13.2",
    "Dienstverleningshandvest Flevoland 2022; Centrumregeling Flevoland 2016, art. 6.2",
    ("R49", "R61", "R102"),
)
ALLES = Decimal(100)
SOORTEN = (Factuursoort.FACTUUR, Factuursoort.INTERNE_VERREKENING)


def list_voorschotten(begroting: Begroting, verdeling: Verdeling) -> Voorschotten:
    """The rows of tblVoorschotten; when there are none, voorschot_procent of the begrote bijdragen, which is said with it.

    A row has no btw-code of its own: it gets that of its kostensoort.
    """
    if not begroting.voorschotten:
        return Voorschotten(tuple(_calculate(begroting, verdeling)), berekend=True)
    codes: dict[str, str] = {}
    for post in begroting.kosten:
        codes.setdefault(post.soort, post.btw)
    return Voorschotten(
        tuple(
            Voorschotpost(
                row.gemeente, row.soort, codes.get(row.soort, "O"), row.termijn, row.bedrag, row.factuurnummer, row.factuurdatum
            )
            for row in begroting.voorschotten
        )
    )


def list_from_facturen(facturen: Iterable[Factuur]) -> tuple[Voorschotpost, ...]:
    """The same from facturen that were really sent and that nobody took back, such as those of a register."""
    return tuple(
        Voorschotpost(
            one.afnemer.gemeente, regel.omschrijving, regel.btw, one.termijn.code, regel.bedrag, one.nummer, one.factuurdatum
        )
        for one in facturen
        if one.soort in SOORTEN and not one.concept
        for regel in one.regels
    )  # fmt: skip


def sum_voorschotten(posten: Iterable[Voorschotpost]) -> Mapping[tuple[str, str], int]:
    """Cents per gemeente and kostensoort."""
    sums: dict[tuple[str, str], int] = {}
    for one in posten:
        sums[one.gemeente, one.soort] = sums.get((one.gemeente, one.soort), 0) + one.bedrag
    return sums


def _calculate(begroting: Begroting, verdeling: Verdeling) -> Iterable[Voorschotpost]:
    """Per termijn of the regeling its part of the voorschot, as the facturen of the year bill it."""
    procent = begroting.regeling.voorschot_procent
    deel = Fraction(ALLES if procent is None else procent) / 100
    sums: dict[tuple[str, str, str], int] = {}
    for post in verdeling.kostenposten:
        for one in post.bijdragen:
            where = (one.gemeente, post.kostenpost.soort, post.kostenpost.btw)
            sums[where] = sums.get(where, 0) + one.bedrag
    aantal = begroting.regeling.termijnen
    for (gemeente, soort, btw), jaarbedrag in sums.items():
        for nummer, bedrag in enumerate(split_over_termijnen(round_half_up(jaarbedrag * deel), aantal), start=1):
            if bedrag:
                yield Voorschotpost(gemeente, soort, btw, f"{nummer} van {aantal}", bedrag)
