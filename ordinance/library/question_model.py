"""The typed shape of what members ask first of a policy: the words of the answers, and what is told of federal money."""

from typing import Literal

from msgspec import field

from ordinance.library.fields import AuthorityRef, Id, Line, Prose, Record, TopicRef, Verification

#: What is asked, in the order of the answers.
Question = Literal["money", "others", "code", "cost"]


class QuestionWords(Record, frozen=True, kw_only=True):
    """templates/questions.yaml: the questions, how far a line was read in a word, the sentences of the answers by what they say,
    and the figures that only the place knows, which print as blanks."""

    title: Line
    leads: dict[Question, Line]
    levels: dict[Verification, Line]
    sentences: dict[Line, Line]
    figures: dict[Question, tuple[Line, ...]] = field(default_factory=dict)


class MoneyLine(Record, frozen=True, kw_only=True):
    """One thing that is known of federal money, the authorities that it rests on, and the line where there is little room."""

    id: Id
    says: Prose
    short: Prose | None = None
    rests_on: tuple[AuthorityRef, ...]


class FederalMoney(Record, frozen=True, kw_only=True):
    """jurisdictions/federal/money.yaml: what was threatened, stopped, refused and lost; rulings are found by `topic`.
    `least` is all of it in a sentence."""

    topic: TopicRef
    least: MoneyLine
    lines: tuple[MoneyLine, ...]
