"""The typed shape of how a bill is written in one place: what differs there from the general form of an instrument."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.fields import TEMPLATE, Line, Numbered, Record, Template

Caption = Annotated[
    str,
    Meta(
        min_length=1,
        pattern=r"^[^\r\n]*\{\{\s*subjects(?:_more)?\b[^\r\n]*$(?!\n)",
        description="One line that says with {{ subjects }} what the bill does.",
        extra=TEMPLATE,
    ),
]


class AmendingWords(Record, frozen=True, kw_only=True):
    """The place's amending formula: what differs from the instrument's `amendment`, whose fields these are."""

    caption: Template | None = None
    each: Template | None = None
    origin: Template | None = None
    title: Template | None = None
    lead: Template | None = None
    repeal_title: Template | None = None
    repeal_lead: Template | None = None
    renumber_title: Template | None = None
    renumber_lead: Template | None = None


class BillForm(Record, frozen=True, kw_only=True):
    """How a bill that goes into a code is written here: its long title, the words and numbers of its own sections, its reasons.

    `caption` is the long title; `subjects_more` in it is a list that goes on ("…; and adding …"). `section` labels the
    sections of the bill ("SECTION {n}"), and `new_section` stands before the words of one that adds to the code ("NEW SECTION.").
    `codify_lead` is what it says there. With `reasons: findings` the reasons are the first section of the bill, headed by
    `findings`, and no recitals. `amending` is the formula that amends a section of the code. What is not told is as the
    instrument has it.
    """

    caption: Caption | None = None
    section: Numbered | None = None
    new_section: Line | None = None
    codify_lead: Template | None = None
    reasons: Literal["recitals", "findings"] | None = None
    findings: Line | None = None
    amending: AmendingWords | None = None
