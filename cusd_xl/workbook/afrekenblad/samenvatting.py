"""The summary under an eindafrekening: what is owed, what was billed, and the one amount that is left, with how it is paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cusd_xl.base.years import format_datum
from cusd_xl.model.afrekening import Blok, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Samenvoeging, Waarde
from cusd_xl.workbook.factuurblad.plaatsing import BLAD as SPECIFICATIE
from cusd_xl.workbook.factuurblad.plaatsing import Btw, bepaal_plaatsing, bereik
from cusd_xl.workbook.factuurblad.slot import Factuurcellen
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

EINDAFREKENING = "Eindafrekening"
A, B, C, D, E = range(5)
BETALEN, ONTVANGEN, NIETS = "Te betalen", "Te ontvangen", "Niets te verrekenen"
IBAN_GROEP = 4


@dataclass(frozen=True, slots=True)
class Brief:
    """What the summary needs: the outcome, the rows with the total of each blok, and the cell with the btw already billed."""

    afrekening: Eindafrekening
    one: Gemeenteafrekening
    factuur: Factuur
    totalen: Mapping[Blok, int]
    btw_gefactureerd: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the specification finds the sums it must equal, and the heights of the rows."""

    cellen: Factuurcellen
    hoogtes: Mapping[int, float]


def zet_samenvatting(bouwer: Bouwer, rij: int, brief: Brief) -> Slot:
    """Put the summary in place from row `rij` on, with the payment below it."""
    bouwer.zet(rij, A, "Samenvatting", "ondertitel_tekst_inspring")
    zonder, met = _zet_verschuldigd(bouwer, rij + 1, brief)
    onder = _zet_gefactureerd(bouwer, met + 1, brief)
    _zet_uitkomst(bouwer, onder, met, brief)
    voet = _zet_betaling(bouwer, onder + 2, brief)
    van = brief.factuur.afzender
    delen = (van.naam, f"KvK {van.kvk}" if van.kvk else "", f"OIN {van.oin}" if van.oin else "", van.email)
    bouwer.zet(voet, A, " · ".join(filter(None, delen)), "etiket_midden")
    bouwer.samenvoegingen.append(Samenvoeging(voet, A, voet, E))
    cellen = Factuurcellen(f"{EINDAFREKENING}!{cel(zonder, E, 'rk')}", f"{EINDAFREKENING}!{cel(met, E, 'rk')}")
    return Slot(cellen, dict.fromkeys(range(rij + 1, onder), 17.0) | {onder: 26.0, onder + 2: 30.0})


def _zet_verschuldigd(bouwer: Bouwer, rij: int, brief: Brief) -> tuple[int, int]:
    """The rows of what is owed without and with btw; the same row when there is no btw."""
    one, begin = brief.one, rij
    for blok, totaal in brief.totalen.items():
        owed = sum(regel.verschuldigd for regel in one.list_regels(blok))
        formule = f"{cel(totaal, D)}+{cel(totaal, E)}"
        _zet_lijn(bouwer, rij, f"Verschuldigd: {blok}", owed, formule)
        rij += 1
    som = sum(regel.verschuldigd for regel in one.regels)
    _zet_lijn(bouwer, rij, "Verschuldigd over het jaar", som, f"SUM({gebied(begin, E, rij - 1, E, '')})", "totaal")
    btw = sum(line.verschuldigd for line in one.btw)
    if not any(line.percentage is not None for line in one.btw):
        return rij, rij
    plaats = bepaal_plaatsing(brief.factuur)
    bron = (
        f"SUM({SPECIFICATIE}!{bereik(plaats.btw, len(brief.factuur.btwregels), Btw.BEDRAG)})"
        if brief.factuur.specificatie
        else None
    )
    _zet_lijn(bouwer, rij + 1, "Btw over wat u verschuldigd bent", btw, bron)
    _zet_lijn(bouwer, rij + 2, "Verschuldigd met btw", som + btw, f"{cel(rij, E)}+{cel(rij + 1, E)}", "totaal")
    return rij, rij + 2


