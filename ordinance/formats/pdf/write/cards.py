"""Cards to cut out of Letter paper: exact places on the sheet, marks to cut along, and text that is measured before it is set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import CardSheet, CardSide, Document, Paragraph, inner_blocks, plain_text
from ordinance.errors import TooLong
from ordinance.formats.pdf.write.code import NOTHING, Code, array, block, call
from ordinance.formats.pdf.write.compiling import queried
from ordinance.formats.pdf.write.inlines import Pen, spoken
from ordinance.formats.pdf.write.sheets import WriteBlocks

#: Sizes are tried from the largest down in steps of this many points.
_STEP: Final = 0.25

CARDS: Final = r"""
#let card-code(side, size, width, height) = {
  set text(size: size * 1pt, ..side.language)
  set align(start)  // what is placed at the left would be set from the left, also in a script from right to left
  look.card(width, height, size * 1pt, side.foot, for one in side.blocks { one })
}
#let card-room(width, height) = {
  let inset = look.card-inset(width, height)
  (width - 2 * inset.x, height - 2 * inset.y)
}
#let card-fit(side, width, height, smallest, largest, step) = {
  let (w, h) = card-room(width, height)
  let tall(size, blocks) = measure(width: w, block(width: w, card-code((..side, blocks: blocks), size, width, height))).height
  let size = largest
  while size > smallest and tall(size, side.blocks) > h { size -= step }
  let over = tall(size, side.blocks) - h
  let first = 0
  if over > 0.01pt {
    while first < side.lines.len() and tall(size, side.lines.slice(0, first + 1)) <= h { first += 1 }
  }
  (size: size, over: over / 1pt, block: first)
}
#let card-page(width, height, across, down, side, marks) = {
  let (paper-w, paper-h) = (8.5in, 11in)
  let (x0, y0) = ((paper-w - across * width) / 2, (paper-h - down * height) / 2)
  let inset = look.card-inset(width, height)
  let one = box(width: width, height: height, clip: false, {
    pdf.artifact(place(center + horizon, look.card-frame(width, height)))
    place(horizon + left, dx: inset.x, block(width: width - 2 * inset.x, card-code(side, side.size, width, height)))
  })
  for row in range(down) {
    for column in range(across) {
      let copy = if row == 0 and column == 0 { one } else { pdf.artifact(one) }
      place(top + left, dx: x0 + column * width, dy: y0 + row * height, copy)
    }
  }
  if marks {
    let length = calc.min(0.25in, if y0 > 0.1in { y0 - 0.08in } else { 0.2in })
    let side-length = calc.min(0.25in, if x0 > 0.1in { x0 - 0.08in } else { 0.2in })
    pdf.artifact({
      for column in range(across + 1) {
        let x = x0 + column * width
        if x > 0.05in and x < paper-w - 0.05in {
          place(top + left, dx: x, dy: 0.04in, line(angle: 90deg, length: length, stroke: 0.5pt))
          place(top + left, dx: x, dy: paper-h - 0.04in - length, line(angle: 90deg, length: length, stroke: 0.5pt))
        }
      }
      for row in range(down + 1) {
        let y = y0 + row * height
        if y > 0.05in and y < paper-h - 0.05in {
          place(top + left, dx: 0.04in, dy: y, line(length: side-length, stroke: 0.5pt))
          place(top + left, dx: paper-w - 0.04in - side-length, dy: y, line(length: side-length, stroke: 0.5pt))
        }
      }
    })
  }
}
#let crosses() = pdf.artifact({
  for (x, y) in ((0.5in, 0.5in), (8in, 0.5in), (0.5in, 10.5in), (8in, 10.5in), (4.25in, 5.5in)) {
    place(top + left, dx: x - 0.15in, dy: y, line(length: 0.3in, stroke: 0.6pt))
    place(top + left, dx: x, dy: y - 0.15in, line(angle: 90deg, length: 0.3in, stroke: 0.6pt))
  }
})
#let ruler() = pdf.artifact({
  place(top + left, dx: 1in, dy: 9.4in, line(length: 1in, stroke: 1pt))
  for x in (1in, 2in) { place(top + left, dx: x, dy: 9.3in, line(angle: 90deg, length: 0.2in, stroke: 1pt)) }
  place(top + left, dx: 2.1in, dy: 9.32in, text(size: 10pt, dir: ltr)[1 in])
})
#let guide-pages(body) = {
  pagebreak()
  crosses()
  ruler()
  place(top + left, dx: 1in, dy: 1in, block(width: 6.5in, align(start, body)))
  pagebreak()
  crosses()
}
"""


class Fit(Struct, frozen=True):
    """How a side fits: its size in points, how many points it is too tall at the smallest size, the first block too many."""

    size: float
    over: float
    block: int


def has_cards(document: Document) -> bool:
    return any(isinstance(one, CardSheet) for one in document.blocks)


def sheet(one: CardSheet, pen: Pen, write: WriteBlocks, first: bool) -> Iterator[Code]:
    """Return the pages of a sheet: one for each side, then the guide."""
    across_down = (Code(str(one.across)), Code(str(one.down)))
    marks = Code("true" if one.across * one.down > 1 else "false")
    for index, side in enumerate(one.sides):
        if index or not first:
            yield Code("pagebreak()")
        yield call(
            "card-page", *_size(one), *across_down, _side(side, pen, write, side.size or side.smallest or one.smallest), marks
        )
    if one.guide:
        yield call("guide-pages", block(write((*one.guide, *one.test))))


def probes(document: Document, pen: Pen, write: WriteBlocks) -> Iterator[Code]:
    """Return code that measures every side of the document's cards, to be asked for as `<fit>`."""
    for one in document.blocks:
        if isinstance(one, CardSheet):
            for side in one.sides:
                bounds = (Code(f"{size:g}") for size in (side.smallest or one.smallest, one.largest, _STEP))
                fit = call("card-fit", _side(side, pen, write, 0), *_size(one), *bounds)
                yield Code(f"context [#metadata({fit})<fit>]")


