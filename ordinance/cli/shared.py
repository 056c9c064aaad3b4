"""What several commands share: the library of this call, the selection options, the date, and how lists are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, get_args

import click
import msgspec

from ordinance.cli.listed import Listed
from ordinance.drafting.wishes import Length, Stance, Wishes
from ordinance.errors import BadChoice, brief
from ordinance.library.clause_parts import in_one_file
from ordinance.library.store import NO_GROUPS, Library
from ordinance.making.asking import law_day_on
from ordinance.today import today

__all__ = ["DateType", "format_option", "law_day", "library_of", "selection_options", "today", "wishes"]

F = TypeVar("F", bound=Callable[..., Any])


def library_of(ctx: click.Context, overlay: str | None = None) -> Library:
    """Return the library of this call, with the user's folder laid over it: the one named here, or for all commands."""
    library = Library(overlay or ctx.find_root().obj or None)
    note_old_files(library)
    return library


def note_old_files(library: Library) -> None:
    """Say which clauses of a team's own folder are kept in one file, as before, and how to turn them."""
    for root in library.roots[1:]:
        old = in_one_file(root, NO_GROUPS)
        if old:
            names = ", ".join(path.stem for path in old[:3]) + (", …" if len(old) > 3 else "")
            said = f"{root}: kept in one file, which the next release will not read: {names}"
            click.echo(f"Note: {said}. `ordinance migrate {root}` makes a folder of each.", err=True)


length_option = click.option(
    "--length",
    type=click.Choice(get_args(Length)),
    default="short",
    show_default=True,
    envvar="ORDINANCE_LENGTH",
    help="The text that a body can pass, or the full one with its procedures.",
)


def selection_options(command: F) -> F:
    """Add the options that say which clauses and variants, in which instrument."""
    options = [
        click.option(
            "--instrument",
            type=Listed("instrument", lambda library: library.instruments),
            help="The kind of instrument; without it the one that such a place takes, mostly an ordinance.",
        ),
        click.option("--package", metavar="NAME", help="A named set of clauses; the place's own choice otherwise."),
        click.option(
            "--choose",
            metavar="CLAUSE=VARIANT",
            multiple=True,
            help="Take this variant of a clause; adds the clause. Repeat for more.",
        ),
        click.option("--with", "include", metavar="CLAUSE", multiple=True, help="Add a clause. Repeat for more."),
        click.option("--without", "leave_out", metavar="CLAUSE", multiple=True, help="Leave a clause out. Repeat."),
        click.option(
            "--stance",
            type=click.Choice(get_args(Stance)),
            help="Take the strongest, the recommended or the most cautious variant of every policy clause.",
        ),
        length_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def wishes(
    instrument: str | None,
    package: str | None,
    choose: tuple[str, ...],
    include: tuple[str, ...],
    leave_out: tuple[str, ...],
    stance: Stance | None,
    length: Length,
    on: date | None = None,
    *,
    annex: bool = False,
) -> Wishes:
    """Return what the selection options ask for. Raises `BadChoice` for a `--choose` that is not CLAUSE=VARIANT."""
    chosen: dict[str, str] = {}
    for pair in choose:
        clause, mark, variant = pair.partition("=")
        if not mark or not clause or not variant:
            raise BadChoice(f"--choose {brief(pair)}: write it as CLAUSE=VARIANT, such as --choose release-date=full-bar")
        if chosen.get(clause, variant) != variant:
            raise BadChoice(
                f"--choose names two variants of {brief(clause)}: {brief(chosen[clause])} and {brief(variant)}; keep one"
            )
        chosen[clause] = variant
    return Wishes(instrument, chosen, include, leave_out, stance, package, on, length, annex)


def law_day(library: Library, on: date | None) -> date | None:
    """Return the day whose law counts: the one given, else today; none where the computer's day is before the library's law."""
    return law_day_on(library, on, today())


class DateType(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{brief(value)!r} is not a date; write it as YYYY-MM-DD, such as 2026-11-24", param, ctx)
        if not 1980 <= found.year <= 2107:
            self.fail(f"{value!r} is out of range; a Word file holds the years 1980 to 2107", param, ctx)
        return found


format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_columns(rows: list[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as their widest cell; the last column runs free."""
    if not rows:
        return
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())


def print_wrapped(text: str, indent: str = "", hang: str | None = None) -> None:
    """Print prose wrapped to the terminal's width, at most 100 columns."""
    width = min(click.get_current_context().terminal_width or _terminal_width(), 100)
    hanging = indent if hang is None else hang
    click.echo(click.wrap_text(text, width, initial_indent=indent, subsequent_indent=hanging, preserve_paragraphs=True))


def _terminal_width() -> int:
    import shutil

    if sys.stdout is None or not sys.stdout.isatty():
        return 88  # the same lines in every window, where they go to a file
    return max(shutil.get_terminal_size((88, 24)).columns, 40)
