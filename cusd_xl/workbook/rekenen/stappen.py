"""The steps of the largest remainder on the sheet Verdeling, in whole numbers that a spreadsheet keeps exactly (R3)."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Waarde
from cusd_xl.workbook.rekenen.bouwer import CENTS, EERSTE_GEMEENTE, Blok, Bouwer, Formule, euros
from cusd_xl.workbook.rekenen.grote_getallen import Groot, list_fijne_rijen, zet_grote_getallen
from cusd_xl.workbook.rekenen.indexatie import EENHEID, K_EENHEDEN
from cusd_xl.workbook.rekenen.onderdeel import Onderdeel, find_rekenwijze
from cusd_xl.workbook.rekenen.plaatsen import (
    K_DEELNOEMER,
    K_DEELREST,
    K_EENHEID,
    K_GEMEEN,
    K_MAAL,
    K_OVER,
    K_TOTHIER,
    KOPPEN_DEEL,
    KOPPEN_POST,
    Stappen,
    zet_blokkop,
)
from cusd_xl.workbook.rekenen.sleutelgewichten import K_NOEMER
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.rekenen.voeten import K_VOETEN


def zet_onderdelen(bouwer: Bouwer, stappen: Stappen, onderdelen: Sequence[Onderdeel], gewichten: Blok, kosten: Blok) -> None:
    """Steps 1 and 2: per part of a key the whole units and what is left, the latter over a denominator the parts share."""
    aantal = len(onderdelen[0].tellers)
    uitleg = "Te verdelen maal gewicht, gedeeld door de noemer en naar beneden afgerond; gerekend met hele getallen."
    zet_blokkop(bouwer, stappen.delen, "Stap 1: hele eenheden per onderdeel van de sleutel", uitleg, KOPPEN_DEEL, aantal)
    zet_blokkop(
        bouwer,
        stappen.resten,
        "Stap 2: rest per onderdeel van de sleutel",
        "Wat bij stap 1 overblijft, in delen van de gemene noemer.",
        KOPPEN_DEEL[:2],
        aantal,
    )
    groot = zet_grote_getallen(bouwer, stappen, onderdelen, gewichten)
    tot_hier: dict[str, int] = {}
    for offset, one in enumerate(onderdelen):
        rij, restrij, bron = stappen.delen.rij + offset, stappen.resten.rij + offset, gewichten.rij + offset
        gemeen, is_fijn = find_rekenwijze(one.post.componenten).gemeen, offset in stappen.fijn
        tot_hier[one.kostenpost] = lcm(tot_hier.get(one.kostenpost, 1), 1 if is_fijn else one.noemer)
        _zet_links(bouwer, rij, one, (bron, gewichten, kosten, stappen), tot_hier[one.kostenpost], 0 if is_fijn else gemeen)
        bouwer.zet(restrij, 0, one.kostenpost, "berekening_tekst", cel(rij, 0))
        bouwer.zet(restrij, 1, one.component.naam, "berekening_tekst", cel(rij, 1))
        totaal = one.post.eenheden
        heel = [totaal * teller // one.noemer for teller in one.tellers]
        over = [totaal * teller % one.noemer * gemeen // one.noemer for teller in one.tellers]
        gewoon = _heelformule(bron - rij, gewichten.blad), _restformule(rij - restrij, bron - rij, gewichten.blad)
        stap = groot.get(offset, Groot(*gewoon, [0] * aantal))
        over = [rest + carried for rest, carried in zip(over, stap.over, strict=True)]
        bouwer.zet_rij(rij, EERSTE_GEMEENTE, heel, "berekening_geheel", stap.heel)
        bouwer.zet_rij(restrij, EERSTE_GEMEENTE, over, "berekening_geheel", stap.rest)


def zet_posten(bouwer: Bouwer, stappen: Stappen, posten: Sequence[VerdeeldeKostenpost], kosten: Blok) -> None:
    """Steps 3 to 6: floor, remainder, rank and amount per kostenpost."""
    aantal = len(posten[0].bijdragen)
    koppen = (
        (stappen.vloer, "Stap 3: hele eenheden naar beneden", "Alle onderdelen samen, met wat hun resten samen opleveren."),
        (stappen.rest, "Stap 4: rest na het afronden naar beneden", "In delen van de gemene noemer."),
        (stappen.rang, "Stap 5: rangorde van de resten", "Grootste rest eerst; bij gelijke rest de volgorde van tblDeelnemers."),
        (stappen.bijdrage, "Stap 6: bijdrage aan de verdeelde kostenposten", "Stap 3, plus één voor wie hoog genoeg staat."),
    )  # fmt: skip
    for blok, titel, uitleg in koppen:
        zet_blokkop(bouwer, blok, titel, uitleg, KOPPEN_POST, aantal)
    for offset, post in enumerate(posten):
        aandelen = [bijdrage.aandeel for bijdrage in post.bijdragen if bijdrage.aandeel]
        gemeen = find_rekenwijze(post.componenten).gemeen
        links = (post.eenheden, gemeen, post.eenheden - sum(one.vloer for one in aandelen))
        for blok in (stappen.vloer, stappen.rest, stappen.rang, stappen.bijdrage):
            _zet_postlinks(bouwer, (blok.rij + offset, stappen.vloer.rij + offset), post, links, stappen, kosten)
        rijen = tuple(blok.rij + offset for blok in (stappen.vloer, stappen.rest, stappen.rang, stappen.bijdrage))
        _zet_postrijen(bouwer, rijen, post, gemeen, stappen)


def _zet_links(
    bouwer: Bouwer, rij: int, one: Onderdeel, plaatsen: tuple[int, Blok, Blok, Stappen], tot_hier: int, gemeen: int
) -> None:
    """`gemeen` is 0 for the part whose rest stays out of the common denominator."""
    bron, gewichten, kosten, stappen = plaatsen
    vloer = stappen.vloer
    code, noemer = cel(rij, 0, "k"), cel(rij, K_DEELNOEMER)
    vorige = f"IF({cel(rij, 0)}={cel(rij - 1, 0)},{cel(rij - 1, K_TOTHIER)},1)"
    gemene = f"INDEX({vloer.kolomgebied(K_GEMEEN, ander_blad=False)},MATCH({code},{vloer.kolomgebied(0, ander_blad=False)},0))"
    cellen: tuple[tuple[Waarde, str], ...] = (
        (one.kostenpost, f"{gewichten.blad}!{cel(bron, 0)}"),
        (one.component.naam, f"{gewichten.blad}!{cel(bron, 1)}"),
        (one.post.eenheden, _eenheden(code, kosten, stappen, one.post)),
        (one.noemer, f"{gewichten.blad}!{cel(bron, K_NOEMER)}"),
        (one.post.eenheden % one.noemer, f"MOD({cel(rij, K_EENHEID)},{noemer})"),
        (tot_hier, f"LCM({vorige},{noemer})" if gemeen else vorige),
        (gemeen // one.noemer, f"{gemene}/{noemer}") if gemeen else (1, "1"),
    )
    for kolom, (waarde, formule) in enumerate(cellen):
        bouwer.zet(rij, kolom, waarde, "berekening_tekst" if kolom < K_EENHEID else "berekening_geheel", formule)


def _eenheden(code: str, kosten: Blok, stappen: Stappen, post: VerdeeldeKostenpost) -> str:
    """The units that the key divides: those of the kostenpost, without the fixed feet."""
    eenheden = f"INDEX({kosten.kolomgebied(K_EENHEDEN)},MATCH({code},{kosten.kolomgebied(0)},0))"
    if not stappen.voeten or not post.voeten:
        return eenheden
    namen, samen = (stappen.voeten.kolomgebied(kolom, ander_blad=False) for kolom in (0, K_VOETEN))
    return f"{eenheden}-SUMIF({namen},{code},{samen})"


def _heelformule(afstand: int, blad: str) -> Formule:
    def formule(rij: int, kolom: int) -> str:
        totaal, noemer, rest = (cel(rij, one, "k") for one in (K_EENHEID, K_DEELNOEMER, K_DEELREST))
        gewicht = f"{blad}!{cel(rij + afstand, kolom)}"
        return f"({totaal}-{rest})/{noemer}*{gewicht}+INT({rest}*{gewicht}/{noemer})"

    return formule


def _restformule(naar_deel: int, afstand: int, blad: str) -> Formule:
    def formule(rij: int, kolom: int) -> str:
        noemer, rest, maal = (cel(rij + naar_deel, one, "k") for one in (K_DEELNOEMER, K_DEELREST, K_MAAL))
        return f"MOD({rest}*{blad}!{cel(rij + naar_deel + afstand, kolom)},{noemer})*{maal}"

    return formule


def _zet_postlinks(
    bouwer: Bouwer,
    plaats: tuple[int, int],
    post: VerdeeldeKostenpost,
    links: tuple[int, int, int],
    stappen: Stappen,
    kosten: Blok,
) -> None:
    rij, vloerrij = plaats
    code, delen, vloer = cel(rij, 0, "k"), stappen.delen, stappen.vloer
    namen = delen.kolomgebied(0, ander_blad=False)
    laatste_deel = f"MATCH({code},{namen},0)+COUNTIF({namen},{code})-1"
    over = f"{cel(rij, K_EENHEID)}-SUM({gebied(vloerrij, vloer.kolom, vloerrij, vloer.laatste_kolom, 'k')})"
    formules = (
        _eenheden(code, kosten, stappen, post),
        f"INDEX({delen.kolomgebied(K_TOTHIER, ander_blad=False)},{laatste_deel})",
        over,
    )
    bouwer.zet(rij, 0, post.kostenpost.kostenpost, "berekening_tekst")
    bouwer.zet(rij, 1, post.kostenpost.verdeelsleutel, "berekening_tekst")
    for kolom, (waarde, formule) in enumerate(zip(links, formules, strict=True), start=K_EENHEID):
        bouwer.zet(rij, kolom, waarde, "berekening_geheel", formule)


def _zet_postrijen(bouwer: Bouwer, rijen: tuple[int, ...], post: VerdeeldeKostenpost, gemeen: int, stappen: Stappen) -> None:
    vloer, rest, rang, bijdrage = rijen
    aandelen = [one.aandeel for one in post.bijdragen if one.aandeel]
    fijn = list_fijne_rijen(bouwer, stappen, post)

    def som(blok: Blok, rij: int, kolom: int) -> str:
        namen, waarden = blok.kolomgebied(0, ander_blad=False), blok.kolomgebied(kolom, ander_blad=False, vast="r")
        return f"SUMIF({namen},{cel(rij, 0, 'k')},{waarden})"

    def vloerformule(rij: int, kolom: int) -> str:
        return f"{som(stappen.delen, rij, kolom)}+INT({som(stappen.resten, rij, kolom)}/{cel(rij, K_GEMEEN, 'k')})"

    def restformule(rij: int, kolom: int) -> str:
        return f"MOD({som(stappen.resten, rij, kolom)},{cel(rij, K_GEMEEN, 'k')})"

    def rangformule(rij: int, kolom: int) -> str:
        eerste, deze = cel(rest, stappen.rest.kolom, "k"), cel(rest, kolom)
        alle = gebied(rest, stappen.rest.kolom, rest, stappen.rest.laatste_kolom, "k")
        gelijk, vooraan = [f"{alle},{deze}"], [f"{eerste}:{deze},{deze}"]
        tellers = [f'COUNTIF({alle},">"&{deze})']
        for plek in fijn:
            eigen, begin = cel(plek, kolom), cel(plek, stappen.rest.kolom, "k")
            rijgebied = gebied(plek, stappen.rest.kolom, plek, stappen.rest.laatste_kolom, "k")
            tellers.append(f'COUNTIFS({",".join(gelijk)},{rijgebied},">"&{eigen})')
            gelijk.append(f"{rijgebied},{eigen}")
            vooraan.append(f"{begin}:{eigen},{eigen}")
        return "+".join((*tellers, f"{'COUNTIFS' if fijn else 'COUNTIF'}({','.join(vooraan)})"))

    def bedragformule(rij: int, kolom: int) -> str:
        extra = f"({cel(rang, kolom)}<={cel(vloer, K_OVER, 'k')})"
        voet = f"+{som(stappen.voeten, rij, kolom)}" if stappen.voeten and post.voeten else ""
        return f"({cel(vloer, kolom)}+{extra}{voet})*{EENHEID}/{CENTS}"

    bedragen = [euros(one.bedrag) for one in post.bijdragen]
    bouwer.zet_rij(vloer, EERSTE_GEMEENTE, [one.vloer for one in aandelen], "berekening_geheel", vloerformule)
    bouwer.zet_rij(rest, EERSTE_GEMEENTE, [(one.rest * gemeen).__floor__() for one in aandelen], "berekening_geheel", restformule)
    bouwer.zet_rij(rang, EERSTE_GEMEENTE, [one.rang for one in aandelen], "berekening_geheel", rangformule)
    bouwer.zet_rij(bijdrage, EERSTE_GEMEENTE, bedragen, "berekening_bedrag", bedragformule)
