"""Words of a place's own: put into the draft by name, marked as its own, held against what the library says today."""

from datetime import date

import pytest
import yaml
from click.testing import CliRunner
from conftest import DAY, drafted, printed

import ordinance as o
from ordinance.cli.main import cli
from ordinance.drafting.items import items_of
from ordinance.errors import FaultyFile
from ordinance.formats import draft_json
from ordinance.pages.instrument import Options, build

CITY = "jurisdictions/millbrook-aa.yaml"


def entry(do, at, text=None, **more):
    made = {"do": do, "at": at, "by": "City Attorney", "on": date(2026, 11, 20), "why": "Asked for at the hearing", **more}
    return made | ({"text": text} if text is not None else {})


def with_words(laid, *entries):
    words = yaml.safe_dump({"wording": list(entries)}, sort_keys=False)
    return laid((CITY, "as_of:", f"{words}as_of:"))


def text_of(laid, *entries, **wishes):
    library = with_words(laid, *entries)
    return printed(library, drafted(library, **wishes)).replace("\N{NO-BREAK SPACE}", " ")


def test_without_local_wording_nothing_is_marked(laid):
    assert "Local wording" not in printed(laid(), drafted(laid()), "comments")


def test_an_item_is_replaced_and_what_stands_under_it_stays(laid):
    said = text_of(laid, entry("replace", "holds.rule", "Except as [](#court) says, nobody shall:"))
    assert "A. Except as subsection B says, nobody shall:" in said
    assert "(1) keep a person in custody; or" in said


def test_a_list_in_the_new_words_replaces_what_stands_under_the_item(laid):
    said = text_of(laid, entry("replace", "holds.rule", "1. Nobody shall:\n\n   1. keep anyone.\n"))
    assert "A. Nobody shall:" in said
    assert "(1) keep anyone." in said
    assert "move a person" not in said


def test_what_is_added_and_struck_is_lettered_and_cited_anew(laid):
    said = text_of(laid, entry("add-after", "holds.rule", "1. A new rule."), entry("strike", "holds.2"))
    assert "Except as provided in subsection C" in said  # the library's reference follows
    assert "B. A new rule." in said
    assert "give the person a copy" not in said


def test_what_is_added_under_an_item_stands_first(laid):
    said = text_of(laid, entry("add-under", "holds.rule", "1. ask first;"))
    assert said.index("(1) ask first;") < said.index("(2) keep a person in custody; or")


def test_a_struck_section_takes_its_phrase_out_of_the_long_title_and_its_number_out_of_the_chapter(laid):
    said = text_of(laid, entry("strike", "holds"))
    assert "limiting holds" not in said
    assert "§ 12-020. Questions about status" in said


def test_a_section_of_its_own_is_numbered_cited_and_named_in_the_long_title(laid):
    own = entry("add-section", "holds", "Schools follow [](#holds).", id="schools", heading="Schools", caption="naming schools")
    said = text_of(laid, own)
    assert "### § 12-030. Schools\n\nSchools follow § 12-020." in said
    assert "; and naming schools" in said
    assert "### § 12-040. Questions about status" in said


def test_heading_title_reasons_and_definitions(laid):
    said = text_of(
        laid,
        entry("heading", "holds", heading="Papers"),
        entry("replace", "instrument-title", "An act"),
        entry("replace", "long-title", "An act on papers"),
        entry("strike", "recital.0"),
        entry("replace", "recital.1", "no judge reads it"),
        entry("add-after", "recital.1", "two are better"),
        entry("add-after", "definitions.agency", "“School” means a place of the city agency."),
        entry("add-after", "holds.2", "1. A school is no jail."),
    )
    assert "### § 12-020. Papers" in said
    assert "# An act\n" in said
    assert "\nAn act on papers\n" in said
    assert "do not call the police" not in said
    assert said.index("WHEREAS, no judge reads it; and") < said.index("WHEREAS, two are better; and")
    assert "“School” means" in said


def test_a_list_of_facts_in_brackets_is_a_blank(laid):
    library = with_words(laid, entry("replace", "holds.2", "Ask [name of the office]."))
    findings = o.check(library, "millbrook-aa", on=DAY, length="full")
    assert "to fill in: [name of the office]" in [one.message for one in findings]


def test_loophole_words_and_dead_references_in_local_words_are_found_at_their_line(laid):
    library = with_words(laid, entry("replace", "holds.2", "Promptly ask, as [](#gone) says."))
    found = {one.id: one for one in o.check(library, "millbrook-aa", on=DAY, length="full")}
    assert found["word-loophole"].file.endswith("millbrook-aa.yaml")
    assert "[no section gone]" in found["reference-dangling"].message


def test_each_is_marked_as_the_places_own(laid):
    library = with_words(laid, entry("replace", "holds.2", "Ask."), entry("strike", "recital.0"))
    document = build(drafted(library), library, Options("comments", DAY))
    own = [one for one in document.comments if one.kind == "local"]
    assert [one.title for one in own] == ["Local wording, not reviewed"] * 2
    assert "City Attorney, November 20, 2026. Asked for at the hearing." in str([one.body for one in own])
    assert "Local wording, not reviewed." in printed(library, drafted(library), "inline")


