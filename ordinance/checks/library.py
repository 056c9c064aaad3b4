"""The library checked as such: every file, every name, every field, and every variant in every kind of place and instrument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final, get_args

import msgspec

from ordinance.checks import duties, short_texts, state_rules
from ordinance.checks.acts import ACTS, untold
from ordinance.checks.handouts import check_handouts, file_faults
from ordinance.checks.library_references import dead_names
from ordinance.checks.library_sentences import unfillable_sentences, without_sentences
from ordinance.checks.model import Finding, run
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.selection import Wishes
from ordinance.drafting.state_law import LawHere
from ordinance.drafting.wishes import Length
from ordinance.errors import BadChoice, Fault, FaultyFile, OrdinanceError
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.compile_all import compile_all
from ordinance.library.fields import InstrumentRef
from ordinance.library.law_in_time import changes_of, watch_of
from ordinance.library.legal_text import names
from ordinance.library.place_model import Place
from ordinance.library.store import Library

SHORT: Final = "say it in fewer words of its own; docs/writing-clauses.md tells how a short text is written"
RULE: Final = "one or two sentences of its own, with the citation; docs/legal-method.md tells what a state's rule holds"
#: Findings that depend on a place and its state, and say nothing of the library.
_OF_A_PLACE = frozenset(
    {
        "blank-to-fill",
        "fact-unconfirmed",
        "formula-unconfirmed",
        "open-event",
        "power-missing",
        "stale",
        "state-below",
        "state-forbidden",
        "state-required",
        "state-risky",
        "state-unresearched",
    }
)


def check_library(library: Library, today: date) -> list[Finding]:
    """Return all findings on a library: faults of files first, since nothing else can be told before they are mended."""
    faults = list(_file_faults(library))
    if faults:
        return [_of_fault("file-faulty", fault) for fault in faults]
    found = [_of_fault("name-dead", fault) for fault in dead_names(library)]
    if found:
        return found
    fill = "fill it; docs/writing-clauses.md says what belongs there"
    found += [_of_fault("field-missing", fault, fill) for fault in _gaps(library)]
    found += [_of_fault("variant-unreachable", fault) for fault in _unreachable(library)]
    found += [_of_fault("acts-untold", fault, ACTS) for fault in untold(library)]
    found += [_of_fault("package-empty", fault) for fault in _empty_packages(library)]
    found += [_of_fault(check, fault, SHORT) for check, fault in short_texts.faults(library)]
    found += [_of_fault(check, fault, RULE) for check, fault in state_rules.faults(library)]
    used: set[str] = set()
    seen: dict[tuple[str, str, int, str], Finding] = {}
    for made in _drafts(library, found):
        used.update(made.terms)
        found += [_of_fault("text-unfillable", fault) for fault in unfillable_sentences(library, made)]
        if made.selection.length == "short":
            for check, fault in short_texts.faults_in(library, made):
                seen.setdefault((check, fault.file, fault.line, ""), _of_fault(check, fault, SHORT))  # one place will do
            for check, fault in duties.faults_in(library, made):
                seen.setdefault((check, fault.file, fault.line, ""), _of_fault(check, fault, duties.DUTY))
        for finding in run(made, library, today):
            if finding.id not in _OF_A_PLACE:
                seen.setdefault((finding.id, finding.file, finding.line, finding.message), finding)
    found += seen.values()
    found += check_handouts(library, today)
    found += list(_unused_definitions(library, used))
    return list({(one.id, one.where, one.message): one for one in found}.values())


def _file_faults(library: Library) -> Iterator[Fault]:
    for index, root in enumerate(library.roots):
        try:
            compile_all(root, below=library.roots[:index])
        except FaultyFile as error:
            yield from error.faults
    yield from file_faults(library)
    readers: list[Callable[[], object]] = [partial(library.clause, name) for name in library.clause_files]
    readers += [partial(library.state, code) for code in library.state_files]
    readers += [partial(library.place, name) for name in library.place_files]
    readers += [partial(changes_of, library), partial(watch_of, library)]
    for language in library.languages:
        readers += [partial(library.translation, name, language) for name in library.translated(language)]
    for read in readers:
        try:
            read()
        except FaultyFile as error:
            yield from error.faults


# --- fields ---


def _gaps(library: Library) -> Iterator[Fault]:
    """A policy clause has every field that staff and campaigns read; see docs/writing-clauses.md."""
    for clause in library.clauses():
        path = library.clause_files[clause.id]
        for keys, what in (*_missing(clause), *_without_item_notes(library, clause)):
            yield library.fault(path, keys, f"{clause.id} has no {what}")


def _missing(clause: Clause) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if clause.kind == "policy":
        wanted = ("caption", "topics", "objections", "loopholes", "measures")
        yield from (((), name) for name in wanted if not getattr(clause, name))
        if clause.objections and not clause.objections[0].short:
            yield ("objections", 0), "short answer to the objection that stands first"
    for index, variant in enumerate(clause.variants):
        keys = ("variants", index)
        for note in ("does", "why", "law", "against", "change") if clause.kind == "policy" else ("does",):
            if not getattr(clause.commentary, note) and not getattr(variant.commentary, note):
                yield keys, f"commentary on {variant.id}: {note}"
        if clause.kind == "policy":
            if variant.plain is None:
                yield keys, f"plain words for {variant.id}"
            if variant.tradeoffs is None:
                yield keys, f"trade-offs of {variant.id}"
            for what in without_sentences(variant):
                yield keys, what


def _without_item_notes(library: Library, clause: Clause) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the policy variants whose text has named items and whose notes stand on none of them, only on the heading."""
    if clause.kind != "policy":
        return
    for index, variant in enumerate(clause.variants):
        named = set(names(library.tree(variant.text)))
        if named and named.isdisjoint({*clause.commentary.items, *variant.commentary.items}):
            yield ("variants", index), f"note on an item of {variant.id} (commentary: items)"


