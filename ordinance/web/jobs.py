"""What the helper process does: each a function of the library and plain arguments that gives the bytes of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.checks.model import errors
from ordinance.document.reading import Reading
from ordinance.errors import BadChoice
from ordinance.formats import opening
from ordinance.formats.html.fragments import fragments
from ordinance.library.review_model import How
from ordinance.library.store import Library
from ordinance.making.amended import Told, amended
from ordinance.making.comparing import clauses_compared
from ordinance.making.drafted import Drafted, drafted
from ordinance.making.filling import encode_filled
from ordinance.making.handouts import handout_page, layout_of, subject_of
from ordinance.making.kit import kit_of, spoken_in
from ordinance.making.memo import memo_of
from ordinance.making.packet import packet_of
from ordinance.making.printing import Printing
from ordinance.making.redlining import read_text, reading_of, redlined
from ordinance.making.reviewing import review_of
from ordinance.making.telling import faults_told
from ordinance.pages.beside import Stretch, beside
from ordinance.pages.handouts import Edition
from ordinance.pages.review_report import HOWS, STANCES, clause_on
from ordinance.reviews.model import Review
from ordinance.web.asked import Asked
from ordinance.web.places import place_named

#: What a text may do on a topic so that a draft of what is missing need not say it again.
_RULES: Final[tuple[How, ...]] = ("absolute", "with-exceptions", "duty")


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


class Side(Struct, frozen=True):
    """One side of a redline: a file's name and bytes, or a place with what is asked of its draft."""

    name: str
    content: bytes
    asked: Asked | None = None


def sheet_file(
    library: Library, place: str, asked: Asked, day: date, kind: str, language: str, layout: str | None, form: str
) -> bytes:
    """Return one sheet for a campaign in a format."""
    subject = subject_of(library, place_named(library, place), asked.wishes(library, day))
    edition = Edition(language, day, layout_of(layout, False), blank_contact=True, blank_hotlines=True)
    return handout_page(library, kind, subject, edition).encode(form)


class OnTopic(Struct, frozen=True):
    """What a text does on the topic of a clause: in words, the variant that it comes closest to, and what it lets through."""

    topic: str
    says: str
    closest: str
    lets: tuple[str, ...]


class Reviewed(Struct, frozen=True):
    """A text reviewed: what was found in all, the text with its findings beside it, the report, and what a draft would add.

    `held` are the clauses on whose topics the text has a rule, `missing` those on whose topics it has none; `on` tells by
    clause what stands there.
    """

    stance: str
    says: str
    notes: tuple[str, ...]
    stretches: list[Stretch]
    report: list[str]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    on: dict[str, OnTopic]


def reviewed(library: Library, name: str, content: bytes, place: str, day: date) -> Reviewed:
    """Return a text with its findings."""
    here, read = place_named(library, place) if place else None, opening.read(name, content)
    page = review_of(library, name, here, day, read)
    review: Review = page.records
    document = page.document
    kept = replace(document, blocks=tuple(one for one in document.blocks if getattr(one, "style", "") not in ("title", "notice")))
    report = [one.html for one in fragments(kept, library.folder("templates/html"))]
    beside_it = beside(read.text, review, library)
    held, missing = (_clauses(library, review, hows) for hows in (_RULES, ("not-found",)))
    on = dict(_on_topics(library, review))
    return Reviewed(review.stance, STANCES[review.stance], page.notes, beside_it, report, held, missing, on)


def _on_topics(library: Library, review: Review) -> Iterator[tuple[str, OnTopic]]:
    """Yield by clause what a text does on its topic, where it does something."""
    titles = {term.id: term.title for term in library.vocabulary.topics}
    for topic, told in review.topics.items():
        if told.clause is None or not (told.passages or told.exceptions or told.loopholes):
            continue
        label = next((one.label for one in library.clause(told.clause).variants if one.id == told.closest), "")
        lets = tuple(dict.fromkeys(one.title for one in told.exceptions))
        yield told.clause, OnTopic(titles[topic], HOWS[told.how], label, lets)


def _clauses(library: Library, review: Review, hows: tuple[How, ...]) -> tuple[str, ...]:
    """Return the first clause on each topic on which a text does one of these."""
    found = (clause_on(library, topic) for topic, one in review.topics.items() if one.how in hows)
    return tuple(dict.fromkeys(one.id for one in found if one is not None))


def redline_file(library: Library, old: Side, new: Side, day: date) -> bytes:
    """Return what leads from one text to another, as tracked changes in Word."""
    sides = [_reading(library, side, day) for side in (old, new)]
    return redlined(library, sides[0], sides[1], "Redline", day).encode("docx")


def _reading(library: Library, side: Side, day: date) -> Reading:
    if side.asked is not None:
        return reading_of(_drafted(library, side.name, side.asked, day).draft, library, day)
    read = read_text(side.name, side.content)
    if read is None:
        raise BadChoice(
            f"{side.name}: is not a kind of file that can be compared; save it as a Word Document (.docx) or Markdown"
        )
    return read


def bill_file(
    library: Library, place: str, asked: Asked, day: date, file: tuple[str, bytes], cite: str, tracked: bool, told: bool
) -> bytes | tuple[str, ...]:
    """Return a bill that amends one section as Word, its changes marked or `tracked`; with `told` what must be known of it."""
    made = amended(library, place_named(library, place), file, asked.wishes(library, day), Told(cite or None), day)
    if told:
        return (*faults_told(errors(made.drafted.draft, library, day)), *made.notes())
    return made.drafted.encode("docx", Printing("none", "tracked" if tracked else "marked"))
