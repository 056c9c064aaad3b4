"""What a handout takes from the draft and the place: lines of what it does, every exception, telephone lines, state law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from ordinance.document.model import Block, Inline, Paragraph, Run, Table, bullet
from ordinance.drafting.model import Draft, Section
from ordinance.errors import BadChoice, found
from ordinance.library.clause_model import Variant
from ordinance.library.handout_model import Handout, HandoutRules, LanguageTable, Layout
from ordinance.library.handouts import MASTER
from ordinance.library.store import Library
from ordinance.pages.commentary import Annotator
from ordinance.pages.handouts.contacts import Contacts
from ordinance.pages.handouts.facts import Subject, listed, shown_month
from ordinance.pages.handouts.leaves import said
from ordinance.pages.handouts.lines import Lines
from ordinance.pages.handouts.local import state_name
from ordinance.pages.handouts.sayings import SAYINGS, Sayings
from ordinance.pages.handouts.state_rights import RULES, state_rights
from ordinance.pages.sources import Sources, penalties, statute_cited

#: A table of options holds this many clauses, objections are this many: a page holds no more.
_CLAUSES: Final = 3
_OBJECTIONS: Final = 4
_REMEDIES: Final = "remedies"
_ENGLISH: Final = "en-US"


class Inserts:
    """Makes the inserts of one edition. `notes` tells what was missing, for the person who prints it."""

    def __init__(
        self,
        library: Library,
        subject: Subject,
        table: LanguageTable,
        source: Handout,
        day: date,
        blanks: tuple[bool, bool],
        rules: HandoutRules,
        layout: Layout,
        *,
        unsaid: bool = False,
    ) -> None:
        self._library, self._subject, self._table, self._source, self._day = library, subject, table, source, day
        self._rules = rules
        self._lines = Lines(library, subject.draft, table, unsaid=unsaid)
        self._sources = Sources(library)
        self._contacts = Contacts(library, subject.place, table, source, day, blanks, rules, layout)

    @property
    def notes(self) -> list[str]:
        return [*self._lines.notes, *self._contacts.notes]

    def blocks(self, name: str) -> list[Block]:
        """Return the blocks of an insert by its name. Raises `BadChoice` for one that needs a draft where there is none."""
        makers: dict[str, Callable[[], Iterator[Block]]] = {
            "hotlines": self._contacts.hotlines,
            "contact": self._contacts.contact,
            "hearing": self._contacts.hearing,
            "sources": self._cited,
            **{name: partial(self._says, name) for name in SAYINGS},
            "staff_rules": self._staff_rules,
            "state_rights": self._state_rights,
            "recording": lambda: self._state_rights("recording"),
            "state_law": self._state_law,
            "penalties": self._penalties,
            "options": self._options,
            "choices": self._choices,
            "objections": self._objections,
            "remedy": self._remedy,
        }
        return list(makers[name]())

    @property
    def _draft(self) -> Draft:
        if self._subject.draft is None:
            raise BadChoice(f"{self._source.kind} is built from a draft: name a place, as in `ordinance handout … ithaca-ny`")
        return self._subject.draft

    def _says(self, name: str) -> Iterator[Block]:
        """Yield what the draft says, in single sentences."""
        return Sayings(self._library, self._draft, self._lines, self._table, self._rules).blocks(name)

    @property
    def _policy(self) -> list[Section]:
        return [section for section in self._draft.sections if section.chosen.clause.kind == "policy"]

    # --- what the draft says ---

    def _staff_rules(self) -> Iterator[Block]:
        for section in self._policy:
            rules = self._lines.staff(section)
            if rules:
                words = " ".join(rules)
                cite = f" ({section.cite})" if self._draft.place.adopted else ""  # a draft's numbers may still change
                yield bullet(Run(f"{section.heading}{cite}. ", "strong"), *said(words), language=self._english)

    def _remedy(self) -> Iterator[Block]:
        found = [one for one in self._draft.sections if _REMEDIES in one.chosen.clause.topics]
        for section in found:
            line = self._lines.of(section)
            words = self._space(line.language).join((line.does, *line.exceptions))
            yield Paragraph("body", said(words), language=line.language)
        if not found:
            yield _body(self._table.phrases.no_remedy)

    def _space(self, language: str) -> str:
        """Return what stands between two sentences of a line in this language: its own, or that of English."""
        return self._table.space if language in ("", self._table.language) else " "

    # --- state law ---

    def _state_rights(self, *rules: str) -> Iterator[Block]:
        """Yield what the state asks of people who meet police: all rules that are known, or those named."""
        return state_rights(self._library, self._subject.place, self._table, rules or RULES)

    def _state_law(self) -> Iterator[Block]:
        """What state law says of the clauses of this draft, and of those that it left out of it, with the statutes."""
        words, state = self._table.phrases, self._draft.selection.state
        name = state_name(state.state, state.name, self._table)
        rules = [(self._lines.of(one).title, one.chosen.rule) for one in self._policy]
        rules += [(self._lines.title(one.clause), one.rule) for one in self._draft.selection.left_out if one.why == "state-law"]
        kinds = {
            "forbidden": words.state_forbids,
            "risky": words.state_risky,
            "required": words.state_supports,
            "required-reported": words.state_supports_reported,
        }
        said_any = False
        reported = ("required-reported", "supported-reported")
        for statuses in (("forbidden",), ("risky",), ("required", "supported"), reported):
            held = [(title, rule) for title, rule in rules if rule.word in statuses]
            if held:
                said_any = True
                cites = listed(self._table, list(dict.fromkeys(statute_cited(one) for _, rule in held for one in rule.statutes)))
                titles = listed(self._table, list(dict.fromkeys(title for title, _ in held)))
                line = kinds[statuses[0]].format(state=name, clauses=titles)
                yield bullet(*said(f"{line} {cites}{self._table.stop}" if cites else line))
        if any(rule.status == "open" for _, rule in rules) or not said_any:
            line = words.state_rest if said_any else words.state_open
            yield bullet(*said(line.format(state=name)))
        if any(rule.status == "not-researched" for _, rule in rules):
            yield bullet(*said(words.state_unknown.format(state=name)))
        yield from self._penalties()
        yield bullet(*said(words.state_checked.format(date=shown_month(self._table, state.horizon))))

    def _penalties(self) -> Iterator[Block]:
        words, state = self._table.phrases, self._draft.selection.state
        name = state_name(state.state, state.name, self._table)
        threats = penalties(self._draft, self._library)
        if not threats:
            yield bullet(*said(words.state_no_penalty.format(state=name)))
            return
        if self._table.language != MASTER:
            yield bullet(*said(words.state_penalty.format(state=name)))
        for threat in threats:
            lead = f"{words.state_penalty.format(state=name)} " if self._table.language == MASTER else ""
            yield bullet(*said(f"{lead}{threat.rstrip('.')}."), language=self._english)

    # --- options and objections ---

    def _choices(self) -> Iterator[Block]:
        """One table for the whole draft: of each clause the variant taken, its neighbours, their exposure, and state law."""
        words = self._table.phrases
        header = tuple(map(said, (words.rule, words.this_draft, words.stronger, words.weaker, words.state_column)))
        rows = []
        for section in self._policy:
            clause, variant = section.chosen.clause, section.chosen.variant
            place = clause.variants.index(variant)
            before = clause.variants[place - 1] if place else None
            after = clause.variants[place + 1] if place + 1 < len(clause.variants) else None
            verdict = self._verdict(section)
            taken: tuple[Inline, ...] = (Run(self._labelled(variant), "strong"),)
            rows.append((said(section.heading), taken, said(self._labelled(before)), said(self._labelled(after)), said(verdict)))
        yield Table(words.this_draft, header, tuple(rows), (0.19, 0.23, 0.21, 0.21, 0.16))

    def _verdict(self, section: Section) -> str:
        """Return what state law says of a clause, and on what basis we say so."""
        vocabulary, rule = self._library.vocabulary, section.chosen.rule
        status = self._sources.term(vocabulary.verdicts, rule.word).title
        return f"{status} ({self._sources.term(vocabulary.bases, rule.verdict.basis).title})" if rule.verdict else status

    def _labelled(self, variant: Variant | None) -> str:
        """Return a variant by its label and its exposure."""
        if variant is None:
            return self._table.phrases.none_such
        exposure = variant.tradeoffs.exposure if variant.tradeoffs else ""
        risk = f" ({self._table.phrases.exposure.lower()}: {self._table.exposures.get(exposure, exposure)})" if exposure else ""
        return f"{variant.label}{risk}"

    def _options(self) -> Iterator[Block]:
        """A table for each of the first clauses that have a choice: its variants, strongest first, the draft's own marked.
        Exceptions that all variants have stand under it once."""
        words = self._table.phrases
        header = (said(words.option), said(words.duty), said(words.exceptions), said(words.exposure))
        with_choice = [one for one in self._policy if len(one.chosen.clause.variants) > 1]
        for section in with_choice[:_CLAUSES]:
            clause = section.chosen.clause
            lines = [self._lines.of_variant(clause, variant) for variant in clause.variants]
            bare = [self._lines.bare(line) for line in lines]
            shared = [one for one in bare[0] if all(one in exceptions for exceptions in bare)]
            rows = []
            for variant, line, exceptions in zip(clause.variants, lines, bare, strict=True):
                mark = f" {words.in_draft}" if variant.id == section.chosen.variant.id else ""
                exposure = variant.tradeoffs.exposure if variant.tradeoffs else ""
                own = " ".join(one for one in exceptions if one not in shared)
                label: tuple[Inline, ...] = (Run(f"{variant.label}{mark}", "strong" if mark else ""),)
                rows.append((label, said(line.does), said(own), said(self._table.exposures.get(exposure, exposure))))
            yield Table(section.heading, header, tuple(rows), (0.15, 0.27, 0.48, 0.1))
            if shared:
                yield Paragraph("body", (Run(f"{words.all_options} ", "strong"), *said(" ".join(shared))))

    def _objections(self) -> Iterator[Block]:
        """The first objection to each of the first clauses, with the whole answer: what it grants, then the reply."""
        annotator = Annotator(self._sources, "body", "body-list")
        for section in self._policy[:_OBJECTIONS]:
            pair: dict[str, list[Paragraph]] = {}
            for note in section.notes:
                if note.kind in ("says", "answer") and note.kind not in pair:
                    pair[note.kind] = list(annotator.paragraphs(note.provisions))
            for kind, label in (("says", self._table.phrases.objection), ("answer", self._table.phrases.answer)):
                for index, paragraph in enumerate(pair.get(kind, [])):
                    lead = () if index else (Run(f"{label} ", "strong"),)
                    yield Paragraph("body", (*lead, *paragraph.content), keep_with_next=kind == "says", language=self._english)

    # --- sources ---

    def _cited(self) -> Iterator[Block]:
        """The sources of the sheet in one paragraph, each with its level and cautions as anywhere, without brackets."""
        cited = []
        for name in self._source.head.sources:
            if name in self._library.authorities:
                words = self._sources.authority(found(self._library.authorities, "authority", name))
            elif name in self._library.evidence:
                words = self._sources.study(found(self._library.evidence, "study", name))
            else:
                continue  # `ordinance check` names it
            cited.append(words.replace("§ ", "§\u00a0").replace("[verify]", "(to be verified)").rstrip("."))
        if cited:
            yield Paragraph("small", said(f"{'; '.join(cited)}."), language=self._english)

    @property
    def _english(self) -> str:
        """Return the mark of a passage that stays in English on a sheet of another language."""
        return "" if self._table.language == MASTER else _ENGLISH


def _body(words: str) -> Paragraph:
    return Paragraph("body", said(words))
