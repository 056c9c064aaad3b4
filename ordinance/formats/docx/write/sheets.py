"""The blocks of handouts in Word: fields as tab stops with rules, boxes as tables of one cell, cards in rows of exact height."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    CardSheet,
    CardSide,
    Checklist,
    Columns,
    Document,
    Field,
    Fields,
    Panel,
    Paragraph,
    Run,
    plain_text,
)
from ordinance.formats.docx.write.inlines import Pen, runs_right_to_left
from ordinance.formats.docx.write.looks import Look, paragraph_properties, properties_of
from ordinance.formats.docx.write.package import DOCUMENT
from ordinance.formats.docx.write.styles import TABLE_END
from ordinance.formats.docx.write.tables import AFTER_TABLE, cell, grid, row
from ordinance.formats.docx.write.template import Part, Template, part_of
from ordinance.formats.docx.write.xml import NOTHING, Xml, element, join, paragraph, run, text

#: Writes blocks that stand inside another, for a width in twentieths of a point, in a language where it is another.
WriteBlocks = Callable[[tuple[Block, ...], int], Iterator[Xml]]
WriteCard = Callable[[tuple[Block, ...], int, str], Iterator[Xml]]

FIELDS: Final = "HandoutFields"
TICK: Final = "HandoutTick"
LABEL: Final = "HandoutLabel"
SAID: Final = "HandoutSaid"
CARD_TEXT: Final = "HandoutCardText"
CARD_LIST: Final = "HandoutCardList"
CARD_FOOT: Final = "HandoutCardFoot"
_PANELS: Final = {
    "box": "HandoutBox",
    "warning": "HandoutWarning",
    "say": "HandoutSay",
    "limits": "HandoutLimits",
    "banner": "HandoutBanner",
    "card": "HandoutCard",
    "first": "HandoutFirst",
    "paper": "HandoutPaper",
    "band": "HandoutBand",
}
CARD_HEAD: Final = "HandoutCardHead"
CARD_BAND: Final = "HandoutCardBand"
_COLUMNS: Final = "HandoutColumns"
_CARDS: Final = "HandoutCards"
_BOX: Final = "☐"
#: Room inside a box at the left and right, as its style has it.
_INSET: Final = 160
_GAP: Final = 200
_INCH: Final = 1440
_PAPER: Final = (int(8.5 * _INCH), 11 * _INCH)
#: A line to write on is worth this many letters of a row.
_LINE_LETTERS: Final = 14
#: A field with a line is worth so many, at least: its line then holds a telephone number written by hand, which needs 2 inches.
_LINE_LEAST: Final = 30
#: How far a sheet stays from the edge of the paper at its foot, so that Word makes no empty page after it.
_SLACK: Final = 280
#: Lines, gaps and the indent of items on a card, in ems, as the look of the PDF has them.
_CARD_LINE: Final = 1.14
_PARAGRAPH_GAP: Final = 0.16
_ITEM_GAP: Final = 0.04
_CARD_HANG: Final = 1.3
_SIZES = re.compile(r'(<w:sz(?:Cs)? w:val=")(\d+)(")')
#: The colour of the look, which that of a sheet replaces; the least size of large print, in half points.
_COLOUR: Final = "143D5E"
_LARGE: Final = 36
_LENGTHS = re.compile(r"<w:pgMar [^>]*/>")
_RUNNING_PARTS: Final = frozenset({"word/header1.xml", "word/footer1.xml"})
_STYLED = re.compile(r"<w:pStyle [^>]*/>")
_RUNNING = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")


def fields(block: Fields, pen: Pen, width: int, style: str = FIELDS) -> Iterator[Xml]:
    """Yield the row of fields, and a rule for each line more."""
    weights = [_weight(field) for field in block.fields]
    stops: list[Xml] = []
    content: list[Xml] = []
    start = 0.0
    for index, (field, weight) in enumerate(zip(block.fields, weights, strict=True)):
        start += weight / sum(weights) * width
        last = index == len(weights) - 1
        end = round(start) - (0 if last else _GAP)
        content.append(_field(field, pen))
        if field.kind == "line":
            stops.append(element("w:tab", val="right" if last else "left", leader="underscore", pos=end))
            content.append(run(text("\t")))
        if not last:
            stops.append(element("w:tab", val="left", pos=round(start)))
            content.append(run(text("\t" if field.kind == "line" or _lined(block) else "   ")))
    tabs = element("w:tabs", *stops) if stops else NOTHING
    yield paragraph(properties_of(Look(style, rtl=pen.right_to_left), tabs), join(content))
    rule = element("w:tabs", element("w:tab", val="right", leader="underscore", pos=width))
    for _ in range(block.lines - 1):
        yield paragraph(properties_of(Look(style, rtl=pen.right_to_left), rule), run(text("\t")))


def _weight(field: Field) -> int:
    words = len(plain_text(field.label))
    return max(words + _LINE_LETTERS, _LINE_LEAST) if field.kind == "line" else words + 2


def _lined(block: Fields) -> bool:
    return any(field.kind == "line" for field in block.fields)


def _field(field: Field, pen: Pen) -> Xml:
    words = pen.content(field.label)
    return join((run(text(f"{_BOX} ")), words, run(text(" ")))) if field.kind == "tick" else join((words, run(text(" "))))


def checklist(block: Checklist, pen: Pen, style: str = TICK) -> Iterator[Xml]:
    for item in block.items:
        rtl = runs_right_to_left(block.language) if block.language else pen.right_to_left
        yield paragraph(paragraph_properties(style, rtl=rtl), join((run(text(f"{_BOX}\t")), pen.content(item, block.language))))


def panel(block: Panel, write: WriteBlocks, width: int, pen: Pen) -> Xml:
    """Return a box with its label. A screen reader says the label as the table's title."""
    inner = width - 2 * _INSET
    content = [label(block, pen)] if block.title else []
    blocks = tuple(_said(one) for one in block.blocks) if block.kind == "say" else block.blocks
    content += write(blocks, inner)
    whole = grid(_PANELS[block.kind], block.title, [width], [row([cell(width, _closed(content))])], pen.right_to_left)
    return join((AFTER_TABLE, whole, AFTER_TABLE))


