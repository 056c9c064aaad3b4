"""What the shipped handouts say, and what they may not say in a place or a draft of another kind."""

from __future__ import annotations

import re

import pytest
from conftest import write
from handout_files import DATE, ROOT, place_file, run


def words_of(kind: str, *place: str) -> str:
    """Return a handout as plain text in one line."""
    done = run("handout", kind, *place, "--blank", "--date", DATE, "--format", "txt", "-o", "-")
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", done.output)


def test_what_is_said_aloud_is_short_and_the_notes_of_counsel_are_elsewhere():
    """Nobody can say counsel's notes at a counter: an answer has 25 words at most."""
    text = (ROOT / "templates" / "handouts" / "talking-points" / "en.md.j2").read_text(encoding="utf-8")
    answers = [row.split("|")[2] for row in re.findall(r"^\| .*\|$", text, re.MULTILINE) if row.count("|") == 3][1:]
    assert len(answers) >= 8
    assert [answer for answer in answers if len(answer.split()) > 25] == []
    assert "The memo for members has counsel’s answers and the cases." in words_of("talking-points", "ithaca-ny")


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
    body = text.split(f"::: side {side}\n")[1].split("\n\n::: side back" if side == "front" else "\n:::\n:::")[0]
    body = re.sub(r"\{\{.*?\}\}|:::.*|_{4}|\*\*|^\d\.|^- ", " ", body, flags=re.MULTILINE)
    assert 40 < len(re.findall(r"[A-Za-z][A-Za-z’.]*", body)) <= most


def test_no_sheet_asks_for_a_number_other_than_by_hand():
    said = words_of("response-plan")
    assert "Only your trusted person keeps this. Never type, photograph or send it." in said
    assert "A-number (on immigration letters): ____" in said


WAITS = "they need a judge’s warrant"
LEFT = "are left to federal agents"


@pytest.mark.parametrize(
    ("choice", "says", "silent"),
    [("judicial-warrant", [WAITS], [LEFT]), ("included", [LEFT], [WAITS]), ("civil-only", [], [WAITS, LEFT])],
)
def test_a_sheet_says_of_arrests_what_the_definition_of_the_draft_says(tmp_path, choice, says, silent):
    """A flat "it does not stop arrests for crimes" is contradicted by a definition that counts crimes of entry as civil work."""
    text = place_file().replace("choices: {}", f"choices: {{values: {{definitions: {{status_crimes: {choice}}}}}}}")
    write(tmp_path / "jurisdictions" / "own-place.yaml", text)
    done = run("--library", tmp_path, "handout", "summary", "own-place", "--blank", "--date", DATE, "--format", "txt", "-o", "-")
    assert done.exit_code == 0, done.output
    said = re.sub(r"\s+", " ", done.output)
    assert [words for words in says if words not in said] == []
    assert [words for words in silent if words in said] == []


def test_the_officer_s_card_names_the_other_door():
    said = words_of("officer-card", "ithaca-ny")
    assert "Do not lead a person to another door because agents are waiting." in said
    assert "act only on a judicial warrant" in said


def test_court_and_check_in_are_told_apart():
    said = words_of("check-in")
    assert "If a person misses court, the judge can order that person deported without them" in said
    assert "After a final order it can also be a crime." in said


def test_no_sheet_lets_anyone_follow_agents_by_car():
    said = words_of("raid-report")
    assert "Do not follow agents by car" in said
    assert "trained" not in said
