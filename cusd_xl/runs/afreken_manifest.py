"""The receipt of an eindafrekening: what went in, under which terms, and the totals and hashes of what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from cusd_xl import __version__
from cusd_xl.base.money import euro_text
from cusd_xl.model.afrekening import Blok, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.regeling import Regeling
from cusd_xl.runs.manifest import Invoerbestand, describe_bestand


def make_afrekenmanifest(
    begroting: Begroting,
    afrekening: Eindafrekening,
    gemeenten: Mapping[str, Gemeenteafrekening],
    facturen: Mapping[str, Factuur],
    bestanden: Mapping[str, bytes],
    invoer: Sequence[Invoerbestand],
    *,
    uit_register: bool = False,
    stand: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The manifest: amounts as text in euros, names relative to its own folder, no clock time and no machine.

    `gemeenten`, `facturen` and `bestanden` are keyed by file name; `invoer` is the workbook, and the file with realisatie when
    there was one. `uit_register` says that the register, and not the workbook, told what was billed; `stand` is where the
    register stood after a definitive run.
    """
    manifest: dict[str, object] = {
        "programma": "cusd_xl",
        "versie": __version__,
        "regeling": begroting.regeling.naam,
        "jaar": afrekening.jaar,
        "soort": "eindafrekening",
        "status": str(afrekening.status),
        "datum": afrekening.datum.isoformat(),
        "invoer": [asdict(one) for one in invoer],
        "parameters": _list_parameters(begroting.regeling, _tell_bron(afrekening, uit_register)),
        "controletotalen": sum_totalen(afrekening),
        "bestanden": [
            _describe(bestand, content, gemeenten.get(bestand), facturen.get(bestand)) for bestand, content in bestanden.items()
        ],
    }
    if stand:
        manifest["register"] = stand
    return manifest


def _list_parameters(regeling: Regeling, bron: str) -> dict[str, object]:
    procent = regeling.voorschot_procent
    return {
        "profiel": regeling.profiel,
        "afronding": regeling.afronding,
        "betaaltermijn_dagen": regeling.betaaltermijn_dagen,
        "voorschot_procent": None if procent is None else str(procent),
        "voorschotten": bron,
    }


def sum_totalen(afrekening: Eindafrekening) -> dict[str, object]:
    """The totals of the whole eindafrekening: per blok and together, and what the rijksmiddelen did."""
    regels = [regel for one in afrekening.gemeenten for regel in one.regels]
    blokken = {
        str(blok): {
            "werkelijk": euro_text(sum(one.werkelijk for one in regels if one.blok is blok)),
            "voorschot": euro_text(sum(one.voorschot for one in regels if one.blok is blok)),
            "saldo": euro_text(sum(one.saldo for one in regels if one.blok is blok)),
        }
        for blok in Blok
    }
    return {
        **blokken,
        "werkelijk": euro_text(afrekening.werkelijk),
        "voorschot": euro_text(afrekening.voorschot),
        "saldo": euro_text(afrekening.saldo),
        "btw": euro_text(sum(one.te_betalen - one.saldo for one in afrekening.gemeenten)),
        "te_betalen": euro_text(sum(one.te_betalen for one in afrekening.gemeenten)),
        "rijksmiddelen_besteed": euro_text(sum(one.besteed for one in afrekening.rijksmiddelen)),
        "rijksmiddelen_overschot": euro_text(sum(one.overschot for one in afrekening.rijksmiddelen)),
    }


def _tell_bron(afrekening: Eindafrekening, uit_register: bool) -> str:
    if afrekening.berekend:
        return "berekend uit de begroting"
    return "register" if uit_register else "blad Voorschotten"


def _describe(bestand: str, content: bytes, one: Gemeenteafrekening | None, factuur: Factuur | None) -> dict[str, object]:
    described = describe_bestand(bestand, content, factuur)
    return described | ({"gemeente": one.deelnemer.gemeente, "te_betalen": euro_text(one.te_betalen)} if one else {})
