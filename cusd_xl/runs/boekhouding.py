"""Use cases of the financial administration on the register: read payments back, and write the journaalposten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, RegisterError, explain_oserror
from cusd_xl.base.money import euro_text
from cusd_xl.register.afschrift import read_afschrift
from cusd_xl.register.betalen import Inlezing, record_betalingen
from cusd_xl.register.export import export_csv
from cusd_xl.register.opening import open_register
from cusd_xl.register.registratie import Registratie
from cusd_xl.register.stand import list_standen
from cusd_xl.rules.journaalposten import make_journaalposten
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_journaal import Journaalrij, plan_journaal
from cusd_xl.workbook.play_new import play_new

CSV, XLSX = ".csv", ".xlsx"
LARGEST = 50_000_000
KOPPEN = ("nummer", "datum", "debiteur", "gm_code", "soort", "omschrijving", "taakveld", "categorie", "btw", "bedrag")


@dataclass(frozen=True, slots=True)
class Journaal:
    """What was written: how many bookings, of how many documents, and their sum in cents."""

    rijen: int
    documenten: int
    totaal: int


def run_betalingen(plek: str, afschrift: Path) -> Inlezing:
    """Take over the entries of a bank statement that name a factuur; RegisterError for a file that cannot be read."""
    try:
        if afschrift.stat().st_size > LARGEST:
            raise RegisterError(f"{afschrift.name} is groter dan een bankafschrift kan zijn. Geef het afschrift zelf.")
        inhoud = afschrift.read_bytes()
    except OSError as problem:
        raise RegisterError(f"{afschrift.name} kan niet worden gelezen ({explain_oserror(problem)}).") from problem
    return record_betalingen(open_register(plek), read_afschrift(afschrift.name, inhoud))


def run_journaal(plek: str, uit: Path, jaar: int | None) -> Journaal:
    """Write the bookings of every document to a .csv or .xlsx, of one year of factuurdatum or of all; one row per booking."""
    if uit.suffix.lower() not in (CSV, XLSX):
        raise ArgumentError(f"'{uit.name}' eindigt niet op .csv of .xlsx. Geef bij --uit zo'n naam.")
    gekozen = [one.registratie for one in list_standen(open_register(plek)) if jaar in (None, one.registratie.factuurdatum.year)]
    rijen = [rij for one in gekozen for rij in _make_rijen(one)]
    gefactureerd = sum(one.bedrag for one in gekozen)
    if uit.suffix.lower() == CSV:
        write_atomically(uit, export_csv([_as_texts(one) for one in rijen], KOPPEN))
    else:
        titel = f"Journaalposten {jaar}" if jaar else "Journaalposten"
        write_atomically(uit, play_new(plan_journaal(rijen, gefactureerd, titel)))
    return Journaal(len(rijen), len(gekozen), gefactureerd)


def _make_rijen(one: Registratie) -> list[Journaalrij]:
    afnemer = one.factuur.afnemer
    return [
        Journaalrij(
            one.nummer, one.factuurdatum, afnemer.gemeente, afnemer.gm_code, post.soort, post.omschrijving, post.taakveld,
            post.categorie, post.btw, post.bedrag,
        )
        for post in make_journaalposten(one.factuur)
    ]  # fmt: skip


def _as_texts(rij: Journaalrij) -> dict[str, str]:
    teksten = {naam: str(getattr(rij, naam)) for naam in KOPPEN}
    return {**teksten, "datum": rij.datum.isoformat(), "bedrag": euro_text(rij.bedrag)}
