"""The first screen of `review`: what lets most through first, with its words and place; the rest as counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.errors import brief
from ordinance.library.place_model import Place
from ordinance.library.review_model import How
from ordinance.library.store import Library
from ordinance.pages.review_report import HOWS, STANCES, told_sure, verdict_title
from ordinance.pages.screens.model import GAP, Entry, Face, Line, Screen, flat, more
from ordinance.reviews.model import Passage, Review, TopicReview
from ordinance.reviews.places import Places

#: What a reader must see first, worst first; a rule without an exception is the best that a text can have.
_WORST: Final[tuple[How, ...]] = ("reverse", "disclaimer", "recital-only", "savings-only", "with-exceptions", "duty", "absolute")
_HARMS: Final = frozenset({"reverse", "disclaimer", "recital-only", "savings-only"})
#: Below it a finding is a guess, and stands after those that are more.
_GUESS: Final = 0.5


def review_screen(review: Review, name: str, library: Library, places: Places, place: Place | None, command: str) -> Screen:
    """Return the screen of a review of the text in the file `name`. `command` is what was typed."""
    made = _Screen(review, library, places, place)
    entries: tuple[Entry, ...] = (
        Line(f": stance {review.stance}", brief(name)),
        Line(STANCES[review.stance]),
        *([GAP] if made.found else []),
        *made.worst(),
        *made.sound(),
        *made.missing(),
    )
    notice = Line("A program read it by words and patterns, and can miss or misread: counsel must read the text itself.")
    return Screen(entries, (GAP, notice, more(f"{command} --full", "Every passage, and the closest choices")))


class _Screen:
    def __init__(self, review: Review, library: Library, places: Places, place: Place | None) -> None:
        self.review, self.library, self.places, self.place = review, library, places, place
        self.titles = {term.id: term.title for term in library.vocabulary.topics}
        found = [(topic, one) for topic, one in review.topics.items() if one.how != "not-found"]
        self.found = sorted(found, key=lambda pair: _rank(pair[1]))

    def worst(self) -> Iterator[Line]:
        """Each topic on which something is let through: what the text does, and the words that do it."""
        for topic, one in self.found:
            gaps: list[tuple[str, Passage]] = [(gap.title, Passage(gap.text, gap.start, gap.end)) for gap in one.exceptions]
            gaps += [("a word that narrows the rule", loophole) for loophole in one.loopholes]
            if one.how not in _HARMS and not gaps:
                continue
            count = f"; {len(gaps)} {'opening' if len(gaps) == 1 else 'openings'}" if gaps else ""
            lead = f"{self.titles[topic]}: "
            face: Face = "error" if one.how in _HARMS else "warning"
            yield Line(f"{HOWS[one.how]}{count} ({told_sure(one.confidence)}){self._law(topic)}", lead, face, most=2)
            title, passage = gaps[0] if gaps else ("", next(iter(one.passages), None))
            if passage is not None:
                words = f"“{flat(passage.text)}”"
                where = self.places(passage.start)
                yield Line(f"{f'{where}: ' if where else ''}{f'{title}: ' if title else ''}{words}", indent=3, hang=0, most=2)

    def sound(self) -> Iterator[Line]:
        """The topics on which no opening was found, by what the text does."""
        for how in ("absolute", "duty", "with-exceptions"):
            topics = [self.titles[t] for t, one in self.found if one.how == how and not (one.exceptions or one.loopholes)]
            if topics:
                yield Line("; ".join(topics) + ".", f"{len(topics)} × {HOWS[how]}: ", most=2)

    def missing(self) -> Iterator[Line]:
        """The topics on which nothing was found."""
        missing = [self.titles[topic] for topic, one in self.review.topics.items() if one.how == "not-found"]
        if missing and self.review.stance not in ("unrelated", "unclear"):
            yield Line("; ".join(missing) + ".", f"Nothing found on {len(missing)} topics: ", most=3)

    def _law(self, topic: str) -> str:
        """Return what the law of the place's state says of a topic."""
        title = verdict_title(self.library, self.library.state(self.place.state), topic) if self.place else ""
        return f"; a limit here is {title}" if title else ""


def _rank(one: TopicReview) -> tuple[object, ...]:
    """Return by what topics are put in order: what is no guess first, then the worst, then what lets most through."""
    return one.confidence < _GUESS, _WORST.index(one.how), -len(one.exceptions) - len(one.loopholes), -one.confidence
