"""The Iv3 sheets: per regiogemeente taakveld x categorie with native totals, and the mirror of the centrumgemeente."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cusd_xl.model.iv3 import Iv3matrix
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.parameters.iv3codes import LASTEN, Iv3codes, load_iv3
from cusd_xl.workbook.hernoem import make_bladnaam
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import TAB_UITVOER
from cusd_xl.workbook.tekstmaat import text_height

BLAD = "Iv3"
KOP, NAMEN = 3, 4
EERSTE = NAMEN + 1
EERSTE_BEDRAG = 2
OK, FOUT = "OK", "SLUIT NIET"
CODE, NAAM, BEDRAG, CONTROLE = 10.0, 42.0, 18.0, 13.0
SMAL = 16.5
KOPRUIMTE = 6.0


@dataclass(frozen=True, slots=True)
class Aansluiting:
    """What the matrix must tie to: the settlement in cents and, where it stands in the same workbook, a reference to it."""

    bedrag: int
    verwijzing: str | None = None


def plan_iv3(matrix: Iv3matrix, regeling: str, aansluiting: Aansluiting) -> Bladplan:
    """The sheet of one regiogemeente in euros: its filled taakvelden and categorieën, with a line that ties to the settlement."""
    codes = load_iv3(matrix.boekjaar)
    bouwer = Bouwer(make_bladnaam(BLAD, matrix.gemeente), "", "")
    taakvelden = list(dict.fromkeys(one.taakveld for one in matrix.regels))
    categorieen = [one for one in codes.categorieen[LASTEN] if one in {regel.categorie for regel in matrix.regels}]
    totaal = EERSTE_BEDRAG + len(categorieen)
    _zet_titel(bouwer, f"Iv3 {matrix.boekjaar} – {matrix.gemeente}", f"{regeling} – lasten uit de afrekening, in euro's")
    koppen = [(one, codes.categorieen[LASTEN][one]) for one in categorieen]
    _zet_koppen(bouwer, ("Taakveld", "Omschrijving"), [*koppen, ("Totaal (€)", "")])
    bedragen = {(one.taakveld, one.categorie): one.bedrag for one in matrix.regels}
    for rij, taakveld in enumerate(taakvelden, start=EERSTE):
        _zet_taakveld(bouwer, rij, taakveld, codes)
        cells = [bedragen.get((taakveld, categorie)) for categorie in categorieen]
        _zet_bedragen(bouwer, rij, cells)
        _zet_som(bouwer, rij, totaal, sum(one or 0 for one in cells))
    onder = EERSTE + len(taakvelden)
    sommen = [sum(one.bedrag for one in matrix.regels if one.categorie == categorie) for categorie in categorieen]
    _zet_totaalrij(bouwer, onder, [*sommen, matrix.totaal])
    _zet_aansluiting(bouwer, onder + 2, cel(onder, totaal), matrix.totaal, aansluiting)
    _zet_bron(bouwer, onder + 6, codes)
    return _finish(bouwer, koppen, {totaal: BEDRAG}, onder)


def plan_iv3_spiegel(spiegel: Iv3matrix, matrices: Sequence[Iv3matrix], regeling: str) -> Bladplan:
    """The sheet of the centrumgemeente in euros: per taakveld what each regiogemeente books, and the bate that mirrors it."""
    codes = load_iv3(spiegel.boekjaar)
    bouwer = Bouwer(make_bladnaam(BLAD, spiegel.gemeente), "", "")
    bate = EERSTE_BEDRAG + len(matrices) + 1
    _zet_titel(bouwer, f"Iv3 {spiegel.boekjaar} – {spiegel.gemeente}, spiegel van de regiogemeenten", f"{regeling} – in euro's")
    koppen = [(one.gemeente, "lasten") for one in matrices]
    baten = (f"Bate {codes.spiegelcategorie} (€)", "ontvangen van gemeenten")
    _zet_koppen(bouwer, ("Taakveld", "Omschrijving"), [*koppen, ("Totaal (€)", "lasten"), baten])
    bouwer.zet(KOP, bate + 1, "Controle", "kop_midden")
    bouwer.zet(NAMEN, bate + 1, None, "kop_midden")
    per_gemeente = [_sum_taakvelden(one) for one in matrices]
    for rij, regel in enumerate(spiegel.regels, start=EERSTE):
        _zet_taakveld(bouwer, rij, regel.taakveld, codes)
        cells = [sums.get(regel.taakveld) for sums in per_gemeente]
        _zet_bedragen(bouwer, rij, cells)
        _zet_som(bouwer, rij, bate - 1, sum(one or 0 for one in cells))
        bouwer.zet(rij, bate, euros(regel.bedrag), "uitvoer_bedrag_vet")
        klopt = f'IF(ROUND({cel(rij, bate)}-{cel(rij, bate - 1)},2)=0,"{OK}","{FOUT}")'
        bouwer.zet(rij, bate + 1, OK, "controle_midden", klopt)
    onder = EERSTE + len(spiegel.regels)
    _zet_totaalrij(bouwer, onder, [*(one.totaal for one in matrices), sum(one.totaal for one in matrices), spiegel.totaal])
    bouwer.zet(onder, bate + 1, None, "blad_tekst_totaal")
    if spiegel.regels:
        bouwer.markeer_afwijking(EERSTE, bate + 1, onder - 1, bate + 1, OK)
    _zet_bron(bouwer, onder + 2, codes)
    return _finish(bouwer, koppen, {bate - 1: BEDRAG, bate: BEDRAG, bate + 1: CONTROLE}, onder)


def _sum_taakvelden(matrix: Iv3matrix) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in matrix.regels:
        sums[one.taakveld] = sums.get(one.taakveld, 0) + one.bedrag
    return sums


def _zet_titel(bouwer: Bouwer, titel: str, uitleg: str) -> None:
    bouwer.zet(0, 0, titel, "titel_tekst")
    bouwer.zet(1, 0, uitleg, "toelichting_tekst")


def _zet_koppen(bouwer: Bouwer, vast: Sequence[str], koppen: Sequence[tuple[str, str]]) -> None:
    """Two header rows: codes (or gemeenten) above, their names below."""
    for kolom, kop in enumerate(vast):
        bouwer.zet(KOP, kolom, kop, "kop_tekst")
        bouwer.zet(NAMEN, kolom, None, "kop_tekst")
    for kolom, (code, naam) in enumerate(koppen, start=len(vast)):
        bouwer.zet(KOP, kolom, code, "kop_rechts")
        bouwer.zet(NAMEN, kolom, naam or None, "kop_rechts_klein")


def _zet_taakveld(bouwer: Bouwer, rij: int, taakveld: str, codes: Iv3codes) -> None:
    bouwer.zet(rij, 0, taakveld, "blad_code_kader")
    bouwer.zet(rij, 1, codes.find_naam(taakveld), "blad_tekst_kader")


def _zet_bedragen(bouwer: Bouwer, rij: int, cells: Sequence[int | None]) -> None:
    for kolom, bedrag in enumerate(cells, start=EERSTE_BEDRAG):
        bouwer.zet(rij, kolom, None if bedrag is None else euros(bedrag), "blad_bedrag_kader")


def _zet_som(bouwer: Bouwer, rij: int, kolom: int, som: int) -> None:
    bouwer.zet(rij, kolom, euros(som), "uitvoer_bedrag_vet", f"SUM({gebied(rij, EERSTE_BEDRAG, rij, kolom - 1, '')})")


def _zet_totaalrij(bouwer: Bouwer, rij: int, sommen: Sequence[int]) -> None:
    bouwer.zet(rij, 0, "Totaal", "blad_tekst_totaal")
    bouwer.zet(rij, 1, None, "blad_tekst_totaal")
    for kolom, som in enumerate(sommen, start=EERSTE_BEDRAG):
        formule = f"SUM({gebied(EERSTE, kolom, rij - 1, kolom, '')})" if rij > EERSTE else None
        bouwer.zet(rij, kolom, euros(som), "blad_bedrag_totaal", formule)


def _zet_aansluiting(bouwer: Bouwer, rij: int, totaalcel: str, totaal: int, aansluiting: Aansluiting) -> None:
    """Total of the matrix, total of the settlement, and their difference, which must be 0."""
    verschil = totaal - aansluiting.bedrag
    bouwer.zet(rij, 0, "Totaal van deze matrix", "blad_tekst")
    bouwer.zet(rij, EERSTE_BEDRAG, euros(totaal), "berekening_bedrag", totaalcel)
    bouwer.zet(rij + 1, 0, "Totaal volgens de afrekening", "blad_tekst")
    bouwer.zet(rij + 1, EERSTE_BEDRAG, euros(aansluiting.bedrag), "berekening_bedrag", aansluiting.verwijzing)
    bouwer.zet(rij + 2, 0, "Verschil: sluit aan op de afrekening", "blad_tekst_vet")
    boven, onder = cel(rij, EERSTE_BEDRAG), cel(rij + 1, EERSTE_BEDRAG)
    bouwer.zet(rij + 2, EERSTE_BEDRAG, euros(verschil), "uitvoer_bedrag_vet", f"ROUND({boven}-{onder},2)")
    klopt = f'IF({cel(rij + 2, EERSTE_BEDRAG)}=0,"{OK}","{FOUT}")'
    bouwer.zet(rij + 2, EERSTE_BEDRAG + 1, FOUT if verschil else OK, "controle_midden", klopt)
    bouwer.markeer_afwijking(rij + 2, EERSTE_BEDRAG + 1, rij + 2, EERSTE_BEDRAG + 1, OK)


def _zet_bron(bouwer: Bouwer, rij: int, codes: Iv3codes) -> None:
    bouwer.zet(rij, 0, f"Codes en namen: {codes.bron}. Iv3 wordt geleverd in hele euro's; hier staan de centen.", "etiket_tekst")


def _finish(bouwer: Bouwer, koppen: Sequence[tuple[str, str]], rechts: dict[int, float], onder: int) -> Bladplan:
    kolommen = range(EERSTE_BEDRAG, EERSTE_BEDRAG + len(koppen))
    breedte = BEDRAG if len(koppen) <= 4 else SMAL
    breedtes = {0: CODE, 1: NAAM, **dict.fromkeys(kolommen, breedte), **rechts}
    hoogte = max((text_height(naam, breedte - 2) for _, naam in koppen), default=0.0) + KOPRUIMTE
    return Bladplan(
        bouwer.naam,
        finish_cellen(bouwer.cellen, 0),
        breedtes,
        rijhoogtes={0: 24, KOP: 20, NAMEN: max(20.0, hoogte), **dict.fromkeys(range(EERSTE, onder + 1), 18.0)},
        titelrijen=EERSTE,
        titelkolommen=EERSTE_BEDRAG,
        tabkleur=TAB_UITVOER,
        beveiligd=True,
        samenvoegingen=tuple(bouwer.samenvoegingen),
        voorwaardelijk=tuple(bouwer.voorwaardelijk),
        pagina=Pagina(herhaal_rijen=(KOP, NAMEN), marges=(0.4, 0.4, 0.7, 0.7)),
    )
