"""Checks a run against its inputs and the register: are they what the run read, and do they still say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.register.controle import hash_file
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.runs.herreken_manifest import Manifest
from cusd_xl.runs.herreken_opnieuw import Opnieuw


def find_invoer(map_: Path, manifest: Manifest, invoer: Path | None) -> Mapping[str, Path]:
    """Where each input stands: as it was given, beside the folder, or in it; what is not found has no place."""
    found = {}
    for one in manifest.invoer:
        plekken = (invoer.parent / one.bestand if invoer else None, map_.parent / one.bestand, map_ / one.bestand)
        places = [path for path in plekken if path and path.is_file()]
        if places:
            found[one.bestand] = places[0]
    if invoer and manifest.invoer:
        found[manifest.invoer[0].bestand] = invoer
    return found


def check_invoer(manifest: Manifest, gevonden: Mapping[str, Path]) -> Iterator[Finding]:
    """Inputs that are not what the run read."""
    for one in manifest.invoer:
        if one.bestand in gevonden and hash_file(gevonden[one.bestand]) != one.sha256:
            yield finding("herreken-invoer-gewijzigd", bestand=gevonden[one.bestand].name)


def check_bedragen_opnieuw(manifest: Manifest, opnieuw: Opnieuw) -> Iterator[Finding]:
    """The amount of every gemeente, computed again, to the cent against the manifest."""
    gezegd = Counter[str]()
    for one in manifest.facturen.values():
        gezegd[one.gemeente] += one.te_betalen
    berekend = Counter[str]()
    for factuur in opnieuw.facturen:
        berekend[factuur.afnemer.gemeente] += factuur.te_betalen
    for naam in dict.fromkeys((*gezegd, *berekend)):
        if (naam in gezegd, gezegd[naam]) != (naam in berekend, berekend[naam]):
            bedragen = {"manifest": format_euro(gezegd[naam]), "berekend": format_euro(berekend[naam])}
            yield finding("herreken-bedrag", gemeente=naam, **bedragen)


def check_register(plek: str, manifest: Manifest) -> Iterator[Finding]:
    """Where the register stood after the run, and the frozen amounts of every factuur of the run."""
    standen = {one.registratie.nummer: one.registratie for one in list_standen(open_register(plek))}
    stand = manifest.waarden.get("register") or {}
    op_plaats = next((one for one in standen.values() if one.id == stand.get("document")), None)
    if stand and (op_plaats is None or op_plaats.keten != stand.get("keten")):
        yield finding(
            "herreken-register", nummer=f"document {stand.get('document')}", reden="staat er niet, of met een andere keten"
        )
    for nummer, one in manifest.facturen.items():
        registratie = standen.get(nummer)
        if registratie is None:
            yield finding("herreken-register", nummer=nummer, reden="staat niet in het register")
        elif (registratie.factuur.totaal, registratie.factuur.te_betalen) != (one.totaal, one.te_betalen):
            bedrag = format_euro(registratie.factuur.te_betalen)
            yield finding("herreken-register", nummer=nummer, reden=f"staat in het register voor {bedrag}")
