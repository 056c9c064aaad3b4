"""A draft that came back, as the helper process reads it: the list of changes, and the files that what is accepted becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import Struct

from ordinance.comparison.edits import Edit, Kind
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.drafted import Drafted, drafted
from ordinance.making.printing import Printing
from ordinance.making.sent import sent_in
from ordinance.making.taking import Accepted, Taken, accept, taken
from ordinance.making.taking_page import left_page
from ordinance.pages.edits_page import remark_line, who_of
from ordinance.web.asked import Asked
from ordinance.web.places import place_named

#: The most words of a change that stand on the page; a file has them all.
_SHOWN: Final = 1_200


class Sent(Struct, frozen=True):
    """What was sent: a record or a draft (.json) as `file`, else the draft of `place` with what was `asked`."""

    place: str
    asked: Asked
    file: tuple[str, bytes] | None = None


class Picked(Struct, frozen=True):
    """What is accepted: `everything`, or all of some authors (by `who_of`), or single changes."""

    everything: bool = False
    authors: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    def of(self, edits: tuple[Edit, ...]) -> frozenset[int]:
        """Return the numbers of the edits that are accepted and can be carried. Raises `BadChoice` where there is none."""
        found = {
            one.number
            for one in edits
            if not one.cannot and (self.everything or who_of(one) in self.authors or one.number in self.numbers)
        }
        if not found:
            raise BadChoice("Nothing is ticked that can be accepted; tick a change, an author, or all of them")
        return frozenset(found)


class Row(Struct, frozen=True):
    """One change as the page lists it; `cannot` says why it cannot be accepted, `remarks` are the comments on it."""

    number: int
    kind: Kind
    where: str
    who: str
    before: str
    after: str
    cannot: str
    remarks: tuple[str, ...]


class Back(Struct, frozen=True):
    """The list: of which draft, how much of it was found in the file (percent), the authors with their count, the changes."""

    place: str
    place_name: str
    instrument: str
    known: int
    authors: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def listed(library: Library, sent: Sent, name: str, content: bytes, day: date) -> Back:
    """Return what others changed in a draft that came back."""
    made, notes = _taken(library, sent, name, content, day)
    rows = tuple(_row(one) for one in made.edits)
    authors = dict.fromkeys(one.who for one in rows if not one.cannot)
    counts = tuple((who, sum(one.who == who and not one.cannot for one in rows)) for who in authors)
    place = made.sent.place
    return Back(place.id, place.official_name, made.sent.instrument_name, round(made.known[0] * 100), counts, rows, notes)


def _row(one: Edit) -> Row:
    before, after = (" ".join(words.split())[:_SHOWN] for words in (one.before, one.after))
    remarks = tuple(remark_line(remark, _SHOWN) for remark in one.remarks)
    return Row(one.number, one.kind, one.where, who_of(one), before, after, one.cannot, remarks)


def accepted_file(library: Library, sent: Sent, name: str, content: bytes, picked: Picked, what: str, day: date) -> bytes:
    """Return one of `FILES`: the local wording that accepted changes become, the draft with it, or what is left to argue."""
    made, _ = _taken(library, sent, name, content, day)
    return FILES[what](made, accept(made, picked.of(made.edits)), day)


def _draft(made: Taken, done: Accepted, day: date) -> bytes:
    return Drafted(made.library, done.draft, day).encode("docx", Printing("comments"))


#: What accepted changes become, by the end of the address.
FILES: Final[dict[str, Callable[[Taken, Accepted, date], bytes]]] = {
    "draft.docx": _draft,
    "wording.yaml": lambda _, done, __: done.yaml,
    "open.docx": lambda made, done, _: left_page(made, done).encode("docx"),
}


def _taken(library: Library, sent: Sent, name: str, content: bytes, day: date) -> tuple[Taken, tuple[str, ...]]:
    wishes = sent.asked.wishes(library, day)
    if sent.file:
        draft, notes = sent_in(library, *sent.file, wishes, day)
    else:
        draft, notes = drafted(library, place_named(library, sent.place), wishes, day).draft, []
    return taken(library, draft, [(name, content)], day), tuple(notes)
