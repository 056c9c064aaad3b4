"""The styles of a Word file, and which style of the model each paragraph and run has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ordinance.document.model import Emphasis, Style
from ordinance.formats.docx.names import EMPHASIS_IDS, STYLE_IDS, TABLE_CAPTION
from ordinance.formats.docx.opening import Node
from ordinance.formats.docx.read.lists import ListPlace, Lists

_STYLES: Final = {id: style for style, id in STYLE_IDS.items()}
_FACES: Final = {id: face for face, id in EMPHASIS_IDS.items()}
_OWN: Final = "Ordinance"
#: Word's own names for its built-in styles, which are the same in every language.
_HEADING: Final = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"toc (?:\d|heading)", re.IGNORECASE)
_HEADINGS: Final[tuple[Style, ...]] = ("heading-1", "heading-2", "heading-3")
_NO_HEADING: Final = 9
_NO_LIST: Final = "0"


class _Known(Struct, frozen=True):
    """A paragraph style of the file."""

    name: str
    based_on: str
    outline: int | None
    list: str | None
    level: str | None


class Styles:
    def __init__(self, root: Node | None) -> None:
        nodes = [node for node in (root.children if root else ()) if node.name == "w:style"]
        self._known = {node.attributes.get("styleId", ""): _known(node) for node in nodes}
        self._default = next(
            (
                node.attributes.get("styleId", "")
                for node in nodes
                if node.attributes.get("type") == "paragraph" and node.attributes.get("default") in ("1", "true")
            ),
            "",
        )

    def own(self, body: Node) -> bool:
        """Say whether the body uses styles that only our drafts have."""
        return any((id or "").startswith(_OWN) for id in _used(body))

    def id_of(self, paragraph: Node) -> str:
        return paragraph.value("w:pPr/w:pStyle") or self._default

    def is_caption(self, paragraph: Node) -> bool:
        """Tell whether a paragraph names the table after it, by its style; LibreOffice saves the style under another id."""
        id = self.id_of(paragraph)
        return id == TABLE_CAPTION or any(style.name.lower().rstrip("0123456789 ") == "caption" for _, style in self._chain(id))

    def style(self, paragraph: Node) -> Style:
        """Return the style of the model: that of our name, a heading by its name or outline level, or ordinary text."""
        id = self.id_of(paragraph)
        if id in _STYLES:
            return _STYLES[id]
        outline = paragraph.value("w:pPr/w:outlineLvl")
        depth = int(outline) if outline and outline.isdecimal() else self._outline(id)
        if depth is not None and depth < _NO_HEADING:
            return _HEADINGS[min(depth, len(_HEADINGS) - 1)]
        names = [style.name.lower() for _, style in self._chain(id)]
        return "title" if "title" in names else "body-list" if any("list bullet" in name for name in names) else "body"

    def contents(self, paragraph: Node) -> bool:
        """Say whether a paragraph belongs to a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for _, style in self._chain(self.id_of(paragraph)))

    def place(self, paragraph: Node, lists: Lists) -> ListPlace | None:
        """Return the list of a paragraph: its own, or that of its style."""
        list_id, level = paragraph.value("w:pPr/w:numPr/w:numId"), paragraph.value("w:pPr/w:numPr/w:ilvl")
        if list_id is None:
            for id, style in self._chain(self.id_of(paragraph)):
                if style.list is not None:
                    tied = lists.depth_of_style(style.list, id)
                    list_id, level = style.list, level or (style.level if tied is None else str(tied))
                    break
        if list_id in (None, _NO_LIST):
            return None
        assert list_id is not None
        return ListPlace(list_id, int(level) if level and level.isdecimal() and len(level) < 3 else 0)

    def style_of_id(self, id: str) -> Style | None:
        """Return the style of the model that a style of the file is, if it is a heading or one of ours."""
        outline = self._outline(id)
        return _STYLES.get(id) or (_HEADINGS[min(outline, 2)] if outline is not None and outline < _NO_HEADING else None)

    def face(self, run: Node, style: Style) -> Emphasis:
        """Return the face of a run; what is bold in a heading is not more so than the rest."""
        named = run.value("w:rPr/w:rStyle")
        if named in _FACES:
            return _FACES[named]
        if style.startswith("heading") or style == "title":
            return ""
        return "strong" if run.switched("w:rPr/w:b") else "emphasis" if run.switched("w:rPr/w:i") else ""

    def _outline(self, id: str) -> int | None:
        for _, style in self._chain(id):
            if found := _HEADING.fullmatch(style.name):
                return int(found[1]) - 1
            if style.outline is not None:
                return style.outline
        return None

    def _chain(self, id: str) -> Iterator[tuple[str, _Known]]:
        """Yield a style and those that it is based on, each once."""
        passed: set[str] = set()
        while id in self._known and id not in passed:
            passed.add(id)
            yield id, self._known[id]
            id = self._known[id].based_on


def _known(node: Node) -> _Known:
    outline = node.value("w:pPr/w:outlineLvl")
    return _Known(
        node.value("w:name") or "",
        node.value("w:basedOn") or "",
        int(outline) if outline and outline.isdecimal() else None,
        node.value("w:pPr/w:numPr/w:numId"),
        node.value("w:pPr/w:numPr/w:ilvl"),
    )


def _used(node: Node) -> Iterator[str | None]:
    for child in node.children:
        if child.name == "w:p":
            yield child.value("w:pPr/w:pStyle")
        elif child.name != "w:pPr":
            yield from _used(child)
