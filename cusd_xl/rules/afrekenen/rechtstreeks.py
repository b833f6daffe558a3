"""Art. 13, handvest art. 4.4: costs for one gemeente alone become a kostenpost of own amounts beside the divided ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Kostenpost, Realisatie
from cusd_xl.model.bijdragen import Bijdrage, EigenBedrag, VerdeeldeKostenpost
from cusd_xl.rules.afrekenen.doordecentralisatie import charge_doordecentralisatie, name_direct
from cusd_xl.rules.afrekenen.verrekeningen import charge_verrekeningen
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 4.4", ("R16", "R79"))
RECHTSTREEKS = "rechtstreeks"


def charge_rechtstreeks(begroting: Begroting, eigen: Sequence[Realisatie]) -> tuple[VerdeeldeKostenpost, ...]:
    """What goes straight to a gemeente: realisatie that was doorgedecentraliseerd, meerwerk and losse verrekeningen.

    These amounts are not divided, so they are not rounded either: every line is in whole cents.
    """
    by_code = {one.kostenpost: one for one in begroting.kosten}
    posten = [
        _charge(begroting, _make_kostenpost(by_code[code]), _list_lines(rows))
        for code, rows in charge_doordecentralisatie(begroting, eigen).items()
    ]
    posten += [_charge(begroting, kostenpost, lines) for kostenpost, lines in charge_verrekeningen(begroting)]
    return tuple(posten)


def _make_kostenpost(bron: Kostenpost) -> Kostenpost:
    naam = f"Doordecentralisatie: {bron.omschrijving}"
    return replace(
        bron, kostenpost=name_direct(bron.kostenpost), omschrijving=naam, taken=(), bedrag=None,
        verdeelsleutel=RECHTSTREEKS,
    )  # fmt: skip


def _list_lines(rows: Iterable[Realisatie]) -> Mapping[str, tuple[EigenBedrag, ...]]:
    lines: dict[str, tuple[EigenBedrag, ...]] = {}
    for row in rows:
        naam = " ".join(part for part in ("Realisatie", row.taak, row.periode) if part)
        line = EigenBedrag(naam, row.bedrag, cel=row.herkomst.cel("bedrag"))
        lines[row.gemeente] = (*lines.get(row.gemeente, ()), line)
    return lines


def _charge(begroting: Begroting, kostenpost: Kostenpost, lines: Mapping[str, tuple[EigenBedrag, ...]]) -> VerdeeldeKostenpost:
    bijdragen = tuple(
        Bijdrage(
            one.gemeente, one.gm_code, kostenpost.kostenpost, RECHTSTREEKS,
            sum(line.bedrag for line in lines.get(one.gemeente, ())), one.gemeente in lines, eigen=lines.get(one.gemeente, ()),
        )
        for one in begroting.deelnemers
    )  # fmt: skip
    som = sum(one.bedrag for one in bijdragen)
    return VerdeeldeKostenpost(kostenpost, RECHTSTREEKS, som, Fraction(1), 0, Fraction(som), som, 1, (), bijdragen)
