"""A deck from its file and the text of a place: rules, exceptions, role plays and questions with their answers and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from ordinance.drafting.assembly import facts_of
from ordinance.drafting.filling import holds, render
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Draft, Section, plain, walk
from ordinance.drafting.model import Reference as LegalReference
from ordinance.errors import Fault, FaultyFile
from ordinance.library.handouts import handout_rules, language_table
from ordinance.library.legal_text import Link
from ordinance.library.store import Library
from ordinance.library.templates import TemplateProblem
from ordinance.library.training_model import Training, TrainingSlide, training, training_files
from ordinance.library.typography import typographic
from ordinance.pages.handouts.facts import Subject, handout_facts, hearing_facts, open_hearing, shown
from ordinance.pages.handouts.lines import Lines
from ordinance.pages.handouts.safety import refuse_texts
from ordinance.pages.implementing.duties import text_of
from ordinance.pages.implementing.papers import carrying, cited_as
from ordinance.pages.training.model import Deck, Slide, SlideLine

#: A training has this many role plays and questions, and as many objections: more takes longer than it lasts.
_PLAYS = 3
_QUESTIONS = 5
_OBJECTIONS = 4


class Trained(Struct, frozen=True):
    """A deck, and what whoever leads the training should know."""

    deck: Deck
    notes: tuple[str, ...]


def deck_of(library: Library, draft: Draft, kind: str, language: str, day: date, effect: date | None = None) -> Trained:
    """Return a training for a place. Raises `NotFound` for a kind or a language that there is not, `FaultyFile` where a text
    cannot be filled or says what nothing printed may say."""
    maker = _Maker(library, draft, kind, training(library, kind, language), language, day, effect)
    deck = maker.deck()
    said = [deck.title, *(line for slide in deck.slides for line in _texts(slide))]
    refuse_texts(said, maker.shown, maker.source.audience, maker.table, handout_rules(library))
    return Trained(deck, tuple(maker.lines.notes))


def _texts(slide: Slide) -> Iterator[str]:
    yield slide.title
    yield from (line.text for line in slide.lines)
    yield from slide.notes


class _Maker:
    def __init__(
        self, library: Library, draft: Draft, kind: str, source: Training, language: str, day: date, effect: date | None
    ) -> None:
        self.library, self.draft, self.source, self.day = library, draft, source, day
        self.table = language_table(library, language)
        self.words = source.words
        self.lines = Lines(library, draft, self.table)
        about = carrying(library, draft, day, None, effect)
        effect_words = shown(self.table, effect) if effect else ""
        self.facts: dict[str, Any] = handout_facts(library, Subject(draft.place, draft), self.table, day)
        self.facts |= facts_of(library, draft.selection)(None) | {"instrument": self.facts["instrument"]}
        self.facts |= {"chapter": cited_as(about), "effect": effect_words}
        self.shown = library.shown(training_files(library)[kind][language])
        self.effect = effect_words

    def deck(self) -> Deck:
        """Return the whole deck."""
        title, subtitle = self._filled(self.source.title), self._filled(self.source.subtitle)
        slides = [self._first(title, subtitle)]
        for one in self.source.slides:
            if self._holds(one.when):
                slides += self._slides(one)
        return Deck(
            title,
            self.table.language,
            tuple(slides),
            self.words.footer,
            self.words.guide.format(title=title),
            tuple(map(typographic, self.source.before)),
            self.source.minutes,
            self.day,
            self.draft.place.official_name,
        )

    def _first(self, title: str, subtitle: str) -> Slide:
        phrases, instrument, passed = self.table.phrases, str(self.facts["instrument"]), self.draft.place.adopted
        starts = phrases.starts.format(instrument=instrument)
        if passed is not None:
            starts = phrases.passed.format(instrument=instrument, date=shown(self.table, passed.on))
        lines = [SlideLine(subtitle), SlideLine(self.words.draft)]
        lines += [] if self.effect else [SlideLine(starts)]
        return Slide("title", title, tuple(lines), notes=(self.words.draft, *self.source.before))

    def _slides(self, one: TrainingSlide) -> list[Slide]:
        makers: dict[str, Callable[[TrainingSlide], Iterator[Slide]]] = {
            "rules": self._rules,
            "does": self._does,
            "exceptions": self._exceptions,
            "not_covered": self._not_covered,
            "plays": self._plays,
            "quiz": self._quiz,
            "hearing": self._hearing,
            "objections": self._objections,
        }
        if one.insert:
            return list(makers[one.insert](one))
        lines = tuple(SlideLine(line) for line in map(self._filled, one.lines) if line)
        return [Slide("lines", self._filled(one.title or ""), lines, notes=self._notes(one), minutes=one.minutes)]

    @property
    def _sections(self) -> list[Section]:
        own = [one for one in self.draft.sections if one.chosen.clause.kind == "policy"]
        return [one for one in own if not self.source.clauses or one.id in self.source.clauses]

    # --- rules ---

    def _rules(self, one: TrainingSlide) -> Iterator[Slide]:
        """A slide a section: what it orders staff to do; its exceptions are said with it."""
        for section in self._sections:
            lines = tuple(SlideLine(rule, language=self._english) for rule in self.lines.staff(section))
            yield Slide("lines", section.heading, lines, section.cite, self._said(section), 1)

    def _does(self, one: TrainingSlide) -> Iterator[Slide]:
        """A slide a section: what it does, then each exception, so that nobody hears the one without the other."""
        for section in self._sections:
            line = self.lines.of(section)
            own = SlideLine(line.does, language=line.language)
            exceptions = tuple(SlideLine(words, language=line.language) for words in line.exceptions)
            yield Slide("lines", line.title, (own, *exceptions), section.cite, self._said(section), 1)

    def _said(self, section: Section) -> tuple[str, ...]:
        line = self.lines.of(section)
        text = " ".join(f"{part.label} {text_of(self.library, (part,))}".strip() for part in walk(section.provisions))
        exceptions = " ".join(line.exceptions)
        said = [f"{self.words.section}: {section.cite}. {self.words.text_says}: {text[:1500]}"]
        return (*said, f"{self.words.exception}: {exceptions}") if exceptions else tuple(said)

    def _exceptions(self, one: TrainingSlide) -> Iterator[Slide]:
        """The exceptions of the text, as its own section lists them; they are law, and stand in English."""
        if self.source.audience == "residents":
            yield self._shared_exceptions(one)
            return
        for section in self.draft.sections:
            items = [part for part in walk(section.provisions) if part.kind == "item"]
            if section.id == "exceptions" and items:
                lines = tuple(SlideLine(text_of(self.library, (part,)), part.label) for part in items)
                yield Slide("lines", self._filled(one.title or ""), lines, section.cite, self._notes(one), one.minutes)

    def _shared_exceptions(self, one: TrainingSlide) -> Slide:
        """Every exception once, with the rules that have it."""
        found: dict[tuple[str, str], list[str]] = {}
        for section in self._sections:
            line = self.lines.of(section)
            for words in self.lines.bare(line):
                found.setdefault((words, line.language), []).append(line.title)
        shared = sorted(found.items(), key=lambda item: -len(item[1]))
        lines = tuple(SlideLine(words, language=language) for (words, language), titles in shared if len(titles) > 1)
        lines = lines or (SlideLine(self.words.no_lines),)
        return Slide("lines", self._filled(one.title or ""), lines, notes=self._notes(one), minutes=one.minutes)

    def _not_covered(self, slide: TrainingSlide) -> Iterator[Slide]:
        phrases = self.table.phrases
        kinds = {"independent": phrases.not_covered_independent, "outside": phrases.not_covered_own}
        own = [one for one in self.draft.place.agencies if one.control != "directs"]
        lines = [SlideLine(kinds[one.control].format(agency=one.name)) for one in own]
        lines += [SlideLine(words) for words in phrases.not_covered]
        yield Slide("lines", self._filled(slide.title or ""), tuple(lines), notes=self._notes(slide), minutes=slide.minutes)

    # --- what people do ---

    def _plays(self, one: TrainingSlide) -> Iterator[Slide]:
        own = [(section, self.source.scenes[section.id]) for section in self._sections if section.id in self.source.scenes]
        for section, scene in [(section, scene) for section, scene in own if scene.play][:_PLAYS]:
            assert scene.play is not None
            parts = tuple(SlideLine(part.says, f"{part.who}:") for part in scene.play.parts)
            lines = (SlideLine(scene.play.situation), *parts)
            right = f"{self.words.right}: {self._answer(section)} ({section.cite})"
            yield Slide("play", f"{self.words.play}: {section.heading}", lines, section.cite, (right,), 1)

    def _quiz(self, one: TrainingSlide) -> Iterator[Slide]:
        own = [section for section in self._sections if section.id in self.source.scenes]
        for section in own[:_QUESTIONS]:
            asks = self.source.scenes[section.id].asks
            yield Slide("question", self.words.question, (SlideLine(asks),), notes=(f"{self.words.answer}: {section.cite}",))
            yield Slide("answer", self.words.answer, self._answers(section), section.cite, (asks, *self._said(section)))

    def _answers(self, section: Section) -> tuple[SlideLine, ...]:
        if self.source.audience == "staff":
            return tuple(SlideLine(rule) for rule in self.lines.staff(section))
        line = self.lines.of(section)
        return tuple(SlideLine(words, language=line.language) for words in (line.does, *line.exceptions))

    def _answer(self, section: Section) -> str:
        return " ".join(line.text for line in self._answers(section))

    def _hearing(self, one: TrainingSlide) -> Iterator[Slide]:
        """When and where; lines to write on for what the place's file does not hold."""
        phrases, hearing = self.table.phrases, open_hearing(self.draft.place, self.day)
        facts = hearing_facts(hearing, self.table) if hearing else {}
        labels = {
            "day": phrases.hearing_day,
            "time": phrases.hearing_time,
            "where": phrases.hearing_where,
            "interpreter": phrases.hearing_interpreter,
            "deadline": phrases.hearing_deadline,
        }
        lines = tuple(SlideLine(str(facts.get(name) or "____"), label) for name, label in labels.items())
        yield Slide("lines", self._filled(one.title or ""), lines, notes=self._notes(one), minutes=one.minutes)

    def _objections(self, one: TrainingSlide) -> Iterator[Slide]:
        """A slide for the first objection to each of the first rules: what they say, and the short honest answer."""
        for section in [one for one in self._sections if one.chosen.clause.objections][:_OBJECTIONS]:
            found = section.chosen.clause.objections[0]
            if found.short is None:
                continue
            phrases = self.table.phrases
            lines = (SlideLine(_words(found.says), phrases.objection), SlideLine(_words(found.short), phrases.answer))
            yield Slide("lines", section.heading, lines, section.cite, (self.words.ask_counsel,), 1)

    # --- words ---

    @property
    def _english(self) -> str:
        return "" if self.table.language == "en" else "en-US"

    def _notes(self, one: TrainingSlide) -> tuple[str, ...]:
        return tuple(line for line in map(self._filled, one.notes) if line) or (self.words.footer,)

    def _holds(self, condition: str | None) -> bool:
        try:
            return holds(condition or "", self.facts)
        except TemplateProblem as problem:
            raise FaultyFile([Fault(self.shown, 0, 0, f"when: {problem}")]) from None

    def _filled(self, template: str) -> str:
        try:
            return typographic(plain(split(render(template, self.facts), (), _no_link)).strip())
        except TemplateProblem as problem:
            raise FaultyFile([Fault(self.shown, 0, 0, f"{template[:60]}: {problem}")]) from None


def _words(markdown: str) -> str:
    """Return plain words of a line of Markdown; a source in it is left to the notes for counsel."""
    import re

    return typographic(re.sub(r"\s*\[\]\([^)]*\)|[*`]", "", " ".join(markdown.split())))


def _no_link(link: Link) -> LegalReference:
    return LegalReference(link.text, "")
