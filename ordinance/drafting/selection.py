"""Which clauses and variants: the package, the place's powers and choices, the user's wishes, and state law before all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from ordinance.drafting.facts import Facts, place_facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import holds, render
from ordinance.drafting.model import Chosen, LeftOut, Selection, StateRule
from ordinance.drafting.powers import powers_of
from ordinance.drafting.state_law import WEIGHT, verdict_on
from ordinance.errors import BadChoice
from ordinance.library.fields import InstrumentId
from ordinance.library.model import Clause, Instrument, Package, Place, Variant
from ordinance.library.state_model import StateLaw, StateStatute, Verdict
from ordinance.library.store import Library, variant_of

By = Literal["name", "package", "required", "instrument"]
Stance = Literal["strongest", "recommended", "cautious"]


class Wishes(Struct, frozen=True):
    """What the user asked for on top of the place's own choices."""

    instrument: InstrumentId = "ordinance"
    choose: dict[str, str] = {}
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    stance: Stance | None = None
    package: str | None = None


def select(library: Library, place: Place, wishes: Wishes) -> Selection:
    """Return the selection for a place.

    State law decides first: a forbidden clause is left out unless it was asked for by name. Raises `NotFound` for unknown
    ids, `BadChoice` when one clause is both wanted and unwanted or when nothing is left to adopt.
    """
    state = library.state(place.state)
    instrument = library.instrument(wishes.instrument)
    package = _package(library, place, wishes)
    _refuse_nonsense(library, wishes)
    facts = place_facts(library, place, state, instrument)
    if not holds(instrument.when or "", facts):
        raise BadChoice(render(instrument.otherwise or f"{place.name} cannot have this instrument", facts))
    powers = powers_of(library, place, wishes.instrument)
    named = {*wishes.choose, *wishes.include, *place.choices.include}
    unwanted = {*wishes.leave_out, *(set(place.choices.leave_out) - {*wishes.choose, *wishes.include})}
    path, keys = library.where("packages", package.id)
    for index, name in enumerate(package.clauses):
        library.clause_named(name, path, (*keys, "clauses", index))
    kept: dict[str, By] = {}
    left_out = []
    for clause_id in dict.fromkeys([*package.clauses, *place.choices.include, *wishes.include, *wishes.choose]):
        clause = library.clause(clause_id)
        absence = None
        if clause_id in unwanted:
            absence = LeftOut(clause, "by-choice", "left out by choice", state_rule(clause, state))
        elif clause_id not in named:
            absence = _absence(library, clause, place, state, instrument, powers)
        if absence:
            left_out.append(absence)
        else:
            kept[clause_id] = "name" if clause_id in named else "package"
    if not any(library.clause(clause_id).kind == "policy" for clause_id in kept):
        raise BadChoice(_nothing_left(place, state, left_out))
    pick = _picker(place, state, package, wishes, powers)
    _complete(library, kept, instrument, unwanted, facts, pick)
    chosen = [Chosen(clause, pick(clause), kept[clause.id], state_rule(clause, state)) for clause in _ordered(library, kept)]
    return Selection(place, state, instrument, package, tuple(chosen), tuple(left_out))


def state_rule(clause: Clause, state: StateLaw) -> StateRule:
    """Return the weightiest verdict of the state on the clause's topics; "not-researched" where its file is silent."""
    if clause.kind == "general" and not clause.topics:
        return StateRule("open")
    found = [verdict for topic in clause.topics if (verdict := verdict_on(state, topic))]
    if not found:
        return StateRule("not-researched")
    verdict = min(found, key=lambda one: WEIGHT.index(one.status))
    return StateRule(verdict.status, verdict.topic, verdict, _statutes(state, verdict))


def _package(library: Library, place: Place, wishes: Wishes) -> Package:
    name = wishes.package or place.choices.package or library.default_package
    return library.package(name)


def _refuse_nonsense(library: Library, wishes: Wishes) -> None:
    for clause_id in (*wishes.include, *wishes.leave_out, *wishes.choose):
        library.clause(clause_id)
    for clause_id, variant_id in wishes.choose.items():
        variant_of(library.clause(clause_id), variant_id)
    both = {*wishes.include, *wishes.choose} & set(wishes.leave_out)
    if both:
        raise BadChoice(f"{', '.join(sorted(both))}: asked for and left out at once; keep one of the two")


