"""Which clauses and variants: the package, the place's powers and choices, the user's wishes, and state law before all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from ordinance.drafting.facts import Facts, place_facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import holds, render
from ordinance.drafting.forms import USUAL, as_called, form_of, settled, why_instead
from ordinance.drafting.model import Chosen, LeftOut, Selection, Sourced, StateRule
from ordinance.drafting.powers import kinds_of
from ordinance.drafting.state_law import LawHere, preempting
from ordinance.drafting.variants import Chooser, Pick
from ordinance.drafting.wishes import Stance, Wishes
from ordinance.errors import BadChoice
from ordinance.library.clause_model import Clause
from ordinance.library.instrument_model import Instrument, ShortForm
from ordinance.library.model import Package
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library, variant_of

By = Literal["name", "package", "required", "instrument"]

__all__ = ["Stance", "Wishes", "law_here", "select", "state_rule"]


def select(library: Library, place: Place, wishes: Wishes) -> Selection:
    """Return the selection for a place.

    State law decides first: a clause whose every fitting variant it forbids is left out unless it was asked for by name, and a
    variant below what it requires is taken only by name. Raises `NotFound` for unknown ids, `BadChoice` when one clause is both
    wanted and unwanted, when nothing is left to adopt, or for a day before the library's law.
    """
    unasked = wishes.instrument is None
    wishes, form = settled(library, place, wishes), form_of(library, place)
    state = library.state(place.state)
    instrument = as_called(library.instrument(wishes.instrument or USUAL), form)
    package = _package(library, place, wishes)
    _refuse_nonsense(library, wishes)
    facts = place_facts(library, place, state, instrument)
    if not holds(instrument.when or "", facts):
        raise BadChoice(render(instrument.otherwise or f"{place.name} cannot have this instrument", facts))
    law = law_here(library, place, wishes)
    chooser = Chooser(library, place, package, wishes, law)
    unwanted = {*wishes.leave_out, *(set(place.choices.leave_out) - {*wishes.choose, *wishes.include})}
    kept: dict[str, By] = {}
    left_out = []
    for clause_id in _asked(library, place, package, wishes):
        clause = library.clause(clause_id)
        if clause_id in unwanted:
            left_out.append(LeftOut(clause, "by-choice", "left out by choice", law.rule(clause)))
            continue
        pick = chooser.pick(clause)
        if isinstance(pick, LeftOut):
            left_out.append(pick)
        else:
            kept[clause_id] = "name" if clause_id in chooser.named else "package"
    if not any(library.clause(clause_id).kind == "policy" for clause_id in kept):
        raise BadChoice(_nothing_left(library, place, state, package, left_out))
    limiting = [name for name in kept if _limits(law, library.clause(name), chooser)]
    shrinks = preempting(state) and not any(name in chooser.named for name in limiting)
    facts |= {"limits_help": bool(limiting), "shrinks": shrinks}
    short = instrument.short if wishes.length == "short" else None
    left_out += _complete(library, kept, instrument, short, unwanted, facts, chooser.pick)
    chosen = []
    for clause in _ordered(library, kept):
        made = chooser.pick(clause)
        if isinstance(made, Pick):
            chosen.append(Chosen(clause, made.variant, kept[clause.id], law.rule(clause, made.variant), made.moved))
    kinds = tuple(sorted(law.kinds or ()))
    why = why_instead(library, place, instrument, form) if unasked else ""
    told = (*([why] if why else []), *_told(library, law, chosen, left_out))
    return Selection(
        place,
        state,
        instrument,
        package,
        tuple(chosen),
        tuple(left_out),
        law.on,
        kinds,
        bool(limiting),
        shrinks,
        told,
        wishes.length,
        wishes.annex,
        form,
        local=tuple(_local(library, place, wishes)),
    )


def _local(library: Library, place: Place, wishes: Wishes) -> Iterator[Sourced]:
    """Yield the place's own words, each with where it stands."""
    file = str(library.file_of(place)) if place.wording else ""
    yield from (Sourced(one, file, ("wording", index)) for index, one in enumerate(place.wording))
    if wishes.wording is not None:
        entries = enumerate(wishes.wording.entries)
        yield from (Sourced(one, wishes.wording.file, ("wording", index)) for index, one in entries)


def law_here(library: Library, place: Place, wishes: Wishes | None = None) -> LawHere:
    """Return the law that a draft for a place is held against: its state's, for the issuer's kinds of government, on the day.

    Without a day it is the day on which the state's file was last checked. Raises `BadChoice` for a day before the library's law.
    """
    asked = settled(library, place, wishes or Wishes())
    state = library.state(place.state)
    first = library.vocabulary.law_from
    if asked.on and first and asked.on < first:
        raise BadChoice(f"{asked.on} is before {first}, the first day whose law the library gives; take a later --date")
    kinds, day = kinds_of(library, place, asked.instrument or USUAL), asked.on or state.as_of
    # One for all drafts of such places: where each variant stands is found once.
    return library.once(("law", state.state, kinds, day), lambda: LawHere(state, library.vocabulary, kinds, day))


def state_rule(library: Library, clause: Clause, place: Place, on: date | None = None) -> StateRule:
    """Return the weightiest verdict on a clause's topics for a place; "not-researched" where the state's file is silent."""
    return law_here(library, place, Wishes(on=on)).rule(clause)


