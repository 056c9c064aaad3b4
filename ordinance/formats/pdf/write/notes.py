"""Comments as numbered notes at the end, each under the place that it is on, linked both ways."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.formats.pdf.write.body import Body
from ordinance.formats.pdf.write.code import Code, array, block, call, string, text

#: Where a place has no heading its first words name it: at most this many letters.
_NAME: Final = 70


def anchored(document: Document) -> list[tuple[Paragraph, tuple[int, ...]]]:
    """Return the paragraphs with comments and the numbers of these; a comment counts where it is first anchored."""
    free = {comment.id for comment in document.comments}
    found = []
    for paragraph in document.blocks:
        if isinstance(paragraph, Paragraph) and (ids := tuple(id for id in paragraph.comments if id in free)):
            free.difference_update(ids)
            found.append((paragraph, ids))
    return found


def notes(document: Document, body: Body) -> Iterator[Code]:
    """Return the notes of all comments that are anchored, under a heading of their own, on a page of their own."""
    comments = {comment.id: comment for comment in document.comments}
    places = anchored(document)
    if places:
        yield Code("pagebreak(weak: true)")
        yield call("section", Code("look.heading-1"), Code("1"), Code("look.notes-title"))
    for paragraph, ids in places:
        yield call("section", Code("look.note-place"), Code("2"), text(_name(paragraph)))
        written = []
        for id in ids:
            title = comments[id].title
            head = [call("paragraph", Code("look.note-title"), text(title), sticky=Code("true"))] if title else []
            target = call("anchor", string(f"note {id}"))
            written.append(block((target, *head, *body.prose(list(comments[id].body)))))
        yield call("notes", array(string(str(id)) for id in ids), *written)


def _name(paragraph: Paragraph) -> str:
    label = f"{paragraph.number.label} " if paragraph.number else ""
    words = " ".join(f"{label}{plain_text(paragraph.content)}".split())
    return words if paragraph.style.startswith("heading") else textwrap.shorten(words, _NAME, placeholder=" …")
