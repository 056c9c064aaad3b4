"""What a state's own law has on a topic: a sentence in the section on it, at both lengths, and what it narrows in the text."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import DAY, write

from ordinance.checks import state_rules
from ordinance.checks.library import check_library
from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.rests_on import statutes_read
from ordinance.drafting.selection import Wishes
from ordinance.library.roots import shipped_root
from ordinance.library.store import Library

#: The states and the District whose law has rules for places that limit help; two of them were known from accounts alone.
SPEAKING = ("CA", "CO", "CT", "DE", "IL", "MD", "NY", "OR", "WA", "DC")
UNREAD = ("ME", "NJ")
#: Kinds of places that a state does not have.
ABSENT = {("CT", "county"), ("DC", "county")}
#: What a city's default draft must say of its state's law, whatever else it says.
SAID = {
    "CA": (
        "Cal. Gov. Code § 7284.6(a)(1)(C)",
        "gives the person a copy and says whether it intends to comply",
        "interpreters for people in custody",
    ),
    "CO": ("Nash v. Mikesell, 2024 COA 68", "§ 24-76.6-101 counts papers on federal immigration forms"),
    "CT": ("Conn. Gen. Stat. § 54-192h(a)", "binds municipal police and school police"),
    "DE": ("Del. Code tit. 11, § 8402B", "August 13, 2025"),
    "IL": ("5 ILCS 805/15(a)", "5 ILCS 805/15(e)", "reports to the Attorney General", "making, or remaining in, an agreement"),
    "MD": ("Crim. Proc. § 5-104(b)", "Pub. Safety § 3-529", "material to a criminal investigation"),
    "NY": ("People ex rel. Wells v. DeMarco, 168 A.D.3d 31", "§ 996-a(2)", "nationality and country of origin too"),
    "OR": (
        "Oregon Criminal Justice Commission",
        "the right not to disclose nationality, citizenship, or immigration status",
        "state or local crime, in a proceeding of an Oregon court",
        "workplace, school, hours there",
        "Any person may sue to stop a breach",
    ),
    "WA": ("RCW 10.93.160(4)(a)", "(RCW 10.93.160(9))", "written or oral"),
    "DC": (
        "D.C. Code § 24-211.07(a)",
        "photograph, and criminal case information",
        "at the person's own request, and only with counsel",
    ),
}
PLACES = [(state, kind) for state in (*SPEAKING, *UNREAD) for kind in ("city", "county") if (state, kind) not in ABSENT]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*arguments):
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exit_code in (0, 1), result.output
    return result


def file_of(state):
    """Return a state's file as it is shipped."""
    return (shipped_root() / f"jurisdictions/states/{state.lower()}.yaml").read_text(encoding="utf-8")


def changed(state, change):
    """Lay a changed file of the state over the library, in the folder `own`."""
    made = yaml.safe_load(file_of(state))
    change(made)
    write(Path("own") / f"jurisdictions/states/{state.lower()}.yaml", json.dumps(made, default=str, ensure_ascii=False))
    return ("--library", "own")


def text_of(state, kind, length, *options, library=()):
    """Return the words of a draft for a place that `new` made, with apostrophes and spaces as they are typed."""
    day = ("--date", DAY.isoformat())
    ran("new", "Testville", "--state", state, "--kind", kind, "-o", "place.yaml", "--force", *day)
    ran(*library, "draft", "place.yaml", "-o", "x.md", "--force", "--length", length, "--commentary", "none", *day, *options)
    made = Path("x.md").read_text(encoding="utf-8")
    return made.replace("’", "'").replace("\u00a0", " ").replace("\\", "")


def sentences(state):
    """Return the sentences of a state's file."""
    return [" ".join(one["text"].split()) for one in yaml.safe_load(file_of(state)).get("local_rules", ()) if "text" in one]


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize(("state", "kind"), PLACES)
def test_a_default_draft_says_what_the_states_own_law_has(state, kind, length):
    made = text_of(state, kind, length)
    assert [one for one in sentences(state) if made.count(one) > 1] == []
    assert bool(sentences(state)) == (state in SPEAKING)
    if (state, kind) != ("DE", "county"):  # which has no police and no jail unless its file names them
        assert [words for words in SAID.get(state, ()) if words not in made] == []


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("state", SPEAKING)
def test_with_every_section_each_sentence_is_said_once(state, length):
    kind = "city" if state in ("CT", "DC", "DE") else "county"
    made = text_of(state, kind, length, "--package", "full")
    assert [one for one in sentences(state) if made.count(one) != 1] == []


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("state", SPEAKING)
def test_the_checks_of_words_find_nothing_in_the_states_sentences(state, length):
    text_of(state, "city", "full")

    def found(*library):
        made = ran(*library, "check", "place.yaml", "--package", "full", "--length", length, "--format", "json")
        return {(one["id"], one["message"]) for one in json.loads(made.stdout) if one["severity"] != "note"}

    without = changed(state, lambda made: made.pop("local_rules"))
    assert found() - found(*without) == set()


def test_a_sentence_that_rests_on_a_statute_that_was_not_read_is_not_said():
    def unread(made):
        for one in made["statutes"]:
            if one["id"] == "or-181a-823":
                one["verified"] = "secondary"

    made = text_of("OR", "city", "full", library=changed("OR", unread))
    assert "(ORS 181A.823(3))" not in made
    assert "offense under state or local law" not in made
    assert "Oregon Criminal Justice Commission" in made


