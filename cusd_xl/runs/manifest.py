"""The receipt of a run that bills: what went in, under which version and parameters, and what came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from cusd_xl import __version__
from cusd_xl.base.errors import WerkmapError, explain_oserror
from cusd_xl.base.money import euro_text
from cusd_xl.base.years import Termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.parameters import get_parameter
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.runs.zegel import hash_content


@dataclass(frozen=True, slots=True)
class Invoerbestand:
    """A file that was read: its name without folder, its size and its sha256."""

    bestand: str
    bytes: int
    sha256: str


def describe_invoer(pad: Path) -> Invoerbestand:
    """A file as it was read; WerkmapError when it cannot be."""
    try:
        with pad.open("rb") as stream:
            return Invoerbestand(pad.name, pad.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as problem:
        raise WerkmapError(f"{pad.name} kan niet worden gelezen ({explain_oserror(problem)}).") from problem


def make_manifest(
    begroting: Begroting,
    verdeling: Verdeling,
    facturen: Mapping[str, Factuur],
    bestanden: Mapping[str, bytes],
    invoer: Invoerbestand,
    termijn: Termijn,
    factuurdatum: date,
    weergave: Mapping[str, object],
    stand: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The manifest: names relative to its own folder, amounts as text in euros, no clock time and no machine.

    `facturen` and `bestanden` are keyed by file name; `invoer` is the begrotingsworkbook, `weergave` what else the files were
    made from: the house style with its logo. `stand` is where the register stood after a definitive run.
    """
    billed = tuple({one.nummer: one for one in facturen.values()}.values())
    manifest: dict[str, object] = {
        "programma": "cusd_xl",
        "versie": __version__,
        "regeling": begroting.regeling.naam,
        "jaar": begroting.jaar,
        "termijn": {"code": termijn.code, "nummer": termijn.nummer, "aantal": termijn.aantal},
        "factuurdatum": factuurdatum.isoformat(),
        "invoer": [asdict(invoer)],
        "weergave": {"sha256": hash_content(json.dumps(weergave, sort_keys=True).encode())},
        "parameters": _list_parameters(begroting, billed, factuurdatum),
        "controletotalen": _sum_totalen(verdeling, billed),
        "bestanden": [describe_bestand(bestand, content, facturen.get(bestand)) for bestand, content in bestanden.items()],
    }
    if stand:
        manifest["register"] = stand
    return manifest


def _list_parameters(begroting: Begroting, facturen: Sequence[Factuur], op: date) -> dict[str, object]:
    regeling = begroting.regeling
    codes = {regel.code for factuur in facturen for regel in factuur.btwregels}
    wettelijk = {
        code.parameter: get_parameter(code.parameter, op)
        for code in load_btwcodes().values()
        if code.parameter and code.code in codes
    }
    return {
        "afronding": regeling.afronding,
        "betaaltermijn_dagen": regeling.betaaltermijn_dagen,
        "termijnen": regeling.termijnen,
        **{
            naam: {"waarde": str(one.waarde), "vanaf": one.vanaf.isoformat(), "bron": one.bron} for naam, one in wettelijk.items()
        },
    }


def _sum_totalen(verdeling: Verdeling, facturen: Sequence[Factuur]) -> dict[str, object]:
    return {
        "te_verdelen": euro_text(sum(post.te_verdelen for post in verdeling.kostenposten)),
        "jaarbedragen": euro_text(verdeling.totaal),
        "facturen": len(facturen),
        "subtotaal": euro_text(sum(one.subtotaal for one in facturen)),
        "btw": euro_text(sum(one.btw for one in facturen)),
        "totaal": euro_text(sum(one.totaal for one in facturen)),
    }


def describe_bestand(bestand: str, content: bytes, factuur: Factuur | None = None) -> dict[str, object]:
    """A file with its hash, and what stands on the factuur when it is one."""
    described: dict[str, object] = {"bestand": bestand, "bytes": len(content), "sha256": hash_content(content)}
    if factuur:
        described |= {
            "soort": str(factuur.soort),
            "nummer": factuur.nummer,
            "concept": factuur.concept,
            "gemeente": factuur.afnemer.gemeente,
            "totaal": euro_text(factuur.totaal),
            "te_betalen": euro_text(factuur.te_betalen),
        }
    return described
