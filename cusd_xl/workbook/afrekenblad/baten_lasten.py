"""The sheets Baten en lasten and Rijksmiddelen of the overview: begroting beside realisatie, and what each rijksmiddel paid."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.money import format_euro
from cusd_xl.model.afrekening import Blok, Eindafrekening, Postrealisatie, Rijkslast, Rijkssaldo
from cusd_xl.model.plan import Bladplan, Samenvoeging
from cusd_xl.workbook.overzichtbladen import EERSTE, KOP, PAGINA, zet_titel
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

BATEN_LASTEN, RIJKSMIDDELEN = "Baten en lasten", "Rijksmiddelen"
TEKSTEN = 5
BEGROOT, DEKKING_BEGROOT, KOSTEN, OPBRENGSTEN, DEKKING, RIJK, DOOR, VERDEELD, REST, VERSCHIL = range(TEKSTEN, TEKSTEN + 10)
KOPPEN = (
    "Kostenpost", "Omschrijving", "Kostensoort", "Blok", "Contractvorm", "Begroot: kosten (€)", "Begroot: dekking (€)",
    "Werkelijk: kosten (€)", "Werkelijk: opbrengsten (€)", "Dekking (€)", "Rijksmiddelen (€)", "Doordecentra-\nlisatie (€)",
    "Verdeeld over gemeenten (€)", "Niet verdeeld (€)", "Kosten meer dan begroot (€)",
)  # fmt: skip
REGELING, TAKEN, BEDRAG, ZORG, UITVOERING, BESTEED, OVERSCHOT, TEKORT, VOORSTEL = range(9)
KOPPEN_RIJK = (
    "Regeling", "Taken", "Ontvangen (€)", "Besteed aan zorgkosten (€)", "Besteed aan uitvoeringskosten (€)", "Besteed (€)",
    "Overschot (€)", "Tekort, naar de gemeenten (€)", "Voorstel",
)  # fmt: skip
UITLEG = (
    "Kosten en opbrengsten van het jaar. Niet verdeeld is wat voor rekening van de centrumgemeente blijft, zoals afronding of "
    "het verschil met een vast bedrag."
)
UITLEG_RIJK = (
    "Kosten van deze taken komen eerst ten laste van de rijksmiddelen. Een overschot blijft bij deze taken; alleen een tekort "
    "gaat naar de gemeenten."
)


def plan_baten_lasten(afrekening: Eindafrekening) -> Bladplan:
    """Plan the sheet with kosten and opbrengsten of every kostenpost, begroot and werkelijk."""
    bouwer = Bouwer(BATEN_LASTEN, "", "")
    zet_titel(bouwer, f"Baten en lasten {afrekening.jaar}", UITLEG)
    bouwer.zet_koppen(KOP, KOPPEN)
    for rij, post in enumerate(afrekening.posten, start=EERSTE):
        _zet_post(bouwer, rij, post)
    onder = EERSTE + len(afrekening.posten)
    for kolom in range(TEKSTEN):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    for kolom in range(BEGROOT, VERSCHIL + 1):
        som = sum(_list_bedragen(post)[kolom - BEGROOT] for post in afrekening.posten)
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, onder - 1, kolom, '')})")
    breedtes: dict[int, float] = {0: 13, 1: 48, 2: 18, 3: 18, 4: 14, **dict.fromkeys(range(BEGROOT, VERSCHIL + 1), 16)}
    return Bladplan(
        BATEN_LASTEN, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes={0: 24, KOP: 34}, titelrijen=EERSTE, titelkolommen=1,
        tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def plan_rijksmiddelen(saldi: Sequence[Rijkssaldo], jaar: int) -> Bladplan:
    """Plan the sheet with what became of every rijksmiddel, and what it paid per kostenpost."""
    bouwer = Bouwer(RIJKSMIDDELEN, "", "")
    zet_titel(bouwer, f"Rijksmiddelen {jaar}", UITLEG_RIJK)
    bouwer.zet_koppen(KOP, KOPPEN_RIJK)
    onder = EERSTE + len(saldi)
    lijst = onder + 4
    aantal = sum(len(one.lasten) for one in saldi)
    hoogtes: dict[int, float] = {0: 24, KOP: 34}
    namen = _name_saldi(saldi)
    for rij, (naam, saldo) in enumerate(zip(namen, saldi, strict=True), start=EERSTE):
        _zet_saldo(bouwer, rij, naam, saldo, (lijst, max(aantal, 1)))
        hoogtes[rij] = text_height(_propose(saldo), 52)
    for kolom in range(VOORSTEL + 1):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    for kolom in range(BEDRAG, VOORSTEL):
        som = sum(_list_rijk(saldo)[kolom - BEDRAG] for saldo in saldi)
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, onder - 1, kolom, '')})")
    _zet_lasten(bouwer, lijst, [(naam, one) for naam, saldo in zip(namen, saldi, strict=True) for one in saldo.lasten])
    breedtes: dict[int, float] = {0: 34, 1: 20, **dict.fromkeys(range(BEDRAG, VOORSTEL), 18), VOORSTEL: 58}
    return Bladplan(
        RIJKSMIDDELEN, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes=hoogtes, titelrijen=EERSTE, titelkolommen=1,
        tabkleur=HUISKLEUR, beveiligd=True, samenvoegingen=bouwer.samenvoegingen, pagina=PAGINA,
    )  # fmt: skip


def _name_saldi(saldi: Sequence[Rijkssaldo]) -> list[str]:
    """The names of the rijksmiddelen; one that stands twice gets its place behind it, so that a formula can tell them apart."""
    names = [saldo.rijksmiddel.regeling for saldo in saldi]
    return [f"{naam} ({plek})" if names.count(naam) > 1 else naam for plek, naam in enumerate(names, start=1)]


def _list_bedragen(post: Postrealisatie) -> tuple[int, ...]:
    rest = post.kosten - post.opbrengsten - post.dekking - post.rijksmiddelen - post.doordecentralisatie - post.verdeeld
    return (
        post.begroot, post.dekking_begroot, post.kosten, post.opbrengsten, post.dekking, post.rijksmiddelen,
        post.doordecentralisatie, post.verdeeld, rest, post.kosten - post.begroot,
    )  # fmt: skip


def _zet_post(bouwer: Bouwer, rij: int, post: Postrealisatie) -> None:
    kosten = post.kostenpost
    teksten = (kosten.kostenpost, kosten.omschrijving, kosten.soort, str(post.blok), ", ".join(post.contractvormen))
    for kolom, tekst in enumerate(teksten):
        bouwer.zet(rij, kolom, tekst, "blad_tekst_kader")
    bedragen = _list_bedragen(post)
    for kolom, bedrag in enumerate(bedragen[: REST - BEGROOT], start=BEGROOT):
        bouwer.zet(rij, kolom, euros(bedrag), "blad_bedrag_kader")
    centen = [f"ROUND({cel(rij, kolom)}*100,0)" for kolom in (KOSTEN, OPBRENGSTEN, DEKKING, RIJK, DOOR, VERDEELD)]
    bouwer.zet(rij, REST, euros(bedragen[REST - BEGROOT]), "berekening_bedrag", f"({'-'.join(centen)})/100")
    verschil = f"(ROUND({cel(rij, KOSTEN)}*100,0)-ROUND({cel(rij, BEGROOT)}*100,0))/100"
    bouwer.zet(rij, VERSCHIL, euros(bedragen[-1]), "berekening_bedrag", verschil)


def _list_rijk(saldo: Rijkssaldo) -> tuple[int, ...]:
    per_blok = (sum(one.bedrag for one in saldo.lasten if one.blok is blok) for blok in (Blok.ZORGKOSTEN, Blok.UITVOERINGSKOSTEN))
    return (saldo.rijksmiddel.bedrag, *per_blok, saldo.besteed, saldo.overschot, saldo.tekort)


def _zet_saldo(bouwer: Bouwer, rij: int, naam: str, saldo: Rijkssaldo, lijst: tuple[int, int]) -> None:
    bouwer.zet(rij, REGELING, naam, "blad_tekst_kader")
    bouwer.zet(rij, TAKEN, "; ".join(saldo.rijksmiddel.taken), "blad_tekst_kader")
    bedragen = _list_rijk(saldo)
    namen, blokken, lasten = (
        gebied(lijst[0], kolom, lijst[0] + lijst[1] - 1, kolom) for kolom in (REGELING, UITVOERING, BESTEED)
    )
    bouwer.zet(rij, BEDRAG, euros(bedragen[0]), "blad_bedrag_kader")
    for kolom, blok in ((ZORG, Blok.ZORGKOSTEN), (UITVOERING, Blok.UITVOERINGSKOSTEN)):
        formule = f'SUMIFS({lasten},{namen},{cel(rij, REGELING, "k")},{blokken},"{blok}")'
        bouwer.zet(rij, kolom, euros(bedragen[kolom - BEDRAG]), "berekening_bedrag", formule)
    bouwer.zet(rij, BESTEED, euros(bedragen[3]), "berekening_bedrag", f"SUM({gebied(rij, ZORG, rij, UITVOERING, '')})")
    over = f"(ROUND({cel(rij, BEDRAG)}*100,0)-ROUND({cel(rij, BESTEED)}*100,0))/100"
    bouwer.zet(rij, OVERSCHOT, euros(bedragen[4]), "uitvoer_bedrag_vet", over)
    bouwer.zet(rij, TEKORT, euros(bedragen[5]), "blad_bedrag_kader")
    bouwer.zet(rij, VOORSTEL, _propose(saldo), "blad_terugloop_kader_centraal")


def _propose(saldo: Rijkssaldo) -> str:
    """What goes into the wijzigingsvoorstel for the inkoopplan (R58)."""
    naam, jaar = saldo.rijksmiddel.regeling, saldo.rijksmiddel.jaar
    if saldo.tekort:
        return (
            f"Wijzigingsvoorstel: {naam} komt over {jaar} {format_euro(saldo.tekort)} tekort. Bespreek met de deelnemers hoe het "
            "inkoopplan hierop wordt aangepast; dit jaar dragen de deelnemende gemeenten het."
        )
    if saldo.overschot:
        return (
            f"Wijzigingsvoorstel: {naam} houdt over {jaar} {format_euro(saldo.overschot)} over. Bespreek met de deelnemers hoe "
            "dit binnen deze taken wordt ingezet; het wordt niet uitgekeerd."
        )
    return "Geen: kosten en rijksmiddelen zijn gelijk."


def _zet_lasten(bouwer: Bouwer, lijst: int, lines: Sequence[tuple[str, Rijkslast]]) -> None:
    bouwer.zet(lijst - 2, 0, "Wat elk rijksmiddel heeft betaald", "ondertitel_tekst")
    bouwer.zet_koppen(lijst - 1, ("Regeling", "Kostenpost", "Omschrijving", "", "Blok", "Bedrag (€)"))
    bouwer.samenvoegingen.append(Samenvoeging(lijst - 1, BEDRAG, lijst - 1, ZORG))
    for rij, (naam, last) in enumerate(lines, start=lijst):
        bouwer.zet(rij, REGELING, naam, "blad_tekst_kader")
        bouwer.zet(rij, TAKEN, last.kostenpost, "blad_tekst_kader")
        bouwer.zet(rij, BEDRAG, last.omschrijving, "blad_tekst_kader_krimp")
        bouwer.zet(rij, ZORG, None, "blad_tekst_kader")
        bouwer.samenvoegingen.append(Samenvoeging(rij, BEDRAG, rij, ZORG))
        bouwer.zet(rij, UITVOERING, str(last.blok), "blad_tekst_kader")
        bouwer.zet(rij, BESTEED, euros(last.bedrag), "blad_bedrag_kader")
    if not lines:
        bouwer.zet(lijst, REGELING, "niets", "blad_tekst_kader")
