"""Reads a bank statement: camt.053 as every Dutch bank gives it, or a CSV with datum, bedrag, omschrijving and kenmerk."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from cusd_xl.base.errors import RegisterError
from cusd_xl.base.money import to_cents

KOPPEN = ("datum", "bedrag", "omschrijving", "kenmerk")
BEDRAG = re.compile(r"[+-]?\d+([.,]\d{1,2})?")
EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Afschriftregel:
    """One entry of a bank statement: cents that came in (below zero: went out), and how the bank tells it apart."""

    kenmerk: str
    datum: date
    bedrag: int
    omschrijving: str


def read_afschrift(naam: str, inhoud: bytes) -> tuple[Afschriftregel, ...]:
    """Every booked entry in euros; RegisterError names the row that cannot be read, and then nothing is taken over."""
    try:
        regels = tuple(_read_camt(inhoud) if inhoud.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else _read_csv(inhoud))
    except (ElementTree.ParseError, UnicodeDecodeError, csv.Error) as problem:
        raise RegisterError(f"{naam} is geen leesbaar bankafschrift. Geef een camt.053 (.xml) of een CSV.") from problem
    except ValueError as problem:
        raise RegisterError(f"{naam} kan niet worden overgenomen: {problem}. Er is niets overgenomen.") from problem
    return regels


def _read_camt(inhoud: bytes) -> Iterator[Afschriftregel]:
    if b"<!DOCTYPE" in inhoud or b"<!ENTITY" in inhoud or b"\0" in inhoud:
        raise ValueError("het bestand bevat een DOCTYPE of een vreemde tekencodering, en een afschrift heeft die niet")
    root = ElementTree.fromstring(inhoud)
    for stmt in _find(root, "Stmt"):
        for number, entry in enumerate(_children(stmt, "Ntry"), start=1):
            if "PDNG" not in _texts(entry, "Sts"):
                yield from _read_entry(entry, f"{_text(stmt, 'Id')}/{number}")


def _read_entry(entry: ElementTree.Element, plaats: str) -> Iterator[Afschriftregel]:
    kenmerk = _text(entry, "AcctSvcrRef") or plaats
    datum = _parse_datum(_text(entry, "BookgDt")[:10], plaats)
    teken = -1 if (_text(entry, "CdtDbtInd") == "DBIT") else 1
    details = _find(entry, "TxDtls")
    parts = [one for one in details if _list_bedragen(one)]
    if len(details) < 2 or len(parts) < len(details):
        yield Afschriftregel(kenmerk, datum, teken * _list_bedragen(entry)[0], _describe(entry))
        return
    for number, one in enumerate(parts, start=1):
        yield Afschriftregel(f"{kenmerk}/{number}", datum, teken * _list_bedragen(one)[0], _describe(one))


def _list_bedragen(element: ElementTree.Element) -> list[int]:
    found = [one for one in _find(element, "Amt") if (one.text or "").strip()]
    if any(one.get("Ccy", EURO) != EURO for one in found):
        raise ValueError("er staat een bedrag in dat niet in euro's is")
    return [_parse_bedrag(one.text or "", "camt") for one in found]


def _describe(element: ElementTree.Element) -> str:
    return " ".join(text for naam in ("EndToEndId", "Ustrd", "Ref", "AddtlNtryInf") for text in _texts(element, naam))


def _read_csv(inhoud: bytes) -> Iterator[Afschriftregel]:
    text = inhoud.decode("utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    koppen = {naam.strip().lower(): naam for naam in reader.fieldnames or ()}
    if missing := [naam for naam in KOPPEN if naam not in koppen]:
        raise ValueError(f"de kolom '{missing[0]}' ontbreekt; nodig zijn {', '.join(KOPPEN)}")
    for number, row in enumerate(reader, start=2):
        datum, bedrag, omschrijving, kenmerk = ((row[koppen[naam]] or "").strip() for naam in KOPPEN)
        if not kenmerk:
            raise ValueError(f"rij {number} heeft geen kenmerk, en zonder kenmerk zou zij dubbel kunnen tellen")
        yield Afschriftregel(kenmerk, _parse_datum(datum, f"rij {number}"), _parse_bedrag(bedrag, f"rij {number}"), omschrijving)


def _parse_datum(text: str, plaats: str) -> date:
    for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, vorm).date()
        except ValueError:
            continue
    raise ValueError(f"'{text}' is geen datum ({plaats}); schrijf 2026-01-05 of 05-01-2026")


def _parse_bedrag(text: str, plaats: str) -> int:
    try:
        plain = text.strip()
        return to_cents(Decimal(plain.replace(",", "."))) if BEDRAG.fullmatch(plain) else to_cents(Decimal(_without_zeros(plain)))
    except (InvalidOperation, ValueError) as problem:
        raise ValueError(f"'{text}' is geen bedrag ({plaats}); schrijf 1234,56 zonder punt voor duizendtallen") from problem


def _without_zeros(text: str) -> str:
    # camt allows up to five decimals; only zeros after the second are still an amount in cents
    return text if re.fullmatch(r"\d+\.\d{2}0{1,3}", text) else ""


def _find(element: ElementTree.Element, naam: str) -> list[ElementTree.Element]:
    return [one for one in element.iter() if _local(one) == naam]


def _children(element: ElementTree.Element, naam: str) -> list[ElementTree.Element]:
    return [one for one in element if _local(one) == naam]


def _texts(element: ElementTree.Element, naam: str) -> list[str]:
    return [text for one in _find(element, naam) if (text := " ".join("".join(one.itertext()).split()))]


def _text(element: ElementTree.Element, naam: str) -> str:
    return next((" ".join("".join(one.itertext()).split()) for one in _children(element, naam)), "")


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
