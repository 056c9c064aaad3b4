"""The parts of a Word file, and how they find each other: content types, relationships, order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from .archive import Member, compress
from .xml import DECLARATION, Xml, element

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
COMMENTS: Final = "word/comments.xml"

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_PACKAGE: Final = "application/vnd.openxmlformats-package"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_SCHEMAS: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE: Final = f"{_PACKAGE_SCHEMAS}/relationships/metadata/core-properties"


class Kind(Struct, frozen=True):
    """What a part is: its content type, and the type and id of the relationship that leads to it."""

    content_type: str
    relation: str
    id: str


#: Every part that a file may have, in the order in which they are packed.
KINDS: Final = {
    DOCUMENT: Kind(f"{_WORD}.document.main+xml", f"{_RELATION}/officeDocument", "rId1"),
    STYLES: Kind(f"{_WORD}.styles+xml", f"{_RELATION}/styles", "rId1"),
    NUMBERING: Kind(f"{_WORD}.numbering+xml", f"{_RELATION}/numbering", "rId2"),
    "word/settings.xml": Kind(f"{_WORD}.settings+xml", f"{_RELATION}/settings", "rId3"),
    "word/fontTable.xml": Kind(f"{_WORD}.fontTable+xml", f"{_RELATION}/fontTable", "rId4"),
    "word/header1.xml": Kind(f"{_WORD}.header+xml", f"{_RELATION}/header", "rId5"),
    "word/footer1.xml": Kind(f"{_WORD}.footer+xml", f"{_RELATION}/footer", "rId6"),
    COMMENTS: Kind(f"{_WORD}.comments+xml", f"{_RELATION}/comments", "rId7"),
    "docProps/core.xml": Kind(f"{_PACKAGE}.core-properties+xml", _CORE, "rId2"),
    "docProps/app.xml": Kind(f"{_OFFICE}.extended-properties+xml", f"{_RELATION}/extended-properties", "rId3"),
}


def package(parts: Mapping[str, Member], links: Mapping[str, Mapping[str, str]]) -> list[Member]:
    """Return all members of the file: the parts in their order, and what leads from one to the other.

    `links` has, for a part, the addresses on the web that it leads to, each with its relationship id.
    """
    names = tuple(name for name in KINDS if name in parts)
    members = [*_frame(names)]
    for name in names:
        members.append(parts[name])
        targets = tuple(other for other in names if other.startswith("word/") and other != DOCUMENT)
        if name == DOCUMENT or links.get(name):
            members.append(_relationships(name, targets if name == DOCUMENT else (), links.get(name, {})))
    return members


@lru_cache(maxsize=8)
def _frame(names: tuple[str, ...]) -> tuple[Member, Member]:
    """Return the two members that a file begins with: what each part is, and where to start reading."""
    types = element(
        "Types",
        element("Default", Extension="rels", ContentType=f"{_PACKAGE}.relationships+xml"),
        *(element("Override", PartName=f"/{name}", ContentType=KINDS[name].content_type) for name in names),
        xmlns=f"{_PACKAGE_SCHEMAS}/content-types",
    )
    outer = tuple(name for name in names if name == DOCUMENT or not name.startswith("word/"))
    return pack("[Content_Types].xml", types), _relationships("", outer, {})


def _relationships(source: str, targets: tuple[str, ...], links: Mapping[str, str]) -> Member:
    """Return the relationships of a part, or, for an empty name, of the package."""
    folder, slash, file = source.rpartition("/")
    written = [
        element("Relationship", Id=KINDS[name].id, Type=KINDS[name].relation, Target=name.removeprefix(folder + slash))
        for name in targets
    ]
    written += (
        element("Relationship", Id=id, Type=f"{_RELATION}/hyperlink", Target=address, TargetMode="External")
        for address, id in links.items()
    )
    content = element("Relationships", *written, xmlns=f"{_PACKAGE_SCHEMAS}/relationships")
    return pack(f"{folder}{slash}_rels/{file}.rels", content)


def pack(name: str, content: Xml) -> Member:
    return compress(name, (DECLARATION + content).encode())
