"""Every check: a minimal case that it finds, with severity, place and remedy; and a draft in which it finds nothing."""

import json
from datetime import date

import msgspec
import pytest
from conftest import DAY, drafted

from ordinance.checks.model import CHECKS, run

HOLDS, QUESTIONS = "clauses/custody/holds.yaml", "clauses/information/questions.yaml"
CITY, COUNTY = "jurisdictions/millbrook-aa.yaml", "jurisdictions/fork-county-bb.yaml"
STATE, FORMS, AUTHORITIES = "jurisdictions/states/aa.yaml", "jurisdictions/forms/aa.yaml", "clauses/authorities.yaml"

#: Makes the draft for Millbrook a clean one: its enacting words come from a source that was read.
CLEAN = (FORMS, "verified: secondary", "verified: primary")

COPY = "give the person a copy of the paper within"

#: A vote on holds whose result is not in the file.
POWERLESS = 'kinds:\n  city:\n    ordinance_power: "none"\n    power_says: An Arden city makes no ordinances.\n'
#: A day of effect that was read in an account of the law only.
EFFECT = """\
    effective: 20 days after its passage, under Arden Code § 3
    effective_cite: Arden Code § 3
    effective_verified: secondary
"""
OPEN = """open_events:
  - id: aa-vote
    date: "2026-11-03"
    says: Arden voted on holds on November 3, 2026; the result is not in this file.
    where: the Secretary of State's canvass
    topics: [holds]
statutes:
"""
ASKED = "  - {topic: questions, status: open, basis: nothing-found, note: We found nothing.}\n"
LOCAL = """\
wording:
  - do: replace
    at: holds.2
    text: Ours.
    by: Mayor
    on: 2026-10-01
    why: so
"""
TITLE = "An ordinance limiting questions about status"
FLOOR = (STATE, "status: supported, because", "status: required, bars: [hold], because")