def _zet_gefactureerd(bouwer: Bouwer, rij: int, brief: Brief) -> int:
    for blok, totaal in brief.totalen.items():
        billed = sum(regel.voorschot for regel in brief.one.list_regels(blok))
        _zet_lijn(bouwer, rij, f"Af: voorschotten {blok}", -billed, f"-{cel(totaal, D)}")
        rij += 1
    if brief.btw_gefactureerd:
        billed = sum(line.gefactureerd for line in brief.one.btw)
        _zet_lijn(bouwer, rij, "Af: btw op de voorschotten", -billed, f"-{brief.btw_gefactureerd}")
        rij += 1
    return rij


def _zet_uitkomst(bouwer: Bouwer, rij: int, met: int, brief: Brief) -> None:
    """The one amount of the letter, always above zero, with its name in front."""
    bedrag = brief.one.te_betalen
    centen = f"ROUND(SUM({gebied(met, E, rij - 1, E, '')})*100,0)"
    naam = f'IF({centen}>0,"{BETALEN}",IF({centen}<0,"{ONTVANGEN}","{NIETS}"))'
    for kolom in (B, C, D):
        bouwer.zet(rij, kolom, None, "blad_tekst_slot_inspring")
    bouwer.zet(rij, A, BETALEN if bedrag > 0 else ONTVANGEN if bedrag < 0 else NIETS, "blad_tekst_slot_inspring", naam)
    bouwer.zet(rij, E, euros(abs(bedrag)), "blad_euro_slot_inspring", f"ABS({centen})/100")


def _zet_lijn(bouwer: Bouwer, rij: int, naam: str, bedrag: int, formule: str | None, merk: str = "regel") -> None:
    bouwer.zet(rij, A, naam, f"blad_tekst_{merk}_inspring")
    for kolom in (B, C, D):
        bouwer.zet(rij, kolom, None, f"blad_tekst_{merk}_inspring")
    bouwer.zet(rij, E, euros(bedrag), f"blad_euro_{merk}_inspring", formule)


def _zet_betaling(bouwer: Bouwer, rij: int, brief: Brief) -> int:
    bouwer.zet(rij, A, _betaaltekst(brief), "blad_terugloop_inspring")
    bouwer.samenvoegingen.append(Samenvoeging(rij, A, rij, E))
    one, factuur = brief.one, brief.factuur
    if one.uiterlijk is None or one.te_betalen <= 0:
        return rij + 2
    kaart: tuple[tuple[str, Waarde], ...] = (
        ("Ten name van", factuur.afzender.naam), ("Uiterlijk op", format_datum(one.uiterlijk)),
        ("IBAN", _group_iban(factuur.afzender.iban)), ("", None),
        ("Onder vermelding van", factuur.nummer.removeprefix("CONCEPT-")),
    )  # fmt: skip
    for kolom, (etiket, waarde) in enumerate(kaart):
        bouwer.zet(rij + 1, kolom, etiket, "etiket_tekst_band_inspring")
        bouwer.zet(rij + 2, kolom, waarde, "blad_tekst_band_vet_inspring_krimp")
    bouwer.samenvoegingen.append(Samenvoeging(rij + 2, C, rij + 2, D))
    return rij + 4


def _betaaltekst(brief: Brief) -> str:
    one, is_concept = brief.one, brief.factuur.concept
    reactie = brief.afrekening.reactie
    uiterlijk = f"uiterlijk {format_datum(reactie)} " if reactie else ""
    vraag = f"Wilt u deze concept-eindafrekening controleren en {uiterlijk}laten weten of u akkoord bent? "
    controle = vraag if is_concept else ""
    if one.uiterlijk is None:
        return (
            f"{controle}Deze afrekening loopt binnen de eigen administratie van de centrumgemeente; er wordt niets overgemaakt."
        )
    if one.te_betalen == 0:
        return f"{controle}U hoeft niets te betalen en krijgt niets terug."
    if one.te_betalen < 0:
        return f"{controle}Dit bedrag maken wij{' na de definitieve eindafrekening' if is_concept else ''} aan u over."
    na = "Na de definitieve eindafrekening betaalt u zo:" if is_concept else "Wilt u het bedrag zo overmaken?"
    return f"{controle}{na}"


def _group_iban(iban: str) -> str:
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + IBAN_GROEP] for start in range(0, len(plain), IBAN_GROEP))
