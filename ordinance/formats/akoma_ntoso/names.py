"""The eIds of a draft: `sec_2__subsec_a__para_1`, after the Akoma Ntoso Naming Convention 1.0, section 5.

An eId follows the labels that print, so the same draft always has the same eIds, and `#sec_2__subsec_a` is what prints as
Section 2(a). Sections that the instrument adds to a code stand inside the section that adds them, and so do their eIds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from ordinance.drafting.model import Draft, Provision, Section
from ordinance.drafting.numbering import number_at, section_label

ChangeKind = Literal["insertion", "substitution", "repeal"]

#: The element of an item by its level, and the prefix of its eId.
_LEVELS = (
    ("subsection", "subsec"),
    ("paragraph", "para"),
    ("subparagraph", "subpara"),
    ("clause", "cl"),
    ("subclause", "subcl"),
)

_PUNCTUATION = re.compile(r"[^0-9A-Za-z]+")


class Layout(Struct, frozen=True):
    """What stands under a section or a provision, as the schema wants it: paragraphs, then parts, then paragraphs."""

    intro: tuple[Provision, ...]
    parts: tuple[Provision, ...]
    wrap_up: tuple[Provision, ...]


def layout(provisions: tuple[Provision, ...]) -> Layout:
    """Return provisions as intro, parts and wrap-up. A paragraph between two parts is a part too."""
    where = [index for index, one in enumerate(provisions) if one.kind != "paragraph" or one.children]
    if not where:
        return Layout(provisions, (), ())
    first, last = where[0], where[-1] + 1
    return Layout(provisions[:first], provisions[first:last], provisions[last:])


def level_of(item: Provision) -> tuple[str, str]:
    """Return the element of a numbered item and the prefix of its eId. Levels deeper than the list repeat its last."""
    return _LEVELS[min(max(item.level, 1), len(_LEVELS)) - 1]


def number_of(label: str) -> str:
    """Return the number in a section's label: 2 in "Section 2", 215-51 in "§ 215-51", 2-15-010 in "2.15.010"."""
    return _plain(" ".join(word for word in label.split() if re.search("[0-9]", word))) or "nn"


class Change(NamedTuple):
    """A section of the instrument that changes a code, by the eIds of the section, of what it does, and of the text it gives."""

    section: str
    modification: str
    quoted: str
    kind: ChangeKind


class Names:
    """The eIds of one draft. `of` has that of every section and provision by its anchor; all differ.

    `changes` has the sections that change the code by their anchors; that of the section that adds to it is empty.
    """

    def __init__(self, draft: Draft) -> None:
        self.of: dict[str, str] = {}
        self.changes = dict(_changes(draft))
        self._taken = {name for change in self.changes.values() for name in change[:3]}
        takes_place_of = {one.section: one.anchor for one in draft.amended if one.section}
        for section in draft.sections:
            self._name_section(section, takes_place_of.get(section.anchor, ""))
        for one in draft.amended:
            if one.after:
                own = self._give(
                    f"{one.anchor}-code", f"{self.changes[one.anchor].quoted}__sec_{number_of(one.label_after or one.code_label)}"
                )
                self._name_under(one.after, own)

    def _name_section(self, section: Section, change: str) -> None:
        prefix = f"{self.changes[change].quoted}__" if section.codified else ""
        own = self._give(section.anchor, f"{prefix}sec_{number_of(section.label)}")
        self._name_under(section.provisions, own)

    def _name_under(self, provisions: tuple[Provision, ...], parent: str) -> None:
        under = layout(provisions)
        for paragraph in (*under.intro, *under.wrap_up):
            self._give(paragraph.anchor, f"{parent}__p", counted=True)
        for part in under.parts:
            wanted, counted = _part(part)
            own = self._give(part.anchor, f"{parent}__{wanted}", counted=counted)
            self._taken.add(f"{own}__p_1")  # its own words
            self._name_under(part.children, own)

    def _give(self, anchor: str, wanted: str, *, counted: bool = False) -> str:
        """Enter the eId wished for, with a count where it needs one or another element has it already."""
        count, name = 1, f"{wanted}_1" if counted else wanted
        while name in self._taken:
            count += 1
            name = f"{wanted}_{count}"
        self._taken.add(name)
        self.of[anchor] = name
        return name


def _changes(draft: Draft) -> Iterator[tuple[str, Change]]:
    """Yield the sections of the instrument that change the code, in their order."""
    in_place = {one.section for one in draft.amended}
    if any(section.codified and section.anchor not in in_place for section in draft.sections):
        yield "", _change(section_label(draft.numbering, number_at(draft.numbering, 0)), "insertion")
    for one in draft.amended:
        yield one.anchor, _change(one.label, "repeal" if one.repealed else "substitution")


def _change(label: str, kind: ChangeKind) -> Change:
    own = f"sec_{number_of(label)}"
    return Change(own, f"{own}__mod_1", f"{own}__mod_1__qstr_1", kind)


def _part(part: Provision) -> tuple[str, bool]:
    """Return the last step of a part's eId, and whether it ends in a count."""
    match part.kind:
        case "item":
            number = _plain(part.label)
            return f"{level_of(part)[1]}_{number or 'nn'}", not number
        case "definition":
            return f"hcontainer_{part.anchor.rpartition('.')[2]}", False
        case "bullet":
            return "indent_nn", True
        case "paragraph":
            return "hcontainer", True


def _plain(label: str) -> str:
    return _PUNCTUATION.sub("-", label).strip("-")
