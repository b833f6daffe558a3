"""What a register knows was billed for the year, by gemeente of the workbook; a factuur that finds no place stops the run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.names import key
from cusd_xl.model.afrekening import Voorschotpost, Voorschotten
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import VOORSCHOTTEN, Registratie
from cusd_xl.register.stand import list_standen
from cusd_xl.rules.afrekenen.voorschotten import list_from_facturen, list_voorschotten

GENOEMD = 3


def load_voorschotten(register: Register | None, begroting: Begroting) -> tuple[Voorschotten | None, tuple[Finding, ...]]:
    """The facturen of this regeling and year that nobody took back, under the names the gemeenten have in the workbook.

    A gemeente is known by its GM-code, for a name may have changed since. None when the register has nothing of the year, or is
    not there yet, and the blad Voorschotten has. What stands on that sheet under a number of another system is set off too; for
    the rest both must say the same per gemeente. There is a fout when nothing is known of what was billed, or when the register
    has money of a gemeente that is no deelnemer: either would have an amount asked twice.
    """
    standen = [one for one in list_standen(register) if not (one.credit or one.registratie.crediteert)] if register else []
    own = [one.registratie for one in standen if _is_van_jaar(one.registratie, begroting)]
    if not own and (begroting.voorschotten or begroting.regeling.voorschot_procent != 0):
        return None, () if begroting.voorschotten else (_tell_leeg(begroting, [one.registratie for one in standen]),)
    namen = {one.gm_code: one.gemeente for one in begroting.deelnemers}
    posten = [(one.gm_code, post) for one in own for post in list_from_facturen((one.factuur,))]
    known = tuple(replace(post, gemeente=namen[code]) for code, post in posten if code in namen)
    nummers = {one.nummer for one in own}
    elders = tuple(one for one in list_voorschotten(begroting, Verdeling(())).posten if one.nummer and one.nummer not in nummers)
    findings = (
        *_tell_vreemd([post for code, post in posten if code not in namen]),
        *_compare(begroting, known, nummers),
        *_tell_elders(begroting, elders),
        *_tell_dubbel(begroting, known, elders),
    )
    return Voorschotten((*known, *elders)), findings


def _is_van_jaar(one: Registratie, begroting: Begroting) -> bool:
    return one.soort in VOORSCHOTTEN and (one.regeling, one.jaar) == (key(begroting.regeling.naam), begroting.jaar)


def _compare(begroting: Begroting, known: Sequence[Voorschotpost], nummers: Collection[str]) -> Iterator[Finding]:
    """Where the blad Voorschotten says something else than the register, per gemeente."""
    rows = [one for one in begroting.voorschotten if not one.factuurnummer or one.factuurnummer in nummers]
    for deelnemer in begroting.deelnemers if rows else ():
        naam = deelnemer.gemeente
        op_blad = sum(one.bedrag for one in rows if one.gemeente == naam)
        geboekt = sum(one.bedrag for one in known if one.gemeente == naam)
        if op_blad != geboekt:
            cel = next((one.herkomst.cel("bedrag") for one in rows if one.gemeente == naam), "tblVoorschotten")
            bedragen = {"blad": format_euro(op_blad), "register": format_euro(geboekt)}
            yield finding("voorschotten-verschillen", cel, gemeente=naam, **bedragen)


def _tell_elders(begroting: Begroting, elders: Sequence[Voorschotpost]) -> Iterator[Finding]:
    if elders:
        row = next(one for one in begroting.voorschotten if one.factuurnummer == elders[0].nummer)
        facts = {"aantal": len({one.nummer for one in elders}), "bedrag": format_euro(sum(one.bedrag for one in elders))}
        yield finding("voorschot-buiten-register", row.herkomst.cel("factuurnummer"), **facts, nummer=row.factuurnummer)


def _tell_dubbel(begroting: Begroting, known: Sequence[Voorschotpost], elders: Sequence[Voorschotpost]) -> Iterator[Finding]:
    """The same termijn of a gemeente under two numbers: most likely one factuur, and then it would be set off twice."""
    plekken = {(one.gemeente, key(one.termijn)): one.nummer for one in known}
    cellen = {one.factuurnummer: one.herkomst.cel("factuurnummer") for one in begroting.voorschotten}
    dubbel = {one.nummer: one for one in elders if (one.gemeente, key(one.termijn)) in plekken}
    for nummer, one in dubbel.items():
        facts = {"gemeente": one.gemeente, "termijn": one.termijn, "nummer": plekken[one.gemeente, key(one.termijn)]}
        yield finding("voorschot-twee-nummers", cellen[nummer], **facts, ander=nummer)


def _tell_leeg(begroting: Begroting, rows: Sequence[Registratie]) -> Finding:
    anders = ", ".join(dict.fromkeys(f"{one.regeling} {one.jaar}" for one in rows)) or "niets"
    facts = {"regeling": begroting.regeling.naam, "jaar": begroting.jaar, "anders": anders}
    return finding("register-zonder-voorschotten", begroting.regeling.cel("naam"), **facts)


def _tell_vreemd(posten: Sequence[Voorschotpost]) -> tuple[Finding, ...]:
    sums: dict[str, int] = {}
    for one in posten:
        sums[one.gemeente] = sums.get(one.gemeente, 0) + one.bedrag
    open_ = [f"{naam} ({format_euro(bedrag)})" for naam, bedrag in sums.items() if bedrag]
    rest = [f"nog {len(open_) - GENOEMD}"] if len(open_) > GENOEMD else []
    facts = {"gemeenten": " en ".join([", ".join(open_[:GENOEMD]), *rest])}
    return (finding("register-onbekende-gemeente", "tblDeelnemers", **facts),) if open_ else ()
