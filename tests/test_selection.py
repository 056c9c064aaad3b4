"""Which clauses and variants stand in a draft, and why the others do not."""

import msgspec
import pytest
from conftest import drafted

from ordinance.drafting.selection import Wishes, select
from ordinance.drafting.state_law import LawHere
from ordinance.errors import BadChoice, FaultyFile, NotFound


def chosen(library, place="millbrook-aa", **wishes):
    """The chosen clauses as {clause: (variant, who asked for it)}, in the order of the draft."""
    selection = select(library, library.place(place), Wishes(**wishes))
    return {one.clause.id: (one.variant.id, one.by) for one in selection.chosen}


def left_out(library, place="millbrook-aa", **wishes):
    selection = select(library, library.place(place), Wishes(**wishes))
    return {one.clause.id: (one.why, one.says) for one in selection.left_out}


def test_a_place_gets_its_package_what_that_requires_and_what_the_instrument_brings(small):
    assert chosen(small) == {
        "definitions": ("alphabetical", "instrument"),
        "holds": ("court-order", "package"),
        "questions": ("no-questions", "package"),
        "federal-law-savings": ("plain-words", "required"),
        "effective-date": ("thirty-days", "instrument"),
    }
    assert left_out(small) == {}


def test_clauses_stand_in_the_order_of_groups_then_of_their_own(laid):
    library = laid(("clauses/information/earlier.yaml", "", EARLIER))
    assert list(chosen(library, include=("earlier",)))[1:4] == ["holds", "earlier", "questions"]


EARLIER = """\
id: earlier
title: Earlier
group: information
question: Which comes first?
order: 10
default: only
variants:
  - {id: only, label: Only, summary: One., text: Nobody asks., commentary: {}}
"""


def test_state_law_decides_first(small):
    assert list(chosen(small, "fork-county-bb")) == ["definitions", "holds", "independent-officers", "effective-date"]
    assert left_out(small, "fork-county-bb") == {"questions": ("state-law", "Borland law forbids it (Borland Code § 7)")}


@pytest.mark.parametrize("wishes", [{"include": ("questions",)}, {"choose": {"questions": "no-questions"}}])
def test_what_state_law_forbids_is_drafted_when_it_is_asked_for_by_name(small, wishes):
    made = chosen(small, "fork-county-bb", **wishes)
    assert made["questions"] == ("no-questions", "name")
    assert made["federal-law-savings"] == ("plain-words", "required")


def test_a_place_may_ask_by_name_in_its_own_file(laid):
    library = laid(("jurisdictions/fork-county-bb.yaml", "choices:\n", "choices:\n  include: [questions]\n"))
    assert chosen(library, "fork-county-bb")["questions"] == ("no-questions", "name")


def test_a_clause_that_needs_a_power_is_left_out_where_it_is_missing(laid):
    library = laid(("jurisdictions/millbrook-aa.yaml", "roles: [police]", "roles: [general]"))
    assert left_out(library) == {"holds": ("no-power", "the place's file names no agency that holds people")}
    assert chosen(library, include=("holds",))["holds"] == ("court-order", "name")


def test_a_clause_that_has_no_place_in_the_instrument_is_left_out(laid):
    library = laid(("clauses/information/questions.yaml", "information: true", "information: true\ninstruments: [policy]"))
    assert left_out(library) == {"questions": ("instrument", "it has no place in Ordinance")}
    assert chosen(library, instrument="policy")["questions"] == ("no-questions", "package")


def test_a_clause_is_left_out_by_choice(small, laid):
    assert left_out(small, leave_out=("questions",)) == {"questions": ("by-choice", "left out by choice")}
    own = laid(("jurisdictions/millbrook-aa.yaml", "as_of:", "choices: {leave_out: [questions]}\nas_of:"))
    assert left_out(own) == {"questions": ("by-choice", "left out by choice")}
    assert chosen(own, include=("questions",))["questions"] == ("no-questions", "name")


def test_a_general_clause_may_be_left_out_too(small):
    assert "definitions" not in chosen(small, leave_out=("definitions",))


