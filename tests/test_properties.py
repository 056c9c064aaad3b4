"""What holds of every draft that the shipped library can make, for any place, instrument and selection; and of any name."""

import re
from functools import cache
from typing import get_args

import pytest
import yaml
from conftest import DAY
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Reference, Text, plain, walk
from ordinance.drafting.selection import Stance, Wishes
from ordinance.drafting.state_law import law_of
from ordinance.drafting.terms import Terms
from ordinance.drafting.wishes import Length
from ordinance.errors import OrdinanceError
from ordinance.formats.markdown import write as markdown
from ordinance.library.store import Library
from ordinance.pages.instrument import CommentaryMode, Options, build

bounded = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@cache
def shipped():
    return Library()


@cache
def variants():
    """Every variant of every clause, as (clause, variant)."""
    return [(clause.id, variant.id) for clause in shipped().clauses() for variant in clause.variants]


@st.composite
def selections(draw):
    """A shipped place, and wishes that need not make sense together."""
    library = shipped()
    place = draw(st.sampled_from(sorted(library.place_files)))
    choose = dict(draw(st.lists(st.sampled_from(variants()), max_size=4)))
    clauses = st.sampled_from(sorted({clause for clause, _ in variants()} - set(choose)))
    include = draw(st.lists(clauses, max_size=4, unique=True))
    leave_out = [name for name in draw(st.lists(clauses, max_size=4, unique=True)) if name not in include]
    stance = draw(st.sampled_from([None, *get_args(Stance)]))
    package = draw(st.sampled_from([None, *library.packages]))
    instrument = draw(st.sampled_from(sorted(Library().instruments)))
    length = draw(st.sampled_from(get_args(Length)))
    return place, Wishes(instrument, choose, tuple(include), tuple(leave_out), stance, package, length=length)


def made_of(selection):
    """The draft of a selection; a selection that cannot be drafted is no example."""
    place, wishes = selection
    try:
        return draft(shipped(), shipped().place(place), wishes)
    except OrdinanceError as error:
        said = str(error)
    assert said.strip()
    return assume(False)


def provisions(made):
    return [one for section in made.sections for one in walk(section.provisions)]


def pieces(made):
    return [piece for one in (*made.opening, *provisions(made)) for piece in one.pieces]


@bounded
@given(selections())
def test_a_selection_is_drafted_or_refused_in_one_clear_sentence(selection):
    made = made_of(selection)
    assert made.sections
    assert any(section.chosen.clause.kind == "policy" for section in made.sections)


@bounded
@given(selections())
def test_anchors_are_unique_and_every_reference_names_one_or_is_marked_as_leading_nowhere(selection):
    made = made_of(selection)
    anchors = [section.anchor for section in made.sections] + [one.anchor for one in provisions(made)]
    assert sorted(anchors) == sorted(set(anchors))
    references = [piece for piece in pieces(made) if isinstance(piece, Reference)]
    assert [one for one in references if one.target and one.target not in anchors] == []
    assert [one for one in references if not one.target and not one.text.startswith("[no ")] == []


@bounded
@given(selections())
def test_section_numbers_are_consecutive_in_the_scheme_of_the_place(selection):
    made = made_of(selection)

    def labels(scheme, first, count):
        numbers = [str(scheme.start + scheme.step * index).zfill(scheme.pad) for index in range(first, first + count)]
        return [scheme.section.replace("{n}", number) for number in numbers]

    inside = [section.label for section in made.sections if section.codified]
    outside = [section.label for section in made.sections if not section.codified]
    assert inside == (labels(made.code_numbering, 0, len(inside)) if inside else [])
    assert outside == labels(made.numbering, 1 if inside else 0, len(outside))


@bounded
@given(selections())
def test_items_count_from_the_first_label_of_their_level_without_a_gap(selection):
    made = made_of(selection)

    def check(siblings):
        labels = [one.label for one in siblings if one.kind == "item"]
        assert labels == sorted(set(labels), key=labels.index)
        assert {bool(re.search(r"[0-9A-Za-z]", label)) for label in labels} <= {True}
        firsts = labels[:1]
        assert [label for label in firsts if re.sub(r"\W", "", label) not in ("a", "A", "1", "i", "I")] == []
        for one in siblings:
            check(one.children)

    for section in made.sections:
        check(section.provisions)


def defined(made):
    return {one.anchor.rpartition(".")[2]: one for one in provisions(made) if one.kind == "definition"}


def words(provision):
    return " ".join(plain(one.pieces) for one in walk((provision,)))


@bounded
@given(selections())
def test_definitions_are_alphabetical(selection):
    terms = [re.match(r"“(.+?)”", plain(one.pieces))[1].lower() for one in defined(made_of(selection)).values()]
    assert terms == sorted(terms)


@bounded
@given(selections())
def test_what_is_used_is_defined_and_what_is_defined_is_used(selection):
    made = made_of(selection)
    assume("definitions" in made.selection.ids())
    here = defined(made)
    full = made.selection.length == "full"
    plain_forms = {
        name: (one.term, *one.forms)
        for name, one in shipped().definitions.items()
        if "{" not in one.term + "".join(one.forms) and (full or one.short)
    }
    terms = Terms({**plain_forms, **made.terms})
    outside = [
        plain(one.pieces)
        for section in made.sections
        for one in walk(section.provisions)
        if one.anchor.rpartition(".")[2] not in here
    ]
    outside = [text for text in outside if text not in {plain(one.pieces) for top in here.values() for one in walk((top,))}]
    used_outside = terms.used(outside)
    used_by = {name: terms.used([words(one)]) - {name} for name, one in here.items()}
    assert used_outside - set(here) == set()
    assert set().union(*used_by.values()) - set(here) == set()
    assert [name for name in here if name not in used_outside and not any(name in used for used in used_by.values())] == []


