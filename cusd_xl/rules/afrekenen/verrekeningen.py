"""Handvest art. 4.4, 11.2 and 13.4: meerwerk and losse verrekeningen go straight to the gemeente that got them."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from cusd_xl.model.afrekening import Blok, Voorschotpost
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.model.jaargang import Verrekening
from cusd_xl.rules.afrekenen.blokken import LOSSE_VERREKENING, MEERWERK, find_blok
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland", "4.4, 11.2 en 13.4", "Dienstverleningshandvest Flevoland 2022", ("R50", "R65", "R79")
)
IN_UITVOERING = f"{LOSSE_VERREKENING} uitvoering"
"""A losse verrekening of a kostenpost that is not zorg."""

AFKORTINGEN = MappingProxyType({MEERWERK: "MW", LOSSE_VERREKENING: "LV", IN_UITVOERING: "LU"})


def list_verrekeningen(begroting: Begroting) -> tuple[Verrekening, ...]:
    """The rows of tblVerrekeningen delivered in the begrotingsjaar; one without leverdatum counts."""
    return tuple(one for one in begroting.verrekeningen if one.leverdatum is None or one.leverdatum.year == begroting.jaar)


def is_gefactureerd(row: Verrekening) -> bool:
    """True when the row was already billed by itself."""
    return bool(row.factuurnummer) or row.factuurdatum is not None


def find_soort(begroting: Begroting, row: Verrekening) -> str:
    """The kostensoort a row is settled under: meerwerk is uitvoeringskosten, a losse verrekening follows its kostenpost."""
    if row.soort == MEERWERK:
        return MEERWERK
    soorten = {one.kostenpost: one.soort for one in begroting.kosten}
    is_uitvoering = row.kostenpost in soorten and find_blok(soorten[row.kostenpost]) is Blok.UITVOERINGSKOSTEN
    return IN_UITVOERING if is_uitvoering else LOSSE_VERREKENING


def charge_verrekeningen(begroting: Begroting) -> tuple[tuple[Kostenpost, dict[str, tuple[EigenBedrag, ...]]], ...]:
    """Per soort, kostenpost and btw-code a kostenpost of its own with the lines of each gemeente."""
    grouped: dict[tuple[str, str, str], dict[str, tuple[EigenBedrag, ...]]] = {}
    for row in list_verrekeningen(begroting):
        lines = grouped.setdefault((find_soort(begroting, row), row.kostenpost, row.btw), {})
        line = EigenBedrag(row.omschrijving, row.bedrag, cel=row.herkomst.cel("bedrag"))
        lines[row.gemeente] = (*lines.get(row.gemeente, ()), line)
    return tuple((_make_kostenpost(begroting, *group), lines) for group, lines in grouped.items())


def list_gefactureerd(begroting: Begroting) -> Iterable[Voorschotpost]:
    """What was already billed by itself, as an amount to set off."""
    for row in list_verrekeningen(begroting):
        if is_gefactureerd(row):
            soort = find_soort(begroting, row)
            yield Voorschotpost(
                row.gemeente, soort, row.btw, "los", row.bedrag, row.factuurnummer, row.factuurdatum, row.omschrijving
            )


def name_verrekening(begroting: Begroting, soort: str, code: str, btw: str) -> str:
    """A short code that no kostenpost of the begroting has: MW for meerwerk, LV for a losse verrekening."""
    naam = "-".join(filter(None, (AFKORTINGEN[soort], code, "" if btw == "O" else btw)))
    while any(one.kostenpost == naam for one in begroting.kosten):
        naam += "-"
    return naam


def _make_kostenpost(begroting: Begroting, soort: str, code: str, btw: str) -> Kostenpost:
    bron = next((one for one in begroting.kosten if one.kostenpost == code), None)
    naam = "Meerwerk volgens overeenkomst" if soort == MEERWERK else "Losse verrekening"
    return Kostenpost(
        name_verrekening(begroting, soort, code, btw), naam, soort, (), None, begroting.jaar, "geen",
        "rechtstreeks", bron.taakveld if bron else "", bron.categorie if bron else "", btw,
    )  # fmt: skip
