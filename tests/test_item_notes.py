"""Notes on single items of a section: they stand on the words that they are about, in every mode, and lead somewhere."""

import pytest
from conftest import DAY, drafted, printed

from ordinance.checks.library import check_library
from ordinance.document.model import Paragraph, plain_text
from ordinance.library.legal_text import names
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

HOLDS = "clauses/custody/holds.yaml"
SHARED = (HOLDS, "  change: Counsel", "  items:\n    court: A clerk’s stamp is no order. See [](#rule).\n  change: Counsel")
OWN = (HOLDS, "      options: The other variant allows a day.", "      items: {court: Read the seal., jail: Ask the warden.}")


@pytest.fixture
def library(laid):
    return laid(SHARED, OWN)


def holds(library, place="millbrook-aa", commentary="comments"):
    """The document, and its paragraphs of the section on holds."""
    document = build(drafted(library, place), library, Options(commentary, DAY))
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    start = next(index for index, block in enumerate(blocks) if block.id == "holds")
    end = next(index for index, block in enumerate(blocks) if index > start and block.style.startswith("heading"))
    return document, blocks[start:end]


def test_a_note_on_an_item_is_anchored_to_its_words(library):
    document, blocks = holds(library)
    comments = {comment.id: comment for comment in document.comments}
    on = {plain_text(block.content): [comments[id] for id in block.comments] for block in blocks[1:] if block.comments}
    ((words, notes),) = on.items()
    assert words == "Subsection A does not prohibit keeping a person whom a court order names."
    assert [(note.title, [plain_text(line.content) for line in note.body]) for note in notes] == [
        ("Subsection B", ["A clerk’s stamp is no order. See subsection A.", "Read the seal."])
    ]
    assert comments[blocks[0].comments[0]].kind == "does"


def test_comments_are_numbered_in_the_order_of_the_text(library):
    document, _ = holds(library)
    anchored = [id for block in document.blocks if isinstance(block, Paragraph) for id in block.comments]
    assert anchored == [comment.id for comment in document.comments] == list(range(1, len(anchored) + 1))


def test_a_note_on_an_item_that_this_place_does_not_have_falls_away(library):
    with_jail, without = holds(library, "fork-county-bb")[0], holds(library)[0]
    assert "Ask the warden." in str(with_jail.comments)
    assert "Ask the warden." not in str(without.comments)


def test_shaded_paragraphs_stand_under_the_item(library):
    words = [plain_text(block.content) for block in holds(library, commentary="inline")[1]]
    place = words.index("Subsection A does not prohibit keeping a person whom a court order names.")
    assert words[place + 1 : place + 3] == [
        "Subsection B. A clerk’s stamp is no order. See subsection A.",
        "Read the seal.",
    ]


def test_the_appendix_and_the_other_formats_have_them_too(library):
    made = drafted(library)
    assert "#### Subsection B\n\nA clerk’s stamp is no order." in printed(library, made, "notes")
    assert "whom a court order names.[^" in printed(library, made, "comments")
    assert "stamp" not in printed(library, made, "none")


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


@pytest.mark.parametrize("clause", sorted(one.id for one in Library().clauses() if one.kind == "policy"))
def test_each_variant_of_the_shipped_clauses_has_notes_on_its_words(clause):
    """A reader of the Word file finds a comment where the words stand, and not on the heading alone."""
    library = Library()
    found = library.clause(clause)
    for variant in found.variants:
        named = set(names(library.tree(variant.text)))
        assert named & {*found.commentary.items, *variant.commentary.items}, variant.id
