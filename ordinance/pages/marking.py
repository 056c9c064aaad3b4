"""An amended section as a code's custom shows it: what is added underlined, what is deleted struck through or in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from ordinance.comparison.model import ParagraphChange, Piece, Pieces, Redline
from ordinance.comparison.redline import compare
from ordinance.comparison.words import shown
from ordinance.document.model import Amendment, Block, Document, Inline, Paragraph, Run, Style
from ordinance.drafting.model import Draft
from ordinance.library.place_model import Deletions
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build
from ordinance.pages.mark_units import whole_units
from ordinance.pages.redline_head import with_head
from ordinance.pages.sources import shown_date

#: The signs around deleted words, and whether they are struck through too.
_SIGNS: Final[dict[Deletions, tuple[str, str, Amendment]]] = {
    "strike": ("", "", "deleted"),
    "brackets": ("[", "]", "omitted"),
    "brackets-and-strike": ("[", "]", "deleted"),
    "double-parentheses": ("((", "))", "omitted"),
    "double-parentheses-and-strike": ("((", "))", "deleted"),
}
#: Who makes the changes of a draft to a code.
AUTHOR: Final = "Draft"
#: A deleted item is no longer counted: its label is a word, and it stands where the text of its level does.
_UNNUMBERED: Final[dict[Style, Style]] = {
    "subsection-1": "flush-1",
    "subsection-2": "flush-2",
    "subsection-3": "flush-3",
    "subsection-4": "flush-4",
}


def printed(draft: Draft, library: Library, options: Options) -> Document:
    """Return the document of a draft, its changes to a code marked in the place's way. Raises what `build` raises."""
    after = build(draft, library, options)
    code = draft.place.code
    if not draft.amended or code is None:
        return after
    read = min(one.read for one in code.sections)
    return marked(build(draft, library, replace(options, code="standing")), after, code.deletions, read)


def redlined(draft: Draft, library: Library, options: Options) -> Redline:
    """Return a draft's changes to a code as a redline, for tracked changes; comments are left out."""
    before = build(draft, library, replace(options, code="standing"))
    redline = compare(before, build(draft, library, options))
    code = draft.place.code
    read = f", read {shown_date(min(one.read for one in code.sections))}," if code and code.sections else ""
    name = code.name if code else "the code"
    return with_head(redline, f"from {name} as it stands{read} to {name} as this draft would have it", AUTHOR, options.date)


def marked(before: Document, after: Document, deletions: Deletions, read: date) -> Document:
    """Return `after` with the words of `before` that are gone, marked as deleted, and those that are new, marked as added.

    What is the same in both stays as it is, with its comments. A note says how the marks are to be read, and when the text
    that stands was `read`.
    """
    marks = _Marks(before, after, deletions, read)
    blocks = tuple(marks.blocks())
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Paragraph) and block.style == "notice"), -1)
    place = first + 1
    return replace(after, blocks=(*blocks[:place], marks.key(), *blocks[place:]))


class _Marks:
    """The marked blocks of one document."""

    def __init__(self, before: Document, after: Document, deletions: Deletions, read: date) -> None:
        self.before, self.after, self.read = before, after, read
        self.open, self.close, self.deleted = _SIGNS[deletions]
        self.changes = compare(before, after).blocks

    def key(self) -> Paragraph:
        """Return the note that shows the marks."""
        words = (
            Run("How changes to the code are shown: ", "strong"),
            Run("words that are added", change="added"),
            Run(", and "),
            Run(f"{self.open}words that are deleted{self.close}", change=self.deleted),
            Run(f". The text that stands was read {shown_date(self.read)}; the clerk must confirm that it is in force."),
        )
        return Paragraph("notice", words)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of both documents in reading order."""
        for change in self.changes:
            if isinstance(change, ParagraphChange):
                yield self._paragraph(change)
            elif change.new is not None:
                yield self.after.blocks[change.new]

    def _paragraph(self, change: ParagraphChange) -> Paragraph:
        side, place = (self.before, change.old) if change.new is None else (self.after, change.new)
        assert place is not None
        block = side.blocks[place]
        assert isinstance(block, Paragraph)
        whole = not change.mark and not change.continues
        if whole and all(not piece.change for piece in change.pieces):
            return block
        if change.continues == "new":  # the second half of two that are joined: its first half has the label
            return replace(block, content=tuple(self._content(change.pieces)), number=None, comments=(), id="")
        if change.new is not None:
            return replace(block, content=tuple(self._content(change.pieces)))
        label = (Piece(Run(f"{block.number.label}\u00a0"), "deleted"),) if block.number else ()
        style = _UNNUMBERED.get(block.style, block.style)
        return replace(block, style=style, content=tuple(self._content((*label, *change.pieces))), number=None, comments=())

    def _content(self, pieces: Pieces) -> Iterator[Inline]:
        """Yield the words; a space keeps what is deleted apart from what comes in its place."""
        units = whole_units(pieces)
        groups = [(change, [piece.inline for piece in group]) for change, group in groupby(units, key=self._amendment)]
        for (change, inlines), after in zip(groups, [*groups[1:], ("", [])], strict=True):
            if change == self.deleted:
                words = "".join(map(shown, inlines))
                follows = shown(after[1][0]) if after[1] else ""
                gap = " " if after[0] == "added" and not words.endswith(" ") and follows[:1].isalnum() else ""
                yield Run(f"{self.open}{words}{self.close}{gap}", change=change)
            else:
                yield from (replace(inline, change=change) for inline in inlines)

    def _amendment(self, piece: Piece) -> Amendment:
        match piece.change:
            case "inserted" | "moved-to":
                return "added"
            case "deleted" | "moved-from":
                return self.deleted
            case _:
                return ""
