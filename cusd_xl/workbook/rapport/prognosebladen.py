"""The sheets behind a prognose: the kostenposten, every line, and what was left out for an own contract."""

from __future__ import annotations

from cusd_xl.model.plan import Bladplan
from cusd_xl.model.prognose import Prognoseregel, Prognosestaat
from cusd_xl.workbook.rapport.blad import (
    EERSTE_BLOK,
    Kolommen,
    Rapportkolom,
    begin_blad,
    finish_blad,
    mark_melden,
    sum_kolom,
    sum_waar,
    zet_totaalrij,
)
from cusd_xl.workbook.rapport.vergelijking import Drempel, list_kolommen, zet_vergelijking
from cusd_xl.workbook.rekenen.bouwer import Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel

POSTEN, REGELS, BUITEN = "Kostenposten", "Regels", "Niet meegeteld"
SOMMEN = ("begroot", "stand", "zonder")


def ontwikkeling_kolommen(staat: Prognosestaat) -> tuple[Rapportkolom, ...]:
    """The columns for the prognose before this one, when there is one."""
    if staat.vorige is None:
        return ()
    return (
        Rapportkolom("vorige", f"Prognose {staat.vorige.nummer} (€)", 16),
        Rapportkolom("ontwikkeling", "Ontwikkeling (€)", 15),
    )


def zet_ontwikkeling(bouwer: Bouwer, rij: int, kolommen: Kolommen, centen: tuple[int, int], formules: tuple[str, str]) -> None:
    """The prognose before this one and what changed since, both with their formula."""
    bouwer.zet(rij, kolommen.plek("vorige"), euros(centen[0]), "berekening_bedrag", formules[0])
    bouwer.zet(rij, kolommen.plek("ontwikkeling"), euros(centen[1]), "berekening_verschil", formules[1])


def plan_regels(staat: Prognosestaat, stand: str, drempel: Drempel) -> tuple[Bladplan, Blok, Kolommen]:
    """The sheet Regels: gemeente x kostenpost, each with what it is held against; returns where the lines stand."""
    kolommen = Kolommen(
        (
            Rapportkolom("post", "Kostenpost", 11),
            Rapportkolom("naam", "Omschrijving", 30),
            Rapportkolom("soort", "Kostensoort", 18),
            Rapportkolom("gemeente", "Gemeente", 20),
            Rapportkolom("maatstaf", "Begroot volgens", 14),
            *list_kolommen("Begroot (€)", "Prognose (€)", any(one.afwijking.zonder for one in staat.regels)),
            *ontwikkeling_kolommen(staat),
            Rapportkolom("duiding", "Duiding (in te vullen)", 34),
        )
    )
    bouwer = begin_blad(REGELS, f"Prognose {staat.moment.nummer} per kostenpost en gemeente", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, kolommen.koppen)
    for rij, regel in enumerate(staat.regels, start=eerste):
        _zet_regel(bouwer, rij, regel, drempel, kolommen)
    onder = eerste + len(staat.regels)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), max(eerste, onder - 1))
    plan = finish_blad(bouwer, kolommen.breedtes, eerste, kop)
    return plan, kolommen.blok(REGELS, eerste, max(1, len(staat.regels))), kolommen


