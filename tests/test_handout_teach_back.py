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


@cache
def sheet(kind: str, language: str) -> str:
    done = run("handout", kind, "--lang", language, "--date", DATE, "--format", "md", "-o", "-")
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", re.sub(r"\*\*|^> ?", "", done.output, flags=re.MULTILINE))


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
