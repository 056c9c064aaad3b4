"""The typed shape of the words of the one-page sheet on a place."""

from typing import Literal

from ordinance.library.fields import Line, Record, TopicRef


class Step(Record, frozen=True, kw_only=True):
    """Something to do next: always, or where the state forbids limits, threatens a penalty, an agency is listed, another
    government keeps people, an officer is independent, or facts must be confirmed.

    {id}, {place}, {state}, {agencies}, {keeper}, {officer} and {clerk} may stand in it.
    """

    when: Literal["always", "preempts", "threatened", "listed", "ends", "kept-elsewhere", "independent", "confirm"]
    says: Line


class SheetWords(Record, frozen=True, kw_only=True):
    """templates/place-sheet.yaml: the headings, what each verdict is called in plain words, and what to do next.

    `verdicts` are by the verdict's id, in the order of the sheet. `court_topics` are those on which rulings count
    besides those that a review weighs. `leads` are by part; `sentences` by what they say.
    """

    title: Line
    caution: Line
    leads: dict[Line, Line]
    verdicts: dict[Line, Line]
    court_topics: tuple[TopicRef, ...]
    jails: dict[Line, Line]
    effects: dict[Line, Line]
    sentences: dict[Line, Line]
    steps: tuple[Step, ...]
