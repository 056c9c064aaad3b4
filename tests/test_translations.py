"""The shipped translations of clauses: nothing of the English is lost in them, above all no exception and no condition.

Whether the words are good is for a reader of both languages; that each exception stands there, under the same condition and
with the same figures, is not.
"""

import re

import pytest
from conftest import shipped_library

from ordinance.library.revisions import brief_revision, plain_revision

LIBRARY = shipped_library()
TRANSLATED = [(clause.id, language) for language in LIBRARY.languages for clause in LIBRARY.clauses()]
#: Which words criminalize a status, or make an order of a request, by language.
NEVER = {
    "es": ["ilegal", "orden de detención"],
    "zh-Hans": ["非法移民", "非法外国人", "拘留令", "继续监禁令"],
}


def pairs(clause_id, language):
    """Each variant with its translation, if that was written from the English words as they are now: `ordinance check`
    counts the others."""
    translation = LIBRARY.translation(clause_id, language)
    words = translation.variants if translation else {}
    for variant in LIBRARY.clause(clause_id).variants:
        if variant.id in words and words[variant.id].of == plain_revision(variant):
            yield variant, words[variant.id]


def short_pairs(clause_id, language):
    """The sentences of each variant's short text with their translation, if that was written from those."""
    translation = LIBRARY.translation(clause_id, language)
    words = translation.variants if translation else {}
    for variant in LIBRARY.clause(clause_id).variants:
        own = words[variant.id].brief if variant.id in words else None
        if own is not None and own.of == brief_revision(variant):
            yield variant.brief.sentences, own


def marks(text):
    """The conditions of a text in their order, and the values that it fills in, in any order."""
    return re.findall(r"\{% .*? %\}", text), sorted(re.findall(r"value\.\w+", text))


@pytest.mark.parametrize("language", LIBRARY.languages)
def test_a_translation_is_compared_at_all(language):
    assert any(True for clause in LIBRARY.clauses() for _ in pairs(clause.id, language))


@pytest.mark.parametrize(("clause_id", "language"), TRANSLATED)
def test_no_exception_is_lost(clause_id, language):
    for variant, words in pairs(clause_id, language):
        english = variant.short.exceptions if variant.short else ()
        assert [marks(one) for one in words.exceptions] == [marks(one) for one in english], variant.id
    for english, words in short_pairs(clause_id, language):
        assert [marks(one) for one in words.exceptions] == [marks(one) for one in english.exceptions], english.does
        for ours, theirs in zip(english.exceptions, words.exceptions, strict=True):
            assert re.findall(r"\d+", theirs) == re.findall(r"\d+", ours), ours
        assert marks(words.does) == marks(english.does), english.does


@pytest.mark.parametrize(("clause_id", "language"), TRANSLATED)
def test_the_figures_of_a_sentence_stay(clause_id, language):
    for variant, words in pairs(clause_id, language):
        english = variant.short.exceptions if variant.short else ()
        for ours, theirs in zip(english, words.exceptions, strict=True):
            assert re.findall(r"\d+", theirs) == re.findall(r"\d+", ours), (variant.id, ours)
        if variant.short:
            assert marks(words.does)[1] == marks(variant.short.does)[1], variant.id


@pytest.mark.parametrize(("clause_id", "language"), TRANSLATED)
def test_no_word_criminalizes_or_commands(clause_id, language):
    for variant, words in pairs(clause_id, language):
        text = " ".join([words.plain, words.does, *words.exceptions]).lower()
        assert [word for word in NEVER.get(language, ()) if word in text] == [], variant.id
    for _english, words in short_pairs(clause_id, language):
        text = " ".join([words.does, *words.exceptions]).lower()
        assert [word for word in NEVER.get(language, ()) if word in text] == [], words.does
