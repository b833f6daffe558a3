"""One workbook per gemeente: the sheet Factuur as it is sent, and the sheet Specificatie that proves every amount on it."""

from __future__ import annotations

from types import MappingProxyType

from cusd_xl.base.money import format_euro
from cusd_xl.base.years import format_datum
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.model.plan import Bladplan, Samenvoeging, Waarde, Werkmapplan
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.workbook.factuurblad.pagina import make_pagina, stempel_tekst
from cusd_xl.workbook.factuurblad.plaatsing import BLAD as SPECIFICATIE
from cusd_xl.workbook.factuurblad.plaatsing import Btw, Regel, bepaal_plaatsing
from cusd_xl.workbook.factuurblad.slot import Factuurcellen, omschrijving
from cusd_xl.workbook.plan_specificatie import plan_specificatie
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

BLAD = "Factuur"
A, B, C, D = range(4)
RIJ_STEMPEL, RIJ_ADRES, RIJ_GEGEVENS, EERSTE_REGEL = 3, 5, 12, 19
BREEDTES = MappingProxyType({A: 44, B: 15, C: 25, D: 27})
IBAN_GROEP = 4
SOORTNAMEN = MappingProxyType(
    {Factuursoort.INTERNE_VERREKENING: "Interne verrekening", Factuursoort.CREDITFACTUUR: "Creditfactuur"}
)


def plan_factuur(factuur: Factuur) -> Werkmapplan:
    """Plan the workbook of one gemeente; it holds no figure of any other gemeente, only regional totals."""
    bouwer = Bouwer(BLAD, "", "")
    _zet_briefhoofd(bouwer, factuur)
    _zet_adressen(bouwer, factuur)
    _zet_kenmerken(bouwer, factuur)
    rij_subtotaal = _zet_regels(bouwer, factuur)
    rij_totaal = _zet_btw(bouwer, factuur, rij_subtotaal)
    rij_voet = _zet_betaling(bouwer, factuur, _zet_opgave(bouwer, factuur, rij_totaal + 2))
    _zet_voet(bouwer, factuur, rij_voet)
    rijhoogtes: dict[int, float] = {0: 36, 1: 20, RIJ_STEMPEL: 24, rij_totaal: 26}
    rijhoogtes |= dict.fromkeys(range(EERSTE_REGEL - 1, rij_subtotaal + 1), 19)
    rijhoogtes |= dict.fromkeys(range(rij_subtotaal + 2, rij_totaal - 1), 17)
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        rijhoogtes[rij_totaal + 2] = text_height(_betaaltekst(factuur), sum(BREEDTES.values()))
    blad = Bladplan(
        BLAD, bouwer.cellen, BREEDTES, rijhoogtes=rijhoogtes, tabkleur=HUISKLEUR, beveiligd=True,
        samenvoegingen=bouwer.samenvoegingen, pagina=make_pagina(factuur, liggend=False),
    )  # fmt: skip
    op_factuur = Factuurcellen(f"{BLAD}!{cel(rij_subtotaal, C, 'rk')}", f"{BLAD}!{cel(rij_totaal, D, 'rk')}")
    titel = f"{_soortnaam(factuur)} {factuur.nummer}"
    return Werkmapplan((blad, plan_specificatie(factuur, op_factuur)), titel, factuur.regeling)


def _soortnaam(factuur: Factuur) -> str:
    return SOORTNAMEN.get(factuur.soort, "Factuur")


def _kopnaam(factuur: Factuur) -> str:
    is_concept = factuur.concept and factuur.soort is Factuursoort.FACTUUR
    return "CONCEPTFACTUUR" if is_concept else _soortnaam(factuur).upper()


def _zet_briefhoofd(bouwer: Bouwer, factuur: Factuur) -> None:
    for rij, stijl in ((0, "briefhoofd"), (1, "briefregel")):
        for kolom in (A, B, C, D):
            bouwer.zet(rij, kolom, None, f"{stijl}_tekst")
    bouwer.zet(0, A, factuur.afzender.naam, "briefhoofd_tekst")
    bouwer.zet(0, C, _kopnaam(factuur), "briefhoofd_rechts")
    bouwer.zet(1, A, factuur.regeling, "briefregel_tekst")
    bouwer.samenvoegingen += [Samenvoeging(0, A, 0, B), Samenvoeging(0, C, 0, D), Samenvoeging(1, A, 1, D)]
    if stempel_tekst(factuur):
        bouwer.zet(RIJ_STEMPEL, A, stempel_tekst(factuur), "stempel_midden")
        bouwer.samenvoegingen.append(Samenvoeging(RIJ_STEMPEL, A, RIJ_STEMPEL, D))


