"""Filled leaves of a handout into inlines: words, bold words, links, blanks, and lines to write on."""

from __future__ import annotations

import re
from typing import Final

from ordinance.document.model import Emphasis, Inline, Link, Run
from ordinance.drafting.facts import Facts, blanks_marked
from ordinance.library.handout_marks import ENGLISH_OFF, ENGLISH_ON, LINE_MARK, RING_OFF, RING_ON
from ordinance.library.handout_model import HandoutLink
from ordinance.library.legal_text import BLANK_CLOSE, BLANK_OPEN, LINK_CLOSE, LINK_OPEN, STRONG_OFF, STRONG_ON
from ordinance.library.templates import Parts, fill
from ordinance.library.typography import typographic

#: A line to write on inside a sentence, as every writer without lines prints it.
LINE: Final = Run("____________", "line")

#: The mark → the face of the words after it, or None for a mark that leaves the face as it is.
_FACES: Final[dict[str, Emphasis | None]] = {
    STRONG_ON: "strong",
    STRONG_OFF: "",
    RING_ON: "ring",
    RING_OFF: "",
    ENGLISH_ON: None,
    ENGLISH_OFF: None,
}
_ENGLISH: Final = "en-US"

_SPLIT = re.compile(f"([{LINK_OPEN}{BLANK_OPEN}])(.*?)[{LINK_CLOSE}{BLANK_CLOSE}]|([{''.join(_FACES)}{LINE_MARK}])")
_SPACES = re.compile(r"[ \t]{2,}")


def inlines(
    parts: Parts, facts: Facts, links: tuple[HandoutLink, ...] = (), blanks: dict[str, None] | None = None
) -> tuple[Inline, ...]:
    """Return the inlines of a leaf. A fact that the place's file has in brackets is a line to write on; `blanks` takes down what
    it is. Raises `TemplateProblem` naming a fact that does not exist or is empty here."""
    filled = _SPACES.sub(" ", fill(parts, facts)).strip()
    found: list[Inline] = []
    face: Emphasis = ""
    language = ""
    position = 0
    for mark in _SPLIT.finditer(filled):
        if words := filled[position : mark.start()]:
            found.append(Run(words, face, language=language))
        position = mark.end()
        opener, inner, sign = mark.groups()
        if sign == LINE_MARK:
            found.append(LINE)
        elif sign:
            face = face if (turned := _FACES[sign]) is None else turned
            language = _ENGLISH if sign == ENGLISH_ON else "" if sign == ENGLISH_OFF else language
        elif opener == BLANK_OPEN:
            found.append(LINE)
            if blanks is not None:
                blanks[inner] = None
        elif int(inner) < len(links):
            link = links[int(inner)]
            found.append(Link(link.text, link.address))
    if words := filled[position:]:
        found.append(Run(words, face))
    return tuple(found)


def said(words: str) -> tuple[Inline, ...]:
    """Return plain words as inlines, with printers' marks."""
    return (Run(typographic(words)),)


def written(words: str) -> tuple[Inline, ...]:
    """Return a fact of a place as inlines: what stands in brackets in its file is a line to write on."""
    pieces = re.split(f"{BLANK_OPEN}.*?{BLANK_CLOSE}", blanks_marked(typographic(words)))
    return tuple(
        part for index, piece in enumerate(pieces) for part in ((LINE,) * (index > 0) + ((Run(piece),) if piece else ()))
    )


def marked(words: str) -> tuple[Inline, ...]:
    """Return words of a language's table as inlines: what stands between two pairs of stars is bold."""
    parts = typographic(words).split("**")
    return tuple(Run(part, "strong" if index % 2 else "") for index, part in enumerate(parts) if part)
