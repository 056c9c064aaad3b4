"""A Word file opened with care: only the parts asked for are unpacked, as far as a limit; nothing is run, fetched or expanded."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import ClassVar, Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile, OrdinanceError

#: The most that is read: bytes of the file, members in it, bytes of one part unpacked, elements and levels of it.
LARGEST: Final = 32_000_000
MEMBERS: Final = 5_000
UNPACKED: Final = 16_000_000
ELEMENTS: Final = 200_000
DEPTH: Final = 200
#: Attributes for each element, and letters of text in a part: some 1,500 pages.
_ATTRIBUTES: Final = 4
LETTERS: Final = 4_000_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED: Final = "is protected with a password; save it without one"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP_END: Final = b"PK\5\6"
#: A listing of more bytes than this names more parts than any Word file has.
_LISTING: Final = 1_000_000
#: What reading a broken zip file may raise; RuntimeError (and NotImplementedError) for kinds of packing that it does not know.
_DAMAGE: Final = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
#: What mends a damaged file.
MEND: Final = "open it in Word and save it again"

#: Namespaces by the prefix that names here have; the strict kind of file has others for the same.
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_KINDS: Final = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")


class Node:
    """An element: its name with the usual prefix ("w:p"), its attributes without one, what stands in it."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def child(self, path: str) -> Node | None:
        """Return the first element at a path of names ("w:pPr/w:pStyle")."""
        node: Node | None = self
        for name in path.split("/"):
            node = next((one for one in node.children if one.name == name), None) if node else None
        return node

    def value(self, path: str, attribute: str = "val") -> str | None:
        """Return an attribute of the first element at a path."""
        node = self.child(path)
        return None if node is None else node.attributes.get(attribute)

    def switched(self, path: str) -> bool:
        """Say whether a switch, such as w:b, is there and on."""
        node = self.child(path)
        return node is not None and node.attributes.get("val", "1") not in ("0", "false", "off", "none")


class Relation(Struct, frozen=True):
    """What leads from a part to another: `kind` is the last word of its type, `target` a part's name or an address outside."""

    kind: str
    target: str
    outside: bool


