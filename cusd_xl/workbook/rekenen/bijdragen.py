"""The sheet Bijdragen: what each gemeente contributes per kostensoort in the begrotingsjaar (art. 12, R9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina, Samenvoeging
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, NUL, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.deelname import gemeente
from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.verdeling import K_SOORT
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import TAB_UITVOER

BLAD = "Bijdragen"
RIJ_KOP = 5
BREEDTES = {0: 27.0, 1: 8.0, **dict.fromkeys(range(2, EERSTE_GEMEENTE), 1.0)}
BREEDTE_BEDRAG, RIJHOOGTE, RIJHOOGTE_TOTAAL = 14.0, 20.0, 24.0
TOELICHTING = (
    "0,00 betekent: geen bijdrage aan deze kostensoort, door vrijstelling (art. 6) of omdat de verdeelsleutel er geen geeft.",
    "De facturen verdelen deze bedragen over de termijnen; de bijdrage van de centrumgemeente wordt intern verrekend.",
)


@dataclass(frozen=True, slots=True)
class Bijdragenblad:
    """The finished sheet, the block kostensoort x gemeente and the row of totals per gemeente."""

    plan: Bladplan
    bijdragen: Blok
    totaalrij: int


def plan_bijdragen(
    begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], verdeling: Blok, controlecel: str
) -> Bijdragenblad:
    """Plan the sheet: a row per kostensoort, a column per gemeente, totals, and the share of each gemeente in the whole."""
    bouwer = Bouwer(
        BLAD,
        "Bijdragen per gemeente",
        "Wat elke gemeente in het begrotingsjaar bijdraagt, per kostensoort, in euro's (art. 12).",
        tabkleur=TAB_UITVOER,
    )
    bouwer.zet_titel(controlecel, EERSTE_GEMEENTE)
    bouwer.zet(3, 0, "Begrotingsjaar", "blad_tekst_vet")
    bouwer.zet(3, 1, begroting.jaar, "berekening_jaar", JAAR)
    soorten = list(dict.fromkeys(post.kostenpost.soort for post in posten))
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    blok = Blok(BLAD, RIJ_KOP + 1, RIJ_KOP + len(soorten), EERSTE_GEMEENTE, laatste)
    bouwer.zet(RIJ_KOP, 0, "Kostensoort", "kop_tekst")
    bouwer.zet_rij(RIJ_KOP, EERSTE_GEMEENTE, [one.gemeente for one in begroting.deelnemers], "kop_midden", gemeente)
    bouwer.zet(RIJ_KOP, laatste + 1, "Totaal", "kop_midden")
    for rij, soort in enumerate(soorten, start=blok.rij):
        bouwer.zet(rij, 0, soort, "berekening_tekst")
        bedragen = [
            euros(sum(post.bijdragen[nummer].bedrag for post in posten if post.kostenpost.soort == soort))
            for nummer in range(len(begroting.deelnemers))
        ]
        bouwer.zet_rij(rij, EERSTE_GEMEENTE, bedragen, "uitvoer_bedrag", lambda rij, kolom: _soortformule(rij, kolom, verdeling))
        bouwer.zet(
            rij, laatste + 1, sum(bedragen), "uitvoer_bedrag_vet", f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, laatste, '')})"
        )
    totaalrij = blok.laatste_rij + 1
    _zet_totalen(bouwer, blok, posten, totaalrij)
    _zet_pagina(bouwer, blok, totaalrij)
    breedtes = BREEDTES | dict.fromkeys(range(EERSTE_GEMEENTE, laatste + 2), BREEDTE_BEDRAG)
    return Bijdragenblad(bouwer.maak_plan(breedtes, RIJ_KOP + 1, EERSTE_GEMEENTE, Pagina()), blok, totaalrij)


def _zet_pagina(bouwer: Bouwer, blok: Blok, totaalrij: int) -> None:
    """Names over the columns that only the other sheets use, room between the rows, and how to read the figures."""
    for rij in range(RIJ_KOP, totaalrij + 2):
        bouwer.samenvoegingen.append(Samenvoeging(rij, 0, rij, EERSTE_GEMEENTE - 1))
        bouwer.hoogtes[rij] = RIJHOOGTE_TOTAAL if rij in (RIJ_KOP, totaalrij) else RIJHOOGTE
    bouwer.markeer_getal(blok, "equal to", NUL)
    for rij, tekst in enumerate(TOELICHTING, start=totaalrij + 3):
        bouwer.zet(rij, 0, tekst, "toelichting_tekst")


def _soortformule(rij: int, kolom: int, verdeling: Blok) -> str:
    return f"SUMIF({verdeling.kolomgebied(K_SOORT)},{cel(rij, 0, 'k')},{verdeling.kolomgebied(kolom, vast='r')})"


def _zet_totalen(bouwer: Bouwer, blok: Blok, posten: Sequence[VerdeeldeKostenpost], rij: int) -> None:
    kolommen = range(blok.kolom, blok.laatste_kolom + 2)
    sommen = [sum(post.bijdragen[nummer].bedrag for post in posten) for nummer in range(len(posten[0].bijdragen))]
    sommen.append(sum(sommen))
    bouwer.zet_rij(rij, 0, ["Totaal per jaar", *[None] * (EERSTE_GEMEENTE - 1)], "uitvoer_tekst_totaal")
    bouwer.zet_rij(rij + 1, 0, ["Aandeel in het totaal", *[None] * (EERSTE_GEMEENTE - 1)], "berekening_tekst")
    heel = cel(rij, blok.laatste_kolom + 1, "k")
    for kolom, som in zip(kolommen, sommen, strict=True):
        bouwer.zet(
            rij, kolom, euros(som), "uitvoer_bedrag_totaal", f"SUM({gebied(blok.rij, kolom, blok.laatste_rij, kolom, '')})"
        )
        deel = Fraction(som, sommen[-1]) if sommen[-1] else Fraction(0)
        bouwer.zet(rij + 1, kolom, deel, "berekening_procent", f"IF({heel}=0,0,{cel(rij, kolom)}/{heel})")
