"""A Word file as a document: its words and structure, as they stand when every tracked change in it is accepted.

Of a draft of ours everything comes back but ids, comments and commentary; of any other file the words, headings, lists
and tables. Comments, notes, pictures, tables of contents, head and foot are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Block, Document, Paragraph, plain_text
from ordinance.document.reading import Reading, Remark, Trace
from ordinance.formats.docx.opening import Node, WordPackage
from ordinance.formats.docx.read.blocks import BlockReader, Left
from ordinance.formats.docx.read.inlines import Seen
from ordinance.formats.docx.read.lists import Lists
from ordinance.formats.docx.read.styles import Styles
from ordinance.formats.docx.read.traces import Tracer, said_in
from ordinance.formats.labels import numbered

#: What a file can have that is not read, by the name under which it is counted, and how it is told.
_TOLD: Final = {
    "changes": "tracked changes in it are read as accepted",
    "comments": "comments in it are left out",
    "commentary": "commentary between its paragraphs is left out",
    "notes": "footnotes and endnotes in it are left out",
    "pictures": "pictures, shapes and text boxes in it are left out",
    "hidden": "hidden text in it is left out",
    "contents": "its table of contents is left out",
}


#: More paragraphs than any code of a city has.
MOST_PARAGRAPHS: Final = 20_000
#: A file of this year or before was dated by a program that had no clock.
_FIRST_YEAR: Final = 1980


def read(name: str, data: bytes, *, struck: bool = True) -> Reading:
    """Return what a .docx file says; `name` is what messages call it. Raises `FaultyFile` with one clear line.

    `struck=False` leaves out words that are struck through, as bills strike what they delete.

    Nothing in the file is run, fetched or expanded. A file that can hold macros, has a password, is damaged or is
    larger than any draft is refused.
    """
    package = WordPackage(name, data)
    relations = package.relations(package.document)
    parts = {one.kind: package.xml(one.target) for one in relations.values() if one.kind in ("styles", "numbering")}
    root = package.xml(package.document)
    body = root.child("w:body") if root else None
    if body is None:
        raise package.fault("is no Word file (.docx)")
    if not struck:
        _drop_struck(body, _striking(parts.get("styles")))
    seen = Seen()
    styles, lists = Styles(parts.get("styles")), Lists(parts.get("numbering"))
    links = {id: one.target for id, one in relations.items() if one.kind == "hyperlink"}
    tracer = Tracer(said_in(package))
    reader = BlockReader(styles, lists, links, seen, tracer)
    blocks = reader.blocks(body)
    left = reader.left
    if len(blocks) > MOST_PARAGRAPHS:
        raise package.fault(f"is too large: it has more than {MOST_PARAGRAPHS:,} paragraphs")
    own = styles.own(body)
    if own:
        law = [index for index, block in enumerate(blocks) if not _is_commentary(block)]
        seen.counts["commentary"] = len(blocks) - len(law)
        blocks, left = tuple(blocks[index] for index in law), [left[index] for index in law]
    whole = blocks
    blocks, typed = numbered(blocks, guessed=not own)
    document = Document(
        title=_property(package, "title"),
        blocks=blocks,
        # A label that was typed into a draft of ours is one that no list can say, so it stays as it is.
        schemes=(*reader.schemes(), *(() if own else typed)),
        language=_property(package, "language") or "en-US",
        subject=_property(package, "subject"),
    )
    traces = tuple(_traces(whole, blocks, left, tuple(tracer.left())))
    return Reading(document, tuple(words for key, words in _TOLD.items() if seen.counts[key]), own, traces, day=_day(package))


def _is_commentary(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style.startswith("commentary")


def _traces(whole: Sequence[Block], blocks: Sequence[Block], left: Sequence[Left], loose: tuple[Remark, ...]) -> Iterator[Trace]:
    """Yield what others left on each block that has any; letters are counted without a label that was typed."""
    for index, (marks, remarks) in enumerate(left):
        if index == len(left) - 1:
            remarks = (*remarks, *loose)
        if not marks and not remarks:
            continue
        before, now = whole[index], blocks[index]
        label = 0
        if isinstance(before, Paragraph) and isinstance(now, Paragraph):
            label = len(plain_text(before.content)) - len(plain_text(now.content))
        moved = [replace(one, start=max(one.start - label, 0), end=max(one.end - label, 0)) for one in marks]
        yield Trace(index, tuple(moved), remarks)


def _striking(styles: Node | None) -> frozenset[str]:
    """Return the styles that strike what they are given to."""
    return frozenset(
        one.attributes.get("styleId", "") for one in (styles.children if styles else ()) if one.name == "w:style" and _struck(one)
    )


def _struck(node: Node) -> bool:
    return node.switched("w:rPr/w:strike") or node.switched("w:rPr/w:dstrike")


def _drop_struck(node: Node, styles: frozenset[str]) -> None:
    """Take the struck-through runs out of a part of a file; changes the part."""
    node.children = [
        one
        for one in node.children
        if not (one.name == "w:r" and (_struck(one) or one.value("w:rPr/w:rStyle") in styles))
        and not (one.name == "w:p" and one.value("w:pPr/w:pStyle") in styles)
    ]
    for one in node.children:
        _drop_struck(one, styles)


def _day(package: WordPackage) -> date | None:
    """Return the day on which the file says that it was changed last."""
    try:
        day = date.fromisoformat(_property(package, "modified")[:10])
    except ValueError:
        return None
    return day if day.year > _FIRST_YEAR else None


def _property(package: WordPackage, name: str) -> str:
    """Return a property of the file, such as its title."""
    for one in package.relations("").values():
        root = package.xml(one.target) if one.kind == "core-properties" else None
        for node in root.children if root else ():
            if node.name == name:
                return node.text.strip()
    return ""
