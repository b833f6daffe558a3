"""The specification as plain texts: every step from the regional cost to the amount of this termijn, for one gemeente."""

from __future__ import annotations

from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, format_number, round_half_up
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.model.factuur import Factuur, Factuurregel, Onderdeel, Specificatieregel

PROCENT = 100
DECIMALEN_AANDEEL, DECIMALEN_INDEX = 4, 9
GEEN = "–"
HARD = "\u00a0"
"""A space at which no line is broken."""
UITLEG = (
    "Regionaal te verdelen = {bedrag} × index − {dekking}, één keer afgerond. Uw aandeel daarvan wordt naar beneden afgerond op "
    "hele {eenheid}; de {eenheid} die regionaal overblijven gaan naar de gemeenten met de grootste rest. Kreeg u er zo een, dan "
    "staat die onder ‘extra’."
)
BEGROOT, WERKELIJK = ("begroot", "dekking"), ("werkelijk", "dekking en rijksmiddelen")
"""What the regional amount is and what is taken off it: before the year, and when it is settled."""
UITLEG_EIGEN = " Een post met eigen bedragen wordt niet verdeeld: het regionale bedrag is daar de som van alle gemeenten."

UITLEG_EIGEN_EURO = " De som van uw eigen bedragen is daar afgerond op hele euro's."
UITLEG_TERMIJN = (
    "Elk jaarbedrag gaat in {aantal} gelijke termijnen van hele centen; de centen die overblijven komen bij de eerste termijnen."
)


def make_specificatie(factuur: Factuur) -> dict[str, object]:
    """The tables of the specification, each a list of rows of texts, with the sums that must agree with the factuur."""
    posten, termijn = factuur.specificatie, factuur.termijn
    wie = f"Gemeente {factuur.afnemer.gemeente} · {factuur.regeling}"
    return {
        "ondertitel": f"{wie} · begrotingsjaar {termijn.jaar} · bedragen in euro's",
        "bedrag": f"Regionaal {(WERKELIJK if factuur.is_op_werkelijk else BEGROOT)[0]}",
        "uitleg": _tell_uitleg(posten, WERKELIJK if factuur.is_op_werkelijk else BEGROOT),
        "posten": [_show_post(post) for post in posten],
        "totaal": _bedrag(sum(post.jaarbedrag for post in posten)),
        "eigen": [_show_eigen(post, one) for post in posten for one in post.eigen],
        "termijn": _show_termijnen(factuur),
        "controles": _list_controles(factuur),
    }


def _tell_uitleg(posten: tuple[Specificatieregel, ...], woorden: tuple[str, str]) -> str:
    in_euros = any(post.eenheid == CENTS_PER_EURO for post in posten)
    uitleg = UITLEG.format(eenheid="euro's" if in_euros else "centen", bedrag=woorden[0], dekking=woorden[1])
    if all(post.onderdelen for post in posten):
        return uitleg
    return uitleg + UITLEG_EIGEN + (UITLEG_EIGEN_EURO if in_euros else "")


def _show_post(post: Specificatieregel) -> dict[str, object]:
    sleutel = post.verdeelsleutel + (f" (art.{HARD}{post.artikel})" if post.artikel else "")
    aandeel = sum(one.deel * one.gewicht / one.som for one in post.onderdelen)
    vloer = post.jaarbedrag - post.extra * post.eenheid - post.voet
    regionaal = [GEEN, GEEN, GEEN, GEEN]
    if post.onderdelen:
        geindexeerd = _bedrag(round_half_up(post.geindexeerd))
        regionaal = [_bedrag(post.begroot), show_breuk(post.factor, DECIMALEN_INDEX), geindexeerd, _bedrag(post.dekking)]
    return {
        "code": post.kostenpost,
        "omschrijving": post.omschrijving,
        "toelichting": f"{post.soort} · btw {post.btw} · {sleutel}",
        "regionaal": [*regionaal, _bedrag(post.regionaal)],
        "gewichten": [*([one.omschrijving, _show_gewicht(one)] for one in post.onderdelen), *_show_toevoegingen(post)]
        or [["eigen bedragen: zie hieronder", ""]],
        "aandeel": _show_aandeel(aandeel) if post.onderdelen else GEEN,
        "vloer": _bedrag(vloer) if post.onderdelen else GEEN,
        "extra": _bedrag(post.extra * post.eenheid) if post.onderdelen else GEEN,
        "bijdrage": _bedrag(post.jaarbedrag),
    }


