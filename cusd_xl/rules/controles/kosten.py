"""Art. 12: each kostenpost once, with one sleutel that suits it, a bedrag where one is divided, and somebody who pays."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.parameters import Kostensoort
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import (
    Gebruik,
    find_sleutel,
    gives_eigen_bedragen,
    list_actieve_deelnemers,
    list_betalers,
    list_gebruik,
)
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.wegend import weigh

GRONDSLAG = Grondslag(CUSD, "12 en 13", TOELICHTING, ("R3", "R4", "R8", "R13"))
SOORTEN_MET_TELLING = (
    "controleverklaringen", "gewichten", "budgetaandeel", "percentage", "zorgvolume", "gebruik", "gemiddelde",
)  # fmt: skip
"""The kinds whose weights may all be 0; missing inwoners and jeugdigen are reported by check_inwoners."""


def check_kosten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblKosten, apart from names, index and Iv3."""
    for one, cel, eerste in find_dubbel(begroting.kosten, lambda kostenpost: kostenpost.kostenpost, "kostenpost"):
        yield finding("kostenpost-dubbel", cel, kostenpost=one.kostenpost, eerste=eerste)
    codes = {one.kostenpost: one for one in begroting.kosten if one.kostenpost.isdecimal()}.values()
    for one, cel, eerste in find_dubbel(codes, lambda kostenpost: int(kostenpost.kostenpost), "kostenpost"):
        yield finding("kostenpost-zelfde-getal", cel, kostenpost=one.kostenpost, eerste=eerste)
    kostensoorten = find_profiel(begroting).kostensoorten
    for kostenpost in begroting.kosten:
        yield from _check_sleutelsoort(begroting, kostenpost, kostensoorten.get(kostenpost.soort))
        yield from _check_bedrag(begroting, kostenpost)
    yield from _check_betalers(begroting)


def _check_sleutelsoort(begroting: Begroting, kostenpost: Kostenpost, expected: Kostensoort | None) -> Iterator[Finding]:
    sleutel = find_sleutel(begroting, kostenpost.verdeelsleutel)
    if sleutel is not None and expected is not None and sleutel.soort != expected.sleutelsoort:
        yield finding(
            "sleutel-wijkt-af",
            kostenpost.herkomst.cel("verdeelsleutel"),
            kostenpost=kostenpost.kostenpost,
            soort=kostenpost.soort,
            gekozen=sleutel.soort,
            verwacht=f"soort {expected.sleutelsoort} (art. {expected.artikel})",
        )


def _check_bedrag(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[Finding]:
    sleutel = find_sleutel(begroting, kostenpost.verdeelsleutel)
    if kostenpost.bedrag is None and sleutel is not None and not gives_eigen_bedragen(begroting, kostenpost):
        facts = {"kostenpost": kostenpost.kostenpost, "sleutel": kostenpost.verdeelsleutel}
        yield finding("bedrag-ontbreekt", kostenpost.herkomst.cel("bedrag"), **facts)


def _check_betalers(begroting: Begroting) -> Iterator[Finding]:
    """An amount that is divided needs a weight; unknown tasks and an empty year are reported elsewhere."""
    if not list_actieve_deelnemers(begroting):
        return
    valid = {one.taak for one in begroting.taken if is_active(one.vanaf, one.tot_en_met, begroting.jaar)}
    for kostenpost in begroting.kosten:
        divides = find_sleutel(begroting, kostenpost.verdeelsleutel) is not None and not gives_eigen_bedragen(
            begroting, kostenpost
        )
        if divides and valid.issuperset(kostenpost.taken) and not list_betalers(begroting, kostenpost):
            yield _report_geen_betaler(kostenpost, kostenpost.verdeelsleutel, "geen deelnemer heeft een kruisje bij deze taken")
    for one in list_gebruik(begroting):
        if not one.betalers and list_betalers(begroting, one.kostenpost):
            yield _report_geen_betaler(one.kostenpost, one.sleutel.sleutel, "de sleutel zondert alle betalers uit")
        elif one.sleutel.soort in SOORTEN_MET_TELLING and one.betalers and not _has_gewicht(begroting, one):
            yield _report_geen_betaler(one.kostenpost, one.sleutel.sleutel, "geen betaler heeft een gewicht groter dan 0")


def _has_gewicht(begroting: Begroting, one: Gebruik) -> bool:
    """True when somebody weighs something; also when a parameter cannot be read, which check_sleutels reports."""
    betalers = [deelnemer in one.betalers for deelnemer in begroting.deelnemers]
    try:
        return weigh(begroting, one.sleutel, betalers, one.kostenpost.kostenpost).som > 0
    except (KeyError, ValueError):
        return True


def _report_geen_betaler(kostenpost: Kostenpost, sleutel: str, reden: str) -> Finding:
    cel = kostenpost.herkomst.cel("taken")
    return finding("geen-betaler", cel, kostenpost=kostenpost.kostenpost, reden=reden, sleutel=sleutel)
