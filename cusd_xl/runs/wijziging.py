"""Use case `wijziging`: one begrotingswijziging as a layer, before and after, in a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Ernst, Finding, finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.wijziging import Wijzigingsstaat
from cusd_xl.rules.begrotingswijziging import compare_laag, list_lagen, stack_laag
from cusd_xl.rules.controles import check_begroting
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.rapport import choose_kring, choose_nummer, write_rapport
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.plan_wijziging import plan_wijziging

INGETROKKEN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Wijzigingsresultaat:
    """The findings and, without a fout among them, the layer before and after."""

    findings: tuple[Finding, ...]
    staat: Wijzigingsstaat | None = None


def run_wijziging(pad: Path, nummer: str | None, uit: Path | None, gemeente: str | None = None) -> Wijzigingsresultaat:
    """Read, check and compare one layer; without a number the last one. With `uit` the report is written.

    ArgumentError for an unknown number or gemeente, a layer that was ingetrokken, or an `uit` that is there already.
    """
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting = beoordeling.begroting
    if begroting is None:
        return Wijzigingsresultaat(beoordeling.findings)
    lagen = list_lagen(begroting)
    gekozen = choose_nummer(nummer, [one.nummer for one in lagen], "begrotingswijziging", "Wijzigingen")
    if any(one.nummer == gekozen and one.status == INGETROKKEN for one in lagen):
        raise ArgumentError(f"Begrotingswijziging {gekozen} is ingetrokken en verandert niets. Kies een andere met --nummer.")
    kring = choose_kring(begroting, gemeente)
    findings = (*beoordeling.findings, *_check_lagen(begroting, gekozen))
    if has_fout(findings):
        return Wijzigingsresultaat(findings)
    staat = compare_laag(begroting, gekozen, kring)
    write_rapport(uit, plan_wijziging(staat))
    return Wijzigingsresultaat(findings, staat)


def as_json(resultaat: Wijzigingsresultaat) -> dict[str, object]:
    """The layer as plain values: per gemeente, kostensoort and kostenpost the amounts before and after."""
    staat = resultaat.staat
    return {
        "regeling": staat.regeling if staat else "",
        "jaar": staat.jaar if staat else None,
        "nummer": staat.laag.nummer if staat else None,
        "status": staat.laag.status if staat else None,
        "besluitdatum": staat.laag.besluitdatum.isoformat() if staat and staat.laag.besluitdatum else None,
        "per_gemeente": {naam: _show(*paar) for naam, paar in staat.per_gemeente().items()} if staat else {},
        "per_kostensoort": {naam: _show(*paar) for naam, paar in staat.per_soort().items()} if staat else {},
        "per_kostenpost": {
            post.kostenpost.kostenpost: {
                naam: _show(oud, nieuw) for naam, oud, nieuw in zip(staat.kring.gemeenten, post.oud, post.nieuw, strict=True)
            }
            for post in staat.posten
        }
        if staat
        else {},
        "inkoopplan": [
            {
                "gemeente": one.gemeente,
                "taak": one.taak,
                **_show(one.oud.bedrag, one.nieuw.bedrag),
                "volume_oud": str(one.oud.volume),
                "volume_nieuw": str(one.nieuw.volume),
            }
            for one in (staat.inkoop if staat else ())
        ],
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _check_lagen(begroting: Begroting, nummer: str) -> Iterator[Finding]:
    """A fout for each begroting, before or with the layer, that cannot be computed although the whole one can."""
    for wanneer, layered in zip(("vóór", "met"), stack_laag(begroting, nummer), strict=True):
        for one in check_begroting(layered):
            if one.ernst is Ernst.FOUT:
                yield finding("wijziging-niet-door-te-rekenen", one.cel, wanneer=wanneer, nummer=nummer, reden=one.melding)


def _show(oud: int, nieuw: int) -> dict[str, str]:
    return {"oud": euro_text(oud), "wijziging": euro_text(nieuw - oud), "nieuw": euro_text(nieuw)}
