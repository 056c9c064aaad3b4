"""Labels that were typed: "Section 4.", "(b)", "§ 215-35." before the words of a paragraph, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Block, Number, NumberLevel, NumberScheme, Paragraph, Run, Style

#: Before a heading: a word or sign and a number ("Section 4.", "§ 215-35."), a number with points ("2.15.010"), or IV.
_HEADING: Final = re.compile(r"((?:(?:[^\W\d_]{2,}\.?|§{1,2})\s\d[\w.-]*|[IVXLC]+)\.|\d+[.-](?:\w[\w.-]*)?)\s+(?=\S)")
#: Before an item: one letter or number in brackets, or with a point behind it.
_ITEM: Final = re.compile(
    r"(\(\.?(?:\d{1,3}|[A-Za-z]{1,4})\)|\[(?:\d{1,3}|[A-Za-z]{1,4})\]|(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})\.)\s+(?=\S)"
)
_LAST_NUMBER: Final = re.compile(r"(.*?)(\d+)(\D*)")
_COUNTED: Final = re.compile(r"(\W*)(\w+)(\W*)")
_ROMAN: Final = re.compile(r"[ivxlc]+|[IVXLC]+")
_SUBSECTIONS: Final[tuple[Style, ...]] = ("section-text", "subsection-1", "subsection-2", "subsection-3", "subsection-4")
_DEEPEST: Final = len(_SUBSECTIONS) - 1


def numbered(
    blocks: Sequence[Block], *, guessed: bool, indented: bool = False
) -> tuple[tuple[Block, ...], tuple[NumberScheme, ...]]:
    """Return blocks with their typed labels as numbers, and the schemes in which these count.

    A heading and the items under it are one scheme. Where styles are `guessed`, any paragraph may be an item, and gets
    the style of its level; otherwise only one in the style of a subsection. Where the file is `indented`, the styles
    tell the level; otherwise it is that of the first item of the kind under the heading.
    """
    counting = _Counting()
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.style.startswith("heading"):
                counting.open(block.style)
            if guessed or block.style.startswith(("heading", "subsection")):
                block = _numbered(block, counting, indented)
        made.append(block)
    return tuple(made), tuple(counting.schemes())


def _numbered(paragraph: Paragraph, counting: _Counting, indented: bool) -> Paragraph:
    first = paragraph.content[0] if paragraph.content else None
    if not isinstance(first, Run) or paragraph.number is not None:
        return paragraph
    heading = paragraph.style.startswith("heading")
    found = (_HEADING if heading else _ITEM).match(first.text)
    if found is None:
        return paragraph
    number = counting.heading(found[1]) if heading else counting.item(found[1], _level_of(paragraph.style, indented))
    style = paragraph.style if paragraph.style.startswith(("heading", "subsection")) else _SUBSECTIONS[number.level]
    content = (replace(first, text=first.text[found.end() :]), *paragraph.content[1:])
    return replace(paragraph, content=content, number=number, style=style)


def _level_of(style: Style, indented: bool) -> int:
    """Return the level that the style of an item tells, or 0."""
    if style.startswith("subsection") or (indented and style.startswith("flush")):
        return int(style[-1])
    return int(indented)


class _Counting:
    """Gives each label its scheme and level, and remembers the first label of each level."""

    def __init__(self) -> None:
        self._heading: Style = "body"
        #: The kind of label of each level that is open, from the first, and the last label of it.
        self._open: list[tuple[str, str]] = []
        self._patterns: dict[Style, dict[int, NumberLevel]] = {}

    def open(self, heading: Style) -> None:
        self._heading, self._open = heading, []

    def heading(self, label: str) -> Number:
        return self._number(label, 0, _heading_pattern(label))

    def item(self, label: str, level: int) -> Number:
        """Return the number of an item; its level is found where it is not known (0)."""
        if level:
            del self._open[level:]
            self._open += [("", "")] * (level - len(self._open))
            pattern = _item_pattern(label, self._open[-1:])
            del self._open[-1]
        else:
            pattern = _item_pattern(label, self._open)
            kinds = [kind for kind, _ in self._open]
            if pattern.pattern in kinds:
                del self._open[kinds.index(pattern.pattern) :]
        self._open.append((pattern.pattern, label))
        return self._number(label, min(len(self._open), _DEEPEST), pattern)

    def schemes(self) -> Iterator[NumberScheme]:
        for heading, patterns in self._patterns.items():
            levels = (patterns.get(level, NumberLevel("")) for level in range(max(patterns) + 1))
            yield NumberScheme(_scheme_id(heading), heading, tuple(levels))

    def _number(self, label: str, level: int, pattern: NumberLevel) -> Number:
        self._patterns.setdefault(self._heading, {}).setdefault(level, pattern)
        return Number(label, _scheme_id(self._heading), level)


def _item_pattern(label: str, levels: Sequence[tuple[str, str]]) -> NumberLevel:
    """Return the pattern that a label counts in: (i) is a Roman number unless it comes after (h)."""
    found = _COUNTED.fullmatch(label)
    assert found is not None
    before, sign, after = found.groups()
    if sign.isdecimal():
        return NumberLevel(f"{before}{{n}}{after}")
    letter, roman = ("{a}", "{i}") if sign.islower() else ("{A}", "{I}")
    letters, romans = f"{before}{letter}{after}", f"{before}{roman}{after}"
    last = dict(levels)
    if _ROMAN.fullmatch(sign) and not _follows(last.get(letters, ""), sign):
        begins = sign in ("i", "I") or len(sign) > 1
        if begins or romans in last:
            return NumberLevel(romans)
    return NumberLevel(letters)


def _follows(before: str, sign: str) -> bool:
    """Say whether a letter is the next after that of the label before."""
    found = _COUNTED.fullmatch(before)
    return found is not None and len(found[2]) == len(sign) and ord(sign[0]) - ord(found[2][0]) == 1


def _heading_pattern(label: str) -> NumberLevel:
    found = _LAST_NUMBER.fullmatch(label)
    if found is None:
        return NumberLevel(_COUNTED.sub(r"\1{I}\3", label, count=1))
    before, digits, after = found.groups()
    pad = len(digits) if digits.startswith("0") else 0
    return NumberLevel(f"{before}{{n}}{after}", start=int(digits), pad=pad)


def _scheme_id(heading: Style) -> str:
    return f"typed-{heading}"
