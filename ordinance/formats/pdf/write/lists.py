"""Lists: subsections in lists of their own labels, items with bullets or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ordinance.document.lists import ItemList as ItemList
from ordinance.document.lists import Nest, grouped, label_of, level_of
from ordinance.document.model import Paragraph, wholly_added
from ordinance.formats.pdf.write.code import Code, array, block, call, string
from ordinance.formats.pdf.write.inlines import Pen

#: Writes a paragraph in a style function of the look; the content, if given, stands for its label and words.
WriteParagraph = Callable[..., Code]


def subsections(run: Iterable[object], pen: Pen, write: WriteParagraph, above: int = 0) -> Iterator[Code]:
    """Return nests of subsections, and the paragraphs flush with them. `above` is the level they stand in."""
    for one in run:
        if isinstance(one, Nest):
            yield _nested(one, pen, write)
        elif isinstance(one, Paragraph):
            yield write(one, f"look.flush.with({max(level_of(one) - above, 0)})")


def _nested(nest: Nest, pen: Pen, write: WriteParagraph) -> Code:
    labels, items = [], []
    for item in nest.items:
        label = string(label_of(item.head))
        labels.append(array([label]) if wholly_added(item.head) else label)
        words = write(item.head, "look.subsection", pen.content(item.head.content))
        items.append(block((words, *subsections(item.inner, pen, write, nest.level))))
    return call("subsections", Code(str(nest.level - nest.above - 1)), array(labels), *items)


def items(run: Sequence[Paragraph], style: str, pen: Pen, write: WriteParagraph) -> Iterator[Code]:
    """Return a run of list items: those with a label counted, the others with the bullets of the look."""
    for one in grouped(run):
        assert isinstance(one, ItemList)
        written = [write(item, "look.item", pen.content(item.content)) for item in one.items]
        if one.kind == "bullet":
            yield call("bulleted", Code(style), *written)
        else:
            yield call("numbered", Code(style), array(string(label_of(item)) for item in one.items), *written)
