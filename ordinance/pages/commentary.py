"""The notes on a section as titled groups, ready for the margin, for shaded paragraphs or for an appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Inline, Paragraph, Run, Style
from ordinance.drafting.facts import capital
from ordinance.drafting.filling import as_written
from ordinance.drafting.model import LeftOut, Note, Provision, Reference, Section, StateRule, walk
from ordinance.drafting.notes import plain_provisions
from ordinance.errors import found
from ordinance.library.legal_text import Link
from ordinance.library.model import Term
from ordinance.library.state_model import Verdict
from ordinance.pages.in_time import dated
from ordinance.pages.sources import Sources, by_name, shown_date, statute_cited

#: A margin comment gathers several kinds of notes; the order is the order in which a reader asks.
GROUPS = (
    ("does", ("does", "why")),
    ("law", ("law", "against", "state")),
    ("opens", ("opens",)),
    ("options", ("options", "exposure", "precedent")),
    ("objection", ("objection", "loophole")),
    ("change", ("change", "measure")),
)


#: The words of a comment, so that it is read where it stands.
COMMENT = 60


class NoteGroup(Struct, frozen=True):
    """Notes that belong together: the kind's id, its title, and paragraphs in the style asked for."""

    kind: str
    title: str
    body: tuple[Paragraph, ...]


