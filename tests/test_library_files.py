"""The shipped library: every file can be used, every name leads somewhere, every variant fills wherever it may stand.

What is written for people (wording, number of clauses) is nobody's business here: these tests hold for any library.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import DAY, shipped_library
from msgspec import inspect

from ordinance.checks.library import check_library
from ordinance.drafting.assembly import draft
from ordinance.drafting.powers import powers_of
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice, FaultyFile, OrdinanceError
from ordinance.library import legal_text, shape, strict_yaml
from ordinance.library.compiling import dotted, texts
from ordinance.library.kinds import RECORDS, SCHEMAS, kind_of, library_files
from ordinance.library.roots import shipped_root
from ordinance.library.shared_text import resolved
from ordinance.library.store import Library

ROOT = shipped_root()
FILES = {relative.as_posix(): (path, kind_of(relative)) for path, relative in library_files(ROOT)}
#: The files that make a record by themselves; the others are parts of a clause, and read with its first.
WHOLE = [name for name, (_, kind) in FILES.items() if kind in RECORDS]
TEXTS = sorted(
    path
    for folder in ("clauses", "jurisdictions", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".yaml", ".j2", ".xml", ".html", ".css")
)


# --- the files as text ---


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_clean_text(path):
    text = path.read_bytes().decode("utf-8")
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ue000-\uf8ff]", text) == []
    assert [number for number, line in enumerate(text.split("\n"), 1) if line != line.rstrip()] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", FILES)
def test_the_first_line_of_a_file_names_its_schema(name):
    path, kind = FILES[name]
    assert kind is not None, "a file of no known kind"
    up = "../" * name.count("/")
    assert path.read_text(encoding="utf-8").split("\n")[0] == f"# yaml-language-server: $schema={up}schemas/{kind}.json"
    assert kind in SCHEMAS


@pytest.mark.parametrize("name", FILES)
def test_a_file_compiles(name):
    path, kind = FILES[name]
    if kind in RECORDS:
        assert Library().load(path, RECORDS[kind])
    else:
        data, unknown = resolved(strict_yaml.read(path), Library().sentences().texts)
        assert (unknown, isinstance(shape.fit(data, SCHEMAS[kind]), list)) == ([], False)


# --- the names between files ---


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture(scope="module")
def records(library):
    """Every record of the library by its file's name."""
    return {name: library.load(path, RECORDS[kind]) for name, (path, kind) in FILES.items() if kind in RECORDS}


@pytest.fixture(scope="module")
def known(library):
    """The names that a link in a text may have, by kind."""
    return {
        "clause": set(library.clause_files),
        "authority": set(library.authorities),
        "precedent": set(library.precedents),
        "study": set(library.evidence),
        "group": {group.id for group in library.vocabulary.groups},
    }


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@pytest.mark.parametrize("name", WHOLE)
def test_every_name_in_a_file_leads_somewhere(name, library, records):
    assert records[name]
    assert library.dead_names(FILES[name][0]) == []


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_field_that_holds_ids_says_what_they_refer_to(kind):
    """A new field of plain ids would be followed by nothing: declare it (`fields.TopicRef` and its like), or list it here."""
    assert set(_plain_ids(inspect.type_info(SCHEMAS[kind]), "")) <= OWN_NAMES


#: Fields of plain ids that name nothing elsewhere: a record's own names, and keys that a check of their own follows.
OWN_NAMES = {
    "id",
    "variants",  # of a part of a clause: those of its clause.yaml (clause_compiling)
    "shared", "sentences",  # by the names under which a text uses them (shared_text)
    "default",  # of a clause: one of its own variants (agreement.clause_faults)
    "items",  # notes by the named items of the text (checks.library_references)
    "statutes",  # of a change: of the file of its own state (changes)
    "sources",  # of a handout: an authority or a study (checks.handouts)
    "names",  # file names of a kit
    "special",  # governments with a form of their own, named in the same file
    "kinds",  # of places, where they are made (templates/words.yaml)
    "values",  # by the owner, which the value's own reference follows
    "force", "roles", "languages", "language_names",  # of the words of reviews, named in the same file
    "exception_kinds", "colours", "state_rights",  # of handouts: their own kinds, looks and states (checks.handouts)
}  # fmt: skip


def _plain_ids(kind, field):
    """The fields below a type that hold ids without a declared reference."""
    match kind:
        case inspect.Metadata(extra={"refers": _}):
            return
        case inspect.Metadata(type=inner):
            yield from _plain_ids(inner, field)
        case inspect.StrType(pattern=str(pattern)) if pattern == ID_PATTERN:
            yield field
        case inspect.StructType(fields=fields):
            for one in fields:
                yield from _plain_ids(one.type, one.name)
        case inspect.UnionType(types=types):
            for one in types:
                yield from _plain_ids(one, field)
        case inspect.VarTupleType(item_type=item):
            yield from _plain_ids(item, field)
        case inspect.DictType(key_type=key, value_type=value):
            yield from _plain_ids(key, field)
            yield from _plain_ids(value, field)


