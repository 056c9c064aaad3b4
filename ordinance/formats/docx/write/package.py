"""The parts of a Word file, and how they find each other: content types, relationships, order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from ordinance.formats.docx.write.archive import Member, compress
from ordinance.formats.docx.write.xml import DECLARATION, Xml, element

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
COMMENTS: Final = "word/comments.xml"
HEADER: Final = "word/header1.xml"
FACTS: Final = "customXml/item1.xml"
FACTS_PROPERTIES: Final = "customXml/itemProps1.xml"
GLOSSARY: Final = "word/glossary/document.xml"
GLOSSARY_STYLES: Final = "word/glossary/styles.xml"

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
    GLOSSARY: Kind(f"{_WORD}.document.glossary+xml", f"{_RELATION}/glossaryDocument", "rId8"),
    GLOSSARY_STYLES: Kind(f"{_WORD}.styles+xml", f"{_RELATION}/styles", "rId1"),
    FACTS: Kind("application/xml", f"{_RELATION}/customXml", "rId9"),
    FACTS_PROPERTIES: Kind(f"{_OFFICE}.customXmlProperties+xml", f"{_RELATION}/customXmlProps", "rId1"),
    "docProps/core.xml": Kind(f"{_PACKAGE}.core-properties+xml", _CORE, "rId2"),
    "docProps/app.xml": Kind(f"{_OFFICE}.extended-properties+xml", f"{_RELATION}/extended-properties", "rId3"),
}


#: The parts that another than the document leads to.
_BEHIND: Final = {GLOSSARY: GLOSSARY_STYLES, FACTS: FACTS_PROPERTIES}

#: What a letterhead may bring besides, by the kind of relationship that leads to it. It is numbered among its own.
BROUGHT: Final = {
    "header": KINDS["word/header1.xml"],
    "footer": KINDS["word/footer1.xml"],
    "fontTable": KINDS["word/fontTable.xml"],
    "theme": Kind(f"{_OFFICE}.theme+xml", f"{_RELATION}/theme", ""),
    "image": Kind("", f"{_RELATION}/image", ""),
    "font": Kind("", f"{_RELATION}/font", ""),
    "hyperlink": Kind("", f"{_RELATION}/hyperlink", ""),
}


class Attached(Struct, frozen=True):
    """A part that came with a letterhead, packed as it is. Where its kind has an id, the document leads to it.

    With `source`, it is a head or foot that has slots of ours: it is filled and packed with each document.
    """

    name: str
    kind: Kind
    member: Member
    relations: Member | None = None
    source: str = ""


def package(
    parts: Mapping[str, Member], links: Mapping[str, Mapping[str, str]], attached: tuple[Attached, ...] = ()
) -> list[Member]:
    """Return all members of the file: the parts in their order, and what leads from one to the other.

    `links` has, for a part, the addresses on the web that it leads to, each with its relationship id.
    """
    kinds = {name: kind for name, kind in KINDS.items() if name in parts} | {part.name: part.kind for part in attached}
    members = [*_frame(tuple((name, kind.content_type) for name, kind in kinds.items()))]
    for name in kinds:
        if name not in parts:
            continue
        members.append(parts[name])
        own = name == DOCUMENT
        targets = tuple(other for other in kinds if _from_document(other)) if own else ()
        targets += (_BEHIND[name],) if name in _BEHIND else ()
        if targets or links.get(name):
            members.append(_linked(name, {other: kinds[other] for other in targets if kinds[other].id}, links.get(name, {})))
    for part in attached:
        members += [part.member] if part.relations is None else [part.member, part.relations]
    return members


def _from_document(name: str) -> bool:
    """Tell whether the document leads to a part."""
    return name.startswith(("word/", "customXml/")) and name != DOCUMENT and name not in _BEHIND.values()


@lru_cache(maxsize=8)
def _frame(parts: tuple[tuple[str, str], ...]) -> tuple[Member, Member]:
    """Return the two members that a file begins with: what each part is, and where to start reading."""
    types = element(
        "Types",
        element("Default", Extension="rels", ContentType=f"{_PACKAGE}.relationships+xml"),
        *(element("Override", PartName=f"/{name}", ContentType=content_type) for name, content_type in parts),
        xmlns=f"{_PACKAGE_SCHEMAS}/content-types",
    )
    outer = {name: KINDS[name] for name, _ in parts if name == DOCUMENT or name.startswith("docProps/")}
    return pack("[Content_Types].xml", types), _linked("", outer, {})


def _linked(source: str, targets: Mapping[str, Kind], links: Mapping[str, str]) -> Member:
    """Return the relationships of a part, or, for an empty name, of the package."""
    return relationships(
        source,
        (
            *(relationship(source, kind.id, kind, name) for name, kind in targets.items()),
            *(relationship(source, id, BROUGHT["hyperlink"], address, outside=True) for address, id in links.items()),
        ),
    )


def relationship(source: str, id: str, kind: Kind, target: str, *, outside: bool = False) -> Xml:
    """Return what leads from a part to another, or to an address outside."""
    if outside:
        return element("Relationship", Id=id, Type=kind.relation, Target=target, TargetMode="External")
    folder, slash, _ = source.rpartition("/")
    near = target.startswith(folder + slash)
    return element(
        "Relationship", Id=id, Type=kind.relation, Target=target.removeprefix(folder + slash) if near else f"/{target}"
    )


def relationships(source: str, written: tuple[Xml, ...]) -> Member:
    """Return the part that holds the relationships of another."""
    folder, slash, file = source.rpartition("/")
    content = element("Relationships", *written, xmlns=f"{_PACKAGE_SCHEMAS}/relationships")
    return pack(f"{folder}{slash}_rels/{file}.rels", content)


def pack(name: str, content: Xml) -> Member:
    return compress(name, (DECLARATION + content).encode())
