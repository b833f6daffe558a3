"""Plans the calculation sheets of a begrotingsworkbook, from the input tables to the bijdrage of each gemeente."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.paginakop import paginakop
from cusd_xl.workbook.rekenen.bijdragen import plan_bijdragen
from cusd_xl.workbook.rekenen.bouwer import warn
from cusd_xl.workbook.rekenen.controle import Gecontroleerd
from cusd_xl.workbook.rekenen.controles import CONTROLECEL, plan_controles
from cusd_xl.workbook.rekenen.deelname import plan_deelname
from cusd_xl.workbook.rekenen.indexatie import plan_indexatie
from cusd_xl.workbook.rekenen.sleutelgewichten import plan_sleutelgewichten
from cusd_xl.workbook.rekenen.verdeling import Rekenbladen, plan_verdeling
from cusd_xl.workbook.rekenen.verwijzing import Invoer
from cusd_xl.workbook.tables import GevondenTabel

ARTIKELEN = MappingProxyType(
    {"Bijdragen": "12", "Verdeling": "12", "Sleutelgewichten": "12", "Deelname": "6", "Indexatie": "14", "Factuur": "15"}
)
"""The article that what a sheet computes rests on."""


def plan_rekenbladen(begroting: Begroting, verdeling: Verdeling, tabellen: Mapping[str, GevondenTabel]) -> tuple[Bladplan, ...]:
    """The sheets Bijdragen, Verdeling, Sleutelgewichten, Deelname, Indexatie and Controles for these input tables.

    Every billed amount is a formula with the value the engine gave; a change of kosten, inwoners, index or crosses in the
    workbook recalculates to the same cents. A row that is added or a key that is changed needs a new plan (Controles says so).
    """
    posten, invoer = verdeling.kostenposten, Invoer(tabellen)
    indexatie = plan_indexatie(begroting, posten, invoer, CONTROLECEL)
    deelname = plan_deelname(begroting, posten, invoer, CONTROLECEL)
    gewichten = plan_sleutelgewichten(begroting, posten, deelname, invoer, CONTROLECEL)
    basis = Rekenbladen(indexatie, deelname.betalers, gewichten)
    verdeeld = plan_verdeling(begroting, posten, basis, invoer, CONTROLECEL)
    bijdragen = plan_bijdragen(begroting, posten, verdeeld.bijdragen, CONTROLECEL)
    wat = Gecontroleerd(begroting, posten, invoer, indexatie, deelname.betalers, gewichten, verdeeld, bijdragen, deelname.taken)
    controles, aantal = plan_controles(wat)
    bladen = (bijdragen.plan, verdeeld.plan, gewichten.plan, deelname.plan, indexatie.plan)
    warned = (*(warn(blad, aantal) if aantal else blad for blad in bladen), controles)
    return tuple(_name_pagina(blad, begroting) for blad in warned)


def _name_pagina(blad: Bladplan, begroting: Begroting) -> Bladplan:
    """The sheet with the same page header as the input sheets."""
    return replace(blad, pagina=replace(blad.pagina, kop=paginakop(begroting.regeling.naam, begroting.jaar, blad.naam)))
