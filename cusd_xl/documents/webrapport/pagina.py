"""Builds a page: a heading, sections with text and tables, a footer; every text is a node, never a piece of markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from lxml import etree
from lxml.html.builder import E

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Cel:
    """A cell of a table: its text, the number it sorts by (None: by its text), its class, and a link within the page."""

    tekst: str
    waarde: str | None = None
    klasse: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: caption, headers, rows (the first cell of a row is its header), the columns of numbers, and a row of totals."""

    bijschrift: str
    koppen: tuple[str, ...]
    rijen: Sequence[Sequence[Cel]]
    getallen: frozenset[int] = frozenset()
    totaal: Sequence[Cel] = ()


@dataclass(frozen=True, slots=True)
class Sectie:
    """A section: the mark links point to, its heading, paragraphs, and what comes after them."""

    anker: str
    kop: str
    alineas: Sequence[str] = ()
    inhoud: Sequence[Tabel | Element] = field(default_factory=tuple)
    bladzijde: bool = False


def render_pagina(titel: str, ondertitel: str, secties: Sequence[Sectie], scripts: Sequence[str] = (), voet: str = "") -> bytes:
    """The page as one HTML file; the same input gives the same bytes. `scripts` run after that of the tables, in this order."""
    alle = [read_bron("tabellen.js"), *scripts]
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        _meta(
            "Content-Security-Policy", f"default-src 'none'; style-src 'unsafe-inline'; script-src {_sign(alle)}; base-uri 'none'"
        ),
        _meta("Referrer-Policy", "no-referrer"),
        E.title(toon(titel)),
        E.style(read_bron("stijl.css")),
    )
    body = E.body(
        E.a("Naar de inhoud", {"class": "overslaan", "href": "#inhoud"}),
        E.header(E.div(E.h1(toon(titel)), E.p(toon(ondertitel))), {"class": "kop"}),
        E.nav(
            E.div(E.ul(*(E.li(E.a(toon(one.kop), href=f"#{one.anker}")) for one in secties))),
            {"class": "inhoud", "aria-label": "Inhoud"},
        ),
        E.main(*(_make_sectie(one) for one in secties), id="inhoud", tabindex="-1"),
        E.footer(E.div(E.p(voet or "Gemaakt met cusd-xl. Deze pagina staat op zichzelf en haalt niets van internet."))),
        *(E.script(one) for one in alle),
    )
    return b"<!DOCTYPE html>\n" + etree.tostring(E.html(head, body, lang="nl"), method="html", encoding="utf-8") + b"\n"


@lru_cache(maxsize=8)
def read_bron(naam: str) -> str:
    """A source that stands beside this module."""
    return files(__package__).joinpath(naam).read_text(encoding="utf-8")


def toon(tekst: str) -> str:
    """A text that a page can hold: whatever is not a sign becomes a space."""
    return "".join(teken if teken.isprintable() else " " for teken in tekst)


def make_tabel(tabel: Tabel) -> Element:
    """A table that scrolls by itself on a narrow screen and sorts by its headers."""
    koppen = [E.th(toon(kop), _looks(tabel, plek, scope="col")) for plek, kop in enumerate(tabel.koppen)]
    made = E.table(
        E.caption(toon(tabel.bijschrift)),
        E.thead(E.tr(*koppen)),
        E.tbody(*(E.tr(*_make_cellen(tabel, rij)) for rij in tabel.rijen)),
        {"class": "sorteerbaar"},
    )
    if tabel.totaal:
        made.append(E.tfoot(E.tr(*_make_cellen(tabel, tabel.totaal))))
    return E.div(made, {"class": "rol", "role": "region", "tabindex": "0", "aria-label": toon(tabel.bijschrift)})


def _make_cellen(tabel: Tabel, rij: Sequence[Cel]) -> Sequence[Element]:
    made = []
    for plek, cel in enumerate(rij):
        looks = _looks(tabel, plek, cel.klasse) | ({"data-waarde": cel.waarde} if cel.waarde is not None else {})
        inhoud = E.a(toon(cel.tekst), href=cel.link) if cel.link else toon(cel.tekst)
        made.append(E.td(inhoud, looks) if plek else E.th(inhoud, looks | {"scope": "row"}))
    return made


def _looks(tabel: Tabel, plek: int, klasse: str = "", **erbij: str) -> dict[str, str]:
    klassen = " ".join(one for one in (klasse, "getal" if plek in tabel.getallen else "") if one)
    return erbij | ({"class": klassen} if klassen else {})


def _make_sectie(one: Sectie) -> Element:
    inhoud = [make_tabel(deel) if isinstance(deel, Tabel) else deel for deel in one.inhoud]
    looks = {"id": one.anker} | ({"class": "bladzijde"} if one.bladzijde else {})
    return E.section(E.h2(toon(one.kop)), *(E.p(toon(tekst)) for tekst in one.alineas), *inhoud, looks)


def _meta(naam: str, inhoud: str) -> Element:
    return E.meta({"http-equiv": naam, "content": inhoud})


def _sign(scripts: Sequence[str]) -> str:
    """What the page allows to run: these scripts, by their sha256, and nothing else."""
    hashes = (base64.b64encode(hashlib.sha256(one.encode("utf-8")).digest()).decode() for one in scripts)
    return " ".join(f"'sha256-{one}'" for one in hashes)
