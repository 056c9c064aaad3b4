"""From a draft to the bytes of an Akoma Ntoso 3.0 file.

The law is written from the legal tree. What is printed beside it (notices, notes, appendix) comes from the document that the
same draft makes, so that it says the same in every form.
"""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.model import Document, Paragraph
from ordinance.drafting.model import Draft, plain
from ordinance.formats.akoma_ntoso.body import Body
from ordinance.formats.akoma_ntoso.identity import Identity, analysis, identification, identity, kind_of, references, role_eid
from ordinance.formats.akoma_ntoso.inlines import Inlines
from ordinance.formats.akoma_ntoso.names import Names
from ordinance.formats.akoma_ntoso.notes import Notes, pages, paragraphs
from ordinance.formats.akoma_ntoso.xml import Element, element, encoded
from ordinance.library.store import Library
from ordinance.pages.appendix import appendix
from ordinance.pages.instrument import CommentaryMode, Options, build
from ordinance.pages.sources import Sources

#: Where a reader shows the notes. An appendix is an attachment and needs none.
_PLACEMENTS: dict[CommentaryMode, str] = {"comments": "side", "inline": "inline"}


def write(draft: Draft, library: Library, options: Options) -> bytes:
    """Return a draft as an Akoma Ntoso 3.0 file. The same draft, library and options give the same bytes.

    Raises `NotFound` for a source that is not in the library, and `Unwritable` for a character that no XML can hold.
    """
    return encoded(_Writer(draft, library, options).root())


class _Writer:
    """The parts of one file."""

    def __init__(self, draft: Draft, library: Library, options: Options) -> None:
        self.draft, self.options, self.sources = draft, options, Sources(library)
        placement = _PLACEMENTS.get(options.commentary, "")
        self.document = build(draft, library, Options("comments" if placement else "none", options.date))
        self.names = Names(draft)
        self.inlines = Inlines(draft, self.sources, self.names)
        self.notes = Notes(self.document, self.inlines, placement)

    def root(self) -> Element:
        """Return the whole tree."""
        about = identity(self.draft, self.document.title, self.options.date)
        kind = kind_of(self.draft)
        body = Body(self.draft, self.names, self.inlines, self.notes).sections(_addition(self.document))
        parts = [
            *self._cover(),
            self._preface(),
            *self._preamble(),
            element("body" if kind == "bill" else "mainBody", *body),
            *self._conclusions(),
            *self._attachments(about),
        ]
        return element("akomaNtoso", element(kind, self._meta(about), *parts, name=self.draft.instrument))

    def _meta(self, about: Identity) -> Element:
        """Return the metadata. Made last: the references hold the sources that the text was found to cite."""
        changes = [analysis(self.names)] if self.names.changes else []
        return element("meta", identification(about), *changes, references(self.draft, self.inlines))

    def _cover(self) -> Iterator[Element]:
        notices = [one for one in self.document.blocks if isinstance(one, Paragraph) and one.style == "notice"]
        if notices:
            words = paragraphs(notices, self.inlines)
            yield element("coverPage", element("container", *words, eId="coverPage__container_1", name="notice"))

    def _preface(self) -> Element:
        """Return what stands before the law: blanks for the clerk, the title, the long title."""
        draft, law = self.draft, self.inlines.law
        blanks = [element("p", *law(pieces)) for pieces in draft.blanks]
        box = [element("container", *blanks, eId="preface__container_1", name="blanks")] if blanks else []
        name = [element("p", *law(pieces)) for pieces in (draft.government, draft.head) if pieces]
        title = element("p", element("docTitle", *law(draft.title)))
        notes = self.notes.on("caption", "preface")
        return element(
            "preface", *box, *name, title, element("longTitle", element("p", *law(draft.caption), *notes), eId="longTitle")
        )

    def _preamble(self) -> Iterator[Element]:
        draft, law = self.draft, self.inlines.law
        parts = [*self._recitals()]
        if plain(draft.formula.pieces).strip():
            parts.append(element("formula", element("p", *law(draft.formula.pieces)), eId="formula_1", name="enacting"))
        if draft.opening:
            opening = [element("p", *law(provision.pieces)) for provision in draft.opening]
            parts.append(element("container", *opening, eId="preamble__container_1", name="opening"))
        if parts:
            yield element("preamble", *parts)

    def _recitals(self) -> Iterator[Element]:
        draft, form = self.draft, self.draft.selection.instrument.recitals
        recitals = []
        for count, pieces in enumerate(draft.recitals, 1):
            end = form.last if count == len(draft.recitals) else form.end
            words = element("p", form.lead, *self.inlines.law(pieces), end)
            recitals.append(element("recital", words, eId=f"recs_1__rec_{count}"))
        if recitals and not draft.findings:
            heading = [element("heading", form.heading)] if form.heading else []
            yield element("recitals", *heading, *recitals, eId="recs_1")

    def _conclusions(self) -> Iterator[Element]:
        """Yield the marks of adoption and the lines to sign on."""
        law, parts = self.inlines.law, []
        if self.draft.adoption:
            marks = [element("p", *law(pieces)) for pieces in self.draft.adoption]
            parts.append(element("container", *marks, eId="conclusions__container_1", name="adoption"))
        if self.draft.signatures:
            lines = []
            for count, (label, office) in enumerate(self.draft.signatures, 1):
                role = element("role", *law(office), refersTo=f"#{role_eid(count)}")
                lines.append(element("p", element("signature", f"{label}: ", role)))
            parts.append(element("container", *lines, eId="conclusions__container_2", name="signatures"))
        if parts:
            yield element("conclusions", *parts)

    def _attachments(self, about: Identity) -> Iterator[Element]:
        if self.options.commentary != "notes":
            return
        meta = element("meta", identification(about, "notes"))
        main = element("mainBody", *pages(appendix(self.draft, self.sources, self.options.date), self.inlines, "att_1"))
        attached = element("doc", meta, main, name="notes")
        yield element("attachments", element("attachment", attached, eId="att_1"))


def _addition(document: Document) -> tuple[str, str]:
    """Return the number and the heading of the section that adds the codified ones, as every form prints them."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.id == "codification" and block.number:
            return block.number.label, "".join(part.text for part in block.content if hasattr(part, "text"))
    return "", ""
