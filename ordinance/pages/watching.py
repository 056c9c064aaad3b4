"""What to look up next: by when, where, and what depends on it; on a screen, as a page, as records, as days of a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from ordinance.document.model import Block, Document, Paragraph, Run
from ordinance.library.changes_model import FEDERAL, Watched
from ordinance.library.law_in_time import list_made, watch_of
from ordinance.library.store import Library
from ordinance.pages.calendar import Day
from ordinance.pages.sources import shown_date
from ordinance.pages.touching import WHOLE, clauses_on, places_in
from ordinance.pages.updates import COLUMNS, LINES

#: What stands before an entry by its priority: the first could turn a verdict that ships.
_MARKS = {1: "!", 2: " ", 3: " "}


class Watching(Struct, frozen=True):
    """The entries asked for, of one state or of all."""

    library: Library
    title: str
    entries: tuple[Watched, ...]


def watching(library: Library, state: str | None, due: date | None) -> Watching:
    """Return what is to be looked up for a state (its own and federal law) or everywhere, due by a day."""
    found = tuple(
        one for one in watch_of(library) if (state is None or one.state in (state, FEDERAL)) and (due is None or one.due <= due)
    )
    title = "What to look up next" + (f" for {state}" if state else "") + (f", due by {due}" if due else "")
    return Watching(library, title, found)


def records(made: Watching) -> list[dict[str, Any]]:
    """Return the entries as plain data, each with what depends on it."""
    return [{**msgspec.to_builtins(one), **_depends(made.library, one)} for one in made.entries]


def screen(made: Watching) -> list[str]:
    """Return one screen of lines, two for each entry."""
    head = [made.title, f"{_made(made)} ! could turn a verdict.", ""]
    room = (LINES - len(head) - 1) // 2
    lines = [line for one in made.entries[:room] for line in _two(made, one)] or ["Nothing on file."]
    rest = len(made.entries) - room
    return [
        *head,
        *lines,
        f"{rest} more; --full shows all." if rest > 0 else "--full shows where to look, and what is known.",
    ]


def page(made: Watching, day: date) -> Document:
    """Return the entries as a page."""
    blocks: list[Block] = [
        Paragraph("title", (Run(made.title),)),
        Paragraph("notice", (Run(f"Not legal advice. {_made(made)}"),)),
    ]
    for one in made.entries:
        blocks.append(Paragraph("heading-2", (Run(f"{shown_date(one.due)}: {one.title} ({one.state})"),), keep_with_next=True))
        blocks += [Paragraph("body", (Run(f"{lead}: ", "strong"), Run(f"{words}."))) for lead, words in _said(made.library, one)]
    if not made.entries:
        blocks.append(Paragraph("body", (Run("Nothing on file."),)))
    return Document(made.title, tuple(blocks), footer=f"{made.title} · {shown_date(day)}", date=day)


def days(made: Watching) -> list[Day]:
    """Return the entries as days of a calendar."""
    return [
        Day(
            uid=f"{one.id}@ordinance-watch",
            day=one.due,
            summary=f"{one.state}: {one.title}",
            text="\n".join(f"{lead}: {words}." for lead, words in _said(made.library, one)),
            category=one.kind,
            priority={1: 1, 2: 5, 3: 9}[one.priority],
        )
        for one in made.entries
    ]


def _made(made: Watching) -> str:
    day = list_made(made.library)
    return f"List made on {shown_date(day)}." if day else "The library holds no list."


def _said(library: Library, one: Watched) -> list[tuple[str, str]]:
    depends = _depends(library, one)
    parts = [*depends["clauses"], *(("the whole text",) if WHOLE in one.topics else ())]
    parts += ["the handouts"] if one.handouts else []
    found = [
        ("Look for", one.look_for.rstrip(".")),
        ("Where", one.where.rstrip(".")),
        ("Known so far", one.last_known.rstrip(".")),
    ]
    found += [("Depends on it", ", ".join(parts))] if parts else []
    states = f"file of {one.state}" if one.state != FEDERAL else "federal law, in every state"
    return [*found, ("Reaches", ", ".join((states, *depends["places"])))]


def _depends(library: Library, one: Watched) -> dict[str, tuple[str, ...]]:
    states = (one.state,) if one.state != FEDERAL else ()
    return {"clauses": clauses_on(library, one), "states": states, "places": places_in(library, one.state)}


def _two(made: Watching, one: Watched) -> list[str]:
    depends = _depends(made.library, one)
    touched = ", ".join((*depends["places"], *depends["clauses"]))
    first = f"{one.due}  {one.state} {_MARKS[one.priority]} {one.title}"
    return [_cut(first), _cut(f"                 {one.look_for.rstrip('.')}" + (f" · {touched}" if touched else ""))]


def _cut(line: str) -> str:
    return line if len(line) <= COLUMNS else line[: COLUMNS - 1].rstrip(" ,·;") + "…"
