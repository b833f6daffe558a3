"""What a key does to the amount on the sheet Indexatie before it is divided: a part of a macrobudget, a ceiling (R101, R103)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cusd_xl.workbook.rekenen.bouwer import CENTS, Bouwer, euros
from cusd_xl.workbook.rekenen.indexregel import Regel
from cusd_xl.workbook.rekenen.verwijzing import cel

KOPPEN = (
    "Code", "Verdeelsleutel", "", "Percentage van het bedrag", "Teller", "Noemer", "Plafond", "Plafond in eenheden",
    "Vóór het plafond", "Boven het plafond",
)  # fmt: skip
K_SLEUTEL, K_PERCENTAGE, K_TELLER, K_NOEMER, K_PLAFOND, K_GRENS, K_VOOR, K_BOVEN = 1, 3, 4, 5, 6, 7, 8, 9


def zet_bijzonder(bouwer: Bouwer, rij: int, regels: Sequence[Regel]) -> Mapping[str, int]:
    """Place the block where a key changes the amount; per code its row, nothing when no key does."""
    wanted = [regel for regel in regels if regel.is_bijzonder]
    if not wanted:
        return {}
    uitleg = "Van een macrobudget telt alleen het percentage; wat boven het plafond komt, wordt niet verdeeld. In eenheden."
    bouwer.zet_ondertitel(rij, "Macrobudget en plafond", uitleg)
    bouwer.zet_koppen(rij + 2, KOPPEN)
    for offset, regel in enumerate(wanted, start=rij + 3):
        bouwer.zet(offset, 0, regel.code, "berekening_tekst")
        bouwer.zet(offset, K_SLEUTEL, regel.sleutel, "berekening_tekst")
        for kolom in range(K_SLEUTEL + 1, len(KOPPEN)):
            bouwer.zet(offset, kolom, None, "berekening_tekst_open")
        if regel.deel != 1:
            bouwer.zet(offset, K_PERCENTAGE, regel.deel * CENTS, "berekening_getal")
            bouwer.zet(offset, K_TELLER, regel.deel.numerator, "berekening_geheel")
            bouwer.zet(offset, K_NOEMER, regel.deel.denominator, "berekening_geheel")
    return {regel.code: rij + 3 + nummer for nummer, regel in enumerate(wanted)}


def startformules(plaatsen: Mapping[str, int], regel: Regel, centen: str) -> tuple[str | None, str, str | None]:
    """Denominator, whole cents and rest that the index starts from: all of the amount, or the part of a macrobudget."""
    if regel.deel == 1:
        return None, centen, None
    teller, noemer = (cel(plaatsen[regel.code], kolom, "rk") for kolom in (K_TELLER, K_NOEMER))
    over = f"MOD({centen},{noemer})"
    return noemer, f"({centen}-{over})/{noemer}*{teller}+INT({over}*{teller}/{noemer})", f"MOD({over}*{teller},{noemer})"


def zet_grens(
    bouwer: Bouwer, plaatsen: Mapping[str, int], regel: Regel, jaar: int, formule: str, eenheid: str
) -> tuple[int, str]:
    """The whole units to divide with their formula: held below the ceiling, with what is above it beside the ceiling."""
    eenheden = regel.eenheden(jaar)
    if regel.plafond is None:
        return eenheden, formule
    rij, grens = plaatsen[regel.code], regel.plafond // regel.eenheid
    plafondcel, grenscel, voor = (cel(rij, kolom, "rk") for kolom in (K_PLAFOND, K_GRENS, K_VOOR))
    bouwer.zet(rij, K_PLAFOND, euros(regel.plafond), "berekening_bedrag")
    bouwer.zet(rij, K_GRENS, grens, "berekening_geheel", f"INT(ROUND({plafondcel}*{CENTS},0)/{eenheid})")
    bouwer.zet(rij, K_VOOR, eenheden, "berekening_geheel", formule)
    bouwer.zet(rij, K_BOVEN, max(0, eenheden - grens), "berekening_geheel", f"MAX(0,{voor}-{grenscel})")
    return min(eenheden, grens), f"MIN({voor},{grenscel})"
