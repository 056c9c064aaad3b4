"""All states, kinds of places, stances and packages: no text below what a state requires or above what it leaves open.

What stands below or above is worked out here once more, from the files alone, so that no fault of the program hides itself.
"""

from collections import Counter

import pytest
from click.testing import CliRunner
from conftest import shipped_library

from ordinance.checks.state_table import cells, rows, wrongs
from ordinance.cli.main import cli

LIBRARY = shipped_library()
TOPIC = {act.id: act.topic for act in LIBRARY.vocabulary.acts}
#: Kinds of government that count as others too.
ALSO = {"city-county": {"city", "county"}, "parish": {"county"}}


@pytest.fixture(scope="module")
def made():
    return list(cells(LIBRARY))


def in_force(verdict, cell):
    day, kinds = cell.selection.on.isoformat(), {cell.kind} | ALSO.get(cell.kind, set())
    begun = not verdict.effective or verdict.effective <= day
    over = bool(verdict.until) and day[: len(verdict.until)] > verdict.until
    return begun and not over and (not verdict.kinds or bool(kinds & set(verdict.kinds)))


def status(verdict, cell):
    order = verdict.enjoined
    day = cell.selection.on.isoformat()
    stands = order and order.since <= day and (not order.until or day[: len(order.until)] <= order.until)
    return (order.status if stands else None) or verdict.status


def against(cell):
    """Yield what the state's file has against a selection: (clause, variant, why)."""
    verdicts = [one for one in cell.state.verdicts if in_force(one, cell)]
    preempts = "preempt" in cell.state.stance
    for one in cell.selection.chosen:
        variant = one.variant
        for verdict in verdicts:
            said, name = status(verdict, cell), (one.clause.id, variant.id, verdict.topic)
            acts = set(verdict.protects) or {act for act, topic in TOPIC.items() if topic == verdict.topic}
            if said in ("required", "supported") and set(variant.leaves) & set(verdict.bars):
                yield (*name, "floor")
            if said == "forbidden" and {*variant.limits, *variant.does} & acts:
                yield (*name, "ceiling")
            law = verdict.basis not in ("nothing-found", "pending-bill", "confirmed-silent")
            if said == "risky" and law and preempts and set(variant.limits) & acts:
                yield (*name, "risky")
        spoken = {verdict.topic for verdict in verdicts}
        for act in variant.limits if preempts and one.clause.kind == "policy" else ():
            if TOPIC[act] not in spoken:
                yield (one.clause.id, variant.id, TOPIC[act], "not researched")


@pytest.mark.slow
def test_no_selection_has_a_text_below_a_floor_or_above_a_ceiling(made):
    assert len({cell.state.state for cell in made}) == 51
    assert len(made) > 2000
    found = Counter((cell.state.state, cell.kind, *one) for cell in made if cell.selection for one in against(cell))
    assert found == {}


@pytest.mark.slow
def test_the_program_finds_none_either_and_none_that_binds_nobody(made):
    assert [line for cell in made for line in wrongs(LIBRARY, cell)] == []


@pytest.mark.slow
def test_what_is_left_out_or_raised_says_why(made):
    silent = [row for cell in made for row in rows(cell) if row.fate != "taken" and len(row.why) < 20]
    assert silent == []


def test_a_draft_disclaims_the_act_that_bans_policies_and_not_the_one_that_commands_help(tmp_path):
    made = tmp_path / "made.md"
    said = CliRunner().invoke(cli, ["draft", "gainesville-fl", "-o", str(made), "--commentary", "none", "--length", "short"])
    assert said.exit_code == 0, said.output
    assert "is no policy that Fla. Stat. § 908.103 forbids" in " ".join(made.read_text(encoding="utf-8").split())
