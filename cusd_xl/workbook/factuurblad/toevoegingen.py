"""What a key does besides sharing, as rows under the share: a fixed foot, a ceiling, a percentage of a macrobudget."""

from __future__ import annotations

from cusd_xl.base.money import CENTS_PER_EURO
from cusd_xl.model.factuur import Specificatieregel
from cusd_xl.workbook.factuurblad.plaatsing import Deel, Gegeven, Plaatsing
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel


def zet_toevoegingen(bouwer: Bouwer, rij: int, post: Specificatieregel, plaats: Plaatsing) -> None:
    """Put the rows in place, directly below the simple keys of the kostenpost."""
    for offset, naam in enumerate(post.toevoegingen):
        onder = rij + offset
        bouwer.zet(onder, Deel.CODE, post.kostenpost, "blad_code_kader")
        for kolom in range(Deel.DEEL_TELLER, Deel.REST + 1):
            bouwer.zet(onder, kolom, None, "blad_bedrag_kader")
        if naam == "voet":
            _zet_voet(bouwer, onder, post, plaats)
        elif naam == "plafond":
            bouwer.zet(onder, Deel.OMSCHRIJVING, "Plafond voor alle gemeenten samen (€)", "blad_terugloop_kader_centraal")
            bouwer.zet(onder, Deel.SOM, euros(post.plafond or 0), "blad_bedrag_kader")
        else:
            bouwer.zet(onder, Deel.OMSCHRIJVING, "Percentage van het macrobudget", "blad_terugloop_kader_centraal")
            bouwer.zet(onder, Deel.SOM, post.deel_van_bedrag * CENTS_PER_EURO, "blad_getal_kader")


def find_toevoeging(eerste: int, post: Specificatieregel, naam: str) -> int:
    """The row of one of them, from the first row of the simple keys."""
    return eerste + len(post.onderdelen) + post.toevoegingen.index(naam)


def _zet_voet(bouwer: Bouwer, rij: int, post: Specificatieregel, plaats: Plaatsing) -> None:
    bouwer.zet(rij, Deel.OMSCHRIJVING, "Vaste voet: uw deel en dat van alle gemeenten (€)", "blad_terugloop_kader_centraal")
    bouwer.zet(rij, Deel.EIGEN, euros(post.voet), "blad_bedrag_kader")
    bouwer.zet(rij, Deel.SOM, euros(post.voeten), "blad_bedrag_kader")
    eenheden = f"ROUND({cel(rij, Deel.EIGEN)}*{plaats.gegeven(Gegeven.PER_EURO)},0)"
    bouwer.zet(rij, Deel.VLOER, post.voet // post.eenheid, "berekening_geheel", eenheden)
