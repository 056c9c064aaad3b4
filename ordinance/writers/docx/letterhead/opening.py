"""A Word file that somebody else made, opened with care: nothing in it is run, fetched or expanded, nothing reaches the disk."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree
from msgspec import Struct

from ordinance.errors import Unwritable

from ..trees import Element, parse

#: How many bytes a letterhead may have, packed and unpacked, and how many parts and elements.
LARGEST: Final = 32_000_000
UNPACKED: Final = 96_000_000
PARTS: Final = 2_000
ELEMENTS: Final = 600_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP_END: Final = b"PK\5\6"
#: A listing of more bytes than this names more parts than any Word file has.
_LISTING: Final = 1_000_000
_TYPES: Final = "[content_types].xml"
_MAIN: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
#: What reading a broken zip file may raise. NotImplementedError is a RuntimeError, of a kind of packing that it does not know.
_DAMAGE: Final = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, struct.error, zlib.error)

#: What to do about a file outside, by what it is.
_REMEDIES: Final = {
    "attachedTemplate": "detach that template (in Word: Developer, Document Template) or choose a letterhead without one",
    "image": "put the picture into the file (in Word: File, Info, Edit Links to Files, Break Link)",
}
_REMEDY: Final = "take it out (in Word: File, Info, Edit Links to Files, Break Link)"


class UnusableLetterhead(Unwritable):
    """A file cannot be used as a letterhead; the sentence names it, says why, and what would mend it."""


class Relation(Struct, frozen=True):
    """What leads from a part to another: `kind` is the last word of its type, `target` a part's name or an address outside."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a Word file by name; each is unpacked when it is asked for. Names are compared without regard to case."""

    def __init__(self, name: str, zipped: ZipFile) -> None:
        self.name = name
        self._zip = zipped
        self._members = {member.filename.lower(): member for member in zipped.infolist()}
        self._types: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self.document = ""

    def refuse(self, why: str) -> NoReturn:
        raise UnusableLetterhead(f"{self.name}: {why}")

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def bytes_of(self, part: str) -> bytes:
        """Return a part. It cannot be longer than the listing says, since zipfile reads no further."""
        if part not in self:
            self.refuse(f"is damaged: it has no {part}; open it in Word and save it again")
        try:
            return self._zip.read(self._members[part.lower()])
        except _DAMAGE:
            self.refuse(f"is damaged: {part} cannot be unpacked; open it in Word and save it again")

    def tree(self, part: str) -> Element:
        """Return the root of an XML part."""
        data = self.bytes_of(part)
        try:
            _look_over(data)
            return parse(data)
        except _TooLarge:
            self.refuse(f"is too large for a letterhead: {part} has more than {ELEMENTS:,} elements")
        except _Declares:
            self.refuse(f"declares entities in {part}, which no Word file does")
        except (expat.ExpatError, etree.XMLSyntaxError, LookupError, ValueError):  # a LookupError for an unknown encoding
            self.refuse(f"is damaged: {part} is no XML; open it in Word and save it again")

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what leads from a part, or, for an empty name, from the file itself, by id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return dict(self._relations(path, folder)) if path in self else {}

    def _relations(self, path: str, folder: str) -> Iterator[tuple[str, Relation]]:
        for node in self.tree(path):
            target = node.get("Target", "")
            outside = node.get("TargetMode", "").lower() == "external"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield node.get("Id", ""), Relation(node.get("Type", "").rpartition("/")[2], target, outside)

    def content_type(self, part: str) -> str:
        return self._types.get(part.lower()) or self._endings.get(part.lower().rpartition(".")[2], "")

    def check(self) -> None:
        """Find the document, and refuse what is no plain Word file or leads outside. Raises UnusableLetterhead."""
        self._check_members()
        if _TYPES not in self:
            self.refuse("is no Word file (.docx)")
        for node in self.tree(_TYPES):
            kind = node.get("ContentType", "")
            if node.get("PartName"):
                self._types[node.get("PartName", "").lstrip("/").lower()] = kind
            else:
                self._endings[node.get("Extension", "").lower()] = kind
        kinds = " ".join([*self._types.values(), *self._endings.values()]).lower()
        if "macroenabled" in kinds or "vba" in kinds or any(part.endswith("vbaproject.bin") for part in self):
            self.refuse("can hold macros; save it as a Word Document (.docx), which cannot")
        starts = [relation for relation in self.relations("").values() if relation.kind == "officeDocument"]
        if not starts or self.content_type(starts[0].target) not in _MAIN:
            self.refuse("is no Word file (.docx)")
        self.document = starts[0].target
        self._check_targets()

    def _check_members(self) -> None:
        """Refuse what unpacks to too much before anything is unpacked."""
        members = self._zip.infolist()
        if len(members) > PARTS or sum(member.file_size for member in members) > UNPACKED:
            self.refuse(f"is too large for a letterhead: it unpacks to more than {UNPACKED // 1_000_000} MB or {PARTS:,} parts")
        if any(member.flag_bits & 1 for member in members):
            self.refuse("is protected with a password; save it without one")
        plain = all(member.compress_type in (ZIP_STORED, ZIP_DEFLATED) for member in members)
        if not plain or len(self._members) < len(members):
            self.refuse("is damaged: it is not packed as Word packs; open it in Word and save it again")

    def _check_targets(self) -> None:
        """Refuse a relation to the outside, whatever has it; a hyperlink is followed only by a person who clicks it."""
        for path in self:
            if path.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(path))
                for _, relation in self._relations(path, folder):
                    if relation.outside and relation.kind != "hyperlink":
                        remedy = _REMEDIES.get(relation.kind, _REMEDY)
                        self.refuse(f"draws on a file outside it, {shown(relation.target)}; {remedy}")


def open_package(name: str, data: bytes) -> Package:
    """Return the Word file in `data`; `name` is what messages call it. Raises UnusableLetterhead with one clear line."""
    if why := _no_zip(data):
        raise UnusableLetterhead(f"{name}: {why}")
    try:
        package = Package(name, ZipFile(BytesIO(data)))
    except _DAMAGE:
        raise UnusableLetterhead(f"{name}: is damaged and cannot be unpacked; open it in Word and save it again") from None
    package.check()
    return package


def _no_zip(data: bytes) -> str:
    """Return why a file cannot be opened at all, or nothing."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "is protected with a password; save it without one"
        return "is a Word file of the old kind (.doc); save it as a Word Document (.docx)"
    if not data.startswith(b"PK"):
        return "is no Word file (.docx)"
    end = data.rfind(_ZIP_END)
    listed = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    if len(data) > LARGEST or listed > _LISTING:
        return f"is too large for a letterhead; more than {LARGEST // 1_000_000} MB are not read"
    return ""


def shown(address: str) -> str:
    """Return an address as a message may print it: short, and without what a terminal would obey."""
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in address)
    return printable if len(printable) <= 60 else f"{printable[:59]}…"


class _Declares(Exception):
    pass


class _TooLarge(Exception):
    pass


def _look_over(data: bytes) -> None:
    """Read a part once without keeping anything. Raises where it declares a document type or has too many elements."""
    parser = expat.ParserCreate()
    count = 0

    def declares(*_: object) -> None:
        raise _Declares

    def counted(*_: object) -> None:
        nonlocal count
        count += 1
        if count > ELEMENTS:
            raise _TooLarge

    parser.StartDoctypeDeclHandler = declares
    parser.StartElementHandler = counted
    parser.Parse(data, True)
