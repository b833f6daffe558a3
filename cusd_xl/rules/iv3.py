"""Handvest art. 11.3: per regiogemeente a matrix taakveld x categorie of its settlement, mirrored at the centrumgemeente."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, round_to_total
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.iv3 import Iv3afrekening, Iv3matrix, Iv3post, Iv3regel, Iv3uitkomst
from cusd_xl.parameters.iv3codes import BATEN, LASTEN, Iv3codes, load_iv3
from cusd_xl.rules.controles.iv3 import check_kostenpost
from cusd_xl.rules.grondslag import HANDVEST, Grondslag

GRONDSLAG = Grondslag(HANDVEST, "11.3", f"{HANDVEST}, art. 11.3; CBS, Iv3-definitiebestanden", ("R56",))
VOORBEELDEN = MappingProxyType({"taakveld": "6.752", "categorie": "4.3.2"})
"""A code of the kind that is missing, to show its form."""


def make_iv3(
    boekjaar: int, afrekeningen: Sequence[Iv3afrekening], centrumgemeente: str, *, begroting: bool = False
) -> Iv3uitkomst:
    """A matrix per regiogemeente that adds up to its settlement to the cent, and the mirror of the centrumgemeente.

    `afrekeningen` holds every gemeente, the centrumgemeente too; it gets no matrix of its own share, for nothing is transferred
    there, but the baten that mirror all lasten of the others per taakveld. With a fout (a code missing, unknown, grey, or
    undivided while `begroting` is False) there are findings only. ParameterError for a boekjaar without a code list.
    """
    codes = load_iv3(boekjaar)
    regio = [one for one in afrekeningen if one.gemeente != centrumgemeente]
    findings = tuple(_check(regio, codes, begroting))
    if has_fout(findings):
        return Iv3uitkomst((), None, findings)
    matrices = tuple(_make_matrix(one, codes) for one in regio)
    gm_code = next((one.gm_code for one in afrekeningen if one.gemeente == centrumgemeente), "")
    leeg = Iv3matrix(centrumgemeente, gm_code, boekjaar, ())
    return Iv3uitkomst(matrices, _mirror(leeg, matrices), findings)


def round_iv3(uitkomst: Iv3uitkomst) -> Iv3uitkomst:
    """The same in whole euros (still in cents), as Iv3 is delivered: each matrix adds up to its own total, rounded once.

    The mirror is made anew from the rounded matrices, so that it stays the sum of what the regiogemeenten report.
    """
    matrices = tuple(_round(one) for one in uitkomst.matrices)
    spiegel = uitkomst.spiegel
    return replace(uitkomst, matrices=matrices, spiegel=_mirror(spiegel, matrices) if spiegel else None)


def list_afrekeningen(begroting: Begroting, bedragen: Mapping[tuple[str, str], int]) -> tuple[Iv3afrekening, ...]:
    """Per deelnemer its settled amounts with the codes of tblKosten; `bedragen` in cents by (gemeente, kostenpost)."""
    return tuple(
        Iv3afrekening(
            deelnemer.gemeente,
            deelnemer.gm_code,
            tuple(
                Iv3post(post.kostenpost, post.taakveld, post.categorie, bedrag, post.herkomst)
                for post in begroting.kosten
                if (bedrag := bedragen.get((deelnemer.gemeente, post.kostenpost), 0))
            ),
        )
        for deelnemer in begroting.deelnemers
    )


def _check(regio: Sequence[Iv3afrekening], codes: Iv3codes, begroting: bool) -> Iterator[Finding]:
    """What is wrong with the codes, once per kostenpost; the amount is that of all regiogemeenten together."""
    sums: dict[tuple[str, str, str], int] = {}
    first: dict[tuple[str, str, str], Iv3post] = {}
    for post in (post for one in regio for post in one.posten):
        here = post.kostenpost, post.taakveld, post.categorie
        sums[here] = sums.get(here, 0) + post.bedrag
        first.setdefault(here, post)
    for here, post in first.items():
        yield from _check_post(replace(post, bedrag=sums[here]), codes, begroting)


def _check_post(post: Iv3post, codes: Iv3codes, begroting: bool) -> Iterator[Finding]:
    for veld, voorbeeld in VOORBEELDEN.items():
        if not getattr(post, veld):
            facts = {"kostenpost": post.kostenpost, "bedrag": format_euro(post.bedrag), "voorbeeld": voorbeeld}
            yield finding("iv3-code-ontbreekt", post.herkomst.cel(veld), wat=veld, **facts)
    yield from check_kostenpost(post, codes)
    if post.categorie in codes.alleen_begroting and not begroting:
        naam = codes.categorieen[LASTEN][post.categorie]
        facts = {"kostenpost": post.kostenpost, "categorie": post.categorie, "categorienaam": naam}
        yield finding("iv3-onverdeeld", post.herkomst.cel("categorie"), **facts)


def _make_matrix(afrekening: Iv3afrekening, codes: Iv3codes) -> Iv3matrix:
    sums: dict[tuple[str, str], int] = {}
    for post in afrekening.posten:
        cell = post.taakveld, post.categorie
        sums[cell] = sums.get(cell, 0) + post.bedrag
    taakvelden, categorieen = [*codes.taakvelden, *codes.overige_taakvelden], list(codes.categorieen[LASTEN])
    order = sorted(sums, key=lambda cell: (taakvelden.index(cell[0]), categorieen.index(cell[1])))
    regels = tuple(Iv3regel(*cell, LASTEN, sums[cell]) for cell in order if sums[cell])
    return Iv3matrix(afrekening.gemeente, afrekening.gm_code, codes.boekjaar, regels)


def _mirror(centrum: Iv3matrix, matrices: Sequence[Iv3matrix]) -> Iv3matrix:
    """Per taakveld the baten of the centrumgemeente: all lasten of the regiogemeenten on that taakveld."""
    codes = load_iv3(centrum.boekjaar)
    sums = dict.fromkeys((*codes.taakvelden, *codes.overige_taakvelden), 0)
    for regel in (regel for one in matrices for regel in one.regels):
        sums[regel.taakveld] += regel.bedrag
    return replace(centrum, regels=tuple(Iv3regel(one, codes.spiegelcategorie, BATEN, som) for one, som in sums.items() if som))


def _round(matrix: Iv3matrix) -> Iv3matrix:
    rounded = round_to_total([one.bedrag for one in matrix.regels], CENTS_PER_EURO)
    return replace(matrix, regels=tuple(replace(one, bedrag=bedrag) for one, bedrag in zip(matrix.regels, rounded, strict=True)))
