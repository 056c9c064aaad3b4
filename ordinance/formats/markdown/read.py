"""A Markdown file as a document: our own drafts with their structure, any other with its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ordinance.document.model import (
    Blank,
    Block,
    Document,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
    plain_text,
)
from ordinance.document.reading import Reading, unreadable
from ordinance.formats.labels import numbered
from ordinance.library.characters import printable

#: No draft is longer.
LARGEST: Final = 8_000_000

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?")
_HEADINGS: Final[tuple[Style, ...]] = ("title", "heading-1", "heading-2", "heading-3", "heading-3", "heading-3")
_LIST: Final = re.compile(r"([ \t]*)(?:[-+*]|(\d{1,3}[.)]))\s+(.*)")
_RULE: Final = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*")
_LINE: Final = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})")
_NOTE: Final = re.compile(r"\[\^[^\]]+\]:")
_SIGNATURE: Final = re.compile(r"(.+): (?:\\?_){15,} ?(.*)")
_INDENT: Final = re.compile("(?:\u00a0{4})*")
_FLUSH: Final[tuple[Style, ...]] = ("section-text", "flush-2", "flush-3", "flush-4")
#: Inside a paragraph, in the order in which they are tried: escaped brackets are a blank, a note's mark is nothing.
_INLINE: Final = re.compile(
    r"\\\[(?P<blank>(?:[^\\\[\]]|\\[^\[\]])+)\\\]"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<note>[^\]\s]+)\]"
    r"|(?<!!)\[(?P<text>(?:[^\\\[\]]|\\.)+)\]\((?P<address>(?:https?|mailto):[^\s)]*)\)"
    r"|(?P<mark>\*\*|\*|__|_)",
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENTS: Final = "comments in it are left out"


#: The most that is read: characters, and lines.
LONGEST: Final = 2_000_000
MOST_LINES: Final = 40_000
#: The longest paragraph: what its marks enclose is looked for from each of them.
_LONGEST_BLOCK: Final = 100_000


def read(name: str, data: bytes) -> Reading:
    """Return what a Markdown file says; `name` is what messages call it. Raises `FaultyFile` where it is no text.

    Its styles and labels are a guess. Comments, which stand as notes at the end of a draft of ours, are left out.
    """
    if len(data) > LARGEST:
        raise unreadable(name, f"is too large; more than {LARGEST // 1_000_000} MB are not read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(name, f"is no text in UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    if "\0" in text:
        raise unreadable(name, "is no text: it holds null characters")
    text = printable(text)
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise unreadable(name, f"is too long; more than {LONGEST:,} letters or {MOST_LINES:,} lines are not read")
    groups = list(_groups(text.splitlines()))
    if any(sum(map(len, group)) > _LONGEST_BLOCK for group in groups):
        raise unreadable(name, f"has a paragraph of more than {_LONGEST_BLOCK:,} letters; put empty lines between its paragraphs")
    kept = [group for group in groups if not _NOTE.match(group[0])]
    blocks, schemes = numbered(tuple(_blocks(kept)), guessed=True, indented=any(g[0].startswith("\u00a0" * 4) for g in kept))
    title = next((plain_text(b.content) for b in blocks if isinstance(b, Paragraph) and b.style == "title"), "")
    return Reading(Document(title, blocks, schemes=schemes), (_COMMENTS,) if len(kept) < len(groups) else ())


# --- lines to blocks ---


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each block: a heading, a list item, a table, a quotation, a paragraph, or the first of a note."""
    group: list[str] = []
    in_note = False
    for line in lines:
        if in_note and (not line.strip() or line.startswith(("    ", "\t"))):
            continue  # a note goes on as long as its lines are indented
        if group and _ends(group, line):
            yield group
            group = []
        in_note = bool(_NOTE.match(line))
        if line.strip() and not _LINE.fullmatch(line):
            group.append(line)
    if group:
        yield group


def _ends(group: list[str], line: str) -> bool:
    """Say whether a group ends before a line."""
    if line[:1] == group[0][:1] and line[:1] in ("|", ">"):
        return False
    first = group[0]
    alone = _HEADING.fullmatch(first) or _NOTE.match(first)
    starts = _HEADING.fullmatch(line) or _LIST.fullmatch(line) or _NOTE.match(line) or line.startswith(("|", ">"))
    return bool(not line.strip() or alone or starts)


