"""Art. 13, handvest art. 12 and 14: costs of taken with rijksmiddelen come out of those first; only a tekort is divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cusd_xl.base.money import split_by_largest_remainder, spread_in_proportion
from cusd_xl.model.afrekening import Blok, Rijkslast, Rijkssaldo
from cusd_xl.model.begroting import Begroting, Kostenpost, Realisatie, Rijksmiddel
from cusd_xl.rules.afrekenen.blokken import find_blok
from cusd_xl.rules.afrekenen.doordecentralisatie import find_taak
from cusd_xl.rules.afrekenen.realisatie import RIJKSMIDDELEN, Inzet, charges_werkelijk, divides
from cusd_xl.rules.dekking import VASTGESTELD, list_dekking
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD,
    "13",
    f"{TOELICHTING}; Dienstverleningshandvest Flevoland 2022, art. 12 en 14; {PROTOCOL}, vrijstelling 2",
    ("R14", "R15", "R57", "R58", "R66", "R93", "R94"),
)
Plek = tuple[str, str, str]
"""Where a cost stands: kostenpost, taak (empty when not known), gemeente (empty where the cost is divided)."""


@dataclass(frozen=True, slots=True)
class Ingezet:
    """What the rijksmiddelen of the year did: per row what it paid, per cost what was paid, and the kostenposten they touch."""

    saldi: tuple[Rijkssaldo, ...]
    inzet: Inzet
    geraakt: frozenset[str]


def list_rijksmiddelen(begroting: Begroting) -> tuple[Rijksmiddel, ...]:
    """The rows of tblRijksmiddelen of the begrotingsjaar that name their taken, in the order in which they are spent."""
    return tuple(one for one in begroting.rijksmiddelen if one.jaar == begroting.jaar and one.taken)


def spend_rijksmiddelen(begroting: Begroting, rows: Sequence[Realisatie]) -> Ingezet:
    """Charge the costs in `rows` to the rijksmiddelen of their taken, row after row of tblRijksmiddelen.

    Zorgkosten come before uitvoeringskosten, which are paid up to what a besluit of soort rijksmiddelen allows (art. 14). When
    the money does not reach, it is shared over the kostenposten by their costs, closed by largest remainder. What is left over
    stays: it never goes to other taken or to a gemeente.
    """
    uitgave = _Uitgave(begroting, rows)
    lasten = [uitgave.spend(one) for one in list_rijksmiddelen(begroting)]
    tekorten = uitgave.sum_tekorten()
    saldi = tuple(
        Rijkssaldo(one, regels, tekort)
        for one, regels, tekort in zip(list_rijksmiddelen(begroting), lasten, tekorten, strict=True)
    )
    return Ingezet(saldi, uitgave.inzet, uitgave.geraakt)


def find_plafond(begroting: Begroting, middel: Rijksmiddel) -> int | None:
    """What the besluiten allow for uitvoeringskosten out of this rijksmiddel in cents; None without a besluit or a bedrag."""
    besluiten = [
        one
        for one in begroting.besluiten
        if (one.soort, one.status) == (RIJKSMIDDELEN, VASTGESTELD)
        and one.taak in ("", *middel.taken)
        and (one.jaar == begroting.jaar if one.jaar else one.ingangsdatum is None or one.ingangsdatum.year <= begroting.jaar)
    ]
    if not besluiten or any(one.bedrag is None for one in besluiten):
        return None
    return sum(one.bedrag or 0 for one in besluiten)


def is_voor(middel: Rijksmiddel, kostenpost: Kostenpost, taak: str) -> bool:
    """True when a cost belongs to the taken of the rijksmiddel: by its taak, else when all taken of its kostenpost do."""
    if taak:
        return taak in middel.taken
    return bool(kostenpost.taken) and set(kostenpost.taken) <= set(middel.taken)


class _Uitgave:
    """The costs that are still open while the rijksmiddelen are spent one after the other."""

    def __init__(self, begroting: Begroting, rows: Sequence[Realisatie]) -> None:
        self.begroting = begroting
        self.middelen = list_rijksmiddelen(begroting)
        self.kosten = {
            one.kostenpost: one for one in begroting.kosten if divides(begroting, one) or charges_werkelijk(begroting, one)
        }
        self.open = _sum_rows(begroting, rows, self.kosten)
        self.geraakt = frozenset(
            plek[0] for plek in self.open for middel in self.middelen if is_voor(middel, self.kosten[plek[0]], plek[1])
        )
        self.ruimte = {code: self._find_ruimte(code) for code in self.kosten}
        self.inzet: dict[tuple[str, str, str], int] = {}
        self.uitvoering: list[tuple[Rijksmiddel, int]] = []

    def spend(self, middel: Rijksmiddel) -> tuple[Rijkslast, ...]:
        """Pay what this rijksmiddel can pay; the lines per kostenpost."""
        lasten: list[Rijkslast] = []
        for blok in (Blok.ZORGKOSTEN, Blok.UITVOERINGSKOSTEN):
            beschikbaar = middel.bedrag - sum(one.bedrag for one in lasten)
            if blok is Blok.UITVOERINGSKOSTEN:
                beschikbaar = min(beschikbaar, self._find_uitvoeringsruimte(middel, beschikbaar))
            nodig = {code: self._need(middel, code) for code, one in self.kosten.items() if find_blok(one.soort) is blok}
            for code, bedrag in _share(beschikbaar, nodig).items():
                self._book(middel, code, bedrag)
                lasten.append(Rijkslast(code, self.kosten[code].omschrijving, blok, bedrag))
        self.uitvoering.append((middel, sum(one.bedrag for one in lasten if one.blok is Blok.UITVOERINGSKOSTEN)))
        return tuple(lasten)

    def sum_tekorten(self) -> tuple[int, ...]:
        """Per rijksmiddel the costs that nobody paid; where several serve one taak the last one shows them."""
        tekorten = [0] * len(self.middelen)
        for code, kostenpost in self.kosten.items():
            per_middel = [0] * len(self.middelen)
            for (post, taak, _), bedrag in self.open.items():
                places = [n for n, one in enumerate(self.middelen) if post == code and is_voor(one, kostenpost, taak)]
                if places:
                    per_middel[places[-1]] += bedrag
            left = max(0, self.ruimte[code])
            for place, bedrag in enumerate(per_middel):
                tekort = min(max(0, bedrag), left)
                tekorten[place] += tekort
                left -= tekort
        return tuple(tekorten)

    def _find_uitvoeringsruimte(self, middel: Rijksmiddel, beschikbaar: int) -> int:
        """What the besluiten still allow, after the uitvoeringskosten that earlier rijksmiddelen paid for the same taken."""
        plafond = find_plafond(self.begroting, middel)
        if plafond is None:
            return beschikbaar
        return plafond - sum(bedrag for one, bedrag in self.uitvoering if set(one.taken) & set(middel.taken))

    def _find_ruimte(self, code: str) -> int:
        own = sum(bedrag for plek, bedrag in self.open.items() if plek[0] == code)
        dekking = sum(
            one.bedrag
            for one in list_dekking(self.begroting, code)
            if not (one.soort == RIJKSMIDDELEN and code in self.geraakt) and divides(self.begroting, self.kosten[code])
        )
        return own - dekking

    def _list_plekken(self, middel: Rijksmiddel, code: str) -> list[Plek]:
        return [plek for plek in self.open if plek[0] == code and is_voor(middel, self.kosten[code], plek[1])]

    def _need(self, middel: Rijksmiddel, code: str) -> int:
        own = sum(self.open[plek] for plek in self._list_plekken(middel, code))
        return max(0, min(own, self.ruimte[code]))

    def _book(self, middel: Rijksmiddel, code: str, bedrag: int) -> None:
        plekken = self._list_plekken(middel, code)
        delen = spread_in_proportion(bedrag, [self.open[plek] for plek in plekken])
        for plek, deel in zip(plekken, delen, strict=True):
            self.open[plek] -= deel
            where = (code, middel.regeling, plek[2])
            self.inzet[where] = self.inzet.get(where, 0) + deel
        self.ruimte[code] -= bedrag


def _sum_rows(begroting: Begroting, rows: Sequence[Realisatie], kosten: Mapping[str, Kostenpost]) -> dict[Plek, int]:
    sums: dict[Plek, int] = {}
    for row in rows:
        if row.kostenpost in kosten:
            own = charges_werkelijk(begroting, kosten[row.kostenpost])
            plek = (row.kostenpost, find_taak(row, kosten), row.gemeente if own else "")
            sums[plek] = sums.get(plek, 0) + row.bedrag
    return sums


def _share(beschikbaar: int, nodig: Mapping[str, int]) -> dict[str, int]:
    """What each kostenpost gets of the money: all it needs when that is there, else its part by largest remainder."""
    wanted = {code: bedrag for code, bedrag in nodig.items() if bedrag > 0}
    if beschikbaar <= 0 or not wanted:
        return {}
    if sum(wanted.values()) <= beschikbaar:
        return wanted
    parts = split_by_largest_remainder(beschikbaar, tuple(wanted.values()))
    return {code: part.eenheden for code, part in zip(wanted, parts, strict=True) if part.eenheden}
