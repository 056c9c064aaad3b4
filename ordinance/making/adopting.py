"""From the text that passed: what became of each section of the draft, and the place's file as it speaks from then on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml
from msgspec import Struct, to_builtins
from msgspec.structs import fields, replace

from ordinance.document.model import Block, Paragraph, plain_text
from ordinance.document.reading import unreadable
from ordinance.drafting.assembly import draft
from ordinance.drafting.items import section_of
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, FaultyFile
from ordinance.library.place_model import Adopted, AdoptedSection, Choices, Place
from ordinance.library.store import Library
from ordinance.making.sent import sent_draft
from ordinance.making.taking import Accepted, Taken, accept, read_back, taken
from ordinance.pages.instrument import Options, build

#: Files whose text is read without its faces; each of its paragraphs is a line of its own.
_PLAIN = (".pdf", ".html", ".htm", ".txt", ".text")
_HEAD = "# The text as adopted (docs/after-the-vote.md). `counsel` waits for one plain sentence on each amended section.\n"
#: Part of what `taken` says of a file in which little of the draft is found.
_STRANGER = "is no draft of ours"


class _Plainly(yaml.SafeDumper):
    """Writes a value that stands twice out twice: no file of a library has aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Adoption(Struct, frozen=True):
    """A text that passed: the place as it speaks from now on, the draft that this makes, and what could not be carried over."""

    place: Place
    draft: Draft
    notes: tuple[str, ...]

    @property
    def sections(self) -> dict[str, AdoptedSection]:
        """What became of each section, by name."""
        assert self.place.adopted is not None
        return self.place.adopted.sections

    def file(self) -> bytes:
        """Return the place's file."""
        return (_HEAD + yaml.dump(_plain(self.place), Dumper=_Plainly, sort_keys=False, allow_unicode=True, width=130)).encode()


def adopted_text(
    library: Library, place: Place, file: tuple[str, bytes], asked: Wishes, on: date, day: date, record: str | None = None
) -> Adoption:
    """Return what became of the draft for `place` (or of `record`) in the text of a file, which passed on a day.

    Raises `FaultyFile` for a file that cannot be read, has changes that are still open, or is another text, and `BadChoice` for a
    day that has not come.
    """
    if on > day:
        raise BadChoice(f"--on {on} has not come yet ({day}); a text is adopted on the day of its vote")
    sent, notes = sent_draft(library, record, asked, day) if record else (draft(library, place, asked), [])
    name, content = _as_read(library, *file, sent, day)
    _refuse_open(file[0], name, content, sent)
    try:
        made = taken(library, sent, [(name, content)], day)
    except FaultyFile as error:
        if _STRANGER in str(error):
            raise unreadable(file[0], _other(sent, record)) from None
        raise
    done = accept(made, {one.number for one in made.edits if not one.cannot})
    found = _place(made, done, file[0], on)
    numbers, strange = _numbers(read_back(name, content, sent).document.blocks, done.draft)
    if not numbers:
        return Adoption(found, done.draft, (*notes, *_notes(done), *strange))
    assert found.adopted is not None
    sections = {key: replace(one, number=numbers.get(key)) for key, one in found.adopted.sections.items()}
    found = replace(found, adopted=replace(found.adopted, sections=sections))
    return Adoption(found, draft(library, found, asked), (*notes, *_notes(done), *strange))


def _as_read(library: Library, name: str, content: bytes, sent: Draft, day: date) -> tuple[str, bytes]:
    """Return a file as what can be compared: of a PDF, a web page or plain text its paragraphs, headings marked as such."""
    if not name.lower().endswith(_PLAIN):
        return name, content
    from ordinance.formats.opening import read
    from ordinance.making.paragraphs import paragraphs

    marks = [(section.label, "###" if section.codified else "##") for section in sent.sections]
    document = build(sent, library, Options("none", day))
    drafted = [_printed(one) for one in document.blocks if isinstance(one, Paragraph)]
    return f"{name}.md", "\n\n".join(paragraphs(read(name, content).text, name, marks, drafted)).encode()


def _printed(one: Paragraph) -> str:
    """Return a paragraph as it prints, with its label."""
    return f"{one.number.label if one.number else one.label} {plain_text(one.content)}".strip()


