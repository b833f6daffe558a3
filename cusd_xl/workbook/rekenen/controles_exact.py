"""The checks that every whole number in the formulas stays below what a spreadsheet keeps exactly."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.exactheid import GRENS as GRENS_EXACT
from cusd_xl.base.exactheid import STAP, STAPPEN
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.rekenen.bouwer import Blok
from cusd_xl.workbook.rekenen.controle import GRENS, Controle, Gecontroleerd
from cusd_xl.workbook.rekenen.gewichtrijen import BLAD as GEWICHTENBLAD
from cusd_xl.workbook.rekenen.plaatsen import K_GEMEEN
from cusd_xl.workbook.rekenen.sleutelgewichten import K_GROOTSTE, K_NOEMER
from cusd_xl.workbook.rekenen.verwijzing import cel


def list_exactheidscontroles(wat: Gecontroleerd) -> list[Controle]:
    controles = []
    blok, stappen = wat.gewichten.gewichten, wat.verdeling.stappen
    if blok:
        controles += _list_gewichten(wat, blok)
    if stappen and stappen.fijn:
        grens = STAP**STAPPEN
        formule = f'COUNTIF({stappen.vloer.kolomgebied(K_GEMEEN)},">={grens}")=0'
        controles.append(_exact("gemene noemers", formule, _read_kolom(wat.verdeling.plan, stappen.vloer, K_GEMEEN), grens))
    elif stappen:
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


def _list_gewichten(wat: Gecontroleerd, blok: Blok) -> list[Controle]:
    """Weights whose product is made at once, and those whose product is made in steps of two digits."""
    noemers, grootste = (_read_kolom(wat.gewichten.plan, blok, kolom) for kolom in (K_NOEMER, K_GROOTSTE))
    producten = [a * b for a, b in zip(noemers, grootste, strict=True)]
    stappen = sorted(wat.verdeling.stappen.producten) if wat.verdeling.stappen else []
    if not stappen:
        formule = f"SUMPRODUCT(({blok.kolomgebied(K_NOEMER)}*{blok.kolomgebied(K_GROOTSTE)}>={GRENS})*1)=0"
        return [_exact("gewichten", formule, producten, GRENS_EXACT)]

    def plek(nummer: int, kolom: int) -> str:
        return f"{GEWICHTENBLAD}!{cel(blok.rij + nummer, kolom, 'rk')}"

    controles = []
    gewoon = [nummer for nummer in range(len(noemers)) if nummer not in stappen]
    if gewoon:
        tellingen = "+".join(f"({plek(nummer, K_NOEMER)}*{plek(nummer, K_GROOTSTE)}>={GRENS})" for nummer in gewoon)
        controles.append(_exact("gewichten", f"{tellingen}=0", [producten[nummer] for nummer in gewoon], GRENS_EXACT))
    tellingen = "+".join(
        f"({2 * STAP}*{plek(nummer, K_NOEMER)}>={GRENS})+({plek(nummer, K_GROOTSTE)}>={STAP**STAPPEN})" for nummer in stappen
    )
    getallen = [max(2 * STAP * noemers[nummer], grootste[nummer] * GRENS_EXACT // STAP**STAPPEN) for nummer in stappen]
    return [*controles, _exact("grote gewichten in tussenstappen", f"{tellingen}=0", getallen, GRENS_EXACT)]


def _exact(wie: str, formule: str, getallen: Sequence[int], grens: int) -> Controle:
    uitleg = "Te veel cijfers om in een rekenblad exact te zijn; vertrouw op cusd-xl bereken."
    return Controle(f"De formules rekenen exact: {wie} onder de grens", formule, uitleg, "art. 12", is_goed=max(getallen) < grens)


def _read_kolom(plan: Bladplan, blok: Blok, kolom: int) -> list[int]:
    return [int(str(plan.cellen[rij, kolom].waarde)) for rij in range(blok.rij, blok.laatste_rij + 1)]
