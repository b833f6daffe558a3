"""The Excel functions of cusd-xl: each hands its arguments to cusd_xl.api in one call; nothing else is read.

A docstring is what Excel shows: what you get, `Voorbeeld:` as typed in a Dutch Excel, `Grondslag:`. The sheet Functies is made
from this text. No hint that xlwings cannot convert, ranges always as rows, error values as text so that they can be refused.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeAlias

from xlwings import arg, func

from cusd_xl import api

Cel: TypeAlias = Any
Bereik: TypeAlias = list[list[Any]]


@func(category="CUSD")
@arg("bedrag", doc="Het te verdelen bedrag in euro's, niet negatief, hoogstens twee decimalen.", err_to_str=True)
@arg("gewichten", doc="Eén rij of kolom met een gewicht per gemeente; 0 betaalt niet mee.", ndim=2, err_to_str=True)
@arg("eenheid", doc="'cent' (ook als u niets invult) of 'euro': dan in hele euro's.", err_to_str=True)
def cusd_verdeel(bedrag: Cel, gewichten: Bereik, eenheid: Cel = None) -> list[list[float]]:
    """Verdeelt een bedrag naar gewichten; de delen tellen op de cent op. Vult een cel per gewicht.

    Voorbeeld: =CUSD_VERDEEL(B2;C5:C12)
    Grondslag: art. 12
    """
    return api.allocate_bedrag(bedrag, gewichten, eenheid)


@func(category="CUSD")
@arg("bedrag", doc="Het te verdelen bedrag in euro's, niet negatief, hoogstens twee decimalen.", err_to_str=True)
@arg("gewichten", doc="Eén rij of kolom met een gewicht per gemeente; 0 betaalt niet mee.", ndim=2, err_to_str=True)
@arg("nummer", doc="De hoeveelste gemeente van de gewichten, geteld vanaf 1.", err_to_str=True)
@arg("eenheid", doc="'cent' (ook als u niets invult) of 'euro': dan in hele euro's.", err_to_str=True)
def cusd_aandeel(bedrag: Cel, gewichten: Bereik, nummer: Cel, eenheid: Cel = None) -> float:
    """Het aandeel van één gemeente in een bedrag dat naar gewichten wordt verdeeld, gelijk aan CUSD_VERDEEL.

    Voorbeeld: =CUSD_AANDEEL(B2;C5:C12;3)
    Grondslag: art. 12
    """
    return api.get_aandeel(bedrag, gewichten, nummer, eenheid)


@func(category="CUSD")
@arg("bedrag", doc="Het te verdelen bedrag in euro's, niet negatief, hoogstens twee decimalen.", err_to_str=True)
@arg("gewichten", doc="Eén rij of kolom met een gewicht per gemeente; 0 betaalt niet mee.", ndim=2, err_to_str=True)
@arg("nummer", doc="De hoeveelste gemeente van de gewichten, geteld vanaf 1.", err_to_str=True)
@arg("naam", doc="De naam die in de uitleg komt.", err_to_str=True)
@arg("eenheid", doc="'cent' (ook als u niets invult) of 'euro': dan in hele euro's.", err_to_str=True)
def cusd_uitleg(bedrag: Cel, gewichten: Bereik, nummer: Cel, naam: Cel = None, eenheid: Cel = None) -> str:
    """Legt in één tekst uit hoe het aandeel van een gemeente tot stand komt, tot en met de laatste cent.

    Voorbeeld: =CUSD_UITLEG(B2;C5:C12;3;A7)
    Grondslag: art. 12
    """
    return api.explain_aandeel(bedrag, gewichten, nummer, naam, eenheid)


@func(category="CUSD")
@arg("bedrag", doc="Het bedrag in euro's van van_jaar, hoogstens twee decimalen.", err_to_str=True)
@arg("van_jaar", doc="Het prijspeil van het bedrag, bijvoorbeeld 2024.", err_to_str=True)
@arg("naar_jaar", doc="Het jaar waarvan u het bedrag wilt weten, bijvoorbeeld 2026.", err_to_str=True)
@arg("jaren", doc="Eén rij of kolom met de jaren van de reeks.", ndim=2, err_to_str=True)
@arg("percentages", doc="Bij elk jaar het percentage; 2,7 betekent 2,7 %.", ndim=2, err_to_str=True)
def cusd_indexeer(bedrag: Cel, van_jaar: Cel, naar_jaar: Cel, jaren: Bereik, percentages: Bereik) -> float:
    """Indexeert een bedrag van het ene jaar naar het andere met elk jaar van de reeks, en rondt één keer af op de cent.

    Voorbeeld: =CUSD_INDEXEER(B2;2024;2026;E5:E9;F5:F9)
    Grondslag: art. 14
    """
    return api.index_bedrag(bedrag, van_jaar, naar_jaar, jaren, percentages)


@func(category="CUSD")
@arg("begrotingsjaar", doc="Het begrotingsjaar, bijvoorbeeld 2026.", err_to_str=True)
@arg("jaren_terug", doc="Hoeveel jaren eerder wordt geteld; 2 als u niets invult.", err_to_str=True)
def cusd_peildatum(begrotingsjaar: Cel, jaren_terug: Cel = None) -> dt.datetime:
    """De dag waarop de inwoners tellen: 1 januari, een aantal jaren voor het begrotingsjaar.

    Voorbeeld: =CUSD_PEILDATUM(2026)
    Grondslag: art. 12
    """
    return api.get_peildatum(begrotingsjaar, jaren_terug)


@func(category="CUSD")
@arg("taken", doc="'alle', of taakcodes met een puntkomma ertussen, zoals J1;W4.", err_to_str=True)
@arg("taakcodes", doc="Eén rij of kolom met de taakcodes van het takenregister.", ndim=2, err_to_str=True)
@arg("kruisjes", doc="Bij elke taakcode het vak van de gemeente: x, of leeg bij vrijstelling.", ndim=2, err_to_str=True)
def cusd_deelname(taken: Cel, taakcodes: Bereik, kruisjes: Bereik) -> bool:
    """WAAR als de gemeente een kruisje heeft bij minstens één van de taken en dus meebetaalt; bij 'alle' altijd.

    Voorbeeld: =CUSD_DEELNAME("J1;W4";A5:A30;H5:H30)
    Grondslag: art. 6
    """
    return api.has_deelname(taken, taakcodes, kruisjes)


@func(category="CUSD")
@arg("aantallen", doc="Eén rij of kolom met het aantal per werkproces; vul 0 in als er geen zijn.", ndim=2, err_to_str=True)
@arg("normbedragen", doc="Bij elk aantal het normbedrag in euro's, al geïndexeerd.", ndim=2, err_to_str=True)
def cusd_proceskosten(aantallen: Bereik, normbedragen: Bereik) -> float:
    """De kosten van werkprocessen: de som van aantal keer normbedrag.

    Voorbeeld: =CUSD_PROCESKOSTEN(B5:B8;C5:C8)
    Grondslag: art. 12, tweede uitzondering
    """
    return api.sum_proceskosten(aantallen, normbedragen)


@func(category="CUSD")
@arg("jaarbedrag", doc="Het bedrag van het hele jaar in euro's, hoogstens twee decimalen.", err_to_str=True)
@arg("nummer", doc="De hoeveelste termijn, geteld vanaf 1.", err_to_str=True)
@arg("aantal", doc="Het aantal termijnen in het jaar, van 1 tot en met 12.", err_to_str=True)
def cusd_termijn(jaarbedrag: Cel, nummer: Cel, aantal: Cel) -> float:
    """Het bedrag van één termijn; de termijnen tellen op de cent op tot het jaarbedrag, de eerste zijn zo nodig een cent hoger.

    Voorbeeld: =CUSD_TERMIJN(B2;1;4)
    Grondslag: handvest art. 11
    """
    return api.get_termijn(jaarbedrag, nummer, aantal)


@func(category="CUSD")
@arg("totaal", doc="Het bedrag waarop de delen moeten uitkomen, in euro's.", err_to_str=True)
@arg("delen", doc="De bedragen die samen het totaal moeten zijn; lege cellen tellen niet mee.", ndim=2, err_to_str=True)
def cusd_sluit(totaal: Cel, delen: Bereik) -> str:
    """OK als de delen op de cent optellen tot het totaal; anders hoeveel cent het scheelt. Tekst tussen de delen wordt geweigerd.

    Voorbeeld: =CUSD_SLUIT(B2;D5:D12)
    Grondslag: art. 12
    """
    return api.check_sluit(totaal, delen)


@func(category="CUSD")
@arg("iban", doc="Het rekeningnummer, met of zonder spaties.", err_to_str=True)
def cusd_is_iban(iban: Cel) -> bool:
    """WAAR als dit een IBAN is waarvan de controlecijfers kloppen; ONWAAR ook bij een lege cel.

    Voorbeeld: =CUSD_IS_IBAN(B5)
    Grondslag: ISO 13616
    """
    return api.is_iban(iban)


@func(category="CUSD")
@arg("kvk", doc="Het KvK-nummer, als tekst.", err_to_str=True)
def cusd_is_kvk(kvk: Cel) -> bool:
    """WAAR als dit acht cijfers zijn, zoals een KvK-nummer; ONWAAR ook bij een lege cel.

    Voorbeeld: =CUSD_IS_KVK(B5)
    Grondslag: Handelsregister
    """
    return api.is_kvk(kvk)


@func(category="CUSD")
@arg("oin", doc="Het organisatie-identificatienummer, als tekst.", err_to_str=True)
def cusd_is_oin(oin: Cel) -> bool:
    """WAAR als dit twintig cijfers zijn die met 000000 beginnen, zoals een OIN; ONWAAR ook bij een lege cel.

    Voorbeeld: =CUSD_IS_OIN(B5)
    Grondslag: Logius, OIN-stelsel
    """
    return api.is_oin(oin)


@func(category="CUSD")
@arg("gmcode", doc="De gemeentecode van het CBS, zoals GM0308.", err_to_str=True)
def cusd_is_gmcode(gmcode: Cel) -> bool:
    """WAAR als dit een gemeentecode is: GM en vier cijfers; ONWAAR ook bij een lege cel.

    Voorbeeld: =CUSD_IS_GMCODE(B5)
    Grondslag: CBS, gebiedsindelingen
    """
    return api.is_gm_code(gmcode)


@func(category="CUSD")
def cusd_versie() -> str:
    """De versie van cusd-xl en de eerste twaalf tekens van de hash van de rekencode.

    Voorbeeld: =CUSD_VERSIE()
    Grondslag: geen
    """
    return api.describe_versie()
