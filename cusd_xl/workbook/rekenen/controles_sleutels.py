"""The checks on the sleutels: figures that are there once, and keys that are still what they were at the calculation."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.workbook.rekenen.controle import OPNIEUW, Controle, Gecontroleerd
from cusd_xl.workbook.rekenen.gewichtrijen import SOORTEN_MET_SCHAAL
from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.plaatsen import K_EENHEID

SOORTEN_ZONDER_PARAMETER = (
    "inwoners", "jeugdigen", "controleverklaringen", "werkprocessen", "gewichten", "budgetaandeel", "percentage", "gelijk",
    "werkelijk", "vast", "inkoopplan",
)  # fmt: skip
"""Kinds without a parameter, and those whose parameter the formulas read themselves."""


def list_sleutelcontroles(wat: Gecontroleerd) -> list[Controle]:
    """The checks on figures and on keys, in the order of the sheets."""
    invoer, controles = wat.invoer, []
    if wat.gewichten.gevonden:
        controles.append(
            Controle(
                "Elke betalende gemeente heeft precies één inwonertal op de peildatum",
                f'COUNTIF({wat.gewichten.gevonden.alles()},"<>1")=0',
                "Er ontbreekt een inwonertal of het staat er dubbel: zie Sleutelgewichten.",
                "art. 12",
            )
        )
    for sleutel, blok in wat.gewichten.percentages:
        controles.append(
            Controle(
                f"De percentages van sleutel {sleutel} tellen op tot 100",
                f"ROUND(SUM({blok.alles()})-100,10)=0",
                "De percentages van de betalende gemeenten zijn samen geen 100.",
                "art. 12",
            )
        )
    if wat.verdeling.processen:
        aantal = invoer.kolom("tblWerkprocessen", "aantal")
        controles.append(
            Controle(
                "Alle werkprocessen zijn in rekening gebracht",
                f"SUM({wat.verdeling.processen.alles()})=SUM({aantal})",
                "Er staan werkprocessen bij een vrijgestelde gemeente of een onbekend proces.",
                "art. 12",
            )
        )
    namen = _list_sleutelnamen(wat)
    controles += [_soort_controle(wat, naam) for naam in namen]
    met_parameter = (naam for naam in namen if wat.begroting.sleutel(naam).soort not in SOORTEN_ZONDER_PARAMETER)
    controles += [_parameter_controle(wat, naam) for naam in met_parameter]
    return [*controles, *_list_bijzonder(wat)]


def _list_bijzonder(wat: Gecontroleerd) -> Iterator[Controle]:
    """What only some keys need: use that is not negative, feet that fit, years and days that are those of the calculation."""
    if wat.gewichten.gebruik:
        tellingen = "+".join(f'COUNTIF({blok.alles()},"<0")' for blok in wat.gewichten.gebruik)
        tekst = "Een gemeente heeft per saldo negatief gebruik: zie Sleutelgewichten en Realisatie."
        yield Controle("Geen gemeente heeft per saldo negatief gebruik", f"{tellingen}=0", tekst, "art. 13")
    stappen = wat.verdeling.stappen
    if stappen and stappen.voeten:
        goed = f'COUNTIF({stappen.vloer.kolomgebied(K_EENHEID)},"<0")=0'
        tekst = "De vaste voeten zijn samen meer dan het te verdelen bedrag: zie Verdeling."
        yield Controle("De vaste voeten zijn niet meer dan het te verdelen bedrag", goed, tekst, "art. 12")
    soorten = {wat.begroting.sleutel(naam).soort for naam in _list_sleutelnamen(wat)}
    if soorten & {"ingroeipad", "gemiddelde"}:
        tekst = f"Het begrotingsjaar is gewijzigd, en daarmee het ingroeipad of de jaren van een gemiddelde: {OPNIEUW}."
        yield Controle(
            "Het begrotingsjaar is dat van de berekening", f'{JAAR}&""={{0}}', tekst, "art. 12", (str(wat.begroting.jaar),)
        )
    yield from _list_jaarcontroles(wat)
    if "deel_van_jaar" in wat.begroting.regeling.cellen:
        dagen = f'LOWER(TRIM({wat.invoer.parameter("deel_van_jaar")}))="dagen"'
        goed = dagen if wat.begroting.regeling.deel_van_jaar == "dagen" else dagen.replace("=", "<>")
        tekst = f"Er is gekozen voor een andere manier om een deel van het jaar te rekenen: {OPNIEUW}."
        yield Controle("De keuze deel_van_jaar is niet gewijzigd", goed, tekst, "protocol")


def _list_jaarcontroles(wat: Gecontroleerd) -> Iterator[Controle]:
    """The number of weights in the years of a gemiddelde, so that a year that is added or removed is noticed."""
    seen: dict[str, int] = {}
    for one in wat.gewichten.onderdelen:
        component = one.component
        if component.binnensoort in SOORTEN_MET_SCHAAL:
            seen[component.binnen] = min(component.jaren[-1].jaar, seen.get(component.binnen, component.jaren[-1].jaar))
    for binnen, oudste in seen.items():
        sleutels, jaren = (wat.invoer.kolom("tblGewichten", veld) for veld in ("sleutel", "jaar"))
        rows = [one for one in wat.begroting.gewichten if one.sleutel == binnen and one.jaar is not None]
        aantal = sum(oudste <= (one.jaar or 0) <= wat.begroting.jaar for one in rows)
        goed = f'COUNTIFS({sleutels},{{0}},{jaren},">={oudste}",{jaren},"<={wat.begroting.jaar}")&""={{1}}'
        tekst = f"Er is een gewicht van een jaar bij gekomen of weggevallen: {OPNIEUW}."
        yield Controle(f"De gewichten van {binnen} staan er voor dezelfde jaren", goed, tekst, "art. 12", (binnen, str(aantal)))


def _parameter_controle(wat: Gecontroleerd, sleutel: str) -> Controle:
    invoer = wat.invoer
    parameter = invoer.tekst("tblSleutels", "parameter", invoer.positie("tblSleutels", "sleutel", "{0}"))
    return Controle(
        f"De parameter van sleutel {sleutel} is niet gewijzigd",
        f"{parameter}={{1}}",
        f"De parameter van de sleutel is gewijzigd: {OPNIEUW}.",
        "art. 12",
        (sleutel, wat.begroting.sleutel(sleutel).parameter),
    )


def _soort_controle(wat: Gecontroleerd, sleutel: str) -> Controle:
    namen, soorten = (wat.invoer.kolom("tblSleutels", veld) for veld in ("sleutel", "soort"))
    return Controle(
        f"De soort van sleutel {sleutel} is niet gewijzigd",
        f"COUNTIFS({namen},{{0}},{soorten},{{1}})=1",
        f"De soort van de sleutel is gewijzigd: {OPNIEUW}.",
        "art. 12",
        (sleutel, wat.begroting.sleutel(sleutel).soort),
    )


def _list_sleutelnamen(wat: Gecontroleerd) -> list[str]:
    """Every sleutel that the figures rest on: of the kostenposten, and all keys inside those."""
    used = [(post.kostenpost.verdeelsleutel, *(one.sleutel for one in post.componenten)) for post in wat.posten]
    used += [post.sleutels for post in wat.posten]
    return list(dict.fromkeys(naam for names in used for naam in names))
