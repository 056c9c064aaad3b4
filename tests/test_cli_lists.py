"""What the command lists and shows: clauses, places, states, authorities, schemas, the library as a document."""

import json
import os
import re
import zipfile

import msgspec
import pytest
from cli_runs import PLACE, here, own, ran, said
from conftest import DAY, shipped_library, write

from ordinance.library.place_model import Place
from ordinance.library.roots import shipped_root
from ordinance.library.schemas import schema_files
from ordinance.library.store import Library

__all__ = ["here", "own"]


# --- lists ---


LISTS = [["clauses"], ["places"], ["state", "ny"], ["show", "release-date"], ["authorities"], ["library"]]


@pytest.mark.parametrize("arguments", LISTS, ids=lambda arguments: arguments[0])
def test_a_list_in_json_is_an_array_of_objects_with_an_id(arguments):
    records = json.loads(ran(*arguments, "--format", "json").stdout)
    assert isinstance(records, list)
    assert records
    assert [one for one in records if not isinstance(one["id"], str) or not one["id"]] == []


def test_places_name_their_states():
    library = Library()
    found = {one["id"]: one["state"] for one in json.loads(ran("places", "--format", "json").stdout)}
    assert found == {name: library.place(name).state for name in library.place_files}
    lines = ran("places").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[name, state] for name, state in found.items()]


def test_clauses_are_listed_by_group_with_their_variants():
    library = Library()
    found = {one["id"]: one for one in json.loads(ran("clauses", "--format", "json").stdout)}
    assert list(found) == [clause.id for clause in library.clauses()]
    text = ran("clauses").stdout
    for clause in library.clauses():
        assert found[clause.id]["variants"] == [variant.id for variant in clause.variants]
        line = next(line for line in text.splitlines() if line.split()[:1] == [clause.id])
        assert f"{clause.default}*" in line


@pytest.mark.parametrize("clause", sorted(shipped_library().clause_files))
def test_every_clause_can_be_shown(clause):
    text = " ".join(ran("show", clause, "--full").stdout.split())
    found = Library().clause(clause)
    assert [variant.id for variant in found.variants if f"{' '.join(variant.label.split())} ({variant.id})" not in text] == []


@pytest.mark.parametrize("code", sorted(shipped_library().state_files))
def test_every_state_can_be_shown(code):
    state = Library().state(code)
    text = " ".join(ran("state", code.lower(), "--full").stdout.split())
    assert state.name in text
    assert [one.cite for one in state.statutes if " ".join(one.cite.split()) not in text.replace("\u00a0", " ")] == []


def test_a_clause_shown_for_no_place_tells_the_law_of_no_state():
    """The sample place lies in some state; a reader elsewhere must not take that state's law for an answer."""
    library = Library()
    sample = library.state(library.sample_place().state)
    for clause in library.clauses():
        text = " ".join(ran("show", clause.id, "--full").stdout.split())
        assert "name a place (--place)" in text
        assert [one.note for one in sample.verdicts if " ".join(one.note.split()) in text] == [], clause.id
        assert not re.search(r"State law\. \w+ \(basis:|\(basis: ", text), clause.id


def test_a_clause_is_shown_as_it_reads_in_a_place(own):
    text = ran("--library", own, "show", "detainer-refusal", "--place", "oz-zz", "--full").stdout
    assert "State law: Nowhere" in text
    assert "Forbidden by state law (basis: statute). The code says no." in " ".join(text.split())


# --- schemas, authorities, the library as a document ---


def test_schemas_are_written_where_they_are_wanted(here, own):
    heard = ran("schemas", "-o", "s").stdout
    written = os.listdir(here / "s")
    assert heard == f"Wrote {len(written)} schemas to s\n"
    assert set(schema_files(Library())) <= set(written)
    ran("--library", own, "schemas")
    assert sorted(os.listdir(own / "schemas")) == sorted(written)
    assert json.loads((own / "schemas/place.json").read_text(encoding="utf-8"))["title"] == "ordinance: place"


def test_a_schema_accepts_what_the_program_accepts():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(schema_files(Library())["place.json"])
    place = msgspec.to_builtins(Library().place(PLACE))
    kept = {key: value for key, value in json.loads(msgspec.json.encode(place)).items() if value is not None}
    jsonschema.validate(kept, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**kept, "kind": "hamlet"}, schema)
    assert Place.__name__ in json.dumps(schema)


def test_authorities_can_be_narrowed():
    everything = json.loads(ran("authorities", "--format", "json", "--date", DAY).stdout)
    unverified = json.loads(ran("authorities", "--unverified", "--format", "json").stdout)
    assert {one["verified"] for one in unverified} <= {"unverified"}
    assert [one["id"] for one in unverified] == [one["id"] for one in everything if one["verified"] == "unverified"]
    stale = json.loads(ran("authorities", "--stale", "30", "--format", "json", "--date", DAY).stdout)
    assert [one["id"] for one in stale] == [one["id"] for one in everything if one["age_days"] > 30]


def test_a_document_for_a_terminal_is_no_word_file(here):
    assert (
        said("state", "NY", "--format", "docx")
        == "--format docx makes a file; say where with -o FILE (or -o - for standard output)"
    )
    ran("state", "NY", "--format", "docx", "-o", "ny.docx")
    assert zipfile.is_zipfile(here / "ny.docx")


def test_a_reference_to_nothing_is_told_first_and_the_draft_is_no_success(here, own):
    text = (shipped_root() / "clauses/custody/release-date/text.yaml").read_text(encoding="utf-8")
    variant = text.index("\nvariants:")
    reference = re.compile(r"\(#([a-z-]+)\)").search(text, variant)[1]
    write(own / "clauses/custody/release-date/text.yaml", text.replace(f"(#{reference})", "(#nowhere)", 1))
    chosen = re.search(r"variants:\n  ([a-z-]+):", text)[1]
    heard = ran("--library", own, "draft", PLACE, "--choose", f"release-date={chosen}", "--full", code=1)
    told = heard.stderr.split("\n")
    assert told[0] == "1 error in this draft: mend it before anyone sees it."
    assert "clauses/custody/release-date/text.yaml" in told[1]
    assert told[1].endswith("a reference leads nowhere: [no section nowhere]")
    assert os.path.getsize(here / f"{PLACE}-ordinance.docx") > 1000
