"""The table of contents: a TOC field, with the headings as its cached result.

The page numbers are those that our own layout gives the headings, where it was asked: Word finds its own when the field is
updated (a click on it, F9). Without them the entries stand alone; in either case they lead to their headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from ordinance.document.model import Document, Paragraph, Style, plain_text
from ordinance.formats.docx.write.crossrefs import Bookmark
from ordinance.formats.docx.write.inlines import run_properties, runs_right_to_left
from ordinance.formats.docx.write.looks import paragraph_properties
from ordinance.formats.docx.write.styles import CONTENTS_HEADING, CONTENTS_LEVELS
from ordinance.formats.docx.write.xml import (
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    Xml,
    element,
    instruction,
    join,
    paragraph,
    run,
    text,
)

#: What stands before the contents, at the head of a document.
_HEAD: Final[frozenset[Style]] = frozenset({"notice", "number", "title", "caption"})
_LEVELS: Final[dict[Style, int]] = {"heading-1": 0, "heading-2": 1}
#: \o takes the headings of these levels, \h makes links of the entries, \z hides page numbers where there are no pages.
_CODE: Final = r'TOC \o "1-2" \h \z'
_TITLE: Final = "Contents"


class Entry(Struct, frozen=True):
    """A heading: the style of its line, its words with its label, the language it is in, and its bookmark."""

    style: str
    words: str
    language: str
    bookmark: Bookmark
    page: int | None = None


class Contents(Struct, frozen=True):
    """The entries by the index of their block, and the index of the block that they stand before."""

    entries: dict[int, Entry]
    place: int

    @property
    def bookmarks(self) -> dict[int, Bookmark]:
        return {index: entry.bookmark for index, entry in self.entries.items()}


def contents_of(document: Document, first_id: int, pages: Mapping[int, int] | None = None) -> Contents | None:
    """Return the contents of a document, or None where it has no headings. Bookmarks are numbered from `first_id`; `pages` are
    those of the headings by the index of their block, where they are known."""
    entries: dict[int, Entry] = {}
    for index, block in enumerate(document.blocks):
        level = _LEVELS.get(block.style) if type(block) is Paragraph else None
        if level is None or type(block) is not Paragraph:
            continue
        label = f"{block.number.label} " if block.number else ""
        bookmark = Bookmark(first_id + len(entries), f"_Toc{len(entries) + 1:09d}", on_label=False)
        words = label + plain_text(block.content)
        page = (pages or {}).get(index)
        entries[index] = Entry(CONTENTS_LEVELS[level], words, block.language or document.language, bookmark, page)
    return Contents(entries, contents_place(document)[0]) if entries else None


def contents_place(document: Document) -> tuple[int, int]:
    """Return the index of the block before which the contents stand, and how many lines they have; zeros where there are none."""
    lines = sum(1 for block in document.blocks if type(block) is Paragraph and block.style in _LEVELS)
    heads = (index for index, block in enumerate(document.blocks) if not _is_head(block))
    return (next(heads), lines) if lines else (0, 0)


def _is_head(block: object) -> bool:
    return type(block) is Paragraph and block.style in _HEAD


def contents_xml(contents: Contents, language: str) -> Xml:
    """Return the contents as Word's own gallery makes them."""
    entries = list(contents.entries.values())
    title = paragraph(paragraph_properties(CONTENTS_HEADING, rtl=runs_right_to_left(language)), run(text(_TITLE)))
    begin = join((FIELD_BEGIN, instruction(_CODE), FIELD_SEPARATE))
    lines = [_entry(entry, language) for entry in entries]
    lines[0] = join((begin, lines[0]))
    lines[-1] = join((lines[-1], FIELD_END))
    properties = (paragraph_properties(entry.style, rtl=runs_right_to_left(entry.language)) for entry in entries)
    gallery = element("w:docPartGallery", val="Table of Contents")
    about = element("w:sdtPr", element("w:docPartObj", gallery, element("w:docPartUnique")))
    return element("w:sdt", about, element("w:sdtContent", title, *map(paragraph, properties, lines)))


def _entry(entry: Entry, language: str) -> Xml:
    shown = "" if entry.language == language else entry.language
    printed = entry.words if entry.page is None else f"{entry.words}\t{entry.page}"
    words = run(text(printed), run_properties("", shown, runs_right_to_left(entry.language)))
    return element("w:hyperlink", words, anchor=entry.bookmark.name, history=1)
