"""The sections of a draft as the hierarchy of Akoma Ntoso: section, subsection, paragraph, subparagraph, clause."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.drafting.model import Amended, Draft, Pieces, Provision, Section, begun
from ordinance.drafting.numbering import item_label, number_at, section_label
from ordinance.formats.akoma_ntoso.inlines import Inlines
from ordinance.formats.akoma_ntoso.names import Change, Names, layout, level_of
from ordinance.formats.akoma_ntoso.notes import Notes
from ordinance.formats.akoma_ntoso.xml import Element, Node, element
from ordinance.library.typography import typographic


class Body:
    """Makes the sections of one draft."""

    def __init__(self, draft: Draft, names: Names, inlines: Inlines, notes: Notes) -> None:
        self.draft, self.names, self.inlines, self.notes = draft, names, inlines, notes

    def sections(self, addition: tuple[str, str]) -> list[Element]:
        """Return all sections. `addition` is the number and the heading of the section that adds the codified ones."""
        draft = self.draft
        in_place = {one.section: one for one in draft.amended}
        others = [section for section in draft.sections if section.anchor not in in_place]
        codified = [self.section(section) for section in others if section.codified]
        added = [self._change(self.names.changes[""], addition, draft.codify_lead, codified)] if codified else []
        amended = [self._amendment(one) for one in draft.amended]
        return [*self._findings(), *added, *amended, *(self.section(section) for section in others if not section.codified)]

    def _findings(self) -> list[Element]:
        """Return the reasons as a section, where they are the first one."""
        draft = self.draft
        if not draft.findings:
            return []
        numbering = draft.numbering
        num = element("num", typographic(f"{section_label(numbering, number_at(numbering, 0))}{numbering.heading_end}"))
        heading = element("heading", draft.bill.findings or "Findings")
        points = [
            element(
                "paragraph",
                element("num", item_label(numbering, 1, place)),
                element("content", element("p", *self.inlines.law(begun(pieces)), ".")),
                eId=f"findings__para_{place + 1}",
            )
            for place, pieces in enumerate(draft.recitals)
        ]
        return [element("section", num, heading, *points, eId="findings")]

    def section(self, section: Section) -> Element:
        """Return one section with its number, its heading and the notes on it, and what stands under it."""
        scheme = self.draft.code_numbering if section.codified else self.draft.numbering
        end = scheme.heading_end if scheme else ""
        eid = self.names.of[section.anchor]
        heading = element("heading", section.heading, *self.notes.on(section.anchor, eid))
        number = element("num", typographic(f"{section.label}{end}"))
        return element("section", number, heading, *self._under((), section.provisions), eId=eid)

    def _amendment(self, one: Amended) -> Element:
        """Return the section that amends or repeals a section of the code; what stood there is not part of the new law."""
        number = typographic(f"{one.label}{self.draft.numbering.heading_end}")
        sections = [self.section(section) for section in self.draft.sections if section.anchor == one.section]
        if one.after:
            end = self.draft.code_numbering.heading_end if self.draft.code_numbering else ""
            head = (
                element("num", typographic(f"{one.label_after or one.code_label}{end}")),
                element("heading", one.heading_after),
            )
            sections = [element("section", *head, *self._under((), one.after), eId=self.names.of[f"{one.anchor}-code"])]
        return self._change(self.names.changes[one.anchor], (number, one.title), one.lead, sections)

    def _change(self, change: Change, title: tuple[str, str], lead: Pieces, sections: list[Element]) -> Element:
        """Return a section that changes the code: what it says, and the text that it gives, if it gives any."""
        quoted = [element("quotedStructure", *sections, eId=change.quoted)] if sections else []
        modification = element("mod", *self.inlines.law(lead), *quoted, eId=change.modification)
        content = element("content", element("p", modification))
        return element("section", element("num", title[0]), element("heading", title[1]), content, eId=change.section)

    def _under(self, own: tuple[Element, ...], provisions: tuple[Provision, ...]) -> Iterator[Element]:
        """Yield the content under a heading or a number: `own` words, then the provisions, as the schema orders them."""
        under = layout(provisions)
        first = (*own, *(self._paragraph(one) for one in under.intro))
        if not under.parts:
            yield element("content", *(first or (element("p"),)))
            return
        if first:
            yield element("intro", *first)
        for part in under.parts:
            yield self._part(part)
        if under.wrap_up:
            yield element("wrapUp", *(self._paragraph(one) for one in under.wrap_up))

    def _part(self, part: Provision) -> Element:
        eid = self.names.of[part.anchor]
        words = self.inlines.definition(part) if part.kind == "definition" else self._words(part)
        notes = self.notes.on(part.anchor, eid)
        own = (element("p", *words, *notes, eId=f"{eid}__p_1"),) if words or notes else ()
        under = self._under(own, part.children)
        match part.kind:
            case "item":
                return element(level_of(part)[0], element("num", part.label), *under, eId=eid)
            case "bullet":
                return element("indent", *under, eId=eid)
            case "definition":
                return element("hcontainer", *under, eId=eid, name="definition")
            case "paragraph":
                return element("hcontainer", *under, eId=eid, name="flush")

    def _paragraph(self, provision: Provision) -> Element:
        return element("p", *self._words(provision), eId=self.names.of[provision.anchor])

    def _words(self, provision: Provision) -> list[Node]:
        return self.inlines.law(provision.pieces, terms=True)
