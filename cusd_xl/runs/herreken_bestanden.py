"""Checks a folder against its manifest: every file, every amount the files themselves say, the chain and the signature."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, to_cents
from cusd_xl.documents.pdf_lezen import read_te_betalen as read_te_betalen_pdf
from cusd_xl.documents.ubl_lezen import find_bedrag, parse_ubl
from cusd_xl.register.controle import hash_file
from cusd_xl.runs.handtekening import verify
from cusd_xl.runs.herreken_manifest import Beschreven, Manifest, load_manifest
from cusd_xl.runs.zegel import MANIFEST, name_handtekening
from cusd_xl.workbook.lees_factuur import read_te_betalen

SOORTEN = frozenset({".xlsx", ".pdf", ".xml", ".json", ".sig"})
TOTALEN = "cac:LegalMonetaryTotal"


def check_bestanden(map_: Path, manifest: Manifest) -> Iterator[Finding]:
    """Files that are gone, changed, or that no manifest of this folder made."""
    for one in manifest.bestanden:
        path = map_ / one.bestand
        if not path.is_file():
            yield finding("herreken-bestand-ontbreekt", bestand=one.bestand)
        elif (path.stat().st_size, hash_file(path)) != (one.bytes, one.sha256):
            yield finding("herreken-bestand-gewijzigd", bestand=one.bestand)
    bekend = {one.bestand for ouder in list_keten(map_, manifest) for one in ouder.bestanden}
    bekend |= {MANIFEST, *(name for ouder in list_keten(map_, manifest) for name in _list_namen(ouder))}
    vreemd = sorted(path.name for path in map_.iterdir() if path.suffix in SOORTEN and path.name not in bekend)
    if vreemd:
        yield finding("herreken-bestand-onbekend", aantal=len(vreemd), bestand=vreemd[0])


def check_bedragen(map_: Path, manifest: Manifest) -> Iterator[Finding]:
    """Amounts in e-facturen, PDF's and werkmappen against those in the manifest, and the control totals against the facturen."""
    for one in manifest.bestanden:
        if one.nummer and (map_ / one.bestand).is_file():
            inhoud = (map_ / one.bestand).read_bytes()
            klopt = {".xml": _is_efactuur, ".xlsx": _is_werkmap, ".pdf": _is_pdf}.get(Path(one.bestand).suffix)
            if klopt and not klopt(inhoud, one):
                yield finding("herreken-factuur", bestand=one.bestand, manifest=format_euro(one.te_betalen))
    totalen, facturen = manifest.waarden.get("controletotalen", {}), manifest.facturen.values()
    naam = "te_betalen" if manifest.is_afrekening else "totaal"
    som = sum(one.te_betalen if manifest.is_afrekening else one.totaal for one in facturen)
    try:
        gezegd = to_cents(Decimal(totalen[naam]))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        gezegd = None
    if gezegd != som:
        yield finding("herreken-totaal", naam=naam.replace("_", " "), manifest=str(totalen.get(naam)), berekend=format_euro(som))


def list_keten(map_: Path, manifest: Manifest) -> list[Manifest]:
    """The manifest and every one before it that can be read, the latest first; it ends where the chain does."""
    found = [manifest]
    while found[-1].vorige and len(found) <= len(list(map_.glob("manifest-*.json"))):
        try:
            found.append(load_manifest(map_ / found[-1].vorige[0]))
        except ValueError:
            break
    return found


def check_keten(map_: Path, manifest: Manifest) -> Iterator[Finding]:
    """Each manifest names the one before it by its hash; one that is gone or changed breaks the chain."""
    for one in list_keten(map_, manifest):
        if one.vorige:
            path = map_ / one.vorige[0]
            if not path.is_file() or hash_file(path) != one.vorige[1]:
                yield finding("herreken-keten", bestand=one.vorige[0])


def check_handtekening(
    map_: Path, manifest: Manifest, ondertekenaars: Path | None, wie: str | None
) -> tuple[str | None, tuple[Finding, ...]]:
    """Who signed ("" for somebody unknown, None for nobody), and what is wrong with it."""
    path = map_ / name_handtekening(manifest.inhoud)
    if not path.is_file():
        return None, (finding("herreken-handtekening", reden="zij ontbreekt"),) if ondertekenaars or wie else ()
    naam = verify(manifest.inhoud, path, ondertekenaars, wie)
    if naam is None:
        return None, (finding("herreken-handtekening", reden=f"{path.name} is niet van {wie or 'een bekende ondertekenaar'}"),)
    return naam, ()


def _list_namen(manifest: Manifest) -> tuple[str, ...]:
    eigen = name_handtekening(manifest.inhoud)
    return (eigen, eigen.removesuffix(".sig"))


def _is_efactuur(inhoud: bytes, one: Beschreven) -> bool:
    root = parse_ubl(inhoud)
    if root is None:
        return False
    gezegd = [find_bedrag(root, f"{TOTALEN}/cbc:{veld}") for veld in ("TaxInclusiveAmount", "PayableAmount")]
    return gezegd == [Fraction(one.totaal, CENTS_PER_EURO), Fraction(one.te_betalen, CENTS_PER_EURO)]


def _is_werkmap(inhoud: bytes, one: Beschreven) -> bool:
    gezegd = read_te_betalen(one.bestand, inhoud)
    return gezegd is not None and abs(gezegd) == abs(one.te_betalen)


def _is_pdf(inhoud: bytes, one: Beschreven) -> bool:
    return read_te_betalen_pdf(inhoud) == abs(one.te_betalen)
