"""A document as plain text, wrapped, for the terminal, e-mail and clerks' systems."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.lists import is_item, label_of
from ordinance.document.model import (
    Block,
    CardSheet,
    Chart,
    Checklist,
    Columns,
    Comment,
    Document,
    Field,
    Fields,
    Inline,
    Panel,
    Paragraph,
    SignatureBlock,
    Style,
    Table,
    by_change,
    chart_table,
    inner_blocks,
    plain_text,
    signed,
    wholly_added,
)
from ordinance.formats.text.wrapping import columns, wrapped

_INDENT: dict[Style, int] = {
    "subsection-1": 2,
    "subsection-2": 6,
    "subsection-3": 10,
    "subsection-4": 14,
    "flush-1": 6,
    "flush-2": 10,
    "flush-3": 14,
    "flush-4": 18,
    "commentary": 4,
    "commentary-list": 6,
    "body-list": 2,
    "notice": 2,
}
#: What stands round words whose face a reader of plain text must know.


def write(document: Document, width: int = 78) -> bytes:
    """Return the document as UTF-8 text with lines of at most `width` characters where words allow."""
    lines = [*_inner(document.blocks, width), ""] if document.look == "handout" else []
    for block in document.blocks if document.look != "handout" else ():
        lines += [*_block(block, width), ""]
    if document.comments:
        lines += ["Notes", "-----", ""]
    for comment in document.comments:
        lines += [*_comment(comment, width), ""]
    if document.look == "handout":
        lines = [*([*_wrapped(document.header, width, 0, 0), ""] if document.header else []), *lines]
        lines += _wrapped(document.footer, width, 0, 0) if document.footer else []
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(block, width)
        case Table():
            yield from _table(block, width)
        case Chart():
            yield from _table(chart_table(block), width)
        case SignatureBlock():
            for line in block.lines:
                yield f"{line.label}: {'_' * 30} {_words(line.office)}"
                yield ""
        case Fields():
            yield from _wrapped("   ".join(map(_field, block.fields)), width, 0, 2)
            yield from ("_" * min(width, 60) for _ in range(block.lines - 1))
        case Checklist():
            for item in block.items:
                yield from _wrapped(f"[ ] {plain_text(item)}", width, 0, 4)
        case Panel():
            yield from _panel(block, width)
        case Columns():
            yield from _inner(inner_blocks(block), width)
        case CardSheet():
            for side in block.sides:
                yield f"--- {side.name} ---"
                yield from _inner(side.blocks, width)
                yield from _wrapped(plain_text(side.foot), width, 0, 0)
                yield ""


def _panel(panel: Panel, width: int) -> Iterator[str]:
    yield "-" * min(width, 40)
    if panel.title:
        yield f"{panel.title}:"
    yield from _inner(panel.blocks, width)
    yield "-" * min(width, 40)


def _inner(blocks: tuple[Block, ...], width: int) -> Iterator[str]:
    """Yield blocks that stand inside another, with an empty line between them but not between the items of a list."""
    for index, one in enumerate(blocks):
        before = blocks[index - 1] if index else None
        if before is not None and not (_is_item(one) and _is_item(before)):
            yield ""
        yield from _block(one, width)


def _is_item(block: Block) -> bool:
    return isinstance(block, Fields) or is_item(block)


def _field(field: Field) -> str:
    words = plain_text(field.label)
    return f"( ) {words}" if field.kind == "tick" else f"{words} {'_' * 16}".strip() if field.kind == "line" else words


def _paragraph(paragraph: Paragraph, width: int) -> Iterator[str]:
    label = label_of(paragraph) or ("•" if is_item(paragraph) else "")
    label = f"{label} " if label else ""
    if wholly_added(paragraph):
        words = signed(label + plain_text(paragraph.content), "added")
    else:
        words = label + _words(paragraph.content)
    notes = "".join(f"[{number}]" for number in paragraph.comments)
    lines = _wrapped(f"{words}{notes}", width, _INDENT.get(paragraph.style, 0), len(label))
    yield from lines
    underline = {"title": "=", "heading-1": "="}.get(paragraph.style) or ("-" if paragraph.style.startswith("heading") else "")
    if underline and lines:
        yield underline * min(max(map(columns, lines)), width)


def _table(table: Table, width: int) -> Iterator[str]:
    if table.caption:
        yield table.caption
        yield "-" * columns(table.caption)
    heads = [_words(cell) for cell in table.header]
    rows = [[_words(cell).strip() for cell in row] for row in table.rows]
    if len(heads) == 2 and all(len(f"{row[0]}: {row[1]}") <= width and "\n" not in "".join(row) for row in rows):
        for row in rows:  # a form: what is asked, and a short answer
            yield from _wrapped(f"{row[0]}: {row[1]}", width, 0, 2)
        return
    for cells in rows:
        for place, line in enumerate(cells[0].split("\n")):
            yield from _wrapped(line, width, 2 if place else 0, 2)
        for head, cell in zip(heads[1:], cells[1:], strict=True):
            if cell:
                first, *more = cell.split("\n")
                yield from _wrapped(f"{head}: {first}", width, 4, 2)
                for line in more:
                    yield from _wrapped(line, width, 6, 2)


def _comment(comment: Comment, width: int) -> Iterator[str]:
    yield f"[{comment.id}] {comment.title}"
    for paragraph in comment.body:
        yield from _paragraph(paragraph, width)


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(signed(plain_text(parts), change) for change, parts in by_change(content))


def _wrapped(words: str, width: int, indent: int, hang: int) -> list[str]:
    lead = " " * indent
    return wrapped(words.replace("\u00a0", " "), width, lead, lead + " " * hang)
