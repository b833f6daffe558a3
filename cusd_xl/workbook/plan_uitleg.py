"""The sheet Uitleg of a factuur: every line as a tree of steps that fold, each a reference to the cell where it is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cusd_xl.model.factuur import Factuur
from cusd_xl.model.factuurtekst import find_stempel
from cusd_xl.model.plan import Bladplan, Cel, Samenvoeging
from cusd_xl.model.uitleg import Restfeiten
from cusd_xl.workbook.factuurblad.pagina import make_pagina
from cusd_xl.workbook.factuurblad.plaatsing import bepaal_plaatsing
from cusd_xl.workbook.factuurblad.uitlegstappen import FACTUURBLAD, Stap, list_blokken
from cusd_xl.workbook.rekenen.bouwer import Bouwer
from cusd_xl.workbook.rekenen.verwijzing import cel
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

BLAD = "Uitleg"
STAP, WAARDE, HOE, PLEK = range(4)
KOPPEN = ("Stap", "Waarde", "Hoe", "Staat op")
BREEDTES = (50, 17, 62, 18)
RIJ_UITLEG, RIJ_STEMPEL, EERSTE = 2, 3, 6
TUSSENRUIMTE = 8.0
TEKST = (
    "Elke regel van de factuur, stap voor stap terug naar wat erachter zit. Vouw met + en - in de kantlijn open en dicht; elk "
    "bedrag verwijst naar de cel waar het wordt berekend. Wat andere gemeenten betalen staat hier niet."
)


@dataclass(frozen=True, slots=True)
class Uitlegblad:
    """The sheet, the row of the block of each line of the factuur, and the row of each kostenpost by its place."""

    blad: Bladplan
    regels: tuple[int, ...]
    posten: Mapping[int, int]


def plan_uitleg(factuur: Factuur, resten: Mapping[str, Restfeiten], eerste_regel: int) -> Uitlegblad:
    """Plan the sheet; `resten` are the rests per kostenpost, `eerste_regel` the row of the first line on the sheet Factuur."""
    bouwer = Bouwer(BLAD, "", "")
    _zet_titel(bouwer, factuur)
    rij = EERSTE
    regels: list[int] = []
    niveaus: dict[int, int] = {}
    posten: dict[int, int] = {}
    for nummer, stappen in enumerate(list_blokken(factuur, resten)):
        op_factuur = eerste_regel + nummer if nummer < len(factuur.regels) else None
        regels += [rij] if op_factuur is not None else []
        for stap in stappen:
            posten |= {} if stap.post is None else {stap.post: rij}
            niveaus |= {rij: stap.niveau} if stap.niveau else {}
            _zet_stap(bouwer, rij, stap, None if stap.niveau else op_factuur)
            rij += 1
        rij += 1
    hoogtes = {rij: _measure(bouwer, rij, niveaus.get(rij, 0)) for rij in range(EERSTE, rij)} | {
        0: 24,
        RIJ_UITLEG: 31,
        EERSTE - 1: 20,
    }
    blad = Bladplan(
        BLAD, bouwer.cellen, dict(enumerate(BREEDTES)), rijhoogtes=hoogtes, titelrijen=EERSTE, tabkleur=HUISKLEUR,
        samenvoegingen=bouwer.samenvoegingen, niveaus=niveaus,
        pagina=make_pagina(factuur, liggend=True, herhaal_rijen=(EERSTE - 1, EERSTE - 1)),
    )  # fmt: skip
    return Uitlegblad(blad, tuple(regels), posten)


def link_naar_uitleg(blad: Bladplan, rijen: Mapping[int, int], kolom: int = 0) -> Bladplan:
    """The sheet with a link in `kolom` of each of these rows to a row of the sheet Uitleg."""
    cellen = dict(blad.cellen)
    for rij, doel in rijen.items():
        one = cellen[rij, kolom]
        cellen[rij, kolom] = replace(one, stijl=f"{one.stijl}_onderstreept", link=f"internal:'{BLAD}'!{cel(doel, STAP)}")
    return replace(blad, cellen=cellen)


def find_postrijen(factuur: Factuur, uitleg: Uitlegblad) -> dict[int, int]:
    """The row of each kostenpost on the specification, with its row on the sheet Uitleg."""
    plaats = bepaal_plaatsing(factuur)
    return {plaats.posten + nummer: rij for nummer, rij in uitleg.posten.items()}


def _zet_titel(bouwer: Bouwer, factuur: Factuur) -> None:
    bouwer.zet(0, STAP, f"Uitleg bij {factuur.nummer}", "titel_tekst")
    wie = f"Gemeente {factuur.afnemer.gemeente} – {factuur.regeling} – {factuur.termijn.omschrijving}"
    bouwer.zet(1, STAP, wie, "blad_tekst_zacht")
    bouwer.zet(RIJ_UITLEG, STAP, TEKST, "toelichting_terugloop")
    bouwer.samenvoegingen.append(Samenvoeging(RIJ_UITLEG, STAP, RIJ_UITLEG, PLEK))
    if find_stempel(factuur):
        bouwer.zet(RIJ_STEMPEL, STAP, find_stempel(factuur), "stempel_midden")
        bouwer.samenvoegingen.append(Samenvoeging(RIJ_STEMPEL, STAP, RIJ_STEMPEL, PLEK))
    for kolom, kop in enumerate(KOPPEN):
        bouwer.zet(EERSTE - 1, kolom, kop, "kop_rechts_inspring" if kolom == WAARDE else "kop_tekst_inspring")


def _zet_stap(bouwer: Bouwer, rij: int, stap: Stap, op_factuur: int | None) -> None:
    """One row; the first row of a line of the factuur links back to that line, the others to where they are computed."""
    merk = "band_vet" if stap.niveau == 0 else "regel_vet" if stap.niveau == 1 else "regel"
    diepte = "inspring" if stap.niveau == 0 else f"inspring{2 * stap.niveau}"
    bouwer.zet(rij, STAP, stap.naam, f"blad_terugloop_{merk}_{diepte}_centraal")
    formule = f"{stap.plek}/{stap.deler}" if stap.deler else stap.plek or None
    bouwer.zet(rij, WAARDE, stap.waarde, f"blad_{stap.formaat}_{merk}_inspring", formule)
    bouwer.zet(rij, HOE, stap.hoe or None, f"blad_terugloop_{merk.removesuffix('_vet')}_inspring_centraal")
    doel = f"{FACTUURBLAD}!{cel(op_factuur, 0)}" if op_factuur is not None else stap.plek
    looks = f"blad_tekst_{merk.removesuffix('_vet')}_inspring"
    if not doel:
        bouwer.zet(rij, PLEK, None, looks)
        return
    blad, _, plek = doel.partition("!")
    bouwer.cellen[rij, PLEK] = Cel(doel, f"{looks}_onderstreept", link=f"internal:'{blad}'!{plek}")


def _measure(bouwer: Bouwer, rij: int, niveau: int) -> float:
    """The height of a row; a step that stands deeper has less room. A row without cells parts two blocks."""
    texts = ((STAP, BREEDTES[STAP] - 3 - 2 * niveau), (HOE, BREEDTES[HOE] - 2))
    filled = [(bouwer.cellen[rij, kolom].waarde, breedte) for kolom, breedte in texts if (rij, kolom) in bouwer.cellen]
    return max((text_height(waarde, breedte) for waarde, breedte in filled), default=TUSSENRUIMTE)
