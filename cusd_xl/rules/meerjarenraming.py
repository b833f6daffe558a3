"""Art. 12 and 14: the bijdragen of the years to come, with index and inwoners of the right year or a stated assumption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from cusd_xl.base.decimalen import show_percentage
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Indexcijfer, Inwonertal, Kostenpost, Normbedrag
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.model.vooruit import Aanname, Raamjaar
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import changes_inkoop
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag(CUSD, "12 en 14", TOELICHTING, ("R1", "R9", "R19"))
AANNAME, VOORLOPIG = "aanname", "voorlopig"
EIGEN = ("werkelijk", "werkprocessen", "vast", "minimum", "stuk")
"""The kinds of own amounts that the workbook has no later year of."""


def extend_begroting(begroting: Begroting, jaar: int) -> Begroting:
    """The begroting as it would be in a later year: costs keep their price level, what is not known yet is the last known.

    A year with an inkoopplan of its own is not changed again by the wijzigingen of the plan of this year.
    """
    eigen_plan = jaar > begroting.jaar and any(one.jaar == jaar for one in begroting.inkoopplan)
    return replace(
        begroting,
        regeling=replace(begroting.regeling, begrotingsjaar=jaar),
        indexcijfers=(*begroting.indexcijfers, *_extend_reeksen(begroting, jaar)),
        inwoners=(*begroting.inwoners, *_extend_inwoners(begroting, jaar)),
        inkoopplan=(*begroting.inkoopplan, *_extend_inkoopplan(begroting, jaar)),
        wijzigingen=tuple(one for one in begroting.wijzigingen if not (eigen_plan and changes_inkoop(begroting, one))),
    )


def project_jaar(extended: Begroting, begrotingsjaar: int) -> Raamjaar:
    """The outcome of an extended begroting without fouten, with every assumption that took part in it.

    In the `begrotingsjaar` of the workbook itself nothing is assumed.
    """
    verdeling = allocate(extended)
    aannames: tuple[Aanname, ...] = ()
    if extended.jaar > begrotingsjaar:
        aannames = (
            *_state_index(extended),
            *_state_inwoners(extended, verdeling),
            *_state_dekking(extended, begrotingsjaar),
            *_state_wijzigingen(extended),
            *_state_volumes(extended, verdeling),
        )
    return Raamjaar(extended.jaar, extended, verdeling, aannames)


def _extend_reeksen(begroting: Begroting, jaar: int) -> Iterator[Indexcijfer]:
    """Per reeks the years that are missing up to `jaar`, with the last known percentage."""
    for reeks in dict.fromkeys(one.reeks for one in begroting.indexcijfers):
        last = max((one for one in begroting.indexcijfers if one.reeks == reeks), key=lambda one: one.jaar)
        for year in range(last.jaar + 1, jaar + 1):
            yield replace(last, jaar=year, editie=AANNAME, status=VOORLOPIG, herkomst=_mark(last.herkomst, "percentage", year))


def _extend_inwoners(begroting: Begroting, jaar: int) -> Iterator[Inwonertal]:
    """Per gemeente the peildata that are missing up to the year, with the last known figure."""
    for gemeente in dict.fromkeys(one.gemeente for one in begroting.inwoners):
        last = max((one for one in begroting.inwoners if one.gemeente == gemeente), key=lambda one: one.peildatum)
        for year in range(last.peildatum.year + 1, jaar + 1):
            yield replace(last, peildatum=date(year, 1, 1), status=VOORLOPIG, herkomst=_mark(last.herkomst, "inwoners", year))


def _extend_inkoopplan(begroting: Begroting, jaar: int) -> Iterator[Inkoopvolume]:
    """The inkoopplan of the year is that of the last year that has one."""
    years = {one.jaar for one in begroting.inkoopplan}
    if years and jaar > max(years):
        rows = (one for one in begroting.inkoopplan if one.jaar == max(years))
        yield from (replace(one, jaar=jaar, herkomst=_mark(one.herkomst, "bedrag", jaar)) for one in rows)


def _mark(herkomst: Herkomst, veld: str, jaar: int) -> Herkomst:
    """The place of a figure that was taken for another year: its cell, and for which year it was assumed."""
    return Herkomst(f"{herkomst.cel(veld)} ({AANNAME} {jaar})")


def _is_aanname(row: Indexcijfer | Inwonertal | Inkoopvolume) -> bool:
    return f"({AANNAME} " in row.herkomst.tabel


def _name_cel(row: Indexcijfer | Inwonertal | Inkoopvolume) -> str:
    return row.herkomst.tabel.partition(f" ({AANNAME} ")[0]


def _state_index(begroting: Begroting) -> Iterator[Aanname]:
    rows: tuple[Kostenpost | Normbedrag, ...] = (*begroting.kosten, *begroting.normbedragen)
    for one in begroting.indexcijfers:
        used = any(row.index == one.reeks and row.prijspeil < one.jaar <= begroting.jaar for row in rows)
        if used and _is_aanname(one):
            tekst = f"{show_percentage(Fraction(one.percentage))} %, als in het laatst bekende jaar"
            yield Aanname(one.jaar, f"Index {one.reeks} {one.jaar}", tekst, _name_cel(one))


def _state_inwoners(begroting: Begroting, verdeling: Verdeling) -> Iterator[Aanname]:
    used = _list_cellen(verdeling)
    rows = [one for one in begroting.inwoners if _is_aanname(one) and one.herkomst.tabel in used]
    found = {one.peildatum: _name_cel(one) for one in reversed(rows)}
    for dag, cel in found.items():
        yield Aanname(dag.year, f"Inwoners {short_datum(dag)}", "als op de laatst bekende peildatum", cel)


def _state_dekking(begroting: Begroting, begrotingsjaar: int) -> Iterator[Aanname]:
    """Dekking of the begrotingsjaar that has ended: who pays less now would pay it all, so that must be said."""
    ended = [one for one in begroting.dekking if begrotingsjaar <= one.tot_en_met_jaar < begroting.jaar]
    if ended:
        namen = ", ".join(dict.fromkeys(one.kostenpost for one in ended))
        tekst = f"{format_euro(sum(one.bedrag for one in ended))} is afgelopen en telt niet meer mee"
        yield Aanname(begroting.jaar, f"Dekking van {namen}", tekst, ended[0].herkomst.cel("tot_en_met_jaar"))


def _state_wijzigingen(begroting: Begroting) -> Iterator[Aanname]:
    vast = [one for one in begroting.wijzigingen if one.status == VASTGESTELD]
    if vast:
        tekst = f"{format_euro(sum(one.mutatie for one in vast))} telt elk jaar door"
        yield Aanname(begroting.jaar, "Begrotingswijzigingen", tekst, vast[0].herkomst.cel("mutatie"))


def _state_volumes(begroting: Begroting, verdeling: Verdeling) -> Iterator[Aanname]:
    volumes = [one for one in begroting.inkoopplan if _is_aanname(one)]
    if volumes:
        tekst = "als in het laatst bekende jaar"
        yield Aanname(begroting.jaar, f"Inkoopplan {begroting.jaar}", tekst, _name_cel(volumes[0]))
    gebruik = [one.kostenpost for one in verdeling.kostenposten if one.sleutelsoort in EIGEN]
    if gebruik:
        namen = ", ".join(one.kostenpost for one in gebruik)
        yield Aanname(begroting.jaar, f"Eigen bedragen van {namen}", "zoals nu in de werkmap", gebruik[0].herkomst.cel("bedrag"))


def _list_cellen(verdeling: Verdeling) -> frozenset[str]:
    """Every cell from which a weight came."""
    return frozenset(cel for post in verdeling.kostenposten for one in post.componenten for cel in one.cellen)
