"""A document of the library as a page: its sections, its title above them, and what leads on from it."""

from __future__ import annotations

import re
from typing import Any, Final

from flask import Response
from msgspec.structs import replace

from ordinance.document.model import Document, Inline, Paragraph, Run, plain_text
from ordinance.web.desk import desk, shown

#: Where a sentence goes on with what to type at a terminal, and what says the same on a page.
_COMMAND: Final = re.compile(r"[;:] [^.;:]*[“\"]ordinance [a-z]+ [A-Z][^.]*")
_UNASKED: Final = re.compile(r"in the draft that [“\"]ordinance draft[”\"] makes for this place now")


def for_a_page(document: Document) -> Document:
    """Return a document without what tells of the command."""

    def said(part: Inline) -> Inline:
        if not isinstance(part, Run) or "ordinance " not in part.text:
            return part
        return replace(part, text=_UNASKED.sub("that this place gets unasked", _COMMAND.sub("", part.text)))

    blocks = (
        replace(one, content=tuple(map(said, one.content))) if isinstance(one, Paragraph) else one for one in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def titled(document: Document) -> tuple[str, Document]:
    """Return a document's title and the document without it, since a page has its own heading."""
    title = next((one for one in document.blocks if isinstance(one, Paragraph) and one.style == "title"), None)
    kept = tuple(one for one in document.blocks if one is not title)
    return (plain_text(title.content) if title else document.title), replace(document, blocks=kept)


def document_page(document: Document, template: str = "document.html", **facts: Any) -> Response:
    """Return a document as a page; `facts` are what the template shows besides: `back`, an address and its words, and `files`.

    `template` is one that extends the plain page of a document.
    """
    title, body = titled(for_a_page(document))
    shape = {"back": None, "on": None, "files": [], "wide": document.landscape, **facts}
    return shown(template, title_words=title, parts=[one.html for one in desk().html(body, down=0)], **shape)