@pytest.mark.parametrize("name", [name for name, (_, kind) in FILES.items() if kind == "state"])
def test_the_id_of_a_statute_stands_once(name, records):
    own = [statute.id for statute in records[name].statutes]
    assert [one for one, count in Counter(own).items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name, (_, kind) in FILES.items() if kind == "place"])
def test_a_place_s_id_is_its_file_s_name(name, records):
    assert records[name].id == Path(name).stem


def links(record, library):
    """Every link in every text of a record: the keys that lead to the text, and the link."""
    for keys, markdown in texts(record):
        for node in legal_text.walk(library.tree(markdown)):
            yield from ((keys, link) for link in node.links)


@pytest.mark.parametrize("name", WHOLE)
def test_every_link_in_every_text_leads_somewhere(name, records, known, library):
    kind, record = FILES[name][1], records[name]
    registries = {"cite": "authority", "evidence": "study", "precedent": "precedent"}
    items = {
        clause.id: {one for v in clause.variants for one in legal_text.names(library.tree(v.text))}
        for clause in library.clauses()
    }
    terms = set(library.definitions)
    dead = []
    for keys, link in links(record, library):
        if link.kind in registries:
            right = link.target in known[registries[link.kind]]
        elif link.kind == "group":
            right = set(link.target.split("+")) <= known["group"] | known["clause"]
        elif link.kind == "clause":
            right = link.target in known["clause"] and keys[-1] != "text"
        elif link.kind == "section":
            right = link.item in items.get(link.target, set()) | (terms if link.target == "definitions" else set())
        elif link.kind == "item":
            own = items[record.id] if kind == "clause" else set()
            if kind == "clause" and keys[0] == "variants":
                own = set(legal_text.names(library.tree(record.variants[keys[1]].text)))
            right = link.target in own or link.target in known["clause"]
        else:
            right = link.kind in ("blank", "page", "definitions")
        dead += [] if right else [f"{dotted(keys)}: {link.kind} {link.target} {link.item}".strip()]
    assert dead == []


def test_ids_are_unique_across_all_files_of_their_kind(library):
    clauses = [path.parent.name for path, kind in FILES.values() if kind == "clause"]
    assert [name for name, count in Counter(clauses).items() if count > 1] == []
    for registry in ("authorities", "precedents", "evidence", "definitions", "recitals", "drafting_rules", "packages"):
        assert getattr(library, registry)  # reading it refuses an id that stands twice


def test_every_folder_of_clauses_is_a_group(library):
    folders = {path.parent.parent.name for name, (path, kind) in FILES.items() if kind == "clause"}
    assert folders <= {group.id for group in library.vocabulary.groups}


def test_an_id_is_no_other_id_in_the_form_that_templates_use(library):
    """`chosen.release_date` must name one clause."""
    names = [name.replace("-", "_") for name in library.clause_files]
    assert sorted(names) == sorted(set(names))


# --- the texts in every place ---


def may_stand(clause, variant, powers, instrument):
    """Tell, by the tool's own rules, whether a variant may stand in an instrument of a place with these powers."""
    fits = all(not one.instruments or instrument in one.instruments for one in (clause, variant))
    return fits and {*clause.needs, *variant.needs} <= powers


@pytest.mark.parametrize("instrument", sorted(shipped_library().instruments))
@pytest.mark.parametrize("place", sorted(shipped_library().place_files))
def test_every_variant_fills_wherever_it_may_stand(library, place, instrument):
    here = library.place(place)
    powers = powers_of(library, here, instrument)
    wanted = {
        clause.id: [variant.id for variant in clause.variants if may_stand(clause, variant, powers, instrument)]
        for clause in library.clauses()
        if clause.kind == "policy" or not clause.when
    }
    wanted = {clause: fitting for clause, fitting in wanted.items() if fitting}
    failed, drafted = [], set()
    for depth in range(max(map(len, wanted.values()))):
        choose = {clause: fitting[min(depth, len(fitting) - 1)] for clause, fitting in wanted.items()}
        try:
            made = draft(library, here, Wishes(instrument, choose))
        except FaultyFile as error:
            failed.append(str(error))
            continue
        except BadChoice as error:
            if library.instrument(instrument).when and not here.executive:
                pytest.skip(str(error))
            raise
        drafted |= {(one.clause.id, one.variant.id) for one in made.selection.chosen}
    assert failed == []
    assert {(clause, variant) for clause, fitting in wanted.items() for variant in fitting} - drafted == set()


@pytest.mark.parametrize("instrument", sorted(shipped_library().instruments))
@pytest.mark.parametrize("place", sorted(shipped_library().place_files))
def test_a_place_has_a_draft_without_further_wishes_or_is_told_why_not(library, place, instrument):
    try:
        said = draft(library, library.place(place), Wishes(instrument)).title
    except BadChoice as error:
        said = re.match(r"nothing is left to draft for|.* has no (executive|agency) in its file", str(error))
    assert said


@pytest.mark.slow
def test_the_library_s_own_check_finds_no_error(library):
    try:
        found = check_library(library, DAY)
    except OrdinanceError as error:
        pytest.fail(str(error), pytrace=False)
    assert [f"{one.id}: {one.where}: {one.message}" for one in found if one.severity == "error"] == []
