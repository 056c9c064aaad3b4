"""Checks of the words: the drafting rules' forbidden words, and defined terms in another form than their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.model import Section, plain
from ordinance.errors import brief
from ordinance.library.characters import BIDI


@check("word-forbidden", "error", "Operative text uses no word that the drafting rules forbid, unless its variant says why.")
def forbidden(context: Context, this: Check) -> Iterator[Finding]:
    rules = context.library.drafting_rules
    for rule in rules.values():
        if rule.severity == "error":
            yield from _uses(context, this, rule.id)


@check("word-loophole", "warning", "Words that change the reach of a rule stand only where a variant means them and says so.")
def loopholes(context: Context, this: Check) -> Iterator[Finding]:
    for rule in context.library.drafting_rules.values():
        if rule.severity == "warning":
            yield from _uses(context, this, rule.id)


@check("term-form", "error", "A defined term stands in its own form: lower case, and in the words of its definition.")
def term_forms(context: Context, this: Check) -> Iterator[Finding]:
    definitions = context.library.definitions
    for term_id, forms in context.draft.terms.items():
        if term_id not in definitions:  # the place's own
            continue
        never = definitions[term_id].never
        capitals = tuple(_titled(form) for form in forms if " " in form)
        for section, _, words in context.operative:
            for bad in _bad(words, never, forms) if never else ():
                message = f"“{bad}” is not the term; the definition says “{forms[0]}”"
                yield context.finding(this, message, f"write “{forms[0]}”", section, bad)
            for capital in capitals:
                if capital in words:
                    message = f"“{capital}” is a defined term and stands in lower case"
                    yield context.finding(this, message, f"write “{capital.lower()}”", section, capital)


@check("direction-mark", "warning", "No unseen mark turns the direction of a text, so that it reads otherwise than it is stored.")
def direction_marks(context: Context, this: Check) -> Iterator[Finding]:
    place, draft = context.draft.place, context.draft
    texts: list[tuple[str, Section | None]] = [(place.name, None), (place.official_name, None)]
    texts += [(plain(pieces), None) for pieces in (draft.caption, *draft.recitals, draft.formula.pieces)]
    texts += [(words, section) for section, _, words in context.operative]
    for words, section in texts:
        if found := BIDI.search(words):
            message = f"an unseen mark that turns the direction of the text (U+{ord(found[0]):04X}) stands in: {_shown(words)}"
            yield context.finding(this, message, "delete the mark, and type the words anew", section)


def _shown(words: str) -> str:
    """Return words in the order in which they are stored, each mark as a �."""
    return brief(BIDI.sub("\ufffd", words))


def _uses(context: Context, this: Check, rule_id: str) -> Iterator[Finding]:
    rule = context.library.drafting_rules[rule_id]
    for section, _, words in context.operative:
        for bad in _bad(words, rule.words, rule.except_in):
            if not _allowed(context, section, bad):
                yield context.finding(this, f"“{bad}”: {rule.why}", rule.instead, section, bad)


def _allowed(context: Context, section: Section, word: str) -> bool:
    variant = section.chosen.variant
    allowed = [one.word.lower() for one in (*variant.allows, *(variant.brief.allows if variant.brief else ()))]
    definitions = context.library.definitions
    if section.id == "definitions":
        allowed += [one.word.lower() for name in context.draft.terms if name in definitions for one in definitions[name].allows]
    return word.lower() in allowed


@lru_cache(maxsize=2**17)
def _bad(words: str, bad: tuple[str, ...], good: tuple[str, ...]) -> tuple[str, ...]:
    """Return the bad words that a text uses outside the good phrases. Drafts share most of their texts: each is read once."""
    lowered = words.lower()
    if not any(word.lower() in lowered for word in bad):
        return ()  # most texts, and a hundred times quicker than the pattern
    return tuple(match["bad"] for match in _pattern(bad, good).finditer(words) if match["bad"])


@lru_cache(maxsize=256)
def _pattern(bad: tuple[str, ...], good: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that passes over the good phrases first, so that a bad word inside one is not found."""
    passed = "|".join(rf"\b{re.escape(phrase)}\b" for phrase in sorted(good, key=len, reverse=True))
    found = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(bad, key=len, reverse=True))
    return re.compile(f"(?:{passed})|(?P<bad>{found})" if passed else f"(?P<bad>{found})", re.IGNORECASE)


def _titled(form: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
