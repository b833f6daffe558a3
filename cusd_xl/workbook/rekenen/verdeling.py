"""The sheet Verdeling: kostenpost x gemeente to the cent, with every step of the calculation below it (art. 12 and 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import CENTS, EERSTE_GEMEENTE, NUL, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.deelname import gemeente
from cusd_xl.workbook.rekenen.eigen import zet_eigen
from cusd_xl.workbook.rekenen.indexatie import K_VERDELEN, Indexatieblad
from cusd_xl.workbook.rekenen.minimum import Minimumregel
from cusd_xl.workbook.rekenen.plaatsen import Stappen, plan_plaatsen, zet_blokkop
from cusd_xl.workbook.rekenen.sleutelgewichten import Gewichtenblad
from cusd_xl.workbook.rekenen.stappen import zet_onderdelen, zet_posten
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied
from cusd_xl.workbook.rekenen.voeten import KOPPEN as VOETKOPPEN
from cusd_xl.workbook.rekenen.voeten import TITEL as VOETTITEL
from cusd_xl.workbook.rekenen.voeten import UITLEG as VOETUITLEG
from cusd_xl.workbook.rekenen.voeten import list_voeten, zet_voeten
from cusd_xl.workbook.styles import TAB_UITVOER

BLAD = "Verdeling"
RIJ_KOP = 5
KOPPEN = ("Kostenpost", "Omschrijving", "Soort", "Verdeelsleutel", "Te verdelen", "Verschil in centen", "Gevonden in tblKosten")
K_SOORT, K_SLEUTEL, K_VERDEEL, K_VERSCHIL, K_AANTAL = range(2, 7)


@dataclass(frozen=True, slots=True)
class Verdelingblad:
    """The finished sheet, the block of amounts, the steps of what was divided, and blocks that the controles look at."""

    plan: Bladplan
    bijdragen: Blok
    stappen: Stappen | None
    processen: Blok | None
    minima: tuple[Minimumregel, ...]


@dataclass(frozen=True, slots=True)
class Rekenbladen:
    """The sheets that were planned before this one."""

    indexatie: Indexatieblad
    betalers: Blok
    gewichten: Gewichtenblad


def plan_verdeling(
    begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], bladen: Rekenbladen, invoer: Invoer, controlecel: str
) -> Verdelingblad:
    """Plan the sheet: first the result, then the steps for what is divided, then the own amounts."""
    bouwer = Bouwer(
        BLAD,
        "Verdeling",
        "Wat elke gemeente per kostenpost bijdraagt, op de cent; daaronder elke stap van de berekening (art. 12 en 13).",
        tabkleur=TAB_UITVOER,
    )
    bouwer.gemeenten = tuple(one.gemeente for one in begroting.deelnemers)
    bouwer.zet_titel(controlecel)
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    rij = RIJ_KOP + len(posten) + 3
    verdeeld, eigen = [post for post in posten if not post.is_eigen], [post for post in posten if post.is_eigen]
    stappen = None
    kosten, gewichten = bladen.indexatie.kostenposten, bladen.gewichten.gewichten
    if kosten and gewichten:
        onderdelen = [one for one in bladen.gewichten.onderdelen if not one.post.is_eigen]
        voeten = list_voeten(posten)
        stappen = plan_plaatsen(BLAD, rij, onderdelen, len(verdeeld), len(voeten), laatste)
        if stappen.voeten:
            zet_blokkop(bouwer, stappen.voeten, VOETTITEL, VOETUITLEG, VOETKOPPEN, len(begroting.deelnemers))
            zet_voeten(bouwer, stappen.voeten, voeten, bladen.betalers, begroting.regeling.centrumgemeente)
        zet_onderdelen(bouwer, stappen, onderdelen, gewichten, kosten)
        zet_posten(bouwer, stappen, verdeeld, kosten)
        rij = stappen.einde
    eigen_bedragen = zet_eigen(
        bouwer, begroting, eigen, (rij, laatste, bladen.betalers), invoer, bladen.indexatie, bladen.gewichten
    )
    bronnen = [blok for blok in (stappen.bijdrage if stappen else None, eigen_bedragen.eigen) if blok]
    blok = _zet_resultaat(bouwer, posten, bronnen, (kosten, eigen_bedragen.eigen), invoer, laatste)
    breedtes: dict[int, float] = {
        **dict(enumerate((13, 44, 18, 20, 15, 13, 13))),
        **dict.fromkeys(range(EERSTE_GEMEENTE, laatste + 2), 14),
    }
    pagina = Pagina(herhaal_rijen=(RIJ_KOP, RIJ_KOP), afdrukbereik=(0, 0, RIJ_KOP + len(posten) + 1, laatste + 1))
    return Verdelingblad(
        bouwer.maak_plan(breedtes, RIJ_KOP + 1, 2, pagina), blok, stappen, eigen_bedragen.processen, eigen_bedragen.minima
    )


def _zet_resultaat(
    bouwer: Bouwer, posten: Sequence[VerdeeldeKostenpost], bronnen: Sequence[Blok], totalen: tuple[Blok | None, Blok | None],
    invoer: Invoer, laatste: int,
) -> Blok:  # fmt: skip
    blok = Blok(BLAD, RIJ_KOP + 1, RIJ_KOP + len(posten), EERSTE_GEMEENTE, laatste)
    bouwer.zet_koppen(RIJ_KOP, KOPPEN)
    bouwer.zet_rij(RIJ_KOP, EERSTE_GEMEENTE, bouwer.gemeenten, "kop_midden", gemeente)
    bouwer.zet(RIJ_KOP, laatste + 1, "Totaal", "kop_midden")
    for offset, post in enumerate(posten):
        rij, one = blok.rij + offset, post.kostenpost
        code, totaal = cel(rij, 0, "k"), cel(rij, laatste + 1)
        positie = invoer.positie("tblKosten", "kostenpost", code)
        bouwer.zet(rij, 0, one.kostenpost, "berekening_tekst")
        bouwer.zet(rij, 1, one.omschrijving, "berekening_tekst", invoer.tekst("tblKosten", "omschrijving", positie))
        bouwer.zet(rij, K_SOORT, one.soort, "berekening_tekst", f"TRIM({invoer.opzoek('tblKosten', 'soort', positie)})")
        bouwer.zet(rij, K_SLEUTEL, one.verdeelsleutel, "berekening_tekst")
        bouwer.zet(rij, K_VERDEEL, euros(post.te_verdelen), "berekening_bedrag", _te_verdelen(code, *totalen, laatste))
        bouwer.zet(rij, K_VERSCHIL, 0, "controle_geheel", f"ROUND(({cel(rij, K_VERDEEL)}-{totaal})*{CENTS},0)")
        kolommen = [invoer.kolom("tblKosten", veld) for veld in ("kostenpost", "verdeelsleutel")]
        bouwer.zet(
            rij, K_AANTAL, 1, "controle_geheel", f"COUNTIFS({kolommen[0]},{code},{kolommen[1]},{cel(rij, K_SLEUTEL, 'k')})"
        )
        bedragen = [euros(bijdrage.bedrag) for bijdrage in post.bijdragen]
        bouwer.zet_rij(
            rij, EERSTE_GEMEENTE, bedragen, "uitvoer_bedrag", lambda rij, kolom: _som(bronnen, kolom, cel(rij, 0, "k"))
        )
        bouwer.zet(
            rij, laatste + 1, sum(bedragen), "uitvoer_bedrag_vet", f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, laatste, '')})"
        )
    _zet_totalen(bouwer, blok, posten)
    bouwer.markeer_getal(blok, "equal to", NUL)
    return blok


def _zet_totalen(bouwer: Bouwer, blok: Blok, posten: Sequence[VerdeeldeKostenpost]) -> None:
    rij = blok.laatste_rij + 1
    bouwer.zet_rij(rij, 0, ["Totaal", *[None] * (EERSTE_GEMEENTE - 1)], "uitvoer_tekst_totaal")
    kolommen = [K_VERDEEL, *range(blok.kolom, blok.laatste_kolom + 2)]
    per_gemeente = [sum(post.bijdragen[nummer].bedrag for post in posten) for nummer in range(len(bouwer.gemeenten))]
    sommen = [sum(post.te_verdelen for post in posten), *per_gemeente, sum(per_gemeente)]
    for kolom, som in zip(kolommen, sommen, strict=True):
        bouwer.zet(
            rij, kolom, euros(som), "uitvoer_bedrag_totaal", f"SUM({gebied(blok.rij, kolom, blok.laatste_rij, kolom, '')})"
        )


def _te_verdelen(code: str, kosten: Blok | None, eigen: Blok | None, laatste: int) -> str:
    terms = []
    if kosten:
        terms.append(f"SUMIF({kosten.kolomgebied(0)},{code},{kosten.kolomgebied(K_VERDELEN)})")
    if eigen:
        terms.append(f"SUMIF({eigen.kolomgebied(0, ander_blad=False)},{code},{eigen.kolomgebied(laatste + 1, ander_blad=False)})")
    return "+".join(terms)


def _som(bronnen: Sequence[Blok], kolom: int, code: str) -> str:
    return "+".join(
        f"SUMIF({blok.kolomgebied(0, ander_blad=False)},{code},{blok.kolomgebied(kolom, ander_blad=False, vast='r')})"
        for blok in bronnen
    )
