"""Plans the sheet Bevindingen: every finding with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cusd_xl.base.addresses import quote_blad
from cusd_xl.base.findings import Ernst, Finding
from cusd_xl.model.plan import Bladplan, Cel, Pagina
from cusd_xl.workbook.styles import TAB_CONTROLE
from cusd_xl.workbook.tables import GevondenTabel
from cusd_xl.workbook.tekstmaat import text_height

BEVINDINGEN = "Bevindingen"
KOPPEN = ("Nr.", "Cel", "Ernst", "Artikel", "Wat er is en wat u kunt doen", "Code")
BREEDTES = (6, 26, 15, 10, 90, 26)
KOPRIJ = 3
CELKOLOM = 1
MELDINGKOLOM = 4
GEEN = "Geen bevindingen: alle invoer is in orde."


def plan_bevindingen(findings: Sequence[Finding], tabellen: Mapping[str, GevondenTabel]) -> Bladplan:
    """The sheet for these findings; a click on the cell in the second column goes there."""
    cellen = {(0, 0): Cel("Bevindingen", "titel_tekst"), (1, 0): Cel(_summarize(findings), "toelichting_tekst")}
    cellen |= {(KOPRIJ, kolom): Cel(kop, "kop_tekst") for kolom, kop in enumerate(KOPPEN)}
    hoogtes: dict[int, float] = {0: 24}
    for nummer, one in enumerate(findings, start=1):
        rij = KOPRIJ + nummer
        vlak = "_ontbreekt" if one.ernst is Ernst.FOUT else ""
        link = _make_link(one.cel, tabellen)
        cellen[rij, 0] = Cel(nummer, "blad_geheel_kader_boven")
        stijl = "blad_tekst_onderstreept_kader_boven" if link else "blad_tekst_kader_boven"
        cellen[rij, CELKOLOM] = Cel(one.cel or None, stijl, link)
        cellen[rij, 2] = Cel(str(one.ernst), f"blad_tekst_kader_boven{vlak}")
        cellen[rij, 3] = Cel(one.artikel or None, "blad_code_kader_boven")
        cellen[rij, MELDINGKOLOM] = Cel(one.melding, "blad_terugloop_kader")
        cellen[rij, 5] = Cel(one.code, "blad_tekst_zacht_kader_boven")
        hoogtes[rij] = text_height(one.melding, BREEDTES[MELDINGKOLOM])
    return Bladplan(
        BEVINDINGEN, cellen, dict(enumerate(BREEDTES)), hoogtes, titelrijen=KOPRIJ + 1, tabkleur=TAB_CONTROLE,
        pagina=Pagina(herhaal_rijen=(KOPRIJ, KOPRIJ)),
    )  # fmt: skip


def _summarize(findings: Sequence[Finding]) -> str:
    if not findings:
        return GEEN
    fouten = sum(one.ernst is Ernst.FOUT for one in findings)
    anders = len(findings) - fouten
    return f"{fouten} fout(en) en {anders} waarschuwing(en). " + (
        "Herstel eerst de fouten; daarna kan er worden gerekend." if fouten else "Er kan worden gerekend."
    )


def _make_link(cel: str, tabellen: Mapping[str, GevondenTabel]) -> str | None:
    """A HYPERLINK to the cell, or to the table a finding is about as a whole; None when there is nowhere to go."""
    blad, _, adres = cel.rpartition("!")
    if cel in tabellen:
        blad, adres = tabellen[cel].blad, str(tabellen[cel].gebied)
    if not blad:
        return None
    return f"HYPERLINK({_text(f'#{quote_blad(blad)}!{adres}')},{_text(cel)})"


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
