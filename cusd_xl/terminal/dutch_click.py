"""Click in Dutch: headings, help option and error messages, so that a finance user never reads English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from cusd_xl.base.names import nearest

HELP = "Toon deze uitleg en stop."
MEER = "Meer uitleg: cusd-xl --help, of cusd-xl OPDRACHT --help."


class DutchCommand(click.Command):
    """A command whose help is Dutch."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Gebruik: cusd-xl bereken ...`."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[OPTIES]")
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Dutch heading."""
        write_section(formatter, "Opties", (one.get_help_record(ctx) for one in self.get_params(ctx)))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with a Dutch description."""
        return translate_help(super().get_help_option(ctx))


class DutchGroup(click.Group):
    """A group of commands whose help is Dutch and whose commands are loaded only when they are used."""

    command_class = DutchCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Gebruik: cusd-xl OPDRACHT [OPTIES]`."""
        formatter.write_usage(ctx.command_path, "OPDRACHT [OPTIES]", prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and the commands under Dutch headings."""
        write_section(formatter, "Opties", (one.get_help_record(ctx) for one in self.get_params(ctx)))
        commands = ((naam, self.commands[naam].get_short_help_str(80)) for naam in self.list_commands(ctx))
        write_section(formatter, "Opdrachten", commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with a Dutch description."""
        return translate_help(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a user meets them."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; a typo proposes the right word."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            near = nearest(args[0], self.commands)
            hint = f" Bedoelt u '{near}'?" if near else f" Kies uit: {', '.join(self.commands)}."
            raise click.UsageError(f"De opdracht '{args[0]}' bestaat niet.{hint}", ctx)
        return super().resolve_command(ctx, args)


def explain_usage(problem: click.UsageError) -> str:
    """One Dutch line for an error in the words of a command line."""
    param = getattr(problem, "param", None)
    naam = f"'{param.opts[-1]}'" if isinstance(param, click.Option) else "de werkmap"
    if isinstance(problem, click.NoSuchOption):
        near = nearest(problem.option_name, problem.possibilities or [])
        return f"De optie '{problem.option_name}' bestaat niet." + (f" Bedoelt u '{near}'?" if near else "")
    if isinstance(problem, click.MissingParameter):
        choices = getattr(getattr(param, "type", None), "choices", ())
        return f"Er ontbreekt iets: geef {naam} op." + (f" Kies uit: {', '.join(map(str, choices))}." if choices else "")
    if isinstance(problem, click.BadOptionUsage):
        return f"De optie '{problem.option_name}' mist een waarde of krijgt er een te veel."
    if isinstance(problem, click.BadParameter):
        return f"De waarde bij {naam} kan niet: {_reason(param)}"
    if type(problem) is click.UsageError and problem.message.startswith("Got unexpected extra argument"):
        return "Er staan te veel woorden op de regel; zet namen met een spatie tussen aanhalingstekens."
    return problem.message


def write_section(formatter: click.HelpFormatter, heading: str, records: Iterable[tuple[str, str] | None]) -> None:
    """A heading with a two-column list below it."""
    rows = [
        (naam, text.replace("required]", "verplicht]").replace("[default: ", "[standaard: "))
        for naam, text in filter(None, records)
    ]
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def translate_help(option: click.Option | None) -> click.Option | None:
    """The help option with a Dutch description."""
    if option is not None:
        option.help = HELP
    return option


def _reason(param: Any) -> str:
    kind = getattr(param, "type", None)
    if isinstance(kind, click.Choice):
        return f"kies uit {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.DateTime):
        return "schrijf de datum als jjjj-mm-dd, bijvoorbeeld 2026-01-05."
    if isinstance(kind, click.IntRange):
        return f"geef een geheel getal van {kind.min} tot en met {kind.max}."
    return "controleer de schrijfwijze."
