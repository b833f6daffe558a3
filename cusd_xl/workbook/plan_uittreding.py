"""The statement for a gemeente that leaves: the decision, the closing settlement, its costs per year, and who pays after it."""

from __future__ import annotations

from datetime import date

from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.plan import Bladplan, Pagina, Werkmapplan
from cusd_xl.model.vooruit import Uittredingsstaat, Vergelijking
from cusd_xl.workbook.overzichtbladen import EERSTE, zet_titel
from cusd_xl.workbook.plan_vergelijking import plan_vergelijking
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR, MERKEN

BLAD = "Uittreding"
KOPPEN = ("Jaar", "Soort", "Omschrijving", "Onderbouwing", "Bedrag (€)")
K_BEDRAG = 4
ONTBREEKT = "nog in te vullen"
BREEDTES = {0: 12.0, 1: 20.0, 2: 44.0, 3: 40.0, 4: 17.0}


def plan_uittreding(begroting: Begroting, staat: Uittredingsstaat, vergelijking: Vergelijking) -> Werkmapplan:
    """Plan the statement and, behind it, what the others pay when this gemeente is gone."""
    bladen = (_plan_staat(begroting, staat), *plan_vergelijking(begroting, vergelijking).bladen)
    return Werkmapplan(bladen, f"Uittreding {staat.gemeente}", begroting.regeling.naam)


def _plan_staat(begroting: Begroting, staat: Uittredingsstaat) -> Bladplan:
    bouwer = Bouwer(BLAD, "", "")
    zet_titel(bouwer, f"Uittreding {staat.gemeente}", begroting.regeling.naam)
    rij = _zet_besluit(bouwer, EERSTE - 1, staat.besluit, len(begroting.deelnemers)) + 2
    slot = _zet_slot(bouwer, rij, staat, begroting.jaar)
    onder = _zet_kosten(bouwer, slot + 2, staat)
    bouwer.zet(onder + 2, 0, "Te betalen bij uittreding", "blad_tekst_slot")
    for kolom in range(1, K_BEDRAG):
        bouwer.zet(onder + 2, kolom, None, "blad_tekst_slot")
    bouwer.zet(onder + 2, K_BEDRAG, euros(staat.totaal), "blad_bedrag_slot", f"{cel(slot, K_BEDRAG)}+{cel(onder, K_BEDRAG)}")
    bouwer.zet(onder + 3, 0, "Een negatief bedrag krijgt de gemeente terug.", "toelichting_tekst")
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), BREEDTES, rijhoogtes={0: 24}, tabkleur=HUISKLEUR, beveiligd=True,
        voorwaardelijk=bouwer.voorwaardelijk, pagina=Pagina(hoog=1),
    )  # fmt: skip


def _zet_besluit(bouwer: Bouwer, rij: int, besluit: Besluit | None, deelnemers: int) -> int:
    """The fields the sources ask of the decision; what is missing says so. Returns the last row."""
    bouwer.zet_ondertitel(rij, "Het besluit (blad Besluiten)")
    akkoord = f"{len(besluit.akkoord)} van {deelnemers} deelnemers" if besluit else ""
    velden = (
        ("Besluit", besluit.nummer if besluit else ""),
        ("Status", besluit.status if besluit else ""),
        ("Besluitdatum", _show(besluit.besluitdatum) if besluit else ""),
        ("Ingangsdatum", _show(besluit.ingangsdatum) if besluit else ""),
        ("Akkoord", akkoord),
        ("Overeenstemming over kosten", besluit.verwijzing if besluit else ""),
    )
    for offset, (etiket, waarde) in enumerate(velden, start=1):
        bouwer.zet(rij + offset, 0, etiket, "blad_tekst")
        bouwer.zet(rij + offset, 2, waarde or ONTBREEKT, "blad_tekst_vet" if waarde else "blad_tekst_ontbreekt")
    return rij + len(velden)


def _show(dag: date | None) -> str:
    return short_datum(dag) if dag else ""


def _zet_slot(bouwer: Bouwer, rij: int, staat: Uittredingsstaat, jaar: int) -> int:
    bouwer.zet_ondertitel(rij, f"Slotverrekening {jaar}")
    bouwer.zet(rij + 1, 0, "Werkelijke kosten van de gemeente", "blad_tekst")
    bouwer.zet(rij + 1, K_BEDRAG, euros(staat.werkelijk), "blad_bedrag_kader")
    bouwer.zet(rij + 2, 0, "Af: voorschotten die in rekening zijn gebracht", "blad_tekst")
    bouwer.zet(rij + 2, K_BEDRAG, euros(staat.voorschotten), "blad_bedrag_kader")
    for kolom in range(K_BEDRAG):
        bouwer.zet(rij + 3, kolom, None if kolom else "Slotverrekening", "blad_tekst_totaal")
    formule = f"{cel(rij + 1, K_BEDRAG)}-{cel(rij + 2, K_BEDRAG)}"
    bouwer.zet(rij + 3, K_BEDRAG, euros(staat.slotverrekening), "blad_bedrag_totaal", formule)
    return rij + 3


def _zet_kosten(bouwer: Bouwer, rij: int, staat: Uittredingsstaat) -> int:
    bouwer.zet_ondertitel(rij, "Doorlopende kosten en frictiekosten per jaar (blad Uittreding)")
    kop = rij + 1
    bouwer.zet_koppen(kop, KOPPEN)
    for offset, one in enumerate(staat.kosten, start=1):
        bouwer.zet(kop + offset, 0, one.jaar, "blad_jaar_kader")
        for kolom, tekst in enumerate((one.soort, one.omschrijving, one.onderbouwing or ONTBREEKT), start=1):
            bouwer.zet(kop + offset, kolom, tekst, "blad_terugloop_kader")
        bouwer.zet(kop + offset, K_BEDRAG, euros(one.bedrag), "blad_bedrag_kader")
    laatste = kop + max(1, len(staat.kosten))
    if not staat.kosten:
        bouwer.zet(laatste, 0, "Geen kosten ingevuld.", "blad_tekst")
    bouwer.markeer_tekst(kop + 1, 3, laatste, 3, ONTBREEKT, MERKEN["ontbreekt"])
    for offset, jaar in enumerate(staat.jaren, start=1):
        _zet_som(
            bouwer,
            laatste + offset,
            f"Samen in {jaar}",
            sum(one.bedrag for one in staat.kosten if one.jaar == jaar),
            kop,
            laatste,
            jaar,
        )
    onder = laatste + len(staat.jaren) + 1
    for kolom in range(K_BEDRAG):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    som = sum(one.bedrag for one in staat.kosten)
    bouwer.zet(onder, K_BEDRAG, euros(som), "blad_bedrag_totaal", f"SUM({gebied(kop + 1, K_BEDRAG, laatste, K_BEDRAG, '')})")
    return onder


def _zet_som(bouwer: Bouwer, rij: int, etiket: str, som: int, kop: int, laatste: int, jaar: int) -> None:
    bouwer.zet(rij, 0, jaar, "etiket_jaar")
    bouwer.zet(rij, 2, etiket, "etiket_tekst")
    jaren, bedragen = (gebied(kop + 1, kolom, laatste, kolom) for kolom in (0, K_BEDRAG))
    bouwer.zet(rij, K_BEDRAG, euros(som), "berekening_bedrag", f"SUMIFS({bedragen},{jaren},{cel(rij, 0, 'k')})")
