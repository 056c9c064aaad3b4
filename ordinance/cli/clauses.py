"""`ordinance clauses`: every clause of the library, by group."""

from __future__ import annotations

import click

from ordinance.cli.shared import format_option, library_of, print_columns, print_json


@click.command("clauses", epilog="Example:  ordinance clauses --format json")
@format_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """List the clauses: what each decides, and its variants, strongest first (the recommended one is marked *)."""
    library = library_of(ctx)
    clauses = list(library.clauses())
    if form == "json":
        print_json(
            [
                {
                    "id": clause.id,
                    "title": clause.title,
                    "group": clause.group,
                    "kind": clause.kind,
                    "question": clause.question,
                    "topics": clause.topics,
                    "needs": clause.needs,
                    "default": clause.default,
                    "variants": [variant.id for variant in clause.variants],
                }
                for clause in clauses
            ]
        )
        return
    for group in library.vocabulary.groups:
        members = [clause for clause in clauses if clause.group == group.id]
        if not members:
            continue
        click.secho(f"\n{group.title}", bold=True)
        print_columns(
            [
                (
                    f"  {clause.id}",
                    clause.title,
                    " ".join(v.id + ("*" if v.id == clause.default else "") for v in clause.variants),
                )
                for clause in members
            ]
        )
