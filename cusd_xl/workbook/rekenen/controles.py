"""The sheet Controles: every check a cell that says OK or what is wrong, so that nobody has to trust the figures unseen."""

from __future__ import annotations

from cusd_xl.base.exactheid import GRENS as GRENS_EXACT
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import AFWIJKING, Blok, Bouwer
from cusd_xl.workbook.rekenen.controle import (
    BLAD,
    GOED,
    K_UITKOMST,
    OPNIEUW,
    RIJ_GRENS,
    Controle,
    Gecontroleerd,
)
from cusd_xl.workbook.rekenen.controles_exact import list_exactheidscontroles
from cusd_xl.workbook.rekenen.controles_sleutels import list_sleutelcontroles
from cusd_xl.workbook.rekenen.deelname import RIJEN_BOVEN
from cusd_xl.workbook.rekenen.indexatie import JAAR, K_EENHEDEN, K_GEVONDEN, K_NODIG, K_START, RIJ_JAREN
from cusd_xl.workbook.rekenen.verdeling import K_AANTAL, K_VERSCHIL
from cusd_xl.workbook.rekenen.verwijzing import cel
from cusd_xl.workbook.styles import TAB_CONTROLE
from cusd_xl.workbook.tekstmaat import text_height

RIJ_AANTAL, RIJ_KOP = 3, 6
K_VAST = 4
BREEDTES = {0: 6.0, 1: 70.0, 2: 86.0, 3: 16.0, 4: 24.0, 5: 44.0}
CONTROLECEL = f"{BLAD}!{cel(RIJ_AANTAL, K_UITKOMST, 'rk')}"


def plan_controles(wat: Gecontroleerd) -> tuple[Bladplan, int]:
    """Plan the sheet, the number of checks that fail on top, then the checks; returns that number as well."""
    uitleg = "Elke controle zegt OK of wat er mis is. De formules rekenen mee als u invoer wijzigt."
    bouwer = Bouwer(BLAD, "Controles", uitleg, tabkleur=TAB_CONTROLE)
    controles = (
        *_list_sluiting(wat),
        *_list_invoer(wat),
        *_list_indexatie(wat),
        *list_sleutelcontroles(wat),
        *list_exactheidscontroles(wat),
    )
    eerste, laatste = RIJ_KOP + 1, RIJ_KOP + len(controles)
    aantal = sum(not one.is_goed for one in controles)
    bouwer.zet(0, 0, bouwer.titel, "titel_tekst")
    bouwer.zet(1, 0, bouwer.uitleg, "toelichting_tekst")
    uitkomsten = f"{cel(eerste, K_UITKOMST)}:{cel(laatste, K_UITKOMST)}"
    bouwer.zet(RIJ_AANTAL, 1, "Aantal controles dat niet in orde is", "blad_tekst_vet")
    bouwer.zet(RIJ_AANTAL, K_UITKOMST, aantal, "controle_geheel_vet_links", f'ROWS({uitkomsten})-COUNTIF({uitkomsten},"{GOED}")')
    bouwer.zet(RIJ_GRENS, 1, "Grens waaronder gehele getallen in elk rekenblad exact zijn", "toelichting_tekst")
    bouwer.zet(RIJ_GRENS, K_UITKOMST, GRENS_EXACT, "berekening_geheel_links")
    bouwer.zet_koppen(RIJ_KOP, ("Nr", "Controle", "Uitkomst", "Grond"))
    if any(one.vast for one in controles):
        bouwer.zet_koppen(RIJ_KOP, ("Sleutel", "Soort of parameter bij de berekening"), K_VAST)
    for nummer, one in enumerate(controles, start=1):
        _zet_controle(bouwer, RIJ_KOP + nummer, nummer, one)
    bouwer.markeer_afwijking(eerste, K_UITKOMST, laatste, K_UITKOMST, GOED)
    bouwer.markeer_getal(Blok(BLAD, RIJ_AANTAL, RIJ_AANTAL, K_UITKOMST, K_UITKOMST), "greater than", AFWIJKING)
    pagina = Pagina(herhaal_rijen=(RIJ_KOP, RIJ_KOP), afdrukbereik=(0, 0, laatste, K_UITKOMST + 1))
    return bouwer.maak_plan(BREEDTES, RIJ_KOP + 1, 0, pagina), aantal


def _zet_controle(bouwer: Bouwer, rij: int, nummer: int, one: Controle) -> None:
    bouwer.zet(rij, 0, nummer, "berekening_geheel")
    bouwer.zet(rij, 1, one.naam, "berekening_terugloop_halfhoog")
    bouwer.hoogtes[rij] = max(text_height(one.naam, BREEDTES[1] - 2), text_height(one.fout, BREEDTES[K_UITKOMST] - 2))
    goed = one.goed
    for plaats, tekst in enumerate(one.vast):
        goed = goed.replace(f"{{{plaats}}}", cel(rij, K_VAST + plaats))
        bouwer.zet(rij, K_VAST + plaats, tekst, "berekening_tekst")
    bouwer.zet(
        rij, K_UITKOMST, GOED if one.is_goed else one.fout, "controle_terugloop_vet_halfhoog", f'IF({goed},"{GOED}","{one.fout}")'
    )
    bouwer.zet(rij, K_UITKOMST + 1, one.grond, "berekening_tekst")