@settings(bounded, max_examples=20)
@given(selections(), st.sampled_from(get_args(CommentaryMode)))
def test_the_same_input_gives_the_same_draft_and_the_same_bytes(selection, commentary):
    made_of(selection)
    place, wishes = selection
    first, second = ((library, draft(library, library.place(place), wishes)) for library in (Library(), Library()))
    assert first[1] == second[1]
    written = {markdown.write(build(made, library, Options(commentary, DAY))) for library, made in (first, second)}
    assert len(written) == 1


@bounded
@given(selections())
def test_what_state_law_forbids_is_absent_unless_it_was_named(selection):
    made = made_of(selection)
    _, wishes = selection
    named = {*wishes.choose, *wishes.include, *made.place.choices.include}
    law = law_of(made.selection, shipped().vocabulary)
    forbidden = [
        one.clause.id for one in made.selection.chosen if one.by != "name" and law.standing(one.clause, one.variant).forbidden
    ]
    assert [name for name in forbidden if name not in named] == []


@bounded
@given(selections())
def test_no_template_and_no_unlisted_blank_is_left_in_the_words(selection):
    made = made_of(selection)
    texts = [piece.text for piece in pieces(made) if isinstance(piece, Text)]
    texts += [
        piece.text
        for line in (*made.recitals, *made.adoption, made.caption, made.title)
        for piece in line
        if isinstance(piece, Text)
    ]
    assert [text for text in texts if re.search(r"\{\{|\}\}|\{%|\{:|[\ue000-\uf8ff]|\[[^\]]*\]", text)] == []


# --- names made to break out ---

FRAGMENTS = [
    "Mill", "brook", " ", "O'Brien", "é", "½", "*", "**", "_", "`", "#", "# ", "1. ", "- ", "> ", "|", "~~~", "---", "\\",
    "&amp;", "<b>", "<!--", "](x)", "[](#rule)", "[](cite:x)", "[x]", "[", "]", "![", "{{", "}}", "{{ place.name }}",
    "{% if x %}", "{# x #}", "{: #x }", "{n}",
    '"', "'", "“", ":", "; or", ";", ".", ",", "\t", "Section 4", "§ 5", "court order", "٣", "𝕏", "\u200b", "\u202e",
    "%s", "$x", "\u00a0",
]  # fmt: skip
NAMES = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join).filter(str.strip)

PLACE = {
    "id": "hostile", "name": "Millbrook", "official_name": "City of Millbrook", "state": "AA", "kind": "city",
    "body": {"name": "Council", "short": "council", "member": "councillor", "presiding": "President"},
    "executive": {"title": "Mayor"}, "clerk": "Clerk", "attorney": "Attorney", "as_of": "2026-10-01",
    "agencies": [{"name": "Police", "head": "Chief", "roles": ["police", "jail"]}],
    "code": {"name": "Code", "unit": "chapter", "placement": "Chapter 1", "title": "Holds", "numbering": {"section": "§ 1-{n}"}},
}  # fmt: skip


def named(folder, **facts):
    """The place from a file in which these facts stand."""
    path = folder / "hostile.yaml"
    path.write_text(yaml.safe_dump({**PLACE, **facts}, allow_unicode=True), encoding="utf-8")
    return str(path)


def outline(made):
    return [(one.kind, one.level, one.label, one.anchor) for one in provisions(made)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("places")


@pytest.mark.parametrize("instrument", sorted(Library().instruments))
@bounded
@given(name=NAMES, title=NAMES)
@example(name="Mill\nbrook", title="a\n\n1. b")
@example(name="\ue0000\ue001", title="\ue006x")
@example(name="x" * 5000, title="[" * 500)
def test_no_name_changes_what_a_draft_is_made_of(small, folder, instrument, name, title):
    usual = draft(small, small.place(named(folder)), Wishes(instrument=instrument))
    odd = {
        "name": name,
        "official_name": f"City of {name}",
        "clerk": title,
        "agencies": [{**PLACE["agencies"][0], "head": title, "name": name}],
    }
    library = Library(shipped=small.roots[0])
    try:
        made = draft(library, library.place(named(folder, **odd)), Wishes(instrument=instrument))
    except OrdinanceError as error:
        made, said = None, str(error)
    if made is None:
        assert re.search(r"must stand on one line|which a document cannot hold|must not be empty", said), said
        return
    assert outline(made) == outline(usual)
    document, plain_one = (build(one, library, Options("comments", DAY)) for one in (made, usual))
    assert len(document.blocks) == len(plain_one.blocks)
    assert markdown.write(document).count(b"\n") == markdown.write(plain_one).count(b"\n")


@bounded
@given(name=NAMES)
def test_a_name_is_printed_as_it_is_written(small, folder, name):
    assume(not re.search(r"[\[\]'\"§]|Section|\s", name))
    library = Library(shipped=small.roots[0])
    made = draft(library, library.place(named(folder, name=name)))
    assert plain(made.formula.pieces) == f"The council of {name} ordains:"
