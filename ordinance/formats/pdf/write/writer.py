"""From the document model to the bytes of a PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from ordinance.document.model import (
    Block,
    Chart,
    Checklist,
    Document,
    Fields,
    Inline,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    chart_table,
    inner_blocks,
    plain_text,
)
from ordinance.formats.pdf.write.body import Body
from ordinance.formats.pdf.write.cards import CARDS, fitted, has_cards, probes
from ordinance.formats.pdf.write.code import Code, block, call, string
from ordinance.formats.pdf.write.compiling import UnwritablePdf, compiled, queried
from ordinance.formats.pdf.write.inlines import Pen, spoken
from ordinance.formats.pdf.write.notes import anchored, notes
from ordinance.formats.pdf.write.prelude import PRELUDE

#: A last page that ends less far down, in inches, is more than half empty.
_HALF: Final = 5.6
#: The room between lines that is tried then, as shares of what the look has.
_CLOSER: Final = (0.78, 0.6, 0.45)
_WIDER: Final = (1.2, 1.4, 1.6, 1.8, 2.1)
#: What the XML of a PDF's properties cannot hold.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(document: Document, look: Path) -> bytes:
    """Return the document as a tagged PDF (PDF/UA-1) that looks as `look.typ` in the folder `look` says.

    The same document, look, fonts and version of typst give the same bytes; no clock is read. Raises UnwritablePdf.
    """
    try:
        if has_cards(document):
            document = measured(document, look)
        air = _air(document, look) if document.look == "handout" and not has_cards(document) else 1.0
        return compiled(source(document, air=air), look, document.date, document.colours[0] if document.colours else "")
    except UnwritablePdf as error:
        if where := _where(document, error.characters[:1]):
            raise UnwritablePdf(f"{error} (it stands in “{where}”)", error.characters) from None
        raise


def source(document: Document, *, air: float = 1.0) -> str:
    """Return the typst code of a document; `air` asks the look of handouts for less or more room between its lines."""
    body = Body(Pen(document), frozenset(id for _, ids in anchored(document) for id in ids))
    content = block(chain(body.blocks(document.blocks), notes(document, body)))
    return framed(document, content, air=air)


def framed(document: Document, content: Code, *, air: float = 1.0, paper: str = "") -> str:
    """Return the typst code of a document with that content, on the paper that the look takes or on another."""
    day = document.date
    facts = call(
        "set document",
        title=string(_CONTROL.sub(" ", document.title)),
        description=string(_CONTROL.sub(" ", document.subject)) if document.subject else Code("none"),
        date=Code(f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"),
    )
    language = call("set text", **spoken(document.language))
    cards = CARDS if has_cards(document) else ""
    return "\n".join(
        (PRELUDE, cards, f"#{facts}", f"#{language}", *(f"#{one}" for one in _pages(document, air, paper)), f"#{content}", "")
    )


def _air(document: Document, look: Path) -> float:
    """Return how much room stands between the lines of a sheet, so that no page is nearly empty: less where that saves one, else
    more, which gives a form room to write."""
    pages, filled = _length(document, look, 1.0)
    forced = any(isinstance(block, Paragraph) and block.page_break_before for block in document.blocks)
    if pages == 1 or (filled >= _HALF and not forced):
        return 1.0
    saving = None
    least = _length(document, look, _CLOSER[-1])  # where that does not save a page, no more room does
    for air in _CLOSER if least[0] < pages else ():
        fewer, down = least if air == _CLOSER[-1] else _length(document, look, air)
        if fewer < pages:
            saving = saving or air
            if down >= _HALF:
                return air
    if saving or filled >= _HALF:
        return saving or 1.0
    for air in _WIDER:
        wider, down = _length(document, look, air)
        if wider > pages:
            break
        if down >= _HALF:
            return air
    return 1.0


def _length(document: Document, look: Path, air: float) -> tuple[int, float]:
    """Return how many pages a sheet has, and how far down its last page it ends, in inches."""
    end = "#context [#metadata((counter(page).final().first(), here().position().y / 1in))<end>]"
    found = json.loads(queried(f"{source(document, air=air)}\n{end}\n", look, "<end>"))[0]
    return int(found[0]), float(found[1])


def measured(document: Document, look: Path) -> Document:
    """Return a document whose cards know the type size at which their text fits. Raises `Unwritable` where it does not fit."""
    pen = Pen(document)
    body = Body(pen, frozenset())
    language = call("set text", **spoken(document.language))
    content = block(probes(document, pen, body.blocks))
    code = "\n".join((PRELUDE, CARDS, f"#{language}", *(f"#{one}" for one in _pages(document)), f"#{content}", ""))
    return fitted(document, code, look)


def _pages(document: Document, air: float = 1.0, paper: str = "") -> Iterator[Code]:
    """Return the rules for pages: those of the look, or, for cards, bare sheets whose measures the program sets."""
    lying = {"landscape": Code("true")} if document.landscape else {}  # a look of one's own may not know it
    if paper not in ("", "us-letter"):
        lying["paper"] = string(paper)
    if document.look == "instrument":
        yield call("show: look.pages.with", header=string(_running(document)), footer=string(document.footer), **lying)
        return
    place = spoken(document.language)
    if has_cards(document):
        yield Code('set page(paper: "us-letter", margin: 0pt)')
        yield call("show: look.settings.with", place["lang"], place["region"], Code("12pt"))
        return
    large = Code("true" if document.large_print else "false")
    lying |= {"air": Code(f"{air:g}")} if air != 1 else {}
    texts = {"header": string(document.header), "footer": string(document.footer)}
    yield call("show: look.pages.with", **texts, lang=place["lang"], region=place["region"], large=large, **lying)


def _running(document: Document) -> str:
    """Return what runs at the head of the pages."""
    return document.header + (f"[{document.header_blank.prompt}]" if document.header_blank else "")


def _where(document: Document, character: str) -> str:
    """Return the beginning of the text that holds a character."""
    if not character:
        return ""
    noted = (paragraph for comment in document.comments for paragraph in comment.body)
    texts = (plain_text(content) for one in chain(document.blocks, noted) for content in _contents(one))
    found = next((words for words in texts if character in words), "")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in found[:60])


def _contents(one: Block) -> list[tuple[Inline, ...]]:
    match one:
        case Paragraph():
            return [one.content]
        case Table():
            return [*one.header, *(cell for row in one.rows for cell in row)]
        case Chart():
            table = chart_table(one)
            return [(Run(one.description),), *table.header, *(cell for row in table.rows for cell in row)]
        case SignatureBlock():
            return [line.office for line in one.lines]
        case Fields(fields=fields):
            return [field.label for field in fields]
        case Checklist(items=items):
            return list(items)
    return [content for inner in inner_blocks(one) for content in _contents(inner)]