CASES = [
    # check, severity, changes, place and wishes, part of the message, part of the remedy
    ("signs-twice", "error", [(CITY, "presiding: President", 'presiding: "[President or Mayor: which?]"')], {},
     "“Presiding officer” and “Approved” may be one person: mayor", "say in the place's file who presides"),
    ("names-differ", "warning", [(FORMS, "The council of {{ place.name }}", "The council of {{ place.name }} City")], {},
     "the place is called “Millbrook City”, and its full name is “City of Millbrook”", "call the place “City of Millbrook”"),
    ("state-forbidden", "error", [], {"place": "fork-county-bb", "include": ("questions",)},
     "Borland law forbids questions (Borland Code § 7): The code voids it.", "leave it out; penalties: 500 dollars a day"),
    ("state-risky", "warning", [], {"place": "fork-county-bb"},
     "holds is risky under Borland law (Borland Code § 8): The code may ask for holds.", "have counsel clear it"),
    ("state-below", "error", [FLOOR], {"choose": {"holds": "short-hold"}},
     "holds=short-hold is below what Arden law requires: it leaves open holding a person on request (Arden Code § 1)",
     "take a stronger variant"),
    ("state-unresearched", "warning", [(STATE, "stance: protective", "stance: preempts"), (STATE, ASKED, "")],
     {"include": ("questions",)},
     "questions sets limits on a topic that is not researched in Arden, a state that preempts such limits", "have counsel"),
    ("state-required", "warning",
     [(STATE, "topic: questions, status: open, basis: nothing-found, note: We found nothing.}",
       "topic: questions, status: required, basis: statute, note: The code asks for it.}")],
     {"leave_out": ("questions",)},
     "Arden law requires a rule on questions, and the draft has none: The code asks for it.", "add the clause on this topic"),
    ("authority-unsupporting", "error", [(AUTHORITIES, "verified: primary\n", "verified: primary\n    caution: [vacated]\n")], {},
     "holds relies on Hold v. County, 12 Rep. 345 (2014), which is vacated", "take it out of the variant's authorities"),
    ("authority-unverified", "warning", [], {"stance": "cautious"},
     "holds relies on Letter 7 of the Agency, which nobody has verified", "read it in an official source"),
    ("authority-cautioned", "note", [], {"stance": "cautious"},
     "holds relies on Letter 7 of the Agency (pending)", "look whether a later ruling settles it"),
    ("open-event", "warning", [(STATE, "statutes:\n", OPEN)], {},
     "Arden voted on holds on November 3, 2026; the result is not in this file (touches § 12-020)",
     "look it up first: the Secretary of State's canvass"),
    ("stale", "warning", [(CITY, "as_of: 2026-10-01", "as_of: 2026-05-27")], {},
     "the facts of City of Millbrook were last checked on 2026-05-27, 181 days ago", "read it again"),
    ("local-changed", "warning", [(CITY, "as_of:", f"{LOCAL}    revision: '00000000'\nas_of:")], {},
     "the library has changed holds.2 since the local wording was written (Mayor, 2026-10-01)", "see the three texts"),
    ("local-state-law", "warning", [(CITY, "as_of:", f"{LOCAL.replace('holds.2', 'questions.ask')}as_of:"),
     (STATE, "topic: questions, status: open, basis: nothing-found, note: We found nothing.}",
      "topic: questions, status: required, basis: statute, note: The code asks for it.}")], {},
     "Arden law on Questions about status is “required”: The code asks for it.", "have counsel hold"),
    ("title-promises", "warning",
     [(CITY, "as_of:", f"{LOCAL.replace('holds.2', 'long-title').replace('Ours.', TITLE)}as_of:")],
     {"leave_out": ("questions",)},
     "the long title promises what is not in the text: “limiting questions about status”", "take it out of the title"),
    ("reference-dangling", "error", [(QUESTIONS, "[](#ask) does not", "[](#asks) does not")], {},
     "a reference leads nowhere: [no section asks]", "add the clause that it names"),
    ("placeholder-left", "error", [(HOLDS, COPY, f"TODO {COPY}")], {},
     "a placeholder is left in the text: TODO", "write what belongs there"),
    ("blank-to-fill", "note", [(CITY, "presiding: President", 'presiding: "[title of the chair]"')], {},
     "to fill in: [title of the chair]", "fill it in the place's file"),
    ("fact-unconfirmed", "note", [(CITY, "as_of:", "to_confirm: [President]\nas_of:")], {},
     "usual in such a place, and not confirmed: President", "read it on the place's own pages"),
    ("clause-required", "error", [], {"leave_out": ("federal-law-savings",)},
     "questions requires federal-law-savings, which is not in the draft", "add --with federal-law-savings"),
    ("clause-conflict", "error",
     [(HOLDS, "topics: [holds]\n", "topics: [holds]\nconflicts: [{clause: questions, reason: both say it}]\n")], {},
     "holds cannot stand beside questions: both say it", "keep one of the two"),
    ("power-missing", "error", [(CITY, "roles: [police]", "roles: [general]")], {"include": ("holds",)},
     "holds=court-order binds nobody here: the place's file names no agency that holds people", "leave the clause out or choose"),
    ("savings-missing", "error", [(QUESTIONS, "requires: [federal-law-savings]\n", "")], {},
     "questions touches information and the draft has no federal-law savings section", "add --with federal-law-savings"),
    ("term-undefined", "error", [], {"leave_out": ("definitions",)},
     "the term “city agency” is used and not defined", "add --with definitions"),
    ("definition-unused", "warning",
     [("clauses/opening/definitions.yaml", "(definitions:)\n", "(definitions:)\n\n      The end.\n      {: #warehouse }\n")], {},
     "a definition is not used: The end.", "leave the definition out"),
    ("no-ordinance-power", "warning", [(FORMS, "kinds:\n  city:\n", POWERLESS)], {},
     "An Arden city makes no ordinances.", "draft with --instrument resolution"),
    ("formula-unconfirmed", "note", [(FORMS, "  city:\n    body", "  town:\n    body")], {},
     "the enacting words must be confirmed: no formula of Arden law is on file", "look them up in the charter"),
    ("effect-unconfirmed", "note",
     [(FORMS, "    cite: Arden Code § 2\n", f"    cite: Arden Code § 2\n{EFFECT}")], {},
     "when it takes effect must be confirmed: the source, Arden Code § 3, is secondary", "read the section"),
    ("word-forbidden", "error", [(HOLDS, COPY, f"unless required by law {COPY}")], {},
     "“unless required by law”: nobody can tell what it lets through", "name the law"),
    ("word-loophole", "warning", [(HOLDS, COPY, f"Promptly {COPY}")], {},
     "“Promptly”: it sets no day", "give a number of days"),
    ("term-form", "error", [(HOLDS, "because of a hold request:", "because of a Hold Request:")], {},
     "“Hold Request” is a defined term and stands in lower case", "write “hold request”"),
    ("direction-mark", "warning", [(CITY, "official_name: ", "official_name: \u202e")], {},
     "an unseen mark that turns the direction of the text (U+202E) stands in: \ufffd", "delete the mark"),
]  # fmt: skip


