"""The state's own law that already binds local staff on what a draft is about: for its recitals and its section on other law."""

from __future__ import annotations

from collections import Counter
from typing import Final

from ordinance.drafting.facts import blanks_marked
from ordinance.drafting.model import Selection
from ordinance.drafting.state_law import in_force, law_of
from ordinance.library.model import Vocabulary
from ordinance.library.state_model import StateStatute
from ordinance.library.typography import typographic

#: More than these would make a list that no reader checks. Those that bear on the most topics of the draft come first.
MOST: Final = 4
_BINDING: Final = frozenset({"required", "supported"})
_FORBIDDING: Final = frozenset({"forbids", "requires-cooperation"})
#: Whom a statute names when it binds an elected sheriff.
_OFFICER: Final = frozenset({"sheriff"})
_PROTECTIVE: Final = frozenset({"limits-cooperation", "supports"})


def state_act(selection: Selection, vocabulary: Vocabulary) -> dict[str, object]:
    """Return `cites`, the acts as one phrase ("" where there are none), and `many`, whether they are two or more.

    `acts` and `several` say the same of the acts alone, without rulings and guidance, `officers` of those among them that bind a
    sheriff too; `bans` is the act that forbids limits on help. All are the statutes behind what the state requires or supports
    and itself bars, in force on the draft's day, on topics of the draft. One that was not read in its text is a blank that
    tells staff to verify it; a short draft names it only where none was read, and its first page says so (`unread`).
    """
    found = _named(selection, vocabulary)
    marked = selection.length == "full"
    own = [statute for statute in found if statute.kind == "act"]
    officers = [one for one in own if one.verified == "primary" and _OFFICER.intersection(one.applies_to)]
    return {
        "cites": _phrase(found, marked),
        "many": len(found) > 1,
        "acts": _phrase(own, marked),
        "several": len(own) > 1,
        "officers": _phrase(officers, marked),
        "bans": _phrase(_bans(selection, vocabulary), marked),
    }


def unread(selection: Selection, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the acts that a short draft names and that nobody read in their text."""
    named = [*_named(selection, vocabulary), *(_bans(selection, vocabulary) if selection.shrinks else ())]
    return tuple(one.cite for one in named if one.verified != "primary") if selection.length == "short" else ()


def _named(selection: Selection, vocabulary: Vocabulary) -> list[StateStatute]:
    found = _acts(selection, vocabulary)
    read = [one for one in found if one.verified == "primary"]
    return read or found if selection.length == "short" else found


def _bans(selection: Selection, vocabulary: Vocabulary) -> list[StateStatute]:
    """Return the act by which a state forbids its places to limit help: one that forbids goes before one that only commands
    help, then one that was read, then the one behind the most verdicts."""
    law = law_of(selection, vocabulary)
    weight = Counter(name for topic in selection.state.topics for verdict in law.verdicts(topic) for name in verdict.because)
    found = [
        one
        for one in selection.state.statutes
        if one.kind == "act" and one.stance in _FORBIDDING and in_force(one, law.on) and law.binds(one.applies_to)
    ]
    return sorted(found, key=lambda one: (one.stance != "forbids", one.verified != "primary", -weight[one.id]))[:1]


def _phrase(statutes: list[StateStatute], marked: bool) -> str:
    return typographic(blanks_marked(_listed([_written(statute, marked) for statute in statutes])))


def _acts(selection: Selection, vocabulary: Vocabulary) -> list[StateStatute]:
    law = law_of(selection, vocabulary)
    limited = {act for one in selection.chosen for act in one.variant.limits}
    own = (one.clause.topics for one in selection.chosen if one.clause.kind == "policy")
    topics = dict.fromkeys([*(name for names in own for name in names), *(a.topic for a in vocabulary.acts if a.id in limited)])
    weight: Counter[str] = Counter()
    by_id: dict[str, StateStatute] = {}
    for verdict in (one for topic in topics for one in law.verdicts(topic)):
        if law.status(verdict) not in _BINDING or not verdict.bars:
            continue
        for statute in law.statutes(verdict):
            if statute.stance in _PROTECTIVE and in_force(statute, law.on):
                weight[statute.id] += 1
                by_id[statute.id] = statute
    ranked = sorted(by_id.values(), key=lambda one: (one.verified != "primary", -weight[one.id]))
    order = [one.id for one in selection.state.statutes]
    return sorted(ranked[:MOST], key=lambda one: (one.verified != "primary", order.index(one.id)))


def _written(statute: StateStatute, marked: bool) -> str:
    plain = statute.verified == "primary" or (statute.verified == "secondary" and not marked)
    return statute.cite if plain else f"[verify: {statute.cite}]"


def _listed(cites: list[str]) -> str:
    mark = "; " if any("," in cite for cite in cites) else ", "
    if len(cites) < 3:
        return " and ".join(cites)
    return mark.join([*cites[:-1], f"and {cites[-1]}"])
