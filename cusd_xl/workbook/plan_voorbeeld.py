"""Plans the sheet Voorbeeld: what a button is about to do, and the cells in which the user chooses and confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cusd_xl.model.plan import Bladplan, Cel, Waarde
from cusd_xl.workbook.styles import TAB_CONTROLE

VOORBEELD = "Voorbeeld"
JA = "ja"
RIJ_KNOP, RIJ_TERMIJN, RIJ_DATUM, RIJ_BEVESTIG, RIJ_KENMERK = range(3, 8)
"""The rows (from 0) with a label in column A and the answer in column B."""
KOPPEN = ("Blad", "Wat er gebeurt", "Bedrag (€)")
KOPRIJ = 10
BREEDTES = (34, 70, 18)


@dataclass(frozen=True, slots=True)
class Voorbeeldregel:
    """One sheet that is going to change, what happens to it, and the amount on it in euros where there is one."""

    blad: str
    gebeurtenis: str
    bedrag: Waarde = None


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What the sheet says: the button, its choices, the hash of what will be written, and the sheets it is about."""

    knop: str
    boodschap: str
    kenmerk: str = ""
    termijn: str | None = None
    datum: date | None = None
    regels: Sequence[Voorbeeldregel] = ()
    opmerkingen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Keuze:
    """What the user left on the sheet."""

    knop: str = ""
    termijn: str = ""
    datum: date | None = None
    bevestigd: bool = False
    kenmerk: str = ""


def plan_voorbeeld(voorbeeld: Voorbeeld) -> Bladplan:
    """The sheet; `termijn` None means that this button asks for no termijn."""
    cellen = {(0, 0): Cel(f"Voorbeeld: {voorbeeld.knop}", "titel_tekst"), (1, 0): Cel(voorbeeld.boodschap, "toelichting_tekst")}
    cellen |= _zet_keuzes(voorbeeld)
    if voorbeeld.regels:
        cellen |= {(KOPRIJ, kolom): Cel(kop, "kop_tekst") for kolom, kop in enumerate(KOPPEN)}
    for rij, regel in enumerate(voorbeeld.regels, start=KOPRIJ + 1):
        cellen[rij, 0] = Cel(regel.blad, "blad_tekst_kader")
        cellen[rij, 1] = Cel(regel.gebeurtenis, "blad_tekst_kader")
        cellen[rij, 2] = Cel(regel.bedrag, "blad_bedrag_kader")
    onder = KOPRIJ + len(voorbeeld.regels) + 2
    cellen |= {(onder + nummer, 0): Cel(tekst, "blad_tekst") for nummer, tekst in enumerate(voorbeeld.opmerkingen)}
    return Bladplan(VOORBEELD, cellen, dict(enumerate(BREEDTES)), {0: 24}, tabkleur=TAB_CONTROLE)


def read_keuze(waarden: Sequence[object]) -> Keuze:
    """The choices from column B of the sheet, from its first row on."""
    column = [*waarden, *[None] * (RIJ_KENMERK + 1 - len(waarden))]
    teksten = {rij: str(column[rij] or "").strip() for rij in (RIJ_KNOP, RIJ_TERMIJN, RIJ_BEVESTIG, RIJ_KENMERK)}
    datum = column[RIJ_DATUM]
    return Keuze(
        teksten[RIJ_KNOP],
        teksten[RIJ_TERMIJN],
        datum if isinstance(datum, date) else None,
        teksten[RIJ_BEVESTIG].casefold() == JA,
        teksten[RIJ_KENMERK],
    )


def _zet_keuzes(voorbeeld: Voorbeeld) -> dict[tuple[int, int], Cel]:
    keuzes: dict[int, tuple[str, Waarde, str]] = {RIJ_KNOP: ("Knop", voorbeeld.knop, "blad_code")}
    if voorbeeld.termijn is not None:
        keuzes[RIJ_TERMIJN] = ("Termijn (jaar, Q1 t/m Q4, M01 t/m M12)", voorbeeld.termijn, "invoer_code")
        keuzes[RIJ_DATUM] = ("Factuurdatum", voorbeeld.datum, "invoer_datum_links")
    if voorbeeld.kenmerk:
        keuzes[RIJ_BEVESTIG] = (f"Bevestigen: typ {JA} en klik nog eens op de knop", "", "invoer_code")
        keuzes[RIJ_KENMERK] = ("Kenmerk van dit voorbeeld", voorbeeld.kenmerk, "blad_code")
    cellen = {}
    for rij, (etiket, waarde, stijl) in keuzes.items():
        cellen[rij, 0] = Cel(etiket, "etiket_tekst")
        cellen[rij, 1] = Cel(waarde, stijl)
    return cellen
