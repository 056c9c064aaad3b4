"""What somebody could send or lay in the way, and that nothing comes of it: libraries and what stands in them.

Each test is an attack that once succeeded. The names say what was attacked; `docs/reliability.md` tells the promises.
"""

import io
import os
import re
import shutil
import subprocess
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from attack_runs import LOOK, library_look, said
from conftest import DAY, SMALL, drafted, write
from work import that_ends

import ordinance
from ordinance.document.model import Document, Link, Paragraph, Run
from ordinance.errors import FaultyFile
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.formats.docx import write as docx
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.library import addresses, legal_text
from ordinance.library.roots import shipped_root
from ordinance.library.store import Library

__all__ = ["library_look"]

#: Marks that Markdown pairs.
UNITS = ["[", "[x](", "![", "*", "**", "_", "`", "{: ", "\\", "a\n===\n", "---\n", "1. ", "\n- ", "> ", "("]
OUTSIDE = ("javascript://x.gov/%0aalert(1)", "file://x.gov/share", "data:text/html,x", "vbscript:x", "https://a@evil.example/")


# --- a library is data (R1, R2) ---


HOSTILE = [
    "{{ cycler.__init__.__globals__.os.popen('id > PWNED').read() }}",
    "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = 1 %}",
    "{{ lipsum() }}",
    "{% include 'x' %}",
]


@pytest.mark.parametrize("template", HOSTILE)
def test_a_place_template_that_somebody_sent_runs_nothing(template, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "evil"
    write(own / "templates/new-place.yaml.j2", f"id: x\n# {template}\n")
    assert "new-place.yaml.j2" in said("--library", own, "new", "Foo", "--state", "NY", "--kind", "city", code=2)
    assert os.listdir(tmp_path) == ["evil"]


def test_jinja_itself_never_renders():
    program = Path(ordinance.__file__).parent
    texts = {path.name: path.read_text(encoding="utf-8") for path in program.rglob("*.py")}
    called = re.compile(r"(?<!RGBColor)\.from_string\(|\.render\(|get_template")
    assert [name for name, text in texts.items() if called.search(text)] == []


def test_the_page_is_written_by_the_program_s_own_templates_whatever_a_library_brings(tmp_path):
    pytest.importorskip("flask")
    from ordinance.web.app import create_app

    own = tmp_path / "own"
    for name in (path.name for path in (shipped_root() / "templates/web").rglob("*.html")):
        write(own / "templates/web" / name, "{{ cycler.__init__.__globals__.os.popen('touch PWNED').read() }}")
    write(own / "templates/web/static/find.js", "alert(1)")
    page = create_app(Library(own), lambda: DAY).test_client().get("/", headers={"Host": "localhost"})
    assert "Draft local law" in page.text
    script = re.search(r"/static/\w+/find\.js", page.text)
    assert script
    assert "alert(1)" not in create_app(Library(own), lambda: DAY).test_client().get(script[0]).text


def git(folder, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_a_checkout_that_somebody_sent_runs_no_command_of_its_own(tmp_path):
    own = tmp_path / "evil"
    shutil.copytree(SMALL, own)
    write(own / ".gitattributes", "* filter=f\n")
    git(own, "init", "-q")
    git(own, "add", ".")
    git(own, "commit", "-q", "-m", "x")
    pwned = tmp_path / "PWNED"
    hook = write(own / ".git/hooks/post-checkout", f"#!/bin/sh\ntouch {pwned}\n")
    hook.chmod(0o755)
    for setting in ("filter.f.smudge", "filter.f.process", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(own, "config", setting, f"sh -c 'touch {pwned}; cat'")
    from ordinance.library.history import revisions_at

    pwned.unlink(missing_ok=True)
    found = revisions_at(Library(own, shipped=SMALL), "HEAD")
    assert found == revisions_at(Library(shipped=own), "HEAD")
    assert found
    assert not pwned.exists()


def test_a_link_in_a_library_does_not_lead_to_other_files(tmp_path):
    secret = write(tmp_path / "secret.txt", "root:x:0:0\n")
    own = tmp_path / "own"
    (own / "jurisdictions").mkdir(parents=True)
    (own / "jurisdictions/x-aa.yaml").symlink_to(secret)
    with pytest.raises(FaultyFile, match="is a link that leads out of the library") as refused:
        Library(own, shipped=SMALL).place("x-aa")
    assert "root:x" not in str(refused.value)


# --- addresses (R7) ---


@pytest.mark.parametrize(
    "address", ["https://evil.example?.gov", "https://evil.example#.gov", "https://x.gov@evil.example/", *OUTSIDE]
)
def test_an_address_is_official_by_its_true_host_and_its_scheme(address):
    assert not addresses.is_official(address)


def test_official_addresses_are():
    assert all(map(addresses.is_official, ["https://www.ice.gov/x?y#z", "https://leg.state.ny.us/", "https://a.gov:443/"]))


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_writer_makes_a_link_of_what_is_no_page(address, library_look):
    document = Document(title="T", blocks=(Paragraph("body", (Run("a "), Link("words", address))),))
    assert address.encode() not in html.write(document, LOOK)
    assert address.encode() not in markdown.write(document)
    made = docx.write(document, reference=library_look)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(
            address.split(":")[0].encode() + b":" in archive.read(name) for name in archive.namelist() if "rels" in name
        )


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_file_of_a_library_may_hold_such_an_address(address, laid):
    library = laid(("clauses/precedents.yaml", "source: https://", f"source: {address}# https://"))
    with pytest.raises(FaultyFile, match="not in the right form"):
        _ = library.precedents


# --- texts that keep a reader busy (R9, R26) ---


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("length", [12_000, 20_000, 200_000])
def test_a_clause_of_marks_is_read_or_refused_at_once(unit, length):
    with that_ends(), suppress(legal_text.TextProblem):
        legal_text.parse((unit * length)[:length])


def test_a_text_that_is_too_deep_does_not_spoil_the_next():
    for unit in ("1. ", "- ", "> "):
        with pytest.raises(legal_text.TextProblem):
            legal_text.parse(unit * 3000 + "a")
    assert legal_text.parse("Nobody [may](https://a.gov/).")


# --- unseen marks (R24) ---


def test_a_mark_that_turns_the_text_is_a_finding(laid):
    from ordinance.checks.model import run

    library = laid(("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", "name: Mill\u2066brook\n"))
    found = [one for one in run(drafted(library), library, date(2026, 11, 24)) if one.id == "direction-mark"]
    assert found
    assert all("\u2066" not in one.message and "U+2066" in one.message for one in found)
