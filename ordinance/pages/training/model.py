"""A deck of slides, before it is written in any format."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct


class SlideLine(Struct, frozen=True):
    """A line of a slide. `lead` is the bold word before it; `language` is set where it is not in the deck's own."""

    text: str
    lead: str = ""
    language: str = ""


class Slide(Struct, frozen=True):
    """One slide: `kind` is how it looks, `cite` the section that it rests on, `notes` what is said with it, a paragraph each."""

    kind: Literal["title", "lines", "question", "answer", "play"]
    title: str
    lines: tuple[SlideLine, ...] = ()
    cite: str = ""
    notes: tuple[str, ...] = ()
    minutes: int = 0


class Deck(Struct, frozen=True):
    """Slides in one language, with the line at the foot of each. `guide` is what the guide is called, `before` what comes
    first."""

    title: str
    language: str
    slides: tuple[Slide, ...]
    footer: str
    guide: str
    before: tuple[str, ...]
    minutes: int
    date: date
    place: str
