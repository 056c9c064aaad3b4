"""What of a text is only its layout: heads and feet of pages, numbers of lines, bars of cells. They become blanks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_BARS = re.compile(r"^[ \t]*\|[-\s|:]*$|(?:(?<=\s)|^)\|(?=\s|$)", re.M)
#: "Page 3 of 9", "- 4 -", "Packet Pg. 12", "SB1881 - 2 - LRB104": a page's number, alone or beside a running title.
_PAGE = re.compile(
    r"\b(?:page|pg\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?\b|^\s*[-–—]\s*\d+\s*[-–—]\s*$|^\s*\d{1,3}\s+of\s+\d{1,3}\s*$", re.I
)
_NUMBERED = re.compile(r"^[ \t]{0,6}\d{1,3}[ \t]+(?=\S)", re.M)
_LABELLED = re.compile(
    r"\s*(?:\(\w{1,4}\)|\w{1,3}[.)]\s|[-*•§#]|(?:sec|section|article|chapter|whereas|resolved|be it|now)\b)", re.I
)
_RULE_WORDS = re.compile(r"\b(?:shall|must|may|will|not|no|nothing)\b", re.I)
#: So many blanks in a row are no layout. They are filled, since patterns that look for white space take long over them.
_VAST = re.compile(r"[^\S\n]{500,}")
_FILL = "\u2063"
#: A paragraph, and the fewest words of one that is set in capitals and is no heading.
_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_SENTENCE_START = re.compile(
    r"(?:\A\W*|[.?!:]\s+[\"“(]?|\n[ \t]*(?=(?:section|sec|article|chapter|part|title|subd|rule)\b))([a-z])"
)
_KEPT = re.compile(r"\b(?:WHEREAS|NOW,? THEREFORE|BE IT|RESOLVED)\b")
_FEWEST = 12
#: The most words of a running title, and the fewest lines that count as numbered.
_TITLE, _LINES = 14, 12


def unlaid(text: str) -> str:
    """Return the text with what is only layout turned into blanks, of the same length; lines stay."""
    text = _VAST.sub(lambda match: _FILL * len(match.group()), text)
    text = _PARAGRAPH.sub(_uncapitalised, text)
    if "|" in text:
        text = _BARS.sub(_blank, text)
    return _without_running(_without_numbers(text))


def _uncapitalised(match: re.Match[str]) -> str:
    """Return a paragraph that is set in capitals, as bills are in some states, in small letters; any other as it is."""
    words = match.group()
    letters = [one for one in words if one.isalpha() and one.isascii()]
    capitals = sum(one.isupper() for one in letters)
    if len(words.split()) < _FEWEST or 10 * capitals < 9 * len(letters) or not _RULE_WORDS.search(words):
        return words
    small = "".join(one.lower() if one.isascii() else one for one in words)
    small = _SENTENCE_START.sub(lambda found: found.group()[:-1] + found[1].upper(), small)
    for kept in _KEPT.finditer(words):
        small = small[: kept.start()] + kept.group() + small[kept.end() :]
    return small


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _without_numbers(text: str) -> str:
    """Return a text whose lines are numbered, as those of bills are, without the numbers."""
    numbers = [int(match.group()) for match in _NUMBERED.finditer(text)]
    if len(numbers) < _LINES or len(numbers) < 0.4 * sum(1 for line in text.split("\n") if line.strip()):
        return text
    follows = sum(1 for one, after in pairwise(numbers) if after == one + 1 or after == 1)
    return _NUMBERED.sub(_blank, text) if follows >= 0.8 * (len(numbers) - 1) else text


def _without_running(text: str) -> str:
    """Return a text without the lines that number its pages and the running titles beside them."""
    lines = text.split("\n")
    shapes = Counter(_shape(line) for line in lines if line.strip())
    numbered = {index for index, line in enumerate(lines) if _PAGE.search(line) and _is_title(line)}
    kept = []
    for index, line in enumerate(lines):
        near = any(one in numbered for one in (index - 2, index - 1, index + 1, index + 2))
        goes = index in numbered or (line.strip() and near and shapes[_shape(line)] > 1 and _is_title(line))
        kept.append(" " * len(line) if goes else line)
    return "\n".join(kept)


def _is_title(line: str) -> bool:
    plain = len(line.split()) <= _TITLE and not _RULE_WORDS.search(line)
    return plain and (not _LABELLED.match(line) or bool(_PAGE.fullmatch(line)))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
