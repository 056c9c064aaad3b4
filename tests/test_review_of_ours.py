"""Every variant of our own, drafted alone, comes back from a review as itself, in both lengths and wherever it is drafted."""

from zlib import crc32

import pytest
from conftest import shipped_library

import ordinance as o
from ordinance.reviews.judging import review

#: Three places of other kinds, in states that let each variant stand.
PLACES = ("vernon-vt", "king-county-wa", "philadelphia-pa")
LIBRARY = shipped_library()
POLICY = [clause for clause in LIBRARY.clauses() if clause.kind == "policy"]
VARIANTS = [(clause.id, variant.id) for clause in POLICY for variant in clause.variants]

#: Where a place lacks the power to bind private persons, this section has the other's words: only its heading differs.
SAME = {("equal-services", "protected-class", "full"): "government-services"}


def drafted(clause, variant, length):
    """Return the text of a draft that has no other policy clause, for one of the places."""
    place = PLACES[crc32(f"{clause}{length}".encode()) % len(PLACES)]
    others = [one.id for one in POLICY if one.id != clause]
    draft = o.draft(LIBRARY, place, length=length, choose={clause: variant}, leave_out=others)
    return o.encode(draft, "md", commentary="none").decode()


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("clause", POLICY, ids=lambda one: one.id)
def test_a_variant_comes_back_as_itself(clause, length):
    texts = {variant.id: drafted(clause.id, variant.id, length) for variant in clause.variants}
    for variant, text in texts.items():
        answer = review(text, LIBRARY).topics[clause.topics[0]]
        assert (answer.clause, answer.closest) == (clause.id, SAME.get((clause.id, variant, length), variant))
        assert answer.how not in ("reverse", "not-found")
        assert answer.passages


def test_a_text_of_ours_with_a_third_of_its_words_changed_is_still_known():
    words = drafted("detainer-refusal", "no-hold", "short").split(" ")
    edited = " ".join("altered" if index % 20 == 3 else word for index, word in enumerate(words))
    assert review(edited, LIBRARY).topics["detainer-refusal"].closest == "no-hold"


@pytest.mark.parametrize(
    ("text", "topic", "variant"),
    [
        (
            "No employee of the City may take part in or assist any civil immigration enforcement operation.",
            "joint-operations",
            "report-after",
        ),
        ("The jail shall not permit ICE agents access to any person in its custody.", "jail-access", "identified-access"),
        ("No employee of the City may ask any person about immigration status.", "status-inquiry", "victims-and-witnesses"),
    ],
)
def test_a_flat_ban_does_not_come_closest_to_a_rule_that_bars_little(text, topic, variant):
    answer = review(text, LIBRARY).topics[topic]
    assert answer.how == "absolute"
    assert answer.closest not in (variant, None)
