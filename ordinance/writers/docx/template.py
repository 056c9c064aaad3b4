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
from .package import DOCUMENT, KINDS
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
    """A reference document: its parts, and the width of its text in twentieths of a point."""

    parts: tuple[Part, ...]
    text_width: int


@cache
def read_folder(folder: Path) -> Template:
    """Read an unpacked reference document, once in the life of the process.

    A reference in the form of a .docx file would be a second function that returns a Template.
    """
    files = [(name, folder / name) for name in KINDS]
    parts = tuple(Part(name, _cut(path.read_text(encoding="utf-8"))) for name, path in files if path.is_file())
    return Template(parts, _text_width(folder / DOCUMENT))


def _cut(content: str) -> tuple[str, ...]:
    first, *rest = content.split(_SLOT)
    pieces = [first]
    for piece in rest:
        pieces += piece.split("?>", 1)
    return tuple(pieces)


def _text_width(document: Path) -> int:
    """Return the width between the margins of the last section."""
    found: dict[str, dict[str, str]] = {}
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.__setitem__
    parser.Parse(document.read_bytes(), True)
    size, margins = found["w:pgSz"], found["w:pgMar"]
    return int(size["w:w"]) - int(margins["w:left"]) - int(margins["w:right"])


def fill(template: Template, values: Mapping[str, Xml]) -> dict[str, Member]:
    """Return the template's parts, compressed, each slot filled with its value or left empty."""
    return {
        part.name: _fill(part, tuple(values.get(slot, NOTHING) for slot in part.slots)) for part in template.parts
    }


@lru_cache(maxsize=32)
def _fill(part: Part, values: tuple[Xml, ...]) -> Member:
    """Fill and compress. Parts that are alike in the next document (styles, settings, header) are kept."""
    words = list(part.pieces)
    words[1::2] = values
    return compress(part.name, "".join(words).encode())
