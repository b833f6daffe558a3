"""The sheet Voorschotten: every amount billed before, and the btw that was on each factuur."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO, round_half_up
from cusd_xl.model.afrekening import Afrekenbtw, Gemeenteafrekening, Voorschotpost
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.factuurblad.pagina import make_pagina
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD = "Voorschotten"
KOP, EERSTE = 3, 4
FACTUUR, DATUM, TERMIJN, SOORT, BTW, BEDRAG = range(6)
KOPPEN = ("Factuur", "Factuurdatum", "Termijn", "Kostensoort", "Btw", "Bedrag zonder btw (€)")
KOPPEN_BTW = ("Factuur", "Btw-code", "Tarief (%)", "Grondslag (€)", "", "Btw (€)")
BREEDTES = (30, 14, 16, 26, 9, 20)
BEREKEND = (
    "Op het blad Voorschotten van de werkmap staat niets: dit is het voorschot volgens de begroting, niet volgens facturen."
)
GEFACTUREERD = "Wat over het jaar al in rekening is gebracht, zonder btw."


@dataclass(frozen=True, slots=True)
class Voorschotcellen:
    """Where the letter finds what was billed: the columns kostensoort and bedrag, and the sum of the btw (empty when none)."""

    soorten: str
    bedragen: str
    btw: str


def name_factuur(post: Voorschotpost) -> str:
    """The number of the factuur, else its termijn."""
    return post.nummer or (post.omschrijving if post.omschrijving else f"voorschot {post.termijn}")


def plan_voorschotten(one: Gemeenteafrekening, factuur: Factuur, berekend: bool) -> tuple[Bladplan, Voorschotcellen]:
    """Plan the sheet of one gemeente, and say where its columns stand."""
    bouwer = Bouwer(BLAD, "", "")
    bouwer.zet(0, 0, "Voorschotten en losse facturen", "titel_tekst")
    bouwer.zet(1, 0, BEREKEND if berekend else GEFACTUREERD, "toelichting_tekst")
    bouwer.zet_koppen(KOP, KOPPEN)
    for rij, post in enumerate(one.voorschotten, start=EERSTE):
        _zet_post(bouwer, rij, post)
    if not one.voorschotten:
        for kolom in range(BEDRAG + 1):
            bouwer.zet(EERSTE, kolom, None if kolom else "geen", "blad_tekst_kader")
    laatste = EERSTE + max(len(one.voorschotten), 1) - 1
    for kolom in range(BEDRAG):
        bouwer.zet(laatste + 1, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    formule = f"SUM({gebied(EERSTE, BEDRAG, laatste, BEDRAG)})"
    bouwer.zet(laatste + 1, BEDRAG, euros(one.voorschot), "blad_bedrag_totaal", formule)
    btw = _zet_btw(bouwer, one, laatste + 5, laatste)
    blad = Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), dict(enumerate(BREEDTES)), rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE,
        tabkleur=HUISKLEUR, beveiligd=True, pagina=make_pagina(factuur, liggend=False, herhaal_rijen=(KOP, KOP)),
    )  # fmt: skip
    soorten, bedragen = (f"{BLAD}!{gebied(EERSTE, kolom, laatste, kolom)}" for kolom in (SOORT, BEDRAG))
    return blad, Voorschotcellen(soorten, bedragen, btw)


def _zet_post(bouwer: Bouwer, rij: int, post: Voorschotpost) -> None:
    bouwer.zet(rij, FACTUUR, name_factuur(post), "blad_tekst_kader")
    bouwer.zet(rij, DATUM, post.factuurdatum, "blad_datum_kader")
    bouwer.zet(rij, TERMIJN, post.omschrijving or post.termijn, "blad_tekst_kader")
    bouwer.zet(rij, SOORT, post.soort, "blad_tekst_kader")
    bouwer.zet(rij, BTW, post.btw, "blad_midden_kader")
    bouwer.zet(rij, BEDRAG, euros(post.bedrag), "blad_bedrag_kader")


def _zet_btw(bouwer: Bouwer, one: Gemeenteafrekening, rij: int, laatste: int) -> str:
    """The btw per factuur and code, where a code has a tarief; the cell with the sum, empty when there is none."""
    groups = [(naam, line) for line in one.btw if line.percentage is not None for naam in _list_facturen(one, line)]
    if not groups:
        return ""
    bouwer.zet(rij - 2, 0, "Btw op deze facturen", "ondertitel_tekst")
    bouwer.zet_koppen(rij - 1, KOPPEN_BTW)
    for offset, (naam, line) in enumerate(groups):
        _zet_btwregel(bouwer, rij + offset, naam, line, one, laatste)
    onder = rij + len(groups)
    for kolom in range(BEDRAG):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    som = sum(line.gefactureerd for line in one.btw)
    bouwer.zet(onder, BEDRAG, euros(som), "blad_bedrag_totaal", f"SUM({gebied(rij, BEDRAG, onder - 1, BEDRAG)})")
    return f"{BLAD}!{cel(onder, BEDRAG, 'rk')}"


def _list_facturen(one: Gemeenteafrekening, line: Afrekenbtw) -> list[str]:
    return list(dict.fromkeys(name_factuur(post) for post in one.voorschotten if post.btw == line.code))


def _zet_btwregel(bouwer: Bouwer, rij: int, naam: str, line: Afrekenbtw, one: Gemeenteafrekening, laatste: int) -> None:
    own = sum(post.bedrag for post in one.voorschotten if post.btw == line.code and name_factuur(post) == naam)
    facturen, codes, bedragen = (gebied(EERSTE, kolom, laatste, kolom) for kolom in (FACTUUR, BTW, BEDRAG))
    criteria = f"{facturen},{cel(rij, FACTUUR)},{codes},{cel(rij, DATUM)}"
    centen = f"ROUND({cel(rij, SOORT)}*{CENTS_PER_EURO},0)"
    btw = f"INT({centen}*{cel(rij, TERMIJN)}/100+0.5)/{CENTS_PER_EURO}"
    bouwer.zet(rij, FACTUUR, naam, "blad_tekst_kader")
    bouwer.zet(rij, DATUM, line.code, "blad_midden_kader")
    bouwer.zet(rij, TERMIJN, line.percentage, "blad_percentage_kader")
    bouwer.zet(rij, SOORT, euros(own), "berekening_bedrag", f"SUMIFS({bedragen},{criteria})")
    bouwer.zet(rij, BTW, None, "blad_tekst_kader")
    percentage = line.percentage or Fraction(0)
    bouwer.zet(rij, BEDRAG, euros(round_half_up(own * percentage / 100)), "uitvoer_bedrag_vet", btw)
