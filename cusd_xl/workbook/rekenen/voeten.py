"""The fixed foot of a key on the sheet Verdeling: the same units for every paying gemeente, before the key divides the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cusd_xl.base.names import key
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import CENTS, EERSTE_GEMEENTE, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.indexatie import CENTRUM, EENHEID
from cusd_xl.workbook.rekenen.sommen import quote
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

K_RIJ, K_BEDRAG, K_PER, K_VOETEN = 2, 3, 4, 5
KOPPEN = ("Kostenpost", "Verdeelsleutel", "Rij", "Vaste voet", "Voet in eenheden", "Samen in eenheden")
TITEL = "Vaste voet per gemeente, in eenheden"
UITLEG = "Elke gemeente die betaalt draagt de voet; wat daarna over is, verdeelt de sleutel."
CENTRUMGEMEENTE = "centrumgemeente"


@dataclass(frozen=True, slots=True)
class Voetregel:
    """One foot of one kostenpost: cents per gemeente, who does not owe it, as the key names them."""

    post: VerdeeldeKostenpost
    nummer: int
    bedrag: int
    zonder: tuple[str, ...]


def list_voeten(posten: Sequence[VerdeeldeKostenpost]) -> tuple[Voetregel, ...]:
    """The feet of all kostenposten, in the order of the kostenposten."""
    return tuple(
        Voetregel(post, nummer, bedrag, zonder)
        for nummer, post in enumerate(posten, start=1)
        for bedrag, zonder in post.voetregels
    )


def zet_voeten(bouwer: Bouwer, blok: Blok, regels: Sequence[Voetregel], betalers: Blok, centrumgemeente: str) -> None:
    """Place a row per foot; the header of the block is put there by the caller."""
    known = {key(naam): naam for naam in bouwer.gemeenten}
    for rij, regel in enumerate(regels, start=blok.rij):
        namen = [CENTRUM if key(one) == CENTRUMGEMEENTE else quote(known.get(key(one), one)) for one in regel.zonder]
        uitgesloten = {centrumgemeente if key(one) == CENTRUMGEMEENTE else known.get(key(one), one) for one in regel.zonder}
        post, eenheid = regel.post, regel.post.eenheid
        per = (2 * regel.bedrag + eenheid) // (2 * eenheid)
        bouwer.zet(rij, 0, post.kostenpost.kostenpost, "berekening_tekst")
        bouwer.zet(rij, 1, post.kostenpost.verdeelsleutel, "berekening_tekst")
        bouwer.zet(rij, K_RIJ, regel.nummer, "berekening_geheel", f"MATCH({cel(rij, 0, 'k')},{betalers.kolomgebied(0)},0)")
        bouwer.zet(rij, K_BEDRAG, euros(regel.bedrag), "berekening_bedrag")
        afgerond = f"INT((2*ROUND({cel(rij, K_BEDRAG)}*{CENTS},0)+{EENHEID})/(2*{EENHEID}))"
        bouwer.zet(rij, K_PER, per, "berekening_geheel", afgerond)
        bedragen = [per if one.deelname and one.gemeente not in uitgesloten else 0 for one in post.bijdragen]
        samen = f"SUM({gebied(rij, blok.kolom, rij, blok.laatste_kolom, 'k')})"
        bouwer.zet(rij, K_VOETEN, sum(bedragen), "berekening_geheel", samen)

        def formule(rij: int, kolom: int, namen: list[str] = namen) -> str:
            wie = cel(blok.rij - 1, kolom, "r")
            masker = f"INDEX({betalers.kolomgebied(kolom, vast='r')},{cel(rij, K_RIJ, 'k')})"
            return f"{cel(rij, K_PER, 'k')}*{masker}" + "".join(f"*({wie}<>{naam})" for naam in namen)

        bouwer.zet_rij(rij, EERSTE_GEMEENTE, bedragen, "berekening_geheel", formule)
