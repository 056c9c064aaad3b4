"""The typed shape of a duty: what somebody must do under a clause's text, and by when."""

from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.fields import Condition, Line, Name, Record, Template

Unit = Literal["minutes", "hours", "days", "months", "years"]
#: How often a duty comes back; "years" is every so many years as `within` says.
Each = Literal["month", "quarter", "half-year", "year", "years"]
#: A number, or the name of a value of the clause that holds it.
Figure = Annotated[int, Meta(ge=1)] | Name


class Duty(Record, frozen=True, kw_only=True):
    """One thing that somebody must do in time. `who` and `does` make a sentence with "must" between them.

    Without `each`, `after` and `before` the time runs from the day of effect. `after` and `before` name the event from or up to
    which it runs ("after a request comes"). `each` is how often the duty comes back: `within` is then the time after each
    period's end, or, for "years", how many years lie between; `by` is the day of the year, or the value that holds it. `when` is
    the condition under which the text has it, `of` the text that it was written from, `at` the name of the item that has it (of
    the full text, whose items have names). A duty is printed only where the text in the draft has its figure there.
    """

    who: Template
    does: Template
    within: Figure | None = None
    unit: Unit = "days"
    after: Template | None = None
    before: Template | None = None
    each: Each | None = None
    by: Line | None = None
    when: Condition | None = None
    of: Literal["short", "full"] = "short"
    at: Line | None = None


class Bound(Record, frozen=True, kw_only=True):
    """A time in the text that sets nobody a day: its figure, and what it is; `of` and `at` as in a duty."""

    figure: Figure
    unit: Unit = "days"
    says: Line
    of: Literal["short", "full"] = "short"
    at: Line | None = None
