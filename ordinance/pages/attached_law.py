"""What a memo attaches on the law: what the state says of each choice, the statutes, penalties, exposure, federal list."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.model import Block, Paragraph, Run, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Section
from ordinance.drafting.state_law import law_of
from ordinance.library.store import Library
from ordinance.pages.attached_options import level_of
from ordinance.pages.blocks import body, heading, of_section
from ordinance.pages.choice_words import AGAINST, verdict_words
from ordinance.pages.commentary import Annotator
from ordinance.pages.deciding import policy_sections
from ordinance.pages.sources import Sources, at_risk, checked_line, penalties, penalty_heading, statute_cited


def law(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """Yield the state's summary, the verdict on each choice with its note, every statute, penalties, and exposure."""
    policy = policy_sections(draft)
    yield body(checked_line(draft, library))
    yield heading("State law", "heading-2")
    yield body(draft.selection.state.summary.strip())
    for section in policy:
        rule = section.chosen.rule
        note = f": {' '.join(rule.verdict.note.split())}" if rule.verdict else "."
        yield bullet(Run(f"{section.heading}. ", "strong"), Run(f"{capital(verdict_words(library, rule))}{note}"))
    threats = penalties(draft, library)
    if threats and at_risk(draft):
        title = penalty_heading(library, law_of(draft.selection, library.vocabulary))
        yield body(f"{title}. Counsel must advise before anyone files or votes:")
        yield from (bullet(Run(f"{threat}.")) for threat in threats)
    statutes = list(_statutes(policy))
    yield from (heading("The law behind the verdicts", "heading-2"), *statutes) if statutes else ()
    yield from _exposure(policy, library, annotator)


def _statutes(policy: list[Section]) -> Iterator[Block]:
    statutes = {one.id: one for section in policy for one in section.chosen.rule.statutes}
    for statute in statutes.values():
        penalty = f" Penalty: {statute.penalties}." if statute.penalties else ""
        words = f": {' '.join(statute.effect.split())}{penalty}"
        yield Paragraph("body", (Run(statute_cited(statute), "strong"), Run(words)))


def _exposure(policy: list[Section], library: Library, annotator: Annotator) -> Iterator[Block]:
    rated = [section for section in policy if section.chosen.variant.tradeoffs]
    if rated:
        yield heading("Exposure in court and on the federal list", "heading-2")
    traits: dict[str, None] = {}
    for section in rated:
        tradeoffs = section.chosen.variant.tradeoffs
        assert tradeoffs is not None
        traits |= dict.fromkeys(tradeoffs.traits)
        warned = " where state law leaves the choice" if section.chosen.rule.status in AGAINST else ""
        level = level_of(library, tradeoffs.exposure)
        yield from of_section(section, "legal_exposure", annotator, f" ({level}{warned})")
    if traits:
        sources = Sources(library)
        titles = "; ".join(sources.term(library.vocabulary.traits, name).title for name in traits)
        yield body(f"Traits on the federal list that the draft shows: {titles}. The list has no effect by itself.")
