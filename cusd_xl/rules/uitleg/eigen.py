"""Art. 12, 13 and 14: own amounts told line by line: norm times aantal, tarief, minimum, realisatie, inkoopplan, vast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk, show_euro
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, name_eenheid
from cusd_xl.model.begroting import Gewicht, Normbedrag, Realisatie
from cusd_xl.model.bijdragen import EigenBedrag, VerdeeldeKostenpost
from cusd_xl.model.uitleg import Knoop
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import GRONDSLAG as INDEXATIE
from cusd_xl.rules.indexatie import calculate_factor, find_percentages
from cusd_xl.rules.sleutelparameters import parse_minimum
from cusd_xl.rules.sleutels import inkoopplan, minimum, stuk, vast, werkelijk, werkprocessen
from cusd_xl.rules.uitleg.bedrag import explain_percentages, show_parameter
from cusd_xl.rules.uitleg.invoer import Invoer, rest_op, round_off
from cusd_xl.rules.uitleg.sleutel import explain_gewicht

GRONDSLAG = Grondslag(CUSD, "12 tot en met 14", TOELICHTING, ("R7", "R24", "R99"))
GRONDSLAGEN = {
    "werkprocessen": werkprocessen.GRONDSLAG,
    "werkelijk": werkelijk.GRONDSLAG,
    "minimum": minimum.GRONDSLAG,
    "vast": vast.GRONDSLAG,
    "stuk": stuk.GRONDSLAG,
    "inkoopplan": inkoopplan.GRONDSLAG,
}
UIT_PARAMETER = "uit de parameter van de sleutel"
GEEN = "Er is voor deze gemeente niets in rekening te brengen"


def explain_eigen(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int) -> Knoop:
    """The own amount of one gemeente: its lines added up, rounded to the unit of the regeling."""
    grondslag, lines = GRONDSLAGEN[post.sleutelsoort], post.bijdragen[nummer].eigen
    if not lines:
        return rest_op(grondslag, GEEN, format_euro(0), formule="geen regel in de werkmap voor deze gemeente")
    kinderen = [_explain_line(invoer, post, nummer, one) for one in lines]
    som, bedrag = sum(one.bedrag for one in lines), post.bijdragen[nummer].bedrag
    formule = "de regels hieronder opgeteld"
    if post.eenheid == 1:
        return rest_op(grondslag, "Eigen bedrag", format_euro(bedrag), *kinderen, formule=formule)
    formule += f", afgerond op hele {name_eenheid(post.eenheid)}"
    return round_off(rest_op(grondslag, "Eigen bedrag", format_euro(bedrag), *kinderen, formule=formule), show_euro(som))


def _explain_line(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, one: EigenBedrag) -> Knoop:
    grondslag = GRONDSLAGEN[post.sleutelsoort]
    if post.sleutelsoort == "werkprocessen":
        return _explain_proces(invoer, one)
    if post.sleutelsoort == "stuk":
        return _explain_stuk(invoer, post, nummer, one)
    if post.sleutelsoort == "minimum":
        return _explain_minimum(invoer, post, nummer, one)
    row, _ = invoer.cellen.get(one.cel, (None, ""))
    invulling = invoer.show(one.cel, one.omschrijving, grondslag)
    if isinstance(row, Gewicht):
        knoop = rest_op(grondslag, one.omschrijving, format_euro(one.bedrag), formule="bedrag in euro's, op de cent afgerond")
        exact = show_euro(Fraction(row.gewicht) * CENTS_PER_EURO)
        return round_off(replace(knoop, kinderen=(replace(invulling, omschrijving="Gewicht, in euro's"),)), exact)
    if isinstance(row, Realisatie) and row.netto != row.bedrag:
        formule = "opbrengsten gaan van de kosten af"
        return rest_op(grondslag, one.omschrijving, format_euro(one.bedrag), invulling, formule=formule)
    return invulling


def _explain_proces(invoer: Invoer, one: EigenBedrag) -> Knoop:
    """Aantal times the normbedrag of the year."""
    aantal = invoer.show(one.cel, f"Aantal {one.omschrijving}", werkprocessen.GRONDSLAG)
    norm = next(row for row in invoer.begroting.normbedragen if row.proces == one.omschrijving)
    kinderen = (aantal, _explain_norm(invoer, norm, one.tarief or 0))
    naam = f"{one.omschrijving}: aantal maal normbedrag"
    return rest_op(werkprocessen.GRONDSLAG, naam, format_euro(one.bedrag), *kinderen, formule="aantal x normbedrag")


def _explain_norm(invoer: Invoer, norm: Normbedrag, tarief: int) -> Knoop:
    chain = find_percentages(invoer.begroting, norm.index, norm.prijspeil)
    naam = f"Normbedrag {norm.proces}, prijspeil {norm.prijspeil}"
    kinderen = (
        invoer.show(norm.herkomst.cel("normbedrag"), naam, werkprocessen.GRONDSLAG),
        *explain_percentages(invoer, norm.index, chain),
    )
    formule = "normbedrag x (1 + percentage / 100) van elk jaar na het prijspeil, afgerond op de cent"
    exact = norm.normbedrag * calculate_factor(percentage for _, percentage, _ in chain)
    knoop = rest_op(INDEXATIE, f"Normbedrag {invoer.begroting.jaar}", format_euro(tarief), *kinderen, formule=formule)
    return round_off(knoop, show_euro(exact))


def _explain_stuk(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, one: EigenBedrag) -> Knoop:
    tarief, aantal = one.tarief or 0, Fraction(one.aantal or 0)
    parameter = list(_show_parameters(invoer, post))
    kinderen = (
        explain_gewicht(invoer, post.componenten[0], nummer),
        rest_op(stuk.GRONDSLAG, "Tarief per stuk", format_euro(tarief), *parameter),
    )
    formule = f"aantal x tarief, afgerond op hele {name_eenheid(post.eenheid)}"
    knoop = rest_op(stuk.GRONDSLAG, "Aantal maal tarief", format_euro(one.bedrag), *kinderen, formule=formule)
    return round_off(knoop, show_euro(aantal * tarief))


def _explain_minimum(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, one: EigenBedrag) -> Knoop:
    """The larger of the minimum and tarief times weight."""
    component, sleutel = post.componenten[0], invoer.begroting.sleutel(post.kostenpost.verdeelsleutel)
    parameter = parse_minimum(sleutel)
    gewicht = Fraction(component.gewichten[nummer], component.schaal)
    by_tarief = Fraction(parameter.tarief) * CENTS_PER_EURO * gewicht
    tarief = rest_op(minimum.GRONDSLAG, "Tarief", f"€ {show_breuk(Fraction(parameter.tarief))}", formule=UIT_PARAMETER)
    kinderen = (
        *_show_parameters(invoer, post),
        rest_op(minimum.GRONDSLAG, "Minimumbedrag", format_euro(parameter.bedrag), formule=UIT_PARAMETER),
        rest_op(
            minimum.GRONDSLAG,
            "Tarief maal gewicht",
            show_euro(by_tarief),
            tarief,
            explain_gewicht(invoer, component, nummer),
            formule="tarief x gewicht",
        ),
    )
    formule = f"het hoogste van minimumbedrag en tarief maal gewicht, afgerond op hele {name_eenheid(post.eenheid)}"
    knoop = rest_op(minimum.GRONDSLAG, one.omschrijving, format_euro(one.bedrag), *kinderen, formule=formule)
    return round_off(knoop, show_euro(max(by_tarief, Fraction(parameter.bedrag))))


def _show_parameters(invoer: Invoer, post: VerdeeldeKostenpost) -> Iterator[Knoop]:
    yield show_parameter(invoer, invoer.begroting.sleutel(post.kostenpost.verdeelsleutel), GRONDSLAGEN[post.sleutelsoort])
