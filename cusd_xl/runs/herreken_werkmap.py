"""Recalculates one workbook: its formulas by two other calculators, its figures against their sources, its code against ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Ernst, finding
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.code import GEEN, run_controleren
from cusd_xl.runs.herreken_cellen import Rekenaar, Werkmap, check_cellen, compare_werkmappen
from cusd_xl.runs.herreken_cijfers import check_cijfers, count_bekend
from cusd_xl.runs.herreken_uitkomst import Herrekening, Uitgevoerd, finish, judge, skip
from cusd_xl.runs.manifest import describe_invoer
from cusd_xl.runs.oordeel import Beoordeling, review_gelezen
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import Pakket, open_pakket, write_pakket
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.play_package import play_into
from cusd_xl.workbook.read import read_pakket

GEEN_BEGROTING = "dit is geen begrotingswerkmap"
INVOER_FOUT = "de invoer heeft fouten; draai eerst 'controleer'"
ZONDER_BLADEN = "er zijn nog geen rekenbladen; maak ze met 'bereken'"


def check_werkmap(pad: Path, rekenaar: Rekenaar) -> Herrekening:
    """Every check on one workbook; WerkmapError when it cannot be read."""
    pakket = open_pakket(pad)
    beoordeling = _review(pakket)
    werkmap, reden = _make_werkmap(pakket, beoordeling)
    (vergelijking,) = compare_werkmappen([werkmap], rekenaar)
    uitgevoerd = (
        _check_invoer(beoordeling),
        _check_cijfers(beoordeling),
        skip("Rekenbladen", reden) if reden else judge("Rekenbladen", "opnieuw gemaakt uit de invoer", ()),
        check_cellen((vergelijking,), rekenaar),
        _check_code(pad),
    )
    return finish(pad.name, uitgevoerd, describe_invoer(pad).sha256, (vergelijking,))


def _check_invoer(beoordeling: Beoordeling | None) -> Uitgevoerd:
    if beoordeling is None:
        return skip("Invoer", GEEN_BEGROTING)
    fouten = [one for one in beoordeling.findings if one.ernst is Ernst.FOUT]
    return judge("Invoer", "alle controles van 'controleer'", fouten)


def _check_cijfers(beoordeling: Beoordeling | None) -> Uitgevoerd:
    begroting = beoordeling.gelezen.begroting if beoordeling else None
    if begroting is None:
        return skip("Bronnen", GEEN_BEGROTING)
    inwoners, percentages = count_bekend(begroting)
    if not inwoners + percentages:
        return skip("Bronnen", "van deze inwoners en indexcijfers is er geen meegeleverd")
    alle = f"{len(begroting.inwoners)} inwonertallen en {percentages} van {len(begroting.indexcijfers)} indexcijfers"
    return judge("Bronnen", f"{inwoners} van {alle}, met de meegeleverde", check_cijfers(begroting))


def _check_code(pad: Path) -> Uitgevoerd:
    code = run_controleren(pad)
    if code.stand == GEEN:
        return skip("Code", "er zit geen Python-code in deze werkmap")
    found = [finding("herreken-code", bestand=pad.name, verschil=one) for one in code.verschillen]
    return judge("Code", f"sha256 {code.hash_werkmap}", found)


def _review(pakket: Pakket) -> Beoordeling | None:
    """What is to be said of the begroting; None for a workbook without one."""
    try:
        return review_gelezen(read_pakket(pakket))
    except WerkmapError:
        return None


def _make_werkmap(pakket: Pakket, beoordeling: Beoordeling | None) -> tuple[Werkmap, str]:
    """The workbook beside the one `bereken` would make of it, or why that is not made; only sheets it has already count."""
    beeld = read_boekbeeld(pakket)
    kaal = Werkmap(beeld, write_pakket(pakket.delen))
    if beoordeling is None:
        return kaal, GEEN_BEGROTING
    if beoordeling.begroting is None:
        return kaal, INVOER_FOUT
    plannen = plan_rekenbladen(beoordeling.begroting, allocate(beoordeling.begroting), beoordeling.gelezen.tabellen)
    bladen = frozenset(one.naam for one in plannen if beeld.onze_bladen.get(one.naam) == one.naam)
    if not bladen:
        return kaal, ZONDER_BLADEN
    try:
        return replace(kaal, eigen=play_into(pakket, plannen), bladen=bladen), ""
    except WerkmapError as problem:
        return kaal, str(problem)
