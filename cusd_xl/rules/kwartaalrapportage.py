"""Art. 6c and handvest art. 15: every kwartaal the use per taak and gemeente beside the inkoopplan, uitgebreid or light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.base.perioden import parse_periode
from cusd_xl.base.years import Termijn
from cusd_xl.model.afrekening import Blok
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.model.inkoop import Inkoop
from cusd_xl.model.kring import Kring
from cusd_xl.model.kwartaal import Buitengebleven, Gebruik, Gebruiksregel, Kwartaalstaat
from cusd_xl.rules.aanlevering import list_aanleveringen
from cusd_xl.rules.afrekenen.blokken import find_blok
from cusd_xl.rules.afwijking import compare, total
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import find_inkoop

GRONDSLAG = Grondslag(CUSD, "6c; handvest 15", f"{TOELICHTING}; {HANDVEST}", ("R32", "R67", "R68", "R69", "R70"))
ZONDER_TAAK = "zonder taakcode"


def make_kwartaalstaat(begroting: Begroting, kwartaal: Termijn, light: bool, kring: Kring) -> Kwartaalstaat:
    """The use of care up to and including a kwartaal, beside that part of the inkoopplan of the year."""
    gebruik, buiten = place_realisatie(begroting)
    regels = tuple(_make_regels(begroting, kwartaal, kring, gebruik))
    drempel = begroting.regeling.afwijking_procent
    per_gemeente = {
        naam: total((one.afwijking for one in regels if one.gemeente == naam), drempel)
        for naam in kring.gemeenten
        if any(one.gemeente == naam for one in regels)
    }
    per_taak = {
        taak: total((one.afwijking for one in regels if one.taak == taak), drempel)
        for taak in dict.fromkeys(one.taak for one in regels)
    }
    return Kwartaalstaat(
        begroting.jaar,
        begroting.regeling.naam,
        kwartaal,
        light,
        drempel,
        kring,
        regels,
        per_gemeente,
        per_taak,
        total((one.afwijking for one in regels), drempel),
        list_aanleveringen(begroting, kwartaal, kring),
        tuple(one for one in buiten if kring.is_own(one.rij.gemeente)),
    )


def place_realisatie(begroting: Begroting) -> tuple[tuple[Gebruik, ...], tuple[Buitengebleven, ...]]:
    """Every row of realisatie of care in its kwartaal, and the rows that cannot be placed in one, with the reason."""
    placed, buiten = [], []
    for row in begroting.realisatie:
        if _is_zorg(begroting, row):
            kwartaal, reden = _find_kwartaal(begroting, row)
            if kwartaal is None:
                buiten.append(Buitengebleven(row, reden))
            else:
                placed.append(Gebruik(row.gemeente, _find_taak(begroting, row), kwartaal, row.netto))
    return tuple(placed), tuple(buiten)


def plan_tot(bedrag: int, kwartaal: Termijn) -> int:
    """The part of a yearly bedrag up to and including a kwartaal, in whole cents, half up."""
    return round_half_up(Fraction(bedrag * kwartaal.nummer, kwartaal.aantal))


def _is_zorg(begroting: Begroting, row: Realisatie) -> bool:
    """Zorgkosten as the eindafrekening has them; organisatie- and uitvoeringskosten are reported apart (handvest 13.3)."""
    return any(one.kostenpost == row.kostenpost and find_blok(one.soort) is Blok.ZORGKOSTEN for one in begroting.kosten)


def _find_kwartaal(begroting: Begroting, row: Realisatie) -> tuple[int | None, str]:
    if not row.periode:
        return None, "de periode is leeg"
    periode = parse_periode(row.periode, begroting.jaar)
    if periode is None:
        return None, f"de periode '{row.periode}' is geen kwartaal of maand"
    if periode.jaar != begroting.jaar:
        return None, f"de periode ligt in {periode.jaar}"
    return periode.kwartaal, f"de periode '{row.periode}' is langer dan een kwartaal"


def _find_taak(begroting: Begroting, row: Realisatie) -> str:
    """The taak of the row, or the only one of its kostenpost; empty when there is none."""
    if row.taak:
        return row.taak
    taken = next((one.taken for one in begroting.kosten if one.kostenpost == row.kostenpost), ())
    return taken[0] if len(taken) == 1 else ""


def _make_regels(begroting: Begroting, kwartaal: Termijn, kring: Kring, gebruik: Iterable[Gebruik]) -> Iterator[Gebruiksregel]:
    inkoop = find_inkoop(begroting)
    spent: dict[tuple[str, str], list[int]] = {}
    for one in gebruik:
        if one.kwartaal <= kwartaal.nummer:
            sums = spent.setdefault((one.gemeente, one.taak), [0] * kwartaal.nummer)
            sums[one.kwartaal - 1] += one.bedrag
    namen = {one.taak: one.omschrijving for one in begroting.taken} | {"": ZONDER_TAAK}
    for taak in namen:
        for naam in kring.gemeenten if kring.has_taak(taak) or not taak else ():
            gemeenten = [
                one.gemeente
                for one in begroting.deelnemers
                if kring.find_naam(one.gemeente) == naam and (taak or kring.is_own(one.gemeente))
            ]
            own = [one for one in gemeenten if (one, taak) in inkoop or (one, taak) in spent]
            if own:
                yield _make_regel(begroting, kwartaal, (taak, namen[taak], naam), own, inkoop, spent)


def _make_regel(
    begroting: Begroting,
    kwartaal: Termijn,
    wat: tuple[str, str, str],
    gemeenten: list[str],
    inkoop: Mapping[tuple[str, str], Inkoop],
    spent: Mapping[tuple[str, str], list[int]],
) -> Gebruiksregel:
    taak = wat[0]
    planned = [inkoop[one, taak] for one in gemeenten if (one, taak) in inkoop]
    per_kwartaal = [spent.get((one, taak), [0] * kwartaal.nummer) for one in gemeenten]
    kwartalen = tuple(map(sum, zip(*per_kwartaal, strict=True)))
    zonder = sum(sum(spent[one, taak]) for one in gemeenten if (one, taak) not in inkoop)
    plan = sum(one.bedrag for one in planned) if planned else None
    begroot = sum(plan_tot(one.bedrag, kwartaal) for one in planned) if planned else None
    afwijking = compare(begroot, sum(kwartalen), begroting.regeling.afwijking_procent, zonder)
    volume = sum((one.volume for one in planned), Decimal(0)) if planned else None
    return Gebruiksregel(*wat, volume, plan, kwartalen, afwijking)
