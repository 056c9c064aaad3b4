"""Sections of the place's code that the instrument amends or repeals: as they stand, and as they will read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, TypeVar

from ordinance.drafting import numbering
from ordinance.drafting.facts import Facts, blanks_marked
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import Filled, as_written, kept, render
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Amended, Pieces, Provision, Reference, Selection
from ordinance.drafting.provisions import provisions
from ordinance.drafting.references import Index, Located
from ordinance.errors import BadChoice
from ordinance.library.instrument_model import AmendmentForm
from ordinance.library.place_model import Code, CodeSection, Numbering
from ordinance.library.store import Library
from ordinance.library.typography import typographic

T = TypeVar("T")


def effective(code: Code, chosen: Collection[str]) -> tuple[CodeSection, ...]:
    """Return the sections of a code that a draft changes: those whose clause is not in the draft stay as they are."""
    return tuple(one for one in code.sections if one.clause is None or one.clause in chosen)


def cited(code: Code, sections: tuple[CodeSection, ...]) -> dict[str, str]:
    """Return the sections that are `amended` and those that are `repealed`, each as one phrase, empty where there are none."""
    gone = [one.number for one in sections if one.clause is None and one.after is None]
    kept_ones = [one.number for one in sections if one.number not in gone]
    phrases = {"amended": kept_ones, "repealed": gone}
    return {name: numbering.many_cites(code.numbering, (), numbers) if numbers else "" for name, numbers in phrases.items()}


class Amender:
    """Makes the amended sections of one draft, with the draft's facts."""

    def __init__(self, library: Library, selection: Selection, facts: Facts, index: Index, bill: Numbering) -> None:
        self.library, self.selection, self.facts, self.index, self.bill = library, selection, facts, index, bill

    def amended(self, sections: tuple[CodeSection, ...], before: int) -> Iterator[Amended]:
        """Yield each section as it stands and what becomes of it, in the order of the place's file; `before` is how many sections
        stand before them and before one that adds.

        Raises `FaultyFile` where new words, or the words of the instrument's form, cannot be filled.
        """
        code, form = self.selection.place.code, self.selection.instrument.amendment
        if code is None or form is None:
            return
        self._refuse_twice(code, sections)
        places = {one.clause: one for one in self.index.sections}
        first = before + any(one.codified and not one.own for one in self.index.sections)
        for position, one in enumerate(sections):
            own = places.get(one.clause or "")
            located = Located(f"code-{one.number}", "", code.numbering, 0, True, one.number)
            title, lead = self._words(form, one, located.cite)
            yield Amended(
                anchor=f"amendment-{position + 1}",
                label=numbering.section_label(self.bill, numbering.number_at(self.bill, first + position)),
                title=title,
                lead=lead,
                code_label=numbering.section_label(code.numbering, one.number),
                heading=one.heading,
                before=self._provisions(as_written(self.library.tree(one.text)), located, "before"),
                section=own.clause if own else "",
                heading_after="" if own else one.heading_after or one.heading,
                after=() if own or one.after is None else self._after(one, located),
            )

    def _refuse_twice(self, code: Code, sections: tuple[CodeSection, ...]) -> None:
        """Raise `BadChoice` where a section that is amended has the number of a new one."""
        taken = {one.cite for one in self.index.sections if one.codified and not one.own}
        for one in sections:
            cite = numbering.section_cite(code.numbering, one.number)
            if cite in taken:
                says = f"the section number {cite} is used twice in this draft"
                raise BadChoice(f"code: sections: {says}; let the new sections start after it (code: numbering: start)")

    def _after(self, one: CodeSection, located: Located) -> tuple[Provision, ...]:
        text = one.after or ""
        return self._provisions(self._at(one, "after", lambda: kept(self.library.tree(text), self.facts)), located, "after")

    def _provisions(self, nodes: tuple[Filled, ...], located: Located, side: str) -> tuple[Provision, ...]:
        return tuple(provisions(nodes, located, self.index, 1, f"{located.clause}-{side}"))

    def _words(self, form: AmendmentForm, one: CodeSection, cite: str) -> tuple[str, Pieces]:
        """Return the heading and the words of the section of the instrument that makes the change."""
        repealed = one.clause is None and one.after is None
        section = {"cite": cite, "heading": one.heading, "history": one.history or ""}
        facts = {**self.facts, "section": section}
        title, lead = (form.repeal_title, form.repeal_lead) if repealed else (form.title, form.lead)
        made = [self._formed(text, facts, field) for text, field in ((title, "title"), (lead, "lead"))]
        return made[0], split(made[1], (), _dangling)

    def _formed(self, text: str, facts: Facts, field: str) -> str:
        path = self.library.files("templates/instruments")[self.selection.instrument.id]
        made = guarded(self.library, path, ("amendment", field), partial(render, text, facts))
        return typographic(blanks_marked(made))

    def _at(self, one: CodeSection, field: str, make: Callable[[], T]) -> T:
        code = self.selection.place.code
        assert code is not None
        path = self.library.file_of(self.selection.place)
        return guarded(self.library, path, ("code", "sections", code.sections.index(one), field), make)


def _dangling(link: Any) -> Reference:
    return Reference(f"[no section {link.target}]", "")
