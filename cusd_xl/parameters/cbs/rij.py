"""One figure of a StatLine export, and how its region, period and number are read; what has two readings is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from cusd_xl.base.errors import BronbestandError
from cusd_xl.base.identifiers import is_gm_code
from cusd_xl.base.names import key
from cusd_xl.parameters.cijfers import load_gm_codes

DEFINITIEF, VOORLOPIG = "definitief", "voorlopig"
STATUS_PER_TABEL = MappingProxyType({"03759ned": DEFINITIEF, "37259ned": DEFINITIEF, "37230ned": VOORLOPIG})
"""What is known of a table as a whole (facts: monthly figures are voorlopig, the yearly ones definitief)."""
MAATSTAVEN = (
    "totale bevolking", "bevolking op 1 januari", "bevolking aan het begin van de periode", "inwoners", "aantal inwoners",
)  # fmt: skip
"""The names under which CBS gives the inwoners on 1 January, without unit."""
MAATCODES = ("M000352",)
TOTALEN = MappingProxyType({"geslacht": "T001038", "leeftijd": "10000", "burgerlijkestaat": "T001019"})
"""Tables that split the inwoners: the code of the total of each split."""
CODE_PERIODE = re.compile(r"(\d{4})(JJ00|MM01)", re.IGNORECASE)
TEKST_PERIODE = re.compile(r"(?:1 )?(?:januari )?(\d{4})(?: januari)?(\*{0,2})", re.IGNORECASE)
DAG = re.compile(r"(\d{4})-01-01")
GEMEENTE = " (gemeente)"
GEEN_CIJFER = ("", ".", "-", "x")
TOTAAL = "totaal"
MOST, LONGEST = 10**9, 30


@dataclass(frozen=True, slots=True)
class Cbsrij:
    """The inwoners of one gemeente on 1 January of a year; `status` is empty when the export does not tell."""

    gm_code: str
    jaar: int
    inwoners: int
    status: str


def is_maatstaf(kop: str) -> bool:
    """True when a header, topic or measure is that of the inwoners on 1 January: `TotaleBevolking_1`, `Inwoners (aantal)`."""
    last = kop.rpartition("|")[2]
    bare = re.sub(r"\(.*\)$|_\d+$", "", last.strip())
    return _squeeze(bare) in map(_squeeze, MAATSTAVEN)


def find_gm_code(regio: str) -> str:
    """The GM-code of a region given as code (padded or not) or as name; empty for a land, a provincie or an unknown name."""
    tekst = regio.strip()
    if is_gm_code(tekst.upper()):
        return tekst.upper()
    return load_gm_codes().get(key(tekst.removesuffix(GEMEENTE)), "")


def read_periode(periode: str) -> tuple[int, str] | None:
    """Year and status of a period that has a 1 January of its own: 2024JJ00, 2026MM01, 2025*, 2026 januari; else None.

    An asterisk is how CBS marks figures that are not definitief yet.
    """
    tekst = periode.strip()
    code = CODE_PERIODE.fullmatch(tekst) or DAG.fullmatch(tekst)
    if code:
        return int(code[1]), ""
    found = TEKST_PERIODE.fullmatch(tekst)
    return (int(found[1]), VOORLOPIG if found[2] else "") if found else None


def read_status(tekst: str) -> str:
    """`definitief` or `voorlopig` (also: nader voorlopig) as CBS writes it; empty for anything else."""
    bare = _squeeze(tekst)
    return DEFINITIEF if bare == DEFINITIEF else VOORLOPIG if bare in (VOORLOPIG, f"nader{VOORLOPIG}") else ""


def read_aantal(waarde: object, gm_code: str, naam: str) -> int | None:
    """Whole inwoners; None where CBS gives no figure. BronbestandError for a fraction: an estimate, or a number with points."""
    tekst = str(waarde).strip()
    if waarde is None or tekst in GEEN_CIJFER:
        return None
    try:
        aantal = Decimal(tekst.replace(",", "."))
    except InvalidOperation as problem:
        raise BronbestandError(
            f"{naam} geeft voor {gm_code} '{tekst[:LONGEST]}' als aantal inwoners; dat is geen getal. Haal de export opnieuw op."
        ) from problem
    if not aantal.is_finite() or not 0 <= aantal < MOST or aantal != aantal.to_integral_value():
        raise BronbestandError(
            f"{naam} geeft voor {gm_code} '{tekst[:LONGEST]}' inwoners; dat is geen heel aantal. "
            "Ramingen met decimalen en getallen met punten worden niet gebruikt: neem het cijfer van 1 januari van het CBS."
        )
    return int(aantal)


def is_total(kop: str, waarde: object) -> bool:
    """False for a part of the inwoners (one sex, one age, one marital status), by the column that splits them."""
    code = TOTALEN.get(_squeeze(kop))
    tekst = str(waarde).strip()
    return code is None or tekst == code or tekst.casefold().startswith(TOTAAL)


def _squeeze(tekst: str) -> str:
    return re.sub(r"[^a-z0-9]", "", tekst.casefold())
