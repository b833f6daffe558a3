"""Random changes in the input cells of a workbook with calculation sheets, and what must come out of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from cusd_xl.model.begroting import Begroting
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.workbook.read import Gelezen, read_werkmap
from tests.hulp.recalc import Plek, Waarde, read_values, to_cents
from tests.hulp.vul import wijzig_cellen

Wijzigingen = dict[Plek, "str | int | Decimal | None"]
Trekking = Callable[[Gelezen, Begroting, random.Random], Wijzigingen]
MOST_CHANGES = 6
MOST_REFUSED = 3
"""How many drawn workbooks may hold a fout for each one that does not; with more the changes would hardly test anything."""
CONTROLES = "Aantal controles dat niet in orde is"


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed workbook that holds no fout, and the cents by result cell that the engine gives for it."""

    path: Path
    gewijzigd: Wijzigingen
    centen: Mapping[Plek, int]

    def compare(self, recalculated: Mapping[Plek, Waarde]) -> list[str]:
        """Where a recalculated amount is not what the engine gives, with the changes that led to it."""
        changes = {f"{blad}!{cel}": value for (blad, cel), value in self.gewijzigd.items()}
        return [
            f"{blad}!{cel}: cusd_xl {cents}, herrekend {recalculated.get((blad, cel))!r} na {changes}"
            for (blad, cel), cents in self.centen.items()
            if _as_cents(recalculated.get((blad, cel))) != cents
        ]


def make_varianten(base: Path, folder: Path, seed: int, aantal: int) -> tuple[list[Variant], int]:
    """`aantal` changed workbooks without a fout, and how many more were drawn that had one (nothing is computed for those)."""
    rng = random.Random(seed)
    gelezen, places = read_werkmap(base), find_result_cells(base)
    assert gelezen.begroting is not None
    varianten: list[Variant] = []
    refused = 0
    while len(varianten) < aantal:
        changes = _draw_changes(gelezen, gelezen.begroting, rng)
        path = wijzig_cellen(base, changes, folder / f"variant-{seed}-{len(varianten)}.xlsx")
        verdeling = run_bereken(path).verdeling
        if verdeling is None:
            refused += 1
            assert refused <= MOST_REFUSED * aantal
            continue
        outcome = {("Verdeling", one.kostenpost, one.gemeente): one.bedrag for one in verdeling.bijdragen}
        outcome |= {("Bijdragen", "", gemeente): cents for gemeente, cents in verdeling.per_gemeente().items()}
        assert outcome.keys() == places.keys()
        varianten.append(Variant(path, changes, {places[name]: cents for name, cents in outcome.items()}))
    return varianten, refused


def find_result_cells(base: Path) -> Mapping[tuple[str, str, str], Plek]:
    """The cells with the billed amounts, found by the headers on the sheets: (sheet, kostenpost, gemeente) -> cell."""
    values = read_values(base)
    found = {}
    for blad, kop, totaal in (("Verdeling", "Kostenpost", "Totaal"), ("Bijdragen", "Kostensoort", "Totaal per jaar")):
        first = {
            row: value
            for (sheet, cel), value in values.items()
            for letter, row in [_split(cel)]
            if (sheet, letter) == (blad, "A")
        }
        header = min(row for row, value in first.items() if value == kop)
        last = min(row for row, value in first.items() if value == totaal)
        gemeenten = _read_gemeenten(values, blad, header)
        rows = range(header + 1, last) if blad == "Verdeling" else (last,)
        for row in rows:
            kostenpost = str(first[row]) if blad == "Verdeling" else ""
            found |= {(blad, kostenpost, naam): (blad, f"{letter}{row}") for letter, naam in gemeenten.items()}
    return found


def count_failed_controles(recalculated: Mapping[Plek, Waarde]) -> int:
    """The number of controles that the recalculated workbook itself says are not in order."""
    row = next(_split(cel)[1] for (blad, cel), value in recalculated.items() if blad == "Controles" and value == CONTROLES)
    found = recalculated["Controles", f"C{row}"]
    assert isinstance(found, int | float)
    return int(found)


def _read_gemeenten(values: Mapping[Plek, Waarde], blad: str, header: int) -> Mapping[str, str]:
    """Column letter -> gemeente, from column H up to the column Totaal."""
    row = {
        letter: str(value)
        for (sheet, cel), value in values.items()
        for letter, at in [_split(cel)]
        if (sheet, at) == (blad, header)
    }
    return {letter: naam for letter, naam in row.items() if column_index_from_string(letter) >= 8 and naam != "Totaal"}


def _split(cel: str) -> tuple[str, int]:
    letter, row = coordinate_from_string(cel)
    return letter, row


def _as_cents(value: Waarde) -> int | None:
    return None if isinstance(value, str | None) else to_cents(value)


