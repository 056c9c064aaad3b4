"""Local wording in files: read from one beside a place's, and told with the base and the library's words of today."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from ordinance.drafting.assembly import assemble
from ordinance.drafting.items import Item, items_of, section_of
from ordinance.drafting.model import Draft
from ordinance.drafting.selection import select
from ordinance.drafting.wishes import Length, OwnWords, Wishes
from ordinance.errors import Fault, FaultyFile, NotFound
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.library.wording_model import WordingFile
from ordinance.pages.three_texts import ThreeTexts, three_texts


def own_words(library: Library, name: str) -> OwnWords:
    """Return the local wording in a YAML file. Raises `FaultyFile` with each mistake in it and its line."""
    if not name.endswith((".yaml", ".yml")):
        raise FaultyFile([Fault(name, 0, 0, "is no YAML file (.yaml), which local wording is written in")])
    return OwnWords(library.load(Path(name), WordingFile).wording, name)


def changed_under(library: Library, place: Place, own: OwnWords | None = None) -> tuple[ThreeTexts, ...]:
    """Return the items that the library has changed under a place's local wording, in any text that it was written for."""
    entries = (*place.wording, *(own.entries if own else ()))
    wanted = dict.fromkeys((one.length or length, one.instrument) for one in entries for length in get_args(Length))
    found: dict[str, ThreeTexts] = {}
    for length, instrument in wanted:
        selection = select(library, place, Wishes(instrument, length=length, wording=own))
        made, base = assemble(library, selection), assemble(library, replace(selection, local=()))
        for one in three_texts(made, base):
            found.setdefault(one.where, one)
    return tuple(found.values())


def item_rows(draft: Draft, section: str | None = None) -> list[Item]:
    """Return the items of a draft, or of one section of it. Raises `NotFound` for a section that it has not."""
    items = items_of(draft)
    if section is None:
        return list(items.values())
    if section not in items:
        raise NotFound("section in this draft", section, [one.at for one in items.values() if one.kind == "section"])
    return [one for one in items.values() if section_of(one.at) == section]
