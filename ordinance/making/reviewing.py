"""An ordinance or policy that somebody else wrote, against the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ordinance.document.reading import SourceText
from ordinance.formats import opening
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.files import content_of
from ordinance.making.page import Page

if TYPE_CHECKING:
    from ordinance.document.model import Document
    from ordinance.pages.screens.model import Screen


def review_of(library: Library, file: str, place: Place | None, day: date, content: bytes | SourceText | None = None) -> Page:
    """Return the report on a text; its records are the `Review`: the topics found, the limits, the exceptions, the stance.

    With `content` the file's bytes, or the text read from them, are at hand, and `file` is only its name.

    Raises `FaultyFile` for a file that cannot be read, or that is not in the language of the library.
    """
    from ordinance.reviews.engine import lexicon_of
    from ordinance.reviews.judging import reviewed
    from ordinance.reviews.language import refuse_other_language
    from ordinance.reviews.units import Source

    read = content if isinstance(content, SourceText) else opening.read(file, content_of(file) if content is None else content)
    refuse_other_language(file, read.text, library.review_words)
    source = Source(read.text, library.review_words, lexicon_of(library))
    found = reviewed(source, library)

    def report() -> Document:
        from ordinance.pages import review_report
        from ordinance.reviews.places import Places

        return review_report.report(found, Path(file).name, library, Places(source, read), place, read.notes, day)

    def screen(command: str) -> Screen:
        from ordinance.pages.screens.review import review_screen
        from ordinance.reviews.places import Places

        return review_screen(found, Path(file).name, library, Places(source, read), place, command)

    return Page(library, report, lambda: found, notes=read.notes, screen=screen)
