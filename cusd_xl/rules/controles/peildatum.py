"""Art. 12: the regeling fixes the peildatum of a kostensoort; another one shifts the bijdragen without anybody seeing it."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import peildatum, short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.gebruik import list_gebruik
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R1",))


def check_peildatum(begroting: Begroting) -> Iterator[Finding]:
    """Sleutels by inwoners whose years back differ from what the profiel says of the kostensoort; one finding per sleutel."""
    soorten = find_profiel(begroting).kostensoorten
    wrong: dict[tuple[str, int, int], list[str]] = {}
    for one in list_gebruik(begroting):
        expected = soorten.get(one.kostenpost.soort)
        if one.sleutel.soort != "inwoners" or expected is None or expected.jaren_terug is None:
            continue
        try:
            terug = parse_inwoners(one.sleutel).jaren_terug
        except ValueError:
            continue
        if terug != expected.jaren_terug:
            wrong.setdefault((one.sleutel.sleutel, terug, expected.jaren_terug), []).append(one.kostenpost.kostenpost)
    cellen = {one.sleutel: one.herkomst.cel("parameter") for one in begroting.sleutels}
    for (sleutel, terug, verwacht), kostenposten in wrong.items():
        yield finding(
            "peildatum-wijkt-af",
            cellen[sleutel],
            sleutel=sleutel,
            kostenposten=enumerate_names(kostenposten),
            peildatum=short_datum(peildatum(begroting.jaar, terug)),
            verwacht=short_datum(peildatum(begroting.jaar, verwacht)),
            jaar=begroting.jaar,
            terug=verwacht,
        )
