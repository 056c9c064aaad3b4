"""A draft with the library that it was made from: what is needed to print it, to tell of it and to write it in any format."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from ordinance.checks.model import errors
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.encoding import encoded
from ordinance.making.printing import PLAIN, Printing
from ordinance.making.telling import faults_told, told
from ordinance.making.word_setup import LOOK, setup_of
from ordinance.pages.instrument import Options, build

if TYPE_CHECKING:  # most commands write no Word file
    from ordinance.document.model import Document
    from ordinance.formats.docx.write.setup import Setup


class Drafted(Struct, frozen=True):
    """A draft, the library that it was made from, and the date that is printed on it.

    `draft` is the legal tree: its sections, selection, place and terms.
    """

    library: Library
    draft: Draft
    date: date

    forms: ClassVar[tuple[str, ...]] = ("docx", "pdf", "md", "html", "txt", "akn", "json")
    what: ClassVar[str] = "a draft"

    def options(self, printing: Printing = PLAIN) -> Options:
        """Return what the builder of the page is told."""
        return Options(printing.commentary, self.date)

    def document(self, printing: Printing = PLAIN) -> Document:
        """Return the draft as a page. What marks changes is imported only where the draft has any."""
        if not self.draft.amended or printing.changes != "marked":
            return build(self.draft, self.library, self.options(printing))
        from ordinance.pages.marking import printed

        return printed(self.draft, self.library, self.options(printing))

    def notes(self) -> list[str]:
        """Return what whoever drafts must know, a line each: faults first, what was left out, state law, risks, blanks."""
        return [
            *faults_told(errors(self.draft, self.library, self.date)),
            *told(self.draft, self.document(Printing("none")), self.library),
        ]

    def record(self) -> bytes:
        """Return what the draft was made from, as JSON: what `ordinance check FILE` holds against the library later."""
        from ordinance.checks.record import encode, record_of

        return encode(record_of(self.draft, self.library, self.date))

    def encode(self, form: str, printing: Printing = PLAIN) -> bytes:
        """Return the bytes of one of `forms`. Raises `BadChoice` for options that the format has not."""
        setup = setup_for(form, self.library, printing)
        return encoded_draft(self, self.document(printing), form, printing, setup)


def drafted(library: Library, place: Place, wishes: Wishes, day: date) -> Drafted:
    """Return the draft for a place, dated `day`. Raises what `drafting.assembly.draft` raises."""
    made = draft(library, place, wishes)
    if wishes.annex:
        from ordinance.drafting.annex import with_annex

        made = with_annex(library, made)
    return Drafted(library, made, day)


def setup_for(form: str, library: Library, printing: Printing) -> Setup | None:
    """Return how the Word file is set up, or None where nothing was asked. Raises `BadChoice` for any other format."""
    return setup_of(
        form,
        library,
        reference=printing.reference,
        page=printing.page,
        line_numbers=printing.line_numbers,
        toc=printing.toc,
        lines_through=printing.lines_through,
        double_spaced=printing.double_spaced,
    )


def encoded_draft(made: Drafted, document: Document, form: str, printing: Printing, setup: Setup | None) -> bytes:
    """Return a draft's bytes in one format. Two are written from its legal tree, one from both readings of an amended code,
    the others from its document."""
    if printing.changes == "tracked":
        return _tracked(made, form, printing, setup)
    match form:
        case "akn" | "json" if made.draft.annex:
            raise BadChoice("an annex stands in docx, pdf, md, html or txt; leave --annex out, or take one of these")
        case "akn":
            from ordinance.formats import akoma_ntoso

            return akoma_ntoso.write(made.draft, made.library, made.options(printing))
        case "json":
            from ordinance.formats import draft_json

            return draft_json.write(made.draft)
        case _:
            return encoded(document, form, made.library, setup)


def _tracked(made: Drafted, form: str, printing: Printing, setup: Setup | None) -> bytes:
    if form != "docx":
        raise BadChoice(f"--changes tracked makes a Word file, not {form}; leave out --format, or take --changes marked")
    if not made.draft.amended:
        raise BadChoice(
            f"{made.draft.place.name} has no sections of a code that this draft amends; docs/places.md says how to enter them"
        )
    from ordinance.formats.docx.write.redline import write_redline
    from ordinance.formats.docx.write.setup import PLAIN as AS_IT_IS
    from ordinance.pages.marking import AUTHOR, redlined

    redline = redlined(made.draft, made.library, made.options(printing))
    look = made.library.folder(LOOK)
    return write_redline(redline, reference=look, author=AUTHOR, day=made.date, setup=setup or AS_IT_IS)
