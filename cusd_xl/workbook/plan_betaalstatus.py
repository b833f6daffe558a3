"""The sheet Betaalstatus: what was billed, what was paid and what is late, on a day that the reader may change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from cusd_xl.model.betaalstand import Betaalstand, Betaalstatus
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import CONTROLE_GOED, HUISKLEUR

BLAD = "Betaalstatus"
UITLEG = "Bedragen in euro's, onder nul krijgt de gemeente geld. Typ bij Stand op een andere dag: de status volgt."
NUMMER, GEMEENTE, SOORT, TERMIJN, DATUM, VERVAL, BEDRAG, CREDIT, BETAALD, OPEN, STATUS = range(11)
KOPPEN = (
    "Nummer", "Gemeente", "Soort", "Termijn", "Factuurdatum", "Vervaldatum", "Bedrag (€)", "Gecrediteerd met", "Betaald (€)",
    "Open (€)", "Status",
)  # fmt: skip
BREEDTES = (22, 16, 19, 22, 14, 14, 18, 20, 18, 18, 18)
DAG = (3, 1)
KOP_SAMEN, SAMEN = 5, 6
ZONDER = "n.v.t."
"""A formula that gives an empty text keeps no value in the file, as if it was never calculated."""
SOORTEN = tuple(one for one in Betaalstatus if one)
KOP = SAMEN + len(SOORTEN) + 2
EERSTE = KOP + 1
LOOKS = MappingProxyType(
    {
        Betaalstatus.TE_LAAT: {"bg_color": "#B3261E", "font_color": "#FFFFFF", "bold": True},
        Betaalstatus.OPEN: {"font_color": "#8A5A00", "bold": True},
        Betaalstatus.TE_VEEL_BETAALD: {"bg_color": "#FCE8B2", "font_color": "#5F3B00", "bold": True},
        Betaalstatus.TERUG_TE_BETALEN: {"bg_color": "#FCE8B2", "font_color": "#5F3B00", "bold": True},
        Betaalstatus.BETAALD: {"font_color": CONTROLE_GOED, "bold": True},
        Betaalstatus.TERUGBETAALD: {"font_color": CONTROLE_GOED, "bold": True},
    }
)


def plan_betaalstatus(standen: Sequence[Betaalstand], op: date, titel: str) -> Bladplan:
    """Plan the sheet of these documents, in their order; `op` stands as the day in the cell Stand op."""
    bouwer = Bouwer(BLAD, "", "")
    bouwer.zet(0, 0, f"Betaalstatus {titel}", "titel_tekst")
    bouwer.zet(1, 0, UITLEG, "toelichting_tekst")
    bouwer.zet(*DAG[:1], 0, "Stand op", "etiket_tekst")
    bouwer.zet(*DAG, op, "invoer_datum")
    laatste = EERSTE + max(len(standen), 1) - 1
    _zet_samenvatting(bouwer, standen, op, laatste)
    bouwer.zet_koppen(KOP, KOPPEN)
    for rij, one in enumerate(standen, start=EERSTE):
        _zet_stand(bouwer, rij, one, op)
    if not standen:
        bouwer.zet_rij(EERSTE, 0, ("geen", *(None for _ in KOPPEN[1:])), "blad_tekst_kader")
    for kolom in range(STATUS + 1):
        bouwer.zet(laatste + 1, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    for kolom, som in (
        (BEDRAG, sum(one.bedrag for one in standen)),
        (BETAALD, sum(one.betaald for one in standen)),
        (OPEN, sum(one.open for one in standen)),
    ):
        bouwer.zet(laatste + 1, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, laatste, kolom)})")
    for status, looks in LOOKS.items():
        bouwer.markeer_tekst(EERSTE, STATUS, laatste, STATUS, str(status), looks)
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), dict(enumerate(BREEDTES)), rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE,
        titelkolommen=1, tabkleur=HUISKLEUR, beveiligd=True, voorwaardelijk=bouwer.voorwaardelijk,
        pagina=Pagina(herhaal_rijen=(KOP, KOP), marges=(0.4, 0.4, 0.7, 0.7)),
    )  # fmt: skip


def _zet_samenvatting(bouwer: Bouwer, standen: Sequence[Betaalstand], op: date, laatste: int) -> None:
    """Per status how many documents have it, what they were for and what is open; one without status counts nowhere."""
    bouwer.zet_koppen(KOP_SAMEN, ("Status", "Aantal", "Bedrag (€)", "Open (€)"))
    statussen = gebied(EERSTE, STATUS, laatste, STATUS)
    for rij, status in enumerate(SOORTEN, start=SAMEN):
        own = [one for one in standen if one.status(op) is status]
        bouwer.zet(rij, 0, str(status), "blad_tekst_kader")
        bouwer.zet(rij, 1, len(own), "berekening_geheel", f"COUNTIF({statussen},{cel(rij, 0)})")
        sommen = ((2, BEDRAG, sum(one.bedrag for one in own)), (3, OPEN, sum(one.open for one in own)))
        for kolom, bron, som in sommen:
            bedragen = gebied(EERSTE, bron, laatste, bron)
            bouwer.zet(rij, kolom, euros(som), "berekening_bedrag", f"SUMIF({statussen},{cel(rij, 0)},{bedragen})")


def _zet_stand(bouwer: Bouwer, rij: int, one: Betaalstand, op: date) -> None:
    for kolom, tekst in ((NUMMER, one.nummer), (GEMEENTE, one.gemeente), (SOORT, one.soort), (TERMIJN, one.termijn)):
        bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
    bouwer.zet(rij, DATUM, one.factuurdatum, "blad_datum_kader")
    bouwer.zet(rij, VERVAL, one.vervaldatum, "blad_datum_kader")
    bouwer.zet(rij, BEDRAG, euros(one.bedrag), "blad_bedrag_kader")
    bouwer.zet(rij, CREDIT, one.credit or None, "blad_tekst_kader")
    bouwer.zet(rij, BETAALD, euros(one.betaald), "blad_bedrag_kader")
    verval, bedrag, credit, betaald, open_ = (cel(rij, kolom) for kolom in (VERVAL, BEDRAG, CREDIT, BETAALD, OPEN))
    verschuldigd = f'IF(OR({verval}="",{credit}<>""),0,{bedrag})'
    bouwer.zet(rij, OPEN, euros(one.open), "berekening_bedrag", f"ROUND({verschuldigd}-{betaald},2)")
    meer = f'IF({cel(*DAG, "rk")}>{verval},"{Betaalstatus.TE_LAAT}","{Betaalstatus.OPEN}")'
    minder = f'IF({verschuldigd}>0,"{Betaalstatus.TE_VEEL_BETAALD}","{Betaalstatus.TERUG_TE_BETALEN}")'
    niets = f'IF({verschuldigd}<0,"{Betaalstatus.TERUGBETAALD}",IF({credit}<>"","{ZONDER}","{Betaalstatus.BETAALD}"))'
    formule = f'IF({verval}="","{ZONDER}",IF({open_}>0,{meer},IF({open_}<0,{minder},{niets})))'
    bouwer.zet(rij, STATUS, str(one.status(op)) or ZONDER, "uitvoer_tekst_vet", formule)