def plan_posten(staat: Prognosestaat, stand: str, drempel: Drempel, blok: Blok, regels: Kolommen) -> Bladplan:
    """The sheet Kostenposten: every kostenpost for the whole region, uitvoeringskosten beside but apart from hulpkosten."""
    kolommen = Kolommen(
        (
            Rapportkolom("post", "Kostenpost", 12),
            Rapportkolom("naam", "Omschrijving", 36),
            Rapportkolom("soort", "Kostensoort", 18),
            *list_kolommen("Begroot (€)", "Prognose (€)", regels.heeft("zonder")),
        )
    )
    bouwer = begin_blad(POSTEN, f"Prognose {staat.moment.nummer} per kostenpost", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, kolommen.koppen)
    posten = {one.kostenpost.kostenpost: one.kostenpost for one in staat.regels}
    for rij, (code, afwijking) in enumerate(staat.per_kostenpost.items(), start=eerste):
        bouwer.zet(rij, 0, code, "blad_code_kader")
        bouwer.zet(rij, 1, posten[code].omschrijving, "blad_tekst_kader")
        bouwer.zet(rij, 2, posten[code].soort, "blad_tekst_kader")
        formules = {
            veld: sum_waar(blok, regels.plek(veld), regels.plek("post"), cel(rij, 0, "k"))
            for veld in SOMMEN
            if regels.heeft(veld)
        }
        zet_vergelijking(bouwer, rij, kolommen, afwijking, drempel, formules)
    onder = eerste + len(staat.per_kostenpost)
    zet_totaalrij(bouwer, onder, len(kolommen.kolommen))
    formules = {veld: sum_kolom(eerste, onder - eerste, kolommen.plek(veld)) for veld in SOMMEN if kolommen.heeft(veld)}
    zet_vergelijking(bouwer, onder, kolommen, staat.totaal, drempel, formules, totaal=True)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), onder)
    if staat.zonder_prognose:
        tekst = f"Zonder prognose, en dus niet in deze cijfers: {', '.join(staat.zonder_prognose)}."
        bouwer.zet(onder + 2, 0, tekst, "toelichting_tekst")
    return finish_blad(bouwer, kolommen.breedtes, eerste, kop)


def plan_buiten(staat: Prognosestaat, stand: str) -> Bladplan:
    """The sheet Niet meegeteld: the rows of contracts that do not run through the regeling (art. 13)."""
    bouwer = begin_blad(BUITEN, "Niet meegeteld: contracten buiten de regeling (art. 13)", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, ("Contract", "Gemeente", "Kostenpost", "Taak", "Bedrag (€)"))
    for rij, row in enumerate(staat.buiten, start=eerste):
        for kolom, tekst in enumerate((row.contract, row.gemeente, row.kostenpost, row.taak)):
            bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
        bouwer.zet(rij, 4, euros(row.bedrag), "blad_bedrag_kader")
    onder = eerste + len(staat.buiten)
    zet_totaalrij(bouwer, onder, 5)
    som = sum(row.bedrag for row in staat.buiten)
    bouwer.zet(onder, 4, euros(som), "blad_bedrag_totaal", sum_kolom(eerste, len(staat.buiten), 4))
    return finish_blad(bouwer, {0: 24, 1: 22, 2: 13, 3: 12, 4: 18}, eerste, kop)


def _zet_regel(bouwer: Bouwer, rij: int, regel: Prognoseregel, drempel: Drempel, kolommen: Kolommen) -> None:
    post = regel.kostenpost
    teksten = (post.kostenpost, post.omschrijving, post.soort, regel.gemeente, regel.maatstaf)
    for kolom, tekst in enumerate(teksten):
        bouwer.zet(rij, kolom, tekst, "blad_code_kader" if kolom == 0 else "blad_tekst_kader")
    zet_vergelijking(bouwer, rij, kolommen, regel.afwijking, drempel)
    if kolommen.heeft("vorige"):
        stand, vorige = cel(rij, kolommen.plek("stand")), cel(rij, kolommen.plek("vorige"))
        known = regel.vorige is not None
        bouwer.zet(rij, kolommen.plek("vorige"), euros(regel.vorige or 0) if known else None, "blad_bedrag_kader")
        ontwikkeling = euros(regel.afwijking.stand - (regel.vorige or 0)) if known else ""
        formule = f'IF({vorige}="","",{stand}-{vorige})'
        bouwer.zet(rij, kolommen.plek("ontwikkeling"), ontwikkeling, "berekening_verschil", formule)
    bouwer.zet(rij, kolommen.plek("duiding"), None, "invoer_terugloop")
