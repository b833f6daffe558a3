"""Checks on the numbers that name an account or an organisation, and on codes: IBAN, KvK, OIN, GM-code, colour."""

from __future__ import annotations

import re


def is_iban(text: str) -> bool:
    """An IBAN of any country whose check digits are right (ISO 13616, mod 97); spaces between groups are allowed."""
    compact = text.replace(" ", "").upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact) or (compact.startswith("NL") and len(compact) != 18):
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


def is_kvk(text: str) -> bool:
    """Eight digits."""
    return re.fullmatch(r"\d{8}", text) is not None


def is_oin(text: str) -> bool:
    """Twenty digits, the first six 0; 00000099 is the prefix for tests (Logius, OIN-stelsel)."""
    return re.fullmatch(r"000000\d{14}", text) is not None


def is_kleur(text: str) -> bool:
    """`#` and six hexadecimal digits, as a colour is written on the web."""
    return re.fullmatch(r"#[0-9A-Fa-f]{6}", text) is not None


def is_gm_code(text: str) -> bool:
    """`GM` and four digits, as CBS writes the code of a gemeente."""
    return re.fullmatch(r"GM\d{4}", text) is not None


def passes_elfproef(digits: str) -> bool:
    """True when eight or nine digits satisfy the elfproef of a burgerservicenummer."""
    padded = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = sum(weight * int(digit) for weight, digit in zip(weights, padded, strict=True))
    return som % 11 == 0 and int(digits) != 0
