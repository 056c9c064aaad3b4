"""The duties of a draft: none of the times in a short text is left out, and the days follow from the day of effect."""

from collections import Counter
from datetime import date

import pytest
from conftest import shipped_library

import ordinance as o
from ordinance.pages.implementing.duties import duties, missing, text_of
from ordinance.pages.implementing.times import Span, from_effect, later, period_ends, spans

LIBRARY = shipped_library()
DAY = date(2026, 11, 24)


def drafted(place, depth, instrument="ordinance", length="short"):
    """Return a draft of every policy clause in its variant at a depth, without those that the place cannot have."""
    chosen = {
        clause.id: clause.variants[min(depth, len(clause.variants) - 1)].id
        for clause in LIBRARY.clauses()
        if clause.kind == "policy"
    }
    while True:
        try:
            return o.draft(LIBRARY, place, instrument=instrument, choose=chosen, length=length, on=DAY).draft
        except o.OrdinanceError as error:
            name = next(one for one in chosen if one in str(error))
            del chosen[name]


@pytest.mark.parametrize("instrument", ["ordinance", "resolution", "executive-order", "policy"])
@pytest.mark.parametrize("depth", range(4))
def test_each_time_in_a_short_text_has_its_duty(depth, instrument):
    for place in ("ithaca-ny", "king-county-wa", "philadelphia-pa"):
        assert not missing(LIBRARY, drafted(place, depth, instrument))


@pytest.mark.parametrize("depth", range(4))
def test_no_duty_stands_for_two_times_of_a_short_text(depth):
    """Two sentences that each have 30 days need two duties: else one of them would be hidden behind the other."""
    for place in ("ithaca-ny", "king-county-wa"):
        made = drafted(place, depth)
        own = duties(LIBRARY, made)
        for section in made.sections:
            in_text = Counter(spans(text_of(LIBRARY, section.provisions)))
            told = Counter(Span(one.number, one.unit) for one in own if one.section is section and one.number)
            bounds = {one.figure for one in section.chosen.variant.bounds}
            short_of = {span for span, count in in_text.items() if 0 < told[span] < count}
            assert not short_of or bounds, (section.id, section.chosen.variant.id, short_of)


def test_what_a_full_text_has_besides_is_listed_in_its_own_words():
    made = o.draft(LIBRARY, "king-county-wa", length="full", on=DAY).draft
    quoted = [one for one in duties(LIBRARY, made, date(2027, 1, 1)) if one.quoted]
    words = text_of(LIBRARY, [part for section in made.sections for part in section.provisions])
    assert quoted
    assert all(one.does in "\n".join(text_of(LIBRARY, [*_all(section)]) for section in made.sections) for one in quoted)
    assert words
    dated = next(one for one in quoted if "within 30 days after this ordinance takes effect" in one.does)
    assert dated.days == (date(2027, 1, 31),)


def _all(section):
    from ordinance.drafting.model import walk

    return walk(section.provisions)


def test_days_follow_from_the_day_of_effect():
    made = o.draft(LIBRARY, "ithaca-ny", on=DAY).draft
    found = {one.does: one for one in duties(LIBRARY, made, date(2027, 1, 1))}
    notice = found["send the notice that ends it soonest"]
    assert (notice.section.label, notice.days) == ("§ 215-55", (date(2027, 1, 8),))
    assert found["publish the yearly counts, without names"].days == (date(2027, 3, 1), date(2028, 3, 1))
    assert found["answer the complaint in writing"].days == ()
    assert all(not one.days for one in duties(LIBRARY, made))


def test_a_value_of_the_place_moves_its_duty():
    place = LIBRARY.place("ithaca-ny")
    from msgspec.structs import replace

    own = replace(place, choices=replace(place.choices, values={"no-287g": {"notice_days": 10}}))
    made = o.draft(LIBRARY, own, on=DAY).draft
    notice = next(one for one in duties(LIBRARY, made, date(2027, 1, 1)) if "send the notice" in one.does)
    assert notice.days == (date(2027, 1, 11),)


def test_times_and_periods():
    assert list(spans("within 30 days, 2 years, and 48 hours; within a year of it")) == [
        Span(30, "days"),
        Span(2, "years"),
        Span(48, "hours"),
        Span(1, "years"),
    ]
    assert from_effect("Within 7 days after this policy takes effect") == Span(7, "days")
    assert from_effect("within 7 days after a request, once this takes effect, and 3 days") is None
    assert later(date(2027, 1, 31), 1, "months") == date(2027, 2, 28)
    assert list(period_ends("quarter", date(2027, 1, 1), date(2027, 12, 1))) == [
        date(2027, 3, 31),
        date(2027, 6, 30),
        date(2027, 9, 30),
    ]
