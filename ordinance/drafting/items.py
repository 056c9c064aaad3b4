"""The items of a drafted text by name: what local wording is written for, with the revision of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final, Literal

from msgspec import Struct

from ordinance.drafting.model import Blank, Citation, Draft, Pieces, Provision, Reference, Section, plain

ItemKind = Literal["title", "long-title", "recital", "section", "paragraph", "item", "bullet", "definition"]

TITLE: Final = "instrument-title"
LONG_TITLE: Final = "long-title"
RECITAL: Final = "recital."


class Item(Struct, frozen=True):
    """One item: its name, the label that prints before it, its words, and its revision.

    `revision` is that of its own words (of a section, its heading), `whole` that of all that stands in it as well. Where the item
    stands (`parent`) is another item's name.
    """

    at: str
    kind: ItemKind
    label: str
    words: str
    revision: str
    whole: str
    parent: str = ""


def items_of(draft: Draft) -> dict[str, Item]:
    """Return every item of a draft by its name, in the order of the text."""
    own = any(section.anchor == TITLE for section in draft.sections)  # a section of this name has it for itself
    found = [*([] if own else [_line(TITLE, "title", draft.title)]), _line(LONG_TITLE, "long-title", draft.caption)]
    found += [_line(at, "recital", pieces) for at, pieces in zip(recital_names(draft), draft.recitals, strict=True)]
    for section in draft.sections:
        found.append(_section(section))
        found += _provisions(section.provisions, section.anchor)
    return {one.at: one for one in found}


def recital_names(draft: Draft) -> list[str]:
    """Return the names of the reasons as they stand: those of the library keep theirs where others come and go."""
    local = [(told, draft.selection.local[told.index].entry.do) for told in draft.local if told.item.startswith(RECITAL)]
    struck = {told.item for told, do in local if do == "strike"}
    names: list[str] = []
    index = 0
    while len(names) < len(draft.recitals):
        at = f"{RECITAL}{index}"
        names += [] if at in struck else [at]
        names += [told.anchor for told, do in local if do == "add-after" and told.item == at]
        index += 1
    return names


def section_of(at: str) -> str:
    """Return the name of the section in which an item stands."""
    return at.partition(".")[0]


def own_revision(pieces: Pieces) -> str:
    """Return the revision of words. A reference counts by where it leads: another number is no other text."""
    return _digest(_sign(pieces))


def _line(at: str, kind: ItemKind, pieces: Pieces) -> Item:
    revision = own_revision(pieces)
    return Item(at, kind, "", plain(pieces), revision, revision)


def _section(section: Section) -> Item:
    whole = _digest("\n".join([section.heading, *_signs(section.provisions)]))
    return Item(section.anchor, "section", section.label, section.heading, _digest(section.heading), whole)


def _provisions(provisions: tuple[Provision, ...], parent: str) -> Iterator[Item]:
    for one in provisions:
        whole = _digest("\n".join(_signs((one,))))
        yield Item(one.anchor, one.kind, one.label, plain(one.pieces), own_revision(one.pieces), whole, parent)
        yield from _provisions(one.children, one.anchor)


def _signs(provisions: Iterable[Provision]) -> Iterator[str]:
    for one in provisions:
        yield f"{one.kind} {one.level} {_sign(one.pieces)}"
        yield from _signs(one.children)


def _sign(pieces: Pieces) -> str:
    parts = []
    for piece in pieces:
        match piece:
            case Reference(target=target):
                parts.append(f"[#{target}]")
            case Citation(id=source):
                parts.append(f"[{source}]")
            case Blank(prompt=prompt):
                parts.append(f"[{prompt}]")
            case _:
                parts.append(piece.text)
    return "".join(parts)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()
