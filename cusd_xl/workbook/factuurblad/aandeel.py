"""The blocks that give the own share: the key with its exact division, and the own amounts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cusd_xl.base.exactheid import DECIMALEN_GEWICHT
from cusd_xl.model.factuur import Factuur, Onderdeel, Specificatieregel
from cusd_xl.workbook.factuurblad.grote_getallen import KOPPEN_TUSSEN, Stappen, zet_machten, zet_stappen
from cusd_xl.workbook.factuurblad.plaatsing import Deel, Eigen, Gegeven, Plaatsing, Post, bereik
from cusd_xl.workbook.factuurblad.toevoegingen import find_toevoeging, zet_toevoegingen
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel

GRENS = 2**53
TE_GROOT = "te groot"
KOPPEN_DELEN = (
    "Kosten-\npost", "Gewicht", "Deel van de sleutel", "van", "Uw gewicht", "Regionaal gewicht", "Schaal", "Teller", "Noemer",
    "Te verdelen, {meervoud_klein}", "Uw aandeel", "{meervoud}, naar beneden", "Gezamenlijke noemer", "Rest",
)  # fmt: skip
KOPPEN_EIGEN = ("Kosten-\npost", "Omschrijving", "Aantal", "", "Tarief (€)", "Bedrag (€)")


def is_te_groot(post: Specificatieregel) -> bool:
    """True when a spreadsheet cannot hold the numbers behind the own share exactly, even in steps."""
    return not post.rekenwijze.is_exact


def zet_delen(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing, woorden: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Put the block in place; per kostenpost its first row and number of rows."""
    rij, tussen, gevonden = plaats.delen, plaats.tussen + 1, {}
    for nummer, post in enumerate(factuur.specificatie):
        if not post.onderdelen:
            continue
        gevonden[post.kostenpost] = (rij, len(post.onderdelen))
        zet_toevoegingen(bouwer, rij + len(post.onderdelen), post, plaats)
        stappen = Stappen(rij, plaats.tussen, tussen, post)
        for offset, deel in enumerate(post.onderdelen):
            _zet_gewichten(bouwer, rij + offset, post, deel)
            _zet_breuk(bouwer, rij + offset, deel)
            _zet_deling(bouwer, rij + offset, post, deel, (plaats, plaats.posten + nummer, stappen, offset))
        for offset, deel in enumerate(post.onderdelen):
            _zet_rest(bouwer, rij + offset, post, deel, (rij, stappen, offset))
        tussen = zet_stappen(bouwer, stappen)
        rij += len(post.onderdelen) + len(post.toevoegingen)
    if gevonden:
        _zet_kop(bouwer, plaats.delen, "Uw aandeel volgens de verdeelsleutel", [kop.format(**woorden) for kop in KOPPEN_DELEN])
    if tussen != plaats.tussen + 1:
        zet_machten(bouwer, plaats.tussen)
        _zet_kop(bouwer, plaats.tussen, "Tussenstappen voor grote getallen", KOPPEN_TUSSEN)
    return gevonden


def zet_eigen(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing) -> dict[str, tuple[int, int]]:
    """Put the block of own amounts in place; per kostenpost its first row and number of rows."""
    rij, gevonden = plaats.eigen, {}
    for post in factuur.specificatie:
        for offset, eigen in enumerate(post.eigen):
            onder = rij + offset
            bouwer.zet(onder, Eigen.CODE, post.kostenpost, "blad_code_kader")
            bouwer.zet(onder, Eigen.OMSCHRIJVING, eigen.omschrijving, "blad_terugloop_kader_centraal")
            bouwer.zet(onder, Eigen.MAAL, None if eigen.aantal is None else "×", "blad_midden_kader")
            geheel = eigen.aantal is None or eigen.aantal == int(eigen.aantal)
            bouwer.zet(onder, Eigen.AANTAL, eigen.aantal, "blad_geheel_kader" if geheel else "blad_getal_kader")
            bouwer.zet(onder, Eigen.TARIEF, None if eigen.tarief is None else euros(eigen.tarief), "blad_bedrag_kader")
            centen = plaats.gegeven(Gegeven.CENTEN)
            product = f"ROUND({cel(onder, Eigen.AANTAL)}*{cel(onder, Eigen.TARIEF)}*{centen},0)/{centen}"
            if eigen.aantal is not None and eigen.bedrag != eigen.aantal * (eigen.tarief or 0):
                product = _round_to_eenheid(onder, plaats)
            stijl, formule = ("blad_bedrag_kader", None) if eigen.aantal is None else ("berekening_bedrag", product)
            bouwer.zet(onder, Eigen.BEDRAG, euros(eigen.bedrag), stijl, formule)
        if post.eigen:
            gevonden[post.kostenpost] = (rij, len(post.eigen))
        rij += len(post.eigen)
    if gevonden:
        _zet_kop(bouwer, plaats.eigen, "Uw eigen bedragen", KOPPEN_EIGEN)
    return gevonden


def _round_to_eenheid(rij: int, plaats: Plaatsing) -> str:
    """Aantal times tarief, rounded half up to the unit of the regeling at once."""
    centen, half, eenheid = (plaats.gegeven(g) for g in (Gegeven.CENTEN, Gegeven.HALF, Gegeven.EENHEID))
    bedrag = f"ROUND({cel(rij, Eigen.AANTAL)}*{cel(rij, Eigen.TARIEF)}*{centen},{DECIMALEN_GEWICHT})"
    return f"INT(({bedrag}+{half})/{eenheid})*{eenheid}/{centen}"


