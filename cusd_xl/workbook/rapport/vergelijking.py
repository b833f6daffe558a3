"""The cells that compare a stand with the begroting: difference, percentage and signal, each a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cusd_xl.model.afwijking import Afwijking
from cusd_xl.workbook.rapport.blad import MELDEN, Kolommen, Rapportkolom
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel

RIJ_DREMPEL = 3
GEEN_DREMPEL = "niet ingesteld: vul afwijking_procent in op het blad Regeling; er zijn dus geen signalen"


@dataclass(frozen=True, slots=True)
class Drempel:
    """The cell of the threshold in percent and how many of its parts make a whole percent, so that formulas stay exact."""

    cel: str
    schaal: int


def zet_drempel(bouwer: Bouwer, drempel: Decimal | None) -> Drempel:
    """The line with the threshold, or that there is none; returns where it stands."""
    bouwer.zet(RIJ_DREMPEL, 0, "Signaal bij meer dan (%)", "blad_tekst")
    bouwer.zet(RIJ_DREMPEL, 1, drempel, "berekening_percentage")
    if drempel is None:
        bouwer.zet(RIJ_DREMPEL, 2, GEEN_DREMPEL, "toelichting_tekst")
    decimalen = -int(drempel.normalize().as_tuple().exponent) if drempel is not None else 0
    return Drempel(f"{bouwer.naam}!{cel(RIJ_DREMPEL, 1, 'rk')}", 10 ** max(0, decimalen))


def list_kolommen(begroot: str, stand: str, zonder: bool) -> tuple[Rapportkolom, ...]:
    """The columns of a comparison; `zonder` for what cannot be compared only when there is any."""
    more = (Rapportkolom("zonder", "Waarvan niet begroot (€)", 15),) if zonder else ()
    return (
        Rapportkolom("begroot", begroot, 16),
        Rapportkolom("stand", stand, 16),
        *more,
        Rapportkolom("verschil", "Afwijking (€)", 15),
        Rapportkolom("procent", "Afwijking (%)", 13),
        Rapportkolom("signaal", "Signaal", 10),
    )


def zet_vergelijking(
    bouwer: Bouwer,
    rij: int,
    kolommen: Kolommen,
    afwijking: Afwijking,
    drempel: Drempel,
    formules: Mapping[str, str] | None = None,
    totaal: bool = False,
) -> None:
    """One row of a comparison; `formules` gives the formulas of begroot, stand and zonder where they are sums."""
    merk, made = ("totaal" if totaal else "kader"), formules or {}
    velden = {"begroot": afwijking.begroot, "stand": afwijking.stand, "zonder": afwijking.zonder}
    for veld, cents in velden.items():
        if kolommen.heeft(veld):
            stijl = f"blad_bedrag_{merk}" if totaal or veld not in made else "berekening_bedrag"
            waarde = None if cents is None else euros(cents)
            bouwer.zet(rij, kolommen.plek(veld), waarde, stijl, made.get(veld))
    begroot, stand, verschil = (cel(rij, kolommen.plek(veld)) for veld in ("begroot", "stand", "verschil"))
    zonder = f"-{cel(rij, kolommen.plek('zonder'))}" if kolommen.heeft("zonder") else ""
    value = afwijking.verschil
    stijl = "blad_verschil_totaal" if totaal else "uitvoer_verschil_vet"
    formule = f'IF({begroot}="","",{stand}{zonder}-{begroot})'
    bouwer.zet(rij, kolommen.plek("verschil"), "" if value is None else euros(value), stijl, formule)
    _zet_procent(bouwer, rij, kolommen, afwijking, "blad_afwijking_totaal" if totaal else "berekening_afwijking")
    test = (
        f"ROUND(ABS({verschil})*100,0)*{100 * drempel.schaal}>ROUND({drempel.cel}*{drempel.schaal},0)*ROUND(ABS({begroot})*100,0)"
    )
    formule = f'IF({drempel.cel}="","",IF({begroot}="","",IF({test},"{MELDEN}","")))'
    tekst = MELDEN if afwijking.signaal else ""
    bouwer.zet(rij, kolommen.plek("signaal"), tekst, "blad_midden_totaal" if totaal else "controle_midden", formule)


def _zet_procent(bouwer: Bouwer, rij: int, kolommen: Kolommen, afwijking: Afwijking, stijl: str) -> None:
    begroot, verschil = (cel(rij, kolommen.plek(veld)) for veld in ("begroot", "verschil"))
    formule = f'IF({begroot}="","",IF({begroot}=0,"",{verschil}/{begroot}))'
    bouwer.zet(rij, kolommen.plek("procent"), "" if afwijking.deel is None else afwijking.deel, stijl, formule)
