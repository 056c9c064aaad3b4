"""What one other choice changes in a place, a line for each question of a member."""

import pytest
from click.testing import CliRunner

import ordinance as o
from ordinance.cli.main import cli


def ran(*arguments):
    return CliRunner().invoke(cli, ["whatif", *arguments], prog_name="ordinance")


def test_a_section_that_goes_is_told_with_what_it_kept_shut():
    told = " ".join(ran("ithaca-ny", "--without", "release-date", "--length", "short").output.split())
    assert "becomes no section" in told
    assert "Today people are told: Staff will not tell immigration agents when or where you get out of jail." in told
    assert "nothing in the text would keep staff from it" in told
    assert "State law: supported by state law (statute: N.Y. Gen. Mun. Law § 996-a (2026))" in told
    assert "12 sections" in told
    assert "11 sections" in told


def test_another_variant_is_told_by_what_it_opens_and_closes():
    told = " ".join(ran("ithaca-ny", "--choose", "detainer-refusal=no-hold", "--length", "short").output.split())
    assert "“Only with a judicial warrant” becomes “No hold, and a criminal warrant only”" in told
    assert "What it closes: Exception: if a court judge has signed a warrant for it" in told
    assert "Who has it so: Chicago" in told


def test_what_changes_nothing_is_said_in_one_line():
    same = ran("ithaca-ny", "--length", "short")
    assert (same.exit_code, "nothing changes: the draft has these choices already" in same.output) == (2, True)


def test_state_law_is_told_where_it_forbids_the_choice():
    told = ran("austin-tx", "--choose", "release-date=full-bar", "--length", "short").output
    assert "forbidden by state law" in " ".join(told.split())


def test_from_python():
    page = o.what_if(o.Library(), "ithaca-ny", leave_out="release-date")
    assert b"no section" in o.encode(page, "md")


@pytest.mark.parametrize("name", ["no-such-clause", "release"])
def test_an_unknown_clause_is_told(name):
    assert ran("ithaca-ny", "--without", name).exit_code == 2
