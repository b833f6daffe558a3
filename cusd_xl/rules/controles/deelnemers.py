"""The deelnemers: each gemeente once, under its own GM-code, with a period that makes sense and an address to bill."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.identifiers import is_gm_code, is_kvk, is_oin
from cusd_xl.base.names import key
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.parameters.cijfers import load_gm_codes
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.controles.tekst import describe_period, enumerate_names
from cusd_xl.rules.deelname import counts_dagen, is_active, is_active_all_year
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "1 en 6", TOELICHTING, ("R26", "R27", "R29", "R31", "R91"))
ADRESVELDEN = ("adres", "postcode", "plaats")


def check_deelnemers(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblDeelnemers."""
    if not list_actieve_deelnemers(begroting):
        yield finding("geen-deelnemers", "tblDeelnemers", jaar=begroting.jaar)
    yield from _check_dubbel(begroting)
    for deelnemer in begroting.deelnemers:
        yield from _check_gm_code(deelnemer)
        yield from _check_periode(begroting, deelnemer)
        yield from _check_nummers(deelnemer)
        if is_active(deelnemer.vanaf, deelnemer.tot_en_met, begroting.jaar):
            yield from _check_adres(begroting, deelnemer)


def _check_dubbel(begroting: Begroting) -> Iterator[Finding]:
    by_name: dict[str, Deelnemer] = {}
    by_code: dict[str, Deelnemer] = {}
    for one in begroting.deelnemers:
        first = by_name.setdefault(key(one.gemeente), one)
        if first is not one:
            eerste = first.herkomst.cel("gemeente")
            yield finding("gemeente-dubbel", one.herkomst.cel("gemeente"), gemeente=one.gemeente, eerste=eerste)
            continue
        first = by_code.setdefault(one.gm_code, one)
        if first is not one:
            facts = {"gm_code": one.gm_code, "gemeente": one.gemeente, "andere": first.gemeente}
            yield finding("gm-code-dubbel", one.herkomst.cel("gm_code"), **facts)


def _check_gm_code(deelnemer: Deelnemer) -> Iterator[Finding]:
    cel = deelnemer.herkomst.cel("gm_code")
    if not is_gm_code(deelnemer.gm_code):
        yield finding("gm-code-ongeldig", cel, gm_code=deelnemer.gm_code, gemeente=deelnemer.gemeente)
        return
    bekend = load_gm_codes().get(key(deelnemer.gemeente), deelnemer.gm_code)
    if bekend != deelnemer.gm_code:
        yield finding("gm-code-wijkt-af", cel, gm_code=deelnemer.gm_code, gemeente=deelnemer.gemeente, bekend=bekend)


def _check_periode(begroting: Begroting, deelnemer: Deelnemer) -> Iterator[Finding]:
    vanaf, tot_en_met, jaar = deelnemer.vanaf, deelnemer.tot_en_met, begroting.jaar
    if tot_en_met is not None and tot_en_met < vanaf:
        yield finding(
            "periode-omgekeerd",
            deelnemer.herkomst.cel("tot_en_met"),
            wat=deelnemer.gemeente,
            vanaf=short_datum(vanaf),
            tot_en_met=short_datum(tot_en_met),
        )
    elif is_active(vanaf, tot_en_met, jaar) and not (is_active_all_year(vanaf, tot_en_met, jaar) or counts_dagen(begroting)):
        late = vanaf.year == jaar and (vanaf.month, vanaf.day) != (1, 1)
        cel = deelnemer.herkomst.cel("vanaf" if late else "tot_en_met")
        periode = describe_period(vanaf, tot_en_met)
        yield finding("deelnemer-deel-van-jaar", cel, gemeente=deelnemer.gemeente, jaar=jaar, periode=periode)


def _check_nummers(deelnemer: Deelnemer) -> Iterator[Finding]:
    if deelnemer.kvk and not is_kvk(deelnemer.kvk):
        yield finding("kvk-ongeldig", deelnemer.herkomst.cel("kvk"), nummer=deelnemer.kvk, wie=deelnemer.gemeente)
    if deelnemer.oin and not is_oin(deelnemer.oin):
        yield finding("oin-ongeldig", deelnemer.herkomst.cel("oin"), nummer=deelnemer.oin, wie=deelnemer.gemeente)


def _check_adres(begroting: Begroting, deelnemer: Deelnemer) -> Iterator[Finding]:
    missing = [veld for veld in ADRESVELDEN if not getattr(deelnemer, veld)]
    if missing and deelnemer.gemeente != begroting.regeling.centrumgemeente:
        cel = deelnemer.herkomst.cel(missing[0])
        yield finding("adres-onvolledig", cel, gemeente=deelnemer.gemeente, velden=enumerate_names(missing))
