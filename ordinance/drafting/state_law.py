"""What a state's law says of a topic, for one kind of government, on one day."""

from __future__ import annotations

from datetime import date

from ordinance.library.state_model import StateLaw, Verdict

#: Weightiest first: one forbidden topic forbids the clause.
WEIGHT = ("forbidden", "risky", "required", "supported", "open")


def verdict_on(state: StateLaw, topic: str, kind: str | None = None, on: date | None = None) -> Verdict | None:
    """Return the weightiest verdict on a topic for a kind of government on a day; None where the file has none.

    Without a kind, verdicts for every kind count; without a day, those of any day.
    """
    fitting = [
        verdict
        for verdict in state.verdicts
        if verdict.topic == topic and (not verdict.kinds or kind is None or kind in verdict.kinds) and in_force(verdict, on)
    ]
    return min(fitting, key=lambda verdict: WEIGHT.index(verdict.status), default=None)


def in_force(verdict: Verdict, on: date | None) -> bool:
    """Tell whether a verdict holds on a day. A month or a year begins with its first day, and ends with its last."""
    if on is None:
        return True
    day = on.isoformat()
    begun = verdict.effective is None or verdict.effective <= day
    return begun and (verdict.until is None or day[: len(verdict.until)] <= verdict.until)
