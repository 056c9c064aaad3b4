"""A draft as JSON: what is read back is the same draft; what is not a draft is refused in one clear line."""

import json
import os
from functools import cache
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import DAY, SMALL, drafted, printed, shipped_library, write

from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice, FaultyFile
from ordinance.formats import akoma_ntoso, draft_json
from ordinance.library.store import Library
from ordinance.pages.instrument import CommentaryMode, Options

PLACES = sorted(path.stem for path in (Path(__file__).parent.parent / "jurisdictions").glob("*.yaml"))


@cache
def validator() -> jsonschema.Draft202012Validator:
    """The published schema, as a program of another house reads it."""
    schema = json.loads(draft_json.schema_file())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("instrument", sorted(shipped_library().instruments))
@pytest.mark.parametrize("place", PLACES)
def test_every_draft_fits_the_schema_and_comes_back_the_same(place, instrument):
    try:
        made = draft(shipped_library(), shipped_library().place(place), Wishes(instrument))
    except BadChoice:
        assert instrument == "executive-order"
        return
    content = draft_json.write(made)
    assert [error.message for error in validator().iter_errors(json.loads(content))] == []
    back = draft_json.read_draft(content)
    assert back == made
    assert draft_json.write(back) == content


@pytest.mark.parametrize("commentary", get_args(CommentaryMode))
@pytest.mark.parametrize("place", ["millbrook-aa", "fork-county-bb"])
def test_a_draft_read_back_prints_the_same_in_every_form(small, place, commentary):
    made = drafted(small, place)
    back = draft_json.read_draft(draft_json.write(made))
    assert printed(small, back, commentary) == printed(small, made, commentary)
    options = Options(commentary, DAY)
    assert akoma_ntoso.write(back, small, options) == akoma_ntoso.write(made, small, options)


def test_the_same_draft_gives_the_same_bytes():
    def content():
        library = Library()
        return draft_json.write(draft(library, library.place(PLACES[0])))

    assert content() == content()


@pytest.mark.parametrize("name", ['"', "\\", "</script>", "\\u0041", "{{ x }}", "𝕏\u202e", "null", "é½٣"])
def test_a_name_comes_back_as_it_was_written(small, tmp_path, name):
    place = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    quoted = "'" + name.replace("'", "''") + "'"
    path = write(tmp_path / "millbrook-aa.yaml", place.replace("name: Millbrook\n", f"name: {quoted}\n"))
    made = draft(small, small.place(str(path)))
    back = draft_json.read_draft(draft_json.write(made))
    assert (back, back.place.name) == (made, name)


def test_a_section_names_its_clause_and_a_clause_stands_once(small):
    made = drafted(small)
    file = json.loads(draft_json.write(made))
    assert list(file) == ["$schema", "version", "draft"]
    assert [section["chosen"] for section in file["draft"]["sections"]] == [section.id for section in made.sections]
    chosen = [one["clause"]["id"] for one in file["draft"]["selection"]["chosen"]]
    assert chosen == [one.clause.id for one in made.selection.chosen]


def test_a_file_saved_with_a_byte_order_mark_is_read(small):
    made = drafted(small)
    assert draft_json.read_draft(b"\xef\xbb\xbf" + draft_json.write(made)) == made


# --- what is no draft ---

