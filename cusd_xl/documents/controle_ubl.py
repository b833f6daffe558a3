"""Our own check of a UBL document before it is written: what stands in the way, and what the user can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cusd_xl.base.findings import Finding, finding
from cusd_xl.documents.controle_inhoud import check_inhoud
from cusd_xl.documents.controle_nederland import check_nederland
from cusd_xl.documents.controle_rekenen import check_rekenen
from cusd_xl.documents.controle_verplicht import check_verplicht
from cusd_xl.documents.gebrek import Gebrek, Partij
from cusd_xl.documents.ubl_lezen import NIET_LEESBAAR, parse_ubl
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.regeling import Regeling

CONTROLES = (check_verplicht, check_nederland, check_inhoud, check_rekenen)


def check_ubl(xml: bytes) -> tuple[Gebrek, ...]:
    """Every rule that the document breaks; the same words about the same party come only once."""
    root = parse_ubl(xml)
    if root is None:
        return (Gebrek("XML", NIET_LEESBAAR),)
    found = {(one.partij, one.tekst): one for controle in reversed(CONTROLES) for one in reversed(list(controle(root)))}
    return tuple(reversed(found.values()))


def report_gebreken(regeling: Regeling, gecontroleerd: Sequence[tuple[Factuur, tuple[Gebrek, ...]]]) -> tuple[Finding, ...]:
    """One finding for the sender, one per gemeente, and one per document where the fault is ours.

    Data that is missing only means no e-factuur for whom it concerns, a waarschuwing; a fault of ours is a fout.
    """
    return (
        *_report_afzender(regeling, gecontroleerd),
        *_report_afnemers(gecontroleerd),
        *(
            finding("efactuur-afgekeurd", nummer=factuur.nummer, gemeente=factuur.afnemer.gemeente, gebreken=_join(own, True))
            for factuur, gebreken in gecontroleerd
            if (own := _of(gebreken, Partij.DOCUMENT))
        ),
    )


def _report_afzender(regeling: Regeling, gecontroleerd: Sequence[tuple[Factuur, tuple[Gebrek, ...]]]) -> Iterator[Finding]:
    getroffen = [own for _, gebreken in gecontroleerd if (own := _of(gebreken, Partij.AFZENDER))]
    if getroffen:
        samen = list(dict.fromkeys(one for own in getroffen for one in own))
        facts = {"aantal": len(getroffen), "facturen": len(gecontroleerd), "gebreken": _join(samen)}
        yield finding("efactuur-afzender-onvolledig", regeling.cel(samen[0].veld), **facts)


def _report_afnemers(gecontroleerd: Sequence[tuple[Factuur, tuple[Gebrek, ...]]]) -> Iterator[Finding]:
    """Gemeenten that lack the same things share a finding, which points to the first of them."""
    per_gemeente: dict[str, list[Gebrek]] = {}
    for factuur, gebreken in gecontroleerd:
        per_gemeente.setdefault(factuur.afnemer.gemeente, []).extend(_of(gebreken, Partij.AFNEMER))
    afnemers = {factuur.afnemer.gemeente: factuur.afnemer for factuur, _ in gecontroleerd}
    samen: dict[str, list[str]] = {}
    for gemeente, own in per_gemeente.items():
        if own:
            samen.setdefault(_join(own), []).append(gemeente)
    for tekst, gemeenten in samen.items():
        cel = afnemers[gemeenten[0]].herkomst.cel(per_gemeente[gemeenten[0]][0].veld)
        yield finding("efactuur-afnemer-onvolledig", cel, gemeente=_enumerate(gemeenten), gebreken=tekst)


def _enumerate(namen: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))


def _of(gebreken: Sequence[Gebrek], partij: Partij) -> list[Gebrek]:
    return [one for one in gebreken if one.partij is partij]


def _join(gebreken: Sequence[Gebrek], met_regel: bool = False) -> str:
    return "; ".join(dict.fromkeys(f"{one.tekst} ({one.regel})" if met_regel else one.tekst for one in gebreken))
