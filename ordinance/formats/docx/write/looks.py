"""What a paragraph says of itself before its words: style, list, direction."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ordinance.document.model import Paragraph, Style, wholly_added
from ordinance.formats.docx.write.inlines import runs_right_to_left
from ordinance.formats.docx.write.lists import Indents, number_properties
from ordinance.formats.docx.write.numbering import Place
from ordinance.formats.docx.write.styles import BULLET_STYLES, STYLE_IDS
from ordinance.formats.docx.write.xml import NOTHING, Xml, element


class Look(NamedTuple):
    """The properties of a paragraph. `numbering` is its list where that is not the list of its style; `added` says that an
    amendment adds the whole of it, so that its number is underlined too. `indent` is said outright where the label is typed:
    LibreOffice takes the indent away with the list."""

    style: str
    numbering: Xml = NOTHING
    keep_with_next: bool = False
    new_page: bool = False
    rtl: bool = False
    added: bool = False
    indent: Xml = NOTHING


@cache
def paragraph_properties(
    style: str,
    numbering: Xml = NOTHING,
    keep_with_next: bool = False,
    new_page: bool = False,
    rtl: bool = False,
    added: bool = False,
    indent: Xml = NOTHING,
) -> Xml:
    return properties_of(Look(style, numbering, keep_with_next, new_page, rtl, added, indent))


def properties_of(look: Look, *more: Xml) -> Xml:
    """Return the properties of a paragraph with others added to them."""
    properties = [element("w:pStyle", val=look.style), look.numbering, look.indent, *more]
    if look.keep_with_next:
        properties.append(element("w:keepNext"))
    if look.new_page:
        properties.append(element("w:pageBreakBefore"))
    if look.rtl:
        properties.append(element("w:bidi"))
    if look.added:
        properties.append(element("w:rPr", element("w:u", val="single")))
    return element("w:pPr", *properties)


def look_of(
    block: Paragraph, place: Place | None, links: dict[Style, Place], language: str, indents: Indents | None = None
) -> Look:
    """Return the look of a paragraph that stands at `place` in the lists, in a document in `language`."""
    rtl = runs_right_to_left(block.language or language)
    numbering = _list(block, place, links)
    style = STYLE_IDS[block.style]
    sides = (indents or {}).get(style) if place is None and block.number is not None else None
    indent = element("w:ind", **sides) if sides else NOTHING
    return Look(style, numbering, block.keep_with_next, block.page_break_before, rtl, wholly_added(block), indent)


def _list(block: Paragraph, place: Place | None, links: dict[Style, Place]) -> Xml:
    """Return the list of a paragraph where it is not that of its style, so that restyling reaches the others."""
    if block.style in BULLET_STYLES and block.number is None:
        return number_properties(place) if block.label else NOTHING
    own = links.get(block.style)
    return NOTHING if place == own and block.style not in BULLET_STYLES else number_properties(place)
