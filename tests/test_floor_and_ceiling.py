"""What state law itself bars is a floor, what it keeps from local texts a ceiling: which variants stand, and what is said."""

from datetime import date

import pytest
from click.testing import CliRunner
from conftest import drafted, printed
from msgspec.structs import replace

from ordinance.cli.main import cli
from ordinance.drafting.powers import kinds_of
from ordinance.drafting.selection import Wishes, select
from ordinance.drafting.state_law import LawHere
from ordinance.errors import BadChoice
from ordinance.making.telling import summary_lines

AA, BB = "jurisdictions/states/aa.yaml", "jurisdictions/states/bb.yaml"
CITY, COUNTY = "jurisdictions/millbrook-aa.yaml", "jurisdictions/fork-county-bb.yaml"
HOLDS, QUESTIONS = "clauses/custody/holds.yaml", "clauses/information/questions.yaml"
SUPPORTED = "status: supported, because: [aa-1]"
FLOOR = (AA, SUPPORTED, "status: required, bars: [hold], because: [aa-1]")
PREEMPTS = (AA, "stance: protective", "stance: preempts")
ASKED = "{topic: questions, status: open, basis: nothing-found, note: We found nothing.}"


def verdict(status, **more):
    """A change of the small state's verdict on questions."""
    rest = "".join(f"{key}: {value}, " for key, value in more.items())
    return (AA, ASKED, f"{{topic: questions, status: {status}, because: [aa-1], basis: statute, {rest}note: The code speaks.}}")


def taken(library, place="millbrook-aa", **wishes):
    selection = select(library, library.place(place), Wishes(**wishes))
    return {one.clause.id: one.variant.id for one in selection.chosen}


def absent(library, place="millbrook-aa", **wishes):
    selection = select(library, library.place(place), Wishes(**wishes))
    return {one.clause.id: one.says for one in selection.left_out}


# --- the floor ---

OF_ITSELF = [{"stance": "cautious"}, {"package": "custody-only"}]


@pytest.mark.parametrize("wishes", OF_ITSELF, ids=["stance", "package"])
def test_a_variant_below_the_floor_is_not_taken_unasked(laid, wishes):
    assert taken(laid(), **wishes)["holds"] == "short-hold"
    assert taken(laid(FLOOR), **wishes)["holds"] == "court-order"


def test_nor_by_the_state_s_own_choice(laid):
    library = laid(FLOOR, (AA, "home_rule:", "variants: {holds: short-hold}\nhome_rule:"))
    assert taken(library)["holds"] == "court-order"


def test_what_was_raised_is_told_with_the_act_and_the_law(laid):
    library = laid(FLOOR)
    made = drafted(library, stance="cautious")
    said = "raised to Only with a court order (court-order): state law bars holding a person on request (Arden Code § 1)"
    assert [one.moved for one in made.selection.chosen if one.moved] == [said]
    assert f"  Holds on request (holds): {said}" in summary_lines(made, library)
    assert "raised to Only with a court order" in printed(library, made, "inline").replace("Raised", "raised")


NAMED = [
    ({"choose": {"holds": "short-hold"}}, []),
    ({}, [(CITY, "as_of:", "choices: {variants: {holds: short-hold}}\nas_of:")]),
]


@pytest.mark.parametrize(("wishes", "changes"), NAMED, ids=["--choose", "the place's file"])
def test_a_variant_named_below_the_floor_stands_and_is_never_called_required(laid, wishes, changes):
    library = laid(FLOOR, *changes)
    made = drafted(library, **wishes)
    assert taken(library, **wishes)["holds"] == "short-hold"
    text = printed(library, made, "inline")
    assert "Below what state law requires" in text
    assert "Required by state law" not in text


def test_a_clause_all_of_whose_variants_are_below_the_floor_is_left_out(laid):
    library = laid(FLOOR, (HOLDS, "limits: [hold, move]", "leaves: [hold]"))
    assert absent(library)["holds"] == "every variant that fits here is below what Arden law requires (Arden Code § 1)"


def test_a_floor_is_of_the_acts_that_it_bars(laid):
    assert (
        taken(laid((AA, SUPPORTED, "status: required, bars: [move], because: [aa-1]")), stance="cautious")["holds"]
        == "short-hold"
    )


# --- the ceiling ---