def _zet_adressen(bouwer: Bouwer, factuur: Factuur) -> None:
    aan, van = factuur.afnemer, factuur.afzender
    for kolom, etiket, naam, wie in ((A, "Aan", f"Gemeente {aan.gemeente}", aan), (C, "Van", van.naam, van)):
        nummers = _join(("KvK", wie.kvk), ("OIN", wie.oin))
        regels = (naam, wie.adres, f"{wie.postcode}  {wie.plaats}".strip(), wie.email, nummers)
        bouwer.zet(RIJ_ADRES, kolom, etiket, "etiket_tekst_inspring")
        for nummer, tekst in enumerate(filter(None, regels)):
            bouwer.zet(RIJ_ADRES + 1 + nummer, kolom, tekst, "blad_tekst_vet_inspring" if nummer == 0 else "blad_tekst_inspring")


def _join(*delen: tuple[str, str]) -> str:
    return " · ".join(f"{etiket} {waarde}".strip() for etiket, waarde in delen if waarde)


def _zet_kenmerken(bouwer: Bouwer, factuur: Factuur) -> None:
    termijn = factuur.termijn
    periode = f"{format_datum(termijn.begin)} t/m {format_datum(termijn.einde)}"
    kaart: tuple[tuple[tuple[str, Waarde, str], ...], ...] = (
        (
            ("Nummer", factuur.nummer, "blad_tekst_band_vet_inspring"),
            ("Datum", factuur.factuurdatum, "blad_datum_links_band_inspring"),
            ("Vervaldatum" if factuur.vervaldatum else "", factuur.vervaldatum, "blad_datum_links_band_vet_inspring"),
            ("Uw referentie" if factuur.afnemer.referentie else "", factuur.afnemer.referentie, "blad_tekst_band_inspring"),
        ),
        (
            ("Periode", periode, "blad_tekst_band_inspring"),
            ("Termijn", f"{termijn.nummer} van {termijn.aantal}", "blad_tekst_band_inspring"),
            ("Begrotingsjaar", str(termijn.jaar), "blad_tekst_band_inspring"),
            ("Specificatie", f"zie blad {SPECIFICATIE}", "blad_tekst_band_inspring"),
        ),
    )
    for nummer, velden in enumerate(kaart):
        for kolom, (etiket, waarde, stijl) in enumerate(velden):
            bouwer.zet(RIJ_GEGEVENS + 2 * nummer, kolom, etiket, "etiket_tekst_band_inspring")
            bouwer.zet(RIJ_GEGEVENS + 2 * nummer + 1, kolom, waarde, stijl)


def _zet_regels(bouwer: Bouwer, factuur: Factuur) -> int:
    plaats = bepaal_plaatsing(factuur)
    koppen = ("Omschrijving", "Btw-code", "Jaarbedrag", factuur.termijn.omschrijving.capitalize())
    stijlen = ("kop_tekst_inspring", "kop_midden", "kop_rechts_inspring", "kop_rechts_inspring")
    for kolom, (kop, stijl) in enumerate(zip(koppen, stijlen, strict=True)):
        bouwer.zet(EERSTE_REGEL - 1, kolom, kop, stijl)
    for nummer, regel in enumerate(factuur.regels):
        rij, bron = EERSTE_REGEL + nummer, plaats.regels + nummer
        bouwer.zet(rij, A, omschrijving(factuur, regel), "blad_tekst_regel_inspring")
        bouwer.zet(rij, B, regel.btw, "blad_midden_regel")
        bouwer.zet(rij, C, euros(regel.jaarbedrag), "blad_euro_regel_inspring", f"{SPECIFICATIE}!{cel(bron, Regel.JAAR)}")
        bouwer.zet(rij, D, euros(regel.bedrag), "blad_euro_regel_inspring", f"{SPECIFICATIE}!{cel(bron, Regel.BEDRAG)}")
    onder = EERSTE_REGEL + len(factuur.regels)
    bouwer.zet(onder, A, "Subtotaal", "blad_tekst_totaal_inspring")
    bouwer.zet(onder, B, None, "blad_tekst_totaal_inspring")
    for kolom, som in ((C, sum(regel.jaarbedrag for regel in factuur.regels)), (D, factuur.subtotaal)):
        formule = f"SUM({gebied(EERSTE_REGEL, kolom, onder - 1, kolom, '')})"
        bouwer.zet(onder, kolom, euros(som), "blad_euro_totaal_inspring", formule)
    return onder


