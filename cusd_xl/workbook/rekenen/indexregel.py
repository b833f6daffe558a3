"""One row of the sheet Indexatie as the engine made it: a kostenpost or a normbedrag with its index years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost


@dataclass(frozen=True, slots=True)
class Regel:
    """One row to index: a kostenpost or a normbedrag, with what the engine made of it.

    `deel` is the part of the amount that counts, as a key of soort macrobudget says; `plafond` its ceiling in cents.
    """

    code: str
    tabel: str
    begroot: int
    bedrag: int
    prijspeil: int
    index: str
    dekking: int
    eenheid: int
    percentages: Mapping[int, Fraction]
    teksten: tuple[str, str]
    deel: Fraction = Fraction(1)
    plafond: int | None = None
    sleutel: str = ""

    @property
    def is_bijzonder(self) -> bool:
        """True when the key changes the amount before it is divided."""
        return self.deel != 1 or self.plafond is not None

    def factor(self, jaar: int) -> Fraction:
        """The exact index from the price level up to and including a year."""
        factor = Fraction(1)
        for index_jaar in range(self.prijspeil + 1, jaar + 1):
            factor *= 1 + self.percentages.get(index_jaar, Fraction(0)) / 100
        return factor

    def value_after(self, jaar: int) -> Fraction:
        """The amount of a year in cents, before dekking and rounding."""
        return self.begroot * self.deel * self.factor(jaar)

    def eenheden(self, jaar: int) -> int:
        """The whole units of a year, before the ceiling."""
        return round_half_up((self.value_after(jaar) - self.dekking) / self.eenheid)


def make_regel(post: VerdeeldeKostenpost) -> Regel:
    """The row of a kostenpost that is divided."""
    one = post.kostenpost
    chain = {jaar: percentage for jaar, percentage, _ in post.percentages}
    return Regel(
        one.kostenpost, "tblKosten", post.begroot, one.bedrag or 0, one.prijspeil, one.index, post.dekking, post.eenheid, chain,
        (one.omschrijving, one.soort), post.deel_van_bedrag, post.plafond, one.verdeelsleutel,
    )  # fmt: skip


def make_normregel(begroting: Begroting, proces: str) -> Regel:
    """The row of a normbedrag of the zorgadministratie."""
    one = next(norm for norm in begroting.normbedragen if norm.proces == proces)
    wanted = range(one.prijspeil + 1, begroting.jaar + 1) if one.index != "geen" else ()
    chain = {
        cijfer.jaar: Fraction(cijfer.percentage)
        for cijfer in begroting.indexcijfers
        if cijfer.reeks == one.index and cijfer.jaar in wanted
    }
    teksten = ("", "zorgadministratie")
    bedrag = one.normbedrag
    return Regel(proces, "tblNormbedragen", bedrag, bedrag, one.prijspeil, one.index, 0, 1, chain, teksten)
