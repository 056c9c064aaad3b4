"""Officers whom the body cannot direct: one at a time, by what each of them runs, through the command that drafts."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from ordinance.cli.main import cli

PLACE = """\
id: alta-ca
name: Alta
official_name: County of Alta
state: CA
kind: county
body: {name: Board of Supervisors of the County of Alta, short: board, member: supervisor, presiding: Chair}
clerk: Clerk of the Board
attorney: County Counsel
agencies:
  - {name: Health, head: Health Officer, roles: [health, general]}
"""
SHERIFF = "  - {name: Sheriff's Office, head: Sheriff, roles: [police, jail], control: independent, elected: true}\n"
ATTORNEY = "  - {name: District Attorney's Office, head: District Attorney, roles: [prosecutor], control: independent}\n"
SCHOOLS = "  - {name: Schools, head: Superintendent of Schools, roles: [school], control: independent}\n"
TAIL = "as_of: 2026-11-01\n"


@pytest.fixture
def drafted(tmp_path):
    """What a place with these officers gets, by the sections that concern them; spaces are single."""

    def draft(*officers, package="full", options=()):
        path = tmp_path / "alta.yaml"
        path.write_text(PLACE + "".join(officers) + TAIL)
        wanted = ["draft", str(path), "--package", package, "--format", "md", "--commentary", "none", "-o", "-", *options]
        result = CliRunner().invoke(cli, wanted)
        assert result.exit_code == 0, result.output
        return result.stdout.replace("\\", "").replace("\xa0", " ")

    return draft


def section(text):
    """The section on these officers, between its heading and the next."""
    return re.search(r"(?ms)^## [^\n]*Officers whom the board does not direct$.*?(?=^## )", text)[0]


def test_two_officers_are_a_defined_term_and_the_rules_speak_of_one(drafted):
    text = drafted(SHERIFF, ATTORNEY)
    assert "“Independent officer” means the sheriff or the district attorney, each for that officer’s own office." in text
    assert "An independent officer is not a county agency." in text
    assert "sheriff and the district attorney" not in text
    own = section(text)
    assert "directs an independent officer in a duty" in own
    assert "The board asks each independent officer to adopt" in own
    assert "binds that officer as it binds a county agency" in own


def test_only_who_holds_people_is_spoken_to_as_a_jailer(drafted):
    text = drafted(SHERIFF, ATTORNEY, SCHOOLS)
    assert "in custody by or for a county agency or the sheriff, whoever operates it" in text
    own = section(text)
    assert "for an act of the sheriff that" in own
    assert "as the sheriff has stated it" in own
    assert re.search(
        r"for the sheriff, and Sections? [^;]*? for the superintendent of schools, and Sections? .*? for the district", own
    )


def test_an_officer_who_holds_nobody_gets_a_short_request_on_the_sections_that_fit(drafted):
    text = drafted(SCHOOLS, package="first-step")
    own = section(text)
    assert "a written policy to the same effect as" in own
    assert [word for word in ("detainer", "held", "pay or reimburse", "handed over") if word in own] == []
    titles = dict(re.findall(r"(?m)^## Section (\d+)\. (.*)$", text))
    asked = re.search(r"same effect as (Sections? [\d, and]+)", own)[1]
    assert all(
        re.search("[Qq]uestion|[Ee]ntry|[Pp]ersonal|[Rr]ecords|[Ll]anguage|[Aa]reas|[Dd]emand", titles[n])
        for n in re.findall(r"\d+", asked)
    )


def test_one_sheriff_is_named_and_needs_no_term(drafted):
    text = drafted(SHERIFF, package="independent-sheriff")
    assert "independent officer" not in text.lower()
    assert "The sheriff is not a county agency." in text
    titles = {title: int(number) for number, title in re.findall(r"(?m)^## Section (\d+)\. (.*)$", text)}
    first, last = map(int, re.search(r"same effect as Sections (\d+) through (\d+)", section(text)).groups())
    entry = next(number for title, number in titles.items() if "nonpublic" in title.lower() or "public property" in title.lower())
    assert first <= entry <= last, "entry to the jail's lobby is among what is asked"


@pytest.mark.parametrize("package", ["independent-sheriff", "full"])
@pytest.mark.parametrize("stance", ["strongest", "recommended", "cautious"])
def test_the_sheriffs_own_policy_speaks_as_the_sheriff_and_waits_for_no_vote_of_the_board(drafted, package, stance):
    text = drafted(SHERIFF, package=package, options=("--instrument", "policy", "--stance", stance))
    assert "The sheriff adopts this policy for the Sheriff’s Office:" in text
    assert (
        re.findall(
            r"[^.]*recorded vote of the board[^.]*|[^.]*the board has (?:approved|consented)[^.]*|[^.]*vote of the board[^.]*",
            text,
        )
        == []
    )


def test_a_task_is_a_request_only_to_officers_who_are_named(drafted):
    text = drafted(SHERIFF, package="core")
    assert "gives a task to the sheriff, it asks the sheriff to do the task" in text
    assert "A task of anyone else is a duty." in text
