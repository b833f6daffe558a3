"""The workbook of a prognose: per gemeente beside the begroting with its signals and chart, and the lines behind it."""

from __future__ import annotations

from cusd_xl.base.years import short_datum
from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.model.prognose import Prognosestaat
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
from cusd_xl.workbook.rapport.prognosebladen import (
    ontwikkeling_kolommen,
    plan_buiten,
    plan_posten,
    plan_regels,
    zet_ontwikkeling,
)
from cusd_xl.workbook.rapport.vergelijking import Drempel, list_kolommen, zet_drempel, zet_vergelijking
from cusd_xl.workbook.rekenen.bouwer import Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel

BLAD = "Prognose"
DUIDING = "Duiding (in te vullen)"


def plan_prognose(staat: Prognosestaat) -> Werkmapplan:
    """Plan the workbook of one prognose, for all gemeenten or for one beside the others."""
    stand, titel = describe_stand(staat), f"Prognose {staat.moment.nummer} over {staat.jaar}"
    bouwer = begin_blad(BLAD, f"{titel} – per gemeente", staat.regeling, stand)
    drempel = zet_drempel(bouwer, staat.drempel)
    regels, blok, kolommen = plan_regels(staat, stand, drempel)
    voorblad = _finish_voorblad(bouwer, staat, drempel, blok, kolommen)
    bladen = [voorblad, plan_posten(staat, stand, drempel, blok, kolommen), regels]
    if staat.buiten:
        bladen.append(plan_buiten(staat, stand))
    return Werkmapplan(tuple(bladen), titel, staat.regeling)


def describe_stand(staat: Prognosestaat) -> str:
    """The peildatum, the prognose before it, and for whom the report is."""
    vorige = staat.vorige
    eerder = f"; vorige prognose {vorige.nummer} van {short_datum(vorige.peildatum)}" if vorige else ""
    return f"Peildatum {short_datum(staat.moment.peildatum)}{eerder}. Voor {describe_kring(staat.kring)}."


def _finish_voorblad(bouwer: Bouwer, staat: Prognosestaat, drempel: Drempel, blok: Blok, regels: Kolommen) -> Bladplan:
    kolommen = Kolommen(
        (
            Rapportkolom("naam", "Gemeente", 22),
            *list_kolommen("Begroot (€)", "Prognose (€)", regels.heeft("zonder")),
            *ontwikkeling_kolommen(staat),
            Rapportkolom("duiding", DUIDING, 46),
        )
    )
    kop, eerste = EERSTE_BLOK + 1, EERSTE_BLOK + 2
    bouwer.zet_koppen(kop, kolommen.koppen)
    for rij, (naam, afwijking) in enumerate(staat.per_gemeente.items(), start=eerste):
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        formules = {
            veld: sum_waar(blok, regels.plek(veld), regels.plek("gemeente"), cel(rij, 0, "k"))
            for veld in ("begroot", "stand", "zonder")
            if regels.heeft(veld)
        }
        zet_vergelijking(bouwer, rij, kolommen, afwijking, drempel, formules)
        _zet_gemeente_ontwikkeling(bouwer, rij, staat, kolommen, blok, regels, naam)
        bouwer.zet(rij, kolommen.plek("duiding"), None, "invoer_terugloop")
    onder = eerste + len(staat.per_gemeente)
    _zet_totaal(bouwer, onder, eerste, staat.totaal, drempel, kolommen)
    _zet_ontwikkelingtotaal(bouwer, onder, eerste, staat, kolommen)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), onder)
    for plaats, veld in enumerate(("begroot", "stand")):
        bron = f"SUM({blok.kolomgebied(regels.plek(veld))})"
        etiket = f"{'Begroot' if veld == 'begroot' else 'Prognose'} telt op tot alle regels"
        zet_controle(
            bouwer, onder + 2 + plaats, kolommen.plek("verschil"), etiket, f"ROUND({cel(onder, kolommen.plek(veld))}-{bron},2)=0"
        )
    grafiek = maak_staven(
        (onder + 5, 0),
        f"Prognose {staat.moment.nummer} naast de begroting {staat.jaar}, per gemeente",
        (("Begroot", kolommen.plek("begroot")), ("Prognose", kolommen.plek("stand"))),
        lambda kolom: [BLAD, eerste, kolom, onder - 1, kolom],
        (1100, 300),
    )
    return finish_blad(bouwer, kolommen.breedtes, grafieken=(grafiek,), hoog=1)


def _zet_totaal(bouwer: Bouwer, rij: int, eerste: int, totaal: Afwijking, drempel: Drempel, kolommen: Kolommen) -> None:
    zet_totaalrij(bouwer, rij, len(kolommen.kolommen))
    formules = {
        veld: sum_kolom(eerste, rij - eerste, kolommen.plek(veld))
        for veld in ("begroot", "stand", "zonder")
        if kolommen.heeft(veld)
    }
    zet_vergelijking(bouwer, rij, kolommen, totaal, drempel, formules, totaal=True)


def _zet_gemeente_ontwikkeling(
    bouwer: Bouwer, rij: int, staat: Prognosestaat, kolommen: Kolommen, blok: Blok, regels: Kolommen, naam: str
) -> None:
    if staat.vorige is None:
        return
    own = [one for one in staat.regels if one.gemeente == naam and one.vorige is not None]
    formules = [
        sum_waar(blok, regels.plek(veld), regels.plek("gemeente"), cel(rij, 0, "k")) for veld in ("vorige", "ontwikkeling")
    ]
    vorige = sum(one.vorige or 0 for one in own)
    zet_ontwikkeling(
        bouwer, rij, kolommen, (vorige, sum(one.afwijking.stand for one in own) - vorige), (formules[0], formules[1])
    )


def _zet_ontwikkelingtotaal(bouwer: Bouwer, rij: int, eerste: int, staat: Prognosestaat, kolommen: Kolommen) -> None:
    if staat.vorige is None:
        return
    own = [one for one in staat.regels if one.vorige is not None]
    vorige = sum(one.vorige or 0 for one in own)
    for veld, cents in (("vorige", vorige), ("ontwikkeling", sum(one.afwijking.stand for one in own) - vorige)):
        stijl = "blad_verschil_totaal" if veld == "ontwikkeling" else "blad_bedrag_totaal"
        kolom = kolommen.plek(veld)
        bouwer.zet(rij, kolom, euros(cents), stijl, sum_kolom(eerste, rij - eerste, kolom))
