"""The buttons that change the workbook that is open: Bereken, Maak facturen and Terugdraaien."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import CENTS_PER_EURO, format_euro
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan
from cusd_xl.rules.btwsplitsing import list_regimes
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.boek import Uitkomst, Wijziging, ask, carry_out, load_archief, read_voorbeeld, show_findings
from cusd_xl.runs.oordeel import list_onleesbaar, review_gelezen
from cusd_xl.runs.termijnkeuze import check_datum, check_termijn, choose_termijn
from cusd_xl.workbook.hernoem import make_bladnaam, rename_bladen
from cusd_xl.workbook.live import Voortgang, is_ons
from cusd_xl.workbook.live_reader import read_boek
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.plan_voorbeeld import Voorbeeld

Boek: TypeAlias = Any
"""An xlwings Book."""
BEREKEN, FACTUREN, TERUG = "Bereken", "Maak facturen", "Terugdraaien"
FACTUURBLADEN = ("Factuur", "Specificatie")
"""The sheets of the workbook of one gemeente; here each with the name of the gemeente behind it."""
VRAAG = "Vul hieronder de termijn in en klik nog eens op de knop; er is nog niets geschreven."


def run_bereken_boek(boek: Boek, bevestig: bool = False, voortgang: Voortgang | None = None) -> Uitkomst:
    """The calculation sheets, as `cusd-xl bereken --uit` writes them; with a fout only the sheet Bevindingen."""
    beoordeling = review_gelezen(read_boek(boek))
    gelezen = beoordeling.gelezen
    findings = (*beoordeling.findings, *list_onleesbaar(beoordeling.findings))
    if gelezen.begroting is None or has_fout(findings):
        return show_findings(boek, findings, gelezen.tabellen)
    verdeling = allocate(gelezen.begroting)
    bladen = plan_rekenbladen(gelezen.begroting, verdeling, gelezen.tabellen)
    totaal = f"Totaal te betalen door alle gemeenten: {format_euro(verdeling.totaal)}."
    wat = Wijziging(BEREKEN, bladen, opmerkingen=(totaal, *_list_meldingen(findings)))
    return carry_out(boek, wat, bevestig, voortgang)


def run_factureer_boek(
    boek: Boek, vandaag: date, termijn: str = "", bevestig: bool = False, voortgang: Voortgang | None = None
) -> Uitkomst:
    """A sheet with the factuur and one with its specificatie per gemeente; with a fout only the sheet Bevindingen.

    Termijn and factuurdatum are those on the sheet Voorbeeld; `termijn` goes before it, `vandaag` is the date it begins with.
    """
    beoordeling = review_gelezen(read_boek(boek))
    begroting = beoordeling.begroting
    if begroting is None:
        return show_findings(boek, beoordeling.findings, beoordeling.gelezen.tabellen)
    keuze = read_voorbeeld(boek)
    own = keuze.knop == FACTUREN
    code, datum = termijn or (keuze.termijn if own else ""), (keuze.datum if own else None) or vandaag
    if not code:
        return ask(boek, Voorbeeld(FACTUREN, VRAAG, termijn="", datum=datum))
    gekozen = choose_termijn(code, begroting.jaar)
    check_datum(datum, begroting.jaar)
    facturen = make_facturen(begroting, allocate(begroting), gekozen, datum)
    findings = (*beoordeling.findings, *check_termijn(begroting, gekozen))
    return carry_out(boek, _plan_facturen(boek, facturen, findings, code, datum), bevestig, voortgang)


def run_terugdraaien(boek: Boek, bevestig: bool = False, voortgang: Voortgang | None = None) -> Uitkomst:
    """Puts our sheets back as they were before the last change; doing it twice takes the undoing back.

    Raises ArgumentError when there is nothing to undo.
    """
    vorige = load_archief(boek).vorige
    if not vorige:
        raise ArgumentError("Er is niets om terug te draaien: er is nog geen blad door een knop geschreven.")
    bladen = tuple(plan for plan in vorige.values() if plan is not None)
    weg = tuple(naam for naam, plan in vorige.items() if plan is None)
    return carry_out(boek, Wijziging(TERUG, bladen, weg), bevestig, voortgang)


def plan_factuurbladen(factuur: Factuur, *kenmerk: str) -> tuple[Bladplan, ...]:
    """The sheets of the workbook of one gemeente under names that fit beside those of the others.

    `kenmerk` tells two facturen of one gemeente apart; it stands before the name, which may be cut off.
    """
    namen = {blad: make_bladnaam(blad, *kenmerk, factuur.afnemer.gemeente) for blad in FACTUURBLADEN}
    return rename_bladen(plan_factuur(factuur).bladen, namen)


def _plan_facturen(
    boek: Boek, facturen: tuple[Factuur, ...], findings: tuple[Finding, ...], termijn: str, datum: date
) -> Wijziging:
    per_gemeente = Counter(factuur.afnemer.gemeente for factuur in facturen)
    per_factuur = [
        (factuur, plan_factuurbladen(factuur, *(list_regimes(factuur) if per_gemeente[factuur.afnemer.gemeente] > 1 else ())))
        for factuur in facturen
    ]
    bladen = tuple(blad for _, planned in per_factuur for blad in planned)
    bedragen = {planned[0].naam: Fraction(factuur.totaal, CENTS_PER_EURO) for factuur, planned in per_factuur}
    namen = {blad.naam for blad in bladen}
    weg = tuple(sheet.name for sheet in boek.sheets if _is_oude_factuur(boek, sheet.name) and sheet.name not in namen)
    totaal = f"{len(facturen)} facturen, samen {format_euro(sum(factuur.totaal for factuur in facturen))}."
    return Wijziging(FACTUREN, bladen, weg, bedragen, (totaal, *_list_meldingen(findings)), termijn, datum)


def _is_oude_factuur(boek: Boek, naam: str) -> bool:
    return naam.startswith(tuple(f"{blad} " for blad in FACTUURBLADEN)) and is_ons(boek, naam)


def _list_meldingen(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(f"Waarschuwing bij {one.cel}: {one.melding}" if one.cel else one.melding for one in findings)
