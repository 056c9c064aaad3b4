"""`ordinance compare`: the variants of a clause side by side, many clauses on one page, or two drafts clause by clause."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, length_option, library_of, today
from ordinance.cli.typed import typed
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Length, Wishes
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.comparing import clause_compared, clauses_compared, drafts_compared, lengths_compared
from ordinance.making.page import Page
from ordinance.making.redlining import draft_in
from ordinance.places.naming import place_of

_EPILOG = (
    "Example:  ordinance compare detainer-refusal --place dane-county-wi   or   ordinance compare --place austin-tx --matrix"
    "   or   ordinance compare --drafts ithaca-ny kirkland-wa"
)


@click.command("compare", epilog=_EPILOG)
@click.argument("clauses", metavar="[CLAUSE]...", nargs=-1)
@click.option("--place", metavar="PLACE", help="For which place: its id, or its YAML file.")
@click.option("--matrix", is_flag=True, help="All CLAUSEs (or those of the package) with state law, on one landscape page.")
@click.option("--package", metavar="NAME", help="With --matrix: the clauses of this package, where no CLAUSE is named.")
@click.option("--drafts", metavar="A B", nargs=2, help="Two drafts: each a place, or a draft's .json file.")
@click.option("--lengths", is_flag=True, help="With one CLAUSE: its short and its full text, and what the short one leaves open.")
@length_option
@click.option(
    "--full/--brief",
    "full",
    default=None,
    help="All of it, or one screen; in a file one CLAUSE's sheet to hand out. Else the terminal has one screen, a file all.",
)
@document_options("text", "md", "docx", "html", "pdf", "csv", "json")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    clauses: tuple[str, ...],
    place: str | None,
    matrix: bool,
    package: str | None,
    drafts: tuple[str, str] | None,
    lengths: bool,
    length: Length,
    full: bool | None,
    form: str,
    output: str | None,
    force: bool,
    on: date | None,
) -> None:
    """Compare options, strongest first and with the case against each: the variants of one CLAUSE in a place; with
    --matrix many clauses at once; with --drafts what two drafts choose.

    The terminal shows one screen, and --full all of it. A file (-o) and other formats hold all of it. The formats csv and
    json hold the figures of the tables.
    """
    library, day = library_of(ctx), on or today()
    if lengths:
        _refuse_beside_lengths(clauses, matrix, package, drafts)
        page = lengths_compared(library, library.clause(clauses[0]), place_of(library, place) if place else None, day)
    else:
        page = _page(library, _Asked(clauses, place, matrix, package, drafts, full is False), length, day)
    put_page(page, form, output, force=force, screen=None if full else typed(ctx))


def _refuse_beside_lengths(clauses: tuple[str, ...], matrix: bool, package: str | None, drafts: tuple[str, str] | None) -> None:
    """Raise `BadChoice` where --lengths is asked of anything but one clause."""
    if len(clauses) != 1 or matrix or package or drafts:
        raise BadChoice("--lengths shows the two texts of one CLAUSE: ordinance compare detainer-refusal --lengths")


class _Asked(NamedTuple):
    """What one comparison is of, as it was typed."""

    clauses: tuple[str, ...]
    place: str | None
    matrix: bool
    package: str | None
    drafts: tuple[str, str] | None
    brief: bool


def _page(library: Library, asked: _Asked, length: Length, day: date) -> Page:
    _refuse(library, asked)
    if asked.drafts:
        a, b = ((side, _draft(library, side, length, day)) for side in asked.drafts)
        return drafts_compared(library, (a, b), day)
    here = place_of(library, asked.place or "")
    if asked.matrix:
        return clauses_compared(library, asked.clauses, asked.package, here, day)
    return clause_compared(library, library.clause(asked.clauses[0]), here, day, length=length, brief=asked.brief)


def _refuse(library: Library, asked: _Asked) -> None:
    """Raise `BadChoice` where the arguments do not say one comparison, and `NotFound` for a clause that is none."""
    clauses = asked.clauses
    if asked.drafts:
        if clauses or asked.place or asked.matrix or asked.package or asked.brief:
            raise BadChoice("--drafts compares two drafts whole; leave the clauses and the other options out")
        return
    for name in clauses:
        library.clause(name)
    if not clauses and not asked.matrix:
        raise BadChoice(
            "say what to compare: a CLAUSE with --place PLACE, or --place PLACE --matrix, or --drafts A B;"
            " `ordinance clauses` lists the clauses"
        )
    if not asked.place:
        raise BadChoice("say for which place: --place PLACE; `ordinance places` lists them, and `ordinance new` makes one")
    if len(clauses) > 1 and not asked.matrix:
        raise BadChoice(f"one clause at a time, or add --matrix to see {', '.join(clauses)} on one page")
    if asked.package and (not asked.matrix or clauses):
        raise BadChoice("--package goes with --matrix, and without named clauses")
    if asked.brief and asked.matrix:
        raise BadChoice("--brief goes with one CLAUSE; the matrix is brief as it is")


def _draft(library: Library, side: str, length: Length, day: date) -> Draft:
    """Return the draft of a place, or the one in a .json file."""
    return draft_in(side) if side.endswith(".json") else draft(library, place_of(library, side), Wishes(on=day, length=length))
