"""Art. 12: how the exact shares became whole cents: rounded down, and who got the units left over, with everybody's share."""

from __future__ import annotations

from cusd_xl.base.decimalen import show_breuk, show_euro
from cusd_xl.base.money import Aandeel, format_euro, name_eenheid
from cusd_xl.model.bijdragen import Bijdrage, VerdeeldeKostenpost
from cusd_xl.model.uitleg import Aandeelregel, Aandelentabel, Knoop, Restfeiten
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.wegend import describe_gewicht
from cusd_xl.rules.uitleg.invoer import Invoer, rest_op, round_off
from cusd_xl.rules.uitleg.sleutel import show_deel, show_getal

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R3", "R24", "R99"))


def explain_afronding(post: VerdeeldeKostenpost, nummer: int) -> Knoop:
    """From the exact share to whole units: what it was, rounded down, the rest with its place, and the unit left over."""
    bijdrage = post.bijdragen[nummer]
    aandeel = _take_aandeel(bijdrage)
    exact, eenheid = show_euro(aandeel.quotum * post.eenheid), name_eenheid(post.eenheid)
    vloer = rest_op(
        GRONDSLAG,
        f"Naar beneden op hele {eenheid}",
        format_euro(aandeel.vloer * post.eenheid),
        formule="exact aandeel zonder wat achter de laatste hele eenheid staat",
    )
    rang, aantal = find_rang(post, bijdrage), len(list_betalers(post))
    plaats = f"{show_breuk(aandeel.rest)} {name_eenheid(post.eenheid, 1)}, nummer {rang} van {aantal} in grootte"
    rest = rest_op(GRONDSLAG, f"Rest van {bijdrage.gemeente}", plaats, formule="exact aandeel - het aandeel naar beneden")
    waarde = format_euro(aandeel.eenheden * post.eenheid)
    extra = rest_op(
        GRONDSLAG,
        f"Extra {name_eenheid(post.eenheid, 1)}",
        format_euro(aandeel.extra * post.eenheid),
        formule=_tell_extra(post, bijdrage),
    )
    formule = f"te verdelen x aandeel, naar beneden op hele {eenheid}, plus 1 als de rest groot genoeg is"
    kinderen = (rest_op(GRONDSLAG, "Exact aandeel", exact, formule="te verdelen x aandeel"), round_off(vloer, exact), rest, extra)
    return round_off(rest_op(GRONDSLAG, "Aandeel in hele eenheden", waarde, *kinderen, formule=formule), exact)


def make_tabel(invoer: Invoer, post: VerdeeldeKostenpost) -> Aandelentabel:
    """The shares of all paying gemeenten, in the order of tblDeelnemers."""
    namen = tuple(
        describe_gewicht(invoer.begroting, one) + (f" (deel {show_deel(one.deel)})" if one.deel != 1 else "")
        for one in post.componenten
    )
    regels = tuple(_make_regel(post, nummer) for nummer, one in enumerate(post.bijdragen) if one.deelname)
    return Aandelentabel(post.te_verdelen, post.eenheid, 0 if post.is_eigen else count_over(post), namen, regels)


def find_restfeiten(post: VerdeeldeKostenpost, gemeente: str) -> Restfeiten | None:
    """What this gemeente may know of the rests; None where nothing was divided or it has no part in it."""
    eigen = next((one for one in list_betalers(post) if one.gemeente == gemeente), None)
    if post.is_eigen or eigen is None:
        return None
    laagste = _find_laatste(post)
    tekst = show_breuk(_take_aandeel(laagste).rest) if laagste else ""
    return Restfeiten(len(list_betalers(post)), count_over(post), find_rang(post, eigen), tekst)


def list_betalers(post: VerdeeldeKostenpost) -> tuple[Bijdrage, ...]:
    """Those that take part, in the order of tblDeelnemers."""
    return tuple(one for one in post.bijdragen if one.deelname)


def find_rang(post: VerdeeldeKostenpost, bijdrage: Bijdrage) -> int:
    """The place of the rest of a paying gemeente among those that pay, 1 for the largest."""
    eigen = _take_aandeel(bijdrage).rang
    return sum(_take_aandeel(one).rang <= eigen for one in list_betalers(post))


def count_over(post: VerdeeldeKostenpost) -> int:
    """The units left over after every share was rounded down."""
    return sum(one.aandeel.extra for one in post.bijdragen if one.aandeel)


def _take_aandeel(bijdrage: Bijdrage) -> Aandeel:
    if bijdrage.aandeel is None:
        raise ValueError(f"{bijdrage.kostenpost} was not divided")
    return bijdrage.aandeel


def _make_regel(post: VerdeeldeKostenpost, nummer: int) -> Aandeelregel:
    one = post.bijdragen[nummer]
    gewichten = tuple(show_getal(part.gewichten[nummer], part.schaal) for part in post.componenten)
    cellen = tuple(part.cellen[nummer] for part in post.componenten)
    if one.aandeel is None:
        return Aandeelregel(one.gemeente, gewichten, cellen, "", one.bedrag, "", 0, 0, 0, one.bedrag)
    aandeel = one.aandeel
    return Aandeelregel(
        one.gemeente, gewichten, cellen, show_euro(aandeel.quotum * post.eenheid), aandeel.vloer * post.eenheid,
        show_breuk(aandeel.rest), find_rang(post, one), aandeel.extra * post.eenheid, one.voet, one.bedrag,
    )  # fmt: skip


def _find_laatste(post: VerdeeldeKostenpost) -> Bijdrage | None:
    """The gemeente with the smallest rest that got a unit."""
    kregen = [one for one in list_betalers(post) if _take_aandeel(one).extra]
    return max(kregen, key=lambda one: _take_aandeel(one).rang, default=None)


def _tell_extra(post: VerdeeldeKostenpost, bijdrage: Bijdrage) -> str:
    """Who got a unit left over and why, with the place of this gemeente."""
    over, betalers, laatste = count_over(post), list_betalers(post), _find_laatste(post)
    een = name_eenheid(post.eenheid, 1)
    if laatste is None:
        return f"na het naar beneden afronden blijft er niets over: niemand krijgt een extra {een}"
    eerste_zonder = min((one for one in betalers if not _take_aandeel(one).extra), key=lambda one: _take_aandeel(one).rang)
    grens, volgende = _take_aandeel(laatste).rest, _take_aandeel(eerste_zonder).rest
    rang, wel = find_rang(post, bijdrage), "wel" if _take_aandeel(bijdrage).extra else "geen"
    delen = [
        f"na het naar beneden afronden over: {over} x 1 {een}, voor de {over} grootste resten van {len(betalers)} gemeenten",
        f"{bijdrage.gemeente} staat op plaats {rang}: {wel} extra {een}",
        f"de kleinste rest die er een kreeg is {show_breuk(grens)} ({laatste.gemeente})",
        f"de grootste die er geen kreeg is {show_breuk(volgende)} ({eerste_zonder.gemeente})",
    ]
    if grens == volgende:
        delen.append("die twee zijn gelijk: dan gaat de volgorde van tblDeelnemers voor")
    return "; ".join(delen)
