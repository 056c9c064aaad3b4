"""One state's law on local choices, as a page that a staffer can hand to an attorney."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Block, Document, Inline, Link, Paragraph, Run, Table, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.filling import render
from ordinance.drafting.local_rules import rules_standing
from ordinance.drafting.state_law import LawHere
from ordinance.library.addresses import is_official
from ordinance.library.clause_model import Clause
from ordinance.library.form_model import Form
from ordinance.library.forms import forms_of
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library, variant_of
from ordinance.library.typography import typographic
from ordinance.pages.in_time import dated, event_line, in_time
from ordinance.pages.sources import Sources, shown_date, state_horizon, statute_cited


def state_page(library: Library, state: StateLaw, day: date) -> Document:
    """Return the page: summary, a verdict for each topic and clause, statutes with penalties, and how law is enacted."""
    page = _Page(library, state, day)
    blocks = (
        Paragraph("title", (Run(f"{state.name}: what state law says of local choices"),)),
        Paragraph("notice", (Run(page.notice()),)),
        *page.open_events(),
        Paragraph("body", (Run(state.summary.strip()),)),
        *page.penalties(),
        *page.default_draft(),
        page.topics(),
        *page.own_rules(),
        *page.statutes(),
        *page.enactment(),
    )
    return Document(f"{state.name} law on local choices", tuple(blocks), footer=f"{state.name} · {shown_date(day)}", date=day)


class _Page:
    def __init__(self, library: Library, state: StateLaw, day: date) -> None:
        self.library, self.state, self.sources, self.day = library, state, Sources(library), day
        self.forms = forms_of(library, state.state)

    def notice(self) -> str:
        state = self.state
        return (
            f"Not legal advice. {state_horizon(state)} “[verify]” marks what nobody has read in a source."
            f" Counsel licensed in {state.name} must confirm every entry before anyone relies on it."
        )

    def open_events(self) -> Iterator[Block]:
        """What may have changed the law and is not settled in the file, each with its topics."""
        titles = {term.id: term.title for term in self.library.vocabulary.topics}
        for event in self.state.open_events:
            on = ", ".join(titles.get(topic, topic) for topic in event.topics)
            yield Paragraph("notice", (Run("Open. ", "strong"), Run(f"{event_line(event)} It is about: {on}.")))

    def penalties(self) -> Iterator[Block]:
        found = [s for s in self.state.statutes if s.penalties and s.stance in ("forbids", "requires-cooperation")]
        if found:
            yield Paragraph("heading-1", (Run("What an official or a place risks"),), keep_with_next=True)
            for statute in found:
                words = Run(f": {statute.penalties}")
                yield bullet(Run(self._cite(statute.cite, statute.verified), "strong"), words)

    def default_draft(self) -> Iterator[Block]:
        """Which clauses of the standard package a draft here takes, and which state law keeps out."""
        yield Paragraph("heading-1", (Run("What the standard draft takes and leaves out here"),), keep_with_next=True)
        package = self.library.package(self.library.default_package)
        for name in package.clauses:
            clause = self.library.clause(name)
            yield bullet(Run(clause.title, "strong"), Run(f" ({name}): {self._fate(clause)}"))
        words = "What a village, a township, or a sheriff gets may differ: the table below says whom each verdict is about."
        yield Paragraph("body", (Run(words),))

    def _fate(self, clause: Clause) -> str:
        """Return what becomes of a clause's usual variant in a city and in a county."""
        fates = {kind: self._fate_in(clause, kind) for kind in ("city", "county")}
        if len(set(fates.values())) == 1:
            return fates["city"]
        return "; ".join(f"in a {kind}: {fate}" for kind, fate in fates.items())

    def _fate_in(self, clause: Clause, kind: str) -> str:
        law = LawHere(self.state, self.library.vocabulary, frozenset({kind}), self.day)
        variant = variant_of(clause, clause.default)
        standing, rule = law.standing(clause, variant), law.rule(clause, variant)
        verdict = self.sources.term(self.library.vocabulary.verdicts, rule.word)
        taken = "left out" if standing.above(self.state) else "taken"
        cites = "; ".join(statute_cited(statute) for statute in rule.statutes)
        return f"{taken}; {verdict.title}{f' ({cites})' if cites else ''}"

    def topics(self) -> Table:
        """The verdict on every topic that a policy clause speaks of; a topic without one is not researched."""
        vocabulary = self.library.vocabulary
        titles = {term.id: term.title for term in vocabulary.topics}
        verdicts = {term.id: term for term in vocabulary.verdicts}
        bases = {term.id: term for term in vocabulary.bases}
        spoken = [topic for clause in self.library.clauses() if clause.kind == "policy" for topic in clause.topics]
        rows = []
        for topic in dict.fromkeys([*self.state.topics, *spoken]):
            found = [one for one in self.state.verdicts if one.topic == topic]
            if not found:
                missing = verdicts["not-researched"]
                rows.append(_row(titles.get(topic, topic), missing.title, "", (missing.says or "").strip()))
            for verdict in found:
                because = [self._cite_of(name) for name in verdict.because]
                when = in_time(verdict, self.day)
                said = (
                    verdict.note.strip(),
                    f"Because of: {'; '.join(because)}." if because else "",
                    f"{capital(when)}." if when else "",
                )
                note = " ".join(part for part in said if part)
                title = verdicts[LawHere(self.state, vocabulary, on=self.day).word(verdict)].title
                whom = f" ({', '.join(verdict.kinds)})" if verdict.kinds else ""
                rows.append(_row(titles.get(topic, topic), title + whom, bases[verdict.basis].title, note))
        header = _row("Topic", "Verdict", "Basis", "Note")
        return Table("Topics", header, tuple(rows), (0.2, 0.18, 0.14, 0.48))

    def own_rules(self) -> Iterator[Block]:
        """What the state's own law adds to the sections of a draft, by topic: only what rests on statutes that were read."""
        titles = {term.id: term.title for term in self.library.vocabulary.topics}
        found = [rule for _, rule in rules_standing(self.state, self.day) if rule.text]
        if found:
            yield Paragraph("heading-1", (Run("What this state's own law adds to a section"),), keep_with_next=True)
            for rule in found:
                yield bullet(Run(titles[rule.topic], "strong"), Run(f": {typographic((rule.text or '').strip())}"))

    def statutes(self) -> Iterator[Block]:
        yield Paragraph("heading-1", (Run("Statutes, rulings, and orders"),), keep_with_next=True)
        levels = {term.id: term.title for term in self.library.vocabulary.verification}
        for statute in self.state.statutes:
            title = f"{self._cite(statute.cite, statute.verified)} — {statute.title}"
            yield Paragraph("heading-2", (Run(title),), keep_with_next=True)
            yield Paragraph("body", (Run(statute.effect.strip()),))
            if statute.penalties:
                yield Paragraph("body", (Run("Penalty. ", "strong"), Run(f"{statute.penalties}.")))
            source: tuple[Inline, ...] = ()
            if statute.source and is_official(statute.source):
                source = (Run(" Source: "), Link(statute.source, statute.source), Run("."))
            binds = ", ".join(statute.applies_to)
            note = f" Note: {statute.note.strip()}" if statute.note else ""
            words = f"Speaks to: {binds}. {capital(levels[statute.verified])}.{dated(statute, None)}{note}"
            yield Paragraph("small", (Run(words), *source))

    def enactment(self) -> Iterator[Block]:
        yield Paragraph("heading-1", (Run("How local law is enacted"),), keep_with_next=True)
        for kind, said in self.forms.absent_kinds.items():
            yield Paragraph("body", (Run(f"No {kind}", "strong"), Run(f": {said}.")))
        for kind, rule in self.forms.kinds.items():
            words = f"“{rule.enacting_clause}”" if rule.enacting_clause else "none on file: confirm"
            cited = f" ({self._cite(rule.cite, rule.verified)})" if rule.cite else ""
            body = (rule.body or "body not on file").replace("{name}", "…")
            says = f" {rule.power_says}" if rule.power_says else ""
            text = f": {body}. Enacting words: {words}{cited}. Takes effect: {self._effect(rule)}.{says}"
            yield Paragraph("body", (Run(kind.capitalize(), "strong"), Run(text)))
            yield from self._by_class(rule)
        if self.forms.special:
            yield Paragraph("body", (Run("With forms of their own", "strong"), Run(f": {', '.join(self.forms.special)}.")))
        yield Paragraph("body", (Run("Home rule. ", "strong"), Run(self.state.home_rule.strip())))
        jails = self.state.jail_operator.replace("-", " ")
        yield Paragraph("body", (Run("Jails. ", "strong"), Run(f"Run by: {jails}.")))
        yield Paragraph("body", (Run("Notes. ", "strong"), Run(self.state.notes.strip())))

    def _by_class(self, rule: Form) -> Iterator[Block]:
        """The enacting words of the classes that have others, or of which nobody has found any."""
        for one in rule.by_class:
            words = f"“{one.words.replace('{name}', '…').replace('{body}', '…')}”" if one.words else "none on file: confirm"
            cited = f" ({self._cite(one.cite, one.verified)})" if one.cite else ""
            yield Paragraph("small", (Run(f"{one.of}: {words}{cited}"),))

    def _effect(self, rule: Form) -> str:
        """Return when what a body enacts takes effect, how far that was read, and what else must be confirmed."""
        if not rule.effective:
            return "none on file: confirm"
        words = render(rule.effective, {"place": {"charter": False, "town_meeting": rule.town_meeting}})
        confirm = f"; confirm: {rule.effective_confirm}" if rule.effective_confirm else ""
        return f"{words} ({rule.effective_cite}, {rule.effective_verified}{confirm})"

    def _cite_of(self, statute_id: str) -> str:
        statute = next(one for one in self.state.statutes if one.id == statute_id)
        return self._cite(statute.cite, statute.verified)

    def _cite(self, cite: str, verified: str) -> str:
        return cite + (" [verify]" if verified == "unverified" else "")


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
