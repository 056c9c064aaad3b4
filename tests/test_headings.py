"""Headings of every document: no level is left out, so that a screen reader and a table of contents can follow them."""

import re

import pytest
from conftest import DAY, drafted, shipped_library

from ordinance.document.model import Paragraph, Reference, Table, plain_text
from ordinance.pages.clause_page import clause_page
from ordinance.pages.instrument import Options, build
from ordinance.pages.library_book import library_book
from ordinance.pages.memo import memo
from ordinance.pages.state_page import state_page
from ordinance.pages.summary import summary

SHIPPED = shipped_library()
PLACES = ["ithaca-ny", "dane-county-wi", "austin-tx"]


def levels(document):
    styles = [block.style for block in document.blocks if isinstance(block, Paragraph)]
    return [int(style[-1]) for style in styles if style.startswith("heading")]


def in_order(document):
    found = levels(document)
    return all(level <= before + 1 for before, level in zip([0, *found], found, strict=False))


@pytest.mark.parametrize("commentary", ["comments", "inline", "notes", "none"])
@pytest.mark.parametrize("instrument", ["ordinance", "resolution", "executive-order", "policy"])
def test_headings_of_a_draft_come_in_order(instrument, commentary):
    document = build(drafted(SHIPPED, "dane-county-wi", instrument=instrument), SHIPPED, Options(commentary, DAY))
    assert levels(document)
    assert in_order(document)


def test_the_heading_of_the_reasons_is_no_part_of_a_section(laid):
    library = laid(("templates/instruments/ordinance.yaml", "recitals: {", "recitals: {heading: Findings, "))
    document = build(drafted(library), library, Options("none", DAY))
    assert levels(document)[:2] == [1, 1]


@pytest.mark.parametrize("place", PLACES)
def test_headings_of_what_goes_with_a_draft_come_in_order(place):
    made = drafted(SHIPPED, place)
    assert in_order(memo(made, SHIPPED, DAY))
    assert in_order(summary(made, SHIPPED, DAY))
    assert in_order(state_page(SHIPPED, made.selection.state, DAY))


@pytest.mark.parametrize("place", [None, "ithaca-ny"])
def test_headings_of_a_clause_s_page_come_in_order(place):
    clause = SHIPPED.clause("detainer-refusal")
    document = clause_page(SHIPPED, clause, clause.variants, SHIPPED.place(place) if place else None, DAY)
    assert levels(document)
    assert in_order(document)


def test_headings_of_the_whole_library_come_in_order():
    assert in_order(library_book(SHIPPED, DAY))


def test_the_library_ends_with_an_index_of_the_names_that_its_headings_no_longer_hold() -> None:
    book = library_book(SHIPPED, DAY)
    table = book.blocks[-1]
    assert isinstance(table, Table)
    names = [plain_text(row[0]) for row in table.rows]
    assert names == sorted(names)
    assert {"detainer-refusal=judicial-warrant", "release-date=full-bar"} <= set(names)
    targets = {block.id: plain_text(block.content) for block in book.blocks if isinstance(block, Paragraph)}
    leads = [part for row in table.rows for part in row[1] if isinstance(part, Reference)]
    assert len(leads) == len(names)
    assert all(targets[one.target].startswith(one.text.partition(": ")[2]) for one in leads)
    headings = [words for id, words in targets.items() if "=" in id]
    assert not [words for words in headings if re.search(r"\([a-z]+-[a-z-]+\)", words)]
