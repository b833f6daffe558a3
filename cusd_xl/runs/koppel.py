"""Use case `koppel`: put our sheets, tables and code into a copy of somebody's workbook, and lose nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.runs.bundel import build_bundel
from cusd_xl.runs.kopie import check_kopie, is_signed, write_kopie
from cusd_xl.runs.koppelplan import choose_leeg_profiel, plan_aanvulling, plan_berekening
from cusd_xl.workbook.afwijkingen import refuse_changed
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.herstelpunt import store_herstelpunt
from cusd_xl.workbook.koppeling import KOPPELBLAD, Koppelregel, read_koppeling
from cusd_xl.workbook.layout import LEESWIJZER
from cusd_xl.workbook.lite import HOOFDBESTAND, embed_code
from cusd_xl.workbook.onze_bladen import find_onze_bladen
from cusd_xl.workbook.package import Pakket, open_pakket, write_pakket
from cusd_xl.workbook.plan_functies import FUNCTIES, plan_functies
from cusd_xl.workbook.plan_koppeling import list_regels, plan_koppeling
from cusd_xl.workbook.play_package import play_parts
from cusd_xl.workbook.tables import find_tabellen
from cusd_xl.workbook.verliescontrole import Verliesrapport, check_verlies
from cusd_xl.workbook.xml_parts import parse_part, read_relations

TOELICHTING = (LEESWIJZER, FUNCTIES)
"""Sheets without data: where the user has a sheet of that name, his stays and ours is left out."""


@dataclass(frozen=True, slots=True)
class Koppelwens:
    """What is asked: regeling and jaar for empty input sheets, replace sheets of ours that were changed, bring the code."""

    jaar: int
    regeling: str | None = None
    overschrijf: bool = False
    met_code: bool = True


@dataclass(frozen=True, slots=True)
class Koppelresultaat:
    """What was found and done: findings, rows of the sheet Koppeling, sheets added and refreshed, and the verliescontrole."""

    findings: tuple[Finding, ...]
    regels: tuple[Koppelregel, ...]
    toegevoegd: tuple[str, ...]
    vernieuwd: tuple[str, ...]
    berekend: bool
    rapport: Verliesrapport


def run_koppel(pad: Path, uit: Path, wens: Koppelwens) -> Koppelresultaat:
    """Write a linked copy of a workbook; its own parts stay byte for byte what they were, and `ontkoppel` gives them back.

    With a fout in the data the copy gets no calculation sheets. Raises WerkmapError when the workbook cannot be linked or a
    sheet of ours in it was changed, UitvoerError when the verliescontrole finds anything unexpected; nothing stays on disk then.
    """
    check_kopie(pad, uit)
    pakket = open_pakket(pad)
    werkmap = Werkmap(pakket)
    onze = find_onze_bladen(parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel]))
    vondst = find_tabellen(werkmap, synoniemen=True)
    regels = list_regels(vondst.tabellen, tuple(onze.values()), read_koppeling(werkmap))
    profiel = choose_leeg_profiel(werkmap, vondst, wens.regeling, wens.jaar)
    code = build_bundel() if wens.met_code else {}
    extra = (plan_functies(code[HOOFDBESTAND]),) if code else ()
    alle = (*plan_aanvulling(profiel, vondst, plan_koppeling(regels)), *extra)
    blijft = [blad.naam for blad in werkmap.bladen if blad.naam not in onze and key(blad.naam) in map(key, TOELICHTING)]
    bladen = [blad for blad in alle if key(blad.naam) not in map(key, blijft)]
    gevuld = replace(pakket, delen=play_parts(pakket, bladen))
    beoordeling, rekenbladen = plan_berekening(gevuld)
    if rekenbladen:
        gevuld = replace(gevuld, delen=play_parts(gevuld, rekenbladen))
    namen = [blad.naam for blad in (*bladen, *rekenbladen)]
    if not wens.overschrijf:
        refuse_changed(pakket, set(namen) - {KOPPELBLAD})
    delen = embed_code(gevuld.delen, code, pakket.naam, wens.overschrijf) if code else gevuld.delen
    content = write_pakket(store_herstelpunt(pakket, delen))
    return Koppelresultaat(
        (*beoordeling.findings, *_list_gevolgen(pakket, blijft)),
        regels,
        tuple(naam for naam in namen if naam not in onze),
        tuple(naam for naam in namen if naam in onze),
        bool(rekenbladen),
        write_kopie(uit, content, lambda written: check_verlies(pakket, written)),
    )


def as_json(resultaat: Koppelresultaat) -> dict[str, object]:
    """The outcome as plain values."""
    return {
        "koppeling": [
            {"tabel": one.tabel, "kolom": one.kolom, "blad": one.blad, "bereik": one.bereik, "kop": one.kop}
            for one in resultaat.regels
        ],
        "toegevoegd": list(resultaat.toegevoegd),
        "vernieuwd": list(resultaat.vernieuwd),
        "berekend": resultaat.berekend,
        "verliescontrole": resultaat.rapport.as_json(),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _list_gevolgen(pakket: Pakket, blijft: Sequence[str]) -> list[Finding]:
    """What the user must know of the workbook itself: a signature that is void, a calculation order that is made anew."""
    found = [finding("blad-blijft", naam, blad=naam) for naam in blijft]
    if is_signed(pakket):
        found.append(finding("handtekening-vervalt"))
    if any(one.kind == "calcChain" for one in read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel).values()):
        found.append(finding("rekenketen-weg"))
    return found