def test_a_general_clause_stands_only_where_its_condition_holds(small):
    assert "independent-officers" in chosen(small, "fork-county-bb", instrument="resolution")
    assert "independent-officers" not in chosen(small, "millbrook-aa", instrument="resolution")


NO_CHOICE = ("jurisdictions/fork-county-bb.yaml", "variants: {holds: court-order}", "include: []")
FIRM = ("clauses/packages.yaml", "variants: {holds: short-hold}", "variants: {holds: court-order}")


def test_the_variant_is_the_asked_one(small):
    assert chosen(small, "fork-county-bb", choose={"holds": "short-hold"})["holds"][0] == "short-hold"


def test_else_the_place_s_own(small):
    assert chosen(small, "fork-county-bb", package="custody-only")["holds"][0] == "court-order"


def test_else_the_state_s_whatever_stance_or_package_say(laid):
    library = laid(NO_CHOICE, FIRM)
    assert chosen(library, "fork-county-bb", package="custody-only")["holds"][0] == "short-hold"
    assert chosen(library, "fork-county-bb", stance="strongest")["holds"][0] == "short-hold"


def test_else_the_package_s(small):
    assert chosen(small, package="custody-only")["holds"][0] == "short-hold"


def test_else_the_default(small):
    assert chosen(small)["holds"][0] == "court-order"


NEEDS = [
    ("the first", [("id: court-order\n", "id: court-order\n    needs: [jail]\n")], "short-hold"),
    ("the last", [("id: short-hold\n", "id: short-hold\n    needs: [jail]\n")], "court-order"),
]


@pytest.mark.parametrize(("changes", "variant"), [row[1:] for row in NEEDS], ids=[row[0] for row in NEEDS])
def test_a_variant_that_needs_a_missing_power_gives_way_to_one_that_fits(laid, changes, variant):
    library = laid(*(("clauses/custody/holds.yaml", old, new) for old, new in changes))
    made = [chosen(library, stance=stance)["holds"][0] for stance in ("strongest", "recommended", "cautious")]
    assert made == [variant] * 3


def test_a_clause_of_which_no_variant_fits_says_so(laid):
    library = laid(
        ("clauses/custody/holds.yaml", "id: court-order\n", "id: court-order\n    needs: [jail]\n"),
        ("clauses/custody/holds.yaml", "id: short-hold\n", "id: short-hold\n    needs: [jail]\n"),
    )
    assert left_out(library)["holds"] == ("no-power", "the place's file names no jail")
    assert chosen(library, choose={"holds": "short-hold"})["holds"] == ("short-hold", "name")


STANCES = [
    ("strongest", "court-order", "no-questions"),
    ("cautious", "short-hold", "written-form"),
    ("recommended", "court-order", "no-questions"),
]


@pytest.mark.parametrize(("stance", "holds", "questions"), STANCES)
def test_a_stance_takes_the_strongest_the_recommended_or_the_most_cautious_variant(small, stance, holds, questions):
    made = chosen(small, stance=stance)
    assert (made["holds"][0], made["questions"][0]) == (holds, questions)


def test_a_stance_weighs_more_than_the_place_s_choice_and_less_than_a_named_variant(small):
    assert chosen(small, "fork-county-bb", stance="cautious")["holds"][0] == "short-hold"
    assert chosen(small, stance="cautious", choose={"holds": "court-order"})["holds"][0] == "court-order"


def test_a_stance_leaves_general_clauses_alone(small):
    assert chosen(small, stance="cautious")["effective-date"][0] == "thirty-days"


INSTRUMENTS = [
    ("ordinance", "thirty-days", "written-form"),
    ("resolution", "thirty-days", "written-form"),
    ("executive-order", "at-once", "written-form"),
    ("policy", "at-once", "department-rule"),
]


@pytest.mark.parametrize(("instrument", "date", "questions"), INSTRUMENTS)
def test_a_variant_stands_only_in_its_instruments(small, instrument, date, questions):
    made = chosen(small, instrument=instrument, stance="cautious")
    assert (made["effective-date"][0], made["questions"][0]) == (date, questions)


