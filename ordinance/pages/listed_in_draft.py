"""What a draft says of agreements listed for its place: who was listed, and whether a section of the draft ends one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ordinance.drafting.model import Draft
from ordinance.drafting.state_law import law_of
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.federal import agreement_list, agreement_words
from ordinance.library.federal_model import AgreementWords
from ordinance.library.store import Library
from ordinance.pages.listed import agency_words, barred_line, tie_words, worth_telling
from ordinance.pages.sources import shown_date
from ordinance.places.agreements import Tied

#: What an agency is to a place of whose draft a section may end its agreement.
_ENDED: Final = ("own", "sheriff")


def listed_in_draft(draft: Draft, library: Library, most: int = 3) -> list[str]:
    """Return the sentences: who was listed on which day, `most` agencies of them, and what the draft does about it.

    Nothing where no agency of the place or of its county was listed.
    """
    made, words, found = agreement_list(library), agreement_words(library), worth_telling(library, draft.place)
    if made is None or words is None or not found:
        return []
    day = shown_date(made.as_of)
    lines = [f"Listed on {day}: {agency_words(words, one.listed)}: {tie_words(words, one, draft.place)}." for one in found[:most]]
    if len(found) > most:
        lines.append(f"{len(found) - most} more on the list of agreements.")
    lines += barred_line(library, draft.place, words)
    return [*lines, *_done_about_it(draft, library, words, found)]


def ends_here(draft: Draft, library: Library) -> bool:
    """Tell whether an agency that the body directs was listed, and the draft has a section that ends an agreement."""
    words = agreement_words(library)
    if words is None or not any(one.tie == "own" for one in worth_telling(library, draft.place)):
        return False
    return any(one.id == words.clause and _ends(one.chosen.variant, words) for one in draft.sections)


def _done_about_it(draft: Draft, library: Library, words: AgreementWords, found: Sequence[Tied]) -> Iterator[str]:
    """Yield what the draft does about an agreement of the place's own agencies, and which choice would end one."""
    if not any(one.tie in _ENDED for one in found) or words.clause not in library.clause_files:
        return
    clause = library.clause(words.clause)
    section = next((one for one in draft.sections if one.id == clause.id), None)
    chosen = section.chosen.variant if section else None
    if section and chosen and _ends(chosen, words):
        how = "ends" if any(one.tie == "own" for one in found) else "ends-apart"
        yield words.drafts[how].format(section=f"{section.label}, {section.heading},", body=draft.place.body.short)
        return
    choice = _choice(draft, library, clause, words)
    if not choice:
        yield words.drafts["forbidden"].format(state=draft.selection.state.name)
    elif section:
        yield words.drafts["keeps"].format(section=f"{section.label}, {section.heading},", choice=choice)
    else:
        yield words.drafts["absent"].format(choice=choice)


def _choice(draft: Draft, library: Library, clause: Clause, words: AgreementWords) -> str:
    """Return the option that takes a variant which ends an agreement and which state law leaves; nothing where it leaves none."""
    law = law_of(draft.selection, library.vocabulary)
    ending = [one for one in clause.variants if _ends(one, words) and not law.standing(clause, one).above(law.state)]
    return f"--choose {clause.id}={ending[0].id}" if ending else ""


def _ends(variant: Variant, words: AgreementWords) -> bool:
    """Tell whether a variant ends an agreement that stands."""
    return words.ending in variant.limits and words.ending not in variant.leaves
