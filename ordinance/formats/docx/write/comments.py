"""Comments in the margin: word/comments.xml."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from ordinance.document.lists import label_of
from ordinance.document.model import Comment, Document, Paragraph, Run, plain_text
from ordinance.errors import Unwritable
from ordinance.formats.docx.names import AUTHOR, LOCAL_AUTHOR
from ordinance.formats.docx.write.inlines import Pen, run_properties, runs_right_to_left, written_runs
from ordinance.formats.docx.write.lists import number_properties
from ordinance.formats.docx.write.looks import paragraph_properties
from ordinance.formats.docx.write.styles import BULLET_STYLES, COMMENT_LIST, COMMENT_REFERENCE, COMMENT_TEXT, EMPHASIS_IDS
from ordinance.formats.docx.write.xml import NAMESPACES, NOTHING, UnwritableText, Xml, element, join, paragraph, run, text


def comments_part(document: Document, pen: Pen) -> Xml:
    """Return word/comments.xml. Raises Unwritable where comments and their anchors do not agree."""
    _check(document)
    written = (_comment(comment, document, pen) for comment in document.comments)
    return element("w:comments", *written, **NAMESPACES)


def _check(document: Document) -> None:
    """Word calls a file damaged when a comment's number leads nowhere, and drops a comment that hangs nowhere."""
    ids = [comment.id for comment in document.comments]
    anchors = [id for block in document.blocks if type(block) is Paragraph for id in block.comments]
    for numbers, what in ((ids, "stands twice"), (anchors, "is anchored twice")):
        if len(numbers) != len(set(numbers)):
            twice = next(id for id in numbers if numbers.count(id) > 1)
            raise Unwritable(f"comment {twice} {what}")
    if loose := set(ids) ^ set(anchors):
        id = min(loose)
        raise Unwritable(f"comment {id} has no anchor" if id in ids else f"comment {id} is anchored but not there")


def _comment(comment: Comment, document: Document, pen: Pen) -> Xml:
    mark = run(element("w:annotationRef"), run_properties(COMMENT_REFERENCE, "", False))
    first, rest = _title(comment.title), list(comment.body)
    properties = paragraph_properties(COMMENT_TEXT)
    if not comment.title and comment.body:
        properties, first = _properties(rest[0], document.language), _content(rest[0], pen)
        del rest[0]
    return element(
        "w:comment",
        paragraph(properties, join((mark, first))),
        *_paragraphs(comment, rest, document.language, pen),
        id=comment.id,
        # Word gives each author a tint of its own: so the place's own words are told from what this project says of its text.
        author=comment.author or (LOCAL_AUTHOR if comment.kind == "local" else AUTHOR),
        date=_midnight(document.date),
        initials=comment.author[:1] or ("L" if comment.kind == "local" else "C"),
    )


#: What was written of the bodies of comments, by their identity. The body is kept too: no other can get its identity.
_WRITTEN: dict[tuple[int, str], tuple[tuple[Paragraph, ...], list[Xml]]] = {}
_KEPT: Final = 4096


def _paragraphs(comment: Comment, rest: list[Paragraph], language: str, pen: Pen) -> list[Xml]:
    """Most commentary says the same in every place, and is the same object then: in a batch it is written once."""
    if any(type(part) is not Run for block in rest for part in block.content):
        return [_paragraph(block, language, pen) for block in rest]
    key = (id(comment.body), language + comment.title[:1])
    if key not in _WRITTEN:
        if len(_WRITTEN) >= _KEPT:
            _WRITTEN.clear()
        _WRITTEN[key] = (comment.body, [_paragraph(block, language, pen) for block in rest])
    return _WRITTEN[key][1]


def _paragraph(block: Paragraph, language: str, pen: Pen) -> Xml:
    if all(type(part) is Run for part in block.content):
        return _of_runs(block, language)
    return paragraph(_properties(block, language), _content(block, pen))


@lru_cache(maxsize=8192)
def _of_runs(block: Paragraph, language: str) -> Xml:
    """Most commentary says the same in every place: in a batch it is written once."""
    label = label_of(block)
    try:
        content = written_runs(block.content, block.language, language)
    except UnwritableText as error:
        raise UnwritableText(error.character, plain_text(block.content)[:60]) from None
    return paragraph(_properties(block, language), join((run(text(f"{label}\t")), content)) if label else content)


def _properties(block: Paragraph, language: str) -> Xml:
    style = COMMENT_LIST if block.style in BULLET_STYLES else COMMENT_TEXT
    numbering = number_properties(None) if style == COMMENT_LIST and label_of(block) else NOTHING
    return paragraph_properties(style, numbering, rtl=runs_right_to_left(block.language or language))


def _title(title: str) -> Xml:
    return run(text(title), run_properties(EMPHASIS_IDS["strong"], "", False)) if title else NOTHING


def _content(block: Paragraph, pen: Pen) -> Xml:
    label = label_of(block)  # it stands as text: in comments nothing is counted
    try:
        content = pen.content(block.content, block.language)
    except UnwritableText as error:
        raise UnwritableText(error.character, plain_text(block.content)[:60]) from None
    return join((run(text(f"{label}\t")), content)) if label else content


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
