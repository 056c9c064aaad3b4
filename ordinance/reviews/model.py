"""What a review finds: for the text its stance, for each topic what it does, with the words that show it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ordinance.library.review_model import How

#: "unclear": it speaks of immigration, and no rule of it was understood.
Stance = Literal["protective", "cooperative", "mixed", "unclear", "unrelated"]


class Passage(Struct, frozen=True):
    """Words of the text as they stand there; `start` and `end` count characters of the text that was read, from 0."""

    text: str
    start: int
    end: int


class Escape(Struct, frozen=True):
    """What a limit lets through: its kind (an id of `exceptions` in clauses/review.yaml, or "other"), and its words."""

    kind: str
    title: str
    text: str
    start: int
    end: int


class TopicReview(Struct, frozen=True):
    """What the text does on one topic. `closest` is a variant of `clause`; both are null where nothing was found.

    `loopholes` are words that narrow a limit without being an exception ("solely"), as passages.
    """

    how: How
    exceptions: tuple[Escape, ...] = ()
    passages: tuple[Passage, ...] = ()
    closest: str | None = None
    confidence: float = 0.0
    clause: str | None = None
    loopholes: tuple[Passage, ...] = ()


class Review(Struct, frozen=True):
    """A text reviewed: its stance, and every topic."""

    stance: Stance
    topics: dict[str, TopicReview]