def fitted(document: Document, source: str, look: Path) -> Document:
    """Return the document with the type size of every side of its cards. Raises `TooLong` for a text that is too long,
    saying by how much and which line is the first too many."""
    fits = iter([Fit(**one) for one in json.loads(queried(source, look, "<fit>"))])
    blocks = []
    for one in document.blocks:
        if isinstance(one, CardSheet):
            one = replace(one, sides=tuple(_fitting(side, one, next(fits)) for side in one.sides))
        blocks.append(one)
    return replace(document, blocks=tuple(blocks))


def _fitting(side: CardSide, sheet: CardSheet, fit: Fit) -> CardSide:
    if fit.over <= 0.01:
        return replace(side, size=fit.size)
    words = _words(side, fit.block)
    where = f"the line that no longer fits begins “{words}”" if words else "only the line with the date at its foot is too much"
    raise TooLong(
        f"card, {side.name.lower()}: the text is {fit.over:.0f} points ({fit.over / 72:.2f} inches) too tall for"
        f" {sheet.width:g} by {sheet.height:g} inches at {side.smallest or sheet.smallest:g} points, the smallest to be read;"
        f" {where}. Shorten the text."
    )


def _words(side: CardSide, index: int) -> str:
    if index >= len(side.blocks):
        return ""
    one = side.blocks[index]
    while not isinstance(one, Paragraph) and inner_blocks(one):
        one = inner_blocks(one)[0]
    contents = getattr(one, "content", None) or next((field.label for field in getattr(one, "fields", ())), ())
    return plain_text(contents)[:50].strip()


def _size(one: CardSheet) -> tuple[Code, Code]:
    return Code(f"{one.width:g}in"), Code(f"{one.height:g}in")


def _side(side: CardSide, pen: Pen, write: WriteBlocks, size: float) -> Code:
    """Return a side: its blocks as they are set, and one by one, to tell where it grows too tall."""
    language = ", ".join(f"{name}: {value}" for name, value in spoken(side.language).items()) if side.language else ":"
    foot = pen.content(side.foot) or NOTHING
    lines = NOTHING if size else array(block(write((one,))) for one in side.blocks)
    return Code(f"(size: {size:g}, language: ({language}), foot: {foot}, blocks: {array(write(side.blocks))}, lines: {lines})")
