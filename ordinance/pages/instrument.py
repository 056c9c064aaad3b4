"""A draft as a document: head, reasons, enacting words, sections, signatures, with its commentary where it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    Comment,
    Document,
    Inline,
    Number,
    NumberLevel,
    NumberScheme,
    Paragraph,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
)
from ordinance.drafting.facts import capital
from ordinance.drafting.lengths import short_form
from ordinance.drafting.model import Amended, Draft, Provision, Section, begun, plain
from ordinance.drafting.numbering import item_label, item_pattern, number_at, section_label
from ordinance.drafting.rests_on import open_events
from ordinance.drafting.state_acts import unread
from ordinance.drafting.state_law import law_of, unresearched
from ordinance.library.instrument_model import ShortForm
from ordinance.library.place_model import Numbering
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.pages.appendix import appendix
from ordinance.pages.choice_words import AGAINST
from ordinance.pages.commentary import Annotator, NoteGroup
from ordinance.pages.head import head, labelled, number_of, record
from ordinance.pages.in_time import open_lines, time_line
from ordinance.pages.listed_in_draft import listed_in_draft
from ordinance.pages.local_words import with_local_words
from ordinance.pages.sources import Sources, at_risk, checked_line, penalties, penalty_heading, shown_date

CommentaryMode = Literal["comments", "notes", "inline", "none"]

BILL, CODE, ANNEX = "sections", "code-sections", "procedures"
_SUBSECTIONS: tuple[Style, ...] = ("section-text", "subsection-1", "subsection-2", "subsection-3", "subsection-4")
_FLUSH: tuple[Style, ...] = ("section-text", "flush-1", "flush-2", "flush-3", "flush-4")


class Options(Struct, frozen=True):
    """How a draft is printed: where the commentary stands, the one date in the document, and whether the sections
    of a code that it changes are printed as they will read or as they stand."""

    commentary: CommentaryMode = "comments"
    date: date = date(1970, 1, 1)
    code: Literal["amended", "standing"] = "amended"


def build(draft: Draft, library: Library, options: Options) -> Document:
    """Return the document of a draft. Raises `NotFound` for a source that is not in the library."""
    return _Builder(draft, library, options).document()


class _Builder:
    """Collects the blocks and comments of one document; ids are counted from 1."""

    def __init__(self, draft: Draft, library: Library, options: Options) -> None:
        self.draft, self.library, self.options = draft, library, options
        self.sources = Sources(library)
        self.annotator = Annotator(self.sources, day=options.date)
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self.instances = 0

    def document(self) -> Document:
        draft = self.draft
        self.head()
        self.reasons()
        self.body()
        self.close()
        self.annex()
        if self.options.commentary == "notes":
            self.blocks += appendix(draft, self.sources, self.options.date)
        name = capital(draft.instrument_name)
        number = number_of(draft, self.sources)
        what = name  # a policy is told apart by its department
        if draft.selection.instrument.scope == "department":
            what = f"{plain(draft.head)}: {draft.instrument_name}" if draft.head else plain(draft.title)
        made = Document(
            title=f"{what}: {draft.place.official_name}",
            blocks=tuple(self.blocks),
            comments=tuple(self.comments),
            schemes=tuple(self._schemes()),
            subject=plain(draft.caption),
            header=f"{draft.place.official_name} · {name}{' No. ' if number else ''}",
            header_blank=number,
            footer=f"Draft of {shown_date(self.options.date)} · for review by counsel",
            date=self.options.date,
        )
        return with_local_words(made, draft, self.library, self.options.commentary)

    # --- parts ---

    def head(self) -> None:
        """The government and its instrument by name, notice, blanks, and caption."""
        draft = self.draft
        self.blocks += head(draft, self.sources)
        self.notice()
        self.blocks += labelled(draft, self.sources)
        groups = [self.annotator.group("draft", self._about())]
        self.annotated(Paragraph("caption", self.sources.inline(draft.caption), id="caption"), groups)

    def notice(self) -> None:
        """The draft-and-review notice, the power to enact, the dates of the law, and what state law forbids or puts at risk."""
        draft = self.draft
        self.blocks.append(Paragraph("notice", self.sources.inline(draft.notice)))
        if draft.power:
            self.blocks.append(Paragraph("notice", (Run("Power to enact. ", "strong"), Run(draft.power))))
        prepared = f"Prepared {shown_date(self.options.date)}. {checked_line(draft, self.library)}"
        self.blocks.append(Paragraph("notice", (Run(prepared),)))
        if draft.place.to_confirm:
            words = f"Usual in such a place and not yet confirmed for {draft.place.name}: {'; '.join(draft.place.to_confirm)}."
            self.blocks.append(Paragraph("notice", (Run(words),)))
        if listed := listed_in_draft(draft, self.library):
            self.blocks.append(Paragraph("notice", (Run("Agreements. ", "strong"), Run(" ".join(listed)))))
        if named := unread(draft.selection, self.library.vocabulary):
            words = f"Named in this draft and known from accounts only: {'; '.join(named)}. Read each before it is filed."
            self.blocks.append(Paragraph("notice", (Run(words),)))
        short = draft.selection.length == "short"
        for line in [event.says for event in open_events(draft, self.library)] if short else open_lines(draft, self.library):
            lead = Run(f"Open in {draft.selection.state.name} law. ", "strong")
            self.blocks.append(Paragraph("notice", (lead, Run(line))))
        if words := time_line(draft, self.library, self.options.date):
            self.blocks.append(Paragraph("notice", (Run("When the law behind this draft holds. ", "strong"), Run(words))))
        for told in draft.selection.told:
            self.blocks.append(Paragraph("notice", (Run(told),)))
        loose = unresearched(draft)
        for section in draft.ruled:
            rule = section.chosen.rule
            if rule.status in AGAINST or section in loose:
                verdict = self.sources.term(self.library.vocabulary.verdicts, rule.word)
                cites = "; ".join(statute.cite for statute in rule.statutes)
                words = f" {capital(verdict.title)}: {cites or 'see the commentary'}. {verdict.says or ''}"
                lead = Run(f"{section.label} ({section.heading}).", "strong")
                self.blocks.append(Paragraph("notice", (lead, Run(words.rstrip()))))
        threats = penalties(draft, self.library)
        if threats and at_risk(draft):
            heading = penalty_heading(self.library, law_of(draft.selection, self.library.vocabulary))
            lead = Run(f"{heading}. ", "strong")
            self.blocks.append(Paragraph("notice", (lead, Run("; ".join(threats) + ". Counsel must advise first."))))
        open_words = (("The enacting words", draft.formula.confirm), ("When it takes effect", draft.effect_confirm))
        if words := " ".join(f"{what} must be confirmed: {why}." for what, why in open_words if why):
            self.blocks.append(Paragraph("notice", (Run(words),)))

    def reasons(self) -> None:
        """Recitals, the enacting words, and what stands before the first section; reasons that are findings stand in that."""
        draft, form = self.draft, self.draft.selection.instrument.recitals
        recitals = () if draft.findings else draft.recitals
        if recitals and form.heading:
            self.blocks.append(Paragraph("heading-1", (Run(form.heading),), keep_with_next=True))
        for index, pieces in enumerate(recitals):
            end = form.last if index == len(recitals) - 1 else form.end
            content = (Run(form.lead), *self.sources.inline(pieces), Run(end))
            self.blocks.append(Paragraph("recital", tuple(part for part in content if part != Run(""))))
        opening = [Paragraph("section-text", self.sources.inline(provision.pieces)) for provision in draft.opening]
        formula = [Paragraph("enacting-clause", self.sources.inline(draft.formula.pieces), keep_with_next=True)]
        enacting = formula if plain(draft.formula.pieces).strip() else []
        first = draft.selection.instrument.opening_first
        self.blocks += [*opening, *enacting] if first else [*enacting, *opening]

    def body(self) -> None:
        """All sections; codified ones under the section of the instrument that brings them into the code."""
        in_place = {one.section for one in self.draft.amended}
        sections = [section for section in self.draft.sections if section.anchor not in in_place]
        codified = [section for section in sections if section.codified]
        plain_ones = [section for section in sections if not section.codified]
        self.findings()
        if codified:
            self.addition()
            for section in codified:
                self.section(section, CODE, "heading-2")
        for amended in self.draft.amended:
            self.amended(amended)
        form = short_form(self.draft.selection)
        for section in plain_ones:
            if form is not None and form.lead:
                self.resolved(section, form, last=section is plain_ones[-1])
            else:
                self.section(section, BILL, "heading-1")

    def findings(self) -> None:
        """The reasons as the first section of the instrument, where they stand there."""
        draft = self.draft
        if not draft.findings:
            return
        words = draft.bill.findings or "Findings"
        self.blocks.append(_heading("heading-1", self.label(0), draft.numbering, words, "findings", BILL))
        self.instances += 1
        for position, pieces in enumerate(draft.recitals):
            number = Number(item_label(draft.numbering, 1, position), BILL, 1, self.instances)
            content = (*self.sources.inline(begun(pieces)), Run("."))
            self.blocks.append(Paragraph("subsection-1", content, f"findings.{position}", number))

    def addition(self) -> None:
        """The section that brings the others into the code, and the heading of the chapter or article that they make there."""
        draft, code = self.draft, self.draft.place.code
        label = self.label(int(draft.findings))
        heading = _heading("heading-1", label, draft.numbering, "Addition to the code", "codification", BILL)
        lead = self.sources.inline(draft.codify_lead)
        self.blocks += (heading, Paragraph("lead-in", lead))
        if code is not None and code.heading and not code.exists:
            words = typographic(f"{code.heading}. {code.title}").upper()
            self.blocks.append(Paragraph("chapter", (Run(words),), keep_with_next=True))

    def label(self, position: int) -> str:
        """Return the label of a section of the instrument by its position."""
        return section_label(self.draft.numbering, number_at(self.draft.numbering, position))

    def resolved(self, section: Section, form: ShortForm, *, last: bool) -> None:
        """One section without a heading: a paragraph that begins with the form's words, its items, and the mark at its end."""
        first, *rest = section.provisions
        number = form.numbers.replace("{n}", str(self.draft.sections.index(section) + 1)) + " " if form.numbers else ""
        words = (Run(number + form.lead), *self.sources.inline(first.pieces))
        start = len(self.blocks)
        paragraph = Paragraph("recital", words, id=section.anchor, keep_with_next=bool(first.children or rest))
        shaded = self.annotated(paragraph, self.margin(section), hold=True)
        self._provisions((*first.children, *rest), BILL, self.instances)
        end = max(index for index in range(start, len(self.blocks)) if isinstance(self.blocks[index], Paragraph))
        closing = self.blocks[end]
        if isinstance(closing, Paragraph):
            self.blocks[end] = replace(closing, content=(*closing.content, Run(form.last if last else form.end)))
        self.blocks += shaded

    def amended(self, one: Amended) -> None:
        """The section of the instrument that changes a section of the code, and the code's section as it will read, or stands."""
        self.blocks.append(_heading("heading-1", one.label, self.draft.numbering, one.title, one.anchor, BILL))
        self.blocks.append(Paragraph("lead-in", self.sources.inline(one.lead), keep_with_next=True))
        numbering = self.draft.code_numbering or self.draft.numbering
        section = next((section for section in self.draft.sections if section.anchor == one.section), None)
        standing = self.options.code == "standing"
        if section is not None and not standing:
            self.section(section, CODE, "heading-2")
        elif not one.moved and (standing or not one.repealed):
            words, provisions = (one.heading, one.before) if standing else (one.heading_after, one.after)
            anchor = one.section or f"{one.anchor}-code"
            label = one.code_label if standing else one.label_after or one.code_label
            self.blocks.append(_heading("heading-2", label, numbering, words, anchor, CODE))
            self._provisions(provisions, CODE, self.instances)

    def section(self, section: Section, scheme: str, style: Style) -> None:
        """One section: its heading with the notes on it, then its provisions."""
        groups = self.margin(section)
        numbering = self.draft.code_numbering if scheme == CODE and self.draft.code_numbering else self.draft.numbering
        heading = _heading(style, section.label, numbering, section.heading, section.anchor, scheme)
        shaded = self.annotated(heading, groups, hold=True)
        self._provisions(section.provisions, scheme, self.instances)
        self.blocks += shaded

    def close(self) -> None:
        """The record of adoption, apart from the law, and the signatures."""
        adopted = record(self.draft, self.sources)
        if adopted is not None:
            self.blocks.append(adopted)
        lines = tuple(SignatureLine(label, self.sources.inline(office)) for label, office in self.draft.signatures)
        if lines:
            self.blocks.append(SignatureBlock(lines))

    def annex(self) -> None:
        """The procedures behind a short instrument, on a page of their own."""
        draft = self.draft
        if draft.annex_numbering is None:
            return
        title, lead = self.sources.inline(draft.annex_title), self.sources.inline(draft.annex_lead)
        self.blocks.append(Paragraph("title", title, keep_with_next=True, page_break_before=True))
        self.blocks.append(Paragraph("section-text", lead))
        for section in draft.annex:
            heading = _heading("heading-1", section.label, draft.annex_numbering, section.heading, section.anchor, ANNEX)
            self.blocks.append(heading)
            self._provisions(section.provisions, ANNEX, self.instances)

    # --- commentary ---

    def margin(self, section: Section) -> list[NoteGroup]:
        """Return the comment on a section: short, with the number of its long note where those are printed."""
        return self.annotator.margin(section, self.draft.sections.index(section) + 1)

    def annotated(self, paragraph: Paragraph, groups: list[NoteGroup], *, hold: bool = False) -> list[Paragraph]:
        """Append a paragraph with its notes: as comments anchored to it, or as shaded paragraphs (returned if `hold`)."""
        mode = self.options.commentary
        if mode == "comments" and groups:
            first = len(self.comments) + 1
            self.comments += [Comment(first + n, g.kind, g.title, g.body) for n, g in enumerate(groups)]
            ids = tuple(range(first, first + len(groups)))
            paragraph = replace(paragraph, comments=ids)
        self.blocks.append(paragraph)
        shaded = list(_shaded(groups)) if mode == "inline" else []
        if not hold:
            self.blocks += shaded
        return shaded

    def _about(self) -> Iterator[Paragraph]:
        """Yield the comment on the whole draft: the package, what the state is like, and what was left out, by title."""
        draft = self.draft
        state = draft.selection.state
        stance = next((one for one in self.library.vocabulary.stances if one.id == state.stance), None)
        words = [f"Package: {draft.selection.package.label.rstrip('.')}."]
        if stance is not None:
            words.append(f"{state.name} {stance.title}.")
        if draft.selection.left_out:
            words.append(f"Left out: {'; '.join(one.clause.title for one in draft.selection.left_out)}.")
        words.append((stance.says or "").strip() if stance else "")
        yield Paragraph("commentary", (Run(" ".join(word for word in words if word)),))

    # --- provisions ---

    def _provisions(self, provisions: tuple[Provision, ...], scheme: str, instance: int) -> None:
        for provision in provisions:
            content = self.sources.inline(provision.pieces)
            if provision.kind == "definition":
                self.instances += 1  # the items of each definition count from the first label again
                self._definition(provision, content)
                self._provisions(provision.children, scheme, self.instances)
                continue
            self.blocks.append(_paragraph(provision, content, scheme, instance))
            self._provisions(provision.children, scheme, instance)

    def _definition(self, provision: Provision, content: tuple[Inline, ...]) -> None:
        """Append a definition without its items."""
        opens = bool(provision.children)
        self.blocks.append(Paragraph("definition", _term_marked(content), provision.anchor, keep_with_next=opens))

    def _schemes(self) -> Iterator[NumberScheme]:
        draft = self.draft
        yield _scheme(BILL, "heading-1", draft.numbering)
        if draft.annex_numbering:
            yield _scheme(ANNEX, "heading-1", draft.annex_numbering)
        if draft.code_numbering:
            yield _scheme(CODE, "heading-2", draft.code_numbering)


