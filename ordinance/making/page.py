"""A page that is not a draft, with the library whose looks it is written in, and the figures behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from ordinance.document.model import Document
from ordinance.library.store import Library
from ordinance.making.drafted import setup_for
from ordinance.making.encoding import encoded, json_bytes
from ordinance.making.printing import PLAIN, Printing, refuse_of_a_draft
from ordinance.pages.screens.model import Screen

#: The formats that every page has.
DOCUMENT_FORMS = ("docx", "pdf", "md", "html", "txt")


class Page:
    """A page in words (`document`), and where there are any its figures (`records`: plain data, or None).

    Both are built when they are first asked for. `also` holds the formats that are made of figures. `notes` is what whoever
    uses the page should know, a sentence each. `screen` makes its first screen of the command that prints it.
    """

    what = "a page"

    def __init__(
        self,
        library: Library,
        build: Callable[[], Document],
        records: Callable[[], Any] | None = None,
        also: Mapping[str, Callable[[], bytes]] | None = None,
        notes: tuple[str, ...] = (),
        screen: Callable[[str], Screen] | None = None,
    ) -> None:
        self.library, self._build, self._records, self.notes = library, build, records, notes
        self.screen = screen
        self.also: dict[str, Callable[[], bytes]] = {"json": lambda: json_bytes(self.records)} if records else {}
        self.also.update(also or {})

    @property
    def forms(self) -> tuple[str, ...]:
        """The formats that `encode` takes."""
        return tuple(dict.fromkeys((*DOCUMENT_FORMS, *self.also)))

    @cached_property
    def document(self) -> Document:
        """The page as a document."""
        return self._build()

    @cached_property
    def records(self) -> Any:
        """The figures behind the page as data, or None."""
        return self._records() if self._records else None

    def encode(self, form: str, printing: Printing = PLAIN) -> bytes:
        """Return the bytes of one of `forms`. Raises `BadChoice` for options that the format has not."""
        refuse_of_a_draft(printing, self.what)
        setup = setup_for(form, self.library, printing)
        return self.also[form]() if form in self.also else encoded(self.document, form, self.library, setup)
