"""Whether each time and each public count in a short text stands among its clause's duties, or among the times that are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.drafting.model import Draft
from ordinance.errors import Fault
from ordinance.library.store import Library
from ordinance.pages.implementing.duties import missing

DUTY: Final = "say who must do what by when in duties.yaml, or name the time under bounds; docs/after-the-vote.md has the form"


def faults_in(library: Library, draft: Draft) -> Iterator[tuple[str, Fault]]:
    """Yield (check id, fault) for each sentence of a short draft with a time of which no duty tells."""
    for section, sentence in missing(library, draft):
        clause, variant = section.chosen.clause, section.chosen.variant
        keys = ("variants", clause.variants.index(variant), "duties")
        message = f"{clause.id}={variant.id}: no duty tells of “{sentence[:100]}”"
        yield "duty-missing", library.fault(library.clause_files[clause.id], keys, message)
