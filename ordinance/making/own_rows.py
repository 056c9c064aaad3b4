"""Our words for a section that somebody else wrote: the rows of each chosen clause, and the definitions that they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ordinance.document.model import plain_text
from ordinance.drafting.assembly import assemble
from ordinance.drafting.local_rules import without_sentences
from ordinance.drafting.model import Chosen, Draft, Provision, Section, Selection, walk
from ordinance.drafting.terms import Terms
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.present_section import Row
from ordinance.making.section_rows import Cell
from ordinance.pages.sources import Sources


def draft_of(library: Library, selection: Selection, targets: list[Chosen]) -> Draft:
    """Return a draft of the clauses that are brought in, written as parts of one section."""
    place = selection.place
    assert place.code is not None
    code = replace(place.code, unit="section", sections=(), taken=())
    chosen = tuple(one for one in selection.chosen if one in targets or one.clause.kind != "policy")
    here = replace(place, code=code, wording=())
    law = without_sentences(selection.state)
    return assemble(library, replace(selection, place=here, chosen=chosen, state=law, local=()), noted=False)


class OwnRows:
    """The words of a draft of ours as rows of another's section."""

    def __init__(self, library: Library, draft: Draft) -> None:
        self.draft, self.sources = draft, Sources(library)
        self.sections = {section.id: section for section in draft.sections}

    def of(self, clause: str) -> list[Row]:
        """Return the rows of a clause."""
        return self._rows(self._section(clause).provisions, 1)

    def _section(self, clause: str) -> Section:
        if clause not in self.sections:
            raise BadChoice(f"{clause}: has no words of its own here, so that it can stand in no section that is amended")
        return self.sections[clause]

    def required(self, added: Sequence[Chosen], selection: Selection) -> list[str]:
        """Return the general clauses that what was added rests on, and those that were asked for by name."""
        needs = {name for one in added for name in (*one.clause.requires, *one.variant.requires)}
        chosen = {one.clause.id: one for one in selection.chosen}
        return [
            name
            for name in self.sections
            if name in chosen
            and name != "definitions"
            and chosen[name].clause.kind != "policy"
            and ((name == "exceptions" and name in needs) or chosen[name].by == "name")
        ]

    def terms(self, cells: tuple[Cell, ...], defined: Sequence[str]) -> list[str]:
        """Return the terms that new words use, and the terms of their definitions, without those that are defined already."""
        known = {one.strip("“”\"' ").lower() for one in defined}
        forms = {name: form for name, form in self.draft.terms.items() if not any(one.lower() in known for one in form)}
        terms, done = Terms(forms), set[str]()
        left = terms.used(cell.after or "" for cell in cells if cell.clause)
        while left - done:
            name = min(left - done)
            done.add(name)
            left |= terms.used(self._words(one) for one in walk(tuple(self._defining(name))))
        return [name for name in self.draft.terms if name in done]

    def definitions(self, terms: list[str]) -> list[Row]:
        """Return the definitions of terms: a sentence, and an item for each."""
        lead, *_ = self._section("definitions").provisions
        rows = [Row("", 1, self._words(lead))]
        for name in terms:
            for one in self._defining(name):
                rows += [Row("•", 2, self._words(one)), *self._rows(one.children, 2)]
        return rows

    def _defining(self, term: str) -> Iterator[Provision]:
        section = self._section("definitions")
        return (one for one in walk(section.provisions) if one.anchor.rpartition(".")[2] == term)

    def _words(self, one: Provision) -> str:
        return plain_text(self.sources.inline(one.pieces))

    def _rows(self, provisions: tuple[Provision, ...], level: int) -> list[Row]:
        """Return provisions as rows: paragraphs at `level`, items one level in; they are labelled where they come to stand."""
        rows: list[Row] = []
        for one in provisions:
            item = one.kind != "paragraph"
            rows.append(Row("•" if item else "", level + 1 if item else level, self._words(one)))
            rows += self._rows(one.children, level + 1 if item else level)
        return rows
