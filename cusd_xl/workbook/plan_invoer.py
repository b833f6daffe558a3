"""Plans the sheets a user fills in: the Leeswijzer and one sheet with one Excel table for every table of the layout."""

from __future__ import annotations

from types import MappingProxyType

from cusd_xl.model.plan import Bladplan, Cel, Pagina, Tabelplan
from cusd_xl.parameters import Profiel
from cusd_xl.parameters.profiel import Rij
from cusd_xl.workbook.invoer_signalen import plan_signalen
from cusd_xl.workbook.invoer_validaties import plan_validaties
from cusd_xl.workbook.invoerblad import EERSTE_RIJ, KOPRIJ, Invoerblad, make_invoerbladen
from cusd_xl.workbook.layout import LEESWIJZER, PARAMETERS, REGELING, TAKENREGISTER, Kolom, Kolomsoort, Parametersoort
from cusd_xl.workbook.paginakop import paginakop
from cusd_xl.workbook.plan_leeswijzer import get_naam, plan_leeswijzer
from cusd_xl.workbook.styles import TAB_INVOER
from cusd_xl.workbook.tekstmaat import text_height

KOPHOOGTE, KOPHOOGTE_GEDRAAID, TITELHOOGTE = 32.0, 92.0, 24.0
FORMAAT = MappingProxyType(
    {
        Kolomsoort.TEKST: "terugloop",
        Kolomsoort.NAAM: "tekst",
        Kolomsoort.CODE: "code",
        Kolomsoort.BEDRAG: "bedrag",
        Kolomsoort.GEHEEL: "geheel",
        Kolomsoort.GETAL: "getal",
        Kolomsoort.PERCENTAGE: "percentage",
        Kolomsoort.JAAR: "jaar",
        Kolomsoort.DATUM: "datum",
        Kolomsoort.KEUZE: "tekst",
        Kolomsoort.VRIJ: "tekst",
    }
)
"""How a column reads, by what it holds."""
KNOPRUIMTE = 4.5
"""What the filter button, the margin and bold letters take of a column, in characters."""
FORMATEN_PARAMETER = MappingProxyType(
    {Parametersoort.GETAL: "tekst", Parametersoort.PROCENT: "getal", Parametersoort.DATUM: "datum", Parametersoort.TEKST: "code"}
)
PARAMETERFORMATEN = MappingProxyType({one.naam: FORMATEN_PARAMETER[one.soort] for one in PARAMETERS})
GECENTREERD = ("jaar", "datum", "midden")


def plan_invoer(profiel: Profiel) -> tuple[Bladplan, ...]:
    """The Leeswijzer and the input sheets in the order of the layout, filled with the rows of the profiel."""
    return (plan_leeswijzer(profiel), *(_plan_blad(blad) for blad in make_invoerbladen(profiel)))


def _plan_blad(blad: Invoerblad) -> Bladplan:
    koppen = tuple(kolom.kop for kolom in blad.kolommen)
    rotated = any(_is_kruis(kolom) for kolom in blad.kolommen)
    return Bladplan(
        naam=blad.tabel.blad,
        cellen=_head(blad) | _body(blad),
        kolombreedtes={index: _breedte(kolom) for index, kolom in enumerate(blad.kolommen)},
        kolomstijlen={index: f"blad_{_formaat(kolom)}" for index, kolom in enumerate(blad.kolommen)},
        rijhoogtes={0: TITELHOOGTE, KOPRIJ: KOPHOOGTE_GEDRAAID if rotated else KOPHOOGTE} | _heights(blad),
        titelrijen=EERSTE_RIJ,
        titelkolommen=2 if blad.tabel is TAKENREGISTER else 1,
        tabkleur=TAB_INVOER,
        tabellen=(Tabelplan(blad.tabel.naam, KOPRIJ, 0, koppen, len(blad.rijen)),),
        validaties=plan_validaties(blad),
        voorwaardelijk=plan_signalen(blad),
        pagina=_plan_pagina(blad),
    )


def _plan_pagina(blad: Invoerblad) -> Pagina:
    kop = paginakop(get_naam(blad.profiel), blad.profiel.jaar, blad.tabel.blad)
    return Pagina(herhaal_rijen=(KOPRIJ, KOPRIJ), kop=kop)


def _head(blad: Invoerblad) -> dict[tuple[int, int], Cel]:
    top = {
        (0, 0): Cel(blad.tabel.blad, "titel_tekst"),
        (1, 0): Cel(_doel(blad), "toelichting_tekst"),
        (2, 0): Cel("Naar de Leeswijzer", "blad_tekst_onderstreept_klein", link=f"internal:'{LEESWIJZER}'!A1"),
    }
    koppen = {(KOPRIJ, index): Cel(kolom.kop, _kopstijl(kolom)) for index, kolom in enumerate(blad.kolommen)}
    return top | koppen


def _doel(blad: Invoerblad) -> str:
    if blad.tabel.kruisveld and not blad.profiel.gemeenten:
        return f"{blad.tabel.doel} Voeg voor elke gemeente een kolom toe, met haar naam als koptekst."
    return blad.tabel.doel


def _body(blad: Invoerblad) -> dict[tuple[int, int], Cel]:
    return {
        (row, index): Cel(rij.get(kolom.kop), _stijl(blad, kolom, rij))
        for row, rij in enumerate(blad.rijen, start=EERSTE_RIJ)
        for index, kolom in enumerate(blad.kolommen)
    }


def _heights(blad: Invoerblad) -> dict[int, float]:
    """The height of each data row: not every spreadsheet makes room for wrapped text when it opens a file."""
    return {
        row: max(text_height(rij.get(kolom.kop), _breedte(kolom)) for kolom in blad.kolommen)
        for row, rij in enumerate(blad.rijen, start=EERSTE_RIJ)
    }


def _stijl(blad: Invoerblad, kolom: Kolom, rij: Rij) -> str:
    if blad.tabel is REGELING and kolom.veld == "parameter":
        return "blad_tekst_vet_inspring"
    if blad.tabel is REGELING and kolom.veld == "waarde":
        return f"invoer_{PARAMETERFORMATEN[str(rij['Parameter'])]}_halfhoog_inspring"
    return f"invoer_{_formaat(kolom)}_halfhoog{'' if _formaat(kolom) in GECENTREERD else '_inspring'}"


def _formaat(kolom: Kolom) -> str:
    return "midden" if _is_kruis(kolom) else FORMAAT[kolom.soort]


def _kopstijl(kolom: Kolom) -> str:
    return "kop_midden_gedraaid" if _is_kruis(kolom) else "kop_tekst_inspring"


def _breedte(kolom: Kolom) -> float:
    """Wide enough for the longest word of the header with the filter button beside it; rotated headers have room below."""
    return kolom.breedte if _is_kruis(kolom) else max(kolom.breedte, max(map(len, kolom.kop.split())) + KNOPRUIMTE)


def _is_kruis(kolom: Kolom) -> bool:
    """A column of crosses: one gemeente of the takenregister."""
    return kolom.keuzes == ("x",)
