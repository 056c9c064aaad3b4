"""`ordinance places`: the shipped and overlaid places."""

from __future__ import annotations

import click

from ordinance.cli.shared import format_option, library_of, print_columns, print_json


@click.command("places", epilog="Example:  ordinance places")
@format_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """List the places that can be drafted by id. For another, see `ordinance new`."""
    library = library_of(ctx)
    places = [library.place(name) for name in library.place_files]
    if form == "json":
        print_json(
            [
                {
                    "id": place.id,
                    "name": place.official_name,
                    "state": place.state,
                    "kind": place.kind,
                    "body": place.body.name,
                    "as_of": place.as_of,
                }
                for place in places
            ]
        )
        return
    print_columns([(place.id, place.state, place.kind, place.official_name) for place in places])