def _unreachable(library: Library) -> Iterator[Fault]:
    for clause in library.clauses():
        for index, variant in enumerate(clause.variants):
            if variant.instruments and clause.instruments and not set(variant.instruments) & set(clause.instruments):
                message = f"{clause.id}={variant.id} fits no instrument that the clause may stand in"
                yield library.fault(library.clause_files[clause.id], ("variants", index, "instruments"), message)


def _empty_packages(library: Library) -> Iterator[Fault]:
    states = [LawHere(library.state(code), library.vocabulary) for code in library.state_files]
    for package in library.packages.values():
        clauses = [library.clause(name) for name in package.clauses]
        open_somewhere = any(
            clause.kind == "policy" and state.rule(clause).status != "forbidden" for clause in clauses for state in states
        )
        if not open_somewhere:
            path, keys = library.where("packages", package.id)
            yield library.fault(path, (*keys, "clauses"), f"the package {package.id} can hold in no state")


# --- every variant, everywhere ---


def _drafts(library: Library, found: list[Finding]) -> Iterator[Draft]:
    """Yield drafts that between them hold every variant in every place and instrument; report what cannot be drafted."""
    places = [*(library.place(name) for name in library.place_files), library.sample_place(), library.sample_county()]
    clauses = [clause for clause in library.clauses() if clause.kind == "policy"]
    deepest = max((len(clause.variants) for clause in clauses), default=0)
    for place in places:
        for instrument in library.instruments:
            for depth in range(deepest):
                chosen = {clause.id: _at(clause, depth, instrument).id for clause in clauses if _fits(clause, instrument)}
                yield from _tried(library, place, Wishes(instrument, chosen), found)
    yield from _alone(library, clauses, found)
    for state in library.state_files:
        for sample in (library.sample_place(), library.sample_county()):
            yield from _tried(library, msgspec.structs.replace(sample, state=state), Wishes(), found)


def _alone(library: Library, clauses: list[Clause], found: list[Finding]) -> Iterator[Draft]:
    """Yield drafts of each variant by itself: whatever else it needs must come along through `requires`."""
    for clause in clauses:
        beside = tuple(one.id for one in clauses if one.id != clause.id)
        for variant in clause.variants:
            instrument = (*variant.instruments, *clause.instruments, "ordinance")[0]
            wishes = Wishes(instrument, {clause.id: variant.id}, leave_out=beside)
            yield from _tried(library, library.sample_place(), wishes, found)


def _fits(clause: Clause, instrument: InstrumentRef) -> bool:
    return not clause.instruments or instrument in clause.instruments


def _at(clause: Clause, depth: int, instrument: InstrumentRef) -> Variant:
    fitting = [one for one in clause.variants if not one.instruments or instrument in one.instruments]
    return (fitting or list(clause.variants))[min(depth, max(len(fitting) - 1, 0))]


def _tried(library: Library, place: Place, wishes: Wishes, found: list[Finding]) -> Iterator[Draft]:
    """Yield the draft at both lengths."""
    for length in get_args(Length):
        yield from _made(library, place, msgspec.structs.replace(wishes, length=length), found)


def _made(library: Library, place: Place, wishes: Wishes, found: list[Finding]) -> Iterator[Draft]:
    try:
        yield draft(library, place, wishes)
    except FaultyFile as error:
        found += [_of_fault("text-unfillable", fault) for fault in error.faults]
    except BadChoice:
        return  # a place may lack an executive, or a state may leave nothing of a package: no fault of the library
    except OrdinanceError as error:
        found.append(Finding("draft-failed", "error", str(error), place.id, "mend the clause or the place that it names"))


def _unused_definitions(library: Library, used: Iterable[str]) -> Iterator[Finding]:
    for term_id in library.definitions.keys() - set(used):
        message = f"the definition {term_id} is used by no variant"
        yield Finding("definition-unused", "warning", message, "clauses/definitions.yaml", "use its term, or delete it")


def _of_fault(check_id: str, fault: Fault, remedy: str = "mend it in the file") -> Finding:
    where = f"{fault.file}:{fault.line}:{fault.column}" if fault.line else fault.file
    return Finding(check_id, "error", fault.message, where, remedy, "", fault.file, fault.line)
