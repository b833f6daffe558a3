"""Art. 12: the share of a gemeente told key by key: a mix has its keys below it, a simple key its weights and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.money import format_number
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Sleutel
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost
from cusd_xl.model.uitleg import Knoop
from cusd_xl.rules.deelname import GRONDSLAG as DEELNAME
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels import (
    bandbreedte,
    controleverklaringen,
    gebruik,
    gelijk,
    gemiddelde,
    gewichten,
    ingroeipad,
    inwoners,
    jeugdigen,
    macrobudget,
    mix,
    plafond,
    solidair,
    voet,
    zonder,
    zorgvolume,
)
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.samengesteld import OMHULSELS
from cusd_xl.rules.sleutels.wegend import describe_gewicht
from cusd_xl.rules.sleutels.zonder import CENTRUMGEMEENTE
from cusd_xl.rules.uitleg.bedrag import show_parameter
from cusd_xl.rules.uitleg.invoer import Invoer, rest_op

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R24", "R99"))
SOORTEN = MappingProxyType(
    {
        "inwoners": (inwoners.GRONDSLAG, "inwoners van de gemeente / inwoners van alle betalende gemeenten samen"),
        "jeugdigen": (jeugdigen.GRONDSLAG, "jeugdigen van de gemeente / jeugdigen van alle betalende gemeenten samen"),
        "controleverklaringen": (
            controleverklaringen.GRONDSLAG,
            "controleverklaringen van de gemeente / die van alle betalende gemeenten; de centrumgemeente telt niet mee",
        ),
        "gewichten": (gewichten.GRONDSLAG, "gewicht van de gemeente / som van de gewichten"),
        "budgetaandeel": (gewichten.GRONDSLAG, "budgetaandeel van de gemeente / som van de budgetaandelen"),
        "percentage": (gewichten.GRONDSLAG, "percentage van de gemeente / som van de percentages"),
        "gelijk": (gelijk.GRONDSLAG, "1 / aantal betalende gemeenten"),
        "zorgvolume": (zorgvolume.GRONDSLAG, "inkoop van de gemeente in het inkoopplan / inkoop van alle betalende gemeenten"),
        "gebruik": (gebruik.GRONDSLAG, "realisatie van de gemeente / realisatie van alle betalende gemeenten"),
        "gemiddelde": (gemiddelde.GRONDSLAG, "gewichten van alle jaren samen / die van alle betalende gemeenten"),
        "mix": (mix.GRONDSLAG, "elke sleutel telt voor zijn deel: deel x aandeel, opgeteld"),
        "solidair": (solidair.GRONDSLAG, "het solidaire deel volgens de ene sleutel, de rest naar profijt volgens de andere"),
        "ingroeipad": (ingroeipad.GRONDSLAG, "elk jaar een gelijke stap van de oude sleutel naar de nieuwe"),
        "zonder": (zonder.GRONDSLAG, "de sleutel binnenin, zonder de genoemde gemeenten"),
        "plafond": (plafond.GRONDSLAG, "de sleutel binnenin; het plafond werkt op het te verdelen bedrag"),
        "macrobudget": (macrobudget.GRONDSLAG, "de sleutel binnenin; het percentage werkt op het begrote bedrag"),
        "voet": (voet.GRONDSLAG, "de sleutel binnenin, over wat na de vaste voeten overblijft"),
        "bandbreedte": (bandbreedte.GRONDSLAG, "de sleutel binnenin; de band werkt pas bij de eindafrekening"),
    }
)
"""Per kind of key that shares: what it rests on, and its formula in words."""


def explain_sleutel(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int) -> Knoop:
    """The share of one gemeente by the key of the kostenpost, with every key inside it."""
    return _explain(invoer, post, nummer, post.kostenpost.verdeelsleutel, ())[1]


def explain_gewicht(invoer: Invoer, component: Component, nummer: int) -> Knoop:
    """The weight of one gemeente in a simple key, from its cells; where days count, weight times days."""
    wie, naam = invoer.begroting.deelnemers[nummer].gemeente, describe_gewicht(invoer.begroting, replace(component, dagen=()))
    kaal = show_getal(component.kale_gewichten[nummer], component.schaal)
    grondslag = SOORTEN[component.soort][0]
    cellen = () if component.soort == "gelijk" else invoer.list_cellen(component.cellen[nummer], grondslag)
    if len(cellen) == 1 and cellen[0].waarde == kaal:
        bare = replace(cellen[0], omschrijving=f"{naam}: {wie}")
    else:
        bare = rest_op(grondslag, f"{naam}: {wie}", kaal, *cellen, formule=_tell_gewicht(component, len(cellen)))
    if not component.dagen:
        return bare
    gewicht = show_getal(component.gewichten[nummer], component.schaal)
    dagen = rest_op(DEELNAME, "Dagen deelname", format_number(component.dagen[nummer]))
    return rest_op(grondslag, f"Gewicht van {wie}, maal de dagen deelname", gewicht, bare, dagen, formule="gewicht x dagen")


def show_getal(getal: int, schaal: int) -> str:
    """A weight as it was filled in: without the scale that made it whole."""
    return format_number(getal) if schaal == 1 else show_breuk(Fraction(getal, schaal))


def show_deel(deel: Fraction) -> str:
    """A part of a mix with all its decimals, or as a fraction where they never end: `0,25`, `1/3`."""
    text = show_breuk(deel)
    return f"{deel.numerator}/{deel.denominator}" if text.endswith("…") else text


def _explain(
    invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, naam: str, zonder: tuple[str, ...]
) -> tuple[Fraction, Knoop]:
    """The share by one key, and the same told; `zonder` are the gemeenten that keys around it leave out."""
    sleutel = find_binnen(invoer.begroting, naam)
    grondslag, formule = SOORTEN[sleutel.soort]
    if sleutel.soort not in OMHULSELS:
        aandeel, kinderen = _explain_simpel(invoer, post, nummer, sleutel, zonder)
    else:
        omhulsel = OMHULSELS[sleutel.soort](invoer.begroting, sleutel)
        buiten = tuple(dict.fromkeys((*zonder, *omhulsel.zonder)))
        aandeel, kinderen = Fraction(0), [show_parameter(invoer, sleutel, grondslag)]
        if CENTRUMGEMEENTE in {key(one) for one in omhulsel.zonder}:
            kinderen.append(invoer.show_regeling(CENTRUMGEMEENTE, "De centrumgemeente", grondslag))
        for inner, deel in omhulsel.delen:
            if not deel:
                kinderen.append(rest_op(grondslag, f"Sleutel {inner}", "deel 0: telt dit jaar niet mee"))
                continue
            part, knoop = _explain(invoer, post, nummer, inner, buiten)
            aandeel += deel * part
            kop = f"Deel {show_deel(deel)} x {knoop.omschrijving}" if deel != 1 else knoop.omschrijving
            kinderen.append(replace(knoop, omschrijving=kop))
    kop = f"Aandeel volgens sleutel {sleutel.sleutel} (soort {sleutel.soort})"
    return aandeel, rest_op(grondslag, kop, f"{show_breuk(aandeel * 100)} %", *kinderen, formule=formule)


def _explain_simpel(
    invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, sleutel: Sleutel, zonder: tuple[str, ...]
) -> tuple[Fraction, list[Knoop]]:
    component = next(one for one in post.componenten if (one.sleutel, one.zonder) == (sleutel.sleutel, zonder))
    kinderen = [show_parameter(invoer, sleutel, SOORTEN[sleutel.soort][0])] if sleutel.parameter else []
    if sleutel.soort == "controleverklaringen":
        kinderen.append(invoer.show_regeling(CENTRUMGEMEENTE, "De centrumgemeente", controleverklaringen.GRONDSLAG))
    kinderen.append(explain_gewicht(invoer, component, nummer))
    kinderen += _explain_som(invoer, component)
    return Fraction(component.gewichten[nummer], sum(component.gewichten)), kinderen


def _explain_som(invoer: Invoer, component: Component) -> Iterator[Knoop]:
    aantal = sum(1 for one in component.gewichten if one)
    som = show_getal(sum(component.gewichten), component.schaal)
    formule = f"opgeteld over {aantal} gemeenten met een gewicht; elk gewicht staat in de tabel van de aandelen"
    naam = f"{describe_gewicht(invoer.begroting, component)}: alle betalende gemeenten samen"
    yield rest_op(SOORTEN[component.soort][0], naam, som, formule=formule)


def _tell_gewicht(component: Component, aantal: int) -> str:
    if component.soort == "gelijk":
        return "elke betalende gemeente telt voor één deel"
    if not aantal:
        return "er is geen regel voor deze gemeente: gewicht 0"
    if component.soort == "gemiddelde":
        jaren = ", ".join(str(one.jaar) for one in reversed(component.jaren))
        return f"de gewichten volgens sleutel {component.binnen} in {jaren} opgeteld"
    if component.soort in ("zorgvolume", "gebruik"):
        return "de bedragen van de regels hieronder opgeteld, in centen; onder nul telt als 0"
    return "telt in deze sleutel niet mee: gewicht 0"
