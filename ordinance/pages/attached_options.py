"""What a memo attaches on the choices: what each section does, every option, whom it binds, what it costs, who carries it out."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.model import Blank, Block, Inline, Paragraph, Run, Table, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.local_sections import amended_sections, reworded_sections
from ordinance.drafting.model import Draft, Section
from ordinance.drafting.state_law import law_of
from ordinance.library.store import Library
from ordinance.pages.blocks import body, heading, of_section, row, said
from ordinance.pages.choice_words import standing_of, summary_of, verdict_words
from ordinance.pages.commentary import Annotator
from ordinance.pages.deciding import policy_sections
from ordinance.pages.local_words import said_of_own
from ordinance.pages.reach import bound, owners
from ordinance.pages.sources import Sources


def options(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """Yield what the draft does, its options in full, what is not in it, and what it costs."""
    yield from _does(draft, library)
    yield from _opens(draft, annotator)
    yield from _table(draft, library)
    if draft.selection.left_out:
        yield body("Not in the adopted text:" if draft.place.adopted else "Not in this draft:")
        yield from annotator.left_out(draft.selection.left_out)
    yield from _costs(draft, library, annotator)


def _does(draft: Draft, library: Library) -> Iterator[Block]:
    policy, amended = policy_sections(draft), reworded_sections(draft)
    yield heading("What it does", "heading-2")
    for section in policy:
        chosen = section.chosen
        says = summary_of(chosen.clause, chosen.variant)
        if section.id in amended:
            says = said_of_own(draft, section, library)
        yield bullet(Run(f"{section.label}, {section.heading}. ", "strong"), Run(says))
    others = [section for section in draft.sections if section not in policy]
    if others:
        names = "; ".join(f"{section.heading} ({section.label})" for section in others)
        yield body(f"The other sections make these work: {names}.")
    told = [pair for section in policy for pair in bound(library, section.chosen.clause, draft.place)]
    for agency, reach in dict(told).items():
        yield bullet(Run(f"{agency}: ", "strong"), Run(f"{reach}."))


def _opens(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    """Yield the ways round that the short texts leave and the full ones close; nothing of a full draft."""
    left = [block for section in policy_sections(draft) for block in of_section(section, "opens", annotator)]
    if left:
        yield heading("What the short text leaves open", "heading-2")
        yield from left


def _table(draft: Draft, library: Library) -> Iterator[Block]:
    yield heading("Options", "heading-2")
    rows = tuple(_options(section, draft, library) for section in policy_sections(draft))
    if rows:
        header = row(
            "Choice", "As adopted" if draft.place.adopted else "In this draft", "Other options, strongest first", "State law here"
        )
        yield Table("Options by section, with the level of legal exposure", header, rows, (0.26, 0.23, 0.3, 0.21))


def _options(section: Section, draft: Draft, library: Library) -> tuple[tuple[Inline, ...], ...]:
    chosen, here = section.chosen, law_of(draft.selection, library.vocabulary)
    lines = []
    for number, variant in enumerate(chosen.clause.variants, 1):
        level = level_of(library, variant.tradeoffs.exposure) if variant.tradeoffs else "not rated"
        standing = standing_of(library, here.rule(chosen.clause), here.rule(chosen.clause, variant))
        lines.append((variant.id == chosen.variant.id, f"{number}. {variant.label} ({standing or level})"))
    own = next(line for taken, line in lines if taken)
    own = f"Amended; drafted as {own}" if section.id in amended_sections(draft) else own
    others = "\n".join(line for taken, line in lines if not taken) or "none"
    question = (Run(f"{section.heading}\n", "strong"), Run(chosen.clause.question))
    return (question, (Run(own),), (Run(others),), (Run(capital(verdict_words(library, chosen.rule))),))


def _costs(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    policy = policy_sections(draft)
    yield heading("Fiscal and operational notes", "heading-2")
    yield said("Fiscal impact: ", Blank("figure, source, and budget line"))
    carried = [owners(library, section.chosen.clause, draft.place) for section in policy]
    for section, who in zip(policy, carried, strict=True):
        yield from of_section(section, "costs", annotator)
        if len(set(carried)) > 1:
            yield Paragraph("small", (Run(f"Who carries it out: {who}."),))
    if len(set(carried)) == 1:
        yield said("Who carries all of it out: ", Run(f"{carried[0]}."))


def level_of(library: Library, exposure: str) -> str:
    """Return a level of legal exposure as it prints."""
    return Sources(library).term(library.vocabulary.exposures, exposure).title
