"""Reads a begrotingsworkbook: cells to rows to a Begroting, with every finding on the way collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key, nearest, tidy
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.regeling import Regeling
from cusd_xl.workbook.bron import Bron
from cusd_xl.workbook.celwaarde import Celsoort
from cusd_xl.workbook.input_checks import check_tabel, find_persoonsgegevens
from cusd_xl.workbook.layout import REGELING, TABELLEN, Tabel
from cusd_xl.workbook.read_regeling import read_regeling
from cusd_xl.workbook.references import TAKEN, deelnemer_names, known_names, split_taken, unify_names
from cusd_xl.workbook.rows import Rij, read_rijen
from cusd_xl.workbook.tables import GevondenTabel, Vondst, find_tabellen

KRUISJE = "x"
KRUISTABELLEN = tuple(tabel for tabel in TABELLEN if tabel.kruisveld)
KRUISKOLOMMEN = {"tblTakenregister": "registerkolommen", "tblBesluiten": "akkoordkolommen"}
"""The field of Begroting that holds the columns per gemeente of a table with crosses."""
TEKENS = {"tblTakenregister": "takenregister-teken", "tblBesluiten": "akkoord-teken"}
"""What is said of a cell in those columns that is neither x nor empty."""
MOST_NAMED_SHEETS = 10


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What was read; `begroting` is None when begrotingsjaar or centrumgemeente cannot be read, a finding says so.

    `ongelezen` has per table the keys of the names in the first column of the rows that could not be read; "" stands for a row
    without a name, and for a table of which no row could be read.
    """

    begroting: Begroting | None
    findings: tuple[Finding, ...]
    tabellen: Mapping[str, GevondenTabel]
    ongelezen: Mapping[str, frozenset[str]]


def read_bron(werkmap: Bron) -> Gelezen:
    """Read all tables of a workbook; rows with a fout are left out of the begroting, so that the other checks can run.

    Raises WerkmapError when it holds none of the tables.
    """
    vondst = find_tabellen(werkmap)
    if not vondst.tabellen:
        raise _nothing_found(werkmap)
    findings = [*vondst.findings, *_check_bladen(werkmap, vondst)]
    rijen = {
        naam: list(read_rijen(gevonden, werkmap.read_blad(vondst.bladen[naam]))) for naam, gevonden in vondst.tabellen.items()
    }
    unify_names(rijen)
    regeling, problems = read_regeling(rijen.get(REGELING.naam, ()))
    findings += problems
    for naam, rows in rijen.items():
        tabel = vondst.tabellen[naam].tabel
        if tabel.verplicht and not rows:
            findings.append(finding("tabel-leeg", naam, tabel=naam, blad=vondst.tabellen[naam].blad))
        if tabel is not REGELING:
            findings += [one for rij in rows for one in rij.findings]
    findings += [one for tabel in KRUISTABELLEN for one in _check_kruisjes(tabel, vondst, rijen)]
    begroting = None
    if regeling is not None:
        regeling, problems = _unify_centrumgemeente(regeling, deelnemer_names(rijen))
        findings += problems
        begroting = _build(regeling, rijen, vondst)
    return Gelezen(begroting, tuple(findings), vondst.tabellen, _list_ongelezen(rijen))


def _list_ongelezen(rijen: Mapping[str, list[Rij]]) -> dict[str, frozenset[str]]:
    absent = {tabel.naam: frozenset({""}) for tabel in TABELLEN if tabel.verplicht and tabel.naam not in rijen}
    return absent | {naam: _name_ongelezen(naam, rows) for naam, rows in rijen.items()}


def _name_ongelezen(tabelnaam: str, rows: Sequence[Rij]) -> frozenset[str]:
    unread = [rij for rij in rows if rij.waarden is None]
    named = known_names({tabelnaam: unread}, tabelnaam)
    nameless = len(unread) == len(rows) or any(not known_names({tabelnaam: [rij]}, tabelnaam) for rij in unread)
    return frozenset({*named, ""} if unread and nameless else named)


def _nothing_found(werkmap: Bron) -> WerkmapError:
    names = [tidy(blad.naam) for blad in werkmap.bladen]
    shown = ", ".join(names[:MOST_NAMED_SHEETS]) + (" ..." if len(names) > MOST_NAMED_SHEETS else "")
    seen = f"de bladen zijn: {shown}" if names else "er zijn geen bladen met cellen"
    return WerkmapError(
        f"{werkmap.naam} is geen begrotingswerkmap: geen enkele tabel zoals tblKosten is gevonden ({seen}). "
        "Maak een werkmap met 'cusd-xl nieuw'."
    )