def test_what_is_forbidden_gives_way_to_a_variant_that_limits_nothing(laid):
    library = laid(
        verdict("forbidden"), (QUESTIONS, "Staff ask on a form.\n    limits: [ask]", "Staff ask on a form.\n    leaves: [ask]")
    )
    made = drafted(library)
    assert taken(library)["questions"] == "written-form"
    moved = [one.moved for one in made.selection.chosen if one.moved]
    assert moved == ["Only on a form (written-form) taken in place of no-questions: Arden law forbids it (Arden Code § 1)"]
    assert "Not reached by what state law forbids" in printed(library, made, "notes")


def test_and_is_left_out_where_every_variant_limits(laid):
    assert absent(laid(verdict("forbidden")))["questions"] == "Arden law forbids it (Arden Code § 1)"


@pytest.mark.parametrize(("protects", "stands"), [("[ask]", False), ("[hold]", True)])
def test_a_ceiling_is_of_the_acts_that_it_protects(laid, protects, stands):
    library = laid(verdict("forbidden", protects=protects), (HOLDS, "limits: [hold, move]", "limits: [move]"))
    assert ("questions" in taken(library)) is stands


def test_what_a_text_does_is_under_the_ceiling_too(laid):
    does = [(QUESTIONS, "limits: [ask]", "does: [ask]")] * 3
    assert "questions" in taken(laid(*does))
    assert "questions" not in taken(laid(verdict("forbidden")))  # over the change before


@pytest.mark.parametrize(("changes", "stands"), [([], True), ([PREEMPTS], False)], ids=["elsewhere", "where it preempts"])
def test_what_is_risky_is_left_out_only_where_the_state_preempts(laid, changes, stands):
    library = laid(verdict("risky"), *changes)
    assert ("questions" in taken(library)) is stands
    assert taken(library, include=("questions",))["questions"] == "no-questions"


def test_a_limit_on_an_unresearched_topic_is_left_out_where_the_state_preempts(laid):
    gone = (AA, f"  - {ASKED}\n", "")
    assert "questions" in taken(laid(gone))
    library = laid(PREEMPTS)  # over the change before
    said = "Arden forbids limits like it, and nobody has researched Questions about status there; --with drafts it all the same"
    assert absent(library)["questions"] == said
    made = drafted(library, include=("questions",))
    assert "not researched in Arden, which forbids limits like it" in "\n".join(summary_lines(made, library))
    assert "Not researched" in printed(library, made).split("ORDINANCE")[0]


def test_a_text_that_limits_nothing_is_never_left_out_for_want_of_research(laid):
    lenient = [(QUESTIONS, "limits: [ask]", "leaves: [ask]")] * 3
    assert "questions" in taken(laid((AA, f"  - {ASKED}\n", ""), PREEMPTS, *lenient))


def test_a_statute_counts_where_no_verdict_was_typed(laid):
    forbids = (AA, "stance: supports\n    topics: [holds]", "stance: requires-cooperation\n    topics: [questions]")
    library = laid((AA, f"  - {ASKED}\n", ""), forbids)
    rule = next(one.rule for one in drafted(library).selection.chosen if one.clause.id == "questions")
    assert (rule.status, [one.cite for one in rule.statutes]) == ("risky", ["Arden Code § 1"])
    assert "questions" not in taken(laid(PREEMPTS))


@pytest.mark.parametrize("basis", ["nothing-found", "pending-bill"])
def test_nothing_is_risky_without_a_law(laid, basis):
    library = laid((AA, ASKED, f"{{topic: questions, status: risky, basis: {basis}, note: A bill.}}"), PREEMPTS)
    rule = next(one.rule for one in drafted(library).selection.chosen if one.clause.id == "questions")
    assert rule.status == "open"


# --- whom a verdict is about ---

KINDS = [
    ("[city]", "city", False),
    ("[county]", "city", True),
    ("[county]", "city-county", False),
    ("[city]", "city-county", False),
]


@pytest.mark.parametrize(("kinds", "kind", "stands"), KINDS)
def test_a_verdict_is_about_its_kinds_of_government(laid, kinds, kind, stands):
    library = laid(verdict("forbidden", kinds=kinds), (CITY, "kind: city", f"kind: {kind}"))
    assert ("questions" in taken(library)) is stands


def test_an_independent_officer_s_policy_is_the_sheriff_s(laid):
    library = laid((BB, "topic: holds, status: risky,", "topic: holds, kinds: [sheriff], status: forbidden,"))
    place = library.place("fork-county-bb")
    assert kinds_of(library, place, "policy") == {"county", "sheriff"}
    assert kinds_of(library, place, "ordinance") == {"county"}
    assert "holds" in taken(library, "fork-county-bb")
    with pytest.raises(BadChoice):
        taken(library, "fork-county-bb", instrument="policy")


