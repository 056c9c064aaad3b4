"""Notes on single items of a section: they stand on the words that they are about, in every mode, and lead somewhere."""

import pytest
from conftest import DAY, drafted, printed, shipped_library

from ordinance.checks.library import check_library
from ordinance.document.model import Paragraph
from ordinance.library.legal_text import names
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

HOLDS = "clauses/custody/holds.yaml"
SHARED = (HOLDS, "  change: Counsel", "  items:\n    court: A clerk’s stamp is no order. See [](#rule).\n  change: Counsel")
OWN = (HOLDS, "      options: The other variant allows a day.", "      items: {court: Read the seal., jail: Ask the warden.}")


@pytest.fixture
def library(laid):
    return laid(SHARED, OWN)


def notes(library, place="millbrook-aa"):
    """The notes for counsel on the section on holds, as Markdown."""
    text = printed(library, drafted(library, place), "notes").partition("notes for counsel\n")[2]
    return next(part for part in text.split("\n### ") if "clerk’s stamp" in part)


def test_a_note_on_an_item_names_it(library):
    said = notes(library)
    assert "#### Subsection B\n\nA clerk’s stamp is no order. See subsection A.\n\nRead the seal." in said


def test_comments_are_numbered_in_the_order_of_the_text(library):
    document = build(drafted(library), library, Options("comments", DAY))
    anchored = [id for block in document.blocks if isinstance(block, Paragraph) for id in block.comments]
    assert anchored == [comment.id for comment in document.comments] == list(range(1, len(anchored) + 1))


def test_a_note_on_an_item_that_this_place_does_not_have_falls_away(library):
    assert "Ask the warden." in notes(library, "fork-county-bb")
    assert "Ask the warden." not in notes(library)


def test_the_margin_has_one_comment_a_section_and_none_on_items(library):
    document = build(drafted(library), library, Options("comments", DAY))
    assert {comment.kind for comment in document.comments} <= {"draft", "comment", "opens"}
    assert "stamp" not in printed(library, drafted(library), "comments")


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("{cort: X.}", "commentary.items.cort: the text has no item 'cort'; did you mean court?"),
        ("{court: 'See [](#rool).'}", "commentary.items.court: no item or clause named 'rool'; did you mean rule"),
    ],
)
def test_a_name_that_leads_nowhere_is_named(laid, items, message):
    library = laid((HOLDS, "  change: Counsel", f"  items: {items}\n  change: Counsel"))
    assert any(finding.message.startswith(message) for finding in check_library(library, DAY))


# --- the check of a library asks for them ---


def lacking(library):
    return [one.message for one in check_library(library, DAY) if "note on an item" in one.message]


def test_a_variant_with_notes_on_its_heading_alone_is_named(laid):
    assert lacking(laid()) == [
        "holds has no note on an item of court-order (commentary: items)",
        "questions has no note on an item of no-questions (commentary: items)",
    ]


def test_a_note_that_every_variant_shares_is_enough(laid):
    assert not [message for message in lacking(laid(SHARED)) if message.startswith("holds")]


@pytest.mark.parametrize("clause", sorted(one.id for one in shipped_library().clauses() if one.kind == "policy"))
def test_each_variant_of_the_shipped_clauses_has_notes_on_its_words(clause):
    """A reader of the Word file finds a comment where the words stand, and not on the heading alone."""
    library = Library()
    found = library.clause(clause)
    for variant in found.variants:
        named = set(names(library.tree(variant.text)))
        assert named & {*found.commentary.items, *variant.commentary.items}, variant.id
