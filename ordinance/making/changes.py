"""What changed in law, and what to look up next: for everything, a state, a place, or a draft made earlier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from ordinance.checks.record import Record, is_record, moved_texts, read
from ordinance.drafting.wishes import OwnWords
from ordinance.errors import BadChoice
from ordinance.library.changes_model import FEDERAL
from ordinance.library.law_in_time import list_made
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.files import content_of
from ordinance.making.own_words import changed_under
from ordinance.making.page import Page
from ordinance.pages import updates, watching
from ordinance.pages.touching import Part, state_code
from ordinance.pages.updates import Moved, Updates, for_parts, updates_of
from ordinance.places.naming import place_of


def updates_page(
    library: Library,
    target: str | Place | None,
    since: date | None,
    day: date,
    *,
    full: bool = False,
    wording: OwnWords | None = None,
) -> Page:
    """Return what changed in law since a day. Without `full` its text is one screen.

    `target` is a place (its id, its YAML file), a state's postal code, or the .json file of a draft or its record.
    `wording` are local words beside the place's own. Raises `BadChoice` for a `since` after `day`.
    """
    if since and since > day:
        raise BadChoice(f"--since {since}: the day lies in the future; give one up to {day}")
    found = _found(library, target, since, wording)
    screen = {} if full else {"txt": lambda: _lines(updates.screen(found))}
    return Page(library, lambda: updates.page(found, day), lambda: updates.records(found), screen)


def watch_page(library: Library, state: str | None, due: date | None, day: date, *, full: bool = False) -> Page:
    """Return what to look up next, for a state with federal law or everywhere, due by a day. Without `full` its text is one
    screen. The format ics is a calendar of whole days."""
    made = watching.watching(library, state_code(library, state) if state else None, due)

    def calendar() -> bytes:
        from ordinance.formats import calendar

        return calendar.write(made.title, watching.days(made), list_made(library) or day)

    screen = {} if full else {"txt": lambda: _lines(watching.screen(made))}
    also = {"ics": calendar, **screen}
    return Page(library, lambda: watching.page(made, day), lambda: watching.records(made), also)


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _found(library: Library, target: str | Place | None, since: date | None, wording: OwnWords | None = None) -> Updates:
    if target is None:
        return updates_of(library, "Changes in law" + _since(since), None, since)
    if isinstance(target, Place):
        return _of_place(library, target, since, wording)
    if target.endswith(".json"):
        return _of_record(library, target, since)
    if len(target) == 2 and target.upper() in (*library.state_files, FEDERAL):
        code = state_code(library, target)
        return updates_of(library, f"Changes in law for {code}{_since(since)}", frozenset((code, FEDERAL)), since)
    return _of_place(library, place_of(library, target), since, wording)


def _of_place(library: Library, place: Place, since: date | None, wording: OwnWords | None = None) -> Updates:
    title = f"Changes in law for {place.in_words}{_since(since)}"
    found = updates_of(library, title, frozenset((place.state, FEDERAL)), since)
    return replace(found, local=changed_under(library, place, wording))


def _since(since: date | None) -> str:
    return f" since {since}" if since else ""


def _of_record(library: Library, name: str, since: date | None) -> Updates:
    content = content_of(name)
    if is_record(content):
        record = read(name)
        state, parts = _recorded(library, record)
        texts = tuple(Moved(text, what) for text, what in moved_texts(library, record))
        title = f"Changes in law for the {record.instrument} of {record.place} of {record.date}{_since(since)}"
    else:
        from ordinance.pages.earlier import earlier_draft, moved_since

        earlier = earlier_draft(content, name)
        state, parts = earlier.state, earlier.parts
        texts = tuple(Moved(text, what) for text, what in moved_since(library, earlier))
        title = f"Changes in law for the {earlier.name}{_since(since)}"
    return for_parts(updates_of(library, title, frozenset((state, FEDERAL)), since), parts, texts)


def _recorded(library: Library, record: Record) -> tuple[str, tuple[Part, ...]]:
    """Return the state of a recorded draft, and its sections as far as the record and the library tell."""
    state = record.state or place_of(library, record.place).state
    parts = []
    for name in record.variants:
        clause_id, _, variant_id = name.partition("=")
        if clause_id in library.clause_files:
            clause = library.clause(clause_id)
            relied = next((one.authorities for one in clause.variants if one.id == variant_id), ())
            label = record.sections.get(clause_id, clause_id)
            parts.append(Part(label, clause_id, frozenset(clause.topics), frozenset(relied)))
    return state, tuple(parts)
