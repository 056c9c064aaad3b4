"""What nobody's command takes: one line that says where, what, and what would be right; exit code 2, and nothing written."""

import pytest
from click.testing import CliRunner

from ordinance.cli.main import COMMANDS, cli

#: What is typed, and the whole line that comes.
MISTAKES = [
    (
        ["new", "X", "--state", "NY", "--kind", "citty"],
        "ordinance new --kind: no kind named 'citty'; did you mean city or city-county?",
    ),
    (["drft"], "ordinance: no command named 'drft'; did you mean draft?"),
    (["--librry", "x"], "ordinance: no option named --librry; did you mean --library?"),
    (["--library"], "ordinance: --library lacks its value; write: --library DIR"),
    (
        ["draft", "x", "--instrumnt", "ordinance"],
        "ordinance draft: no option named --instrumnt; did you mean --instrument or --lines-through?",
    ),
    (["draft", "x", "--for"], "ordinance draft: no option named --for; did you mean --force or --format?"),
    (["draft", "x", "--format", "dcx"], "ordinance draft --format: 'dcx' is none of its values; did you mean docx?"),
    (["draft", "x", "--stance", "strng"], "ordinance draft --stance: 'strng' is none of its values; did you mean strongest?"),
    (["draft", "x", "--force=3"], "ordinance draft: --force takes no value; write: --force"),
    (["draft", "x", "-o"], "ordinance draft: -o lacks its value; write: -o FILE"),
    (["new", "X", "--state"], "ordinance new: --state lacks its value; write: --state XX"),
    (["compare", "--drafts", "a"], "ordinance compare: --drafts lacks its value; write: --drafts A B"),
    (["state", "TX", "NY"], "ordinance state: too many words: NY; write: ordinance state [OPTIONS] XX"),
    (
        ["handout"],
        "ordinance handout: KIND is missing; for example: ordinance handout rights-card"
        " --lang es --layout 10-up -o neighbors-card.pdf",
    ),
    (
        ["check", "x", "--date", "2026-13-01"],
        "ordinance check --date: '2026-13-01' is not a date; write it as YYYY-MM-DD, such as 2026-11-24",
    ),
]


def refused(*arguments):
    """What a command that is refused says; it wrote nothing else, and ended with 2."""
    result = CliRunner().invoke(cli, list(arguments), prog_name="ordinance")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0].removeprefix("Error: ")


@pytest.mark.parametrize(("arguments", "said"), MISTAKES)
def test_a_mistake_is_one_line_that_says_what_would_be_right(arguments, said):
    assert refused(*arguments) == said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_an_option_that_it_has_not_without_its_usage(command):
    assert refused(command, "--zzqqj").startswith(f"ordinance {command}: no option named --zzqqj; `ordinance {command} --help`")


def test_a_mistake_that_is_long_or_holds_control_characters_stays_one_line():
    said = refused("draft", "x", "--format", "a\n\x1b]0;b" + "c" * 5000)
    assert said.startswith("ordinance draft --format: ")
    assert "\x1b" not in said
    assert len(said) <= 300


def test_the_bare_command_prints_its_help():
    result = CliRunner().invoke(cli, [], prog_name="ordinance")
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ordinance [OPTIONS] COMMAND")
