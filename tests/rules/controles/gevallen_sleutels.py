"""For every code of sleutels.toml one begroting that provokes it, and the cell where the finding must point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.model.begroting import Gewicht, Realisatie, Sleutel
from cusd_xl.model.besluiten import Besluit, Inkoopvolume
from tests.rules.bouw import INWONERS, kostenpost, taak
from tests.rules.controles.gevallen import FIGURES, Geval, geval

DAGEN = {"deel_van_jaar": "dagen"}
JONG = tuple(replace(one, jeugdigen=one.inwoners // 5) for one in FIGURES)
GEBRUIK = tuple(Realisatie(naam, "K01", "", "2026", 1000) for naam in INWONERS)
VOLUMES = tuple(Inkoopvolume(naam, "J1", 2026, Decimal(1), 1000) for naam in INWONERS)
CLIENTEN = tuple(Gewicht("clienten", naam, Decimal(10), jaar) for jaar in (2024, 2025) for naam in INWONERS)
GEMIDDELDE = (Sleutel("proef", "gemiddelde", "sleutel=clienten;jaren=2"), Sleutel("clienten", "gewichten"))
OPGAVE = Besluit("B1", "opgave vrijstelling", "vastgesteld", gemeente="Eemnes", taak="W1", ingangsdatum=date(2026, 7, 1))
ALLEN = (taak("J1", *INWONERS), taak("W1", *INWONERS))


def met(cel: str, soort: str, parameter: str, *more: Sleutel, **changes: Any) -> Geval:
    """A kostenpost of a million euros that uses a sleutel of this soort."""
    sleutels = (Sleutel("proef", soort, parameter), Sleutel("inwoners", "inwoners", "2"), *more)
    return geval(cel, **{"sleutels": sleutels, "kosten": (kostenpost("K01", verdeelsleutel="proef"),), **changes})


def met_opgave(cel: str, opgave: Besluit, *more: Besluit, **changes: Any) -> Geval:
    """A besluit that gives up a vrijstelling."""
    return geval(cel, **{"besluiten": (opgave, *more), "taken": ALLEN, **changes})


GEVALLEN_SLEUTELS: Mapping[str, Geval] = MappingProxyType(
    {
        "zonder-onbekend": met("Sleutels!C2", "zonder", "sleutel=inwoners;gemeente=Barn"),
        "jeugdigen-ontbreekt": met("Inwoners!F3", "jeugdigen", "2", inwoners=(JONG[0], FIGURES[1], JONG[2])),
        "jeugdigen-meer-dan-inwoners": geval("Inwoners!F2", inwoners=(replace(FIGURES[0], jeugdigen=161853), *FIGURES[1:])),
        "gemiddelde-te-weinig-jaren": geval(
            "Sleutels!C2",
            sleutels=(Sleutel("proef", "gemiddelde", "sleutel=clienten;jaren=3"), GEMIDDELDE[1]),
            kosten=(kostenpost("K01", verdeelsleutel="proef"),),
            gewichten=CLIENTEN,
        ),
        "gewicht-jaar-ontbreekt": geval(
            "Sleutels!A3", sleutels=GEMIDDELDE, kosten=(kostenpost("K01", verdeelsleutel="proef"),), gewichten=CLIENTEN[:-1]
        ),
        "gebruik-kostenpost-onbekend": met("Sleutels!C2", "gebruik", "kostenpost=K09", realisatie=GEBRUIK),
        "gebruik-negatief": met("Realisatie!E5", "gebruik", "", realisatie=(*GEBRUIK, replace(GEBRUIK[1], bedrag=-2500))),
        "gebruik-ontbreekt": met("Deelnemers!A4", "gebruik", "", realisatie=GEBRUIK[:2]),
        "zorgvolume-ontbreekt": met("Deelnemers!A4", "zorgvolume", "", inkoopplan=VOLUMES[:2]),
        "zorgvolume-onbekend": met(
            "Inkoopplan!A5", "zorgvolume", "", inkoopplan=(*VOLUMES, replace(VOLUMES[0], gemeente="Amersfort"))
        ),
        "voet-groter-dan-bedrag": met("Kosten!H2", "voet", "bedrag=333333.34;sleutel=inwoners"),
        "plafond-overschreden": met("Kosten!E2", "plafond", "sleutel=inwoners;bedrag=999999.99"),
        "opgave-dubbel": met_opgave("Besluiten!A3", OPGAVE, replace(OPGAVE, nummer="B2"), regeling=DAGEN),
        "opgave-zonder-ingangsdatum": met_opgave("Besluiten!I2", replace(OPGAVE, ingangsdatum=None)),
        "opgave-zonder-kruisje": met_opgave("Besluiten!F2", OPGAVE, taken=(ALLEN[0], taak("W1", "Amersfoort", "Baarn"))),
        "opgave-deel-van-jaar": met_opgave("Besluiten!I2", OPGAVE),
        "opgave-na-jaar": met_opgave("Besluiten!I2", replace(OPGAVE, ingangsdatum=date(2027, 1, 1))),
    }
)
ONLEESBAAR = (
    ("jeugdigen", ""), ("zorgvolume", "taken="), ("zorgvolume", "J1"), ("gebruik", "K05"), ("gemiddelde", "sleutel=clienten"),
    ("gemiddelde", "sleutel=clienten;jaren=0"), ("solidair", "percentage=101;solidair=inwoners;profijt=inwoners"),
    ("solidair", "percentage=40;solidair=inwoners"), ("ingroeipad", "van=inwoners;naar=inwoners;begin=2026"),
    ("ingroeipad", "van=inwoners;naar=inwoners;begin=2026;jaren=0"),
    ("ingroeipad", "van=inwoners;naar=inwoners;begin=26;jaren=4"),
    ("gemiddelde", "sleutel=inwoners;jaren=100"), ("zonder", "sleutel=inwoners"),
    ("zonder", "sleutel=inwoners;gemeente=,"), ("plafond", "sleutel=inwoners;bedrag=1.005"),
    ("macrobudget", "percentage=100.01;sleutel=inwoners"), ("voet", "bedrag=x;sleutel=inwoners"),
    ("bandbreedte", "sleutel=inwoners;band=5"), ("bandbreedte", "sleutel=inwoners;band=500;jaren=3"),
    ("stuk", "tarief=1.005;sleutel=inwoners"), ("stuk", "tarief=1"), ("voet", "bedrag=1;sleutel=inwoners;extra=1"),
)  # fmt: skip
"""Kind and parameter that cannot be read."""
KRINGEN = (
    ("zonder", "sleutel=proef;gemeente=Baarn"), ("plafond", "sleutel=proef;bedrag=1"), ("voet", "bedrag=1;sleutel=proef"),
    ("macrobudget", "percentage=1;sleutel=proef"), ("bandbreedte", "sleutel=proef;band=5;jaren=3"),
    ("solidair", "percentage=40;solidair=inwoners;profijt=proef"), ("ingroeipad", "van=proef;naar=inwoners;begin=2026;jaren=4"),
)  # fmt: skip
"""Kind and parameter of a key that leads back to itself."""
ONGESCHIKT = (
    ("mix", "plafond=0.5;inwoners=0.5", Sleutel("plafond", "plafond", "sleutel=inwoners;bedrag=1")),
    ("solidair", "percentage=40;solidair=diep;profijt=inwoners", Sleutel("diep", "zonder", "sleutel=voet;gemeente=Baarn"),
     Sleutel("voet", "voet", "bedrag=1;sleutel=inwoners")),
    ("gemiddelde", "sleutel=gelijk;jaren=3", Sleutel("gelijk", "gelijk")),
    ("plafond", "sleutel=vast;bedrag=1", Sleutel("vast", "vast")),
    ("stuk", "tarief=1;sleutel=mix", Sleutel("mix", "mix", "inwoners=1")),
)  # fmt: skip
"""Kind, parameter and the keys inside that do not belong there."""
