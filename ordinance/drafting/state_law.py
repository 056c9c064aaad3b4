"""What a state's law says of a topic, a clause or a variant, for one kind of government, on one day.

A verdict speaks in acts, and so does a variant: what it limits, leaves to a local decision, or does itself. A variant that
leaves what the law itself forbids to local staff is below the floor; one that limits, or does, what the law protects from
local texts is above the ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct, field

from ordinance.drafting.model import Draft, Section, Selection, StateRule, status_word
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.model import Vocabulary
from ordinance.library.state_model import Enjoined, StateLaw, StateStatute, Verdict

#: Weightiest first: one forbidden topic forbids the clause.
WEIGHT = ("forbidden", "risky", "required", "supported", "open")
#: States that forbid their places, in whole or in part, to limit help. There what nobody has researched is not drafted unasked.
PREEMPTING = frozenset({"preempts", "partial-preemption"})


class Acts(Struct, frozen=True):
    """What a text limits, leaves and does; `untold` where its clause says nothing of it, so that the worst is supposed."""

    limits: frozenset[str] = frozenset()
    leaves: frozenset[str] = frozenset()
    does: frozenset[str] = frozenset()
    untold: bool = False


class Hit(Struct, frozen=True):
    """A verdict that a variant meets, and in which acts."""

    verdict: Verdict
    acts: tuple[str, ...] = ()


class Standing(Struct, frozen=True):
    """Where a variant stands: what it leaves below the floor, what it has above the ceiling, and which topics nobody researched.

    `flagged` are risky verdicts that are no reason to leave the text out, and every reason to say so.
    """

    below: tuple[Hit, ...] = ()
    forbidden: tuple[Hit, ...] = ()
    risky: tuple[Hit, ...] = ()
    flagged: tuple[Hit, ...] = ()
    unresearched: tuple[str, ...] = ()

    def above(self, state: StateLaw) -> bool:
        """Tell whether the variant is left out in this state unless somebody names the clause."""
        return bool(self.forbidden or (preempting(state) and (self.risky or self.unresearched)))


def law_of(selection: Selection, vocabulary: Vocabulary) -> LawHere:
    """Return the law that a selection was held against."""
    return LawHere(selection.state, vocabulary, frozenset(selection.kinds) or None, selection.on)


def preempting(state: StateLaw) -> bool:
    """Tell whether a state forbids its places, in whole or in part, to limit help to immigration authorities."""
    return state.stance in PREEMPTING


#: Of how many variants one law remembers where they stand: all of a library, and some that a place words by itself.
_STOOD: Final = 400


class LawHere(Struct, frozen=True):
    """One state's law for the kinds of government that an issuer counts as (None: any), on one day (None: any)."""

    state: StateLaw
    vocabulary: Vocabulary
    kinds: frozenset[str] | None = None
    on: date | None = None
    #: The verdicts in force by topic, as they are found: each variant of each clause is held against all of them.
    found: dict[str, list[Verdict]] = field(default_factory=dict)
    #: Where each variant stands, by the identity of the variant, which is kept beside so that no other gets its number.
    stood: dict[int, tuple[Variant, Standing]] = field(default_factory=dict)

    # --- verdicts ---

    def verdicts(self, topic: str) -> list[Verdict]:
        """Return the verdicts in force on a topic; where none was typed, those that the statutes on it amount to."""
        if topic not in self.found:
            typed = [one for one in self._about(topic) if in_force(one, self.on)]
            self.found[topic] = typed or list(self._by_statute(topic))
        return self.found[topic]

    def coming(self, topics: Iterable[str]) -> tuple[Verdict, ...]:
        """Return the verdicts on some topics that are not in force yet, the next first."""
        if self.on is None:
            return ()
        day = self.on.isoformat()
        later = [one for topic in topics for one in self._about(topic) if one.effective and one.effective > day]
        return tuple(sorted(later, key=lambda one: one.effective or ""))

    def status(self, verdict: Verdict) -> str:
        """Return what a verdict comes to: under an injunction what that leaves, and without a law never "risky"."""
        order = stopped(verdict, self.on)
        status = order.status if order and order.status else verdict.status
        return "open" if status == "risky" and not self._names_law(verdict) else status

    def _names_law(self, verdict: Verdict) -> bool:
        """Tell whether a verdict rests on some law: without one, nothing can be risky under it."""
        return all(one.law for one in self.vocabulary.bases if one.id == verdict.basis)

    def word(self, verdict: Verdict) -> str:
        """Return the id of the term in which a verdict's status prints."""
        return status_word(self.status(verdict), verdict, self._read)

    @property
    def _read(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.state.statutes if one.verified == "primary")

    def statutes(self, verdict: Verdict) -> tuple[StateStatute, ...]:
        """Return the statutes that a verdict rests on."""
        by_id = {statute.id: statute for statute in self.state.statutes}
        return tuple(by_id[name] for name in verdict.because if name in by_id)

    def threatening(self) -> list[StateStatute]:
        """Return the statutes that threaten a penalty for limits on help, of those that bind these governments on this day."""
        return [
            one
            for one in self.state.statutes
            if one.penalties
            and one.stance in ("forbids", "requires-cooperation")
            and self.binds(one.applies_to)
            and in_force(one, self.on)
        ]

    def before_the_law(self, topics: Iterable[str]) -> tuple[str, ...]:
        """Return the topics on which no verdict is in force yet on this day, though a later one is on file."""
        return tuple(topic for topic in topics if self.coming((topic,)) and not self.verdicts(topic))

    def protected(self) -> frozenset[str]:
        """Return the acts that a local text may not limit here; in a preempting state also those at risk or not researched."""
        preempts = preempting(self.state)
        against = {"forbidden", "risky"} if preempts else {"forbidden"}
        found: set[str] = set()
        for topic in dict.fromkeys((*(act.topic for act in self.vocabulary.acts), *self.state.topics)):
            own = {act.id for act in self.vocabulary.acts if act.topic == topic}
            verdicts = self.verdicts(topic)
            found |= own if preempts and not verdicts else set()
            for one in verdicts:
                found |= (set(one.protects) or own) if self.status(one) in against else set()
        return frozenset(found)

    def _about(self, topic: str) -> list[Verdict]:
        found = [one for one in self.state.verdicts if one.topic == topic and self.binds(one.kinds)]
        # A sheriff's own rule, where the file has one, comes before the county's.
        own = [one for one in found if self.kinds and "sheriff" in self.kinds and "sheriff" in one.kinds]
        return own or found

    def binds(self, kinds: tuple[str, ...]) -> bool:
        """Tell whether a rule for some kinds of government (all, where none is named) is about these."""
        return not kinds or self.kinds is None or bool(self.kinds & set(kinds))

    def _by_statute(self, topic: str) -> Iterable[Verdict]:
        """Yield a verdict for each statute that forbids limits, or orders help, on a topic without a typed verdict."""
        if any(one.topic == topic for one in self._about(topic)):
            return
        for statute in self.state.statutes:
            against = statute.stance in ("forbids", "requires-cooperation") and topic in statute.topics
            if against and self.binds(statute.applies_to) and in_force(statute, self.on):
                yield Verdict(topic=topic, status="risky", because=(statute.id,), basis="statute", note=statute.effect)

    # --- clauses ---

    def acts(self, clause: Clause, variant: Variant) -> Acts:
        """Return what a variant does in acts. A policy clause none of whose variants says it is taken to limit all its topics."""
        if clause.kind == "policy" and not any((one.limits, one.leaves, one.does) != ((), (), ()) for one in clause.variants):
            return Acts(frozenset(act.id for act in self.vocabulary.acts if act.topic in clause.topics), untold=True)
        return Acts(frozenset(variant.limits), frozenset(variant.leaves), frozenset(variant.does))

    def standing(self, clause: Clause, variant: Variant) -> Standing:
        """Return where a variant stands against the state's floor and ceiling."""
        known = self.stood.get(id(variant))
        if known is None or known[0] is not variant:
            if len(self.stood) >= _STOOD:
                self.stood.clear()
            known = self.stood[id(variant)] = variant, self._standing(clause, variant)
        return known[1]

    def _standing(self, clause: Clause, variant: Variant) -> Standing:
        acts = self.acts(clause, variant)
        below, forbidden, risky, flagged = [], [], [], []
        # A bar that is general, or filed under another topic, is met by the acts that it names.
        for topic in dict.fromkeys((*self._topics(clause, acts), *self.state.topics)):
            for verdict in self.verdicts(topic):
                status = self.status(verdict)
                if status in ("required", "supported") and acts.leaves & set(verdict.bars):
                    below.append(Hit(verdict, self._ordered(acts.leaves & set(verdict.bars))))
                elif status in ("forbidden", "risky") and (hit := self._hit(verdict, acts, clause)) is not None:
                    if status == "forbidden":
                        forbidden.append(hit)
                    elif not verdict.protects and not acts.untold and not acts.limits & set(hit.acts):
                        flagged.append(hit)
                    else:
                        risky.append(hit)
        return Standing(tuple(below), tuple(forbidden), tuple(risky), tuple(flagged), self._unresearched(clause, acts))

    def rule(self, clause: Clause, variant: Variant | None = None) -> StateRule:
        """Return what the law says of a clause (the weightiest verdict on its topics), or of one variant of it."""
        topics = clause.topics if variant is None else self._topics(clause, self.acts(clause, variant))
        if clause.kind == "general" and not topics:
            return StateRule("open")
        if variant is None:
            return self._weightiest(topics) or self._said("not-researched", None, topics)
        standing = self.standing(clause, variant)
        hits = (("forbidden", standing.forbidden), ("below", standing.below), ("risky", standing.risky + standing.flagged))
        for status, found in hits:
            if found:
                return self._said(status, found[0].verdict, topics, found[0].acts)
        if standing.unresearched and preempting(self.state):
            limited = [act.id for act in self.vocabulary.acts if act.topic in standing.unresearched]
            acts = self.acts(clause, variant).limits
            return self._said("not-researched", None, topics, tuple(act for act in limited if act in acts))
        return self._weightiest(topics, met=False) or self._said("not-researched", None, topics)

    def _weightiest(self, topics: Iterable[str], *, met: bool = True) -> StateRule | None:
        """Return the weightiest verdict on some topics; with `met` false those against the text are known not to reach it."""
        topics = tuple(topics)
        found = [verdict for topic in topics for verdict in self.verdicts(topic)]
        if not met:
            kept = [verdict for verdict in found if self.status(verdict) not in ("forbidden", "risky")]
            if found and not kept:
                weightiest = min(found, key=lambda one: WEIGHT.index(self.status(one)))
                return self._said("not-reached", weightiest, topics)
            found = kept
        if not found:
            return None
        verdict = min(found, key=lambda one: WEIGHT.index(self.status(one)))
        return self._said(self.status(verdict), verdict, topics)

    def _said(self, status: str, verdict: Verdict | None, topics: Iterable[str], acts: tuple[str, ...] = ()) -> StateRule:
        order = stopped(verdict, self.on) if verdict else None
        return StateRule(
            status,  # type: ignore[arg-type]
            verdict.topic if verdict else "",
            verdict,
            self.statutes(verdict) if verdict else (),
            acts,
            self.coming(topics),
            order,
            self._read,
        )

    def _hit(self, verdict: Verdict, acts: Acts, clause: Clause) -> Hit | None:
        """Return in which acts a text meets a verdict that is against it; a topic without acts is met as a whole."""
        own = {act.id for act in self.vocabulary.acts if act.topic == verdict.topic}
        met = (acts.limits | acts.does) & (set(verdict.protects) or own)
        if met:
            return Hit(verdict, self._ordered(met))
        whole = clause.kind == "policy" and not own and not verdict.protects and verdict.topic in clause.topics
        return Hit(verdict) if whole else None

    def _unresearched(self, clause: Clause, acts: Acts) -> tuple[str, ...]:
        """Return the topics on which a text limits something and the file has no verdict."""
        if acts.untold:  # what is only supposed is held against verdicts, and never left out for want of one
            return ()
        told = {act.topic for act in self.vocabulary.acts if act.id in acts.limits}
        return tuple(topic for topic in self._topics(clause, acts) if topic in told and not self.verdicts(topic))

    def _topics(self, clause: Clause, acts: Acts) -> tuple[str, ...]:
        of_acts = [act.topic for act in self.vocabulary.acts if act.id in acts.limits | acts.leaves | acts.does]
        return tuple(dict.fromkeys((*clause.topics, *of_acts)))

    def _ordered(self, acts: Iterable[str]) -> tuple[str, ...]:
        wanted = set(acts)
        return tuple(act.id for act in self.vocabulary.acts if act.id in wanted)


