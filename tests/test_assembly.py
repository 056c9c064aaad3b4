"""The draft as a whole: definitions by use, reasons, enacting words, notes, and faults at their place in a file."""

import re

import pytest
from conftest import drafted, part_holding, printed

from ordinance.drafting.model import plain, walk
from ordinance.errors import FaultyFile


def defined(made):
    """The terms that a draft defines, in their order."""
    return [
        one.anchor.removeprefix("definitions.")
        for section in made.sections
        for one in section.provisions
        if one.kind == "definition"
    ]


def test_a_draft_defines_what_it_uses_and_what_those_definitions_use(small):
    assert defined(drafted(small)) == ["agency", "court-order", "hold-request", "immigration-authority", "order"]
    assert defined(drafted(small, leave_out=("holds",), instrument="policy", stance="cautious")) == ["agency"]


def test_definitions_stand_in_the_order_of_their_printed_terms(laid):
    library = laid(("templates/words.yaml", 'agency: {one: "{{ place.noun }} agency"}', "agency: {one: work unit}"))
    assert defined(drafted(library)) == ["court-order", "hold-request", "immigration-authority", "order", "agency"]


def test_a_definition_has_the_text_of_its_instrument(small):
    def text(instrument):
        made = drafted(small, instrument=instrument)
        return next(plain(one.pieces) for one in made.sections[0].provisions if one.anchor == "definitions.agency")

    assert text("ordinance") == "“City agency” means a department of the city."
    assert text("policy") == "“Department” means the Millbrook Police."


def test_reasons_come_once_in_order_where_their_conditions_hold_and_the_place_s_own_last(small):
    def reasons(place):
        return [plain(pieces) for pieces in drafted(small, place, instrument="resolution").recitals]

    assert reasons("millbrook-aa") == [
        "people who fear a question do not call the police",
        "no judge reads a paper of this kind before it reaches the City of Millbrook",
        "the mill of Millbrook has stood since 1801",
    ]
    assert reasons("fork-county-bb") == [
        "no judge reads a paper of this kind before it reaches Fork County",
        "the cells of the county are full",
    ]


def test_two_reasons_in_the_same_words_with_other_sources_are_both_kept(laid):
    library = laid(
        ("clauses/recitals.yaml", "people who fear a question do not call the police", "so says [](cite:letter-7)"),
        ("jurisdictions/millbrook-aa.yaml", "the mill of {{ place.name }} has stood since 1801", "so says [](cite:code-9-373)"),
    )
    reasons = [plain(pieces) for pieces in drafted(library).recitals]
    assert [one for one in reasons if one.startswith("so says")] == ["so says [letter-7]", "so says [code-9-373]"]


FORMULAS = [
    ("the state's", [], "The council of Millbrook ordains:", "Arden Code § 2", "the source, Arden Code § 2, is secondary"),
    (
        "the place's own",
        [
            (
                "jurisdictions/millbrook-aa.yaml",
                "as_of:",
                'instruments: {ordinance: {enacting_clause: "Be it so in {{ place.name }}:"}}\nas_of:',
            )
        ],
        "Be it so in Millbrook:",
        "the place’s file",
        "",
    ),
    (
        "the instrument's, to be confirmed",
        [("jurisdictions/forms/aa.yaml", "  city:\n    body", "  town:\n    body")],
        "The council of the City of Millbrook ordains:",
        "",
        "no formula of Arden law is on file",
    ),
]


@pytest.mark.parametrize(
    ("changes", "words", "source", "confirm"), [row[1:] for row in FORMULAS], ids=[row[0] for row in FORMULAS]
)
def test_the_enacting_words_are_the_place_s_the_state_s_or_the_instrument_s(laid, changes, words, source, confirm):
    formula = drafted(laid(*changes)).formula
    assert (plain(formula.pieces), formula.source.replace("'", "’"), formula.confirm) == (words, source, confirm)


def test_codified_sections_are_numbered_in_the_code_and_the_others_in_the_bill(small):
    labels = [(section.label, section.codified) for section in drafted(small).sections]
    assert labels == [("§ 12-010", True), ("§ 12-020", True), ("§ 12-030", True), ("§ 12-040", True), ("Section 2", False)]
    plain_labels = [section.label for section in drafted(small, instrument="resolution").sections]
    assert plain_labels == ["Section 1", "Section 2", "Section 3", "Section 4", "Section 5"]


def test_the_title_lists_what_the_clauses_do(small):
    assert plain(drafted(small).caption) == (
        "An act of the City of Millbrook limiting holds on request; and limiting questions about status"
    )


def test_a_note_is_filled_for_the_place(small):
    (holds,) = [section for section in drafted(small).sections if section.id == "holds"]
    notes = {note.kind: [plain(one.pieces) for one in walk(note.provisions)] for note in holds.notes}
    assert notes["plain"] == ["Nobody is held for city agency paperwork alone."]
    assert [kind for kind in notes if not kind.startswith("margin-")][:4] == ["does", "why", "law", "options"]


FAULTS = [
    (
        "a heading",
        "clauses/custody/holds.yaml",
        "heading: Holds of one day",
        'heading: "{{ nothing.here }}"',
        {"stance": "cautious"},
    ),
    ("a note", "clauses/custody/holds.yaml", "Counsel must look at", "Counsel {{ nothing.here }} look at", {}),
    ("a definition", "clauses/definitions.yaml", "means an order that a judge", "means {{ nothing.here }} that a judge", {}),
    ("a term", "clauses/definitions.yaml", "term: warehouse", 'term: "{{ nothing.here }}"', {}),
    ("a reason", "clauses/recitals.yaml", "text: people who", "text: '{{ nothing.here }} who'\n    # people who", {}),
    ("a reason's condition", "clauses/recitals.yaml", "when: has.police", "when: nothing.here", {}),
    ("a place's reason", "jurisdictions/millbrook-aa.yaml", "the mill of {{ place.name }}", "the mill of {{ nothing.here }}", {}),
    ("a caption", "templates/instruments/ordinance.yaml", "An act of", "{{ nothing.here }} of", {}),
    (
        "a signature's condition",
        "templates/instruments/ordinance.yaml",
        "when: place.executive is",
        "when: nothing.here and place.executive is",
        {},
    ),
    ("a shared word", "templates/words.yaml", "{one: employee}", '{one: "{{ nothing.here }}"}', {}),
    ("a clause's condition", "clauses/limits/independent-officers.yaml", "when: independent", "when: nothing.here", {}),
    ("a state's formula", "jurisdictions/forms/aa.yaml", "{{ place.name }} ordains", "{{ nothing.here }} ordains", {}),
]


@pytest.mark.parametrize(("file", "old", "new", "wishes"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_text_that_cannot_be_filled_is_named_with_its_line(laid, file, old, new, wishes):
    library, file = laid((file, old, new)), part_holding(file, old)
    lines = next(root for root in library.roots[::-1]).joinpath(file).read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "nothing.here" in text)
    column = lines[line - 1].index("nothing.here") + 1
    with pytest.raises(FaultyFile) as raised:
        drafted(library, **wishes)
    message = r"\{\{ nothing\.here \}\} names no fact \('nothing'.*\)"
    assert re.fullmatch(rf"\S+{re.escape(file)}:{line}:{column}: {message}", str(raised.value)), str(raised.value)


def test_the_same_input_gives_the_same_draft_and_the_same_words(small):
    from conftest import SMALL

    from ordinance.library.store import Library

    first, second = drafted(small), drafted(Library(shipped=SMALL))
    assert first == second
    assert printed(small, first, "notes") == printed(small, second, "notes")
