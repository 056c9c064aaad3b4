"""The few blocks of which a page in words is made: a heading, a sentence, a row of a table, a paragraph on a section."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.model import Block, Inline, Paragraph, Run, Style
from ordinance.drafting.model import Section
from ordinance.pages.commentary import Annotator

Row = tuple[tuple[Inline, ...], ...]


def heading(words: str, style: Style = "heading-1", *, page_break: bool = False) -> Paragraph:
    """Return a heading, kept with what stands under it."""
    return Paragraph(style, (Run(words),), keep_with_next=True, page_break_before=page_break)


def body(words: str) -> Paragraph:
    """Return a paragraph in ordinary text."""
    return Paragraph("body", (Run(words),))


def said(lead: str, *content: Inline) -> Paragraph:
    """Return a paragraph that begins with words that stand out."""
    return Paragraph("body", (Run(lead, "strong"), *content))


def row(*cells: str) -> Row:
    """Return a row of a table, each cell in plain words."""
    return tuple((Run(cell),) for cell in cells)


def emphasised(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return content in a slanted face, but for what has a face of its own."""
    return tuple(Run(part.text, part.emphasis or "emphasis") if isinstance(part, Run) else part for part in content)


def of_section(section: Section, kind: str, annotator: Annotator, aside: str = "") -> Iterator[Block]:
    """Yield the notes of one kind on a section, led by its heading."""
    for note in section.notes:
        if note.kind == kind:
            first, *rest = annotator.paragraphs(note.provisions)
            yield Paragraph("body", (Run(f"{section.heading}{aside}. ", "strong"), *first.content))
            yield from rest
