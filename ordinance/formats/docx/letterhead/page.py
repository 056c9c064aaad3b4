"""The page of a letterhead: the properties of its last section, and the heads and feet that stand there."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Final, Literal, NamedTuple

from lxml import etree

from ordinance.formats.docx.letterhead.heads import clean_attributes
from ordinance.formats.docx.letterhead.opening import Package, Relation
from ordinance.formats.docx.write.sections import complete
from ordinance.formats.docx.write.trees import Element, R, W, all_of, child, drop, new, slot, source
from ordinance.formats.docx.write.xml import NAMESPACES

HeadKind = Literal["header", "footer"]
HEADS: Final[tuple[HeadKind, ...]] = ("header", "footer")
_WHERE: Final = ("default", "first", "even")
#: Properties of a section that lead to parts that are left behind, or lock a form.
_LEFT: Final = ("headerReference", "footerReference", "footnotePr", "endnotePr", "formProt", "printerSettings", "sectPrChange")


class Head(NamedTuple):
    """A header or footer, the pages that it stands on ("default", "first", "even"), and its part."""

    kind: HeadKind
    where: str
    part: str


def heads_of(document: Element, relations: Mapping[str, Relation], package: Package) -> list[Head]:
    """Return the heads and feet of the last section. One that it does not have is that of the section before, as in Word."""
    found: dict[tuple[HeadKind, str], str] = {}
    for section in _sections(document):
        for kind in HEADS:
            for reference in section.findall(f"{W}{kind}Reference"):
                relation = relations.get(reference.get(f"{R}id", ""))
                if relation is None or relation.kind != kind:
                    package.refuse(f"is damaged: a {kind} leads to nothing; open it in Word and save it again")
                found[kind, reference.get(f"{W}type", "default")] = relation.target
    return [Head(kind, where, part) for (kind, where), part in sorted(found.items()) if where in _WHERE]


def section_of(document: Element) -> Element:
    """Return a copy of the last section's properties, without heads and feet, with paper and margins."""
    sections = _sections(document)
    section = deepcopy(sections[-1]) if sections else new("sectPr")
    section.tail = None
    drop(section, *_LEFT)
    for node in section.iter():
        clean_attributes(node)
        for name in [str(name) for name in node.attrib if not str(name).startswith(W)]:
            del node.attrib[name]
    complete(section)
    return section


def document_of(section: Element, heads: list[tuple[Head, str]]) -> str:
    """Return word/document.xml of a section, with a slot for the text. Each head stands with the id that leads to it."""
    for place, (head, id) in enumerate(heads):
        reference = new(f"{head.kind}Reference", type=head.where)
        reference.set(f"{R}id", id)
        section.insert(place, reference)
    root = etree.Element(f"{W}document", nsmap=NAMESPACES)
    body = etree.SubElement(root, f"{W}body")
    body.extend((slot("body"), section))
    return source(root)


def has_text(document: Element) -> bool:
    """Return whether the text of a letterhead has words or pictures, which are left behind."""
    body = child(document, "body")
    seen = all_of(document, "t", "drawing", "pict") if body is not None else iter(())
    return any(node.tag != f"{W}t" or (node.text or "").strip() for node in seen)


def _sections(document: Element) -> list[Element]:
    """Return the properties of all sections, but not those that a tracked change remembers."""
    return [node for node in document.iter(f"{W}sectPr") if getattr(node.getparent(), "tag", "") != f"{W}sectPrChange"]
