"""The papers that carry an adopted text out, each from its file: filled for one place, with its tables of duties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, to_builtins

from ordinance.document.model import Block, Checklist, Document, Paragraph, Run, Table, bullet
from ordinance.drafting.filling import holds
from ordinance.drafting.model import Draft, plain, walk
from ordinance.errors import BadChoice, Fault, FaultyFile
from ordinance.library.handout_model import HandoutNode, Insert
from ordinance.library.handouts import MASTER, language_table
from ordinance.library.papers import Paper, implement_words
from ordinance.library.place_model import Agency, Place
from ordinance.library.store import Library
from ordinance.library.templates import TemplateProblem
from ordinance.pages.blocks import row
from ordinance.pages.handouts import Edition
from ordinance.pages.handouts.building import Maker, tag_of
from ordinance.pages.handouts.facts import Subject, shown
from ordinance.pages.handouts.leaves import said
from ordinance.pages.handouts.safety import refuse
from ordinance.pages.handouts.tree import nodes_of
from ordinance.pages.implementing.duties import Due, duties, text_of
from ordinance.pages.implementing.times import spans
from ordinance.pages.implementing.wording import Wording
from ordinance.pages.listed import listed_lines, worth_telling
from ordinance.pages.sources import Sources, statute_cited

#: Roles of agencies that can have an agreement with immigration authorities.
_WITH_POWERS = frozenset({"police", "jail", "lockup", "juvenile"})


class Listed(Struct, frozen=True):
    """A file of the folder: its name, what it is for, and for whom."""

    file: str
    says: str
    reader: str


class Carrying(Struct, frozen=True):
    """An adopted text that is carried out: the draft, the day of each page, the days of adoption and of effect, and its
    duties."""

    library: Library
    draft: Draft
    day: date
    adopted: date | None
    effect: date | None
    duties: tuple[Due, ...]

    @property
    def wording(self) -> Wording:
        """What puts its duties into words."""
        return Wording(implement_words(self.library), language_table(self.library, MASTER))


def carrying(library: Library, draft: Draft, day: date, adopted: date | None = None, effect: date | None = None) -> Carrying:
    """Return a text to be carried out. Raises `BadChoice` where it would take effect before it was adopted."""
    if adopted and effect and effect < adopted:
        raise BadChoice(f"the day of effect, {effect}, is before the vote of {adopted}; give the later day as --effective")
    if adopted and adopted > day:
        raise BadChoice(
            f"the day of the vote, {adopted}, is after {day}, the day on the papers; only an adopted text is carried out"
        )
    return Carrying(library, draft, day, adopted, effect, duties(library, draft, effect))


def paper(one: Paper, about: Carrying, agency: Agency | None = None, files: Sequence[Listed] = (), address: str = "") -> Document:
    """Return one paper; `address` is the campaign's page, where it has one. Raises `FaultyFile` where its text cannot be
    filled, or holds what nothing printed may hold."""
    maker = _PaperMaker(one, about, agency, files)
    maker.facts["address"] = address
    return maker.document()


def stands(one: Paper, about: Carrying) -> bool:
    """Tell whether the text has what a paper is for."""
    try:
        return holds(one.head.when or "", _PaperMaker(one, about, None, ()).facts)
    except TemplateProblem as problem:
        raise FaultyFile([Fault(one.source.shown, 0, 0, f"when: {problem}")]) from None


def agencies_with_powers(library: Library, draft: Draft) -> list[Agency]:
    """Return the agencies of the place, of its own or beside it, that have police or hold people, and those of its
    own that the published list of agreements names besides."""
    own = [one for one in draft.place.agencies if one.control != "outside" and set(one.roles) & _WITH_POWERS]
    names = {one.name.casefold() for one in own}
    listed = [one.listed.agency for one in worth_telling(library, draft.place) if one.tie == "own"]
    return [*own, *(Agency(name=name, head=name, roles=()) for name in listed if name.casefold() not in names)]


def cited_as(about: Carrying) -> str:
    """Return what the text is called: its place in the code, else the instrument with its day."""
    draft, words = about.draft, implement_words(about.library)
    codified = draft.code_numbering is not None and any(one.codified for one in draft.sections)
    if codified and draft.place.code is not None:
        return draft.place.code.placement
    day = words.adopted_on.format(adopted=_shown(about, about.adopted)) if about.adopted else ""
    government = draft.place.official_name
    government = f"the {government}" if " of " in government else government
    return words.instrument.format(instrument=draft.instrument_name, adopted=day, government=government)


class _PaperMaker(Maker):
    """Fills one paper; what it inserts is taken from the duties and the sections."""

    def __init__(self, one: Paper, about: Carrying, agency: Agency | None, files: Sequence[Listed]) -> None:
        edition = Edition(MASTER, about.day, "letter", blank_contact=True, blank_hotlines=True)
        table = language_table(about.library, MASTER)
        subject = Subject(about.draft.place, about.draft)
        super().__init__(about.library, one.source, table, subject, edition, "letter")
        self.about, self.agency, self.files, self.head = about, agency, files, one.head
        self.facts |= self._more()

    def document(self) -> Document:
        """Return the paper as a document."""
        nodes = nodes_of(self.source, self.facts, "letter")
        title = "".join(getattr(part, "text", "") for part in self._line(self.source.head.title))
        blocks = (Paragraph("title", said(title)), *self._blocks(nodes))
        footer = self._foot_line()
        document = Document(title, blocks, language=tag_of(self.table), footer=footer, date=self.about.day, look="handout")
        refuse(document, self.source, self.table, self.rules)
        return document

    def _foot_line(self) -> str:
        """Return the foot of each page: the government's name, or that of the campaign where the paper is the campaign's."""
        place, day = self.about.draft.place, shown(self.table, self.about.day)
        if not self.head.campaign:
            return f"{place.official_name} · {day}"
        organization = place.organization.name if place.organization else ""
        own = "" if organization.startswith("[") else organization
        return " · ".join(part for part in (own, day, self.table.phrases.not_advice) if part)

    def _node(self, node: HandoutNode) -> Iterator[Block]:
        makers: dict[str, Callable[[], Iterator[Block]]] = {
            "duties_by_day": lambda: self.about.wording.by_day(self.about.duties),
            "duties_by_event": lambda: self.about.wording.by_event(self.about.duties),
            "duties_in_the_text": lambda: self.about.wording.in_the_text(self.about.duties),
            "duties_to_watch": lambda: self.about.wording.to_watch(self.about.duties),
            "files": self._files,
            "section_text": self._section_text,
            "made_public": self._made_public,
            "sections_to_check": self._sections,
        }
        if isinstance(node, Insert) and node.name in makers:
            yield from makers[node.name]()
        else:
            yield from super()._node(node)

    def _more(self) -> dict[str, Any]:
        draft, library = self.about.draft, self.about.library
        cite = {name.replace("-", "_"): "" for name in library.clause_files}
        cite |= {section.id.replace("-", "_"): section.cite for section in draft.sections}
        notice = next((one for one in self.about.duties if one.section.id == self.head.clause and one.days), None)
        law = draft.selection.state.records_law
        level = (
            ""
            if law is None or law.verified == "primary"
            else Sources(library).term(library.vocabulary.verification, law.verified).says
        )
        return {
            "adopted": _shown(self.about, self.about.adopted) if self.about.adopted else "",
            "effect": _shown(self.about, self.about.effect) if self.about.effect else "",
            "chapter": cited_as(self.about),
            "cite": cite,
            "adoption_steps": "; ".join(line for line in map(plain, draft.adoption) if any(spans(line))),
            "quoted": any(one.quoted for one in self.about.duties),
            "agency": to_builtins(self.agency) if self.agency else {"name": "", "head": ""},
            "due": _shown(self.about, notice.days[0]) if notice else "",
            "listed": " ".join(_listed(library, draft.place)),
            "records_law": law.cite if law else "",
            "records_answer": (law.answer or "") if law else "",
            "records_level": level,
        }

    def _files(self) -> Iterator[Block]:
        words = implement_words(self.about.library)
        rows = tuple(row(one.file, one.says, one.reader) for one in self.files)
        yield Table("", row(*words.files), rows, (0.4, 0.36, 0.24))

    def _made_public(self) -> Iterator[Block]:
        """What the text has the place publish, duty by duty, then what every such text leads to."""
        wording = self.about.wording
        for one in self.about.duties:
            if wording.is_public(one):
                yield bullet(*said(f"{one.section.label}: "), Run(wording.sentence(one).rstrip(".") + "."))
        yield from (bullet(*said(line)) for line in wording.words.always_public)

    def _section_text(self) -> Iterator[Block]:
        """The words of the section that the paper carries out, as they stand in the text."""
        for section in self.about.draft.sections:
            if section.id == self.head.clause:
                for one in walk(section.provisions):
                    yield Paragraph("body", said(f"{one.label} {text_of(self.about.library, (one,))}".strip()))

    def _sections(self) -> Iterator[Block]:
        words, state = self.about.wording.words, self.about.draft.selection.state.name
        sources = Sources(self.about.library)
        items = []
        for section in self.about.draft.sections:
            rule = section.chosen.rule
            line = words.holds_against.format(label=section.label, heading=section.heading, state=state)
            if rule.statutes:
                status = sources.term(self.about.library.vocabulary.verdicts, rule.word).title
                line += words.holds_by.format(status=status, cites="; ".join(statute_cited(one) for one in rule.statutes))
            items.append(said(line))
        yield Checklist(tuple(items))


def _listed(library: Library, place: Place) -> Iterator[str]:
    """Yield what the published list says of the agencies of a place and its county: that they were listed on a day, or not."""
    for line in listed_lines(library, place):
        yield line
        if line.startswith("No agency"):
            return


def _shown(about: Carrying, day: date | None) -> str:
    return shown(language_table(about.library, MASTER), day) if day else ""
