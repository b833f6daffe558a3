"""For every code of rapporteren.toml one begroting that provokes it, the command that says so, and the cell it points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.model.begroting import Begroting, Dekking, Realisatie, Sleutel, Wijziging
from cusd_xl.model.besluiten import Contract, Kalendermoment
from cusd_xl.model.jaargang import Prognose
from tests.hulp.rapportage import jaar_begroting
from tests.rules.bouw import kostenpost

MEI, SEPTEMBER = date(2026, 5, 1), date(2026, 9, 1)
VAST = "vastgesteld"
PROEF: Mapping[str, Any] = MappingProxyType({"naam": "Centrumregeling Proef", "afwijking_procent": Decimal(5)})
ZONDER: Mapping[str, Any] = MappingProxyType({"prognoses": (), "wijzigingen": (), "kalender": ()})
VOORAF = (*jaar_begroting().sleutels[:-1], Sleutel("realisatie", "inkoopplan"))
"""Hulp is advanced by the inkoopplan."""
PROGNOSES = jaar_begroting().prognoses
"""Rows 5 to 47 of the sheet, the last one of an own contract."""


@dataclass(frozen=True)
class Rapportgeval:
    """The words of the command behind the workbook, the cell of the finding, and what differs in the begroting."""

    opdracht: tuple[str, ...]
    cel: str
    begroting: Mapping[str, Any] = field(default_factory=dict)

    def bouw(self) -> Begroting:
        """The begroting of the year without prognoses, wijzigingen and kalender, but for what the case is about."""
        return jaar_begroting(**{**ZONDER, **self.begroting})


def controleer(cel: str, **changes: Any) -> Rapportgeval:
    return Rapportgeval(("controleer",), cel, changes)


def wijziging(nummer: str, datum: date | None = MEI, status: str = VAST, **changes: Any) -> Wijziging:
    return replace(Wijziging(nummer, datum, status, "K01", 100_00), **changes)


def moment(naam: str, periode: str = "", **changes: Any) -> Kalendermoment:
    return replace(Kalendermoment(naam, 2026, periode), **changes)


def prognose(cel: str, *more: Prognose, **changes: Any) -> Rapportgeval:
    return controleer(cel, prognoses=(*PROGNOSES[:-1], *more), **changes)


def kwartaal(cel: str, *opties: str, **changes: Any) -> Rapportgeval:
    return Rapportgeval(("kwartaalrapportage", "--kwartaal", "Q2", *opties), cel, changes)


def rapportages(*regels: tuple[str, str]) -> tuple[Kalendermoment, ...]:
    """Managementrapportages that are ready, each with its periode and opmerking."""
    return tuple(moment("managementrapportage", periode, gereed=SEPTEMBER, opmerking=opmerking) for periode, opmerking in regels)


GEVALLEN_RAPPORT: Mapping[str, Rapportgeval] = MappingProxyType(
    {
        "wijziging-nummer-ontbreekt": controleer("Wijzigingen!A6", wijzigingen=(wijziging("1"), wijziging("3"))),
        "wijziging-volgorde": controleer("Wijzigingen!B6", wijzigingen=(wijziging("1", SEPTEMBER), wijziging("2", MEI))),
        "wijziging-zonder-datum": controleer("Wijzigingen!B5", wijzigingen=(wijziging("1", None),)),
        "wijziging-na-jaar": controleer("Wijzigingen!B5", wijzigingen=(wijziging("1", date(2027, 1, 1)),)),
        "wijziging-gemengd": controleer("Wijzigingen!C6", wijzigingen=(wijziging("1"), wijziging("1", status="concept"))),
        "wijziging-inkoopplan-onduidelijk": controleer(
            "Wijzigingen!G5", wijzigingen=(wijziging("1", gemeente="Baarn", taak="J1"),)
        ),
        "wijziging-inkoopplan-onmogelijk": controleer(
            "Wijzigingen!E5",
            sleutels=VOORAF,
            wijzigingen=(wijziging("1", kostenpost="K03", gemeente="Baarn", taak="J1", mutatie=-99_999_999_99),),
        ),
        "wijziging-niet-door-te-rekenen": Rapportgeval(
            ("wijziging", "--nummer", "2"),
            "Dekking!D5",
            {
                "kosten": (kostenpost("K01", bedrag=100_00),),
                "dekking": (Dekking("K01", "Subsidie", "subsidie", 150_00, 2026, 2026),),
                "wijzigingen": (wijziging("1", mutatie=-10_00), wijziging("2", mutatie=90_00)),
                "realisatie": (),
                "inkoopplan": (),
            },
        ),
        "prognose-dubbel": prognose("Prognoses!G47", PROGNOSES[0]),
        "prognose-vrijgesteld": prognose("Prognoses!G47", Prognose("1", MEI, "Nijkerk", "K03", 100, "J1")),
        "prognose-contract-onbekend": prognose("Prognoses!F47", Prognose("1", MEI, "Baarn", "K04", 100, "W1", "C9")),
        "prognose-eigen-contract": prognose(
            "Prognoses!F47",
            PROGNOSES[-1],
            contracten=(
                Contract("C1", "J1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "ja"),
                Contract("E1", "W1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "nee", gemeente="Nijkerk"),
            ),
        ),
        "prognose-peildatum-gemengd": prognose("Prognoses!B47", Prognose("1", SEPTEMBER, "Baarn", "K01", 100)),
        "prognose-peildatum-buiten-jaar": controleer(
            "Prognoses!B5", prognoses=tuple(replace(one, peildatum=date(2025, 5, 1)) for one in PROGNOSES[:21])
        ),
        "prognose-volgorde": controleer(
            "Prognoses!B26",
            prognoses=tuple(replace(one, peildatum=MEI) for one in PROGNOSES[:-1]),
        ),
        "prognose-ontbreekt": controleer("Prognoses!A5", prognoses=PROGNOSES[1:21]),
        "prognoses-te-weinig": controleer(
            "Regeling!B26", regeling={**PROEF, "stand_per": date(2026, 12, 31)}, prognoses=PROGNOSES[:21]
        ),
        "prognose-niet-begroot": Rapportgeval(("prognose",), "Kosten!H7", {"prognoses": PROGNOSES, "inkoopplan": ()}),
        "afwijking-drempel-ontbreekt": Rapportgeval(
            ("prognose",), "Regeling!B24", {"prognoses": PROGNOSES, "regeling": {"naam": "Proef"}}
        ),
        "rapportage-light-te-vaak": controleer(
            "Kalender!A8", kalender=rapportages(("Q1", ""), ("Q2", "light"), ("Q3", "light"), ("Q4", "lichte vorm; light"))
        ),
        "rapportage-te-weinig-uitgebreid": controleer(
            "Kalender!A7",
            kalender=rapportages(("Q1", ""), ("Q2", "light"), ("Q3", "light")),
            regeling={**PROEF, "stand_per": date(2027, 1, 31)},
        ),
        "rapportage-te-weinig": controleer(
            "Kalender!A6",
            kalender=rapportages(("Q1", ""), ("Q2", "")),
            regeling={**PROEF, "stand_per": date(2027, 1, 31)},
        ),
        "aanlevering-verzuim": kwartaal(
            "Kalender!F5", kalender=(moment("Aanlevering gegevens", "Q2", gemeente="Baarn", uiterlijk=date(2026, 7, 14)),)
        ),
        "aanlevering-te-laat": kwartaal(
            "Kalender!F5",
            kalender=(
                moment("aanlevering gegevens", "q2", gemeente="Baarn", uiterlijk=date(2026, 7, 14), gereed=date(2026, 7, 15)),
            ),
        ),
        "realisatie-zonder-kwartaal": kwartaal("Realisatie!D5", realisatie=(Realisatie("Baarn", "K03", "J1", "2026", 100_00),)),
        "realisatie-kwartaal-leeg": kwartaal("tblRealisatie", realisatie=jaar_begroting().realisatie[:-1:2]),
        "realisatie-zonder-taak": kwartaal(
            "tblRealisatie",
            kosten=(*jaar_begroting().kosten, kostenpost("K06", soort="hulpkosten", bedrag=None, verdeelsleutel="realisatie")),
            realisatie=(Realisatie("Baarn", "K06", "", "2026-Q1", 100_00),),
        ),
    }
)
