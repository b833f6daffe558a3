"""What `koppel` puts into a workbook: Leeswijzer, Koppeling, the input sheets that are missing, and the calculation sheets."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.base.addresses import number_of
from cusd_xl.base.findings import has_fout
from cusd_xl.base.names import key
from cusd_xl.model.plan import Bladplan
from cusd_xl.model.regeling import ZONDER_PROFIEL
from cusd_xl.parameters import Profiel
from cusd_xl.parameters.profiel import list_profielen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.nieuw import choose_profiel
from cusd_xl.runs.oordeel import Beoordeling, list_onleesbaar, review_gelezen
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.celwaarde import header_text
from cusd_xl.workbook.herplaatsing import relocate
from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.plan_invoer import plan_invoer
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.read import read_pakket
from cusd_xl.workbook.tables import GevondenTabel, Vondst


def choose_leeg_profiel(werkmap: Werkmap, vondst: Vondst, regeling: str | None, jaar: int) -> Profiel:
    """The profiel for empty input sheets: as asked, else as the workbook itself says, else of no regeling in particular."""
    read = _read_parameters(werkmap, vondst)
    year = read.get("begrotingsjaar", "")
    known = read.get("profiel", "").casefold()
    chosen = regeling or (known if known in list_profielen() else ZONDER_PROFIEL)
    return choose_profiel(chosen, int(year) if year.isdecimal() else jaar, leeg=True)


def plan_aanvulling(profiel: Profiel, vondst: Vondst, koppelblad: Bladplan) -> tuple[Bladplan, ...]:
    """The Leeswijzer, the sheet Koppeling, and an empty input sheet for every table that is missing and not bijkomend."""
    leeswijzer, *invoer = plan_invoer(profiel)
    wanted = {tabel.naam for tabel in TABELLEN if not tabel.bijkomend} - set(vondst.tabellen)
    missing = [blad for blad in invoer if any(tabel.naam in wanted for tabel in blad.tabellen)]
    return tuple(relocate(blad, vondst.tabellen) for blad in (leeswijzer, koppelblad, *missing))


def plan_berekening(pakket: Pakket) -> tuple[Beoordeling, tuple[Bladplan, ...]]:
    """What is found in the completed workbook, and the calculation sheets when there is no fout."""
    beoordeling = review_gelezen(read_pakket(pakket))
    findings = (*beoordeling.findings, *list_onleesbaar(beoordeling.findings))
    beoordeling = Beoordeling(beoordeling.gelezen, findings)
    begroting = beoordeling.begroting
    if begroting is None or has_fout(findings):
        return beoordeling, ()
    return beoordeling, plan_rekenbladen(begroting, allocate(begroting), beoordeling.gelezen.tabellen)


def _read_parameters(werkmap: Werkmap, vondst: Vondst) -> Mapping[str, str]:
    """The parameters of tblRegeling as text, as far as the table was found."""
    gevonden: GevondenTabel | None = vondst.tabellen.get("tblRegeling")
    if gevonden is None or not {"parameter", "waarde"} <= set(gevonden.kolommen):
        return {}
    inhoud = werkmap.read_blad(vondst.bladen["tblRegeling"])
    names, values = (number_of(gevonden.kolommen[veld]) for veld in ("parameter", "waarde"))
    rows = range(gevonden.eerste_rij, gevonden.laatste_rij + 1)
    return {key(header_text(inhoud.cel(rij, names))): header_text(inhoud.cel(rij, values)) for rij in rows}
