"""Use case `herreken`: everything a manifest claims, checked again from the files, the inputs and the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.register.adres import BESTAND
from cusd_xl.runs.herreken_bestanden import check_bedragen, check_bestanden, check_handtekening, check_keten, list_keten
from cusd_xl.runs.herreken_bron import can_recalculate, check_invoer, check_register, find_invoer, recalculate
from cusd_xl.runs.herreken_manifest import Manifest, load_manifest
from cusd_xl.runs.zegel import MANIFEST, hash_content


class Uitkomst(StrEnum):
    """What came of one check; what could not be checked is said, never passed over."""

    KLOPT = "klopt"
    WIJKT_AF = "wijkt af"
    NIET_NAGEGAAN = "niet nagegaan"


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: what was looked at, what came of it, and with what it was compared or why it was not."""

    onderwerp: str
    uitkomst: Uitkomst
    toelichting: str


@dataclass(frozen=True, slots=True)
class Herrekenwens:
    """Where to look beside the folder: the workbook, the register, and who may have signed."""

    invoer: Path | None = None
    register: str | None = None
    ondertekenaars: Path | None = None
    wie: str | None = None


@dataclass(frozen=True, slots=True)
class Herrekening:
    """Every check in order with the findings; the sha256 of the manifest is what an auditor writes down."""

    controles: tuple[Controle, ...]
    findings: tuple[Finding, ...]
    manifest: str = ""


def run_herreken(map_: Path, wens: Herrekenwens) -> Herrekening:
    """Check the output folder of a run; nothing is written. ArgumentError when there is no such folder or file."""
    if not map_.is_dir():
        raise ArgumentError(f"De map '{map_}' bestaat niet. Geef de map met de facturen en {MANIFEST}.")
    if wens.invoer and not wens.invoer.is_file():
        raise ArgumentError(f"'{wens.invoer}' is niet gevonden. Geef bij --invoer de werkmap waarmee is gerekend.")
    try:
        manifest = load_manifest(map_ / MANIFEST)
    except ValueError as problem:
        fout = finding("herreken-manifest", map=map_.name, reden=str(problem))
        return Herrekening((Controle("Manifest", Uitkomst.WIJKT_AF, str(problem)),), (fout,))
    uitkomsten = tuple(_check_all(map_, manifest, wens))
    findings = tuple(one for _, found in uitkomsten for one in found)
    return Herrekening(tuple(controle for controle, _ in uitkomsten), findings, hash_content(manifest.inhoud))


def as_json(herrekening: Herrekening) -> dict[str, object]:
    """The checks and the findings as plain values."""
    return {
        "manifest": herrekening.manifest,
        "controles": [
            {"onderwerp": one.onderwerp, "uitkomst": str(one.uitkomst), "toelichting": one.toelichting}
            for one in herrekening.controles
        ],
        "bevindingen": [one.as_json() for one in herrekening.findings],
    }


Uitgevoerd = tuple[Controle, tuple[Finding, ...]]


def _check_all(map_: Path, manifest: Manifest, wens: Herrekenwens) -> Iterator[Uitgevoerd]:
    yield _judge("Bestanden", f"{len(manifest.bestanden)} bestanden, op naam, grootte en sha256", check_bestanden(map_, manifest))
    yield _judge("Bedragen", "werkmappen, pdf's, e-facturen en controletotalen", check_bedragen(map_, manifest))
    yield _judge("Keten", f"{len(list_keten(map_, manifest))} manifest(en) in deze map", check_keten(map_, manifest))
    yield _check_ondertekening(map_, manifest, wens)
    plek = wens.register or (str(map_.parent / BESTAND) if (map_.parent / BESTAND).is_file() else None)
    yield from _check_bron(map_, manifest, wens, plek)
    if not manifest.waarden.get("register"):
        yield Controle("Register", Uitkomst.NIET_NAGEGAAN, "dit is een concept; het staat in geen register"), ()
    elif plek is None:
        yield Controle("Register", Uitkomst.NIET_NAGEGAAN, "geen register gevonden; geef het met --register"), ()
    else:
        yield _judge("Register", "plaats in de keten en vastgelegde bedragen", check_register(plek, manifest))


def _check_bron(map_: Path, manifest: Manifest, wens: Herrekenwens, plek: str | None) -> Iterator[Uitgevoerd]:
    gevonden = find_invoer(map_, manifest, wens.invoer)
    weg = [one.bestand for one in manifest.invoer if one.bestand not in gevonden]
    gewijzigd = tuple(check_invoer(manifest, gevonden))
    if gevonden or not weg:
        yield _judge("Invoer", f"{', '.join(gevonden)}, op sha256", iter(gewijzigd))
    if weg:
        yield Controle("Invoer", Uitkomst.NIET_NAGEGAAN, f"{', '.join(weg)} niet gevonden; geef de werkmap met --invoer"), ()
    if gewijzigd or not can_recalculate(manifest, gevonden, plek):
        yield Controle("Berekening", Uitkomst.NIET_NAGEGAAN, "daarvoor is de ongewijzigde invoer nodig, en soms het register"), ()
        return
    yield _judge("Berekening", "elke gemeente opnieuw berekend uit de invoer", recalculate(map_, manifest, gevonden, plek))


def _check_ondertekening(map_: Path, manifest: Manifest, wens: Herrekenwens) -> Uitgevoerd:
    naam, findings = check_handtekening(map_, manifest, wens.ondertekenaars, wens.wie)
    if findings:
        return Controle("Handtekening", Uitkomst.WIJKT_AF, "zie de bevinding"), findings
    if naam is None:
        return Controle("Handtekening", Uitkomst.NIET_NAGEGAAN, "het manifest is niet getekend"), ()
    if not naam:
        tekst = "gaaf, maar van wie is onbekend; geef --ondertekenaars"
        return Controle("Handtekening", Uitkomst.NIET_NAGEGAAN, tekst), ()
    return Controle("Handtekening", Uitkomst.KLOPT, f"getekend door {naam}"), ()


def _judge(onderwerp: str, toelichting: str, found: Iterator[Finding]) -> Uitgevoerd:
    findings = tuple(found)
    return Controle(onderwerp, Uitkomst.WIJKT_AF if has_fout(findings) else Uitkomst.KLOPT, toelichting), findings
