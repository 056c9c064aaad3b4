"""What state law says of a clause, and what the notes on it say, in the few lines that a screen has for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ordinance.document.model import plain_text
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Section, StateRule
from ordinance.drafting.state_law import LawHere
from ordinance.errors import found
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST, verdict_words
from ordinance.pages.commentary import Annotator
from ordinance.pages.in_time import in_time
from ordinance.pages.screens.model import Line, flat, named
from ordinance.pages.sources import Sources, shown_date, state_penalties


def law_lines(library: Library, law: LawHere, rule: StateRule, day: date) -> Iterator[Line]:
    """Yield what state law says of a clause: the verdict with its statutes and note, what is to come, what it threatens."""
    warning = AGAINST.get(rule.status)
    lead = f"{law.state.name} law: " + (f"{warning}. " if warning else "")
    sources = Sources(library)
    if rule.verdict is None:
        term = sources.term(library.vocabulary.verdicts, rule.word)
        says = flat(term.says or "") if rule.status == "not-researched" else ""
        yield Line(f"{capital(term.title)}. {says}".rstrip(), lead)
    else:
        when = in_time(rule.verdict, day)
        note = flat(rule.verdict.note)
        words = f"{capital(verdict_words(library, rule))}. {f'{capital(when)}. ' if when else ''}{note}"
        yield Line(words, lead, "error" if rule.status == "forbidden" else "warning" if warning else "strong", most=8, least=8)
    for verdict in rule.coming:
        title = sources.term(library.vocabulary.verdicts, rule.word_of(verdict)).title
        yield Line(f"{title}. {flat(verdict.note)}", f"From {shown_date(verdict.effective or '')}: ", most=2)
    threats = state_penalties(law) if warning else []
    if threats:
        yield Line("; ".join(named(threats, 3)) + ".", "Penalties: ", "warning", most=2)


class Notes:
    """The notes on one section, as words on one line."""

    def __init__(self, library: Library, section: Section) -> None:
        self.library, self.sources, self.section = library, Sources(library), section
        self.annotator = Annotator(self.sources, "body", "body-list")

    def paragraphs(self, kind: str, at: int = 0) -> list[str]:
        """Return the paragraphs of the note of a kind that stands at a place among them; none where there is none."""
        notes = [note for note in self.section.notes if note.kind == kind]
        if at >= len(notes):
            return []
        return [flat(plain_text(one.content)) for one in self.annotator.paragraphs(notes[at].provisions)]

    def first(self, kind: str) -> str:
        """Return the first paragraph of the first note of a kind."""
        return next(iter(self.paragraphs(kind)), "")

    def authorities(self, names: Iterable[str], effects: tuple[str, ...], most: int = 2) -> str:
        """Return the citations of the first authorities with one of these effects, the first effect before the next."""
        records = [found(self.library.authorities, "authority", name) for name in names]
        ordered = [one for effect in effects for one in records if one.effect == effect]
        return "; ".join(self.sources.authority(one) for one in ordered[:most])
