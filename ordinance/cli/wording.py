"""`ordinance wording PLACE`: the items of a drafted text by name, for whoever writes words of the place's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ordinance.cli.shared import (
    DateType,
    format_option,
    law_day,
    library_of,
    print_columns,
    print_json,
    selection_options,
    today,
    wishes,
)
from ordinance.making.drafted import drafted
from ordinance.making.own_words import item_rows
from ordinance.places.naming import place_of


@click.command("wording", epilog="Example:  ordinance wording ithaca-ny --section exceptions")
@click.argument("place")
@selection_options
@click.option("--section", metavar="CLAUSE", help="Only what stands in one section.")
@click.option("--date", "on", type=DateType(), help="The date of the draft, YYYY-MM-DD; today otherwise.")
@format_option
@click.pass_context
def command(ctx: click.Context, /, place: str, section: str | None, on: date | None, form: str, **selection: Any) -> None:
    """List the items of the draft for PLACE by name: what `at:` may name in local wording (docs/local-wording.md).

    Each line has the name, the revision of the library's words, the label that prints, and the first words.
    """
    library = library_of(ctx)
    made = drafted(library, place_of(library, place), wishes(**selection, on=law_day(library, on)), on or today())
    rows = item_rows(made.draft, section)
    if form == "json":
        print_json(rows)
        return
    print_columns([(one.at, one.revision, one.label, " ".join(one.words.split())[:60]) for one in rows])
