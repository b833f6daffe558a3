"""The choice of termijn and factuurdatum: what a user may choose, and what does not fit the regeling."""

from __future__ import annotations

from datetime import date

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import Termijn, parse_termijn, short_datum
from cusd_xl.model.begroting import Begroting

JAREN_SPELING = 5


def check_datum(datum: date, jaar: int) -> None:
    """Refuse a factuurdatum that must be a mistake: ArgumentError when it is years away from the begrotingsjaar."""
    if abs(datum.year - jaar) > JAREN_SPELING:
        raise ArgumentError(
            f"Factuurdatum {short_datum(datum)} ligt te ver van begrotingsjaar {jaar}. "
            f"Kies een datum van ten hoogste {JAREN_SPELING} jaar eerder of later."
        )


def choose_termijn(code: str, jaar: int) -> Termijn:
    """The termijn of this code; ArgumentError with the codes there are when it is unknown."""
    try:
        return parse_termijn(code, jaar)
    except ValueError as problem:
        raise ArgumentError(f"Termijn '{code}' bestaat niet. Kies jaar, Q1 tot en met Q4, of M01 tot en met M12.") from problem


def check_termijn(begroting: Begroting, termijn: Termijn) -> tuple[Finding, ...]:
    """A waarschuwing when the termijn does not fit the rhythm of the regeling (R49)."""
    regeling = begroting.regeling
    if termijn.aantal == regeling.termijnen:
        return ()
    feiten = {"termijn": termijn.code, "gekozen": termijn.aantal, "afgesproken": regeling.termijnen}
    return (finding("termijn-wijkt-af", regeling.cel("termijnen"), **feiten),)
