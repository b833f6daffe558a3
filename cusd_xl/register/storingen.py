"""What the database says when it cannot: each trouble as one Dutch line; anything else is a bug and goes on as it is."""

from __future__ import annotations

import sqlite3
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError

from cusd_xl.base.errors import RegisterError

SQLITE = MappingProxyType(
    {
        "SQLITE_BUSY": "een ander gebruikt het register en geeft het niet vrij; probeer het straks opnieuw",
        "SQLITE_LOCKED": "een ander gebruikt het register en geeft het niet vrij; probeer het straks opnieuw",
        "SQLITE_FULL": "de schijf is vol; maak ruimte en probeer het opnieuw",
        "SQLITE_READONLY": "het bestand of de map is alleen-lezen; controleer de rechten",
        "SQLITE_CANTOPEN": "het bestand is niet te openen; controleer map en rechten",
        "SQLITE_NOTADB": "het bestand is geen register; kies met --register het goede bestand",
        "SQLITE_CORRUPT": "het bestand is beschadigd; zet de laatste reservekopie terug en draai 'register check'",
        "SQLITE_IOERR": "de schijf geeft een fout; controleer schijf en verbinding",
        "SQLITE_PERM": "geen rechten op het bestand",
    }
)
POSTGRESQL = MappingProxyType(
    {
        "55P03": "een ander gebruikt het register en geeft het niet vrij; probeer het straks opnieuw",
        "53100": "de schijf van de server is vol",
        "53300": "de server heeft te veel verbindingen; probeer het straks opnieuw",
        "57P01": "de server is gestopt; probeer het straks opnieuw",
        "57P03": "de server is nog aan het starten; probeer het straks opnieuw",
        "25006": "de server is alleen-lezen",
        "42501": "deze gebruiker heeft niet genoeg rechten in de database",
    }
)
ONBEREIKBAAR = (
    "de server is niet bereikbaar, kent deze database of gebruiker niet, of de verbinding viel weg; "
    "controleer adres, database, gebruiker en netwerk"
)
"""While connecting, the driver does not say which of these it is."""


def explain_storing(problem: DBAPIError, plek: str) -> RegisterError | None:
    """The error to raise for a trouble that is nobody's bug; None for anything else."""
    reden = _find_reden(problem)
    if reden is None:
        return None
    return RegisterError(f"Het register {plek} kan niet worden gebruikt: {reden}. Er is niets vastgelegd.")


def _find_reden(problem: DBAPIError) -> str | None:
    orig = problem.orig
    if isinstance(orig, sqlite3.Error):
        naam = getattr(orig, "sqlite_errorname", "")
        return next((reden for code, reden in SQLITE.items() if naam.startswith(code)), None)
    state = getattr(orig, "sqlstate", None)
    if state:
        return ONBEREIKBAAR if state.startswith("08") else POSTGRESQL.get(state)
    return ONBEREIKBAAR if type(orig).__name__ == "OperationalError" else None
