"""Explains a bijdrage step by step: every figure with its cell and article, so that anybody can check it by hand (R24, R99)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk, show_percentage
from cusd_xl.base.money import CENTS_PER_EURO, format_euro, format_number
from cusd_xl.base.names import key
from cusd_xl.base.years import days_in_year, short_datum
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.model.bijdragen import Bijdrage, VerdeeldeKostenpost
from cusd_xl.model.uitleg import Stap, Uitleg
from cusd_xl.rules.deelname import is_active, is_opgave
from cusd_xl.rules.dekking import VASTGESTELD, list_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import find_percentages, list_cijfers
from cusd_xl.rules.sleutels.eigen import ARTIKELEN as EIGEN_ARTIKELEN
from cusd_xl.rules.sleutels.gewogen import join_cellen
from cusd_xl.rules.sleutels.wegend import describe_gewicht
from cusd_xl.rules.uitleg_sleutels import explain_jaren, explain_sleutel, show_deel, show_getal, show_gewicht

GRONDSLAG = Grondslag(CUSD, "12 tot en met 15", TOELICHTING, ("R24", "R99"))


def explain_bijdrage(begroting: Begroting, post: VerdeeldeKostenpost, gemeente: str) -> Uitleg:
    """The steps from the begroot amount of a kostenpost to what one gemeente owes for it."""
    nummer = [one.gemeente for one in begroting.deelnemers].index(gemeente)
    bijdrage, one = post.bijdragen[nummer], post.kostenpost
    stappen = list(_explain_deelname(begroting, post, begroting.deelnemers[nummer], bijdrage))
    if bijdrage.deelname:
        steps = _explain_eigen(begroting, post, bijdrage) if post.is_eigen else _explain_aandeel(begroting, post, nummer)
        stappen += steps
    stappen.append(Stap(f"Bijdrage {gemeente} aan {one.kostenpost}", format_euro(bijdrage.bedrag)))
    return Uitleg(gemeente, one.kostenpost, one.omschrijving, bijdrage.bedrag, tuple(stappen))


def _explain_deelname(begroting: Begroting, post: VerdeeldeKostenpost, wie: Deelnemer, bijdrage: Bijdrage) -> Iterator[Stap]:
    taken = post.kostenpost.taken
    tekst = "alle taken: elke deelnemer betaalt mee" if not taken else f"taken {', '.join(taken)}"
    yield Stap(f"Taken van {post.kostenpost.kostenpost}", tekst, post.kostenpost.herkomst.cel("taken"), "6")
    kolom = _kolom(begroting, wie.gemeente)
    crossed = [
        one
        for one in begroting.taken
        if one.taak in taken and wie.gemeente in one.deelname and is_active(one.vanaf, one.tot_en_met, begroting.jaar)
    ]
    if crossed:
        cellen = ", ".join(f"{one.herkomst.blad}!{kolom}{one.herkomst.rij}" for one in crossed if kolom)
        yield Stap(f"Kruisje van {wie.gemeente} bij", ", ".join(one.taak for one in crossed), cellen, "6")
    if not is_active(wie.vanaf, wie.tot_en_met, begroting.jaar):
        yield Stap(f"{wie.gemeente} is geen deelnemer in {begroting.jaar}", "betaalt niets", wie.herkomst.cel("vanaf"), "6")
    elif not bijdrage.deelname:
        leeg = [f"{one.herkomst.blad}!{kolom}{one.herkomst.rij}" for one in begroting.taken if kolom and one.taak in taken]
        yield Stap(f"{wie.gemeente} heeft geen kruisje", "vrijgesteld, betaalt niets", ", ".join(leeg), "6")
    if post.dagen:
        yield from _explain_dagen(begroting, post, wie)


def _explain_dagen(begroting: Begroting, post: VerdeeldeKostenpost, wie: Deelnemer) -> Iterator[Stap]:
    """The days of deelname in a regeling that counts them, with the besluit that made them fewer."""
    for one in begroting.besluiten:
        if is_opgave(one) and key(one.gemeente) == key(wie.gemeente) and one.taak in post.kostenpost.taken:
            dag = short_datum(one.ingangsdatum) if one.ingangsdatum else ""
            yield Stap(f"Vrijstelling voor taak {one.taak} opgegeven per", dag, one.herkomst.cel("ingangsdatum"), "6")
    dagen = post.dagen[[one.gemeente for one in begroting.deelnemers].index(wie.gemeente)]
    heel = days_in_year(begroting.jaar)
    cellen = join_cellen(wie.herkomst.cel(veld) for veld in ("vanaf", "tot_en_met"))
    yield Stap(f"Dagen deelname in {begroting.jaar}", f"{dagen} van {heel}", cellen, "6")


def _kolom(begroting: Begroting, gemeente: str) -> str:
    return next((letter for kop, letter in begroting.registerkolommen.items() if key(kop) == key(gemeente)), "")


def _explain_aandeel(begroting: Begroting, post: VerdeeldeKostenpost, nummer: int) -> Iterator[Stap]:
    yield from _explain_netto(begroting, post)
    yield from explain_sleutel(begroting, post, nummer)
    for one in post.componenten:
        deel = f" (deel {show_deel(one.deel)} van de mix)" if one.deel != 1 else ""
        naam, wie = f"{describe_gewicht(begroting, one)}{deel}", begroting.deelnemers[nummer].gemeente
        yield from explain_jaren(one, nummer)
        yield Stap(f"{naam}: {wie}", show_gewicht(one, nummer), one.cellen[nummer], "12")
        yield Stap(f"{naam}: alle betalende gemeenten samen", show_getal(sum(one.gewichten), one.schaal), "", "12")
    yield from _explain_rest(begroting, post, nummer)


def _explain_netto(begroting: Begroting, post: VerdeeldeKostenpost) -> Iterator[Stap]:
    one = post.kostenpost
    yield Stap(f"Begroot bedrag, prijspeil {one.prijspeil}", format_euro(one.bedrag or 0), one.herkomst.cel("bedrag"), "12")
    for wijziging in begroting.wijzigingen:
        if wijziging.kostenpost == one.kostenpost and wijziging.status == VASTGESTELD:
            naam = f"Begrotingswijziging {wijziging.nummer}"
            yield Stap(naam, format_euro(wijziging.mutatie), wijziging.herkomst.cel("mutatie"), "12")
    if post.deel_van_bedrag != 1:
        yield Stap("Daarvan telt als percentage van het macrobudget", f"{show_breuk(post.deel_van_bedrag * 100)} %", "", "12")
    cijfers = list_cijfers(begroting, one.index)
    for jaar, percentage, cel in post.percentages:
        yield Stap(f"Index {one.index} {jaar} ({cijfers[jaar].editie})", f"{show_percentage(percentage)} %", cel, "14")
    if post.percentages:
        yield Stap(
            "Bedrag na index", f"€ {show_breuk(post.begroot * post.deel_van_bedrag * post.factor / CENTS_PER_EURO)}", "", "14"
        )
    for dekking in list_dekking(begroting, one.kostenpost):
        yield Stap(f"Af: {dekking.omschrijving}", format_euro(-dekking.bedrag), dekking.herkomst.cel("bedrag"), "12")
    if post.boven_plafond:
        yield Stap("Af: boven het plafond van de sleutel, wordt niet verdeeld", format_euro(-post.boven_plafond), "", "12")
    eenheid = "hele euro's" if post.eenheid == CENTS_PER_EURO else "hele centen"
    yield Stap(f"Te verdelen over alle gemeenten, één keer afgerond op {eenheid}", format_euro(post.te_verdelen), "", "12")


def _explain_rest(begroting: Begroting, post: VerdeeldeKostenpost, nummer: int) -> Iterator[Stap]:
    aandeel = post.bijdragen[nummer].aandeel
    if aandeel is None:
        return
    eenheid = "euro" if post.eenheid == CENTS_PER_EURO else "cent"
    over = post.eenheden - sum(one.aandeel.vloer for one in post.bijdragen if one.aandeel)
    exact = aandeel.quotum * post.eenheid / CENTS_PER_EURO
    yield Stap("Exact aandeel", f"€ {show_breuk(exact)}", "", "12")
    yield Stap(f"Naar beneden op hele {eenheid}", format_euro(aandeel.vloer * post.eenheid), "", "12")
    yield Stap(
        f"Rest van {begroting.deelnemers[nummer].gemeente}",
        f"{show_breuk(aandeel.rest)} {eenheid}, nummer {aandeel.rang} in grootte",
        "",
        "12",
    )
    uitkomst = f"ja, plus 1 {eenheid}" if aandeel.extra else "nee"
    yield Stap(
        f"Er is na het afronden {over} x 1 {eenheid} over, voor de grootste resten; ook voor deze gemeente?", uitkomst, "", "12"
    )
    if post.bijdragen[nummer].voet:
        yield Stap("Bij: vaste voet", format_euro(post.bijdragen[nummer].voet), "", "12")


def _explain_eigen(begroting: Begroting, post: VerdeeldeKostenpost, bijdrage: Bijdrage) -> Iterator[Stap]:
    artikel = EIGEN_ARTIKELEN[post.sleutelsoort]
    normen = {one.proces: one for one in begroting.normbedragen} if post.sleutelsoort == "werkprocessen" else {}
    for one in bijdrage.eigen:
        if post.sleutelsoort == "stuk" and one.aantal is not None and one.tarief is not None:
            yield Stap(one.omschrijving, show_breuk(Fraction(one.aantal)), one.cel, artikel)
            parameter = begroting.sleutel(post.kostenpost.verdeelsleutel).herkomst.cel("parameter")
            yield Stap("Tarief per stuk", format_euro(one.tarief), parameter, artikel)
            yield Stap("Aantal maal tarief", format_euro(one.bedrag), "", artikel)
            continue
        norm = normen.get(one.omschrijving)
        if norm is not None and one.tarief is not None and one.aantal is not None:
            yield Stap(
                f"Normbedrag {norm.proces}, prijspeil {norm.prijspeil}",
                format_euro(norm.normbedrag),
                norm.herkomst.cel("normbedrag"),
                artikel,
            )
            for jaar, percentage, cel in find_percentages(begroting, norm.index, norm.prijspeil):
                yield Stap(f"Index {norm.index} {jaar}", f"{show_percentage(percentage)} %", cel, "14")
            yield Stap(f"Normbedrag {begroting.jaar}, afgerond op de cent", format_euro(one.tarief), "", "14")
            yield Stap(f"Aantal {norm.proces}", format_number(int(one.aantal)), one.cel, artikel)
            yield Stap(f"{norm.proces}: aantal maal normbedrag", format_euro(one.bedrag), "", artikel)
        else:
            yield Stap(one.omschrijving, format_euro(one.bedrag), one.cel, artikel)
    if not bijdrage.eigen:
        yield Stap("Er is voor deze gemeente niets in rekening te brengen", format_euro(0), "", artikel)
