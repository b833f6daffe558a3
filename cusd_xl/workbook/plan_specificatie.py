"""The sheet Specificatie: formulas from the regional cost to the own share, with own figures and regional totals only."""

from __future__ import annotations

from types import MappingProxyType

from cusd_xl.base.money import CENTS_PER_EURO
from cusd_xl.model.factuur import Factuur, Specificatieregel
from cusd_xl.model.factuurtekst import find_stempel
from cusd_xl.model.plan import Bladplan, Samenvoeging
from cusd_xl.workbook.factuurblad.aandeel import sum_vloer, zet_delen, zet_eigen
from cusd_xl.workbook.factuurblad.pagina import make_pagina
from cusd_xl.workbook.factuurblad.plaatsing import (
    BLAD,
    Deel,
    Eigen,
    Gegeven,
    Plaatsing,
    Post,
    bepaal_plaatsing,
    bereik,
    find_eenheid,
)
from cusd_xl.workbook.factuurblad.slot import Factuurcellen, zet_btw, zet_controles, zet_gegevens, zet_termijnen
from cusd_xl.workbook.factuurblad.toevoegingen import find_toevoeging
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

KOPPEN = (
    "Kosten-\npost", "Omschrijving", "Kostensoort", "Btw", "Verdeelsleutel", "Regionaal {bedrag} (€)", "Index",
    "Geïndexeerd (€)", "{dekking} (€)", "Regionaal te verdelen (€)", "Uw aandeel", "{meervoud}, naar beneden",
    "Extra {enkelvoud}", "Uw bijdrage (€)",
)  # fmt: skip
UITLEG = (
    "Te verdelen is {bedrag} × index − {dekking_klein}, één keer afgerond. Uw aandeel wordt naar beneden afgerond; de "
    "{meervoud_klein} die regionaal overblijven gaan naar de gemeenten met de grootste rest: een 1 bij 'Extra {enkelvoud}' is er "
    "zo een."
)
BREEDTES = (8, 34, 17, 7, 18, 15, 10, 15, 13, 15, 10, 13, 14, 14)
UITLEG_EIGEN = "Zonder uw aandeel: een sleutel met eigen bedragen; 'te verdelen' is dan de som van alle gemeenten."
WOORDEN_CENT = MappingProxyType({"meervoud": "Hele centen", "meervoud_klein": "centen", "enkelvoud": "cent"})
WOORDEN_BEGROTING = MappingProxyType({"bedrag": "begroot", "dekking": "Dekking", "dekking_klein": "dekking"})
WOORDEN_AFREKENING = MappingProxyType(
    {"bedrag": "werkelijk", "dekking": "Dekking en rijk", "dekking_klein": "dekking en rijksmiddelen"}
)
WOORDEN_EURO = MappingProxyType({"meervoud": "Hele euro's", "meervoud_klein": "euro's", "enkelvoud": "euro"})


def plan_specificatie(factuur: Factuur, op_factuur: Factuurcellen) -> Bladplan:
    """Plan the sheet; `op_factuur` are the cells of the sheet Factuur that the controles compare with."""
    plaats = bepaal_plaatsing(factuur)
    woorden = _choose_woorden(factuur)
    bouwer = Bouwer(BLAD, "", "")
    _zet_titel(bouwer, factuur)
    delen = zet_delen(bouwer, factuur, plaats, woorden)
    eigen = zet_eigen(bouwer, factuur, plaats)
    _zet_posten(bouwer, factuur, plaats, delen | eigen, woorden)
    zet_termijnen(bouwer, factuur, plaats)
    zet_btw(bouwer, factuur, plaats)
    zet_gegevens(bouwer, factuur, plaats)
    zet_controles(bouwer, factuur, plaats, op_factuur)
    return Bladplan(
        BLAD,
        finish_cellen(bouwer.cellen, 0),
        dict(enumerate(BREEDTES)),
        rijhoogtes=_measure_rijen(bouwer, factuur, plaats),
        tabkleur=HUISKLEUR,
        beveiligd=True,
        samenvoegingen=bouwer.samenvoegingen,
        voorwaardelijk=bouwer.voorwaardelijk,
        pagina=make_pagina(factuur, liggend=True, herhaal_rijen=(0, 3)),
    )


