"""Which item of a draft each block of its document prints, and the words of an item without what its form puts around them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ordinance.document.model import Document, Inline, Paragraph, Run
from ordinance.drafting.items import LONG_TITLE, TITLE, recital_names
from ordinance.drafting.lengths import short_form
from ordinance.drafting.model import Draft, walk


def printed_items(draft: Draft, document: Document) -> list[str]:
    """Return for each block of a draft's document the name of the item that it prints, or "" for what is no part of the law."""
    anchors = {one.anchor for section in draft.sections for one in walk(section.provisions)} | {s.anchor for s in draft.sections}
    form = short_form(draft.selection)
    spoken = form is not None and bool(form.lead)
    firsts = {section.anchor: section.provisions[0].anchor for section in draft.sections if section.provisions} if spoken else {}
    reasons = iter(recital_names(draft))
    names: list[str] = []
    for block in document.blocks:
        name = ""
        if isinstance(block, Paragraph):
            if block.style == "title" and TITLE not in (*names, *anchors) and not block.page_break_before:
                name = TITLE
            elif block.id == "caption":
                name = LONG_TITLE
            elif block.style == "recital" and not block.id:
                name = next(reasons, "")
            elif block.id in anchors:
                name = firsts.get(block.id, block.id) if block.style == "recital" else block.id
        names.append(name)
    return names


class Bare:
    """Takes off what the form puts around the words of a reason, and of a section that is spoken."""

    def __init__(self, draft: Draft) -> None:
        reasons, form = draft.selection.instrument.recitals, short_form(draft.selection)
        self.leads = [lead for lead in (reasons.lead, form.lead if form else "") if lead]
        ends = (reasons.end, reasons.last, form.end if form else "", form.last if form else "")
        self.ends = sorted({end for end in ends if end}, key=len, reverse=True)
        self.spoken = form is not None and bool(form.lead)

    def __call__(self, block: Paragraph) -> tuple[Inline, ...]:
        """Return the words of a paragraph."""
        content = block.content
        if block.style == "recital":
            content = _without_lead(content, self.leads)
        elif not self.spoken:
            return content
        return _without_end(content, self.ends) if block.style == "recital" or self.spoken else content


def _without_lead(content: tuple[Inline, ...], leads: Sequence[str]) -> tuple[Inline, ...]:
    first = content[0] if content else None
    if not isinstance(first, Run):
        return content
    for lead in leads:
        at = first.text.find(lead.rstrip())
        if 0 <= at <= len("(10) "):
            rest = first.text[at + len(lead.rstrip()) :].lstrip()
            return (replace(first, text=rest), *content[1:]) if rest else content[1:]
    return content


def _without_end(content: tuple[Inline, ...], ends: Sequence[str]) -> tuple[Inline, ...]:
    last = content[-1] if content else None
    if not isinstance(last, Run):
        return content
    for end in ends:
        if last.text.rstrip().endswith(end.strip()) and end.strip():
            rest = last.text.rstrip()[: -len(end.strip())]
            return (*content[:-1], replace(last, text=rest)) if rest else content[:-1]
    return content
