"""The order of findings: the tables as the contract lists them, then the row on the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cusd_xl.base.findings import Finding
from cusd_xl.model.begroting import Begroting

TABELLEN = (
    ("tblRegeling", ""), ("tblDeelnemers", "deelnemers"), ("tblInwoners", "inwoners"), ("tblTakenregister", "taken"),
    ("tblKosten", "kosten"), ("tblDekking", "dekking"), ("tblSleutels", "sleutels"), ("tblGewichten", "gewichten"),
    ("tblControleverklaringen", "controleverklaringen"), ("tblWerkprocessen", "werkprocessen"),
    ("tblNormbedragen", "normbedragen"), ("tblIndexcijfers", "indexcijfers"), ("tblWijzigingen", "wijzigingen"),
    ("tblRealisatie", "realisatie"),
    ("tblRijksmiddelen", "rijksmiddelen"), ("tblBesluiten", "besluiten"), ("tblKalender", "kalender"),
    ("tblContracten", "contracten"), ("tblInkoopplan", "inkoopplan"), ("tblRisicodeling", "risicodeling"),
    ("tblPrognoses", "prognoses"), ("tblVoorschotten", "voorschotten"), ("tblVerrekeningen", "verrekeningen"),
    ("tblEerdereJaren", "eerdere_jaren"), ("tblUittreding", "uittreding"),
)  # fmt: skip
CEL = re.compile(r"(?P<blad>.*)!\$?[A-Z]+\$?(?P<rij>\d+)", re.DOTALL)


def sort_findings(begroting: Begroting, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by table and row; those about a table as a whole before its rows, equal places in the order given."""
    places = _list_places(begroting)
    return tuple(sorted(findings, key=lambda one: _find_place(places, one.cel)))


def _list_places(begroting: Begroting) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for place, (tabel, veld) in enumerate(TABELLEN):
        rows = getattr(begroting, veld) if veld else ()
        blad = rows[0].herkomst.blad if rows else ""
        places |= {tabel: place, blad or tabel: place}
    for cel in begroting.regeling.cellen.values():
        places[cel.rpartition("!")[0]] = 0
    return places


def _find_place(places: Mapping[str, int], cel: str) -> tuple[int, int]:
    found = CEL.fullmatch(cel)
    if found is None:
        return places.get(cel, len(TABELLEN)), 0
    return places.get(found["blad"], len(TABELLEN)), int(found["rij"])