def _choose_woorden(factuur: Factuur) -> dict[str, str]:
    """The words of the sheet: cents or euros, begroot or werkelijk."""
    eenheid = WOORDEN_EURO if find_eenheid(factuur) == CENTS_PER_EURO else WOORDEN_CENT
    return {**eenheid, **(WOORDEN_AFREKENING if factuur.is_op_werkelijk else WOORDEN_BEGROTING)}


def _measure_rijen(bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing) -> dict[int, float]:
    rijhoogtes: dict[int, float] = {0: 24, 2: 20, 3: 10}
    for (rij, kolom), one in bouwer.cellen.items():
        if one.stijl == "kop_tekst":
            rijhoogtes[rij] = 30
        elif rij >= plaats.delen and kolom == Deel.OMSCHRIJVING and len(str(one.waarde or "")) > BREEDTES[kolom]:
            rijhoogtes[rij] = text_height(one.waarde, BREEDTES[kolom] - 2)
    for rij, post in enumerate(factuur.specificatie, start=plaats.posten):
        if _is_lang(post):
            rijhoogtes[rij] = 26
    eigen = (line for post in factuur.specificatie for line in post.eigen)
    rijhoogtes |= {
        rij: 26 for rij, line in enumerate(eigen, start=plaats.eigen) if len(line.omschrijving) > BREEDTES[Eigen.OMSCHRIJVING]
    }
    return rijhoogtes | {plaats.posten + len(factuur.specificatie) + 1: 28}


def _is_lang(post: Specificatieregel) -> bool:
    return len(post.omschrijving) > BREEDTES[Post.OMSCHRIJVING] or len(_sleutel(post)) > BREEDTES[Post.SLEUTEL]


def _sleutel(post: Specificatieregel) -> str:
    return f"{post.verdeelsleutel} (art. {post.artikel})" if post.artikel else post.verdeelsleutel


def _zet_titel(bouwer: Bouwer, factuur: Factuur) -> None:
    bouwer.zet(0, 0, f"Specificatie bij {factuur.nummer}", "titel_tekst")
    wie = f"Gemeente {factuur.afnemer.gemeente} – {factuur.regeling} – begrotingsjaar {factuur.termijn.jaar}"
    bouwer.zet(1, 0, wie, "blad_tekst_zacht")
    if find_stempel(factuur):
        bouwer.zet(2, 0, find_stempel(factuur), "stempel_midden")
        bouwer.samenvoegingen.append(Samenvoeging(2, 0, 2, Post.BIJDRAGE))


def _zet_posten(
    bouwer: Bouwer, factuur: Factuur, plaats: Plaatsing, blokken: dict[str, tuple[int, int]], woorden: dict[str, str]
) -> None:
    bouwer.zet(plaats.posten - 2, 0, "Van regionale kosten naar uw bijdrage per jaar", "ondertitel_tekst")
    bouwer.zet_koppen(plaats.posten - 1, [kop.format(**woorden) for kop in KOPPEN])
    for rij, post in enumerate(factuur.specificatie, start=plaats.posten):
        _zet_omschrijving(bouwer, rij, post)
        if post.onderdelen:
            _zet_regionaal(bouwer, rij, post, (plaats, blokken[post.kostenpost][0]))
            _zet_aandeel(bouwer, rij, post, blokken[post.kostenpost])
        else:
            _zet_eigen_bedrag(bouwer, rij, post, blokken[post.kostenpost], plaats)
        formule = f"({cel(rij, Post.VLOER)}+{cel(rij, Post.EXTRA)})/{plaats.gegeven(Gegeven.PER_EURO)}"
        if post.eenheid < find_eenheid(factuur):
            formule = _take_eigen(bouwer, rij, blokken[post.kostenpost], plaats)
        bouwer.zet(rij, Post.EXTRA, post.extra, "blad_geheel_kader")
        bouwer.zet(rij, Post.BIJDRAGE, euros(post.jaarbedrag), "uitvoer_bedrag_vet", formule)
    onder, aantal = plaats.posten + len(factuur.specificatie), len(factuur.specificatie)
    for kolom in range(Post.BIJDRAGE):
        bouwer.zet(onder, kolom, "Totaal" if kolom == 0 else None, "blad_tekst_totaal")
    som = sum(post.jaarbedrag for post in factuur.specificatie)
    bouwer.zet(onder, Post.BIJDRAGE, euros(som), "blad_bedrag_totaal", f"SUM({bereik(plaats.posten, aantal, Post.BIJDRAGE)})")
    uitleg = UITLEG.format(**woorden) + (f" {UITLEG_EIGEN}" if any(not post.onderdelen for post in factuur.specificatie) else "")
    bouwer.zet(onder + 1, 0, uitleg, "toelichting_terugloop")
    bouwer.samenvoegingen.append(Samenvoeging(onder + 1, 0, onder + 1, Post.BIJDRAGE))


