"""`ordinance updates` and `ordinance watch` as a person runs them: on the small library, and on the shipped one for its size."""

import json
import re

import pytest
from click.testing import CliRunner
from conftest import SMALL, part_holding, write
from hypothesis import given
from hypothesis import strategies as st

from ordinance.cli.main import cli
from ordinance.formats.calendar import folded

HOLDS = "clauses/custody/holds.yaml"


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Run the command on the small library, with changes laid over it where they are given."""
    monkeypatch.setattr("ordinance.library.roots.shipped_root", lambda: SMALL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    monkeypatch.chdir(tmp_path)

    def run(*words, changes=()):
        for file, old, new in changes:
            file = part_holding(file, old)
            text = (SMALL / file).read_text(encoding="utf-8")
            assert old in text
            write(tmp_path / "own" / file, text.replace(old, new, 1))
        over = ["--library", str(tmp_path / "own")] if changes else []
        return CliRunner().invoke(cli, [*over, *words])

    return run


# --- updates ---


def test_updates_stand_newest_first_with_what_they_touch(ran):
    assert ran("updates").stdout.splitlines() == [
        "Changes in law",
        "Sources searched on November 1, 2026; latest event found: October 2026.",
        "",
        "2026-10-05  AA  A bill on questions awaits signature",
        "                signed not yet, from 2027-01-01 · lead only · millbrook-aa · touches questions",
        "2026-09-02  US  A court speaks of holds",
        "                pending · secondary · touches holds",
        "2019-01     BB  Questions forbidden",
        "                in force · primary · fork-county-bb · touches questions",
        "Not found     BB  Nothing found on holds",
        "--full shows sources and where they disagree.",
    ]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("millbrook-aa",), ["aa-questions-bill", "us-holds-ruling"]),
        (("BB",), ["bb-nothing", "us-holds-ruling", "bb-old"]),
        (("bb", "--since", "2026-09-02"), ["bb-nothing", "us-holds-ruling"]),
        (("--since", "2019-01-31"), ["bb-nothing", "aa-questions-bill", "us-holds-ruling", "bb-old"]),
        (("--since", "2019-02-01"), ["bb-nothing", "aa-questions-bill", "us-holds-ruling"]),
        (("US",), ["us-holds-ruling"]),
    ],
)
def test_a_place_gets_its_state_and_federal_law_and_a_day_cuts_what_lies_before_it(ran, words, ids):
    found = json.loads(ran("updates", *words, "--format", "json").stdout)
    assert [one["id"] for one in found["changes"]] == ids


def test_all_of_it_has_sources_levels_and_where_they_disagree(ran):
    text = " ".join(ran("updates", "--full").stdout.split())
    assert "Sources disagree. One list says that the bill failed." in text
    assert "A lead, no authority; source: a machine-made list. Text not read." in text
    assert "Holds v. Nobody (D.N. Sept. 2, 2026). Secondary; source: a public copy of the docket." in text
    assert "Effective January 1, 2027. It touches questions. Places in the library: millbrook-aa." in text


@pytest.mark.parametrize("made", [("--format", "json", "-o", "it.json"), ("-o", "it.md", "--record", "it.json")])
def test_a_draft_made_earlier_is_told_which_of_its_sections_rest_on_what_changed(ran, made):
    assert ran("draft", "millbrook-aa", *made).exit_code == 0
    found = json.loads(ran("updates", "it.json", "--format", "json").stdout)
    assert {one["id"]: one["sections"] for one in found["changes"]} == {
        "aa-questions-bill": ["§ 12-030"],
        "us-holds-ruling": ["§ 12-020"],
    }
    assert (found["texts"], found["others"]) == ([], 0)
    lines = ran("updates", "it.json", "--since", "2026-10-01").stdout.splitlines()
    assert next(line for line in lines if "touches" in line).endswith("touches § 12-030")


@pytest.mark.parametrize("made", [("--format", "json", "-o", "it.json"), ("-o", "it.md", "--record", "it.json")])
def test_a_draft_made_earlier_is_told_which_texts_have_changed(ran, made):
    ran("draft", "millbrook-aa", *made)
    found = json.loads(
        ran(
            "updates", "it.json", "--format", "json", changes=[(HOLDS, "because of a hold request:", "on a hold request:")]
        ).stdout
    )
    assert [(one["what"], one["name"].partition("=")[0]) for one in found["texts"]] == [("changed", "holds")]


def test_a_draft_of_an_older_program_is_read_for_what_it_rests_on(ran, tmp_path):
    ran("draft", "millbrook-aa", "--format", "json", "-o", "it.json")
    file = json.loads((tmp_path / "it.json").read_text(encoding="utf-8"))
    file["version"] = 0
    file["draft"]["selection"]["state"] = {"another": "shape"}
    write(tmp_path / "it.json", json.dumps(file))
    found = json.loads(ran("updates", "it.json", "--format", "json").stdout)
    assert [one["sections"] for one in found["changes"]] == [["§ 12-030"], ["§ 12-020"]]


def test_an_authority_that_changed_touches_the_sections_that_cite_it_whatever_their_topics(ran):
    ran("draft", "millbrook-aa", "--format", "json", "-o", "it.json")
    other = [("jurisdictions/changes/2026.yaml", "topics: [holds]\n    authorities", "topics: [questions]\n    authorities")]
    found = json.loads(ran("updates", "it.json", "--format", "json", changes=other).stdout)
    assert {one["id"]: one["sections"] for one in found["changes"]}["us-holds-ruling"] == ["§ 12-020", "§ 12-030"]


@pytest.mark.parametrize("named", ["statutes: [aa-1]", "clauses: [holds]"])
def test_a_statute_or_a_clause_that_a_change_names_touches_its_sections_whatever_their_topics(ran, named):
    ran("draft", "millbrook-aa", "--format", "json", "-o", "it.json")
    other = [("jurisdictions/changes/2026.yaml", "topics: [questions]\n", f"topics: [questions]\n    {named}\n")]
    found = json.loads(ran("updates", "it.json", "--format", "json", changes=other).stdout)
    assert {one["id"]: one["sections"] for one in found["changes"]}["aa-questions-bill"] == ["§ 12-020", "§ 12-030"]


def test_what_touches_no_section_is_counted(ran):
    ran("draft", "millbrook-aa", "--without", "questions", "--format", "json", "-o", "it.json")
    done = ran("updates", "it.json")
    assert "1 other changes in this state's or federal law touch no section of this draft." in done.stdout
    assert "A bill on questions" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "Error: no place named 'nowhere'"),
        (("--since", "2026-11-25"), "Error: --since 2026-11-25: the day lies in the future; give one up to 2026-11-24"),
        (("--since", "2026-13-01"), "'2026-13-01' is not a date; write it as YYYY-MM-DD"),
        (("none.json",), "Error: none.json: cannot be read: No such file or directory"),
        (("empty.json",), "Error: empty.json: is no draft and no record (Object missing required field `draft`)"),
        (("broken.json",), "Error: broken.json: is no draft and no record"),
        (("almost.json",), "Error: almost.json: is not a draft's record, which `ordinance draft --record FILE` writes"),
    ],
)
def test_bad_input_is_said_in_one_line(ran, tmp_path, words, said):
    for name, text in (("empty", "{}"), ("broken", "{"), ("almost", '{"variants": {}, "place": 3}')):
        write(tmp_path / f"{name}.json", text)
    done = ran("updates", *words, "-o", "made.txt")
    assert done.exit_code == 2
    assert [said in line for line in done.stderr.splitlines()].count(True) == 1
    assert not (tmp_path / "made.txt").exists()


@pytest.mark.parametrize(("name", "begins"), [("a.md", b"# Changes"), ("a.json", b"{"), ("a.txt", b"Changes in law\nSources")])
def test_the_ending_of_the_file_decides_the_format(ran, tmp_path, name, begins):
    assert ran("updates", "-o", name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert ran("updates", "-o", name).exit_code == 2  # a file that exists is kept


# --- watch ---


def test_watch_lists_what_to_look_up_the_soonest_first(ran):
    assert ran("watch").stdout.splitlines() == [
        "What to look up next",
        "List made on November 1, 2026. ! could turn a verdict.",
        "",
        "2026-12-01  AA ! Arden's bill on questions",
        "                 Signature; chapter, and first day · millbrook-aa, questions",
        "2027-01-15  US   Holds v. Nobody",
        "                 An appeal · holds, effective-date",
        "--full shows where to look, and what is known.",
    ]
    text = " ".join(ran("watch", "US", "--full").stdout.split())
    assert "Where: the docket. Known so far: Decided below. Depends on it: holds, effective-date, the handouts." in text


@pytest.mark.parametrize(
    ("words", "ids"),
    [(("AA",), ["w-aa-questions", "w-us-holds"]), (("bb",), ["w-us-holds"]), (("--due", "2026-12-01"), ["w-aa-questions"])],
)
def test_watch_takes_a_state_with_federal_law_and_a_day(ran, words, ids):
    assert [one["id"] for one in json.loads(ran("watch", *words, "--format", "json").stdout)] == ids


def test_a_state_that_is_none_is_refused(ran):
    done = ran("watch", "ZZ")
    assert (done.exit_code, done.stderr.splitlines()) == (2, ["Error: no state named 'ZZ'; known: AA, BB, US"])


def test_the_calendar_is_the_same_twice_whatever_the_clock_says(ran, tmp_path, monkeypatch):
    ran("watch", "-o", "a.ics")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1895478400")
    ran("watch", "-o", "b.ics")
    content = (tmp_path / "a.ics").read_bytes()
    assert content == (tmp_path / "b.ics").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert event == [
        "BEGIN:VEVENT",
        "UID:w-aa-questions@ordinance-watch",
        "DTSTAMP:20261101T000000Z",
        "DTSTART;VALUE=DATE:20261201",
        "DTEND;VALUE=DATE:20261202",
        "SUMMARY:AA: Arden's bill on questions",
        "DESCRIPTION:Look for: Signature\\; chapter\\, and first day.\\nWhere: the legislature's page.\\n"
        "Known so far: Passed both houses.\\nDepends on it: questions.\\nReaches: file of AA\\, millbrook-aa.",
        "CATEGORIES:bill",
        "PRIORITY:1",
        "TRANSP:TRANSPARENT",
    ]


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=70, max_size=300))
def test_a_line_of_a_calendar_is_at_most_75_octets_and_unfolds_to_itself(line):
    made = folded(line)
    parts = made.split(b"\r\n")
    assert parts.pop() == b""
    assert max(map(len, parts)) <= 75
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line
    assert all(part.startswith(b" ") and part.decode() for part in parts[1:])


# --- the shipped library ---


def test_no_line_of_the_shipped_calendar_is_longer_than_75_octets():
    made = CliRunner().invoke(cli, ["watch", "--format", "ics"]).stdout_bytes
    assert max(map(len, made.split(b"\r\n"))) == 75
    assert made.count(b"BEGIN:VEVENT") == made.count(b"UID:") == len(set(re.findall(rb"UID:\S+", made)))


@pytest.mark.parametrize("words", [("updates",), ("updates", "ithaca-ny"), ("updates", "CO"), ("watch",), ("watch", "NY")])
def test_the_standard_list_is_one_screen_of_forty_lines_of_a_hundred_columns(words):
    lines = CliRunner().invoke(cli, list(words)).stdout.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100
