"""The commands `register ...`: what stands in the register of facturen, and what may be done with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchGroup
from cusd_xl.terminal.opties import DATUM, FOUND, GOOD, Bestand, json_optie

BESTAND = "facturenregister.sqlite"
plek = click.option(
    "--register",
    "plek",
    default=BESTAND,
    show_default=True,
    envvar="CUSDXL_REGISTER",
    metavar="BESTAND|URL",
    help="Het register: een bestand, of postgresql+psycopg://gebruiker@server/database. Mag ook in CUSDXL_REGISTER staan.",
)


@click.group(cls=DutchGroup, name="register")
def register() -> None:
    """Toont en controleert het register van facturen, crediteert en exporteert.

    \b
    Voorbeeld:
      cusd-xl register list
    """


op_dag = click.option(
    "--op", type=DATUM, metavar="JJJJ-MM-DD", help="De dag waarop 'te laat' wordt bekeken; zonder deze optie vandaag."
)


@register.command(name="list")
@op_dag
@plek
@json_optie
def list_(op: datetime | None, plek: str, als_json: bool) -> None:
    """Toont alle documenten met bedrag en status.

    \b
    Voorbeeld:
      cusd-xl register list
    """
    from cusd_xl.runs.register import as_json, run_list
    from cusd_xl.terminal.printing import print_json
    from cusd_xl.terminal.register_printing import print_standen

    standen, dag = run_list(plek), (op or datetime.now()).date()
    if als_json:
        print_json(as_json(standen, dag))
    else:
        print_standen(standen, dag)


@register.command()
@click.argument("mappen", nargs=-1, type=Bestand, metavar="[MAP]...")
@plek
@json_optie
def check(mappen: tuple[Path, ...], plek: str, als_json: bool) -> int:
    """Controleert nummers en keten, en de bestanden onder elke MAP.

    \b
    Voorbeelden:
      cusd-xl register check
      cusd-xl register check facturen
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.register import run_check
    from cusd_xl.terminal.printing import print_findings, print_json

    standen, findings = run_check(plek, mappen)
    status = FOUND if has_fout(findings) else GOOD
    if als_json:
        print_json({"in_orde": status == GOOD, "bevindingen": [one.as_json() for one in findings]})
        return status
    print_findings(findings, to_stderr=False, slot="Los dit eerst op; factureer niet verder.")
    if status == GOOD:
        laatste = f" Laatste: {standen[-1].registratie.nummer}, keten {standen[-1].registratie.keten}." if standen else ""
        click.echo(f"Het register is in orde: {len(standen)} documenten, geen gat, keten heel.{laatste}")
    return status


@register.command()
@click.argument("nummer", metavar="NUMMER")
@click.option("--reden", required=True, metavar="TEKST", help="Waarom de factuur vervalt; dit komt op de creditfactuur.")
@click.option("--datum", type=DATUM, metavar="JJJJ-MM-DD", help="De datum van de creditfactuur; zonder deze optie vandaag.")
@click.option("--uit", type=Bestand, metavar="MAP", help="De map waar de creditfactuur komt; zonder deze optie komt er nog geen.")
@plek
@json_optie
def credit(nummer: str, reden: str, datum: datetime | None, uit: Path | None, plek: str, als_json: bool) -> int:
    """Neemt een factuur terug met een creditfactuur.

    \b
    Voorbeeld:
      cusd-xl register credit CUSD-2026-00001 --reden "Verkeerd adres" --datum 2026-02-01 --uit facturen
    """
    from cusd_xl.runs.register import run_credit
    from cusd_xl.terminal.printing import print_findings
    from cusd_xl.terminal.register_printing import print_uitgave

    resultaat = run_credit(plek, nummer, reden, (datum or datetime.now()).date(), uit)
    print_uitgave(resultaat, uit, als_json)
    if not als_json:
        print_findings(resultaat.findings)
    return GOOD if resultaat.registraties else FOUND


