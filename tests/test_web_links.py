"""The link that holds a selection: short, the same in any order of the library, told where something in it is gone, bounded."""

import re
import zlib
from base64 import urlsafe_b64encode

import pytest
from conftest import shipped_library
from web_client import client

from ordinance.errors import BadChoice
from ordinance.web.asked import Asked
from ordinance.web.links import clause_code, link_of, opened, variant_code

LIBRARY = shipped_library()


def everything() -> Asked:
    """A choice in every clause of the library."""
    return Asked(package="full", choose={one.id: one.variants[-1].id for one in LIBRARY.clauses() if one.kind == "policy"})


def test_no_two_clauses_and_no_two_variants_of_one_have_the_same_code():
    clauses = list(LIBRARY.clauses())
    assert len({clause_code(one.id) for one in clauses}) == len(clauses)
    for one in clauses:
        assert len({variant_code(one.id, variant.id) for variant in one.variants}) == len(one.variants)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        everything(),
        Asked("resolution", "full", "cautious", "core", {"release-date": "full-bar"}, ("status-inquiry",)),
        Asked(blanks={"date": "“<b>#~%”"}, wording={"release-date": "Ñandú, 你好."}),
    ],
)
def test_what_a_link_holds_comes_back(asked):
    assert opened(LIBRARY, "https://x.example/open#" + link_of("ithaca-ny", asked, filled=True)).asked == asked


def test_a_choice_in_every_clause_is_a_short_link():
    assert len(link_of("ithaca-ny", everything())) < 220
    assert re.fullmatch(r"[a-z0-9.~-]+", link_of("ithaca-ny", everything()))


def test_blanks_stand_in_it_only_where_it_is_asked_for():
    asked = Asked(blanks={"date": "May 1"}, wording={"release-date": "Words."})
    assert link_of("ithaca-ny", asked) == link_of("ithaca-ny", Asked())


def test_codes_do_not_hang_on_the_order_of_the_library():
    assert (clause_code("detainer-refusal"), variant_code("detainer-refusal", "no-hold")) == ("3mj", "m7")


def test_a_code_that_is_gone_is_told_and_the_rest_kept():
    kept = clause_code("release-date") + variant_code("release-date", "public-information")
    gone = clause_code("detainer-refusal") + "00"
    page = client().post("/open", data={"link": f"1~ithaca-ny~ordinance.short.~core~{kept}zz9aa{gone}"})
    assert page.status_code == 200
    assert "One topic that the link names is no longer in the library; the rest is as it was sent." in page.text
    assert "Immigration detainers: the choice that the link names is gone; the usual one stands in its place." in page.text
    assert re.search(r'id="release-date-public-information"[^>]* checked', page.text)


def test_a_kind_of_instrument_or_a_package_that_is_gone_is_told():
    page = client().post("/open", data={"link": "1~ithaca-ny~bylaw.short.~old~"}).text
    assert "The kind of instrument that the link names is gone" in page
    assert "The set of policies that the link names is gone" in page


def test_a_forbidden_variant_in_a_link_is_told_with_its_statute_and_dropped():
    link = link_of("austin-tx", Asked(package="core", choose={"detainer-refusal": "no-hold"}))
    page = client().post("/open", data={"link": link}).text
    assert "cannot be taken here. Texas law forbids it" in page
    assert "Code Crim. Proc." in page or "Gov&#39;t Code" in page


def test_an_unknown_place_in_a_link_is_a_page_with_the_way_on():
    page = client().post("/open", data={"link": "1~nowhere-zz~ordinance.short.~~"})
    assert page.status_code == 404
    assert 'role="alert"' in page.text
    assert 'href="/open"' in page.text


@pytest.mark.parametrize(
    "link", ["", "x", "1~", "1~../../etc/passwd~a.b.c~~", "1~a~b", "~~~~~~", "1~ithaca-ny~ordinance.short.~~~z!!"]
)
def test_what_is_no_link_is_said_in_one_sentence(link):
    page = client().post("/open", data={"link": link or " "})
    assert page.status_code in (200, 400)
    assert "Traceback" not in page.text
    assert page.status_code == 200 or "Error: Open a link" in page.text


def test_a_later_format_says_so():
    with pytest.raises(BadChoice, match="another version"):
        opened(LIBRARY, "2~ithaca-ny~ordinance.short.~core~")


def test_what_unpacks_to_too_much_is_refused():
    bomb = urlsafe_b64encode(zlib.compress(b'{"b":{"date":"' + b"x" * 5_000_000 + b'"}}')).decode()
    with pytest.raises(BadChoice, match="damaged"):
        opened(LIBRARY, f"1~ithaca-ny~ordinance.short.~core~~z{bomb}")