class WordPackage:
    """The parts of a Word file; each is unpacked when it is asked for. `document` is the name of the main part.

    Names are compared without regard to case. A kind of package that is read for another purpose says how it refuses
    (`fault`), what else it looks at before anything is unpacked (`_check_members`), and how much it takes.
    """

    too_large: ClassVar = "is too large"
    elements: ClassVar = ELEMENTS

    def __init__(self, name: str, data: bytes) -> None:
        """Open a file; `name` is what messages call it. Raises what `fault` returns for what is no plain .docx."""
        self.name = name
        self._refuse_other_kinds(data)
        try:
            self._zip = ZipFile(BytesIO(data))
        except _DAMAGE:
            raise self.fault(f"is damaged and cannot be unpacked; {MEND}") from None
        self._members = {member.filename.lower(): member for member in self._zip.infolist()}
        self._check_members(self._zip.infolist())
        self._types: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self._read_types()
        self.document = self._main_part()

    def fault(self, why: str) -> OrdinanceError:
        """Return the error that refuses this file, in one line."""
        return FaultyFile([Fault(self.name, 0, 0, why)])

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def bytes_of(self, part: str) -> bytes:
        """Return a part that the file has, and no more of it than a limit."""
        member = self._members.get(part.lower())
        if member is None:
            raise self.fault(f"is damaged: it has no {part}; {MEND}")
        if member.flag_bits & 1:
            raise self.fault(_PROTECTED)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.fault(f"is damaged: it is not packed as Word packs; {MEND}")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(UNPACKED + 1)
        except _DAMAGE:
            raise self.fault(f"is damaged: {part} cannot be unpacked; {MEND}") from None
        if len(data) > UNPACKED:
            raise self.fault(f"{self.too_large}: {part} unpacks to more than {UNPACKED // 1_000_000} MB")
        return data

    def xml(self, part: str) -> Node | None:
        """Return the root of a part, or None where the file has none of that name."""
        return self.parsed(part, self.bytes_of(part)) if part in self else None

    def parsed(self, part: str, data: bytes) -> Node:
        """Return the root of a part's bytes. Refuses what declares entities, is too much, or is no XML."""
        try:
            return _tree(data, self.elements)
        except _Declares:
            raise self.fault(f"declares entities in {part}, which no Word file does") from None
        except _TooLarge:
            raise self.fault(
                f"{self.too_large}: {part} has more than {self.elements:,} elements, {DEPTH} levels of them,"
                f" or {LETTERS // 1_000_000} million letters"
            ) from None
        except (expat.ExpatError, LookupError, ValueError):  # LookupError is an encoding that nobody knows
            raise self.fault(f"is damaged: {part} is no XML; {MEND}") from None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what leads from a part, or, for an empty name, from the file itself, by id."""
        folder, file = posixpath.split(part)
        return dict(self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder))

    def content_type(self, part: str) -> str:
        """Return the type that the file gives a part, or nothing."""
        return self._types.get(part.lower()) or self._endings.get(part.lower().rpartition(".")[2], "")

    def _relations(self, path: str, folder: str) -> Iterator[tuple[str, Relation]]:
        root = self.xml(path)
        for node in root.children if root else ():
            target = node.attributes.get("Target", "")
            outside = node.attributes.get("TargetMode", "").lower() == "external"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = node.attributes.get("Type", "").rpartition("/")[2]
            yield node.attributes.get("Id", ""), Relation(kind, target, outside)

    def _refuse_other_kinds(self, data: bytes) -> None:
        if data.startswith(_OLE):
            if _ENCRYPTED in data:
                raise self.fault(_PROTECTED)
            raise self.fault("is a Word file of the old kind (.doc); save it as a Word Document (.docx)")
        if not data.startswith(b"PK"):
            raise self.fault("is no Word file (.docx)")
        end = data.rfind(_ZIP_END)
        listed = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
        if len(data) > LARGEST or listed > _LISTING:
            raise self.fault(f"{self.too_large}; more than {LARGEST // 1_000_000} MB are not read")

    def _check_members(self, members: list[ZipInfo]) -> None:
        """Refuse a file for what its listing says, before anything is unpacked."""
        if len(members) > MEMBERS:
            raise self.fault(f"{self.too_large}: it has more than {MEMBERS:,} parts")

    def _read_types(self) -> None:
        """Read which part is of which type. Refuses what can hold macros."""
        root = self.xml("[Content_Types].xml")
        if root is None:
            raise self.fault("is no Word file (.docx)")
        for node in root.children:
            kind = node.attributes.get("ContentType", "")
            if part := node.attributes.get("PartName", ""):
                self._types[part.lstrip("/").lower()] = kind
            else:
                self._endings[node.attributes.get("Extension", "").lower()] = kind
        kinds = " ".join([*self._types.values(), *self._endings.values()]).lower()
        if "macroenabled" in kinds or "vba" in kinds or any(part.endswith("vbaproject.bin") for part in self):
            raise self.fault("can hold macros; save it as a Word Document (.docx), which cannot")

    def _main_part(self) -> str:
        """Return the name of the document's part. Refuses what is no Word file."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.content_type(relation.target).endswith(_KINDS):
                return relation.target
        raise self.fault("is no Word file (.docx)")


class _Declares(Exception):
    pass


class _TooLarge(Exception):
    pass


def _tree(data: bytes, most: int) -> Node:
    """Return the root of an XML file that declares no document type, so that there are no entities to expand."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Node("", {})
    path = [top]
    count = attributes_seen = letters = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, attributes_seen
        count += 1
        attributes_seen += len(attributes)
        if count > most or attributes_seen > _ATTRIBUTES * most or len(path) > DEPTH:
            raise _TooLarge
        node = Node(_short(name), {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(_: str) -> None:
        path.pop()

    def words(text: str) -> None:
        nonlocal letters
        letters += len(text)
        if letters > LETTERS:
            raise _TooLarge
        path[-1].text += text

    def declares(*_: object) -> None:
        raise _Declares

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = words, declares
    parser.Parse(data, True)
    return top.children[0]


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else local
