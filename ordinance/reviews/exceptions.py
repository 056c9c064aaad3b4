"""What a limit lets through: in its own sentence, beside it in its section, and in a section of exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ordinance.library.review_model import ReviewWords
from ordinance.reviews.blocks import Span
from ordinance.reviews.engine import Finding
from ordinance.reviews.force import Sentence
from ordinance.reviews.lexicon import Hit
from ordinance.reviews.units import Source, Unit

#: Words after which an exception stands even where it is of no known kind.
_ALWAYS = ("unless", "except", "excepting")
OTHER = "other"
#: The most words of a heading over exceptions, and the sections before it that it bears on.
_SHORT, _FAR = 6, 12
_NUMBER = re.compile(r"\d[\w.:–-]*\w|\d")
#: "Sections 4-1 and 4-2", "subsection 12.3.010", and "Sections 2 through 5".
_NAMED = re.compile(
    r"(?:\b(?:sub)?sections?|\bsecs?\.|\b(?:articles?|rules?|parts?|paragraphs?)|§+)\s*(?:(?:,|and|or|to|through|\s)*\(?\d[\w.:()–-]*)+",
    re.I,
)
_RANGE = re.compile(r"\b(?:sections?|rules?|paragraphs?|articles?)\s+(\d{1,3})\s+(?:to|through)\s+(\d{1,3})\b", re.I)
#: Kinds that a section of exceptions opens in every section.
_EVERYWHERE = ("judicial-warrant", "criminal-warrant", "warrant")


class Opening(Struct, frozen=True):
    """One exception: its kind, and the sentence or the part of it that says it."""

    kind: str
    span: Span


def escapes(limits: list[Finding], beside: Iterable[Finding], general: Iterable[Sentence], words: ReviewWords) -> list[Opening]:
    """Return the exceptions of the limits on one topic; `beside` are the sentences on it that permit, or forbid nothing."""
    found: dict[str, Opening] = {}
    for limit in limits:
        for first, last in limit.force.exceptions:
            span = _span(limit.sentence, first, last)
            kinds = list(_kinds(limit.sentence, first, last, words))
            if last == len(limit.sentence.index):
                kinds += _of_items(limit.sentence, words)
            if not kinds and limit.sentence.word(first) in (*_ALWAYS, "only"):
                kinds = [OTHER]
            for kind in kinds:
                found.setdefault(kind, Opening(kind, span))
    for one in beside:
        for kind in _kinds(one.sentence, 0, len(one.sentence.index), words):
            found.setdefault(kind, Opening(kind, (one.unit.start, one.unit.end)))
    sections = {one.unit.section for one in limits}
    for sentence in general:
        near = sentence.unit.section in sections or _reaches(sentence, limits)
        kinds = list(_kinds(sentence, 0, len(sentence.index), words))
        if near:
            kinds += _of_items(sentence, words)
        if near and not kinds and "force:not-applying" in sentence.names:
            kinds = [OTHER]  # of no known kind, and a way out of the rule all the same
        for kind in kinds:
            if near or kind in _EVERYWHERE:
                found.setdefault(kind, Opening(kind, (sentence.unit.start, sentence.unit.end)))
    if OTHER in found and len(found) > 1:
        del found[OTHER]
    return list(found.values())


def _reaches(sentence: Sentence, limits: list[Finding]) -> bool:
    """Say whether a sentence takes its cases out of other sections: it names them, or says that the whole does not apply."""
    unit = sentence.unit
    if _under_exceptions(sentence.source, unit) and any(0 < unit.section - one.unit.section <= _FAR for one in limits):
        return True
    said = sentence.source.live[sentence.unit.spans[0][0] : sentence.unit.end]
    if "force:not-applying" in sentence.names and "role:whole" in sentence.names:
        return True
    named = {one.strip(".") for match in _NAMED.finditer(said) for one in _NUMBER.findall(match.group())}
    for match in _RANGE.finditer(said):
        named |= {str(one) for one in range(int(match[1]), min(int(match[2]), int(match[1]) + 99) + 1)}
    return any(set(_NUMBER.findall(one.unit.label)) & named for one in limits)


def _of_items(sentence: Sentence, words: ReviewWords) -> Iterator[str]:
    """Yield the kinds of exception in the items that a sentence introduces: "except: (1) …"."""
    unit, source = sentence.unit, sentence.source
    for one in source.items_of(unit):
        item = Sentence(source, one)
        yield from _kinds(item, item.own, len(item.index), words)


def _under_exceptions(source: Source, unit: Unit) -> bool:
    """Say whether a sentence stands under a heading such as "Exceptions"."""
    if unit.heading is None:
        return False
    first, last = source.range(unit.heading)
    return last - first <= _SHORT and "role:exception-heading" in source.names_in(unit.heading)


def openings(source: Source) -> list[Sentence]:
    """Return the sentences that say, of no topic in particular, that nothing forbids it, or that a rule does not apply."""
    found = []
    for unit in source.units:
        if unit.role != "operative":
            continue
        if _under_exceptions(source, unit) or any("force:denial" in source.names_in(span) for span in unit.spans):
            found.append(Sentence(source, unit))
    return found


def loopholes(limits: list[Finding]) -> Iterator[Span]:
    """Yield the places of words that narrow a limit without being an exception."""
    for limit in limits:
        for hit in limit.sentence.of("purpose"):
            if hit.start >= limit.sentence.own and not limit.sentence.excepted(hit.start):
                yield _span(limit.sentence, hit.start, min(hit.end + 8, len(limit.sentence.index)))
                break


def _kinds(sentence: Sentence, first: int, last: int, words: ReviewWords) -> Iterator[str]:
    """Yield the kinds of exception that stand between two places of a sentence, in the order of the data."""
    inside = [hit for hit in sentence.hits if first <= hit.start < last]
    papers = [hit for hit in inside if hit.name in ("administrative-warrant", "detainer")]
    marks = [hit for hit in inside if hit.name.startswith("exception:")]
    general = [hit for hit in marks if hit.name.removeprefix("exception:") in words.general_exceptions]
    marks = [hit for hit in marks if not _within(hit, papers)]
    marks = [hit for hit in marks if hit in general or not _within(hit, general)]
    names = {hit.name.removeprefix("exception:") for hit in marks}
    if "section-1373" in names:
        names -= {"statute", "as-law-requires"}
    if "judicial-warrant" in names:
        names -= (
            {"court-order"}
            if not any(hit.name == "exception:court-order" and hit.end - hit.start > 1 for hit in marks)
            else set()
        )
    yield from (one.id for one in words.exceptions if one.id in names and names.isdisjoint(one.yields))


def _within(hit: Hit, others: list[Hit]) -> bool:
    return any(one.start <= hit.start and hit.end <= one.end and one != hit for one in others)


def _span(sentence: Sentence, first: int, last: int) -> Span:
    """Return the stretch of text from one place to another; where it begins in a sentence that this one hangs on, that one's."""
    words = sentence.source.words
    begin, end = sentence.index[first], sentence.index[max(last - 1, first)]
    if first < sentence.own <= last - 1:
        end = max(index for index in sentence.index[first : sentence.own])
    return words.starts[begin], words.ends[end]
