"""Handvest art. 11.3: taakveld and categorie of a kostenpost exist in Iv3 of that boekjaar, and together are no grey cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import nearest
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.model.iv3 import Iv3post
from cusd_xl.parameters.iv3codes import BATEN, LASTEN, Iv3codes, list_iv3_jaren, load_iv3
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import HANDVEST, Grondslag

GRONDSLAG = Grondslag(HANDVEST, "11.3", f"{HANDVEST}, art. 11.3; CBS, Iv3-definitiebestanden", ("R56",))
TAAKVELD = re.compile(r"\d{1,2}\.\d{1,3}[a-d]?")


def check_iv3(begroting: Begroting) -> Iterator[Finding]:
    """The findings on Taakveld and Categorie of tblKosten; an empty code is allowed until Iv3 is made.

    Of a boekjaar without a code list no code is refused: one waarschuwing says that they were not checked.
    """
    filled = [one for one in begroting.kosten if one.taakveld or one.categorie]
    if not filled:
        return
    try:
        codes = load_iv3(begroting.jaar)
    except ParameterError as error:
        yield finding("parameter-ontbreekt", "tblKosten", controle="taakveld en categorie", reden=error)
        yield from _check_vorm(filled)
        return
    for kostenpost in filled:
        yield from check_kostenpost(kostenpost, codes)


def check_kostenpost(kostenpost: Kostenpost | Iv3post, codes: Iv3codes) -> Iterator[Finding]:
    """The findings on the codes of one kostenpost in a boekjaar with a code list; an empty code is passed over."""
    taakveld, categorie = kostenpost.taakveld, kostenpost.categorie
    facts = {"kostenpost": kostenpost.kostenpost, "taakveld": taakveld, "categorie": categorie, "jaar": codes.boekjaar}
    naam = codes.find_naam(taakveld)
    if taakveld and not naam:
        yield finding("iv3-taakveld-onbekend", kostenpost.herkomst.cel("taakveld"), advies=_advise(taakveld, codes), **facts)
    categorienaam = codes.categorieen[LASTEN].get(categorie, "")
    if categorie and not categorienaam:
        advies = _advise_categorie(categorie, codes)
        yield finding("iv3-categorie-onbekend", kostenpost.herkomst.cel("categorie"), advies=advies, **facts)
    if not naam or not categorienaam:
        return
    facts |= {"taakveldnaam": naam, "categorienaam": categorienaam}
    if taakveld not in codes.taakvelden:
        yield finding("iv3-buiten-domein", kostenpost.herkomst.cel("taakveld"), **facts)
    elif codes.is_grijs(LASTEN, taakveld, categorie):
        yield finding("iv3-grijze-cel", kostenpost.herkomst.cel("categorie"), **facts)


def _check_vorm(kosten: list[Kostenpost]) -> Iterator[Finding]:
    """All that can be said of a code when the list of its year is not there."""
    for one in kosten:
        if one.taakveld and not TAAKVELD.fullmatch(one.taakveld):
            yield finding("taakveld-vorm", one.herkomst.cel("taakveld"), taakveld=one.taakveld, kostenpost=one.kostenpost)


def _advise(taakveld: str, codes: Iv3codes) -> str:
    """Which taakveld is meant: the same name in another year, a zero or a point that got lost, or the code that looks like it."""
    other = _find_other_year(taakveld, codes)
    meant = _find_meant(taakveld, [*codes.taakvelden, *codes.overige_taakvelden])
    if other is None:
        close = meant or nearest(taakveld, codes.taakvelden)
        return f"Bedoelt u '{close}'?" if close else "Typ de code als tekst, zoals 6.60 of 6.812."
    naam = other.find_naam(taakveld)
    same = [code for code, known in codes.taakvelden.items() if known == naam or known.startswith(f"{naam} ")]
    was = f"In {other.boekjaar} {'is' if other.boekjaar > codes.boekjaar else 'was'} dit {naam}"
    if same:
        return f"{was}; in {codes.boekjaar} is dat {enumerate_names(same)}."
    if meant:
        return f"{was}. Bedoelt u '{meant}'?"
    return f"{was}; geen taakveld van {codes.boekjaar} heeft die naam. Kies het taakveld waar deze kosten nu horen."


def _find_other_year(taakveld: str, codes: Iv3codes) -> Iv3codes | None:
    """The known year nearest to this one that has the code."""
    jaren = sorted(list_iv3_jaren(), key=lambda jaar: abs(jaar - codes.boekjaar))
    return next((one for one in map(load_iv3, jaren) if one.find_naam(taakveld)), None)


def _find_meant(code: str, known: list[str]) -> str | None:
    """The one code that Excel or a hurried hand made this of: 6.6 for 6.60, 6,812 for 6.812."""
    typed = code.replace(",", ".")
    fitting = [one for one in known if one == typed or one.rstrip("0") == typed]
    return fitting[0] if len(fitting) == 1 else None


def _advise_categorie(categorie: str, codes: Iv3codes) -> str:
    if categorie in codes.categorieen[BATEN]:
        return f"Zij hoort bij de baten ({codes.categorieen[BATEN][categorie]}); kies een categorie van de lasten."
    known = codes.categorieen[LASTEN]
    close = _find_meant(categorie, list(known)) or nearest(categorie, known)
    return f"Bedoelt u '{close}' ({known[close]})?" if close else "Typ de code als tekst, zoals 4.3.2."
