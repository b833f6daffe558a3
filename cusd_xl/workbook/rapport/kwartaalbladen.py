"""The figures behind a kwartaalrapportage: every line, the taken of the region, and the kosten per kwartaal."""

from __future__ import annotations

from decimal import Decimal

from cusd_xl.model.kring import OVERIGE
from cusd_xl.model.kwartaal import Gebruiksregel, Kwartaalstaat
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.rapport.blad import (
    EERSTE_BLOK,
    Kolommen,
    Rapportkolom,
    begin_blad,
    finish_blad,
    maak_staven,
    mark_melden,
    sum_kolom,
    sum_waar,
    zet_totaalrij,
)
from cusd_xl.workbook.rapport.vergelijking import Drempel, list_kolommen, zet_vergelijking
from cusd_xl.workbook.rekenen.bouwer import Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

TAKEN, REGELS, KWARTALEN = "Zorgfuncties", "Regels", "Kwartalen"
SOMMEN = ("begroot", "stand", "zonder")
UITLEG = (
    "Alleen hulpkosten en overige kosten: organisatie- en uitvoeringskosten zijn geen zorggebruik en staan apart.",
    "Het volume van de realisatie is niet bekend: de werkmap bevat bedragen, geen gegevens van inwoners.",
)
GEEN_CODE = "-"
"""What stands for the taak of realisatie without a taakcode, so that a formula can look it up."""


def plan_regels(staat: Kwartaalstaat, stand: str, drempel: Drempel) -> tuple[Bladplan, Blok, Kolommen]:
    """The sheet Regels: taak x gemeente with volume, inkoopplan and the realisatie per kwartaal; returns where they stand."""
    code = staat.kwartaal.code
    kolommen = Kolommen(
        (
            Rapportkolom("taak", "Taak", 8),
            Rapportkolom("naam", "Zorgfunctie", 32),
            Rapportkolom("gemeente", "Gemeente", 20),
            Rapportkolom("volume", "Volume inkoopplan, jaar", 12),
            Rapportkolom("volume_tot", f"Volume t/m {code}", 12),
            Rapportkolom("plan", "Inkoopplan, jaar (€)", 15),
            *(Rapportkolom(f"q{one}", f"Realisatie Q{one} (€)", 15) for one in range(1, staat.kwartaal.nummer + 1)),
            *list_kolommen(
                f"Inkoopplan t/m {code} (€)",
                f"Realisatie t/m {code} (€)",
                any(one.afwijking.zonder for one in staat.regels),
            ),
        )
    )
    bouwer = begin_blad(REGELS, f"Zorgfuncties per gemeente tot en met {code} {staat.jaar}", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, kolommen.koppen)
    for rij, regel in enumerate(staat.regels, start=eerste):
        _zet_regel(bouwer, rij, regel, staat, drempel, kolommen)
    laatste = max(eerste, eerste + len(staat.regels) - 1)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), laatste)
    for plaats, uitleg in enumerate(UITLEG):
        bouwer.zet(laatste + 2 + plaats, 0, uitleg, "toelichting_tekst")
    plan = finish_blad(bouwer, kolommen.breedtes, eerste, kop)
    return plan, kolommen.blok(REGELS, eerste, max(1, len(staat.regels))), kolommen


def plan_taken(staat: Kwartaalstaat, stand: str, drempel: Drempel, blok: Blok, regels: Kolommen) -> Bladplan:
    """The sheet Zorgfuncties: every taak of the region beside the inkoopplan."""
    code = staat.kwartaal.code
    kolommen = Kolommen(
        (
            Rapportkolom("taak", "Taak", 9),
            Rapportkolom("naam", "Zorgfunctie", 40),
            Rapportkolom("plan", "Inkoopplan, jaar (€)", 17),
            *list_kolommen(f"Inkoopplan t/m {code} (€)", f"Realisatie t/m {code} (€)", regels.heeft("zonder")),
        )
    )
    bouwer = begin_blad(TAKEN, f"Zorgfuncties tot en met {code} {staat.jaar}", staat.regeling, stand)
    kop, eerste = EERSTE_BLOK, EERSTE_BLOK + 1
    bouwer.zet_koppen(kop, kolommen.koppen)
    namen = {one.taak: one.omschrijving for one in staat.regels}
    velden = [veld for veld in ("plan", *SOMMEN) if kolommen.heeft(veld)]
    for rij, (taak, afwijking) in enumerate(staat.per_taak.items(), start=eerste):
        bouwer.zet(rij, 0, taak or GEEN_CODE, "blad_code_kader")
        bouwer.zet(rij, 1, namen[taak], "blad_tekst_kader")
        sommen = {veld: sum_waar(blok, regels.plek(veld), 0, cel(rij, 0, "k")) for veld in velden}
        bouwer.zet(rij, kolommen.plek("plan"), euros(_sum_plan(staat, taak)), "berekening_bedrag", sommen["plan"])
        zet_vergelijking(bouwer, rij, kolommen, afwijking, drempel, sommen)
    onder, aantal = eerste + len(staat.per_taak), len(staat.per_taak)
    zet_totaalrij(bouwer, onder, len(kolommen.kolommen))
    sommen = {veld: sum_kolom(eerste, aantal, kolommen.plek(veld)) for veld in velden} if aantal else {}
    bouwer.zet(onder, kolommen.plek("plan"), euros(_sum_plan(staat, None)), "blad_bedrag_totaal", sommen.get("plan"))
    zet_vergelijking(bouwer, onder, kolommen, staat.totaal, drempel, sommen, totaal=True)
    mark_melden(bouwer, eerste, kolommen.plek("signaal"), onder)
    return finish_blad(bouwer, kolommen.breedtes, eerste, kop)


