"""The house style for the documents: what the workbook says, and the logo that lies beside it."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.identifiers import is_kleur
from cusd_xl.model.huisstijl import STANDAARDKLEUR, Huisstijl, Logo, Logoformaat
from cusd_xl.model.regeling import Regeling

LOGO_GRENS_KB = 1024
"""The largest logo in kilobytes: it stands in every PDF. Our own choice."""
BYTES_PER_KB = 1024


def load_huisstijl(pad: Path, regeling: Regeling) -> tuple[Huisstijl, tuple[Finding, ...]]:
    """The house style of the workbook at `pad`; a logo that cannot be used is a waarschuwing and is left out."""
    kleur = regeling.huisstijl_kleur if is_kleur(regeling.huisstijl_kleur) else STANDAARDKLEUR
    logo = _try_logo(pad.resolve().parent, regeling) if regeling.huisstijl_logo else None
    if isinstance(logo, Finding):
        return Huisstijl(kleur, regeling.huisstijl_naam), (logo,)
    return Huisstijl(kleur, regeling.huisstijl_naam, logo), ()


def check_huisstijl(pad: Path, regeling: Regeling) -> tuple[Finding, ...]:
    """What is wrong with the logo beside the workbook at `pad`."""
    return load_huisstijl(pad, regeling)[1]


def _try_logo(folder: Path, regeling: Regeling) -> Logo | Finding:
    try:
        return _load_logo(folder, regeling)
    except OSError:
        return _refuse(regeling.cel("huisstijl_logo"), regeling.huisstijl_logo, "het bestand kan niet worden gelezen")


def _load_logo(folder: Path, regeling: Regeling) -> Logo | Finding:
    naam, cel = regeling.huisstijl_logo, regeling.cel("huisstijl_logo")
    gevonden = (folder / naam).resolve()
    if not gevonden.is_relative_to(folder):
        return _refuse(cel, naam, "het ligt buiten de map van de werkmap")
    formaat = gevonden.suffix.lower().removeprefix(".")
    if formaat not in set(Logoformaat):
        return _refuse(cel, naam, "het is geen png of svg")
    if not gevonden.is_file():
        return finding("logo-ontbreekt", cel, logo=naam)
    return _read_logo(gevonden, cel, naam, Logoformaat(formaat))


def _read_logo(gevonden: Path, cel: str, naam: str, formaat: Logoformaat) -> Logo | Finding:
    from cusd_xl.documents.logo import is_tekenbaar  # the engine is loaded only where a logo is named

    if gevonden.stat().st_size > LOGO_GRENS_KB * BYTES_PER_KB:
        return _refuse(cel, naam, "het bestand is te groot")
    logo = Logo(gevonden.read_bytes(), formaat)
    return logo if is_tekenbaar(logo) else _refuse(cel, naam, f"de inhoud is geen geldige {formaat}")


def _refuse(cel: str, naam: str, reden: str) -> Finding:
    return finding("logo-onbruikbaar", cel, logo=naam, reden=reden, grens=LOGO_GRENS_KB)
