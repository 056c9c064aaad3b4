"""The rules by which a text is reviewed, each with sentences that it alone decides: tests/review-rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ordinance.errors import FaultyFile
from ordinance.library.store import Library
from ordinance.reviews.engine import lexicon_of
from ordinance.reviews.judging import review
from ordinance.reviews.language import refuse_other_language
from ordinance.reviews.layout import unlaid
from ordinance.reviews.lexicon import Lexicon, Words
from ordinance.reviews.markup import live
from ordinance.reviews.units import Source, Unit

RULES = Path(__file__).parent / "review-rules"


@cache
def library() -> Library:
    return Library()


@cache
def lexicon() -> Lexicon:
    return lexicon_of(library())


def rows(name: str) -> Iterator[Any]:
    """Yield a parameter for each row of a file of rules: its text and what it is."""
    for rule in yaml.safe_load((RULES / f"{name}.yaml").read_text(encoding="utf-8")):
        for text, what in rule["rows"]:
            yield pytest.param(text, what, id=_name(rule["rule"], text))


def _name(rule: str, text: str | list[str]) -> str:
    words = " / ".join(text) if isinstance(text, list) else text
    return f"{rule[:40]}: {' '.join(words.split())[:70]}"


@pytest.mark.parametrize(("text", "what"), [*rows("force"), *rows("exceptions")])
def test_a_sentence_is_what_its_rule_says(text: str, what: dict[str, str]) -> None:
    found = review(text, library()).topics
    said = {
        topic: " ".join([one.how, *(escape.kind for escape in one.exceptions)])
        for topic, one in found.items()
        if one.how != "not-found"
    }
    assert said == what


@pytest.mark.parametrize(("text", "what"), [*rows("units")])
def test_a_text_falls_into_these_sentences(text: str, what: list[str]) -> None:
    source = Source(text, library().review_words, lexicon())
    said = [_said(source, unit) for unit in source.units]
    assert len(said) == len(what), said
    for row, wanted in zip(said, what, strict=True):
        assert row.startswith(wanted), said


def _said(source: Source, unit: Unit) -> str:
    leads = f"+{len(unit.spans) - 1}" if len(unit.spans) > 1 else ""
    return f"{unit.role} {unit.section}{leads} {' '.join(source.text[unit.start : unit.end].split())}"


@pytest.mark.parametrize(("text", "what"), [*rows("layout")])
def test_of_a_text_these_words_stay_where_they_stand(text: str, what: str) -> None:
    made = live(unlaid(text))
    assert " ".join(made.split()) == what
    assert len(made) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, made, strict=True))


@pytest.mark.parametrize(("text", "what"), [*rows("languages")])
def test_a_text_is_refused_in_these_words(text: str, what: str) -> None:
    if not what:
        refuse_other_language("law.txt", text, library().review_words)
        return
    with pytest.raises(FaultyFile) as refused:
        refuse_other_language("law.txt", text, library().review_words)
    assert what in str(refused.value)


@pytest.mark.parametrize(("case", "what"), [*rows("phrases")])
def test_a_phrase_covers_these_words(case: list[str], what: str) -> None:
    phrase, text = case
    words = Words(text)
    found = Lexicon({"one": [phrase]}).hits(words.words)
    covered = [" ".join(text[words.starts[hit.start] : words.ends[hit.end - 1]].split()) for hit in found]
    assert covered == ([what] if what else [])
