"""The short texts of a library: whether each variant has one, whether it is short, and whether it stands on its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from ordinance.drafting.assembly import facts_of
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import Filled, kept
from ordinance.drafting.lengths import law_text, short_form, with_sections
from ordinance.drafting.model import Chosen, Draft
from ordinance.drafting.terms import Terms
from ordinance.errors import Fault
from ordinance.library.clause_model import Clause, MarginComment, Variant
from ordinance.library.store import Library

Keys = tuple[str | int, ...]

#: Words that a text may have: in a policy section, in a general one, in a paragraph of a resolution.
POLICY: Final = 110
GENERAL: Final = 60
PARAGRAPH: Final = 60
#: Words of a definition, of a reason, of a margin comment (the program adds a dozen), of a line on what a text leaves open.
DEFINITION: Final = 40
REASON: Final = 30
COMMENT: Final = 50
OPENING: Final = 25
#: A full text with more items than these closes ways round that a short one must name.
LIMBS: Final = 4

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LOGIC: Final = re.compile(r"\{%.*?%\}")
_MARK: Final = re.compile("[\ue000-\uf8ff]\\d*")


def counted(text: str) -> int:
    """Return the words of a text as they print, conditions left out; a link to a source counts as one."""
    return len(_MARK.sub(" x ", _LINK.sub(" x ", _LOGIC.sub("", text))).split())


def faults(library: Library) -> Iterator[tuple[str, Fault]]:
    """Yield (check id, fault) for each variant, definition and reason whose short words are missing or too long.

    What depends on the place is looked at in drafts (`faults_in`).
    """
    for clause in library.clauses():
        path = library.clause_files[clause.id]
        for variant in clause.variants:
            own: Keys = ("variants", clause.variants.index(variant))
            for check, keys, message in _of_variant(library, clause, variant):
                yield check, library.fault(path, (*own, *keys), f"{clause.id}={variant.id}: {message}")
    for registry, limit, items in (
        ("definitions", DEFINITION, library.definitions.values()),
        ("recitals", REASON, library.recitals.values()),
    ):
        for one in items:
            words = counted(one.short or "")
            if words > limit:
                path, keys = library.where(registry, one.id)
                yield "short-long", library.fault(path, (*keys, "short"), f"{one.id}: {words} words; at most {limit}")


def _of_variant(library: Library, clause: Clause, variant: Variant) -> Iterator[tuple[str, Keys, str]]:
    brief = variant.brief
    if brief is None:
        yield "short-missing", (), "has no short text (short.yaml)"
        return
    words = _comment_words(brief.comment)
    if words > COMMENT:
        yield "comment-long", ("brief", "comment"), f"the comment has {words} words; at most {COMMENT}"
    if clause.kind != "policy":
        return
    if brief.comment is None:
        yield "comment-missing", ("brief",), "has no margin comment"
    for index, line in enumerate(brief.opens):
        if counted(line) > OPENING:
            message = f"a line on what the text leaves open has {counted(line)} words; at most {OPENING}"
            yield "short-long", ("brief", "opens", index), message
    limbs = sum(node.kind == "item" for node in library.tree(variant.text))
    if limbs > LIMBS and not brief.opens:
        message = f"the full text has {limbs} items, and nothing is said of what this one leaves open"
        yield "opens-missing", ("brief",), message


def _comment_words(comment: MarginComment | None) -> int:
    said = (comment.does, comment.stands, comment.against, comment.decide) if comment else ()
    return sum(counted(one or "") for one in said)


def faults_in(library: Library, draft: Draft) -> Iterator[tuple[str, Fault]]:
    """Yield (check id, fault) for each section of a short draft that is too long here or uses a term of the full text alone."""
    facts_for, form = facts_of(library, draft.selection), short_form(draft.selection)
    find = Terms({one.id: (one.term, *one.forms) for one in library.definitions.values() if _full_only(one)}).finder()
    for chosen in with_sections(draft.selection):
        brief = chosen.variant.brief
        if brief is None:
            continue
        text, keys = law_text(draft.selection, chosen.variant)
        own: Keys = ("variants", chosen.clause.variants.index(chosen.variant), *keys)
        path, facts = library.clause_files[chosen.clause.id], facts_for(chosen.clause)
        said = _words(guarded(library, path, own, partial(kept, library.tree(text), facts)))
        name = f"{chosen.clause.id}={chosen.variant.id}"
        limit = PARAGRAPH if form is not None and form.lead else _limit(chosen)
        if counted(said) > limit:
            message = f"{name}: {counted(said)} words in {draft.place.name}; at most {limit}"
            yield "short-long", library.fault(path, own, message)
        for term in sorted(find(said) if form is None or form.defines else ()):
            words = library.definitions[term].term
            message = f"{name}: “{words}” is defined at the full length only"
            yield "short-term", library.fault(path, own, message, near=words)


def _full_only(definition: object) -> bool:
    return not getattr(definition, "short", None) and not getattr(definition, "ordinary", False)


def _limit(chosen: Chosen) -> int:
    return chosen.clause.words or (POLICY if chosen.clause.kind == "policy" else GENERAL)


def _words(nodes: tuple[Filled, ...]) -> str:
    return " ".join(f"{node.text} {_words(node.children)}" for node in nodes)
