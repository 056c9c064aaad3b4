"""The reference document: where the look of the Word file comes from.

It is kept unpacked, as a folder of XML files that a person can read and diff. Where a document's own words go, a part
has a slot, written as a processing instruction that Word ignores: `<?ordinance body?>`. Filling slots is all that
happens to a part; nothing else in it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from ordinance.errors import Unwritable
from ordinance.formats.docx.write.archive import Member, compress
from ordinance.formats.docx.write.lists import NO_LISTS, Indents, OwnLists
from ordinance.formats.docx.write.package import DOCUMENT, KINDS, STYLES, Attached
from ordinance.formats.docx.write.styles import REQUIRED
from ordinance.formats.docx.write.xml import NOTHING, Xml, element
from ordinance.library.reading import look_text

_SLOT: Final = "<?ordinance "
#: Between the rule for a name and the word before the rule for a date, and between the two columns of signatures, in twentieths
#: of a point. A rule ends well before the edge of its cell: Word in its older modes prints none that ends there.
_RULE_GAP: Final = 120
_GUTTER: Final = 360
_COMMENT: Final = re.compile(r"\s*<!--.*?-->", re.DOTALL)

Element = tuple[str, dict[str, str]]


class Part(Struct, frozen=True):
    """A file of the template, cut at its slots: text, slot, text, slot, … text."""

    name: str
    pieces: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        return self.pieces[1::2]

    @property
    def source(self) -> str:
        """The file as it was before it was cut."""
        return "".join(f"{_SLOT}{piece}?>" if place % 2 else piece for place, piece in enumerate(self.pieces))


class Template(Struct, frozen=True):
    """A reference document: its parts, the width of its text in twentieths of a point, and its styles' indents.

    A letterhead has more: lists of its own, and parts that are packed as they came. In it a style is in no list but
    where the document says so, so that no heading prints a number that it does not have.
    """

    parts: tuple[Part, ...]
    text_width: int
    indents: Indents
    lists: OwnLists = NO_LISTS
    attached: tuple[Attached, ...] = ()
    foreign: bool = False

    def has_slot(self, slot: str) -> bool:
        """Tell whether a part of ours or a foot of the letterhead has a place for some words."""
        attached = (part_of(one.name, one.source) for one in self.attached if one.source)
        return any(slot in part.slots for part in (*self.parts, *attached))


@cache
def read_folder(folder: Path) -> Template:
    """Read an unpacked reference document, once in the life of the process. Raises Unwritable where it is none."""
    files = {name: look_text(folder, name) for name in KINDS if (folder / name).is_file()}
    for name in (DOCUMENT, STYLES):
        if name not in files:
            raise Unwritable(f"{folder / name} is missing: the reference document of Word files is not whole")
    elements = {name: _elements(folder / name, content) for name, content in files.items()}
    parts = tuple(part_of(name, content) for name, content in files.items())
    if "body" not in parts[0].slots:
        raise Unwritable(f"{folder / DOCUMENT} has no place for the text: <?ordinance body?>")
    found = {attributes.get("w:styleId") for name, attributes in elements[STYLES] if name == "w:style"}
    if missing := sorted(REQUIRED - found):
        raise Unwritable(f"{folder / STYLES} lacks the style{'s' * (len(missing) > 1)} {', '.join(missing)}")
    return Template(parts, _text_width(elements[DOCUMENT]), _indents(elements[STYLES]))


def part_of(name: str, content: str) -> Part:
    """Return a file as a part with its slots."""
    return Part(name, _cut(content))


def _cut(content: str) -> tuple[str, ...]:
    """Cut a file at its slots. Its comments are for those who edit the folder, not for readers of the Word file."""
    first, *rest = _COMMENT.sub("", content).split(_SLOT)
    pieces = [first]
    for piece in rest:
        pieces += piece.split("?>", 1)
    return tuple(pieces)


def _elements(path: Path, content: str) -> list[Element]:
    """Return the elements of a file in their order, each with its attributes."""
    found: list[Element] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    try:
        parser.Parse(content.encode(), True)
    except expat.ExpatError as error:
        raise Unwritable(f"{path}:{error.lineno}:{error.offset + 1}: {expat.ErrorString(error.code)}") from None
    return found


def _text_width(document: list[Element]) -> int:
    """Return the width between the margins of the last section."""
    found = dict(document)
    size, margins = found["w:pgSz"], found["w:pgMar"]
    return int(size["w:w"]) - int(margins["w:left"]) - int(margins["w:right"])


def _indents(styles: list[Element]) -> Indents:
    """Return the indent that each style sets: a list that is not tied to its style has to repeat it."""
    indents: Indents = {}
    style = ""
    for name, attributes in styles:
        if name == "w:style":
            style = attributes["w:styleId"]
        elif name == "w:ind":
            indents[style] = {key.removeprefix("w:"): int(value) for key, value in attributes.items()}
    return indents


def fill(template: Template, values: Mapping[str, Xml]) -> dict[str, Member]:
    """Return the template's parts, compressed, each slot filled with its value or left empty."""
    values = {**_measured(template.text_width), **values}
    made = {}
    for part in template.parts:
        words = tuple(values.get(slot, NOTHING) for slot in part.slots)
        made[part.name] = (_fill if part.name == DOCUMENT else _kept)(part, words)
    return made


def filled(attached: tuple[Attached, ...], values: Mapping[str, Xml]) -> tuple[Attached, ...]:
    """Return the parts of a letterhead, with the slots filled of those that have any."""
    return tuple(_with_slots(one, values) if one.source else one for one in attached)


def _with_slots(one: Attached, values: Mapping[str, Xml]) -> Attached:
    part = part_of(one.name, one.source)
    return replace(one, member=_kept(part, tuple(values.get(slot, NOTHING) for slot in part.slots)))


@lru_cache(maxsize=8)
def _measured(width: int) -> dict[str, Xml]:
    """Return the slots that depend on the width of the text: tab stops at its right edge."""
    half = width // 2 - _GUTTER
    name = half * 11 // 20
    return {
        "signature-rules": element(
            "w:tabs",
            element("w:tab", val="left", leader="underscore", pos=name),
            element("w:tab", val="left", pos=name + _RULE_GAP),
            element("w:tab", val="left", leader="underscore", pos=half),
        ),
        "contents-tab": element("w:tabs", element("w:tab", val="right", leader="dot", pos=width)),
    }


def _fill(part: Part, values: tuple[Xml, ...]) -> Member:
    words = list(part.pieces)
    words[1::2] = values
    return compress(part.name, "".join(words).encode())


#: Styles, settings, head and foot are the same in the next document of a batch: they are filled and compressed once.
_kept = lru_cache(maxsize=32)(_fill)
