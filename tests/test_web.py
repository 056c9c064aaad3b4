"""The page without a browser: its addresses, what it lets in, what it says to browsers, and that it breaks for nobody."""

import re

import pytest
from web_client import client

PAGES = (
    *("/", "/places", "/place/ithaca-ny", "/draft/ithaca-ny", "/draft/austin-tx", "/open", "/fill/ithaca-ny", "/take/ithaca-ny"),
    *("/library", "/library/release-date", "/states", "/states/TX", "/updates", "/review", "/redline", "/handouts/ithaca-ny"),
    *("/compare/ithaca-ny", "/compare/ithaca-ny/all", "/compare/ithaca-ny/release-date"),
)


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/place/nowhere"])
def test_every_page_has_the_headers(address):
    headers = client().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_what_the_policy_would_block(address):
    page = client().get(address).text
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert re.findall(r'(?:src|action)="(?!/)[^"]*"|<link[^>]*href="(?!/)', page) == []


@pytest.mark.parametrize("host", ["localhost", "localhost:8001", "evil.example", "evil.example:8000", "127.0.0.1", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_name_is_no_name_of_this_server(host, method):
    assert getattr(client(), method)("/draft/ithaca-ny", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_its_own_names_are(host):
    assert client().get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:8001", "http://localhost"])
def test_a_foreign_origin_is_refused(origin, method):
    assert getattr(client(), method)("/places", headers={"Origin": origin}).status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_page_is_refused(site):
    assert client().post("/places", data={"q": "Ithaca"}, headers={"Sec-Fetch-Site": site}).status_code == 400


def test_its_own_form_is_answered():
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8000"}
    assert "/place/ithaca-ny" in client().post("/places", data={"q": "Ithaca"}, headers=headers).text


@pytest.mark.parametrize("address", ["/states/zz", "/library/nothing", "/handouts/nowhere-zz", "/compare/ithaca-ny/nothing"])
def test_what_there_is_not_is_a_page_with_the_way_on(address):
    page = client().get(address)
    assert page.status_code == 404
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_tells_what_to_type_at_a_terminal(address):
    page = client().get(address).text
    assert "--place" not in page
    assert "--with" not in page
    assert "`ordinance" not in page


def test_the_clauses_are_searched_by_words():
    page = client().post("/library", data={"q": "plate readers"}).text
    assert "/library/data-privacy" in page
    assert "/library/release-date" not in page
    assert "No clause holds all of these words" in client().post("/library", data={"q": "zyxwvut"}).text
