"""A text that was reviewed, cut so that each finding stands beside the sentence that it was found in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from ordinance.library.review_model import How
from ordinance.library.store import Library
from ordinance.pages.review_report import HOWS, told_sure
from ordinance.reviews.model import Review, TopicReview

Kind = Literal["harm", "rule", "gap"]

#: What a topic may have that helps nobody: it is shown as a fault.
_HARMS: Final[tuple[How, ...]] = ("reverse", "disclaimer", "recital-only", "savings-only")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


class Finding(Struct, frozen=True):
    """One finding: where it stands in the text, its kind, its topic, what it is, how sure, and the clause on its topic."""

    start: int
    end: int
    kind: Kind
    topic: str
    says: str
    sure: str
    clause: str


class Piece(Struct, frozen=True):
    """Words that carry the same marks: `kind` is that of the finding that weighs most, or "" where there is none."""

    words: str
    kind: Kind | Literal[""]


class Stretch(Struct, frozen=True):
    """A stretch of the text with its findings; `goes_on` where the next stretch is of the same paragraph."""

    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
    goes_on: bool = False


def beside(text: str, review: Review, library: Library) -> list[Stretch]:
    """Return the whole text in its order, each finding with the stretch that it begins in."""
    titles = {term.id: term.title for term in library.vocabulary.topics}
    found = sorted(
        (one for topic, told in review.topics.items() for one in _findings(titles[topic], told)),
        key=lambda one: (one.start, -one.end, one.kind),
    )
    made: list[Stretch] = []
    for start, end in _paragraphs(text):
        inside = [one for one in found if start <= one.start < end]
        cuts = [*_cuts(inside, end), end]
        begin = start
        for cut in cuts:
            here = tuple(one for one in inside if begin <= one.start < cut)
            made.append(Stretch(tuple(_pieces(text, begin, cut, found)), here, cut != end))
            begin = cut
    return [one for one in made if any(piece.words.strip() for piece in one.pieces)]


def _findings(topic: str, told: TopicReview) -> Iterator[Finding]:
    sure, clause = told_sure(told.confidence), told.clause or ""
    kind: Kind = "harm" if told.how in _HARMS else "rule"
    for passage in told.passages:
        yield Finding(passage.start, passage.end, kind, topic, HOWS[told.how], sure, clause)
    for gap in told.exceptions:
        yield Finding(gap.start, gap.end, "gap", topic, f"an exception: {gap.title}", sure, clause)
    for narrowing in told.loopholes:
        yield Finding(narrowing.start, narrowing.end, "gap", topic, "a word that narrows the rule", sure, clause)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for one in _PARAGRAPH.finditer(text):
        yield begin, one.start()
        begin = one.end()
    yield begin, len(text)


def _cuts(findings: list[Finding], end: int) -> Iterator[int]:
    """Yield where a paragraph is cut: after each finding that the next one does not overlap."""
    reach = -1
    for one in findings:
        if reach >= 0 and one.start >= reach:
            yield reach
        reach = max(reach, min(one.end, end))
    if 0 <= reach < end:
        yield reach


def _pieces(text: str, begin: int, end: int, findings: list[Finding]) -> Iterator[Piece]:
    over = [one for one in findings if one.start < end and one.end > begin]
    edges = sorted({begin, end, *(max(begin, one.start) for one in over), *(min(end, one.end) for one in over)})
    for first, last in pairwise(edges):
        kinds = {one.kind for one in over if one.start <= first and one.end >= last}
        kind: Kind | Literal[""] = "gap" if "gap" in kinds else "harm" if "harm" in kinds else "rule" if kinds else ""
        yield Piece(text[first:last], kind)
