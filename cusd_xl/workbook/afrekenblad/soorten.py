"""The sheet Kostensoorten of the overview: per gemeente and kostensoort begroot, werkelijk, voorschot and saldo."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.names import key
from cusd_xl.model.afrekening import Afrekenregel, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.plan import Bladplan
from cusd_xl.workbook.overzichtbladen import EERSTE, EERSTE_GEMEENTE, KOP, PAGINA, POSTEN, zet_titel
from cusd_xl.workbook.rekenen.bouwer import Bouwer, euros
from cusd_xl.workbook.rekenen.opmaak import finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied
from cusd_xl.workbook.styles import HUISKLEUR

BLAD = "Kostensoorten"
GEMEENTE, GM_CODE, BLOK, SOORT, BEGROOT, WERKELIJK, CORRECTIE, VOORSCHOT, SALDO = range(9)
KOPPEN = (
    "Gemeente", "GM-code", "Blok", "Kostensoort", "Begroot (€)", "Werkelijk (€)", "Meerjarig (€)", "Voorschot (€)", "Saldo (€)",
)  # fmt: skip
UITLEG = "Zonder btw. Saldo boven nul betaalt de gemeente bij, onder nul krijgt zij terug."


def list_rijen(afrekening: Eindafrekening) -> Sequence[tuple[Gemeenteafrekening, Afrekenregel]]:
    """The rows of the sheet in order."""
    return [(one, regel) for one in afrekening.gemeenten for regel in one.regels]


def plan_soorten(begroting: Begroting, afrekening: Eindafrekening, aantal_posten: int) -> Bladplan:
    """Plan the sheet; what was really spent is added up from the sheet Kostenposten with that number of rows."""
    bouwer = Bouwer(BLAD, "", "")
    plaats = {key(one.gemeente): nummer for nummer, one in enumerate(begroting.deelnemers)}
    zet_titel(bouwer, f"Kostensoorten per gemeente {afrekening.jaar}", UITLEG)
    bouwer.zet_koppen(KOP, KOPPEN)
    rijen = list_rijen(afrekening)
    for rij, (one, regel) in enumerate(rijen, start=EERSTE):
        kolom = EERSTE_GEMEENTE + plaats[key(one.deelnemer.gemeente)]
        _zet_rij(bouwer, rij, one, regel, (kolom, EERSTE + aantal_posten - 1))
    onder = EERSTE + len(rijen)
    for kolom in range(BEGROOT):
        bouwer.zet(onder, kolom, None if kolom else "Totaal", "blad_tekst_totaal")
    regels = [regel for _, regel in rijen]
    sommen = (
        sum(one.begroot for one in regels), sum(one.werkelijk for one in regels), sum(one.correctie for one in regels),
        sum(one.voorschot for one in regels), sum(one.saldo for one in regels),
    )  # fmt: skip
    for kolom, som in enumerate(sommen, start=BEGROOT):
        bouwer.zet(onder, kolom, euros(som), "blad_bedrag_totaal", f"SUM({gebied(EERSTE, kolom, onder - 1, kolom, '')})")
    breedtes: dict[int, float] = {GEMEENTE: 18, GM_CODE: 10, BLOK: 20, SOORT: 28, **dict.fromkeys(range(BEGROOT, SALDO + 1), 17)}
    return Bladplan(
        BLAD, finish_cellen(bouwer.cellen, 0), breedtes, rijhoogtes={0: 24, KOP: 20}, titelrijen=EERSTE, titelkolommen=1,
        tabkleur=HUISKLEUR, beveiligd=True, pagina=PAGINA,
    )  # fmt: skip


def _zet_rij(bouwer: Bouwer, rij: int, one: Gemeenteafrekening, regel: Afrekenregel, posten: tuple[int, int]) -> None:
    kolom, laatste = posten
    bouwer.zet(rij, GEMEENTE, one.deelnemer.gemeente, "blad_tekst_kader")
    bouwer.zet(rij, GM_CODE, one.deelnemer.gm_code, "blad_code_kader")
    bouwer.zet(rij, BLOK, str(regel.blok), "blad_tekst_kader")
    bouwer.zet(rij, SOORT, regel.soort, "blad_tekst_kader")
    bouwer.zet(rij, BEGROOT, euros(regel.begroot), "blad_bedrag_kader")
    soorten, bedragen = (f"{POSTEN}!{gebied(EERSTE, plek, laatste, plek)}" for plek in (2, kolom))
    bouwer.zet(
        rij, WERKELIJK, euros(regel.werkelijk), "berekening_bedrag", f"SUMIFS({bedragen},{soorten},{cel(rij, SOORT, 'k')})"
    )
    bouwer.zet(rij, CORRECTIE, euros(regel.correctie), "blad_bedrag_kader")
    bouwer.zet(rij, VOORSCHOT, euros(regel.voorschot), "blad_bedrag_kader")
    delen = (cel(rij, plek) for plek in (WERKELIJK, CORRECTIE, VOORSCHOT))
    centen = [f"ROUND({deel}*100,0)" for deel in delen]
    bouwer.zet(rij, SALDO, euros(regel.saldo), "uitvoer_bedrag_vet", f"({centen[0]}+{centen[1]}-{centen[2]})/100")
