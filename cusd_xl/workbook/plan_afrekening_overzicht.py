"""The workbook overzicht-afrekening.xlsx: every gemeente beside the others, the rijksmiddelen, and totals that tie."""

from __future__ import annotations

from cusd_xl.base.years import short_datum
from cusd_xl.model.afrekening import Afrekenstatus, Blok, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.plan import Bladplan, Samenvoeging, Werkmapplan
from cusd_xl.workbook.afrekenblad import soorten
from cusd_xl.workbook.afrekenblad.baten_lasten import BATEN_LASTEN, DOOR, VERDEELD, plan_baten_lasten, plan_rijksmiddelen
from cusd_xl.workbook.overzichtbladen import EERSTE, KOP, OK, PAGINA, plan_posten, zet_titel
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD = "Overzicht"
MATEN = (
    ("Begroot (€)", soorten.BEGROOT, "begroot"), ("Werkelijk (€)", soorten.WERKELIJK, "werkelijk"),
    ("Voorschot (€)", soorten.VOORSCHOT, "voorschot"), ("Saldo (€)", soorten.SALDO, "saldo"),
)  # fmt: skip
"""What is shown of each blok: header, column on the sheet Kostensoorten, field of a line."""
EERSTE_MAAT = 2
SALDO = EERSTE_MAAT + 2 * len(MATEN)
BTW, TOTAAL = SALDO + 1, SALDO + 2
UITLEG = "Boven nul betaalt de gemeente bij, onder nul krijgt zij terug."


def plan_afrekening_overzicht(begroting: Begroting, werkelijk: Verdeling, afrekening: Eindafrekening) -> Werkmapplan:
    """Plan the overview; `werkelijk` is what was really spent, divided over the gemeenten."""
    bladen = [
        _plan_overzicht(begroting, afrekening),
        soorten.plan_soorten(begroting, afrekening, len(werkelijk.kostenposten)),
        plan_posten(begroting, werkelijk),
        plan_baten_lasten(afrekening),
    ]
    if afrekening.rijksmiddelen:
        bladen.append(plan_rijksmiddelen(afrekening.rijksmiddelen, afrekening.jaar))
    return Werkmapplan(tuple(bladen), f"Overzicht eindafrekening {afrekening.jaar}", begroting.regeling.naam)


def _plan_overzicht(begroting: Begroting, afrekening: Eindafrekening) -> Bladplan:
    bouwer = Bouwer(BLAD, "", "")
    concept = " – CONCEPT" if afrekening.status is Afrekenstatus.CONCEPT else ""
    zet_titel(
        bouwer,
        f"Eindafrekening {afrekening.jaar}{concept}",
        f"{begroting.regeling.naam} – {short_datum(afrekening.datum)}. {UITLEG}",
    )
    _zet_koppen(bouwer)
    for rij, one in enumerate(afrekening.gemeenten, start=EERSTE):
        _zet_gemeente(bouwer, rij, one, len(soorten.list_rijen(afrekening)))
    onder = EERSTE + len(afrekening.gemeenten)
    for kolom in range(EERSTE_MAAT):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    for kolom, som in enumerate(map(sum, zip(*map(_list_bedragen, afrekening.gemeenten), strict=True)), start=EERSTE_MAAT):
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, onder - 1, kolom, '')})")
    _zet_controles(bouwer, onder, afrekening)
    breedtes: dict[int, float] = {0: 20, 1: 10, **dict.fromkeys(range(EERSTE_MAAT, TOTAAL + 1), 16)}
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes={0: 24, KOP - 1: 20, KOP: 20}, titelrijen=EERSTE,
        titelkolommen=1, tabkleur=HUISKLEUR, beveiligd=True, samenvoegingen=bouwer.samenvoegingen,
        voorwaardelijk=bouwer.voorwaardelijk, pagina=PAGINA,
    )  # fmt: skip


def _zet_koppen(bouwer: Bouwer) -> None:
    """Two header rows: the blok over its four columns, and the columns."""
    bouwer.zet_koppen(KOP, ("Gemeente", "GM-code"))
    for nummer, blok in enumerate(Blok):
        begin = EERSTE_MAAT + nummer * len(MATEN)
        for kolom in range(begin, begin + len(MATEN)):
            bouwer.zet(KOP - 1, kolom, None, "kop_midden")
        bouwer.zet(KOP - 1, begin, str(blok).capitalize(), "kop_midden")
        bouwer.samenvoegingen.append(Samenvoeging(KOP - 1, begin, KOP - 1, begin + len(MATEN) - 1))
        bouwer.zet_koppen(KOP, [kop for kop, _, _ in MATEN], begin)
    bouwer.zet_koppen(KOP, ("Saldo samen (€)", "Btw (€)", "Te betalen (€)"), SALDO)


