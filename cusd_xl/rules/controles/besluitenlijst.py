"""What several checks ask of tblBesluiten: is it kept, which besluiten hold, and what was agreed in the regeling."""

from __future__ import annotations

from datetime import date

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.parameters.afspraken import Afspraken, load_afspraken
from cusd_xl.rules.dekking import VASTGESTELD

CONCEPT, INGETROKKEN = "concept", "ingetrokken"
VRIJSTELLING, OPGAVE = "vrijstelling", "opgave vrijstelling"


def find_afspraken(begroting: Begroting) -> Afspraken:
    """The afspraken of the regeling that the begroting names; nothing for a regeling without."""
    return load_afspraken(begroting.regeling.profiel)


def keeps_besluiten(begroting: Begroting) -> bool:
    """True when the workbook has the sheet Besluiten; without it nobody is asked for a besluit."""
    return bool(begroting.besluiten or begroting.akkoordkolommen)


def list_besluiten(begroting: Begroting, soort: str, gemeente: str = "") -> tuple[Besluit, ...]:
    """The besluiten of a soort, about one gemeente when it is named; those that were ingetrokken left out."""
    return tuple(
        one for one in begroting.besluiten if one.soort == soort and one.status != INGETROKKEN and gemeente in ("", one.gemeente)
    )


def list_vastgesteld(begroting: Begroting, soort: str, gemeente: str = "") -> tuple[Besluit, ...]:
    """The same, vastgesteld only."""
    return tuple(one for one in list_besluiten(begroting, soort, gemeente) if one.status == VASTGESTELD)


def find_begin(besluit: Besluit) -> date:
    """From when a besluit holds: its ingangsdatum, else its besluitdatum, else always."""
    return besluit.ingangsdatum or besluit.besluitdatum or date.min


def find_stand(begroting: Begroting, gemeente: str, taak: str) -> Besluit | None:
    """The last besluit, by the end of the begrotingsjaar, that gives or ends the vrijstelling of a gemeente for a taak."""
    found = [
        one
        for soort in (VRIJSTELLING, OPGAVE)
        for one in list_vastgesteld(begroting, soort, gemeente)
        if one.taak == taak and find_begin(one) <= date(begroting.jaar, 12, 31)
    ]
    return max(found, key=find_begin, default=None)
