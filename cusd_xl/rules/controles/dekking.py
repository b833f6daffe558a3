"""Art. 12: dekking belongs to a kostenpost and to years, never exceeds the costs, and SPUK-IZA ends when the rijk says so."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro, round_half_up
from cusd_xl.model.begroting import Begroting, Dekking, Kostenpost
from cusd_xl.rules.controles.gebruik import find_opbouw, gives_eigen_bedragen
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.deelname import find_betalers
from cusd_xl.rules.dekking import list_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.te_verdelen import calculate_bedragen

GRONDSLAG = Grondslag(CUSD, "6h en 12", TOELICHTING, ("R2", "R34"))
SPUK_IZA = "SPUK-IZA"


def check_dekking(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblDekking, and kostenposten that end below zero."""
    by_code = {one.kostenpost: one for one in begroting.kosten}
    looptijd = find_profiel(begroting).spuk_iza
    for row in begroting.dekking:
        yield from _check_jaren(begroting, row)
        yield from _check_spuk(row, looptijd)
        kostenpost = by_code.get(row.kostenpost)
        if kostenpost is not None and gives_eigen_bedragen(begroting, kostenpost):
            facts = {"kostenpost": row.kostenpost, "sleutel": kostenpost.verdeelsleutel}
            yield finding("dekking-op-eigen-bedrag", row.herkomst.cel("kostenpost"), **facts)
    for kostenpost in begroting.kosten:
        yield from _check_netto(begroting, kostenpost)


def _check_jaren(begroting: Begroting, row: Dekking) -> Iterator[Finding]:
    facts = {"vanaf": row.vanaf_jaar, "tot_en_met": row.tot_en_met_jaar}
    if row.tot_en_met_jaar < row.vanaf_jaar:
        yield finding("jaren-omgekeerd", row.herkomst.cel("tot_en_met_jaar"), **facts)
    elif not row.vanaf_jaar <= begroting.jaar <= row.tot_en_met_jaar:
        cel = row.herkomst.cel("vanaf_jaar" if begroting.jaar < row.vanaf_jaar else "tot_en_met_jaar")
        yield finding("dekking-niet-in-jaar", cel, jaar=begroting.jaar, **facts)


def _check_spuk(row: Dekking, looptijd: tuple[int, int] | None) -> Iterator[Finding]:
    if row.soort != SPUK_IZA or looptijd is None:
        return
    begin, einde = looptijd
    if row.vanaf_jaar < begin or row.tot_en_met_jaar > einde:
        cel = row.herkomst.cel("vanaf_jaar" if row.vanaf_jaar < begin else "tot_en_met_jaar")
        facts = {"vanaf": row.vanaf_jaar, "tot_en_met": row.tot_en_met_jaar, "begin": begin, "einde": einde}
        yield finding("dekking-buiten-looptijd", cel, **facts)


def _check_netto(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[Finding]:
    opbouw = find_opbouw(begroting, kostenpost.verdeelsleutel)
    if opbouw is None or kostenpost.bedrag is None or gives_eigen_bedragen(begroting, kostenpost):
        return
    try:
        bedragen = calculate_bedragen(begroting, kostenpost, opbouw, find_betalers(begroting, kostenpost))
    except KeyError:  # a missing year: check_indexatie reports it
        return
    if bedragen.te_verdelen + bedragen.boven_plafond < 0:
        rows = list_dekking(begroting, kostenpost.kostenpost)
        cel = rows[0].herkomst.cel("bedrag") if rows else kostenpost.herkomst.cel("bedrag")
        kosten = format_euro(round_half_up(bedragen.netto + bedragen.dekking))
        facts = {"kosten": kosten, "dekking": format_euro(bedragen.dekking)}
        yield finding("dekking-groter-dan-kosten", cel, kostenpost=kostenpost.kostenpost, **facts)
    elif bedragen.met_sleutel < 0:
        facts = {"voeten": format_euro(sum(bedragen.voeten)), "bedrag": format_euro(bedragen.te_verdelen)}
        cel = kostenpost.herkomst.cel("verdeelsleutel")
        yield finding("voet-groter-dan-bedrag", cel, kostenpost=kostenpost.kostenpost, sleutel=kostenpost.verdeelsleutel, **facts)
