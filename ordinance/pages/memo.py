"""The memo for those who decide: two pages with the question, the choices, their cost, three objections, and what is unsettled.

What it has no room for stands in its attachments (`attachments`), so that nothing is lost by its shortness. It is as full as the
room allows: where a draft makes many choices, it gives up one thing after another, in the order of `_FORMS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Blank, Block, Document, Paragraph, Run, bullet, plain_text
from ordinance.drafting.local_sections import amended_sections
from ordinance.drafting.model import Draft, Section
from ordinance.drafting.rests_on import open_events
from ordinance.library.place_model import Adopted
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.pages.asked_first import Room, asked_blocks, asked_first
from ordinance.pages.attachments import ATTACHMENTS, attached, number_of
from ordinance.pages.blocks import body, emphasised, heading, said
from ordinance.pages.choice_words import AGAINST, verdict_words
from ordinance.pages.commentary import Annotator
from ordinance.pages.deciding import UNSETTLED, issuer_of, moving_authorities, on_officers, on_power, policy_sections
from ordinance.pages.in_time import event_fact
from ordinance.pages.listed_in_draft import listed_in_draft
from ordinance.pages.memo_table import Columns, choices_table, first_sentence
from ordinance.pages.reach import owners_of, reach_lines
from ordinance.pages.sources import Sources, at_risk, federal_horizon, penalties, shown_date, state_horizon
from ordinance.pages.two_pages import fits_two_pages

#: How many objections it holds where there is room.
_OBJECTIONS: Final = 3


class _Form(Struct, frozen=True):
    """How much a memo says: the columns of its table, how many choices' costs, whether it names what was left out, whether it
    tells all of the state's summary or its first sentence, whether it is `brief` on what law is open or against a choice, and
    how much room what members ask first has, and how many objections it holds."""

    columns: Columns
    costs: int = 0
    left_out: bool = False
    summary: bool = False
    brief: bool = False
    room: Room = "short"
    objections: int = _OBJECTIONS


#: From the fullest memo to the shortest.
_FORMS: Final = (
    _Form("asked", 99, left_out=True, summary=True, room="full"),
    _Form("asked", 99, left_out=True, summary=True),
    _Form("options", 99, left_out=True, summary=True),
    _Form("options", 3, summary=True),
    _Form("options", 99, left_out=True, summary=True, room="least"),
    _Form("options", 3, summary=True, room="least"),
    _Form("open", 3, summary=True, room="least"),
    _Form("open", 3, room="least"),
    _Form("open", room="least"),
    _Form("taken", 99, left_out=True, summary=True, room="least"),
    _Form("taken", 3, summary=True, room="least"),
    _Form("taken", room="least"),
    _Form("grouped", 3, room="least"),
    _Form("grouped", room="least"),
    _Form("named", brief=True, room="least"),
    _Form("named", brief=True, room="least", objections=2),
    _Form("named", brief=True, room="least", objections=1),
)
#: How many of the authorities that may have moved it names.
_MOVING: Final = 2
#: How many things that are open in the state's law a brief memo tells before it counts the rest.
_OPEN: Final = 2
#: How many choices its subject names before it counts the rest.
_NAMED: Final = 2


def memo(draft: Draft, library: Library, day: date, attach: Sequence[str] = ()) -> Document:
    """Return the memo on a draft with the attachments of these names. Everything in it comes from the chosen variants and the
    files of the place and its state, so it cannot drift from the text."""
    name, place = draft.instrument_name, draft.place.official_name
    made = Document(
        f"Memorandum on the {name}: {place}",
        (),
        header=f"{place} · memorandum",
        footer=f"{shown_date(day)} · for review by counsel",
        date=day,
    )
    for form in _FORMS:  # what is attached changes no word before it, so it is not asked
        made = replace(made, blocks=tuple(_Memo(draft, library, form, ()).blocks(day)))
        if fits_two_pages(made):
            break
    two_pages = _Memo(draft, library, form, attach).blocks(day)
    return replace(made, blocks=(*two_pages, *attached(attach, draft, library)))


def memo_attachments(draft: Draft, library: Library, day: date) -> Document:
    """Return every attachment of a memo, without the memo."""
    title = f"Attachments to the memorandum: {draft.place.official_name}"
    blocks = list(attached([one.name for one in ATTACHMENTS], draft, library))
    first = blocks[0]
    assert isinstance(first, Paragraph)  # the heading of the first attachment
    blocks[0] = replace(first, page_break_before=False)
    return Document(title, (Paragraph("title", (Run(title),)), *blocks), footer=shown_date(day), date=day)


class _Memo:
    """The parts of one memo, in one form."""

    def __init__(self, draft: Draft, library: Library, form: _Form, attach: Sequence[str]) -> None:
        self.draft, self.library, self.form, self.attach = draft, library, form, attach
        self.sources, self.issuer, self.policy = Sources(library), issuer_of(draft), policy_sections(draft)
        self.annotator = Annotator(self.sources, "body", "body-list", set())

    def blocks(self, day: date) -> Iterator[Block]:
        yield Paragraph("title", (Run("Memorandum"),))
        yield from self.head(day)
        yield from self.asked_first()
        yield from self.question()
        yield from self.state()
        yield from self.choices()
        yield from self.objections()
        yield from self.counsel()
        yield from self.attachments()

    def head(self, day: date) -> Iterator[Block]:
        known = f"Federal law: events known through {federal_horizon(self.library)}. {state_horizon(self.draft.selection.state)}"
        yield Paragraph("small", (Run("Not legal advice. ", "strong"), Run(known)))
        yield said("To: ", Run(self.issuer.address))
        yield said("From: ", Blank("name and office"), Run(" · "), Run("Date: ", "strong"), Run(shown_date(day)))
        yield said("Subject: ", Run(self._subject()))

    def _subject(self) -> str:
        names = [section.heading for section in self.policy]
        return f"{'Adopted' if self.draft.place.adopted else 'Proposed'} {self.draft.instrument_name}" + (
            f": {_listed(names, _NAMED)}" if names else ""
        )

    def asked_first(self) -> Iterator[Block]:
        """What members ask before they read on: without a heading where there is the least room; then the cost."""
        clauses = [section.chosen.clause for section in self.policy]
        answers = asked_first(self.library, self.draft.place, clauses, self.form.room)
        tight = self.form.room == "least"
        blocks = asked_blocks(self.library, [one for one in answers if one.id != "cost"], "small" if tight else "body")
        yield from (block for block in blocks if not (tight and block.keep_with_next))
        yield from self.cost()

    def question(self) -> Iterator[Block]:
        if self.draft.place.adopted:
            yield from self.passed(self.draft.place.adopted)
            return
        who, verb, count = self.issuer.name, self.issuer.verb, len(self.policy)
        yield heading("Question and recommendation")
        choices = f"{count} policy choice{'' if count == 1 else 's'}" if count else "no policy choice"
        yield body(
            f"Should the {who} {verb} the attached {self.draft.instrument_name}? It makes {choices}, in"
            f" {len(self.draft.sections)} sections in all. The {who} can {verb} it as drafted, with other options, or without"
            " sections; ask counsel first; or leave each agency to its own policy, or to none."
        )
        yield said("Recommendation: ", Blank("recommendation of the member or the staff"))

    def passed(self, adopted: Adopted) -> Iterator[Block]:
        """What was adopted, and which of its sections nobody in the library has words for; there is nothing left to decide."""
        draft, amended = self.draft, amended_sections(self.draft)
        yield heading("What passed")
        told = [f"{one.heading} ({one.label})" for one in draft.sections if one.id in amended]
        changed = f" Amended, so that only the text or counsel says what it does: {'; '.join(told)}." if told else ""
        struck = [one.title for one in self.library.clauses() if one.id in adopted.struck]
        gone = f" Struck from what was drafted: {'; '.join(struck)}." if struck else ""
        yield body(
            f"The {draft.instrument_name} was adopted on {shown_date(adopted.on)}, in {len(draft.sections)} sections."
            f"{changed}{gone}"
        )

    def state(self) -> Iterator[Block]:
        """The state's law in a paragraph; in boxes what stands against the draft, what it threatens, and what is still open."""
        draft, state = self.draft, self.draft.selection.state
        yield heading("State law")
        yield from self._warning()
        if facts := [event_fact(event) for event in open_events(draft, self.library)]:
            lead = f"Open in {state.name} law: look it up first (the draft's first page says where). "
            if self.form.brief and len(facts) > _OPEN:
                facts[_OPEN:] = [f"{len(facts) - _OPEN} more stand in attachment {number_of('notes')}"]
            yield Paragraph("notice", (Run(lead, "strong"), Run(f"{'. '.join(facts)}.")))
        if listed := listed_in_draft(draft, self.library, 1 if self.form.brief else 3):
            yield Paragraph("notice", (Run("Agreements. ", "strong"), Run(" ".join(listed))))
        summary = " ".join(state.summary.split())
        if self.form.summary:
            yield body(summary)
        elif not at_risk(draft):  # where it is, the box has said it
            yield body(first_sentence(summary))

    def _warning(self) -> Iterator[Block]:
        draft = self.draft
        if not at_risk(draft):
            return
        state = draft.selection.state.name
        words = f"{state} law stands against part of this field. Counsel must advise before anyone files or votes."
        parts = [(Run("State law. ", "strong"), Run(words))]
        against = [section for section in self.policy if section.chosen.rule.status in AGAINST]
        for section in against if not self.form.brief else ():
            lead = f"{AGAINST[section.chosen.rule.status]}: {section.heading}: "
            parts.append((Run(lead, "strong"), Run(f"{verdict_words(self.library, section.chosen.rule)}.")))
        for status, mark in AGAINST.items() if self.form.brief else ():
            if names := [section.heading for section in against if section.chosen.rule.status == status]:
                parts.append((Run(f"{mark}: ", "strong"), Run(f"{'; '.join(names)}.")))
        if threats := penalties(draft, self.library):
            parts.append((Run("Penalties: ", "strong"), Run(f"{'; '.join(threats)}.")))
        yield from (Paragraph("notice", part) for part in parts)

    def choices(self) -> Iterator[Block]:
        yield heading("The choices")
        if self.policy:
            yield choices_table(self.draft, self.library, self.form.columns)
        told = [*reach_lines(self.library, self.policy, self.draft.place), *self._left_out()]
        if told:
            yield Paragraph("small", (Run(" ".join(told)),))

    def _left_out(self) -> Iterator[str]:
        """Yield what of its package is not in the draft, and why; in a shorter form only how many clauses."""
        left = self.draft.selection.left_out
        if left and self.form.left_out:
            says = dict.fromkeys(one.says for one in left)
            told = [f"{', '.join(one.clause.title for one in left if one.says == why)} ({why})" for why in says]
            yield f"Not in {self._text}: {'; '.join(told)}."
        elif left:
            many = f"{len(left)} clauses of its package" if len(left) > 1 else left[0].clause.title
            yield f"Not in {self._text}, for the reason in attachment {number_of('options')}: {many}."

    @property
    def _text(self) -> str:
        return "the adopted text" if self.draft.place.adopted else "this draft"

    def cost(self) -> Iterator[Block]:
        yield heading("Cost")
        yield said("Fiscal impact: ", Blank("figure, source, and budget line"), Run(self._elsewhere()))
        for section in self.policy[: self.form.costs]:
            for note in (one for one in section.notes if one.kind == "costs"):
                first = next(iter(self.annotator.paragraphs(note.provisions)))
                yield bullet(Run(f"{section.heading}: ", "strong"), Run(first_sentence(plain_text(first.content))))

        if heads := owners_of(self.library, [section.chosen.clause for section in self.policy], self.draft.place):
            yield Paragraph("small", (Run("Who carries it out: ", "strong"), Run(f"{'; '.join(heads)}.")))

    def _elsewhere(self) -> str:
        """Return where the costs of choices stand that are not told here, or nothing."""
        untold = len(self.policy) > self.form.costs
        return f". What each choice costs stands in attachment {number_of('options')}." if untold else ""

    def objections(self) -> Iterator[Block]:
        """The first objection to each of the choices that are most exposed, with its answer in short."""
        chosen = sorted((one for one in self.policy if one.chosen.clause.objections), key=self._exposed)[: self.form.objections]
        if chosen:
            title = "The objection to expect, and the reply" if len(chosen) == 1 else "The strongest objections, and replies"
            yield heading(title)
        for section in chosen:
            says = next(note for note in section.notes if note.kind == "says")
            first, *_ = self.annotator.paragraphs(says.provisions)
            lead = Run(f"{section.heading}. ", "strong")
            short = section.chosen.clause.objections[0].short or f"The reply stands in attachment {number_of('objections')}."
            yield Paragraph("body", (lead, *emphasised(first.content), Run(f" {typographic(short)}")))

    def _exposed(self, section: Section) -> tuple[bool, int]:
        """Return what sorts the most exposed choice first: state law is against it, or its level is the highest."""
        levels = [level.id for level in self.library.vocabulary.exposures]
        tradeoffs = section.chosen.variant.tradeoffs
        return (section.chosen.rule.status not in AGAINST, -levels.index(tradeoffs.exposure) if tradeoffs else 1)

    def counsel(self) -> Iterator[Block]:
        yield heading("What counsel must settle first")
        confirm = self.draft.formula.confirm
        asked = [*([f"Enacting words: {confirm}."] if confirm else []), *self._on_power(), *on_officers(self.draft)]
        moving = [self.sources.authority(one, short=True) for one in moving_authorities(self.draft, self.library)]
        if moving:
            asked.append(f"What has happened since in {_listed(moving, _MOVING)}?")
        local = f"Attachment {number_of('notes')} has what each section needs settled here."
        *first, last = [*asked, local] if not asked else [*asked[:-1], f"{asked[-1]} {local}"]
        yield from (bullet(Run(words)) for words in (*first, last))

    def _on_power(self) -> list[str]:
        """Return whether each doubtful choice may be adopted; of many, only their names."""
        asked = list(on_power(self.draft, self.library))
        if len(asked) <= 2:
            return asked
        names = [section.heading for section in self.policy if section.chosen.rule.status in UNSETTLED]
        return [f"May the {self.issuer.name} {self.issuer.verb}: {_listed(names, _NAMED)}? The table has what is on file."]

    def attachments(self) -> Iterator[Block]:
        listed = [(one.name in self.attach, f"{number}. {one.title}") for number, one in enumerate(ATTACHMENTS, 1)]
        here, apart = ("; ".join(words for given, words in listed if given is wanted) for wanted in (True, False))
        if here:
            yield Paragraph("small", (Run("Attached: ", "strong"), Run(f"{here}.")))
        if apart:
            yield Paragraph("small", (Run("Attachments on request: ", "strong"), Run(f"{apart}.")))


def _listed(names: list[str], most: int) -> str:
    """Return names in a row; of many only the first, and how many more there are: two at least, since one could be named."""
    more = f"; and {len(names) - most} more" if len(names) > most + 1 else ""
    return "; ".join(names[:most] if more else names) + more
