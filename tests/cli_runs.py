"""How the tests of the command run it in this process, each in an empty folder, with a library of their own."""

import pytest
from click.testing import CliRunner
from conftest import write

from ordinance.cli.main import cli

PLACE = "ithaca-ny"
EPOCH = "1795478400"  # 2026-11-24

#: A team's own folder: one place, in a state of its own that forbids nothing and requires nothing.
OWN_STATE = """\
state: ZZ
name: Nowhere
stance: silent
summary: Nothing is fixed here.
as_of: 2026-11-01
horizon: "2026-05"
statutes:
  - id: zz-1
    cite: Nowhere Code § 1
    title: Holds
    effect: Says no.
    stance: forbids
    topics: [detainer-refusal]
    applies_to: [city]
    verified: primary
verdicts:
  - {topic: detainer-refusal, status: forbidden, because: [zz-1], basis: statute, note: The code says no.}
home_rule: Broad.
jail_operator: county-sheriff
notes: None.
"""
OWN_PLACE = """\
id: oz-zz
name: Oz
official_name: City of Oz
state: ZZ
kind: city
body: {name: Council of Oz, short: council, member: member, presiding: President}
clerk: City Clerk
attorney: City Attorney
agencies:
  - {name: Oz Police, head: Chief of Police, roles: [police, lockup]}
as_of: 2026-11-01
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Each test stands in an empty folder of its own, with no library of the user's and no date from outside."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("ORDINANCE_LIBRARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def own(tmp_path):
    write(tmp_path / "own/jurisdictions/states/zz.yaml", OWN_STATE)
    write(tmp_path / "own/jurisdictions/oz-zz.yaml", OWN_PLACE)
    return tmp_path / "own"


def ran(*arguments, code=0, **environment):
    """Run a command and return what it did; it never ends with a traceback."""
    result = CliRunner(env=environment).invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def said(*arguments, code=2, **environment):
    """The one line of error that a command ends with; nothing went to standard output."""
    result = ran(*arguments, code=code, **environment)
    assert result.stdout == ""
    return result.stderr.split("Error: ")[-1].strip()
