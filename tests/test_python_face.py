"""The public functions: the page that documents them runs, each is found, files are what their endings say, threads agree."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import ordinance as o

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def library():
    return o.Library()


@pytest.fixture(scope="module")
def draft(library):
    return o.draft(library, "ithaca-ny", on=DAY)


def test_the_examples_of_the_page_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("policy.md").write_text("# Policy\n\nOfficers shall not hold a person on an immigration detainer.\n" * 3)
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S):
        exec(block, names)
    assert "nearest: ithaca-ny" in capsys.readouterr().out
    assert {"ithaca.docx", "memo.docx", "options.csv", "changes.docx", "card.html", "packet.zip", "watch.ics"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_every_public_name_is_found_and_none_is_a_room():
    rooms = {path.name for path in Path(o.__file__).parent.iterdir() if path.is_dir()}
    assert not rooms & set(o.__all__)  # the import of a room would take the place of the name
    assert [name for name in o.__all__ if getattr(o, name).__doc__ is None] == []
    with pytest.raises(AttributeError, match="drafft"):
        o.drafft  # noqa: B018


def test_the_import_loads_nothing():
    program = "import sys; had = set(sys.modules); import ordinance; print(sorted(set(sys.modules) - had))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ordinance']"


@pytest.mark.parametrize("name", ["draft.xyz", "draft", "draft.csv"])
def test_an_ending_that_a_draft_has_not_is_an_error(draft, tmp_path, name):
    with pytest.raises(o.BadChoice, match="no format with this ending"):
        o.write(draft, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_with_force(draft, tmp_path):
    path = o.write(draft, tmp_path / "a.MD")
    with pytest.raises(o.Unwritable, match="exists already"):
        o.write(draft, path)
    assert o.write(draft, path, force=True).read_bytes() == o.encode(draft, "md")


def test_options_that_go_together_with_nothing_are_errors(library, draft):
    for wrong in (
        lambda: o.encode(draft, "md", page="legal"),
        lambda: o.encode(o.memo(library, "ithaca-ny"), "md", commentary="none"),
        lambda: o.draft(library, "ithaca-ny", stance="boldest"),
        lambda: o.compare(library, "detainer-refusal"),
    ):
        with pytest.raises(o.OrdinanceError):
            wrong()
    with pytest.raises(TypeError):
        o.draft(library, "ithaca-ny", instrumnt="resolution")


def test_eight_threads_on_one_library_make_the_bytes_of_one(library):
    def made(one):
        try:
            return o.encode(o.draft(library, one, on=DAY), "md")
        except o.BadChoice as error:
            return str(error)

    names = list(library.place_files)
    alone = [made(name) for name in names]
    library = o.Library()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(made, names))
    assert together == alone
