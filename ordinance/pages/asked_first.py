"""What members ask first of a policy: federal money, who else has it, what the code has, and what it costs whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ordinance.document.model import Blank, Inline, Paragraph, Run, Style, plain_text
from ordinance.errors import found
from ordinance.library.changes_model import FEDERAL
from ordinance.library.clause_model import Clause
from ordinance.library.federal import circuit_of, federal_facts
from ordinance.library.federal_model import Named
from ordinance.library.law_in_time import watch_of
from ordinance.library.place_model import Place
from ordinance.library.question_model import FederalMoney, MoneyLine, Question, QuestionWords
from ordinance.library.questions import federal_money, question_words
from ordinance.library.source_model import Authority, Precedent
from ordinance.library.store import Library
from ordinance.pages.blocks import heading
from ordinance.pages.reach import owners_of
from ordinance.pages.screens.model import Line
from ordinance.pages.sources import Sources, by_name, shown_date
from ordinance.places.federal_list import named_here
from ordinance.places.precedents import near

#: How much room the answers have.
Room = Literal["full", "short", "least"]
#: So many policies are named, the nearest first.
_MOST = 3


class Answer(Struct, frozen=True):
    """One question with its answer; what only the place knows stands in it as blanks."""

    id: Question
    lead: str
    content: tuple[Inline, ...]

    @property
    def words(self) -> str:
        """The answer without faces; blanks in brackets."""
        return "".join(f"[{part.prompt}]" if isinstance(part, Blank) else plain_text((part,)) for part in self.content)


def asked_first(library: Library, place: Place, clauses: Sequence[Clause], room: Room = "full") -> tuple[Answer, ...]:
    """Return the answers on some clauses in a place, in the order in which they are asked, as the room allows. A library
    without the words of the questions has none."""
    words = question_words(library)
    if words is None:
        return ()
    made = _Answers(library, place, clauses, words, room)
    return tuple(Answer(name, lead, tuple(getattr(made, name)())) for name, lead in words.leads.items())


def asked_blocks(library: Library, answers: Sequence[Answer], style: Style = "body") -> Iterator[Paragraph]:
    """Yield the answers as paragraphs under their heading."""
    words = question_words(library)
    if words is not None and answers:
        yield heading(words.title)
        yield from (Paragraph(style, (Run(f"{one.lead} ", "strong"), *one.content)) for one in answers)


def asked_lines(answers: Sequence[Answer]) -> list[Line]:
    """Return the answers as lines of a screen."""
    return [Line(one.words, f"{one.lead} ", most=2 if one.id == "money" else 1) for one in answers]


class _Answers:
    def __init__(self, library: Library, place: Place, clauses: Sequence[Clause], words: QuestionWords, room: Room) -> None:
        self.library, self.place, self.clauses, self.words, self.room = library, place, clauses, words, room
        self.short, self.most = room != "full", 1 if room == "least" else _MOST
        self.sources = Sources(library)
        self.groups = near(library, place)

    def money(self) -> Iterator[Inline]:
        """What is threatened, stopped and for whom, pending, lost; the place on the list, its circuit, its own figures."""
        facts = federal_money(self.library)
        told: list[str] = []
        if facts and self.room == "least":
            told = [self._line(facts.least, facts.least.says), *self._listed(), *self._circuit(facts)]
        elif facts:
            days = [self._authority(name).checked for one in facts.lines for name in one.rests_on]
            read = self._say("levels", day=shown_date(min(days))).rstrip(".")
            told = [*self._lines(facts), *self._pending(facts), *self._circuit(facts), *self._listed(), read]
        yield Run("".join(f"{one}. " for one in told))
        yield from self._figures("money")

    def others(self) -> Iterator[Inline]:
        """Who has adopted something on the clauses' topics: the county, places in it, the state, then anywhere."""
        topics = {name for one in self.clauses for name in one.topics}
        told = []
        left = self.most
        for name in ("county", "neighbors", "state"):
            group = [one for one in getattr(self.groups, name) if topics & {*one.provisions, *one.secondary_topics}]
            if group and left > 0:
                lead = self._say(self._form(name), state=self._state())
                told.append(f"{lead}: {self._policies(group, left)}")
                left -= len(group)
        if not told:
            policies = [name for one in self.clauses for variant in one.variants for name in variant.precedents]
            some = [found(self.library.precedents, "precedent", name) for name in dict.fromkeys(policies)]
            told.append(self._say("nobody", state=self._state()).rstrip("."))
            told += [self._say("elsewhere", policies=self._policies(some, min(2, self.most)))] if some else []
        yield Run("".join(f"{one}. " for one in told).rstrip())

    def code(self) -> Iterator[Inline]:
        """What the place has adopted, as far as it is on file, and a blank for the clerk."""
        told = [self._say("adopted", day=shown_date(self.place.adopted.on))] if self.place.adopted else []
        told += [f"{self._policies(self.groups.own, self.most)}."] if self.groups.own else []
        yield Run(f"{' '.join(told) or self._say('nothing')} ")
        yield from self._figures("code")

    def cost(self) -> Iterator[Inline]:
        """Who would carry it out, and a blank for the figure."""
        heads = owners_of(self.library, self.clauses, self.place)
        yield Run(self._say("owners", owners="; ".join(heads)) if heads else self._say("no-owners"))
        yield from self._figures("cost")

    def _lines(self, facts: FederalMoney) -> Iterator[str]:
        for one in facts.lines:
            if self.short and one.short is None:
                continue
            yield self._line(one, (self.short and one.short) or one.says)

    def _line(self, one: MoneyLine, says: str) -> str:
        return f"{' '.join(says.split())} [{self._level(map(self._authority, one.rests_on))}]"

    def _pending(self, facts: FederalMoney) -> Iterator[str]:
        entries = [one for one in watch_of(self.library) if one.state == FEDERAL and facts.topic in one.topics]
        entries.sort(key=lambda one: (one.priority, one.due))
        told = [
            self._say("entry", title=one.title, known=one.last_known.rstrip("."), due=shown_date(one.due))
            for one in entries[: 1 if self.short else _MOST]
        ]
        if told:
            yield self._say("pending", entries="; ".join(told))

    def _circuit(self, facts: FederalMoney) -> Iterator[str]:
        circuit = circuit_of(self.library, self.place.state)
        if circuit is None:
            return
        cases = [
            one
            for one in self.library.authorities.values()
            if facts.topic in one.topics and one.kind == "case" and one.court == circuit.court and "vacated" not in one.caution
        ]
        for effect in ("supports", "cuts-against"):
            named = [f"{by_name(one.citation)} ({one.year})" for one in cases if one.effect == effect]
            if named:
                level = self._level([one for one in cases if one.effect == effect])
                yield f"{self._say(self._form(effect), circuit=circuit.title, cases='; '.join(named[: self.most]))} [{level}]"
        if not cases:
            yield self._say("no-ruling", circuit=circuit.title)

    def _listed(self) -> Iterator[str]:
        facts = federal_facts(self.library)
        if facts is None:
            return
        named, day = named_here(self.library, self.place), shown_date(facts.list_date)
        if named:
            yield self._say(
                self._form("listed"), date=day, effect=facts.list_says.partition(";")[0], names="; ".join(map(self._named, named))
            )
        else:
            yield self._say("not-listed", date=day, place=self.place.name)

    def _named(self, one: Named) -> str:
        return self._say("state-named", name=one.name) if one.level == "state" else one.name

    def _policies(self, policies: Iterable[Precedent], most: int) -> str:
        listed = list(policies)
        told = [
            f"{self._place(one)} ({one.status}, {self.sources.adoption(one)})" if self.short else self._policy(one)
            for one in listed[:most]
        ]
        return "; ".join(told) + (self._say("more", count=len(listed) - most) if len(listed) > most else "")

    def _place(self, one: Precedent) -> str:
        return one.jurisdiction if one.state == self.place.state else f"{one.jurisdiction}, {one.state}"

    def _policy(self, one: Precedent) -> str:
        return f"{self.sources.policy(one)}, {self.sources.adoption(one)}"

    def _level(self, authorities: Iterable[Authority]) -> str:
        """Return the word for how far the source that was read least was read."""
        there = {one.verified for one in authorities}
        return [word for level, word in self.words.levels.items() if level in there][-1]

    def _authority(self, name: str) -> Authority:
        return found(self.library.authorities, "authority", name)

    def _state(self) -> str:
        return self.library.state(self.place.state).name

    def _figures(self, name: Question) -> Iterator[Inline]:
        for place, prompt in enumerate(self.words.figures.get(name, ())[: self.most]):
            yield from ((Run("; "), Blank(prompt)) if place else (Blank(prompt),))
        yield Run(".")

    def _form(self, sentence: str) -> str:
        """Return the name of a sentence, of its short form where there is the least room."""
        short = f"{sentence}-short"
        return short if self.room == "least" and short in self.words.sentences else sentence

    def _say(self, sentence: str, /, **values: object) -> str:
        return self.words.sentences[sentence].format(**values)