def label(block: Panel, pen: Pen) -> Xml:
    """Return the label in words of a box."""
    return paragraph(paragraph_properties(LABEL, rtl=pen.right_to_left), pen.content((Run(block.title),)))


def _said(block: Block) -> Block:
    """Return words to say in the face that stands out."""
    if not isinstance(block, Paragraph):
        return block
    content = tuple(replace(one, emphasis="strong") if hasattr(one, "emphasis") else one for one in block.content)
    return replace(block, content=content)


def columns(block: Columns, write: WriteBlocks, width: int, pen: Pen) -> Xml:
    """Return columns as a table without borders, which is read cell by cell."""
    each = width // len(block.columns)
    cells = [cell(each, _closed([*write(column, each - _GAP)])) for column in block.columns]
    return join((grid(_COLUMNS, "", [each] * len(cells), [row(cells)], pen.right_to_left), AFTER_TABLE))


def _closed(content: list[Xml]) -> Xml:
    """Return what may stand in a cell: Word wants a paragraph at its end."""
    if not content or content[-1].endswith("</w:tbl>"):
        content = [*content, AFTER_TABLE]
    return join(content)


# --- cards ---


def sheet(block: CardSheet, write: WriteBlocks, write_card: WriteCard, pen: Pen, first: bool) -> Iterator[Xml]:
    """Yield a table for each side, each on its own page, and the guide. Rows and cells have the exact size of the card."""
    wide, tall = round(block.width * _INCH), round(block.height * _INCH)
    for index, side in enumerate(block.sides):
        if index or not first:
            yield paragraph(paragraph_properties(TABLE_END, new_page=True), NOTHING)
        content = _card(side, write_card, pen, wide)
        rows = []
        for place in range(block.down):
            last = place == block.down - 1 and block.down * tall + _SLACK > _PAPER[1]
            cells = [element("w:tc", _cell(wide, block), content) for _ in range(block.across)]
            rows.append(_exact(cells, tall - (_SLACK if last else 0)))
        yield grid(_CARDS, side.name, [wide] * block.across, rows, False)
    yield AFTER_TABLE
    if block.guide:
        yield paragraph(paragraph_properties(TABLE_END, new_page=True), NOTHING)
        content = join((AFTER_TABLE, *write(block.guide, block.across * wide - 2 * _INCH)))
        room = element("w:tcMar", *(element(f"w:{side}", w=_INCH, type="dxa") for side in ("left", "right")))
        about = element("w:tcPr", element("w:tcW", w=block.across * wide, type="dxa"), room)
        yield grid(_COLUMNS, "", [block.across * wide], [row([element("w:tc", about, content)])], False)
        yield AFTER_TABLE


