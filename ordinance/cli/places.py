"""`ordinance places [WORDS]`: any place by what people call it; without words, those that have a file."""

from __future__ import annotations

import click

from ordinance.cli.listed import Listed
from ordinance.cli.shared import format_option, library_of, print_columns, print_json
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.places.finding import Found, found, with_files
from ordinance.places.naming import why_none

#: How many lines fit a screen.
_SCREEN = 20


@click.command("places", epilog='Example:  ordinance places beacon   or   ordinance places "ithaca" --kind town --state NY')
@click.argument("words", nargs=-1)
@click.option("--state", metavar="XX", help="Only in this state.")
@click.option("--kind", type=Listed("kind", lambda library: library.words.kinds), help="Only of this kind.")
@click.option("--county", metavar="NAME", help="Only in this county.")
@click.option("--all", "every", is_flag=True, help="All that fit, not one screen.")
@format_option
@click.pass_context
def command(
    ctx: click.Context, /, words: tuple[str, ...], state: str | None, kind: str | None, county: str | None, every: bool, form: str
) -> None:
    """Find a place by its name, county, kind or state; slips of typing are forgiven, and larger places come first.

    Without words or options it lists the places that have a file. Every place that is found drafts by its id: `ordinance draft
    beacon-ny`.
    """
    library = library_of(ctx)
    if not (words or state or kind or county):
        listed(library, form)
        return
    rows = found(library, " ".join(words), state=state, kind=kind, county=county)
    if not rows:
        raise BadChoice(why_none(library, " ".join(words)) or "no place fits; leave some of the options out")
    if form == "json":
        print_json(rows)
        return
    shown = rows if every else rows[:_SCREEN]
    print_columns([(one.id, one.name, one.kind, _where(one), "has a file" if one.file else "") for one in shown])
    if len(rows) > len(shown):
        click.echo(f"… and {len(rows) - len(shown)} more: --all lists them, --state, --kind and --county narrow them")


def listed(library: Library, form: str) -> None:
    """Print the places that have a file."""
    places = with_files(library)
    if form == "json":
        keys = ("id", "state", "kind", "as_of")
        print_json(
            [{"name": one.official_name, "body": one.body.name, **{key: getattr(one, key) for key in keys}} for one in places]
        )
        return
    print_columns([(one.id, one.state, one.kind, one.official_name) for one in places])
    click.echo("Any other place drafts by its name too: `ordinance places beacon` finds it.", err=True)


def _where(one: Found) -> str:
    county = one.county if one.county_sure else f"{one.county}?"
    return ", ".join(part for part in (county, one.state) if part)