def findings(laid, changes, place="millbrook-aa", day=DAY, **wishes):
    library = laid(CLEAN, *changes)
    return run(drafted(library, place, **wishes), library, day)


@pytest.mark.parametrize(("check", "severity", "changes", "asked", "message", "remedy"), CASES, ids=[case[0] for case in CASES])
def test_a_check_finds_its_case(laid, check, severity, changes, asked, message, remedy):
    found = [one for one in findings(laid, changes, **asked) if one.id == check]
    assert found, "nothing found"
    first = found[0]
    assert (first.severity, message in first.message, remedy in first.remedy) == (severity, True, True), first


@pytest.mark.parametrize("instrument", ["ordinance", "resolution", "executive-order", "policy"])
def test_a_clean_draft_has_no_findings(laid, instrument):
    assert findings(laid, [], instrument=instrument) == []


def test_every_check_has_a_case_here():
    assert [case[0] for case in CASES] == list(CHECKS)


def test_every_check_says_what_it_holds_in_one_sentence():
    assert [
        one.id for one in CHECKS.values() if not one.rule.endswith(".") or one.severity not in ("error", "warning", "note")
    ] == []


# --- where ---


def test_a_finding_names_the_section_the_file_and_the_line(laid):
    (found,) = findings(laid, [(HOLDS, COPY, f"unless required by law {COPY}")])
    assert (found.section, found.line) == ("§ 12-020", 18)
    assert found.file.endswith("clauses/custody/holds/text.yaml")
    assert found.where == f"§ 12-020 Holds on request ({found.file}:18)"


def test_a_finding_on_the_place_names_the_place(laid):
    (found,) = findings(laid, [(CITY, "as_of: 2026-10-01", "as_of: 2026-05-27")])
    assert (found.where, found.section, found.file, found.line) == ("City of Millbrook", "", "", 0)


def test_errors_come_first(laid):
    found = findings(laid, [], place="fork-county-bb", include=("questions",))
    assert [(one.severity, one.id) for one in found] == [
        ("error", "state-forbidden"),
        ("warning", "state-risky"),
        ("note", "blank-to-fill"),
        ("note", "formula-unconfirmed"),
    ]


def test_findings_are_plain_records_in_json(laid):
    found = findings(laid, [(HOLDS, COPY, f"promptly {COPY}")])
    (record,) = json.loads(msgspec.json.encode(found))
    assert sorted(record) == ["file", "id", "line", "message", "remedy", "section", "severity", "where"]
    assert (record["id"], record["severity"]) == ("word-loophole", "warning")


# --- the edges of single rules ---


def ids(found):
    return [one.id for one in found]


def test_a_text_that_means_a_forbidden_word_may_say_why(laid):
    allowed = "    allows: [{word: unless required by law, why: A quotation.}]\n"
    changes = [
        (HOLDS, COPY, f"unless required by law {COPY}"),
        (HOLDS, "  court-order:\n    text:", f"  court-order:\n{allowed}    text:"),
    ]
    assert ids(findings(laid, changes)) == []


WORDS = [
    ("promptly and in writing", []),
    ("promptly and in writing, and promptly", ["word-loophole"]),
    ("unpromptly", []),
    ("PROMPTLY", ["word-loophole"]),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_a_word_is_found_as_a_word_and_not_in_a_phrase_that_excepts_it(laid, words, expected):
    assert ids(findings(laid, [(HOLDS, COPY, f"{words} {COPY}")])) == expected


def test_words_that_a_definition_never_uses_are_found(laid):
    found = findings(laid, [(HOLDS, COPY, f"use the detainers and {COPY}")])
    assert [(one.id, one.message) for one in found] == [
        ("term-form", "“detainers” is not the term; the definition says “hold request”")
    ]


def test_a_conflict_with_one_variant_leaves_the_others_alone(laid):
    conflict = "requires: [definitions]\nconflicts: [{clause: questions, variant: written-form, reason: both say it}]\n"
    changes = [(HOLDS, "requires: [definitions]\n", conflict)]
    assert ids(findings(laid, changes)) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2027, 3, 30), []), (date(2027, 3, 31), ["stale"])])
