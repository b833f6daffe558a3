"""Art. 13 and 15, handvest art. 11.3 and 13.3: per gemeente what it really cost, less what was billed, is what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from cusd_xl.model.afrekening import (
    Afrekenregel,
    Afrekenstatus,
    Bandbreedte,
    Eindafrekening,
    Gemeenteafrekening,
    Rijkssaldo,
    Voorschotpost,
    Voorschotten,
)
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.model.bijdragen import EigenBedrag, Verdeling
from cusd_xl.model.factuur import Specificatieregel
from cusd_xl.rules.afrekenen.afrekenbtw import make_afrekenbtw
from cusd_xl.rules.afrekenen.blokken import find_blok
from cusd_xl.rules.afrekenen.doordecentralisatie import charge_doordecentralisatie, split_realisatie
from cusd_xl.rules.afrekenen.meerjarig import is_laatste_jaar, settle_periode, sum_periode
from cusd_xl.rules.afrekenen.postrealisatie import compare_posten
from cusd_xl.rules.afrekenen.realisatie import Inzet, list_realisatie, realise, relieve
from cusd_xl.rules.afrekenen.rechtstreeks import RECHTSTREEKS, charge_rechtstreeks
from cusd_xl.rules.afrekenen.rijksmiddelen import spend_rijksmiddelen
from cusd_xl.rules.afrekenen.termijnen import find_reactiedatum
from cusd_xl.rules.afrekenen.verrekeningen import list_gefactureerd
from cusd_xl.rules.afrekenen.voorschotten import list_voorschotten, sum_voorschotten
from cusd_xl.rules.factuurregels import make_specificatie
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag(
    CUSD, "13 en 15", f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 11.3, 11.4 en 13.3",
    ("R13", "R51", "R55", "R62", "R93"),
)  # fmt: skip
MEERJARIG = "meerjarig"
"""What stands as verdeelsleutel on the specification line that corrects a year for the years before it."""
Banden = Mapping[str, Bandbreedte]
"""The kostensoorten that are settled over several years, by name."""
GEEN_BANDEN: Banden = {}


@dataclass(frozen=True, slots=True)
class Gerealiseerd:
    """The begroting as it came true, divided; `begroting` has realised amounts, `inzet` what the rijksmiddelen paid."""

    begroting: Begroting
    verdeling: Verdeling
    rijksmiddelen: tuple[Rijkssaldo, ...]
    inzet: Inzet


def divide_realisatie(begroting: Begroting) -> Gerealiseerd:
    """Divide what was really spent: rijksmiddelen first, then each kostenpost by its own key, then what is for one gemeente."""
    gesplitst = split_realisatie(begroting, list_realisatie(begroting))
    ingezet = spend_rijksmiddelen(begroting, gesplitst.gezamenlijk)
    verplaatst = charge_doordecentralisatie(begroting, gesplitst.eigen)
    rows = (*gesplitst.gezamenlijk, *(row for row in gesplitst.eigen if row.kostenpost not in verplaatst))
    gerealiseerd = realise(begroting, rows, ingezet.inzet, ingezet.geraakt)
    verdeeld = (relieve(post, ingezet.inzet) for post in allocate(gerealiseerd).kostenposten)
    posten = (*verdeeld, *charge_rechtstreeks(begroting, gesplitst.eigen))
    return Gerealiseerd(gerealiseerd, Verdeling(posten), ingezet.saldi, ingezet.inzet)


def make_eindafrekening(
    begroting: Begroting,
    status: Afrekenstatus,
    datum: date,
    voorschotten: Voorschotten | None = None,
    banden: Banden = GEEN_BANDEN,
    gefactureerd: Verdeling | None = None,
) -> Eindafrekening:
    """The eindafrekening of a begroting without fouten (see check_afrekening), dated `datum`.

    `voorschotten` is what a register knows was billed; without it that is read from the workbook, or worked out from the begrote
    bijdragen in `gefactureerd`. A gemeente that owes nothing and paid nothing gets none.
    """
    begroot = gefactureerd or allocate(begroting)
    werkelijk = divide_realisatie(begroting)
    billed = voorschotten or list_voorschotten(begroting, begroot)
    posten = (*billed.posten, *list_gefactureerd(begroting))
    per_soort = _compare_soorten(begroting, begroot, werkelijk.verdeling, posten, banden)
    gemeenten = (
        _make_gemeente(begroting, werkelijk, one, per_soort[one.gemeente], posten, datum) for one in begroting.deelnemers
    )
    return Eindafrekening(
        begroting.jaar,
        status,
        datum,
        tuple(one for one in gemeenten if one.regels),
        werkelijk.rijksmiddelen,
        compare_posten(begroting, begroot, werkelijk.begroting, werkelijk.verdeling, werkelijk.inzet),
        billed.berekend,
        find_reactiedatum(begroting, status, datum),
    )


Regels = Mapping[str, tuple[Afrekenregel, ...]]
"""The lines of each gemeente, in the order of tblKosten."""


def _compare_soorten(
    begroting: Begroting, begroot: Verdeling, werkelijk: Verdeling, posten: tuple[Voorschotpost, ...], banden: Banden
) -> Regels:
    kosten, raming, billed = _sum_soorten(werkelijk), _sum_soorten(begroot), sum_voorschotten(posten)
    soorten = tuple(
        dict.fromkeys((*(soort for _, soort in kosten), *(soort for _, soort in raming), *(one.soort for one in posten)))
    )
    regels: dict[str, tuple[Afrekenregel, ...]] = {one.gemeente: () for one in begroting.deelnemers}
    for soort in soorten:
        dit_jaar = {naam: (billed.get((naam, soort), 0), kosten.get((naam, soort), 0)) for naam in regels}
        correcties, reden = _correct(begroting, soort, dit_jaar, banden.get(soort))
        for naam, (voorschot, bedrag) in dit_jaar.items():
            one = Afrekenregel(
                find_blok(soort), soort, raming.get((naam, soort), 0), bedrag, voorschot, correcties.get(naam, 0),
                reden if correcties.get(naam) else "",
            )  # fmt: skip
            if one.begroot or one.werkelijk or one.voorschot or one.correctie:
                regels[naam] = (*regels[naam], one)
    return regels


def _sum_soorten(verdeling: Verdeling) -> Mapping[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for post in verdeling.kostenposten:
        for one in post.bijdragen:
            where = (one.gemeente, post.kostenpost.soort)
            sums[where] = sums.get(where, 0) + one.bedrag
    return sums


def _correct(
    begroting: Begroting, soort: str, dit_jaar: Mapping[str, tuple[int, int]], afspraak: Bandbreedte | None
) -> tuple[Mapping[str, int], str]:
    """What is owed beside the real costs of this year when several years are settled together, and why."""
    if afspraak is None:
        return {}, ""
    saldi = {naam: werkelijk - voorschot for naam, (voorschot, werkelijk) in dit_jaar.items()}
    if not is_laatste_jaar(begroting, soort, afspraak.jaren):
        return {naam: -saldo for naam, saldo in saldi.items()}, f"verrekening na {afspraak.jaren} jaar samen"
    periode = settle_periode(sum_periode(begroting, soort, afspraak.jaren, dit_jaar), afspraak)
    return {naam: periode[naam] - saldo for naam, saldo in saldi.items()}, f"verrekening over {afspraak.jaren} jaar samen"


def _make_gemeente(
    begroting: Begroting,
    werkelijk: Gerealiseerd,
    deelnemer: Deelnemer,
    regels: tuple[Afrekenregel, ...],
    posten: tuple[Voorschotpost, ...],
    datum: date,
) -> Gemeenteafrekening:
    naam = deelnemer.gemeente
    lines = make_specificatie(werkelijk.begroting, werkelijk.verdeling, naam)
    codes = {one.soort: one.btw for one in reversed(posten)} | {line.soort: line.btw for line in reversed(lines)}
    specificatie = (*map(_cite, lines), *_list_correcties(regels, codes))
    own = tuple(one for one in posten if one.gemeente == naam)
    is_centrum = naam == begroting.regeling.centrumgemeente
    uiterlijk = None if is_centrum else datum + timedelta(days=begroting.regeling.betaaltermijn_dagen)
    return Gemeenteafrekening(deelnemer, regels, make_afrekenbtw(specificatie, own, datum), specificatie, own, uiterlijk)


def _cite(line: Specificatieregel) -> Specificatieregel:
    """No article of a key where none was used."""
    return replace(line, artikel="") if line.verdeelsleutel == RECHTSTREEKS else line


def _list_correcties(regels: tuple[Afrekenregel, ...], codes: Mapping[str, str]) -> Iterator[Specificatieregel]:
    for one in regels:
        if one.correctie:
            yield Specificatieregel(
                f"meerjarig {one.soort}", f"{one.soort.capitalize()}: {one.reden}", one.soort, codes.get(one.soort, "O"),
                MEERJARIG, "", one.correctie, Fraction(1), 0, one.correctie, 1, (), 0,
                (EigenBedrag(one.reden.capitalize(), one.correctie),), one.correctie,
            )  # fmt: skip
