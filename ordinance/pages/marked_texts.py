"""The operative texts of variants, each with the words marked that differ from the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ordinance.comparison.model import Change, ParagraphChange, Piece
from ordinance.comparison.redline import compare, tally
from ordinance.comparison.words import shown
from ordinance.document.model import Amendment, Document, Inline, Number, Paragraph, Run, Style
from ordinance.drafting.model import Provision, Section, walk
from ordinance.pages.sources import Sources

_LEVELS: Final[tuple[Style, ...]] = ("section-text", "subsection-1", "subsection-2", "subsection-3", "subsection-4")
_MARKS: Final[dict[Change, Amendment]] = {
    "inserted": "added",
    "moved-to": "added",
    "deleted": "deleted",
    "moved-from": "deleted",
}


class Text(Struct, frozen=True):
    """A section's paragraphs without their labels, and the labels apart: a label that shifts is no change of words."""

    blocks: tuple[Paragraph, ...]
    labels: tuple[str, ...]


class Marked(Struct, frozen=True):
    """Paragraphs with the changes marked, and how many words came and went."""

    blocks: tuple[Paragraph, ...]
    words_in: int
    words_out: int


def text_of(section: Section, sources: Sources) -> Text:
    """Return the operative text of a section."""
    provisions = [one for one in walk(section.provisions) if one.pieces]
    blocks = tuple(_paragraph(one, sources) for one in provisions)
    return Text(blocks, tuple(one.label for one in provisions))


def plain(text: Text) -> Iterator[Paragraph]:
    """Yield a text with its labels."""
    for block, label in zip(text.blocks, text.labels, strict=True):
        yield _labelled(block.style, label, block.content)


def marked(old: Text, new: Text) -> Marked:
    """Return the new text, and what is gone of the old one, with the words that differ marked."""
    redline = compare(Document("", old.blocks), Document("", new.blocks))
    count = tally(redline)
    blocks = []
    for change in redline.blocks:
        assert isinstance(change, ParagraphChange)
        before = old.labels[change.old] if change.old is not None else ""
        after = new.labels[change.new] if change.new is not None else ""
        where = new.blocks[change.new] if change.new is not None else old.blocks[change.old or 0]
        words = _joined([*_label(before, after, change), *map(_inline, change.pieces)])
        same = after if before == after and not change.continues else ""
        blocks.append(_labelled(where.style, same, words))
    return Marked(tuple(blocks), count.words_in, count.words_out)


def _labelled(style: Style, label: str, content: tuple[Inline, ...]) -> Paragraph:
    """Return a paragraph under a label that no list counts: each format sets it before the words, in its own way."""
    level = _LEVELS.index(style)
    if not label or not level:
        return Paragraph(style, (Run(f"{label}\u00a0"), *content) if label else content)
    return Paragraph(style, content, number=Number(label, "", level - 1))


def _paragraph(provision: Provision, sources: Sources) -> Paragraph:
    return Paragraph(_LEVELS[min(provision.level, 4)], sources.inline(provision.pieces), provision.anchor)


def _label(before: str, after: str, change: ParagraphChange) -> tuple[Inline, ...]:
    """Return the label where it changed, behind the one that it had before."""
    if change.continues or before == after:
        return ()
    if not (before and after):
        return (Run(f"{before or after}\u00a0", change="deleted" if before else "added"),)
    return (Run(before, change="deleted"), Run(after, change="added"), Run("\u00a0"))


def _joined(parts: list[Inline]) -> tuple[Inline, ...]:
    """Return parts in which neighbours that are marked alike are one, so that one mark stands round them."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Run) and isinstance(last, Run) and part.change and part.change == last.change:
            joined[-1] = Run(last.text + part.text, change=part.change)
        else:
            joined.append(part)
    return tuple(joined)


def _inline(piece: Piece) -> Inline:
    """Return some words of a redline; what is no plain run stays itself only where nothing has changed."""
    change = _MARKS.get(piece.change, "")
    return Run(shown(piece.inline), change=change) if change else piece.inline
