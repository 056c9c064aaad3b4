"""Local wording against the text that it is for: which entry meets which item, and what has changed under it since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.items import LONG_TITLE, RECITAL, Item, section_of
from ordinance.drafting.model import Localized, Selection, Sourced
from ordinance.drafting.terms import TERM
from ordinance.errors import Fault, FaultyFile, brief, nearest
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.library.wording_model import Wording

#: Operations that take an item away or put other words in its place: only one of them may meet an item.
_ALONE = ("replace", "strike")


class Met(Struct, frozen=True):
    """An entry that meets an item: its place among the selection's, what it says, and the item's name as it is now."""

    index: int
    entry: Wording
    at: str


class LocalWords(Struct, frozen=True):
    """The stage of a draft that puts the place's words into it: what is to be done, and what is to be told of each entry."""

    met: tuple[Met, ...]
    told: tuple[Localized, ...]

    def on(self, at: str, *operations: str) -> Iterator[Met]:
        """Yield the entries of some operations that meet an item, in the order of the file."""
        return (one for one in self.met if one.at == at and one.entry.do in operations)


def local_words(
    library: Library, selection: Selection, items: dict[str, Item], elsewhere: Callable[[str], str] = lambda at: ""
) -> LocalWords:
    """Return the stage for a draft whose `items` stand without local wording. `elsewhere` names another text that has an item.

    An entry whose item has changed since is kept and marked; one for another length or instrument, or for a section that is not
    in the draft, is left unused. Raises `FaultyFile` for an item that the text does not have, and for entries that overlap.
    """
    faults: list[Fault] = []
    met: list[Met] = []
    told: list[Localized] = []
    for index, given in enumerate(selection.local):
        one = replace(given, entry=replace(given.entry, at=_resolved(given.entry.at, items)))
        why = _not_for(library, selection, one.entry, items)
        if not why and one.entry.at not in items and not (one.entry.length and one.entry.instrument):
            other = elsewhere(one.entry.at)
            why = f"only {other} has this item" if other else ""
        if why:
            told.append(Localized("", index, "unused", why=why))
            continue
        if problem := _problem(one.entry, items):
            faults.append(_fault(library, one, *problem))
            continue
        item = items[one.entry.at]
        state, at = _standing(one.entry, item, items)
        found = items[at]
        now = "" if state == "kept" else found.words
        met.append(Met(index, one.entry, at))  # the entry names the item as this text does
        told.append(Localized(_anchor(one.entry, at, index), index, state, now, item=at))
    faults += _overlaps(library, selection, met, items)
    if faults:
        raise FaultyFile(faults)
    return LocalWords(tuple(met), tuple(told))


def _resolved(at: str, items: dict[str, Item]) -> str:
    """Return the full name of an item that is named by its section and its own name: its place differs with the length."""
    own = at.rpartition(".")[2]
    if at in items or own.isdigit() or "." not in at:
        return at
    found = [name for name in items if section_of(name) == section_of(at) and name.rpartition(".")[2] == own]
    return found[0] if len(found) == 1 else at


def _anchor(entry: Wording, at: str, index: int) -> str:
    """Return where the words of an entry stand in the draft; of what is struck, the section it stood in."""
    match entry.do:
        case "add-section":
            return entry.id or at
        case "add-after" | "add-under":
            return added_anchor(at, index, entry.text or "")
        case "strike":
            return section_of(at) if "." in at and not at.startswith(RECITAL) else LONG_TITLE
    return at


def added_anchor(at: str, index: int, words: str = "") -> str:
    """Return the name of what an entry adds: of a definition its term, of all else the item that it stands at, and a number."""
    term = term_of(words) if section_of(at) == "definitions" else ""
    return f"definitions.{term}" if term else f"{at}.local-{index + 1}"


def term_of(words: str) -> str:
    """Return the name of the term that words define, or nothing."""
    found = TERM.match(typographic(words.strip()))
    return "-".join(re.findall(r"\w+", found[1].lower())) if found else ""


def struck_sections(selection: Selection) -> frozenset[str]:
    """Return the sections that local wording takes out of this text."""
    struck = (one.entry for one in selection.local if one.entry.do == "strike" and _fits(selection, one.entry))
    return frozenset(one.at for one in struck if "." not in one.at)


def captions(selection: Selection) -> list[str]:
    """Return the phrases that added sections give to the long title."""
    added = (one.entry for one in selection.local if one.entry.do == "add-section" and _fits(selection, one.entry))
    return [one.caption for one in added if one.caption]


def _fits(selection: Selection, entry: Wording) -> bool:
    return entry.length in (None, selection.length) and entry.instrument in (None, selection.instrument.id)