def test_words_stay_when_the_library_changes_under_them_and_the_draft_says_so(small, laid):
    base = items_of(drafted(small))["holds.2"]
    own = entry("replace", "holds.2", "Ask.", revision=base.revision, was=base.words)
    assert [one.state for one in drafted(with_words(laid, own)).local] == ["kept"]
    library = laid(("clauses/custody/holds.yaml", "give the person a copy of the paper within", "hand over a copy within"))
    made = drafted(library)
    (told,) = made.local
    assert told.state == "changed"
    assert "hand over a copy within" in told.now
    assert "C. Ask." in printed(library, made)
    page = o.updates(library, "millbrook-aa", on=DAY)
    shown = o.encode(page, "txt").decode()
    assert f"base     {base.words}" in shown
    assert "local    Ask." in shown
    assert "1. keep the local words" in shown
    assert "3. write a third text" in shown


def test_words_follow_an_item_that_the_library_moved(small, laid):
    base = items_of(drafted(small))["holds.2"]
    own = entry("replace", "holds.2", "Ask.", revision=base.revision)
    old, new = "3. {{ The.agency }} shall give", "3. A new one.\n\n      4. {{ The.agency }} shall give"
    library = laid((CITY, "as_of:", yaml.safe_dump({"wording": [own]}) + "as_of:"), ("clauses/custody/holds.yaml", old, new))
    (told,) = drafted(library).local
    assert (told.state, told.anchor) == ("followed", "holds.3")


BAD = [
    ([entry("replace", "holds.cort", "x")], "no item named 'holds.cort'; did you mean holds.court"),
    ([entry("replace", "hold.court", "x")], "no item named 'hold.court'"),
    ([entry("replace", "holds.2", "x"), entry("strike", "holds.2")], "holds.2 is changed twice: line"),
    ([entry("strike", "holds"), entry("replace", "holds.2", "x")], "holds.2 stands in holds, which another entry strikes"),
    ([entry("replace", "holds.2")], "replace needs `text`"),
    ([entry("strike", "holds.2", "x")], "strike takes no `text`"),
    ([entry("heading", "holds.2", heading="x")], "heading is for a section, and holds.2 is none; name holds"),
    ([entry("add-section", "holds", "x", heading="x", id="questions")], "add-section needs an `id` of its own"),
    ([entry("move", "holds", after="nowhere")], "move needs `after`, the section behind which this one comes"),
    ([entry("strike", "long-title")], "long-title can be replaced, and nothing else"),
]


@pytest.mark.parametrize(("entries", "says"), BAD, ids=range(len(BAD)))
def test_a_mistake_is_told_with_its_line(laid, entries, says):
    library = with_words(laid, *entries)
    with pytest.raises(FaultyFile) as refused:
        drafted(library)
    (fault,) = refused.value.faults
    assert says in fault.message
    assert fault.line > 20


def test_an_entry_for_a_section_or_a_length_that_this_draft_has_not_is_told_and_left(laid):
    own = [entry("replace", "holds.2", "Ask.", length="short"), entry("heading", "questions", heading="Asking")]
    made = drafted(with_words(laid, *own), leave_out=("questions",))
    assert [(one.state, one.why) for one in made.local] == [
        ("unused", "is for the short text"),
        ("unused", "its section, questions, is not in this draft"),
    ]


def test_a_draft_with_local_words_goes_into_json_and_back(laid):
    own = entry("add-section", "holds", "Schools are open.", id="schools", heading="Schools")
    made = drafted(with_words(laid, own, entry("replace", "holds.2", "Ask.")))
    assert draft_json.read_draft(draft_json.write(made)) == made


def test_the_command_reads_words_from_a_file_and_lists_the_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.yaml").write_text(yaml.safe_dump({"wording": [entry("replace", "exceptions.life", "saving a life.")]}))
    run = CliRunner().invoke(cli, ["draft", "ithaca-ny", "--length", "short", "--wording", "w.yaml", "-o", "x.md"])
    assert run.exit_code == 0, run.output
    assert "E. saving a life." in (tmp_path / "x.md").read_text()
    assert "Local wording (1)" in run.stderr
    checked = CliRunner().invoke(cli, ["check", "ithaca-ny", "--length", "short", "--wording", "w.yaml", "--full"])
    assert "exceptions is in the place's own words" in " ".join(checked.stdout.split())
    listed = CliRunner().invoke(cli, ["wording", "ithaca-ny", "--length", "short", "--section", "exceptions"]).output
    assert "exceptions.life" in listed
    wrong = CliRunner().invoke(cli, ["wording", "ithaca-ny", "--section", "exceptons"])
    assert (wrong.exit_code, "did you mean exceptions" in wrong.output) == (2, True)


def test_a_section_can_be_moved_and_references_follow(laid):
    said = text_of(laid, entry("move", "holds", after="questions"))
    assert said.index("§ 12-020. Questions about status") < said.index("§ 12-030. Holds on request")
    assert "§ 12-030B requires" in said


def test_no_clause_has_the_name_of_another_item():
    from ordinance.drafting.items import LONG_TITLE, RECITAL, TITLE

    ids = {clause.id for clause in o.Library().clauses()}
    assert not ids & {TITLE, LONG_TITLE}
    assert not [one for one in ids if one.startswith(RECITAL)]
