"""Makes a run once more in memory, from its inputs: the facturen under the numbers of the manifest, and their workbooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.factuurinhoud import without_herkomst
from cusd_xl.runs.afreken import Afrekenwens, prepare_afrekening
from cusd_xl.runs.afreken_bestanden import render_rest
from cusd_xl.runs.factureer import OVERZICHT, prepare_facturen
from cusd_xl.runs.herreken_manifest import Manifest
from cusd_xl.runs.vaststelling import Definitief
from cusd_xl.runs.weergave import name_stam, plan_werkmap
from cusd_xl.workbook.play_new import play_new

Werkmappen = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Opnieuw:
    """The facturen of a run made again, and what makes its workbooks by file name, for whoever wants every cell."""

    facturen: tuple[Factuur, ...]
    maak_werkmappen: Callable[[], Werkmappen]


def can_recalculate(manifest: Manifest, gevonden: Mapping[str, Path], register: str | None) -> bool:
    """True when everything the run read is there; a settlement against the register needs that too."""
    is_compleet = all(one.bestand in gevonden for one in manifest.invoer)
    return is_compleet and (register is not None or manifest.waarden.get("parameters", {}).get("voorschotten") != "register")


def make_again(map_: Path, manifest: Manifest, gevonden: Mapping[str, Path], register: str | None) -> Opnieuw | None:
    """The run again, nothing written; None when the inputs have a fout now.

    KeyError, TypeError or ValueError when the manifest does not say what run it was.
    """
    paden = [gevonden[one.bestand] for one in manifest.invoer]
    return _settle(map_, manifest, paden, register) if manifest.is_afrekening else _bill(manifest, paden[0])


def _bill(manifest: Manifest, pad: Path) -> Opnieuw | None:
    waarden = manifest.waarden
    run = prepare_facturen(pad, waarden["termijn"]["code"], date.fromisoformat(waarden["factuurdatum"]))[1]
    if run is None:
        return None
    facturen = _number(manifest, run.facturen)
    return Opnieuw(facturen, lambda: {**_play(facturen, run.freeze), OVERZICHT: run.make_overzicht(facturen)})


def _settle(map_: Path, manifest: Manifest, paden: Sequence[Path], register: str | None) -> Opnieuw | None:
    waarden = manifest.waarden
    vast = Definitief(register) if waarden["parameters"]["voorschotten"] == "register" else None
    realisatie = paden[1] if len(paden) > 1 else None
    wens = Afrekenwens(Afrekenstatus.CONCEPT, date.fromisoformat(waarden["datum"]), realisatie, vast)
    run = prepare_afrekening(paden[0], map_, wens)[1]
    if run is None:
        return None
    facturen = _number(manifest, run.facturen)
    run = replace(run, afrekening=replace(run.afrekening, status=Afrekenstatus(waarden["status"])))
    return Opnieuw(facturen, lambda: {**_play(facturen, run.freeze), **render_rest(run, facturen)})


def _number(manifest: Manifest, facturen: Sequence[Factuur]) -> tuple[Factuur, ...]:
    """The facturen under the numbers they got, in the order of the run; a concept keeps its own."""
    if not manifest.waarden.get("register"):
        return tuple(facturen)
    nummers: dict[str, list[str]] = {}
    for one in manifest.facturen.values():
        nummers.setdefault(one.gemeente, []).append(one.nummer)
    made = []
    for factuur in facturen:
        over = nummers.get(factuur.afnemer.gemeente, [])
        nummer = over.pop(0) if over else factuur.nummer
        made.append(replace(without_herkomst(factuur), nummer=nummer, concept=False))
    return tuple(made)


def _play(facturen: Sequence[Factuur], freeze: Callable[[Factuur], Mapping[str, Any]]) -> dict[str, bytes]:
    return {f"{name_stam(one)}.xlsx": play_new(plan_werkmap(one, freeze(one))) for one in facturen}