def _card(side: CardSide, write: WriteCard, pen: Pen, wide: int) -> Xml:
    inner = wide - 2 * _inset(wide)
    foot = paragraph(paragraph_properties(CARD_FOOT, rtl=pen.right_to_left), pen.content(side.foot))
    return join((*write(side.blocks, inner, side.language), foot))


def _cell(wide: int, block: CardSheet) -> Xml:
    inset = _inset(wide)
    upright = 90 if block.height < 3 else inset
    sides = {"top": upright, "left": inset, "bottom": upright, "right": inset}
    room = element("w:tcMar", *(element(f"w:{side}", w=length, type="dxa") for side, length in sides.items()))
    return element("w:tcPr", element("w:tcW", w=wide, type="dxa"), room)


def _inset(wide: int) -> int:
    return 187 if wide < 4 * _INCH else 680


def _exact(cells: list[Xml], tall: int) -> Xml:
    height = element("w:trHeight", val=tall, hRule="exact")
    return element("w:tr", element("w:trPr", element("w:cantSplit"), height), *cells)


# --- the template ---


def shaped(template: Template, document: Document) -> Template:
    """Return the template of a handout for its edition: larger type, or bare paper with the cards in its middle."""
    sheets = [block for block in document.blocks if isinstance(block, CardSheet)]
    if document.colours:
        template = replace(template, parts=tuple(_coloured(part, document.colours[0]) for part in template.parts))
    if runs_right_to_left(document.language):
        template = replace(template, parts=tuple(_turned(part) for part in template.parts))
    if document.large_print:
        return replace(template, parts=tuple(_larger(part) for part in template.parts))
    if not sheets:
        return template
    one = sheets[0]
    left = max(round((_PAPER[0] - one.across * one.width * _INCH) / 2), 0)
    top = max(round((_PAPER[1] - one.down * one.height * _INCH) / 2), 0)
    bottom = max(top - _SLACK, 0)
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{left}" w:bottom="{bottom}" w:left="{left}" w:header="0" w:footer="0" w:gutter="0"/>'
    )
    parts = []
    for part in template.parts:
        if part.name in _RUNNING_PARTS:
            continue
        if part.name == DOCUMENT:
            source = _RUNNING.sub("", _LENGTHS.sub(margins, part.source))
            part = part_of(part.name, source)
        parts.append(part)
    return replace(template, parts=tuple(parts), text_width=_PAPER[0] - 2 * left)


def card_styles(document: Document) -> dict[str, Xml]:
    """Return the slots of the styles of cards: size, lines and indents in which the typesetter measured that the text fits. Of
    several sides it is the smallest."""
    sides = [
        (side.size or side.smallest or block.smallest)
        for block in document.blocks
        if isinstance(block, CardSheet)
        for side in block.sides
    ]
    size = min(sides, default=12.0)
    hang = round(size * 20 * _CARD_HANG)
    items = (_lines(size, _ITEM_GAP), element("w:ind", left=hang, hanging=hang))
    return {
        "card-head": join((element("w:sz", val=round(size * 2.4)), element("w:szCs", val=round(size * 2.4)))),
        "card-size": join((element("w:sz", val=int(size * 2)), element("w:szCs", val=int(size * 2)))),
        "card-lines": _lines(size, _PARAGRAPH_GAP),
        "card-items": join(items),
    }


def _lines(size: float, gap: float) -> Xml:
    return element("w:spacing", after=round(size * 20 * gap), line=round(size * 20 * _CARD_LINE), lineRule="exact")


def _larger(part: Part) -> Part:
    """Return a part with its type half as large again, and none of it smaller than 18 points."""
    return part_of(part.name, _SIZES.sub(lambda found: f"{found[1]}{max(int(found[2]) * 3 // 2, _LARGE)}{found[3]}", part.source))


def _turned(part: Part) -> Part:
    """Return the head or the foot of the pages with its paragraph set from right to left."""
    return part_of(part.name, _STYLED.sub(r"\g<0><w:bidi/>", part.source)) if part.name in _RUNNING_PARTS else part


def _coloured(part: Part, colour: str) -> Part:
    """Return a part in the colour of its sheet."""
    return part_of(part.name, part.source.replace(_COLOUR, colour.lstrip("#").upper()))
