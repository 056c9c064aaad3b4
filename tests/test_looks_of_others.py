"""Looks, checkouts and texts of others that once hung the program or took gigabytes."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ordinance.errors import BadChoice, FaultyFile
from ordinance.formats.html import read as html_read
from ordinance.library import history
from ordinance.library.reading import look_text
from ordinance.library.store import Library
from ordinance.reviews import blocks

ORDINANCE = Path(sys.executable).with_name("ordinance")


def overlay(tmp_path, look):
    own = tmp_path / "own"
    (own / "clauses").mkdir(parents=True)
    shutil.copytree(Library().folder(f"templates/{look}"), own / "templates" / look)
    return own


def run(tmp_path, *words):
    command = [ORDINANCE, "--library", "own", "draft", "vernon-vt", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == ["own"]
    return done.stderr


FILES = [("html", "page.css", "x.html"), ("pdf", "look.typ", "x.pdf"), ("word/ordinance", "styles.xml", "x.docx")]


@pytest.mark.parametrize(("look", "file", "out"), FILES)
@pytest.mark.parametrize("instead", ["pipe", "link", "nothing"])
def test_a_look_holds_files_and_no_pipes_or_links(look, file, out, instead, tmp_path):
    if out == "x.pdf" and instead == "nothing":
        pytest.skip("typst says it")
    own = overlay(tmp_path, look)
    target = next((own / "templates" / look).rglob(file))
    target.unlink()
    if instead == "pipe":
        os.mkfifo(target)
    if instead == "link":
        target.symlink_to("/dev/zero")
    assert file in run(tmp_path, "-o", out)


def test_a_file_of_a_look_that_is_a_link_out_is_not_read(tmp_path):
    (tmp_path / "look").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "look/page.css").symlink_to(tmp_path / "secret")
    with pytest.raises(FaultyFile, match="leads out"):
        look_text(tmp_path / "look", "page.css")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bounds of memory are the system's")
@pytest.mark.parametrize(
    "code", ['#let a = "x"\n#for i in range(40) { a = a + a }', "#let a = (0,)\n#{ for i in range(32) { a = a + a } }"]
)
def test_a_look_gets_no_more_memory_than_a_document_needs(code, tmp_path):
    look = next((overlay(tmp_path, "pdf") / "templates/pdf").rglob("look.typ"))
    look.write_text(code + "\n" + look.read_text(encoding="utf-8"), encoding="utf-8")
    run(tmp_path, "-o", "x.pdf")


def test_git_is_waited_for_no_longer_than_a_minute(tmp_path, monkeypatch):
    own = tmp_path / "own"
    (own / "clauses").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(own)], check=True)
    (own / ".git/HEAD").unlink()
    os.mkfifo(own / ".git/HEAD")
    monkeypatch.setattr(history, "_SECONDS", 1)
    with pytest.raises(BadChoice, match="git was not done"):
        history.revisions_at(Library(own), "HEAD")


def test_a_record_is_not_written_over_its_draft(tmp_path):
    for more in ((), ("--force",)):
        command = [ORDINANCE, "draft", "vernon-vt", "-o", "x.json", "--record", "./x.json", *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, os.listdir(tmp_path)) == (2, [])


def test_many_short_lines_that_go_on_are_read_in_time_to_their_number():
    text = "\n\n".join(f"word{number} is {number} here" for number in range(15_000))
    started = time.process_time()
    assert list(blocks._paragraphs(text))
    assert time.process_time() - started < 5


def test_a_style_of_one_word_repeated_is_read_at_once():
    struck = '<p style="text-decoration: red line-through">gone</p>'
    page = '<p style="' + "text-decoration:" * 60_000 + '">x</p>' + struck + "<p>stays</p>"
    started = time.process_time()
    read = html_read.read(page, ()).text
    assert time.process_time() - started < 5
    assert "stays" in read
    assert "gone" not in read


def test_a_default_package_that_is_not_there_is_said(laid):
    from conftest import SMALL

    first = (SMALL / "clauses/packages.yaml").read_text(encoding="utf-8").split("\n")
    line = next(one for one in first if one.startswith("default:"))
    library = laid(("clauses/packages.yaml", line, "default: absent"))
    from ordinance.errors import NotFound, OrdinanceError

    with pytest.raises(OrdinanceError) as refused:
        library.package(library.default_package)
    assert isinstance(refused.value, NotFound | FaultyFile)