def _draw_changes(gelezen: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    changes: Wijzigingen = {}
    for draw in rng.choices(TREKKINGEN, k=rng.randint(1, MOST_CHANGES)):
        changes |= draw(gelezen, begroting, rng)
    return changes


def _cell(row: object, veld: str, value: str | int | Decimal | None) -> Wijzigingen:
    blad, cel = row.herkomst.cel(veld).split("!")  # type: ignore[attr-defined]
    return {(blad, cel): value}


def _euros(rng: random.Random, low: int = 0) -> Decimal:
    cents = rng.choice((rng.randint(low, 999), rng.randint(low, 10**7), rng.randint(low, 10**10)))
    return Decimal(cents).scaleb(-2)


def _change_bedrag(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    return _cell(rng.choice([one for one in begroting.kosten if one.bedrag is not None]), "bedrag", _euros(rng))


def _change_prijspeil(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    post = rng.choice([one for one in begroting.kosten if one.bedrag is not None])
    return _cell(post, "prijspeil", rng.choice((begroting.jaar - 1, begroting.jaar)))


def _change_inwoners(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    row = rng.choice([one for one in begroting.inwoners if one.peildatum.year == begroting.jaar - 2])
    return _cell(row, "inwoners", rng.choice((rng.randint(1, 950_000), row.inwoners + rng.randint(-900, 900), 25065)))


def _change_kruis(gelezen: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    taak, tabel = rng.choice(begroting.taken), gelezen.tabellen["tblTakenregister"]
    gemeente, letter = rng.choice(sorted(tabel.gemeentekolommen.items()))
    return {(tabel.blad, f"{letter}{taak.herkomst.rij}"): None if gemeente in taak.deelname else "x"}


def _change_index(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    row = rng.choice([one for one in begroting.indexcijfers if one.jaar <= begroting.jaar])
    return _cell(row, "percentage", Decimal(rng.randint(-200, 900)).scaleb(-2))


def _change_werkproces(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    rows = [one for one in begroting.werkprocessen if one.aantal]
    return _cell(rng.choice(rows), "aantal", rng.randint(1, 20_000)) if rows else {}


def _change_normbedrag(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    amount = Decimal(rng.randint(1, 99_999)).scaleb(-2)
    return _cell(rng.choice(begroting.normbedragen), "normbedrag", amount) if begroting.normbedragen else {}


def _change_dekking(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    return _cell(rng.choice(begroting.dekking), "bedrag", Decimal(rng.randint(0, 10**7)).scaleb(-2))


def _change_verklaring(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    others = [one for one in begroting.controleverklaringen if one.gemeente != begroting.regeling.centrumgemeente]
    return _cell(rng.choice(others), "aantal", rng.randint(0, 4)) if others else {}


def _change_afronding(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    blad, cel = begroting.regeling.cel("afronding").split("!")
    return {(blad, cel): rng.choice(("cent", "euro"))}


def _change_gewicht(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    """Any weight; two percentages change together, so that they still add to 100."""
    if not begroting.gewichten:
        return {}
    soorten = {one.sleutel: one.soort for one in begroting.sleutels}
    row = rng.choice(begroting.gewichten)
    if soorten[row.sleutel] != "percentage":
        return _cell(row, "gewicht", Decimal(rng.randint(1, 10**6)).scaleb(-2))
    one, other = rng.sample([each for each in begroting.gewichten if each.sleutel == row.sleutel], 2)
    part = Decimal(rng.randint(0, int((one.gewicht + other.gewicht) * 100))).scaleb(-2)
    return _cell(one, "gewicht", part) | _cell(other, "gewicht", one.gewicht + other.gewicht - part)


def _change_wijziging(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    if not begroting.wijzigingen:
        return {}
    row = rng.choice(begroting.wijzigingen)
    return _cell(row, "mutatie", Decimal(rng.randint(-(10**6), 10**8)).scaleb(-2)) | _cell(
        row, "status", rng.choice(("concept", "vastgesteld"))
    )


def _change_realisatie(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    return _cell(rng.choice(begroting.realisatie), "bedrag", _euros(rng)) if begroting.realisatie else {}


def _change_jeugdigen(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    rows = [one for one in begroting.inwoners if one.jeugdigen]
    return _cell(rng.choice(rows), "jeugdigen", rng.randint(1, 9_000)) if rows else {}


def _change_inkoopplan(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    return _cell(rng.choice(begroting.inkoopplan), "bedrag", _euros(rng)) if begroting.inkoopplan else {}


def _change_dag(_: Gelezen, begroting: Begroting, rng: random.Random) -> Wijzigingen:
    """Another first or last day of a deelnemer, a taak or a besluit that has one in the begrotingsjaar."""
    places = [(one, veld) for one in (*begroting.deelnemers, *begroting.taken) for veld in ("vanaf", "tot_en_met")]
    places += [(one, "ingangsdatum") for one in begroting.besluiten]
    in_jaar = [(one, veld) for one, veld in places if (day := getattr(one, veld)) and day.year == begroting.jaar]
    if not in_jaar:
        return {}
    day = date(begroting.jaar, 1, 1) + timedelta(days=rng.randint(0, 364))
    return _cell(*rng.choice(in_jaar), (day - date(1899, 12, 30)).days)


TREKKINGEN: Sequence[Trekking] = (
    _change_bedrag, _change_bedrag, _change_inwoners, _change_inwoners, _change_kruis, _change_kruis, _change_index,
    _change_prijspeil, _change_werkproces, _change_normbedrag, _change_dekking, _change_verklaring, _change_afronding,
    _change_gewicht, _change_wijziging, _change_realisatie, _change_jeugdigen, _change_inkoopplan, _change_dag, _change_dag,
)  # fmt: skip
