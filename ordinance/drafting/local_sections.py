"""Which sections of a draft have words of the place's own."""

from __future__ import annotations

from ordinance.drafting.items import section_of
from ordinance.drafting.model import Draft


def locally_worded(draft: Draft) -> frozenset[str]:
    """Return the sections, by name, in which local wording stands, with those that are the place's own."""
    found = set()
    for one in draft.local:
        if one.state == "unused":
            continue
        entry = draft.selection.local[one.index].entry
        found.add(entry.id if entry.do == "add-section" and entry.id else section_of(one.item or entry.at))
    return frozenset(found)
