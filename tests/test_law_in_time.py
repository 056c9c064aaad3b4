"""Changes in law and the list of what to look up: every name in them leads somewhere, and what is wrong is said by line."""

import re

import pytest

from ordinance.errors import FaultyFile
from ordinance.library.law_in_time import changes_of, list_made, looked_up, watch_of
from ordinance.library.store import Library

CHANGES, WATCH = "jurisdictions/changes/2026.yaml", "jurisdictions/watch/2026.yaml"


def test_changes_stand_newest_first_and_the_list_to_watch_soonest_first(small):
    assert [one.id for one in changes_of(small)] == ["bb-nothing", "aa-questions-bill", "us-holds-ruling", "bb-old"]
    assert [one.id for one in watch_of(small)] == ["w-aa-questions", "w-us-holds"]
    assert [str(looked_up(small)), str(list_made(small))] == ["2026-11-01", "2026-11-01"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (CHANGES, "topics: [holds]", "topics: [hold]", r"2026.yaml:\d+:\d+: no topic named 'hold'; did you mean holds?"),
        (CHANGES, "state: BB", "state: ZZ", r"2026.yaml:\d+:\d+: no state named 'ZZ'; write a postal code"),
        (CHANGES, "[hold-v-county]", "[hold-v-city]", r"no authority named 'hold-v-city'; did you mean hold-v-county?"),
        (CHANGES, "[bb-7]", "[bb-9]", r"no statute of BB named 'bb-9'; did you mean bb-[78]"),
        (CHANGES, "id: bb-old", "id: bb-nothing", r"the id 'bb-nothing' stands twice"),
        (CHANGES, "status: pending", "status: passed", r"status is 'passed', and must be one of|is 'passed', and must be one of"),
        (CHANGES, "lead: true", "laed: true", r"unknown key 'laed'; did you mean lead"),
        (CHANGES, 'date: "2026-09-02"', 'date: "2026-9-2"', r"is '2026-9-2', which is not in the right form"),
        (WATCH, "clauses: [effective-date]", "clauses: [effective-day]", r"no clause named 'effective-day'; did"),
        (WATCH, "due: 2026-12-01", "due: 2026-13-01", r"watch\[0\].due must be a date"),
        (CHANGES, 'date: "2026-09-02"', 'date: "2026-13"', r"is '2026-13', which is not in the right form"),
        (CHANGES, 'effective: "2027-01-01"', 'effective: "2027-02-30"', r"'2027-02-30' is no date"),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_refused_with_its_line(laid, file, old, new, said):
    own = laid((file, old, new))
    with pytest.raises(FaultyFile) as error:
        changes_of(own), watch_of(own)
    assert re.search(said, str(error.value))
    assert re.search(r"2026\.yaml:[1-9]\d*:[1-9]", str(error.value))


def test_the_shipped_entries_can_be_used_and_name_nothing_of_the_machine_that_read_them():
    library = Library()
    assert changes_of(library)
    assert watch_of(library)
    words = [str(one) for one in (*changes_of(library), *watch_of(library))]
    assert [one for one in words if re.search(r"file id|\bids? \d|\d{10}|CONTRADICTION|\.yaml|->", one)] == []


def test_what_only_a_machine_says_is_marked_as_a_lead():
    entries = changes_of(Library())
    only = [one for one in entries if one.source.startswith("a machine") or one.source.endswith("reviewed by nobody)")]
    assert [one.id for one in only if not (one.lead or ";" in one.source)] == []
    assert [one.id for one in entries if one.lead and one.verified == "primary"] == []
