"""Protocol, vrijstelling 3: who gives up a vrijstelling takes part from a day on, and the takenregister must say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.deelname import counts_dagen, is_active, is_opgave
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", f"{PROTOCOL}, vrijstelling 3", ("R96",))


def check_deeljaar(begroting: Begroting) -> Iterator[Finding]:
    """The findings on opgegeven vrijstellingen that the division of the begrotingsjaar rests on."""
    opgaven = [one for one in begroting.besluiten if is_opgave(one)]
    for one, cel, eerste in find_dubbel(opgaven, lambda row: (key(row.gemeente), key(row.taak)), "nummer"):
        yield finding("opgave-dubbel", cel, gemeente=one.gemeente, taak=one.taak, eerste=eerste)
    for opgave in opgaven:
        yield from _check_opgave(begroting, opgave)


def _check_opgave(begroting: Begroting, opgave: Besluit) -> Iterator[Finding]:
    facts = {"gemeente": opgave.gemeente, "taak": opgave.taak, "nummer": opgave.nummer}
    jaar, dag = begroting.jaar, opgave.ingangsdatum
    crossed = any(
        key(opgave.gemeente) in map(key, one.deelname) and is_active(one.vanaf, one.tot_en_met, jaar)
        for one in begroting.taken
        if key(one.taak) == key(opgave.taak)
    )
    if dag is None:
        yield finding("opgave-zonder-ingangsdatum", opgave.herkomst.cel("ingangsdatum"), **facts)
    elif dag <= date(jaar, 12, 31) and not crossed:
        yield finding("opgave-zonder-kruisje", opgave.herkomst.cel("taak"), ingang=short_datum(dag), jaar=jaar, **facts)
    elif crossed and dag > date(jaar, 1, 1) and not counts_dagen(begroting):
        code = "opgave-deel-van-jaar" if dag <= date(jaar, 12, 31) else "opgave-na-jaar"
        yield finding(code, opgave.herkomst.cel("ingangsdatum"), ingang=short_datum(dag), jaar=jaar, **facts)
