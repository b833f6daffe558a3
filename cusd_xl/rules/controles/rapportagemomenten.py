"""Art. 6c, 13 and handvest art. 15: how many prognoses and managementrapportages there must be, and of which form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.base.perioden import KWARTALEN, find_kwartaal
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Kalendermoment
from cusd_xl.parameters import get_parameter
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.prognose import list_momenten

GRONDSLAG = Grondslag(CUSD, "6c en 13; handvest 15", f"{TOELICHTING}; {HANDVEST}", ("R17", "R32", "R33", "R67"))
JAARPROGNOSE, RAPPORTAGE = "jaarprognose", "managementrapportage"
LIGHT = frozenset(("light", "licht", "lichte"))
WOORD = re.compile(r"\w+")


def check_rapportagemomenten(begroting: Begroting) -> Iterator[Finding]:
    """Too few prognoses or rapportages on the day `stand_per`, and too many rapportages in the light form."""
    yield from _check_prognoses(begroting)
    rapportages = list_momenten_van(begroting, RAPPORTAGE)
    yield from check_light(begroting, rapportages)
    stand_per = begroting.regeling.stand_per
    if rapportages and stand_per is not None and stand_per > date(begroting.jaar, 12, 31):
        yield from _check_jaar(begroting, rapportages)


def check_light(begroting: Begroting, rapportages: tuple[Kalendermoment, ...], erbij: int | None = None) -> Iterator[Finding]:
    """The light rapportages above the number that may be; with `erbij` the one of that kwartaal is made now, and counts too."""
    most = _get_aantal("managementrapportages_light_max", begroting.jaar)
    light = [one for one in rapportages if is_light(one) and (erbij is None or find_kwartaal(one.periode, one.jaar) != erbij)]
    aantal = len(light) + (erbij is not None)
    if most is not None and aantal > most:
        cel = light[-1].herkomst.cel("moment") if light else "tblKalender"
        yield finding("rapportage-light-te-vaak", cel, jaar=begroting.jaar, aantal=aantal, grens=most)


def list_momenten_van(begroting: Begroting, moment: str) -> tuple[Kalendermoment, ...]:
    """The rows of tblKalender of one moment in the begrotingsjaar."""
    return tuple(one for one in begroting.kalender if key(one.moment) == moment and one.jaar == begroting.jaar)


def is_light(one: Kalendermoment) -> bool:
    """True for a rapportage in the light form: the word stands in Periode or Opmerking."""
    return not LIGHT.isdisjoint(WOORD.findall(key(f"{one.periode} {one.opmerking}")))


def _check_prognoses(begroting: Begroting) -> Iterator[Finding]:
    stand_per = begroting.regeling.stand_per
    if stand_per is None:
        return
    planned = list_momenten_van(begroting, JAARPROGNOSE)
    passed = [one for one in planned if one.uiterlijk is not None and one.uiterlijk < stand_per]
    verwacht = len(passed)
    if stand_per >= date(begroting.jaar, 12, 31):
        verwacht = max(verwacht, _get_aantal("jaarprognoses_min", begroting.jaar) or 0)
    aantal = sum(moment.peildatum <= stand_per for moment in list_momenten(begroting))
    if aantal < verwacht:
        cel = passed[aantal].herkomst.cel("uiterlijk") if aantal < len(passed) else begroting.regeling.cel("stand_per")
        facts = {"stand_per": short_datum(stand_per), "verwacht": verwacht, "jaar": begroting.jaar, "aantal": aantal}
        yield finding("prognoses-te-weinig", cel, **facts)


def _check_jaar(begroting: Begroting, rapportages: tuple[Kalendermoment, ...]) -> Iterator[Finding]:
    """After the year: a rapportage for every kwartaal, and enough of them uitgebreid."""
    gereed = [one for one in rapportages if one.gereed is not None]
    least = _get_aantal("managementrapportages_uitgebreid_min", begroting.jaar)
    aantal = sum(not is_light(one) for one in gereed)
    cel = rapportages[-1].herkomst.cel("moment")
    if least is not None and aantal < least:
        yield finding("rapportage-te-weinig-uitgebreid", cel, jaar=begroting.jaar, aantal=aantal, grens=least)
    ready = {find_kwartaal(one.periode, one.jaar) for one in gereed}
    missing = [f"Q{nummer}" for nummer in range(1, KWARTALEN + 1) if nummer not in ready]
    if missing and _get_aantal("managementrapportages_min", begroting.jaar) is not None:
        yield finding("rapportage-te-weinig", cel, jaar=begroting.jaar, kwartalen=enumerate_names(missing))


def _get_aantal(naam: str, jaar: int) -> int | None:
    """A number of the regeling for a year; None for a year in which it did not hold."""
    try:
        return int(get_parameter(naam, date(jaar, 1, 1)).waarde)
    except ParameterError:
        return None
