"""Checks against state law and against the sources: what is forbidden, risky, required, unverified, cautioned or stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.rests_on import authorities_read, authorities_used, day_of, open_events, statutes_read
from ordinance.drafting.state_law import law_of, unresearched
from ordinance.errors import found
from ordinance.pages.in_time import event_fact

STALE_AFTER_DAYS = 180


@check("state-forbidden", "error", "No clause that state law forbids is in the draft.", by_name=True)
def state_forbidden(context: Context, this: Check) -> Iterator[Finding]:
    for section in context.draft.ruled:
        rule = section.chosen.rule
        if rule.status == "forbidden" and rule.verdict:
            cites = "; ".join(statute.cite for statute in rule.statutes)
            penalties = "; ".join(dict.fromkeys(s.penalties for s in rule.statutes if s.penalties))
            message = f"{context.draft.selection.state.name} law forbids {section.id} ({cites}): {rule.verdict.note.strip()}"
            remedy = f"leave it out; penalties: {penalties}" if penalties else "leave it out, or have counsel clear it first"
            yield context.finding(this, message, remedy, section)


@check("state-risky", "warning", "A clause at risk under state law is cleared by counsel.")
def state_risky(context: Context, this: Check) -> Iterator[Finding]:
    for section in context.draft.ruled:
        rule = section.chosen.rule
        if rule.status == "risky" and rule.verdict:
            cites = "; ".join(statute.cite for statute in rule.statutes)
            state = context.draft.selection.state.name
            message = f"{section.id} is risky under {state} law ({cites}): {rule.verdict.note.strip()}"
            yield context.finding(this, message, "have counsel clear it before anyone files or votes on it", section)


@check("state-below", "error", "No variant leaves to a local decision what state law itself forbids to local staff.")
def state_below(context: Context, this: Check) -> Iterator[Finding]:
    for section in context.draft.ruled:
        rule = section.chosen.rule
        if rule.status == "below" and rule.verdict:
            titles = {act.id: act.title for act in context.library.vocabulary.acts}
            acts = "; ".join(titles.get(act, act) for act in rule.acts)
            cites = "; ".join(statute.cite for statute in rule.statutes)
            state = context.draft.selection.state.name
            message = (
                f"{section.id}={section.chosen.variant.id} is below what {state} law requires: it leaves open {acts} ({cites})"
            )
            yield context.finding(this, message, "take a stronger variant, or leave the choice to the program", section)


@check("state-unresearched", "warning", "Where a state preempts, counsel clears a limit that nobody researched.")
def state_unresearched(context: Context, this: Check) -> Iterator[Finding]:
    for section in unresearched(context.draft):
        state = context.draft.selection.state.name
        message = f"{section.id} sets limits on a topic that is not researched in {state}, a state that preempts such limits"
        yield context.finding(this, message, "have counsel research it before anyone files or votes on it", section)


@check("state-required", "warning", "What state law requires of localities is in the draft, or its absence is meant.")
def state_required(context: Context, this: Check) -> Iterator[Finding]:
    selection = context.draft.selection
    covered = {topic for one in (*selection.chosen, *selection.about) for topic in one.clause.topics}
    excused = {topic for one in selection.left_out if one.why != "by-choice" for topic in one.clause.topics}
    offered = {topic for name in selection.package.clauses for topic in context.library.clause(name).topics}
    law = law_of(selection, context.library.vocabulary)
    for verdict in (one for topic in selection.state.topics for one in law.verdicts(topic)):
        topic = verdict.topic
        if law.status(verdict) == "required" and topic in offered and topic not in covered | excused:
            message = f"{selection.state.name} law requires a rule on {topic}, and the draft has none: {verdict.note.strip()}"
            yield context.finding(this, message, "add the clause on this topic, or say in the commentary why it is left out")


@check("authority-unsupporting", "error", "No vacated, not-merits or complaint-only authority is relied on.")
def unsupporting(context: Context, this: Check) -> Iterator[Finding]:
    against = _never_support(context)
    for section, name in authorities_used(context.draft, context.library):
        authority = found(context.library.authorities, "authority", name)
        bad = [word for word in authority.caution if word in against]
        if bad:
            message = f"{section.id} relies on {authority.citation}, which is {_titles(context, bad)}"
            yield context.finding(this, message, "take it out of the variant's authorities; it may be named as a risk", section)


@check("authority-unverified", "warning", "Every authority that a clause relies on or quotes has been read by somebody.")
def unverified(context: Context, this: Check) -> Iterator[Finding]:
    for section, name in authorities_used(context.draft, context.library):
        authority = found(context.library.authorities, "authority", name)
        if authority.verified == "unverified":
            message = f"{section.id} relies on {authority.citation}, which nobody has verified"
            yield context.finding(this, message, "read it in an official source and record that, or leave it out", section)


@check(
    "authority-cautioned",
    "note",
    "An authority with a caution is relied on only with that caution in print.",
    many="authorities relied on here carry a caution (not final, say, or known from press alone)",
)
def cautioned(context: Context, this: Check) -> Iterator[Finding]:
    against = _never_support(context)
    for section, name in authorities_used(context.draft, context.library):
        authority = found(context.library.authorities, "authority", name)
        caution = [word for word in authority.caution if word not in against]
        if caution:
            message = f"{section.id} relies on {authority.citation} ({_titles(context, caution)})"
            yield context.finding(this, message, "look whether a later ruling settles it before you rely on it", section)


@check("open-event", "warning", "What is open in the state's law was looked up: a ballot, a signature, a ruling.")
def open_event(context: Context, this: Check) -> Iterator[Finding]:
    for event in open_events(context.draft, context.library):
        touched = [one for one in context.draft.sections if set(one.chosen.clause.topics) & set(event.topics)]
        where = "; ".join(one.label for one in touched) or "the whole draft"
        message = f"{event_fact(event)} (touches {where})"
        yield context.finding(
            this, message, f"look it up first: {event.where.strip().rstrip('.')}", touched[0] if touched else None
        )


@check("stale", "warning", "State law, the place's facts and the authorities were read within 180 days, the oldest of them too.")
def stale(context: Context, this: Check) -> Iterator[Finding]:
    for what, on in _ages(context):
        days = _age(day_of(on), context.today)
        if days > STALE_AFTER_DAYS:
            message = f"{what} on {on}, {days} days ago"
            yield context.finding(this, message, "read it again and record the date, or have counsel do so")


def _ages(context: Context) -> Iterator[tuple[str, str]]:
    """Yield what the draft rests on, as a sentence without its end, and its date: of each kind the entry read longest ago."""
    draft, library = context.draft, context.library
    state = draft.selection.state
    yield f"the facts of {draft.place.official_name} were last checked", draft.place.as_of.isoformat()
    statutes = [one for one in statutes_read(draft) if one.on < state.as_of.isoformat()][:1]
    for one in statutes:
        yield f"{one.what}, the oldest entry of {state.name} law behind this draft, was last read", one.on
    if not statutes:
        yield f"{state.name} law was last checked", state.as_of.isoformat()
    for one in authorities_read(draft, library)[:1]:
        yield f"{one.what}, the oldest authority relied on, was last read", one.on


def _titles(context: Context, cautions: Sequence[str]) -> str:
    titles = {term.id: term.title for term in context.library.vocabulary.cautions}
    return ", ".join(titles.get(word, word) for word in cautions)


def _never_support(context: Context) -> set[str]:
    """Return the cautions with which an authority supports no clause (docs/legal-method.md)."""
    return {term.id for term in context.library.vocabulary.cautions if not term.supports}


def _age(checked: date, today: date) -> int:
    return (today - checked).days
