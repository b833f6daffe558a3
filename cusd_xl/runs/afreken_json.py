"""The outcome of `afreken` as plain values: per gemeente its lines and what is left, the rijksmiddelen, the totals."""

from __future__ import annotations

from cusd_xl.base.money import euro_text
from cusd_xl.model.afrekening import Afrekenregel, Gemeenteafrekening, Rijkssaldo
from cusd_xl.runs.afreken import Afrekenresultaat
from cusd_xl.runs.afreken_manifest import sum_totalen
from cusd_xl.runs.factureer import describe_factuur


def as_json(resultaat: Afrekenresultaat) -> dict[str, object]:
    """Amounts as text in euros; `saldo` is without btw, `te_betalen` with btw: above zero to pay, below zero to receive."""
    afrekening = resultaat.afrekening
    outcome: dict[str, object] = {
        "jaar": afrekening.jaar if afrekening else None,
        "status": str(afrekening.status) if afrekening else None,
        "datum": afrekening.datum.isoformat() if afrekening else None,
        "afrekeningen": [_show_gemeente(one) for one in afrekening.gemeenten] if afrekening else [],
        "per_gemeente": {one.deelnemer.gemeente: euro_text(one.saldo) for one in afrekening.gemeenten} if afrekening else {},
        "rijksmiddelen": [_show_rijk(one) for one in afrekening.rijksmiddelen] if afrekening else [],
        "totaal": sum_totalen(afrekening) if afrekening else {},
        "facturen": [describe_factuur(one) for one in resultaat.facturen],
    }
    return {**outcome, "bestanden": list(resultaat.bestanden), "bevindingen": [one.as_json() for one in resultaat.findings]}


def _show_gemeente(one: Gemeenteafrekening) -> dict[str, object]:
    return {
        "gemeente": one.deelnemer.gemeente,
        "gm_code": one.deelnemer.gm_code,
        "regels": [_show_regel(regel) for regel in one.regels],
        "werkelijk": euro_text(one.werkelijk),
        "voorschot": euro_text(one.voorschot),
        "saldo": euro_text(one.saldo),
        "btw": euro_text(one.te_betalen - one.saldo),
        "te_betalen": euro_text(one.te_betalen),
        "uiterlijk": one.uiterlijk.isoformat() if one.uiterlijk else None,
    }


def _show_regel(regel: Afrekenregel) -> dict[str, object]:
    shown: dict[str, object] = {
        "blok": str(regel.blok),
        "soort": regel.soort,
        "begroot": euro_text(regel.begroot),
        "werkelijk": euro_text(regel.werkelijk),
        "voorschot": euro_text(regel.voorschot),
        "saldo": euro_text(regel.saldo),
    }
    return shown | ({"meerjarig": euro_text(regel.correctie), "reden": regel.reden} if regel.correctie else {})


def _show_rijk(one: Rijkssaldo) -> dict[str, object]:
    return {
        "regeling": one.rijksmiddel.regeling,
        "taken": list(one.rijksmiddel.taken),
        "bedrag": euro_text(one.rijksmiddel.bedrag),
        "besteed": euro_text(one.besteed),
        "overschot": euro_text(one.overschot),
        "tekort": euro_text(one.tekort),
        "lasten": [
            {"kostenpost": last.kostenpost, "blok": str(last.blok), "bedrag": euro_text(last.bedrag)} for last in one.lasten
        ],
    }
