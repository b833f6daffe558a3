"""Sharing risk: one modus per taak and year, chosen in time, never for a centrumtaak, and a sleutel that fits it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.model.besluiten import Risicodeling
from cusd_xl.rules.controles.besluitenlijst import find_afspraken
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import find_sleutel
from cusd_xl.rules.controles.subsidieverstrekking import CENTRUMTAAK
from cusd_xl.rules.controles.tekst import enumerate_names, format_fraction
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Samenwerkingsovereenkomst sociaal domein regio Eemland 2015", "risicodeling", "Memo Leusden 9 april 2015",
    ("R84", "R85", "R86", "R87", "R88"),
)  # fmt: skip
HULPKOSTEN = "hulpkosten"
PROFIJT, SOLIDAIR = "profijt", "solidair"
WERKELIJK = "werkelijk"
LOS_VAN_GEBRUIK = ("inwoners", "jeugdigen", "gelijk", "percentage")
"""The kinds of sleutel that have nothing to do with who used the care."""
ALLES = Decimal(100)


def check_risicodeling(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblRisicodeling and on the hulpkosten it is about."""
    rows = [one for one in begroting.risicodeling if one.jaar == begroting.jaar]
    for one, cel, eerste in find_dubbel(rows, lambda row: row.taak, "taak"):
        yield finding("risicodeling-dubbel", cel, taak=one.taak, jaar=one.jaar, eerste=eerste)
    centrumtaken = {one.taak for one in begroting.taken if one.soort == CENTRUMTAAK}
    for row in rows:
        if row.taak in centrumtaken:
            yield finding("risicodeling-centrumtaak", row.herkomst.cel("taak"), taak=row.taak)
        if row.modus == PROFIJT and row.deel_solidair:
            reden = "is profijt en heeft dus geen solidair deel; laat Deel solidair leeg of kies solidair"
            yield finding("risicodeling-sleutel", row.herkomst.cel("deel_solidair"), wat=f"Taak {row.taak}", reden=reden)
        if row.deel_solidair is not None and row.deel_solidair > ALLES:
            deel = format_fraction(Fraction(row.deel_solidair))
            yield finding("risicodeling-deel", row.herkomst.cel("deel_solidair"), taak=row.taak, deel=deel)
        yield from _check_keuzedatum(begroting, row)
    for post in begroting.kosten if rows else ():
        if post.soort == HULPKOSTEN and post.taken:
            yield from _check_kostenpost(begroting, post, {one.taak: one for one in reversed(rows)}, centrumtaken)


def _check_keuzedatum(begroting: Begroting, row: Risicodeling) -> Iterator[Finding]:
    afspraak = find_afspraken(begroting).risicodeling
    if afspraak is None:
        return
    last, stand = afspraak.uiterste.on(begroting.jaar), begroting.regeling.stand_per
    facts = {"taak": row.taak, "jaar": row.jaar, "laatste": short_datum(last), "artikel": afspraak.artikel, "bron": afspraak.bron}
    cel = row.herkomst.cel("keuzedatum")
    if row.keuzedatum is None and stand is not None and last <= stand:
        yield finding("risicodeling-keuzedatum", cel, reden="heeft geen keuzedatum", **facts)
    elif row.keuzedatum is not None and row.keuzedatum > last:
        yield finding("risicodeling-keuzedatum", cel, reden=f"is gekozen op {short_datum(row.keuzedatum)}", **facts)


def _check_kostenpost(
    begroting: Begroting, post: Kostenpost, modi: dict[str, Risicodeling], centrumtaken: set[str]
) -> Iterator[Finding]:
    missing = [one for one in post.taken if one not in modi and one not in centrumtaken]
    if missing:
        facts = {"kostenpost": post.kostenpost, "taken": enumerate_names(missing), "jaar": begroting.jaar}
        yield finding("risicodeling-ontbreekt", post.herkomst.cel("taken"), **facts)
    reden, veld = _judge_sleutel(begroting, post, [modi[one] for one in post.taken if one in modi])
    if reden:
        yield finding("risicodeling-sleutel", post.herkomst.cel(veld), wat=f"Kostenpost {post.kostenpost}", reden=reden)


def _judge_sleutel(begroting: Begroting, post: Kostenpost, modi: list[Risicodeling]) -> tuple[str, str]:
    """What does not fit between the modi of a kostenpost and its sleutel, with the column to look at; empty when it fits."""
    found = {one.modus for one in modi}
    if len(found) > 1:
        return "heeft taken met profijt en met solidair; splits de kostenpost per modus", "taken"
    sleutel = find_sleutel(begroting, post.verdeelsleutel)
    if sleutel is not None and found == {PROFIJT} and sleutel.soort in LOS_VAN_GEBRUIK:
        reden = f"is profijt, maar sleutel {sleutel.sleutel} ({sleutel.soort}) volgt niet het gebruik; kies soort werkelijk"
        return reden, "verdeelsleutel"
    whole = all(one.deel_solidair in (None, ALLES) for one in modi)
    if sleutel is not None and found == {SOLIDAIR} and whole and sleutel.soort == WERKELIJK:
        return (
            f"is solidair, maar sleutel {sleutel.sleutel} rekent het eigen gebruik; kies een sleutel die verdeelt",
            "verdeelsleutel",
        )
    return "", ""
