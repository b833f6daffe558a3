"""The sheet Sleutelgewichten: the weight of every paying gemeente in every key, as whole numbers (art. 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina, Waarde
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer
from cusd_xl.workbook.rekenen.deelname import Deelnameblad, gemeente
from cusd_xl.workbook.rekenen.gewichtrijen import (
    BLAD,
    RIJ_GEMEENTE,
    SOORTEN_MET_SCHAAL,
    Gewichtschrijver,
    has_schaal,
)
from cusd_xl.workbook.rekenen.onderdeel import Onderdeel
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

RIJ_EERSTE = 5
K_TELLER, K_DEEL, K_SOM, K_NOEMER, K_GROOTSTE = range(2, 7)
KOPPEN = ("Kostenpost", "Sleutel", "Rij", "Peildatum / schaal")
KOP_BINNEN = "Sleutel binnenin"
KOPPEN_SAMEN = ("Kostenpost", "Sleutel", "Teller deel", "Noemer deel", "Som", "Noemer", "Grootste")
GROEPEN = MappingProxyType(
    {
        "Inwoners op de peildatum": ("inwoners",),
        "Controleverklaringen, zonder de centrumgemeente": ("controleverklaringen",),
        "Gelijke delen": ("gelijk",),
        "Gewichten en percentages in hele getallen": SOORTEN_MET_SCHAAL,
        "Jeugdigen op de peildatum": ("jeugdigen",),
        "Zorgvolume volgens het inkoopplan, in centen": ("zorgvolume",),
        "Gebruik volgens de realisatie, in centen": ("gebruik",),
        "Gemiddelde over jaren: de jaren bij elkaar opgeteld": ("gemiddelde",),
    }
)


@dataclass(frozen=True, slots=True)
class Gewichtenblad:
    """The finished sheet, the block of all whole weights, and what the controles look at.

    `gevonden` counts the inwonertallen per paying gemeente; `percentages` are rows of percentages with their sleutel;
    `gebruik` are rows that may not hold a negative figure.
    """

    plan: Bladplan
    gewichten: Blok | None
    gevonden: Blok | None
    percentages: tuple[tuple[str, Blok], ...]
    onderdelen: tuple[Onderdeel, ...]
    gebruik: tuple[Blok, ...] = ()


def plan_sleutelgewichten(
    begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], deelname: Deelnameblad, invoer: Invoer, controlecel: str
) -> Gewichtenblad:
    """Plan the sheet: a block per kind of key, and below it all weights together in the order of the kostenposten."""
    bouwer = Bouwer(
        BLAD,
        "Sleutelgewichten",
        "Het gewicht van elke betalende gemeente per sleutel, in hele getallen; wie niet betaalt weegt 0.",
    )
    bouwer.zet_titel(controlecel)
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    bouwer.zet(RIJ_GEMEENTE, 0, "Gemeente", "kop_tekst")
    bouwer.zet_rij(RIJ_GEMEENTE, EERSTE_GEMEENTE, [one.gemeente for one in begroting.deelnemers], "kop_rechts", gemeente)
    groepen, rij = _assign_rijen(posten)
    schrijver = Gewichtschrijver(bouwer, begroting, deelname, invoer, laatste)
    for titel, block in groepen.items():
        bouwer.zet_ondertitel(block[0].rij - 2, titel)
        has_binnen = any(one.component.zonder for one in block)
        bouwer.zet_koppen(block[0].rij - 1, (*KOPPEN, KOP_BINNEN) if has_binnen else KOPPEN)
        schrijver.zet_gemeenten(block[0].rij - 1)
        for one in block:
            schrijver.zet_kop(one)
    einde = rij
    alle = [one for block in groepen.values() for one in block]
    rij, gevonden = schrijver.zet_tellingen(alle, schrijver.zet_jaren(alle, rij))
    for one in alle:
        schrijver.zet_eenvoudig(one)
    rij, percentages = schrijver.zet_gewichten([one for one in alle if has_schaal(one.component)], rij)
    volgorde = {id(one): place for place, one in enumerate(one for post in posten for one in post.componenten)}
    onderdelen = tuple(sorted(alle, key=lambda one: (one.post.is_eigen, volgorde[id(one.component)])))
    samen = _zet_samen(schrijver, onderdelen, rij, einde) if onderdelen else None
    langste = max((len(one.component.naam) for one in onderdelen if one.component.zonder), default=0)
    breedtes: dict[int, float] = {
        **dict(enumerate((14, min(48, max(26, langste)), 12, 20, 13, 13, 13))),
        **dict.fromkeys(range(EERSTE_GEMEENTE, laatste + 1), 13),
    }
    plan = bouwer.maak_plan(breedtes, RIJ_GEMEENTE + 1, 2, Pagina(herhaal_rijen=(RIJ_GEMEENTE, RIJ_GEMEENTE)))
    gebruik = tuple(Blok(BLAD, one.rij, one.rij, EERSTE_GEMEENTE, laatste) for one in alle if one.component.soort == "gebruik")
    return Gewichtenblad(plan, samen, gevonden, percentages, onderdelen, gebruik)


def _assign_rijen(posten: Sequence[VerdeeldeKostenpost]) -> tuple[dict[str, list[Onderdeel]], int]:
    groepen: dict[str, list[Onderdeel]] = {}
    rij = RIJ_EERSTE + 2
    for titel, soorten in GROEPEN.items():
        block = []
        for nummer, post in enumerate(posten, start=1):
            for component in post.componenten:
                if component.soort in soorten:
                    block.append(Onderdeel(post, component, nummer, rij))
                    rij += 1
        if block:
            groepen[titel] = block
            rij += 3
    return groepen, rij - 2


def _zet_samen(schrijver: Gewichtschrijver, onderdelen: Sequence[Onderdeel], rij: int, einde: int) -> Blok:
    """All weights in the order of the kostenposten, with the part of the mix, the sum and the denominator."""
    bouwer = schrijver.bouwer
    uitleg = "Gewicht maal de teller van het deel in de mix; een sleutel die geen mix is heeft deel 1/1."
    bouwer.zet_ondertitel(rij, "Alle gewichten samen", uitleg)
    bouwer.zet_koppen(rij + 2, KOPPEN_SAMEN)
    schrijver.zet_gemeenten(rij + 2)
    eerste = rij + 3
    kosten, sleutels = gebied(RIJ_EERSTE, 0, einde, 0), gebied(RIJ_EERSTE, 1, einde, 1)

    def formule(rij: int, kolom: int) -> str:
        vind = f"{kosten},{cel(rij, 0, 'k')},{sleutels},{cel(rij, 1, 'k')}"
        return f"{cel(rij, K_TELLER, 'k')}*SUMIFS({gebied(RIJ_EERSTE, kolom, einde, kolom, 'r')},{vind})"

    for plaats, one in enumerate(onderdelen, start=eerste):
        tellers, deel = one.tellers, one.component.deel
        cellen = gebied(plaats, EERSTE_GEMEENTE, plaats, schrijver.laatste, "k")
        noemer = f"{cel(plaats, K_SOM)}/{cel(plaats, K_TELLER)}*{cel(plaats, K_DEEL)}"
        links: tuple[tuple[Waarde, str | None], ...] = (
            (one.kostenpost, None), (one.component.naam, None), (deel.numerator, None), (deel.denominator, None),
            (sum(tellers), f"SUM({cellen})"), (one.noemer, noemer), (max(tellers), f"MAX({cellen})"),
        )  # fmt: skip
        for kolom, (waarde, som) in enumerate(links):
            bouwer.zet(plaats, kolom, waarde, "berekening_tekst" if kolom < K_TELLER else "berekening_geheel", som)
        bouwer.zet_rij(plaats, EERSTE_GEMEENTE, tellers, "berekening_geheel", formule)
    return Blok(BLAD, eerste, eerste + len(onderdelen) - 1, EERSTE_GEMEENTE, schrijver.laatste)