def test_the_package_is_the_asked_one_then_the_place_s_then_the_default(small, laid):
    assert "questions" in chosen(small)
    own = laid(("jurisdictions/millbrook-aa.yaml", "as_of:", "choices: {package: custody-only}\nas_of:"))
    assert "questions" not in chosen(own)
    assert "questions" in chosen(own, package="core")


def test_an_instrument_may_be_out_of_a_place_s_reach(small):
    with pytest.raises(BadChoice, match="Fork County has no executive"):
        drafted(small, "fork-county-bb", instrument="executive-order")


UNKNOWN = [
    ({"include": ("hold",)}, "no clause named 'hold'; did you mean holds?"),
    ({"leave_out": ("question",)}, "no clause named 'question'; did you mean questions or definitions?"),
    ({"choose": {"hodls": "court-order"}}, "no clause named 'hodls'; did you mean holds?"),
    ({"choose": {"holds": "court"}}, "no variant of holds named 'court'; did you mean court-order?"),
    ({"package": "cores"}, "no package named 'cores'; did you mean core?"),
    ({"instrument": "ordnance"}, "no instrument named 'ordnance'; did you mean ordinance?"),
]


@pytest.mark.parametrize(("wishes", "message"), UNKNOWN)
def test_an_unknown_name_offers_the_near_miss(small, wishes, message):
    with pytest.raises(NotFound) as raised:
        drafted(small, **wishes)
    assert str(raised.value) == message


@pytest.mark.parametrize("wishes", [{"include": ("holds",)}, {"choose": {"holds": "court-order"}}])
def test_a_clause_cannot_be_asked_for_and_left_out(small, wishes):
    with pytest.raises(BadChoice, match="holds: asked for and left out at once; keep one of the two"):
        drafted(small, leave_out=("holds",), **wishes)


def test_where_nothing_is_left_there_is_no_draft(small):
    with pytest.raises(BadChoice) as raised:
        drafted(small, "fork-county-bb", leave_out=("holds",))
    assert str(raised.value).splitlines()[:3] == [
        "nothing is left to draft for Fork County:",
        "  questions: Borland law forbids it (Borland Code § 7)",
        "  holds: left out by choice",
    ]


def test_a_package_that_names_no_clause_is_a_fault_of_its_file(laid):
    library = laid(("clauses/packages.yaml", "clauses: [questions, holds]", "clauses: [questions, hold]"))
    with pytest.raises(FaultyFile, match=r"packages\.yaml:8:26: no clause named 'hold'; did you mean holds\?$"):
        drafted(library)


def ruled(library, clause, state, variant=None, **terms):
    """What a state's law says of a clause, or of one of its variants."""
    return LawHere(library.state(state), library.vocabulary, **terms).rule(clause, variant)


STATUSES = [
    ("holds", "AA", "supported", ["Arden Code § 1"]),
    ("questions", "AA", "open", []),
    ("holds", "BB", "risky", ["Borland Code § 8"]),
    ("questions", "BB", "forbidden", ["Borland Code § 7"]),
    ("definitions", "BB", "open", []),
]


@pytest.mark.parametrize(("clause", "state", "status", "cites"), STATUSES)
def test_a_state_has_a_rule_on_a_clause(small, clause, state, status, cites):
    rule = ruled(small, small.clause(clause), state)
    assert (rule.status, [statute.cite for statute in rule.statutes]) == (status, cites)


def test_the_weightiest_verdict_on_several_topics_counts(small):
    both = msgspec.structs.replace(small.clause("holds"), topics=("holds", "questions"))
    assert ruled(small, both, "BB").status == "forbidden"
    assert ruled(small, both, "AA").status == "supported"


def test_a_topic_that_the_state_s_file_does_not_speak_of_is_not_researched_and_never_open(small):
    other = msgspec.structs.replace(small.clause("holds"), topics=("masks",))
    assert ruled(small, other, "BB").status == "not-researched"