def _show_toevoegingen(post: Specificatieregel) -> list[list[str]]:
    """What the key does besides sharing: the part of a macrobudget, a ceiling, a foot for everybody."""
    plafond = "" if post.plafond is None else _bedrag(post.plafond)
    texts = {
        "macrobudget": ["Deel van het macrobudget", _show_deel(post.deel_van_bedrag)],
        "plafond": ["Plafond van het regionale bedrag", plafond],
        "voet": [f"Vaste voet, komt bij uw aandeel (samen {_bedrag(post.voeten)})", _bedrag(post.voet)],
    }
    return [texts[one] for one in reversed(post.toevoegingen)]


def _show_gewicht(one: Onderdeel) -> str:
    gewicht, som = (show_breuk(Fraction(waarde, one.schaal)) for waarde in (one.gewicht, one.som))
    return f"{gewicht} / {som}" if one.deel == 1 else f"{_show_deel(one.deel)} × {gewicht} / {som}"


def _show_deel(deel: Fraction) -> str:
    procent = show_breuk(deel * PROCENT)
    return f"{deel.numerator}/{deel.denominator}" if procent.endswith("…") else f"{procent} %"


def _show_aandeel(aandeel: Fraction | int) -> str:
    schaal = 10**DECIMALEN_AANDEEL
    whole, decimals = divmod(round_half_up(Fraction(aandeel) * PROCENT * schaal), schaal)
    return f"{format_number(whole)},{decimals:0{DECIMALEN_AANDEEL}d} %"


def _show_eigen(post: Specificatieregel, one: EigenBedrag) -> list[str]:
    aantal = GEEN if one.aantal is None else show_breuk(Fraction(one.aantal))
    return [post.kostenpost, one.omschrijving, aantal, GEEN if one.tarief is None else _bedrag(one.tarief), _bedrag(one.bedrag)]


def _show_termijnen(factuur: Factuur) -> dict[str, object] | None:
    """The table from yearly amount to termijn; None where the year is one termijn."""
    termijn = factuur.termijn
    if termijn.aantal == 1:
        return None
    return {
        "kop": f"Van jaarbedrag naar {termijn.omschrijving} (termijn {termijn.nummer} van {termijn.aantal})",
        "uitleg": UITLEG_TERMIJN.format(aantal=termijn.aantal),
        "rijen": [_show_termijn(factuur, regel) for regel in factuur.regels],
        "totaal": [_bedrag(sum(regel.jaarbedrag for regel in factuur.regels)), _bedrag(factuur.subtotaal)],
    }


def _show_termijn(factuur: Factuur, regel: Factuurregel) -> list[str]:
    aantal = factuur.termijn.aantal
    vloer, over = divmod(regel.jaarbedrag, aantal)
    extra = regel.bedrag - vloer
    naam = f"Bijdrage {regel.omschrijving} {factuur.termijn.jaar}"
    return [
        naam,
        regel.btw,
        _bedrag(regel.jaarbedrag),
        str(aantal),
        _bedrag(vloer),
        str(over),
        _bedrag(extra),
        _bedrag(regel.bedrag),
    ]


def _list_controles(factuur: Factuur) -> list[list[str]]:
    posten = sum(post.jaarbedrag for post in factuur.specificatie)
    jaar = sum(regel.jaarbedrag for regel in factuur.regels)
    samen = sum(regel.bedrag for regel in factuur.regels) + sum(regel.btw for regel in factuur.btwregels)
    return [
        ["Som van de kostenposten en jaarbedrag op de factuur", *_compare(posten, jaar)],
        ["Som van de factuurregels met btw en totaal van de factuur", *_compare(samen, factuur.totaal)],
    ]


def _compare(een: int, ander: int) -> tuple[str, str, str]:
    return format_euro(een), format_euro(ander), "gelijk" if een == ander else "WIJKT AF"


def _bedrag(cents: int) -> str:
    return format_euro(cents).replace("€ ", "")
