"""Art. 6: why a gemeente pays for a kostenpost or not: the taken, its crosses, its period and its days of deelname."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cusd_xl.base.names import key
from cusd_xl.base.years import days_in_year, short_datum
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.uitleg import Knoop
from cusd_xl.rules.deelname import GRONDSLAG as DEELNAME
from cusd_xl.rules.deelname import is_active, is_opgave
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.uitleg.invoer import Invoer, rest_op

GRONDSLAG = Grondslag(CUSD, "6", TOELICHTING, ("R24", "R25", "R26", "R99"))


def explain_deelname(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int) -> Knoop:
    """Whether the gemeente pays, with every cell that decides it."""
    begroting, bijdrage = invoer.begroting, post.bijdragen[nummer]
    wie = begroting.deelnemers[nummer]
    if not is_active(wie.vanaf, wie.tot_en_met, begroting.jaar):
        waarde, formule = f"geen deelnemer in {begroting.jaar}, betaalt niets", "de periode van deelname raakt het jaar niet"
    elif not bijdrage.deelname:
        waarde, formule = "vrijgesteld, betaalt niets", "geen kruisje bij een taak van deze kostenpost"
    elif not post.kostenpost.taken:
        waarde, formule = "betaalt mee", "alle taken: elke deelnemer betaalt mee"
    else:
        waarde, formule = "betaalt mee", "een kruisje bij ten minste één taak van deze kostenpost is genoeg"
    kinderen = (*_list_periode(invoer, wie), *_list_taken(invoer, post, wie), *_list_dagen(invoer, post, nummer))
    return rest_op(DEELNAME, f"Deelname van {wie.gemeente}", waarde, *kinderen, formule=formule)


def _list_periode(invoer: Invoer, wie: Deelnemer) -> Iterator[Knoop]:
    for veld, woorden in (("vanaf", "vanaf"), ("tot_en_met", "tot en met")):
        if getattr(wie, veld) is not None:
            yield invoer.show(wie.herkomst.cel(veld), f"{wie.gemeente} is deelnemer {woorden}", DEELNAME)


def _list_taken(invoer: Invoer, post: VerdeeldeKostenpost, wie: Deelnemer) -> Iterator[Knoop]:
    one, begroting = post.kostenpost, invoer.begroting
    yield invoer.show(one.herkomst.cel("taken"), f"Taken van {one.kostenpost}", DEELNAME)
    kolom = next((letter for kop, letter in begroting.registerkolommen.items() if key(kop) == key(wie.gemeente)), "")
    for taak in begroting.taken:
        if taak.taak in one.taken and is_active(taak.vanaf, taak.tot_en_met, begroting.jaar):
            yield invoer.show_kruisje(taak, wie.gemeente, kolom, DEELNAME)


def _list_dagen(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int) -> Iterator[Knoop]:
    """The days of deelname in a regeling that counts them, with the besluit that made them fewer."""
    if not post.dagen:
        return
    begroting = invoer.begroting
    wie = begroting.deelnemers[nummer]
    opgaven = [
        replace(
            invoer.show(one.herkomst.cel("ingangsdatum"), f"Vrijstelling voor taak {one.taak} opgegeven per", DEELNAME),
            waarde=short_datum(one.ingangsdatum) if one.ingangsdatum else "",
        )
        for one in begroting.besluiten
        if is_opgave(one) and key(one.gemeente) == key(wie.gemeente) and one.taak in post.kostenpost.taken
    ]
    waarde = f"{post.dagen[nummer]} van {days_in_year(begroting.jaar)}"
    formule = "de dagen waarop deelnemer en taak er allebei zijn; van meer taken telt die met de meeste dagen"
    telling = invoer.show_regeling("deel_van_jaar", "Een deel van het jaar telt in", DEELNAME)
    yield rest_op(DEELNAME, f"Dagen deelname in {begroting.jaar}", waarde, telling, *opgaven, formule=formule)
