"""What is wrong in a UBL document, as a value: the rule, whose data it is about, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Partij(StrEnum):
    """Whose data must be mended: the sheet Regeling, the sheet Deelnemers, or the document that we made ourselves."""

    AFZENDER = "afzender"
    AFNEMER = "afnemer"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Gebrek:
    """One rule that a document breaks; `veld` is the field of Afzender or Deelnemer, `tekst` a Dutch half sentence.

    `regel` is the official name (BR-NL-1, PEPPOL-R010, BR-CO-15), or begins with CUSD where the official rules see nothing.
    """

    regel: str
    tekst: str
    partij: Partij = Partij.DOCUMENT
    veld: str = ""
