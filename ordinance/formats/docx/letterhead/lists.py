"""The lists of a letterhead: those that its styles and its head and foot use, under numbers that ours never reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ordinance.formats.docx.write.lists import OwnLists
from ordinance.formats.docx.write.trees import Element, W, all_of, child, drop, fragment, take_out, value
from ordinance.formats.docx.write.xml import join

#: Our lists count from 1, as many as a document needs; Word takes any number.
FIRST: Final = 10_001
#: Our own lists in a letterhead that was made from one of our files: Word would take them for ours.
_OURS: Final = "0D1"
_ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Lists:
    """The lists of word/numbering.xml by number, each with its abstract list."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root)
        self._abstract = {node.get(f"{W}abstractNumId"): node for node in found if node.tag == f"{W}abstractNum"}
        lists = {node.get(f"{W}numId"): node for node in found if node.tag == f"{W}num"}
        self._lists = {number: node for number, node in lists.items() if value(node, "abstractNumId") in self._abstract}
        self._numbers: dict[str, int] = {}

    def draws_bullets(self, properties: Element | None) -> bool:
        """Return whether w:numPr leads to a list that prints a bullet."""
        node = self._lists.get(value(properties, "numId")) if properties is not None else None
        if node is None or properties is None:
            return False
        depth = value(properties, "ilvl") or "0"
        levels = self._abstract[value(node, "abstractNumId")].findall(f"{W}lvl")
        return any(level.get(f"{W}ilvl") == depth and value(level, "numFmt") == "bullet" for level in levels)

    def renumber(self, root: Element) -> None:
        """Give the lists that a part names their new numbers; what names a list that is not there is in none. Changes it."""
        for properties in all_of(root, "numPr"):
            number = value(properties, "numId") or ""
            if number == "0":
                continue
            named = child(properties, "numId")
            if number not in self._lists or named is None:
                take_out(properties)
            else:
                named.set(f"{W}val", str(self._numbers.setdefault(number, FIRST + len(self._numbers))))

    def used(self, styles: dict[str, str], taken: Iterable[str]) -> OwnLists:
        """Return the lists that were named. `styles` has the new ids of styles; those that are `taken` are in our lists now."""
        kept = [self._lists[number] for number in self._numbers]
        behind = dict.fromkeys(value(node, "abstractNumId") for node in kept)
        abstract = {old: FIRST + place for place, old in enumerate(behind)}
        for node, number in zip(kept, self._numbers.values(), strict=True):
            named = child(node, "abstractNumId")
            assert named is not None
            node.set(f"{W}numId", str(number))
            named.set(f"{W}val", str(abstract[named.get(f"{W}val")]))
        definitions = []
        for old, new in abstract.items():
            definition = self._abstract[old]
            definition.set(f"{W}abstractNumId", str(new))
            definitions.append(definition)
        for node in (*definitions, *kept):
            _clean(node, styles, frozenset(taken))
        return OwnLists(join(map(fragment, definitions)), join(map(fragment, kept)))


def _clean(node: Element, styles: dict[str, str], taken: frozenset[str]) -> None:
    """Take out pictures as bullets, ties to styles that are ours now, and what only newer Words read. Changes the node."""
    for choice in list(node.iter(_ALTERNATIVES)):
        parent, fallback = choice.getparent(), choice.find(_FALLBACK)
        if parent is not None:
            parent[parent.index(choice) : parent.index(choice) + 1] = [] if fallback is None else list(fallback)
    for found in list(node.iter()):
        if not str(found.tag).startswith(W):
            take_out(found)
        for name in [str(name) for name in found.attrib if not str(name).startswith(W)]:
            del found.attrib[name]
    for picture in all_of(node, "lvlPicBulletId"):
        take_out(picture)
    if (value(node, "nsid") or "").upper().startswith(_OURS):
        drop(node, "nsid")
    for tie in all_of(node, "pStyle", "styleLink", "numStyleLink"):
        id = styles.get(tie.get(f"{W}val", ""), "")
        if not id or (tie.tag == f"{W}pStyle" and id in taken):
            take_out(tie)
        else:
            tie.set(f"{W}val", id)
