"""Lists as XML: word/numbering.xml, and what a paragraph or a style says of its list."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct

from ordinance.document.model import NumberScheme, Style
from ordinance.formats.docx.write.levels import Level, level_styles, native_levels
from ordinance.formats.docx.write.numbering import BULLETS, Counted, Numbering, Place, Restart
from ordinance.formats.docx.write.styles import LINKED_STYLES, STYLE_IDS
from ordinance.formats.docx.write.xml import NAMESPACES, NOTHING, Xml, element, join

#: Left, hanging, … indents of styles by their ids, in twentieths of a point.
Indents = dict[str, dict[str, int]]

_NO_LIST = 0


def number_properties(place: Place | None) -> Xml:
    """Return the list of a paragraph; None takes it out of the list that its style belongs to."""
    if place is None:
        return element("w:numPr", element("w:numId", val=_NO_LIST))
    return element("w:numPr", element("w:ilvl", val=place.level), element("w:numId", val=place.list))


def tied(numbering: Numbering, foreign: bool) -> dict[str, Xml]:
    """Return the slots that say in which list a style counts.

    A style of a letterhead may take a list from the style that it is based on: it says too where it is in none.
    """
    none = number_properties(None) if foreign else NOTHING
    places = numbering.links
    return {f"list {style}": number_properties(places[style]) if style in places else none for style in LINKED_STYLES}


class OwnLists(Struct, frozen=True):
    """The lists of a letterhead, with numbers that a document's own never reach."""

    abstract: Xml = NOTHING
    lists: Xml = NOTHING


NO_LISTS: Final = OwnLists()


def numbering_part(
    schemes: tuple[NumberScheme, ...],
    numbering: Numbering,
    indents: Indents,
    own: OwnLists = NO_LISTS,
    counted: Counted | None = None,
) -> Xml:
    """Return word/numbering.xml: the bullets, one abstract list for each scheme, and the lists made from them."""
    linked = {place: style for style, place in numbering.links.items()}
    abstract = [_bullets()]
    for index, scheme in enumerate(schemes):
        styles = level_styles(scheme)
        ties = tuple(linked.get(Place(BULLETS + 1 + index, level)) for level in range(len(styles)))
        abstract.append(_scheme(index, scheme, ties, tuple(_indent(indents, style) for style in styles)))
    lists = [_list(BULLETS + index, index) for index in range(len(abstract))]
    lists += [_list(restart.list, restart.scheme + 1, restart) for restart in numbering.restarts]
    if counted:
        for index, scheme in enumerate(counted.schemes, len(schemes)):
            abstract.append(_scheme(index, scheme, (None,), (_indent(indents, scheme.heading_style),)))
        lists += [_list(restart.list, restart.scheme + 1, restart) for restart in counted.restarts]
    return element("w:numbering", *abstract, own.abstract, *lists, own.lists, w=NAMESPACES["w"])


def _list(number: int, abstract: int, restart: Restart | None = None) -> Xml:
    which = element("w:abstractNumId", val=abstract)
    if restart is None:
        return element("w:num", which, numId=number)
    start = element("w:startOverride", val=restart.start)
    return element("w:num", which, element("w:lvlOverride", start, ilvl=restart.level), numId=number)


@lru_cache(maxsize=1)
def _bullets() -> Xml:
    level = _level(0, Level("•", "bullet", "", 1), "tab")
    return element("w:abstractNum", _nsid(0), element("w:multiLevelType", val="singleLevel"), level, abstractNumId=0)


@lru_cache(maxsize=64)
def _scheme(index: int, scheme: NumberScheme, ties: tuple[Style | None, ...], indents: tuple[Xml, ...]) -> Xml:
    levels = []
    for depth, native in enumerate(native_levels(scheme)):
        heading = depth == 0 and scheme.heading_style.startswith("heading")
        if native is not None:
            levels.append(_level(depth, native, "space" if heading else "tab", ties[depth], indents[depth]))
    kind = element("w:multiLevelType", val="multilevel")
    return element("w:abstractNum", _nsid(index + 1), kind, join(levels), abstractNumId=index + 1)


def _nsid(index: int) -> Xml:
    """Word tells lists apart by this number when text is pasted from one file into another."""
    return element("w:nsid", val=f"{0x0D100000 + index:08X}")


def _level(depth: int, native: Level, suffix: str, tie: Style | None = None, indent: Xml = NOTHING) -> Xml:
    counter = "" if native.format == "bullet" else f"%{depth + 1}"
    return element(
        "w:lvl",
        element("w:start", val=native.start),
        element("w:numFmt", val=native.format),
        element("w:pStyle", val=STYLE_IDS[tie]) if tie else NOTHING,
        element("w:suff", val=suffix),
        element("w:lvlText", val=f"{native.before}{counter}{native.after}"),
        element("w:lvlJc", val="left"),
        indent,
        ilvl=depth,
    )


def _indent(indents: Indents, style: Style) -> Xml:
    """Return the style's indent: a paragraph whose list is not its style's takes it from the list."""
    sides = indents.get(STYLE_IDS[style])
    return element("w:pPr", element("w:ind", **sides)) if sides else NOTHING
