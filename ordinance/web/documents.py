"""A document of the library as a page: its sections, its title above them, and what leads on from it."""

from __future__ import annotations

from typing import Any

from flask import Response
from msgspec.structs import replace

from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.web.desk import desk, shown


def titled(document: Document) -> tuple[str, Document]:
    """Return a document's title and the document without it, since a page has its own heading."""
    title = next((one for one in document.blocks if isinstance(one, Paragraph) and one.style == "title"), None)
    kept = tuple(one for one in document.blocks if one is not title)
    return (plain_text(title.content) if title else document.title), replace(document, blocks=kept)


def document_page(document: Document, template: str = "document.html", **facts: Any) -> Response:
    """Return a document as a page; `facts` are what the template shows besides: `back`, an address and its words, and `files`.

    `template` is one that extends the plain page of a document.
    """
    title, body = titled(document)
    shape = {"back": None, "files": [], "wide": document.landscape, **facts}
    return shown(template, title_words=title, parts=[one.html for one in desk().html(body, down=0)], **shape)
