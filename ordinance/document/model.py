"""The small document model that every builder builds and every writer writes.

A document is a flat run of blocks. Structure that a reader needs (heading level, list level, the label that the
numbering scheme gave) is on the paragraph, so that a writer never has to look round. Text of the law keeps its
links: a `Reference` knows the paragraph it points at and the words it prints now, a `Blank` what must be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Literal

from msgspec import Struct

#: `line` is a line to write on by hand inside a sentence; `ring` are words that a drawing rings, `phone` a number to call.
Emphasis = Literal["", "emphasis", "strong", "term", "line", "ring", "phone"]
#: What becomes of words from one text to the next, as in an amendment: they are shown underlined, struck through, or with nothing
#: but the signs that the words themselves have ("omitted", in brackets); never by colour alone.
Amendment = Literal["", "added", "deleted", "omitted"]

#: Every paragraph style that a builder may use. A writer must know them all.
Style = Literal[
    "notice",  # boxed draft-and-review notice on the first page, and state-law warnings
    "number",  # bill number, sponsor, dates at the head
    "title",  # AN ORDINANCE
    "caption",  # the long title
    "recital",
    "enacting-clause",
    "chapter",  # the chapter or article that the new sections of a code make
    "heading-1",  # section of the instrument, or a part of an appendix
    "heading-2",  # codified section inside a section of the instrument
    "heading-3",
    "lead-in",  # the sentence that introduces codified sections
    "section-text",  # unnumbered paragraph of a section
    "subsection-1",
    "subsection-2",
    "subsection-3",
    "subsection-4",
    "flush-1",  # continues the subsection of that level after its list
    "flush-2",
    "flush-3",
    "flush-4",
    "definition",
    "adoption",  # readings, votes, publication
    "commentary",  # shaded paragraph under a section
    "commentary-list",
    "body",  # ordinary text: appendix, memo, handout
    "body-list",
    "small",  # sources, dates, colophon
]


class Run(Struct, frozen=True, tag=True):
    """A stretch of text in one face. A line end in it breaks the line. `language` is set where it is not its paragraph's."""

    text: str
    emphasis: Emphasis = ""
    change: Amendment = ""
    language: str = ""


class Reference(Struct, frozen=True, tag=True):
    """A cross-reference: the words printed now, and the id of the paragraph that they name."""

    text: str
    target: str
    change: Amendment = ""


class Blank(Struct, frozen=True, tag=True):
    """Something that staff must fill in: printed as [prompt].

    `name` is what it is called where the page no longer shows what it stands for ("Second reading: date"); blanks of one name are
    one fact, and a format that can fills them in together.
    """

    prompt: str
    change: Amendment = ""
    name: str = ""

    @property
    def called(self) -> str:
        """Its name, or else its prompt."""
        return self.name or self.prompt


class Link(Struct, frozen=True, tag=True):
    """A page on an official or primary host that may be printed with its address."""

    text: str
    address: str
    change: Amendment = ""


Inline = Run | Reference | Blank | Link


class Number(Struct, frozen=True):
    """The place of a paragraph in a numbered list.

    `label` is what prints ("Section 4.", "(b)", "§ 215-35"). `scheme` names a `NumberScheme` of the document and
    `level` a level in it (0 is the outermost), so that a word processor can number by itself. Paragraphs that share
    an `instance` count on; a new instance starts its level at 1 again.
    """

    label: str
    scheme: str
    level: int
    instance: int = 0


class Paragraph(Struct, frozen=True, tag=True):
    """One paragraph. `id` makes it a target; `comments` are the ids of the comments anchored to it.

    A paragraph of a list style is an item of a list. `label` is what an item is counted by ("1."); an item without a label and
    without a number has a bullet, which the writer draws: none is ever typed into the words.
    `icon` names a drawing of the look that stands before a heading; it says nothing that the words do not say.
    """

    style: Style
    content: tuple[Inline, ...]
    id: str = ""
    number: Number | None = None
    comments: tuple[int, ...] = ()
    keep_with_next: bool = False
    page_break_before: bool = False
    language: str = ""
    icon: str = ""
    label: str = ""


