"""The register as rows for another program: one row per document, as text, in the words of the register."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Mapping, Sequence
from datetime import date

from cusd_xl.base.money import euro_text
from cusd_xl.register.stand import Documentstand

BEDRAGEN = frozenset({"subtotaal", "btw_bedrag", "totaal", "bedrag", "betaald", "open"})
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a cell (OWASP, CSV injection)."""


def describe_stand(stand: Documentstand, op: date) -> dict[str, str]:
    """One document as a row of texts: amounts in euros with a point, dates as 2026-01-05, empty where there is nothing."""
    one, factuur = stand.registratie, stand.registratie.factuur
    return {
        "nummer": one.nummer,
        "soort": str(one.soort),
        "regeling": factuur.regeling,
        "jaar": str(one.jaar),
        "termijn": one.termijn,
        "gemeente": factuur.afnemer.gemeente,
        "gm_code": one.gm_code,
        "revisie": str(one.revisie),
        "factuurdatum": one.factuurdatum.isoformat(),
        "vervaldatum": factuur.vervaldatum.isoformat() if factuur.vervaldatum else "",
        "subtotaal": euro_text(factuur.subtotaal),
        "btw_bedrag": euro_text(factuur.btw),
        "totaal": euro_text(factuur.totaal),
        "bedrag": euro_text(one.bedrag),
        "status": str(stand.status),
        "crediteert": one.crediteert or "",
        "gecrediteerd_met": stand.credit,
        "betaald": euro_text(stand.betaling.betaald),
        "open": euro_text(stand.betaling.open),
        "betaalstatus": str(stand.betaling.status(op)),
        "keten": one.keten,
    }


def export_csv(rows: Sequence[Mapping[str, str]], koppen: Sequence[str], bedragen: Container[str] = BEDRAGEN) -> bytes:
    """Rows as CSV for a Dutch Excel: semicolons, a byte order mark; text that could be taken for a formula gets a quote first.

    The columns `bedragen` hold amounts: they keep their minus sign and get a comma, so that Excel adds them up.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(koppen)
    writer.writerows([row[kop].replace(".", ",") if kop in bedragen else _safe(row[kop]) for kop in koppen] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def export_json(standen: Sequence[Documentstand], op: date) -> bytes:
    """Everything the register holds of its documents, the frozen content included: to keep or to check elsewhere."""
    rows = [{**describe_stand(one, op), "inhoud": json.loads(one.registratie.inhoud)} for one in standen]
    return (json.dumps({"documenten": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(GEVAARLIJK) else text
