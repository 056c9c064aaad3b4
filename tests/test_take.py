"""A draft comes back: each change with its author and their comments, and what is accepted becomes local wording."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from conftest import DAY, shipped_library
from lxml import etree
from word_edits import Word, q, split_runs

import ordinance as o
from ordinance.cli.main import cli
from ordinance.drafting.items import items_of
from ordinance.errors import BadChoice, FaultyFile
from ordinance.making.taking import accept, taken

ANN, BEN = "Ann Attorney", "Ben Clerk"


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture(scope="module")
def sent(library):
    return o.draft(library, "ithaca-ny", on=DAY, length="short")


@pytest.fixture(scope="module")
def file(sent):
    return o.encode(sent, "docx")


@pytest.fixture
def word(file):
    return Word(file)


def back(library, sent, content, name="back.docx"):
    return taken(library, sent.draft, [(name, content)], DAY)


def told(made):
    return [(one.kind, one.at, one.authors, one.tracked) for one in made.edits]


def text(made):
    return {name: item.words for name, item in items_of(made).items()}


def test_a_file_that_nobody_touched_holds_no_change(library, sent, file):
    made = back(library, sent, file)
    assert (made.edits, made.known) == ((), (1.0,))
    assert back(library, sent, split_runs(file)).edits == ()


def test_each_change_is_told_with_its_author_and_what_is_not_tracked_is_found(library, sent, word):
    word.replace("without delay", "within one hour", ANN)
    word.insert_after("by the usual door", " and the front gate", BEN)
    word.plain("A supervisor shall read each court paper", "A lawyer shall read each court paper")
    made = back(library, sent, word.bytes())
    assert told(made) == [
        ("changed", "detainer-refusal.1", (ANN,), True),
        ("changed", "detainer-refusal.1", (BEN,), True),
        ("changed", "detainer-refusal.1", (), False),
    ]
    assert [(one.before.strip(), one.after.strip()) for one in made.edits] == [
        ("without delay", "within one hour"),
        ("", "and the front gate"),
        ("supervisor", "lawyer"),
    ]


def test_accepting_one_authors_change_leaves_the_others_open(library, sent, word):
    word.replace("without delay", "within one hour", ANN)
    word.insert_after("by the usual door", " and the front gate", BEN)
    made = accept(back(library, sent, word.bytes()), [2])
    words = text(made.draft)["detainer-refusal.1"]
    assert "be released without delay, by the usual door and the front gate in the usual way" in words
    assert [(one.by, one.on, one.do, one.at) for one in made.new] == [(BEN, date(2026, 11, 20), "replace", "detainer-refusal.1")]
    assert [one.number for one in made.left] == [1]
    assert made.inexact == ()


def test_paragraphs_come_and_go_with_their_authors(library, sent, word):
    word.strike_paragraph("obeying a judicial warrant", ANN)
    word.add_paragraph("what a statute, treaty", "helping a child;", BEN)
    made = back(library, sent, word.bytes())
    assert told(made) == [
        ("struck", "exceptions.court-order", (ANN,), True),
        ("added", "exceptions.statute", (BEN,), True),
    ]
    done = accept(made, [1, 2])
    assert "exceptions.court-order" not in text(done.draft)
    labels = {
        item.words: item.label for item in __import__("ordinance.drafting.items", fromlist=["x"]).items_of(done.draft).values()
    }
    assert labels["helping a child;"] == "B."
    assert done.inexact == ()


def test_a_new_section_becomes_one_entry_and_a_struck_one_too(library, sent, word):
    heading, body = "Release information", "A city employee shall not tell an immigration authority"
    word.add_paragraph("No agreement permits", "Schools are open to all.", ANN, like=body)
    word.add_paragraph("No agreement permits", "Schools", ANN, like=heading)
    for words in (
        "Questions about immigration status",
        "A city employee shall not ask a person",
        "shall take all other questions",
        "reach nationality",
    ):
        word.strike_paragraph(words, BEN)
    made = back(library, sent, word.bytes())
    assert [(one.kind, one.authors) for one in made.edits] == [("added", (ANN,)), ("struck", (BEN,))]
    done = accept(made, [1, 2])
    assert [(one.do, one.at, one.id) for one in done.new] == [
        ("add-section", "no-287g", "schools"),
        ("strike", "status-inquiry", None),
    ]
    assert done.inexact == ()


def test_comments_are_told_with_their_words_their_authors_and_whom_they_answer(library, sent, word):
    first = word.comment("without delay", "How long is that?", ANN)
    word.comment("without delay", "An hour.", BEN, answers=first)
    word.comment("by the usual door", "Which?", ANN)
    word.strike("by the usual door", BEN)
    made = back(library, sent, word.bytes())
    remarks = [one for edit in made.edits for one in edit.remarks]
    assert {(one.author, one.text, one.words, one.answers, one.struck) for one in remarks} == {
        (ANN, "How long is that?", "without delay", "", False),
        (BEN, "An hour.", "without delay", ANN, False),
        (ANN, "Which?", "by the usual door", "", True),
    }


def test_a_comment_on_what_nobody_changed_is_listed_alone_and_ours_are_not(library, sent, word):
    word.comment("hide a person from one", "Keep this.", ANN)
    (only,) = back(library, sent, word.bytes()).edits
    assert (only.kind, only.where.split()[-1], only.remarks[0].text) == ("comment", "obstruction", "Keep this.")


def test_reasons_titles_and_headings_can_be_taken(library, sent, word):
    word.plain("Immigration enforcement agreements", "Federal immigration agreements")
    word.plain("police depend on victims", "officers depend on victims")
    word.plain("governing questions about status", "about questions")
    word.drop("Congress may not require")
    done = accept(back(library, sent, word.bytes()), range(1, 5))
    assert [(one.do, one.at) for one in done.new] == [
        ("replace", "long-title"),
        ("replace", "recital.3"),
        ("strike", "recital.2"),
        ("heading", "no-287g"),
    ]
    assert done.inexact == ()


def test_what_is_no_part_of_the_law_is_listed_and_not_taken(library, sent, word):
    word.plain("Be it enacted by the Common Council", "Be it ordained by the Common Council")
    made = back(library, sent, word.bytes())
    assert [one.cannot for one in made.edits] == ["is no part of the law's text; write it in the place's file"]
    assert accept(made, [1]).new == ()
    assert accept(made, [1]).left == made.edits


def test_a_second_round_keeps_what_was_taken_in_the_first(library, sent, word, tmp_path):
    word.replace("without delay", "within one hour", ANN)
    first = accept(back(library, sent, word.bytes()), [1])
    again = type(sent)(library, first.draft, DAY)
    other = Word(o.encode(again, "docx"))
    other.replace("in the usual way", "as others do", BEN)
    other.add_paragraph("stopping an immediate threat", "a last one.", BEN)
    made = back(library, again, other.bytes())
    done = accept(made, range(1, len(made.edits) + 1))
    assert "within one hour" in text(done.draft)["detainer-refusal.1"]
    assert "as others do" in text(done.draft)["detainer-refusal.1"]
    third = back(library, type(sent)(library, done.draft, DAY), o.encode(type(sent)(library, done.draft, DAY), "docx"))
    assert third.edits == ()


def test_two_files_are_taken_together_and_overlaps_are_told(library, sent, file):
    one, two = Word(file), Word(file)
    one.replace("without delay", "within one hour", ANN)
    two.replace("without delay", "soon", BEN)
    two.strike_paragraph("obeying a judicial warrant", BEN)
    made = taken(library, sent.draft, [("a.docx", one.bytes()), ("b.docx", two.bytes())], DAY)
    assert [edit.number for edit in made.edits] == [1, 2, 3]
    with pytest.raises(BadChoice, match=r"changes 1 and 2 overlap in §.215-53"):
        accept(made, [1, 2])
    assert [(one.do, one.by) for one in accept(made, [1, 3]).new] == [("replace", ANN), ("strike", BEN)]
    with pytest.raises(BadChoice, match="both hold changes by Ann Attorney; take the later"):
        taken(library, sent.draft, [("a.docx", one.bytes()), ("c.docx", one.bytes())], DAY)


def test_a_file_that_is_no_draft_of_ours_is_told_with_what_was_found_in_it(library, sent):
    other = o.encode(o.draft(library, "vernon-vt", on=DAY, instrument="resolution", length="full"), "docx")
    told = r"is no draft of ours for this place: \d+ of its \d+ paragraphs are found in it;.*ordinance review"
    nameless = Word(other)
    nameless.parts["docProps/core.xml"] = re.sub(rb"<dc:title>.*?</dc:title>", b"", nameless.parts["docProps/core.xml"])
    with pytest.raises(FaultyFile, match=told):
        back(library, sent, nameless.bytes())
    with pytest.raises(FaultyFile, match="is no Word file"):
        back(library, sent, b"nothing")


def test_a_draft_for_another_place_is_told(library, sent):
    other = o.encode(o.draft(library, "kirkland-wa", on=DAY, length="short"), "docx")
    with pytest.raises(
        FaultyFile, match="is a draft for City of Kirkland, and what was sent is for City of Ithaca; name the other"
    ):
        back(library, sent, other)


def test_the_command_lists_takes_and_leaves_the_rest(tmp_path, monkeypatch, word, library):
    monkeypatch.chdir(tmp_path)
    own = (library.place_files["ithaca-ny"]).read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    word.replace("without delay", "within one hour", ANN)
    word.comment("by the usual door", "Which door?", BEN)
    (tmp_path / "back.docx").write_bytes(word.bytes())
    run = lambda *words: CliRunner().invoke(cli, [*words])  # noqa: E731
    listed = run("take", "back.docx", "--for", "own.yaml", "--length", "short")
    line = "1. § 215-53. Immigration detainers · Ann Attorney · changes “without delay” → “within one hour”"
    assert line in listed.stdout
    assert "Ben Clerk on “by the usual door”: Which door?" in listed.stdout
    as_data = json.loads(run("take", "back.docx", "--for", "own.yaml", "--length", "short", "--format", "json").stdout)
    assert as_data[0]["authors"] == [ANN]
    done = run("take", "back.docx", "--for", "own.yaml", "--length", "short", "--accept", "ALL")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8").startswith(own.rstrip("\n"))
    drafted = run("draft", "own.yaml", "--length", "short", "-o", "x.md")
    assert drafted.exit_code == 0, drafted.output
    assert "be released within one hour, by the usual door" in (tmp_path / "x.md").read_text(encoding="utf-8")
    again = run("take", "back.docx", "--for", "own.yaml", "--length", "short")
    assert "within one hour" not in again.stdout.split("Ben Clerk")[0]
    named = run("take", "back.docx", "--for", "ithaca-ny", "--length", "short", "--accept", "1")
    assert "Wrote ithaca-ny-wording.yaml" in named.stdout
    assert run("draft", "ithaca-ny", "--length", "short", "--wording", "ithaca-ny-wording.yaml", "-o", "y.md").exit_code == 0
    for words, says in ((["--accept", "99"], "there is no change 99"), (["--accept", "x"], "write ALL, or the numbers")):
        bad = run("take", "back.docx", "--for", "ithaca-ny", "--length", "short", *words)
        assert (bad.exit_code, says in bad.output) == (2, True)


def test_a_moved_section_stays_itself_and_a_rearranged_one_keeps_the_names_of_its_items(library, sent, word):
    heading, words = word.paragraph("No obstruction"), word.paragraph("This article governs only the people and property")
    before = word.paragraph("Joint operations")
    before.addprevious(heading)
    before.addprevious(words)
    crime = word.paragraph("work on a crime other than entry")
    word.paragraph("obeying a judicial warrant").addprevious(crime)
    made = back(library, sent, word.bytes())
    done = accept(made, [one.number for one in made.edits])
    assert ("move", "non-interference", "no-287g") in [(one.do, one.at, one.after) for one in done.new]
    assert [section.anchor for section in done.draft.sections].index("non-interference") == 5
    whole = next(one for one in done.new if one.at == "exceptions" and one.do == "replace")
    assert "{: #crime }" in whole.text
    assert done.inexact == ()


def test_moves_that_are_tracked_are_told_as_one(library, sent, word):
    moved = word.paragraph("Doubts go to a supervisor")
    copy_of = word.add_paragraph("obeying a judicial warrant", word.text(moved), like="Doubts go to a supervisor")
    for paragraph, name, range_name in ((moved, "moveFrom", "moveFrom"), (copy_of, "moveTo", "moveTo")):
        for run in list(paragraph.iter(q("r"))):
            around = etree.Element(q(name), word.who(ANN))
            run.addprevious(around)
            around.append(run)
        properties = paragraph.find(q("pPr"))
        etree.SubElement(etree.SubElement(properties, q("rPr")), q(name), word.who(ANN))
        paragraph.addprevious(etree.Element(q(f"{range_name}RangeStart"), {**word.who(ANN), q("name"): "move1"}))
    made = back(library, sent, word.bytes())
    assert [(one.kind, one.authors) for one in made.edits] == [("moved", (ANN,))]


def test_content_controls_and_smart_tags_are_words_like_others(library, sent, word):
    paragraph = word.paragraph("stopping an immediate threat")
    run = word.runs(paragraph, "immediate")
    tag = etree.Element(q("smartTag"))
    run.addprevious(tag)
    tag.append(run)
    control = etree.Element(q("sdt"))
    etree.SubElement(etree.SubElement(control, q("sdtPr")), q("alias")).set(q("val"), "what")
    content = etree.SubElement(control, q("sdtContent"))
    content.append(word.run("grave "))
    tag.addnext(control)
    (only,) = back(library, sent, word.bytes()).edits
    assert (only.kind, only.at, only.after.strip(), only.authors) == ("changed", "exceptions.life", "grave", ())