def _absence(
    library: Library, clause: Clause, place: Place, state: StateLaw, instrument: Instrument, powers: frozenset[str]
) -> LeftOut | None:
    rule = state_rule(clause, state)
    if rule.status == "forbidden":
        cites = "; ".join(statute.cite for statute in rule.statutes)
        return LeftOut(clause, "state-law", f"{state.name} law forbids it ({cites})", rule)
    missing = [power.title for power in library.vocabulary.powers if power.id in set(clause.needs) - powers]
    if missing:
        return LeftOut(clause, "no-power", f"{place.name} has no {' and no '.join(missing)}", rule)
    if clause.instruments and instrument.id not in clause.instruments:
        return LeftOut(clause, "instrument", f"it has no place in {instrument.name}", rule)
    return None


def _nothing_left(place: Place, state: StateLaw, left_out: list[LeftOut]) -> str:
    lines = [f"nothing is left to draft for {place.name}:"]
    lines += [f"  {one.clause.id}: {one.says}" for one in left_out]
    lines.append(
        f"  see `ordinance state {state.state}`; another package may do (--package), and a clause named with --with"
        " is drafted all the same, with a warning in the document"
    )
    return "\n".join(lines)


def _complete(
    library: Library,
    kept: dict[str, By],
    instrument: Instrument,
    unwanted: set[str],
    facts: Facts,
    pick: Callable[[Clause], Variant],
) -> None:
    """Add to `kept` what the instrument brings and what the kept clauses require, and what those require in turn."""

    def belongs(clause: Clause) -> bool:
        fits = not clause.instruments or instrument.id in clause.instruments
        path = library.clause_files[clause.id]
        return fits and clause.id not in unwanted and guarded(library, path, ("when",), lambda: holds(clause.when or "", facts))

    form = library.files("templates/instruments")[instrument.id]
    for index, name in enumerate(instrument.general):
        if belongs(library.clause_named(name, form, ("general", index))):
            kept.setdefault(name, "instrument")
    queue = list(kept)
    while queue:
        for clause in _required(library, library.clause(queue.pop()), pick):
            if clause.id not in kept and belongs(clause):
                kept[clause.id] = "required"
                queue.append(clause.id)


def _required(library: Library, clause: Clause, pick: Callable[[Clause], Variant]) -> Iterator[Clause]:
    path, variant = library.clause_files[clause.id], pick(clause)
    own = ("variants", clause.variants.index(variant), "requires")
    for index, name in enumerate(clause.requires):
        yield library.clause_named(name, path, ("requires", index))
    for index, name in enumerate(variant.requires):
        yield library.clause_named(name, path, (*own, index))


def _ordered(library: Library, kept: dict[str, By]) -> Iterator[Clause]:
    ranks = {group.id: rank for rank, group in enumerate(library.vocabulary.groups)}
    clauses = [library.clause(clause_id) for clause_id in kept]
    yield from sorted(clauses, key=lambda clause: (ranks[clause.group], clause.order, clause.id))


def _picker(
    place: Place, state: StateLaw, package: Package, wishes: Wishes, powers: frozenset[str]
) -> Callable[[Clause], Variant]:
    """Return the function that takes a clause's variant: the one named, the state's, then by stance, place, package, default."""

    def pick(clause: Clause) -> Variant:
        if clause.id in wishes.choose:
            return variant_of(clause, wishes.choose[clause.id])
        fitting = [one for one in clause.variants if _fits(one, wishes.instrument, powers)]
        if not fitting:
            raise BadChoice(f"{clause.id} has no variant that fits here; leave it out with --without {clause.id}")
        by_stance = clause.kind == "policy" and wishes.stance is not None
        own = {} if by_stance else place.choices.variants
        for source in (own, state.variants):
            if clause.id in source:
                return _nearest(clause, source[clause.id], fitting)
        if by_stance and wishes.stance != "recommended":
            return fitting[0 if wishes.stance == "strongest" else -1]
        named = clause.default if by_stance else package.variants.get(clause.id, clause.default)
        return _nearest(clause, named, fitting)

    return pick


def _fits(variant: Variant, instrument: InstrumentId, powers: frozenset[str]) -> bool:
    return (not variant.instruments or instrument in variant.instruments) and powers.issuperset(variant.needs)


def _nearest(clause: Clause, variant_id: str, fitting: list[Variant]) -> Variant:
    """Return the variant if it fits here, else the next more cautious one that does, else the last before it."""
    position = clause.variants.index(variant_of(clause, variant_id))
    weaker = [one for one in clause.variants[position:] if one in fitting]
    return weaker[0] if weaker else fitting[-1]


def _statutes(state: StateLaw, verdict: Verdict) -> tuple[StateStatute, ...]:
    by_id = {statute.id: statute for statute in state.statutes}
    return tuple(by_id[name] for name in verdict.because if name in by_id)