def _list_sluiting(wat: Gecontroleerd) -> list[Controle]:
    blok, bijdragen = wat.verdeling.bijdragen, wat.bijdragen
    totaal = f"{blok.blad}!{cel(blok.laatste_rij + 1, blok.laatste_kolom + 1, 'rk')}"
    samen = f"{bijdragen.bijdragen.blad}!{cel(bijdragen.totaalrij, bijdragen.bijdragen.laatste_kolom + 1, 'rk')}"
    return [
        Controle(
            "De delen van elke kostenpost tellen op tot het te verdelen bedrag",
            f'COUNTIF({blok.kolomgebied(K_VERSCHIL)},"<>0")=0',
            "Niet elke kostenpost sluit op de cent: zie Verschil in centen op het blad Verdeling.",
            "art. 12",
        ),
        Controle(
            "De bijdragen per gemeente tellen op tot de verdeling",
            f"ROUND({totaal}-{samen},2)=0",
            f"Bijdragen en Verdeling verschillen: er is een kostensoort gewijzigd; {OPNIEUW}.",
            "art. 12",
        ),
        Controle(
            "Een vrijgestelde gemeente betaalt niets",
            f"SUMPRODUCT(({wat.betalers.alles()}=0)*({blok.alles()}<>0))=0",
            "Een vrijgestelde gemeente heeft een bedrag: zie Deelname en Verdeling.",
            "art. 6; protocol",
        ),
    ]


def _list_invoer(wat: Gecontroleerd) -> list[Controle]:
    invoer, blok = wat.invoer, wat.verdeling.bijdragen
    kosten, namen = invoer.kolom("tblKosten", "kostenpost"), invoer.kolom("tblDeelnemers", "gemeente")
    gevonden = blok.kolomgebied(K_AANTAL)
    controles = [
        Controle(
            "Alle kostenposten staan op Verdeling, elk met zijn eigen verdeelsleutel",
            f"AND(COUNTA({kosten})=ROWS({gevonden}),COUNTIF({gevonden},1)=ROWS({gevonden}))",
            f"Er is een kostenpost of verdeelsleutel gewijzigd: {OPNIEUW}.",
            "art. 12",
        ),
        Controle(
            "Alle deelnemers staan op de rekenbladen",
            f"COUNTA({namen})=COLUMNS({blok.alles()})",
            f"Er is een deelnemer bij gekomen of weggevallen: {OPNIEUW}.",
            "art. 12",
        ),
    ]
    if wat.taken:
        taken = invoer.kolom("tblTakenregister", "taak")
        controles.append(
            Controle(
                "Alle taken van het takenregister staan op Deelname",
                f"COUNTA({taken})=SUM({wat.taken.rijgebied(wat.taken.rij - RIJEN_BOVEN)})",
                f"Er is een taak bij gekomen of weggevallen: {OPNIEUW}.",
                "art. 6",
            )
        )
    return controles


def _list_indexatie(wat: Gecontroleerd) -> list[Controle]:
    controles: list[Controle] = []
    eerste_jaar = f"Indexatie!{cel(RIJ_JAREN, K_START, 'rk')}"
    for blok, wie in ((wat.indexatie.kostenposten, "kostenpost"), (wat.indexatie.normbedragen, "normbedrag")):
        if blok is None:
            continue
        nodig, gevonden, eenheden = (blok.kolomgebied(kolom) for kolom in (K_NODIG, K_GEVONDEN, K_EENHEDEN))
        controles += [
            Controle(
                f"Elk indexjaar van elk {wie} staat precies één keer in tblIndexcijfers".replace(
                    "elk kostenpost", "elke kostenpost"
                ),
                f"SUMPRODUCT(({nodig}<>{gevonden})*1)=0",
                f"Er ontbreekt een indexcijfer of het staat er dubbel ({wie}): zie Indexatie.",
                "art. 14",
            ),
            Controle(
                f"Het prijspeil ligt niet na het begrotingsjaar en niet voor de indexjaren ({wie})",
                f'AND(COUNTIF({nodig},"<0")=0,COUNTIF({nodig},">"&{JAAR}-{eerste_jaar}+1)=0)',
                f"Een prijspeil valt buiten de jaren op Indexatie: {OPNIEUW}.",
                "art. 14",
            ),
            Controle(
                f"Geen te verdelen bedrag is negatief ({wie})",
                f'COUNTIF({eenheden},"<0")=0',
                "Er is meer dekking dan kosten: zie Indexatie.",
                "art. 12",
            ),
        ]
    return controles
