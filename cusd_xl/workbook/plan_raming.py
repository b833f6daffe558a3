"""The workbook of a meerjarenraming: the bijdrage of every gemeente per year, what is behind it, and what was assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from cusd_xl.model.plan import Bladplan, Grafiek, Werkmapplan
from cusd_xl.model.vooruit import Raamjaar
from cusd_xl.workbook.overzichtbladen import EEN_PAGINA, EERSTE, KOP, OK, PAGINA, zet_titel
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD, POSTEN, AANNAMES = "Meerjarenraming", "Kostenposten", "Aannames"
POSTKOPPEN = ("Jaar", "Kostenpost", "Omschrijving", "Kostensoort")
K_SOORT, EERSTE_GEMEENTE = 3, 4
Formule: TypeAlias = Callable[[int, int, int], str]
"""Gives the formula of a cell from its row, its column and the row of the headers above it."""
KLEUREN = (HUISKLEUR, "#5B7FA6", "#8FA9C4", "#C3D1E0", "#3E8E5A", "#7FB893")


def plan_raming(jaren: Sequence[Raamjaar]) -> Werkmapplan:
    """Plan the raming: gemeenten x years with growth, kostensoorten x years, every kostenpost, and the assumptions."""
    regeling = jaren[0].begroting.regeling
    bladen = (_plan_jaren(jaren), _plan_posten(jaren), _plan_aannames(jaren))
    return Werkmapplan(bladen, f"Meerjarenraming {jaren[0].jaar}-{jaren[-1].jaar}", regeling.naam)


def _plan_jaren(jaren: Sequence[Raamjaar]) -> Bladplan:
    bouwer = Bouwer(BLAD, "", "")
    zet_titel(bouwer, f"Meerjarenraming {jaren[0].jaar}-{jaren[-1].jaar}", jaren[0].begroting.regeling.naam)
    namen = list(jaren[0].verdeling.per_gemeente())
    soorten = dict.fromkeys(post.kostenpost.soort for post in jaren[0].verdeling.kostenposten)
    per_gemeente = {naam: [one.verdeling.per_gemeente().get(naam, 0) for one in jaren] for naam in namen}
    per_soort = {soort: [_sum_soort(one, soort) for one in jaren] for soort in soorten}

    def gemeenteformule(rij: int, kolom: int, kop: int) -> str:
        return f"SUMIFS({_column(EERSTE_GEMEENTE + rij - kop - 1, jaren)},{_column(0, jaren)},{cel(kop, kolom, 'r')})"

    def soortformule(rij: int, kolom: int, kop: int) -> str:
        criteria = f"{_column(0, jaren)},{cel(kop, kolom, 'r')},{_column(K_SOORT, jaren)},{cel(rij, 0, 'k')}"
        return f"SUMIFS({_column(EERSTE_GEMEENTE + len(namen), jaren)},{criteria})"

    onder = _zet_blok(bouwer, KOP, "Gemeente", per_gemeente, jaren, gemeenteformule)
    tweede = _zet_blok(bouwer, onder + 3, "Kostensoort", per_soort, jaren, soortformule)
    laatste = len(jaren)
    bouwer.zet(tweede + 2, 0, "Gemeenten = kostensoorten", "blad_tekst")
    for kolom in range(1, laatste + 1):
        klopt = f'IF(ROUND({cel(onder, kolom)}-{cel(tweede, kolom)},2)=0,"{OK}","SLUIT NIET")'
        bouwer.zet(tweede + 2, kolom, OK, "controle_midden", klopt)
    bouwer.markeer_afwijking(tweede + 2, 1, tweede + 2, laatste, OK)
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), {0: 26, **dict.fromkeys(range(1, laatste + 1), 17), laatste + 1: 18},
        rijhoogtes={0: 24}, titelrijen=EERSTE, titelkolommen=1, tabkleur=HUISKLEUR, beveiligd=True,
        voorwaardelijk=bouwer.voorwaardelijk, grafieken=(_maak_grafiek(jaren, len(namen), tweede + 5),), pagina=EEN_PAGINA,
    )  # fmt: skip


def _zet_blok(
    bouwer: Bouwer, kop: int, wat: str, rijen: Mapping[str, Sequence[int]], jaren: Sequence[Raamjaar], formule: Formule
) -> int:
    """A block of names by year with totals and the growth from the first year to the last; returns the row of the totals."""
    laatste = len(jaren)
    bouwer.zet(kop, 0, wat, "kop_tekst")
    for kolom, one in enumerate(jaren, start=1):
        bouwer.zet(kop, kolom, one.jaar, "kop_rechts")
    bouwer.zet(kop, laatste + 1, f"Groei {jaren[0].jaar}-{jaren[-1].jaar}", "kop_rechts")
    for offset, (naam, bedragen) in enumerate(rijen.items()):
        rij = kop + 1 + offset
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        for kolom, bedrag in enumerate(bedragen, start=1):
            bouwer.zet(rij, kolom, euros(bedrag), "berekening_bedrag", formule(rij, kolom, kop))
        _zet_groei(bouwer, rij, bedragen[0], bedragen[-1], laatste, "blad_afwijking_kader")
    onder = kop + 1 + len(rijen)
    bouwer.zet(onder, 0, "Totaal", "blad_tekst_totaal")
    sommen = [sum(bedragen[plaats] for bedragen in rijen.values()) for plaats in range(laatste)]
    for kolom, som in enumerate(sommen, start=1):
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(kop + 1, kolom, onder - 1, kolom, '')})")
    _zet_groei(bouwer, onder, sommen[0], sommen[-1], laatste, "blad_afwijking_totaal")
    return onder


def _zet_groei(bouwer: Bouwer, rij: int, eerste: int, einde: int, laatste: int, stijl: str) -> None:
    van, naar = cel(rij, 1), cel(rij, laatste)
    groei = Fraction(einde - eerste, eerste) if eerste else Fraction(0)
    bouwer.zet(rij, laatste + 1, groei, stijl, f"IF({van}=0,0,({naar}-{van})/{van})")


def _column(kolom: int, jaren: Sequence[Raamjaar]) -> str:
    """A whole column of the sheet Kostenposten."""
    laatste = EERSTE + sum(len(one.verdeling.kostenposten) for one in jaren) - 1
    return f"{POSTEN}!{gebied(EERSTE, kolom, laatste, kolom)}"


def _sum_soort(raamjaar: Raamjaar, soort: str) -> int:
    posten = (post for post in raamjaar.verdeling.kostenposten if post.kostenpost.soort == soort)
    return sum(one.bedrag for post in posten for one in post.bijdragen)


def _plan_posten(jaren: Sequence[Raamjaar]) -> Bladplan:
    bouwer = Bouwer(POSTEN, "", "")
    namen = list(jaren[0].verdeling.per_gemeente())
    k_totaal = EERSTE_GEMEENTE + len(namen)
    zet_titel(bouwer, "Kostenposten per jaar", "De bijdrage van elke gemeente aan elke kostenpost, in euro's.")
    bouwer.zet_koppen(KOP, (*POSTKOPPEN, *namen, "Totaal (€)"))
    posten = [(one.jaar, post) for one in jaren for post in one.verdeling.kostenposten]
    for rij, (jaar, post) in enumerate(posten, start=EERSTE):
        bouwer.zet(rij, 0, jaar, "blad_jaar_kader")
        for kolom, tekst in enumerate((post.kostenpost.kostenpost, post.kostenpost.omschrijving, post.kostenpost.soort), start=1):
            bouwer.zet(rij, kolom, tekst, "blad_code_kader" if kolom == 1 else "blad_tekst_kader")
        for kolom, bijdrage in enumerate(post.bijdragen, start=EERSTE_GEMEENTE):
            bouwer.zet(rij, kolom, euros(bijdrage.bedrag), "blad_bedrag_kader")
        som = f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, k_totaal - 1, '')})"
        bouwer.zet(rij, k_totaal, euros(sum(one.bedrag for one in post.bijdragen)), "uitvoer_bedrag_vet", som)
    breedtes: dict[int, float] = {0: 8, 1: 12, 2: 40, 3: 18, **dict.fromkeys(range(EERSTE_GEMEENTE, k_totaal + 1), 15)}
    return Bladplan(
        POSTEN, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, titelkolommen=2,
        tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def _plan_aannames(jaren: Sequence[Raamjaar]) -> Bladplan:
    bouwer = Bouwer(AANNAMES, "", "")
    zet_titel(
        bouwer, "Aannames", "Wat nog niet bekend is, en waarmee is gerekend. Vul het aan in de werkmap zodra het bekend is."
    )
    bouwer.zet_koppen(KOP, ("Geraamd jaar", "Onderwerp", "Aanname", "Cel"))
    rijen = [(one.jaar, aanname) for one in jaren for aanname in one.aannames]
    for rij, (jaar, aanname) in enumerate(rijen, start=EERSTE):
        bouwer.zet(rij, 0, jaar, "blad_jaar_kader")
        for kolom, tekst in enumerate((aanname.onderwerp, aanname.tekst, aanname.cel), start=1):
            bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
    if not rijen:
        bouwer.zet(EERSTE, 0, "Geen: alle cijfers zijn bekend.", "blad_tekst")
    return Bladplan(
        AANNAMES, finish_cellen(bouwer.cellen, 0), {0: 13, 1: 44, 2: 44, 3: 34}, rijhoogtes={0: 24, KOP: 20},
        titelrijen=EERSTE, tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def _maak_grafiek(jaren: Sequence[Raamjaar], aantal: int, rij: int) -> Grafiek:
    titel = "Bijdrage per gemeente en jaar"
    reeksen = [
        {
            "name": str(one.jaar),
            "categories": [BLAD, EERSTE, 0, EERSTE + aantal - 1, 0],
            "values": [BLAD, EERSTE, kolom, EERSTE + aantal - 1, kolom],
            "fill": {"color": KLEUREN[(kolom - 1) % len(KLEUREN)]},
            "gap": 60,
        }
        for kolom, one in enumerate(jaren, start=1)
    ]
    opties: dict[str, Mapping[str, object]] = {
        "title": {"name": titel, "name_font": {"size": 13, "color": HUISKLEUR}},
        "legend": {"position": "bottom"},
        "y_axis": {"num_format": "[$€-413] #,##0", "major_gridlines": {"visible": True, "line": {"color": "#E3E8EE"}}},
        "x_axis": {"num_font": {"size": 10}, "line": {"color": "#BFC7D1"}},
        "chartarea": {"border": {"none": True}},
    }
    beschrijving = f"Staafdiagram van de bijdrage per gemeente van {jaren[0].jaar} tot en met {jaren[-1].jaar}, in euro's"
    return Grafiek(rij, 0, {"type": "column"}, titel, tuple(reeksen), 1000, 340, opties, beschrijving)