class Annotator(Struct, frozen=True):
    """Makes the notes on sections, in one paragraph style and one list style."""

    sources: Sources
    style: Style = "commentary"
    list_style: Style = "commentary-list"
    seen: set[str] | None = None
    day: date | None = None
    #: Parts that are not printed: a page of a clause that names no place has no state whose law it could tell.
    leaves: frozenset[str] = frozenset()

    def margin(self, section: Section, number: int) -> list[NoteGroup]:
        """Return the one comment beside a section: what counts in this place first, then what it does, for, against, to decide.

        `number` is that of the section's long note. A section about which nothing is said has none.
        """
        chosen = section.chosen
        here = [Run(verdict, "strong")] if (verdict := self._here(chosen.rule)) else []
        here += [Run(f"{capital(chosen.moved)}. ", "strong")] if chosen.moved else []
        said = self._said_in_margin(section.notes)
        if not here and not said:
            return []
        last = Run(f"{self._title('margin-number')} {number}.")
        words: tuple[Inline, ...] = ()
        for most in range(len(said), -1, -1):  # what does not fit is in the long note
            words = (*here, *(part for parts in said[:most] for part in parts), last)
            if _words(words) <= COMMENT or most == 1:
                break
        comment = NoteGroup("comment", self._title("group-comment"), (Paragraph(self.style, words),))
        return [comment, *self._opens(section.notes, number)]

    def _said_in_margin(self, notes: tuple[Note, ...]) -> list[tuple[Inline, ...]]:
        """Return what a section does, the point for it, the point against and what to decide, each with its lead."""
        library = self.sources.library
        # By name alone: the citation stands in the law or in the long note.
        cited: set[str] = library.once("authorities by name", lambda: set(library.authorities))
        named = Annotator(self.sources, self.style, self.list_style, cited, self.day)
        found = {note.kind.removeprefix("margin-"): note for note in notes if note.kind.startswith("margin-")}
        said: list[tuple[Inline, ...]] = []
        for kind in ("does", "stands", "against", "decide"):
            if kind in found:
                lead = self._title(f"margin-{kind}")
                words: tuple[Inline, ...] = (Run(f"{lead} ", "strong"),) if lead.strip("-") else ()
                for paragraph in named.paragraphs(found[kind].provisions):
                    words = (*words, *paragraph.content, Run(" "))
                said.append(words)
        return said

    def _opens(self, notes: tuple[Note, ...], number: int) -> Iterator[NoteGroup]:
        """Yield what a short text leaves open, as a comment of its own; where that is much, the rest is in the long note."""
        lines = [line.content for note in notes if note.kind == "opens" for line in self.paragraphs(note.provisions)]
        kept: list[tuple[Inline, ...]] = []
        for line in lines:
            if kept and sum(map(_words, (*kept, line))) > COMMENT - 8:
                kept.append((Run(f"{len(lines) - len(kept)} more: {self._title('margin-number')} {number}."),))
                break
            kept.append(line)
        if kept:
            yield NoteGroup("opens", self._title("opens"), tuple(map(self._listed, kept)))

    def _here(self, rule: StateRule) -> str:
        """Return in one short sentence what the state's law says of a section; "" where it says nothing that decides."""
        if rule.status in ("open", "not-reached") or (rule.status == "not-researched" and not rule.acts):
            return ""
        cites = "; ".join(by_name(statute.cite) if statute.kind == "ruling" else statute.cite for statute in rule.statutes[:1])
        return f"{capital(self._verdict(rule.word).title)}{f': {cites}' if cites else ''}. "

    def groups(self, section: Section) -> list[NoteGroup]:
        """Return the groups of notes on a section; empty ones are left out. Each group cites a case in full once."""
        provisions, chosen = tuple(note.provisions for note in section.notes), section.chosen
        rule = msgspec.json.encode((chosen.rule, chosen.moved))
        key = (chosen.clause.id, chosen.variant.id, rule, self.style, self.day, self.leaves, *map(id, provisions))
        # Notes that say the same in every place are the same objects in every draft. They are kept with what was made of
        # them, so that no other object can get their identities.
        return self.sources.library.once(key, lambda: (provisions, self._groups(section)))[1]

    def _groups(self, section: Section) -> list[NoteGroup]:
        groups = []
        for kind, parts in GROUPS:
            fresh = Annotator(self.sources, self.style, self.list_style, set(), self.day)
            body: list[Paragraph] = []
            for part in (one for one in parts if one not in self.leaves):
                body += fresh._headed(part, list(fresh._part(part, section)), first=len(parts) == 1)
            if body:
                groups.append(self.group(kind, body))
        return groups

    def on_items(self, section: Section) -> dict[str, NoteGroup]:
        """Return the notes on single items of a section by the item's anchor, in the order of the text."""
        found: dict[str, NoteGroup] = {}
        for note in section.notes:
            if note.item is not None:
                before = found.get(note.item.target)
                fresh = Annotator(self.sources, self.style, self.list_style, set(), self.day)
                body = (*(before.body if before else ()), *fresh.paragraphs(note.provisions))
                found[note.item.target] = NoteGroup("item", capital(note.item.text), body)
        return {one.anchor: found[one.anchor] for one in walk(section.provisions) if one.anchor in found}

    def group(self, kind: str, body: Iterable[Paragraph]) -> NoteGroup:
        """Return a titled group of notes; `kind` names its title in the vocabulary."""
        return NoteGroup(kind, self._title(f"group-{kind}"), tuple(body))

    def _part(self, part: str, section: Section) -> Iterator[Paragraph]:
        notes = section.notes
        match part:
            case "state":
                yield from self.state_rule(section.chosen.rule)
                if section.chosen.moved:
                    yield self._said("The variant. ", f"{capital(section.chosen.moved)}.")
            case "options":
                yield from self._prose(notes, "options")
                yield from self._other_variants(section)
            case "exposure":
                yield from self._exposure(section)
            case "precedent":
                yield from self._precedents(section)
            case "opens":
                yield from (self._listed(p.content) for p in self._prose(notes, "opens"))
            case "objection":
                yield from self._pairs(notes, "says", "answer")
            case "loophole":
                yield from self._loopholes(notes)
            case "measure":
                yield from self._measures(notes)
            case _:
                yield from self._prose(notes, part)

    def paragraphs(self, provisions: tuple[Provision, ...]) -> Iterator[Paragraph]:
        """Yield the paragraphs and list items of filled prose."""
        for provision in provisions:
            content = self.sources.inline(provision.pieces, self.seen)
            if provision.kind in ("item", "bullet"):
                yield Paragraph(self.list_style, content, label=provision.label)
            else:
                yield Paragraph(self.style, content)
            yield from self.paragraphs(provision.children)

    def prose(self, markdown: str) -> Iterator[Paragraph]:
        """Yield the paragraphs of prose that is no template."""
        nodes = as_written(self.sources.library.tree(markdown))
        yield from self.paragraphs(tuple(plain_provisions(nodes, _no_reference)))

    def state_rule(self, rule: StateRule) -> Iterator[Paragraph]:
        """Yield what state law says of a clause: the verdict with its basis, then each statute with its effect and penalty."""
        if rule.status == "not-researched":
            yield self._said(f"{capital(self._verdict('not-researched').title)}. ", self._verdict("not-researched").says or "")
        if rule.verdict is not None:
            yield from self._ruled(rule, rule.verdict)
        for verdict in rule.coming:
            words = f"From {shown_date(verdict.effective or '')}: {self._verdict(rule.word_of(verdict)).title}. "
            yield self._said(words, verdict.note.strip())

    def _ruled(self, rule: StateRule, verdict: Verdict) -> Iterator[Paragraph]:
        """Yield the verdict that decides, a court's order on it, and its statutes."""
        term, vocabulary = self._verdict(rule.word), self.sources.library.vocabulary
        basis = self.sources.term(vocabulary.bases, verdict.basis)
        extra = term.says if rule.status in ("below", "not-reached") else ""
        lead = f"{capital(term.title)} (basis: {basis.title}). "
        yield self._said(lead, " ".join(part for part in (extra, self._acts(rule), verdict.note.strip()) if part))
        if order := rule.enjoined:
            until = f" until {shown_date(order.until)}" if order.until else ""
            words = f"since {shown_date(order.since)}{until}, by {order.by}: {order.extent.rstrip('.')}."
            yield self._said("Enjoined ", words)
        for statute in rule.statutes:
            penalty = f" Penalty: {statute.penalties}." if statute.penalties else ""
            words = f": {statute.effect.strip()}{penalty}{dated(statute, self.day)}"
            yield self._listed((Run(statute_cited(statute), "strong"), Run(words)))

    def _acts(self, rule: StateRule) -> str:
        """Return which acts a text leaves open that state law bars."""
        if rule.status != "below":
            return ""
        titles = {act.id: act.title for act in self.sources.library.vocabulary.acts}
        return f"This text leaves open: {'; '.join(titles[act] for act in rule.acts)}."

    def left_out(self, left_out: tuple[LeftOut, ...]) -> Iterator[Paragraph]:
        """Yield which clauses of the package are not in the draft, and why."""
        for one in left_out:
            yield self._listed((Run(one.clause.title, "strong"), Run(f": {one.says}.")))
            if one.why == "state-law":
                yield from self.state_rule(one.rule)

    # --- parts ---

    def _prose(self, notes: tuple[Note, ...], kind: str) -> Iterator[Paragraph]:
        for note in notes:
            if note.kind == kind:
                yield from self.paragraphs(note.provisions)

    def _pairs(self, notes: tuple[Note, ...], first: str, second: str) -> Iterator[Paragraph]:
        for note in notes:
            if note.kind == first:
                yield from (replace(p, content=_emphasised(p.content)) for p in self.paragraphs(note.provisions))
            elif note.kind == second:
                yield from self.paragraphs(note.provisions)

    def _loopholes(self, notes: tuple[Note, ...]) -> Iterator[Paragraph]:
        words = {"amendment": "Amendment: ", "effect": "Effect: ", "reply": "Reply: "}
        for note in notes:
            if note.kind in words:
                first, *rest = self.paragraphs(note.provisions)
                yield replace(first, content=(Run(words[note.kind], "emphasis"), *first.content))
                yield from rest

    def _measures(self, notes: tuple[Note, ...]) -> Iterator[Paragraph]:
        for note in notes:
            if note.kind == "measure":
                yield from (self._listed(p.content) for p in self.paragraphs(note.provisions))

    def _other_variants(self, section: Section) -> Iterator[Paragraph]:
        clause, chosen = section.chosen.clause, section.chosen.variant
        if clause.kind != "policy":
            return
        for variant in clause.variants:
            mark = " (this draft)" if variant.id == chosen.id else ""
            default = " (recommended)" if variant.id == clause.default else ""
            words = Run(f"{variant.label}{mark}{default}", "strong")
            yield self._listed((words, Run(f": {' '.join(variant.summary.split())}")))

    def _exposure(self, section: Section) -> Iterator[Paragraph]:
        tradeoffs = section.chosen.variant.tradeoffs
        if tradeoffs is None:
            return
        vocabulary = self.sources.library.vocabulary
        level = self.sources.term(vocabulary.exposures, tradeoffs.exposure).title
        notes = section.notes
        yield from self._led("Gains. ", self._prose(notes, "gains"))
        yield from self._led("Costs. ", self._prose(notes, "costs"))
        yield from self._led(f"Legal exposure: {level}. ", self._prose(notes, "legal_exposure"))
        for name in tradeoffs.traits:
            trait = self.sources.term(vocabulary.traits, name)
            softening = f" {trait.softening.strip()}" if trait.softening else ""
            words = f": {(trait.says or trait.title).strip()}{softening}"
            yield self._listed((Run(f"Federal list trait ({trait.title})", "strong"), Run(words)))

    def _precedents(self, section: Section) -> Iterator[Paragraph]:
        for name in section.chosen.variant.precedents:
            precedent = found(self.sources.library.precedents, "precedent", name)
            provision = next((precedent.provisions[t] for t in section.chosen.clause.topics if t in precedent.provisions), "")
            words = f" — {provision.strip()}" if provision else ""
            yield self._listed((Run(self.sources.policy(precedent), "strong"), Run(words)))

    # --- forms ---

    def _headed(self, part: str, paragraphs: list[Paragraph], *, first: bool) -> list[Paragraph]:
        """Run a part's title in before its first paragraph, unless the part stands alone in its group."""
        if not paragraphs or first:
            return paragraphs
        title = Run(f"{self._title(part)}. ", "strong")
        head, *rest = paragraphs
        if head.style == self.list_style:
            return [Paragraph(self.style, (title,), keep_with_next=True), *paragraphs]
        return [replace(head, content=(title, *head.content)), *rest]

    def _led(self, words: str, paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
        for index, paragraph in enumerate(paragraphs):
            lead: tuple[Inline, ...] = (Run(words, "emphasis"),) if index == 0 else ()
            yield replace(paragraph, content=(*lead, *paragraph.content))

    def _said(self, lead: str, words: str) -> Paragraph:
        return Paragraph(self.style, (Run(lead, "strong"), Run(words)))

    def _listed(self, content: tuple[Inline, ...]) -> Paragraph:
        return Paragraph(self.list_style, content)

    def _verdict(self, status: str) -> Term:
        return self.sources.term(self.sources.library.vocabulary.verdicts, status)

    def _title(self, kind: str) -> str:
        return self.sources.term(self.sources.library.vocabulary.notes, kind).title


def _words(content: tuple[Inline, ...]) -> int:
    return len("".join(getattr(part, "text", "x") for part in content).split())


def _no_reference(link: Link) -> Reference:
    return Reference(link.item or link.target, "")


def _emphasised(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(Run(part.text, part.emphasis or "emphasis") if isinstance(part, Run) else part for part in content)