def _asked(library: Library, place: Place, package: Package, wishes: Wishes) -> Iterator[str]:
    """Yield the clauses of the package and those named beside it. Raises `FaultyFile` where the package names none."""
    path, keys = library.where("packages", package.id)
    for index, name in enumerate(package.clauses):
        library.clause_named(name, path, (*keys, "clauses", index))
    yield from dict.fromkeys([*package.clauses, *place.choices.include, *wishes.include, *wishes.choose])


def _limits(law: LawHere, clause: Clause, chooser: Chooser) -> bool:
    pick = chooser.pick(clause)
    return clause.kind == "policy" and isinstance(pick, Pick) and bool(law.acts(clause, pick.variant).limits)


def _told(library: Library, law: LawHere, chosen: list[Chosen], left_out: list[LeftOut]) -> tuple[str, ...]:
    """Return what must be said of the day: topics whose law, as the file has it, begins only later."""
    clauses = [*(one.clause for one in chosen), *(one.clause for one in left_out)]
    topics = dict.fromkeys(topic for clause in clauses for topic in clause.topics)
    titles = {term.id: term.title for term in library.vocabulary.topics}
    early = [titles.get(topic, topic) for topic in law.before_the_law(topics)]
    if not early:
        return ()
    return (f"{law.state.name}: on {law.on} the file has no law in force yet on: {'; '.join(early)}. Later law is on file.",)


def _package(library: Library, place: Place, wishes: Wishes) -> Package:
    return library.package(wishes.package or place.choices.package or default_package(library, library.state(place.state)))


def default_package(library: Library, state: StateLaw) -> str:
    """Return the package that a place of a state gets unasked: another where the state forbids its places to limit help."""
    forbids = state.stance == "preempts" and library.preempted_package in library.packages
    return library.preempted_package if forbids else library.default_package


def _refuse_nonsense(library: Library, wishes: Wishes) -> None:
    for clause_id in (*wishes.include, *wishes.leave_out, *wishes.choose):
        library.clause(clause_id)
    for clause_id, variant_id in wishes.choose.items():
        variant_of(library.clause(clause_id), variant_id)
    both = {*wishes.include, *wishes.choose} & set(wishes.leave_out)
    if both:
        raise BadChoice(f"{', '.join(sorted(both))}: asked for and left out at once; keep one of the two")
    instrument = library.instrument(wishes.instrument or USUAL)
    short = instrument.short if wishes.length == "short" else None
    misplaced = {*wishes.include, *wishes.choose} & set(short.omits if short else ())
    if misplaced:
        names = ", ".join(sorted(misplaced))
        raise BadChoice(f"{names}: has no place in a short {instrument.name.lower()}; leave it out, or take --length full")


def _nothing_left(library: Library, place: Place, state: StateLaw, package: Package, left_out: list[LeftOut]) -> str:
    lines = [f"nothing is left to draft for {place.name}:"]
    lines += [f"  {one.clause.id}: {one.says}" for one in left_out]
    refuge = library.packages.get(library.preempted_package) if preempting(state) else None
    if refuge and refuge.id != package.id:
        lines.append(f"  the package {refuge.id} ({refuge.label}): `ordinance draft {place.id} --package {refuge.id}`")
    lines.append(
        f"  see `ordinance state {state.state}`; a clause named with --with is drafted all the same,"
        " with a warning in the document"
    )
    return "\n".join(lines)


def _complete(
    library: Library,
    kept: dict[str, By],
    instrument: Instrument,
    short: ShortForm | None,
    unwanted: set[str],
    facts: Facts,
    pick: Callable[[Clause], Pick | LeftOut],
) -> list[LeftOut]:
    """Add to `kept` what the instrument brings and what the kept clauses require, and what those require in turn.

    Return the policy clauses that others require and that cannot stand here.
    """

    omitted = set(short.omits) if short else set()
    general, field = (short.general, ("short", "general")) if short and short.general else (instrument.general, ("general",))

    def belongs(clause: Clause) -> bool:
        fits = (not clause.instruments or instrument.id in clause.instruments) and clause.id not in omitted
        path = library.clause_files[clause.id]
        return fits and clause.id not in unwanted and guarded(library, path, ("when",), lambda: holds(clause.when or "", facts))

    form = library.files("templates/instruments")[instrument.id]
    for index, name in enumerate(general):
        if belongs(library.clause_named(name, form, (*field, index))):
            kept.setdefault(name, "instrument")
    queue, absent = list(kept), {}
    while queue:
        for clause in _required(library, library.clause(queue.pop()), pick):
            if clause.id in kept or not belongs(clause):
                continue
            made = pick(clause)
            if isinstance(made, LeftOut):
                absent[clause.id] = made
                continue
            kept[clause.id] = "required"
            queue.append(clause.id)
    return list(absent.values())


def _required(library: Library, clause: Clause, pick: Callable[[Clause], Pick | LeftOut]) -> Iterator[Clause]:
    path, made = library.clause_files[clause.id], pick(clause)
    for index, name in enumerate(clause.requires):
        yield library.clause_named(name, path, ("requires", index))
    if isinstance(made, Pick):
        own = ("variants", clause.variants.index(made.variant), "requires")
        for index, name in enumerate(made.variant.requires):
            yield library.clause_named(name, path, (*own, index))


def _ordered(library: Library, kept: dict[str, By]) -> Iterator[Clause]:
    ranks = {group.id: rank for rank, group in enumerate(library.vocabulary.groups)}
    clauses = [library.clause(clause_id) for clause_id in kept]
    yield from sorted(clauses, key=lambda clause: (ranks[clause.group], clause.order, clause.id))
