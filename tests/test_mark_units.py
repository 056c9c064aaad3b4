"""Marks of change in an amended section take whole units."""

from __future__ import annotations

import re

import pytest

from ordinance.comparison.words import difference
from ordinance.document.model import Run, plain_text
from ordinance.pages.mark_units import whole_units


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "complain to the clerk within thirty (30) days after it",
            "complain to the board within one hundred eighty (180) days after it",
        ),
        ("a person (an adult) shall go", "a person (a child, or an adult) shall go"),
        ("called “the old act” here", "called “the new and longer act” here"),
        ("one [of two] words", "one or two words"),
    ],
)
def test_no_mark_opens_or_closes_inside_a_pair(old: str, new: str) -> None:
    pieces = whole_units(difference((Run(old),), (Run(new),), None))
    for change, whole in (("deleted", old), ("inserted", new)):
        kept = [one.inline for one in pieces if one.change in ("", change)]
        assert "".join(one.text for one in kept if isinstance(one, Run)) == whole
    for change in ("deleted", "inserted"):
        words = "".join(plain_text((one.inline,)) if one.change == change else "\n" for one in pieces)
        for run in filter(None, re.split("\n+", words)):
            assert (run.count("("), run.count("["), run.count("“")) == (run.count(")"), run.count("]"), run.count("”")), run
