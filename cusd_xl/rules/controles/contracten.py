"""Art. 13 and 14: a contract has its own time and index; an own contract of a gemeente stays with it until it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import add_days, short_datum
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.model.besluiten import Contract
from cusd_xl.rules.controles.contractlijst import NEE, find_einde, list_eigen_contracten
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.controles.register import find_kruisje
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX, list_cijfers

GRONDSLAG = Grondslag(
    CUSD, "6 lid 2, 13, 14 en hoofdstuk 6", f"{TOELICHTING}; memo Leusden 2015", ("R18", "R21", "R28", "R36", "R89", "R90")
)


def check_contracten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblContracten, and what crosses and realisatie say against an own contract."""
    for one, cel, eerste in find_dubbel(begroting.contracten, lambda row: row.contract, "contract"):
        yield finding("contract-dubbel", cel, contract=one.contract, eerste=eerste)
    bbp_reeks = find_profiel(begroting).bbp_reeks if begroting.contracten else ""
    for contract in begroting.contracten:
        yield from _check_looptijd(begroting, contract)
        yield from _check_index(begroting, contract, bbp_reeks)
        if contract.via_regeling == NEE and not contract.gemeente:
            yield finding("contract-zonder-gemeente", contract.herkomst.cel("gemeente"), contract=contract.contract)
    for contract in list_eigen_contracten(begroting):
        yield from _check_deelname(begroting, contract)
        yield from _check_realisatie(begroting, contract)


def _check_looptijd(begroting: Begroting, contract: Contract) -> Iterator[Finding]:
    facts = {"contract": contract.contract, "begin": short_datum(contract.begin), "einde": short_datum(contract.einde)}
    if contract.einde < contract.begin:
        reden = "het einde ligt vóór het begin"
        yield finding("contract-looptijd", contract.herkomst.cel("einde"), reden=reden, **facts)
    elif contract.verlenging_tot is not None and contract.verlenging_tot <= contract.einde:
        reden = f"de verlenging tot {short_datum(contract.verlenging_tot)} komt niet na het einde"
        yield finding("contract-looptijd", contract.herkomst.cel("verlenging_tot"), reden=reden, **facts)
    elif find_einde(contract) < date(begroting.jaar, 12, 31) and not _has_opvolger(begroting, contract):
        last = find_einde(contract)
        advies = "Neem de verlenging op, of voeg het nieuwe contract toe."
        if contract.via_regeling == NEE:
            advies = "Doet de gemeente daarna mee met de inkoop van de regeling, zet dan haar kruisje bij de taak."
        cel = contract.herkomst.cel("verlenging_tot" if contract.verlenging_tot else "einde")
        yield finding(
            "contract-verlopen", cel, contract=contract.contract, taak=contract.taak, dag=short_datum(last), advies=advies
        )


def _has_opvolger(begroting: Begroting, contract: Contract) -> bool:
    """Another contract for the taak, or for an own contract the cross of the gemeente, takes over the day after."""
    following = add_days(find_einde(contract), 1)
    takes_over = any(
        one.taak == contract.taak and one.begin <= following <= find_einde(one) and one.gemeente in ("", contract.gemeente)
        for one in begroting.contracten
    )
    return takes_over or any(_counts_on(one, contract, following) for one in begroting.taken)


def _counts_on(taak: Taak, contract: Contract, day: date) -> bool:
    within = taak.vanaf <= day and (taak.tot_en_met is None or day <= taak.tot_en_met)
    return contract.via_regeling == NEE and taak.taak == contract.taak and contract.gemeente in taak.deelname and within


def _check_index(begroting: Begroting, contract: Contract, bbp_reeks: str) -> Iterator[Finding]:
    cel, facts = contract.herkomst.cel("index"), {"contract": contract.contract, "index": contract.index}
    if contract.index == GEEN_INDEX:
        return
    if contract.index == bbp_reeks:
        yield finding("contract-index-bbp", cel, **facts)
    elif not list_cijfers(begroting, contract.index):
        reeksen = [one.reeks for one in begroting.indexcijfers]
        advies = propose(contract.index, (*reeksen, GEEN_INDEX), f"Voeg de reeks daar toe, of kies '{GEEN_INDEX}'.")
        yield finding("contract-index-onbekend", cel, advies=advies, **facts)


def _check_deelname(begroting: Begroting, contract: Contract) -> Iterator[Finding]:
    """A cross beside an own contract that runs all the time the taak counts: the gemeente would pay twice."""
    for taak in begroting.taken:
        active = is_active(taak.vanaf, taak.tot_en_met, begroting.jaar)
        if not active or taak.taak != contract.taak or contract.gemeente not in taak.deelname:
            continue
        if contract.begin <= (taak.tot_en_met or date.max) and taak.vanaf <= find_einde(contract):
            posten = [one.kostenpost for one in begroting.kosten if taak.taak in one.taken]
            yield finding(
                "eigen-contract-met-kruisje",
                find_kruisje(begroting, taak, contract.gemeente),
                gemeente=contract.gemeente,
                taak=taak.taak,
                contract=contract.contract,
                dag=short_datum(find_einde(contract)),
                wat=f", ook in {enumerate_names(posten)}" if posten else "",
            )


def _check_realisatie(begroting: Begroting, contract: Contract) -> Iterator[Finding]:
    for row in begroting.realisatie:
        if row.gemeente == contract.gemeente and row.taak == contract.taak and row.bedrag:
            facts = {"gemeente": row.gemeente, "taak": row.taak, "contract": contract.contract, "kostenpost": row.kostenpost}
            yield finding("eigen-contract-met-realisatie", row.herkomst.cel("bedrag"), **facts)