def _zet_btw(bouwer: Bouwer, factuur: Factuur, rij_subtotaal: int) -> int:
    plaats, kop = bepaal_plaatsing(factuur), rij_subtotaal + 2
    koppen = (("Btw per code", "tekst_inspring"), ("Tarief", "midden"), ("Over", "rechts_inspring"), ("Btw", "rechts_inspring"))
    for kolom, (tekst, stijl) in enumerate(koppen):
        bouwer.zet(kop, kolom, tekst, f"etiket_{stijl}_onderlijn")
    for nummer, regel in enumerate(factuur.btwregels):
        rij, bron = kop + 1 + nummer, plaats.btw + nummer
        tarief = "geen btw" if regel.percentage is None else f"{str(regel.percentage).replace('.', ',')} %"
        bouwer.zet(rij, A, f"{regel.code} – {regel.omschrijving}", "blad_tekst_regel_inspring")
        bouwer.zet(rij, B, tarief, "blad_midden_regel")
        bouwer.zet(rij, C, euros(regel.grondslag), "blad_euro_regel_inspring", f"{SPECIFICATIE}!{cel(bron, Btw.GRONDSLAG)}")
        bouwer.zet(rij, D, euros(regel.btw), "blad_euro_regel_inspring", f"{SPECIFICATIE}!{cel(bron, Btw.BEDRAG)}")
    onder = kop + 1 + len(factuur.btwregels)
    totaal = onder + 1
    for kolom in (A, B, C):
        bouwer.zet(totaal, kolom, _totaalnaam(factuur) if kolom == A else None, "blad_tekst_slot_inspring")
    som = f"{cel(rij_subtotaal, D)}+SUM({gebied(kop + 1, D, onder - 1, D, '')})"
    bouwer.zet(totaal, D, euros(factuur.totaal), "blad_euro_slot_inspring", som)
    return totaal


def _totaalnaam(factuur: Factuur) -> str:
    if factuur.soort is Factuursoort.INTERNE_VERREKENING:
        return "Totaal te verrekenen"
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        return "Totaal gecrediteerd"
    return "Totaal terug te ontvangen" if factuur.totaal < 0 else "Totaal te betalen"


def _zet_opgave(bouwer: Bouwer, factuur: Factuur, rij: int) -> int:
    """The doorschuif-btw in the lines: a statement for the gemeente, no part of what it pays."""
    if factuur.doorschuifbtw is None:
        return rij
    teksten = (code.opgave.format(bedrag=format_euro(factuur.doorschuifbtw)) for code in load_btwcodes().values() if code.opgave)
    for tekst in teksten:
        bouwer.zet(rij, A, tekst, "blad_terugloop_inspring")
        bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, D))
        rij += 2
    return rij


def _zet_betaling(bouwer: Bouwer, factuur: Factuur, rij: int) -> int:
    tekst = _betaaltekst(factuur)
    bouwer.zet(rij, A, tekst, "blad_terugloop_inspring")
    bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, D))
    if factuur.vervaldatum is None or factuur.totaal <= 0:
        return rij + 2
    velden: tuple[tuple[str, Waarde, str], ...] = (
        ("Ten name van", factuur.afzender.naam, "blad_tekst_band_inspring"),
        ("Uiterlijk op", factuur.vervaldatum, "blad_datum_links_band_vet_inspring"),
        ("IBAN", _group_iban(factuur.afzender.iban), "blad_tekst_band_vet_inspring"),
        ("Onder vermelding van", "het definitieve nummer" if factuur.concept else factuur.nummer, "blad_tekst_band_vet_inspring"),
    )
    for kolom, (etiket, waarde, stijl) in enumerate(velden):
        bouwer.zet(rij + 1, kolom, etiket, "etiket_tekst_band_inspring")
        bouwer.zet(rij + 2, kolom, waarde, stijl)
    return rij + 4


def _betaaltekst(factuur: Factuur) -> str:
    if factuur.soort is Factuursoort.CREDITFACTUUR:
        welke = " en ".join(f"{one.nummer} van {format_datum(one.factuurdatum)}" for one in factuur.verwijzingen)
        return f"Deze creditfactuur neemt {welke} terug; had u al betaald, dan krijgt u dit bedrag terug. Reden: {factuur.reden}"
    if factuur.vervaldatum is None:
        return "Deze verrekening loopt binnen de eigen administratie van de centrumgemeente; er wordt niets overgemaakt."
    if factuur.totaal < 0:
        return "Dit bedrag maken wij aan u over."
    if factuur.totaal == 0:
        return "Over deze termijn hoeft u niets te betalen."
    if factuur.concept:
        return "Dit is een concept. Na ontvangst van de definitieve factuur betaalt u zo:"
    return "Wilt u het totaal vóór of op de vervaldatum overmaken?"


def _group_iban(iban: str) -> str:
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + IBAN_GROEP] for start in range(0, len(plain), IBAN_GROEP))


def _zet_voet(bouwer: Bouwer, factuur: Factuur, rij: int) -> None:
    van = factuur.afzender
    tekst = _join(("", van.naam), ("KvK", van.kvk), ("Btw-id", van.btw_id), ("OIN", van.oin), ("", van.email))
    bouwer.zet(rij, A, tekst, "etiket_midden")
    bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, D))
