"""The pages that a packet alone has: what each of its files is for and who should read it, and the notes for counsel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Block, Document, Paragraph, Run, Table
from ordinance.drafting.model import Draft
from ordinance.library.store import Library
from ordinance.pages.appendix import appendix
from ordinance.pages.blocks import body, row
from ordinance.pages.deciding import policy_sections
from ordinance.pages.sources import Sources, at_risk, checked_line, shown_date


class Listed(Struct, frozen=True):
    """One file of a packet: its name, what it is for, and who should read it."""

    file: str
    says: str
    reader: str


def read_first(draft: Draft, library: Library, day: date, files: Sequence[Listed], blanks: int) -> Document:
    """Return the first page of a packet, one page long. `blanks` is how many things staff must still fill in."""
    title = f"{draft.place.official_name}: read first"
    rows = tuple(row(one.file, one.says, one.reader) for one in files)
    blocks = (
        Paragraph("title", (Run(title),)),
        Paragraph("notice", (Run(f"Not legal advice. {checked_line(draft, library)}"),)),
        *_proposed(draft, blanks),
        Table("", row("File", "What it is for", "Who should read it"), rows, (0.34, 0.4, 0.26)),
    )
    return Document(title, blocks, header=draft.place.official_name, footer=shown_date(day), date=day)


def _proposed(draft: Draft, blanks: int) -> Iterator[Block]:
    count, sections = len(policy_sections(draft)), len(draft.sections)
    choices = f"{count} policy choice{'' if count == 1 else 's'}, in {sections} sections" if count else f"{sections} sections"
    left = f" Staff must still fill in {blanks} blank{'' if blanks == 1 else 's'}." if blanks else ""
    passed = draft.place.adopted
    status = f"adopted on {shown_date(passed.on)}, a" if passed else "a proposed"
    yield body(f"{draft.place.official_name}: {status} {draft.instrument_name}, with {choices}.{left}")
    if at_risk(draft):
        words = f"{draft.selection.state.name} law stands against part of this field. The memo says what it threatens."
        yield Paragraph("notice", (Run("Counsel first. ", "strong"), Run(words)))


def counsel_notes(draft: Draft, library: Library, day: date) -> Document:
    """Return the long notes on every section, with the tables of sources, as a document of their own."""
    title = f"{draft.place.official_name}: notes for counsel"
    blocks = list(appendix(draft, Sources(library), day))
    first = blocks[0]
    assert isinstance(first, Paragraph)  # the heading, which stands on a page of its own only behind a text
    blocks[0] = replace(first, page_break_before=False)
    return Document(title, (Paragraph("title", (Run(title),)), *blocks), footer=shown_date(day), date=day)
