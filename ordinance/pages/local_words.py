"""What a draft prints of the place's own words: a comment at each, and lines for whoever drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ordinance.document.model import Block, Comment, Document, Paragraph, Run
from ordinance.drafting.items import LONG_TITLE, TITLE, recital_names
from ordinance.drafting.local_sections import counsel_on, own_words
from ordinance.drafting.model import Draft, Localized, Section
from ordinance.library.store import Library
from ordinance.library.wording_model import Wording
from ordinance.pages.sources import Sources, shown_date

#: The kind of these comments: the id of their title among the kinds of notes, and of the comment itself.
KIND = "local"


def with_local_words(document: Document, draft: Draft, library: Library, mode: str) -> Document:
    """Return a document in which each of the place's own words is marked as such: by a comment, or by a shaded paragraph."""
    marks = _marks(draft, library)
    if not marks or mode == "none":
        return document
    blocks: list[Block] = []
    comments = list(document.comments)
    reasons = recital_names(draft)
    reason = 0
    for block in document.blocks:
        names: list[str] = []
        if isinstance(block, Paragraph):
            names, reason = _names(block, reasons, reason)
        own = [mark for name in names for mark in marks.get(name, ())]
        if own and isinstance(block, Paragraph) and mode == "comments":
            first = len(comments) + 1
            comments += [Comment(first + n, KIND, _title(library), (mark,)) for n, mark in enumerate(own)]
            block = replace(block, comments=(*block.comments, *range(first, first + len(own))))
        blocks.append(block)
        if mode != "comments":
            lead = Run(f"{_title(library)}. ", "strong")
            blocks += [replace(mark, content=(lead, *mark.content)) for mark in own]
    return replace(document, blocks=tuple(blocks), comments=tuple(comments))


def said_of_own(draft: Draft, section: Section, library: Library) -> str:
    """Return what may be printed of a section with words of the place's own: counsel's sentence on an adopted text, or the
    section's words; those of a text not adopted are marked as the place's own, for nobody in the library has read them."""
    own = counsel_on(draft, section) or own_words(section)
    return own if draft.place.adopted else f"{_title(library)}. {own}"


def local_lines(draft: Draft, library: Library) -> list[str]:
    """Return the lines on local words for whoever drafts: how many, which the library has changed under, which are not used."""
    lines = []
    used = [one for one in draft.local if one.state != "unused"]
    if used:
        lines.append(f"Local wording ({len(used)}): {_title(library)[:1].lower()}{_title(library)[1:]}")
    for one in draft.local:
        entry = draft.selection.local[one.index].entry
        if one.state == "changed":
            lines.append(f"Local wording kept, and the library has changed under it: {entry.at}; see `ordinance updates`")
        elif one.state == "followed":
            lines.append(f"Local wording for {entry.at} stands at {one.anchor}: the library moved the item")
        elif one.state == "unused":
            lines.append(f"Local wording not used: {entry.at} ({one.why})")
    return lines


def _marks(draft: Draft, library: Library) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for one in draft.local:
        if one.state != "unused":
            found.setdefault(one.anchor, []).append(_said(draft, library, one))
    return found


def _names(block: Paragraph, reasons: list[str], reason: int) -> tuple[list[str], int]:
    """Return the names of the items that a paragraph prints, and how many reasons there were so far."""
    if block.style == "title" and not reason:
        return [TITLE], reason
    if block.id == "caption":
        return [LONG_TITLE], reason
    if block.style == "recital" and not block.id:
        return reasons[reason : reason + 1], reason + 1
    return [block.id] if block.id else [], reason


def _said(draft: Draft, library: Library, one: Localized) -> Paragraph:
    entry = draft.selection.local[one.index].entry
    done = _term(library, f"local-{entry.do}").replace("{at}", entry.at)
    words = [f"{done} {entry.by}, {shown_date(entry.on)}. {entry.why.rstrip('.')}."]
    if one.state == "changed":
        words.append(f"{_term(library, 'local-changed')} “{one.now}”")
    return Paragraph("commentary", (Run(" ".join(words)),))


def _title(library: Library) -> str:
    return _term(library, KIND)


def _term(library: Library, name: str) -> str:
    return Sources(library).term(library.vocabulary.notes, name).title


def entries_of(draft: Draft, states: Iterable[str]) -> Iterator[tuple[Localized, Wording]]:
    """Yield what became of the entries that are in some states, each with the entry."""
    wanted = set(states)
    return ((one, draft.selection.local[one.index].entry) for one in draft.local if one.state in wanted)
