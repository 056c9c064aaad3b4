"""The way through a long page: its contents, a link past them, and what is shown where its address is shared."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from ordinance.document.model import Block, Document, Paragraph, plain_text

#: With fewer headings a page needs no contents.
_FEW: Final = 5
_TARGET: Final = "text"
_DESCRIPTION: Final = 300


def shared(document: Document) -> str:
    """Return what services that show a shared address print: the title, and what the document is about."""
    about = " ".join(document.subject.split())
    if len(about) > _DESCRIPTION:
        about = about[: _DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"
    lines = [f'<meta property="og:title" content="{escape(document.title)}">', '<meta property="og:type" content="article">']
    if about:
        lines += [f'<meta name="{name}" content="{escape(about)}">' for name in ("description",)]
        lines.append(f'<meta property="og:description" content="{escape(about)}">')
    return "".join(f"{line}\n" for line in lines)


def skip_link(document: Document) -> str:
    """Return the link to the text for those who go through a page key by key; nothing where the text stands first."""
    if document.look != "instrument" or contents_place(document.blocks) < 0:
        return ""
    return f'<a class="skip" href="#{_TARGET}">Skip to the text</a>\n'


def contents_place(blocks: tuple[Block, ...]) -> int:
    """Return the index of the first heading, before which the contents stand; -1 where a page needs none."""
    places = [index for index, block in enumerate(blocks) if _is_entry(block)]
    return places[0] if len(places) >= _FEW else -1


def contents(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the contents, closed: a link to each section."""
    yield '<nav aria-label="Contents"><details class="contents"><summary>Contents</summary><ul>'
    for block in blocks:
        if _is_entry(block):
            assert isinstance(block, Paragraph)
            label = f"{block.number.label} " if block.number else ""
            inner = ' class="inner"' if block.style == "heading-2" else ""
            yield f'<li{inner}><a href="#{escape(block.id)}">{escape(label + plain_text(block.content))}</a></li>'
    yield f'</ul></details></nav><div id="{_TARGET}"></div>'


def sections(blocks: tuple[Block, ...]) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Yield the blocks from heading to heading, each run with the index of its first."""
    start = 0
    for index, block in enumerate(blocks):
        ends = not isinstance(block, Paragraph) or block.style in ("heading-1", "heading-2", "chapter", "title")
        if ends and index > start:
            yield start, blocks[start:index]
            start = index
    if blocks[start:]:
        yield start, blocks[start:]


def _is_entry(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in ("heading-1", "heading-2") and bool(block.id)
