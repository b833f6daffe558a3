"""Opens a workbook file as a package of parts after every check on its outside, and writes such a package back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.names import tidy
from cusd_xl.workbook.unzip import LARGEST_FILE, unzip_parts
from cusd_xl.workbook.xml_parts import STRICT_NAMESPACE, XML_ENDINGS, parse_part, read_relations

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OLD_XLS_MAGIC = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
SAVE_AS_XLSX = "Sla het in Excel op als Excel-werkmap (.xlsx) en gebruik dat bestand."


@dataclass(frozen=True, slots=True)
class Pakket:
    """A workbook file taken apart: file name, parts in the order of the zip, and which part is the workbook."""

    naam: str
    delen: Mapping[str, bytes]
    werkmapdeel: str


def open_pakket(path: Path) -> Pakket:
    """Read the parts of an .xlsx or .xlsm file; WerkmapError, one Dutch line, for anything that is not a sound workbook.

    Limits: 200 MB of file and of parts together, 2 000 parts, 200 times compression per part (facts/betrouwbaarheid.md C2).
    """
    naam = tidy(path.name.encode("utf-8", "replace").decode("utf-8")) or "Het bestand"
    return unpack(naam, _read_file(path, naam))


def unpack(naam: str, content: bytes) -> Pakket:
    """Take the bytes of a workbook apart, with the same checks; `naam` is the file name for the messages."""
    _check_magic(content, naam)
    delen = unzip_parts(content, naam)
    _check_doctype(delen, naam)
    return Pakket(naam, MappingProxyType(delen), _find_werkmapdeel(delen, naam))


def write_pakket(delen: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip with these parts in this order; the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in delen.items():
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, content)
    return target.getvalue()


def _read_file(path: Path, naam: str) -> bytes:
    if naam.startswith("~$"):
        raise WerkmapError(f"{naam} is een hulpbestand van een geopende werkmap. Kies het bestand zonder ~$ ervoor.")
    try:
        if path.is_dir():
            raise WerkmapError(f"{naam} is een map, geen bestand. Geef de naam van de werkmap zelf op.")
        if path.exists() and not path.is_file():
            raise WerkmapError(f"{naam} is geen gewoon bestand. Geef de naam van een werkmap (.xlsx) op.")
        if path.stat().st_size > LARGEST_FILE:
            raise WerkmapError(f"{naam} is groter dan {LARGEST_FILE // 1_000_000} MB. Haal overbodige bladen weg.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise WerkmapError(f"{naam} bestaat niet in de opgegeven map. Controleer de naam en de map.") from error
    except PermissionError as error:
        raise WerkmapError(f"{naam} mag niet worden gelezen. Sluit het elders of vraag leesrechten aan.") from error
    except (OSError, ValueError) as error:
        raise WerkmapError(f"{naam} kan niet worden geopend. Controleer de naam en de verbinding met de schijf.") from error
    if not content:
        raise WerkmapError(f"{naam} is leeg (0 bytes). Haal het bestand opnieuw op of sla de werkmap opnieuw op.")
    return content


def _check_magic(content: bytes, naam: str) -> None:
    if content.startswith(OLE_MAGIC):
        if ENCRYPTED_STREAM in content:
            raise WerkmapError(
                f"{naam} is beveiligd met een wachtwoord en kan niet worden gelezen. "
                "Haal in Excel het wachtwoord weg (Bestand, Info, Werkmap beveiligen) en sla het opnieuw op."
            )
        raise WerkmapError(f"{naam} heeft de oude indeling van Excel 97-2003 (.xls) of is geen werkmap. {SAVE_AS_XLSX}")
    if content.startswith(OLD_XLS_MAGIC):
        raise WerkmapError(f"{naam} heeft een zeer oude Excel-indeling (.xls). {SAVE_AS_XLSX}")
    if not content.startswith(ZIP_MAGIC):
        raise WerkmapError(f"{naam} is geen Excel-werkmap (.xlsx), ook al kan de naam daarop eindigen. {SAVE_AS_XLSX}")


def _check_doctype(delen: Mapping[str, bytes], naam: str) -> None:
    for deel, content in delen.items():
        if deel.lower().endswith(XML_ENDINGS) and any(mark in content for mark in DOCTYPES):
            raise WerkmapError(
                f"{naam} wordt geweigerd: onderdeel {deel!a} bevat een DOCTYPE en kan schadelijk zijn. "
                "Vraag de afzender om een nieuw opgeslagen bestand."
            )


def _find_werkmapdeel(delen: Mapping[str, bytes], naam: str) -> str:
    if delen.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise WerkmapError(f"{naam} is een OpenDocument-bestand (.ods). {SAVE_AS_XLSX}")
    main = [one for one in read_relations(naam, delen, "").values() if one.kind == "officeDocument" and not one.external]
    deel = main[0].target if main else ""
    if deel.lower().endswith(".bin"):
        raise WerkmapError(f"{naam} is een binaire werkmap (.xlsb). {SAVE_AS_XLSX}")
    if deel not in delen:
        raise WerkmapError(f"{naam} is geen Excel-werkmap: het onderdeel met de bladen ontbreekt. {SAVE_AS_XLSX}")
    tag = str(parse_part(naam, deel, delen[deel]).tag)
    if tag.startswith("{" + STRICT_NAMESPACE):
        raise WerkmapError(
            f"{naam} is opgeslagen als 'Strict Open XML-werkmap' en wordt niet gelezen. "
            "Kies in Excel bij Opslaan als de gewone Excel-werkmap (.xlsx)."
        )
    if tag.rpartition("}")[2] != "workbook":
        raise WerkmapError(f"{naam} is een Office-bestand, maar geen Excel-werkmap. {SAVE_AS_XLSX}")
    return deel
