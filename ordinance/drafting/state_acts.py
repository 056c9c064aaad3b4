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
_PROTECTIVE: Final = frozenset({"limits-cooperation", "supports"})


def state_act(selection: Selection, vocabulary: Vocabulary) -> dict[str, object]:
    """Return `cites`, the acts as one phrase ("" where there are none), and `many`, whether they are two or more.

    `acts` and `several` say the same of the acts alone, without rulings and guidance. Both speak of the statutes behind what
    the state requires or supports and itself bars, in force on the draft's day, on topics of the draft. One that was not read
    in its text is a blank that tells staff to verify it; a short text, which has no room for one, leaves it to the notes wherever
    another was read. `bans` are the acts that forbid limits on help.
    """
    found = _acts(selection, vocabulary)
    if selection.length == "short":
        found = [one for one in found if one.verified == "primary"] or found
    own = [statute for statute in found if statute.kind == "act"]
    bans = _phrase(_bans(selection, vocabulary))
    return {"cites": _phrase(found), "many": len(found) > 1, "acts": _phrase(own), "several": len(own) > 1, "bans": bans}


def _bans(selection: Selection, vocabulary: Vocabulary) -> list[StateStatute]:
    """Return the acts by which a state forbids its places to limit help, those behind the most verdicts: two of those that were
    read, or, where none was, one with its mark."""
    law = law_of(selection, vocabulary)
    weight = Counter(name for topic in selection.state.topics for verdict in law.verdicts(topic) for name in verdict.because)
    found = [
        one
        for one in selection.state.statutes
        if one.kind == "act" and one.stance in _FORBIDDING and in_force(one, law.on) and law.binds(one.applies_to)
    ]
    ranked = sorted(found, key=lambda one: -weight[one.id])
    read = [one for one in ranked if one.verified == "primary"]
    return read[:2] or ranked[:1]


def _phrase(statutes: list[StateStatute]) -> str:
    return typographic(blanks_marked(_listed([_written(statute) for statute in statutes])))


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


def _written(statute: StateStatute) -> str:
    return statute.cite if statute.verified == "primary" else f"[verify: {statute.cite}]"


def _listed(cites: list[str]) -> str:
    mark = "; " if any("," in cite for cite in cites) else ", "
    if len(cites) < 3:
        return " and ".join(cites)
    return mark.join([*cites[:-1], f"and {cites[-1]}"])
