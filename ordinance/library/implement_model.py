"""The shapes of what is made after a vote: papers, the words of tables of duties, and the log of requests."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.duty_model import Each, Unit
from ordinance.library.fields import ClauseRef, Condition, Line, Name, Record, Template


class PaperHead(Record, frozen=True, kw_only=True):
    """The head of templates/implement/LANGUAGE/NAME.md.j2: its title, what it is for, for whom, the condition under which it
    is made, the clause whose section it carries out, and whether it is made once or for each agency of the place that has
    police or a jail. One of a `campaign` bears no office's name at its foot."""

    title: Template
    says: Line
    reader: Line
    when: Condition | None = None
    each: Literal["place", "agency"] = "place"
    clause: ClauseRef | None = None
    campaign: bool = False


class ImplementWords(Record, frozen=True, kw_only=True):
    """templates/implement/words.yaml: the words that tables of duties print. Words in braces are filled in."""

    units: dict[Unit, Annotated[tuple[Line, ...], Meta(min_length=2, max_length=2)]]
    from_effect: Line
    after_event: Line
    before_event: Line
    each: dict[Each, Line]
    each_within: Line
    each_by: Line
    by_day: tuple[Line, ...]
    by_event: tuple[Line, ...]
    in_the_text: tuple[Line, ...]
    to_watch: tuple[Line, ...]
    files: tuple[Line, ...]
    must: Line
    nothing: Line
    not_set: Line
    public: tuple[Line, ...]
    always_public: tuple[Line, ...]
    holds_against: Line
    holds_by: Line
    policy_note: Line
    policy_amended: Line
    policy_file: Line
    policy_reader: Line
    log_file: Line
    log_reader: Line
    calendar_file: Line
    calendar_reader: Line
    category: Line
    instrument: Line
    adopted_on: Line


class LogColumn(Record, frozen=True, kw_only=True):
    """A column of the log. `of` says what a list of choices is taken from, beside or in place of its own `choices`. `report`
    has it counted in the public report, under its heading: a choice by its answers, a number as a total. `ahead` lets a day
    lie ahead."""

    title: Line
    kind: Literal["code", "date", "choice", "number"]
    choices: tuple[Line, ...] = ()
    of: Literal["exceptions", "agencies", "sections"] | None = None
    needed: bool = False
    ahead: bool = False
    report: Line | None = None
    when: Condition | None = None


class LogSheet(Record, frozen=True, kw_only=True):
    """A sheet of the log, a row for each thing that came. `people` says that a row is about one person or request, so that a
    count from 1 to 9 is not printed. `total` is the line of the report that counts its rows; it prints in full. `until`
    names the column with the day on which a row ends: it counts in each period that it touches."""

    title: Line
    total: Line | None = None
    people: bool = True
    until: Line | None = None
    columns: Annotated[tuple[LogColumn, ...], Meta(min_length=1)]


class Log(Record, frozen=True, kw_only=True):
    """templates/implement/log.yaml: the sheets of the log, what its first page says, and the words of the report that is
    made of it."""

    about: Line
    first: tuple[Line, ...]
    facts: dict[Name, Line]
    lists: Line
    sheets: Annotated[tuple[LogSheet, ...], Meta(min_length=1)]
    report: ReportWords


class ReportWords(Record, frozen=True, kw_only=True):
    """The words of the public report. Words in braces are filled in."""

    title: Line
    period: Line
    written: Line
    under: Line
    hidden: Line
    hides: Line
    hides_more: Line
    not_split: Line
    zero: Line
    totals: Line
    count: Line
    total: Line
    answer: Line
    withheld: Line
    chart: Line
    chart_says: Line
    classes: Annotated[tuple[Line, ...], Meta(min_length=5, max_length=5)]
    mark: Line
    no_names: Line
