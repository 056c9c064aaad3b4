"""What the head of a redline says: which two texts, of which date, who changed them, and how to read the marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from ordinance.comparison.model import BlockChange, ParagraphChange, Redline, SignatureChange, TableChange
from ordinance.document.reading import Reading
from ordinance.pages.sources import shown_date

#: More authors than this are counted, not named: the head has to stay a head.
_MOST = 6


def headed(redline: Redline, sides: tuple[Reading, ...], author: str, day: date) -> Redline:
    """Return a redline with its head. `sides` are the texts in the order in which they were given, the third one's changes
    beside the second's; `author` is who made what has no other author."""
    names = [_named(side) for side in sides]
    texts = f"from {names[0]} to {' and to '.join(names[1:])}"
    return with_head(redline, texts, author, day)


def with_head(redline: Redline, texts: str, author: str, day: date) -> Redline:
    """Return a redline whose head says which `texts` it leads from and to ("from … to …")."""
    who = list(dict.fromkeys(one or author for one in _authors(redline)))
    if len(who) > _MOST:
        who = [*who[: _MOST - 1], f"{len(who) - _MOST + 1} others"]
    marks = "Underlined: added; struck through: deleted; moved text: marked in both places; a color an author"
    key = f"{marks}: {', '.join(who)}" if who else "The two texts say the same"
    head = (f"Redline of {shown_date(day)}, {texts}", key)
    return replace(redline, head=head)


def _named(side: Reading) -> str:
    name = "".join(letter for letter in side.name if letter.isprintable()) or side.document.title or "a text"
    return f"{name} ({shown_date(side.day)})" if side.day is not None else name


def _authors(redline: Redline) -> Iterator[str]:
    for block in redline.blocks:
        yield from _of(block)


def _of(block: BlockChange) -> Iterator[str]:
    match block:
        case ParagraphChange():
            changed = [piece.author for piece in block.pieces if piece.change or piece.was is not None]
            yield from changed or ([block.author] if block.mark else [])
        case TableChange():
            yield from ("" for row in block.rows if row.change or any(one.change for cell in row.cells for one in cell))
        case SignatureChange():
            yield from ("" for line in block.lines if line.change or any(one.change for one in (*line.label, *line.office)))
