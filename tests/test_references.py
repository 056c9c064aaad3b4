"""Cross-references as they print in two places, codified and not, and the anchors that they name."""

import pytest
from conftest import drafted

from ordinance.drafting.model import Reference, plain, walk

TEXT = "clauses/information/questions.yaml"
OLD = "      1. {{ No.employee }} may ask a person about immigration status.\n         {: #ask }\n"


def asked(laid, text, place="millbrook-aa", instrument="ordinance", **wishes):
    """The section on questions of a draft, with this as its first item."""
    library = laid((TEXT, OLD, f"      1. {text}\n         {{: #ask }}\n"))
    made = drafted(library, place, instrument=instrument, include=("questions",), **wishes)
    return next(section for section in made.sections if section.id == "questions")


def item(section):
    return section.provisions[0]


PRINTED = [
    # place, instrument, text, as it prints
    ("millbrook-aa", "ordinance", "Under [](#ask), no.", "Under subsection A, no."),
    ("millbrook-aa", "ordinance", "[](#ask) says no.", "Subsection A says no."),
    ("millbrook-aa", "ordinance", "Under [](#holds), no.", "Under § 12-020, no."),
    ("millbrook-aa", "ordinance", "Under [](#holds/court), no.", "Under § 12-020B, no."),
    ("millbrook-aa", "ordinance", "Under [](#holds/rule), no.", "Under § 12-020A, no."),
    ("millbrook-aa", "ordinance", "Under [](group:custody), no.", "Under § 12-020, no."),
    ("millbrook-aa", "ordinance", "Under [](group:custody+information), no.", "Under §§ 12-020 and 12-030, no."),
    ("millbrook-aa", "ordinance", "Under [](#effective-date), no.", "Under Section 2, no."),
    ("millbrook-aa", "ordinance", "Under [](#definitions/hold-request), no.", "Under § 12-010, no."),
    ("millbrook-aa", "policy", "Under [](#ask), no.", "Under subsection (a), no."),
    ("millbrook-aa", "policy", "Under [](#holds/court), no.", "Under Section 2(b), no."),
    ("millbrook-aa", "policy", "Under [](group:custody+information), no.", "Under Sections 2 and 3, no."),
    ("fork-county-bb", "ordinance", "Under [](#holds/jail), no.", "Under Section 2(a)(3), no."),
    ("fork-county-bb", "ordinance", "Under [](group:information), no.", "Under Section 3, no."),
    ("millbrook-aa", "ordinance", "Under [](#holds/jail), no.", "Under [no item jail in holds], no."),
    ("millbrook-aa", "ordinance", "Under [](#nothing), no.", "Under [no section nothing], no."),
    ("millbrook-aa", "ordinance", "Under [](group:closing), no.", "Under [no sections of closing], no."),
]


@pytest.mark.parametrize(("place", "instrument", "text", "printed"), PRINTED)
def test_a_reference_prints_in_the_place_s_own_numbering(laid, place, instrument, text, printed):
    assert plain(item(asked(laid, text, place, instrument)).pieces).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("left_out", "printed"), [((), "Under § 12-040, no."), (("holds", "definitions"), "Under § 12-020, no.")]
)
def test_the_numbers_follow_what_stands_before(laid, left_out, printed):
    section = asked(laid, "Under [](#federal-law-savings), no.", leave_out=left_out)
    assert plain(item(section).pieces).replace("\u00a0", " ") == printed


def test_an_item_moves_up_when_one_before_it_falls_away(laid):
    library = laid(
        ("clauses/custody/holds.yaml", "         {: #rule }\n", '         {: #rule when="has.jail" }\n'),
        ("clauses/custody/holds.yaml", "[](#rule) does not prohibit", "Nothing prohibits"),
    )
    made = drafted(library)
    (holds,) = [section for section in made.sections if section.id == "holds"]
    assert [(one.label, one.anchor) for one in holds.provisions] == [("A.", "holds.court"), ("B.", "holds.1")]


TARGETS = [
    ("[](#ask)", "questions.ask"),
    ("[](#holds)", "holds"),
    ("[](#holds/court)", "holds.court"),
    ("[](group:custody+information)", "holds"),
    ("[](#definitions/hold-request)", "definitions.hold-request"),
    ("[](#nothing)", ""),
]


@pytest.mark.parametrize(("link", "target"), TARGETS)
def test_a_reference_names_an_anchor_or_none(laid, link, target):
    section = asked(laid, f"Under {link}, no.")
    assert [piece.target for piece in item(section).pieces if isinstance(piece, Reference)] == [target]


def test_a_scheme_with_a_separator_cites_an_item_with_it(laid):
    numbering = '{section: "2.17.{n}", cite: "K.C.C. 2.17.{n}", start: 10, step: 10, pad: 3, separator: ".", levels: [A., "1."]}'
    old = '{section: "§ 12-{n}", cite: "§ 12-{n}", cite_many: "§§ {n}", start: 10, step: 10, pad: 3, levels: [A., (1), (a)]}'
    library = laid(("jurisdictions/millbrook-aa.yaml", old, numbering))
    made = drafted(library)
    texts = [plain(one.pieces) for section in made.sections for one in walk(section.provisions)]
    assert "Subsection A does not prohibit keeping a person whom a court order names." in texts
    assert "Subsection A does not apply where [code-9-373] or K.C.C. 2.17.020.B requires the question." in texts
    assert [section.label for section in made.sections] == ["2.17.010", "2.17.020", "2.17.030", "2.17.040", "Section 2"]
