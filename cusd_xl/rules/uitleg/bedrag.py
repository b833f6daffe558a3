"""Art. 12 and 14: the amount to divide told step by step: begroot, wijzigingen, index, dekking, rounding, ceiling, feet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk, show_euro
from cusd_xl.base.money import format_euro, name_eenheid
from cusd_xl.model.begroting import Sleutel
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.uitleg import Knoop
from cusd_xl.rules.afronding import GRONDSLAG as AFRONDING
from cusd_xl.rules.dekking import GRONDSLAG as DEKKING
from cusd_xl.rules.dekking import VASTGESTELD, list_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GRONDSLAG as INDEXATIE
from cusd_xl.rules.sleutels.macrobudget import GRONDSLAG as MACROBUDGET
from cusd_xl.rules.sleutels.plafond import GRONDSLAG as PLAFOND
from cusd_xl.rules.sleutels.voet import GRONDSLAG as VOET
from cusd_xl.rules.uitleg.invoer import Invoer, rest_op, round_off

GRONDSLAG = Grondslag(CUSD, "12 en 14", TOELICHTING, ("R2", "R24", "R99"))


def explain_te_verdelen(invoer: Invoer, post: VerdeeldeKostenpost) -> Knoop:
    """The amount that all gemeenten divide, rounded once, with its steps below it."""
    bruto = _explain_bruto(invoer, post)
    dekking = [
        invoer.show(one.herkomst.cel("bedrag"), f"Af: {one.omschrijving}", DEKKING)
        for one in list_dekking(invoer.begroting, post.kostenpost.kostenpost)
    ]
    formule = f"bedrag na index{' - dekking' if dekking else ''}, één keer afgerond op hele {name_eenheid(post.eenheid)}"
    afgerond = post.te_verdelen + post.boven_plafond
    naam = "Te verdelen over alle gemeenten" if post.plafond is None else "Netto bedrag"
    afronding = invoer.show_regeling("afronding", "Afronding volgens de regeling", AFRONDING)
    knoop = rest_op(DEKKING, naam, format_euro(afgerond), bruto, *dekking, afronding, formule=formule)
    knoop = round_off(knoop, show_euro(post.netto))
    return knoop if post.plafond is None else _explain_plafond(invoer, post, knoop)


def explain_voeten(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int) -> Iterator[Knoop]:
    """The fixed feet that come off before the key divides: the own one, those of all, and what is left."""
    if not post.voeten:
        return
    eigen = post.bijdragen[nummer].voet
    sleutels = list_parameters(invoer, post, ("voet",))
    yield rest_op(VOET, "Vaste voet van deze gemeente", format_euro(eigen), *sleutels, formule="een vast bedrag vooraf")
    betalers = sum(1 for one in post.bijdragen if one.voet)
    yield rest_op(VOET, "Vaste voeten van alle gemeenten samen", format_euro(post.voeten), formule=f"van {betalers} gemeenten")
    over = format_euro(post.te_verdelen - post.voeten)
    yield rest_op(VOET, "Te verdelen met de sleutel", over, formule="te verdelen - vaste voeten van alle gemeenten samen")


def explain_percentages(invoer: Invoer, reeks: str, percentages: Iterable[tuple[int, Fraction, str]]) -> Iterator[Knoop]:
    """The percentage of each year of an index chain, with its editie and source."""
    for jaar, _, cel in percentages:
        yield invoer.show(cel, f"Index {reeks} {jaar}", INDEXATIE)


def list_parameters(invoer: Invoer, post: VerdeeldeKostenpost, soorten: tuple[str, ...]) -> Iterator[Knoop]:
    """The parameters of the keys of these kinds that were used."""
    for naam in post.sleutels:
        sleutel = invoer.begroting.sleutel(naam)
        if sleutel.soort in soorten and sleutel.parameter:
            yield show_parameter(invoer, sleutel, GRONDSLAG)


def show_parameter(invoer: Invoer, sleutel: Sleutel, grondslag: Grondslag) -> Knoop:
    """The parameter of a key as it was filled in."""
    return invoer.show(sleutel.herkomst.cel("parameter"), f"Parameter van sleutel {sleutel.sleutel}", grondslag)


def _explain_bruto(invoer: Invoer, post: VerdeeldeKostenpost) -> Knoop:
    """The amount before dekking: begroot, the part of a macrobudget, the index of every year."""
    one, kinderen = post.kostenpost, [_explain_begroot(invoer, post)]
    if post.deel_van_bedrag != 1:
        deel = f"{show_breuk(post.deel_van_bedrag * 100)} %"
        parameters = list_parameters(invoer, post, ("macrobudget",))
        kinderen.append(rest_op(MACROBUDGET, "Deel van het macrobudget dat telt", deel, *parameters))
    if post.percentages:
        jaren = explain_percentages(invoer, one.index, post.percentages)
        formule = f"(1 + percentage / 100) van elk jaar na prijspeil {one.prijspeil}, met elkaar vermenigvuldigd"
        kinderen.append(rest_op(INDEXATIE, f"Indexfactor {one.index}", show_breuk(post.factor), *jaren, formule=formule))
    elif one.index:
        kinderen.append(invoer.show(one.herkomst.cel("index"), "Index: geen jaar om over te indexeren", INDEXATIE))
    delen = ["begroot bedrag", *(["deel van het macrobudget"] if post.deel_van_bedrag != 1 else ())]
    formule = " x ".join([*delen, *(["indexfactor"] if post.percentages else ())])
    waarde = show_euro(post.begroot * post.deel_van_bedrag * post.factor)
    return rest_op(INDEXATIE, "Bedrag na index", waarde, *kinderen, formule=formule)


def _explain_begroot(invoer: Invoer, post: VerdeeldeKostenpost) -> Knoop:
    one = post.kostenpost
    bedrag = invoer.show(one.herkomst.cel("bedrag"), f"Bedrag van {one.kostenpost}, prijspeil {one.prijspeil}", DEKKING)
    wijzigingen = [
        invoer.show(row.herkomst.cel("mutatie"), f"Begrotingswijziging {row.nummer}", DEKKING)
        for row in invoer.begroting.wijzigingen
        if row.kostenpost == one.kostenpost and row.status == VASTGESTELD
    ]
    if not wijzigingen:
        return replace(bedrag, omschrijving=f"Begroot bedrag, prijspeil {one.prijspeil}")
    formule = "bedrag + vastgestelde begrotingswijzigingen"
    return rest_op(
        DEKKING, f"Begroot bedrag, prijspeil {one.prijspeil}", format_euro(post.begroot), bedrag, *wijzigingen, formule=formule
    )


def _explain_plafond(invoer: Invoer, post: VerdeeldeKostenpost, netto: Knoop) -> Knoop:
    parameters = list_parameters(invoer, post, ("plafond",))
    plafond = rest_op(PLAFOND, "Plafond van de sleutel", format_euro(post.plafond or 0), *parameters)
    boven = rest_op(PLAFOND, "Boven het plafond, wordt niet verdeeld", format_euro(post.boven_plafond))
    naam, formule = "Te verdelen over alle gemeenten", "het netto bedrag, ten hoogste het plafond"
    return rest_op(PLAFOND, naam, format_euro(post.te_verdelen), netto, plafond, boven, formule=formule)