def test_the_sheriff_s_own_verdict_comes_before_the_county_s(laid):
    more = (
        "  - {topic: holds, kinds: [sheriff], status: open, because: [bb-8], basis: statute, note: Free.}\n  - {topic: questions"
    )
    library = laid(
        (BB, "topic: holds, status: risky,", "topic: holds, kinds: [county], status: forbidden,"),
        (BB, "  - {topic: questions", more),
    )
    assert "holds" in taken(library, "fork-county-bb", instrument="policy")
    assert "holds" in absent(library, "fork-county-bb", include=("questions",))


# --- time ---

LATER = verdict("forbidden", effective='"2027-03-01"')
DAYS = [("2027-02-28", True), ("2027-03-01", False)]


@pytest.mark.parametrize(("day", "stands"), DAYS)
def test_a_verdict_counts_from_its_first_day(laid, day, stands):
    assert ("questions" in taken(laid(LATER), on=date.fromisoformat(day))) is stands


def test_what_is_not_law_yet_is_told_with_its_day(laid):
    library = laid(LATER)
    made = drafted(library, on=date(2026, 12, 1))
    assert "From March 1, 2027: forbidden by state law." in printed(library, made, "notes")
    assert made.selection.told == (
        "Arden: on 2026-12-01 the file has no law in force yet on: Questions about status. Later law is on file.",
    )


