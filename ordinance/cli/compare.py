"""`ordinance compare`: the variants of a clause side by side, many clauses on one page, or two drafts clause by clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ordinance.cli.output import document_options, put, put_cells, put_data
from ordinance.cli.shared import DateType, library_of, today
from ordinance.document.model import Document
from ordinance.drafting.model import Draft
from ordinance.errors import BadChoice
from ordinance.library.store import Library

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
@click.option("--brief", is_flag=True, help="With one CLAUSE: only the sheet to hand out, without what stands behind it.")
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
    brief: bool,
    form: str,
    output: str | None,
    force: bool,
    on: date | None,
) -> None:
    """Compare options, strongest first and with the case against each: the variants of one CLAUSE in a place; with
    --matrix many clauses at once; with --drafts what two drafts choose.

    The formats csv and json hold the figures of the tables.
    """
    library, day = library_of(ctx), on or today()
    _refuse(library, clauses, place, matrix, package, drafts, brief)
    if drafts:
        document, records, cells = _drafts(library, drafts, day)
    elif matrix:
        document, records, cells = _matrix(library, clauses, place or "", package, day)
    else:
        document, records, cells = _clause(library, clauses[0], place or "", day, brief)
    match form:
        case "json":
            put_data(records, output, force=force)
        case "csv":
            put_cells(cells, output, force=force)
        case _:
            put(document, library, form, output, force=force)


#: A page, its figures as records, and as rows of cells.
_Made = tuple[Document, Any, list[list[Any]]]


def _refuse(
    library: Library,
    clauses: tuple[str, ...],
    place: str | None,
    matrix: bool,
    package: str | None,
    drafts: tuple[str, str] | None,
    brief: bool,
) -> None:
    """Raise `BadChoice` where the arguments do not say one comparison, and `NotFound` for a clause that is none."""
    if drafts:
        if clauses or place or matrix or package or brief:
            raise BadChoice("--drafts compares two drafts whole; leave the clauses and the other options out")
        return
    for name in clauses:
        library.clause(name)
    if not clauses and not matrix:
        raise BadChoice(
            "say what to compare: a CLAUSE with --place PLACE, or --place PLACE --matrix, or --drafts A B;"
            " `ordinance clauses` lists the clauses"
        )
    if not place:
        raise BadChoice("say for which place: --place PLACE; `ordinance places` lists them, and `ordinance new` makes one")
    if len(clauses) > 1 and not matrix:
        raise BadChoice(f"one clause at a time, or add --matrix to see {', '.join(clauses)} on one page")
    if package and (not matrix or clauses):
        raise BadChoice("--package goes with --matrix, and without named clauses")
    if brief and matrix:
        raise BadChoice("--brief goes with one CLAUSE; the matrix is brief as it is")


def _clause(library: Library, name: str, place: str, day: date, brief: bool) -> _Made:
    from ordinance.pages.clause_choice import choice_cells, choice_page, choice_record
    from ordinance.pages.variant_rows import choice_of

    choice = choice_of(library, library.clause(name), library.place(place), day)
    return choice_page(choice, day, brief=brief), [choice_record(choice)], choice_cells(choice)


def _matrix(library: Library, clauses: tuple[str, ...], place: str, package: str | None, day: date) -> _Made:
    from ordinance.pages.matrix import matrix_of, matrix_page, matrix_records

    matrix = matrix_of(library, library.place(place), clauses, package, day)
    records = matrix_records(matrix)
    return matrix_page(matrix, day), records, _table(records)


def _drafts(library: Library, sides: tuple[str, str], day: date) -> _Made:
    from ordinance.pages.two_drafts import Side, pair_of, pair_page, pair_records

    a, b = (Side(side, _draft(library, side, day)) for side in sides)
    pair = pair_of(library, a, b)
    records = pair_records(pair)
    return pair_page(pair, day), records, _table(records)


def _draft(library: Library, side: str, day: date) -> Draft:
    """Return the draft of a place, or the one in a .json file."""
    if not side.endswith(".json"):
        from ordinance.drafting.assembly import draft
        from ordinance.drafting.wishes import Wishes

        return draft(library, library.place(side), Wishes(on=day))
    from ordinance.cli.files import content_of
    from ordinance.formats.draft_json import read_draft

    return read_draft(content_of(side), side)


def _table(records: list[dict[str, Any]]) -> list[list[Any]]:
    """Return records as rows, the names of their fields first."""
    return [list(records[0]), *(list(one.values()) for one in records)] if records else []
