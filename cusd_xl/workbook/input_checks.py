"""Looks at the sheets of the input tables as a whole: merged cells, hidden input and columns that hold personal data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal

from cusd_xl.base.addresses import letter_of, number_of
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.identifiers import passes_elfproef
from cusd_xl.workbook.bron import Blad, Bladinhoud
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, header_text, number_text
from cusd_xl.workbook.tables import GevondenTabel

PERSONAL_WORDS = frozenset(("bsn", "sofi", "geboortedatum", "geboortedag", "achternaam", "voornaam", "voornamen", "voorletters"))
PERSONAL_PARTS = ("burgerservicenummer", "sofinummer", "clientnummer", "clientnaam", "clientid", "geboortedatum", "achternaam")
NOT_PERSONAL = frozenset(("kvk", "oin", "rsin"))
FEWEST_NUMBERS = 5
SUSPECT_SHARE = Decimal("0.6")


def check_tabel(gevonden: GevondenTabel, blad: Blad, inhoud: Bladinhoud) -> list[Finding]:
    """Merged cells and hidden sheets, rows or columns of one table; each at most one waarschuwing."""
    area = gevonden.gebied
    findings = []
    merged = [one for one in inhoud.samengevoegd if one.overlaps(area)]
    if merged:
        extra = f" en {len(merged) - 1} andere" if len(merged) > 1 else ""
        cel = f"{blad.naam}!{letter_of(merged[0].eerste_kolom)}{merged[0].eerste_rij}"
        findings.append(finding("samengevoegde-cellen", cel, tabel=gevonden.tabel.naam, bereik=f"{merged[0]}{extra}"))
    hidden = _hidden(gevonden, blad, inhoud)
    if hidden:
        findings.append(finding("verborgen-invoer", f"{blad.naam}!{area}", tabel=gevonden.tabel.naam, wat=", ".join(hidden)))
    return findings


def find_persoonsgegevens(tabellen: Iterable[GevondenTabel], blad: Blad, inhoud: Bladinhoud) -> list[Finding]:
    """Columns of a sheet that look like data of residents, by header or by the elfproef on their numbers; no value is named."""
    headers = _headers(tabellen, inhoud)
    numbers: dict[int, set[str]] = {}
    for (_, kolom), cel in inhoud.cellen.items():
        digits = _digits(cel)
        if digits:
            numbers.setdefault(kolom, set()).add(digits)
    findings = []
    for kolom in sorted({*headers, *numbers}):
        kop = headers.get(kolom, "")
        by_kop = is_persoonlijk(kop)
        if by_kop or (not NOT_PERSONAL & set(_words(kop)) and looks_like_bsn(numbers.get(kolom, set()))):
            reden = "volgens de kop" if by_kop else "veel nummers voldoen aan de elfproef van het BSN"
            letter = letter_of(kolom)
            findings.append(finding("persoonsgegevens", f"{blad.naam}!{letter}1", letter=letter, blad=blad.naam, reden=reden))
    return findings


def _hidden(gevonden: GevondenTabel, blad: Blad, inhoud: Bladinhoud) -> list[str]:
    found = [f"blad {blad.naam}"] if blad.verborgen else []
    rows = [rij for rij in sorted(inhoud.verborgen_rijen) if gevonden.eerste_rij <= rij <= gevonden.laatste_rij]
    if rows:
        found.append(f"rij {rows[0]}" if len(rows) == 1 else f"{len(rows)} rijen vanaf rij {rows[0]}")
    letters = [*gevonden.kolommen.values(), *gevonden.gemeentekolommen.values()]
    columns = [one for one in letters if any(low <= number_of(one) <= high for low, high in inhoud.verborgen_kolommen)]
    if columns:
        found.append(f"kolom {', '.join(columns)}")
    return found


def _headers(tabellen: Iterable[GevondenTabel], inhoud: Bladinhoud) -> Mapping[int, str]:
    rows = {gevonden.koprij for gevonden in tabellen}
    headers: dict[int, str] = {}
    tops: dict[int, int] = {}
    for (rij, kolom), cel in inhoud.cellen.items():
        if cel.soort is not Celsoort.TEKST:
            continue
        if rij in rows:
            headers[kolom] = f"{headers.get(kolom, '')} {header_text(cel)}"
        tops[kolom] = min(rij, tops.get(kolom, rij))
    return {kolom: header_text(inhoud.cel(rij, kolom)) for kolom, rij in tops.items()} | headers


def _words(kop: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", kop).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def is_persoonlijk(kop: str) -> bool:
    """True when a header says that its column holds data of a resident."""
    words = _words(kop)
    joined = "".join(words)
    return bool(PERSONAL_WORDS & set(words)) or any(part in joined for part in PERSONAL_PARTS)


def _digits(cel: Celwaarde) -> str:
    if isinstance(cel.waarde, Decimal):
        text = number_text(cel.waarde)
    elif cel.soort is Celsoort.TEKST:
        text = re.sub(r"[\s.\-]", "", str(cel.waarde))
    else:
        return ""
    return text if re.fullmatch(r"[0-9]{8,9}", text) else ""


def looks_like_bsn(numbers: set[str]) -> bool:
    """True when most of these numbers of eight or nine digits pass the elfproef of the BSN."""
    passing = sum(passes_elfproef(digits) for digits in numbers)
    return len(numbers) >= FEWEST_NUMBERS and passing >= SUSPECT_SHARE * len(numbers)
