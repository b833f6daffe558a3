"""The one door for udfs/: plain cell values in, plain values out, exact in between, a short Dutch line when it cannot be.

How a cell or a range comes in, and what is refused, stands in `cellen`. Amounts go in and come out in euros; what comes out is
a float of at most two decimals, text, bool or datetime. Everything a function uses is an argument.
"""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction

from cusd_xl import __version__
from cusd_xl.api.aandelen import explain_split, split_bedrag
from cusd_xl.api.cellen import (
    FIRST_YEAR,
    LARGEST,
    LAST_YEAR,
    Bereik,
    Cel,
    read_alle,
    read_cel,
    read_cents,
    read_geheel,
    read_getal,
    read_jaar,
    read_paren,
    read_plaats,
    read_rijen,
    read_tekst,
    to_euros,
)
from cusd_xl.api.versie import hash_code
from cusd_xl.base import identifiers, years
from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import format_number, round_half_up, split_over_termijnen
from cusd_xl.base.names import key, tidy
from cusd_xl.rules.indexatie import calculate_factor

JAREN_TERUG = 2
"""The peildatum of art. 12, when the user names no other."""
MEESTE_JAREN_TERUG = 10
MEESTE_TERMIJNEN = 12


def allocate_bedrag(bedrag: Cel, gewichten: Bereik, eenheid: Cel = None) -> list[list[float]]:
    """Every share of a bedrag in euros, in the orientation of the weights, by largest remainder (art. 12).

    `eenheid` is cent (also when empty) or euro; with euro the bedrag is first rounded half up to whole euros.
    """
    split = split_bedrag(bedrag, gewichten, eenheid)
    shares = [to_euros(cents) for cents in split.bedragen]
    return [[share] for share in shares] if len(read_rijen(gewichten)) > 1 else [shares]


def get_aandeel(bedrag: Cel, gewichten: Bereik, nummer: Cel, eenheid: Cel = None) -> float:
    """The share of weight `nummer`, counted from 1, in euros."""
    split = split_bedrag(bedrag, gewichten, eenheid)
    return to_euros(split.bedragen[read_plaats(nummer, len(split.aandelen))])


def explain_aandeel(bedrag: Cel, gewichten: Bereik, nummer: Cel, naam: Cel = None, eenheid: Cel = None) -> str:
    """One Dutch text: how the share of weight `nummer` follows from the bedrag and the weights."""
    split = split_bedrag(bedrag, gewichten, eenheid)
    plaats = read_plaats(nummer, len(split.aandelen))
    return f"{read_tekst('naam', naam) or f'Deelnemer {plaats + 1}'}: {explain_split(split, plaats)}"


def index_bedrag(bedrag: Cel, van_jaar: Cel, naar_jaar: Cel, jaren: Bereik, percentages: Bereik) -> float:
    """The bedrag of price level `van_jaar` in euros of `naar_jaar`, half up to the cent (art. 14); a missing year is refused."""
    cents, van, naar = read_cents("bedrag", bedrag), read_jaar("van_jaar", van_jaar), read_jaar("naar_jaar", naar_jaar)
    if naar < van:
        raise ArgumentError("naar_jaar: ligt vóór van_jaar; terugrekenen kan niet.")
    reeks = _read_reeks(jaren, percentages)
    for jaar in range(van + 1, naar + 1):
        if jaar not in reeks:
            raise ArgumentError(f"jaren: {jaar} ontbreekt in de reeks.")
    factor = calculate_factor(reeks[jaar] for jaar in range(van + 1, naar + 1))
    return to_euros(round_half_up(cents * factor))


def get_peildatum(begrotingsjaar: Cel, jaren_terug: Cel = None) -> datetime:
    """1 January of `jaren_terug` (2 when empty) years before the begrotingsjaar (art. 12)."""
    terug = JAREN_TERUG
    if read_cel("jaren_terug", jaren_terug) is not None:
        terug = read_geheel("jaren_terug", jaren_terug, 0, MEESTE_JAREN_TERUG)
    jaar = read_geheel("begrotingsjaar", begrotingsjaar, FIRST_YEAR + terug, LAST_YEAR)
    return datetime.combine(years.peildatum(jaar, terug), time())


