"""Redlines keep who changed what and what they said; three ways puts their changes and the library's into one file."""

import pytest
from click.testing import CliRunner
from conftest import DAY, shipped_library
from word_edits import Word

import ordinance as o
from ordinance.cli.main import cli
from ordinance.formats.docx.read import document as docx
from ordinance.making.redlining import read_text, reading_of, redlined, redlined_three_ways

ANN, BEN = "Ann Attorney", "Ben Clerk"


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture(scope="module")
def sent(library):
    return o.draft(library, "ithaca-ny", on=DAY, length="short")


@pytest.fixture
def word(sent):
    return Word(o.encode(sent, "docx"))


def authors(content):
    return {
        (mark.author, mark.kind, mark.text.strip())
        for trace in docx.read("x", content).traces
        for mark in trace.marks
        if mark.text
    }


def test_a_redline_keeps_the_authors_of_tracked_changes_and_the_comments(library, sent, word):
    word.replace("without delay", "within one hour", ANN)
    word.plain("by the usual door", "by the front door")
    word.strike_paragraph("obeying a judicial warrant", BEN)
    word.add_paragraph("what a statute, treaty", "helping a child;", BEN)
    word.comment("in the usual way", "Which way?", ANN)
    made = redlined(library, reading_of(sent.draft, library, DAY), docx.read("back.docx", word.bytes()), "Redline", DAY)
    content = made.encode("docx")
    found = authors(content)
    assert {
        (ANN, "inserted", "within one hour"),
        ("Redline", "inserted", "front"),
        (BEN, "inserted", "helping a child;"),
    } <= found
    assert {author for author, kind, text in found if text.startswith("obeying")} == {BEN}
    remarks = [remark for trace in docx.read("x", content).traces for remark in trace.remarks]
    assert [(one.author, one.text) for one in remarks] == [(ANN, "On “in the usual way”: Which way?")]
    text = made.encode("txt").decode()
    assert "{--without delay--}{++within one hour++}" in " ".join(text.split())
    assert f"[{ANN}]" in " ".join(text.split())
    assert f"{ANN}: On “in the usual way”: Which way?" in " ".join(text.split())
    assert "{++helping a child;++}" in made.encode("md").decode()


def test_three_ways_is_both_sides_changes_by_two_authors(library, sent, word, tmp_path):
    word.replace("without delay", "within one hour", ANN)
    word.replace("by the usual door", "by the front door", ANN)
    word.strike_paragraph("obeying a judicial warrant", ANN)
    place = library.place("ithaca-ny")
    own = tmp_path / "new.yaml"
    entry = "  - {do: replace, at: %s, text: '%s', by: x, on: 2026-11-24, why: x, length: short}\n"
    base = reading_of(sent.draft, library, DAY)
    words = sent.draft.sections[2].provisions[1].pieces[0].text.replace("released without delay", "released at once")
    added = "  - {do: add-after, at: exceptions.life, text: '1. a last one.', by: x, on: 2026-11-24, why: x, length: short}\n"
    own.write_text(
        library.place_files[place.id].read_text(encoding="utf-8")
        + "\nwording:\n"
        + entry % ("detainer-refusal.1", words.replace("'", "''"))
        + entry % ("exceptions.statute", "what a law requires;")
        + added,
        encoding="utf-8",
    )
    ours = reading_of(o.draft(library, str(own), on=DAY, length="short").draft, library, DAY)
    theirs = docx.read("back.docx", word.bytes())
    made = redlined_three_ways(library, base, theirs, ours, ("Counsel", "Library"), DAY)
    found = authors(made.encode("docx"))
    assert {
        (ANN, "inserted", "within one hour"),
        ("Library", "inserted", "at once"),
        ("Library", "inserted", "a last one."),
    } <= found
    assert any(author == "Library" and "law requires" in text for author, _, text in found)
    assert {author for author, kind, text in found if text.startswith("obeying") and kind == "deleted"} == {ANN}
    assert [one[:20] for one in made.overlaps] == ["Whoever would otherw"]
    accepted = docx.read("x", made.encode("docx"))
    said = " ".join(str(block.content) for block in accepted.document.blocks if hasattr(block, "content"))
    assert "within one hour" in said
    assert "a last one." in said


def test_the_command_goes_three_ways_and_prints_text(tmp_path, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    run = lambda *words: CliRunner().invoke(cli, [*words])  # noqa: E731
    run("draft", "ithaca-ny", "--length", "short", "-o", "sent.docx", "--record", "sent.json")
    word.replace("without delay", "within one hour", ANN)
    (tmp_path / "back.docx").write_bytes(word.bytes())
    made = run("redline", "sent.json", "back.docx", "ithaca-ny", "--length", "short", "-o", "three.docx")
    assert made.exit_code == 0, made.output
    assert (ANN, "inserted", "within one hour") in authors((tmp_path / "three.docx").read_bytes())
    shown = run("redline", "sent.docx", "back.docx", "--format", "md")
    assert "{--without delay--}{++within one hour++}" in shown.stdout
    bad = run("redline", "sent.docx", "back.docx", "--format", "md", "-o", "x.docx")
    assert (bad.exit_code, "leave one of the two out" in bad.output) == (2, True)
    same = run("redline", "sent.json", "back.docx", "ithaca-ny", "--author", "A", "--our-author", "A", "--length", "short")
    assert (same.exit_code, "give them two names" in same.output) == (2, True)
    assert read_text("sent.docx") is not None
