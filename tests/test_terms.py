"""Which defined terms a text uses: the longest term wins, whole words only, in either case."""

import pytest

from ordinance.drafting.terms import Terms

TERMS = Terms(
    {
        "court": ("court", "courts"),
        "order": ("order", "orders"),
        "court-order": ("court order", "court orders"),
        "agency": ("city agency", "city agencies"),
        "authority": ("immigration authority", "immigration authorities"),
        "status": ("status (of a person)",),
    }
)

TEXTS = [
    ("A court order names the person.", {"court-order"}),
    ("An order names the person.", {"order"}),
    ("An order is not a court order.", {"order", "court-order"}),
    ("Court orders and CITY AGENCIES", {"court-order", "agency"}),
    ("The mayor reorders the papers.", set()),
    ("A court-order is two words.", {"court", "order"}),
    ("A city  agency", set()),
    ("an immigration authority’s paper", {"authority"}),
    ("status (of a person) counts", {"status"}),
    ("the court, order restored", {"court", "order"}),
    ("", set()),
]


@pytest.mark.parametrize(("text", "used"), TEXTS)
def test_the_terms_that_a_text_uses(text, used):
    assert TERMS.used([text]) == used


def test_uses_are_found_where_they_stand():
    text = "Court orders bind each city agency."
    uses = [(text[start:end], term) for start, end, term in TERMS.uses(text)]
    assert uses == [("Court orders", "court-order"), ("city agency", "agency")]
    assert list(Terms({}).uses(text)) == []


def test_several_texts_are_read_apart():
    assert TERMS.used(["a court", "order of a city", "agency"]) == {"court", "order"}


def test_where_nothing_is_defined_nothing_is_used():
    assert Terms({}).used(["any text"]) == set()
