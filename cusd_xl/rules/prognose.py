"""Art. 13 and 6c: at least twice a year a prognose per gemeente, of contracts through the regeling only, with its signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.jaargang import Prognose
from cusd_xl.model.kring import Kring
from cusd_xl.model.prognose import Prognosemoment, Prognoseregel, Prognosestaat
from cusd_xl.rules.afwijking import combine, compare, total
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.maatstaf import ONBEKEND, Maatstaf, find_maatstaven, follows_realisatie

GRONDSLAG = Grondslag(CUSD, "6c en 13; handvest 13.3", f"{TOELICHTING}; {HANDVEST}", ("R17", "R18", "R33", "R63", "R69"))
EIGEN_CONTRACT = "nee"


def list_momenten(begroting: Begroting) -> tuple[Prognosemoment, ...]:
    """The prognoses of the year in order: by number when all are numbers, else in the order of tblPrognoses."""
    dagen: dict[str, list[Prognose]] = {}
    for row in begroting.prognoses:
        dagen.setdefault(row.prognose, []).append(row)
    nummers = list(dagen)
    if all(nummer.isdecimal() for nummer in nummers):
        nummers.sort(key=int)
    return tuple(Prognosemoment(nummer, max(row.peildatum for row in dagen[nummer])) for nummer in nummers)


def is_eigen_contract(begroting: Begroting, row: Prognose) -> bool:
    """True for a row of a contract that does not run through the regeling, which no prognose counts (art. 13)."""
    return any(one.contract == row.contract and one.via_regeling == EIGEN_CONTRACT for one in begroting.contracten)


def make_prognosestaat(begroting: Begroting, nummer: str, kring: Kring) -> Prognosestaat:
    """One prognose beside the begroting and the prognose before it; KeyError when there is none with this number."""
    momenten = list_momenten(begroting)
    plaats = {one.nummer: plaats for plaats, one in enumerate(momenten)}[nummer]
    vorige = momenten[plaats - 1] if plaats else None
    regels = tuple(_make_regels(begroting, momenten[plaats], vorige, kring))
    drempel = begroting.regeling.afwijking_procent
    covered = {one.kostenpost.kostenpost for one in regels}
    return Prognosestaat(
        begroting.jaar,
        begroting.regeling.naam,
        momenten[plaats],
        vorige,
        drempel,
        kring,
        regels,
        _total_per(regels, drempel, lambda one: one.gemeente, kring.gemeenten),
        _total_per(regels, drempel, lambda one: one.kostenpost.kostenpost, (one.kostenpost for one in begroting.kosten)),
        total((one.afwijking for one in regels), drempel),
        tuple(row for row in _list_rows(begroting, nummer, kring, eigen=True) if kring.is_own(row.gemeente)),
        tuple(
            one.kostenpost for one in begroting.kosten if one.kostenpost in kring.kostenposten and one.kostenpost not in covered
        ),
    )


def _list_rows(begroting: Begroting, nummer: str, kring: Kring, eigen: bool) -> Iterator[Prognose]:
    """The rows of a prognose that the kring may hold, those of own contracts or the others.

    A taak is left out only where figures go by taak: a kostenpost that is divided stays whole.
    """
    per_taak = {one.kostenpost for one in begroting.kosten if follows_realisatie(begroting, one)}
    for row in begroting.prognoses:
        free = not row.taak or row.kostenpost not in per_taak or kring.has_taak(row.taak)
        within = row.kostenpost in kring.kostenposten and free
        if row.prognose == nummer and within and is_eigen_contract(begroting, row) is eigen:
            yield row


def _make_regels(
    begroting: Begroting, moment: Prognosemoment, vorige: Prognosemoment | None, kring: Kring
) -> Iterator[Prognoseregel]:
    maatstaven = find_maatstaven(begroting, kring)
    nu = _sum_rows(_list_rows(begroting, moment.nummer, kring, eigen=False))
    eerder = _sum_rows(_list_rows(begroting, vorige.nummer, kring, eigen=False)) if vorige else {}
    for post in begroting.kosten:
        maatstaf = maatstaven[post.kostenpost]
        for naam in kring.gemeenten:
            own = [gemeente for gemeente, code in nu if code == post.kostenpost and kring.find_naam(gemeente) == naam]
            if own:
                delen = (_compare(maatstaf, one, nu[one, post.kostenpost], begroting.regeling.afwijking_procent) for one in own)
                before = [cents for (one, code), cents in eerder.items() if one in own and code == post.kostenpost]
                afwijking = combine(delen, begroting.regeling.afwijking_procent)
                soort = ONBEKEND if afwijking.begroot is None and maatstaf.bedragen else maatstaf.soort
                yield Prognoseregel(naam, post, soort, afwijking, sum(before) if before else None)


def _compare(maatstaf: Maatstaf, gemeente: str, cents: int, drempel: Decimal | None) -> Afwijking:
    return compare(maatstaf.bedragen.get(gemeente), cents, drempel)


def _sum_rows(rows: Iterable[Prognose]) -> dict[tuple[str, str], int]:
    """Cents per (gemeente, kostenpost), in the order of the rows."""
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        sums[row.gemeente, row.kostenpost] = sums.get((row.gemeente, row.kostenpost), 0) + row.bedrag
    return sums


def _total_per(
    regels: tuple[Prognoseregel, ...],
    drempel: Decimal | None,
    naam_van: Callable[[Prognoseregel], str],
    namen: Iterable[str],
) -> Mapping[str, Afwijking]:
    """The total per name, for the names that have a line, in the order given."""
    present = {naam_van(one) for one in regels}
    return {naam: total((one.afwijking for one in regels if naam_van(one) == naam), drempel) for naam in namen if naam in present}