def test_a_sentence_that_rests_on_a_statute_that_a_court_has_stopped_is_not_said():
    def stopped(made):
        for one in made["statutes"]:
            if one["id"] == "wa-10-93-160":
                one["enjoined"] = [{"since": "2026-10-01", "by": "a court", "extent": "all of it"}]

    library = changed("WA", stopped)
    assert "RCW 10.93.160(11)" not in text_of("WA", "city", "short", library=library)
    assert "RCW 10.93.160(11)" in text_of("WA", "city", "short", "--date", "2026-09-30", library=library)


#: A limit that a state's own law sets, in a state that lets a place set none of its own; and one that a floor has.
RESTATED = [
    ("TX", "city", "Art. 2A.059, Tex. Code Crim. Proc., lets a peace officer ask a victim or witness"),
    ("OK", "city", "requires nothing of them once the person has shown proof of United States citizenship"),
    ("VA", "city", "Va. Code § 19.2-11.02 bars asking the immigration status"),
    ("VA", "county", "Va. Code § 19.2-11.02 bars asking the immigration status"),
]


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize(("state", "kind", "words"), RESTATED)
def test_what_a_state_itself_forbids_stands_in_a_section_that_limits_nothing(state, kind, words, length):
    assert words in text_of(state, kind, length)
    apart = changed(state, lambda made: [one.pop("restates") for one in made["local_rules"]])
    assert state == "VA" or words not in text_of(state, kind, length, library=apart)


def test_the_page_of_a_state_tells_what_its_law_adds():
    ran("state", "OR", "--full", "--format", "md", "-o", "or.md", "--date", DAY.isoformat())
    made = Path("or.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "**Joint operations**: As ORS 181A.826 requires, a request or message from a federal agency" in made


def test_a_sentence_holds_from_the_first_day_of_its_statute():
    options = ("--package", "full")
    assert "§ 996-a(1) bars a municipal employee" in text_of("NY", "city", "full", *options)
    before = text_of("NY", "city", "full", *options, "--date", "2026-05-01")
    assert "§ 996-a(1) bars a municipal employee" not in before
    assert "People ex rel. Wells v. DeMarco, 168 A.D.3d 31" in before


@pytest.mark.parametrize(
    ("state", "other", "length", "narrower"),
    [
        ("OR", "VT", "full", "an offense under state or local law that is not itself"),
        ("IL", "WA", "full", "shall do nothing under it, and shall not nominate"),
        ("IL", "WA", "short", "Until it ends, nothing shall be done under it."),
        ("NY", "VT", "short", "Work on a crime permits only a question that state law permits."),
        ("WA", "VT", "short", "Work on a crime permits only a question that state law permits."),
    ],
)
def test_what_the_state_bars_is_left_out_of_the_general_text(state, other, length, narrower):
    assert narrower in text_of(state, "city", length)
    assert narrower not in text_of(other, "city", length)


def test_a_question_that_a_task_needs_is_allowed_only_where_the_state_does_not_bar_it():
    texts = {state: text_of(state, "city", "short", "--choose", "status-inquiry=all-staff") for state in ("NY", "VT")}
    assert {state: "that the task does not need" in text for state, text in texts.items()} == {"NY": False, "VT": True}


def test_a_spoken_resolution_has_no_sentence_of_state_law_in_its_paragraphs():
    made = text_of("OR", "city", "short", "--instrument", "resolution")
    assert [one for one in sentences("OR") if one in made] == []
    assert "RESOLVED" in made


def test_the_procedures_behind_a_short_ordinance_do_not_say_it_again():
    made = text_of("OR", "city", "short", "--annex")
    assert made.count("Oregon Criminal Justice Commission") == 1
    assert "an offense under state or local law that is not itself" in made


def test_the_shipped_rules_are_short():
    assert list(state_rules.faults(Library())) == []


def test_a_rule_with_too_many_words_is_an_error_of_the_library(small_with_rule):
    assert ("rule-long", "the rule on holds has 46 words; at most 45") in small_with_rule(text="word " * 46)
    assert [
        one
        for one in small_with_rule(text="{% if short %}" + "a " * 44 + "{% else %}b{% endif %} c")
        if one[0].startswith("rule")
    ] == []


def test_a_rule_that_adds_and_narrows_nothing_is_an_error_of_the_library(small_with_rule):
    assert ("rule-empty", "the rule on holds adds and narrows nothing") in small_with_rule()


def test_a_narrowing_that_the_vocabulary_does_not_have_is_an_error_of_the_file(small_with_rule):
    assert small_with_rule(text="Short.", narrows=["no-such-thing"]) == {("file-faulty", "no narrowing named 'no-such-thing'")}


@pytest.fixture
def small_with_rule(laid):
    def checked(**rule):
        made = json.dumps([{"topic": "holds", "because": ["aa-1"], **rule}])
        library = laid(("jurisdictions/states/aa.yaml", "home_rule: Broad.", f"local_rules: {made}\nhome_rule: Broad."))
        return {(one.id, one.message) for one in check_library(library, DAY)}

    return checked


def test_a_draft_rests_on_the_statutes_that_its_sentences_cite():
    """A statute on a topic that has no section, whose sentence stands in another, is one that was read for this draft."""
    text_of("MD", "city", "short")
    library = Library()
    made = draft(library, library.place("place.yaml"), Wishes(length="short", on=DAY))
    assert "data-privacy" not in {topic for one in made.sections for topic in one.chosen.clause.topics}
    assert "Md. Code, Pub. Safety § 3-529" in {one.what for one in statutes_read(made)}