def plan_kwartalen(staat: Kwartaalstaat, stand: str, blok: Blok, regels: Kolommen) -> Bladplan:
    """The sheet Kwartalen: the kosten of each gemeente per kwartaal, with a chart."""
    kwartalen = range(1, staat.kwartaal.nummer + 1)
    bouwer = begin_blad(KWARTALEN, f"Kosten per kwartaal {staat.jaar}", staat.regeling, stand)
    kop, eerste, k_totaal = EERSTE_BLOK, EERSTE_BLOK + 1, staat.kwartaal.nummer + 1
    bouwer.zet_koppen(kop, ("Gemeente", *(f"Q{one} (€)" for one in kwartalen), "Totaal (€)"))
    namen = list(staat.per_gemeente)
    sommen = [[sum(one.kwartalen[q - 1] for one in staat.regels if one.gemeente == naam) for q in kwartalen] for naam in namen]
    for rij, (naam, centen) in enumerate(zip(namen, sommen, strict=True), start=eerste):
        bouwer.zet(rij, 0, naam, "blad_tekst_kader")
        for q, cents in zip(kwartalen, centen, strict=True):
            formule = sum_waar(blok, regels.plek(f"q{q}"), regels.plek("gemeente"), cel(rij, 0, "k"))
            bouwer.zet(rij, q, euros(cents), "berekening_bedrag", formule)
        totaal = f"SUM({gebied(rij, 1, rij, staat.kwartaal.nummer, '')})"
        bouwer.zet(rij, k_totaal, euros(sum(centen)), "uitvoer_bedrag_vet", totaal)
    onder = eerste + len(namen)
    zet_totaalrij(bouwer, onder, k_totaal + 1)
    kolomsommen = [*(sum(centen[q - 1] for centen in sommen) for q in kwartalen), sum(map(sum, sommen))]
    for kolom, som in enumerate(kolomsommen, start=1):
        som_formule = sum_kolom(eerste, len(namen), kolom) if namen else None
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", som_formule)
    grafiek = maak_staven(
        (onder + 2, 0),
        f"Kosten per kwartaal {staat.jaar}, per gemeente",
        [(f"Q{one}", one) for one in kwartalen],
        lambda kolom: [KWARTALEN, eerste, kolom, max(eerste, onder - 1), kolom],
        (820, 300),
    )
    return finish_blad(bouwer, {0: 26, **dict.fromkeys(range(1, k_totaal + 1), 18)}, grafieken=(grafiek,), hoog=1)


def _zet_regel(
    bouwer: Bouwer, rij: int, regel: Gebruiksregel, staat: Kwartaalstaat, drempel: Drempel, kolommen: Kolommen
) -> None:
    k, nummer, aantal = kolommen, staat.kwartaal.nummer, staat.kwartaal.aantal
    for veld, tekst in (("taak", regel.taak or GEEN_CODE), ("naam", regel.omschrijving), ("gemeente", regel.gemeente)):
        bouwer.zet(rij, k.plek(veld), tekst, "blad_code_kader" if veld == "taak" else "blad_tekst_kader")
    bouwer.zet(rij, k.plek("volume"), regel.volume, "blad_volume_kader")
    volume, plan = cel(rij, k.plek("volume")), cel(rij, k.plek("plan"))
    deel = "" if regel.volume is None else regel.volume * Decimal(nummer) / Decimal(aantal)
    bouwer.zet(rij, k.plek("volume_tot"), deel, "berekening_volume", f'IF({volume}="","",{volume}*{nummer}/{aantal})')
    bouwer.zet(rij, k.plek("plan"), None if regel.plan is None else euros(regel.plan), "blad_bedrag_kader")
    for q, cents in enumerate(regel.kwartalen, start=1):
        bouwer.zet(rij, k.plek(f"q{q}"), euros(cents), "blad_bedrag_kader")
    formules = {"stand": f"SUM({gebied(rij, k.plek('q1'), rij, k.plek(f'q{nummer}'), '')})"}
    if regel.plan is not None and regel.gemeente != OVERIGE:
        # the part of several gemeenten is the sum of their rounded parts, which one formula cannot give
        formules["begroot"] = f"ROUND(ROUND({plan}*100,0)*{nummer}/{aantal},0)/100"
    zet_vergelijking(bouwer, rij, k, regel.afwijking, drempel, formules)


def _sum_plan(staat: Kwartaalstaat, taak: str | None) -> int:
    return sum(one.plan or 0 for one in staat.regels if taak is None or one.taak == taak)
