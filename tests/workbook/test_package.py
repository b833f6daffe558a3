"""Opening and writing the file itself: everything that is no sound workbook ends in one clear Dutch line."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.package import open_pakket, write_pakket
from cusd_xl.workbook.read import read_werkmap
from tests.workbook.bouw_werkmap import Werkmapbouw, wijzig_delen

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "42">]>'


@pytest.fixture
def gaaf(tmp_path: Path) -> bytes:
    """The bytes of a sound workbook."""
    return Werkmapbouw().schrijf(tmp_path / "gaaf.xlsx").read_bytes()


def _refusal(path: Path) -> str:
    with pytest.raises(WerkmapError) as caught:
        open_pakket(path)
    text = str(caught.value)
    assert "\n" not in text
    assert str(path.parent) not in text
    return text


def _zip(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, part)
    return target.getvalue()


def _change(old: str, new: str, deel: str = "xl/workbook.xml"):
    return lambda content: wijzig_delen(content, [(deel, old, new)])


INHOUD = (
    ("leeg", lambda content: b"", "is leeg"),
    ("afgekapt", lambda content: content[: len(content) // 2], "beschadigd"),
    ("tekst", lambda content: b"Gemeente;Bedrag\n", "geen Excel-werkmap"),
    ("wachtwoord", lambda content: OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    ("oude-xls", lambda content: OLE, "Excel 97-2003"),
    ("heel-oude-xls", lambda content: b"\x09\x08\x10\x00" + bytes(20), "zeer oude"),
    ("xlsb", _change("xl/workbook.xml", "xl/workbook.bin", "_rels/.rels"), "xlsb"),
    ("ods", lambda content: _zip(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "OpenDocument"),
    ("zip-zonder-werkmap", lambda content: _zip(("lees.txt", b"x")), "geen Excel-werkmap"),
    ("word", _change("<workbook ", "<document "), "beschadigd"),
    ("strict", _change(NAMESPACE, "http://purl.oclc.org/ooxml/spreadsheetml/main"), "Strict"),
    ("doctype", _change("<workbook ", DOCTYPE + "<workbook "), "DOCTYPE"),
    ("doctype-utf16", lambda content: _with_part(content, "xl/extra.xml", DOCTYPE.encode("utf-16")), "DOCTYPE"),
    ("geen-xml", _change("<workbook ", "<<workbook "), "beschadigd"),
    ("punt-punt", lambda content: _with_part(content, "../buiten.xml", b"<x/>"), "niet toegestaan"),
    ("absoluut", lambda content: _with_part(content, "/etc/x.xml", b"<x/>"), "niet toegestaan"),
    ("schuin", lambda content: _with_part(content, "xl\\x.xml", b"<x/>"), "niet toegestaan"),
    ("dubbel", lambda content: _with_part(content, "xl/Workbook.xml", b"<x/>"), "dubbel"),
    ("te-veel-delen", lambda content: _zip(*((f"d{n}.xml", b"") for n in range(2001))), "2001 onderdelen"),
    ("bom", lambda content: _with_part(content, "xl/nul.bin", bytes(30_000_000)), "samengeperst"),
    ("bzip2", lambda content: _zip(("a.xml", b"<a/>"), method=zipfile.ZIP_BZIP2), "beschadigd"),
)


@pytest.mark.parametrize(("naam", "maak", "woord"), INHOUD, ids=[naam for naam, _, _ in INHOUD])
def test_a_file_that_is_no_sound_workbook_is_refused_in_one_line(tmp_path, gaaf, naam, maak, woord):
    """The line names the file without its folder and says what is the matter."""
    path = tmp_path / f"{naam}.xlsx"
    path.write_bytes(maak(gaaf))

    text = _refusal(path)

    assert text.startswith(f"{naam}.xlsx ")
    assert woord in text


def test_too_much_content_is_refused_while_unpacking(tmp_path, gaaf, monkeypatch):
    """The limit counts what really comes out, part after part."""
    monkeypatch.setattr("cusd_xl.workbook.unzip.LARGEST_TOTAL", 10_000)
    path = tmp_path / "groot.xlsx"
    path.write_bytes(gaaf)

    assert "groter dan" in _refusal(path)


def test_an_encrypted_part_is_refused(tmp_path, gaaf):
    """A zip with a password of its own cannot be read either."""
    content = bytearray(gaaf)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path = tmp_path / "slot.xlsx"
    path.write_bytes(content)

    assert "wachtwoord" in _refusal(path)


@pytest.mark.parametrize(
    ("naam", "woord"), [("weg.xlsx", "bestaat niet"), ("~$begroting.xlsx", "hulpbestand"), ("n" * 300, "geopend")]
)
def test_a_name_that_leads_nowhere_is_explained(tmp_path, naam, woord):
    """A missing file, the owner file of Excel and an impossible name each get their own line."""
    assert woord in _refusal(tmp_path / naam)


def test_a_folder_is_no_workbook(tmp_path):
    """A folder is refused by name."""
    assert "is een map" in _refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="dit besturingssysteem kent geen pijpbestanden")
def test_a_pipe_is_not_waited_for(tmp_path):
    """Something that is no ordinary file is refused at once."""
    os.mkfifo(tmp_path / "pijp.xlsx")

    assert "geen gewoon bestand" in _refusal(tmp_path / "pijp.xlsx")


def test_a_file_that_may_not_be_read_is_explained(tmp_path, monkeypatch):
    """No rights, or open elsewhere: the line says what to do."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (tmp_path / "dicht.xlsx").write_text("x")

    assert "mag niet worden gelezen" in _refusal(tmp_path / "dicht.xlsx")


def test_the_same_parts_give_the_same_bytes(tmp_path, gaaf):
    """A package written back holds the same parts in the same order, twice the same bytes."""
    (tmp_path / "a.xlsx").write_bytes(gaaf)
    pakket = open_pakket(tmp_path / "a.xlsx")

    (tmp_path / "b.xlsx").write_bytes(write_pakket(pakket.delen))

    again = open_pakket(tmp_path / "b.xlsx")
    assert list(again.delen.items()) == list(pakket.delen.items())
    assert write_pakket(again.delen) == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_end_in_one_line_or_in_a_reading(tmp_path, gaaf, seed):
    """Whatever bytes are changed or lost, there is a reading or one Dutch line, never a traceback."""
    chance = random.Random(seed)
    content = bytearray(gaaf)
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(len(content)) :]
    path = tmp_path / "stuk.xlsx"
    path.write_bytes(content)

    assert _outcome(path) in {"gelezen", "geweigerd"}


@pytest.mark.parametrize("seed", range(60))
def test_damaged_parts_end_in_one_line_or_in_a_reading(tmp_path, gaaf, seed):
    """Also when the zip is sound and the XML in it is not."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(gaaf)) as source:
        parts = {info.filename: bytearray(source.read(info)) for info in source.infolist()}
    for name in chance.sample(sorted(parts), 2):
        for _ in range(chance.choice((1, 4))):
            parts[name][chance.randrange(len(parts[name]))] = chance.choice(b'<>&"0A1/x')
    if chance.random() < 0.3:
        del parts[chance.choice(sorted(parts))]
    path = tmp_path / "stuk.xlsx"
    path.write_bytes(write_pakket({name: bytes(content) for name, content in parts.items()}))

    assert _outcome(path) in {"gelezen", "geweigerd"}


def _outcome(path: Path) -> str:
    try:
        read_werkmap(path)
    except WerkmapError as error:
        return "geweigerd" if "\n" not in str(error) else str(error)
    return "gelezen"
