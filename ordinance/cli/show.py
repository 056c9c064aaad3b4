"""`ordinance show CLAUSE`: a clause's question, its variants' texts as they would read, and what each gains, costs and risks."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from ordinance.cli.output import document_options, full_option, on_screen, put, put_data
from ordinance.cli.screen import put_screen
from ordinance.cli.shared import DateType, law_day, library_of, today
from ordinance.cli.typed import typed
from ordinance.drafting.selection import law_here
from ordinance.drafting.state_law import LawHere
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.library.place_model import Place
from ordinance.library.store import Library, variant_of
from ordinance.pages.clause_page import ClausePages, clause_page, variant_page
from ordinance.pages.screens.clause import clause_screen
from ordinance.places.naming import place_of


@click.command(
    "show", epilog="Example:  ordinance show release-date --place ithaca-ny   or   ordinance show release-date=full-bar"
)
@click.argument("clause", metavar="CLAUSE[=VARIANT]")
@click.option("--variant", metavar="ID", help="Only this variant: the same as CLAUSE=ID.")
@click.option("--place", metavar="PLACE", help="As it reads, and what state law says, in this place.")
@click.option("--state", "code", metavar="XX", help="What the law of this state says, where no place is named.")
@full_option("Every text with its notes, objections and measures; without it one screen, or the text of one variant.")
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    clause: str,
    variant: str | None,
    place: str | None,
    code: str | None,
    full: bool,
    form: str,
    output: str | None,
    force: bool,
    on: date | None,
) -> None:
    """Print CLAUSE: the question it answers, its variants, the case for and against the recommended one.

    CLAUSE=VARIANT prints the text of one variant. With --full, in a file (-o) and in another format stands all of it.
    """
    library = library_of(ctx)
    name, _, named = clause.partition("=")
    if variant and named and variant != named:
        raise BadChoice(f"{clause} and --variant {variant} name two variants; keep one")
    found = library.clause(name)
    only = variant_of(found, variant or named) if variant or "=" in clause else None
    variants = (only,) if only else found.variants
    if form == "json":
        record = {**msgspec.to_builtins(found), "variants": [msgspec.to_builtins(one) for one in variants]}
        put_data([record], output, force=force)
        return
    if place and code:
        raise BadChoice("--place and --state: a place has its state; keep one of the two")
    here = place_of(library, place) if place else None
    day = on or today()
    law = _law(library, here, code, law_day(library, on))
    if full or not on_screen(form, output):
        put(clause_page(library, found, variants, here, day, law), library, form, output, force=force)
    elif only:
        put(variant_page(library, found, only, here, day, law, f"{typed(ctx)} --full"), library, form, output, force=force)
    else:
        put_screen(clause_screen(ClausePages(library, here, on=day), found, law, typed(ctx), day))


def _law(library: Library, place: Place | None, code: str | None, on: date | None) -> LawHere | None:
    """Return the law of a place, of any place of a state, or none."""
    if place:
        return law_here(library, place, Wishes(on=on))
    if not code:
        return None
    return LawHere(library.state(code), library.vocabulary, on=on)
