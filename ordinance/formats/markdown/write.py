"""A document as Markdown: what a person would type, with comments as notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ordinance.document.lists import is_item, label_of
from ordinance.document.model import (
    Blank,
    Block,
    CardSheet,
    CardSide,
    Chart,
    Checklist,
    Columns,
    Comment,
    Document,
    Field,
    Fields,
    Inline,
    Link,
    Panel,
    Paragraph,
    SignatureBlock,
    Style,
    Table,
    by_change,
    chart_table,
    inner_blocks,
    signed,
    wholly_added,
)
from ordinance.library.addresses import is_linkable

_HEADINGS: dict[Style, str] = {"title": "# ", "heading-1": "## ", "heading-2": "### ", "heading-3": "#### "}
_INDENT: dict[Style, int] = {
    "subsection-2": 1,
    "subsection-3": 2,
    "subsection-4": 3,
    "flush-2": 1,
    "flush-3": 2,
    "flush-4": 3,
}
_FACES = {
    "": ("", ""),
    "emphasis": ("*", "*"),
    "ring": ("**", "**"),
    "phone": ("**", "**"),
    "strong": ("**", "**"),
    "term": ("", ""),
}
#: A line to write on by hand, as a template of a handout has it.
_LINE = "\\_\\_\\_\\_"
_RULE = "\\_" * 20
_COUNTED = re.compile(r"\d{1,9}[.)]")
_SPECIAL = re.compile(r"([\\`*_<>#|\[\]])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")


def write(document: Document) -> bytes:
    """Return the document as UTF-8 Markdown. Labels are text, indentation shows the level, comments become notes [^1]."""
    lines: list[str] = []
    for block in document.blocks:
        lines += [*_block(block), ""]
    for comment in document.comments:
        lines += [*_note(comment), ""]
    if document.look == "handout":
        lines = [*([f"**{_escaped(document.header)}**", ""] if document.header else []), *lines]
        lines += [_escaped(document.footer), ""] if document.footer else []
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _table(chart_table(block))
        case SignatureBlock():
            yield from _signatures(block)
        case Fields():
            yield " | ".join(map(_field, block.fields))
            yield from ("", _LINE * 3) * (block.lines - 1)
        case Checklist():
            yield from (f"- [ ] {_inlines(item)}" for item in block.items)
        case Panel():
            inner = "\n\n".join("\n".join(_block(one)) for one in block.blocks)
            label = f"**{_escaped(block.title)}**\n\n" if block.title else ""
            yield "\n".join(f"> {line}".rstrip() for line in f"{label}{inner}".split("\n"))
        case Columns():
            yield "\n\n".join("\n".join(_block(one)) for one in inner_blocks(block))
        case CardSheet():
            yield "\n\n---\n\n".join(_side(side) for side in block.sides)


def _field(field: Field) -> str:
    words = _inlines(field.label)
    return f"( ) {words}" if field.kind == "tick" else f"{words} {_LINE}".strip() if field.kind == "line" else words


def _side(side: CardSide) -> str:
    blocks = "\n\n".join("\n".join(_block(one)) for one in side.blocks)
    return f"**{_escaped(side.name)}**\n\n{blocks}\n\n{_inlines(side.foot)}"


def _paragraph(paragraph: Paragraph) -> str:
    words = _inlines(paragraph.content)
    if is_item(paragraph) and not wholly_added(paragraph):
        words = _item(paragraph)
    elif paragraph.number and wholly_added(paragraph):
        words = signed(f"{_escaped(paragraph.number.label)} {''.join(map(_inline, paragraph.content))}", "added")
    elif paragraph.number:
        words = f"{_escaped(paragraph.number.label)} {words}"
    elif not words.startswith(("*", "[")):
        words = _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", words)
    notes = "".join(f"[^{number}]" for number in paragraph.comments)
    style = paragraph.style
    if style in _HEADINGS:
        return f"{_HEADINGS[style]}{words}{notes}"
    if style in ("notice", "commentary"):
        return f"> {words}{notes}"
    if style == "commentary-list":
        return f"> {words}{notes}"
    # Four spaces would make a code block of a paragraph: the level shows as non-breaking spaces.
    return "\u00a0" * (4 * _INDENT.get(style, 0)) + words + notes


def _inlines(content: tuple[Inline, ...]) -> str:
    return "".join(signed("".join(map(_inline, parts)), change) for change, parts in by_change(content))


def _inline(part: Inline) -> str:
    if isinstance(part, Blank):
        return f"\\[{_escaped(part.prompt)}\\]"
    if isinstance(part, Link):
        return f"[{_escaped(part.text)}]({part.address})" if is_linkable(part.address) else _escaped(part.text)
    text = _escaped(part.text)
    if getattr(part, "emphasis", "") == "line":
        return _LINE
    begin, end = _FACES[getattr(part, "emphasis", "")]
    if not begin or not text.strip():
        return text
    bare = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{begin}{bare}{end}{tail}"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{_escaped(table.caption)}**"
        yield ""
    yield f"| {' | '.join(map(_cell, table.header))} |"
    yield f"|{'---|' * len(table.header)}"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(content: tuple[Inline, ...]) -> str:
    return "<br>".join(" ".join(line.split()) for line in _inlines(content).split("\n"))


def _signatures(block: SignatureBlock) -> Iterator[str]:
    for index, line in enumerate(block.lines):
        if index:
            yield ""
        yield f"{_escaped(line.label)}: {_RULE} {_inlines(line.office)}"


def _note(comment: Comment) -> Iterator[str]:
    first = f"[^{comment.id}]: **{_escaped(comment.title)}.**"
    for index, paragraph in enumerate(comment.body):
        words = _item(paragraph) if is_item(paragraph) else _inlines(paragraph.content)
        if is_item(paragraph) and index == 0:
            yield first
            yield ""
            yield f"    {words}"
            continue
        yield f"{first} {words}" if index == 0 else f"    {words}"
        if index < len(comment.body) - 1:
            yield ""


def _item(item: Paragraph) -> str:
    """Return a list item with Markdown's own mark: its number, or a hyphen, before a label that Markdown cannot count too."""
    label, words = label_of(item), _inlines(item.content)
    if _COUNTED.fullmatch(label):
        return f"{label} {words}"
    return f"- {_escaped(label)} {words}" if label else f"- {words}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
