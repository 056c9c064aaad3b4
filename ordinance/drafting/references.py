"""Names of sections and items into the words that cite them. A name that leads nowhere is kept, so that a check can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ordinance.drafting import numbering
from ordinance.drafting.filling import Filled
from ordinance.drafting.model import Reference
from ordinance.library.legal_text import Link
from ordinance.library.place_model import Numbering


class Located(Struct, frozen=True):
    """A section's place: its clause and group, the scheme that numbers it, its position in that scheme.

    `own` is the number of a section of the code whose place it takes; it is then not counted.
    """

    clause: str
    group: str
    scheme: Numbering
    position: int
    codified: bool
    own: str = ""

    @property
    def number(self) -> str:
        """The section's number: its own, or the one that the scheme counts."""
        return self.own or numbering.number_at(self.scheme, self.position)

    @property
    def cite(self) -> str:
        """How other sections cite it."""
        return numbering.section_cite(self.scheme, self.number)


class Index:
    """Where every section and named item of one draft stands."""

    def __init__(self, sections: tuple[Located, ...], title: Callable[[str], str], within: Mapping[str, str]) -> None:
        """`title` returns the title of any clause of the library by its id; `within` leads from a clause that has no section of
        its own to the one whose section says what it says."""
        self.sections, self._title, self._within = sections, title, within
        self._by_clause = {located.clause: located for located in sections}
        self._items: dict[tuple[str, str], tuple[str, str]] = {}  # (clause, name) -> (path, anchor)
        self._policy: set[str] = set()

    def add_items(self, located: Located, nodes: tuple[Filled, ...], *, policy: bool) -> None:
        """Enter the named items of a section. A definition's name is its term's id."""
        if policy:
            self._policy.add(located.clause)
        self._add(located, nodes, 1, (), located.clause, definition=located.clause == "definitions")

    def _add(
        self,
        located: Located,
        nodes: tuple[Filled, ...],
        level: int,
        path: tuple[str, ...],
        anchor: str,
        *,
        definition: bool = False,
    ) -> None:
        position = 0
        for order, node in enumerate(nodes):
            own, labels, deeper = node.anchor or f"{anchor}.{node.name or order}", path, level
            if node.kind == "item":
                labels = (*path, numbering.item_label(located.scheme, level, position))
                position, deeper = position + 1, level + 1
            elif definition and node.name:
                deeper = level + 1
            if node.name:
                self._items[located.clause, node.name] = (numbering.item_path(located.scheme, labels), own)
            self._add(located, node.children, deeper, labels, own)

    def resolver(self, clause: str, *, notes: bool = False) -> Callable[[Link], Reference]:
        """Return the function that resolves links as they stand in a clause's text.

        In `notes`, which are written beside the full text, an item that a short text does not have is cited by its section.
        """

        def resolve(link: Link) -> Reference:
            made = named(link)
            whole = self._by_clause.get(clause if link.kind == "item" else link.target)
            if not notes or made.target or whole is None or link.kind not in ("item", "section"):
                return made
            return Reference(whole.cite, whole.clause)

        def named(link: Link) -> Reference:
            match link.kind:
                case "group":
                    return self._group(link.target)
                case "clause":
                    return Reference(self._title(link.target), "") if link.item else self._clause(link.target)
                case "section":
                    return self._section(link.target, link.item, clause)
                case _:
                    if (clause, link.target) in self._items:
                        return self._item(clause, link.target, clause)
                    return self._section(link.target, "", clause)

        return resolve

    def _section(self, target: str, item: str, clause: str) -> Reference:
        if target in self._within:
            target, item = self._within[target], ""
        located = self._by_clause.get(target)
        if located is None:
            return Reference(f"[no section {target}]", "")
        if item:
            return self._item(target, item, clause)
        return Reference(located.cite, target)

    def _item(self, target: str, item: str, clause: str) -> Reference:
        found = self._items.get((target, item))
        if found is None:
            return Reference(f"[no item {item} in {target}]", "")
        path, anchor = found
        if target == clause and path:
            own = self._by_clause[clause].scheme.separator
            return Reference(f"subsection {path.removeprefix(own)}", anchor)
        located = self._by_clause[target]
        return Reference(located.cite + path, anchor)

    def _clause(self, target: str) -> Reference:
        """Return the section of a clause that a note speaks of; one that is not in the draft has no words and no target."""
        target = self._within.get(target, target)
        located = self._by_clause.get(target)
        return Reference(located.cite, target) if located else Reference("", "")

    def _group(self, groups: str) -> Reference:
        """Return the policy sections of groups, and single sections, joined by "+", as one phrase."""
        wanted = groups.split("+")
        members = [one for one in self.sections if {one.group, one.clause} & set(wanted) and one.clause in self._policy]
        if not members:
            return Reference(f"[no sections of {groups}]", "")
        counted = [one for one in members if not one.own]
        own = [(one.scheme, one.own) for one in members if one.own]
        cites = numbering.many_cites((counted or members)[0].scheme, [one.position for one in counted], own)
        return Reference(cites, members[0].clause)
