"""One workbook per gemeente: the sheet Eindafrekening as it is sent, with the Specificatie and the Voorschotten that prove it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from cusd_xl.base.years import format_datum
from cusd_xl.model.afrekening import Afrekenregel, Afrekenstatus, Blok, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan, Samenvoeging, Waarde, Werkmapplan
from cusd_xl.workbook.afrekenblad.samenvatting import EINDAFREKENING, Brief, zet_samenvatting
from cusd_xl.workbook.afrekenblad.voorschotten import plan_voorschotten
from cusd_xl.workbook.factuurblad.pagina import make_pagina
from cusd_xl.workbook.factuurblad.plaatsing import BLAD as SPECIFICATIE
from cusd_xl.workbook.factuurblad.plaatsing import Post, bepaal_plaatsing, bereik
from cusd_xl.workbook.plan_specificatie import plan_specificatie
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

A, B, C, D, E = range(5)
RIJ_STEMPEL, RIJ_ADRES, RIJ_GEGEVENS, RIJ_BLOKKEN = 3, 5, 12, 17
BREEDTES = MappingProxyType({A: 38, B: 17, C: 17, D: 17, E: 24})
TITELS = MappingProxyType({Blok.UITVOERINGSKOSTEN: "Uitvoeringskosten", Blok.ZORGKOSTEN: "Zorgkosten (hulp en ondersteuning)"})
KOPPEN = ("Kostensoort", "Begroot", "Werkelijk", "Voorschot", "Saldo")


def plan_afrekening(afrekening: Eindafrekening, one: Gemeenteafrekening, factuur: Factuur) -> Werkmapplan:
    """Plan the workbook of one gemeente; `factuur` is its eindafrekening as a factuur, whose lines the specification proves.

    It holds no figure of any other gemeente, only regional totals.
    """
    factuur = replace(factuur, concept=afrekening.status is Afrekenstatus.CONCEPT)
    voorschotten, billed = plan_voorschotten(one, factuur, afrekening.berekend)
    bouwer = Bouwer(EINDAFREKENING, "", "")
    hoogtes: dict[int, float] = {0: 36, 1: 20, RIJ_STEMPEL: 24}
    _zet_briefhoofd(bouwer, afrekening, factuur)
    _zet_adressen(bouwer, factuur)
    _zet_kenmerken(bouwer, afrekening, one, factuur)
    rij, totalen = RIJ_BLOKKEN, {}
    for blok in Blok:
        regels = one.list_regels(blok)
        if regels:
            totalen[blok] = _zet_blok(bouwer, rij, blok, regels, factuur, (billed.soorten, billed.bedragen))
            hoogtes |= dict.fromkeys(range(rij + 1, totalen[blok] + 1), 19)
            rij = totalen[blok] + 2
    slot = zet_samenvatting(bouwer, rij, Brief(afrekening, one, factuur, totalen, billed.btw))
    blad = Bladplan(
        EINDAFREKENING, bouwer.cellen, BREEDTES, rijhoogtes={**hoogtes, **slot.hoogtes}, tabkleur=HUISKLEUR, beveiligd=True,
        samenvoegingen=bouwer.samenvoegingen, pagina=make_pagina(factuur, liggend=False),
    )  # fmt: skip
    bewijs = (plan_specificatie(factuur, slot.cellen),) if factuur.specificatie else ()
    return Werkmapplan((blad, *bewijs, voorschotten), f"Eindafrekening {factuur.nummer}", factuur.regeling)


def _zet_briefhoofd(bouwer: Bouwer, afrekening: Eindafrekening, factuur: Factuur) -> None:
    for rij, stijl in ((0, "briefhoofd"), (1, "briefregel")):
        for kolom in range(E + 1):
            bouwer.zet(rij, kolom, None, f"{stijl}_tekst")
    bouwer.zet(0, A, factuur.afzender.naam, "briefhoofd_tekst")
    bouwer.zet(0, C, f"EINDAFREKENING {afrekening.jaar}", "briefhoofd_rechts")
    bouwer.zet(1, A, factuur.regeling, "briefregel_tekst")
    bouwer.samenvoegingen += [Samenvoeging(0, A, 0, B), Samenvoeging(0, C, 0, E), Samenvoeging(1, A, 1, E)]
    if factuur.concept:
        bouwer.zet(RIJ_STEMPEL, A, "CONCEPT – ter controle: nog niet betalen", "stempel_midden")
        bouwer.samenvoegingen.append(Samenvoeging(RIJ_STEMPEL, A, RIJ_STEMPEL, E))


def _zet_adressen(bouwer: Bouwer, factuur: Factuur) -> None:
    aan, van = factuur.afnemer, factuur.afzender
    for kolom, etiket, naam, wie in ((A, "Aan", f"Gemeente {aan.gemeente}", aan), (D, "Van", van.naam, van)):
        nummers = " · ".join(f"{soort} {nummer}" for soort, nummer in (("KvK", wie.kvk), ("OIN", wie.oin)) if nummer)
        regels = (naam, wie.adres, f"{wie.postcode}  {wie.plaats}".strip(), wie.email, nummers)
        bouwer.zet(RIJ_ADRES, kolom, etiket, "etiket_tekst_inspring")
        for nummer, tekst in enumerate(filter(None, regels)):
            stijl = "blad_tekst_vet_inspring" if nummer == 0 else "blad_tekst_inspring"
            bouwer.zet(RIJ_ADRES + 1 + nummer, kolom, tekst, stijl)


def _zet_kenmerken(bouwer: Bouwer, afrekening: Eindafrekening, one: Gemeenteafrekening, factuur: Factuur) -> None:
    jaar = str(afrekening.jaar)
    referentie = one.deelnemer.referentie
    kaart: tuple[tuple[tuple[str, Waarde], ...], ...] = (
        (("Kenmerk", factuur.nummer), ("Datum", format_datum(afrekening.datum)), ("", None), ("Over het jaar", jaar), ("", None)),
        (
            ("Uw referentie" if referentie else "", referentie), ("Status", str(afrekening.status)), ("", None),
            ("Bewijs", f"bladen {SPECIFICATIE} en Voorschotten" if factuur.specificatie else "blad Voorschotten"), ("", None),
        ),
    )  # fmt: skip
    for nummer, velden in enumerate(kaart):
        for kolom, (etiket, waarde) in enumerate(velden):
            stijl = "blad_tekst_band_vet_inspring" if (nummer, kolom) == (0, 0) else "blad_tekst_band_inspring"
            bouwer.zet(RIJ_GEGEVENS + 2 * nummer, kolom, etiket, "etiket_tekst_band_inspring")
            bouwer.zet(RIJ_GEGEVENS + 2 * nummer + 1, kolom, waarde, stijl)


def _zet_blok(
    bouwer: Bouwer, rij: int, blok: Blok, regels: tuple[Afrekenregel, ...], factuur: Factuur, billed: tuple[str, str]
) -> int:
    """The lines of one blok and their total; the row of that total."""
    bouwer.zet(rij, A, TITELS[blok], "ondertitel_tekst_inspring")
    for kolom, kop in enumerate(KOPPEN):
        bouwer.zet(rij + 1, kolom, kop, "kop_tekst_inspring" if kolom == A else "kop_rechts_inspring")
    onder = eerste = rij + 2
    for regel in regels:
        _zet_regel(bouwer, onder, regel, factuur, billed)
        onder += 1
        if regel.correctie:
            bouwer.zet(onder, A, regel.reden.capitalize(), "blad_tekst_regel_inspring_zacht")
            for kolom in (B, C, D):
                bouwer.zet(onder, kolom, None, "blad_euro_regel_inspring")
            bouwer.zet(onder, E, euros(regel.correctie), "blad_euro_regel_inspring", _find_correctie(factuur, regel))
            onder += 1
    sommen = (
        sum(one.begroot for one in regels), sum(one.werkelijk for one in regels), sum(one.voorschot for one in regels),
        sum(one.saldo for one in regels),
    )  # fmt: skip
    bouwer.zet(onder, A, f"Totaal {blok}", "blad_tekst_totaal_inspring")
    for kolom, som in enumerate(sommen, start=B):
        formule = f"SUM({gebied(eerste, kolom, onder - 1, kolom, '')})"
        bouwer.zet(onder, kolom, euros(som), "blad_euro_totaal_inspring", formule)
    return onder


def _zet_regel(bouwer: Bouwer, rij: int, regel: Afrekenregel, factuur: Factuur, billed: tuple[str, str]) -> None:
    soorten, bedragen = billed
    naam = cel(rij, A, "k")
    bouwer.zet(rij, A, regel.soort.capitalize(), "blad_tekst_regel_inspring")
    bouwer.zet(rij, B, euros(regel.begroot), "blad_euro_regel_inspring")
    werkelijk = None
    if factuur.specificatie:
        plaats, aantal = bepaal_plaatsing(factuur), len(factuur.specificatie)
        own, shares = (f"{SPECIFICATIE}!{bereik(plaats.posten, aantal, kolom)}" for kolom in (Post.SOORT, Post.BIJDRAGE))
        werkelijk = f"SUMIFS({shares},{own},{naam})"
        if regel.correctie:
            werkelijk += f"-{_find_correctie(factuur, regel)}"
    bouwer.zet(rij, C, euros(regel.werkelijk), "blad_euro_regel_inspring", werkelijk)
    bouwer.zet(rij, D, euros(regel.voorschot), "blad_euro_regel_inspring", f"SUMIFS({bedragen},{soorten},{naam})")
    saldo = f"(ROUND({cel(rij, C)}*100,0)-ROUND({cel(rij, D)}*100,0))/100"
    bouwer.zet(rij, E, euros(regel.werkelijk - regel.voorschot), "blad_euro_regel_inspring", saldo)


def _find_correctie(factuur: Factuur, regel: Afrekenregel) -> str:
    """The cell on the specification with what is owed beside the real costs."""
    plaats = bepaal_plaatsing(factuur)
    found = next(
        nummer
        for nummer, post in enumerate(factuur.specificatie)
        if post.soort == regel.soort and post.verdeelsleutel == "meerjarig"
    )
    return f"{SPECIFICATIE}!{cel(plaats.posten + found, Post.BIJDRAGE)}"
