"""Which sections of a draft have words of the place's own."""

from __future__ import annotations

from ordinance.drafting.items import section_of
from ordinance.drafting.model import Draft, Section, plain, walk


def locally_worded(draft: Draft) -> frozenset[str]:
    """Return the sections, by name, in which local wording stands, with those that are the place's own."""
    found = set()
    for one in draft.local:
        if one.state == "unused":
            continue
        entry = draft.selection.local[one.index].entry
        found.add(entry.id if entry.do == "add-section" and entry.id else section_of(one.item or entry.at))
    return frozenset(found)


def amended_sections(draft: Draft) -> frozenset[str]:
    """Return the sections of an adopted text, by name, that no longer have the library's words; none of a text not adopted."""
    return locally_worded(draft) if draft.place.adopted else frozenset()


def reworded_sections(draft: Draft) -> frozenset[str]:
    """Return the sections, by name, whose plain sentences in the library were written of other words, adopted or not."""
    return locally_worded(draft)


def counsel_on(draft: Draft, section: Section) -> str | None:
    """Return the plain sentence that counsel wrote on an amended section of an adopted text, if there is one."""
    own = draft.place.adopted.sections.get(section.id) if draft.place.adopted else None
    return own.counsel if own else None


def own_words(section: Section) -> str:
    """Return the words of a section on one line."""
    return " ".join(plain(one.pieces) for one in walk(section.provisions))
