"""Transparantie (protocol 4): why each bijdrage changed since the earlier begroting, per oorzaak and to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cusd_xl.base.findings import has_fout
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.ontwikkeling import Ontwikkeling, Ontwikkelingsregel
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.grondslag import PROTOCOL, Grondslag
from cusd_xl.rules.ontwikkelen.stappen import (
    Stap,
    take_aantallen,
    take_dekking,
    take_index,
    take_inwoners,
    take_kosten,
    take_sleutels,
)
from cusd_xl.rules.ontwikkelen.verschuiven import keep_rekendeel, move_to_jaar
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag("Bestuurlijk protocol", "4", PROTOCOL, ("R99",))
STAPPEN: tuple[tuple[str, Stap], ...] = (
    ("Index", take_index),
    ("Kosten", take_kosten),
    ("Dekking", take_dekking),
    ("Inwoners", take_inwoners),
    ("Aantallen en gebruik", take_aantallen),
    ("Verdeelsleutels", take_sleutels),
)
"""The oorzaken in the order in which they are replaced; what two of them do together counts with the later one."""
SLOT = "Deelname en regels"
"""What is left at the end: who takes part in what, and the rules of the regeling."""
TOTAAL = "Totaal"


def explain_ontwikkeling(vorig: Begroting, nieuw: Begroting) -> Ontwikkeling:
    """Replace the earlier figures by the new ones step by step, dividing anew after each; two begrotingen without fouten.

    The difference each step makes is its oorzaak, so the amounts add up whatever the steps are. A step that gives a begroting
    that cannot be divided (a sleutel that needs what only a later step brings) is taken together with the next one. The earlier
    begroting may not be of a later year (ValueError). Who takes part in one of the two only has its whole change in the last
    oorzaak.
    """
    if vorig.jaar > nieuw.jaar:
        raise ValueError(f"{vorig.jaar} is later than {nieuw.jaar}")
    before, after = allocate(vorig).per_gemeente(), allocate(nieuw).per_gemeente()
    stand = move_to_jaar(vorig, nieuw.jaar)
    now, changes, samen = allocate(stand).per_gemeente(), [], []
    moved, rekendeel = now, keep_rekendeel(nieuw)
    for oorzaak, stap in STAPPEN:
        stand = stap(stand, vorig, rekendeel)
        if has_fout(check_begroting(stand)):
            samen.append(oorzaak)
            found = now
        else:
            found = allocate(stand).per_gemeente()
        changes.append({naam: found[naam] - now[naam] for naam in before})
        now = found
    changes.append({naam: after.get(naam, 0) - now[naam] + moved[naam] - before[naam] for naam in before})
    regels = tuple(_make_regel(naam, before, after, changes) for naam in dict.fromkeys((*before, *after)))
    oorzaken = (*(oorzaak for oorzaak, _ in STAPPEN), SLOT)
    return Ontwikkeling(vorig.jaar, nieuw.jaar, oorzaken, regels, _sum_regels(regels), tuple(samen))


def _make_regel(
    naam: str, before: Mapping[str, int], after: Mapping[str, int], changes: Sequence[Mapping[str, int]]
) -> Ontwikkelingsregel:
    vorig, nieuw = before.get(naam, 0), after.get(naam, 0)
    if naam in before and naam in after:
        return Ontwikkelingsregel(naam, vorig, tuple(one[naam] for one in changes), nieuw)
    return Ontwikkelingsregel(naam, vorig, (*(0 for _ in changes[1:]), nieuw - vorig), nieuw)


def _sum_regels(regels: Sequence[Ontwikkelingsregel]) -> Ontwikkelingsregel:
    verschillen = tuple(map(sum, zip(*(one.verschillen for one in regels), strict=True)))
    return Ontwikkelingsregel(TOTAAL, sum(one.vorig for one in regels), verschillen, sum(one.nieuw for one in regels))
