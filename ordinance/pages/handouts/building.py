"""One edition of one handout as a document: its words filled, its banners and footer added, its cards laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    CardSheet,
    CardSide,
    Checklist,
    Columns,
    Document,
    Field,
    Inline,
    Panel,
    PanelKind,
    Paragraph,
    Run,
    Style,
    Table,
    bullet,
    counted,
)
from ordinance.drafting.facts import Facts
from ordinance.errors import BadChoice, Fault, FaultyFile, found, nearest
from ordinance.library.handout_model import FieldsLeaf, Group, Handout, HandoutNode, Insert, LanguageTable, Layout, Leaf
from ordinance.library.handouts import MASTER, attorney_review, handout_rules, is_read_back, is_stale, language_table
from ordinance.library.handouts import handout as handout_of
from ordinance.library.store import Library
from ordinance.library.templates import Parts, TemplateProblem, compile_text
from ordinance.pages.handouts.direction import with_numbers_whole
from ordinance.pages.handouts.facts import Subject, handout_facts, shown, shown_shortly
from ordinance.pages.handouts.fitting import large, rows_of, shares
from ordinance.pages.handouts.inserts import Inserts
from ordinance.pages.handouts.keeping import kept_together
from ordinance.pages.handouts.leaves import inlines, said
from ordinance.pages.handouts.safety import refuse
from ordinance.pages.handouts.tree import CARD_LAYOUTS, nodes_of

#: Cards by layout: width and height in inches, how many across and down on Letter, smallest and largest type in points.
_CARDS: Final[dict[Layout, tuple[float, float, int, int, float, float]]] = {
    "10-up": (3.5, 2.0, 2, 5, 7.5, 10.0),
    "4-up": (4.25, 5.5, 2, 2, 9.0, 15.0),
    "half": (8.5, 5.5, 1, 2, 11.0, 18.0),
    "poster": (7.5, 10.0, 1, 1, 14.0, 30.0),
}
#: The letters of these languages need this many points more than Latin ones to be told apart.
_FINE_SCRIPTS: Final = ("ar", "ko", "pa", "zh")
_FINE_SCRIPT_MORE: Final = 0.5
#: The least size of the side of a small card that an officer reads at arm's length.
_READ_BY_OFFICERS: Final = 9.0
_STYLES: Final[dict[str, Style]] = {"heading-1": "heading-1", "heading-2": "heading-2", "paragraph": "body"}


class Edition(Struct, frozen=True):
    """What is asked for: language, date, layout (letter, or the first of the head, where there is none), whether lines to
    write on may stand for a contact that the place's file lacks and for telephone lines whose check is too old, and whether
    what the draft and the place give is put in at all; `unsaid` lets an amended section for which counsel has no sentence yet
    stand in its own words, under a banner."""

    language: str
    day: date
    layout: Layout | None = None
    blank_contact: bool = False
    blank_hotlines: bool = False
    inserts: bool = True
    unsaid: bool = False


class Sheet(Struct, frozen=True):
    """A handout made: its document, the file that it came from, the language it is really in, and what was missing."""

    document: Document
    source: Handout
    table: LanguageTable
    layout: Layout
    notes: tuple[str, ...]


def handout(library: Library, kind: str, subject: Subject, edition: Edition) -> Sheet:
    """Return one edition of a handout. Raises `NotFound` for a kind or language that there is not, `BadChoice` for a layout
    that the handout does not have or a place that it needs, and `FaultyFile` for a text that cannot be filled."""
    wanted = language_table(library, edition.language)
    source = handout_of(library, kind, wanted.language) or handout_of(library, kind, MASTER)
    if source is None:
        raise BadChoice(f"the handout {kind} is not in {wanted.english_name}, nor in English; see `ordinance handouts`")
    if source.head.needs != "none" and subject.place is None:
        raise BadChoice(
            f"{kind} is about one place: name it, as in `ordinance handout {kind} ithaca-ny`; `ordinance places` lists them"
        )
    layout = edition.layout or ("letter" if "letter" in source.head.layouts else source.head.layouts[0])
    if layout not in source.head.layouts:
        offered = ", ".join(source.head.layouts)
        raise BadChoice(f"{kind} has no layout {layout}{nearest(layout, source.head.layouts)}; it has: {offered}")
    return Maker(library, source, wanted, subject, edition, layout).sheet()


class Maker:
    """The facts and inserts of one edition, and the blocks made from them."""

    def __init__(
        self, library: Library, source: Handout, wanted: LanguageTable, subject: Subject, edition: Edition, layout: Layout
    ) -> None:
        self.library, self.source, self.wanted, self.edition, self.layout = library, source, wanted, edition, layout
        self.table = wanted if source.language == wanted.language else language_table(library, source.language)
        self.subject = subject
        self.facts: Facts = handout_facts(library, subject, self.table, edition.day)
        blanks = (edition.blank_contact, edition.blank_hotlines)
        self.rules = handout_rules(library)
        self.blanks: dict[str, None] = {}
        self.inserts = Inserts(
            library, subject, self.table, source, edition.day, blanks, self.rules, layout, unsaid=edition.unsaid
        )

    def sheet(self) -> Sheet:
        nodes = nodes_of(self.source, self.facts, self.layout)
        title = "".join(getattr(part, "text", "") for part in self._line(self.source.head.title))
        if self.layout in CARD_LAYOUTS:
            blocks: tuple[Block, ...] = self._cards(nodes)
            header = footer = ""
        else:
            body = self._blocks(nodes)
            body = large(body) if self.layout == "large-print" else body
            blocks = (Paragraph("title", said(title)), *self._with_banner(body), *self._foot())
            header = self.table.phrases.privacy if self.source.head.privacy else ""
            footer = self._footer()
        document = Document(
            title=title,
            blocks=blocks,
            language=tag_of(self.table),
            header=header,
            footer=footer,
            date=self.edition.day,
            look="handout",
            large_print=self.layout == "large-print",
            landscape=self.layout == "letter" and _has_options(nodes),
            colours=self._colours(),
        )
        refuse(document, self.source, self.table, self.rules)
        return Sheet(with_numbers_whole(document), self.source, self.table, self.layout, self._notes())

    def _colours(self) -> tuple[str, str] | None:
        """Return the colour by which this sheet is known."""
        name = self.source.head.colour
        if name is None:
            return None
        colour = found(self.rules.colours, "colour", name)
        return colour.day, colour.night

    def _notes(self) -> tuple[str, ...]:
        notes = list(self.inserts.notes)
        if self.blanks and self.subject.place:
            file = self.library.shown(self.library.file_of(self.subject.place))
            notes.append(f"{file} has blanks, and there are lines to write on for them: {', '.join(self.blanks)}")
        if self.table is not self.wanted:
            notes.append(f"{self.source.kind} is not yet in {self.wanted.english_name}; it is printed in English and says so")
        elif is_stale(self.library, self.source):
            notes.append(
                f"{self.source.kind}: the {self.table.english_name} was written from an older English text; compare them"
            )
        if self.source.head.reviewed and self._unreviewed:
            notes.append(f"{self.source.kind}: its words have changed since {self.source.head.reviewed.by} reviewed them")
        return tuple(dict.fromkeys(notes))

    # --- what stands round the body ---

    def _with_banner(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the body with what is not yet reviewed, in two lines at most, after the first words that help."""
        marks = tuple(self._marks(self.table, self.wanted))
        if not marks:
            return body
        lines = [Paragraph("body", said(" ".join(marks)))]
        if self.table.language != MASTER:
            master = language_table(self.library, MASTER)
            lines.append(Paragraph("body", said(" ".join(self._marks(master, master))), language="en-US"))
        after = next((index for index, block in enumerate(body, 1) if not _is_heading(block)), 0)
        return (*body[:after], Panel("banner", tuple(lines)), *body[after:])

    def _marks(self, table: LanguageTable, wanted: LanguageTable) -> Iterator[str]:
        """Yield in one language what is not yet reviewed or translated."""
        if table is not wanted:
            yield wanted.phrases.not_translated
        if self._unreviewed or self.edition.unsaid:
            yield table.phrases.draft_banner
        if self._untested:
            yield table.phrases.machine_banner.format(language=self.table.english_name)
        if is_stale(self.library, self.source):
            yield table.phrases.stale

    @property
    def _unreviewed(self) -> bool:
        """Tell whether the sheet needs an attorney's review that these words have not had."""
        return self.source.head.counsel == "rights" and attorney_review(self.source) is None

    @property
    def _untested(self) -> bool:
        return self.source.head.translation is not None and not is_read_back(self.source)

    def _foot(self) -> Iterator[Block]:
        phrases, review = self.table.phrases, attorney_review(self.source)
        if review is not None:
            words = phrases.reviewed.format(by=review.by, state=review.state, date=shown(self.table, review.on))
            yield Paragraph("small", said(words))
        elif self.source.head.counsel == "rights":
            labels = (phrases.review_by, phrases.review_state, phrases.review_date)
            yield from rows_of(tuple(Field(said(label)) for label in labels), 1, self.layout == "large-print")

    def _footer(self) -> str:
        phrases, organization = self.table.phrases, self.subject.place.organization if self.subject.place else None
        again = self.edition.day + timedelta(days=self.rules.hotline_days)
        if self.layout == "large-print":  # in letters of 18 points there is room for what the reader needs
            return f"{phrases.check_again.format(date=shown(self.table, again))} · {phrases.not_advice}"
        name, page = (organization.name, organization.page or "") if organization else ("", "")
        parts = [
            *(one for one in (name, page) if not one.startswith("[")),
            shown(self.table, self.edition.day),
            phrases.check_again.format(date=shown(self.table, again)),
            phrases.not_advice,
        ]
        if self.source.head.audience in ("staff", "organizers"):  # those who copy the sheet, and ask which it is
            parts += [phrases.free, phrases.version.format(revision=self.source.revision)]
        return " · ".join(part for part in parts if part)

    # --- cards ---

    def _cards(self, nodes: tuple[HandoutNode, ...]) -> tuple[Block, ...]:
        groups = [node for node in nodes if isinstance(node, Group) and node.kind in ("side", "card")]
        if groups and groups[0].kind == "side":
            return (self._sheet_of([(self._side_name(group), group.children) for group in groups]),)
        if groups:
            return tuple(self._sheet_of([(self.table.sides.card, group.children)]) for group in groups)
        return (self._sheet_of([(self.table.sides.card, nodes)], title=True),)

    def _side_name(self, group: Group) -> str:
        return self.table.sides.front if group.names == ("front",) else self.table.sides.back

    def _sheet_of(self, sides: list[tuple[str, tuple[HandoutNode, ...]]], title: bool = False) -> CardSheet:
        width, height, across, down, smallest, largest = _CARDS[self.layout]
        more = _FINE_SCRIPT_MORE if self.table.language.startswith(_FINE_SCRIPTS) else 0
        made: list[CardSide] = []
        for name, nodes in sides:
            whole = len(nodes) == 1 and isinstance(nodes[0], Group) and nodes[0].kind == "english"
            language = "en-US" if whole else ""
            blocks = self._blocks(nodes[0].children if whole else nodes)  # type: ignore[union-attr]  # a group, as asked
            if title:
                blocks = (Paragraph("title", self._line(self.source.head.title)), *blocks)
            least = _READ_BY_OFFICERS if self.layout == "10-up" and not made and len(sides) > 1 else 0.0
            made.append(
                CardSide(
                    name,
                    blocks,
                    self._card_foot("" if len(sides) == 1 else "back" if made else "front"),
                    language,
                    smallest=least,
                )
            )
        guide, test = self._guide() if len(made) > 1 else ((), ())
        return CardSheet(tuple(made), width, height, across, down, smallest + more, largest, guide, test)

    def _card_foot(self, side: str) -> tuple[Inline, ...]:
        """Return the line at a card's foot. Of two sides the first, which an officer reads, has the date, and the second, which
        its holder reads, has the banners."""
        phrases, day = self.table.phrases, self.edition.day
        date_words = shown_shortly(self.table, day)
        marks = [phrases.draft_banner_card] if self._unreviewed or self.edition.unsaid else []
        marks += [phrases.machine_banner_card] if self._untested else []
        if self.table is not self.wanted:
            marks.append(self.wanted.phrases.not_translated)
        bold = (Run(" ".join(marks) + " ", "strong"),) if marks else ()
        dated = (Run(f"{date_words} · {phrases.not_advice}"),)
        return (bold or dated) if side == "back" else dated if side == "front" else (*bold, *dated)

    def _guide(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        phrases = self.table.phrases
        steps = [counted(number, Run(step)) for number, step in enumerate(phrases.guide_steps, 1)]
        return (Paragraph("heading-1", said(phrases.guide_title)), *steps), (Paragraph("body", said(phrases.guide_marks)),)

    # --- the body ---

    def _blocks(self, nodes: Iterable[HandoutNode]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for kind, run in groupby(nodes, _run_kind):
            group = list(run)
            if kind == "table":
                blocks.append(self._table([one for one in group if isinstance(one, Leaf)]))
            elif kind == "tick":
                items = (self._cells(one)[0] for one in group if isinstance(one, Leaf))
                blocks.append(Checklist(tuple(items)))
            else:
                for node in group:
                    blocks += self._node(node)
        return tuple(kept_together(blocks))

    def _node(self, node: HandoutNode) -> Iterator[Block]:
        match node:
            case Leaf(kind="number"):
                yield counted(node.number, *self._cells(node)[0])
            case Leaf(kind="bullet"):
                yield bullet(*self._cells(node)[0])
            case Leaf():
                heading = node.kind.startswith("heading")
                words = self._cells(node)[0]
                yield Paragraph(
                    _STYLES[node.kind],
                    words,
                    keep_with_next=heading,
                    page_break_before=node.page and self.layout == "letter",
                    icon=node.icon,
                )
            case FieldsLeaf():
                labels = ((self._filled(node.line, one.label), one.kind) for one in node.fields)
                made = tuple(Field(label, kind) for label, kind in labels)
                yield from rows_of(made, node.lines, self.layout == "large-print")
            case Insert():
                yield from self.inserts.blocks(node.name) if self.edition.inserts else ()
            case Group():
                yield from self._group(node)

    def _group(self, group: Group) -> Iterator[Block]:
        if group.kind == "columns":
            yield Columns(tuple(self._blocks(column.children) for column in group.children if isinstance(column, Group)))
        elif group.kind == "english":
            yield from in_language(self._blocks(group.children), "en-US" if self.table.language != MASTER else "")
        elif group.kind in ("side", "card"):
            name = self._side_name(group) if group.kind == "side" else self.table.panels.card
            yield Panel("card", self._blocks(group.children), name)
        else:
            kind: PanelKind = group.kind  # type: ignore[assignment]  # box, warning, say or limits
            yield Panel(kind, self._blocks(group.children), getattr(self.table.panels, kind))

    def _table(self, rows: list[Leaf]) -> Table:
        head = self._cells(rows[0]) if rows[0].kind == "head-row" else ()
        body = [self._cells(row) for row in rows[1 if head else 0 :]]
        width = len(head) or max(len(row) for row in body)
        for row, leaf in zip(body, rows[1 if head else 0 :], strict=True):
            if len(row) != width:
                message = f"this row has {len(row)} cells, and the first one has {width}"
                raise FaultyFile([Fault(self.source.shown, leaf.line, 1, message)])
        return Table("", head, tuple(body), shares(head, tuple(body)))

    def _cells(self, leaf: Leaf) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._filled(leaf.line, cell, leaf) for cell in leaf.cells)

    def _line(self, template: str) -> tuple[Inline, ...]:
        return self._filled(2, compile_text(template))

    def _filled(self, line: int, parts: Parts, leaf: Leaf | None = None) -> tuple[Inline, ...]:
        """Return the inlines of a leaf, or raise `FaultyFile` with the line of a fact that is missing."""
        try:
            return inlines(parts, self.facts, leaf.links if leaf else (), self.blanks)
        except TemplateProblem as problem:
            message = f"{problem}; ask for it first: {{% if … %}} … {{% endif %}}" if "empty" in str(problem) else str(problem)
            raise FaultyFile([Fault(self.source.shown, line, 1, message)]) from None


def in_language(blocks: tuple[Block, ...], language: str) -> Iterator[Block]:
    """Yield blocks marked with a language, where there is one."""
    for block in blocks:
        if language and isinstance(block, Paragraph | Checklist | Panel):
            inner = {"blocks": tuple(in_language(block.blocks, language))} if isinstance(block, Panel) else {}
            yield replace(block, language=language, **inner)
        else:
            yield block


def tag_of(table: LanguageTable) -> str:
    """Return the language as documents name it: with the country of its readers where the tag has none."""
    return table.language if "-" in table.language else f"{table.language}-US"


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style.startswith("heading")


def _has_options(nodes: tuple[HandoutNode, ...]) -> bool:
    """Tell whether a sheet holds a table of options, which needs the wide side of the paper."""
    return any(isinstance(node, Insert) and node.name in ("options", "choices") for node in nodes)


def _run_kind(node: HandoutNode) -> str:
    if isinstance(node, Leaf) and node.kind in ("row", "head-row"):
        return "table"
    return "tick" if isinstance(node, Leaf) and node.kind == "tick" else "other"
