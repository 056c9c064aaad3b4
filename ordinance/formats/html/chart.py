"""A chart drawn as SVG: rows and columns of a grid, and the marks on it, in one ink and without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

from ordinance.document.model import Chart, ChartRow

#: The ink of paper. On a web page it is that of the words round the picture, in the light and in the dark.
INK_ON_PAPER: Final = "#000000"
INK_OF_THE_PAGE: Final = "currentColor"

# All lengths are in the picture's own units, of which a line of words is some fifteen high.
_LABELS: Final = 330
_COLUMN: Final = 96
_HEAD: Final = 42
_ROW: Final = 30
_LINE: Final = 15
_RADIUS: Final = 10
#: How many letters fit beside the grid, and over a column.
_LABEL_LETTERS: Final = 48
_HEAD_LETTERS: Final = 14


def drawn(chart: Chart, ink: str = INK_OF_THE_PAGE) -> str:
    """Return the picture as an `svg` element, named by the chart's description. A row with a warning has dashed marks."""
    heights = [_height(row) for row in chart.rows]
    width, height = _LABELS + _COLUMN * len(chart.columns), _HEAD + sum(heights) + 4
    parts = [*_heads(chart), *_grid(chart, heights, ink)]
    top = _HEAD
    for row, tall in zip(chart.rows, heights, strict=True):
        parts += _row(row, top, tall, ink)
        top += tall
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(chart.description)}" font-family="Arimo, Arial, Liberation Sans, sans-serif" font-size="13"'
        f' fill="{ink}" stroke="none">{"".join(parts)}</svg>'
    )


def _lines(row: ChartRow) -> list[tuple[str, bool]]:
    """Return the lines of a row's label, and of its warning (true)."""
    label = [(line, False) for line in textwrap.wrap(row.label, _LABEL_LETTERS)]
    return label + [(line, True) for line in textwrap.wrap(row.warning, _LABEL_LETTERS)]


def _height(row: ChartRow) -> int:
    return max(_ROW, _LINE * len(_lines(row)) + 12)


def _heads(chart: Chart) -> Iterator[str]:
    yield _words(0, _HEAD - 12, chart.corner, bold=True)
    for place, column in enumerate(chart.columns):
        lines = textwrap.wrap(column, _HEAD_LETTERS)
        for number, line in enumerate(lines):
            yield _words(_middle(place), _HEAD - 12 - _LINE * (len(lines) - 1 - number), line, bold=True, middle=True)


def _grid(chart: Chart, heights: list[int], ink: str) -> Iterator[str]:
    right, bottom = _LABELS + _COLUMN * len(chart.columns), _HEAD + sum(heights)
    top = _HEAD
    for tall in [0, *heights]:
        top += tall
        yield _line(0, top, right, top, 1 if tall else 1.5, ink)
    for place in range(len(chart.columns) + 1):
        x = _LABELS + _COLUMN * place
        yield _line(x, _HEAD, x, bottom, 0.5, ink)


def _row(row: ChartRow, top: int, tall: int, ink: str) -> Iterator[str]:
    lines = _lines(row)
    first = top + (tall - _LINE * len(lines)) / 2 + 11
    for number, (line, warning) in enumerate(lines):
        yield _words(0, first + _LINE * number, line, bold=warning)
    dashes = ' stroke-dasharray="3 2"' if row.warning else ""
    for place, marks in enumerate(row.marks):
        step = min(2 * _RADIUS + 3, (_COLUMN - 6) / max(len(marks), 1))
        for number, mark in enumerate(marks):
            x, y = _middle(place) + step * (number - (len(marks) - 1) / 2), top + tall / 2
            yield f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}" fill="none" stroke="{ink}" stroke-width="1.5"{dashes}/>'
            yield _words(x, y + 4.5, mark, bold=True, middle=True)


def _middle(place: int) -> float:
    return _LABELS + _COLUMN * (place + 0.5)


def _words(x: float, y: float, words: str, *, bold: bool = False, middle: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:g}" y="{y:g}"{weight}{anchor}>{escape(words)}</text>'


def _line(x: float, y: float, to_x: float, to_y: float, thick: float, ink: str) -> str:
    return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" stroke="{ink}" stroke-width="{thick}" opacity="0.5"/>'
