"""The house style: from the workbook and the file beside it to the PDF, and what is said when it cannot be used."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.model.huisstijl import STANDAARDKLEUR
from cusd_xl.runs.controleer import run_controleer
from cusd_xl.runs.factureer import run_factureer
from cusd_xl.runs.huisstijl import BYTES_PER_KB, LOGO_GRENS_KB, load_huisstijl
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.pdf import count_tags, read_bladzijden
from tests.hulp.soorten import SVG

DATUM = date(2026, 1, 5)
KAPOT = b"dit is geen plaatje"
ONAF = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text>'
BOM = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><rect id="a0" width="1" height="1"/>'
    + "".join(f'<g id="a{laag}">' + f'<use href="#a{laag - 1}"/>' * 10 + "</g>" for laag in range(1, 12))
    + '</defs><use href="#a11"/></svg>'
).encode()
"""A hundred billion squares in a kilobyte."""
LEES_MIJ = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image width="9" height="9" href="%s"/></svg>'


def make_png() -> bytes:
    """One red pixel."""

    def chunk(naam: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xc8\x10\x2e")) + chunk(b"IEND", b"")


def met_huisstijl(folder: Path, **parameters: str) -> Path:
    """The workbook of Amersfoort with these parameters of the house style filled in."""
    path = folder / "begroting.xlsx"
    path.write_bytes(build_invoer(choose_profiel("amersfoort", 2026, leeg=False)))
    book = openpyxl.load_workbook(path)
    for row in book["Regeling"].iter_rows():
        if row[0].value in parameters:
            row[1].value = parameters[str(row[0].value)]
    book.save(path)
    return path


def found(werkmap: Path) -> list[Finding]:
    """The findings about the house style."""
    return [one for one in run_controleer(werkmap).findings if one.code.startswith(("logo-", "kleur-"))]


@pytest.mark.parametrize(("naam", "inhoud"), [("logo.svg", SVG), ("Logo.PNG", make_png())])
def test_name_colour_and_logo_reach_the_pdf(tmp_path: Path, naam: str, inhoud: bytes) -> None:
    """Met naam, kleur en logo in de werkmap staan die op elke pdf, zonder bevinding."""
    (tmp_path / naam).write_bytes(inhoud)
    werkmap = met_huisstijl(tmp_path, huisstijl_naam="Regio Amersfoort", huisstijl_kleur="#ffcc00", huisstijl_logo=naam)
    assert found(werkmap) == []
    resultaat = run_factureer(werkmap, "Q1", tmp_path / "uit", DATUM)
    pdf = (tmp_path / "uit" / next(one for one in resultaat.bestanden if one.endswith("baarn.pdf"))).read_bytes()
    assert "Regio Amersfoort" in read_bladzijden(pdf)[0]
    assert count_tags(pdf)["/Figure"] == 1


@pytest.mark.parametrize(
    ("logo", "inhoud", "code", "reden"),
    [
        ("weg.png", None, "logo-ontbreekt", "staat niet in de map"),
        ("../buiten.png", make_png(), "logo-onbruikbaar", "buiten de map"),
        ("/etc/hostname", None, "logo-onbruikbaar", "buiten de map"),
        ("logo.jpg", make_png(), "logo-onbruikbaar", "geen png of svg"),
        ("logo.png", KAPOT, "logo-onbruikbaar", "geen geldige png"),
        ("logo.svg", KAPOT, "logo-onbruikbaar", "geen geldige svg"),
        ("onaf.svg", ONAF, "logo-onbruikbaar", "geen geldige svg"),
        ("bom.svg", BOM, "logo-onbruikbaar", "geen geldige svg"),
        ("x" * 300 + ".png", None, "logo-onbruikbaar", "kan niet worden gelezen"),
        ("groot.svg", SVG + b" " * LOGO_GRENS_KB * BYTES_PER_KB, "logo-onbruikbaar", "te groot"),
    ],
    ids=["weg", "erboven", "absoluut", "jpg", "kapotte-png", "kapotte-svg", "onaf", "bom", "lange-naam", "te-groot"],
)
def test_a_logo_that_cannot_be_used_is_told(tmp_path: Path, logo: str, inhoud: bytes | None, code: str, reden: str) -> None:
    """Een logo dat ontbreekt of niet deugt geeft één waarschuwing bij zijn cel; de facturen komen er, met de naam."""
    (tmp_path / "map").mkdir()
    if inhoud is not None:
        (tmp_path / "map" / logo).write_bytes(inhoud)
    werkmap = met_huisstijl(tmp_path / "map", huisstijl_logo=logo)
    (melding,) = found(werkmap)
    resultaat = run_factureer(werkmap, "Q1", tmp_path / "uit", DATUM)
    assert (melding.code, melding.cel) == (code, "Regeling!B29")
    assert reden in melding.melding
    assert melding in resultaat.findings
    assert (has_fout(resultaat.findings), len(resultaat.facturen)) == (False, 8)


def test_a_picture_inside_a_picture_stays_outside(tmp_path: Path) -> None:
    """Een svg die een ander bestand aanhaalt, krijgt dat bestand niet op de factuur."""
    (tmp_path / "geheim.png").write_bytes(make_png())
    (tmp_path / "logo.svg").write_bytes(LEES_MIJ % str(tmp_path / "geheim.png").encode())
    werkmap = met_huisstijl(tmp_path, huisstijl_logo="logo.svg")
    resultaat = run_factureer(werkmap, "Q1", tmp_path / "uit", DATUM)
    pdf = (tmp_path / "uit" / next(one for one in resultaat.bestanden if one.endswith("baarn.pdf"))).read_bytes()
    assert b"/Subtype /Image" not in pdf
    assert b"/Subtype/Image" not in pdf


def test_what_is_no_colour_becomes_our_own(tmp_path: Path) -> None:
    """Een kleur die geen kleur is geeft een waarschuwing en de standaardkleur."""
    werkmap = met_huisstijl(tmp_path, huisstijl_kleur="donkerblauw")
    begroting = read_werkmap(werkmap).begroting
    assert begroting is not None
    assert [(one.code, one.cel) for one in found(werkmap)] == [("kleur-ongeldig", "Regeling!B28")]
    assert load_huisstijl(werkmap, begroting.regeling)[0].kleur == STANDAARDKLEUR
