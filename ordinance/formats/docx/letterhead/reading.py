"""From a Word file to a template: what is taken from a letterhead, and what is added from our own look."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from ordinance.formats.docx.letterhead.boxes import box_over_text
from ordinance.formats.docx.letterhead.foot import numbers_pages
from ordinance.formats.docx.letterhead.lists import Lists
from ordinance.formats.docx.letterhead.opening import Package
from ordinance.formats.docx.letterhead.page import HEADS, Head, HeadKind, document_of, has_text, heads_of, section_of
from ordinance.formats.docx.letterhead.parts import Parts
from ordinance.formats.docx.letterhead.settings import clean_settings
from ordinance.formats.docx.letterhead.styles import Merged, merge, rename
from ordinance.formats.docx.write.lists import Indents
from ordinance.formats.docx.write.package import DOCUMENT, KINDS, STYLES
from ordinance.formats.docx.write.sections import columns, text_width
from ordinance.formats.docx.write.template import Part, Template, part_of, read_folder
from ordinance.formats.docx.write.trees import Element, W, child, new, parse, source, twips, with_our_prefix

_SETTINGS: Final = "word/settings.xml"
_PROPERTIES: Final = ("docProps/core.xml", "docProps/app.xml")
#: The parts of our own look that stand in for a head or foot that a letterhead lacks, and the styles that they print in.
_OWN_HEADS: Final[dict[HeadKind, str]] = {"header": "word/header1.xml", "footer": "word/footer1.xml"}
_HEAD_STYLES: Final[dict[HeadKind, str]] = {"header": "Header", "footer": "Footer"}
#: The least width of a line of text, in twentieths of a point.
_NARROWEST: Final = 2 * 1440
#: Sides of an indent by all their names.
_SIDES: Final = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "hanging": "hanging",
    "firstLine": "firstLine",
}


class Letterhead(Struct, frozen=True):
    """A letterhead to write on. `added` names the styles that are ours, `lacking` the head or foot that is ours.

    `left_text` says whether there was text, which is left behind; `numbered` whether its own heads and feet number the pages;
    `unnamed_pictures` how many of their pictures have no words for those who do not see them.
    """

    template: Template
    added: tuple[str, ...]
    lacking: tuple[HeadKind, ...]
    left_text: bool
    numbered: bool = True
    unnamed_pictures: int = 0


def read_letterhead(name: str, data: bytes, look: Path) -> Letterhead:
    """Return the letterhead in a .docx file; `look` is the folder of our own, and `name` what messages call the file.

    Raises UnusableLetterhead, with one clear line, for what is no plain Word file, is protected, damaged or too large,
    could run a program, or leads outside.
    """
    package = Package(name, data)
    document = package.tree(package.document)
    if document.tag != f"{W}document":
        package.refuse("is saved as Strict Open XML; save it as a Word Document (.docx)")
    ours = {part.name: part for part in read_folder(look).parts}
    relations = package.relations(package.document)
    heads = heads_of(document, relations, package)
    lacking = tuple(kind for kind in HEADS if kind not in {head.kind for head in heads} and _OWN_HEADS[kind] in ours)

    lists = Lists(_linked(package, "numbering"))
    styles = _linked(package, "styles")
    styles = new("styles") if styles is None else styles
    merged = merge(styles, _tree(ours[STYLES]), lists, frozenset(_HEAD_STYLES[kind] for kind in lacking))
    numbered = numbers_pages(package.tree(head.part) for head in heads)
    parts = Parts(package, lambda root: _settle(root, merged, lists), page=not numbered)
    ids = [(head, parts.head(head.part, head.kind)) for head in heads]
    ids += [(Head(kind, "default", ""), KINDS[_OWN_HEADS[kind]].id) for kind in lacking]
    parts.rest(relations)

    section = section_of(document)
    for head in heads:
        if words := box_over_text(package.tree(head.part), head.kind, section):
            where = "head" if head.kind == "header" else "foot"
            package.refuse(
                f"has a text box in its {where} that stands over the text (“{words}”); move it into a margin, or widen the margin"
            )
    if columns(section) > 1:
        package.refuse(f"sets its text in {columns(section)} columns; law is set in one: change it under Layout, Columns")
    width = text_width(section)
    if width < _NARROWEST:
        package.refuse(f"leaves {width / 1440:.1f} inches for a line of text, and two are needed")
    own = [ours[part] for part in (*_PROPERTIES, *(_OWN_HEADS[kind] for kind in lacking)) if part in ours]
    made = (part_of(DOCUMENT, document_of(section, ids)), part_of(STYLES, source(styles)), _settings(package, ours, merged))
    template = Template(
        parts=(*made, *own),
        text_width=width,
        indents=_indents(styles),
        lists=lists.used(merged.ids, merged.taken),
        attached=tuple(parts.attached),
        foreign=True,
    )
    foot = numbered or "footer" in lacking
    return Letterhead(template, merged.added, lacking, has_text(document), foot, parts.unnamed_pictures)


def _linked(package: Package, kind: str) -> Element | None:
    """Return the part of one kind that the document leads to; its root has the name of the kind."""
    found = (one.target for one in package.relations(package.document).values() if one.kind == kind)
    target = next(found, None)
    if target is None:
        return None
    root = package.tree(target)
    if root.tag != W + kind:
        package.refuse(f"is damaged: {target} holds no {kind}; open it in Word and save it again")
    return with_our_prefix(root)


def _tree(part: Part) -> Element:
    return parse(part.source.encode(), keep_slots=True)


def _settle(root: Element, merged: Merged, lists: Lists) -> None:
    rename(root, merged.ids)
    lists.renumber(root)


def _settings(package: Package, ours: dict[str, Part], merged: Merged) -> Part:
    root = _linked(package, "settings")
    if root is None:
        return ours[_SETTINGS]
    clean_settings(root)
    rename(root, merged.ids)
    return part_of(_SETTINGS, source(root))


def _indents(styles: Element) -> Indents:
    """Return the indent that each style sets, in twentieths of a point."""
    found: Indents = {}
    for style in styles.iter(f"{W}style"):
        indent = child(style, "pPr/ind")
        if indent is not None:
            lengths = ((_SIDES.get(str(name).removeprefix(W)), twips(str(length))) for name, length in indent.attrib.items())
            found[style.get(f"{W}styleId") or ""] = {side: length for side, length in lengths if side and length is not None}
    return found