class Table(Struct, frozen=True, tag=True):
    """A table with a header row. `widths` are shares of the text width and add up to 1."""

    caption: str
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    widths: tuple[float, ...]


class ChartRow(Struct, frozen=True):
    """One row of a chart: its label, the marks that stand in each column, and what must be read before the marks, if anything."""

    label: str
    marks: tuple[tuple[str, ...], ...]
    warning: str = ""


class Chart(Struct, frozen=True, tag=True):
    """Short marks ("1", "2") on a grid of rows and columns whose order means something.

    HTML and PDF draw it, and print `chart_table` under it; the other formats have the table only. `description` says in
    words what the picture shows, for those who do not see it.
    """

    caption: str
    description: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]


class SignatureLine(Struct, frozen=True):
    """A line to sign on: what the signature does ("Approved"), and the office that signs. A printed name and a date go
    with it."""

    label: str
    office: tuple[Inline, ...]


class SignatureBlock(Struct, frozen=True, tag=True):
    """Signature lines, kept together on one page."""

    lines: tuple[SignatureLine, ...]


class Field(Struct, frozen=True):
    """Something to fill in by hand: its label, with a line to write on, a box to tick, or nothing. It never holds a value."""

    label: tuple[Inline, ...]
    kind: Literal["line", "tick", "text"] = "line"


class Fields(Struct, frozen=True, tag=True):
    """Fields in one row, kept together; `lines` is how many lines there are to write on."""

    fields: tuple[Field, ...]
    lines: int = 1


class Checklist(Struct, frozen=True, tag=True):
    """Items with a box to tick before each."""

    items: tuple[tuple[Inline, ...], ...]
    language: str = ""


#: `first` holds what to do first, `paper` is a drawn sheet of paper, `band` a strip of colour by which a card is known.
PanelKind = Literal["box", "warning", "say", "limits", "banner", "card", "first", "paper", "band"]


class Panel(Struct, frozen=True, tag=True):
    """Blocks in one box. `title` is its label in words, since a colour alone says nothing; it may be empty."""

    kind: PanelKind
    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""


class Columns(Struct, frozen=True, tag=True):
    """Blocks side by side; they are read column by column."""

    columns: tuple[tuple[Block, ...], ...]


class CardSide(Struct, frozen=True):
    """One side of a card. `name` is printed on the sheet's guide ("front"); `foot` stands at its lower edge.

    `size` is the type size in points that a writer must use; 0 until the side has been measured. `smallest` is the least
    size of this side, where it is not that of the sheet.
    """

    name: str
    blocks: tuple[Block, ...]
    foot: tuple[Inline, ...] = ()
    language: str = ""
    size: float = 0.0
    smallest: float = 0.0


class CardSheet(Struct, frozen=True, tag=True):
    """Copies of a card to cut out of Letter paper: a page for each side. `width` and `height` are inches.

    `smallest` and `largest` bound the type size in points. `guide` tells how to print on both sides; it is
    empty for a card of one side. `test` explains the marks that show whether the sides meet, where a writer draws them.
    """

    sides: tuple[CardSide, ...]
    width: float
    height: float
    across: int
    down: int
    smallest: float
    largest: float
    guide: tuple[Block, ...] = ()
    test: tuple[Block, ...] = ()


Block = Paragraph | Table | Chart | SignatureBlock | Fields | Checklist | Panel | Columns | CardSheet


class Comment(Struct, frozen=True):
    """A note in the margin. `kind` is the id of a note kind; `title` its heading; `body` paragraphs of style commentary*.
    `author` is set where somebody else than this project made it."""

    id: int
    kind: str
    title: str
    body: tuple[Paragraph, ...]
    author: str = ""


