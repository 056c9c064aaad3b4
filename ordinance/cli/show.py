"""`ordinance show CLAUSE`: a clause's question, its variants' texts as they would read, and what each gains, costs and risks."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from ordinance.cli.output import document_options, put
from ordinance.cli.shared import DateType, library_of, print_json, today
from ordinance.library.store import variant_of
from ordinance.pages.clause_page import clause_page


@click.command("show", epilog="Example:  ordinance show release-date --place ithaca-ny")
@click.argument("clause")
@click.option("--variant", metavar="ID", help="Only this variant.")
@click.option("--place", metavar="PLACE", help="As it reads, and what state law says, in this place.")
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    clause: str,
    variant: str | None,
    place: str | None,
    form: str,
    output: str | None,
    force: bool,
    on: date | None,
) -> None:
    """Print CLAUSE: the question it answers, every variant's text, its trade-offs, objections and measures."""
    library = library_of(ctx)
    found = library.clause(clause)
    variants = (variant_of(found, variant),) if variant else found.variants
    if form == "json":
        print_json([{**msgspec.to_builtins(found), "variants": [msgspec.to_builtins(one) for one in variants]}])
        return
    here = library.place(place) if place else None
    put(clause_page(library, found, variants, here, on or today()), library, form, output, force=force)
