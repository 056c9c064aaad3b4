"""The library as a whole: folders laid over each other, registries in many files, entries kept and thrown away."""

import shutil

import pytest
from conftest import SMALL, write

from ordinance.errors import FaultyFile, NotFound
from ordinance.library import cache as cache_store
from ordinance.library.compile_all import compile_all
from ordinance.library.kinds import RECORDS, kind_of, library_files
from ordinance.library.store import Library

MORE = """\
horizon: "2026-07"
horizon_note: Made up.
evidence:
  - {id: second-study, citation: B. Counter (2020), finding: Fewer., topics: [holds], verified: unverified, checked: 2026-11-01}
"""


def test_files_of_one_s_own_replace_shipped_ones_by_name_and_add_new_ones(laid):
    library = laid(
        ("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", "name: Stillbrook\n"),
        (
            "jurisdictions/new-aa.yaml",
            "",
            (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8").replace("millbrook-aa", "new-aa"),
        ),
    )
    assert list(library.place_files) == ["fork-county-bb", "millbrook-aa", "new-aa"]
    assert library.place("millbrook-aa").name == "Stillbrook"
    assert library.place("fork-county-bb").name == "Fork County"


def test_a_registry_may_be_a_file_and_a_folder_of_files(laid):
    library = laid(("clauses/evidence/more.yaml", "", MORE))
    assert list(library.evidence) == ["cost-study", "second-study"]


def test_a_registry_may_be_a_folder_alone(laid, tmp_path):
    for path in SMALL.rglob("*.yaml"):
        if path.name != "evidence.yaml":
            write(tmp_path / "whole" / path.relative_to(SMALL), path.read_text(encoding="utf-8"))
    with pytest.raises(FaultyFile, match=r"^clauses/evidence\.yaml: is missing$"):
        Library(shipped=tmp_path / "whole").evidence  # noqa: B018
    write(tmp_path / "whole/clauses/evidence/more.yaml", MORE)
    assert list(Library(shipped=tmp_path / "whole").evidence) == ["second-study"]


def test_clauses_come_group_by_group_in_the_order_of_the_vocabulary(small):
    assert [clause.id for clause in small.clauses()] == [
        "definitions",
        "holds",
        "questions",
        "federal-law-savings",
        "independent-officers",
        "effective-date",
    ]


@pytest.mark.parametrize("code", ["AA", "aa", "aA"])
def test_a_state_is_found_by_its_code_in_any_case(small, code):
    assert small.state(code).name == "Arden"


UNKNOWN = [
    (lambda library: library.clause("hold"), "no clause named 'hold'; did you mean holds?"),
    (lambda library: library.place("millbrook"), "no place named 'millbrook'; did you mean millbrook-aa?"),
    (lambda library: library.state("CC"), "no state named 'CC'; known: AA, BB"),
    (lambda library: library.instrument("order"), "no instrument named 'order'; did you mean ordinance or executive-order?"),
]


@pytest.mark.parametrize(("ask", "message"), UNKNOWN, ids=[row[1] for row in UNKNOWN])
def test_an_unknown_name_offers_what_is_near_or_what_there_is(small, ask, message):
    with pytest.raises(NotFound) as raised:
        ask(small)
    assert str(raised.value) == message


def test_a_file_is_named_as_its_reader_knows_it(laid, small):
    library = laid(("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", "name: Stillbrook\n"))
    assert library.shown(SMALL / "clauses/vocabulary.yaml") == "clauses/vocabulary.yaml"
    own = library.place_path("millbrook-aa")
    assert library.shown(own) == str(own)


# --- compiled entries ---


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("ORDINANCE_CACHE", str(folder))
    return folder


def names(folder):
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_an_entry_is_kept_once_for_each_content(cache, tmp_path):
    shutil.copytree(SMALL, tmp_path / "shipped")
    place = tmp_path / "shipped/jurisdictions/millbrook-aa.yaml"
    first = Library(shipped=tmp_path / "shipped").place("millbrook-aa")
    kept = names(cache)
    assert kept
    assert Library(shipped=tmp_path / "shipped").place("millbrook-aa") == first
    assert names(cache) == kept
    write(place, place.read_text(encoding="utf-8").replace("name: Millbrook\n", "name: Stillbrook\n"))
    assert Library(shipped=tmp_path / "shipped").place("millbrook-aa").name == "Stillbrook"
    assert len(names(cache)) == len(kept) + 1


def test_the_cache_can_be_turned_off(cache, monkeypatch):
    monkeypatch.setenv("ORDINANCE_CACHE", "off")
    assert Library(shipped=SMALL).place("millbrook-aa").name == "Millbrook"
    assert names(cache) == set()
    assert cache_store.folder() is None


def test_a_faulty_file_leaves_no_entry(cache, tmp_path):
    place = write(tmp_path / "x.yaml", "id: x\n")
    with pytest.raises(FaultyFile):
        Library(shipped=SMALL).place(str(place))
    assert names(cache) == set()


#: The records of the small library: a clause's folder makes one.
WHOLE = sum(kind_of(relative) in RECORDS for _, relative in library_files(SMALL))


def test_a_whole_folder_is_compiled_and_every_fault_in_it_named(tmp_path):
    assert compile_all(SMALL, tmp_path / "entries") == len(names(tmp_path / "entries")) == WHOLE
    for path in SMALL.rglob("*.yaml"):
        write(tmp_path / "whole" / path.relative_to(SMALL), path.read_text(encoding="utf-8"))
    write(tmp_path / "whole/clauses/custody/holds/clause.yaml", "id: holds\nid: holds\n")
    write(tmp_path / "whole/clauses/stray.yaml", "id: stray\n")
    write(tmp_path / "whole/templates/words.yaml", "kinds: 7\n")
    with pytest.raises(FaultyFile) as raised:
        compile_all(tmp_path / "whole")
    assert str(raised.value).splitlines() == [
        "clauses/custody/holds/clause.yaml:2:1: the key 'id' stands twice; keep one",
        "clauses/stray.yaml: is a file of no known kind here; see docs/writing-clauses.md",
        "templates/words.yaml:1:1: the key 'words' is missing",
        "templates/words.yaml:1:8: kinds must be a group of keys, and is the number 7",
    ]
