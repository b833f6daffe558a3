"""The workbook of a comparison: the effect per gemeente, per kostenpost, and every line behind it, with a chart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.plan import Bladplan, Grafiek, Werkmapplan
from cusd_xl.model.vooruit import Vergelijking
from cusd_xl.workbook.overzichtbladen import EEN_PAGINA, EERSTE, KOP, OK, PAGINA, zet_titel
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD, POSTEN, REGELS = "Vergelijking", "Per kostenpost", "Regels"
KOPPEN = ("Gemeente", "Eerst (€)", "Straks (€)", "Verschil (€)", "Verschil")
REGELKOPPEN = ("Kostenpost", "Omschrijving", "Kostensoort", "Gemeente", "Eerst (€)", "Straks (€)", "Verschil (€)")
K_GEMEENTE, K_EERST, K_STRAKS, K_VERSCHIL = 3, 4, 5, 6
EERSTE_GEMEENTE = 3
PROCENT = "blad_afwijking_kader"


def plan_vergelijking(begroting: Begroting, vergelijking: Vergelijking) -> Werkmapplan:
    """Plan the comparison; `begroting` is the first one, it gives the regeling and the year in the titles."""
    bladen = (_plan_gemeenten(begroting, vergelijking), _plan_posten(vergelijking), _plan_regels(vergelijking))
    return Werkmapplan(bladen, f"Vergelijking begroting {begroting.jaar}", begroting.regeling.naam)


def _plan_gemeenten(begroting: Begroting, vergelijking: Vergelijking) -> Bladplan:
    bouwer = Bouwer(BLAD, "", "")
    uitleg = f"{begroting.regeling.naam}. Eerst: {vergelijking.naam_eerst}. Straks: {vergelijking.naam_straks}."
    zet_titel(bouwer, f"Vergelijking begroting {begroting.jaar}", uitleg)
    bouwer.zet(2, 0, "; ".join(vergelijking.wijzigingen) + "." if vergelijking.wijzigingen else None, "blad_tekst_vet")
    bouwer.zet_koppen(KOP, KOPPEN)
    for rij, gemeente in enumerate(vergelijking.gemeenten, start=EERSTE):
        bouwer.zet(rij, 0, gemeente, "blad_tekst_kader")
        for kolom, som in zip((1, 2), vergelijking.sum_gemeente(gemeente), strict=True):
            formule = _sum(vergelijking, K_EERST + kolom - 1, cel(rij, 0, "k"))
            bouwer.zet(rij, kolom, euros(som), "berekening_bedrag", formule)
        _zet_verschil(bouwer, rij, *vergelijking.sum_gemeente(gemeente))
    onder = EERSTE + len(vergelijking.gemeenten)
    bouwer.zet(onder, 0, "Totaal", "blad_tekst_totaal")
    for kolom, som in zip((1, 2), vergelijking.totalen, strict=True):
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, onder - 1, kolom, '')})")
    _zet_verschil(bouwer, onder, *vergelijking.totalen, "blad_bedrag_totaal", "blad_afwijking_totaal")
    _zet_controle(bouwer, onder + 2, onder, vergelijking)
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), {0: 24, **dict.fromkeys(range(1, 4), 18), 4: 13},
        rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, titelkolommen=1, tabkleur=HUISKLEUR, beveiligd=True,
        voorwaardelijk=bouwer.voorwaardelijk, grafieken=(_maak_grafiek(vergelijking, onder + 5),), pagina=EEN_PAGINA,
    )  # fmt: skip


def _zet_verschil(
    bouwer: Bouwer, rij: int, eerst: int, straks: int, stijl: str = "uitvoer_bedrag_vet", deel: str = PROCENT
) -> None:
    bouwer.zet(rij, 3, euros(straks - eerst), stijl, f"{cel(rij, 2)}-{cel(rij, 1)}")
    procent = Fraction(straks - eerst, eerst) if eerst else None
    bouwer.zet(rij, 4, "nieuw" if procent is None else procent, deel, f'IF({cel(rij, 1)}=0,"nieuw",{cel(rij, 3)}/{cel(rij, 1)})')


def _zet_controle(bouwer: Bouwer, rij: int, onder: int, vergelijking: Vergelijking) -> None:
    laatste = EERSTE + len(vergelijking.regels) - 1
    bouwer.zet(rij, 0, "Totaal van de gemeenten = totaal van de regels", "blad_tekst")
    regels = f"{REGELS}!{gebied(EERSTE, K_VERSCHIL, laatste, K_VERSCHIL)}"
    bouwer.zet(rij, 3, OK, "controle_tekst_vet", f'IF(ROUND({cel(onder, 3)}-SUM({regels}),2)=0,"{OK}","SLUIT NIET")')
    bouwer.markeer_afwijking(rij, 3, rij, 3, OK)


def _plan_posten(vergelijking: Vergelijking) -> Bladplan:
    bouwer = Bouwer(POSTEN, "", "")
    zet_titel(bouwer, "Verschil per kostenpost", "Straks min eerst, in euro's; leeg is geen verschil.")
    bouwer.zet_koppen(KOP, ("Kostenpost", "Omschrijving", "Kostensoort", *vergelijking.gemeenten, "Totaal (€)"))
    posten = {one.kostenpost: one for one in vergelijking.regels}
    laatste = EERSTE_GEMEENTE + len(vergelijking.gemeenten)
    codes = f"{REGELS}!{gebied(EERSTE, 0, EERSTE + len(vergelijking.regels) - 1, 0)}"
    namen = f"{REGELS}!{gebied(EERSTE, K_GEMEENTE, EERSTE + len(vergelijking.regels) - 1, K_GEMEENTE)}"
    verschil = f"{REGELS}!{gebied(EERSTE, K_VERSCHIL, EERSTE + len(vergelijking.regels) - 1, K_VERSCHIL)}"
    for rij, (code, one) in enumerate(posten.items(), start=EERSTE):
        for kolom, tekst in enumerate((code, one.omschrijving, one.soort)):
            bouwer.zet(rij, kolom, tekst, "blad_code_kader" if kolom == 0 else "blad_tekst_kader")
        own = {regel.gemeente: regel.verschil for regel in vergelijking.regels if regel.kostenpost == code}
        for kolom, gemeente in enumerate(vergelijking.gemeenten, start=EERSTE_GEMEENTE):
            formule = f"SUMIFS({verschil},{codes},{cel(rij, 0, 'k')},{namen},{cel(KOP, kolom, 'r')})"
            bouwer.zet(rij, kolom, euros(own[gemeente]), "berekening_bedrag", formule)
        som = f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, laatste - 1, '')})"
        bouwer.zet(rij, laatste, euros(sum(own.values())), "uitvoer_bedrag_vet", som)
    _zet_onder(bouwer, EERSTE + len(posten), EERSTE_GEMEENTE, [
        *(straks - eerst for eerst, straks in map(vergelijking.sum_gemeente, vergelijking.gemeenten)),
        vergelijking.totalen[1] - vergelijking.totalen[0],
    ])  # fmt: skip
    breedtes: dict[int, float] = {0: 12, 1: 40, 2: 18, **dict.fromkeys(range(EERSTE_GEMEENTE, laatste + 1), 15)}
    return Bladplan(
        POSTEN, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, titelkolommen=1,
        tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def _plan_regels(vergelijking: Vergelijking) -> Bladplan:
    bouwer = Bouwer(REGELS, "", "")
    zet_titel(bouwer, "Alle regels", "De bijdrage van elke gemeente aan elke kostenpost, eerst en straks.")
    bouwer.zet_koppen(KOP, REGELKOPPEN)
    for rij, one in enumerate(vergelijking.regels, start=EERSTE):
        for kolom, tekst in enumerate((one.kostenpost, one.omschrijving, one.soort, one.gemeente)):
            bouwer.zet(rij, kolom, tekst, "blad_code_kader" if kolom == 0 else "blad_tekst_kader")
        bouwer.zet(rij, K_EERST, euros(one.eerst), "blad_bedrag_kader")
        bouwer.zet(rij, K_STRAKS, euros(one.straks), "blad_bedrag_kader")
        bouwer.zet(rij, K_VERSCHIL, euros(one.verschil), "berekening_bedrag", f"{cel(rij, K_STRAKS)}-{cel(rij, K_EERST)}")
    eerst, straks = vergelijking.totalen
    _zet_onder(bouwer, EERSTE + len(vergelijking.regels), K_EERST, [eerst, straks, straks - eerst])
    return Bladplan(
        REGELS, finish_cellen(bouwer.cellen, 0), {0: 12, 1: 40, 2: 18, 3: 18, **dict.fromkeys(range(4, 7), 16)},
        rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def _zet_onder(bouwer: Bouwer, rij: int, eerste: int, sommen: list[int]) -> None:
    for kolom in range(eerste):
        bouwer.zet(rij, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    for kolom, som in enumerate(sommen, start=eerste):
        bouwer.zet(rij, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, rij - 1, kolom, '')})")


def _sum(vergelijking: Vergelijking, waarde: int, gemeente: str) -> str:
    laatste = EERSTE + len(vergelijking.regels) - 1
    bedragen, namen = (f"{REGELS}!{gebied(EERSTE, kolom, laatste, kolom)}" for kolom in (waarde, K_GEMEENTE))
    return f"SUMIFS({bedragen},{namen},{gemeente})"


def _maak_grafiek(vergelijking: Vergelijking, rij: int) -> Grafiek:
    laatste = EERSTE + len(vergelijking.gemeenten) - 1
    titel = "Verschil per gemeente"
    reeks = {
        "name": "Verschil",
        "categories": [BLAD, EERSTE, 0, laatste, 0],
        "values": [BLAD, EERSTE, 3, laatste, 3],
        "fill": {"color": HUISKLEUR},
        "invert_if_negative": False,
        "gap": 60,
        "data_labels": {"value": True, "num_format": "[$€-413] #,##0", "font": {"size": 9}},
    }
    opties: dict[str, Mapping[str, object]] = {
        "title": {"name": titel, "name_font": {"size": 13, "color": HUISKLEUR}},
        "legend": {"none": True},
        "y_axis": {"visible": False, "major_gridlines": {"visible": False}},
        "x_axis": {"num_font": {"size": 10}, "label_position": "low", "line": {"color": "#BFC7D1"}},
        "chartarea": {"border": {"none": True}},
    }
    beschrijving = "Staafdiagram van het verschil per gemeente, straks min eerst, in euro's"
    return Grafiek(rij, 0, {"type": "column"}, titel, (reeks,), 900, 320, opties, beschrijving)
