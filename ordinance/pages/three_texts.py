"""Local wording whose item the library has changed since: base, library and local side by side, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ordinance.document.model import Block, Paragraph, Run, Table, bullet
from ordinance.drafting.items import items_of
from ordinance.drafting.model import Draft
from ordinance.drafting.wording import revision_for


class ThreeTexts(Struct, frozen=True):
    """One item in three texts: the library's when the words were written, the library's today, and the place's own.

    `where` is the file and entry of the local wording, `revision` that of the library's item today.
    """

    at: str
    where: str
    by: str
    base: str
    library: str
    local: str
    revision: str

    @property
    def choices(self) -> tuple[str, str, str]:
        """The three choices, in the words of the file."""
        return (
            f'keep the local words: write revision: "{self.revision}" in {self.where}',
            f"take the library's words: delete {self.where}",
            f'write a third text: change `text` in {self.where}, and write revision: "{self.revision}"',
        )


def three_texts(made: Draft, base: Draft) -> tuple[ThreeTexts, ...]:
    """Return the items that the library has changed under local wording. `base` is the same draft without local wording."""
    items = items_of(base)
    found = []
    for told in made.local:
        if told.state == "changed":
            one = made.selection.local[told.index]
            entry, item = one.entry, items[told.item]
            where = f"entry {told.index + 1} of {one.file}" if one.file else f"entry {told.index + 1}"
            said = entry.text or entry.heading or "(struck)"
            was = entry.was or "(not kept)"
            found.append(ThreeTexts(entry.at, where, entry.by, was, told.now, said, revision_for(entry.do, item)))
    return tuple(found)


def screen_lines(texts: Iterable[ThreeTexts]) -> list[str]:
    """Return the lines for the terminal, one text under the other."""
    lines = []
    for one in texts:
        lines += [f"Local wording, and the library has changed under it: {one.at} ({one.by})"]
        lines += [f"  {name:<8} {words}" for name, words in (("base", one.base), ("library", one.library), ("local", one.local))]
        lines += [f"  {number}. {choice}" for number, choice in enumerate(one.choices, 1)]
        lines.append("")
    return lines


def blocks(texts: Iterable[ThreeTexts]) -> list[Block]:
    """Return the blocks of a page: a table for each item, its choices under it."""
    made: list[Block] = []
    for one in texts:
        rows = ((_cell(one.base), _cell(one.library), _cell(one.local)),)
        header = (_cell("The library's, then"), _cell("The library's, today"), _cell("The place's own"))
        made.append(Paragraph("heading-2", (Run(f"{one.at} ({one.by})"),), keep_with_next=True))
        made.append(Table(f"Local wording: {one.at}", header, rows, (1 / 3, 1 / 3, 1 / 3)))
        made += [bullet(Run(choice)) for choice in one.choices]
    return made


def _cell(words: str) -> tuple[Run, ...]:
    return (Run(words),)