def _check_bladen(werkmap: Bron, vondst: Vondst) -> list[Finding]:
    findings: list[Finding] = []
    per_blad: dict[str, list[str]] = {}
    for naam, blad in vondst.bladen.items():
        per_blad.setdefault(blad.deel, []).append(naam)
        findings += check_tabel(vondst.tabellen[naam], blad, werkmap.read_blad(blad))
    for names in per_blad.values():
        blad = vondst.bladen[names[0]]
        findings += find_persoonsgegevens([vondst.tabellen[naam] for naam in names], blad, werkmap.read_blad(blad))
    return findings


def _check_kruisjes(tabel: Tabel, vondst: Vondst, rijen: Mapping[str, list[Rij]]) -> list[Finding]:
    """Every cross of a gemeente is x or empty; every header is spelled as on the sheet Deelnemers."""
    gevonden = vondst.tabellen.get(tabel.naam)
    if gevonden is None:
        return []
    names = deelnemer_names(rijen)
    findings: list[Finding] = []
    for kop, letter in gevonden.gemeentekolommen.items():
        naam = names.get(key(kop))
        if naam is not None and naam != kop:
            cel = f"{gevonden.blad}!{letter}{max(gevonden.koprij, 1)}"
            findings.append(finding("spatie-in-naam", cel, plaats=f"de kop van blad {gevonden.blad}", naam=naam))
        if nearest(kop, names.values()) or not names:
            for rij in rijen[tabel.naam]:
                findings += _check_kruisje(tabel, rij, kop, f"{gevonden.blad}!{letter}{rij.herkomst.rij}")
    return findings


def _check_kruisje(tabel: Tabel, rij: Rij, kop: str, place: str) -> list[Finding]:
    cel = rij.kruisjes[kop]
    if cel.soort is Celsoort.FOUT:
        return [finding("excel-fout", place, kolom=tidy(kop), fout=cel.waarde)]
    if cel.soort is Celsoort.NIET_BEREKEND:
        return [finding("niet-berekend", place, kolom=tidy(kop))]
    if cel.is_leeg or _is_kruisje(rij, kop):
        return []
    eerste = tabel.kolommen[0].veld
    naam = tidy(str(rij.cellen[eerste].waarde)) if eerste in rij.cellen else str(rij.herkomst.rij)
    return [finding(TEKENS[tabel.naam], place, gemeente=tidy(kop), **{eerste: naam})]


def _is_kruisje(rij: Rij, kop: str) -> bool:
    cel = rij.kruisjes[kop]
    return cel.soort is Celsoort.TEKST and key(str(cel.waarde)) == KRUISJE


def _unify_centrumgemeente(regeling: Regeling, names: Mapping[str, str]) -> tuple[Regeling, list[Finding]]:
    naam = names.get(key(regeling.centrumgemeente), regeling.centrumgemeente)
    if naam == regeling.centrumgemeente:
        return regeling, []
    problem = finding("spatie-in-naam", regeling.cel("centrumgemeente"), plaats="'centrumgemeente'", naam=naam)
    return replace(regeling, centrumgemeente=naam), [problem]


def _build(regeling: Regeling, rijen: Mapping[str, list[Rij]], vondst: Vondst) -> Begroting:
    names = deelnemer_names(rijen)
    parts: dict[str, Any] = {
        tabel.veld: tuple(_make_row(tabel, rij, names) for rij in rijen.get(tabel.naam, ()) if rij.waarden is not None)
        for tabel in TABELLEN
        if tabel.rijtype is not None
    }
    kruiskolommen: dict[str, Any] = {
        veld: dict(vondst.tabellen[naam].gemeentekolommen) for naam, veld in KRUISKOLOMMEN.items() if naam in vondst.tabellen
    }
    return Begroting(regeling=regeling, **kruiskolommen, **parts)


def _make_row(tabel: Tabel, rij: Rij, names: Mapping[str, str]) -> Any:
    rijtype: Any = tabel.rijtype
    wanted = {one.name for one in fields(rijtype)}
    values: dict[str, Any] = {veld: value for veld, value in (rij.waarden or {}).items() if veld in wanted}
    if TAKEN in values:
        values[TAKEN] = split_taken(values[TAKEN])
    if tabel.kruisveld:
        values[tabel.kruisveld] = frozenset(names.get(key(kop), tidy(kop)) for kop in rij.kruisjes if _is_kruisje(rij, kop))
    return rijtype(**values, herkomst=rij.herkomst)
