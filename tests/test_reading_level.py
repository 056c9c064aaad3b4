"""Reading levels against values that were counted by hand or published."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import shipped_library
from handout_files import own, run

from ordinance.document.model import Document, Panel, Paragraph, Run
from ordinance.library.handouts import language_table
from ordinance.pages.handouts.reading_level import english_syllables, figures, is_common, spanish_syllables

__all__ = ["own"]

LIBRARY = shipped_library()
KNOWN = language_table(LIBRARY, "en").reading.syllables


def measured(language: str, *texts: str):
    document = Document("T", tuple(Paragraph("body", (Run(text),)) for text in texts), date=date(2026, 11, 24))
    return figures(document, language_table(LIBRARY, language))


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "the calm stay signed moved asked does knocked cards named school badge hold judge"),
        (2, "warrant silent lawyer police agent handed wanted people without judges places table letter police's safely"),
        (3, "officer immigrant companion family attorney ordinance deputy hospital employee"),
        (4, "emergency immigration community constitution organizer"),
        (5, "organization opportunity"),
    ],
)
def test_syllables_of_english_words(syllables, words):
    assert {word: english_syllables(word, KNOWN) for word in words.split()} == dict.fromkeys(words.split(), syllables)


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "que ley yo muy bien no soy juez"),
        (2, "puerta guardia guerra firma tía país"),
        (3, "familia derecho escuela silencio"),
        (4, "abogado emergencia policía inmigrante"),
        (5, "organización comunitario"),
    ],
)
def test_syllables_of_spanish_words(syllables, words):
    assert {word: spanish_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), syllables)


def test_the_grade_of_a_text_is_that_of_the_formula():
    # 11 words, 2 sentences, 13 syllables: 0.39 × 5.5 + 11.8 × 13/11 - 15.59 = 0.50
    found = measured("en", "Stay calm and ask for a lawyer. Do not sign papers.")
    assert (found.words, found.sentences, round(found.grade, 1)) == (11, 2, 0.5)


def test_the_spanish_scores_are_those_of_their_formulas():
    # 8 words, 2 sentences, 16 syllables: 206.84 - 60 × 16/8 - 1.02 × 4 = 82.76
    found = measured("es", "Guarde silencio. Pida un abogado y no firme.")
    assert (found.words, found.sentences) == (8, 2)
    assert (round(found.huerta, 2), round(found.inflesz, 2)) == (82.76, 78.24)


def test_chinese_is_measured_by_its_sentences_and_its_characters():
    found = measured("zh-Hans", "保持沉默。请找律师，不要签字。")
    assert (found.words, found.sentences, found.characters, found.longest, found.common) == (12, 2, 6.0, 8, 100.0)


def test_common_characters_are_those_of_the_first_level_of_the_standards():
    assert [is_common(sign, "zh-Hans") for sign in "警律囹圄"] == [True, True, False, False]
    assert [is_common(sign, "zh-Hant") for sign in "警護囹"] == [True, True, False]
    assert sum(is_common(chr(code), "zh-Hans") for code in range(0x4E00, 0xA000)) == 3755
    assert sum(is_common(chr(code), "zh-Hant") for code in range(0x4E00, 0xA000)) == 5401


def test_banners_small_print_and_passages_in_another_language_are_not_counted():
    hard = Paragraph("body", (Run("Notwithstanding jurisdictional considerations, institutional responsibilities accumulate."),))
    blocks = (
        Paragraph("body", (Run("Stay calm."),)),
        Panel("banner", (hard,)),
        Paragraph("small", hard.content),
        Paragraph("body", hard.content, language="es-US"),
    )
    assert figures(Document("T", blocks), language_table(LIBRARY, "en")).words == 2


def test_the_command_prints_the_figures_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("handout", "rights-card", "--stats", "--layout", "letter")
    assert done.exit_code == 0
    assert "Flesch-Kincaid grade: " in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_text_over_its_limit_is_told_and_checked(own):
    hard = "Notwithstanding jurisdictional considerations, institutional responsibilities accumulate unpredictably. " * 3
    laid = own(hard, {"reading": "5"})
    assert "over the limit for residents: it reads at grade" in run("--library", laid, "handout", "sheet", "--stats").output
