"""An edited draft is checked as law: what is left of a struck section, what the title promises, what state law says."""

import pytest
from click.testing import CliRunner
from conftest import DAY, shipped_library
from word_edits import Word

import ordinance as o
from ordinance.cli.main import cli
from ordinance.errors import BadChoice
from ordinance.making.checking_file import check_file


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture(scope="module")
def sent(library):
    return o.draft(library, "ithaca-ny", on=DAY, length="short")


@pytest.fixture
def word(sent):
    return Word(o.encode(sent, "docx"))


def found(library, word, sent=None, **more):
    return {one.id: one for one in check_file(library, "back.docx", word.bytes(), sent and sent.draft, DAY, **more)}


def test_a_file_that_nobody_touched_has_the_findings_of_the_draft(library, sent, word):
    own = [(one.id, one.message) for one in o.check(library, sent, on=DAY)]
    assert [(one.id, one.message) for one in check_file(library, "back.docx", word.bytes(), None, DAY)] == own


def test_a_struck_section_leaves_a_title_that_promises_it_and_numbers_that_name_nothing(library, sent, word):
    word.plain("Doubts go to a supervisor", "As § 215-70 says, doubts go to a supervisor")
    for words in (
        "Questions about immigration status",
        "A city employee shall not ask a person",
        "shall take all other questions",
        "reach nationality",
    ):
        word.drop(words)
    one = found(library, word, sent)
    assert "questions about status" in one["title-promises"].message
    assert one["reference-typed"].message == "the words name § 215-70, and the text has no section of this number"
    assert "back.docx" in one["reference-typed"].where
    assert "New York law requires a rule on status-inquiry" in one["state-required"].message


def test_terms_and_loophole_words_of_others_are_found(library, sent, word):
    word.plain(
        "A supervisor shall read each court paper", "A Judicial Warrant is read promptly; a lawyer shall read each court paper"
    )
    word.drop("a warrant on probable cause, for the person")
    one = found(library, word, sent)
    assert "“Judicial Warrant” is a defined term and stands in lower case" in one["term-form"].message
    assert one["term-form"].file == "back.docx"
    assert "judicial warrant" in one["term-undefined"].message
    assert "required" in one["local-state-law"].message


def test_open_changes_must_be_settled_or_read_as_accepted(library, sent, word):
    word.replace("without delay", "promptly", "Ann")
    with pytest.raises(BadChoice, match="holds 2 open tracked changes by Ann; settle them in Word"):
        found(library, word, sent)
    assert "word-loophole" in found(library, word, sent, accepted=True)


def test_the_command_finds_the_place_by_its_name(tmp_path, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    word.plain("A supervisor shall read", "A lawyer shall read")
    (tmp_path / "back.docx").write_bytes(word.bytes())
    run = CliRunner().invoke(cli, ["check", "back.docx"])
    assert run.exit_code == 0, run.output
    assert "detainer-refusal is in the place's own words" in " ".join(run.stdout.split())
    bad = CliRunner().invoke(cli, ["check", "ithaca-ny", "--accepted"])
    assert (bad.exit_code, "go with an edited draft" in bad.output) == (2, True)
