"""Checks that the whole is one instrument: references, terms, required and conflicting clauses, powers, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.forms import resolution_instead
from ordinance.drafting.lengths import short_form
from ordinance.drafting.model import Blank, Provision, Reference, Section, plain, walk
from ordinance.drafting.powers import lacking

_PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX+|lorem ipsum)\b|_{3,}|\{\{|\}\}|\{%")


@check("reference-dangling", "error", "Every cross-reference leads to a section or an item that is in the draft.")
def dangling(context: Context, this: Check) -> Iterator[Finding]:
    for section, provision, _ in context.operative:
        for piece in provision.pieces:
            if isinstance(piece, Reference) and not piece.target:
                remedy = "add the clause that it names, or mend the name in the text"
                yield context.finding(this, f"a reference leads nowhere: {piece.text}", remedy, section)


@check("placeholder-left", "error", "No placeholder is left in the words of the law.")
def placeholders(context: Context, this: Check) -> Iterator[Finding]:
    for section, _, words in context.operative:
        for found in _PLACEHOLDER.findall(words):
            yield context.finding(this, f"a placeholder is left in the text: {found}", "write what belongs there", section, found)


@check(
    "blank-to-fill",
    "note",
    "Whatever the place's file leaves in brackets is filled in before introduction.",
    many="blanks to fill in before introduction",
)
def blanks(context: Context, this: Check) -> Iterator[Finding]:
    draft = context.draft
    seen: set[str] = set()
    runs = [(None, pieces) for pieces in (draft.caption, draft.formula.pieces, *draft.recitals)]
    runs += [(None, office) for _, office in draft.signatures]
    spots = [*runs, *((section, provision.pieces) for section, provision, _ in context.operative)]
    for section, pieces in spots:
        for piece in pieces:
            if isinstance(piece, Blank) and piece.prompt not in seen:
                seen.add(piece.prompt)
                remedy = "fill it in the place's file, or in the document before it is introduced"
                yield context.finding(this, f"to fill in: [{piece.prompt}]", remedy, section)


@check("fact-unconfirmed", "note", "Every title and name of the place has been read for it.")
def unconfirmed(context: Context, this: Check) -> Iterator[Finding]:
    for title in context.draft.place.to_confirm:
        remedy = "read it on the place's own pages, mend it if need be, and take it out of `to_confirm`"
        yield context.finding(this, f"usual in such a place, and not confirmed: {title}", remedy)


@check("clause-required", "error", "What a clause requires is in the draft.")
def required(context: Context, this: Check) -> Iterator[Finding]:
    ids, form = context.draft.selection.ids(), short_form(context.draft.selection)
    ids |= frozenset(form.omits) if form else frozenset()
    for section in context.draft.sections:
        chosen = section.chosen
        for name in dict.fromkeys((*chosen.clause.requires, *chosen.variant.requires)):
            clause = context.library.clause(name)
            if name in ids or (clause.instruments and context.draft.instrument not in clause.instruments) or clause.when:
                continue
            message = f"{chosen.clause.id} requires {name}, which is not in the draft"
            yield context.finding(this, message, f"add --with {name}, or leave {chosen.clause.id} out", section)


@check("clause-conflict", "error", "No two clauses in the draft contradict each other.")
def conflicting(context: Context, this: Check) -> Iterator[Finding]:
    chosen = {section.id: section.chosen.variant.id for section in context.draft.sections}
    for section in context.draft.sections:
        for conflict in (*section.chosen.clause.conflicts, *section.chosen.variant.conflicts):
            other = chosen.get(conflict.clause)
            if other and conflict.variant in (None, other):
                name = f"{conflict.clause}={other}" if conflict.variant else conflict.clause
                message = f"{section.id} cannot stand beside {name}: {conflict.reason}"
                yield context.finding(this, message, "keep one of the two, or choose another variant", section)


@check(
    "power-missing",
    "error",
    "Each section binds an agency that the issuer directs and that has the power it needs.",
)
def powers(context: Context, this: Check) -> Iterator[Finding]:
    draft = context.draft
    for section in draft.sections:
        for power in dict.fromkeys((*section.chosen.clause.needs, *section.chosen.variant.needs)):
            if why := lacking(context.library, draft.place, draft.instrument, (power,)):
                message = f"{section.id}={section.chosen.variant.id} binds nobody here: {why}"
                remedy = "leave the clause out or choose another variant, or add the agency with its role to the place's file"
                yield context.finding(this, message, remedy, section)


@check("savings-missing", "error", "A clause on information carries the federal-law savings.")
def savings(context: Context, this: Check) -> Iterator[Finding]:
    wanted = context.library.vocabulary.savings
    if wanted is None or wanted in context.draft.selection.ids():
        return
    for section in context.draft.sections:
        if section.chosen.clause.information:
            message = f"{section.id} touches information and the draft has no federal-law savings section"
            yield context.finding(this, message, f"add --with {wanted}", section)


@check("term-undefined", "error", "Every defined term that the draft uses is defined in it.")
def undefined(context: Context, this: Check) -> Iterator[Finding]:
    defined = {provision.anchor.rpartition(".")[2] for _, provision in _definitions(context)}
    for term_id, forms in context.draft.terms.items():
        if term_id not in defined:
            users = _users(context, term_id)
            message = f"the term “{forms[0]}” is used and not defined"
            yield context.finding(this, message, "add --with definitions, or define the term", next(iter(users), None), forms[0])


@check("definition-unused", "warning", "Every definition is used, by a section or by a definition that is used.")
def unused(context: Context, this: Check) -> Iterator[Finding]:
    for section, provision in _definitions(context):
        term_id = provision.anchor.rpartition(".")[2]
        if term_id not in context.draft.terms or not _users(context, term_id, own=provision):
            message = f"a definition is not used: {plain(provision.pieces)[:60]}"
            yield context.finding(this, message, "leave the definition out", section)


@check("no-ordinance-power", "warning", "The body has the power to enact the kind of instrument that the draft is.")
def no_ordinance_power(context: Context, this: Check) -> Iterator[Finding]:
    selection = context.draft.selection
    if resolution_instead(selection.place, selection.instrument, selection.form):
        remedy = "draft with --instrument resolution; if a charter gives the power, write `charter: true` into the place's file"
        yield context.finding(this, context.draft.power, remedy)


@check(
    "formula-unconfirmed",
    "note",
    "The enacting words are those that the state or the charter fixes.",
    many="enacting words that must be confirmed",
)
def formula(context: Context, this: Check) -> Iterator[Finding]:
    if context.draft.formula.confirm:
        remedy = "look them up in the charter or in a recent instrument, and write them into the place's file"
        yield context.finding(this, f"the enacting words must be confirmed: {context.draft.formula.confirm}", remedy)


@check(
    "effect-unconfirmed",
    "note",
    "The day on which it takes effect is the one that state law or the charter sets.",
    many="days of effect that must be confirmed",
)
def effect(context: Context, this: Check) -> Iterator[Finding]:
    if context.draft.effect_confirm:
        message = f"when it takes effect must be confirmed: {context.draft.effect_confirm}"
        yield context.finding(this, message, "read the section, and the charter if there is one")


def _definitions(context: Context) -> Iterator[tuple[Section, Provision]]:
    for section in context.draft.sections:
        for provision in walk(section.provisions):
            if provision.kind == "definition":
                yield section, provision


def _users(context: Context, term_id: str, own: Provision | None = None) -> list[Section]:
    """Return the sections whose words use a term, the term's own definition apart."""
    skipped = {id(provision) for provision in walk((own,))} if own else set()
    return [section for section, provision in context.users.get(term_id, ()) if id(provision) not in skipped]
