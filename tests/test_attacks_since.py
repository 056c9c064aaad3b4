"""Attacks on what reads and writes since: logs, lists, batches, papers of an office. Each was made by hand; none may succeed."""

import csv
import io
import json
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import ordinance as o
from ordinance.cli.main import cli
from ordinance.errors import FaultyFile, OrdinanceError
from ordinance.library.wording_model import WordingFile
from ordinance.making.encoding import csv_bytes

LIBRARY = o.Library()
LOG = o.implement(LIBRARY, "ithaca-ny", form="md", on=date(2026, 11, 24), effective=date(2027, 1, 1)).files["6-request-log.xlsx"]


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments), prog_name="ordinance")


# --- a log that somebody made ---


def with_part(path, name, change):
    """Write the empty log with one part changed."""
    with zipfile.ZipFile(io.BytesIO(LOG)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return path


def row(content):
    return lambda part: part.replace(b"</sheetData>", content + b"</sheetData>")


BOMBS = {
    "a cell at the far corner of the lists": ("xl/worksheets/sheet6.xml", row(b'<row r="500"><c r="XFD500"><v>1</v></c></row>')),
    "a cell at the far end": ("xl/worksheets/sheet2.xml", row(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "a million styles": (
        "xl/styles.xml",
        lambda part: part.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * 1_000_000 + b"</cellXfs>"),
    ),
    "entities": (
        "xl/worksheets/sheet2.xml",
        lambda part: b'<!DOCTYPE a [<!ENTITY x "y">]>' + re.sub(rb"^<[?]xml[^>]*>", b"", part),
    ),
    "no number": ("xl/worksheets/sheet2.xml", row(b'<row r="2"><c r="A2"><v>NaN</v></c></row>')),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_log_that_is_a_bomb_is_refused_with_a_line(name, tmp_path):
    with pytest.raises(FaultyFile) as said:
        o.report(LIBRARY, with_part(tmp_path / "log.xlsx", *BOMBS[name]), on=date(2028, 1, 15))
    assert len(str(said.value)) < 400


def test_cells_that_are_joined_to_the_end_of_the_sheet_cost_nothing(tmp_path):
    joined = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = with_part(tmp_path / "log.xlsx", "xl/worksheets/sheet2.xml", lambda part: part.replace(b"</sheetData>", joined))
    assert o.report(LIBRARY, path, on=date(2028, 1, 15)).records["totals"]["Requests received"] == "0"


@pytest.mark.parametrize("command", [("report",), ("agreements", "--as-of", "2026-05-18")], ids=lambda words: words[0])
def test_a_pipe_and_an_endless_device_are_no_spreadsheet(command, tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    for name in ("pipe.xlsx", "zero.xlsx"):
        done = run(*command, str(tmp_path / name))
        assert (done.exit_code, "is no file" in done.stderr) == (2, True), done.output


# --- a name that a spreadsheet would take for a formula ---


def test_a_place_s_name_is_no_formula_in_a_log():
    name = '=HYPERLINK("http://evil.example","x")'
    place = replace(LIBRARY.place("ithaca-ny"), official_name=name)
    made = o.implement(LIBRARY, place, form="md", on=date(2026, 11, 24)).files["6-request-log.xlsx"]
    cells = [cell for page in openpyxl.load_workbook(io.BytesIO(made)) for line in page.iter_rows() for cell in line]
    assert name in [cell.value for cell in cells]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_no_cell_of_a_csv_is_a_formula_in_any_language():
    signs = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    made = csv_bytes([[f"{sign}1" for sign in signs]]).decode()
    assert [cell[:1] for cell in next(csv.reader(io.StringIO(made, newline="")))] == ["'"] * len(signs)


# --- a batch whose folder another has had ---


@pytest.fixture
def batch(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("vernon-vt\n")
    words = ("batch", "--list", "list.txt", "-o", "out", "--format", "md", "--commentary", "none", "--jobs", "1")
    assert run(*words).exit_code == 0
    return words


JOURNAL = "out/batch-journal-1-of-1.jsonl"


LINES = (
    b"{", b"[]", b'{"id": "vernon-vt", "county": []}', b'{"id": "\xff"}', b"[" * 5_000, b"null", b'"x"',
    b'{"id": "a", "file": "../list.txt"}',
    b'{"id": "a", "file": "/etc/passwd"}',
    b'{"id": "a", "file": "javascript:alert(1)//vt/x-ordinance.md"}',
)  # fmt: skip


def test_a_record_of_what_is_done_that_was_changed_is_refused(batch):
    content = Path(JOURNAL).read_bytes()
    for line in LINES:
        for spoilt in (content + line + b"\n", line + b"\n"):
            Path(JOURNAL).write_bytes(spoilt)
            done = run(*batch)
            assert (done.exit_code, isinstance(done.exception, SystemExit)) == (2, True), done.exception
            assert "use --force to make" in done.stderr


def test_a_batch_writes_through_no_link_that_leads_out_of_its_folder(batch, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    Path("out/vt/vernon-vt-ordinance.md").unlink()
    Path("out/vt").rmdir()
    Path("out/vt").symlink_to(outside, target_is_directory=True)
    done = run(*batch, "--force")
    assert (done.exit_code, "leads out of the batch's folder" in done.stderr) == (2, True), done.output
    assert list(outside.iterdir()) == []


def test_a_batch_appends_to_no_file_elsewhere(batch, tmp_path):
    own = tmp_path / "own.jsonl"
    own.write_bytes(Path(JOURNAL).read_bytes())
    before = own.read_bytes()
    Path(JOURNAL).unlink()
    Path(JOURNAL).symlink_to(own)
    assert run(*batch).exit_code == 2
    assert own.read_bytes() == before


def test_a_batch_packs_nothing_from_elsewhere(batch, tmp_path):
    zipped = tuple("out.zip" if word == "out" else word for word in batch)
    Path("out").rename("out.zip.unfinished-1-of-1")
    (tmp_path / "secret").write_text("secret")
    Path("out.zip.unfinished-1-of-1/vt/a.md").symlink_to(tmp_path / "secret")
    done = run(*zipped)
    assert done.exit_code == 2, done.output
    assert not Path("out.zip").exists()


def test_a_batch_with_a_broken_page_of_its_index_makes_nothing(batch, tmp_path):
    page = tmp_path / "lib/templates/batch-index.html.j2"
    page.parent.mkdir(parents=True)
    page.write_text("{{ ''.__class__ }} ROWS")
    done = run("--library", "lib", *(word if word != "out" else "other" for word in batch))
    assert done.exit_code == 2
    assert not Path("other").exists()


def test_the_index_says_a_name_as_words(batch):
    lines = Path(JOURNAL).read_bytes().split(b"\n")
    told = json.loads(lines[1]) | {"name": "<script>alert(1)</script>", "county": "=1+1"}
    Path(JOURNAL).write_bytes(lines[0] + b"\n" + json.dumps(told).encode() + b"\n")
    assert run(*batch).exit_code == 0
    assert "<script>" not in Path("out/index.html").read_text()
    assert ",'=1+1," in Path("out/index.csv").read_text()


# --- one file asked for as two kinds ---


def test_a_file_that_was_read_as_words_of_one_s_own_is_no_place(tmp_path):
    library, path = o.Library(), tmp_path / "x.yaml"
    path.write_text("wording:\n- {do: strike, at: holds, by: x, on: 2026-11-20, why: y}\n")
    assert library.load(path, WordingFile).wording
    with pytest.raises(OrdinanceError, match="the key 'attorney' is missing"):
        library.place(str(path))
