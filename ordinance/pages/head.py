"""The head of an instrument, and the record of its adoption: who acts, its number, blanks for the clerk, a table at the end."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ordinance.document.model import Blank, Inline, Paragraph, Run, Table, plain_text
from ordinance.drafting.model import Draft
from ordinance.pages.sources import Sources

#: What parts several marks of adoption on one line, as the files of the states have them.
_APART = "   "
_WIDTHS = (0.42, 0.58)

Content = tuple[Inline, ...]


def head(draft: Draft, sources: Sources) -> Iterator[Paragraph]:
    """Yield the name of the government, who acts in it, and the instrument with its number."""
    for pieces in (draft.government, draft.head):
        if words := sources.inline(pieces):
            yield Paragraph("number", tuple(map(_capitals, words)), keep_with_next=True)
    title = tuple(replace(one, name=number_name(draft)) if isinstance(one, Blank) else one for one in sources.inline(draft.title))
    yield Paragraph("title", title, keep_with_next=True)


def number_name(draft: Draft) -> str:
    """Return what the number of the instrument is called where it stands alone."""
    return f"number of the {draft.instrument_name}"


def number_of(draft: Draft, sources: Sources) -> Blank | None:
    """Return the blank for the instrument's number, as its title has it."""
    found = next((one for one in sources.inline(draft.title) if isinstance(one, Blank)), None)
    return replace(found, name=number_name(draft)) if found else None


def labelled(draft: Draft, sources: Sources) -> Iterator[Paragraph]:
    """Yield the lines for the clerk and the sponsor, each with its label."""
    for pieces in draft.blanks:
        yield Paragraph("number", sources.inline(pieces), keep_with_next=True)


def record(draft: Draft, sources: Sources) -> Table | None:
    """Return the record of adoption: a row for each step, a blank for what became of it. None where nothing is recorded."""
    form = draft.selection.instrument.record
    rows = [_row(mark) for pieces in draft.adoption for mark in _marks(sources.inline(pieces))]
    if not rows:
        return None
    return Table(form.title, ((Run(form.step),), (Run(form.entry),)), tuple(rows), _WIDTHS)


def _capitals(part: Inline) -> Inline:
    return replace(part, text=part.text.upper(), emphasis="strong") if isinstance(part, Run) else part


def _marks(content: Content) -> Iterator[Content]:
    """Yield the marks that stand on one line of the form."""
    mark: list[Inline] = []
    for part in content:
        if not isinstance(part, Run) or _APART not in part.text:
            mark.append(part)
            continue
        for place, words in enumerate(part.text.split(_APART)):
            if place and mark:
                yield tuple(mark)
                mark = []
            if words.strip():
                mark.append(replace(part, text=words.lstrip() if place else words))
    if mark:
        yield tuple(mark)


def _row(mark: Content) -> tuple[Content, Content]:
    """Return a mark as a row: its label, and what is filled in, whose blanks are named after the label."""
    first, *rest = mark
    label, colon, words = first.text.partition(":") if isinstance(first, Run) else ("", "", "")
    if not colon:
        name = plain_text(mark)
        return _named(mark, name), (Blank("done", name=f"{name}: done"),)
    entry: tuple[Inline, ...] = tuple(rest) if not words.strip() else (Run(words.lstrip()), *rest)
    return (Run(label),), _named(entry, label)


def _named(content: Content, name: str) -> Content:
    return tuple(replace(one, name=f"{name}: {one.prompt}") if isinstance(one, Blank) else one for one in content)
