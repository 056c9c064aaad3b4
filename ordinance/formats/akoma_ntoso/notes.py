"""What is not law: the notices on the cover, the commentary as notes beside the law or as an attachment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ordinance.document.model import Block, Comment, Document, Paragraph, Style, Table
from ordinance.formats.akoma_ntoso.inlines import Inlines
from ordinance.formats.akoma_ntoso.xml import Element, Node, element

_HEADINGS: dict[Style, int] = {"heading-1": 1, "heading-2": 2, "heading-3": 3}


class Notes:
    """The commentary of one draft, by the anchor of what it speaks of. `placement` is where a reader shows it."""

    def __init__(self, document: Document, inlines: Inlines, placement: str) -> None:
        self.inlines, self.placement = inlines, placement
        comments = {comment.id: comment for comment in document.comments}
        paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
        self._on = {one.id: [comments[number] for number in one.comments] for one in paragraphs if one.id}

    def on(self, anchor: str, eid: str) -> list[Node]:
        """Return the notes on what has this anchor, to stand at the end of its heading or its words."""
        return [self._note(comment, f"{eid}__authorialNote_{n}") for n, comment in enumerate(self._on.get(anchor, ()), 1)]

    def _note(self, comment: Comment, eid: str) -> Element:
        title = element("heading", comment.title)
        body = paragraphs(comment.body, self.inlines)
        how = {"class_": comment.kind, "marker": str(comment.id), "placement": self.placement}
        return element("authorialNote", title, *body, eId=eid, **how)


def paragraphs(blocks: Iterable[Paragraph], inlines: Inlines) -> list[Node]:
    """Return paragraphs of the document; an item of a list keeps its mark as text and says its class."""
    return [_paragraph(block, inlines) for block in blocks]


def pages(blocks: Iterable[Block], inlines: Inlines, eid: str) -> list[Node]:
    """Return blocks as they stand, and from the first heading on as parts within parts."""
    lead, parts = _split(list(blocks))
    return [*_blocks(lead, inlines, eid), *_parts(parts, inlines, eid)]


def _parts(parts: list[list[Block]], inlines: Inlines, eid: str) -> Iterator[Element]:
    for count, (heading, *blocks) in enumerate(parts, 1):
        assert isinstance(heading, Paragraph)
        own = f"{eid}__hcontainer_{count}"
        words = element("heading", *inlines.printed(heading.content))
        yield element("hcontainer", words, *_under(blocks, inlines, own), eId=own, name="part")


def _under(blocks: list[Block], inlines: Inlines, eid: str) -> Iterator[Element]:
    """Yield what stands under a heading: blocks as the content, or as the intro where parts follow them."""
    lead, parts = _split(blocks)
    if lead or not parts:
        yield element("intro" if parts else "content", *_blocks(lead, inlines, eid))
    yield from _parts(parts, inlines, eid)


def _split(blocks: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """Return the blocks before the first heading, and a list for each heading as high as that one with all under it."""
    ranks = [_rank(block) for block in blocks]
    first = next((index for index, rank in enumerate(ranks) if rank), len(blocks))
    starts = [index for index, rank in enumerate(ranks) if rank and rank <= ranks[first]]
    ends = [*starts[1:], len(blocks)]
    return blocks[:first], [blocks[start:end] for start, end in zip(starts, ends, strict=True)] if starts else []


def _rank(block: Block) -> int:
    """Return 1 for the highest heading, 0 for what is none."""
    return _HEADINGS.get(block.style, 0) if isinstance(block, Paragraph) else 0


def _blocks(blocks: list[Block], inlines: Inlines, eid: str) -> list[Element]:
    return [_block(block, f"{eid}__table_{count}", inlines) for count, block in enumerate(blocks, 1)]


def _block(block: Block, eid: str, inlines: Inlines) -> Element:
    match block:
        case Paragraph():
            return _paragraph(block, inlines)
        case Table():
            return _table(block, eid, inlines)
        case _:
            raise TypeError(f"an appendix holds no {type(block).__name__}")


def _paragraph(block: Paragraph, inlines: Inlines) -> Element:
    how = {"class_": "item"} if block.style.endswith("-list") else {}
    return element("p", *inlines.printed(block.content), **how)


def _table(table: Table, eid: str, inlines: Inlines) -> Element:
    head = element("tr", *(element("th", element("p", *inlines.printed(cell))) for cell in table.header))
    rows = (element("tr", *(element("td", element("p", *inlines.printed(cell))) for cell in row)) for row in table.rows)
    return element("table", element("caption", table.caption), head, *rows, eId=eid)
