"""A letterhead, opened with care: what is no plain Word file, leads outside or unpacks to too much is refused."""

from __future__ import annotations

import posixpath
from typing import ClassVar, Final, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from lxml import etree

from ordinance.errors import Unwritable
from ordinance.formats.docx.opening import LARGEST, MEND, Relation, WordPackage
from ordinance.formats.docx.write.trees import Element, parse

__all__ = ["LARGEST", "Package", "Relation", "UnusableLetterhead", "shown"]

#: How many bytes a letterhead may have unpacked, and how many parts; `WordPackage` has the other limits.
UNPACKED: Final = 32_000_000
PARTS: Final = 2_000

#: What to do about a file outside, by what it is.
_REMEDIES: Final = {
    "image": "put the picture into the file (in Word: File, Info, Edit Links to Files, Break Link)",
}
_REMEDY: Final = "take it out (in Word: File, Info, Edit Links to Files, Break Link)"


class UnusableLetterhead(Unwritable):
    """A file cannot be used as a letterhead; the sentence names it, says why, and what would mend it."""


class Package(WordPackage):
    """The parts of a letterhead. Raises UnusableLetterhead with one clear line."""

    too_large: ClassVar = "is too large for a letterhead"
    elements: ClassVar = 600_000

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, data)
        self._check_targets()

    def fault(self, why: str) -> UnusableLetterhead:
        return UnusableLetterhead(f"{self.name}: {why}")

    def refuse(self, why: str) -> NoReturn:
        raise self.fault(why)

    def tree(self, part: str) -> Element:
        """Return the root of an XML part that the file has, for its source to be taken over."""
        data = self.bytes_of(part)
        self.parsed(part, data)
        try:
            return parse(data)
        except (etree.XMLSyntaxError, LookupError, ValueError):  # a LookupError for an unknown encoding
            self.refuse(f"is damaged: {part} is no XML; {MEND}")

    def _check_members(self, members: list[ZipInfo]) -> None:
        """Refuse what unpacks to too much, and each part that cannot be taken over, before anything is unpacked."""
        if len(members) > PARTS or sum(member.file_size for member in members) > UNPACKED:
            self.refuse(f"{self.too_large}: it unpacks to more than {UNPACKED // 1_000_000} MB or {PARTS:,} parts")
        if any(member.flag_bits & 1 for member in members):
            self.refuse("is protected with a password; save it without one")
        plain = all(member.compress_type in (ZIP_STORED, ZIP_DEFLATED) for member in members)
        if not plain or len(self._members) < len(members):
            self.refuse(f"is damaged: it is not packed as Word packs; {MEND}")

    def _check_targets(self) -> None:
        """Refuse a relation to the outside, whatever has it, but for two: a hyperlink is followed only by a person who clicks
        it, and the template that nearly every letterhead was made from is left behind and never opened."""
        for path in self:
            if path.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(path))
                for _, relation in self._relations(path, folder):
                    if relation.outside and relation.kind not in ("hyperlink", "attachedTemplate"):
                        remedy = _REMEDIES.get(relation.kind, _REMEDY)
                        self.refuse(f"draws on a file outside it, {shown(relation.target)}; {remedy}")


def shown(address: str) -> str:
    """Return an address as a message may print it: short, and without what a terminal would obey."""
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in address)
    return printable if len(printable) <= 60 else f"{printable[:59]}…"
