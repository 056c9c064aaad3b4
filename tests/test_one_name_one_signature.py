"""No draft has two lines for one person's signature, nor two names for one place; each government has a body and officers."""

from __future__ import annotations

import re

import pytest
from conftest import printed

import ordinance as o
from ordinance.places.form import form_of
from ordinance.places.listing import of_state, states, without_government

LIBRARY = o.Library()


def signed(name: str) -> dict[str, str]:
    text = o.draft(LIBRARY, name).encode("txt").decode()
    found = re.findall(r"^(Presiding officer|Attest|Approved as to form|Approved): _+ (.+)$", text, re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize(
    ("name", "presides"),
    [
        ("glens-falls-ny", "[Council President, unless the Mayor presides]"),
        ("new-haven-in", "[Council President, unless the Mayor presides]"),
        ("perry-ut", "[Council Chair, unless the Mayor presides]"),
        ("easton-pa", "[President of Council, unless the Mayor presides]"),
        ("torrington-ct", "[Council President, unless the Mayor presides]"),
        ("bottineau-nd", "[President of the Board, unless the Mayor presides]"),
    ],
)
def test_a_mayor_who_may_preside_signs_once(name: str, presides: str) -> None:
    assert signed(name)["Presiding officer"] == presides
    assert signed(name)["Approved"] == "Mayor"


def test_who_presides_by_the_office_of_the_executive_signs_once() -> None:
    assert "Approved" not in signed("cook-county-il")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("shasta-county-ca", "County of Shasta"),
        ("allendale-mi", "Charter Township of Allendale"),
        ("bergen-county-nj", "County of Bergen"),
        ("albany-county-ny", "County of Albany"),
        ("monroeville-pa", "Municipality of Monroeville"),
        ("indianapolis-in", "City of Indianapolis and of Marion County"),
    ],
)
def test_the_head_and_the_enacting_words_have_one_name(name: str, head: str) -> None:
    text = printed(LIBRARY, o.draft(LIBRARY, name).draft).replace("\\", "")
    government, body = re.findall(r"^\*\*(.+)\*\*$", text, re.MULTILINE)[:2]
    assert government == head.upper()
    assert head.upper() in body


def test_a_second_name_is_told_as_a_fault(tmp_path) -> None:
    from msgspec.structs import replace

    place = o.place(LIBRARY, "beacon-ny")
    other = replace(place, body=replace(place.body, name="Council of Beacon City"))
    assert "names-differ" in {one.id for one in o.check(LIBRARY, other)}
    twice = replace(place, clerk="Mayor", executive=replace(place.executive, title="City Mayor", elected=True))
    assert "signs-twice" in {one.id for one in o.check(LIBRARY, twice)}


def test_every_government_has_a_body_and_a_presiding_officer() -> None:
    lacking = set()
    for code in states(LIBRARY):
        for one in of_state(LIBRARY, code):
            form = form_of(LIBRARY, code, one.kind, one.id)
            if form is None or not form.body or not form.presiding or not form.member:
                lacking.add(f"{code} {one.kind} ({one.id})")
    assert lacking == set()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ardentown-de", "of the Village of Ardentown"),
        ("ridgewood-nj", "Village Council of the Village of Ridgewood"),
        ("bloomsburg-pa", "Town Council of the Town of Bloomsburg"),
        ("wentworth-village-sd", "Board of Trustees of the Village of Wentworth"),
        ("webster-county-ga", "Board of Commissioners of Webster County"),
    ],
)
def test_the_few_of_a_kind_have_a_body_too(name: str, body: str) -> None:
    assert body in o.place(LIBRARY, name).body.name


def test_alabama_s_county_administrator_is_not_executive_and_clerk_at_once() -> None:
    place = o.place(LIBRARY, "mobile-county-al")
    assert (place.executive, place.clerk) == (None, "County Administrator")


def test_a_county_that_makes_no_law_names_its_towns() -> None:
    none = {one.id: one.says for one in without_government(LIBRARY)}
    assert len([name for name in none if name.endswith("-vt")]) == 14
    with pytest.raises(o.NotFound, match=r"makes no law.*ask for one of them, such as hartford-vt, springfield-vt"):
        o.place(LIBRARY, "windsor-county-vt")
    assert {one.kind for one in of_state(LIBRARY, "VT")} == {"city", "town", "village"}


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("lubec-me", "Shall an ordinance entitled “An ordinance of the Town of Lubec"),
        ("hanover-nh", "Shall the town enact the ordinance entitled “An ordinance of the Town of Hanover"),
        ("concord-ma", "To see whether the town will vote to adopt the by-law entitled “A by-law of the Town of Concord"),
        ("lyme-ct", "To consider and act upon the ordinance entitled “An ordinance of the Town of Lyme"),
    ],
)
def test_a_town_meeting_gets_its_article_with_the_title_and_the_section_that_asks_for_it(name: str, article: str) -> None:
    text = " ".join(o.draft(LIBRARY, name).encode("txt").decode().split()).replace("\N{NO-BREAK SPACE}", " ")
    head, _, rest = text.partition(article)
    assert rest, head[:3000]
    cites = {"me": "30-A M.R.S. § 3002(3)", "nh": "RSA 31:131", "ma": "G.L. c. 39, § 10", "ct": "General Statutes § 7-3"}
    assert cites[name[-2:]] in rest[:900]


def test_a_board_or_council_that_enacts_gets_no_article() -> None:
    for name in ("stowe-vt", "smithfield-ri", "ithaca-town-ny"):
        assert "entitled “" not in o.draft(LIBRARY, name).encode("txt").decode().partition("WHEREAS")[0]
