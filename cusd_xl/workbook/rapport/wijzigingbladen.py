"""The sheets behind a begrotingswijziging: each kostenpost, each gemeente, the begrotingsstaat after it and the inkoopplan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cusd_xl.model.plan import Bladplan
from cusd_xl.model.wijziging import Inkoopwijziging, Postwijziging, Wijzigingsstaat
from cusd_xl.workbook.rapport.blad import (
    EERSTE_BLOK,
    OK,
    Kolommen,
    Rapportkolom,
    begin_blad,
    finish_blad,
    sum_kolom,
    zet_totaalrij,
)
from cusd_xl.workbook.rekenen.bouwer import NUL, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import MARGE
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.tekstmaat import text_height

POSTEN, GEMEENTEN, STAAT, INKOOP = "Kostenposten", "Gemeenten", "Begrotingsstaat", "Inkoopplan"
EERSTE_GEMEENTE = 3
POSTEN_OP_EEN_PAGINA = 16
NIEUW = "nieuw in de begroting"
EIGEN_BEDRAGEN = "volgt eigen bedragen van de gemeenten, niet het begrote bedrag"
POSTKOLOMMEN = Kolommen(
    (
        Rapportkolom("post", "Kostenpost", 11),
        Rapportkolom("naam", "Omschrijving", 34),
        Rapportkolom("soort", "Kostensoort", 18),
        Rapportkolom("begroot", "Begroot oud (€)", 16),
        Rapportkolom("mutatie", "Wijziging begroot (€)", 16),
        Rapportkolom("begroot_nieuw", "Begroot nieuw (€)", 16),
        Rapportkolom("oud", "Te verdelen oud (€)", 16),
        Rapportkolom("verschil", "Wijziging (€)", 15),
        Rapportkolom("nieuw", "Te verdelen nieuw (€)", 16),
        Rapportkolom("controle", "Bijdragen", 11),
        Rapportkolom("toelichting", "Toelichting", 44),
    )
)
INKOOPKOLOMMEN = Kolommen(
    (
        Rapportkolom("taak", "Taak", 9),
        Rapportkolom("naam", "Omschrijving", 36),
        Rapportkolom("gemeente", "Gemeente", 20),
        Rapportkolom("volume_oud", "Volume oud", 13),
        Rapportkolom("volume_verschil", "Wijziging volume", 13),
        Rapportkolom("volume_nieuw", "Volume nieuw", 13),
        Rapportkolom("oud", "Bedrag oud (€)", 16),
        Rapportkolom("verschil", "Wijziging (€)", 16),
        Rapportkolom("nieuw", "Bedrag nieuw (€)", 16),
    )
)


def plan_gemeenten(staat: Wijzigingsstaat, stand: str, concept: bool) -> tuple[Bladplan, Blok, Blok, Blok]:
    """The sheet Gemeenten: three blocks kostenpost x gemeente, oud and nieuw as computed, and the difference as formulas."""
    bouwer = begin_blad(GEMEENTEN, f"Bijdragen per gemeente, oud en nieuw {staat.jaar}", staat.regeling, stand, concept)
    namen, aantal = staat.kring.gemeenten, len(staat.posten)
    hoogte = aantal + 5
    blokken = [
        Blok(GEMEENTEN, rij, rij + aantal - 1, EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(namen) - 1)
        for rij in (EERSTE_BLOK + 2 + plaats * hoogte for plaats in range(3))
    ]
    oud, nieuw, verschil = blokken
    _zet_blok(bouwer, staat, oud, "Oud (€)", [post.oud for post in staat.posten])
    _zet_blok(bouwer, staat, nieuw, "Nieuw (€)", [post.nieuw for post in staat.posten])
    _zet_verschil(bouwer, staat, oud, nieuw, verschil)
    breedtes: dict[int, float] = {
        0: 11,
        1: 34,
        2: 18,
        **dict.fromkeys(range(EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(namen) + 1), 15),
    }
    return finish_blad(bouwer, breedtes, hoog=int(aantal <= POSTEN_OP_EEN_PAGINA)), oud, nieuw, verschil


def plan_posten(staat: Wijzigingsstaat, stand: str, concept: bool, oud: Blok, nieuw: Blok) -> Bladplan:
    """The sheet Kostenposten: what was begroot, the mutatie, and what is divided before and after it."""
    bouwer = begin_blad(POSTEN, f"Kostenposten, oud en nieuw {staat.jaar}", staat.regeling, stand, concept)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, POSTKOLOMMEN.koppen)
    for plaats, post in enumerate(staat.posten):
        _zet_post(bouwer, eerste + plaats, post, (oud, nieuw), plaats)
    onder = eerste + len(staat.posten)
    zet_totaalrij(bouwer, onder, len(POSTKOLOMMEN.kolommen))
    sommen = {
        "oud": sum(post.te_verdelen_oud for post in staat.posten),
        "nieuw": sum(post.te_verdelen_nieuw for post in staat.posten),
        "verschil": sum(post.te_verdelen_nieuw - post.te_verdelen_oud for post in staat.posten),
    }
    for veld, som in sommen.items():
        kolom = POSTKOLOMMEN.plek(veld)
        stijl = "blad_verschil_totaal" if veld == "verschil" else "blad_bedrag_totaal"
        bouwer.zet(onder, kolom, euros(som), stijl, sum_kolom(eerste, len(staat.posten), kolom))
    kolom = POSTKOLOMMEN.plek("controle")
    bouwer.markeer_afwijking(eerste, kolom, onder - 1, kolom, OK)
    bouwer.zet(
        onder + 2, 0, "Begroot staat op het prijspeil van de kostenpost; te verdelen is na index en dekking.", "toelichting_tekst"
    )
    return finish_blad(bouwer, POSTKOLOMMEN.breedtes, kop + 1, kop)


def plan_staat(staat: Wijzigingsstaat, stand: str, concept: bool, nieuw: Blok) -> Bladplan:
    """The sheet Begrotingsstaat: after the change, what each gemeente contributes per kostensoort."""
    bouwer = begin_blad(STAAT, f"Begrotingsstaat {staat.jaar} na de wijziging", staat.regeling, stand, concept)
    soorten, namen = list(staat.per_soort()), staat.kring.gemeenten
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, ("Gemeente", *(soort.capitalize() for soort in soorten), "Bijdrage (€)"))
    sommen = [[_sum_soort(staat, soort, plaats) for soort in soorten] for plaats in range(len(namen))]
    for plaats, naam in enumerate(namen):
        rij = eerste + plaats
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        for kolom, som in enumerate(sommen[plaats], start=1):
            soortkolom = Blok(GEMEENTEN, nieuw.rij, nieuw.laatste_rij, 2, 2).kolomgebied(2)
            formule = f"SUMIF({soortkolom},{cel(kop, kolom, 'r')},{nieuw.kolomgebied(EERSTE_GEMEENTE + plaats)})"
            bouwer.zet(rij, kolom, euros(som), "berekening_bedrag", formule)
        totaal = f"SUM({gebied(rij, 1, rij, len(soorten), '')})"
        bouwer.zet(rij, len(soorten) + 1, euros(sum(sommen[plaats])), "uitvoer_bedrag_vet", totaal)
    onder = eerste + len(namen)
    zet_totaalrij(bouwer, onder, len(soorten) + 2)
    kolomsommen = [*(sum(rij[kolom] for rij in sommen) for kolom in range(len(soorten))), sum(map(sum, sommen))]
    for kolom, som in enumerate(kolomsommen, start=1):
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", sum_kolom(eerste, len(namen), kolom))
    return finish_blad(bouwer, {0: 26, **dict.fromkeys(range(1, len(soorten) + 2), 18)}, kop + 1, kop)


def plan_inkoop(staat: Wijzigingsstaat, stand: str, concept: bool) -> Bladplan:
    """The sheet Inkoopplan: volume and bedrag of each gemeente for the taken whose inkoopplan changes."""
    bouwer = begin_blad(INKOOP, f"Inkoopplan {staat.jaar}, oud en nieuw", staat.regeling, stand, concept)
    kop, eerste, k = EERSTE_BLOK, EERSTE_BLOK + 1, INKOOPKOLOMMEN
    bouwer.zet_koppen(kop, k.koppen)
    for rij, one in enumerate(staat.inkoop, start=eerste):
        _zet_inkoop(bouwer, rij, one)
    onder = eerste + len(staat.inkoop)
    zet_totaalrij(bouwer, onder, len(k.kolommen))
    oud, nieuw = (sum(getattr(one, veld).bedrag for one in staat.inkoop) for veld in ("oud", "nieuw"))
    for veld, som in (("oud", oud), ("verschil", nieuw - oud), ("nieuw", nieuw)):
        stijl = "blad_verschil_totaal" if veld == "verschil" else "blad_bedrag_totaal"
        bouwer.zet(onder, k.plek(veld), euros(som), stijl, sum_kolom(eerste, len(staat.inkoop), k.plek(veld)))
    return finish_blad(bouwer, k.breedtes, kop + 1, kop)


def _zet_blok(bouwer: Bouwer, staat: Wijzigingsstaat, blok: Blok, titel: str, rijen: Sequence[Sequence[int]]) -> None:
    _zet_blokkop(bouwer, staat, blok, titel)
    for rij, (post, centen) in enumerate(zip(staat.posten, rijen, strict=True), start=blok.rij):
        _zet_postnaam(bouwer, rij, post)
        bouwer.zet_rij(rij, blok.kolom, [euros(one) for one in centen], "blad_bedrag_kader")
        som = f"SUM({gebied(rij, blok.kolom, rij, blok.laatste_kolom, '')})"
        bouwer.zet(rij, blok.laatste_kolom + 1, euros(sum(centen)), "uitvoer_bedrag_vet", som)
    per_naam = [sum(centen[plaats] for centen in rijen) for plaats in range(len(staat.kring.gemeenten))]
    _zet_bloktotaal(bouwer, blok, [*per_naam, sum(per_naam)], "blad_bedrag_totaal")


def _zet_verschil(bouwer: Bouwer, staat: Wijzigingsstaat, oud: Blok, nieuw: Blok, blok: Blok) -> None:
    _zet_blokkop(bouwer, staat, blok, "Wijziging (€)")
    per_post = [[b - a for a, b in zip(post.oud, post.nieuw, strict=True)] for post in staat.posten]
    for plaats, (post, centen) in enumerate(zip(staat.posten, per_post, strict=True)):
        rij = blok.rij + plaats
        _zet_postnaam(bouwer, rij, post)
        for kolom, cents in enumerate(centen, start=blok.kolom):
            formule = f"{cel(nieuw.rij + plaats, kolom)}-{cel(oud.rij + plaats, kolom)}"
            bouwer.zet(rij, kolom, euros(cents), "berekening_verschil", formule)
        som = f"SUM({gebied(rij, blok.kolom, rij, blok.laatste_kolom, '')})"
        bouwer.zet(rij, blok.laatste_kolom + 1, euros(sum(centen)), "uitvoer_verschil_vet", som)
    per_naam = [sum(centen[plaats] for centen in per_post) for plaats in range(len(staat.kring.gemeenten))]
    _zet_bloktotaal(bouwer, blok, [*per_naam, sum(per_naam)], "blad_verschil_totaal")
    bouwer.markeer_getal(blok, "equal to", NUL)


def _zet_blokkop(bouwer: Bouwer, staat: Wijzigingsstaat, blok: Blok, titel: str) -> None:
    bouwer.zet_ondertitel(blok.rij - 2, titel)
    bouwer.zet_koppen(blok.rij - 1, ("Kostenpost", "Omschrijving", "Kostensoort", *staat.kring.gemeenten, "Totaal"))


def _zet_postnaam(bouwer: Bouwer, rij: int, post: Postwijziging) -> None:
    one = post.kostenpost
    bouwer.zet(rij, 0, one.kostenpost, "blad_code_kader")
    bouwer.zet(rij, 1, one.omschrijving, "blad_tekst_kader")
    bouwer.zet(rij, 2, one.soort, "blad_tekst_kader")


def _zet_bloktotaal(bouwer: Bouwer, blok: Blok, sommen: Sequence[int], stijl: str) -> None:
    rij = blok.laatste_rij + 1
    zet_totaalrij(bouwer, rij, blok.laatste_kolom + 2)
    for kolom, som in enumerate(sommen, start=blok.kolom):
        bouwer.zet(rij, kolom, euros(som), stijl, sum_kolom(blok.rij, blok.laatste_rij - blok.rij + 1, kolom))


def _zet_post(bouwer: Bouwer, rij: int, post: Postwijziging, blokken: tuple[Blok, Blok], plaats: int) -> None:
    k = POSTKOLOMMEN
    _zet_postnaam(bouwer, rij, post)
    bouwer.zet(rij, k.plek("begroot"), euros(post.begroot), "blad_bedrag_kader")
    bouwer.zet(rij, k.plek("mutatie"), euros(post.mutatie), "blad_verschil_kader")
    formule = f"{cel(rij, k.plek('begroot'))}+{cel(rij, k.plek('mutatie'))}"
    bouwer.zet(rij, k.plek("begroot_nieuw"), euros(post.begroot + post.mutatie), "berekening_bedrag", formule)
    bouwer.zet(rij, k.plek("oud"), euros(post.te_verdelen_oud), "blad_bedrag_kader")
    bouwer.zet(rij, k.plek("nieuw"), euros(post.te_verdelen_nieuw), "blad_bedrag_kader")
    oud, nieuw = cel(rij, k.plek("oud")), cel(rij, k.plek("nieuw"))
    verschil = euros(post.te_verdelen_nieuw - post.te_verdelen_oud)
    bouwer.zet(rij, k.plek("verschil"), verschil, "uitvoer_verschil_vet", f"{nieuw}-{oud}")
    sommen = [f"{blok.blad}!{cel(blok.rij + plaats, blok.laatste_kolom + 1, 'rk')}" for blok in blokken]
    sluit = f"AND(ROUND({sommen[0]}-{oud},2)=0,ROUND({sommen[1]}-{nieuw},2)=0)"
    bouwer.zet(rij, k.plek("controle"), OK, "controle_midden", f'IF({sluit},"{OK}","sluit niet")')
    redenen = (NIEUW if post.is_new else "", "" if post.telt_mee else EIGEN_BEDRAGEN, post.omschrijving)
    toelichting = "; ".join(filter(None, redenen))
    bouwer.hoogtes[rij] = text_height(toelichting, k.breedtes[k.plek("toelichting")] - MARGE)
    bouwer.zet(rij, k.plek("toelichting"), toelichting, "blad_terugloop_kader_halfhoog")


def _zet_inkoop(bouwer: Bouwer, rij: int, one: Inkoopwijziging) -> None:
    k = INKOOPKOLOMMEN
    for veld, tekst in (("taak", one.taak), ("naam", one.omschrijving), ("gemeente", one.gemeente)):
        bouwer.zet(rij, k.plek(veld), tekst, "blad_code_kader" if veld == "taak" else "blad_tekst_kader")
    for veld, volume in (("volume_oud", one.oud.volume), ("volume_nieuw", one.nieuw.volume)):
        bouwer.zet(rij, k.plek(veld), volume, "blad_volume_kader")
    verschil = f"{cel(rij, k.plek('volume_nieuw'))}-{cel(rij, k.plek('volume_oud'))}"
    bouwer.zet(rij, k.plek("volume_verschil"), Decimal(one.nieuw.volume - one.oud.volume), "berekening_volume", verschil)
    for veld, cents in (("oud", one.oud.bedrag), ("nieuw", one.nieuw.bedrag)):
        bouwer.zet(rij, k.plek(veld), euros(cents), "blad_bedrag_kader")
    formule = f"{cel(rij, k.plek('nieuw'))}-{cel(rij, k.plek('oud'))}"
    bouwer.zet(rij, k.plek("verschil"), euros(one.nieuw.bedrag - one.oud.bedrag), "uitvoer_verschil_vet", formule)


def _sum_soort(staat: Wijzigingsstaat, soort: str, plaats: int) -> int:
    return sum(post.nieuw[plaats] for post in staat.posten if post.kostenpost.soort == soort)
