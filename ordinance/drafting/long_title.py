"""What the long title says that an instrument does: the phrases of its clauses, or of their groups where they are many."""

from __future__ import annotations

from typing import Final

from ordinance.drafting.model import Selection
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
    phrases = [*dict.fromkeys(one.clause.caption or "" for one in speaking), *own]
    if len(phrases) > PHRASES_IN_A_TITLE[selection.length]:
        chosen = {one.clause.id: one.clause.group for one in speaking}
        phrases = [
            _phrase(group, [clause for clause, name in chosen.items() if name == group.id])
            for group in library.vocabulary.groups
            if group.id in chosen.values()
        ] + own
    if len(phrases) < 2 or more:
        return "; ".join(phrases)
    return f"{'; '.join(phrases[:-1])}; {selection.instrument.caption_last} {phrases[-1]}"


def _phrase(group: Term, clauses: list[str]) -> str:
    """Return what a group says in the long title: its lead and what it calls those of its clauses that are in the draft."""
    names = list(dict.fromkeys(name for clause, name in group.parts.items() if clause in clauses))
    lead = group.caption or group.title
    if len(names) < 2:
        return " ".join([lead, *names])
    last = f"{',' if len(names) > 2 else ''} and {names[-1]}"
    return f"{lead} {', '.join(names[:-1])}{last}"
