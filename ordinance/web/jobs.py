"""What the helper process does: each a function of the library and plain arguments that gives the bytes of a file."""

from __future__ import annotations

from datetime import date

from ordinance.library.store import Library
from ordinance.making.comparing import clauses_compared
from ordinance.making.drafted import Drafted, drafted
from ordinance.making.filling import encode_filled
from ordinance.making.handouts import subject_of
from ordinance.making.kit import kit_of, spoken_in
from ordinance.making.memo import memo_of
from ordinance.making.packet import packet_of
from ordinance.making.printing import Printing
from ordinance.web.asked import Asked
from ordinance.web.places import place_named


def draft_file(library: Library, place: str, asked: Asked, day: date, form: str, printing: Printing) -> bytes:
    """Return the draft in a format, with what was filled in."""
    return encode_filled(_drafted(library, place, asked, day), form, printing, asked.blanks)


def memo_file(library: Library, place: str, asked: Asked, day: date, form: str) -> bytes:
    """Return the memo to the members of the body."""
    return memo_of(_drafted(library, place, asked, day)).encode(form)


def matrix_file(library: Library, place: str, asked: Asked, day: date, form: str) -> bytes:
    """Return the choices of every topic in the draft, on one table."""
    made = _drafted(library, place, asked, day)
    policies = tuple(one.clause.id for one in made.draft.selection.chosen if one.clause.kind == "policy")
    return clauses_compared(library, policies, None, made.draft.place, day).encode(form)


def packet_file(library: Library, place: str, asked: Asked, day: date, form: str) -> bytes:
    """Return all papers for the body as a .zip, its pages in a format."""
    return packet_of(_drafted(library, place, asked, day), form).encode()


def kit_file(library: Library, place: str, asked: Asked, day: date, languages: tuple[str, ...], large: bool) -> bytes:
    """Return every sheet for a campaign as a .zip, in some languages."""
    subject = subject_of(library, place_named(library, place), asked.wishes(library, day))
    return kit_of(library, subject, spoken_in(library, languages), (), day, large_print=large, blank=True).encode()


def _drafted(library: Library, place: str, asked: Asked, day: date) -> Drafted:
    return drafted(library, place_named(library, place), asked.wishes(library, day), day)
