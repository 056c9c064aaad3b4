"""What the long title says that an instrument does: the phrases of its clauses, or of their groups where they are many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ordinance.drafting.model import Chosen, Selection
from ordinance.drafting.wishes import Length
from ordinance.drafting.wording import captions, struck_sections
from ordinance.library.model import Term
from ordinance.library.store import Library

#: With more, a long title is no longer read, and the groups speak for their clauses.
PHRASES_IN_A_TITLE: Final[dict[Length, int]] = {"full": 9, "short": 2}


def subjects(library: Library, selection: Selection, *, more: bool = False) -> str:
    """Return the phrases that the chosen clauses give to the long title, as one list; their groups' where they are many.

    With `more`, the list goes on behind them, and has no "and" of its own.
    """
    gone, own = struck_sections(selection), captions(selection)
    speaking = [one for one in (*selection.chosen, *selection.about) if one.clause.caption and one.clause.id not in gone]
    subjects_own = {one.clause.id: one.variant.subject for one in speaking if one.variant.subject}
    leads = {group.id: group for group in library.vocabulary.groups}
    phrases = [*dict.fromkeys(_own(leads[one.clause.group], one) or one.clause.caption or "" for one in speaking), *own]
    if len(phrases) > PHRASES_IN_A_TITLE[selection.length]:
        chosen = {one.clause.id: one.clause.group for one in speaking}
        phrases = [
            _phrase(group, [clause for clause, name in chosen.items() if name == group.id], subjects_own)
            for group in library.vocabulary.groups
            if group.id in chosen.values()
        ] + own
    if len(phrases) < 2 or more:
        return "; ".join(phrases)
    return f"{'; '.join(phrases[:-1])}; {selection.instrument.caption_last} {phrases[-1]}"


def _own(group: Term, chosen: Chosen) -> str | None:
    """Return the phrase of a variant that has a subject of its own."""
    return f"{group.caption_own} {chosen.variant.subject}" if group.caption_own and chosen.variant.subject else None


def _phrase(group: Term, clauses: list[str], own: Mapping[str, str]) -> str:
    """Return what a group says in the long title: its lead and what it calls those of its clauses that are in the draft."""
    called = {
        **{clause: group.parts[clause] for clause in clauses if clause in group.parts},
        **{one: own[one] for one in clauses if one in own},
    }
    names = list(dict.fromkeys(called[clause] for clause in (*group.parts, *clauses) if clause in called))
    alone = group.caption_own and set(clauses) <= set(own)
    lead = group.caption_own if alone and group.caption_own else group.caption or group.title
    if not group.parts and not alone:
        names = []
    if len(names) < 2:
        return " ".join([lead, *names])
    last = f"{',' if len(names) > 2 else ''} and {names[-1]}"
    return f"{lead} {', '.join(names[:-1])}{last}"
