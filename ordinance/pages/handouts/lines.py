"""The single sentences of a draft's clauses in the language of a sheet; in English, with a note, where there are no others."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ordinance.drafting import model as legal
from ordinance.drafting.assembly import facts_of
from ordinance.drafting.facts import Facts, capital
from ordinance.drafting.filling import render
from ordinance.drafting.leaves import split
from ordinance.drafting.lengths import sentences_of
from ordinance.drafting.local_sections import counsel_on, own_words, reworded_sections
from ordinance.drafting.model import Draft, Section
from ordinance.drafting.wishes import Length
from ordinance.errors import BadChoice, Fault, FaultyFile
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.handout_model import LanguageTable
from ordinance.library.handouts import MASTER
from ordinance.library.legal_text import Link
from ordinance.library.model import TranslatedBrief, TranslatedVariant
from ordinance.library.revisions import brief_revision, plain_revision
from ordinance.library.store import Library
from ordinance.library.templates import TemplateProblem
from ordinance.pages.local_words import said_of_own

_ENGLISH: Final = "en-US"
_SENTENCE: Final = re.compile(r"(.+?[.!?])(?:\s|$)")


class Line(Struct, frozen=True):
    """What a clause does, in a sentence, and its exceptions. `language` is set where they are not in the sheet's own."""

    title: str
    does: str
    exceptions: tuple[str, ...]
    language: str = ""


class Lines:
    """The lines of one draft in one language. `notes` tells what is not translated, or was from older words."""

    def __init__(self, library: Library, draft: Draft | None, table: LanguageTable, *, unsaid: bool = False) -> None:
        self._library, self._table, self._unsaid = library, table, unsaid
        self._draft = draft
        self._own = reworded_sections(draft) if draft else frozenset()
        self._place = library.shown(library.file_of(draft.place)) if draft and draft.place.adopted else ""
        self._facts = facts_of(library, draft.selection) if draft else None
        self._length: Length = draft.selection.length if draft else "full"
        self._missing: dict[str, None] = {}
        self._stale: dict[str, None] = {}

    @property
    def notes(self) -> list[str]:
        found = []
        for names, words in ((self._missing, "not yet in"), (self._stale, "changed in English after it was put into")):
            if names:
                shown = ", ".join([*names][:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
                found.append(f"{words} {self._table.english_name}: {shown}")
        return found

    def of(self, section: Section) -> Line:
        """Return the line of a section of the draft. Raises `BadChoice` for one that was amended, and for which counsel has
        not yet written a sentence, unless what is unsaid may stand as the text's own words."""
        if self.amended(section):
            language = "" if self._table.language == MASTER else _ENGLISH
            return Line(section.heading, self._counsel(section), (self._table.phrases.exceptions_in_text,), language)
        return self.of_variant(section.chosen.clause, section.chosen.variant, section)

    def of_variant(self, clause: Clause, variant: Variant, section: Section | None = None) -> Line:
        """Return the line of any variant of a clause of the draft."""
        if self._table.language != MASTER:
            translated = self._translated(clause, variant)
            if translated is not None:
                return translated
            self._missing.setdefault(f"{clause.id}={variant.id}")
        facts = self._facts_for(clause)
        language = "" if self._table.language == MASTER else _ENGLISH
        title = section.heading if section else self._filled(clause.title, facts, clause)
        short, _ = sentences_of(self._length, variant)
        if short is None:  # a clause of a team's own: never let it seem to have no exception
            does = _first_sentence(variant.plain or variant.summary)
            return Line(title, does, (self._table.phrases.exceptions_in_text,), language)
        exceptions = self._exceptions(short.exceptions, facts, clause)
        return Line(title, self._filled(short.does, facts, clause), exceptions, language)

    def bare(self, line: Line) -> tuple[str, ...]:
        """Return the exceptions of a line without the word "Exception:", for a place under a heading that says it once."""
        return tuple(capital(one.removeprefix(self._table.exception_lead).strip()) for one in line.exceptions)

    def staff(self, section: Section) -> tuple[str, ...]:
        """Return what a section orders an officer to do; they are kept in English only. Without any, what it does."""
        clause, variant = section.chosen.clause, section.chosen.variant
        if self.amended(section):
            return (self._counsel(section),)
        facts = self._facts_for(clause)
        short, _ = sentences_of(self._length, variant)
        if short is None:
            return (_first_sentence(variant.plain or variant.summary),)
        rules = (self._filled(one, facts, clause) for one in short.staff or (short.does,))
        return tuple(one for one in rules if one)

    def amended(self, section: Section) -> bool:
        """Tell whether a section has other words than the library's, so that its sentences do not fit."""
        return section.id in self._own

    def _counsel(self, section: Section) -> str:
        """Return what counsel wrote of an amended section; the words of the text where it may stand unsaid, or is a proposal."""
        said = counsel_on(self._draft, section) if self._draft else None
        if said:
            return said
        if self._draft and not self._draft.place.adopted:  # a proposal: its own words may stand, marked as the place's own
            return said_of_own(self._draft, section, self._library)
        if not self._unsaid:
            raise BadChoice(
                f"{section.label} ({section.heading}) was amended, and no plain sentence says what it now does: have counsel fill"
                f" in adopted.sections.{section.id}.counsel of {self._place}, or give --draft for its own words"
            )
        return own_words(section)

    def title(self, clause: Clause) -> str:
        """Return what a clause is called on the sheet."""
        translation = self._library.translation(clause.id, self._table.language) if self._table.language != MASTER else None
        return translation.title if translation else self._filled(clause.title, self._facts_for(clause), clause)

    def _translated(self, clause: Clause, variant: Variant) -> Line | None:
        translation = self._library.translation(clause.id, self._table.language)
        words = translation.variants.get(variant.id) if translation else None
        if translation is None or words is None:
            return None
        own: TranslatedVariant | TranslatedBrief | None = words
        revision = plain_revision(variant)
        if self._length == "short" and brief_revision(variant):
            own, revision = words.brief, brief_revision(variant)
        if own is None:
            return None
        if own.of != revision:
            self._stale.setdefault(f"{clause.id}={variant.id}")
        facts = self._facts_for(clause)
        exceptions = self._exceptions(own.exceptions, facts, clause)
        return Line(translation.title, self._filled(own.does, facts, clause), exceptions)

    def _exceptions(self, templates: tuple[str, ...], facts: Facts, clause: Clause) -> tuple[str, ...]:
        """Return the exceptions that hold here."""
        filled = (self._filled(one, facts, clause) for one in templates)
        return tuple(one for one in filled if one)

    def _facts_for(self, clause: Clause) -> Facts:
        assert self._facts is not None
        return self._facts(clause)

    def _filled(self, template: str, facts: Facts, clause: Clause) -> str:
        try:
            return legal.plain(split(render(template, facts), (), _no_link)).strip()
        except TemplateProblem as problem:
            path = self._library.clause_files[clause.id]
            raise FaultyFile([Fault(self._library.shown(path), 0, 0, f"short: {problem}")]) from None


def _first_sentence(markdown: str) -> str:
    words = re.sub(r"\[\]\([^)]*\)|[*`]", "", " ".join(markdown.split()))
    found = _SENTENCE.match(words)
    return found[1] if found else words


def _no_link(link: Link) -> legal.Reference:
    return legal.Reference(link.text, "")