def sum_vloer(post: Specificatieregel, delen: tuple[int, int]) -> str:
    """The formula for the whole units below the share: whole parts and the foot added up, plus what the rests are together."""
    rij, aantal = delen
    resten = f"SUM({bereik(rij, aantal, Deel.REST)})"
    samen = f"ROUND({resten},12)" if is_te_groot(post) else f"{resten}/{cel(rij, Deel.GEZAMENLIJK)}"
    return f"SUM({bereik(rij, aantal + ('voet' in post.toevoegingen), Deel.VLOER)})+INT({samen})"


def _zet_gewichten(bouwer: Bouwer, rij: int, post: Specificatieregel, deel: Onderdeel) -> None:
    stijl = "blad_geheel_kader" if deel.schaal == 1 else "blad_getal_kader"
    bouwer.zet(rij, Deel.CODE, post.kostenpost, "blad_code_kader")
    bouwer.zet(rij, Deel.OMSCHRIJVING, deel.omschrijving, "blad_terugloop_kader_centraal")
    bouwer.zet(rij, Deel.DEEL_TELLER, deel.deel.numerator, "blad_geheel_kader")
    bouwer.zet(rij, Deel.DEEL_NOEMER, deel.deel.denominator, "blad_geheel_kader")
    bouwer.zet(rij, Deel.EIGEN, Fraction(deel.gewicht, deel.schaal), stijl)
    bouwer.zet(rij, Deel.SOM, Fraction(deel.som, deel.schaal), stijl)
    bouwer.zet(rij, Deel.SCHAAL, deel.schaal, "blad_geheel_kader")


def _zet_breuk(bouwer: Bouwer, rij: int, deel: Onderdeel) -> None:
    for kolom, gewicht, factor, waarde in (
        (Deel.TELLER, Deel.EIGEN, Deel.DEEL_TELLER, deel.teller),
        (Deel.NOEMER, Deel.SOM, Deel.DEEL_NOEMER, deel.noemer),
    ):
        formule = f"ROUND({cel(rij, gewicht)}*{cel(rij, Deel.SCHAAL)},0)*{cel(rij, factor)}"
        bouwer.zet(rij, kolom, waarde, "berekening_geheel_krimp", formule)
    teller, noemer = cel(rij, Deel.TELLER), cel(rij, Deel.NOEMER)
    bouwer.zet(rij, Deel.AANDEEL, Fraction(deel.teller, deel.noemer), "berekening_procent", f"{teller}/{noemer}")


def _zet_deling(
    bouwer: Bouwer, rij: int, post: Specificatieregel, deel: Onderdeel, plek: tuple[Plaatsing, int, Stappen, int]
) -> None:
    plaats, postrij, stappen, offset = plek
    voet = f"-{cel(find_toevoeging(rij - offset, post, 'voet'), Deel.SOM)}" if post.voeten else ""
    bedrag = f"({cel(postrij, Post.REGIONAAL)}{voet})" if voet else cel(postrij, Post.REGIONAAL)
    te_verdelen = f"ROUND({bedrag}*{plaats.gegeven(Gegeven.PER_EURO)},0)"
    bouwer.zet(rij, Deel.EENHEDEN, post.eenheden, "berekening_geheel", te_verdelen)
    totaal, teller, noemer = (cel(rij, kolom) for kolom in (Deel.EENHEDEN, Deel.TELLER, Deel.NOEMER))
    over = f"MOD({totaal},{noemer})"
    quotient = stappen.quotient(offset) or f"INT({over}*{teller}/{noemer})"
    vloer = f"({totaal}-{over})/{noemer}*{teller}+{quotient}"
    bouwer.zet(rij, Deel.VLOER, post.eenheden * deel.teller // deel.noemer, "berekening_geheel", vloer)


def _zet_rest(bouwer: Bouwer, rij: int, post: Specificatieregel, deel: Onderdeel, plek: tuple[int, Stappen, int]) -> None:
    eerste, stappen, offset = plek
    totaal, teller, noemer, samen = (cel(rij, kolom) for kolom in (Deel.EENHEDEN, Deel.TELLER, Deel.NOEMER, Deel.GEZAMENLIJK))
    product = f"MOD({totaal},{noemer})*{teller}"
    rest = f"{product}-INT({product}/{noemer})*{noemer}"
    over = post.eenheden * deel.teller % deel.noemer
    if is_te_groot(post):
        bouwer.zet(rij, Deel.GEZAMENLIJK, TE_GROOT, "berekening_rechts")
        bouwer.zet(rij, Deel.REST, Fraction(over, deel.noemer), "berekening_getal", f"({rest})/{noemer}")
        return
    wijze = post.rekenwijze
    noemers = ",".join(cel(eerste + nr, Deel.NOEMER, "rk") for nr in range(len(post.onderdelen)) if nr not in wijze.fijn)
    gemene = f"LCM({noemers})" if wijze.fijn else f"LCM({bereik(eerste, len(post.onderdelen), Deel.NOEMER)})"
    bouwer.zet(rij, Deel.GEZAMENLIJK, wijze.gemeen, "berekening_geheel_krimp", gemene)
    formule = stappen.rest(offset) or f"({rest})*({samen}/{noemer})"
    bouwer.zet(rij, Deel.REST, stappen.waarde_rest(offset), "berekening_geheel_krimp", formule)


def _zet_kop(bouwer: Bouwer, rij: int, titel: str, koppen: Sequence[str]) -> None:
    bouwer.zet(rij - 2, 0, titel, "ondertitel_tekst")
    bouwer.zet_koppen(rij - 1, koppen)
