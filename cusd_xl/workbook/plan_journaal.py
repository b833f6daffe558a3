"""Plans the sheet Journaalposten: one row per booking, each total a formula, tied to what the register says was billed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cusd_xl.model.plan import Bladplan, Cel, Pagina, Waarde, Werkmapplan
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import gebied
from cusd_xl.workbook.styles import TAB_UITVOER

BLAD = "Journaalposten"
KOPPEN = (
    "Nummer", "Datum", "Debiteur", "GM-code", "Soort", "Omschrijving", "Taakveld", "Categorie", "Btw", "Bedrag",
)  # fmt: skip
BREEDTES = (22, 12, 18, 10, 12, 40, 11, 11, 7, 16)
STIJLEN = (
    "blad_tekst_kader", "blad_datum_kader", "blad_tekst_kader", "blad_tekst_kader", "blad_tekst_kader", "blad_tekst_kader",
    "blad_code_kader", "blad_code_kader", "blad_midden_kader", "blad_bedrag_kader",
)  # fmt: skip
KOPSTIJLEN = MappingProxyType(
    {"blad_datum_kader": "kop_midden", "blad_midden_kader": "kop_midden", "blad_bedrag_kader": "kop_rechts"}
)
KOPRIJ, BEDRAG = 4, len(KOPPEN) - 1
AANSLUITING = "Gefactureerd volgens het register"
VERSCHIL = "Verschil"


@dataclass(frozen=True, slots=True)
class Journaalrij:
    """One booking as it goes to the financial administration, in cents; `debiteur` is the gemeente that owes it."""

    nummer: str
    datum: date
    debiteur: str
    gm_code: str
    soort: str
    omschrijving: str
    taakveld: str
    categorie: str
    btw: str
    bedrag: int


def plan_journaal(rijen: Sequence[Journaalrij], gefactureerd: int, titel: str) -> Werkmapplan:
    """The workbook with these rows; `gefactureerd` is what the register says in cents, and the difference must be 0."""
    bouwer = Bouwer(BLAD, titel, "Elke rij is een boeking; samen zijn zij per nummer gelijk aan het bedrag in het register.")
    bouwer.zet(0, 0, bouwer.titel, "titel_tekst")
    bouwer.zet(1, 0, bouwer.uitleg, "toelichting_tekst")
    for kolom, (kop, stijl) in enumerate(zip(KOPPEN, STIJLEN, strict=True)):
        bouwer.zet(KOPRIJ, kolom, kop, KOPSTIJLEN.get(stijl, "kop_tekst"))
    for nummer, one in enumerate(rijen, start=KOPRIJ + 1):
        for kolom, (waarde, stijl) in enumerate(zip(_list_waarden(one), STIJLEN, strict=True)):
            bouwer.cellen[nummer, kolom] = Cel(waarde, stijl)
    slot = KOPRIJ + len(rijen) + 2
    som = sum(one.bedrag for one in rijen)
    bereik = gebied(KOPRIJ + 1, BEDRAG, max(KOPRIJ + len(rijen), KOPRIJ + 1), BEDRAG, "")
    cel = gebied(slot, BEDRAG, slot + 1, BEDRAG, "").split(":")
    for rij, etiket, cents, formule in (
        (slot, "Totaal", som, f"SUM({bereik})"),
        (slot + 1, AANSLUITING, gefactureerd, None),
        (slot + 2, VERSCHIL, som - gefactureerd, f"ROUND({cel[0]}-{cel[1]},2)"),
    ):
        bouwer.zet(rij, BEDRAG - 4, etiket, "blad_tekst_vet")
        bouwer.zet(rij, BEDRAG, euros(cents), "controle_bedrag_vet" if etiket == VERSCHIL else "uitvoer_bedrag_vet", formule)
    blad = Bladplan(
        BLAD, bouwer.cellen, dict(enumerate(BREEDTES)), {0: 24}, titelrijen=KOPRIJ + 1, tabkleur=TAB_UITVOER, beveiligd=True,
        pagina=Pagina(herhaal_rijen=(KOPRIJ, KOPRIJ)),
    )  # fmt: skip
    return Werkmapplan((blad,), titel)


def _list_waarden(one: Journaalrij) -> tuple[Waarde, ...]:
    gegevens = (one.nummer, one.datum, one.debiteur, one.gm_code, one.soort, one.omschrijving)
    return (*gegevens, one.taakveld, one.categorie, one.btw, euros(one.bedrag))
