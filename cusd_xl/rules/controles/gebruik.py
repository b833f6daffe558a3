"""Which sleutels a kostenpost really uses: a key taken apart, the weights behind a tarief; nothing when that is not clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cusd_xl.model.begroting import Begroting, Deelnemer, Kostenpost, Sleutel
from cusd_xl.rules.deelname import find_betalers, is_active
from cusd_xl.rules.opbouw import Opbouw, unfold_sleutel
from cusd_xl.rules.sleutelparameters import parse_minimum
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.eigen import TOEREKENINGEN
from cusd_xl.rules.sleutels.samengesteld import OMHULSELS
from cusd_xl.rules.sleutels.stuk import parse_stuk
from cusd_xl.rules.sleutels.wegend import WEGINGEN
from cusd_xl.rules.sleutels.zonder import find_uitgesloten


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


def find_opbouw(begroting: Begroting, naam: str) -> Opbouw | None:
    """The key taken apart; None when a name or a parameter in it is wrong (check_sleutels reports that)."""
    try:
        return unfold_sleutel(begroting, naam)
    except (KeyError, ValueError):
        return None


def _unfold(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[Gebruik]:
    betalers = list_betalers(begroting, kostenpost)
    for naam, uitgesloten in _list_names(begroting, kostenpost):
        sleutel = find_sleutel(begroting, naam)
        if sleutel is not None:
            yield Gebruik(kostenpost, sleutel, tuple(one for one in betalers if one.gemeente not in uitgesloten))


def _list_names(begroting: Begroting, kostenpost: Kostenpost) -> tuple[tuple[str, frozenset[str]], ...]:
    """The names of the simple sleutels, each with who weighs 0 in it; empty when something in the key is wrong."""
    sleutel = find_sleutel(begroting, kostenpost.verdeelsleutel)
    if sleutel is None:
        return ()
    try:
        if sleutel.soort == "minimum":
            return ((find_binnen(begroting, parse_minimum(sleutel).sleutel).sleutel, frozenset()),)
        if sleutel.soort == "stuk":
            return ((find_binnen(begroting, parse_stuk(sleutel).sleutel).sleutel, frozenset()),)
        delen = unfold_sleutel(begroting, sleutel.sleutel).delen
    except (KeyError, ValueError):
        return ()
    found = tuple((one.sleutel, find_uitgesloten(begroting, one.zonder)) for one in delen)
    if sleutel.soort not in OMHULSELS:
        return found
    return tuple(one for one in found if begroting.sleutel(one[0]).soort in WEGINGEN)
