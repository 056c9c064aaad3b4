"""The long title speaks of what is in the draft, and of nothing else."""

from __future__ import annotations

import pytest
from conftest import shipped_library

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import plain
from ordinance.drafting.selection import Wishes

LIBRARY = shipped_library()
PARTS = {(clause, name) for group in LIBRARY.vocabulary.groups for clause, name in group.parts.items()}


@pytest.mark.parametrize("package", sorted(LIBRARY.packages))
def test_a_long_title_names_no_section_that_is_not_there(package):
    place = LIBRARY.place("kalamazoo-mi" if package != "state-preempted" else "austin-tx")
    made = draft(LIBRARY, place, Wishes(package=package))
    caption, ids = plain(made.caption), made.selection.ids()
    absent = {name for clause, name in PARTS if clause not in ids} - {name for clause, name in PARTS if clause in ids}
    assert [name for name in sorted(absent) if name in caption] == []


def test_every_clause_with_a_phrase_is_named_by_its_group_or_the_group_names_none():
    unnamed = [
        clause.id
        for group in LIBRARY.vocabulary.groups
        if group.parts
        for clause in LIBRARY.clauses()
        if clause.group == group.id and clause.caption and clause.id not in group.parts
    ]
    assert unnamed == []


def test_the_long_title_of_a_codified_draft_names_the_chapter_that_it_adds():
    place = LIBRARY.place("ithaca-ny")
    assert place.code is not None
    assert "by adding Article VIII, “City Participation" in plain(draft(LIBRARY, place).caption)
    assert "adding" not in plain(draft(LIBRARY, place, Wishes(instrument="resolution")).caption)


def test_a_variant_that_only_reports_or_counts_promises_no_more_in_the_long_title():
    title = plain(draft(LIBRARY, LIBRARY.place("austin-tx"), Wishes(package="state-preempted", length="short")).caption)
    assert "providing for disclosure of immigration enforcement agreements" in title
    assert "counts of stops and arrests" in title
    assert "work with immigration authorities" not in title
    assert "citation and arrest" not in title
    mixed = Wishes(choose={"no-287g": "report-only", "joint-operations": "bar-with-life-safety"}, length="short")
    both = plain(draft(LIBRARY, LIBRARY.place("kalamazoo-mi"), mixed).caption)
    assert "disclosure of immigration enforcement agreements" in both
