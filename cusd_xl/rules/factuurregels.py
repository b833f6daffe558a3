"""From shares to facturen: per gemeente the lines of one termijn, to the cent, with the specification that proves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from cusd_xl.base.money import split_over_termijnen
from cusd_xl.base.years import Termijn, format_datum, peildatum
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.model.bijdragen import Bijdrage, Component, VerdeeldeKostenpost, Verdeling
from cusd_xl.model.factuur import Factuur, Factuurregel, Factuursoort, Onderdeel, Specificatieregel
from cusd_xl.rules import sleutelparameters
from cusd_xl.rules.btw import make_btwregels
from cusd_xl.rules.btwsplitsing import split_regimes
from cusd_xl.rules.doorschuifbtw import allocate_doorschuifbtw
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels import controleverklaringen, gelijk, inwoners, vast, werkelijk, werkprocessen
from cusd_xl.rules.sleutels.wegend import describe_bijzonder, describe_soort

HANDVEST = "Dienstverleningshandvest Flevoland 2022, art. 11"
GRONDSLAG = Grondslag(CUSD, "12 en 13", f"{TOELICHTING}; {HANDVEST}", ("R29", "R49", "R51", "R55"))
PROFIEL_CUSD = "amersfoort"
ARTIKELEN = MappingProxyType(
    {
        "inwoners": inwoners.GRONDSLAG.artikel,
        "controleverklaringen": controleverklaringen.GRONDSLAG.artikel,
        "gelijk": gelijk.GRONDSLAG.artikel,
        "mix": sleutelparameters.GRONDSLAG.artikel,
        "vast": vast.GRONDSLAG.artikel,
        "werkelijk": werkelijk.GRONDSLAG.artikel,
        "werkprocessen": werkprocessen.GRONDSLAG.artikel,
    }
)
GEWICHTNAMEN = MappingProxyType({"controleverklaringen": "Controleverklaringen", "gelijk": "Gelijk deel per gemeente"})


def make_facturen(begroting: Begroting, verdeling: Verdeling, termijn: Termijn, factuurdatum: date) -> tuple[Factuur, ...]:
    """A factuur for every gemeente that owes something this year, in the order of tblDeelnemers; all are concepts.

    The amount of a termijn is its part of the yearly amount per kostensoort and btw-code, in whole cents; the instalments
    of a year add up to that year (R49). The centrumgemeente gets an interne verrekening without vervaldatum (R29). A gemeente
    with kosten of two btw-regimes gets a factuur for each.
    """
    opgaven = allocate_doorschuifbtw(verdeling)
    return tuple(
        part
        for deelnemer in begroting.deelnemers
        if any(one.bedrag for one in verdeling.bijdragen if one.gemeente == deelnemer.gemeente)
        for part in split_regimes(_make_factuur(begroting, verdeling, deelnemer, termijn, factuurdatum, opgaven))
    )


def concept_nummer(termijn: Termijn, gm_code: str) -> str:
    """The number of a concept: it comes from no register and is never used for a definitive factuur."""
    return f"CONCEPT-{termijn.jaar}-{termijn.code}-{gm_code}"


def make_specificatie(begroting: Begroting, verdeling: Verdeling, gemeente: str) -> tuple[Specificatieregel, ...]:
    """Per kostenpost that costs this gemeente something: from the regional amount to its share, in the order of tblKosten."""
    plaats = [one.gemeente for one in begroting.deelnemers].index(gemeente)
    return tuple(
        _make_specificatieregel(begroting, post, bijdrage, plaats)
        for post in verdeling.kostenposten
        for bijdrage in post.bijdragen
        if bijdrage.gemeente == gemeente and bijdrage.bedrag
    )


def _make_factuur(
    begroting: Begroting,
    verdeling: Verdeling,
    deelnemer: Deelnemer,
    termijn: Termijn,
    factuurdatum: date,
    opgaven: Mapping[str, int],
) -> Factuur:
    regeling = begroting.regeling
    is_intern = deelnemer.gemeente == regeling.centrumgemeente
    specificatie = make_specificatie(begroting, verdeling, deelnemer.gemeente)
    regels = _make_regels(specificatie, termijn)
    opgave = opgaven.get(deelnemer.gemeente)
    return Factuur(
        soort=Factuursoort.INTERNE_VERREKENING if is_intern else Factuursoort.FACTUUR,
        nummer=concept_nummer(termijn, deelnemer.gm_code),
        concept=True,
        regeling=regeling.naam,
        afzender=regeling.afzender,
        afnemer=deelnemer,
        factuurdatum=factuurdatum,
        vervaldatum=None if is_intern else factuurdatum + timedelta(days=regeling.betaaltermijn_dagen),
        termijn=termijn,
        regels=regels,
        btwregels=make_btwregels(regels, factuurdatum),
        specificatie=specificatie,
        doorschuifbtw=None if opgave is None else _take_termijn(opgave, termijn),
    )


def _take_termijn(jaarbedrag: int, termijn: Termijn) -> int:
    return split_over_termijnen(jaarbedrag, termijn.aantal)[termijn.nummer - 1]


def _make_regels(specificatie: Sequence[Specificatieregel], termijn: Termijn) -> tuple[Factuurregel, ...]:
    sums: dict[tuple[str, str], int] = {}
    for post in specificatie:
        sums[post.soort, post.btw] = sums.get((post.soort, post.btw), 0) + post.jaarbedrag
    return tuple(
        Factuurregel(soort, btw, jaarbedrag, _take_termijn(jaarbedrag, termijn)) for (soort, btw), jaarbedrag in sums.items()
    )


def _make_specificatieregel(
    begroting: Begroting, post: VerdeeldeKostenpost, bijdrage: Bijdrage, plaats: int
) -> Specificatieregel:
    kostenpost = post.kostenpost
    return Specificatieregel(
        kostenpost=kostenpost.kostenpost,
        omschrijving=kostenpost.omschrijving,
        soort=kostenpost.soort,
        btw=kostenpost.btw,
        verdeelsleutel=kostenpost.verdeelsleutel,
        artikel=ARTIKELEN.get(post.sleutelsoort, "") if begroting.regeling.profiel == PROFIEL_CUSD else "",
        begroot=post.begroot,
        factor=post.factor,
        dekking=post.dekking,
        regionaal=post.te_verdelen,
        eenheid=post.eenheid,
        onderdelen=tuple(_make_onderdeel(begroting, one, plaats) for one in post.componenten if bijdrage.aandeel),
        extra=bijdrage.aandeel.extra if bijdrage.aandeel else 0,
        eigen=bijdrage.eigen,
        jaarbedrag=bijdrage.bedrag,
        taakveld=kostenpost.taakveld,
        categorie=kostenpost.categorie,
        deel_van_bedrag=post.deel_van_bedrag,
        plafond=None if post.plafond is None else post.plafond // post.eenheid * post.eenheid,
        voet=bijdrage.voet,
        voeten=post.voeten,
    )


def _make_onderdeel(begroting: Begroting, component: Component, plaats: int) -> Onderdeel:
    gewichten = component.gewichten
    return Onderdeel(_name_gewicht(begroting, component), gewichten[plaats], sum(gewichten), component.deel, component.schaal)


def _name_gewicht(begroting: Begroting, component: Component) -> str:
    return _name_soort(begroting, component) + describe_bijzonder(component)


def _name_soort(begroting: Begroting, component: Component) -> str:
    if component.soort in ("inwoners", "jeugdigen"):
        jaren_terug = sleutelparameters.parse_inwoners(begroting.sleutel(component.sleutel)).jaren_terug
        return f"{component.soort.capitalize()} op {format_datum(peildatum(begroting.jaar, jaren_terug))}"
    if component.soort in ("zorgvolume", "gebruik", "budgetaandeel", "gemiddelde"):
        return describe_soort(begroting, component)
    return GEWICHTNAMEN.get(component.soort, f"Gewicht volgens sleutel '{component.sleutel}'")
