"""`ordinance draft` as a person runs it: the file that it writes, and where it writes none."""

import os
import zipfile

import pytest
from cli_runs import EPOCH, PLACE, here, own, ran, said
from conftest import DAY, write

from ordinance.library.store import Library

__all__ = ["here", "own"]


# --- draft ---


def test_a_draft_goes_into_the_folder_where_one_stands_under_the_name_of_place_and_instrument(here):
    assert ran("draft", PLACE).stdout == f"Wrote {PLACE}-ordinance.docx\n"
    assert ran("draft", PLACE, "--instrument", "policy", "--format", "md").stdout == f"Wrote {PLACE}-policy.md\n"
    assert sorted(os.listdir(here)) == [f"{PLACE}-ordinance.docx", f"{PLACE}-policy.md"]
    assert "word/document.xml" in zipfile.ZipFile(f"{PLACE}-ordinance.docx").namelist()


FORMATS = [
    (".docx", b"PK\x03\x04"),
    (".md", b"**City of Ithaca**"),
    (".html", b"<!DOCTYPE html>"),
    (".txt", b"city of ithaca"),
]


@pytest.mark.parametrize(("ending", "begins"), FORMATS)
def test_the_ending_of_the_name_says_the_format(ending, begins, here):
    ran("draft", PLACE, "-o", f"x{ending}")
    assert (here / f"x{ending}").read_bytes().lower().startswith(begins.lower())


def test_a_hyphen_is_standard_output_and_nothing_else_is_written_there(here):
    result = ran("draft", PLACE, "-o", "-", "--format", "md", "--date", DAY)
    ran("draft", PLACE, "-o", "x.md", "--date", DAY)
    assert result.stdout_bytes == (here / "x.md").read_bytes()
    assert os.listdir(here) == ["x.md"]


def test_what_the_drafter_must_know_is_said_beside_the_draft(own):
    heard = ran("--library", own, "draft", "oz-zz", "--date", DAY, "--full").stderr
    assert heard.startswith("City of Oz: ordinance of ")
    assert "(detainer-refusal): Nowhere law forbids it (Nowhere Code § 1)" in heard
    assert "confirm the enacting words: no formula of Nowhere law is on file" in heard
    assert "Not legal advice: have counsel review it before it is introduced." in heard


@pytest.mark.parametrize("commentary", ["comments", "inline", "notes", "none"])
@pytest.mark.parametrize("form", ["md", "docx", "html", "txt"])
def test_every_kind_of_commentary_can_be_had_in_every_format(commentary, form, here):
    ran("draft", PLACE, "--commentary", commentary, "--format", form)
    assert (here / f"{PLACE}-ordinance.{form}").stat().st_size > 1000


@pytest.mark.parametrize("form", ["md", "docx", "html", "txt"])
def test_the_same_date_gives_the_same_bytes_however_it_is_given(form, here):
    ran("draft", PLACE, "-o", f"a.{form}", "--date", DAY)
    ran("draft", PLACE, "-o", f"b.{form}", SOURCE_DATE_EPOCH=EPOCH)
    ran("draft", PLACE, "-o", f"c.{form}", "--date", "2026-11-25")
    first, second, third = ((here / f"{name}.{form}").read_bytes() for name in "abc")
    assert first == second
    assert first != third


def test_a_place_can_be_given_as_a_file(here):
    shipped = Library().place_files[PLACE]
    write(here / "mine.yaml", shipped.read_text(encoding="utf-8"))
    by_id = ran("draft", PLACE, "-o", "-", "--format", "md", "--date", DAY)
    by_path = ran("draft", "mine.yaml", "-o", "-", "--format", "md", "--date", DAY)
    assert by_path.stdout_bytes == by_id.stdout_bytes
    assert ran("draft", here / "mine.yaml").stdout == f"Wrote {PLACE}-ordinance.docx\n"


# --- writing ---


def test_a_file_that_exists_is_kept_unless_force_says_otherwise(here):
    write(here / "x.md", "mine")
    assert said("draft", PLACE, "-o", "x.md") == "x.md: exists already; use --force to replace it, or -o for another name"
    assert (here / "x.md").read_text() == "mine"
    ran("draft", PLACE, "-o", "x.md", "--force")
    assert (here / "x.md").read_text(encoding="utf-8").startswith("**")
    assert os.listdir(here) == ["x.md"]


def test_a_default_name_that_exists_is_kept_too(here):
    write(here / f"{PLACE}-ordinance.docx", "mine")
    assert said("draft", PLACE).startswith(f"{PLACE}-ordinance.docx: exists already")


def test_a_link_is_followed_and_stays_a_link(here):
    write(here / "real/x.md", "mine")
    (here / "link.md").symlink_to("real/x.md")
    ran("draft", PLACE, "-o", "link.md", "--force")
    assert (here / "link.md").is_symlink()
    assert (here / "real/x.md").read_text(encoding="utf-8").startswith("**")


def test_a_folder_that_is_missing_or_is_the_target_is_named(here):
    assert said("draft", PLACE, "-o", "no/x.md") == "no/x.md: the folder no does not exist; make it first"
    (here / "folder").mkdir()
    assert said("draft", PLACE, "-o", "folder") == "folder: is a folder; give the name of a file"


def test_a_device_is_not_replaced():
    assert (
        said("draft", PLACE, "-o", "/dev/null", "--force") == "/dev/null: is a device and no file; use -o - for standard output"
    )
    assert not os.path.isfile("/dev/null")


def test_a_folder_that_takes_no_file_is_named(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    target = "/sys/x.md" if os.access(folder, os.W_OK) else folder / "x.md"  # the superuser may write everywhere but there
    assert said("draft", PLACE, "-o", target) == f"{target}: cannot be written: no permission to write there"


def test_a_name_too_long_for_the_system_is_named():
    assert said("draft", PLACE, "-o", "x" * 300 + ".md").endswith(".md: cannot be written: File name too long")


def test_the_file_has_the_permissions_of_any_new_file(here):
    ran("draft", PLACE, "-o", "x.md")
    (here / "other").touch()
    assert (here / "x.md").stat().st_mode == (here / "other").stat().st_mode
