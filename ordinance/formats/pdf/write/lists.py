"""Lists, which the model has as runs of flat paragraphs: subsections nested by level, and items with typed marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ordinance.document.model import Inline, Paragraph, Run, wholly_added
from ordinance.formats.pdf.write.code import Code, array, block, call, string
from ordinance.formats.pdf.write.inlines import Pen

#: Writes a paragraph in a style function of the look; the content, if given, stands for its label and words.
WriteParagraph = Callable[..., Code]

_SUBSECTIONS: Final[dict[str, int]] = {f"subsection-{level}": level for level in (1, 2, 3, 4)}
_FLUSH: Final[dict[str, int]] = {f"flush-{level}": level for level in (1, 2, 3, 4)}

#: A mark typed before an item, and the hard space that builders put behind it.
_MARK: Final = re.compile(r"(•|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\u00a0")

NESTED: Final = frozenset({*_SUBSECTIONS, *_FLUSH})


def subsections(run: Sequence[Paragraph], pen: Pen, write: WriteParagraph, above: int = 0) -> Iterator[Code]:
    """Return a run of subsections and the text flush with them, as lists in lists. `above` is the level they stand in.

    A paragraph belongs to the nearest item before it of a lower level; a list ends where a paragraph of its level has no number.
    """
    rest = list(run)
    while rest:
        first = rest[0]
        if not _is_item(first):
            level = (_SUBSECTIONS | _FLUSH)[first.style] - above
            yield write(first, f"look.flush.with({max(level, 0)})")
            del rest[0]
            continue
        level = _rank(first)
        length = next((n for n, other in enumerate(rest) if not _continues(other, level)), len(rest))
        yield _nested(rest[:length], pen, write, level, above)
        del rest[:length]


def _nested(run: list[Paragraph], pen: Pen, write: WriteParagraph, level: int, above: int) -> Code:
    starts = [n for n, paragraph in enumerate(run) if _rank(paragraph) == level]
    labels, items = [], []
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        head = run[start]
        label = string(head.number.label if head.number else "")
        labels.append(array([label]) if wholly_added(head) else label)
        words = write(head, "look.subsection", pen.content(head.content))
        items.append(block((words, *subsections(run[start + 1 : end], pen, write, level))))
    return call("subsections", Code(str(level - above - 1)), array(labels), *items)


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.style in _SUBSECTIONS and paragraph.number is not None


def _rank(paragraph: Paragraph) -> int:
    """Return the level that a paragraph would have as an item: text flush with an item stands inside it."""
    level = _SUBSECTIONS.get(paragraph.style)
    return _FLUSH[paragraph.style] + 1 if level is None else level


def _continues(paragraph: Paragraph, level: int) -> bool:
    rank = _rank(paragraph)
    return rank > level or (rank == level and _is_item(paragraph))


def items(run: Sequence[Paragraph], style: str, pen: Pen, write: WriteParagraph) -> Iterator[Code]:
    """Return a run of list items: those with a number of their own or a typed one counted, the others with bullets."""
    for counted, group in groupby(map(_marked, run), lambda item: bool(item[0])):
        marks, written = [], []
        for mark, words, paragraph in group:
            marks.append(string(mark))
            written.append(write(paragraph, "look.item", pen.content(words)))
        if counted:
            yield call("numbered", Code(style), array(marks), *written)
        else:
            yield call("bulleted", Code(style), *written)


def _marked(paragraph: Paragraph) -> tuple[str, tuple[Inline, ...], Paragraph]:
    """Return the number of an item, none for a bullet, which the look draws, and the item's words."""
    content = paragraph.content
    if paragraph.number:
        return paragraph.number.label, content, paragraph
    first = content[0] if content else None
    found = _MARK.match(first.text) if isinstance(first, Run) else None
    if not isinstance(first, Run) or found is None:
        return "", content, paragraph
    rest = Run(first.text[found.end() :], first.emphasis)
    return found[1].removeprefix("•"), (rest, *content[1:]), paragraph
