"""The draft that was sent: of a place as it is drafted now, as a record tells, or as its .json file holds it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from ordinance.checks.record import Record, decoded, is_record
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.formats.draft_json import read_draft
from ordinance.library.store import Library
from ordinance.making.drafted import drafted
from ordinance.making.files import content_of
from ordinance.places.naming import place_of


def sent_draft(library: Library, name: str, wishes: Wishes, day: date) -> tuple[Draft, list[str]]:
    """Return the draft that was sent, and what must be told of it. `name` is a place, a record or a draft (.json)."""
    if not name.lower().endswith(".json"):
        return drafted(library, place_of(library, name), wishes, day).draft, []
    return sent_in(library, name, content_of(name), wishes, day)


def sent_in(library: Library, name: str, content: bytes, wishes: Wishes, day: date) -> tuple[Draft, list[str]]:
    """Return the draft that a record or a draft (.json) tells of, by its content, and what must be told of it."""
    if not is_record(content):
        return read_draft(content, name), []
    record = decoded(content, name)
    asked = wishes_of(library, record, wishes)
    made = drafted(library, place_of(library, record.place), asked, day).draft
    return made, list(_moved(library, record, name))


def wishes_of(library: Library, record: Record, also: Wishes) -> Wishes:
    """Return what was asked of a recorded draft: its variants, and nothing of its package besides."""
    chosen = dict(one.split("=", 1) for one in record.variants if "=" in one)
    gone = [name for name in chosen if name not in library.clause_files]
    if gone:
        raise BadChoice(f"the record names {gone[0]}, which is no longer in the library; draft again, and send that")
    policies = {name: variant for name, variant in chosen.items() if library.clause(name).kind == "policy"}
    package = library.package(record.package)
    left_out = tuple(name for name in package.clauses if name not in chosen)
    length = "short" if record.length == "short" else "full"
    return replace(
        also,
        instrument=record.instrument,
        choose=policies,
        include=(),
        leave_out=left_out,
        package=record.package,
        length=length,
        stance=None,
    )


def _moved(library: Library, record: Record, name: str) -> list[str]:
    from ordinance.checks.record import moved_texts

    moved = moved_texts(library, record)
    if not moved:
        return []
    names = ", ".join(one for one, _ in moved[:4]) + (" and more" if len(moved) > 4 else "")
    return [f"{name}: the library has changed since ({names}); what it changed is listed with what they changed"]