def _zet_omschrijving(bouwer: Bouwer, rij: int, post: Specificatieregel) -> None:
    teksten = {
        Post.CODE: post.kostenpost, Post.OMSCHRIJVING: post.omschrijving, Post.SOORT: post.soort, Post.SLEUTEL: _sleutel(post),
    }  # fmt: skip
    for kolom, tekst in teksten.items():
        bouwer.zet(rij, kolom, tekst, "blad_terugloop_kader_centraal")
    bouwer.zet(rij, Post.BTW, post.btw, "blad_midden_kader")


def _zet_regionaal(bouwer: Bouwer, rij: int, post: Specificatieregel, plek: tuple[Plaatsing, int]) -> None:
    plaats, delen = plek
    begroot, index, geindexeerd, dekking = (cel(rij, k) for k in (Post.BEGROOT, Post.INDEX, Post.GEINDEXEERD, Post.DEKKING))
    macro = ""
    if post.deel_van_bedrag != 1:
        percentage = cel(find_toevoeging(delen, post, "macrobudget"), Deel.SOM)
        macro = f"*{percentage}/{plaats.gegeven(Gegeven.PROCENT)}"
    bouwer.zet(rij, Post.BEGROOT, euros(post.begroot), "blad_bedrag_kader")
    bouwer.zet(rij, Post.INDEX, post.factor, "blad_factor_kader")
    bouwer.zet(rij, Post.GEINDEXEERD, euros(post.geindexeerd), "berekening_bedrag", f"{begroot}*{index}{macro}")
    bouwer.zet(rij, Post.DEKKING, euros(post.dekking), "blad_bedrag_kader")
    te_verdelen = f"ROUND({geindexeerd}-{dekking},{plaats.gegeven(Gegeven.DECIMALEN)})"
    if post.plafond is not None:
        te_verdelen = f"MIN({te_verdelen},{cel(find_toevoeging(delen, post, 'plafond'), Deel.SOM)})"
    bouwer.zet(rij, Post.REGIONAAL, euros(post.regionaal), "berekening_bedrag", te_verdelen)


def _zet_aandeel(bouwer: Bouwer, rij: int, post: Specificatieregel, delen: tuple[int, int]) -> None:
    aandeel = sum(deel.deel * deel.gewicht / deel.som for deel in post.onderdelen)
    bouwer.zet(rij, Post.AANDEEL, aandeel, "berekening_procent", f"SUM({bereik(*delen, Deel.AANDEEL)})")
    bouwer.zet(rij, Post.VLOER, post.jaarbedrag // post.eenheid - post.extra, "berekening_geheel", sum_vloer(post, delen))


def _zet_eigen_bedrag(bouwer: Bouwer, rij: int, post: Specificatieregel, eigen: tuple[int, int], plaats: Plaatsing) -> None:
    for kolom in (Post.BEGROOT, Post.INDEX, Post.GEINDEXEERD, Post.DEKKING, Post.AANDEEL):
        bouwer.zet(rij, kolom, None, "blad_bedrag_kader")
    bouwer.zet(rij, Post.REGIONAAL, euros(post.regionaal), "blad_bedrag_kader")
    centen, half, eenheid = (plaats.gegeven(g) for g in (Gegeven.CENTEN, Gegeven.HALF, Gegeven.EENHEID))
    formule = f"INT((ROUND(SUM({bereik(*eigen, Eigen.BEDRAG)})*{centen},0)+{half})/{eenheid})"
    bouwer.zet(rij, Post.VLOER, post.jaarbedrag // post.eenheid, "berekening_geheel", formule)


def _take_eigen(bouwer: Bouwer, rij: int, eigen: tuple[int, int], plaats: Plaatsing) -> str:
    """The formula of own amounts that are in cents while the rest of the sheet is divided in euros."""
    bouwer.zet(rij, Post.VLOER, None, "blad_geheel_kader")
    centen = plaats.gegeven(Gegeven.CENTEN)
    return f"ROUND(SUM({bereik(*eigen, Eigen.BEDRAG)})*{centen},0)/{centen}"
