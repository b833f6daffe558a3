"""For every code of besluiten.toml one begroting that provokes it, and the cell where the finding must point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.model.begroting import Begroting, Dekking, Realisatie, Rijksmiddel, Sleutel
from cusd_xl.model.besluiten import Besluit, Contract, Inkoopvolume, Kalendermoment, Risicodeling
from cusd_xl.model.jaargang import Uittredingskosten
from tests.rules.bouw import BBP, INWONERS, deelnemer, kostenpost, taak
from tests.rules.controles.gevallen import Geval

AKKOORD = dict(zip(INWONERS, "MNO", strict=True))
DEELNEMERS = tuple(deelnemer(naam, code) for naam, (code, _) in INWONERS.items())
SLEUTELS = (Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("werkelijk", "werkelijk"))
ZONDER_BLAD = ("einddatum-te-vroeg",)
"""What is only said of a workbook that has no sheet Besluiten."""


def besluit(nummer: str, soort: str, **changes: Any) -> Besluit:
    """A besluit of November 2025 that is vastgesteld, with an x of everybody and a reference."""
    sound: dict[str, Any] = {"status": "vastgesteld", "besluitdatum": date(2025, 11, 20), "verwijzing": "zaak 1"}
    return Besluit(nummer, soort, **{**sound, "akkoord": frozenset(INWONERS), **changes})


def moment(naam: str, **changes: Any) -> Kalendermoment:
    """A row of the kalender about 2026."""
    return Kalendermoment(naam, **{"jaar": 2026, **changes})


def contract(code: str = "C1", **changes: Any) -> Contract:
    """A contract for J1 that runs all of 2026, through the regeling, without index."""
    sound: dict[str, Any] = {
        "taak": "J1", "vorm": "PxQ", "begin": date(2026, 1, 1), "einde": date(2026, 12, 31), "index": "geen",
        "via_regeling": "ja",
    }  # fmt: skip
    return Contract(code, **sound | changes)


def volume(gemeente: str, code: str = "J1", **changes: Any) -> Inkoopvolume:
    """What a gemeente lets the regeling buy in 2026."""
    return Inkoopvolume(gemeente, code, **{"jaar": 2026, "volume": Decimal(10), "bedrag": 1000_00, **changes})


def deel(code: str = "J1", modus: str = "profijt", **changes: Any) -> Risicodeling:
    """How the risk of a taak is borne in 2026, chosen in time."""
    return Risicodeling(code, 2026, modus, **{"keuzedatum": date(2025, 4, 1), **changes})


def geval(cel: str, profiel: str = "amersfoort", **changes: Any) -> Geval:
    """A workbook of this regeling that keeps its besluiten."""
    regeling = {"profiel": profiel, **changes.pop("regeling", {})}
    return Geval(cel, {"regeling": regeling, "akkoordkolommen": AKKOORD, **changes})


def bouw(profiel: str = "amersfoort", **changes: Any) -> Begroting:
    """The begroting of such a workbook."""
    return geval("", profiel, **changes).bouw()


def hulp(sleutel: str, *taken: str) -> dict[str, Any]:
    """Hulpkosten for these taken, with this sleutel."""
    return {
        "sleutels": SLEUTELS, "kosten": (kostenpost("K01", soort="hulpkosten", taken=taken, verdeelsleutel=sleutel),),
    }  # fmt: skip


def loopt_tot(dag: date) -> dict[str, Any]:
    """Eemnes is deelnemer up to and including this day."""
    return {"deelnemers": (*DEELNEMERS[:2], replace(DEELNEMERS[2], tot_en_met=dag))}


def vanaf(dag: date) -> dict[str, Any]:
    """Eemnes is deelnemer from this day on."""
    return {"deelnemers": (*DEELNEMERS[:2], replace(DEELNEMERS[2], vanaf=dag))}


EIGEN = contract("N1", via_regeling="nee", gemeente="Eemnes", begin=date(2024, 1, 1))

GEVALLEN_BESLUITEN: Mapping[str, Geval] = MappingProxyType(
    {
        "besluit-onvolledig": geval("Besluiten!F2", besluiten=(besluit("B1", "vrijstelling", gemeente="Baarn"),)),
        "besluit-zonder-datum": geval("Besluiten!H2", besluiten=(besluit("B1", "overig", besluitdatum=None),)),
        "besluit-zonder-akkoord": geval(
            "Besluiten!N2", besluiten=(besluit("B1", "begroting", jaar=2026, akkoord=frozenset({"Amersfoort", "Eemnes"})),)
        ),
        "besluit-niet-geldig": geval(
            "Besluiten!O2", besluiten=(besluit("B1", "opheffing", akkoord=frozenset(list(INWONERS)[:2])),)
        ),
        "opheffing-zonder-plan": geval("Besluiten!K2", "flevoland-2016", besluiten=(besluit("B1", "opheffing", verwijzing=""),)),
        "addendum-ontbreekt": geval("Besluiten!K2", besluiten=(besluit("B1", "regeling", verwijzing=""),)),
        "besluit-niet-voorbesproken": geval("Besluiten!H2", besluiten=(besluit("B1", "begroting", jaar=2026),)),
        "begroting-dubbel-vastgesteld": geval(
            "Besluiten!C3",
            "leeg",
            besluiten=(besluit("B1", "begroting", jaar=2026), besluit("B2", "begroting", jaar=2026)),
        ),
        "begroting-niet-vastgesteld": geval(
            "Besluiten!C2", "leeg", besluiten=(besluit("B1", "begroting", jaar=2026, status="concept"),)
        ),
        "begrotingsversie-volgorde": geval(
            "Besluiten!H3",
            "leeg",
            besluiten=(
                besluit("B1", "begroting", jaar=2026, status="concept", besluitdatum=date(2025, 11, 21)),
                besluit("B2", "begroting", jaar=2026),
            ),
        ),
        "financieel-protocol-ontbreekt": geval("Regeling!B8", besluiten=(besluit("B1", "overig"),)),
        "vrijstelling-zonder-besluit": geval(
            "Takenregister!I2",
            besluiten=(besluit("B1", "overig"),),
            taken=(taak("J1", "Amersfoort", "Eemnes"),),
            kosten=(kostenpost("K01"),),
        ),
        "opgave-met-terugwerkende-kracht": geval(
            "Besluiten!I2",
            besluiten=(besluit("B1", "opgave vrijstelling", gemeente="Eemnes", taak="W1", ingangsdatum=date(2025, 11, 1)),),
        ),
        "kruisje-ondanks-vrijstelling": geval(
            "Takenregister!I3",
            besluiten=(besluit("B1", "vrijstelling", gemeente="Baarn", taak="W1", ingangsdatum=date(2026, 1, 1)),),
        ),
        "toetreding-zonder-besluit": geval("Deelnemers!C4", **vanaf(date(2026, 7, 1))),
        "toetreding-niet-rond": geval(
            "Deelnemers!C4",
            besluiten=(besluit("B1", "toetreding", gemeente="Eemnes", status="concept"),),
            **vanaf(date(2026, 7, 1)),
        ),
        "toetreding-te-vroeg": geval(
            "Deelnemers!C4",
            "flevoland-2016",
            regeling={"begrotingsjaar": 2017},
            deelnemers=tuple(replace(one, vanaf=date(2016 + (one.gemeente == "Eemnes"), 1, 1)) for one in DEELNEMERS),
        ),
        "deelnemer-wijkt-af": geval(
            "Deelnemers!A5", deelnemers=(*DEELNEMERS, deelnemer("Barneveld", "GM0203")), besluiten=(besluit("B1", "overig"),)
        ),
        "uittreding-te-vroeg": geval("Deelnemers!D4", **loopt_tot(date(2028, 12, 31))),
        "einddatum-te-vroeg": geval("Deelnemers!D4", akkoordkolommen={}, **loopt_tot(date(2028, 12, 31))),
        "uittreding-zonder-besluit": geval("Deelnemers!D4", **loopt_tot(date(2031, 12, 31))),
        "uittreding-zonder-kostenvergoeding": geval(
            "Besluiten!J2",
            besluiten=(besluit("B1", "uittreding", gemeente="Eemnes", ingangsdatum=date(2032, 1, 1), verwijzing=""),),
            **loopt_tot(date(2031, 12, 31)),
        ),
        "uittreding-einddatum-verschilt": geval(
            "Deelnemers!D4",
            besluiten=(besluit("B1", "uittreding", gemeente="Eemnes", ingangsdatum=date(2033, 1, 1)),),
            **loopt_tot(date(2031, 12, 31)),
        ),
        "uittreding-wachttijd": geval(
            "Besluiten!I2",
            "flevoland-2016",
            besluiten=(
                besluit("B1", "uittreding", gemeente="Eemnes", besluitdatum=date(2030, 2, 1), ingangsdatum=date(2031, 1, 1)),
            ),
            **loopt_tot(date(2030, 12, 31)),
        ),
        "onderbouwing-ontbreekt": geval(
            "Uittreding!F2", "leeg", uittreding=(Uittredingskosten("Baarn", "frictiekosten", "Minder volume", 2026, 100_00),)
        ),
        "inkoopplan-dubbel": geval(
            "Inkoopplan!A5", "leeg", inkoopplan=(*(volume(naam) for naam in INWONERS), volume("Baarn", bedrag=1))
        ),
        "inkoopplan-onvolledig": geval("Takenregister!A2", "leeg", inkoopplan=(volume("Amersfoort"), volume("Baarn"))),
        "inkoopplan-vrijgesteld": geval("Inkoopplan!A2", "leeg", inkoopplan=(volume("Eemnes", "W1"),)),
        "inkoopplan-niet-vastgesteld": geval(
            "Inkoopplan!C2",
            "flevoland-2022",
            inkoopplan=tuple(volume(naam) for naam in INWONERS),
            besluiten=(besluit("B1", "overig"),),
        ),
        "rijksmiddelen-zonder-besluit": geval(
            "Rijksmiddelen!A2",
            "flevoland-2022",
            rijksmiddelen=(Rijksmiddel("Decentralisatie-uitkering", ("W1",), 2026, 100_00),),
            besluiten=(besluit("B1", "overig"),),
        ),
        "rijksmiddelen-niet-in-plan": geval(
            "Rijksmiddelen!B2",
            "flevoland-2022",
            inkoopplan=tuple(volume(naam) for naam in INWONERS),
            rijksmiddelen=(Rijksmiddel("Decentralisatie-uitkering", ("W1",), 2026, 100_00),),
        ),
        "risicodeling-dubbel": geval("Risicodeling!A3", "leeg", risicodeling=(deel(), deel("J1", "solidair"))),
        "risicodeling-centrumtaak": geval(
            "Risicodeling!A2",
            "leeg",
            risicodeling=(deel("W1"),),
            taken=(taak("J1", *INWONERS), taak("W1", "Amersfoort", "Baarn", soort="centrumtaak")),
        ),
        "risicodeling-deel": geval(
            "Risicodeling!D2", "leeg", risicodeling=(deel("J1", "solidair", deel_solidair=Decimal("100.5")),)
        ),
        "risicodeling-keuzedatum": geval("Risicodeling!E2", risicodeling=(deel(keuzedatum=date(2025, 5, 2)),)),
        "risicodeling-ontbreekt": geval("Kosten!D2", "leeg", risicodeling=(deel(),), **hulp("gelijk", "J1", "W1")),
        "risicodeling-sleutel": geval("Kosten!H2", "leeg", risicodeling=(deel(),), **hulp("inwoners", "J1")),
        "contract-dubbel": geval("Contracten!A3", "leeg", contracten=(contract(), contract())),
        "contract-zonder-gemeente": geval("Contracten!J2", "leeg", contracten=(contract(via_regeling="nee"),)),
        "contract-looptijd": geval("Contracten!F2", "leeg", contracten=(contract(einde=date(2025, 12, 31)),)),
        "contract-verlopen": geval("Contracten!F2", "leeg", contracten=(contract(einde=date(2026, 6, 30)),)),
        "contract-index-bbp": geval("Contracten!H2", contracten=(contract(index=BBP),)),
        "contract-index-onbekend": geval("Contracten!H2", "leeg", contracten=(contract(index="NEA"),)),
        "eigen-contract-met-kruisje": geval("Takenregister!J2", "leeg", contracten=(EIGEN,)),
        "eigen-contract-met-realisatie": geval(
            "Realisatie!E2",
            "leeg",
            contracten=(EIGEN,),
            realisatie=(Realisatie("Eemnes", "K01", "J1", "2026-Q1", 50_00),),
        ),
        "subsidie-geen-centrumtaak": geval("Contracten!D2", contracten=(contract(vorm="subsidie"),)),
        "kalender-ontbreekt": geval(
            "Kalender!F2", regeling={"stand_per": date(2026, 9, 1)}, kalender=(moment("jaarprognose", periode="1"),)
        ),
        "kalender-te-laat": geval("Kalender!F2", kalender=(moment("jaarprognose", periode="1", gereed=date(2026, 9, 1)),)),
        "kalender-onmogelijk": geval(
            "Kalender!F2", kalender=(moment("kwartaalrapportage", periode="Q3", gereed=date(2026, 6, 30)),)
        ),
        "kalender-onbekend": geval("Kalender!A2", kalender=(moment("jaarprognoze"),)),
        "kalender-dubbel": geval(
            "Kalender!A3", kalender=(moment("overleg BOSD", periode="1"), moment("Overleg BOSD", periode="1"))
        ),
        "rapportage-verhouding": geval(
            "Kalender!A4",
            "flevoland-2022",
            kalender=tuple(moment("managementrapportage light", periode=f"Q{number}") for number in (1, 2, 3)),
        ),
        "jaarverwijzing-onbekend": geval("Contracten!C2", "leeg", contracten=(contract(taak="J9"),)),
    }
)


def met_dekking(soort: str, *taken: str) -> Begroting:
    """A workbook of Amersfoort in which a kostenpost for these taken has dekking of a soort."""
    dekking = (Dekking("K01", "Dekking", soort, 100_00, 2026, 2026),)
    return bouw(kosten=(kostenpost("K01", taken=taken),), dekking=dekking)


def sound_begroting() -> Begroting:
    """Everything in order: the begroting discussed and vastgesteld, the protocol there, and nobody late."""
    return bouw(
        regeling={"stand_per": date(2026, 1, 31)},
        besluiten=(
            besluit("B0", "financieel protocol"),
            besluit("B1", "begroting", jaar=2026, status="concept", besluitdatum=date(2025, 10, 1), akkoord=frozenset()),
            besluit("B2", "begroting", jaar=2026),
        ),
        kalender=(
            moment("begroting besproken", gereed=date(2025, 11, 3)),
            moment("toelichting bijgewerkt", gereed=date(2025, 11, 3)),
            moment("raadsinformatieavond"),
        ),
        contracten=(contract(einde=date(2025, 12, 31), begin=date(2025, 1, 1), verlenging_tot=date(2026, 12, 31)),),
    )
