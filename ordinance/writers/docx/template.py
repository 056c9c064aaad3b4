"""The reference document: where the look of the Word file comes from.

It is kept unpacked, as a folder of XML files that a person can read and diff. Where a document's own words go, a part
has a slot, written as a processing instruction that Word ignores: `<?ordinance body?>`. Filling slots is all that
happens to a part; nothing else in it is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from msgspec import Struct

from .archive import Member, compress
from .lists import Indents
from .package import DOCUMENT, KINDS, STYLES
from .xml import NOTHING, Xml

_SLOT: Final = "<?ordinance "


class Part(Struct, frozen=True):
    """A file of the template, cut at its slots: text, slot, text, slot, … text."""

    name: str
    pieces: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        return self.pieces[1::2]


class Template(Struct, frozen=True):
    """A reference document: its parts, the width of its text in twentieths of a point, and its styles' indents."""

    parts: tuple[Part, ...]
    text_width: int
    indents: Indents


@cache
def read_folder(folder: Path) -> Template:
    """Read an unpacked reference document, once in the life of the process.

    A reference in the form of a .docx file would be a second function that returns a Template.
    """
    files = {name: (folder / name).read_text(encoding="utf-8") for name in KINDS if (folder / name).is_file()}
    parts = tuple(Part(name, _cut(content)) for name, content in files.items())
    return Template(parts, _text_width(files[DOCUMENT]), _indents(files[STYLES]))


def _cut(content: str) -> tuple[str, ...]:
    first, *rest = content.split(_SLOT)
    pieces = [first]
    for piece in rest:
        pieces += piece.split("?>", 1)
    return tuple(pieces)


def _text_width(document: str) -> int:
    """Return the width between the margins of the last section."""
    found = dict(_elements(document))
    size, margins = found["w:pgSz"], found["w:pgMar"]
    return int(size["w:w"]) - int(margins["w:left"]) - int(margins["w:right"])


def _indents(styles: str) -> Indents:
    """Return the indent that each style sets: a list that is not tied to its style has to repeat it."""
    indents: Indents = {}
    style = ""
    for name, attributes in _elements(styles):
        if name == "w:style":
            style = attributes["w:styleId"]
        elif name == "w:ind":
            indents[style] = {key.removeprefix("w:"): int(value) for key, value in attributes.items()}
    return indents


def _elements(content: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(content.encode(), True)
    return found


def fill(template: Template, values: Mapping[str, Xml]) -> dict[str, Member]:
    """Return the template's parts, compressed, each slot filled with its value or left empty."""
    return {part.name: _fill(part, tuple(values.get(slot, NOTHING) for slot in part.slots)) for part in template.parts}


@lru_cache(maxsize=32)
def _fill(part: Part, values: tuple[Xml, ...]) -> Member:
    """Fill and compress. Parts that are alike in the next document (styles, settings, header) are kept."""
    words = list(part.pieces)
    words[1::2] = values
    return compress(part.name, "".join(words).encode())
