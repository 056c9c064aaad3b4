"""Labels and citations from the numbering scheme of a place."""

import pytest

from ordinance.drafting import numbering
from ordinance.library.place_model import Numbering

PLAIN = Numbering()
CODE = Numbering(section="§ 215-{n}", cite="§ 215-{n}", cite_many="§§ {n}", start=51, levels=("A.", "(1)", "(a)", "[1]"))
TENS = Numbering(
    section="2.17.{n}",
    cite="K.C.C. 2.17.{n}",
    cite_many="K.C.C. {n}",
    start=10,
    step=10,
    pad=3,
    separator=".",
    levels=("A.", "1."),
)

SECTIONS = [
    (PLAIN, 0, "Section 1", "Section 1"),
    (PLAIN, 11, "Section 12", "Section 12"),
    (CODE, 0, "§ 215-51", "§ 215-51"),
    (CODE, 9, "§ 215-60", "§ 215-60"),
    (TENS, 0, "2.17.010", "K.C.C. 2.17.010"),
    (TENS, 10, "2.17.110", "K.C.C. 2.17.110"),
    (TENS, 99, "2.17.1000", "K.C.C. 2.17.1000"),
]


@pytest.mark.parametrize(("scheme", "index", "label", "cite"), SECTIONS)
def test_a_section_has_a_label_and_a_cite(scheme, index, label, cite):
    number = numbering.number_at(scheme, index)
    assert (numbering.section_label(scheme, number), numbering.section_cite(scheme, number)) == (label, cite)


ITEMS = [
    ("(a)", 0, "(a)"),
    ("(a)", 25, "(z)"),
    ("(a)", 26, "(aa)"),
    ("(a)", 27, "(bb)"),
    ("(a)", 51, "(zz)"),
    ("(a)", 52, "(aaa)"),
    ("A.", 0, "A."),
    ("A.", 26, "AA."),
    ("(1)", 0, "(1)"),
    ("[1]", 11, "[12]"),
    ("(i)", 0, "(i)"),
    ("(i)", 3, "(iv)"),
    ("(i)", 8, "(ix)"),
    ("(i)", 13, "(xiv)"),
    ("(i)", 38, "(xxxix)"),
    ("(i)", 39, "(xl)"),
    ("(i)", 49, "(l)"),
    ("I.", 5, "VI."),
    ("•", 4, "•"),
]


@pytest.mark.parametrize(("pattern", "position", "label"), ITEMS)
def test_an_item_counts_in_the_way_of_its_level(pattern, position, label):
    assert numbering.item_label(Numbering(levels=(pattern,)), 1, position) == label


def test_a_level_deeper_than_the_scheme_counts_as_its_last():
    assert [numbering.item_label(PLAIN, level, 1) for level in (1, 2, 3, 4, 5, 9)] == [
        "(b)",
        "(2)",
        "(B)",
        "(ii)",
        "(ii)",
        "(ii)",
    ]


PATTERNS = [("(a)", "({a})"), ("A.", "{A}."), ("(1)", "({n})"), ("[1]", "[{n}]"), ("(i)", "({i})"), ("I.", "{I}."), ("•", "•")]


@pytest.mark.parametrize(("level", "pattern"), PATTERNS)
def test_a_level_becomes_a_pattern_for_a_word_processor(level, pattern):
    assert numbering.item_pattern(level) == pattern


PATHS = [
    (PLAIN, ("(b)",), "(b)"),
    (PLAIN, ("(b)", "(2)", "(A)"), "(b)(2)(A)"),
    (CODE, ("A.", "(1)"), "A(1)"),
    (TENS, ("A.",), ".A"),
    (TENS, ("A.", "1."), ".A.1"),
    (PLAIN, (), ""),
]


@pytest.mark.parametrize(("scheme", "labels", "path"), PATHS)
def test_an_item_is_cited_by_the_labels_that_lead_to_it(scheme, labels, path):
    assert numbering.item_path(scheme, labels) == path


MANY = [
    (PLAIN, [2], "Section 3"),
    (PLAIN, [2, 3], "Sections 3 and 4"),
    (PLAIN, [2, 4], "Sections 3 and 5"),
    (PLAIN, [2, 3, 4], "Sections 3 through 5"),
    (PLAIN, [4, 3, 2], "Sections 3 through 5"),
    (PLAIN, [0, 2, 4], "Sections 1, 3, and 5"),
    (PLAIN, [0, 2, 3, 4, 6], "Sections 1, 3 through 5, and 7"),
    (PLAIN, [0, 1, 3, 4], "Sections 1, 2, 4, and 5"),
    (CODE, [0, 1], "§§ 215-51 and 215-52"),
    (CODE, [0, 1, 2, 3], "§§ 215-51 through 215-54"),
    (TENS, [0, 1, 2, 5], "K.C.C. 2.17.010 through 2.17.030 and 2.17.060"),
]


@pytest.mark.parametrize(("scheme", "indexes", "phrase"), MANY)
def test_many_sections_are_cited_in_one_phrase(scheme, indexes, phrase):
    assert numbering.many_cites(scheme, indexes) == phrase


LISTS = [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")]


@pytest.mark.parametrize(("words", "phrase"), LISTS)
def test_a_list_has_the_serial_comma(words, phrase):
    assert numbering.listed(words, "and") == phrase
