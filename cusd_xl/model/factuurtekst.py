"""The words that differ by kind of factuur: its name, its stamp, what the total is called and how it is paid."""

from __future__ import annotations

from types import MappingProxyType

from cusd_xl.base.years import format_datum
from cusd_xl.model.factuur import Factuur, Factuursoort

SOORTNAMEN = MappingProxyType(
    {
        Factuursoort.FACTUUR: "Factuur",
        Factuursoort.CREDITFACTUUR: "Creditfactuur",
        Factuursoort.EINDAFREKENING: "Eindafrekening",
        Factuursoort.INTERNE_VERREKENING: "Interne verrekening",
        Factuursoort.INTERNE_AFREKENING: "Interne afrekening",
    }
)
CONCEPTNAMEN = MappingProxyType(
    {
        Factuursoort.FACTUUR: "Conceptfactuur",
        Factuursoort.CREDITFACTUUR: "Concept-creditfactuur",
        Factuursoort.EINDAFREKENING: "Concept-eindafrekening",
        Factuursoort.INTERNE_VERREKENING: "Interne verrekening",
        Factuursoort.INTERNE_AFREKENING: "Interne afrekening",
    }
)
STEMPELS = MappingProxyType(
    {
        Factuursoort.FACTUUR: "CONCEPT – dit is geen factuur: nog niet betalen",
        Factuursoort.CREDITFACTUUR: "CONCEPT – dit is geen creditfactuur: nog niet verwerken",
        Factuursoort.EINDAFREKENING: "CONCEPT – dit is geen eindafrekening: nog niet betalen",
        Factuursoort.INTERNE_VERREKENING: "CONCEPT – interne verrekening, geen factuur",
        Factuursoort.INTERNE_AFREKENING: "CONCEPT – interne afrekening, geen factuur",
    }
)


SLOT_INTERN, SLOT_TERUG, SLOT_BETALEN = SLOTNAMEN = ("Totaal te verrekenen", "U ontvangt terug", "Totaal te betalen")
"""What the last line of a bill is called."""


def name_soort(factuur: Factuur) -> str:
    """The name that stands large on the first page."""
    return (CONCEPTNAMEN if factuur.concept else SOORTNAMEN)[factuur.soort]


def find_stempel(factuur: Factuur) -> str:
    """What is said at the top of every page; empty on a definitive document that leaves the house."""
    if factuur.concept:
        return STEMPELS[factuur.soort]
    return f"{SOORTNAMEN[factuur.soort].upper()} – geen factuur" if factuur.soort.is_intern else ""


def is_terug(factuur: Factuur) -> bool:
    """True when the afnemer gets money: less than nothing left to pay, or a creditfactuur that takes back a claim.

    A creditfactuur on a factuur that gave money asks for that money again.
    """
    if factuur.te_betalen == 0 or factuur.soort.is_intern:
        return False
    return (factuur.te_betalen < 0) != (factuur.soort is Factuursoort.CREDITFACTUUR)


def is_te_betalen(factuur: Factuur) -> bool:
    """True when the afnemer has to pay something."""
    return factuur.te_betalen != 0 and not factuur.soort.is_intern and not is_terug(factuur)


def name_slot(factuur: Factuur) -> str:
    """What the last line of the bill is called."""
    if factuur.soort.is_intern:
        return SLOT_INTERN
    return SLOT_TERUG if is_terug(factuur) else SLOT_BETALEN


def tell_betaling(factuur: Factuur) -> str:
    """What the afnemer has to do, in one or two sentences."""
    if factuur.soort.is_intern:
        return "Deze verrekening loopt binnen de eigen administratie van de centrumgemeente; er wordt niets overgemaakt."
    if factuur.te_betalen == 0:
        return "U hoeft niets te betalen."
    wanneer = " vóór of op de vervaldatum" if factuur.vervaldatum else ""
    zin = _tell_terug(factuur) if is_terug(factuur) else _tell_vraag(factuur, wanneer)
    if not factuur.concept:
        return zin
    return f"Dit is een concept: betaal of verreken nog niets. {_tell_later(factuur)}"


def tell_verwijzing(factuur: Factuur) -> str:
    """Which factuur a creditfactuur takes back and why; empty for every other kind."""
    if factuur.soort is not Factuursoort.CREDITFACTUUR:
        return ""
    welke = " en ".join(f"{one.nummer} van {format_datum(one.factuurdatum)}" for one in factuur.verwijzingen)
    reden = f" Reden: {factuur.reden}" if factuur.reden else ""
    return f"Deze creditfactuur hoort bij factuur {welke} en neemt die terug.{reden}"


def _tell_vraag(factuur: Factuur, wanneer: str) -> str:
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        return "Had u dit bedrag al ontvangen, wilt u het dan terugbetalen? Anders vervalt de teruggave hiermee."
    return f"Wilt u dit bedrag{wanneer} overmaken?"


def _tell_terug(factuur: Factuur) -> str:
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        return "Had u de factuur al betaald, dan maken wij dit bedrag aan u over. Anders vervalt de factuur hiermee."
    return "Dit bedrag maken wij aan u over."


def _tell_later(factuur: Factuur) -> str:
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        return "Na de definitieve creditfactuur verwerken wij dit bedrag."
    if is_terug(factuur):
        return "Na het definitieve stuk ontvangt u dit bedrag terug."
    return "Na ontvangst van het definitieve stuk betaalt u zo:"
