"""A filled leaf into pieces: emphasis, references with their capital, sources, blanks; and printers' marks."""

import pytest

from ordinance.drafting.facts import blanks_marked
from ordinance.drafting.filling import kept
from ordinance.drafting.leaves import pieces_of
from ordinance.drafting.model import Blank, Citation, Page, Reference, Text
from ordinance.library import legal_text
from ordinance.library.typography import typographic


def resolve(link):
    return Reference(f"subsection ({link.item or link.target})", link.target)


def pieces(text, facts=None, **how):
    (node,) = kept(legal_text.parse(text), {"place": facts or {}})
    return pieces_of(node, resolve, **how)


RULE, CAPITAL = Reference("subsection (a)", "a"), Reference("Subsection (a)", "a")

PIECES = [
    ("plain words", "Nobody asks.", [Text("Nobody asks.")]),
    ("faces", "*May* not **ever** ask.", [Text("May", "emphasis"), Text(" not "), Text("ever", "strong"), Text(" ask.")]),
    ("a reference", "Except in [](#a), no.", [Text("Except in "), RULE, Text(", no.")]),
    ("a reference that begins", "[](#a) does not apply.", [CAPITAL, Text(" does not apply.")]),
    ("one that begins the next sentence", "No. [](#a) says so.", [Text("No. "), CAPITAL, Text(" says so.")]),
    ("one after a colon", "It says: [](#a).", [Text("It says: "), CAPITAL, Text(".")]),
    ("one after a quotation", "Say “no.” [](#a) ends.", [Text("Say “no.” "), CAPITAL, Text(" ends.")]),
    ("one after an abbreviation's end", "in U.S. law, [](#a)", [Text("in U.S. law, "), RULE]),
    (
        "two in a row",
        "in [](#a) or [](#b)",
        [Text("in "), Reference("subsections (a)", "a"), Text(" or "), Reference("(b)", "b")],
    ),
    (
        "a list",
        "[](#a), [](#b), and [](#c) bind",
        [
            Reference("Subsections (a)", "a"),
            Text(", "),
            Reference("(b)", "b"),
            Text(", and "),
            Reference("(c)", "c"),
            Text(" bind"),
        ],
    ),
    ("two that are no list", "[](#a) of [](#a)", [CAPITAL, Text(" of "), RULE]),
    ("two without words between", "[](#a) [](#a)", [CAPITAL, Text(" "), RULE]),
    (
        "a source",
        "by [](cite:x) or [](evidence:y)",
        [Text("by "), Citation("cite", "x"), Text(" or "), Citation("evidence", "y")],
    ),
    ("a blank", "on [the form](blank:).", [Text("on "), Blank("the form"), Text(".")]),
    ("a page", "see [the code](https://a.gov/x)", [Text("see "), Page("the code", "https://a.gov/x")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PIECES], ids=[row[0] for row in PIECES])
def test_a_leaf_becomes_pieces(text, expected):
    assert list(pieces(text)) == expected


def test_a_reference_that_begins_an_item_of_a_sentence_begun_above_has_no_capital():
    assert list(pieces("[](#a); or", continues=True)) == [RULE, Text("; or")]
    assert list(pieces("[](#a). [](#a) too", continues=True)) == [RULE, Text(". "), CAPITAL, Text(" too")]


def test_a_fact_stays_text_whatever_it_holds():
    name = "*A* **B** [](#a) [b](blank:) {{ place.name }} {: #x } <i>"
    assert list(pieces("In {{ place.name }}.", {"name": name})) == [Text(f"In {name}.")]


def test_a_fact_in_brackets_is_a_blank_wherever_it_lands():
    name = blanks_marked("[name of the city]")
    assert list(pieces("The *{{ place.name }}* asks.", {"name": name})) == [
        Text("The "),
        Blank("name of the city"),
        Text(" asks."),
    ]
    assert list(pieces("{{ place.name | upper }}", {"name": name})) == [Blank("NAME OF THE CITY")]


TYPOGRAPHY = [
    ('"One"', "“One”"),
    ('say "one."', "say “one.”"),
    ('("one")', "(“one”)"),
    ("isn't", "isn’t"),
    ("officers' rooms", "officers’ rooms"),
    ("the 'rule'", "the ‘rule’"),
    ("\"'one'\"", "“‘one’”"),
    ('—"one"', "—“one”"),
    ("§ 5", "§\u00a05"),
    ("§§ 5 and 6", "§§\u00a05 and 6"),
    ("9 U.S.C. 373", "9 U.S.C.\u00a0373"),
    ("Sections 4 and 5", "Sections\u00a04 and 5"),
    ("Section A", "Section A"),
    ("“done”", "“done”"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "printed"), TYPOGRAPHY)
def test_what_is_typed_is_printed_with_printers_marks(typed, printed):
    assert typographic(typed) == printed
    assert typographic(printed) == printed
