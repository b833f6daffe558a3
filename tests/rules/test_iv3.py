"""The Iv3 matrix of each regiogemeente is its settlement to the cent, and the centrumgemeente mirrors it per taakveld."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from cusd_xl.base.errors import ParameterError
from cusd_xl.model.iv3 import Iv3afrekening, Iv3matrix, Iv3post, Iv3uitkomst
from cusd_xl.parameters.iv3codes import BATEN, LASTEN, list_iv3_jaren, load_iv3
from cusd_xl.rules.iv3 import list_afrekeningen, make_iv3, round_iv3
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.read import read_werkmap
from tests.rules.bouw import bouw_begroting, kostenpost
from tests.workbook.bouw_werkmap import Werkmapbouw

CENTRUM = "Amersfoort"
REGIO = ("Amersfoort", "Baarn", "Soest", "Woudenberg")
RUNS = 150


def afrekening(gemeente: str, *posten: Iv3post) -> Iv3afrekening:
    return Iv3afrekening(gemeente, f"GM{REGIO.index(gemeente):04d}", posten)


def draw_afrekeningen(pick: random.Random, boekjaar: int) -> tuple[Iv3afrekening, ...]:
    """Settlements with any allowed pair of codes, the same pair often more than once, corrections below zero too."""
    codes = load_iv3(boekjaar)
    pairs = [
        (taakveld, categorie)
        for taakveld in codes.taakvelden
        for categorie in codes.categorieen[LASTEN]
        if not codes.is_grijs(LASTEN, taakveld, categorie) and categorie not in codes.alleen_begroting
    ]
    some = pick.sample(pairs, 5)
    return tuple(
        afrekening(
            naam, *(Iv3post(f"K{n}", *pick.choice(some), pick.randrange(-(10**6), 10**9)) for n in range(pick.randrange(9)))
        )
        for naam in REGIO
    )


def sum_per_taakveld(matrices: tuple[Iv3matrix, ...]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for regel in (regel for one in matrices for regel in one.regels):
        sums[regel.taakveld] += regel.bedrag
    return Counter({taakveld: som for taakveld, som in sums.items() if som})


def assert_mirrored(uitkomst: Iv3uitkomst) -> None:
    assert uitkomst.spiegel is not None
    assert {one.zijde for one in uitkomst.spiegel.regels} <= {BATEN}
    assert {one.categorie for one in uitkomst.spiegel.regels} <= {"4.3.2"}
    assert sum_per_taakveld((uitkomst.spiegel,)) == sum_per_taakveld(uitkomst.matrices)


@pytest.mark.parametrize("boekjaar", list_iv3_jaren())
def test_every_matrix_is_the_settlement_to_the_cent(boekjaar: int) -> None:
    """Wat er ook is afgerekend: de matrix van een gemeente telt op tot haar afrekening, en de spiegel tot alle samen."""
    pick = random.Random(boekjaar)
    for _ in range(RUNS):
        afrekeningen = draw_afrekeningen(pick, boekjaar)

        uitkomst = make_iv3(boekjaar, afrekeningen, CENTRUM)

        settled = {one.gemeente: one.totaal for one in afrekeningen if one.gemeente != CENTRUM}
        assert uitkomst.findings == ()
        assert {one.gemeente: one.totaal for one in uitkomst.matrices} == settled
        assert all(len({(r.taakveld, r.categorie) for r in one.regels}) == len(one.regels) for one in uitkomst.matrices)
        assert_mirrored(uitkomst)


@pytest.mark.parametrize("boekjaar", list_iv3_jaren())
def test_whole_euros_still_add_up(boekjaar: int) -> None:
    """In hele euro's telt elke matrix op tot haar eigen afgeronde totaal, wijkt geen cel een euro af, en klopt de spiegel."""
    pick = random.Random(boekjaar)
    for _ in range(RUNS):
        exact = make_iv3(boekjaar, draw_afrekeningen(pick, boekjaar), CENTRUM)

        rounded = round_iv3(exact)

        for before, after in zip(exact.matrices, rounded.matrices, strict=True):
            assert all(one.bedrag % 100 == 0 for one in after.regels)
            assert abs(after.totaal - before.totaal) <= 50
            pairs = zip(before.regels, after.regels, strict=True)
            assert all(abs(old.bedrag - new.bedrag) < 100 for old, new in pairs)
        assert_mirrored(rounded)


def test_the_mirror_is_there_when_the_cents_cancel_out() -> None:
    """Heffen twee gemeenten elkaar in centen op maar niet in hele euro's, dan staat het verschil in de spiegel."""
    posten = ((Iv3post("K1", "6.752", "4.3.2", 150),), (Iv3post("K1", "6.752", "4.3.2", -150),))
    exact = make_iv3(2026, tuple(map(afrekening, ("Baarn", "Soest"), *zip(*posten, strict=True))), CENTRUM)

    rounded = round_iv3(exact)

    assert exact.spiegel is not None
    assert exact.spiegel.regels == ()
    assert [one.totaal for one in rounded.matrices] == [200, -100]
    assert_mirrored(rounded)


