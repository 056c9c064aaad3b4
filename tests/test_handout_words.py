"""What the shipped handouts say, and what they may not say in a place or a draft of another kind."""

from __future__ import annotations

import re

import pytest
from handout_files import DATE, ROOT, run


def words_of(kind: str, *place: str) -> str:
    """Return a handout as plain text in one line."""
    done = run("handout", kind, *place, "--blank", "--date", DATE, "--format", "txt", "-o", "-")
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", done.output)


def test_an_answer_to_an_objection_grants_what_is_true_and_then_replies():
    said = words_of("talking-points", "ithaca-ny")
    assert "They may say: A federal warrant comes with every detainer now" in said
    assert "the Fifth Circuit upheld a state’s command to honor detainers on its face. The reply: those rulings say" in said


@pytest.mark.parametrize(
    ("kind", "limits_help", "sets_no_limit"),
    [
        (
            "summary",
            "Studies of rules like these found no rise in crime.",
            "It does not limit what staff do with federal immigration agents.",
        ),
        (
            "faq",
            "a local government may choose not to do federal immigration work",
            "This draft sets no limit on help to federal agents.",
        ),
        (
            "talking-points",
            "Federal immigration work is for the federal government.",
            "It sets no limit on help to federal agents.",
        ),
    ],
)
def test_a_draft_that_limits_no_help_is_not_praised_or_defended_as_if_it_did(kind, limits_help, sets_no_limit):
    ithaca, austin = words_of(kind, "ithaca-ny"), words_of(kind, "austin-tx")
    assert limits_help in ithaca
    assert sets_no_limit not in ithaca
    assert sets_no_limit in austin
    assert limits_help not in austin


def test_where_state_law_forbids_such_rules_a_visit_begins_with_a_lawyer():
    assert "Texas limits or forbids rules of this kind. Ask a lawyer before you write to an official" in words_of(
        "lobby-visit", "austin-tx"
    )
    assert "limits or forbids rules of this kind" not in words_of("lobby-visit", "ithaca-ny")


@pytest.mark.parametrize(("side", "most"), [("front", 70), ("back", 95)])
def test_a_side_of_the_rights_card_has_no_more_words_than_a_card_holds(side, most):
    text = (ROOT / "templates" / "handouts" / "rights-card" / "en.md.j2").read_text(encoding="utf-8")
    (body,) = re.findall(rf"::: side {side}\n(.*?)\n:::", text, re.DOTALL)
    body = re.sub(r"\{\{.*?\}\}|_{4}|\*\*|^\d\.|^- ", " ", body, flags=re.MULTILINE)
    assert 40 < len(re.findall(r"[A-Za-z][A-Za-z’.]*", body)) <= most


def test_no_sheet_asks_for_a_number_other_than_by_hand():
    said = words_of("response-plan")
    assert "Only your trusted person keeps this. Never type, photograph or send it." in said
    assert "A-number (on immigration letters): ____" in said
