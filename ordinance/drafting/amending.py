"""Sections of the place's code that the instrument amends or repeals: as they stand, and as they will read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, TypeVar

from msgspec.structs import asdict, replace

from ordinance.drafting import numbering
from ordinance.drafting.bill import bill_form, formula_line
from ordinance.drafting.facts import Facts, blanks_marked
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import Filled, as_written, kept, render
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Amended, Pieces, Provision, Reference, Selection
from ordinance.drafting.provisions import provisions
from ordinance.drafting.references import Index, Located
from ordinance.errors import BadChoice
from ordinance.library.bill_model import AmendingWords, BillForm
from ordinance.library.code_scheme import Cited, becoming, present
from ordinance.library.instrument_model import AmendmentForm
from ordinance.library.place_model import Code, CodeSection, Numbering
from ordinance.library.store import Library
from ordinance.library.typography import typographic

T = TypeVar("T")


def effective(code: Code, chosen: Collection[str]) -> tuple[CodeSection, ...]:
    """Return the sections of a code that a draft changes: those whose clause is not in the draft stay as they are."""
    return tuple(one for one in code.sections if one.clause is None or one.clause in chosen)


def formula_of(form: AmendmentForm, bill: BillForm) -> AmendmentForm:
    """Return the words that amend a section: the place's own, else the instrument's."""
    own = {name: value for name, value in asdict(bill.amending or AmendingWords()).items() if value is not None}
    return replace(form, **own)


def cited(code: Code, sections: tuple[CodeSection, ...], name: Callable[[CodeSection], str] | None) -> dict[str, str]:
    """Return the sections that are `amended`, `repealed` and only `renumbered`, each kind as one phrase, empty where there are
    none. With `name` each is called what it returns; otherwise they are listed by number."""
    gone = [one for one in sections if one.repealed]
    moved = [one for one in sections if one.becomes and not one.clause and not one.after]
    rest = [one for one in sections if one not in gone and one not in moved]

    def phrase(ones: list[CodeSection]) -> str:
        if name is not None or not ones:
            return numbering.listed([name(one) for one in ones], "and") if name else ""
        places = (present(code, one) for one in ones)
        return numbering.many_cites(code.numbering, (), [(made.scheme, made.number) for made in places])

    return {"amended": phrase(rest), "repealed": phrase(gone), "renumbered": phrase(moved)}


def changes(library: Library, selection: Selection, facts: Facts, amending: tuple[CodeSection, ...]) -> str:
    """Return what the long title says of the sections of the code that are amended, repealed and renumbered; "" without any."""
    code, form = selection.place.code, selection.instrument.amendment
    if code is None or form is None or not amending:
        return ""
    words = formula_of(form, bill_form(selection))

    def line(field: str, template: str, more: Facts) -> str:
        path, keys = formula_line(library, selection, field)
        return guarded(library, path, keys, lambda: render(template, {**facts, **more}))

    def name(one: CodeSection) -> str:
        return line("each", words.each or "", {"section": section_facts(code, one)})

    return line("caption", words.caption, cited(code, amending, name if words.each else None))


def numbers_kept(code: Code | None, sections: tuple[CodeSection, ...]) -> dict[str, Cited]:
    """Return for each clause that takes the place of a section where it stands in the code from then on."""
    return {one.clause: becoming(code, one) or present(code, one) for one in sections if one.clause} if code else {}


def section_facts(code: Code, one: CodeSection) -> Facts:
    """Return what the amending formula may say of a section."""
    new = becoming(code, one)
    becomes = new.cite if new else ""
    return {"cite": present(code, one).cite, "heading": one.heading, "history": one.history or "", "becomes": becomes}


class Amender:
    """Makes the amended sections of one draft, with the draft's facts."""

    def __init__(self, library: Library, selection: Selection, facts: Facts, index: Index, bill: Numbering) -> None:
        self.library, self.selection, self.facts, self.index, self.bill = library, selection, facts, index, bill
        form = selection.instrument.amendment
        self.form = form and formula_of(form, bill_form(selection))

    def amended(self, sections: tuple[CodeSection, ...], before: int) -> Iterator[Amended]:
        """Yield each section as it stands and what becomes of it, in the order of the place's file; `before` is how many sections
        stand before them and before one that adds.

        Raises `FaultyFile` where new words, or the words of the instrument's form, cannot be filled.
        """
        code, form = self.selection.place.code, self.form
        if code is None or form is None:
            return
        self._refuse_twice(code, sections)
        places = {one.clause: one for one in self.index.sections}
        first = before + any(one.codified and not one.own for one in self.index.sections)
        for position, one in enumerate(sections):
            own = places.get(one.clause or "")
            stands, new = present(code, one), becoming(code, one)
            located = Located(f"code-{stands.number}", "", stands.scheme, 0, True, stands.number)
            title, lead = self._words(form, one)
            yield Amended(
                anchor=f"amendment-{position + 1}",
                label=numbering.section_label(self.bill, numbering.number_at(self.bill, first + position)),
                title=title,
                lead=lead,
                code_label=stands.label,
                heading=one.heading,
                before=self._provisions(as_written(self.library.tree(one.text)), located, "before"),
                section=own.clause if own else "",
                heading_after="" if own or one.repealed else one.heading_after or one.heading,
                after=() if own or one.after is None else self._after(one, located),
                label_after=new.label if new else "",
            )

    def _refuse_twice(self, code: Code, sections: tuple[CodeSection, ...]) -> None:
        """Raise `BadChoice` where a section that is amended, or stands beside the new ones, has the number of one of these."""
        new = {one.cite for one in self.index.sections if one.codified and not one.own}
        stand = [numbering.section_cite(code.numbering, number) for number in code.taken]
        moved = [made.cite for one in sections if (made := becoming(code, one))]
        for cite in (*(present(code, one).cite for one in sections), *stand, *moved):
            if cite in new:
                says = f"the section number {cite} is used twice in this draft"
                raise BadChoice(f"code: sections: {says}; let the new sections start after it (code: numbering: start)")
        for cite in moved:
            if moved.count(cite) > 1 or cite in stand:
                raise BadChoice(f"code: sections: becomes: {cite} is the number of another section too; give it a free one")

    def _after(self, one: CodeSection, located: Located) -> tuple[Provision, ...]:
        text = one.after or ""
        return self._provisions(self._at(one, "after", lambda: kept(self.library.tree(text), self.facts)), located, "after")

    def _provisions(self, nodes: tuple[Filled, ...], located: Located, side: str) -> tuple[Provision, ...]:
        return tuple(provisions(nodes, located, self.index, 1, f"{located.clause}-{side}"))

    def _words(self, form: AmendmentForm, one: CodeSection) -> tuple[str, Pieces]:
        """Return the heading and the words of the section of the instrument that makes the change."""
        code = self.selection.place.code
        assert code is not None
        facts = {**self.facts, "section": section_facts(code, one)}
        if one.repealed:
            fields = ("repeal_title", "repeal_lead")
        elif one.clause is None and one.after is None and form.renumber_lead:
            fields = ("renumber_title" if form.renumber_title else "title", "renumber_lead")
        else:
            fields = ("title", "lead")
        made = [self._formed(getattr(form, field), facts, field) for field in fields]
        return made[0], split(made[1], (), _dangling)

    def _formed(self, text: str, facts: Facts, field: str) -> str:
        path, keys = formula_line(self.library, self.selection, field)
        made = guarded(self.library, path, keys, partial(render, text, facts))
        return typographic(blanks_marked(made))

    def _at(self, one: CodeSection, field: str, make: Callable[[], T]) -> T:
        code = self.selection.place.code
        assert code is not None
        path = self.library.file_of(self.selection.place)
        return guarded(self.library, path, ("code", "sections", code.sections.index(one), field), make)


def _dangling(link: Any) -> Reference:
    return Reference(f"[no section {link.target}]", "")
