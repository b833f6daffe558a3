"""Random begrotingen for the property tests: two to nine gemeenten, every kind of key, exemptions, index and dekking."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from cusd_xl.model.begroting import (
    Begroting,
    Controleverklaring,
    Deelnemer,
    Dekking,
    Gewicht,
    Indexcijfer,
    Inwonertal,
    Kostenpost,
    Normbedrag,
    Realisatie,
    Regeling,
    Sleutel,
    Taak,
    Werkproces,
    Wijziging,
)
from cusd_xl.model.besluiten import Inkoopvolume

JAAR = 2026
REEKS = "Prijspeil BBP"
BEGIN = date(2020, 1, 1)
PEILJAREN = (2023, 2024, 2025)
SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"),
    Sleutel("controleverklaringen", "controleverklaringen"),
    Sleutel("zorgvolume", "gewichten"),
    Sleutel("vaste verdeling", "percentage"),
    Sleutel("gelijk", "gelijk"),
    Sleutel("gemengd", "mix", "inwoners=0.25;gelijk=0.35;zorgvolume=0.4"),
    Sleutel("werkprocessen", "werkprocessen"),
    Sleutel("realisatie", "werkelijk"),
    Sleutel("bodem", "minimum", "bedrag=100000;tarief=2.95;sleutel=inwoners"),
    Sleutel("afspraak", "vast"),
    Sleutel("jeugd", "jeugdigen", "2"),
    Sleutel("inkoop", "zorgvolume"),
    Sleutel("twee jaar", "gemiddelde", "sleutel=inwoners;jaren=2"),
    Sleutel("tussenvorm", "solidair", "percentage=40;solidair=inwoners;profijt=inkoop"),
    Sleutel("pad", "ingroeipad", f"van=gelijk;naar=twee jaar;begin={JAAR - 1};jaren=3"),
    Sleutel("zonder centrum", "zonder", "sleutel=pad;gemeente=centrumgemeente"),
    Sleutel("band", "bandbreedte", "sleutel=jeugd;band=5;jaren=3"),
    Sleutel("plafond", "plafond", "sleutel=inwoners;bedrag=1000"),
    Sleutel("macro", "macrobudget", "percentage=12.5;sleutel=gelijk"),
    Sleutel("per stuk", "stuk", "tarief=12.50;sleutel=zorgvolume"),
)
GEDEELD = (
    "inwoners", "controleverklaringen", "zorgvolume", "vaste verdeling", "gelijk", "gemengd", "jeugd", "inkoop", "twee jaar",
    "tussenvorm", "pad", "zonder centrum", "band",
)  # fmt: skip
EIGEN = ("werkprocessen", "realisatie", "bodem", "afspraak", "per stuk")
ANDER_BEDRAG = ("plafond", "macro")
"""Keys that divide another amount than the kostenpost has."""
VOOR_ALLEN = ("controleverklaringen", "vaste verdeling", "zonder centrum")
"""Keys for which every gemeente must pay: the percentages add to 100 and somebody besides the centrumgemeente must count."""

centen = st.one_of(st.integers(0, 500), st.integers(0, 10**6), st.integers(0, 10**11))
inwonertallen = st.one_of(st.sampled_from((1000, 9755, 25065)), st.integers(1, 20_000), st.integers(1, 950_000))
gewichten = st.decimals(min_value="0.001", max_value="5000", places=3)
percentages = st.decimals(min_value="-2", max_value="9", places=2)


@st.composite
def begrotingen(draw: st.DrawFn, sleutels: tuple[str, ...] = GEDEELD + EIGEN + ANDER_BEDRAG) -> Begroting:
    """A begroting that can be computed and whose kostenposten use the named sleutels.

    Werkprocessen and vaste bedragen may stand at a vrijgestelde gemeente: the checks refuse that, the rules must still give 0.
    """
    namen = [f"Gemeente {letter}" for letter in "ABCDEFGHI"[: draw(st.integers(2, 9))]]
    taken = tuple(_draw_taak(draw, code, namen) for code in ("T1", "T2", "T3"))
    kosten = tuple(_draw_kostenpost(draw, f"K{number}", sleutels) for number in range(draw(st.integers(1, 4))))
    centrumgemeente = draw(st.sampled_from(namen))
    crosses = {one.taak: one.deelname for one in taken}
    return Begroting(
        regeling=Regeling("Proef", "leeg", JAAR, centrumgemeente, draw(st.sampled_from(("cent", "euro")))),
        deelnemers=tuple(Deelnemer(naam, f"GM{number:04d}", BEGIN) for number, naam in enumerate(namen)),
        kosten=kosten,
        sleutels=SLEUTELS,
        inwoners=tuple(
            Inwonertal(naam, date(jaar, 1, 1), draw(inwonertallen), "definitief", jeugdigen=draw(st.integers(1, 900)))
            for jaar in PEILJAREN
            for naam in namen
        ),
        taken=taken,
        inkoopplan=tuple(Inkoopvolume(naam, "T1", JAAR, Decimal(1), draw(st.integers(1, 10**11))) for naam in namen),
        dekking=tuple(
            Dekking(one.kostenpost, "subsidie", "subsidie", draw(st.integers(0, int((one.bedrag or 0) * 0.9))), JAAR - 1, JAAR)
            for one in kosten
            if one.bedrag and one.index == "geen" and one.verdeelsleutel != "macro" and draw(st.booleans())
        ),
        gewichten=_draw_gewichten(draw, namen),
        controleverklaringen=tuple(
            Controleverklaring(naam, draw(st.integers(1, 4))) for naam in namen if naam != centrumgemeente
        ),
        werkprocessen=tuple(
            Werkproces(naam, proces, draw(st.integers(0, 9000))) for naam in namen for proces in ("start", "stop")
        ),
        normbedragen=(
            Normbedrag("start", draw(st.integers(0, 50_000)), JAAR - 1, REEKS),
            Normbedrag("stop", draw(st.integers(0, 50_000)), JAAR, "geen"),
        ),
        indexcijfers=tuple(
            Indexcijfer(REEKS, jaar, draw(percentages), "editie", "definitief", "bron") for jaar in range(JAAR - 3, JAAR + 1)
        ),
        wijzigingen=tuple(
            Wijziging("W1", BEGIN, draw(st.sampled_from(("concept", "vastgesteld"))), one.kostenpost, draw(st.integers(0, 10**7)))
            for one in kosten
            if draw(st.booleans())
        ),
        realisatie=tuple(
            Realisatie(naam, one.kostenpost, "", str(JAAR), draw(centen))
            for one in kosten
            if one.verdeelsleutel == "realisatie"
            for naam in namen
            if not one.taken or any(naam in crosses[taak] for taak in one.taken)
        ),
    )


def _draw_taak(draw: st.DrawFn, code: str, namen: list[str]) -> Taak:
    deelname = draw(st.sets(st.sampled_from(namen), min_size=1))
    return Taak(code, code, "Jeugdwet", "inkoop", BEGIN, deelname=frozenset(deelname))


def _draw_kostenpost(draw: st.DrawFn, code: str, sleutels: tuple[str, ...]) -> Kostenpost:
    sleutel = draw(st.sampled_from(sleutels))
    some = st.lists(st.sampled_from(("T1", "T2", "T3")), min_size=1, max_size=2, unique=True).map(tuple)
    taken = () if sleutel in VOOR_ALLEN else draw(st.one_of(st.just(()), some))
    if sleutel in EIGEN:
        return Kostenpost(code, code, "overig", taken, None, JAAR, "geen", sleutel)
    index, prijspeil = draw(st.sampled_from(("geen", REEKS))), draw(st.integers(JAAR - 3, JAAR))
    return Kostenpost(code, code, "overig", taken, draw(centen), prijspeil, index, sleutel)


def _draw_gewichten(draw: st.DrawFn, namen: list[str]) -> tuple[Gewicht, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(namen) - 1, max_size=len(namen) - 1)))
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return (
        *(Gewicht("zorgvolume", naam, draw(gewichten)) for naam in namen),
        *(Gewicht("vaste verdeling", naam, Decimal(part).scaleb(-2)) for naam, part in zip(namen, parts, strict=True)),
        *(Gewicht("afspraak", naam, Decimal(draw(centen)).scaleb(-2)) for naam in namen),
    )