def unresearched(draft: Draft) -> list[Section]:
    """Return the sections of a draft in a preempting state that set limits on a topic without a verdict."""
    if not preempting(draft.selection.state):
        return []
    return [one for one in draft.ruled if one.chosen.rule.status == "not-researched" and one.chosen.rule.acts]


def verdict_on(state: StateLaw, topic: str, kinds: str | Iterable[str] | None = None, on: date | None = None) -> Verdict | None:
    """Return the weightiest typed verdict on a topic for some kinds of government on a day; None where the file has none.

    Without kinds, verdicts for every kind count; without a day, those of any day.
    """
    wanted = None if kinds is None else {kinds} if isinstance(kinds, str) else set(kinds)
    about = [one for one in state.verdicts if one.topic == topic and in_force(one, on)]
    fitting = [one for one in about if not one.kinds or wanted is None or wanted & set(one.kinds)]
    return min(fitting, key=lambda verdict: WEIGHT.index(verdict.status), default=None)


def in_force(rule: Verdict | StateStatute, on: date | None) -> bool:
    """Tell whether a rule holds on a day. A month or a year begins with its first day, and ends with its last."""
    if on is None:
        return True
    day = on.isoformat()
    begun = rule.effective is None or rule.effective <= day
    return begun and (rule.until is None or day[: len(rule.until)] <= rule.until)


def stopped(verdict: Verdict, on: date | None) -> Enjoined | None:
    """Return the court's order that stops a verdict's law on a day, if one does; without a day, one that has no end."""
    order = verdict.enjoined
    return order if order is not None and _stands(order, on) else None


def is_stopped(statute: StateStatute, on: date | None) -> bool:
    """Tell whether a court's order stops a statute, or a part of it, on a day; without a day, one that has no end."""
    return any(_stands(order, on) for order in statute.enjoined)


def _stands(order: Enjoined, on: date | None) -> bool:
    if on is None:
        return order.until is None
    day = on.isoformat()
    return order.since <= day and (order.until is None or day[: len(order.until)] <= order.until)