def _list_bedragen(one: Gemeenteafrekening) -> tuple[int, ...]:
    per_blok = (sum(getattr(regel, veld) for regel in one.list_regels(blok)) for blok in Blok for _, _, veld in MATEN)
    return (*per_blok, one.saldo, one.te_betalen - one.saldo, one.te_betalen)


def _zet_gemeente(bouwer: Bouwer, rij: int, one: Gemeenteafrekening, aantal: int) -> None:
    bouwer.zet(rij, 0, one.deelnemer.gemeente, "blad_tekst_kader")
    bouwer.zet(rij, 1, one.deelnemer.gm_code, "blad_code_kader")
    bedragen = _list_bedragen(one)
    laatste = EERSTE + aantal - 1
    codes, blokken = (f"{soorten.BLAD}!{gebied(EERSTE, plek, laatste, plek)}" for plek in (soorten.GM_CODE, soorten.BLOK))
    saldi = []
    for nummer, blok in enumerate(Blok):
        for offset, (_, bron, veld) in enumerate(MATEN):
            kolom = EERSTE_MAAT + nummer * len(MATEN) + offset
            rij_bron = f"{soorten.BLAD}!{gebied(EERSTE, bron, laatste, bron)}"
            formule = f'SUMIFS({rij_bron},{codes},{cel(rij, 1, "k")},{blokken},"{blok}")'
            bouwer.zet(rij, kolom, euros(bedragen[kolom - EERSTE_MAAT]), "berekening_bedrag", formule)
            saldi += [cel(rij, kolom)] if veld == "saldo" else []
    bouwer.zet(rij, SALDO, euros(one.saldo), "berekening_bedrag", f"ROUND(({'+'.join(saldi)})*100,0)/100")
    bouwer.zet(rij, BTW, euros(one.te_betalen - one.saldo), "blad_bedrag_kader")
    bouwer.zet(rij, TOTAAL, euros(one.te_betalen), "uitvoer_bedrag_vet", f"ROUND(({cel(rij, SALDO)}+{cel(rij, BTW)})*100,0)/100")


def _zet_controles(bouwer: Bouwer, onder: int, afrekening: Eindafrekening) -> None:
    """Each controle is a cell that says OK or what does not tie."""
    rij = EERSTE + len(afrekening.posten)
    verdeeld, direct = (f"'{BATEN_LASTEN}'!{cel(rij, kolom, 'rk')}" for kolom in (VERDEELD, DOOR))
    totalen = {veld: [cel(onder, EERSTE_MAAT + n * len(MATEN) + i) for n in range(2)] for i, (_, _, veld) in enumerate(MATEN)}
    werkelijk, voorschot, saldo = ("+".join(totalen[veld]) for veld in ("werkelijk", "voorschot", "saldo"))
    meerjarig = f"SUM({soorten.BLAD}!{gebied(EERSTE, soorten.CORRECTIE, _laatste(afrekening), soorten.CORRECTIE)})"
    rijen = (
        ("Werkelijk van alle gemeenten = verdeeld volgens Baten en lasten", f"IF(ROUND({werkelijk}-{verdeeld}-{direct},2)=0,"),
        (
            "Voorschotten + saldo = werkelijk (en wat meerjarig verschuift)",
            f"IF(ROUND({voorschot}+{saldo}-({werkelijk})-{meerjarig},2)=0,",
        ),
        ("Saldo's van de twee blokken = saldo samen", f"IF(ROUND({saldo}-{cel(onder, SALDO)},2)=0,"),
    )
    for nummer, (etiket, formule) in enumerate(rijen, start=onder + 2):
        bouwer.zet(nummer, 0, etiket, "blad_tekst")
        bouwer.zet(nummer, SALDO, OK, "controle_tekst_vet", f'{formule}"{OK}","SLUIT NIET")')
    bouwer.markeer_afwijking(onder + 2, SALDO, onder + 1 + len(rijen), SALDO, OK)


def _laatste(afrekening: Eindafrekening) -> int:
    return EERSTE + len(soorten.list_rijen(afrekening)) - 1
