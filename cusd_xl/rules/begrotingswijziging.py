"""Art. 12: a begrotingswijziging is a numbered layer on the begroting; new taken come in by one, discussed as a concept first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from cusd_xl.model.begroting import Begroting, Wijziging
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.bijdragen import Bijdrage, VerdeeldeKostenpost
from cusd_xl.model.inkoop import GEEN_INKOOP, Inkoop
from cusd_xl.model.kring import Kring
from cusd_xl.model.wijziging import Inkoopwijziging, Postwijziging, Wijzigingslaag, Wijzigingsstaat
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import changes_inkoop, find_inkoop
from cusd_xl.rules.kring import make_kring
from cusd_xl.rules.verdeling import allocate, gives_eigen_bedragen

GRONDSLAG = Grondslag(CUSD, "12; handvest 8.6", f"{TOELICHTING}; {HANDVEST}", ("R9", "R10", "R12", "R78"))
CONCEPT, INGETROKKEN = "concept", "ingetrokken"
BESLUIT = "begrotingswijziging"
"""The soort of a besluit in tblBesluiten that is about a layer."""


def list_lagen(begroting: Begroting) -> tuple[Wijzigingslaag, ...]:
    """The layers from the lowest to the highest: by number when all are numbers, else in the order of tblWijzigingen."""
    rows: dict[str, list[Wijziging]] = {}
    for row in begroting.wijzigingen:
        rows.setdefault(row.nummer, []).append(row)
    nummers = list(rows)
    if all(nummer.isdecimal() for nummer in nummers):
        nummers.sort(key=int)
    return tuple(_make_laag(nummer, rows[nummer]) for nummer in nummers)


def stack_laag(begroting: Begroting, nummer: str) -> tuple[Begroting, Begroting]:
    """The begroting below a layer and the begroting with it; KeyError when there is no layer with this number.

    Below it stand the vastgestelde rows of earlier layers. The layer itself counts as if it were vastgesteld.
    """
    lagen = list_lagen(begroting)
    plaats = {one.nummer: plaats for plaats, one in enumerate(lagen)}[nummer]
    below = tuple(row for laag in lagen[:plaats] for row in laag.regels if row.status == VASTGESTELD)
    own = tuple(replace(row, status=VASTGESTELD) for row in lagen[plaats].regels)
    return replace(begroting, wijzigingen=below), replace(begroting, wijzigingen=(*below, *own))


def compare_laag(begroting: Begroting, nummer: str, kring: Kring) -> Wijzigingsstaat:
    """What every gemeente of the kring contributes before and after a layer, per kostenpost, to the cent.

    Both begrotingen of `stack_laag` must be without fouten.
    """
    lagen = list_lagen(begroting)
    plaats = [one.nummer for one in lagen].index(nummer)
    oud, nieuw = stack_laag(begroting, nummer)
    posten = tuple(
        _compare_post(oud, lagen[plaats], kring, before, after)
        for before, after in zip(allocate(oud).kostenposten, allocate(nieuw).kostenposten, strict=True)
        if before.kostenpost.kostenpost in kring.kostenposten
    )
    eerdere = tuple(one.nummer for one in lagen[:plaats] if one.status == VASTGESTELD)
    regeling = begroting.regeling.naam
    inkoop = _compare_inkoop(begroting, lagen[plaats], kring, find_inkoop(oud), find_inkoop(nieuw))
    besluit, deelnemers = _find_besluit(begroting, nummer), make_kring(begroting).gemeenten
    akkoord = len(besluit.akkoord.intersection(deelnemers)) if besluit else 0
    return Wijzigingsstaat(
        begroting.jaar, regeling, lagen[plaats], eerdere, kring, posten, inkoop, besluit, akkoord, len(deelnemers)
    )


def sum_per_naam(kring: Kring, bijdragen: Iterable[Bijdrage]) -> tuple[int, ...]:
    """The cents of the bijdragen per name of the kring, in its order."""
    sums = dict.fromkeys(kring.gemeenten, 0)
    for one in bijdragen:
        naam = kring.find_naam(one.gemeente)
        sums[naam] = sums.get(naam, 0) + one.bedrag
    return tuple(sums[naam] for naam in kring.gemeenten)


def _find_besluit(begroting: Begroting, nummer: str) -> Besluit | None:
    """The besluit about a layer: the same nummer, of this year or of no year, and not ingetrokken."""
    found = (
        one
        for one in begroting.besluiten
        if (one.soort, one.nummer) == (BESLUIT, nummer) and one.jaar in (None, begroting.jaar) and one.status != INGETROKKEN
    )
    return next(found, None)


def _make_laag(nummer: str, rows: list[Wijziging]) -> Wijzigingslaag:
    standing = tuple(row for row in rows if row.status != INGETROKKEN)
    statussen = {row.status for row in standing}
    status = INGETROKKEN if not standing else VASTGESTELD if statussen == {VASTGESTELD} else CONCEPT
    dagen = [row.besluitdatum for row in standing if row.besluitdatum]
    return Wijzigingslaag(nummer, status, max(dagen, default=None), standing)


def _compare_post(
    begroting: Begroting, laag: Wijzigingslaag, kring: Kring, before: VerdeeldeKostenpost, after: VerdeeldeKostenpost
) -> Postwijziging:
    """One kostenpost; `begroting` is the one below the layer. What changes the inkoopplan is left to `_compare_inkoop`."""
    post = before.kostenpost
    below, rows = (
        [row for row in wijzigingen if row.kostenpost == post.kostenpost and not changes_inkoop(begroting, row)]
        for wijzigingen in (begroting.wijzigingen, laag.regels)
    )
    return Postwijziging(
        kostenpost=post,
        begroot=(post.bedrag or 0) + sum(row.mutatie for row in below),
        mutatie=sum(row.mutatie for row in rows),
        te_verdelen_oud=before.te_verdelen,
        te_verdelen_nieuw=after.te_verdelen,
        oud=sum_per_naam(kring, before.bijdragen),
        nieuw=sum_per_naam(kring, after.bijdragen),
        telt_mee=not gives_eigen_bedragen(begroting.sleutel(post.verdeelsleutel)),
        omschrijving="; ".join(dict.fromkeys(row.omschrijving for row in rows if row.omschrijving)),
    )


def _compare_inkoop(
    begroting: Begroting,
    laag: Wijzigingslaag,
    kring: Kring,
    oud: Mapping[tuple[str, str], Inkoop],
    nieuw: Mapping[tuple[str, str], Inkoop],
) -> tuple[Inkoopwijziging, ...]:
    changed = {row.taak for row in laag.regels if changes_inkoop(begroting, row)}
    namen = {one.taak: one.omschrijving for one in begroting.taken}
    made = (
        Inkoopwijziging(naam, taak, namen[taak], *(_sum_inkoop(kring, one, naam, taak) for one in (oud, nieuw)))
        for taak in namen
        if taak in changed and kring.has_taak(taak)
        for naam in kring.gemeenten
    )
    return tuple(one for one in made if (one.oud, one.nieuw) != (GEEN_INKOOP, GEEN_INKOOP))


def _sum_inkoop(kring: Kring, inkoop: Mapping[tuple[str, str], Inkoop], naam: str, taak: str) -> Inkoop:
    own = [one for (gemeente, code), one in inkoop.items() if code == taak and kring.find_naam(gemeente) == naam]
    return Inkoop(sum((one.volume for one in own), Decimal(0)), sum(one.bedrag for one in own))
