"""The law in time, read from a library: what changed, and what to look up next, each name in it checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from ordinance.errors import Fault, FaultyFile, nearest
from ordinance.library.changes_model import FEDERAL, Change, Changes, Watch, Watched
from ordinance.library.store import Keys, Library

CHANGES, WATCH = "jurisdictions/changes", "jurisdictions/watch"


def changes_of(library: Library) -> tuple[Change, ...]:
    """Return all changes in law, the newest first. Raises `FaultyFile` for a name in them that leads nowhere."""
    return library.once(CHANGES, lambda: _changes(library))


def watch_of(library: Library) -> tuple[Watched, ...]:
    """Return all that is to be looked up, the soonest first. Raises `FaultyFile` for a name that leads nowhere."""
    return library.once(WATCH, lambda: _watch(library))


def looked_up(library: Library) -> date | None:
    """Return the day on which the sources were last searched for changes; None for a library that has none."""
    return max((library.load(path, Changes).looked_up for path in library.files(CHANGES).values()), default=None)


def latest_event(library: Library) -> str:
    """Return the date of the latest event that was found when the sources were searched; "" for a library without changes."""
    return max((library.load(path, Changes).horizon for path in library.files(CHANGES).values()), default="")


def list_made(library: Library) -> date | None:
    """Return the day on which the list of things to look up was made; None for a library that has none."""
    return max((library.load(path, Watch).looked_up for path in library.files(WATCH).values()), default=None)


def _changes(library: Library) -> tuple[Change, ...]:
    found: list[Change] = []
    faults: list[Fault] = []
    for path in library.files(CHANGES).values():
        for index, one in enumerate(library.load(path, Changes).changes):
            faults += _faults(library, path, one, ("changes", index), [before.id for before in found])
            found.append(one)
    if faults:
        raise FaultyFile(faults)
    return tuple(sorted(sorted(found, key=lambda one: (one.state, one.id)), key=lambda one: one.date, reverse=True))


def _watch(library: Library) -> tuple[Watched, ...]:
    found: list[Watched] = []
    faults: list[Fault] = []
    for path in library.files(WATCH).values():
        for index, one in enumerate(library.load(path, Watch).watch):
            faults += _faults(library, path, one, ("watch", index), [before.id for before in found])
            found.append(one)
    if faults:
        raise FaultyFile(faults)
    return tuple(sorted(found, key=lambda one: (one.due, one.state, one.id)))


def _faults(library: Library, path: Path, one: Change | Watched, keys: Keys, before: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for an id that stands twice, and for each date, state or statute that is none."""
    if one.id in before:
        yield library.fault(path, (*keys, "id"), f"the id {one.id!r} stands twice")
    for key in ("date", "effective") if isinstance(one, Change) else ():
        day = getattr(one, key)
        if day and not _is_day(day):
            yield library.fault(path, (*keys, key), f"{day!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    if one.state != FEDERAL and one.state not in library.state_files:
        message = f"no state named {one.state!r}; write a postal code of the library's states, or {FEDERAL} for federal law"
        yield library.fault(path, (*keys, "state"), message)
        return
    if isinstance(one, Change) and one.statutes:
        own = [] if one.state == FEDERAL else [statute.id for statute in library.state(one.state).statutes]
        for index, name in enumerate(one.statutes):
            if name not in own:
                said = f"no statute of {one.state} named {name!r}{nearest(name, own)}"
                yield library.fault(path, (*keys, "statutes", index), said)


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat((value + "-01-01")[:10]))
    except ValueError:
        return False
