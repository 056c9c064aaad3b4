"""A document as one self-contained web page: semantic, without script, with nothing to fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from html import escape
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from ordinance.document.lists import is_item, label_of
from ordinance.document.model import (
    Blank,
    Block,
    Chart,
    Comment,
    Document,
    Inline,
    Link,
    Paragraph,
    Reference,
    SignatureBlock,
    Style,
    Table,
    by_change,
    chart_table,
    inner_blocks,
    plain_text,
    wholly_added,
)
from ordinance.formats.html.chart import drawn
from ordinance.formats.html.contents import contents, contents_place, sections, shared, skip_link
from ordinance.formats.html.lists import WriteBlock, listed
from ordinance.formats.html.sheets import WRITE_LINE, body_class, dialled, icon, raised, sheet_block
from ordinance.library.addresses import is_linkable
from ordinance.library.characters import printable, runs_right_to_left
from ordinance.library.reading import look_text

_HEADINGS: dict[Style, str] = {"title": "h1", "heading-1": "h2", "heading-2": "h3", "heading-3": "h4"}
#: Runs of these styles stand together in one box.
_BOXES: dict[Style, str] = {"notice": "notice", "commentary": "commentary", "commentary-list": "commentary"}
#: A reference of so many letters stays on one line; a longer one, a list of sections, may break.
_WHOLE = 24
_FACES = {"emphasis": "em", "strong": "strong", "ring": "strong", "phone": "strong"}


#: A page fetches nothing and runs nothing, whatever stands in its look: no script, no font, no style, no picture from elsewhere.
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'\">\n"
)


def write(document: Document, look: Path) -> bytes:
    """Return the document as UTF-8 HTML. `look` is the folder that holds `page.css`, which is put into the page."""
    document, minor = raised(document) if document.look == "handout" else (document, "")
    comments = {comment.id: comment for comment in document.comments}
    body = "\n".join(_body(document, comments, look))
    body = _TAGGED.sub(_turned, body) if runs_right_to_left(document.language) else body
    footer = f"<footer>{escape(document.footer)}</footer>" if document.footer else ""
    classes = " ".join(filter(None, ("wide" if document.landscape else "", body_class(document), minor)))
    kind = f' class="{classes}"' if classes else ""
    header = f'<p class="running">{escape(document.header)}</p>\n' if document.look == "handout" and document.header else ""
    page = (
        f'<!doctype html>\n<html lang="{escape(document.language)}"{_colours(document)}>\n<head>\n<meta charset="utf-8">\n'
        f"{_POLICY}"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(document.title)}</title>\n'
        f"{shared(document)}<style>\n{_css(look)}</style>\n</head>\n<body{kind}>\n{skip_link(document)}<main>\n"
        f"{header}{body}\n</main>\n{footer}\n</body>\n</html>\n"
    )
    return printable(page).encode()


#: A language of its own on an element. No text holds this: its quotation marks are written as entities.
_TAGGED = re.compile(r' lang="([A-Za-z-]+)"')


def _turned(found: re.Match[str]) -> str:
    """Return the mark of a language with its direction, where it stands in a page from right to left."""
    return found[0] if runs_right_to_left(found[1]) else f'{found[0]} dir="ltr"'


def _colours(document: Document) -> str:
    """Return what tells the look its colour by day and by night, and the direction of the script."""
    rtl = ' dir="rtl"' if runs_right_to_left(document.language) else ""
    if document.colours is None:
        return rtl
    day, night = document.colours
    return f'{rtl} style="--day:{escape(day)};--night:{escape(night)}"'


@cache
def _css(look: Path) -> str:
    return look_text(look, "page.css").replace("</", "<\\/")


def _body(document: Document, comments: dict[int, Comment], look: Path) -> Iterator[str]:
    every = (*document.blocks, *(inner for one in document.blocks for inner in inner_blocks(one)))
    if document.look == "handout" and not any(isinstance(one, Paragraph) and one.style == "title" for one in every):
        yield f'<h1 class="screen">{escape(document.title)}</h1>'
    if document.look == "handout":
        yield from listed(document.blocks, partial(_block, comments=comments, look=look))
    else:
        yield from body_of(document.blocks, comments, look)


def body_of(blocks: tuple[Block, ...], comments: dict[int, Comment], look: Path) -> Iterator[str]:
    """Yield blocks of an instrument or a page as HTML: contents where there is much, and the notes on a section behind its text.

    `look` is the folder of drawings.
    """
    place = contents_place(blocks)
    for start, section in sections(blocks):
        if start == place:
            yield from contents(blocks)
        head = section[0]
        notes: tuple[int, ...] = ()
        if isinstance(head, Paragraph) and head.style.startswith("heading"):
            notes, section = head.comments, (replace(head, comments=()), *section[1:])
        yield from _boxed(section, partial(_block, comments=comments, look=look))
        yield from (_note(comments[number]) for number in notes)


def _boxed(blocks_: tuple[Block, ...], write_block: WriteBlock) -> Iterator[str]:
    for box, blocks in groupby(blocks_, _box):
        if box:
            label = "Notice" if box == "notice" else "Commentary"
            yield f'<div class="{box}" role="note" aria-label="{label}">'
            yield from listed(blocks, write_block)
            yield "</div>"
        else:
            yield from listed(blocks, write_block)


def _box(block: Block) -> str:
    return _BOXES.get(block.style, "") if isinstance(block, Paragraph) else ""


def _block(block: Block, comments: dict[int, Comment], look: Path) -> Iterator[str]:
    match block:
        case Paragraph(icon=name) if name:
            yield _paragraph(block).replace(">", f">{icon(look, name)}", 1)
        case Paragraph():
            yield _paragraph(block)
            yield from (_note(comments[number]) for number in block.comments)
        case Table():
            yield from _table(block)
        case Chart():
            label = f"{escape(block.caption)}: the picture"
            yield f'<div class="chart" role="region" aria-label="{label}" tabindex="0">{drawn(block)}</div>'
            yield from _table(chart_table(block))
        case SignatureBlock():
            yield '<div class="signatures">'
            for line in block.lines:
                office = _inlines(line.office)
                yield f'<p><span>{escape(line.label)}:</span><span class="rule"></span><span>{office}</span></p>'
            yield "</div>"
        case _:
            yield from sheet_block(block, partial(listed, write_block=partial(_block, comments=comments, look=look)), _inlines)


def _paragraph(paragraph: Paragraph) -> str:
    words = _inlines(paragraph.content)
    anchor = f' id="{escape(paragraph.id)}"' if paragraph.id else ""
    language = f' lang="{escape(paragraph.language)}"' if paragraph.language else ""
    style = paragraph.style
    if style in _HEADINGS:
        tag = _HEADINGS[style]
        label = f"{escape(paragraph.number.label)} " if paragraph.number else ""
        return f"<{tag}{anchor}{language}>{label}{words}</{tag}>"
    if label := label_of(paragraph):
        level = max(paragraph.number.level, 1) if paragraph.number else 1
        label = f"<ins>{escape(label)}</ins>" if wholly_added(paragraph) else escape(label)
        label = f'<span class="label">{label}</span>'
        return f'<div class="sub level-{level}"{anchor}{language}>{label} <span class="words">{words}</span></div>'
    if is_item(paragraph):
        return f"<span{anchor}>{words}</span>" if anchor else words
    plain = style in ("body", "commentary", "notice", "section-text", "recital", "definition")
    css = "" if plain else f' class="{style}"'
    return f"<p{css}{anchor}{language}>{words}</p>"


def _words(block: Block) -> Iterator[str]:
    assert isinstance(block, Paragraph)
    yield _paragraph(block)


def _note(comment: Comment) -> str:
    body = "\n".join(listed(comment.body, _words))
    return f"<details>\n<summary>{escape(comment.title)}</summary>\n{body}\n</details>"


def _table(table: Table) -> Iterator[str]:
    name = escape(table.caption or ", ".join(map(plain_text, table.header)))
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    yield f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>{caption}'
    heads = "".join(f'<th scope="col">{_inlines(cell)}</th>' for cell in table.header)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    names = [escape(plain_text(cell)) for cell in table.header]
    for row in table.rows:
        first, *rest = (_inlines(cell) for cell in row)
        cells = "".join(
            f'<td data-head="{name}">{cell}</td>' for name, cell in zip(names[1:] or [""] * len(rest), rest, strict=True)
        )
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


_CHANGES = {"added": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>"), "omitted": ('<del class="omitted">', "</del>")}


def _inlines(content: tuple[Inline, ...]) -> str:
    written = []
    for change, parts in by_change(content):
        before, after = _CHANGES.get(change, ("", ""))
        written.append(before + "".join(map(_inline, parts)) + after)
    return "".join(written)


def _inline(part: Inline) -> str:
    match part:
        case Blank(prompt=prompt):
            return f'<span class="blank">[{escape(prompt)}]</span>'
        case Reference(text=text, target=target):
            whole = ' class="whole"' if len(text) <= _WHOLE else ""
            return f'<a{whole} href="#{escape(target)}">{escape(text)}</a>' if target else escape(text)
        case Link(text=text, address=address) if not is_linkable(address):
            return escape(text)
        case Link(text=text, address=address):
            return f'<a href="{escape(address)}" rel="noreferrer">{escape(text)}</a>'
    words = escape(part.text).replace("\n", "<br>")
    if part.emphasis == "line":
        return WRITE_LINE
    if part.emphasis == "term":
        return f'<span class="term">{words}</span>'
    if part.language:
        words = f'<span lang="{escape(part.language)}">{words}</span>'
    if part.emphasis == "phone":
        words = f'<a href="tel:{dialled(part.text)}">{words}</a>'
    tag = _FACES.get(part.emphasis, "")
    kind = ' class="ring"' if part.emphasis == "ring" else ""
    return f"<{tag}{kind}>{words}</{tag}>" if tag else words