def _heading(style: Style, label: str, numbering: Numbering, words: str, anchor: str, scheme: str) -> Paragraph:
    number = Number(typographic(f"{label}{numbering.heading_end}"), scheme, 0)
    return Paragraph(style, (Run(words),), id=anchor, number=number, keep_with_next=True)


def _paragraph(provision: Provision, content: tuple[Inline, ...], scheme: str, instance: int) -> Paragraph:
    """Return an item or a plain paragraph of a section. One with items under it stays with the first of them."""
    level = min(provision.level, 4)
    if provision.kind != "item":
        return Paragraph(_FLUSH[level], content, provision.anchor, keep_with_next=bool(provision.children))
    number = Number(provision.label, scheme, level, instance)
    opens = bool(provision.children) and provision.children[0].kind == "item"
    return Paragraph(_SUBSECTIONS[level], content, provision.anchor, number, keep_with_next=opens)


def _scheme(scheme_id: str, style: Style, numbering: Numbering) -> NumberScheme:
    heading = NumberLevel(
        typographic(numbering.section + numbering.heading_end), start=numbering.start, step=numbering.step, pad=numbering.pad
    )
    return NumberScheme(scheme_id, style, (heading, *(NumberLevel(item_pattern(level)) for level in numbering.levels)))


def _shaded(groups: list[NoteGroup]) -> Iterator[Paragraph]:
    for group in groups:
        first, *rest = group.body
        if first.content and isinstance(first.content[0], Run) and first.content[0].emphasis == "strong":
            yield from group.body  # its parts have titles of their own
            continue
        title = Run(f"{group.title}. ", "strong")
        if first.style == "commentary":
            yield replace(first, content=(title, *first.content))
        else:
            yield Paragraph("commentary", (title,), keep_with_next=True)
            yield first
        yield from rest


def _term_marked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Set the defined term, which stands first and in quotation marks, in the face of a term."""
    first = content[0] if content else None
    if isinstance(first, Run) and first.text.startswith("“") and "”" in first.text:
        term, _, rest = first.text.partition("”")
        return (Run(term + "”", "term"), Run(rest), *content[1:])
    return content