class NumberLevel(Struct, frozen=True):
    """How one level counts: `pattern` holds {n} (or {a} {A} {i} {I} for letters and Roman numerals), e.g. "§ 215-{n}"
    or "({a})". `start`, `step` and `pad` shape {n}: start 10, step 10, pad 3 gives 010, 020, 030."""

    pattern: str
    start: int = 1
    step: int = 1
    pad: int = 0


class NumberScheme(Struct, frozen=True):
    """A multilevel list of the document. Level 0 is tied to `heading_style`, levels 1 to 4 to subsection-1 to -4."""

    id: str
    heading_style: Style
    levels: tuple[NumberLevel, ...]


class Document(Struct, frozen=True):
    """A finished document, ready for any writer. `date` is the only date in it; no clock is read anywhere.

    `header` runs at the head of every page, `header_blank` behind it: the number that an instrument will have.
    `look` names the design it is printed in; `large_print` asks for its edition in 18 points. `colours` are the colour that the
    look uses, on paper and by night ("#A3172B"), where it is not its own.
    With `landscape`, pages lie on their side where the format has pages.
    """

    title: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    schemes: tuple[NumberScheme, ...] = ()
    language: str = "en-US"
    subject: str = ""
    header: str = ""
    footer: str = ""
    header_blank: Blank | None = None
    date: date = date(1970, 1, 1)
    look: Literal["instrument", "handout"] = "instrument"
    large_print: bool = False
    landscape: bool = False
    colours: tuple[str, str] | None = None


def bullet(*content: Inline, language: str = "") -> Paragraph:
    """Return an item of a list in ordinary text. A writer draws its bullet."""
    return Paragraph("body-list", content, language=language)


def counted(number: int, *content: Inline) -> Paragraph:
    """Return an item of a list in ordinary text that is counted: 1., 2., 3."""
    return Paragraph("body-list", content, label=f"{number}.")


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """Return the blocks that stand inside a block, in reading order."""
    match block:
        case Panel(blocks=blocks):
            return blocks
        case Columns(columns=columns):
            return tuple(inner for column in columns for inner in column)
        case CardSheet(sides=sides, guide=guide, test=test):
            return (*(inner for side in sides for inner in side.blocks), *guide, *test)
    return ()


def chart_table(chart: Chart) -> Table:
    """Return the figures of a chart as a table: the same rows, columns and marks, warnings behind the labels."""
    first = 0.34
    share = (1 - first) / len(chart.columns)
    header = tuple((Run(words),) for words in (chart.corner, *chart.columns))
    rows = tuple(
        ((Run(f"{row.label}: {row.warning}" if row.warning else row.label),), *((Run(", ".join(cell)),) for cell in row.marks))
        for row in chart.rows
    )
    return Table(chart.caption, header, rows, (first, *(share for _ in chart.columns)))


def plain_text(content: tuple[Inline, ...]) -> str:
    """Return the words that a reader sees: blanks in square brackets."""
    return "".join(f"[{part.prompt}]" if isinstance(part, Blank) else part.text for part in content)


def by_change(content: tuple[Inline, ...]) -> Iterator[tuple[Amendment, tuple[Inline, ...]]]:
    """Yield the stretches of content to which an amendment does the same."""
    for change, parts in groupby(content, key=lambda part: part.change):
        yield change, tuple(parts)


def wholly_added(paragraph: Paragraph) -> bool:
    """Tell whether an amendment adds every word of a paragraph: then it adds its label too."""
    return bool(paragraph.content) and all(part.change == "added" for part in paragraph.content)


def signed(words: str, change: Amendment) -> str:
    """Return words with the signs that show an amendment where there is no underline: {++added++} and {--deleted--}."""
    sign = {"added": "++", "deleted": "--"}.get(change)
    return f"{{{sign}{words}{sign}}}" if sign else words
