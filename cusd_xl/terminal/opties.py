"""What the commands share: exit statuses, the years that can be asked for, and the options that mean the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

GOOD, FOUND, FAILED = 0, 1, 2
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100
DATUM = click.DateTime(formats=["%Y-%m-%d"])
Bestand = click.Path(path_type=Path)
werkmap = click.argument("werkmap", type=Bestand, metavar="WERKMAP.xlsx")
kopie = click.option(
    "--uit",
    required=True,
    type=Bestand,
    metavar="BESTAND.xlsx",
    help="De kopie die wordt geschreven; de werkmap zelf blijft zoals zij is.",
)
json_optie = click.option("--json", "als_json", is_flag=True, help="Druk één JSON-object af op de standaarduitvoer.")
reeks_optie = click.option("--reeks", default="CUSD", show_default=True, metavar="BEGIN", help="Waar een nummer mee begint.")
revisie_optie = click.option(
    "--revisie",
    default=1,
    show_default=True,
    type=click.IntRange(1, 99),
    metavar="N",
    help="De hoogste revisie die gemaakt mag worden; 2 factureert opnieuw wat is gecrediteerd.",
)
teken_optie = click.option(
    "--teken", type=Bestand, metavar="SLEUTEL", help="Teken het manifest met deze SSH-sleutel (ssh-keygen -Y sign)."
)
ubl_optie = click.option(
    "--controleer-ubl", is_flag=True, help="Controleer elke e-factuur ook met de officiële regels (vraagt de extra einvoice)."
)
