"""Recalculates a run from its inputs: the workbook once more, and what the register froze."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.model.factuur import Factuur
from cusd_xl.register.controle import hash_file
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.afreken import Afrekenwens, prepare_afrekening
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.herreken_manifest import Manifest
from cusd_xl.runs.termijnkeuze import choose_termijn
from cusd_xl.runs.vaststelling import Definitief


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


def recalculate(map_: Path, manifest: Manifest, gevonden: Mapping[str, Path], register: str | None) -> Iterator[Finding]:
    """The run again, in memory: the amount of every gemeente to the cent against the manifest."""
    gezegd: dict[str, int] = {}
    for one in manifest.facturen.values():
        gezegd[one.gemeente] = gezegd.get(one.gemeente, 0) + one.te_betalen
    berekend: dict[str, int] = {}
    try:
        opnieuw = _bill_again(map_, manifest, gevonden, register)
    except (KeyError, TypeError, ValueError):
        yield finding("herreken-manifest", map=map_.name, reden="termijn, datum of parameters in het manifest zijn onleesbaar")
        return
    for factuur in opnieuw:
        naam = factuur.afnemer.gemeente
        berekend[naam] = berekend.get(naam, 0) + factuur.te_betalen
    for naam in dict.fromkeys((*gezegd, *berekend)):
        if gezegd.get(naam) != berekend.get(naam):
            bedragen = {"manifest": format_euro(gezegd.get(naam, 0)), "berekend": format_euro(berekend.get(naam, 0))}
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


def _bill_again(map_: Path, manifest: Manifest, gevonden: Mapping[str, Path], register: str | None) -> tuple[Factuur, ...]:
    waarden, paden = manifest.waarden, list(gevonden.values())
    if not manifest.is_afrekening:
        begroting = review_werkmap(paden[0]).begroting
        if begroting is None:
            return ()
        termijn = choose_termijn(waarden["termijn"]["code"], begroting.jaar)
        return make_facturen(begroting, allocate(begroting), termijn, date.fromisoformat(waarden["factuurdatum"]))
    vast = Definitief(register) if waarden["parameters"]["voorschotten"] == "register" else None
    wens = Afrekenwens(Afrekenstatus.CONCEPT, date.fromisoformat(waarden["datum"]), paden[1] if len(paden) > 1 else None, vast)
    run = prepare_afrekening(paden[0], map_, wens)[1]
    return run.facturen if run else ()


def can_recalculate(manifest: Manifest, gevonden: Mapping[str, Path], register: str | None) -> bool:
    """True when everything the run read is there; a settlement against the register needs that too."""
    is_compleet = all(one.bestand in gevonden for one in manifest.invoer)
    return is_compleet and (register is not None or manifest.waarden.get("parameters", {}).get("voorschotten") != "register")
