"""Checks the output folder of a run: everything its manifest claims, from the files, the inputs and the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.narekening import Vergelijking
from cusd_xl.register.adres import BESTAND
from cusd_xl.runs.herreken_bestanden import check_bedragen, check_bestanden, check_handtekening, check_keten, list_keten
from cusd_xl.runs.herreken_bron import check_bedragen_opnieuw, check_invoer, check_register, find_invoer
from cusd_xl.runs.herreken_cellen import Rekenaar, Werkmap, check_cellen, compare_werkmappen
from cusd_xl.runs.herreken_manifest import Manifest, load_manifest
from cusd_xl.runs.herreken_opnieuw import Opnieuw, can_recalculate, make_again
from cusd_xl.runs.herreken_uitkomst import Controle, Herrekening, Uitgevoerd, Uitkomst, finish, judge, skip
from cusd_xl.runs.zegel import MANIFEST, hash_content
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import unpack

WERKMAP = ".xlsx"
ZONDER_INVOER = skip("Berekening", "daarvoor is de ongewijzigde invoer nodig, en soms het register")


@dataclass(frozen=True, slots=True)
class Herrekenwens:
    """Where to look beside the folder, who may have signed, which engine recalculates, and where a report goes."""

    invoer: Path | None = None
    register: str | None = None
    ondertekenaars: Path | None = None
    wie: str | None = None
    rekenaar: Rekenaar = Rekenaar.IRONCALC
    rapport: Path | None = None


def check_map(map_: Path, wens: Herrekenwens) -> Herrekening:
    """Check the output folder of a run; ArgumentError when the engine that was asked for is not there."""
    try:
        manifest = load_manifest(map_ / MANIFEST)
    except ValueError as problem:
        fout = finding("herreken-manifest", map=map_.name, reden=str(problem))
        return finish(map_.name, [judge("Manifest", str(problem), [fout])], "")
    plek = wens.register or (str(map_.parent / BESTAND) if (map_.parent / BESTAND).is_file() else None)
    gevonden = find_invoer(map_, manifest, wens.invoer)
    gewijzigd = tuple(check_invoer(manifest, gevonden))
    is_compleet = not gewijzigd and can_recalculate(manifest, gevonden, plek)
    opnieuw, reden = _make_again(map_, manifest, gevonden, plek) if is_compleet else (None, ZONDER_INVOER)
    vergelijkingen = _compare_cellen(map_, manifest, opnieuw, wens.rekenaar)
    uitgevoerd = [
        *_check_bestanden(map_, manifest, wens),
        *_check_invoer(manifest, gevonden, gewijzigd),
        judge("Berekening", "elke gemeente opnieuw berekend uit de invoer", check_bedragen_opnieuw(manifest, opnieuw))
        if opnieuw
        else reden,
        check_cellen(vergelijkingen, wens.rekenaar),
        _check_register(manifest, plek),
    ]
    return replace(finish(map_.name, uitgevoerd, hash_content(manifest.inhoud), vergelijkingen), wat="het manifest")


def _check_bestanden(map_: Path, manifest: Manifest, wens: Herrekenwens) -> Iterator[Uitgevoerd]:
    yield judge("Bestanden", f"{len(manifest.bestanden)} bestanden, op naam, grootte en sha256", check_bestanden(map_, manifest))
    yield judge("Bedragen", "werkmappen, pdf's, e-facturen en controletotalen", check_bedragen(map_, manifest))
    yield judge("Keten", f"{len(list_keten(map_, manifest))} manifest(en) in deze map", check_keten(map_, manifest))
    yield _check_ondertekening(map_, manifest, wens)


def _check_invoer(manifest: Manifest, gevonden: Mapping[str, Path], gewijzigd: tuple[Finding, ...]) -> Iterator[Uitgevoerd]:
    weg = [one.bestand for one in manifest.invoer if one.bestand not in gevonden]
    if gevonden or not weg:
        yield judge("Invoer", f"{', '.join(gevonden)}, op sha256", gewijzigd)
    if weg:
        yield skip("Invoer", f"{', '.join(weg)} niet gevonden; geef de werkmap met --invoer")


def _make_again(
    map_: Path, manifest: Manifest, gevonden: Mapping[str, Path], plek: str | None
) -> tuple[Opnieuw | None, Uitgevoerd]:
    try:
        return make_again(map_, manifest, gevonden, plek), skip("Berekening", "de invoer heeft nu fouten; draai 'controleer'")
    except (KeyError, TypeError, ValueError):
        fout = finding("herreken-manifest", map=map_.name, reden="termijn, datum of parameters in het manifest zijn onleesbaar")
        return None, judge("Berekening", "het manifest zegt niet welke opdracht het was", [fout])


def _compare_cellen(map_: Path, manifest: Manifest, opnieuw: Opnieuw | None, rekenaar: Rekenaar) -> tuple[Vergelijking, ...]:
    """Every workbook of the run that is there and can be read; what is gone or unreadable is another finding."""
    eigen = opnieuw.maak_werkmappen() if opnieuw else {}
    werkmappen = []
    for one in manifest.bestanden:
        path = map_ / one.bestand
        if path.suffix == WERKMAP and path.is_file():
            inhoud = path.read_bytes()
            try:
                beeld = read_boekbeeld(unpack(one.bestand, inhoud))
            except WerkmapError:
                continue
            werkmappen.append(Werkmap(beeld, inhoud, eigen.get(one.bestand)))
    return compare_werkmappen(werkmappen, rekenaar)


def _check_register(manifest: Manifest, plek: str | None) -> Uitgevoerd:
    if not manifest.waarden.get("register"):
        return skip("Register", "dit is een concept; het staat in geen register")
    if plek is None:
        return skip("Register", "geen register gevonden; geef het met --register")
    return judge("Register", "plaats in de keten en vastgelegde bedragen", check_register(plek, manifest))


def _check_ondertekening(map_: Path, manifest: Manifest, wens: Herrekenwens) -> Uitgevoerd:
    naam, findings = check_handtekening(map_, manifest, wens.ondertekenaars, wens.wie)
    if findings:
        return Controle("Handtekening", Uitkomst.WIJKT_AF, "zie de bevinding"), findings
    if naam is None:
        return skip("Handtekening", "het manifest is niet getekend")
    if not naam:
        tekst = "gaaf, maar van wie is onbekend; geef --ondertekenaars"
        return skip("Handtekening", tekst)
    return Controle("Handtekening", Uitkomst.KLOPT, f"getekend door {naam}"), ()
