"""From a redline to the bytes of a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from ordinance.comparison.model import Change, ParagraphChange, Redline
from ordinance.document.model import Block, Document, Paragraph
from ordinance.formats.docx.write.archive import archive
from ordinance.formats.docx.write.changes import Changes
from ordinance.formats.docx.write.comments import comments_part
from ordinance.formats.docx.write.crossrefs import CrossReferences, Piece, cross_references
from ordinance.formats.docx.write.facts import Facts
from ordinance.formats.docx.write.inlines import Pen
from ordinance.formats.docx.write.lists import numbering_part, tied
from ordinance.formats.docx.write.merged import Merged, merged
from ordinance.formats.docx.write.package import COMMENTS, DOCUMENT, NUMBERING, pack, package
from ordinance.formats.docx.write.redline_body import Marks, RedlineBody, marks_of
from ordinance.formats.docx.write.setup import PLAIN, Setup, template_of
from ordinance.formats.docx.write.template import Template, fill, filled
from ordinance.formats.docx.write.writer import properties
from ordinance.formats.docx.write.xml import NOTHING, Xml, join, run, text

#: Where the head of a redline may stand, the best place first.
_HEAD_SLOTS: Final = ("header", "foot-mark", "footer")


def write_redline(redline: Redline, *, reference: Path, author: str, day: date, setup: Setup = PLAIN) -> bytes:
    """Return a .docx file that is the new document when all changes are accepted, the old one when they are rejected.

    It looks like the `reference` document, an unpacked folder, or as `setup` says, but has no table of contents. The
    changes bear the day, and the author where the redline names no other; the same arguments give the same bytes. Raises
    UnwritableText for a character that no XML can hold.
    """
    template = template_of(reference, setup)
    lists = merged(redline)
    marks = _marks(redline, lists)
    changes = Changes(author, day, count(1 + marks.last))
    facts = Facts()
    pens = _pens(redline, marks, facts)
    body = RedlineBody(redline, lists, marks, pens, changes, template.text_width, template.indents).xml()
    blank = redline.new.header_blank
    about = properties(_about(redline, day), pens[""].content((blank,)) if blank else NOTHING)
    about |= _head(redline, template, about)
    parts = fill(template, {"body": body, **tied(lists.numbering, template.foreign), **about})
    said = replace(redline.new, comments=redline.comments, blocks=_anchors(redline))
    margin_pen = Pen(redline.new.language, CrossReferences({}, {}), None)
    if redline.comments:
        parts[COMMENTS] = pack(COMMENTS, comments_part(said, margin_pen))
    parts[NUMBERING] = pack(NUMBERING, numbering_part(lists.schemes, lists.numbering, template.indents, template.lists))
    parts.update(facts.parts())
    links = {DOCUMENT: pens[""].links, COMMENTS: margin_pen.links}
    return archive(package(parts, links, filled(template.attached, about)), day)


def _head(redline: Redline, template: Template, about: Mapping[str, Xml]) -> dict[str, Xml]:
    """Return the head of the redline in the slot that the template has for it: a letterhead keeps its head, and has a foot."""
    slot = next((slot for slot in _HEAD_SLOTS if template.has_slot(slot)), None)
    if slot is None or not redline.head:
        return {}
    lines, line_end = run(text("\n".join(redline.head))), run(text("\n"))
    if slot == "footer":  # the number of the page follows
        return {slot: join((lines, line_end, about[slot]))}
    return {slot: join((about[slot], line_end, lines)) if about[slot] else lines}


def _about(redline: Redline, day: date) -> Document:
    """Return a document with the properties of the file."""
    return replace(redline.new, date=day, title=f"Redline: {redline.new.title}" if redline.new.title else "Redline")


def _anchors(redline: Redline) -> tuple[Block, ...]:
    """Return paragraphs that stand for those of the redline: a comment must hang on one of them."""
    changes = (block for block in redline.blocks if isinstance(block, ParagraphChange) and block.comments)
    return tuple(Paragraph("body", (), comments=block.comments) for block in changes)


def _marks(redline: Redline, lists: Merged) -> Marks:
    sides = (replace(redline.old, comments=()), replace(redline.new, comments=()))
    new = cross_references(sides[1], lists.plans[1], 1)
    old = cross_references(sides[0], lists.plans[0], 1 + len(new.bookmarks))
    return marks_of(redline, _untouched(old, lists.typed[0]), _untouched(new, lists.typed[1]))


def _untouched(references: CrossReferences, typed: frozenset[int]) -> CrossReferences:
    """Return references of which those to a label that is typed are words: they are tracked as the label is."""
    names = {mark.name for place, mark in references.bookmarks.items() if place in typed}
    pieces = {
        reference: (Piece(reference.text),) if any(piece.bookmark in names for piece in parts) else parts
        for reference, parts in references.pieces.items()
    }
    return CrossReferences(pieces, {place: mark for place, mark in references.bookmarks.items() if place not in typed})


def _pens(redline: Redline, marks: Marks, facts: Facts) -> dict[Change, Pen]:
    """Return a pen for each change.

    Cross-references are fields where nothing changes and in what is inserted. In what goes or moves they are plain words:
    LibreOffice leaves an empty paragraph where a field was.
    """
    language = redline.new.language
    words = CrossReferences(
        {reference: (Piece(reference.text),) for side in (marks.old, marks.new) for reference in side.pieces}, {}
    )
    pens: dict[Change, Pen] = {
        "": Pen(language, _standing(marks), count(1), facts),
        "inserted": Pen(language, _fields_only(marks.new), None),
    }
    return pens | {change: Pen(language, words, None) for change in ("deleted", "moved-from", "moved-to")}


def _standing(marks: Marks) -> CrossReferences:
    """Return references as they are written where nothing changes: one that leads to what comes or goes is plain words."""
    pieces = {
        reference: pieces
        if all(not piece.bookmark or piece.bookmark in marks.both for piece in pieces)
        else (Piece(reference.text),)
        for side in (marks.old, marks.new)
        for reference, pieces in side.pieces.items()
    }
    return CrossReferences(pieces, marks.new.bookmarks)


def _fields_only(references: CrossReferences) -> CrossReferences:
    """Return references without links inside the document: a link cannot stand within a change."""
    pieces = {
        reference: tuple(piece if piece.switches else Piece(piece.text) for piece in pieces)
        for reference, pieces in references.pieces.items()
    }
    return CrossReferences(pieces, references.bookmarks)
