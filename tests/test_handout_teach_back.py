"""The teach-back's twenty situations: the sheet that a person would pick up holds each point of a right answer, in each language.

Whether readers find it in ten seconds is for readers; docs/handouts.md says how they are asked. Here the words are held.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from handout_files import DATE, LANGUAGES, run

SITUATIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("teach_back.yaml").read_text(encoding="utf-8"))[
    "situations"
]


FURTHER: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("teach_back_tongues.yaml").read_text(encoding="utf-8")
)["situations"]
TONGUES = ("pt-BR", "ht", "pa", "vi", "tl", "ar", "ko", "ru", "fr")
TRANSLATED = ("rights-card", "response-plan", "family-plan")


@cache
def sheet(kind: str, language: str) -> str:
    done = run("handout", kind, "--lang", language, "--date", DATE, "--format", "md", "-o", "-")
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", re.sub(r"\*\*|^> ?|\u200e", "", done.output, flags=re.MULTILINE))


def test_there_are_twenty_situations_in_every_language():
    assert len({one["id"] for one in SITUATIONS}) == 20
    for one in SITUATIONS:
        assert (one["id"], sorted(one["asked"]), sorted(one["stands"])) == (one["id"], sorted(LANGUAGES), sorted(LANGUAGES))
        assert {language: len(words) for language, words in one["stands"].items()} == dict.fromkeys(LANGUAGES, len(one["right"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one["id"])
def test_each_point_of_a_right_answer_stands_on_the_sheet(situation, language):
    words = sheet(situation["sheet"], language)
    missing = [one for one in situation["stands"][language] if re.sub(r"\s+", " ", one) not in words]
    assert missing == []


def test_every_situation_of_a_translated_sheet_is_asked_in_nine_further_languages():
    assert list(FURTHER) == [one["id"] for one in SITUATIONS if one["sheet"] in TRANSLATED]
    for one in SITUATIONS:
        for key in ("asked", "stands") if one["id"] in FURTHER else ():
            assert (one["id"], list(FURTHER[one["id"]][key])) == (one["id"], list(TONGUES))


@pytest.mark.parametrize("language", TONGUES)
def test_the_points_stand_on_the_sheets_in_nine_further_languages(language):
    missing = []
    for one in SITUATIONS:
        points = FURTHER[one["id"]]["stands"][language] if one["id"] in FURTHER else []
        words = sheet(one["sheet"], language) if points else ""
        missing += [(one["id"], point) for point in points if re.sub(r"\s+", " ", point) not in words]
        assert len(points) in (0, len(one["right"]))
    assert missing == []
