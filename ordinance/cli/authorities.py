"""`ordinance authorities`: every authority, how it was verified, what is cautioned, and where it is used."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put, put_data
from ordinance.cli.shared import DateType, library_of, print_wrapped, today
from ordinance.library.source_model import Authority
from ordinance.library.usage import uses
from ordinance.pages.registers import authorities_register
from ordinance.pages.sources import Sources, shown_date


@click.command("authorities", epilog="Example:  ordinance authorities --unverified")
@click.option("--unverified", is_flag=True, help="Only those that nobody has verified.")
@click.option("--stale", metavar="DAYS", type=click.IntRange(min=0), help="Only those last checked more than DAYS days ago.")
@click.option("--date", "on", type=DateType(), help="The date to count from, YYYY-MM-DD; today otherwise.")
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    unverified: bool,
    stale: int | None,
    on: date | None,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """List the authorities: citation, how it was verified and when, cautions, and the clauses that use it."""
    library = library_of(ctx)
    day, used = on or today(), uses(library)
    chosen = [
        one
        for one in library.authorities.values()
        if (not unverified or one.verified == "unverified") and (stale is None or (day - one.checked).days > stale)
    ]
    where = {one.id: used.get(("cite", one.id), []) for one in chosen}
    if form == "json":
        put_data([_record(one, where[one.id], day) for one in chosen], output, force=force)
    elif form == "text" and output is None:
        _print(Sources(library), chosen, where)
    else:
        put(authorities_register(library, chosen, where, day), library, form, output, force=force)


def _record(one: Authority, where: list[str], day: date) -> dict[str, object]:
    return {
        "id": one.id,
        "citation": one.citation,
        "kind": one.kind,
        "verified": one.verified,
        "caution": one.caution,
        "checked": one.checked,
        "age_days": (day - one.checked).days,
        "effect": one.effect,
        "binds": one.binds,
        "source": one.source,
        "used_in": where,
    }


def _print(sources: Sources, chosen: list[Authority], where: dict[str, list[str]]) -> None:
    for one in chosen:
        level = sources.term(sources.library.vocabulary.verification, one.verified).title
        click.secho(sources.authority(one), bold=True)
        print_wrapped(f"{one.id}: {level}, checked {shown_date(one.checked)}; {one.effect}; binds: {one.binds}", "    ")
        print_wrapped(f"used in: {', '.join(where[one.id]) or 'nothing yet'}", "    ", "      ")
    click.echo(f"{len(chosen)} authorities")
