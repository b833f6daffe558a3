"""Keys made of other keys, of years, of use and of parts of a year: every mistake is found where it was typed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from cusd_xl.model.begroting import Begroting, Gewicht, Sleutel
from cusd_xl.rules.controles import check_begroting
from tests.rules.bouw import INWONERS, bouw_begroting, deelnemer, kostenpost, taak
from tests.rules.controles.gevallen_sleutels import (
    ALLEN,
    CLIENTEN,
    DAGEN,
    GEVALLEN_SLEUTELS,
    KRINGEN,
    ONGESCHIKT,
    ONLEESBAAR,
    OPGAVE,
)


def codes(begroting: Begroting) -> list[tuple[str, str]]:
    """Code and cell of every finding."""
    return [(one.code, one.cel) for one in check_begroting(begroting)]


def met_sleutel(soort: str, parameter: str, more: Sequence[Sleutel] = ()) -> Begroting:
    """A begroting whose kostenpost uses a key of this kind."""
    sleutels = (Sleutel("proef", soort, parameter), Sleutel("inwoners", "inwoners", "2"), *more)
    return bouw_begroting(sleutels=sleutels, kosten=(kostenpost("K01", verdeelsleutel="proef"),))


@pytest.mark.parametrize("code", GEVALLEN_SLEUTELS)
def test_each_mistake_is_found_in_its_cell(code: str) -> None:
    """De melding noemt precies de cel waarin de gebruiker moet kijken."""
    assert (code, GEVALLEN_SLEUTELS[code].cel) in codes(GEVALLEN_SLEUTELS[code].bouw())


@pytest.mark.parametrize("code", GEVALLEN_SLEUTELS)
def test_each_mistake_is_told_once_in_one_short_line(code: str) -> None:
    """Een melding past op één regel, laat niets open en staat er één keer."""
    found = check_begroting(GEVALLEN_SLEUTELS[code].bouw())
    assert [one.melding for one in found if set("{}\n") & set(one.melding) or len(one.melding) > 260] == []
    assert len({(one.cel, one.melding) for one in found}) == len(found)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Er wordt geen melding beloofd die niet kan optreden."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "sleutels.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN_SLEUTELS)


@pytest.mark.parametrize(("soort", "parameter"), ONLEESBAAR)
def test_a_parameter_that_cannot_be_read(soort: str, parameter: str) -> None:
    """Een parameter die niet te lezen is, wordt geweigerd met een voorbeeld van hoe het moet."""
    (found,) = [one for one in check_begroting(met_sleutel(soort, parameter)) if one.code == "sleutel-parameter-ongeldig"]
    assert (found.cel, "bijvoorbeeld" in found.melding) == ("Sleutels!C2", True)


@pytest.mark.parametrize(("soort", "parameter"), KRINGEN)
def test_a_key_that_leads_back_to_itself(soort: str, parameter: str) -> None:
    """Een sleutel die via een andere sleutel bij zichzelf uitkomt, wordt gemeld en niet doorgerekend."""
    assert ("mix-kring", "Sleutels!C2") in codes(met_sleutel(soort, parameter))


@pytest.mark.parametrize("geval", ONGESCHIKT, ids=lambda geval: geval[0])
def test_a_key_that_does_not_belong_there(geval: tuple[str, str, Sleutel]) -> None:
    """Een plafond of voet in een mix, of een gemiddelde van een sleutel zonder jaren, wordt geweigerd."""
    soort, parameter, *more = geval
    assert ("mix-ongeschikt", "Sleutels!C2") in codes(met_sleutel(soort, parameter, more))


@pytest.mark.parametrize("soort", ["zonder", "plafond", "macrobudget", "voet", "bandbreedte", "gemiddelde", "stuk"])
def test_an_unknown_key_inside(soort: str) -> None:
    """Een sleutel binnen een sleutel moet bestaan; de naam die erop lijkt, wordt voorgesteld."""
    extra = {
        "zonder": "gemeente=Baarn", "plafond": "bedrag=1", "macrobudget": "percentage=1", "voet": "bedrag=1",
        "bandbreedte": "band=5;jaren=3", "gemiddelde": "jaren=2", "stuk": "tarief=1",
    }[soort]  # fmt: skip
    found = [one for one in check_begroting(met_sleutel(soort, f"sleutel=inwoner;{extra}")) if one.code == "sleutel-onbekend"]
    assert [(one.cel, "'inwoners'" in one.melding) for one in found] == [("Sleutels!C2", True)]


def test_nobody_is_left() -> None:
    """Een sleutel die alle betalers uitzondert, verdeelt niets en wordt geweigerd."""
    namen = ",".join(INWONERS)
    assert ("geen-betaler", "Kosten!D2") in codes(met_sleutel("zonder", f"sleutel=inwoners;gemeente={namen}"))


def test_a_weight_without_year_beside_one_of_the_begrotingsjaar() -> None:
    """Een gewicht zonder jaar en een van het begrotingsjaar voor dezelfde gemeente spreken elkaar tegen: dat wordt gemeld."""
    rows = tuple(Gewicht("zorg", naam, 1) for naam in INWONERS)
    sleutels = (Sleutel("zorg", "gewichten"),)
    posten = (kostenpost("K01", verdeelsleutel="zorg"),)
    ander_jaar = bouw_begroting(sleutels=sleutels, kosten=posten, gewichten=(*rows, replace(rows[0], jaar=2025)))
    zelfde_jaar = bouw_begroting(sleutels=sleutels, kosten=posten, gewichten=(*rows, replace(rows[0], jaar=2026)))
    assert [codes(ander_jaar), codes(zelfde_jaar)] == [[], [("gewicht-dubbel", "Gewichten!C5")]]


def test_a_mean_needs_every_year_of_whoever_pays() -> None:
    """Een gemiddelde vraagt elk jaar van elke betaler; wie niet betaalt, hoeft geen gewicht te hebben."""
    changes = {
        "sleutels": (Sleutel("proef", "gemiddelde", "sleutel=clienten;jaren=2"), Sleutel("clienten", "gewichten")),
        "gewichten": tuple(one for one in CLIENTEN if one.gemeente != "Eemnes"),
    }
    allen = bouw_begroting(**changes, kosten=(kostenpost("K01", verdeelsleutel="proef"),))
    zonder_eemnes = bouw_begroting(**changes, kosten=(kostenpost("K01", verdeelsleutel="proef", taken=("W1",)),))
    assert [codes(allen), codes(zonder_eemnes)] == [[("gewicht-jaar-ontbreekt", "Sleutels!A3")], []]


def test_part_of_a_year_is_silent_once_days_count() -> None:
    """Wie per dag rekent, krijgt geen waarschuwing meer over een deel van het jaar; wie dat niet doet, leest wat te doen."""
    deelnemers = (*bouw_begroting().deelnemers[:2], deelnemer("Eemnes", "GM0317", tot_en_met=date(2026, 6, 30)))
    taken = (*ALLEN, taak("X1", *INWONERS, vanaf=date(2026, 4, 1)))
    heel = bouw_begroting(deelnemers=deelnemers, taken=taken, besluiten=(OPGAVE,))
    dagen = bouw_begroting(deelnemers=deelnemers, taken=taken, besluiten=(OPGAVE,), regeling=DAGEN)
    found = {one.code: one.melding for one in check_begroting(heel) if one.code.endswith("-deel-van-jaar")}
    assert sorted(found) == ["deelnemer-deel-van-jaar", "opgave-deel-van-jaar", "taak-deel-van-jaar"]
    assert all("'dagen'" in melding for melding in found.values())
    assert [code for code, _ in codes(dagen) if code.endswith("-deel-van-jaar")] == []