def test_facts_are_stale_after_180_days(laid, day, expected):
    changes = [(STATE, "as_of: 2026-11-01", "as_of: 2027-03-01"), (AUTHORITIES, "checked: 2026-11-01", "checked: 2027-03-01"),
               (AUTHORITIES, "checked: 2026-11-01", "checked: 2027-03-01")]  # fmt: skip
    assert ids(findings(laid, changes, day=day)) == expected


READ = "verified: primary\n    read: {on: %s, how: a copy of the code}\n"
TWO_STATUTES = [
    (STATE, "verified: primary\n", READ % "'2026-10'"),
    (STATE, "verdicts:\n", """  - id: aa-2
    cite: Arden Code § 2
    title: More on holds
    effect: Says more.
    stance: supports
    topics: [holds]
    applies_to: [city]
    verified: primary
    read: {on: "2026-05", how: a copy of the code}
verdicts:
"""),
    (STATE, "because: [aa-1]", "because: [aa-1, aa-2]"),
]  # fmt: skip


def test_the_statute_read_longest_ago_makes_a_draft_stale_however_new_the_others_and_the_file_are(laid):
    found = [one for one in findings(laid, TWO_STATUTES) if one.id == "stale"]
    assert [one.message for one in found] == [
        "Arden Code § 2, the oldest entry of Arden law behind this draft, was last read on 2026-05, 207 days ago"
    ]


def test_the_authority_read_longest_ago_makes_a_draft_stale_however_new_the_others_are(laid):
    cites = (HOLDS, "authorities: [hold-v-county]", "authorities: [code-9-373, hold-v-county]")
    old = (AUTHORITIES, "checked: 2026-11-01", "checked: 2026-05-27")
    found = [one for one in findings(laid, [cites, old]) if one.id == "stale"]
    assert [one.message for one in found] == [
        "Hold v. County, 12 Rep. 345 (2014), the oldest authority relied on, was last read on 2026-05-27, 181 days ago"
    ]


def test_a_draft_whose_entries_are_all_new_is_not_stale(laid):
    assert "stale" not in ids(findings(laid, [(STATE, "verified: primary\n", READ % "'2026-10'")]))


@pytest.mark.parametrize(
    ("event", "wishes"),
    [
        (OPEN.replace("[holds]", "[questions]"), {"leave_out": ("questions",)}),
        (OPEN.replace("    topics", "    kinds: [county]\n    topics"), {}),
    ],
)
def test_what_is_open_for_other_kinds_of_government_or_on_other_topics_is_no_finding(laid, event, wishes):
    assert "open-event" not in ids(findings(laid, [(STATE, "statutes:\n", event)], **wishes))


def test_what_is_open_on_the_law_in_general_meets_every_draft(laid):
    topic = ("clauses/vocabulary.yaml", "topics:\n", "topics:\n  - {id: general, title: Local power in general}\n")
    found = findings(laid, [topic, (STATE, "statutes:\n", OPEN.replace("[holds]", "[general]"))])
    assert [one.message for one in found if one.id == "open-event"] == [
        "Arden voted on holds on November 3, 2026; the result is not in this file (touches the whole draft)"
    ]


def test_a_required_topic_is_excused_where_the_place_has_no_power(laid):
    required = "topic: questions, status: required, basis: statute, note: The code asks for it.}"
    changes = [
        (STATE, "topic: questions, status: open, basis: nothing-found, note: We found nothing.}", required),
        (QUESTIONS, "topics: [questions]\n", "topics: [questions]\nneeds: [jail]\n"),
    ]
    assert ids(findings(laid, changes)) == []


def test_a_blank_is_named_once(laid):
    found = findings(laid, [(CITY, "short: council", 'short: "[word for the council]"')], instrument="resolution")
    assert [one.message for one in found] == ["to fill in: [word for the council]"]
