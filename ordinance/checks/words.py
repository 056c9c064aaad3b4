"""Checks of the words: the drafting rules' forbidden words, and defined terms in another form than their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.model import Section


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
        never = definitions[term_id].never
        capitals = tuple(_titled(form) for form in forms if " " in form)
        for section, _, words in context.operative:
            if never:
                for match in _pattern(never, forms).finditer(words):
                    if match["bad"]:
                        message = f"“{match['bad']}” is not the term; the definition says “{forms[0]}”"
                        yield context.finding(this, message, f"write “{forms[0]}”", section, match["bad"])
            for capital in capitals:
                if capital in words:
                    message = f"“{capital}” is a defined term and stands in lower case"
                    yield context.finding(this, message, f"write “{capital.lower()}”", section, capital)


def _uses(context: Context, this: Check, rule_id: str) -> Iterator[Finding]:
    rule = context.library.drafting_rules[rule_id]
    pattern = _pattern(rule.words, rule.except_in)
    for section, _, words in context.operative:
        for match in pattern.finditer(words):
            if match["bad"] and not _allowed(context, section, match["bad"]):
                message = f"“{match['bad']}”: {rule.why}"
                yield context.finding(this, message, rule.instead, section, match["bad"])


def _allowed(context: Context, section: Section, word: str) -> bool:
    allowed = [one.word.lower() for one in section.chosen.variant.allows]
    if section.id == "definitions":
        allowed += [one.word.lower() for name in context.draft.terms for one in context.library.definitions[name].allows]
    return word.lower() in allowed


@lru_cache(maxsize=256)
def _pattern(bad: tuple[str, ...], good: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that passes over the good phrases first, so that a bad word inside one is not found."""
    passed = "|".join(rf"\b{re.escape(phrase)}\b" for phrase in sorted(good, key=len, reverse=True))
    found = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(bad, key=len, reverse=True))
    return re.compile(f"(?:{passed})|(?P<bad>{found})" if passed else f"(?P<bad>{found})", re.IGNORECASE)


def _titled(form: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