@pytest.mark.parametrize(("day", "stands"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_verdict_counts_to_its_last_day(laid, day, stands):
    assert ("questions" in taken(laid(verdict("forbidden", until='"2026-06"')), on=date.fromisoformat(day))) is stands


ORDER = '{since: "2026-08-31", until: "2026-12-31", by: a court, extent: all of it, status: open}'


@pytest.mark.parametrize(("day", "stands"), [("2026-08-30", False), ("2026-09-01", True), ("2027-01-01", False)])
def test_a_court_s_order_counts_while_it_stands(laid, day, stands):
    library = laid(verdict("forbidden", enjoined=ORDER))
    assert ("questions" in taken(library, on=date.fromisoformat(day))) is stands


def test_a_day_before_the_library_s_law_is_refused(laid):
    library = laid(("clauses/vocabulary.yaml", "groups:\n", "law_from: 2026-01-01\ngroups:\n"))
    with pytest.raises(BadChoice, match="2025-12-31 is before 2026-01-01, the first day whose law the library gives"):
        taken(library, on=date(2025, 12, 31))


# --- binding somebody ---


def test_a_need_is_met_by_agencies_that_the_issuer_directs(laid):
    needs = (HOLDS, "needs: [custody]", "needs: [police]")
    library = laid(needs)
    assert absent(library, "fork-county-bb", include=("questions",)) == {
        "holds": "the place's file names no police that the board directs"
    }
    assert "holds" in taken(library, "fork-county-bb", include=("questions",), instrument="policy")


def test_an_independent_officer_meets_a_need_that_the_place_s_money_reaches(small):
    assert "holds" in taken(small, "fork-county-bb")


# --- general sections ---

GENERAL = """\
id: strict
title: The stricter limit
group: limits
kind: general
question: Which limit holds?
when: not shrinks
default: only
variants:
  - {id: only, label: Only, summary: One., text: "{% if limits_help %}The stricter limit holds.{% endif %}", commentary: {}}
"""


@pytest.mark.parametrize(("wishes", "stands"), [({}, False), ({"include": ("questions",)}, True)])
def test_general_sections_shrink_in_a_preempting_state_unless_a_limit_was_named(laid, wishes, stands):
    library = laid(
        PREEMPTS,
        (AA, f"  - {ASKED}\n", ""),
        ("clauses/limits/strict.yaml", "", GENERAL),
        ("templates/instruments/ordinance.yaml", "general: [", "general: [strict, "),
    )
    made = drafted(library, **wishes)
    assert ("strict" in made.selection.ids()) is stands
    assert made.selection.shrinks is not stands


# --- the weight of verdicts ---


def test_risky_outweighs_required(small):
    state = small.state("AA")
    holds, questions = state.verdicts
    both = (replace(holds, status="required"), replace(questions, status="risky", basis="statute"))
    law = LawHere(replace(state, verdicts=both), small.vocabulary)
    assert law.rule(replace(small.clause("holds"), topics=("holds", "questions"))).status == "risky"


def test_a_refusal_names_the_package_for_such_a_state_and_the_command(laid):
    library = laid(
        ("clauses/packages.yaml", "default: core\n", "default: core\npreempted: custody-only\n"),
        (BB, "stance: mixed", "stance: preempts"),
        (BB, "status: risky", "status: forbidden"),
    )
    with pytest.raises(BadChoice) as raised:
        taken(library, "fork-county-bb", package="core")
    assert "the package custody-only (Holds alone): `ordinance draft fork-county-bb --package custody-only`" in str(raised.value)


def test_a_place_in_such_a_state_gets_that_package_unasked(laid):
    library = laid(
        ("clauses/packages.yaml", "default: core\n", "default: core\npreempted: custody-only\n"),
        (BB, "stance: mixed", "stance: preempts"),
        (BB, "status: risky", "status: open"),
    )
    assert drafted(library, "fork-county-bb").selection.package.id == "custody-only"
    assert drafted(library, "fork-county-bb", package="core").selection.package.id == "core"
    assert drafted(library, "millbrook-aa").selection.package.id == "core"


# --- which of several ---

FOUR = """\
id: four
title: Four
group: custody
question: Which of four?
topics: [holds]
default: {default}
variants:
  - {{id: one, label: One, summary: One., text: One., commentary: {{}}, {acts[0]}}}
  - {{id: two, label: Two, summary: Two., text: Two., commentary: {{}}, {acts[1]}}}
  - {{id: three, label: Three, summary: Three., text: Three., commentary: {{}}, {acts[2]}}}
  - {{id: four, label: Four, summary: Four., text: Four., commentary: {{}}, {acts[3]}}}
"""
FORBIDS = (AA, SUPPORTED, "status: forbidden, because: [aa-1]")
L, N = "limits: [hold]", "leaves: [hold]"
CHOICES = [
    ("the nearest stronger one above the floor", FLOOR, "three", (L, L, N, N), "two"),
    ("a weaker one where none stronger is", FLOOR, "one", (N, L, L, N), "three"),
    ("the nearest weaker one under the ceiling", FORBIDS, "one", (L, L, N, N), "three"),
    ("a stronger one where none weaker is", FORBIDS, "four", (N, N, L, L), "two"),
]


@pytest.mark.parametrize(("change", "default", "acts", "variant"), [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES])
def test_of_several_variants_that_stand_one_is_taken(laid, change, default, acts, variant):
    package = ("clauses/packages.yaml", "clauses: [questions, holds]", "clauses: [questions, holds, four]")
    library = laid(change, package, ("clauses/custody/four.yaml", "", FOUR.format(default=default, acts=acts)))
    assert taken(library)["four"] == variant


def test_a_bar_under_another_topic_counts_by_its_acts(laid):
    general = (
        "  - {topic: questions, status: forbidden, protects: [hold, move], because: [aa-1], basis: statute, note: All help.}"
    )
    library = laid((AA, f"  - {ASKED}", general))
    assert absent(library)["holds"] == "Arden law forbids it (Arden Code § 1)"
    assert "questions" in taken(library)


# --- what the commands say ---


def test_a_draft_below_the_floor_says_so_first_and_ends_with_1(tmp_path):
    asked = ["draft", "ithaca-ny", "--choose", "no-287g=council-approval", "-o", str(tmp_path / "x.md")]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert lines[0].startswith("1 error in this draft")
    assert "no-287g=council-approval is below what New York law requires" in " ".join(" ".join(lines[1:4]).split())


@pytest.mark.parametrize("command", ["draft", "check", "memo"])
def test_a_day_before_the_library_s_law_is_bad_input(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, [command, "ithaca-ny", "--date", "2025-06-01"])
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "2025-06-01 is before 2026-01-01, the first day whose law the library gives" in done.stderr


def test_compare_and_show_print_what_is_below_and_never_that_it_is_required():
    for words in (["compare", "no-287g", "--place", "ithaca-ny"], ["compare", "--matrix", "--place", "ithaca-ny", "--full"]):
        assert "below what state law requires" in " ".join(CliRunner().invoke(cli, words).stdout.split())
    shown = CliRunner().invoke(cli, ["show", "no-287g", "--variant", "report-only", "--place", "ithaca-ny"]).stdout
    assert "In New York: below what state law requires." in shown
