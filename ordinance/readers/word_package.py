"""A Word file opened with care: only the parts asked for are unpacked, as far as a limit; nothing is run, fetched or expanded."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ordinance.errors import FaultyFile
from ordinance.readers.model import unreadable

#: The most that is read: bytes of the file, members in it, bytes of one part unpacked, elements and levels of it.
LARGEST: Final = 32_000_000
MEMBERS: Final = 5_000
UNPACKED: Final = 64_000_000
ELEMENTS: Final = 1_000_000
DEPTH: Final = 200

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
#: What reading a broken zip file may raise; RuntimeError (and NotImplementedError) for kinds of packing that it does not know.
_DAMAGE: Final = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, zlib.error)
_MEND: Final = "open it in Word and save it again"

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


class WordPackage:
    """The parts of a Word file. `document` is the name of the main part."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open a file; `name` is what messages call it. Raises `FaultyFile` for what is no plain .docx."""
        self.name = name
        self._refuse_other_kinds(data)
        try:
            self._zip = ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except _DAMAGE:
            raise self.fault(f"is damaged and cannot be unpacked; {_MEND}") from None
        if len(members) > MEMBERS:
            raise self.fault(f"is too large: it has more than {MEMBERS:,} parts")
        self._members = {member.filename.lower(): member for member in members}
        self.document = self._main_part()

    def fault(self, why: str) -> FaultyFile:
        return unreadable(self.name, why)

    def xml(self, part: str) -> Node | None:
        """Return the root of a part, or None where the file has none of that name."""
        member = self._members.get(part.lower())
        if member is None:
            return None
        if member.flag_bits & 1:
            raise self.fault("is protected with a password; save it without one")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.fault(f"is damaged: it is not packed as Word packs; {_MEND}")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(UNPACKED + 1)
        except _DAMAGE:
            raise self.fault(f"is damaged: {part} cannot be unpacked; {_MEND}") from None
        if len(data) > UNPACKED:
            raise self.fault(f"is too large: {part} unpacks to more than {UNPACKED // 1_000_000} MB")
        return self._parsed(part, data)

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Return, by id, the kind of each relation of a part (or of the file, for an empty name) and what it leads to."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for node in root.children if root else ():
            target, kind = node.attributes.get("Target", ""), node.attributes.get("Type", "").rpartition("/")[2]
            if node.attributes.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[node.attributes.get("Id", "")] = (kind, target)
        return found

    def _refuse_other_kinds(self, data: bytes) -> None:
        if len(data) > LARGEST:
            raise self.fault(f"is too large; more than {LARGEST // 1_000_000} MB are not read")
        if data.startswith(_OLE):
            if _ENCRYPTED in data:
                raise self.fault("is protected with a password; save it without one")
            raise self.fault("is a Word file of the old kind (.doc); save it as a Word Document (.docx)")
        if not data.startswith(b"PK"):
            raise self.fault("is no Word file (.docx)")

    def _main_part(self) -> str:
        """Return the name of the document's part. Refuses what can hold macros, and what is no Word file."""
        types = self.xml("[Content_Types].xml")
        if types is None:
            raise self.fault("is no Word file (.docx)")
        kinds = {
            node.attributes.get("PartName", "").lstrip("/").lower(): node.attributes.get("ContentType", "")
            for node in types.children
        }
        said = " ".join(node.attributes.get("ContentType", "") for node in types.children).lower()
        if "macroenabled" in said or "vbaproject" in said or any(part.endswith("vbaproject.bin") for part in self._members):
            raise self.fault("can hold macros; save it as a Word Document (.docx), which cannot")
        for kind, target in self.targets("").values():
            if kind == "officeDocument" and kinds.get(target.lower(), "").endswith(_KINDS):
                return target
        raise self.fault("is no Word file (.docx)")

    def _parsed(self, part: str, data: bytes) -> Node:
        try:
            return _tree(data)
        except _Declares:
            raise self.fault(f"declares entities in {part}, which no Word file does") from None
        except _TooLarge:
            raise self.fault(f"is too large: {part} has more than {ELEMENTS:,} elements, or {DEPTH} levels of them") from None
        except (expat.ExpatError, ValueError):
            raise self.fault(f"is damaged: {part} is no XML; {_MEND}") from None


class _Declares(Exception):
    pass


class _TooLarge(Exception):
    pass


def _tree(data: bytes) -> Node:
    """Return the root of an XML file that declares no document type, so that there are no entities to expand."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Node("", {})
    path = [top]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > ELEMENTS or len(path) > DEPTH:
            raise _TooLarge
        node = Node(_short(name), {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(_: str) -> None:
        path.pop()

    def words(text: str) -> None:
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
