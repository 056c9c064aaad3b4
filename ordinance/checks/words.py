"""Checks of the words: the drafting rules' forbidden words, and defined terms in another form than their own."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.checks.word_lists import bad_words, word_lists
from ordinance.drafting.model import Section, plain
from ordinance.errors import brief
from ordinance.library.characters import BIDI


@check("word-forbidden", "error", "Operative text uses no word that the drafting rules forbid, unless its variant says why.")
def forbidden(context: Context, this: Check) -> Iterator[Finding]:
    yield from _uses(context, this, "error")


@check("word-loophole", "warning", "Words that change the reach of a rule stand only where a variant means them and says so.")
def loopholes(context: Context, this: Check) -> Iterator[Finding]:
    yield from _uses(context, this, "warning")


@check("term-form", "error", "A defined term stands in its own form: lower case, and in the words of its definition.")
def term_forms(context: Context, this: Check) -> Iterator[Finding]:
    definitions = context.library.definitions
    never = word_lists(tuple((one.never, ()) for one in definitions.values()))
    number = {name: index for index, name in enumerate(definitions)}
    texts = [(section, words, never.suspected(words)) for section, _, words in context.operative]
    suspects = [one for one in texts if one[2]]
    whole = "\n".join(words for _, words, _ in texts)
    for term_id, forms in context.draft.terms.items():
        if term_id not in definitions:  # the place's own
            continue
        capitals = [titled for form in forms if " " in form and (titled := _titled(form)) in whole]
        for section, words, found in texts if capitals else suspects:
            for bad in bad_words(words, definitions[term_id].never, forms) if number[term_id] in found else ():
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


def _uses(context: Context, this: Check, severity: str) -> Iterator[Finding]:
    rules = [rule for rule in context.library.drafting_rules.values() if rule.severity == severity]
    lists = word_lists(tuple((rule.words, rule.except_in) for rule in rules))
    texts = [(section, found) for section, _, words in context.operative if (found := lists.bad(words))]
    for index, rule in enumerate(rules):
        for section, found in texts:
            for bad in found.get(index, ()):
                if not _allowed(context, section, bad):
                    yield context.finding(this, f"“{bad}”: {rule.why}", rule.instead, section, bad)


def _allowed(context: Context, section: Section, word: str) -> bool:
    variant = section.chosen.variant
    allowed = [one.word.lower() for one in (*variant.allows, *(variant.brief.allows if variant.brief else ()))]
    definitions = context.library.definitions
    if section.id == "definitions":
        allowed += [one.word.lower() for name in context.draft.terms if name in definitions for one in definitions[name].allows]
    return word.lower() in allowed


def _titled(form: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
