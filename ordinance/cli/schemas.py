"""`ordinance schemas`: the JSON Schemas that make an editor complete and check the library's YAML files."""

from __future__ import annotations

from pathlib import Path

import click

from ordinance.cli.shared import library_of
from ordinance.errors import Unwritable
from ordinance.formats import draft_json
from ordinance.library.schemas import schema_files


@click.command("schemas", epilog="Example:  ordinance --library our-town schemas   writes our-town/schemas/.")
@click.option("-o", "folder", metavar="DIR", help="Where to write; schemas/ beside the library's folders otherwise.")
@click.pass_context
def command(ctx: click.Context, folder: str | None) -> None:
    """Write the JSON Schemas of all kinds of files, and of a draft as JSON. They are made from the program, so old ones are
    replaced."""
    library = library_of(ctx)
    target = Path(folder) if folder else library.roots[-1] / "schemas"
    files = {**schema_files(library), "draft.json": draft_json.schema_file()}
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (target / name).write_bytes(content)
    except OSError as error:
        raise Unwritable(f"{target}: cannot be written: {error.strerror or error}") from None
    click.echo(f"Wrote {len(files)} schemas to {target}")
