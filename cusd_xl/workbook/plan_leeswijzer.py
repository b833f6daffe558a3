"""Plans the sheet Leeswijzer: what the workbook is, who does what, the steps, colours, sheets, and how an amount is made."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cusd_xl.base.years import peildatum
from cusd_xl.model.plan import Bladplan, Cel, Pagina, Samenvoeging
from cusd_xl.parameters import Profiel
from cusd_xl.workbook.layout import LEESWIJZER, TABELLEN
from cusd_xl.workbook.paginakop import paginakop
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

BREEDTES = (28, 40, 58)
"""The widths of the three columns of text, in characters."""
TITELHOOGTE, KOPHOOGTE, WITREGEL, WITLIJN = 30.0, 24.0, 10.0, 4.0
JAREN_TERUG = 2


@dataclass(slots=True)
class _Blad:
    """The sheet while it is being filled: the next free row and everything placed so far."""

    rij: int = 0
    cellen: dict[tuple[int, int], Cel] = field(default_factory=dict)
    hoogtes: dict[int, float] = field(default_factory=dict)
    samenvoegingen: list[Samenvoeging] = field(default_factory=list)

    def add(self, cellen: Mapping[int, Cel], hoogte: float | None = None, tot: Mapping[int, int] | None = None) -> None:
        """Place cells by column in the next row; `tot` gives the last column of a cell that spans more than one."""
        for kolom, cel in cellen.items():
            self.cellen[self.rij, kolom] = cel
        for kolom, laatste in (tot or {}).items():
            self.samenvoegingen.append(Samenvoeging(self.rij, kolom, self.rij, laatste))
        self.hoogtes[self.rij] = hoogte or _height(cellen, tot or {})
        self.rij += 1


def plan_leeswijzer(profiel: Profiel) -> Bladplan:
    """The first sheet of a begrotingsworkbook, for one profiel."""
    blad = _Blad()
    blad.add({0: Cel(get_naam(profiel), "titel_tekst")}, TITELHOOGTE)
    blad.add({0: Cel(f"Begrotingswerkmap {profiel.jaar}: leeswijzer", "ondertitel_tekst")}, KOPHOOGTE)
    woorden = {"jaar": str(profiel.jaar), "t2": str(peildatum(profiel.jaar, JAREN_TERUG).year)}
    for deel in _load_delen():
        _add_deel(blad, deel, woorden)
    return Bladplan(
        naam=LEESWIJZER,
        cellen=blad.cellen,
        kolombreedtes=dict(enumerate(BREEDTES)),
        rijhoogtes=blad.hoogtes,
        tabkleur=HUISKLEUR,
        samenvoegingen=blad.samenvoegingen,
        pagina=Pagina(liggend=False, kop=paginakop(get_naam(profiel), profiel.jaar, LEESWIJZER)),
    )


def get_naam(profiel: Profiel) -> str:
    """The name of the regeling as tblRegeling gives it, or a general one."""
    namen = (rij["Waarde"] for rij in profiel.rijen.get("tblRegeling", ()) if rij["Parameter"] == "naam")
    return str(next(namen, None) or "Centrumregeling sociaal domein")


@lru_cache(maxsize=1)
def _load_delen() -> tuple[Mapping[str, Any], ...]:
    text = files(__package__).joinpath("leeswijzer.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["delen"])


def _add_deel(blad: _Blad, deel: Mapping[str, Any], woorden: Mapping[str, str]) -> None:
    blad.add({0: Cel(None)}, WITREGEL)
    kop = {kolom: Cel(deel["kop"] if kolom == 0 else None, "ondertitel_tekst_onderlijn") for kolom in range(len(BREEDTES))}
    blad.add(kop, KOPHOOGTE)
    blad.add({0: Cel(None)}, WITLIJN)
    if "tekst" in deel:
        blad.add({0: Cel(deel["tekst"].format_map(woorden), "blad_terugloop")}, tot={0: 2})
    for stijl, naam, uitleg in deel.get("legenda", ()):
        blad.add({0: Cel(naam, stijl), 1: Cel(uitleg, "blad_terugloop_halfhoog_inspring")}, tot={1: 2})
    for cellen in _bladen() if deel.get("bladen") else ():
        blad.add(cellen, tot={1: 2})
    for nummer, rij in enumerate(deel.get("rijen", ())):
        _add_rij(blad, [tekst.format_map(woorden) for tekst in rij], is_kop=nummer == 0 and "kopregel" in deel)


def _add_rij(blad: _Blad, rij: list[str], is_kop: bool) -> None:
    if is_kop:
        blad.add({kolom: Cel(tekst, "kop_tekst") for kolom, tekst in enumerate(rij)})
        blad.add({0: Cel(None)}, WITLIJN)
        return
    cellen = {kolom: Cel(tekst, "blad_terugloop") for kolom, tekst in enumerate(rij)}
    cellen[0] = Cel(rij[0], "blad_terugloop_vet")
    blad.add(cellen, tot={1: 2} if len(rij) == 2 else None)


def _bladen() -> Iterator[Mapping[int, Cel]]:
    """The table map: a link to every input sheet, and what stands there."""
    for tabel in TABELLEN:
        verplicht = " Verplicht." if tabel.verplicht else ""
        link = f"internal:'{tabel.blad}'!A1"
        yield {0: Cel(tabel.blad, "blad_tekst_onderstreept_boven", link=link), 1: Cel(tabel.doel + verplicht, "blad_terugloop")}


def _height(cellen: Mapping[int, Cel], tot: Mapping[int, int]) -> float:
    """The height for the longest text, over all the columns it spans."""
    return max(text_height(cel.waarde, sum(BREEDTES[kolom : tot.get(kolom, kolom) + 1])) for kolom, cel in cellen.items())
