"""Options side by side: the variants of a clause in a place, many clauses on one page, or what two drafts choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Length
from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.encoding import csv_bytes
from ordinance.making.page import Page
from ordinance.pages.screens.model import Screen


def clause_compared(library: Library, clause: Clause, place: Place, day: date, *, length: Length, brief: bool = False) -> Page:
    """Return the variants of a clause, strongest first, as they stand in a place; its records are one, for the clause."""
    from ordinance.pages.clause_choice import choice_cells, choice_page, choice_record
    from ordinance.pages.screens.choice import choice_screen
    from ordinance.pages.variant_rows import choice_of

    choice = choice_of(library, clause, place, day, length)
    return Page(
        library,
        lambda: choice_page(choice, day, brief=brief),
        lambda: [choice_record(choice)],
        {"csv": lambda: csv_bytes(choice_cells(choice))},
        screen=lambda command: choice_screen(choice, command, day),
    )


def lengths_compared(library: Library, clause: Clause, place: Place | None, day: date) -> Page:
    """Return the short and the full text of a clause's variants in a place (in a sample of one without), a record each."""
    from ordinance.pages.screens.lengths import lengths_screen
    from ordinance.pages.two_lengths import lengths_page, lengths_records, texts_of

    here = place or library.sample_place()
    found = texts_of(library, clause, here, day)
    records = lengths_records(clause, found)
    return _of_records(
        library,
        lambda: lengths_page(library, clause, here, found, day),
        records,
        lambda command: lengths_screen(clause, here, found, command),
    )


def clauses_compared(library: Library, clauses: tuple[str, ...], package: str | None, place: Place, day: date) -> Page:
    """Return many clauses (those named, else the package's) with state law on one page; a record is a clause."""
    from ordinance.pages.matrix import matrix_of, matrix_page, matrix_records
    from ordinance.pages.screens.matrix import matrix_screen

    matrix = matrix_of(library, place, clauses, package, day)
    return _of_records(
        library, lambda: matrix_page(matrix, day), matrix_records(matrix), lambda command: matrix_screen(matrix, command)
    )


def drafts_compared(library: Library, sides: tuple[tuple[str, Draft], tuple[str, Draft]], day: date) -> Page:
    """Return what two drafts choose, clause by clause; each side is its name on the page and its draft."""
    from ordinance.pages.screens.matrix import pair_screen
    from ordinance.pages.two_drafts import Side, pair_of, pair_page, pair_records

    a, b = (Side(name, made) for name, made in sides)
    pair = pair_of(library, a, b)
    return _of_records(library, lambda: pair_page(pair, day), pair_records(pair), lambda command: pair_screen(pair, command))


def _of_records(library: Library, build: Any, records: list[dict[str, Any]], screen: Callable[[str], Screen]) -> Page:
    return Page(library, build, lambda: records, {"csv": lambda: csv_bytes(_table(records))}, screen=screen)


def _table(records: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """Yield records as rows, the names of their fields first."""
    if records:
        yield list(records[0])
    for one in records:
        yield list(one.values())
