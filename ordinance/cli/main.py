"""The `ordinance` command: finds each subcommand's file only when it is asked for, and turns errors into one clear line."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from ordinance import __version__
from ordinance.cli.commands import COMMANDS, GROUPS
from ordinance.cli.mistakes import Mistake, context_of
from ordinance.errors import OrdinanceError, brief, nearest


class _Failure(click.ClickException):
    """A library error at the command line: its own sentence, its own exit code."""

    def __init__(self, error: OrdinanceError) -> None:
        super().__init__("\n".join(brief(line, 400) for line in str(error).split("\n")))
        self.exit_code = error.exit_code  # type: ignore[misc]  # click declares it on the class and reads it here


class LazyGroup(click.Group):
    """A group whose commands are imported when used, and whose errors name the near miss."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ordinance.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(len(name) for name in COMMANDS)
        for heading, lines in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), line) for name, line in lines.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except NoArgsIsHelpError:  # bare `ordinance` prints the help
            raise
        except click.UsageError as error:
            raise Mistake(error, ctx) from error

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"no command named {brief(args[0])!r}{nearest(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OrdinanceError as error:
            raise _Failure(error) from error
        except click.UsageError as error:
            raise Mistake(error, context_of(self, ctx)) from error


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  ordinance draft ithaca-ny   writes ithaca-ny-ordinance.docx into the current folder.",
)
@click.option(
    "--library",
    "overlay",
    metavar="DIR",
    envvar="ORDINANCE_LIBRARY",
    help="A folder of your own (clauses/, jurisdictions/, templates/), laid over the shipped library file by file.",
)
@click.version_option(__version__, prog_name="ordinance")
@click.pass_context
def cli(ctx: click.Context, overlay: str | None) -> None:
    """Draft local law that protects immigrants: an ordinance, resolution, executive order or department policy
    for one place, from a library of clauses.

    Everything runs on this computer; nothing is sent anywhere. No draft is legal advice: have counsel review it.
    """
    ctx.obj = overlay
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        ctx.color = False


def run() -> None:
    """Entry point of the installed command. A stream that takes no more, or not every letter, is no reason for a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
            if stream.isatty():
                from ordinance.cli.terminal import Terminal

                setattr(sys, name, Terminal(stream))
    try:
        cli(prog_name="ordinance")
    except OSError as error:
        from ordinance.making.saving import reason

        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still waiting would fail again at the end
        click.echo(f"Error: {error.filename or 'standard output'}: {reason(error)}", err=True)
        sys.exit(2)