def has_deelname(taken: Cel, taakcodes: Bereik, kruisjes: Bereik) -> bool:
    """True when a cross stands beside at least one of the taken (`J1;W4`), and always for `alle` (art. 6)."""
    asked = {key(code) for code in read_tekst("taken", taken).split(";") if tidy(code)}
    if not asked:
        raise ArgumentError("taken: is leeg; vul 'alle' in, of taakcodes met een puntkomma ertussen.")
    crosses = _read_kruisjes(taakcodes, kruisjes)
    if asked == {"alle"}:
        return True
    if not asked <= crosses.keys():
        raise ArgumentError("taken: een taakcode staat niet in taakcodes.")
    return any(crosses[code] for code in asked)


def sum_proceskosten(aantallen: Bereik, normbedragen: Bereik) -> float:
    """The sum of aantal times normbedrag per proces, in euros (art. 12, second exception)."""
    pairs = read_paren("aantallen", aantallen, "normbedragen", normbedragen)
    counted = [(read_geheel(naam, aantal, 0, LARGEST), read_cents(ander, norm)) for (naam, aantal), (ander, norm) in pairs]
    return to_euros(sum(aantal * normbedrag for aantal, normbedrag in counted))


def get_termijn(jaarbedrag: Cel, nummer: Cel, aantal: Cel) -> float:
    """Instalment `nummer` of `aantal`, in euros: equal whole cents, the cents left over to the first ones."""
    termijnen = split_over_termijnen(read_cents("jaarbedrag", jaarbedrag), read_geheel("aantal", aantal, 1, MEESTE_TERMIJNEN))
    return to_euros(termijnen[read_plaats(nummer, len(termijnen))])


def check_sluit(totaal: Cel, delen: Bereik) -> str:
    """`OK` when the delen add up to the totaal to the cent, else by how many cents they do not; empty cells count for nothing."""
    cells = [(naam, waarde) for naam, waarde in read_alle("delen", delen) if read_cel(naam, waarde) is not None]
    verschil = sum(read_cents(naam, waarde) for naam, waarde in cells) - read_cents("totaal", totaal)
    if not verschil:
        return "OK"
    return f"Delen samen {format_number(abs(verschil))} cent te {'veel' if verschil > 0 else 'weinig'}"


def is_iban(iban: Cel) -> bool:
    """True for an IBAN with the right check digits; False for an empty cell."""
    return identifiers.is_iban(read_tekst("iban", iban))


def is_kvk(kvk: Cel) -> bool:
    """True for a KvK number of eight digits, kept as text; False for an empty cell."""
    return identifiers.is_kvk(read_tekst("kvk", kvk))


def is_oin(oin: Cel) -> bool:
    """True for an OIN of twenty digits, kept as text; False for an empty cell."""
    return identifiers.is_oin(read_tekst("oin", oin))


def is_gm_code(gmcode: Cel) -> bool:
    """True for a CBS code such as GM0308; False for an empty cell."""
    return identifiers.is_gm_code(read_tekst("gmcode", gmcode))


def describe_versie() -> str:
    """The version and the start of the hash of the code that computes: the same in a workbook and in the release."""
    return f"cusd-xl {__version__}, code {hash_code()[:12]}"


def _read_reeks(jaren: Bereik, percentages: Bereik) -> dict[int, Fraction]:
    reeks: dict[int, Fraction] = {}
    for (naam, waarde), (ander, percentage) in read_paren("jaren", jaren, "percentages", percentages):
        if read_cel(naam, waarde) is None and read_cel(ander, percentage) is None:
            continue
        jaar = read_jaar(naam, waarde)
        if jaar in reeks:
            raise ArgumentError(f"jaren: {jaar} staat er twee keer in.")
        reeks[jaar] = Fraction(read_getal(ander, percentage))
    return reeks


def _read_kruisjes(taakcodes: Bereik, kruisjes: Bereik) -> dict[str, bool]:
    crosses: dict[str, bool] = {}
    for (naam, code), (ander, kruisje) in read_paren("taakcodes", taakcodes, "kruisjes", kruisjes):
        taak, cross = key(read_tekst(naam, code)), key(read_tekst(ander, kruisje))
        if cross not in ("", "x"):
            raise ArgumentError(f"{ander}: alleen x of leeg.")
        if cross and not taak:
            raise ArgumentError(f"{naam}: is leeg, terwijl er een kruisje bij staat.")
        if taak:
            crosses[taak] = crosses.get(taak, False) or bool(cross)
    return crosses
