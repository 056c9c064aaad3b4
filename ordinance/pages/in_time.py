"""How time prints: since when a rule is law, until when, which court has stopped it, when it was read, what is still open."""

from __future__ import annotations

import re
from datetime import date

from ordinance.drafting.model import Draft
from ordinance.drafting.rests_on import open_events, statutes_used
from ordinance.library.state_model import Enjoined, OpenEvent, StateStatute, Verdict
from ordinance.library.store import Library
from ordinance.pages.sources import shown_date

_ADVICE = re.compile(r"[,;:.]?\s+look it up first$")


def in_time(rule: StateStatute | Verdict, day: date | None) -> str:
    """Return what is to be said of a rule's time on a day: "in force from March 1, 2027", "ended June 30, 2026", nothing.

    Without a day all is said that the file knows.
    """
    now = day.isoformat() if day else ""
    parts = []
    if rule.effective and (not day or rule.effective > now):
        parts.append(f"in force from {shown_date(rule.effective)}" + ("" if not day else f", not yet on {shown_date(day)}"))
    if rule.until:
        over = bool(day) and now[: len(rule.until)] > rule.until
        parts.append(f"{'ended' if over else 'in force until'} {shown_date(rule.until)}")
    orders = rule.enjoined if isinstance(rule, StateStatute) else (rule.enjoined,) if rule.enjoined else ()
    parts += [_stopped(one) for one in orders if not (day and one.until and now[: len(one.until)] > one.until)]
    return "; ".join(parts)


def _stopped(order: Enjoined) -> str:
    until = f" until {shown_date(order.until)}" if order.until else ""
    return f"enjoined since {shown_date(order.since)}{until} by {order.by}: {order.extent.rstrip('.')}"


def how_read(statute: StateStatute) -> str:
    """Return when and how a statute's source was read: "read May 2026 (a code copy)"; nothing where the file does not say."""
    return f"read {shown_date(statute.read.on)} ({statute.read.how.rstrip('.')})" if statute.read else ""


def dated(statute: StateStatute, day: date | None) -> str:
    """Return a statute's time and reading as sentences to put after its effect, with a space before them."""
    parts = [part for part in (in_time(statute, day), how_read(statute)) if part]
    return "".join(f" {part[0].upper()}{part[1:]}." for part in parts)


def event_line(event: OpenEvent) -> str:
    """Return what is open in one line: what happened, that it is not in the file, and where to look."""
    return f"{event_fact(event)}: look it up first: {event.where.strip().rstrip('.')}."


def event_fact(event: OpenEvent) -> str:
    """Return what is open without its end, and without the advice to look it up, which a file may give itself."""
    return _ADVICE.sub("", event.says.strip().rstrip("."))


def open_lines(draft: Draft, library: Library) -> list[str]:
    """Return a line for each thing still open in the state's law that meets the draft."""
    return [event_line(event) for event in open_events(draft, library)]


def time_line(draft: Draft, library: Library, day: date) -> str:
    """Return what of the law behind a draft is not in force, or not for good, on its day; nothing where all of it is.

    Of a section that speaks of a law to come it tells from when, and what state law will then say.
    """
    found = [f"{statute.cite}: {words}" for statute in statutes_used(draft) if (words := in_time(statute, day))]
    titles = {term.id: term.title for term in library.vocabulary.verdicts}
    for section in draft.sections:
        rule = section.chosen.rule
        dated_by_statute = any(in_time(statute, day) for statute in rule.statutes)
        if rule.verdict and not dated_by_statute and (words := in_time(rule.verdict, day)):
            found.append(f"{section.label}, what state law says of it: {words}")
        found += [f"{section.label}: {titles[rule.word_of(one)]} from {shown_date(one.effective or '')}" for one in rule.coming]
    return "; ".join(dict.fromkeys(found)) + "." if found else ""
