"""Which sleutels a kostenpost really uses: a mix taken apart, the weights behind a minimum; nothing when that is not clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cusd_xl.model.begroting import Begroting, Deelnemer, Kostenpost, Sleutel
from cusd_xl.rules.deelname import find_betalers, is_active
from cusd_xl.rules.sleutelparameters import flatten_mix, parse_minimum
from cusd_xl.rules.sleutels.eigen import TOEREKENINGEN
from cusd_xl.rules.sleutels.wegend import WEGINGEN


@dataclass(frozen=True, slots=True)
class Gebruik:
    """One simple sleutel as one kostenpost uses it: the paying deelnemers whose weight it asks for."""

    kostenpost: Kostenpost
    sleutel: Sleutel
    betalers: tuple[Deelnemer, ...]


def list_gebruik(begroting: Begroting) -> tuple[Gebruik, ...]:
    """Every simple sleutel in use, per kostenpost, in the order of tblKosten."""
    return tuple(one for kostenpost in begroting.kosten for one in _unfold(begroting, kostenpost))


def find_sleutel(begroting: Begroting, naam: str) -> Sleutel | None:
    """The sleutel with this name, None when there is none."""
    return next((one for one in begroting.sleutels if one.sleutel == naam), None)


def gives_eigen_bedragen(begroting: Begroting, kostenpost: Kostenpost) -> bool:
    """True when the sleutel of the kostenpost is known and gives own amounts instead of dividing one."""
    sleutel = find_sleutel(begroting, kostenpost.verdeelsleutel)
    return sleutel is not None and sleutel.soort in TOEREKENINGEN


def list_betalers(begroting: Begroting, kostenpost: Kostenpost) -> tuple[Deelnemer, ...]:
    """The deelnemers that pay for the kostenpost, in the order of tblDeelnemers."""
    return tuple(one for one, pays in zip(begroting.deelnemers, find_betalers(begroting, kostenpost), strict=True) if pays)


def list_actieve_deelnemers(begroting: Begroting) -> tuple[Deelnemer, ...]:
    """The deelnemers of the begrotingsjaar."""
    return tuple(one for one in begroting.deelnemers if is_active(one.vanaf, one.tot_en_met, begroting.jaar))


def group_kostenposten(gebruik: Iterable[Gebruik]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Per sleutel and paying gemeente the kostenposten that ask for its weight."""
    grouped: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in gebruik:
        for deelnemer in one.betalers:
            place = (one.sleutel.sleutel, deelnemer.gemeente)
            grouped[place] = (*grouped.get(place, ()), one.kostenpost.kostenpost)
    return grouped


def _unfold(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[Gebruik]:
    betalers = list_betalers(begroting, kostenpost)
    for naam in _list_names(begroting, kostenpost):
        sleutel = find_sleutel(begroting, naam)
        if sleutel is not None:
            yield Gebruik(kostenpost, sleutel, betalers)


def _list_names(begroting: Begroting, kostenpost: Kostenpost) -> tuple[str, ...]:
    """The names of the simple sleutels; empty when a name or a parameter is wrong (check_sleutels reports that)."""
    sleutel = find_sleutel(begroting, kostenpost.verdeelsleutel)
    if sleutel is None:
        return ()
    try:
        if sleutel.soort == "minimum":
            return (parse_minimum(sleutel).sleutel,)
        namen = tuple(naam for naam, _ in flatten_mix(begroting, sleutel.sleutel))
    except (KeyError, ValueError):
        return ()
    return namen if sleutel.soort != "mix" else tuple(naam for naam in namen if begroting.sleutel(naam).soort in WEGINGEN)
