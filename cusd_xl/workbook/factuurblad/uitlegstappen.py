"""The explanation of a factuur as steps for a sheet: own figures, each a reference to the cell where it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk, show_euro, show_percentage
from cusd_xl.base.money import CENTS_PER_EURO, name_eenheid
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel, Specificatieregel
from cusd_xl.model.plan import Waarde
from cusd_xl.model.uitleg import Restfeiten
from cusd_xl.workbook.factuurblad.plaatsing import (
    BLAD,
    Btw,
    Deel,
    Eigen,
    Gegeven,
    Plaatsing,
    Post,
    Regel,
    bepaal_plaatsing,
    find_eenheid,
)
from cusd_xl.workbook.factuurblad.slot import omschrijving
from cusd_xl.workbook.factuurblad.toevoegingen import find_toevoeging
from cusd_xl.workbook.rekenen.bouwer import euros
from cusd_xl.workbook.rekenen.verwijzing import cel

FACTUURBLAD = "Factuur"


@dataclass(frozen=True, slots=True)
class Stap:
    """One row: how deep it stands, what it is, its value in a format, the cell it refers to, and how it came about.

    `deler` is the cell the value is divided by; without `plek` the value is a fact that stands nowhere else. `post` is the place
    of the kostenpost this row begins.
    """

    niveau: int
    naam: str
    waarde: Waarde = None
    formaat: str = "bedrag"
    plek: str = ""
    deler: str = ""
    hoe: str = ""
    post: int | None = None


def list_blokken(factuur: Factuur, resten: Mapping[str, Restfeiten]) -> tuple[tuple[Stap, ...], ...]:
    """The steps of each line, in the order of the factuur, then of each btw-code; the first step is the line itself.

    `resten` are the rests per kostenpost.
    """
    plaats, delen = bepaal_plaatsing(factuur), _find_rijen(factuur)
    regels = []
    for nummer, regel in enumerate(factuur.regels):
        stappen = [*_tell_regel(factuur, regel, plaats, nummer)]
        for place, post in enumerate(factuur.specificatie):
            if (post.soort, post.btw) == (regel.omschrijving, regel.btw):
                stappen += _tell_post(factuur, post, (plaats, place, *delen[place]), resten.get(post.kostenpost))
        regels.append(tuple(stappen))
    return (*regels, *(tuple(_tell_btw(one, plaats, nummer)) for nummer, one in enumerate(factuur.btwregels)))


def _find_rijen(factuur: Factuur) -> list[tuple[int, int]]:
    """Per kostenpost the first row of its simple keys and of its own amounts."""
    plaats = bepaal_plaatsing(factuur)
    deel, eigen, rijen = plaats.delen, plaats.eigen, []
    for post in factuur.specificatie:
        rijen.append((deel, eigen))
        deel += len(post.onderdelen) + len(post.toevoegingen)
        eigen += len(post.eigen)
    return rijen


def _op(rij: int, kolom: int) -> str:
    return f"{BLAD}!{cel(rij, kolom)}"


def _tell_regel(factuur: Factuur, regel: Factuurregel, plaats: Plaatsing, nummer: int) -> Iterator[Stap]:
    rij, termijn = plaats.regels + nummer, factuur.termijn
    centen = f"{BLAD}!{plaats.gegeven(Gegeven.CENTEN)}"
    kop = f"{omschrijving(factuur, regel)}, btw-code {regel.btw}"
    yield Stap(0, kop, euros(regel.bedrag), plek=_op(rij, Regel.BEDRAG), hoe=f"{termijn.omschrijving}: wat op de factuur staat")
    hoe = "uw bijdragen aan deze kostensoort met deze btw-code opgeteld"
    yield Stap(1, "Jaarbedrag", euros(regel.jaarbedrag), plek=_op(rij, Regel.JAAR), hoe=hoe)
    if termijn.aantal == 1:
        return
    vloer, over = divmod(regel.jaarbedrag, termijn.aantal)
    exact = show_euro(Fraction(regel.jaarbedrag, termijn.aantal))
    hoe = f"jaarbedrag / {termijn.aantal} = {exact}, naar beneden op hele centen"
    yield Stap(1, "Per termijn, naar beneden", euros(vloer), plek=_op(rij, Regel.VLOER), deler=centen, hoe=hoe)
    extra = int(termijn.nummer <= over)
    deze = f"dit is termijn {termijn.nummer} van {termijn.aantal}"
    hoe = f"{over} x 1 cent over, voor de eerste termijnen van het jaar; {deze}" if over else f"er is niets over; {deze}"
    yield Stap(1, "Extra cent", euros(extra), plek=_op(rij, Regel.EXTRA), deler=centen, hoe=hoe)


def _tell_post(
    factuur: Factuur, post: Specificatieregel, plek: tuple[Plaatsing, int, int, int], rest: Restfeiten | None
) -> Iterator[Stap]:
    """One kostenpost, from the regional cost to the own bijdrage."""
    plaats, place, deel, eigen = plek
    rij = plaats.posten + place
    artikel = f" (art. {post.artikel})" if post.artikel else ""
    hoe = f"volgens sleutel {post.verdeelsleutel}{artikel}"
    naam = f"{post.kostenpost} {post.omschrijving}"
    yield Stap(1, naam, euros(post.jaarbedrag), plek=_op(rij, Post.BIJDRAGE), hoe=hoe, post=place)
    if not post.onderdelen:
        yield from _tell_eigen(factuur, post, eigen)
        return
    yield from _tell_regionaal(factuur, post, rij, deel)
    yield from _tell_aandeel(post, rij, deel)
    yield from _tell_afronding(factuur, post, (plaats, rij), rest)


def _tell_regionaal(factuur: Factuur, post: Specificatieregel, rij: int, deel: int) -> Iterator[Stap]:
    """From the regional cost to what all gemeenten divide."""
    werkelijk = factuur.is_op_werkelijk
    soort, af = ("Werkelijke kosten", "dekking en rijksmiddelen") if werkelijk else ("Begroot bedrag", "dekking")
    yield Stap(2, f"{soort}, alle gemeenten samen", euros(post.begroot), plek=_op(rij, Post.BEGROOT))
    if post.deel_van_bedrag != 1:
        macro = _op(find_toevoeging(deel, post, "macrobudget"), Deel.SOM)
        yield Stap(2, "Percentage van het macrobudget dat telt", post.deel_van_bedrag * 100, "getal", macro)
    hoe = "(1 + percentage / 100) van elk jaar na het prijspeil" if post.factor != 1 else "geen index"
    yield Stap(2, "Index", post.factor, "factor", _op(rij, Post.INDEX), hoe=hoe)
    yield Stap(2, "Na index", euros(post.geindexeerd), plek=_op(rij, Post.GEINDEXEERD), hoe=f"{soort.lower()} x index")
    yield Stap(2, f"Af: {af}", euros(post.dekking), plek=_op(rij, Post.DEKKING))
    exact = show_euro(post.geindexeerd - post.dekking)
    hoe = f"na index - {af} = {exact}, één keer afgerond op hele {name_eenheid(post.eenheid)}"
    if post.plafond is not None:
        plafond = _op(find_toevoeging(deel, post, "plafond"), Deel.SOM)
        yield Stap(2, "Plafond voor alle gemeenten samen", euros(post.plafond), plek=plafond)
        hoe += ", ten hoogste het plafond"
    yield Stap(2, "Te verdelen over alle gemeenten", euros(post.regionaal), plek=_op(rij, Post.REGIONAAL), hoe=hoe)
    if post.voeten:
        voet = find_toevoeging(deel, post, "voet")
        yield Stap(2, "Af: vaste voeten van alle gemeenten", euros(post.voeten), plek=_op(voet, Deel.SOM))
        yield Stap(2, "Uw vaste voet", euros(post.voet), plek=_op(voet, Deel.EIGEN), hoe="een vast bedrag vooraf")


def _tell_aandeel(post: Specificatieregel, rij: int, deel: int) -> Iterator[Stap]:
    """The own share, with the weights of every simple key below it."""
    aandeel = sum((one.deel * one.gewicht / one.som for one in post.onderdelen), Fraction(0))
    hoe = "uw gewicht / regionaal gewicht" if len(post.onderdelen) == 1 else "de delen van de sleutels hieronder opgeteld"
    yield Stap(2, "Uw aandeel", aandeel, "procent", _op(rij, Post.AANDEEL), hoe=hoe)
    for onder, one in enumerate(post.onderdelen, start=deel):
        formaat = "geheel" if one.schaal == 1 else "getal"
        telt = f"telt voor {show_breuk(one.deel * 100)} % mee" if one.deel != 1 else ""
        yield Stap(3, f"{one.omschrijving}: uw gewicht", Fraction(one.gewicht, one.schaal), formaat, _op(onder, Deel.EIGEN))
        samen = f"{one.omschrijving}: alle gemeenten samen"
        yield Stap(3, samen, Fraction(one.som, one.schaal), formaat, _op(onder, Deel.SOM), hoe=telt)


def _tell_afronding(
    factuur: Factuur, post: Specificatieregel, plek: tuple[Plaatsing, int], rest: Restfeiten | None
) -> Iterator[Stap]:
    """From the exact share to whole units, and whether a unit left over came here."""
    plaats, rij = plek
    per_euro, enkel = f"{BLAD}!{plaats.gegeven(Gegeven.PER_EURO)}", name_eenheid(post.eenheid, 1)
    quotum = sum((post.eenheden * one.deel * one.gewicht / one.som for one in post.onderdelen), Fraction(0))
    exact, over = show_euro(quotum * post.eenheid), show_breuk(quotum - int(quotum))
    vloer = post.jaarbedrag - post.extra * post.eenheid
    erbij = "; plus de vaste voet" if post.voet else ""
    hoe = f"te verdelen x uw aandeel = {exact}, naar beneden op hele {name_eenheid(post.eenheid)}{erbij}"
    yield Stap(2, "Naar beneden afgerond", euros(vloer), plek=_op(rij, Post.VLOER), deler=per_euro, hoe=hoe)
    plaatsnummer = f", nummer {rest.rang} van {rest.gemeenten} in grootte" if rest else ""
    yield Stap(2, "Uw rest", f"{over} {enkel}", "rechts", hoe=f"wat bij het afronden achterbleef{plaatsnummer}")
    extra = euros(post.extra * post.eenheid)
    yield Stap(2, f"Extra {enkel}", extra, plek=_op(rij, Post.EXTRA), deler=per_euro, hoe=_tell_extra(post, rest))


def _tell_extra(post: Specificatieregel, rest: Restfeiten | None) -> str:
    enkel = name_eenheid(post.eenheid, 1)
    if rest is None:
        return f"wat regionaal over is gaat naar de grootste resten; {'wel' if post.extra else 'geen'} {enkel} voor u"
    if not rest.over:
        return "er is na het afronden niets over"
    return (
        f"{rest.over} x 1 {enkel} over, voor de {rest.over} grootste resten van {rest.gemeenten} gemeenten; "
        f"de kleinste rest die er een kreeg is {rest.laagste}; bij gelijke resten telt de volgorde van de deelnemers"
    )


def _tell_eigen(factuur: Factuur, post: Specificatieregel, eerste: int) -> Iterator[Stap]:
    """The own amounts, a step each; in whole euros their sum is rounded."""
    for rij, one in enumerate(post.eigen, start=eerste):
        yield Stap(2, one.omschrijving, euros(one.bedrag), plek=_op(rij, Eigen.BEDRAG), hoe="uw eigen bedrag")
        if one.aantal is not None:
            yield Stap(3, "Aantal", Fraction(one.aantal), "getal", _op(rij, Eigen.AANTAL))
            yield Stap(3, "Tarief", euros(one.tarief or 0), plek=_op(rij, Eigen.TARIEF), hoe="aantal x tarief, afgerond")
    if find_eenheid(factuur) == CENTS_PER_EURO and post.eenheid == CENTS_PER_EURO:
        som = show_euro(sum(one.bedrag for one in post.eigen))
        yield Stap(2, "Samen", som, "rechts", hoe="opgeteld, daarna afgerond op hele euro's")


def _tell_btw(regel: Btwregel, plaats: Plaatsing, nummer: int) -> Iterator[Stap]:
    rij = plaats.btw + nummer
    kop = f"Btw, code {regel.code}: {regel.omschrijving}"
    geen = "over deze code wordt geen btw berekend"
    exact = "" if regel.percentage is None else show_euro(regel.grondslag * regel.percentage / 100)
    hoe = f"grondslag x tarief = {exact}, één keer afgerond op de cent" if exact else geen
    yield Stap(0, kop, euros(regel.btw), plek=_op(rij, Btw.BEDRAG), hoe=hoe)
    hoe = "de regels van de factuur met deze code opgeteld"
    yield Stap(1, "Grondslag", euros(regel.grondslag), plek=_op(rij, Btw.GRONDSLAG), hoe=hoe)
    if regel.percentage is not None:
        tarief = f"{show_percentage(regel.percentage)} % op de factuurdatum"
        yield Stap(1, "Tarief (%)", regel.percentage, "percentage", _op(rij, Btw.TARIEF), hoe=tarief)
