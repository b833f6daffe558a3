"""R49: a factuur told line by line: from the yearly amount to that of its termijn, who got the cents left over, and the btw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cusd_xl.base.decimalen import show_euro, show_percentage
from cusd_xl.base.money import format_euro, split_over_termijnen
from cusd_xl.base.years import Termijn, short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel
from cusd_xl.model.uitleg import Factuuruitleg, Knoop
from cusd_xl.rules.btw import GRONDSLAG as BTW
from cusd_xl.rules.factuurregels import GRONDSLAG as FACTUURREGELS
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.uitleg.invoer import rest_op, round_off

GRONDSLAG = Grondslag(CUSD, "12 en 13", TOELICHTING, ("R24", "R49", "R99"))


def explain_facturen(
    begroting: Begroting, verdeling: Verdeling, gemeente: str, termijn: Termijn, factuurdatum: date
) -> tuple[Factuuruitleg, ...]:
    """The facturen of one gemeente for one termijn, one per btw-regime; none when it owes nothing this year."""
    return tuple(
        Factuuruitleg(one.nummer, termijn.code, one.te_betalen, _explain_factuur(one))
        for one in make_facturen(begroting, verdeling, termijn, factuurdatum)
        if one.afnemer.gemeente == gemeente
    )


def _explain_factuur(factuur: Factuur) -> Knoop:
    naam = f"Te betalen door {factuur.afnemer.gemeente} over {factuur.termijn.omschrijving}"
    kinderen = [_explain_regel(factuur, one) for one in factuur.regels]
    kinderen += [_explain_btw(factuur, one) for one in factuur.btwregels]
    return rest_op(GRONDSLAG, naam, format_euro(factuur.te_betalen), *kinderen, formule="factuurregels + btw per code")


def _explain_regel(factuur: Factuur, regel: Factuurregel) -> Knoop:
    termijn, naam = factuur.termijn, f"{regel.omschrijving}, btw-code {regel.btw}"
    jaar = rest_op(
        FACTUURREGELS, f"Jaarbedrag {naam}", format_euro(regel.jaarbedrag), *_list_posten(factuur, regel),
        formule="de bijdragen aan deze kostensoort met deze btw-code opgeteld",
    )  # fmt: skip
    if termijn.aantal == 1:
        formule = "één termijn: het hele jaarbedrag"
        return rest_op(FACTUURREGELS, f"Factuurregel {naam}", format_euro(regel.bedrag), jaar, formule=formule)
    vloer, over = divmod(regel.jaarbedrag, termijn.aantal)
    delen = ", ".join(format_euro(one) for one in split_over_termijnen(regel.jaarbedrag, termijn.aantal))
    kinderen = (
        jaar,
        rest_op(FACTUURREGELS, "Naar beneden op hele centen", format_euro(vloer), formule=f"jaarbedrag / {termijn.aantal}"),
        rest_op(FACTUURREGELS, "Extra cent", format_euro(int(termijn.nummer <= over)), formule=_tell_over(termijn, over)),
        rest_op(FACTUURREGELS, "Alle termijnen van het jaar", delen, formule=f"samen {format_euro(regel.jaarbedrag)}"),
    )
    formule = f"jaarbedrag in {termijn.aantal} gelijke delen van hele centen, de centen die overblijven bij de eerste termijnen"
    knoop = rest_op(FACTUURREGELS, f"Factuurregel {naam}", format_euro(regel.bedrag), *kinderen, formule=formule)
    return round_off(knoop, show_euro(Fraction(regel.jaarbedrag, termijn.aantal)))


def _tell_over(termijn: Termijn, over: int) -> str:
    if not over:
        return "het jaarbedrag gaat op: geen enkele termijn krijgt een extra cent"
    eerste = "alleen de eerste termijn krijgt" if over == 1 else f"de eerste {over} termijnen krijgen"
    wel = "wel" if termijn.nummer <= over else "geen"
    return f"over: {over} x 1 cent; {eerste} er een; dit is termijn {termijn.nummer}: {wel} extra cent"


def _list_posten(factuur: Factuur, regel: Factuurregel) -> Iterator[Knoop]:
    for post in factuur.specificatie:
        if (post.soort, post.btw) == (regel.omschrijving, regel.btw):
            yield rest_op(FACTUURREGELS, f"Bijdrage aan {post.kostenpost} {post.omschrijving}", format_euro(post.jaarbedrag))


def _explain_btw(factuur: Factuur, regel: Btwregel) -> Knoop:
    grondslag = rest_op(
        BTW, f"Grondslag van code {regel.code}", format_euro(regel.grondslag), formule="de factuurregels met deze code opgeteld"
    )
    naam = f"Btw, code {regel.code}: {regel.omschrijving}"
    if regel.percentage is None:
        return rest_op(BTW, naam, format_euro(regel.btw), grondslag, formule="over deze code wordt geen btw berekend")
    op = short_datum(factuur.factuurdatum)
    tarief = rest_op(BTW, f"Tarief op de factuurdatum {op}", f"{show_percentage(regel.percentage)} %")
    knoop = rest_op(
        BTW, naam, format_euro(regel.btw), grondslag, tarief, formule="grondslag x tarief, één keer per code afgerond op de cent"
    )
    return round_off(knoop, show_euro(regel.grondslag * regel.percentage / 100))
