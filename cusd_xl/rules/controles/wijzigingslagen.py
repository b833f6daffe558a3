"""Art. 12: a begrotingswijziging is one decision with one number, dated, in order, and taken before the year is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Wijziging
from cusd_xl.model.wijziging import Wijzigingslaag
from cusd_xl.parameters import get_parameter
from cusd_xl.rules.begrotingswijziging import list_lagen
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import changes_inkoop

GRONDSLAG = Grondslag(
    CUSD, "12; handvest 8.6; Gemeentewet 192", f"{TOELICHTING}; {HANDVEST}; Gemeentewet (BWBR0005416)", ("R10", "R12", "R78")
)


def check_wijzigingslagen(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the numbers, dates and statuses in tblWijzigingen."""
    lagen = list_lagen(begroting)
    yield from _check_nummers(lagen)
    for laag in lagen:
        yield from _check_laag(begroting, laag)
    dated = [laag for laag in lagen if laag.status == VASTGESTELD and laag.besluitdatum]
    for vorige, laag in pairwise(dated):
        if vorige.besluitdatum and laag.besluitdatum and laag.besluitdatum < vorige.besluitdatum:
            yield finding(
                "wijziging-volgorde",
                laag.regels[0].herkomst.cel("besluitdatum"),
                nummer=laag.nummer,
                datum=short_datum(laag.besluitdatum),
                vorige=vorige.nummer,
                vorige_datum=short_datum(vorige.besluitdatum),
            )
    for row in begroting.wijzigingen:
        yield from _check_inkoop(begroting, row)


def _check_nummers(lagen: tuple[Wijzigingslaag, ...]) -> Iterator[Finding]:
    """A gap between two numbers; a layer that was ingetrokken keeps its number."""
    if not all(laag.nummer.isdecimal() for laag in lagen):
        return
    for vorige, laag in pairwise(lagen):
        if int(laag.nummer) > int(vorige.nummer) + 1:
            cel = laag.regels[0].herkomst.cel("nummer") if laag.regels else "tblWijzigingen"
            yield finding("wijziging-nummer-ontbreekt", cel, vorige=vorige.nummer, nummer=laag.nummer)


def _check_laag(begroting: Begroting, laag: Wijzigingslaag) -> Iterator[Finding]:
    statussen = dict.fromkeys(row.status for row in laag.regels)
    dagen = dict.fromkeys(short_datum(row.besluitdatum) for row in laag.regels if row.besluitdatum)
    for veld, wat, waarden in (("status", "meer dan één status", statussen), ("besluitdatum", "meer dan één datum", dagen)):
        if len(waarden) > 1:
            cel = laag.regels[-1].herkomst.cel(veld)
            yield finding("wijziging-gemengd", cel, nummer=laag.nummer, wat=f"{wat}: {enumerate_names(waarden)}")
    if laag.status == VASTGESTELD and laag.besluitdatum is None:
        yield finding("wijziging-zonder-datum", laag.regels[0].herkomst.cel("besluitdatum"), nummer=laag.nummer)
    if laag.besluitdatum is not None:
        yield from _check_einde(begroting, laag, laag.besluitdatum)


def _check_einde(begroting: Begroting, laag: Wijzigingslaag, datum: date) -> Iterator[Finding]:
    einde = date(begroting.jaar, 12, 31)
    try:
        dagen = get_parameter("begrotingswijziging_dagen_na_jaar", einde)
    except ParameterError:  # a year before the law: nothing to hold it to
        return
    uiterlijk = einde + timedelta(days=int(dagen.waarde))
    if datum > uiterlijk:
        row = next(row for row in laag.regels if row.besluitdatum == datum)
        yield finding(
            "wijziging-na-jaar",
            row.herkomst.cel("besluitdatum"),
            nummer=laag.nummer,
            datum=short_datum(datum),
            uiterlijk=short_datum(uiterlijk),
            bron=dagen.bron,
        )


def _check_inkoop(begroting: Begroting, row: Wijziging) -> Iterator[Finding]:
    """A row that names a gemeente or a taak must be able to change the inkoopplan."""
    if not (row.gemeente or row.taak) or row.kostenpost not in {one.kostenpost for one in begroting.kosten}:
        return
    gemeenten, taken = [one.gemeente for one in begroting.deelnemers], [one.taak for one in begroting.taken]
    reden, veld = "", "gemeente"
    if not (row.gemeente and row.taak):
        reden, veld = "vul gemeente en taak allebei in, of geen van beide.", "taak" if row.gemeente else "gemeente"
    elif row.gemeente not in gemeenten:
        reden = (
            f"{row.gemeente} is geen deelnemer. {propose(row.gemeente, gemeenten, 'Kies een gemeente van het blad Deelnemers.')}"
        )
    elif row.taak not in taken:
        reden, veld = f"taak {row.taak} is onbekend. {propose(row.taak, taken, 'Kies een code van het Takenregister.')}", "taak"
    elif not changes_inkoop(begroting, row):
        reden = "de sleutel van deze kostenpost volgt het inkoopplan niet. Laat gemeente en taak leeg."
    if reden:
        facts = {"nummer": row.nummer, "kostenpost": row.kostenpost, "reden": reden}
        yield finding("wijziging-inkoopplan-onduidelijk", row.herkomst.cel(veld), **facts)
