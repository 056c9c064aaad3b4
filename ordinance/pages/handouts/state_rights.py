"""What the law of the state asks of people who meet police, as its file has it; of what is not in it the sheet says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.document.model import Block, Paragraph, bullet
from ordinance.library.handout_model import LanguageTable
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.pages.handouts.leaves import marked
from ordinance.pages.handouts.local import state_name

#: In the order in which people ask.
RULES: Final = ("name", "driving", "recording")


def state_rights(library: Library, place: Place | None, table: LanguageTable, rules: tuple[str, ...] = RULES) -> Iterator[Block]:
    """Yield a line for each rule: the state's own with its statute, that it was not looked up, or the general without a place."""
    words = table.phrases.state_rights
    state = library.state(place.state) if place else None
    for name in rules:
        if state is None:
            yield _line(words[f"{name}-any"], rules)
            continue
        rule = getattr(state.people, name)
        known = state_name(state.state, state.name, table)
        line = words[f"{name}-{rule.rule}" if rule else f"{name}-unknown"]
        yield _line(line.format(state=known, cite=rule.cite.replace("§ ", "§\u00a0") if rule else ""), rules)


def _line(words: str, rules: tuple[str, ...]) -> Block:
    """Return a rule as an item of the list of rules, or as a paragraph where it is the only one."""
    return bullet(*marked(words)) if len(rules) > 1 else Paragraph("body", marked(words))
