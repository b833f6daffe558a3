"""R24: a bijdrage as a tree that ends in the billed cents: who takes part, what is divided, by which key, how it was rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.uitleg import Aandelentabel, Uitleg
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.uitleg.bedrag import explain_te_verdelen, explain_voeten
from cusd_xl.rules.uitleg.deelname import explain_deelname
from cusd_xl.rules.uitleg.eigen import explain_eigen
from cusd_xl.rules.uitleg.invoer import Invoer, make_invoer, rest_op
from cusd_xl.rules.uitleg.sleutel import explain_sleutel
from cusd_xl.rules.uitleg.verdeling import explain_afronding, make_tabel

GRONDSLAG = Grondslag(CUSD, "12 tot en met 15", TOELICHTING, ("R24", "R99"))
BETAALT_NIETS = "betaalt niets mee: de bijdrage is nul"
AANDEEL = "aandeel in hele eenheden"


def explain_bijdrage(begroting: Begroting, post: VerdeeldeKostenpost, gemeente: str) -> Uitleg:
    """What one gemeente owes for a kostenpost, from the cells of the workbook to the cent."""
    return explain_bijdragen(begroting, [post], gemeente)[0]


def explain_bijdragen(begroting: Begroting, posten: Iterable[VerdeeldeKostenpost], gemeente: str) -> tuple[Uitleg, ...]:
    """The same for several kostenposten, in their order."""
    return explain_gemeenten(begroting, posten, [gemeente])


def explain_gemeenten(
    begroting: Begroting, posten: Iterable[VerdeeldeKostenpost], gemeenten: Iterable[str]
) -> tuple[Uitleg, ...]:
    """The same for several gemeenten, one after the other; the shares of all are worked out once per kostenpost."""
    invoer = make_invoer(begroting)
    nummers = {one.gemeente: nummer for nummer, one in enumerate(begroting.deelnemers)}
    tabellen = [(post, make_tabel(invoer, post)) for post in posten]
    return tuple(_explain(invoer, post, nummers[one], tabel) for one in gemeenten for post, tabel in tabellen)


def _explain(invoer: Invoer, post: VerdeeldeKostenpost, nummer: int, tabel: Aandelentabel) -> Uitleg:
    bijdrage, one = post.bijdragen[nummer], post.kostenpost
    kinderen, formule = [explain_deelname(invoer, post, nummer)], BETAALT_NIETS
    if bijdrage.deelname and post.is_eigen:
        kinderen, formule = [*kinderen, explain_eigen(invoer, post, nummer)], "het eigen bedrag van de gemeente"
    elif bijdrage.deelname:
        kinderen += [explain_te_verdelen(invoer, post), *explain_voeten(invoer, post, nummer)]
        kinderen += [explain_sleutel(invoer, post, nummer), explain_afronding(post, nummer)]
        formule = f"{AANDEEL} + vaste voet" if post.voeten else AANDEEL
    naam = f"Bijdrage {bijdrage.gemeente} aan {one.kostenpost}"
    wortel = replace(rest_op(GRONDSLAG, naam, format_euro(bijdrage.bedrag), formule=formule), kinderen=tuple(kinderen))
    return Uitleg(bijdrage.gemeente, one.kostenpost, one.omschrijving, bijdrage.bedrag, wortel, tabel)
