"""`ordinance precedents`: who has adopted what, with what was read of it and when."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put, put_cells, put_data
from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import brief


@click.command(
    "precedents",
    epilog="Example:  ordinance precedents --topic detainer-refusal --state CA   or   ordinance precedents --near 'Skokie, IL'",
)
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option("--topic", metavar="TOPIC", help="Only what speaks of this topic, such as release-date.")
@click.option("--state", metavar="XX", help="Only this state, by its postal code.")
@click.option("--as-of", "by", type=DateType(), help="Only what had been adopted by this date, YYYY-MM-DD.")
@click.option("--near", metavar="PLACE", help="Only those of this place, its county, and its state, the nearest in size first.")
@document_options("text", "json", "csv", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    topic: str | None,
    state: str | None,
    by: date | None,
    near: str | None,
    form: str,
    output: str | None,
    force: bool,
    on: date | None,
) -> None:
    """List adopted local policies: status and date, what was read of each, and what it provides, topic by topic.

    Each WORD must stand in the entry. A policy whose date of adoption is not on file is left out with --as-of.
    """
    from ordinance.pages.precedents import near_to, precedent_records, precedents_page, searched
    from ordinance.places.naming import place_of

    library = library_of(ctx)
    found = searched(library, words, topic, state, by.isoformat() if by else None)
    if near:
        found = near_to(library, found, place_of(library, near))
    match form:
        case "json":
            put_data(precedent_records(found), output, force=force)
        case "csv":
            records = precedent_records(found)
            flat = [{**one, "provisions": "; ".join(f"{k}: {v}" for k, v in one["provisions"].items())} for one in records]
            head = list(flat[0]) if flat else []
            put_cells([head, *(list(one.values()) for one in flat)], output, force=force)
        case _:
            says = _says(words, topic, state, by, near)
            put(precedents_page(library, found, says, on or today(), topic), library, form, output, force=force)


def _says(words: tuple[str, ...], topic: str | None, state: str | None, by: date | None, near: str | None) -> str:
    """Return what was looked for, in one sentence."""
    parts = [f"topic {topic}"] if topic else []
    parts += [f"state {state.upper()}"] if state else []
    parts += [f"adopted by {by.isoformat()} (a policy without a date of adoption on file is left out)"] if by else []
    parts += [f"near {near}: its own, its county's, its county's places', its state's by size"] if near else []
    parts += [f"the words {', '.join(words)}"] if words else []
    return f"Looked for: {brief('; '.join(parts), 300)}." if parts else "All precedents of the library."
