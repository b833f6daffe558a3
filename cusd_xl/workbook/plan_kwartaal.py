"""The workbook of a kwartaalrapportage: use per gemeente beside the inkoopplan, and the sheets behind it."""

from __future__ import annotations

from cusd_xl.model.kwartaal import Kwartaalstaat
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.workbook.rapport.blad import (
    EERSTE_BLOK,
    Kolommen,
    Rapportkolom,
    begin_blad,
    describe_kring,
    finish_blad,
    maak_staven,
    mark_melden,
    sum_kolom,
    sum_waar,
    zet_controle,
    zet_totaalrij,
)
from cusd_xl.workbook.rapport.kwartaalbladen import SOMMEN, plan_kwartalen, plan_regels, plan_taken
from cusd_xl.workbook.rapport.kwartaalvelden import plan_aandachtspunten, plan_aanlevering, plan_buiten
from cusd_xl.workbook.rapport.vergelijking import Drempel, list_kolommen, zet_drempel, zet_vergelijking
from cusd_xl.workbook.rekenen.bouwer import Blok, Bouwer
from cusd_xl.workbook.rekenen.verwijzing import cel

BLAD = "Rapportage"


def plan_kwartaal(staat: Kwartaalstaat) -> Werkmapplan:
    """Plan the workbook of one kwartaal: uitgebreid holds the kwartalen and the aandachtspunten as well, light does not."""
    vorm = "lichte vorm" if staat.light else "uitgebreid"
    titel = f"Kwartaalrapportage {staat.kwartaal.code} {staat.jaar}"
    stand = f"{staat.kwartaal.omschrijving.capitalize()}, {vorm}. Voor {describe_kring(staat.kring)}."
    bouwer = begin_blad(BLAD, f"{titel} – zorggebruik per gemeente", staat.regeling, stand)
    drempel = zet_drempel(bouwer, staat.drempel)
    regels, blok, kolommen = plan_regels(staat, stand, drempel)
    bladen = [_finish_voorblad(bouwer, staat, drempel, blok, kolommen), plan_taken(staat, stand, drempel, blok, kolommen), regels]
    if not staat.light:
        bladen += [plan_kwartalen(staat, stand, blok, kolommen), plan_aandachtspunten(staat, stand)]
    bladen.append(plan_aanlevering(staat, stand))
    if staat.buiten:
        bladen.append(plan_buiten(staat, stand))
    return Werkmapplan(tuple(bladen), titel, staat.regeling)


def _finish_voorblad(bouwer: Bouwer, staat: Kwartaalstaat, drempel: Drempel, blok: Blok, regels: Kolommen) -> Bladplan:
    code = staat.kwartaal.code
    kolommen = Kolommen(
        (
            Rapportkolom("naam", "Gemeente", 24),
            *list_kolommen(f"Inkoopplan t/m {code} (€)", f"Realisatie t/m {code} (€)", regels.heeft("zonder")),
            Rapportkolom("duiding", "Aandachtspunten (in te vullen)", 56),
        )
    )
    kop, eerste = EERSTE_BLOK + 1, EERSTE_BLOK + 2
    bouwer.zet_koppen(kop, kolommen.koppen)
    velden = [veld for veld in SOMMEN if kolommen.heeft(veld)]
    for rij, (naam, afwijking) in enumerate(staat.per_gemeente.items(), start=eerste):
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        formules = {veld: sum_waar(blok, regels.plek(veld), regels.plek("gemeente"), cel(rij, 0, "k")) for veld in velden}
        zet_vergelijking(bouwer, rij, kolommen, afwijking, drempel, formules)
        bouwer.zet(rij, kolommen.plek("duiding"), None, "invoer_terugloop")
    onder, aantal = eerste + len(staat.per_gemeente), len(staat.per_gemeente)
    zet_totaalrij(bouwer, onder, len(kolommen.kolommen))
    formules = {veld: sum_kolom(eerste, aantal, kolommen.plek(veld)) for veld in velden} if aantal else {}
    zet_vergelijking(bouwer, onder, kolommen, staat.totaal, drempel, formules, totaal=True)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), onder)
    for plaats, (veld, wat) in enumerate((("begroot", "Inkoopplan"), ("stand", "Realisatie"))):
        sluit = f"ROUND({cel(onder, kolommen.plek(veld))}-SUM({blok.kolomgebied(regels.plek(veld))}),2)=0"
        zet_controle(bouwer, onder + 2 + plaats, kolommen.plek("stand"), f"{wat} telt op tot alle regels", sluit)
    grafiek = maak_staven(
        (onder + 5, 0),
        f"Realisatie naast het inkoopplan tot en met {code} {staat.jaar}, per gemeente",
        (("Inkoopplan", kolommen.plek("begroot")), ("Realisatie", kolommen.plek("stand"))),
        lambda kolom: [BLAD, eerste, kolom, max(eerste, onder - 1), kolom],
        (1000, 300),
    )
    return finish_blad(bouwer, kolommen.breedtes, grafieken=(grafiek,), hoog=1)