NO_DRAFT = [
    (b"", "is not JSON: Input data was truncated"),
    (b'{"version": 1', "is not JSON: Input data was truncated"),
    (b"\xff\xfe", "is not JSON: JSON is malformed: invalid character (byte 0)"),
    (b"[]", "does not hold a draft, which `ordinance draft --format json` writes"),
    (b'{"place": "x", "variants": {}}', "does not hold a draft, which `ordinance draft --format json` writes"),
    (b'{"version": 2, "draft": {}}', "is of version 2, and this program reads version 1"),
    (b'{"version": true, "draft": {}}', "is of version True, and this program reads version 1"),
    (b'{"draft": {}}', "is of version None, and this program reads version 1"),
    (b'{"version": 1, "draft": {}}', "does not hold a draft: Object missing required field `selection` - at `$.draft`"),
    (b'{"version": 1, "draft": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is nested too deeply"),
]


@pytest.mark.parametrize(("content", "says"), NO_DRAFT, ids=range(len(NO_DRAFT)))
def test_what_is_no_draft_is_refused_in_one_line(content, says):
    with pytest.raises(FaultyFile) as refused:
        draft_json.read_draft(content, "old.json")
    assert str(refused.value) == f"old.json: {says}"
    assert refused.value.exit_code == 2


SECTION = "draft.sections.1"  # on holds

#: What is spoilt, with what, how the message ends, and whether the schema can tell.
SPOILT = [
    ("version", 1.5, "is of version 1.5, and this program reads version 1", True),
    ("author", "x", "unknown key 'author'; known: $schema, draft, version", True),
    ("draft.recital", [], "unknown key 'recital' in draft; did you mean recitals or title?", True),
    ("draft.title", "x", "does not hold a draft: Expected `array`, got `str` - at `$.draft.title`", True),
    ("draft.instrument", "law", "draft.instrument is 'law', and its selection is of the instrument 'ordinance'", False),
    ("draft.selection.place.id", "A B", " - at `$.draft.selection.place.id`", True),
    ("draft.title", [{"type": "Word"}], "does not hold a draft: Invalid value 'Word' - at `$.draft.title[0].type`", True),
    ("draft.title.0.face", "b", "unknown key 'face' in draft.title[0]; known: emphasis, text, type", True),
    (f"{SECTION}.provisions.0.childern", [], "in draft.sections[1].provisions[0]; did you mean children?", True),
    (f"{SECTION}.chosen", None, "does not hold a draft: Expected `str`, got `null` - at `$.draft.sections[1].chosen`", True),
    (f"{SECTION}.chosen", "hold", "is 'hold', which is not among selection.chosen; did you mean holds?", False),
    (
        f"{SECTION}.heading",
        "\x07",
        "has the character U+0007 at draft.sections[1].heading, which a document cannot hold; delete it",
        False,
    ),
    ("draft.terms.\ue000", ["x"], "has the character U+E000 at draft.terms, which a document cannot hold; delete it", False),
]


def spoilt(content: bytes, path: str, value: object) -> dict[str, object]:
    """A file with one value put in at a path of keys and places in lists."""
    holder = file = json.loads(content)
    *way, last = path.split(".")
    for key in way:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    holder[last] = value
    return file


@pytest.mark.parametrize(("path", "value", "says", "tells"), SPOILT, ids=range(len(SPOILT)))
def test_a_spoilt_draft_is_refused_with_the_way_to_the_fault_and_by_the_schema(small, path, value, says, tells):
    file = spoilt(draft_json.write(drafted(small)), path, value)
    with pytest.raises(FaultyFile) as refused:
        draft_json.read_draft(json.dumps(file).encode())
    (fault,) = refused.value.faults
    assert fault.message.endswith(says)
    assert validator().is_valid(file) is not tells


def test_all_unknown_keys_are_named_at_once(small):
    file = json.loads(draft_json.write(drafted(small)))
    file["draft"]["one"] = file["draft"]["formula"]["two"] = 1
    with pytest.raises(FaultyFile) as refused:
        draft_json.read_draft(json.dumps(file).encode())
    assert [fault.message.partition("; ")[0] for fault in refused.value.faults] == [
        "unknown key 'one' in draft",
        "unknown key 'two' in draft.formula",
    ]


# --- at the command line ---


def ran(*arguments):
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(("form", "name", "begins"), [
    ("json", "x.json", b'{\n "$schema": "schemas/draft.json",\n "version": 1,'),
    ("akn", "x.akn", b"<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso xmlns="),
    ("akn", "x.xml", b"<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso xmlns="),
])  # fmt: skip
def test_the_command_writes_both_forms_by_name_and_by_ending(form, name, begins, tmp_path):
    ran("draft", PLACES[0], "--date", DAY, "-o", tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert content.startswith(begins)
    assert ran("draft", PLACES[0], "--date", DAY, "--format", form, "-o", "-").stdout_bytes == content


def test_the_schemas_hold_that_of_a_draft(tmp_path):
    ran("schemas", "-o", tmp_path / "schemas")
    assert (tmp_path / "schemas/draft.json").read_bytes() == draft_json.schema_file()
    assert "place.json" in os.listdir(tmp_path / "schemas")
