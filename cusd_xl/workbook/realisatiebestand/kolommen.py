"""Which column of a file is which, by its header; and whether a column holds data of residents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.model.realisatiebestand import Realisatiegroep
from cusd_xl.workbook.input_checks import NOT_PERSONAL, is_persoonlijk, looks_like_bsn
from cusd_xl.workbook.layout import REALISATIE

VELDEN = {key(kolom.kop): kolom.veld for kolom in REALISATIE.kolommen}
NODIG = tuple(kolom for kolom in REALISATIE.kolommen if not kolom.optioneel)
NUMMER = re.compile(r"[0-9]{8,9}")
MOST_NUMBERS = 1000
GEEN = -1
"""The place of a column that is not there."""


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The place of each column, from 0; `soort` may be absent."""

    gemeente: int
    kostenpost: int
    taak: int
    periode: int
    bedrag: int
    soort: int = GEEN


def find_kolommen(koppen: Sequence[str]) -> tuple[Kolommen | None, list[Finding]]:
    """The columns by header, without regard to case and order; None with a finding when one is missing or stands twice."""
    places: dict[str, list[int]] = {}
    for plaats, kop in enumerate(koppen):
        veld = VELDEN.get(key(kop))
        if veld is not None:
            places.setdefault(veld, []).append(plaats)
    findings = _check_koppen(koppen)
    missing = [kolom.kop for kolom in NODIG if kolom.veld not in places]
    double = [kolom.kop for kolom in REALISATIE.kolommen if len(places.get(kolom.veld, ())) > 1]
    if missing:
        findings.append(finding("bestand-kolom-ontbreekt", kolommen=", ".join(missing)))
    if double:
        findings.append(finding("bestand-kolom-dubbel", kolommen=", ".join(double)))
    if missing or double:
        return None, findings
    return Kolommen(**{veld: found[0] for veld, found in places.items()}), findings


class Nummers:
    """The numbers of eight or nine digits per column, as far as needed to know a BSN when it is there.

    A column of tblRealisatie is looked at when it has been added up, any other one row by row.
    """

    def __init__(self, koppen: Sequence[str], kolommen: Kolommen) -> None:
        self.kolommen = kolommen
        skip = {plaats for plaats, kop in enumerate(koppen) if NOT_PERSONAL & set(re.findall(r"[a-z0-9]+", key(kop)))}
        self.extra = tuple(plaats for plaats in range(len(koppen)) if plaats not in {*skip, *astuple(kolommen)})
        self.seen: dict[int, set[str]] = {plaats: set() for plaats in self.extra}

    def look(self, plaats: int, text: str) -> None:
        """Keep what looks like a number of a person in a column of our own or in another one."""
        seen = self.seen.setdefault(plaats, set())
        if len(seen) < MOST_NUMBERS and text[:1].isdigit() and NUMMER.fullmatch(text):
            seen.add(text)

    def report(self, groepen: Iterable[Realisatiegroep]) -> list[Finding]:
        """A fout per column with mostly numbers that pass the elfproef."""
        k = self.kolommen
        for one in groepen:
            for plaats, text in (
                (k.gemeente, one.gemeente),
                (k.kostenpost, one.kostenpost),
                (k.taak, one.taak),
                (k.periode, one.periode),
            ):
                self.look(plaats, text)
        reden = "veel nummers voldoen aan de elfproef van het BSN"
        found = [plaats for plaats, seen in sorted(self.seen.items()) if looks_like_bsn(seen)]
        return [finding("bestand-persoonsgegevens", nummer=plaats + 1, reden=reden) for plaats in found]


def _check_koppen(koppen: Sequence[str]) -> list[Finding]:
    return [
        finding("bestand-persoonsgegevens", nummer=plaats + 1, reden="volgens de kop")
        for plaats, kop in enumerate(koppen)
        if is_persoonlijk(kop)
    ]
