"""A text as it shall be, against the library's: the local wording that leads from the one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct

from ordinance.comparison.edits import depth
from ordinance.comparison.markdown_text import Linked, block_text, line_text
from ordinance.comparison.references import linked_in
from ordinance.comparison.target import Line, Target
from ordinance.document.model import Block, Inline, Paragraph, Reference, Run, plain_text
from ordinance.drafting.items import LONG_TITLE, RECITAL, TITLE, Item, section_of
from ordinance.library.typography import typographic
from ordinance.library.wording_model import Operation

#: Paragraphs of these styles are the words of a section.
_LAW: Final = ("section-text", "subsection", "flush", "definition", "body")


class Op(Struct, frozen=True):
    """One entry of local wording before it has an author: what it does, and the edits that it comes from."""

    do: Operation
    at: str
    text: str = ""
    heading: str = ""
    id: str = ""
    after: str = ""
    edits: tuple[int, ...] = ()


class Part(Struct):
    """A section of the text as it shall be: its name in the library ("" for one of the place's own), heading and lines."""

    name: str
    heading: Line | None
    lines: list[Line]
    id: str = ""


class Texts(Struct, frozen=True):
    """The library's text without local wording: its items, its blocks by the item that they print, and its references."""

    items: dict[str, Item]
    blocks: dict[str, Paragraph]
    cites: dict[str, frozenset[str]]
    bare: Callable[[Paragraph], tuple[Inline, ...]]


class Deriver:
    """Finds the operations. `name_of` gives the item that a block of the sent draft prints, or its anchor where it is local."""

    def __init__(self, texts: Texts, target: Target, name_of: Callable[[int], str], whole: Collection[str]) -> None:
        self.texts, self.target, self.name_of, self.whole = texts, target, name_of, whole
        self.order = {name: place for place, name in enumerate(texts.items)}

    def operations(self) -> Iterator[Op]:
        """Yield the operations, in the order of the text."""
        named = [(self._name(line), line) for line in self.target.lines]
        yield from self._head(named)
        yield from self._sections(self._retitled(self._parts(named)))

    def shown(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the words of each reason and section as they are compared: style and words of each line."""
        named = [(self._name(line), line) for line in self.target.lines]
        reasons = [line.block for _, line in named if isinstance(line.block, Paragraph) and line.block.style == "recital"]
        yield "", tuple(sign(self.texts.bare(block)) for block in reasons)
        for part in self._retitled(self._parts(named)):
            words = [line.block for line in part.lines if isinstance(line.block, Paragraph)]
            head = part.heading.block if part.heading is not None else None
            heading = (
                sign(head.content) if isinstance(head, Paragraph) and (not part.name or self._has_heading(part.name)) else ""
            )
            yield part.name or heading, (f"heading|{heading}", *(f"{one.style}|{sign(self.texts.bare(one))}" for one in words))

    def _name(self, line: Line) -> str:
        return self.name_of(line.old) if line.old is not None else ""

    # --- title and reasons ---

    def _head(self, named: Sequence[tuple[str, Line]]) -> Iterator[Op]:
        there: set[str] = set()
        # What is new before all others stands behind the first, if that is gone.
        names = {name for name, _ in named}
        first = next((name for name in self.texts.items if name.startswith(RECITAL)), "")
        last = "" if first in names else first
        for name, line in named:
            block = line.block
            if not isinstance(block, Paragraph):
                continue
            if self._titles(name) or (name.startswith(RECITAL) and name in self.texts.items):
                there.add(name)
                last = name if name.startswith(RECITAL) else last
                if self._changed(name, block):
                    yield Op("replace", name, self._line(name, block), edits=line.edits)
            elif last and ((block.style == "recital" and not name) or name.startswith(RECITAL)):
                yield Op("add-after", last, self._line(last, block), edits=line.edits)
        for name in self.texts.items:
            if name.startswith(RECITAL) and name not in there:
                yield Op("strike", name, edits=self._gone(name))

    def _titles(self, name: str) -> bool:
        """Tell whether a name is that of the title or the long title, and not of a section that is called so."""
        item = self.texts.items.get(name)
        return name in (TITLE, LONG_TITLE) and (item is None or item.kind != "section")

    # --- sections ---

    def _parts(self, named: Sequence[tuple[str, Line]]) -> list[Part]:
        """Return the sections of the target; lines of a section whose heading is gone go to the one before."""
        headed = {name for name, _ in named if name in self.texts.items and self.texts.items[name].kind == "section"}
        unheaded = {name for name in self.texts.blocks if "." not in name and name not in headed}
        parts: list[Part] = []
        for name, line in named:
            if not isinstance(line.block, Paragraph) or self._titles(name) or name.startswith(RECITAL):
                continue
            section = section_of(name) if name in self.texts.items else ""
            if section and section in unheaded and self._has_heading(section):
                section = ""
            if section and (not parts or parts[-1].name != section):
                parts.append(Part(section, line if name == section else None, [] if name == section else [line]))
            elif section:
                parts[-1].lines.append(line)
            elif line.block.style.startswith("heading") and (line.old is None or name):
                parts.append(Part("", line, [], name))
            elif parts and line.block.style.startswith(_LAW) and (line.old is None or name):
                parts[-1].lines.append(line)
        return parts

    def _has_heading(self, section: str) -> bool:
        block = self.texts.blocks.get(section)
        return block is not None and block.style.startswith("heading")

    def _sections(self, parts: list[Part]) -> Iterator[Op]:
        known = _ascending([part.name for part in parts if part.name], self.order)
        there: set[str] = set()
        last = ""
        for part in parts:
            moved = bool(part.name) and part.name not in known
            if part.name and part.name not in there and (last or not moved):
                there.add(part.name)
                if moved:
                    yield Op("move", part.name, after=last, edits=_edits(part.lines))
                last = part.name
                yield from self._section(part)
            elif last and part.heading is not None:
                yield self._own(part, last)
        for name, item in self.texts.items.items():
            if item.kind == "section" and name not in there:
                yield Op("strike", name, edits=self._gone(name))

    def _retitled(self, parts: list[Part]) -> list[Part]:
        """Return the sections, those of the place's own that can only be one of the library's under its name: a heading without
        words where a section went, which no section of the place's own can be, and what stands before all others."""
        there = {part.name for part in parts}
        free = [name for name, item in self.texts.items.items() if item.kind == "section" and name not in there]
        made: list[Part] = []
        last = -1
        for place, part in enumerate(parts):
            following = min((self.order[other.name] for other in parts[place:] if other.name), default=len(self.order))
            if not part.name and (not part.lines or last < 0) and not part.id:
                gone = [name for name in free if last < self.order[name] < following and self._has_heading(name)]
                if gone:
                    part = Part(gone[0], part.heading, part.lines)
                    free.remove(gone[0])
            last = self.order[part.name] if part.name else last
            made.append(part)
        return made

    def _own(self, part: Part, after: str) -> Op:
        assert part.heading is not None
        words = plain_text(part.heading.block.content) if isinstance(part.heading.block, Paragraph) else ""
        text = self._block(part.id or part.name, part.lines) or "[text](blank:)"
        edits = _edits([part.heading, *part.lines])
        slug = part.id or "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5]) or "section"
        taken = slug in self.texts.items
        return Op("add-section", after, text, " ".join(words.split()), f"{slug}-2" if taken else slug, edits=edits)

    def _section(self, part: Part) -> Iterator[Op]:
        name = part.name
        head = part.heading.block if part.heading is not None else None
        if part.heading is not None and isinstance(head, Paragraph) and self._has_heading(name) and self._changed(name, head):
            yield Op("heading", name, heading=" ".join(plain_text(head.content).split()), edits=part.heading.edits)
        own = [line for line in part.lines if isinstance(line.block, Paragraph)]
        spoken = not self._has_heading(name)  # its first paragraph is the section: it can be told by its items alone
        made = None if name in self.whole and not spoken else self._within(name, own)
        if made is None:
            edits = _edits(own) or tuple(number for item in self._inside(name) for number in self._gone(item))
            made = [Op("replace", name, self._block(name, own, named=True) or "[text](blank:)", edits=edits)]
        yield from made

    def _inside(self, section: str) -> list[str]:
        return [name for name in self.texts.items if name != section and section_of(name) == section]

    def _within(self, section: str, lines: list[Line]) -> list[Op] | None:
        """Return the operations on the items of a section, or None where only the section as a whole can be told."""
        names = [self._name(line) for line in lines]
        known = [name if name in self.texts.items and section_of(name) == section else "" for name in names]
        known = self._with_lead(section, known, lines)
        places = [self.order[name] for name in known if name]
        if places != sorted(places) or (not places and lines):
            return None
        there, inside = set(known), self._inside(section)
        missing = [name for name in inside if name not in there]
        if any(self.texts.items[name].parent in missing for name in inside if name in there):
            return None
        ops: list[Op] = []
        for name, line in zip(known, lines, strict=True):
            if name:
                block, base = line.block, self.texts.blocks[name]
                if not isinstance(block, Paragraph) or block.style != base.style:
                    return None
                if self._changed(name, block):
                    ops.append(Op("replace", name, self._line(name, block), edits=line.edits))
        added = self._added(section, known, lines)
        if added is None:
            return None
        strikes = [Op("strike", name, edits=self._gone(name)) for name in missing if self.texts.items[name].parent not in missing]
        return [*ops, *added, *strikes]

    def _with_lead(self, section: str, known: list[str], lines: Sequence[Line]) -> list[str]:
        """Return the names of a section's lines, with that of the lead of definitions for what came in its place, which would be
        a definition itself where its first words stand in quotation marks."""
        inside = self._inside(section)
        styles = [self.texts.blocks[name].style for name in inside if name in self.texts.blocks]
        if not lines or known[0] or "definition" not in styles or styles[0] == "definition" or inside[0] in known:
            return known
        block = lines[0].block
        return [inside[0], *known[1:]] if isinstance(block, Paragraph) and block.style == styles[0] else known

    def _added(self, section: str, known: list[str], lines: list[Line]) -> list[Op] | None:
        """Return the operations that add what is new in a section."""
        ops: list[Op] = []
        place = 0
        while place < len(lines):
            if known[place]:
                place += 1
                continue
            end = next((n for n in range(place, len(lines)) if known[n]), len(lines))
            before = next((known[n] for n in range(place - 1, -1, -1) if known[n]), section)
            after = known[end] if end < len(lines) else ""
            while place < end:
                level = _depth(lines[place])
                stop = next((n for n in range(place + 1, end) if _depth(lines[n]) < level), end)
                found = self._spot(section, before, after if stop == end else "", level)
                if found is None:
                    return None
                run = lines[place:stop]
                do: Operation = "add-under" if found[1] else "add-after"
                ops.append(Op(do, found[0], self._block(section, run), edits=_edits(run)))
                place = stop
        return ops

    def _spot(self, section: str, before: str, after: str, level: int) -> tuple[str, bool] | None:
        """Return the item behind which (or, True, under which) something new of a level stands, between two items."""
        if before == section:
            return (section, True) if level == 1 else None
        own = _depth_of(self.texts.blocks[before])
        if level == own + 1:
            return before, True
        at = before
        while own > level:
            at = self.texts.items[at].parent
            if at == section or at not in self.texts.blocks:
                return None
            own = _depth_of(self.texts.blocks[at])
        if own != level:
            return None
        inside = after
        while inside:  # what follows must not stand in the item behind which it comes
            if inside == at:
                return None
            inside = self.texts.items[inside].parent if inside in self.texts.items else ""
        return at, False

    # --- words ---

    def _changed(self, name: str, block: Paragraph) -> bool:
        base = self.texts.blocks.get(name)
        return base is None or sign(self.texts.bare(block)) != sign(self.texts.bare(base))

    def _line(self, name: str, block: Paragraph) -> str:
        return line_text(self.texts.bare(block), self._linked(name))

    def _block(self, section: str, lines: Sequence[Line], *, named: bool = False) -> str:
        names = [self._own_name(section, line) if named else "" for line in lines if isinstance(line.block, Paragraph)]
        blocks = [line.block for line in lines if isinstance(line.block, Paragraph)]
        bare = [Paragraph(block.style, self.texts.bare(block)) for block in blocks]
        return block_text(bare, self._linked(section), names)

    def _own_name(self, section: str, line: Line) -> str:
        """Return the name by which references know an item; a definition's is its term."""
        name = self._name(line)
        own = name.rpartition(".")[2]
        known = name in self.texts.items and section_of(name) == section and section != "definitions"
        return own if known and not own.isdigit() else ""

    def _linked(self, name: str) -> Linked:
        return linked_in(self.texts.cites, section_of(name))

    def _gone(self, name: str) -> tuple[int, ...]:
        for old, edits in self.target.gone.items():
            if self.name_of(old) == name:
                return edits
        return ()


def sign(content: Sequence[Inline]) -> str:
    """Return words as they are compared: a reference counts by where it leads, all space is one, quotation marks are curly."""
    shown = (f"⟦{part.target}⟧" if isinstance(part, Reference) else plain_text((part,)) for part in content)
    return " ".join(typographic("".join(shown)).split())


def settled(block: Block, section: str, cites: dict[str, frozenset[str]]) -> Block:
    """Return a paragraph in which a reference that no link can say is plain words."""
    if not isinstance(block, Paragraph):
        return block
    linked = linked_in(cites, section)
    content = tuple(Run(part.text) if isinstance(part, Reference) and not linked(part) else part for part in block.content)
    return Paragraph(block.style, content, block.id, block.number, label=block.label)


def _ascending(names: list[str], order: dict[str, int]) -> set[str]:
    """Return as many names as stand in the order of the library; what has moved is left out."""
    best: list[tuple[int, int]] = []
    for place, name in enumerate(names):
        before = [index for index in range(place) if order[names[index]] < order[name]]
        length, last = max(((best[index][0], index) for index in before), default=(0, -1))
        best.append((length + 1, last))
    kept = set()
    at = max(range(len(names)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        kept.add(names[at])
        at = best[at][1]
    return kept


def _depth(line: Line) -> int:
    return depth(line.block)


def _depth_of(block: Paragraph) -> int:
    return depth(block)


def _edits(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for line in lines for number in line.edits))
