"""The words of a kwartaalrapportage: who delivered data, what is to be written, and what could not be placed."""

from __future__ import annotations

from cusd_xl.model.kwartaal import Kwartaalstaat
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.rapport.blad import EERSTE_BLOK, begin_blad, finish_blad, sum_kolom, zet_totaalrij
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros

AANLEVERING, AANDACHT, BUITEN = "Aanlevering", "Aandachtspunten", "Niet geplaatst"
AANGELEVERD = "aangeleverd"
EERSTE_KWARTAAL = 1
INVULHOOGTE = 96.0
TARIEVEN = "Realisatie van het inkoopplan: inkoop- en tariefstrategie (handvest 15.4a, alleen over het eerste kwartaal)"
VELDEN = (
    "Ontwikkeling van het zorggebruik in de regio (art. 6c)",
    "Inhoudelijke risico's en aandachtspunten uit contractmanagement (handvest 15.4d)",
    "Afspraken uit het ambtelijk overleg over deze rapportage (handvest 15.2)",
)


def plan_aanlevering(staat: Kwartaalstaat, stand: str) -> Bladplan:
    """The sheet Aanlevering: of each regiogemeente whether its data for the kwartaal came, and when."""
    bouwer = begin_blad(AANLEVERING, f"Aanlevering gegevens {staat.kwartaal.code} {staat.jaar}", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, ("Gemeente", "Uiterlijk", "Aangeleverd op", "Oordeel"))
    for rij, one in enumerate(staat.aanleveringen, start=eerste):
        bouwer.zet(rij, 0, one.gemeente, "blad_tekst_kader")
        bouwer.zet(rij, 1, one.uiterlijk, "blad_datum_kader")
        bouwer.zet(rij, 2, one.gereed, "blad_datum_kader")
        bouwer.zet(rij, 3, one.oordeel, "controle_tekst")
    laatste = max(eerste, eerste + len(staat.aanleveringen) - 1)
    bouwer.markeer_afwijking(eerste, 3, laatste, 3, AANGELEVERD)
    uitleg = "Uit het blad Kalender: moment 'aanlevering gegevens', per gemeente en kwartaal (handvest 15.3)."
    bouwer.zet(laatste + 2, 0, uitleg, "toelichting_tekst")
    return finish_blad(bouwer, {0: 26, 1: 16, 2: 18, 3: 28}, eerste, kop)


def plan_aandachtspunten(staat: Kwartaalstaat, stand: str) -> Bladplan:
    """The sheet Aandachtspunten of the uitgebreide form: fields that people fill in."""
    bouwer = begin_blad(AANDACHT, f"Aandachtspunten {staat.kwartaal.code} {staat.jaar}", staat.regeling, stand)
    velden = (*((TARIEVEN,) if staat.kwartaal.nummer == EERSTE_KWARTAAL else ()), *VELDEN)
    for plaats, veld in enumerate(velden):
        _zet_veld(bouwer, EERSTE_BLOK + plaats * 3, veld)
    return finish_blad(bouwer, {0: 120})


def plan_buiten(staat: Kwartaalstaat, stand: str) -> Bladplan:
    """The sheet Niet geplaatst: realisatie that no kwartaal of the year can be given, with the reason."""
    bouwer = begin_blad(BUITEN, "Realisatie die in geen kwartaal te plaatsen is", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, ("Gemeente", "Kostenpost", "Taak", "Periode", "Bedrag (€)", "Reden"))
    for rij, one in enumerate(staat.buiten, start=eerste):
        for kolom, tekst in enumerate((one.rij.gemeente, one.rij.kostenpost, one.rij.taak, one.rij.periode)):
            bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
        bouwer.zet(rij, 4, euros(one.rij.netto), "blad_bedrag_kader")
        bouwer.zet(rij, 5, one.reden, "blad_tekst_kader")
    onder = eerste + len(staat.buiten)
    zet_totaalrij(bouwer, onder, 6)
    som = sum(one.rij.netto for one in staat.buiten)
    bouwer.zet(onder, 4, euros(som), "blad_bedrag_totaal", sum_kolom(eerste, len(staat.buiten), 4))
    return finish_blad(bouwer, {0: 24, 1: 13, 2: 10, 3: 14, 4: 18, 5: 48}, eerste, kop)


def _zet_veld(bouwer: Bouwer, rij: int, veld: str) -> None:
    bouwer.zet(rij, 0, veld, "ondertitel_tekst")
    bouwer.zet(rij + 1, 0, None, "invoer_terugloop")
    bouwer.hoogtes[rij + 1] = INVULHOOGTE
