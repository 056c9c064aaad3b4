"""The shipped library: every file can be used, every name leads somewhere, every variant fills wherever it may stand.

What is written for people (wording, number of clauses) is nobody's business here: these tests hold for any library.
"""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from conftest import DAY

from ordinance.checks.library import check_library
from ordinance.drafting.assembly import draft
from ordinance.drafting.powers import powers_of
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice, FaultyFile, OrdinanceError
from ordinance.library import legal_text
from ordinance.library.compiling import compile_file, dotted, texts
from ordinance.library.fields import InstrumentId
from ordinance.library.kinds import SCHEMAS, kind_of, library_files
from ordinance.library.schemas import schema_files
from ordinance.library.store import Library, shipped_root

ROOT = shipped_root()
FILES = {relative.as_posix(): (path, kind_of(relative)) for path, relative in library_files(ROOT)}
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
def test_the_first_line_of_a_file_names_its_schema_and_the_schema_exists(name):
    path, kind = FILES[name]
    assert kind is not None, "a file of no known kind"
    up = "../" * name.count("/")
    assert path.read_text(encoding="utf-8").split("\n")[0] == f"# yaml-language-server: $schema={up}schemas/{kind}.json"
    assert f"{kind}.json" in schema_files()


@pytest.mark.parametrize("name", FILES)
def test_a_file_compiles(name):
    path, kind = FILES[name]
    compile_file(path, SCHEMAS[kind], name)


# --- the names between files ---


@pytest.fixture(scope="module")
def library():
    return Library()


@pytest.fixture(scope="module")
def records(library):
    """Every record of the library by its file's name."""
    return {name: library.load(path, SCHEMAS[kind]) for name, (path, kind) in FILES.items()}


@pytest.fixture(scope="module")
def known(library):
    """The names of each kind."""
    vocabulary = library.vocabulary
    return {
        "clause": set(library.clause_files),
        "variant": {(clause.id, variant.id) for clause in library.clauses() for variant in clause.variants},
        "value": {(clause.id, name) for clause in library.clauses() for name in clause.values},
        "authority": set(library.authorities),
        "precedent": set(library.precedents),
        "study": set(library.evidence),
        "recital": set(library.recitals),
        "package": set(library.packages),
        "state": set(library.state_files),
        **{
            kind: {term.id for term in getattr(vocabulary, plural)}
            for kind, plural in [
                ("group", "groups"), ("topic", "topics"), ("power", "powers"), ("role", "roles"), ("trait", "traits"),
                ("verification", "verification"), ("caution", "cautions"), ("basis", "bases"), ("verdict", "verdicts"),
                ("exposure", "exposures"),
            ]
        },
    }  # fmt: skip


def of(kind, names):
    return [(kind, name) for name in names]


def in_clause(clause):
    yield from of("group", [clause.group])
    yield from of("topic", clause.topics)
    yield from of("power", clause.needs)
    yield from of("clause", clause.requires)
    yield from of("recital", clause.recitals)
    for holder in (clause, *clause.variants):
        for conflict in holder.conflicts:
            yield "clause", conflict.clause
            yield from of("variant", [(conflict.clause, conflict.variant)] if conflict.variant else [])
    for objection in clause.objections:
        yield from of("authority", objection.authorities)
        yield from of("study", objection.evidence)
    for variant in clause.variants:
        yield from of("power", variant.needs)
        yield from of("clause", variant.requires)
        yield from of("authority", variant.authorities)
        yield from of("precedent", variant.precedents)
        if variant.tradeoffs:
            yield from of("trait", variant.tradeoffs.traits)
            yield "exposure", variant.tradeoffs.exposure


def in_place(place):
    yield "state", place.state
    yield from of("power", place.powers)
    for agency in place.agencies:
        yield from of("role", agency.roles)
    choices = place.choices
    yield from of("package", [choices.package] if choices.package else [])
    yield from of("clause", (*choices.include, *choices.leave_out))
    yield from of("variant", choices.variants.items())
    yield from of(
        "value", [(owner, name) for owner, values in choices.values.items() if owner != "definitions" for name in values]
    )


def in_state(state):
    yield from of("topic", state.topics)
    yield from of("variant", state.variants.items())
    for statute in state.statutes:
        yield from of("topic", statute.topics)
        yield "verification", statute.verified
    for verdict in state.verdicts:
        yield "verdict", verdict.status
        yield "basis", verdict.basis


def in_registry(record):
    for one in getattr(record, "authorities", ()):
        yield from of("topic", one.topics)
        yield from of("caution", one.caution)
        yield "verification", one.verified
    for one in getattr(record, "precedents", ()):
        yield from of("topic", (*one.provisions, *one.secondary_topics))
        yield "verification", one.verified
    for one in getattr(record, "evidence", ()):
        yield from of("topic", one.topics)
        yield "verification", one.verified
    for one in getattr(record, "definitions", ()):
        yield from of("authority", one.authorities)
    for one in getattr(record, "recitals", ()):
        yield from of("authority", one.authorities)
        yield from of("study", one.evidence)
    for one in getattr(record, "packages", ()):
        yield from of("clause", one.clauses)
        yield from of("variant", one.variants.items())
    for one in getattr(record, "powers", ()):
        yield from of("role", one.from_roles)


def mentions(kind, record):
    readers = {"clause": in_clause, "place": in_place, "state": in_state}
    if kind == "instrument":
        return of("clause", record.general)
    if kind == "words":
        return []
    return list(readers.get(kind, in_registry)(record))


@pytest.mark.parametrize("name", FILES)
def test_every_name_in_a_file_leads_somewhere(name, records, known):
    found = mentions(FILES[name][1], records[name])
    assert [f"{kind} {target}" for kind, target in found if target not in known[kind]] == []


@pytest.mark.parametrize("name", [name for name, (_, kind) in FILES.items() if kind == "state"])
def test_a_verdict_rests_on_statutes_of_its_own_file(name, records):
    state = records[name]
    own = [statute.id for statute in state.statutes]
    assert [f"{verdict.topic}: {one}" for verdict in state.verdicts for one in verdict.because if one not in own] == []
    assert [one for one, count in Counter(own).items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name, (_, kind) in FILES.items() if kind == "place"])
def test_a_place_s_id_is_its_file_s_name_and_its_policy_agency_one_of_its_own(name, records):
    place = records[name]
    assert place.id == Path(name).stem
    assert place.policy_agency in (None, *(agency.name for agency in place.agencies))


def links(record, library):
    """Every link in every text of a record: the keys that lead to the text, and the link."""
    for keys, markdown in texts(record):
        for node in legal_text.walk(library.tree(markdown)):
            yield from ((keys, link) for link in node.links)


@pytest.mark.parametrize("name", FILES)
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
            right = set(link.target.split("+")) <= known["group"]
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
    clauses = [path.stem for group in library.vocabulary.groups for path in (ROOT / "clauses" / group.id).glob("*.yaml")]
    assert [name for name, count in Counter(clauses).items() if count > 1] == []
    for registry in ("authorities", "precedents", "evidence", "definitions", "recitals", "drafting_rules", "packages"):
        assert getattr(library, registry)  # reading it refuses an id that stands twice


def test_every_folder_of_clauses_is_a_group(library):
    folders = {path.parent.name for name, (path, kind) in FILES.items() if kind == "clause"}
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


@pytest.mark.parametrize("instrument", get_args(InstrumentId))
@pytest.mark.parametrize("place", sorted(Library().place_files))
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


@pytest.mark.parametrize("instrument", get_args(InstrumentId))
@pytest.mark.parametrize("place", sorted(Library().place_files))
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
