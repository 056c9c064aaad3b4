"""The words of a picture in one language, from the text of a place and from its file, with the words for those who do not
see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from ordinance.document.model import Block, Document, Paragraph, Run
from ordinance.drafting.filling import render
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Draft, Reference, plain
from ordinance.errors import Fault, FaultyFile
from ordinance.library.handouts import MASTER, handout_rules, language_table
from ordinance.library.legal_text import Link
from ordinance.library.media_model import FOLDER, MediaWords, PictureKind, PictureText, media_words
from ordinance.library.store import Library
from ordinance.library.templates import TemplateProblem
from ordinance.library.typography import typographic
from ordinance.pages.blocks import heading
from ordinance.pages.handouts.building import tag_of
from ordinance.pages.handouts.facts import Subject, handout_facts, hearing_facts, open_hearing, shown
from ordinance.pages.handouts.leaves import said
from ordinance.pages.handouts.lines import Lines
from ordinance.pages.handouts.safety import refuse_texts


class Picture(Struct, frozen=True):
    """The words of a picture. `lines` may be cut to the first few, down to `least`; `marks` and `foot` always stand."""

    kind: PictureKind
    language: str
    title: str
    lines: tuple[str, ...]
    least: int
    last: str
    marks: tuple[str, ...]
    foot: str
    alt: str

    def described(self, count: int) -> str:
        """Return what the picture says with its first `count` lines, for those who do not see it."""
        parts = (self.title, *self.lines[:count], self.last, *self.marks, self.foot)
        return " ".join(
            part if part.rstrip("”)）").endswith((".", "。", "!", "?", "”")) else f"{part}." for part in parts if part
        )


class Drawn(Struct, frozen=True):
    """The pictures of one language, and what was left out and why."""

    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]


def pictures(library: Library, draft: Draft, language: str, day: date, effect: date | None = None, address: str = "") -> Drawn:
    """Return the pictures of a place in a language. Raises `NotFound` for a language that there is not, `FaultyFile` where a text
    cannot be filled or says what nothing printed may say."""
    maker = _Maker(library, draft, language, day, effect, address)
    made = [one for kind, text in maker.words.pictures.items() if (one := maker.picture(kind, text))]
    texts = [line for one in made for line in (one.title, *one.lines, one.last, *one.marks, one.foot, one.alt)]
    refuse_texts(texts, maker.shown, "residents", maker.table, handout_rules(library))
    return Drawn(tuple(made), (*maker.notes, *maker.lines.notes))


def alt_texts(library: Library, language: str, described: dict[str, str], day: date) -> Document:
    """Return a page with the words for each picture, by the name of its file."""
    words, table = media_words(library, language), language_table(library, language)
    blocks: list[Block] = [Paragraph("title", said(words.alt_title)), Paragraph("body", said(words.alt_says))]
    for name, text in described.items():
        blocks += [heading(name, "heading-2"), Paragraph("body", (Run(text),))]
    return Document(words.alt_title, tuple(blocks), language=tag_of(table), date=day, look="handout")


class _Maker:
    def __init__(self, library: Library, draft: Draft, language: str, day: date, effect: date | None, address: str) -> None:
        self.draft, self.day, self.effect = draft, day, effect
        self.words: MediaWords = media_words(library, language)
        self.table = language_table(library, language)
        self.shown = library.shown(library.files(FOLDER)[language])
        self.lines = Lines(library, draft, self.table)
        self.facts: dict[str, Any] = handout_facts(library, Subject(draft.place, draft), self.table, day)
        self.notes: list[str] = []
        organization = draft.place.organization
        name = organization.name if organization and not organization.name.startswith("[") else ""
        parts = (name, address.removeprefix("https://"), self.words.foot, shown(self.table, day))
        self.foot = " · ".join(part for part in parts if part)

    def picture(self, kind: PictureKind, text: PictureText) -> Picture | None:
        """Return a picture; None, with a note, where the place's file lacks what it is about."""
        lines = tuple(filter(None, map(self._filled, text.lines)))
        least = len(lines)
        if text.insert == "does":
            lines, least = self._does(), 1
        elif text.insert == "hearing":
            lines = self._hearing()
            least = len(lines)
        if not lines:
            self.notes.append(f"left out: the picture {kind} in {self.table.english_name}; the place's file has nothing for it")
            return None
        last = self._filled(text.last) if text.last else ""
        marks = self._marks(kind, text)
        alt = self._filled(text.alt)
        return Picture(kind, self.table.language, self._filled(text.title), lines, least, last, marks, self.foot, alt)

    def _marks(self, kind: PictureKind, text: PictureText) -> tuple[str, ...]:
        marks = [self.words.draft] if text.legal else []
        if kind == "does":
            passed = self.draft.place.adopted
            if self.effect:
                marks.append(self.words.adopted.format(effect=shown(self.table, self.effect)))
            else:
                marks.append(self.words.passed.format(day=shown(self.table, passed.on)) if passed else self.words.proposal)
        return tuple(marks)

    def _does(self) -> tuple[str, ...]:
        """The sentences of the rules that are in the picture's language: a picture has no room for two."""
        own = [one for one in self.draft.sections if one.chosen.clause.kind == "policy"]
        found = [self.lines.of(section) for section in own]
        return tuple(line.does for line in found if not line.language or self.table.language == MASTER)

    def _hearing(self) -> tuple[str, ...]:
        hearing = open_hearing(self.draft.place, self.day)
        if hearing is None:
            return ()
        facts = hearing_facts(hearing, self.table)
        phrases = self.table.phrases
        labels = {
            "day": phrases.hearing_day,
            "time": phrases.hearing_time,
            "where": phrases.hearing_where,
            "interpreter": phrases.hearing_interpreter,
            "deadline": phrases.hearing_deadline,
        }
        found = ((label, str(facts[name])) for name, label in labels.items() if facts[name])
        return tuple(f"{label} {words}" for label, words in found if "[" not in words)

    def _filled(self, template: str) -> str:
        try:
            return typographic(plain(split(render(template, self.facts), (), _no_link)).strip())
        except TemplateProblem as problem:
            raise FaultyFile([Fault(self.shown, 0, 0, f"{template[:60]}: {problem}")]) from None


def _no_link(link: Link) -> Reference:
    return Reference(link.text, "")
