"""Everything that goes before the body: the draft, its commentary, memo, authorities, summaries, blanks, and what is what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from ordinance.document.model import Document
from ordinance.drafting.model import Draft
from ordinance.library.store import Library
from ordinance.making.bundle import Bundle
from ordinance.making.drafted import Drafted
from ordinance.making.encoding import encoded
from ordinance.making.steps import Steps, quietly
from ordinance.making.telling import blanks, summary_lines
from ordinance.pages.handouts import Edition, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.instrument import Options, build
from ordinance.pages.memo import memo
from ordinance.pages.registers import authorities_register
from ordinance.pages.sources import cited
from ordinance.pages.summary import summary

FORMS = ("docx", "pdf", "md", "html")
Made = Callable[[], Document]


class _Part(Struct, frozen=True):
    """One file of the packet: its name without an ending, what it is for, and how it is made."""

    name: str
    says: str
    make: Made


def packet_of(drafted: Drafted, form: str = "docx", steps: Steps = quietly) -> Bundle:
    """Return the packet for a draft, its pages in one of `FORMS`. `steps` is given the parts and yields them, one at a time."""
    made, library, day = drafted.draft, drafted.library, drafted.date
    files: dict[str, bytes] = {}
    for part in steps(_parts(made, library, day)):
        files[f"{part.name}.{form}"] = encoded(part.make(), form, library)
    clean = build(made, library, Options("none", day))
    files["blanks-to-fill.txt"] = ("\n".join(f"[ ] {blank}" for blank in blanks(clean)) + "\n").encode()
    files["README.txt"] = _readme(made, library, day, form).encode()
    return Bundle(files, day, "packet")


def _parts(made: Draft, library: Library, day: date) -> list[_Part]:
    def commented() -> Document:
        return build(made, library, Options("comments", day))

    def authorities() -> Document:
        names = cited(made)["cite"]
        where = {name: _used_in(made, name) for name in names}
        return authorities_register(library, [library.authorities[name] for name in names], where, day)

    def clean() -> Document:
        return build(made, library, Options("none", day))

    def members() -> Document:
        return memo(made, library, day)

    def residents() -> Document:
        subject = Subject(made.place, made)
        return handout(library, "summary", subject, Edition("en", day, blank_contact=True, blank_hotlines=True)).document

    def in_full() -> Document:
        return summary(made, library, day)

    name = made.instrument_name.replace(" ", "-")
    return [
        _Part(f"1-{name}-clean", "the draft without commentary: what is introduced", clean),
        _Part(f"2-{name}-with-commentary", "the same text, with its commentary", commented),
        _Part("3-memo", "the memo to the members: options, law, exposure, costs, amendments, questions", members),
        _Part("4-authorities", "every authority that the text and the commentary cite, with how it was read", authorities),
        _Part("5-summary", "one sheet for residents: what it does, every exception, and how to take part", residents),
        _Part("6-in-plain-words", "what each section changes, in plain words, at full length", in_full),
    ]


def _used_in(made: Draft, name: str) -> list[str]:
    return [section.label for section in made.sections if name in section.chosen.variant.authorities]


def _readme(made: Draft, library: Library, day: date, form: str) -> str:
    lines = [f"Packet for {made.place.official_name}, {day.isoformat()}", ""]
    lines += [f"{part.name}.{form}\n    {part.says}" for part in _parts(made, library, day)]
    lines += ["blanks-to-fill.txt\n    what staff must fill in before introduction", ""]
    return "\n".join([*lines, *summary_lines(made, library), ""])