def _not_for(library: Library, selection: Selection, entry: Wording, items: dict[str, Item]) -> str:
    """Return why an entry is not for this draft, or nothing."""
    if entry.length not in (None, selection.length):
        return f"is for the {entry.length} text"
    if entry.instrument not in (None, selection.instrument.id):
        return f"is for another instrument ({entry.instrument})"
    section = section_of(entry.at)
    known = entry.at == section or section in items
    if section not in items and section in library.clause_files:
        return f"its section, {section}, is not in this draft"
    if section == "definitions" and known and entry.at not in items and entry.at.partition(".")[2] in library.definitions:
        return "its term is not used in this draft"
    if entry.at.startswith(RECITAL) and not any(name.startswith(RECITAL) for name in items):
        return "this draft gives no reasons"
    return ""


def _problem(entry: Wording, items: dict[str, Item]) -> tuple[str, str] | None:
    """Return the key that is wrong and what is wrong with it, or None."""
    if entry.at not in items:
        near = [name for name in items if section_of(name) == section_of(entry.at)] or list(items)
        return "at", f"the text has no item named {brief(entry.at)!r}{nearest(entry.at, near)}"
    item, do = items[entry.at], entry.do
    if do in ("replace", "add-after", "add-under", "add-section") and entry.text is None:
        return "do", f"{do} needs `text`"
    if do in ("strike", "heading", "move") and entry.text is not None:
        return "text", f"{do} takes no `text`" + ("; write `heading`" if do == "heading" else "")
    if do in ("heading", "add-section") and not entry.heading:
        return "do", f"{do} needs `heading`"
    if do == "move" and (entry.after not in items or items[entry.after].kind != "section" or entry.after == entry.at):
        return "after" if entry.after else "do", "move needs `after`, the section behind which this one comes"
    if do in ("heading", "add-section", "move") and item.kind != "section":
        return "at", f"{do} is for a section, and {entry.at} is none; name {section_of(entry.at)}"
    if do == "add-section" and (not entry.id or entry.id in items):
        return "id" if entry.id else "do", "add-section needs an `id` of its own, which no section has"
    if item.kind in ("title", "long-title") and do != "replace":
        return "do", f"{entry.at} can be replaced, and nothing else"
    if item.kind == "recital" and do == "add-under":
        return "do", "a reason has nothing under it; take add-after"
    return None


def _standing(entry: Wording, item: Item, items: dict[str, Item]) -> tuple[Literal["kept", "followed", "changed"], str]:
    """Return whether the item is the one that an entry was written for, and the name that it has now."""
    if entry.revision is None or entry.revision == _revision(entry, item):
        return "kept", item.at
    near = [
        one.at
        for one in items.values()
        if one.kind == item.kind and section_of(one.at) == section_of(item.at) and _revision(entry, one) == entry.revision
    ]
    return ("followed", near[0]) if len(near) == 1 else ("changed", item.at)


def revision_for(do: str, item: Item) -> str:
    """Return the revision that an operation on an item is held to: all of it where all of it goes."""
    return item.whole if do == "strike" or (do == "replace" and item.kind == "section") else item.revision


def _revision(entry: Wording, item: Item) -> str:
    return revision_for(entry.do, item)


def _overlaps(library: Library, selection: Selection, met: list[Met], items: dict[str, Item]) -> Iterator[Fault]:
    """Yield a fault for each entry that meets what another has replaced or taken away."""
    taken: dict[str, Met] = {}
    for one in met:
        sourced = selection.local[one.index]
        key = f"{one.at} heading" if one.entry.do == "heading" else one.at
        if one.entry.do in (*_ALONE, "heading"):
            if key in taken:
                yield _fault(library, sourced, "at", f"{one.at} is changed twice: {_named(library, selection, taken[key])} too")
            taken.setdefault(key, one)
    for one in met:
        for above in _above(one.at, items):
            other = taken.get(above)
            if other is None or other is one or (above == one.at and one.entry.do in (*_ALONE, "add-after", "add-section")):
                continue
            if other.entry.do == "strike" or (other.entry.do == "replace" and items[above].kind == "section" and above != one.at):
                words = f"{one.at} stands in {above}, which another entry {_DONE[other.entry.do]}"
                yield _fault(library, selection.local[one.index], "at", f"{words}: {_named(library, selection, other)}")


_DONE = {"strike": "strikes", "replace": "replaces"}


def _above(at: str, items: dict[str, Item]) -> Iterable[str]:
    while at:
        yield at
        at = items[at].parent if at in items else ""


def _named(library: Library, selection: Selection, other: Met) -> str:
    fault = _fault(library, selection.local[other.index], "do", "")
    return f"line {fault.line}" if fault.line else f"entry {other.index + 1}"


def _fault(library: Library, one: Sourced, key: str, message: str) -> Fault:
    keys = (*one.keys, key)
    return library.fault(Path(one.file), keys, f"wording: {message}" if message else "")
