"""An edited draft checked as law: what stands in the Word file, with its title and its references as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from msgspec.structs import replace

from ordinance.checks.model import Finding, run
from ordinance.comparison.redline import compare
from ordinance.document.model import Paragraph, plain_text
from ordinance.document.reading import Reading
from ordinance.drafting.items import LONG_TITLE
from ordinance.drafting.model import Draft, Provision, Section, Text, plain, walk
from ordinance.drafting.wishes import Length, Wishes
from ordinance.errors import BadChoice, OrdinanceError
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.drafted import drafted
from ordinance.making.taking import Taken, accept, known_share, read_back, taken
from ordinance.pages.instrument import Options, build

_ORDER = {"error": 0, "warning": 1, "note": 2}


def check_file(
    library: Library, name: str, content: bytes, sent: Draft | None, day: date, *, accepted: bool = False
) -> list[Finding]:
    """Return what must be mended in an edited draft, the gravest first. Without the draft that was `sent` it is looked for by the
    place that the file names.

    Raises `FaultyFile` for what is no draft of ours, and `BadChoice` for open tracked changes, unless they are to be read as
    `accepted`, and where no place is found.
    """
    reading = read_back(name, content, sent)
    if not accepted:
        _refuse_open(name, reading)
    made = taken(library, sent or _likeliest(library, name, reading, day), [(name, content)], day)
    done = accept(made, [edit.number for edit in made.edits], name)
    draft = _with_own_title(made, done.draft)
    found = run(draft, library, day)
    found += _typed(draft, name)
    return sorted(found, key=lambda one: _ORDER[one.severity])


def _refuse_open(name: str, reading: Reading) -> None:
    """Refuse a file with open tracked changes: nobody knows which of them will be law."""
    marks = [mark for trace in reading.traces for mark in trace.marks]
    if marks:
        authors = ", ".join(dict.fromkeys(mark.author or "unknown" for mark in marks))
        count = "1 open tracked change" if len(marks) == 1 else f"{len(marks)} open tracked changes"
        raise BadChoice(
            f"{name}: holds {count} by {authors}; settle them in Word (Review, Accept or Reject), or add --accepted to check it"
            " as if all were accepted"
        )


def _likeliest(library: Library, name: str, reading: Reading, day: date) -> Draft:
    """Return the draft that a file was made from: of the place whose name it bears, in the kind and length most like it."""
    place = _place_in(library, reading)
    if place is None:
        raise BadChoice(f"{name}: does not tell which place it is for; name what was sent with --for PLACE, or --for RECORD.json")
    best: tuple[float, Draft] | None = None
    for instrument in library.instruments:
        for length in get_args(Length):
            try:
                made = drafted(library, place, Wishes(instrument, length=length), day).draft
            except OrdinanceError:  # a kind that this place cannot have
                continue
            document = build(made, library, Options("none", day))
            share = known_share(made, document, compare(document, reading.document, "old"))
            if best is None or share > best[0]:
                best = (share, made)
    if best is None:
        raise BadChoice(f"{name}: nothing can be drafted for {place.official_name}; name what was sent with --for")
    return best[1]


def _place_in(library: Library, reading: Reading) -> Place | None:
    """Return the place whose full name a file bears in its title or at its head."""
    head = [plain_text(block.content) for block in reading.document.blocks[:3] if isinstance(block, Paragraph)]
    words = " | ".join([reading.document.title, *head])
    for name in library.place_files:
        place = library.place(name)
        if place.official_name in words:
            return place
    return None


def _with_own_title(made: Taken, draft: Draft) -> Draft:
    """Return a draft with the long title that the file has: it does not follow the text by itself there."""
    (came,) = made.came
    for block in came.reading.document.blocks:
        if isinstance(block, Paragraph) and block.style == "caption":
            return replace(draft, caption=(Text(plain_text(block.content)),))
    edits = [edit for edit in made.edits if edit.at == LONG_TITLE]
    return draft if edits else replace(draft, caption=made.sent.caption)


def _typed(draft: Draft, name: str) -> Iterator[Finding]:
    """Yield a finding for each section that the words name by a number which no section has."""
    there = {section.cite.replace("\N{NO-BREAK SPACE}", " ") for section in draft.sections}
    schemes = {draft.numbering.cite, *([draft.code_numbering.cite] if draft.code_numbering else [])}
    patterns = [re.compile(rf"(?<![\w.]){re.escape(one).replace(re.escape('{n}'), NUMBER)}(?![\w-])") for one in sorted(schemes)]
    for section, provision in _operative(draft):
        words = plain(tuple(piece for piece in provision.pieces if isinstance(piece, Text))).replace("\N{NO-BREAK SPACE}", " ")
        for pattern in patterns:
            for found in pattern.finditer(words):
                if found[0] not in there and not _of_another_law(words, found.end()):
                    message = f"the words name {found[0]}, and the text has no section of this number"
                    where = f"{section.label} {section.heading} ({name})"
                    yield Finding(
                        "reference-typed", "error", message, where, "mend the number, or take it out", section.label, name
                    )


#: A section's number, as it is typed.
NUMBER = r"\d+"


def _of_another_law(words: str, end: int) -> bool:
    """Tell whether a section that is named is one of another law: "Section 9 of the Charter"."""
    return bool(re.match(r"(?:\([\w]+\))*,? (?:of|to) (?!this )", words[end:]))


def _operative(draft: Draft) -> Iterator[tuple[Section, Provision]]:
    return ((section, provision) for section in draft.sections for provision in walk(section.provisions))
