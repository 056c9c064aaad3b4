"""A training for a place: its slides, and the guide for whoever leads it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from ordinance.document.model import Document
from ordinance.drafting.assembly import draft
from ordinance.drafting.wishes import Wishes
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.library.training_model import training, training_files
from ordinance.making.encoding import encoded
from ordinance.making.printing import PLAIN, Printing, refuse_of_a_draft
from ordinance.pages.training.building import Trained, deck_of
from ordinance.pages.training.guide import guide


class Slides:
    """A training: `deck` is its slides; as .pptx it is these, in the other formats the guide."""

    forms: ClassVar[tuple[str, ...]] = ("pptx", "docx", "pdf", "md", "html", "txt")
    what: ClassVar[str] = "a training"

    def __init__(self, library: Library, trained: Trained, kind: str) -> None:
        self.library, self.deck, self.notes, self.kind = library, trained.deck, trained.notes, kind

    @cached_property
    def guide(self) -> Document:
        """The guide for whoever leads it."""
        return guide(self.deck, training(self.library, self.kind, self.deck.language).words)

    def encode(self, form: str, printing: Printing = PLAIN) -> bytes:
        """Return the bytes of one of `forms`. Raises `BadChoice` for options of a draft."""
        refuse_of_a_draft(printing, self.what)
        if form == "pptx":
            from ordinance.formats.pptx import write as pptx

            return pptx.write(self.deck)
        return encoded(self.guide, form, self.library)


def trained(
    library: Library, kind: str, place: Place, asked: Wishes, day: date, *, language: str = "en", effect: date | None = None
) -> Slides:
    """Return a training for a place. Raises `NotFound` for a kind or a language that there is not."""
    training(library, kind, language)
    return Slides(library, deck_of(library, draft(library, place, asked), kind, language, day, effect), kind)


def kinds(library: Library) -> dict[str, list[str]]:
    """Return the trainings that there are, each with its languages."""
    return {kind: list(files) for kind, files in training_files(library).items()}
