"""One workbook per gemeente: the sheet Factuur as it is sent, and the sheet Specificatie that proves every amount on it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cusd_xl.base.money import format_euro
from cusd_xl.base.years import format_datum
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.factuurtekst import (
    SOORTNAMEN,
    find_stempel,
    is_te_betalen,
    name_slot,
    name_soort,
    tell_betaling,
    tell_verwijzing,
)
from cusd_xl.model.plan import Bladplan, Samenvoeging, Waarde, Werkmapplan
from cusd_xl.model.uitleg import Restfeiten
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.workbook.factuurblad.pagina import make_pagina
from cusd_xl.workbook.factuurblad.plaatsing import BLAD as SPECIFICATIE
from cusd_xl.workbook.factuurblad.plaatsing import Btw, Regel, bepaal_plaatsing
from cusd_xl.workbook.factuurblad.slot import Factuurcellen, omschrijving
from cusd_xl.workbook.plan_specificatie import plan_specificatie
from cusd_xl.workbook.plan_uitleg import find_postrijen, link_naar_uitleg, plan_uitleg
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

BLAD = "Factuur"
A, B, C, D = range(4)
RIJ_STEMPEL, RIJ_ADRES, RIJ_GEGEVENS, EERSTE_REGEL = 3, 5, 12, 19
BREEDTES = MappingProxyType({A: 44, B: 15, C: 25, D: 27})
IBAN_GROEP = 4


def plan_factuur(factuur: Factuur, resten: Mapping[str, Restfeiten] | None = None) -> Werkmapplan:
    """Plan the workbook of one gemeente; it holds no figure of any other gemeente, only regional totals.

    With `resten`, the rests per kostenpost, it has the sheet Uitleg; None is a factuur of before that sheet.
    """
    bouwer = Bouwer(BLAD, "", "")
    _zet_briefhoofd(bouwer, factuur)
    _zet_adressen(bouwer, factuur)
    _zet_kenmerken(bouwer, factuur)
    rij_subtotaal = _zet_regels(bouwer, factuur)
    rij_btw = _zet_btw(bouwer, factuur, rij_subtotaal)
    rij_met_btw, rij_totaal = _zet_totaal(bouwer, factuur, rij_subtotaal, rij_btw)
    rij_betaling = _zet_opgave(bouwer, factuur, rij_totaal + 2)
    rij_voet = _zet_betaling(bouwer, factuur, rij_betaling)
    teksten = range(rij_totaal + 2, rij_betaling + 1, 2)
    _zet_voet(bouwer, factuur, rij_voet)
    rijhoogtes: dict[int, float] = {0: 36, 1: 20, RIJ_STEMPEL: 24, rij_totaal: 26}
    rijhoogtes |= dict.fromkeys(range(EERSTE_REGEL - 1, rij_subtotaal + 1), 19)
    rijhoogtes |= dict.fromkeys(range(rij_subtotaal + 2, rij_totaal - 1), 17)
    rijhoogtes |= {rij: text_height(str(bouwer.cellen[rij, A].waarde), sum(BREEDTES.values())) for rij in teksten}
    blad = Bladplan(
        BLAD, bouwer.cellen, BREEDTES, rijhoogtes=rijhoogtes, tabkleur=HUISKLEUR, beveiligd=True,
        samenvoegingen=bouwer.samenvoegingen, pagina=make_pagina(factuur, liggend=False),
    )  # fmt: skip
    op_factuur = Factuurcellen(f"{BLAD}!{cel(rij_subtotaal, C, 'rk')}", f"{BLAD}!{cel(rij_met_btw, D, 'rk')}")
    titel = f"{SOORTNAMEN[factuur.soort]} {factuur.nummer}"
    specificatie = plan_specificatie(factuur, op_factuur)
    if resten is None:
        return Werkmapplan((blad, specificatie), titel, factuur.regeling)
    uitleg = plan_uitleg(factuur, resten, EERSTE_REGEL)
    blad = link_naar_uitleg(blad, {EERSTE_REGEL + nummer: rij for nummer, rij in enumerate(uitleg.regels)})
    specificatie = link_naar_uitleg(specificatie, find_postrijen(factuur, uitleg))
    return Werkmapplan((blad, specificatie, uitleg.blad), titel, factuur.regeling)


def _zet_briefhoofd(bouwer: Bouwer, factuur: Factuur) -> None:
    for rij, stijl in ((0, "briefhoofd"), (1, "briefregel")):
        for kolom in (A, B, C, D):
            bouwer.zet(rij, kolom, None, f"{stijl}_tekst")
    bouwer.zet(0, A, factuur.afzender.naam, "briefhoofd_tekst")
    bouwer.zet(0, C, name_soort(factuur).upper(), "briefhoofd_rechts")
    bouwer.zet(1, A, factuur.regeling, "briefregel_tekst")
    bouwer.samenvoegingen += [Samenvoeging(0, A, 0, B), Samenvoeging(0, C, 0, D), Samenvoeging(1, A, 1, D)]
    if find_stempel(factuur):
        bouwer.zet(RIJ_STEMPEL, A, find_stempel(factuur), "stempel_midden")
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
    vervalt = factuur.vervaldatum if is_te_betalen(factuur) else None
    deel = "heel jaar" if termijn.aantal == 1 else f"{termijn.nummer} van {termijn.aantal}"
    kaart: tuple[tuple[tuple[str, Waarde, str], ...], ...] = (
        (
            ("Nummer", factuur.nummer, "blad_tekst_band_vet_inspring"),
            ("Datum", factuur.factuurdatum, "blad_datum_links_band_inspring"),
            ("Vervaldatum" if vervalt else "", vervalt, "blad_datum_links_band_vet_inspring"),
            ("Uw referentie" if factuur.afnemer.referentie else "", factuur.afnemer.referentie, "blad_tekst_band_inspring"),
        ),
        (
            ("Periode", periode, "blad_tekst_band_inspring"),
            ("Termijn", deel, "blad_tekst_band_inspring"),
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
    return kop + len(factuur.btwregels)


def _zet_totaal(bouwer: Bouwer, factuur: Factuur, rij_subtotaal: int, rij_btw: int) -> tuple[int, int]:
    """What is left to pay or to get back, below what was billed before; the rows of the total with btw and of what is left."""
    met_btw = rij_btw + 2
    som = f"{cel(rij_subtotaal, D)}+SUM({gebied(rij_subtotaal + 3, D, rij_btw, D, '')})"
    if not factuur.voorschotten and factuur.te_betalen >= 0:
        _zet_slot(bouwer, met_btw, factuur, som)
        return met_btw, met_btw
    for kolom in (A, B, C):
        bouwer.zet(met_btw, kolom, None if kolom else "Totaal inclusief btw", "blad_tekst_totaal_inspring")
    bouwer.zet(met_btw, D, euros(factuur.totaal), "blad_euro_totaal_inspring", som)
    rij = met_btw
    for rij, one in enumerate(factuur.voorschotten, start=met_btw + 1):
        bouwer.zet(rij, A, f"Eerder in rekening gebracht: {one.nummer}", "blad_tekst_regel_inspring")
        bouwer.zet(rij, B, None, "blad_tekst_regel_inspring")
        bouwer.zet(rij, C, f"van {format_datum(one.factuurdatum)}", "blad_rechts_regel_inspring")
        bouwer.zet(rij, D, euros(-one.bedrag), "blad_euro_regel_inspring")
    over = f"SUM({gebied(met_btw, D, rij, D, '')})"
    _zet_slot(bouwer, rij + 2, factuur, f"ABS({over})" if factuur.te_betalen < 0 and not factuur.soort.is_intern else over)
    return met_btw, rij + 2


def _zet_slot(bouwer: Bouwer, rij: int, factuur: Factuur, formule: str) -> None:
    for kolom in (A, B, C):
        bouwer.zet(rij, kolom, None if kolom else name_slot(factuur), "blad_tekst_slot_inspring")
    bedrag = factuur.te_betalen if factuur.soort.is_intern else abs(factuur.te_betalen)
    bouwer.zet(rij, D, euros(bedrag), "blad_euro_slot_inspring", formule)


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
    tekst = " ".join(filter(None, (tell_verwijzing(factuur), tell_betaling(factuur))))
    bouwer.zet(rij, A, tekst, "blad_terugloop_inspring")
    bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, D))
    if not is_te_betalen(factuur):
        return rij + 2
    velden: tuple[tuple[str, Waarde, str], ...] = (
        ("Ten name van", factuur.afzender.naam, "blad_tekst_band_inspring"),
        ("Uiterlijk op" if factuur.vervaldatum else "", factuur.vervaldatum, "blad_datum_links_band_vet_inspring"),
        ("IBAN", _group_iban(factuur.afzender.iban), "blad_tekst_band_vet_inspring"),
        ("Onder vermelding van", "het definitieve nummer" if factuur.concept else factuur.nummer, "blad_tekst_band_vet_inspring"),
    )
    for kolom, (etiket, waarde, stijl) in enumerate(velden):
        bouwer.zet(rij + 1, kolom, etiket, "etiket_tekst_band_inspring")
        bouwer.zet(rij + 2, kolom, waarde, stijl)
    return rij + 4


def _group_iban(iban: str) -> str:
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + IBAN_GROEP] for start in range(0, len(plain), IBAN_GROEP))


def _zet_voet(bouwer: Bouwer, factuur: Factuur, rij: int) -> None:
    van = factuur.afzender
    tekst = _join(("", van.naam), ("KvK", van.kvk), ("Btw-id", van.btw_id), ("OIN", van.oin), ("", van.email))
    bouwer.zet(rij, A, tekst, "etiket_midden")
    bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, D))
