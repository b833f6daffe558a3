"""Random workbooks as an adviser could fill them in: every key kind, exemptions, index chains, dekking, wijzigingen, ties."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, TypeAlias

Rijen: TypeAlias = dict[str, list[dict[str, Any]]]

JAAR = 2026
NAMEN = (
    "Amersfoort",
    "Baarn",
    "'s-Hertogenbosch",
    "Súdwest-Fryslân",
    "Eemnes",
    "Leusden",
    "Den Haag",
    "Soest",
    "Woudenberg",
    "Urk",
    "Bergen (L.)",
    "Noardeast-Fryslân",
)
ZORGADMINISTRATIE = "Z"
TAKEN = ("J1", "W1", "W2", "O1")
REEKSEN = ("Prijspeil BBP", "OVA jeugd")
BEGIN = date(2020, 1, 1)
GEDEELD = (
    "inwoners",
    "inwoners t-1",
    "controleverklaringen",
    "zorgvolume",
    "vaste verdeling",
    "gelijk",
    "gemengd",
    "mix van mix",
    "jeugd",
    "volume",
    "budget",
    "drie jaar",
    "tussenvorm",
    "pad",
    "zonder centrum",
    "band",
    "plafond",
    "macro",
    "gebruikt",
)
EIGEN = ("werkprocessen", "realisatie", "bodem", "afspraak", "per stuk")
VOOR_ALLEN = ("controleverklaringen", "vaste verdeling", "realisatie", "zonder centrum", "gebruikt")
MET_REALISATIE = ("realisatie", "gebruikt")


def draw_rijen(seed: int) -> Rijen:
    """The rows of one sound workbook, by table."""
    random = Random(seed)
    namen = random.sample(NAMEN, random.randint(2, len(NAMEN)))
    centrum, euro = random.choice(namen), random.random() < 0.25
    kosten: list[dict[str, Any]] = []
    for number in range(1, random.randint(2, 9)):
        once = [post["Verdeelsleutel"] for post in kosten if post["Verdeelsleutel"] == "werkprocessen"]
        kosten.append(draw_kostenpost(random, number, [sleutel for sleutel in EIGEN if sleutel not in once]))
    taken = [draw_taak(random, taak, namen) for taak in (*TAKEN, ZORGADMINISTRATIE)]
    dagen = random.random() < 0.4
    return {
        "tblRegeling": [
            *draw_regeling(random, centrum, euro),
            {"Parameter": "deel_van_jaar", "Waarde": "dagen" if dagen else "heel jaar"},
        ],
        "tblDeelnemers": [draw_deelnemer(random, naam, number, dagen) for number, naam in enumerate(namen)],
        "tblInwoners": draw_inwoners(random, namen),
        "tblTakenregister": taken,
        "tblKosten": kosten,
        "tblDekking": [draw_dekking(random, post) for post in kosten if has_dekking(random, post)],
        "tblSleutels": draw_sleutels(random),
        "tblGewichten": draw_gewichten(random, namen),
        "tblControleverklaringen": [
            {"Gemeente": naam, "Aantal": random.randint(1, 3), "Bron": "proef"} for naam in namen if naam != centrum
        ],
        "tblWerkprocessen": draw_werkprocessen(random, [naam for naam in namen if taken[-1][naam]]),
        "tblNormbedragen": [
            {
                "Proces": proces,
                "Normbedrag": euros(random, 6000),
                "Prijspeil": random.choice((2023, 2025, 2026)),
                "Index": random.choice((*REEKSEN, "geen")),
                "Bron": "proef",
            }
            for proces in ("start", "stop")
        ],
        "tblIndexcijfers": [
            {
                "Reeks": reeks,
                "Jaar": jaar,
                "Percentage": random.choice((2.7, 3, 0, -1.25, round(random.uniform(-2, 8), 2))),
                "Editie": "proef",
                "Status": "definitief",
                "Bron": "proef",
            }
            for reeks in REEKSEN
            for jaar in range(2022, 2028)
        ],
        "tblWijzigingen": [
            {
                "Nummer": str(number),
                "Besluitdatum": date(2026, 3, number + 1),
                "Status": random.choice(("vastgesteld", "concept", "ingetrokken")),
                "Kostenpost": post["Kostenpost"],
                "Mutatie": random.choice((0.01, 1234.56, -0.01, 500)),
                "Omschrijving": "proef",
            }
            for number, post in enumerate(kosten, 1)
            if post["Bedrag"] and post["Bedrag"] > 1 and random.random() < 0.4
        ],
        "tblRealisatie": [
            {"Gemeente": naam, "Kostenpost": post["Kostenpost"], "Periode": periode, "Bedrag": euros(random, 10**7)}
            for post in kosten
            if post["Verdeelsleutel"] in MET_REALISATIE
            for naam in namen
            for periode in ("2026-01", "2026-02")
            if random.random() < 0.8
        ],
        "tblInkoopplan": [
            {"Gemeente": naam, "Taak": taak, "Jaar": jaar, "Volume": 1, "Bedrag": euros(random, 10**9), "Bron": "proef"}
            for naam in namen
            for taak in ("J1", "W1")
            for jaar in (JAAR - 1, JAAR)
        ],
    }


def has_dekking(random: Random, post: dict[str, Any]) -> bool:
    """Some kostenposten with a bedrag; of a macrobudget so little is left that a dekking would be more than that."""
    return bool(post["Bedrag"]) and random.random() < 0.4 and post["Verdeelsleutel"] != "macro"


def draw_regeling(random: Random, centrum: str, euro: bool) -> list[dict[str, Any]]:
    values = {
        "naam": "Proef",
        "begrotingsjaar": JAAR,
        "centrumgemeente": centrum,
        "afronding": "euro" if euro else "cent",
        "termijnen": random.choice((1, 4, 12)),
        "afzender_naam": "Gemeente " + centrum,
        "afzender_adres": "Postbus 1",
        "afzender_postcode": "1234 AB",
        "afzender_plaats": centrum,
        "afzender_kvk": "12345678",
        "afzender_oin": "00000099000012345678",
        "afzender_btw_id": "NL001234567B01",
        "afzender_iban": "NL91ABNA0417164300",
        "afzender_email": "facturen@voorbeeld.example",
    }
    return [{"Parameter": naam, "Waarde": waarde} for naam, waarde in values.items()]


def draw_deelnemer(random: Random, naam: str, number: int, dagen: bool) -> dict[str, Any]:
    part = (date(2026, random.randint(1, 12), 15), date(2026, 12, 31)) if dagen else ()
    return {
        "Gemeente": naam,
        "GM-code": f"GM{7000 + number}",
        "Deelnemer vanaf": BEGIN,
        "Deelnemer tot en met": random.choice((None, None, date(2030, 12, 31), *part)),
        "Adres": "Postbus 2",
        "Postcode": "1234 AB",
        "Plaats": naam,
        "Referentie": "proef",
        "Bron": "proef",
    }


def draw_inwoners(random: Random, namen: list[str]) -> list[dict[str, Any]]:
    rows = []
    for naam in namen:
        aantal = random.choice((1000, 9755, random.randint(500, 20_000), random.randint(20_000, 900_000)))
        for jaar in range(2021, 2026):
            rows.append(
                {"Gemeente": naam, "Peildatum": date(jaar, 1, 1), "Inwoners": aantal, "Status": "definitief", "Bron": "proef"}
                | {"Jeugdigen": max(1, aantal * random.randint(15, 25) // 100)}
            )
            aantal += random.randint(-aantal // 300, aantal // 100)
    random.shuffle(rows)
    return rows


def draw_taak(random: Random, taak: str, namen: list[str]) -> dict[str, Any]:
    who = {naam: "x" for naam in namen if random.random() < 0.6} or {random.choice(namen): "x"}
    fixed = {"Taak": taak, "Omschrijving": f"Taak {taak}", "Wet": "alle", "Soort": "inkoop", "Vanaf": BEGIN, "Tot en met": None}
    return fixed | {naam: who.get(naam) for naam in namen} | {"Bron": "proef"}


def draw_kostenpost(random: Random, number: int, own: list[str]) -> dict[str, Any]:
    sleutel = random.choice([*GEDEELD, *GEDEELD, *own])
    eigen = sleutel in EIGEN
    index = "geen" if eigen else random.choice((*REEKSEN, "geen"))
    prijspeil = JAAR if eigen else random.choice((2022, 2024, 2025, 2026))
    taken = (
        ZORGADMINISTRATIE
        if sleutel == "werkprocessen"
        else "alle"
        if sleutel in VOOR_ALLEN
        else random.choice(("alle", *TAKEN, "J1;W1", "W2; O1"))
    )
    return {
        "Kostenpost": f"K{number:02d}",
        "Omschrijving": f"Post {number}",
        "Soort": "overig",
        "Taken": taken,
        "Bedrag": None
        if eigen
        else random.choice((0, 0.01, 0.07, euros(random, 1000), euros(random, 10**6), euros(random, 10**9))),
        "Prijspeil": prijspeil,
        "Index": index,
        "Verdeelsleutel": sleutel,
        "Taakveld": "0.4",
        "Categorie": "4.3.2",
        "Btw": random.choice("OESD"),
        "Bron": "proef",
    }


def draw_dekking(random: Random, post: dict[str, Any]) -> dict[str, Any]:
    vanaf = random.choice((2024, 2026, 2027))
    bedrag = round(post["Bedrag"] * random.choice((0.1, 0.5, 0.9)), 2)
    return {
        "Kostenpost": post["Kostenpost"],
        "Omschrijving": "subsidie",
        "Soort": "subsidie",
        "Bedrag": bedrag,
        "Vanaf jaar": vanaf,
        "Tot en met jaar": random.choice((vanaf, 2028)),
        "Bron": "proef",
    }


def draw_sleutels(random: Random) -> list[dict[str, Any]]:
    return [
        {"Sleutel": naam, "Soort": soort, "Parameter": parameter, "Bron": "proef"}
        for naam, soort, parameter in (
            ("inwoners", "inwoners", "2"),
            ("inwoners t-1", "inwoners", 1),
            ("controleverklaringen", "controleverklaringen", None),
            ("zorgvolume", "gewichten", None),
            ("vaste verdeling", "percentage", None),
            ("gelijk", "gelijk", None),
            ("gemengd", "mix", random.choice(("inwoners=0.25;zorgvolume=0.75", "gelijk=0.333; inwoners=0.667", "inwoners=1"))),
            ("mix van mix", "mix", "gemengd=0.5;gelijk=0.5"),
            ("werkprocessen", "werkprocessen", None),
            ("realisatie", "werkelijk", None),
            ("bodem", "minimum", "bedrag=100000;tarief=2.95;sleutel=inwoners"),
            ("afspraak", "vast", None),
            ("jeugd", "jeugdigen", random.choice(("1", "2"))),
            ("volume", "zorgvolume", random.choice((None, "taken=J1", "taken=W1, J1"))),
            ("budget", "budgetaandeel", None),
            ("clienten", "gewichten", None),
            (
                "drie jaar",
                "gemiddelde",
                random.choice(("sleutel=clienten;jaren=3", "sleutel=inwoners;jaren=2", "sleutel=jeugd;jaren=3")),
            ),
            (
                "tussenvorm",
                "solidair",
                random.choice(("percentage=40;solidair=inwoners;profijt=volume", "percentage=100;solidair=gelijk;profijt=jeugd")),
            ),
            ("pad", "ingroeipad", f"van=gelijk;naar=inwoners;begin={random.choice((2020, 2025, 2026, 2028))};jaren=4"),
            ("zonder centrum", "zonder", "sleutel=pad;gemeente=centrumgemeente"),
            ("band", "bandbreedte", "sleutel=zorgvolume;band=5;jaren=3"),
            ("plafond", "plafond", f"sleutel=inwoners;bedrag={random.choice((0, 1000.5, 10**8))}"),
            ("macro", "macrobudget", "percentage=1.5768;sleutel=budget"),
            ("gebruikt", "gebruik", None),
            ("stuks", "gewichten", None),
            ("per stuk", "stuk", "tarief=12.35;sleutel=stuks"),
        )
    ]


def draw_gewichten(random: Random, namen: list[str]) -> list[dict[str, Any]]:
    cuts = sorted(random.sample(range(1, 10_000), len(namen) - 1))
    parts = [(end - begin) / 100 for begin, end in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    weight = random.choice((lambda: 1, lambda: random.randint(1, 400), lambda: round(random.uniform(0.01, 900), 3)))
    columns = {
        "zorgvolume": [weight() for _ in namen],
        "vaste verdeling": parts,
        "afspraak": [euros(random, 10**7) for _ in namen],
    }
    per_jaar = [
        {"Sleutel": sleutel, "Gemeente": naam, "Gewicht": round(random.uniform(0.5, 90), 2), "Jaar": jaar, "Bron": "proef"}
        for sleutel, jaren in (("clienten", (2023, 2024, 2025, 2026)), ("budget", (2025, 2026)))
        for jaar in jaren
        for naam in namen
    ]
    columns["stuks"] = [round(random.uniform(0, 9), 1) for _ in namen]
    return per_jaar + [
        {"Sleutel": sleutel, "Gemeente": naam, "Gewicht": gewicht, "Bron": "proef"}
        for sleutel, values in columns.items()
        for naam, gewicht in zip(namen, values, strict=True)
    ]


def draw_werkprocessen(random: Random, namen: list[str]) -> list[dict[str, Any]]:
    return [
        {"Gemeente": naam, "Proces": proces, "Aantal": random.randint(0, 9000), "Bron": "proef"}
        for naam in namen
        for proces in ("start", "stop")
        if random.random() < 0.8
    ]


def euros(random: Random, most: int) -> float:
    """An amount of at most so many cents, in euros."""
    return random.randint(1, most) / 100
