"""Every formula cell of a set of workbooks beside two other calculators: our own engine, and one that shares no code with us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cusd_xl.audit.rekenaars import formualizer, ironcalc, libreoffice
from cusd_xl.audit.twijfel import mark_twijfel
from cusd_xl.audit.vergelijken import Gegeven, compare, consult
from cusd_xl.base.errors import ArgumentError, WerkmapError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_number
from cusd_xl.model.boekbeeld import Boekbeeld, Soort
from cusd_xl.model.narekening import Afwijkingsoort, Celbeeld, Celverschil, Herberekend, Plek, Vergelijking
from cusd_xl.runs.herreken_uitkomst import Uitgevoerd, judge
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import unpack
from cusd_xl.workbook.plan_rekenbladen import ARTIKELEN
from cusd_xl.workbook.plan_uitleg import BLAD as UITLEG

MOST_NAMED = 20
"""So many cells of one workbook get a line of their own; the table, the report and --json have them all."""
VANAF_1904 = "ironcalc kent de datumtelling vanaf 1904 niet"
GEEN_UITKOMST = "de rekenmachine maakte er niets van"


class Rekenaar(StrEnum):
    """The independent engines there are."""

    IRONCALC = ironcalc.NAAM
    LIBREOFFICE = "libreoffice"


@dataclass(frozen=True, slots=True)
class Werkmap:
    """A workbook as it stands and, where we can make it, as we make it; `bladen` are our sheets that count (None: all)."""

    beeld: Boekbeeld
    inhoud: bytes
    eigen: bytes | None = None
    bladen: frozenset[str] | None = None

    @property
    def naam(self) -> str:
        return self.beeld.bestand


def compare_werkmappen(werkmappen: Sequence[Werkmap], rekenaar: Rekenaar) -> tuple[Vergelijking, ...]:
    """Recalculate all of them with the engine and compare every cell; ArgumentError without that engine."""
    berekend = dict(_recalculate(werkmappen, rekenaar))
    gegeven = {one.naam: _gather(one, berekend[one.naam], rekenaar) for one in werkmappen}
    eerste = {naam: compare(one) for naam, one in gegeven.items()}
    if rekenaar is not Rekenaar.IRONCALC:
        return tuple(eerste.values())
    twijfel = {one.naam: one.inhoud for one in werkmappen if _is_twijfel(eerste[one.naam])}
    tweede = dict(_read_copies(formualizer.recalculate(twijfel)))
    return tuple(compare(consult(gegeven[naam], tweede[naam].waarden)) if naam in tweede else one for naam, one in eerste.items())


def check_cellen(vergelijkingen: Sequence[Vergelijking], rekenaar: Rekenaar) -> Uitgevoerd:
    """What the calculators do not agree about, over all workbooks."""
    formules, drie = sum(one.formules for one in vergelijkingen), sum(one.drievoudig for one in vergelijkingen)
    tekst = f"{format_number(formules)} formulecellen met {rekenaar}, {format_number(drie)} ook met cusd-xl zelf"
    return judge("Formules", tekst, _tell_verschillen(vergelijkingen, rekenaar))


def list_cellen(boek: Boekbeeld) -> dict[Plek, Celbeeld]:
    """Every filled cell of a workbook as the comparison wants it."""
    found = {}
    for blad in boek.bladen:
        for cel in blad.cellen.values():
            waarde = None if cel.soort is Soort.NIET_BEREKEND else cel.waarde
            berekend = cel.soort is not Soort.NIET_BEREKEND
            is_bedrag = "0.00" in cel.opmaak.getalnotatie and "%" not in cel.opmaak.getalnotatie
            found[blad.naam, cel.adres] = Celbeeld(cel.formule, waarde, is_bedrag, berekend)
    return found


def _tell_verschillen(vergelijkingen: Sequence[Vergelijking], rekenaar: Rekenaar) -> Iterator[Finding]:
    """A fout for every cell that differs, the first of a workbook by name and the rest counted; a waarschuwing for what an engine
    cannot compute."""
    for one in vergelijkingen:
        for verschil in one.verschillen[:MOST_NAMED]:
            yield _tell(one.bestand, verschil, rekenaar)
        rest = len(one.verschillen) - MOST_NAMED
        if rest > 0:
            yield finding("herreken-cellen", one.bestand, bestand=one.bestand, aantal=rest)
        for niet in one.niet_berekend:
            if niet.rekenaar == rekenaar:
                feiten = {"bestand": one.bestand, "rekenaar": niet.rekenaar, "aantal": len(niet.cellen), "reden": niet.reden}
                yield finding("herreken-niet-berekend", niet.cellen[0] if niet.cellen else one.bestand, **feiten)


def _gather(werkmap: Werkmap, berekend: Herberekend, rekenaar: Rekenaar) -> Gegeven:
    eigen: dict[Plek, Celbeeld] = {}
    if werkmap.eigen is not None:
        gemaakt = list_cellen(read_boekbeeld(unpack(werkmap.naam, werkmap.eigen)))
        # a factuur of before the sheet Uitleg is whole without it
        zonder = () if werkmap.beeld.blad(UITLEG) else (UITLEG,)
        eigen = {
            plek: cel
            for plek, cel in gemaakt.items()
            if (werkmap.bladen is None or plek[0] in werkmap.bladen) and plek[0] not in zonder
        }
    return Gegeven(werkmap.naam, list_cellen(werkmap.beeld), eigen, berekend, rekenaar, ARTIKELEN)


def _recalculate(werkmappen: Sequence[Werkmap], rekenaar: Rekenaar) -> Iterator[tuple[str, Herberekend]]:
    inhoud = {one.naam: one.inhoud for one in werkmappen}
    beelden = {one.naam: one.beeld for one in werkmappen}
    haakjes = {
        naam: {(blad, cel.adres): (cel.formule or "").count("(") for blad, cel in boek.formulecellen()}
        for naam, boek in beelden.items()
    }
    is_los = rekenaar is Rekenaar.IRONCALC
    for naam, gemaakt in ironcalc.recalculate(inhoud, haakjes) if is_los else _run_libreoffice(inhoud):
        if is_los and beelden[naam].vanaf_1904:
            yield naam, Herberekend(reden=VANAF_1904)
        else:
            yield naam, mark_twijfel(gemaakt, beelden[naam])


def _is_twijfel(one: Vergelijking) -> bool:
    """True when ironcalc says something else than the file, or cannot say; then a second engine is asked."""
    soorten = {verschil.soort for verschil in one.verschillen}
    return Afwijkingsoort.WAARDE in soorten or any(niet.rekenaar == ironcalc.NAAM for niet in one.niet_berekend)


def _run_libreoffice(inhoud: Mapping[str, bytes]) -> Iterator[tuple[str, Herberekend]]:
    programma = libreoffice.find_programma()
    if programma is None:
        raise ArgumentError("LibreOffice is niet gevonden. Installeer het, of laat '--met libreoffice' weg: ironcalc zit erbij.")
    return _read_copies(libreoffice.recalculate(programma, inhoud))


def _read_copies(kopieen: Iterable[tuple[str, bytes | None]]) -> Iterator[tuple[str, Herberekend]]:
    for naam, gemaakt in kopieen:
        try:
            boek = read_boekbeeld(unpack(naam, gemaakt)) if gemaakt else None
        except WerkmapError:
            boek = None
        waarden = {plek: cel.waarde for plek, cel in list_cellen(boek).items()} if boek else {}
        yield naam, Herberekend(waarden) if boek else Herberekend(reden=GEEN_UITKOMST)


def _tell(bestand: str, one: Celverschil, rekenaar: Rekenaar) -> Finding:
    feiten = {"bestand": bestand, "soort": one.soort, "opgeslagen": one.opgeslagen, "eigen": one.eigen}
    cel = f"{one.blad}!{one.cel}"
    return finding("herreken-cel", cel, **feiten, rekenaar=rekenaar, onafhankelijk=one.onafhankelijk, artikel=one.artikel)
