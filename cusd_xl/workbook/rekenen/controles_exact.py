"""The checks that every whole number in the formulas stays below what a spreadsheet keeps exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cusd_xl.base.exactheid import GRENS as GRENS_EXACT
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.rekenen.bouwer import Blok
from cusd_xl.workbook.rekenen.controle import GRENS, Controle, Gecontroleerd
from cusd_xl.workbook.rekenen.plaatsen import K_GEMEEN, Stappen
from cusd_xl.workbook.rekenen.sleutelgewichten import K_GROOTSTE, K_NOEMER


def list_exactheidscontroles(wat: Gecontroleerd) -> list[Controle]:
    """One check per kind of number: weights, common denominators, index figures, minimumbedragen."""
    controles: list[Controle] = []
    blok, stappen = wat.gewichten.gewichten, wat.verdeling.stappen
    if blok:
        controles += _list_gewichten(wat, blok, stappen)
    if stappen:
        formule = f'COUNTIF({stappen.vloer.kolomgebied(K_GEMEEN)},">="&{GRENS})=0'
        gemeen = _read_kolom(wat.verdeling.plan, stappen.vloer, K_GEMEEN)
        controles.append(_exact("gemene noemers", formule, gemeen, GRENS_EXACT))
    for index, wie in ((wat.indexatie.kostenposten, "kostenposten"), (wat.indexatie.normbedragen, "normbedragen")):
        if index:
            kolom = index.laatste_kolom - 2
            formule = f'COUNTIF({index.kolomgebied(kolom)},">="&{GRENS})=0'
            controles.append(_exact(f"indexcijfers {wie}", formule, _read_kolom(wat.indexatie.plan, index, kolom), GRENS_EXACT))
    if wat.verdeling.minima:
        formule = f"MAX({','.join(one.productformule for one in wat.verdeling.minima)})<{GRENS}"
        controles.append(_exact("minimumbedragen", formule, [one.grootste for one in wat.verdeling.minima], GRENS_EXACT))
    return controles


def _list_gewichten(wat: Gecontroleerd, blok: Blok, stappen: Stappen | None) -> Iterator[Controle]:
    """Weights whose product is made at once, run by run, and the steps of those whose product is made in steps."""
    noemers, grootste = (_read_kolom(wat.gewichten.plan, blok, kolom) for kolom in (K_NOEMER, K_GROOTSTE))
    in_stappen = stappen.producten if stappen else {}
    runs = list(_find_runs([nummer for nummer in range(len(noemers)) if nummer not in in_stappen]))
    for plaats, (eerste, laatste) in enumerate(runs):
        deel = Blok(blok.blad, blok.rij + eerste, blok.rij + laatste, blok.kolom, blok.laatste_kolom)
        formule = f"SUMPRODUCT(({deel.kolomgebied(K_NOEMER)}*{deel.kolomgebied(K_GROOTSTE)}>={GRENS})*1)=0"
        codes = [wat.gewichten.onderdelen[nummer].kostenpost for nummer in (eerste, laatste)]
        wie = f"gewichten {' tot en met '.join(dict.fromkeys(codes))}" if plaats else "gewichten"
        producten = [noemers[nummer] * grootste[nummer] for nummer in range(eerste, laatste + 1)]
        yield _exact(wie, formule, producten, GRENS_EXACT)
    if stappen and stappen.tussen:
        tussen = stappen.tussen
        getallen = [int(str(wat.verdeling.plan.cellen[plek].waarde)) for plek in _list_plekken(wat.verdeling.plan, tussen)]
        yield _exact("tussenstappen van grote getallen", f"MAX({tussen.alles()})<{GRENS}", getallen, GRENS_EXACT)


def _list_plekken(plan: Bladplan, blok: Blok) -> Iterator[tuple[int, int]]:
    """The cells of a block that hold a number."""
    for rij in range(blok.rij, blok.laatste_rij + 1):
        for kolom in range(blok.kolom, blok.laatste_kolom + 1):
            if (rij, kolom) in plan.cellen and isinstance(plan.cellen[rij, kolom].waarde, int):
                yield rij, kolom


def _find_runs(nummers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of every run of numbers that follow each other."""
    for _, run in groupby(enumerate(nummers), key=lambda place: place[1] - place[0]):
        found = [nummer for _, nummer in run]
        yield found[0], found[-1]


def _exact(wie: str, formule: str, getallen: Sequence[int], grens: int) -> Controle:
    uitleg = "Te veel cijfers om in een rekenblad exact te zijn; vertrouw op cusd-xl bereken."
    return Controle(f"De formules rekenen exact: {wie} onder de grens", formule, uitleg, "art. 12", is_goed=max(getallen) < grens)


def _read_kolom(plan: Bladplan, blok: Blok, kolom: int) -> list[int]:
    return [int(str(plan.cellen[rij, kolom].waarde)) for rij in range(blok.rij, blok.laatste_rij + 1)]
