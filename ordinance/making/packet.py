"""Everything that goes before the body: the draft, its commentary, memo, notes for counsel, summaries, and what is what."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ordinance.document.model import Document
from ordinance.drafting.model import Citation, Draft, Pieces, walk
from ordinance.errors import found
from ordinance.making.bundle import Bundle
from ordinance.making.drafted import Drafted
from ordinance.making.encoding import blank_pages, encoded
from ordinance.making.memo import attachments_of, memo_of
from ordinance.making.steps import Steps, quietly
from ordinance.making.telling import blank_lines, placed_blanks, summary_lines
from ordinance.pages.handouts import Edition, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.instrument import Options, build
from ordinance.pages.packet_pages import Listed, counsel_notes, read_first
from ordinance.pages.registers import authorities_register
from ordinance.pages.sources import cited
from ordinance.pages.summary import summary

FORMS = ("docx", "pdf", "md", "html")
Made = Callable[[], Document]


class _Part(Struct, frozen=True):
    """One file of the packet: its name without an ending, what it is for, who should read it, and how it is made."""

    name: str
    says: str
    reader: str
    make: Made


#: The files that are text whatever the format of the pages.
_BLANKS = Listed("blanks-to-fill.txt", "What must be filled in before introduction.", "Staff and the clerk")
_STAFF = Listed("staff-notes.txt", "What was left out and why, penalties, and through when law is known.", "Whoever drafted it")


def packet_of(drafted: Drafted, form: str = "docx", steps: Steps = quietly) -> Bundle:
    """Return the packet for a draft, its pages in one of `FORMS`. `steps` is given the parts and yields them, one at a time."""
    made, library, day = drafted.draft, drafted.library, drafted.date
    parts = _parts(drafted)
    clean = build(made, library, Options("none", day))
    empty = placed_blanks(clean)

    def contents() -> Document:
        listed = [Listed(f"{part.name}.{form}", part.says, part.reader) for part in parts]
        return read_first(made, library, day, [*listed, _BLANKS, _STAFF], len(empty))

    files: dict[str, bytes] = {}
    for part in steps([_Part("0-read-first", "", "", contents), *parts]):
        files[f"{part.name}.{form}"] = encoded(part.make(), form, library)
    files[_BLANKS.file] = ("\n".join(blank_lines(clean, blank_pages(clean, library))) + "\n").encode()
    files[_STAFF.file] = ("\n".join(summary_lines(made, library)) + "\n").encode()
    return Bundle(files, day, "packet")


def _parts(drafted: Drafted) -> list[_Part]:
    """Return the files that are pages, in the order in which they are numbered."""
    made, library, day = drafted.draft, drafted.library, drafted.date

    def authorities() -> Document:
        names = cited(made)["cite"]
        where = {name: _used_in(made, name) for name in names}
        return authorities_register(library, [found(library.authorities, "authority", name) for name in names], where, day)

    def residents() -> Document:
        edition = Edition("en", day, blank_contact=True, blank_hotlines=True)
        return handout(library, "summary", Subject(made.place, made), edition).document

    name = made.instrument_name.replace(" ", "-")
    clean, commented = Options("none", day), Options("comments", day)
    return [
        _Part(
            f"1-{name}-clean",
            "The text that is introduced, without commentary.",
            "Everyone who votes on it",
            lambda: build(made, library, clean),
        ),
        _Part(
            f"2-{name}-with-commentary",
            "The same text, with a comment beside each section.",
            "The sponsor and staff",
            lambda: build(made, library, commented),
        ),
        _Part(
            "3-memo",
            "Two pages: the question, the choices, cost, objections, what counsel must settle.",
            "Members, before they decide",
            lambda: memo_of(drafted).document,
        ),
        _Part(
            "4-memo-attachments",
            "What the memo has no room for: options, law, objections, amendments, precedents, local changes, counts.",
            "Staff, and whoever speaks for it",
            lambda: attachments_of(drafted).document,
        ),
        _Part(
            "5-notes-for-counsel",
            "Each section at length, by the numbers that the comments name, with a table of authorities.",
            "Counsel",
            lambda: counsel_notes(made, library, day),
        ),
        _Part(
            "6-authorities",
            "Each authority that text and commentary cite, with how it was read.",
            "Counsel, and whoever checks a citation",
            authorities,
        ),
        _Part("7-summary", "What it does, every exception, how to take part.", "Residents", residents),
        _Part(
            "8-in-plain-words",
            "What each section changes, in plain words, at full length.",
            "Residents and reporters",
            lambda: summary(made, library, day),
        ),
    ]


def _used_in(made: Draft, name: str) -> list[str]:
    """Return where a draft cites an authority: reasons, sections with their notes, and definitions."""
    places = ["reasons"] if any(_cites(pieces, name) for pieces in made.recitals) else []
    for section in made.sections:
        clause = section.chosen.clause
        named = {
            *section.chosen.variant.authorities,
            *(cite for objection in clause.objections for cite in objection.authorities),
        }
        bodies = (section.provisions, *(note.provisions for note in section.notes))
        if name in named or any(_cites(one.pieces, name) for body in bodies for one in walk(body)):
            places.append(section.label)
    notes = (note for notes in made.term_notes.values() for note in notes)
    defined = any(_cites(one.pieces, name) for note in notes for one in walk(note.provisions))
    return [*places, "definitions"] if defined else places


def _cites(pieces: Pieces, name: str) -> bool:
    return any(isinstance(piece, Citation) and piece.kind == "cite" and piece.id == name for piece in pieces)