def _refuse_open(shown: str, name: str, content: bytes, sent: Draft) -> None:
    reading = read_back(name, content, sent)
    marks = sum(len(trace.marks) for trace in reading.traces)
    if marks:
        some = "a tracked change is" if marks == 1 else f"{marks} tracked changes are"
        raise unreadable(shown, f"{some} still open: accept or reject each in Word, save, and give that file")
    government = sent.place.official_name.casefold()
    if not any(government in plain_text(one.content).casefold() for one in reading.document.blocks if isinstance(one, Paragraph)):
        raise unreadable(shown, f"does not name {sent.place.official_name}: it is another place's, or no text that can be read")


def _other(sent: Draft, record: str | None) -> str:
    older = "" if record else "; if it was drafted earlier or with other options, give its record: --record draft.json"
    return f"is not the text that was drafted for {sent.place.official_name}: another place's, or an older draft's{older}"


def _place(made: Taken, done: Accepted, file: str, on: date) -> Place:
    """Return the place's file: its variants fixed, its own words, and what became of each section."""
    selection, before = made.base.selection, made.base.selection.place
    policies = [one for one in selection.chosen if one.clause.kind == "policy"]
    choices = Choices(
        package=selection.package.id,
        variants={one.clause.id: one.variant.id for one in policies},
        include=tuple(one.clause.id for one in policies),
        leave_out=tuple(one.clause.id for one in selection.left_out),
        values=before.choices.values,
    )
    there = [section.id for section in done.draft.sections]
    drafted = [section.id for section in made.base.sections]
    touched = {section_of(one.at) for one in done.wording if one.do != "add-section"}
    sections = {name: _section(name, drafted, touched) for name in there}
    adopted = Adopted(
        on=on,
        read_from=file.replace("\\", "/").rpartition("/")[2],
        instrument=selection.instrument.id,
        length="short" if selection.length == "short" else "full",
        sections=sections,
        struck=tuple(name for name in drafted if name not in there),
    )
    return replace(before, id=f"{before.id}-adopted", choices=choices, wording=done.wording, adopted=adopted)


def _numbers(blocks: Sequence[Block], made: Draft) -> tuple[dict[str, str], list[str]]:
    """Return the numbers of sections that the text that passed prints and that are not ours, and a note on labels of another
    form than the place's."""
    heads = [one for one in blocks if isinstance(one, Paragraph) and one.style.startswith("heading") and one.number]
    labels = {plain_text(one.content).strip(): one.number.label for one in reversed(heads) if one.number}
    numbers: dict[str, str] = {}
    strange: list[str] = []
    for section in made.sections:
        printed = " ".join(labels.get(section.heading, section.label).split()).removesuffix(".")
        if printed == " ".join(section.label.split()):
            continue
        scheme = made.code_numbering if section.codified and made.code_numbering else made.numbering
        before, _, after = " ".join(scheme.section.split()).partition("{n}")
        number = printed.removeprefix(before).removesuffix(after)
        if before + number + after == printed and re.fullmatch(r"[\w.-]+", number):
            numbers[section.id] = number
        else:
            strange.append(f"{printed} ({section.heading}) is numbered {section.label} here: set code.numbering in the file")
    return numbers, strange


def _section(name: str, drafted: Sequence[str], touched: set[str]) -> AdoptedSection:
    if name not in drafted:
        return AdoptedSection(is_now="not ours")
    return AdoptedSection(is_now="amended" if name in touched else "as drafted")


def _notes(done: Accepted) -> list[str]:
    found = []
    around = list(dict.fromkeys(one.where for one in done.left if one.cannot))
    if around:
        found.append(f"not carried over, since it is no part of the law's text: {'; '.join(around)}")
    if done.inexact:
        found.append(f"not letter for letter as it was adopted: {', '.join(done.inexact)}; compare them: ordinance redline")
    return found


def _plain(record: Any) -> Any:
    """Return a record as plain data without what is as it is anyway."""
    if isinstance(record, Struct):
        kept = {}
        for one in fields(record):
            value = getattr(record, one.name)
            asked = one.name == "counsel" and getattr(record, "is_now", "") != "as drafted"
            if asked or (value is not None and value != () and value != {} and value != one.default):
                kept[one.name] = _plain(value)
        return kept
    if isinstance(record, tuple | list):
        return [_plain(one) for one in record]
    if isinstance(record, dict):
        return {key: _plain(value) for key, value in record.items()}
    return record if isinstance(record, date) else to_builtins(record)
