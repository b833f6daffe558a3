"""What a register knows was billed for the year, by gemeente of the workbook; a factuur that finds no place stops the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.names import key
from cusd_xl.model.afrekening import Voorschotpost, Voorschotten
from cusd_xl.model.begroting import Begroting
from cusd_xl.register.opening import open_register
from cusd_xl.register.registratie import Registratie
from cusd_xl.register.stand import list_standen
from cusd_xl.rules.afrekenen.voorschotten import list_from_facturen

GENOEMD = 3


def load_voorschotten(plek: str, begroting: Begroting) -> tuple[Voorschotten, tuple[Finding, ...]]:
    """The facturen of this regeling and year, creditfacturen taken off, under the names the gemeenten have in the workbook.

    A gemeente is known by its GM-code, for a name may have changed since. There is a fout when the register has nothing of this
    regeling and year, or money of a gemeente that is no deelnemer: either would have an amount asked twice.
    """
    rows = [one.registratie for one in list_standen(open_register(plek))]
    own = [one for one in rows if (one.regeling, one.jaar) == (key(begroting.regeling.naam), begroting.jaar)]
    if not own:
        return Voorschotten(()), (_tell_leeg(begroting, rows),)
    namen = {one.gm_code: one.gemeente for one in begroting.deelnemers}
    posten = [(one.gm_code, post) for one in own for post in list_from_facturen((one.factuur,))]
    known = tuple(replace(post, gemeente=namen[code]) for code, post in posten if code in namen)
    return Voorschotten(known), _tell_vreemd([post for code, post in posten if code not in namen])


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