def test_a_matrix_by_hand() -> None:
    """Twee posten op één cel worden samen één bedrag; een post op 0 krijgt geen cel; de volgorde is die van het CBS."""
    baarn = afrekening(
        "Baarn", Iv3post("K2", "6.752", "4.3.2", 1234), Iv3post("K1", "0.4", "4.3.2", 50), Iv3post("K3", "6.752", "4.3.2", 66),
        Iv3post("K4", "6.752", "3.4.1", 10), Iv3post("K5", "7.1", "3.8", 5), Iv3post("K6", "7.1", "3.8", -5),
    )  # fmt: skip
    soest = afrekening("Soest", Iv3post("K2", "6.752", "3.8", 100))

    uitkomst = make_iv3(2026, (afrekening(CENTRUM, Iv3post("K2", "6.752", "4.3.2", 999)), baarn, soest), CENTRUM)

    cells = [[(r.taakveld, r.categorie, r.zijde, r.bedrag) for r in one.regels] for one in uitkomst.matrices]
    assert cells == [
        [("0.4", "4.3.2", LASTEN, 50), ("6.752", "3.4.1", LASTEN, 10), ("6.752", "4.3.2", LASTEN, 1300)],
        [("6.752", "3.8", LASTEN, 100)],
    ]
    assert uitkomst.spiegel is not None
    assert [(r.taakveld, r.bedrag) for r in uitkomst.spiegel.regels] == [("0.4", 50), ("6.752", 1410)]
    assert (uitkomst.spiegel.gemeente, uitkomst.spiegel.gm_code) == (CENTRUM, "GM0000")


@pytest.mark.parametrize(
    ("taakveld", "categorie", "code"),
    [
        ("", "4.3.2", "iv3-code-ontbreekt"),
        ("6.752", "", "iv3-code-ontbreekt"),
        ("6.71a", "4.3.2", "iv3-taakveld-onbekend"),
        ("6.752", "4.2", "iv3-grijze-cel"),
        ("6.752", "4.3.9", "iv3-onverdeeld"),
    ],
)
def test_with_a_wrong_code_there_is_no_matrix(taakveld: str, categorie: str, code: str) -> None:
    """Met een code die ontbreekt of niet mag is er geen matrix: die zou niet aansluiten of worden afgekeurd."""
    posten = (Iv3post("K1", taakveld, categorie, 100), Iv3post("K1", taakveld, categorie, 11))

    uitkomst = make_iv3(2026, (afrekening("Baarn", *posten), afrekening("Soest", *posten)), CENTRUM)

    assert [one.code for one in uitkomst.findings] == [code]
    assert (uitkomst.matrices, uitkomst.spiegel) == ((), None)


def test_an_undivided_categorie_may_stand_in_a_begroting() -> None:
    """4.3.9 mag in de begroting, niet bij de afrekening (CBS-controle PF009)."""
    afgerekend = (afrekening("Baarn", Iv3post("K1", "6.752", "4.3.9", 100)),)

    assert make_iv3(2026, afgerekend, CENTRUM, begroting=True).findings == ()


def test_a_code_that_only_the_centrumgemeente_lacks_is_no_matter() -> None:
    """Over het eigen aandeel van de centrumgemeente gaat geen Iv3 naar een ander; daar wordt niets gevraagd."""
    uitkomst = make_iv3(2026, (afrekening(CENTRUM, Iv3post("K1", "", "", 100)),), CENTRUM)

    assert (uitkomst.findings, uitkomst.matrices) == ((), ())


def test_a_boekjaar_without_a_list_is_one_line() -> None:
    """Voor een jaar zonder codelijst wordt geen Iv3 gemaakt."""
    with pytest.raises(ParameterError, match="boekjaar 2030 zijn niet bekend"):
        make_iv3(2030, (), CENTRUM)


def test_a_begroting_gives_its_settlements() -> None:
    """Uit de begroting komen per deelnemer de bedragen met de codes van het blad Kosten."""
    begroting = bouw_begroting(
        kosten=(kostenpost("K01", taakveld="0.4", categorie="4.3.2"), kostenpost("K02", taakveld="6.812", categorie="4.3.2"))
    )
    bedragen = {("Baarn", "K01"): 5, ("Eemnes", "K02"): 7, ("Amersfoort", "K01"): 9}

    found = {
        one.gemeente: [(p.kostenpost, p.taakveld, p.bedrag) for p in one.posten] for one in list_afrekeningen(begroting, bedragen)
    }

    assert found == {"Amersfoort": [("K01", "0.4", 9)], "Baarn": [("K01", "0.4", 5)], "Eemnes": [("K02", "6.812", 7)]}


WERKMAPGEVALLEN = {"iv3-code-ontbreekt": ("", "Kosten!I5"), "iv3-onverdeeld": ("4.3.9", "Kosten!J5")}


def test_every_code_of_the_catalogue_is_provoked_here() -> None:
    """Geen melding over Iv3 die niet kan voorkomen."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "iv3.toml").read_text(encoding="utf-8"))

    assert set(catalogue) == set(WERKMAPGEVALLEN)


@pytest.mark.parametrize("code", WERKMAPGEVALLEN)
def test_each_mistake_in_a_workbook_is_found_in_its_cell(code: str, tmp_path: Path) -> None:
    """Een fout in de codes van een echte werkmap wijst naar de cel op het blad Kosten."""
    categorie, cel = WERKMAPGEVALLEN[code]
    bouw = Werkmapbouw()
    bouw.zet("tblKosten", 0, 8, "6.752" if categorie else None)
    bouw.zet("tblKosten", 0, 9, categorie or "4.3.2")
    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting
    assert begroting is not None
    bedragen = {(one.gemeente, one.kostenpost): one.bedrag for one in allocate(begroting).bijdragen}

    uitkomst = make_iv3(2026, list_afrekeningen(begroting, bedragen), CENTRUM)

    assert [(one.code, one.cel) for one in uitkomst.findings] == [(code, cel)]
    assert max(len(one.melding) for one in uitkomst.findings) <= 260
