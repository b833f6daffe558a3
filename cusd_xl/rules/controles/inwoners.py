"""Art. 12: the inwoners that the division needs are there, once, definitief, on 1 January, and plausible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.base.years import peildatum, short_datum
from cusd_xl.model.begroting import Begroting, Inwonertal, Sleutel
from cusd_xl.parameters import get_parameter
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import list_gebruik
from cusd_xl.rules.controles.tekst import enumerate_names, format_fraction
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.gemiddelde import TELLINGEN, list_jaren, parse_gemiddelde

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R1",))
VOORLOPIG, JEUGDIGEN = "voorlopig", "jeugdigen"
ONTBREEKT = MappingProxyType({"inwoners": "inwoners-ontbreekt", "jeugdigen": "jeugdigen-ontbreekt"})


def check_inwoners(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblInwoners."""
    yield from _check_rows(begroting)
    yield from _check_needed(begroting)
    yield from _check_sprong(begroting)


def _check_rows(begroting: Begroting) -> Iterator[Finding]:
    for row in begroting.inwoners:
        day = row.peildatum
        if (day.month, day.day) != (1, 1):
            facts = {"peildatum": short_datum(day), "gemeente": row.gemeente, "jaar": day.year}
            yield finding("peildatum-niet-1-januari", row.herkomst.cel("peildatum"), **facts)
        if row.jeugdigen is not None and row.jeugdigen > row.inwoners:
            facts = {"jeugdigen": format_number(row.jeugdigen), "inwoners": format_number(row.inwoners)}
            yield finding("jeugdigen-meer-dan-inwoners", row.herkomst.cel("jeugdigen"), gemeente=row.gemeente, **facts)
    for row, cel, eerste in find_dubbel(begroting.inwoners, lambda one: (one.gemeente, one.peildatum), "inwoners"):
        yield finding("inwoners-dubbel", cel, gemeente=row.gemeente, peildatum=short_datum(row.peildatum), eerste=eerste)


def _check_needed(begroting: Begroting) -> Iterator[Finding]:
    found = {(one.gemeente, one.peildatum): one for one in begroting.inwoners}
    for (soort, gemeente, day), uses in _list_needed(begroting).items():
        row = found.get((gemeente, day))
        sleutels, kostenposten = (enumerate_names(names) for names in zip(*uses, strict=True))
        facts = {"gemeente": gemeente, "peildatum": short_datum(day)}
        if row is None or (soort == JEUGDIGEN and not row.jeugdigen):
            cel = _find_nearest_cel(begroting, gemeente, day) if row is None else row.herkomst.cel("jeugdigen")
            yield finding(ONTBREEKT[soort], cel, sleutel=sleutels, kostenposten=kostenposten, **facts)
        elif soort != JEUGDIGEN and row.inwoners <= 0:
            yield finding("inwoners-nul", row.herkomst.cel("inwoners"), **facts)
        elif row.status == VOORLOPIG:
            yield finding("inwoners-voorlopig", row.herkomst.cel("status"), **facts)


def _list_needed(begroting: Begroting) -> Mapping[tuple[str, str, date], list[tuple[str, str]]]:
    """Per kind, paying gemeente and peildatum the sleutels and kostenposten that need the figure."""
    needed: dict[tuple[str, str, date], list[tuple[str, str]]] = {}
    for one in list_gebruik(begroting):
        try:
            soort, days = _find_peildata(begroting, one.sleutel)
        except (KeyError, ValueError):  # check_sleutels reports what cannot be read
            continue
        for deelnemer in one.betalers:
            for day in days:
                needed.setdefault((soort, deelnemer.gemeente, day), []).append((one.sleutel.sleutel, one.kostenpost.kostenpost))
    return needed


def _find_peildata(begroting: Begroting, sleutel: Sleutel) -> tuple[str, tuple[date, ...]]:
    """What a key counts, inwoners or jeugdigen, and on which days; no days for any other kind."""
    if sleutel.soort in TELLINGEN:
        return sleutel.soort, (peildatum(begroting.jaar, parse_inwoners(sleutel).jaren_terug),)
    if sleutel.soort == "gemiddelde":
        inner = find_binnen(begroting, parse_gemiddelde(sleutel).sleutel)
        if inner.soort in TELLINGEN:
            return inner.soort, tuple(date(jaar, 1, 1) for jaar in list_jaren(begroting, sleutel))
    return sleutel.soort, ()


def _find_nearest_cel(begroting: Begroting, gemeente: str, day: date) -> str:
    """The peildatum of the row of this gemeente that comes nearest; the table when the gemeente has no row."""
    rows = [one for one in begroting.inwoners if one.gemeente == gemeente]
    if not rows:
        return "tblInwoners"
    return min(rows, key=lambda one: abs((one.peildatum - day).days)).herkomst.cel("peildatum")


def _check_sprong(begroting: Begroting) -> Iterator[Finding]:
    by_gemeente: dict[str, list[Inwonertal]] = {}
    for row in sorted(begroting.inwoners, key=lambda one: one.peildatum):
        by_gemeente.setdefault(row.gemeente, []).append(row)
    pairs = [pair for rows in by_gemeente.values() for pair in pairwise(rows) if _are_comparable(*pair)]
    if not pairs:
        return
    try:
        band = Fraction(get_parameter("inwoners_sprong_procent", date(begroting.jaar, 1, 1)).waarde)
    except ParameterError as error:
        yield finding("parameter-ontbreekt", "tblInwoners", controle="de sprong in inwoners", reden=error)
        return
    for before, after in pairs:
        sprong = Fraction(100 * (after.inwoners - before.inwoners), before.inwoners)
        if abs(sprong) > band * max(1, after.peildatum.year - before.peildatum.year):
            yield _report_sprong(before, after, sprong, band)


def _are_comparable(before: Inwonertal, after: Inwonertal) -> bool:
    return before.inwoners > 0 and before.peildatum < after.peildatum


def _report_sprong(before: Inwonertal, after: Inwonertal, sprong: Fraction, band: Fraction) -> Finding:
    return finding(
        "inwoners-sprong",
        after.herkomst.cel("inwoners"),
        gemeente=after.gemeente,
        oud=format_number(before.inwoners),
        vorige=short_datum(before.peildatum),
        nieuw=format_number(after.inwoners),
        peildatum=short_datum(after.peildatum),
        sprong=format_fraction(round(sprong, 1)),
        band=format_fraction(band),
    )