@register.command()
@click.option(
    "--uit",
    required=True,
    type=Bestand,
    metavar="BESTAND.csv",
    help="Het bestand: .csv voor Excel, .json met alles, .xlsx met de betaalstatus.",
)
@op_dag
@plek
def export(uit: Path, op: datetime | None, plek: str) -> None:
    """Schrijft het register naar een bestand.

    \b
    Voorbeelden:
      cusd-xl register export --uit register.csv
      cusd-xl register export --uit register.json
      cusd-xl register export --uit betaalstatus.xlsx --op 2026-05-06
    """
    from cusd_xl.runs.register import run_export

    aantal = run_export(plek, uit, (op or datetime.now()).date())
    click.echo(f"Geschreven: {uit} ({aantal} documenten).")


@register.command()
@click.argument("nummers", nargs=-1, metavar="[NUMMER]...")
@click.option("--uit", required=True, type=Bestand, metavar="MAP", help="De map waar de bestanden komen.")
@plek
@json_optie
def heruitgeven(nummers: tuple[str, ...], uit: Path, plek: str, als_json: bool) -> None:
    """Maakt bestanden opnieuw uit de vastgestelde inhoud.

    Zonder NUMMER zijn dat de bestanden die nog nooit zijn uitgegeven.

    \b
    Voorbeelden:
      cusd-xl register heruitgeven --uit facturen
      cusd-xl register heruitgeven CUSD-2026-00001 --uit opnieuw
    """
    from cusd_xl.runs.register import run_heruitgeven
    from cusd_xl.terminal.register_printing import print_uitgave

    print_uitgave(run_heruitgeven(plek, nummers, uit), uit, als_json)


@register.command()
@click.argument("afschrift", type=Bestand, metavar="AFSCHRIFT")
@plek
@json_optie
def betalingen(afschrift: Path, plek: str, als_json: bool) -> int:
    """Neemt betalingen over uit een bankafschrift (camt.053 of CSV).

    Een bijschrijving hoort bij een factuur als zij precies één factuurnummer noemt. Een CSV heeft de kolommen datum, bedrag,
    omschrijving en kenmerk. Hetzelfde afschrift nog eens inlezen voegt niets toe.

    \b
    Voorbeeld:
      cusd-xl register betalingen afschrift.csv
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.boekhouding import run_betalingen
    from cusd_xl.terminal.printing import print_findings, print_json

    inlezing = run_betalingen(plek, afschrift)
    if als_json:
        bevindingen = [one.as_json() for one in inlezing.findings]
        print_json({"nieuw": inlezing.nieuw, "al_bekend": inlezing.bekend, "bevindingen": bevindingen})
    else:
        print_findings(inlezing.findings)
        click.echo(f"Overgenomen: {inlezing.nieuw}; al bekend: {inlezing.bekend}.")
    return FOUND if has_fout(inlezing.findings) else GOOD


@register.command()
@click.option("--uit", required=True, type=Bestand, metavar="BESTAND.xlsx", help="Het bestand: .xlsx of .csv.")
@click.option("--jaar", type=int, metavar="JAAR", help="Alleen documenten met een datum in dit jaar.")
@plek
def journaal(uit: Path, jaar: int | None, plek: str) -> None:
    """Schrijft de journaalposten van alle documenten.

    Elke rij heeft debiteur, taakveld, categorie, btw-code en bedrag; per nummer tellen zij op tot het bedrag in het register.

    \b
    Voorbeelden:
      cusd-xl register journaal --uit journaal-2026.xlsx --jaar 2026
      cusd-xl register journaal --uit journaal.csv
    """
    from cusd_xl.base.money import format_euro
    from cusd_xl.runs.boekhouding import run_journaal

    made = run_journaal(plek, uit, jaar)
    click.echo(f"Geschreven: {uit} ({made.rijen} posten van {made.documenten} documenten, samen {format_euro(made.totaal)}).")
