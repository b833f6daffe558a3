"""Reads a csv file line by line: semicolon, comma or tab, UTF-8 with or without BOM, or the Windows encoding of Excel."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TextIO

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding
from cusd_xl.model.realisatiebestand import Opgeteld
from cusd_xl.workbook.realisatiebestand.kolommen import GEEN, Kolommen, Nummers, find_kolommen
from cusd_xl.workbook.realisatiebestand.optellen import Optelling

SCHEIDERS = (";", "\t", ",")
ERRORS = MappingProxyType({"utf-8-sig": "strict", "cp1252": "replace"})
"""A byte that no code page knows makes an unknown name, which is then reported."""
CHUNK = 1 << 20
ROWS_PER_STEP = 50_000
Voortgang = Callable[[int, int], None]
"""Called with what was read and what there is, in the same unit."""


def read_csv(pad: Path, voortgang: Voortgang | None = None) -> tuple[Opgeteld | None, list[Finding]]:
    """The file added up; None with findings when its header cannot be used. OSError when the disk refuses."""
    codering = _find_codering(pad)
    with pad.open("rb") as raw:
        stream = io.TextIOWrapper(raw, encoding=codering, newline="", errors=ERRORS[codering])
        kop = stream.readline()
        scheider = max(SCHEIDERS, key=kop.count)
        koppen = next(csv.reader([kop], delimiter=scheider), [])
        kolommen, findings = find_kolommen(koppen)
        if kolommen is None:
            return None, findings
        nummers = Nummers(koppen, kolommen)
        try:
            opgeteld = _add_rows((stream, scheider), kolommen, nummers, _step(raw, pad, voortgang))
        except csv.Error as problem:
            raise WerkmapError(
                f"{pad.name} is geen leesbaar csv-bestand: een veld is te lang of een aanhalingsteken staat verkeerd. "
                "Sla het opnieuw op als csv."
            ) from problem
    return opgeteld, [*findings, *nummers.report(opgeteld.groepen)]


def _find_codering(pad: Path) -> str:
    """UTF-8 when the whole file is, else the Windows code page that Excel writes."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with pad.open("rb") as raw:
        try:
            while piece := raw.read(CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _step(raw: BinaryIO, pad: Path, voortgang: Voortgang | None) -> Callable[[], None]:
    total = pad.stat().st_size

    def step() -> None:
        if voortgang:
            voortgang(raw.tell(), total)

    return step


def _add_rows(bron: tuple[TextIO, str], kolommen: Kolommen, nummers: Nummers, step: Callable[[], None]) -> Opgeteld:
    k = kolommen
    need = max(k.gemeente, k.kostenpost, k.taak, k.periode, k.bedrag, k.soort) + 1
    optelling = Optelling()
    reader = csv.reader(bron[0], delimiter=bron[1])
    for row in reader:
        if not any(row):
            continue
        if len(row) < need:
            row += [""] * (need - len(row))
        for plaats in nummers.extra:
            if plaats < len(row):
                nummers.look(plaats, row[plaats])
        soort = row[k.soort] if k.soort != GEEN else ""
        velden = (row[k.gemeente], row[k.kostenpost], row[k.taak], row[k.periode], soort)
        optelling.add(reader.line_num + 1, velden, row[k.bedrag].strip())
        if optelling.aantal % ROWS_PER_STEP == 0:
            step()
    return optelling.finish()
