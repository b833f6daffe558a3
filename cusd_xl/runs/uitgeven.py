"""Gives out what is finalised: files made from the frozen content, never over a file somebody changed, recorded when written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from cusd_xl.base.errors import UitvoerError
from cusd_xl.register.controle import hash_file
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import Registratie
from cusd_xl.register.uitgifte import read_uitgiften, record_uitgiften
from cusd_xl.runs.uitvoermap import write_map
from cusd_xl.runs.zegel import hash_content

KENMERK = 12
Bestanden = Mapping[str, bytes]


def give_out(
    register: Register,
    gemaakt: Mapping[Registratie, Bestanden],
    uit: Path,
    erbij: Callable[[Bestanden], Bestanden] = lambda bestanden: {},
) -> tuple[str, ...]:
    """Write the files of every document into `uit` and record them as issued; the names in the order of writing.

    A file that stands there as it was issued, or with the very content just made, is left alone. `erbij` makes the files that
    belong to no single document from those that do. One run at a time writes; a run that was stopped anywhere is finished by
    doing it again. UitvoerError names a file under a definitive number with another content: that is evidence and stays.
    """
    with register.writing() as connection:
        known = read_uitgiften(connection)
        uitgaven = {one.nummer: _choose_all(uit, own, known.get(one.nummer, {})) for one, own in gemaakt.items()}
        alle = {naam: inhoud for bestanden in uitgaven.values() for naam, inhoud in bestanden.items()}
        alle |= erbij(alle)
        nieuw = {naam: inhoud for naam, inhoud in alle.items() if not _stands(uit / naam, inhoud)}
        write_map(uit, nieuw, kenmerk=f"{hash_content(register.plek.encode())[:KENMERK]}-")
        record_uitgiften(
            connection,
            {nummer: {naam: hash_content(one) for naam, one in bestanden.items()} for nummer, bestanden in uitgaven.items()},
        )
    return tuple(alle)


def _choose_all(uit: Path, gemaakt: Bestanden, uitgegeven: Mapping[str, frozenset[str]]) -> dict[str, bytes]:
    return {naam: _choose(uit / naam, inhoud, uitgegeven.get(naam)) for naam, inhoud in gemaakt.items()}


def _choose(path: Path, gemaakt: bytes, uitgegeven: frozenset[str] | None) -> bytes:
    """The content a file must have: what stands there if it was issued so, else what was made."""
    if not path.exists():
        return gemaakt
    hashes = (uitgegeven or frozenset()) | {hash_content(gemaakt)}
    if path.is_file() and hash_file(path) in hashes:
        return path.read_bytes()
    raise UitvoerError(
        f"{path.name} staat al in map '{path.parent.name or path.parent}', met een andere inhoud dan is vastgesteld. "
        "Zet dat bestand opzij en probeer het opnieuw; het nummer blijft hetzelfde."
    )


def _stands(path: Path, inhoud: bytes) -> bool:
    return path.is_file() and hash_file(path) == hash_content(inhoud)
