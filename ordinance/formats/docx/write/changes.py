"""Tracked changes as XML: who, when, and what became of runs, paragraph marks, rows and properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ordinance.comparison.model import Change, Pieces
from ordinance.document.model import Emphasis
from ordinance.formats.docx.write.inlines import run_properties
from ordinance.formats.docx.write.looks import Look, properties_of
from ordinance.formats.docx.write.styles import EMPHASIS_IDS
from ordinance.formats.docx.write.xml import NOTHING, Xml, element, struck

_ELEMENTS: Final[dict[Change, str]] = {
    "inserted": "w:ins",
    "deleted": "w:del",
    "moved-from": "w:moveFrom",
    "moved-to": "w:moveTo",
}


class Changes:
    """Writes the changes of one day, of one author where no other is named, each with a number of its own from `numbers`."""

    def __init__(self, author: str, day: date, numbers: Iterator[int]) -> None:
        self._author, self._day = author, day
        self._late = False
        self._numbers = numbers

    def part_from_next(self, pieces: Pieces, mark: Change) -> None:
        """Date what comes after a paragraph a little later or earlier, if the paragraph stays and ends in inserted words.

        LibreOffice takes an insertion at the end of one paragraph and one at the beginning of the next for a single
        one, with the paragraph's end between them, unless more than a minute lies between the two.
        """
        if not mark and pieces and pieces[-1].change == "inserted":
            self._late = not self._late

    def _who(self, author: str) -> dict[str, str]:
        return {"author": author or self._author, "date": f"{self._day.isoformat()}T00:{5 * self._late:02}:00Z"}

    def around(self, change: Change, runs: Xml, author: str = "") -> Xml:
        """Return runs as they stand in a change. They must be runs: Word knows no change around a link."""
        if not change or not runs:
            return runs
        return self._element(_ELEMENTS[change], struck(runs) if change == "deleted" else runs, author)

    def mark(self, change: Change, author: str = "") -> Xml:
        """Return the change of a paragraph mark, to stand in its properties."""
        return element("w:rPr", self._element(_ELEMENTS[change], author=author)) if change else NOTHING

    def row(self, change: Change) -> Xml:
        return self._element(_ELEMENTS[change]) if change else NOTHING

    def look(self, before: Look, now: Look) -> Xml:
        """Return the change of a paragraph's properties, if it had another style or counted in another list."""
        return self._element("w:pPrChange", properties_of(before)) if before != now else NOTHING

    def face(self, was: Emphasis, language: str, right_to_left: bool) -> Xml:
        """Return the change of a run's face."""
        properties = run_properties(EMPHASIS_IDS.get(was, ""), language, right_to_left)
        return self._element("w:rPrChange", properties or element("w:rPr"))

    def move_ends(self, change: Change, move: int) -> tuple[Xml, Xml]:
        """Return what stands before and behind the paragraphs that moved from here, or to here."""
        name, id = _ELEMENTS[change], next(self._numbers)
        start = element(f"{name}RangeStart", id=id, name=f"move{move}", **self._who(""))
        return start, element(f"{name}RangeEnd", id=id)

    def _element(self, name: str, content: Xml = NOTHING, author: str = "") -> Xml:
        return element(name, content, id=next(self._numbers), **self._who(author))
