"""The sheets behind the overview: kostenpost x gemeente, and every line of every factuur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost, Verdeling
from cusd_xl.model.factuur import Factuur, Factuurregel
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

POSTEN, REGELS = "Kostenposten", "Factuurregels"
KOP = 3
EERSTE = KOP + 1
OK = "OK"
EERSTE_GEMEENTE = 5
POSTKOPPEN = ("Kostenpost", "Omschrijving", "Kostensoort", "Btw", "Te verdelen (€)")
REGELKOPPEN = ("Nummer", "GM-code", "Gemeente", "Kostensoort", "Btw", "Jaarbedrag (€)", "Deze termijn (€)")
UITLEG = "Jaarbedragen in euro's; leeg is vrijgesteld of niets verschuldigd."
PAGINA = Pagina(herhaal_rijen=(KOP, KOP), marges=(0.4, 0.4, 0.7, 0.7))
EEN_PAGINA = replace(PAGINA, hoog=1)
"""For a sheet whose figures and chart are read together."""


def zet_titel(bouwer: Bouwer, titel: str, uitleg: str) -> None:
    """The title of a sheet and the line below it."""
    bouwer.zet(0, 0, titel, "titel_tekst")
    bouwer.zet(1, 0, uitleg, "toelichting_tekst")


def plan_posten(begroting: Begroting, verdeling: Verdeling) -> Bladplan:
    """The sheet Kostenposten: the yearly amount of every gemeente for every kostenpost, with totals both ways."""
    bouwer = Bouwer(POSTEN, "", "")
    namen = [deelnemer.gemeente for deelnemer in begroting.deelnemers]
    k_totaal = EERSTE_GEMEENTE + len(namen)
    zet_titel(bouwer, f"Kostenposten per gemeente {begroting.jaar}", UITLEG)
    bouwer.zet_koppen(KOP, (*POSTKOPPEN, *namen, "Totaal (€)", "Controle"))
    for rij, post in enumerate(verdeling.kostenposten, start=EERSTE):
        _zet_post(bouwer, rij, post, k_totaal)
    onder = EERSTE + len(verdeling.kostenposten)
    bouwer.markeer_afwijking(EERSTE, k_totaal + 1, onder - 1, k_totaal + 1, OK)
    for kolom in range(k_totaal + 2):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    te_verdelen = sum(post.te_verdelen for post in verdeling.kostenposten)
    _zet_sommen(bouwer, onder, 4, (te_verdelen, *(verdeling.per_gemeente().get(naam, 0) for naam in namen), verdeling.totaal))
    breedtes: dict[int, float] = {0: 11, 1: 40, 2: 18, 3: 6, **dict.fromkeys(range(4, k_totaal + 1), 15), k_totaal + 1: 13}
    return Bladplan(
        POSTEN, finish_cellen(bouwer.cellen, 0), breedtes,
        rijhoogtes={0: 24, KOP: 32}, titelrijen=EERSTE, titelkolommen=1, tabkleur=HUISKLEUR,
        beveiligd=True, voorwaardelijk=bouwer.voorwaardelijk, pagina=PAGINA,
    )  # fmt: skip


def plan_regels(regels: Sequence[tuple[Factuur, Factuurregel]]) -> Bladplan:
    """The sheet Factuurregels: every line of every factuur of this run."""
    bouwer = Bouwer(REGELS, "", "")
    zet_titel(bouwer, "Factuurregels", "Elke regel van elke factuur van deze termijn.")
    bouwer.zet_koppen(KOP, REGELKOPPEN)
    for rij, (factuur, regel) in enumerate(regels, start=EERSTE):
        for kolom, tekst in enumerate((factuur.nummer, factuur.afnemer.gm_code, factuur.afnemer.gemeente, regel.omschrijving)):
            bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
        bouwer.zet(rij, 4, regel.btw, "blad_midden_kader")
        bouwer.zet(rij, 5, euros(regel.jaarbedrag), "blad_bedrag_kader")
        bouwer.zet(rij, 6, euros(regel.bedrag), "blad_bedrag_kader")
    onder = EERSTE + len(regels)
    for kolom in range(5):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    _zet_sommen(bouwer, onder, 5, (sum(regel.jaarbedrag for _, regel in regels), sum(regel.bedrag for _, regel in regels)))
    breedtes: dict[int, float] = {0: 28, 1: 10, 2: 18, 3: 20, 4: 6, 5: 17, 6: 17}
    return Bladplan(
        REGELS, finish_cellen(bouwer.cellen, 0), breedtes,
        rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, tabkleur=HUISKLEUR, beveiligd=True,
        pagina=Pagina(liggend=False, herhaal_rijen=(KOP, KOP)),
    )  # fmt: skip


def _zet_post(bouwer: Bouwer, rij: int, post: VerdeeldeKostenpost, k_totaal: int) -> None:
    kosten = post.kostenpost
    for kolom, tekst in enumerate((kosten.kostenpost, kosten.omschrijving, kosten.soort)):
        bouwer.zet(rij, kolom, tekst, "blad_code_kader" if kolom == 0 else "blad_tekst_kader")
    bouwer.zet(rij, 3, kosten.btw, "blad_midden_kader")
    bouwer.zet(rij, 4, euros(post.te_verdelen), "blad_bedrag_kader")
    for kolom, bijdrage in enumerate(post.bijdragen, start=EERSTE_GEMEENTE):
        bouwer.zet(rij, kolom, euros(bijdrage.bedrag) if bijdrage.bedrag else None, "blad_bedrag_kader")
    som = sum(one.bedrag for one in post.bijdragen)
    bouwer.zet(rij, k_totaal, euros(som), "uitvoer_bedrag_vet", f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, k_totaal - 1, '')})")
    klopt = f'IF(ROUND({cel(rij, k_totaal)}-{cel(rij, 4)},2)=0,"{OK}","niet verdeeld")'
    bouwer.zet(rij, k_totaal + 1, OK, "controle_midden", klopt)


def _zet_sommen(bouwer: Bouwer, rij: int, eerste: int, sommen: Sequence[int]) -> None:
    for kolom, som in enumerate(sommen, start=eerste):
        bouwer.zet(rij, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, rij - 1, kolom, '')})")
