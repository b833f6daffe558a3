"""The workbook overzicht.xlsx: every gemeente beside the others, with totals that tie to the begroting and a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan, Grafiek, Werkmapplan
from cusd_xl.workbook.overzichtbladen import (
    EERSTE,
    EERSTE_GEMEENTE,
    KOP,
    OK,
    PAGINA,
    POSTEN,
    REGELS,
    plan_posten,
    plan_regels,
    zet_titel,
)
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD = "Overzicht"
EERSTE_SOORT = 2


@dataclass(frozen=True, slots=True)
class Kolommen:
    """Columns of the sheet Overzicht; the kostensoorten stand between the GM-code and the yearly amount."""

    soorten: tuple[str, ...]

    @property
    def jaar(self) -> int:
        return EERSTE_SOORT + len(self.soorten)

    @property
    def aandeel(self) -> int:
        return self.jaar + 1

    @property
    def inwoners(self) -> int:
        return self.jaar + 2

    @property
    def per_inwoner(self) -> int:
        return self.jaar + 3

    @property
    def nummer(self) -> int:
        return self.jaar + 4

    @property
    def termijn(self) -> int:
        return self.jaar + 5

    @property
    def btw(self) -> int:
        return self.jaar + 6

    @property
    def totaal(self) -> int:
        return self.jaar + 7

    @property
    def controle(self) -> int:
        return self.jaar + 8


def plan_overzicht(begroting: Begroting, verdeling: Verdeling, facturen: Sequence[Factuur]) -> Werkmapplan:
    """Plan the overview of one run: gemeenten x kostensoort, kostenpost x gemeente, and every line of every factuur."""
    regels = [(factuur, regel) for factuur in facturen for regel in factuur.regels]
    overzicht = _plan_overzicht(begroting, verdeling, facturen, len(regels))
    bladen = (overzicht, plan_posten(begroting, verdeling), plan_regels(regels))
    return Werkmapplan(bladen, f"Overzicht bijdragen {begroting.jaar}", begroting.regeling.naam)


def _plan_overzicht(begroting: Begroting, verdeling: Verdeling, facturen: Sequence[Factuur], aantal_regels: int) -> Bladplan:
    kolommen = Kolommen(tuple(dict.fromkeys(post.kostenpost.soort for post in verdeling.kostenposten)))
    bouwer = Bouwer(BLAD, "", "")
    dag, inwoners = _find_inwoners(begroting, verdeling)
    zet_titel(bouwer, f"Overzicht bijdragen {begroting.jaar}", begroting.regeling.naam + _termijntekst(facturen))
    koppen = (
        "Gemeente", "GM-code", *(soort.capitalize() for soort in kolommen.soorten), "Jaarbedrag (€)", "Aandeel",
        f"Inwoners {short_datum(dag)}" if dag else "Inwoners", "Per inwoner (€)", "Factuurnummer", "Deze termijn (€)", "Btw (€)",
        "Te betalen (€)", "Controle",
    )  # fmt: skip
    bouwer.zet_koppen(KOP, koppen)
    for nummer, deelnemer in enumerate(begroting.deelnemers):
        rij, naam = EERSTE + nummer, deelnemer.gemeente
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        bouwer.zet(rij, 1, deelnemer.gm_code, "blad_code_kader")
        _zet_bijdragen(bouwer, rij, nummer, naam, verdeling, kolommen, len(begroting.deelnemers))
        _zet_inwoners(bouwer, rij, inwoners.get(naam), verdeling.per_gemeente().get(naam, 0), kolommen)
        eigen = [factuur for factuur in facturen if factuur.afnemer.gemeente == naam]
        _zet_facturen(bouwer, rij, eigen, kolommen, aantal_regels)
    onder = EERSTE + len(begroting.deelnemers)
    _zet_totalen(bouwer, onder, verdeling, facturen, inwoners, kolommen)
    _zet_controles(bouwer, onder + 2, begroting, verdeling, kolommen)
    return Bladplan(
        BLAD,
        finish_cellen(bouwer.cellen, 0),
        _measure_kolommen(kolommen),
        rijhoogtes={0: 24, KOP: 32, **_measure_rijen(begroting, facturen)},
        titelrijen=EERSTE,
        titelkolommen=1,
        tabkleur=HUISKLEUR,
        beveiligd=True,
        samenvoegingen=bouwer.samenvoegingen,
        voorwaardelijk=bouwer.voorwaardelijk,
        grafieken=(_maak_grafiek(begroting, onder + 7, kolommen),),
        pagina=PAGINA,
    )


def _measure_kolommen(kolommen: Kolommen) -> dict[int, float]:
    breedtes: dict[int, float] = {0: 18, 1: 10, **dict.fromkeys(range(EERSTE_SOORT, kolommen.controle), 16)}
    return breedtes | {
        kolommen.aandeel: 10, kolommen.inwoners: 12, kolommen.per_inwoner: 11, kolommen.nummer: 27, kolommen.controle: 14,
    }  # fmt: skip


def _measure_rijen(begroting: Begroting, facturen: Sequence[Factuur]) -> dict[int, float]:
    """Room for every number of a gemeente that gets more than one factuur."""
    aantal = Counter(factuur.afnemer.gemeente for factuur in facturen)
    namen = (deelnemer.gemeente for deelnemer in begroting.deelnemers)
    rijhoogtes: dict[int, float] = {EERSTE + rij: 14 * aantal[naam] for rij, naam in enumerate(namen) if aantal[naam] > 1}
    return rijhoogtes


def _termijntekst(facturen: Sequence[Factuur]) -> str:
    if not facturen:
        return ""
    eerste = facturen[0]
    concept = " – CONCEPT" if eerste.concept else ""
    return f" – {eerste.termijn.omschrijving} – factuurdatum {short_datum(eerste.factuurdatum)}{concept}"


def _zet_bijdragen(
    bouwer: Bouwer, rij: int, nummer: int, gemeente: str, verdeling: Verdeling, kolommen: Kolommen, aantal: int
) -> None:
    laatste = EERSTE + len(verdeling.kostenposten) - 1
    soorten = f"{POSTEN}!{gebied(EERSTE, 2, laatste, 2)}"
    bedragen = f"{POSTEN}!{gebied(EERSTE, EERSTE_GEMEENTE + nummer, laatste, EERSTE_GEMEENTE + nummer)}"
    for kolom, soort in enumerate(kolommen.soorten, start=EERSTE_SOORT):
        som = _sum_soort(verdeling, gemeente, soort)
        bouwer.zet(rij, kolom, euros(som), "berekening_bedrag", f"SUMIFS({bedragen},{soorten},{cel(KOP, kolom, 'r')})")
    jaar = verdeling.per_gemeente().get(gemeente, 0)
    formule = f"SUM({gebied(rij, EERSTE_SOORT, rij, kolommen.jaar - 1, '')})"
    bouwer.zet(rij, kolommen.jaar, euros(jaar), "uitvoer_bedrag_vet", formule)
    aandeel = Fraction(jaar, verdeling.totaal) if verdeling.totaal else Fraction(0)
    totaal = cel(EERSTE + aantal, kolommen.jaar, "r")
    bouwer.zet(rij, kolommen.aandeel, aandeel, "berekening_procent", f"IF({totaal}=0,0,{cel(rij, kolommen.jaar)}/{totaal})")


def _sum_soort(verdeling: Verdeling, gemeente: str, soort: str) -> int:
    posten = (post for post in verdeling.kostenposten if post.kostenpost.soort == soort)
    return sum(one.bedrag for post in posten for one in post.bijdragen if one.gemeente == gemeente)


def _zet_inwoners(bouwer: Bouwer, rij: int, inwoners: int | None, jaar: int, kolommen: Kolommen) -> None:
    bouwer.zet(rij, kolommen.inwoners, inwoners, "blad_geheel_kader")
    per_inwoner = Fraction(round_half_up(Fraction(jaar, inwoners))) / 100 if inwoners else None
    formule = f"ROUND({cel(rij, kolommen.jaar)}/{cel(rij, kolommen.inwoners)},2)" if inwoners else None
    bouwer.zet(rij, kolommen.per_inwoner, per_inwoner, "berekening_bedrag", formule)


def _zet_facturen(bouwer: Bouwer, rij: int, facturen: Sequence[Factuur], kolommen: Kolommen, aantal_regels: int) -> None:
    """What one gemeente gets: none, one, or one per btw-regime."""
    jaar, termijn = (f"{REGELS}!{gebied(EERSTE, kolom, EERSTE + aantal_regels - 1, kolom)}" for kolom in (5, 6))
    codes = f"{REGELS}!{gebied(EERSTE, 1, EERSTE + aantal_regels - 1, 1)}"
    eigen = cel(rij, 1, "k")
    nummers = "\n".join(one.nummer for one in facturen)
    stijl = "blad_terugloop_kader_inspring" if len(facturen) > 1 else "blad_tekst_kader_inspring"
    bouwer.zet(rij, kolommen.nummer, nummers or "geen factuur", stijl)
    if not facturen:
        for kolom in (kolommen.termijn, kolommen.btw, kolommen.totaal):
            bouwer.zet(rij, kolom, 0, "blad_bedrag_kader")
        bouwer.zet(rij, kolommen.controle, OK, "controle_midden", f'IF({cel(rij, kolommen.jaar)}=0,"{OK}","factuur ontbreekt")')
        return
    subtotaal, btw, totaal = (sum(getattr(one, veld) for one in facturen) for veld in ("subtotaal", "btw", "totaal"))
    bouwer.zet(rij, kolommen.termijn, euros(subtotaal), "berekening_bedrag", f"SUMIFS({termijn},{codes},{eigen})")
    bouwer.zet(rij, kolommen.btw, euros(btw), "blad_bedrag_kader")
    som = f"{cel(rij, kolommen.termijn)}+{cel(rij, kolommen.btw)}"
    bouwer.zet(rij, kolommen.totaal, euros(totaal), "uitvoer_bedrag_vet", som)
    klopt = f'IF(ROUND(SUMIFS({jaar},{codes},{eigen})-{cel(rij, kolommen.jaar)},2)=0,"{OK}","factuur wijkt af")'
    bouwer.zet(rij, kolommen.controle, OK, "controle_midden", klopt)


def _zet_totalen(
    bouwer: Bouwer, rij: int, verdeling: Verdeling, facturen: Sequence[Factuur], inwoners: Mapping[str, int], kolommen: Kolommen
) -> None:
    for kolom in range(kolommen.controle + 1):
        bouwer.zet(rij, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    waarden = {
        kolom: sum(_sum_soort(verdeling, naam, soort) for naam in verdeling.per_gemeente())
        for kolom, soort in enumerate(kolommen.soorten, start=EERSTE_SOORT)
    }
    waarden |= {
        kolommen.jaar: verdeling.totaal,
        kolommen.termijn: sum(one.subtotaal for one in facturen),
        kolommen.btw: sum(one.btw for one in facturen),
        kolommen.totaal: sum(one.totaal for one in facturen),
    }
    for kolom, waarde in waarden.items():
        bouwer.zet(rij, kolom, euros(waarde), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, rij - 1, kolom, '')})")
    if inwoners:
        som = f"SUM({gebied(EERSTE, kolommen.inwoners, rij - 1, kolommen.inwoners, '')})"
        bouwer.zet(rij, kolommen.inwoners, sum(inwoners.values()), "blad_geheel_totaal", som)


def _zet_controles(bouwer: Bouwer, rij: int, begroting: Begroting, verdeling: Verdeling, kolommen: Kolommen) -> None:
    laatste_post = EERSTE + len(verdeling.kostenposten) - 1
    totaal = cel(EERSTE + len(begroting.deelnemers), kolommen.jaar)
    begroot = f"{POSTEN}!{gebied(EERSTE, EERSTE_GEMEENTE - 1, laatste_post, EERSTE_GEMEENTE - 1)}"
    kolom = EERSTE_GEMEENTE + len(begroting.deelnemers) + 1
    posten = f"{POSTEN}!{gebied(EERSTE, kolom, laatste_post, kolom)}"
    gemeenten = gebied(EERSTE, kolommen.controle, EERSTE + len(begroting.deelnemers) - 1, kolommen.controle)
    rijen = (
        ("Totaal van de gemeenten = te verdelen volgens de begroting", f"IF(ROUND({totaal}-SUM({begroot}),2)=0,"),
        ("Elke kostenpost is helemaal verdeeld", f'IF(COUNTIF({posten},"{OK}")=ROWS({posten}),'),
        ("Elke factuur hoort bij haar jaarbedrag", f'IF(COUNTIF({gemeenten},"{OK}")=ROWS({gemeenten}),'),
    )
    for nummer, (etiket, formule) in enumerate(rijen):
        bouwer.zet(rij + nummer, 0, etiket, "blad_tekst")
        bouwer.zet(rij + nummer, kolommen.jaar, OK, "controle_tekst_vet", f'{formule}"{OK}","SLUIT NIET")')
    bouwer.markeer_afwijking(rij, kolommen.jaar, rij + len(rijen) - 1, kolommen.jaar, OK)
    bouwer.markeer_afwijking(EERSTE, kolommen.controle, EERSTE + len(begroting.deelnemers) - 1, kolommen.controle, OK)


def _maak_grafiek(begroting: Begroting, rij: int, kolommen: Kolommen) -> Grafiek:
    laatste = EERSTE + len(begroting.deelnemers) - 1
    titel = f"Bijdrage per gemeente in {begroting.jaar}"
    reeks = {
        "name": "Jaarbedrag",
        "categories": [BLAD, EERSTE, 0, laatste, 0],
        "values": [BLAD, EERSTE, kolommen.jaar, laatste, kolommen.jaar],
        "fill": {"color": HUISKLEUR},
        "gap": 60,
        "data_labels": {"value": True, "num_format": "[$€-413] #,##0", "font": {"size": 9}},
    }
    opties: dict[str, Mapping[str, object]] = {
        "title": {"name": titel, "name_font": {"size": 13, "color": HUISKLEUR}},
        "legend": {"none": True},
        "y_axis": {"visible": False, "major_gridlines": {"visible": False}},
        "x_axis": {"num_font": {"size": 10}, "line": {"color": "#BFC7D1"}},
        "chartarea": {"border": {"none": True}},
    }
    beschrijving = f"Staafdiagram van de bijdrage per gemeente in {begroting.jaar}, in euro's"
    return Grafiek(rij, 0, {"type": "column"}, titel, (reeks,), 1100, 340, opties, beschrijving)


def _find_inwoners(begroting: Begroting, verdeling: Verdeling) -> tuple[date | None, Mapping[str, int]]:
    """The inwoners on the peildatum that the first kostenpost by inwoners used, and that peildatum."""
    weights = [one.gewichten for post in verdeling.kostenposten for one in post.componenten if one.soort == "inwoners"]
    for dag in sorted({one.peildatum for one in begroting.inwoners}):
        found = {one.gemeente: one.inwoners for one in begroting.inwoners if one.peildatum == dag}
        per_gemeente = [found.get(deelnemer.gemeente, 0) for deelnemer in begroting.deelnemers]
        if weights and all(used in (0, known) for used, known in zip(weights[0], per_gemeente, strict=True)):
            return dag, found
    return None, {}
