"""What changed in law, newest first, with what each change touches: on one screen, as a page, and as records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from ordinance.document.model import Block, Document, Paragraph, Run, bullet
from ordinance.library.changes_model import FEDERAL, Change
from ordinance.library.law_in_time import changes_of, latest_event, looked_up
from ordinance.library.store import Library
from ordinance.pages.sources import shown_date
from ordinance.pages.three_texts import ThreeTexts, screen_lines
from ordinance.pages.three_texts import blocks as local_blocks
from ordinance.pages.touching import WHOLE, Part, clauses_on, places_in, sections_touched

#: A screen.
LINES, COLUMNS = 40, 100
NOT_FOUND = "not-found"


class Moved(Struct, frozen=True):
    """A text of the library that a draft was made from, and what became of it: "changed" or "gone"."""

    name: str
    what: str


class Updates(Struct, frozen=True):
    """The changes asked for, of which states, since when; for a draft its sections, and what changed in its texts; for a
    place the items that the library changed under local wording."""

    library: Library
    title: str
    changes: tuple[Change, ...]
    parts: tuple[Part, ...] | None = None
    texts: tuple[Moved, ...] = ()
    others: int = 0
    local: tuple[ThreeTexts, ...] = ()


def updates_of(library: Library, title: str, states: frozenset[str] | None, since: date | None) -> Updates:
    """Return the changes in some states (None: everywhere) since a day (None: all), the newest first."""
    found = tuple(
        one for one in changes_of(library) if (states is None or one.state in states) and (since is None or _since(one, since))
    )
    return Updates(library, title, found)


def for_parts(updates: Updates, parts: tuple[Part, ...], texts: tuple[Moved, ...]) -> Updates:
    """Return the changes that touch sections of one draft; the others are only counted."""
    touching = tuple(one for one in updates.changes if sections_touched(one, parts))
    others = len(updates.changes) - len(touching)
    return msgspec.structs.replace(updates, changes=touching, parts=parts, texts=texts, others=others)


def records(updates: Updates) -> dict[str, Any]:
    """Return all as plain data."""
    return {
        "looked_up": looked_up(updates.library),
        "latest_event": latest_event(updates.library),
        "changes": [_record(updates, one) for one in updates.changes],
        "texts": [msgspec.to_builtins(one) for one in updates.texts],
        "others": updates.others,
        "local": [{**msgspec.to_builtins(one), "choices": one.choices} for one in updates.local],
    }


def screen(updates: Updates) -> list[str]:
    """Return one screen of lines, two for each change; what was looked for and not found is one line for all states."""
    head = [updates.title, _horizon(updates), "", *screen_lines(updates.local)]
    for moved in updates.texts[:8]:
        head.append(_cut(f"text {moved.what}: {moved.name}"))
    if len(updates.texts) > 8:
        head.append(f"texts changed or gone: {len(updates.texts) - 8} more")
    head += [""] if updates.texts else []
    happened = [one for one in updates.changes if one.status != NOT_FOUND]
    missed = [one for one in updates.changes if one.status == NOT_FOUND]
    tail = [_cut(line) for line in _tail(updates, missed)]
    room = max((LINES - len(head) - len(tail) - 1) // 2, 1)
    lines = [line for one in happened[:room] for line in _two(updates, one)]
    if not happened:
        lines = ["Nothing on file."]
    more = (
        [f"{len(happened) - room} more; --full shows all, with sources and where they disagree."] if len(happened) > room else []
    )
    return [*head, *lines, *tail, *(more or ["--full shows sources and where they disagree."])]


def page(updates: Updates, day: date) -> Document:
    """Return all changes as a page, each with its source, its level, and where sources disagree."""
    blocks: list[Block] = [
        Paragraph("title", (Run(updates.title),)),
        Paragraph("notice", (Run(f"Not legal advice. {_horizon(updates)} What is only a lead is no authority."),)),
    ]
    if updates.texts:
        blocks.append(Paragraph("heading-1", (Run("Texts of the library that changed since"),), keep_with_next=True))
        blocks += [bullet(Run(f"{one.name}: {one.what}")) for one in updates.texts]
    if updates.local:
        blocks.append(Paragraph("heading-1", (Run("Local wording that the library has changed under"),), keep_with_next=True))
        blocks += local_blocks(updates.local)
    blocks.append(Paragraph("heading-1", (Run("Changes in law"),), keep_with_next=True))
    blocks += [block for one in updates.changes for block in _blocks(updates, one)]
    if not updates.changes:
        blocks.append(Paragraph("body", (Run("Nothing on file."),)))
    blocks += [Paragraph("small", (Run(line),)) for line in _others(updates)]
    return Document(updates.title, tuple(blocks), footer=f"{updates.title} · {shown_date(day)}", date=day)


# --- parts ---


def _since(change: Change, since: date) -> bool:
    """Tell whether a change is of a day or later; of a month or a year, whether it may be."""
    return change.date >= since.isoformat()[: len(change.date)]


def _horizon(updates: Updates) -> str:
    day, latest = looked_up(updates.library), latest_event(updates.library)
    if day is None:
        return "The library holds no changes."
    return f"Sources searched on {shown_date(day)}; latest event found: {shown_date(latest)}."


def _record(updates: Updates, change: Change) -> dict[str, Any]:
    touched = {"clauses": clauses_on(updates.library, change), "places": places_in(updates.library, change.state)}
    own = {} if updates.parts is None else {"sections": [one.label for one in sections_touched(change, updates.parts)]}
    return {**msgspec.to_builtins(change), **touched, **own}


def _two(updates: Updates, change: Change) -> list[str]:
    """Return a change in two lines of a screen: when, where and what; how sure, and what it touches."""
    level = "lead only" if change.lead else change.verified
    places = ", ".join(places_in(updates.library, change.state)) if updates.parts is None else ""
    parts = [_status(change), level, places, _touched(updates, change)]
    return [f"{change.date:<10}  {change.state}  {change.title}", _cut(" " * 16 + " · ".join(part for part in parts if part))]


def _status(change: Change) -> str:
    words = change.status.replace("-", " ")
    later = change.effective and change.effective > change.date
    return f"{words}{f', from {change.effective}' if later else ''}"


def _touched(updates: Updates, change: Change) -> str:
    if updates.parts is not None:
        return "touches " + ", ".join(one.label for one in sections_touched(change, updates.parts))
    clauses = clauses_on(updates.library, change)
    if clauses:
        return f"touches {', '.join(clauses)}"
    return "touches the whole text" if WHOLE in change.topics else f"is about {', '.join(change.topics)}"


def _tail(updates: Updates, missed: list[Change]) -> Iterator[str]:
    if missed:
        states = {one.state for one in missed}
        if len(states) > 2:
            yield f"Looked for and not settled: {' '.join(sorted(states))}"
        else:
            yield from (f"Not found     {one.state}  {one.title}" for one in missed)
    yield from _others(updates)


def _others(updates: Updates) -> Iterator[str]:
    if updates.others:
        yield f"{updates.others} other changes in this state's or federal law touch no section of this draft."


def _blocks(updates: Updates, change: Change) -> Iterator[Block]:
    where = "federal law" if change.state == FEDERAL else change.state
    when = f"about {shown_date(change.date)}" if change.approximate else shown_date(change.date)
    yield Paragraph("heading-2", (Run(f"{change.title} ({where}, {when})"),), keep_with_next=True)
    yield Paragraph("body", (Run(change.says.strip()),))
    if change.contradicts:
        yield Paragraph("body", (Run("Sources disagree. ", "strong"), Run(change.contradicts.strip())))
    effective = f" Effective {shown_date(change.effective)}." if change.effective else ""
    level = "A lead, no authority" if change.lead else change.verified.capitalize()
    note = f" {change.note.strip()}" if change.note else ""
    touches = _touched(updates, change)
    places = places_in(updates.library, change.state)
    where = f" Places in the library: {', '.join(places)}." if places else ""
    words = f"Status: {change.status.replace('-', ' ')}.{effective} It {touches}.{where}"
    yield Paragraph("body", (Run(words),))
    cite = f"{change.cite}. " if change.cite and not change.lead else f"About: {change.cite}. " if change.cite else ""
    yield Paragraph("small", (Run(f"{cite}{level}; source: {change.source}.{note}"),))


def _cut(line: str) -> str:
    return line if len(line) <= COLUMNS else line[: COLUMNS - 1].rstrip(" ,·;") + "…"
