"""For every code of controles.toml one begroting that provokes it, and the cell where the finding must point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.model.begroting import (
    Begroting,
    Controleverklaring,
    Dekking,
    Gewicht,
    Normbedrag,
    Realisatie,
    Sleutel,
    Werkproces,
    Wijziging,
)
from tests.rules.bouw import (
    AFZENDER,
    BBP,
    INWONERS,
    bouw_begroting,
    deelnemer,
    indexcijfer,
    inwonertal,
    kostenpost,
    taak,
)

DEELNEMERS = tuple(deelnemer(naam, code) for naam, (code, _) in INWONERS.items())
FIGURES = tuple(inwonertal(naam, 2024, aantal) for naam, (_, aantal) in INWONERS.items())
SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("gewichten", "gewichten"),
    Sleutel("procenten", "percentage"), Sleutel("verklaringen", "controleverklaringen"),
    Sleutel("processen", "werkprocessen"), Sleutel("werkelijk", "werkelijk"), Sleutel("vast", "vast"),
)  # fmt: skip
NORM = Normbedrag("Declaratie", 235, 2026, "geen")
WERK = tuple(Werkproces(naam, "Declaratie", 10) for naam in INWONERS)
VAST = tuple(Gewicht("vast", naam, Decimal(100)) for naam in INWONERS)
VERKLARINGEN = (Controleverklaring("Baarn", 1), Controleverklaring("Eemnes", 1))
REALISATIE = tuple(Realisatie(naam, "K01", "", "2026", 1000) for naam in INWONERS)


@dataclass(frozen=True)
class Geval:
    """What to change in the sound begroting, and the cell of the finding."""

    cel: str
    begroting: Mapping[str, Any] = field(default_factory=dict)

    def bouw(self) -> Begroting:
        return bouw_begroting(**self.begroting)


def geval(cel: str, **changes: Any) -> Geval:
    return Geval(cel, changes)


def met_sleutel(cel: str, sleutel: str, /, **changes: Any) -> Geval:
    """One kostenpost with this sleutel, and every kind of sleutel at hand."""
    post = kostenpost("K01", verdeelsleutel=sleutel, **changes.pop("post", {}))
    return geval(cel, **{"kosten": (post,), "sleutels": SLEUTELS, **changes})


def met_parameter(soort: str, parameter: str, *more: Sleutel) -> Geval:
    """A kostenpost that uses a sleutel with this parameter."""
    sleutels = (Sleutel("proef", soort, parameter), Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), *more)
    return geval("Sleutels!C2", sleutels=sleutels, kosten=(kostenpost("K01", verdeelsleutel="proef"),))


def eigen(sleutel: str, **post: Any) -> dict[str, Any]:
    """A kostenpost with own amounts and no bedrag."""
    return {"bedrag": None, "verdeelsleutel": sleutel, **post}


PROCESSEN: dict[str, Any] = {"normbedragen": (NORM,), "werkprocessen": WERK, "post": {"bedrag": None}}

GEVALLEN: Mapping[str, Geval] = MappingProxyType(
    {
        "centrumgemeente-onbekend": geval("Regeling!B5", regeling={"centrumgemeente": "Amersfort"}),
        "iban-ongeldig": geval("Regeling!B17", regeling={"afzender": replace(AFZENDER, iban="NL91ABNA0417164301")}),
        "kvk-ongeldig": geval("Regeling!B14", regeling={"afzender": replace(AFZENDER, kvk="1234567")}),
        "oin-ongeldig": geval("Deelnemers!I3", deelnemers=(DEELNEMERS[0], replace(DEELNEMERS[1], oin="123"), DEELNEMERS[2])),
        "betaaltermijn-te-lang": geval("Regeling!B7", regeling={"betaaltermijn_dagen": 31}),
        "jaar-na-regeling": geval("Regeling!B4", regeling={"profiel": "flevoland-2016"}),
        "kleur-ongeldig": geval("Regeling!B25", regeling={"huisstijl_kleur": "blauw"}),
        "jaar-voor-regeling": geval(
            "Regeling!B4",
            regeling={"profiel": "amersfoort", "begrotingsjaar": 2025},
            deelnemers=tuple(replace(one, vanaf=date(2015, 1, 1)) for one in DEELNEMERS),
        ),
        "afzender-onvolledig": geval("Regeling!B11", regeling={"afzender": replace(AFZENDER, adres="", iban="")}),
        "parameter-ontbreekt": geval("Regeling!B7", regeling={"begrotingsjaar": 1999}),
        "geen-deelnemers": geval("tblDeelnemers", deelnemers=()),
        "gemeente-dubbel": geval("Deelnemers!A5", deelnemers=(*DEELNEMERS, deelnemer("Baarn", "GM0309"))),
        "gm-code-ongeldig": geval("Deelnemers!B2", deelnemers=(replace(DEELNEMERS[0], gm_code="0307"), *DEELNEMERS[1:])),
        "gm-code-dubbel": geval(
            "Deelnemers!B3", deelnemers=(DEELNEMERS[0], replace(DEELNEMERS[1], gm_code="GM0307"), DEELNEMERS[2])
        ),
        "gm-code-wijkt-af": geval(
            "Deelnemers!B3", deelnemers=(DEELNEMERS[0], replace(DEELNEMERS[1], gm_code="GM0313"), DEELNEMERS[2])
        ),
        "deelnemer-deel-van-jaar": geval(
            "Deelnemers!D4", deelnemers=(*DEELNEMERS[:2], replace(DEELNEMERS[2], tot_en_met=date(2026, 6, 30)))
        ),
        "adres-onvolledig": geval(
            "Deelnemers!F3", deelnemers=(DEELNEMERS[0], replace(DEELNEMERS[1], postcode=""), DEELNEMERS[2])
        ),
        "periode-omgekeerd": geval(
            "Takenregister!F2", taken=(taak("J1", *INWONERS, tot_en_met=date(2025, 1, 1)), taak("W1", *INWONERS))
        ),
        "gemeente-onbekend": geval("Inwoners!A5", inwoners=(*FIGURES, inwonertal("Barn", 2023, 100))),
        "inwoners-ontbreekt": geval("tblInwoners", inwoners=FIGURES[:2]),
        "inwoners-dubbel": geval("Inwoners!C5", inwoners=(*FIGURES, inwonertal("Baarn", 2024, 25066))),
        "inwoners-voorlopig": geval(
            "Inwoners!D3", inwoners=(FIGURES[0], inwonertal("Baarn", 2024, 25065, "voorlopig"), FIGURES[2])
        ),
        "inwoners-nul": geval("Inwoners!C3", inwoners=(FIGURES[0], inwonertal("Baarn", 2024, 0), FIGURES[2])),
        "inwoners-sprong": geval(
            "Inwoners!C3",
            inwoners=(*FIGURES, inwonertal("Baarn", 2023, 250)),
        ),
        "peildatum-niet-1-januari": geval("Inwoners!B5", inwoners=(*FIGURES, replace(FIGURES[0], peildatum=date(2023, 7, 1)))),
        "peildatum-wijkt-af": geval(
            "Sleutels!C2",
            regeling={"profiel": "amersfoort"},
            sleutels=(Sleutel("inwoners", "inwoners", "1"),),
            inwoners=tuple(replace(one, peildatum=date(2025, 1, 1)) for one in FIGURES),
        ),
        "taak-dubbel": geval("Takenregister!A4", taken=(taak("J1", *INWONERS), taak("W1", *INWONERS), taak("J1", "Baarn"))),
        "taak-onbekend": geval("Kosten!D2", kosten=(kostenpost("K01", taken=("W1", "J9")),)),
        "taak-niet-geldig": geval(
            "Kosten!D2",
            kosten=(kostenpost("K01", taken=("J1", "W1")),),
            taken=(taak("J1", *INWONERS), taak("W1", *INWONERS, vanaf=date(2027, 1, 1))),
        ),
        "taak-deel-van-jaar": geval(
            "Takenregister!E2", taken=(taak("J1", *INWONERS, vanaf=date(2026, 7, 1)), taak("W1", *INWONERS))
        ),
        "taak-zonder-deelnemer": geval(
            "Takenregister!A3", taken=(taak("J1", *INWONERS), taak("W1")), kosten=(kostenpost("K01"),)
        ),
        "ondersteunend-zonder-inkooptaak": geval(
            "Takenregister!J4", taken=(taak("J1", "Amersfoort"), taak("W1", "Baarn"), taak("a", "Eemnes", soort="ondersteunend"))
        ),
        "vrijstelling-wijkt-af": geval(
            "Takenregister!J3",
            regeling={"profiel": "amersfoort"},
            taken=(taak("J1", *INWONERS), taak("W1", *INWONERS, wet="Wmo 2015")),
        ),
        "takenregister-kolom-ontbreekt": geval("Takenregister!A2", registerkolommen={"Amersfoort": "H", "Baarn": "I"}),
        "kostenpost-dubbel": geval("Kosten!A3", kosten=(kostenpost("K01"), kostenpost("K01", omschrijving="Nog eens"))),
        "kostenpost-zelfde-getal": geval("Kosten!A3", kosten=(kostenpost("1"), kostenpost("01"))),
        "sleutel-onbekend": geval("Kosten!H2", kosten=(kostenpost("K01", verdeelsleutel="inwoner"),)),
        "sleutel-wijkt-af": geval(
            "Kosten!H2", regeling={"profiel": "amersfoort"}, kosten=(kostenpost("K01", verdeelsleutel="gelijk"),)
        ),
        "bedrag-ontbreekt": geval("Kosten!E2", kosten=(kostenpost("K01", bedrag=None),)),
        "bedrag-wijkt-af": met_sleutel("Kosten!E2", "vast", gewichten=VAST, post={"bedrag": 29_999}),
        "prijspeil-in-toekomst": geval("Kosten!F2", kosten=(kostenpost("K01", prijspeil=2027),)),
        "index-onbekend": geval("Kosten!G2", kosten=(kostenpost("K01", index="Prijspeil BPP", prijspeil=2025),)),
        "index-jaar-ontbreekt": geval("Kosten!G2", kosten=(kostenpost("K01", index=BBP, prijspeil=2023),)),
        "dubbel-geindexeerd": met_sleutel("Kosten!G2", "processen", **PROCESSEN | {"post": {"bedrag": None, "index": BBP}}),
        "index-niet-toegestaan": geval(
            "Kosten!G2",
            regeling={"profiel": "amersfoort"},
            kosten=(kostenpost("K01", soort="hulpkosten", index=BBP, prijspeil=2025),),
        ),
        "taakveld-vorm": geval(
            "Kosten!I2", regeling={"begrotingsjaar": 2028}, kosten=(kostenpost("K01", taakveld="6,6", prijspeil=2028),)
        ),
        "iv3-taakveld-onbekend": geval("Kosten!I2", kosten=(kostenpost("K01", taakveld="6.71a", categorie="4.3.2"),)),
        "iv3-categorie-onbekend": geval("Kosten!J2", kosten=(kostenpost("K01", taakveld="6.711", categorie="3.4.2"),)),
        "iv3-grijze-cel": geval("Kosten!J2", kosten=(kostenpost("K01", taakveld="6.812", categorie="4.2"),)),
        "iv3-buiten-domein": geval("Kosten!I2", kosten=(kostenpost("K01", taakveld="2.1", categorie="3.8"),)),
        "doorschuifbtw-ontbreekt": geval("Kosten!L2", kosten=(kostenpost("K01", btw="D"),)),
        "doorschuifbtw-bij-andere-code": geval("Kosten!L2", kosten=(kostenpost("K01", doorschuifbtw=100),)),
        "doorschuifbtw-te-hoog": geval("Kosten!L2", kosten=(kostenpost("K01", btw="D", doorschuifbtw=100_000_001),)),
        "geen-betaler": met_sleutel(
            "Kosten!D2", "gewichten", gewichten=tuple(Gewicht("gewichten", one, Decimal(0)) for one in INWONERS)
        ),
        "index-dubbel": geval(
            "Indexcijfers!C4", indexcijfers=(indexcijfer(2025, "2.7"), indexcijfer(2026, "2.7"), indexcijfer(2026, "2.5"))
        ),
        "index-voorlopig": geval(
            "Indexcijfers!E2",
            kosten=(kostenpost("K01", index=BBP, prijspeil=2025),),
            indexcijfers=(indexcijfer(2026, "2.5", status="voorlopig"),),
        ),
        "index-is-accres": geval("Indexcijfers!A2", indexcijfers=(indexcijfer(2026, "4.72", reeks="Accres gemeentefonds"),)),
        "indexpercentage-onwaarschijnlijk": geval("Indexcijfers!C2", indexcijfers=(indexcijfer(2026, "27"),)),
        "percentage-te-nauwkeurig": geval("Indexcijfers!C2", indexcijfers=(indexcijfer(2026, "2.7001"),)),
        "kostenpost-onbekend": geval("Dekking!A2", dekking=(Dekking("K10", "Subsidie", "subsidie", 100, 2026, 2026),)),
        "dekking-groter-dan-kosten": geval(
            "Dekking!D2", dekking=(Dekking("K01", "Subsidie", "subsidie", 100_000_001, 2026, 2026),)
        ),
        "dekking-op-eigen-bedrag": met_sleutel(
            "Dekking!A2",
            "vast",
            gewichten=VAST,
            dekking=(Dekking("K01", "Subsidie", "subsidie", 1, 2026, 2026),),
            post={"bedrag": None},
        ),
        "dekking-buiten-looptijd": geval(
            "Dekking!F2", regeling={"profiel": "amersfoort"}, dekking=(Dekking("K01", "IZA", "SPUK-IZA", 100, 2023, 2027),)
        ),
        "dekking-niet-in-jaar": geval("Dekking!F2", dekking=(Dekking("K01", "Subsidie", "subsidie", 100, 2023, 2025),)),
        "jaren-omgekeerd": geval("Dekking!F2", dekking=(Dekking("K01", "Subsidie", "subsidie", 100, 2026, 2025),)),
        "sleutel-dubbel": geval(
            "Sleutels!A3", sleutels=(Sleutel("inwoners", "inwoners", "2"), Sleutel("Inwoners", "inwoners", "1"))
        ),
        "sleutel-parameter-ongeldig": met_parameter("inwoners", ""),
        "mix-niet-een": met_parameter("mix", "inwoners=0.25;gelijk=0.7"),
        "mix-kring": met_parameter("mix", "ander=1", Sleutel("ander", "mix", "proef=1")),
        "mix-ongeschikt": met_parameter("mix", "vast=1", Sleutel("vast", "vast")),
        "percentage-niet-100": met_sleutel(
            "Gewichten!C2", "procenten", gewichten=tuple(Gewicht("procenten", one, Decimal("33.3")) for one in INWONERS)
        ),
        "vast-te-nauwkeurig": met_sleutel(
            "Gewichten!C2", "vast", gewichten=(Gewicht("vast", "Baarn", Decimal("10.495")), *VAST[1:]), post={"bedrag": None}
        ),
        "gewicht-dubbel": met_sleutel("Gewichten!C5", "vast", gewichten=(*VAST, VAST[0]), post={"bedrag": None}),
        "gewicht-vrijgesteld": met_sleutel("Gewichten!C4", "vast", gewichten=VAST, post={"bedrag": None, "taken": ("W1",)}),
        "gewicht-ontbreekt": met_sleutel("Sleutels!A9", "vast", gewichten=VAST[:2], post={"bedrag": None}),
        "controleverklaring-centrumgemeente": met_sleutel(
            "Controleverklaringen!B4", "verklaringen", controleverklaringen=(*VERKLARINGEN, Controleverklaring("Amersfoort", 1))
        ),
        "controleverklaring-dubbel": met_sleutel(
            "Controleverklaringen!A4", "verklaringen", controleverklaringen=(*VERKLARINGEN, Controleverklaring("Baarn", 1))
        ),
        "controleverklaring-ontbreekt": met_sleutel("Deelnemers!A4", "verklaringen", controleverklaringen=VERKLARINGEN[:1]),
        "werkproces-vrijgesteld": met_sleutel(
            "Werkprocessen!C4", "processen", **PROCESSEN | {"post": {"bedrag": None, "taken": ("W1",)}}
        ),
        "proces-onbekend": met_sleutel(
            "Werkprocessen!B5", "processen", **PROCESSEN | {"werkprocessen": (*WERK, Werkproces("Baarn", "Declaraties", 1))}
        ),
        "werkproces-dubbel": met_sleutel("Werkprocessen!B5", "processen", **PROCESSEN | {"werkprocessen": (*WERK, WERK[1])}),
        "normbedrag-dubbel": met_sleutel(
            "Normbedragen!A3", "processen", **PROCESSEN | {"normbedragen": (NORM, replace(NORM, normbedrag=240))}
        ),
        "werkprocessen-ontbreken": met_sleutel("Deelnemers!A4", "processen", **PROCESSEN | {"werkprocessen": WERK[:2]}),
        "werkprocessen-twee-kostenposten": geval(
            "Kosten!H3",
            sleutels=SLEUTELS,
            normbedragen=(NORM,),
            werkprocessen=WERK,
            kosten=(kostenpost("K01", **eigen("processen")), kostenpost("K02", **eigen("processen"))),
        ),
        "wijziging-telt-niet-mee": geval("Wijzigingen!C2", wijzigingen=(Wijziging("1", None, "concept", "K01", 5000),)),
        "realisatie-vrijgesteld": met_sleutel(
            "Realisatie!E4", "werkelijk", realisatie=REALISATIE, post={"bedrag": None, "taken": ("W1",)}
        ),
        "realisatie-ontbreekt": met_sleutel("Deelnemers!A4", "werkelijk", realisatie=REALISATIE[:2], post={"bedrag": None}),
        "formule-buiten-bereik": met_sleutel(
            "Kosten!H2", "gewichten", gewichten=tuple(Gewicht("gewichten", one, Decimal("1234.5678901")) for one in INWONERS)
        ),
    }
)