def _blocks(groups: list[list[str]]) -> Iterator[Block]:
    lines: list[SignatureLine] = []
    caption = ""
    for index, group in enumerate(groups):
        found = _SIGNATURE.fullmatch(group[0]) if len(group) == 1 else None
        if found is not None:
            lines.append(SignatureLine(plain_text(_inlines(found[1])), _inlines(found[2])))
            continue
        if lines:
            yield SignatureBlock(tuple(lines))
            lines = []
        if _is_table(group):
            yield _table(group, caption)
            caption = ""
            continue
        paragraph = _paragraph(group)
        if plain_text(paragraph.content).strip():
            if index + 1 < len(groups) and _is_table(groups[index + 1]) and _is_bold(paragraph):
                caption = plain_text(paragraph.content)
                continue
            yield paragraph
    if lines:
        yield SignatureBlock(tuple(lines))


def _paragraph(group: list[str]) -> Paragraph:
    first = group[0]
    if heading := _HEADING.fullmatch(first):
        return Paragraph(_HEADINGS[len(heading[1]) - 1], _inlines(heading[2]), keep_with_next=True)
    if first.startswith(">"):
        words = " ".join(line.removeprefix(">").strip() for line in group)
        quoted = _LIST.fullmatch(words)
        return Paragraph("notice", _inlines(words)) if quoted is None else Paragraph("commentary-list", _inlines(quoted[3]))
    if item := _LIST.fullmatch(first):
        words = " ".join((item[3], *(line.strip() for line in group[1:])))
        return Paragraph("body" if item[2] else "body-list", _inlines(f"{item[2]} {words}" if item[2] else words))
    space = _INDENT.match(first)
    depth = len(space[0]) // 4 if space else 0
    words = " ".join(line.strip(" \t") for line in group)
    return Paragraph(_FLUSH[min(depth, len(_FLUSH) - 1)], _inlines(words.lstrip("\u00a0") if depth else words))


def _is_bold(paragraph: Paragraph) -> bool:
    return paragraph.style == "section-text" and all(isinstance(p, Run) and p.emphasis == "strong" for p in paragraph.content)


# --- tables ---


def _is_table(group: list[str]) -> bool:
    return len(group) > 1 and "|" in group[0] and bool(_RULE.fullmatch(group[1]))


def _table(group: list[str], caption: str) -> Table:
    header, rows = _cells(group[0]), [_cells(line) for line in group[2:]]
    width = max(len(row) for row in (header, *rows))
    filled = [tuple(map(_inlines, row + [""] * (width - len(row)))) for row in (header, *rows)]
    return Table(caption, filled[0], tuple(filled[1:]), (1 / width,) * width)


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", bare)]


# --- inside a paragraph ---


def _inlines(text: str) -> tuple[Inline, ...]:
    """Return the inline content of a line. A mark that nothing closes is a mark of the text."""
    pieces: list[Inline | str] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            pieces.append(Run(text[at : found.start()]))
        at = found.end()
        if found["blank"] is not None:
            pieces.append(Blank(_ESCAPE.sub(r"\1", found["blank"])))
        elif found["escaped"] is not None:
            pieces.append(Run(found["escaped"]))
        elif found["address"] is not None:
            pieces.append(Link(_ESCAPE.sub(r"\1", found["text"]), found["address"]))
        elif found["mark"] is not None:
            pieces.append(found["mark"] if _may_mark(text, found) else Run(found["mark"]))
    if at < len(text):
        pieces.append(Run(text[at:]))
    return _faced(pieces)


def _may_mark(text: str, found: re.Match[str]) -> bool:
    """Say whether a mark touches a word on one side; an underscore inside a word is none."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    inside = before.isalnum() and after.isalnum()
    return not (inside and found["mark"].startswith("_")) and bool(before.strip() or after.strip())


def _faced(pieces: list[Inline | str]) -> tuple[Inline, ...]:
    """Return runs in the face of the marks round them, those that stand together as one."""
    made: list[Inline] = []
    face: Emphasis = ""
    open_mark = ""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            if piece == open_mark:
                face, open_mark = "", ""
                continue
            if not open_mark and piece in pieces[index + 1 :]:
                face, open_mark = ("strong" if len(piece) == 2 else "emphasis"), piece
                continue
            piece = Run(piece)
        if isinstance(piece, Run):
            last = made[-1] if made else None
            if isinstance(last, Run) and last.emphasis == face:
                made[-1] = Run(last.text + piece.text, face)
                continue
            piece = Run(piece.text, face)
        made.append(piece)
    return tuple(made)
