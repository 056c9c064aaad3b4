"""Pages that list: clauses, states, changes, topics. The table of a package is one page of paper; each page is accessible."""

import io
import re

import pytest
from pypdf import PdfReader
from web_client import chromium, client, served, violations

from ordinance.library.store import Library


def test_changes_of_one_state_come_with_federal_ones_and_no_others():
    page = client().get("/updates/NY").text
    assert set(re.findall(r'href="/(?:states|updates)/(\w\w)">(?:Federal|[A-Z][\w ]+)</a> <span', page)) == {"NY", "US"}
    assert client().get("/updates/XX").status_code == 404


def test_every_change_on_file_stands_on_the_page_with_what_it_touches_by_name():
    page = client().get("/updates").text
    assert page.count('<li class="change ') == len(list(re.finditer("How it is known<", page)))
    for clause in re.findall(r'href="/library/([\w-]+)"', page):
        assert clause in Library().clause_files


def test_a_search_tells_how_many_clauses_hold_the_words_and_an_empty_one_leads_on():
    found = client().post("/library", data={"q": "license plate"}).text
    assert re.search(r"\d+ clauses? holds? “license plate”", found)
    assert 'href="/library"' in client().post("/library", data={"q": "zzz"}).text.partition("No clause holds")[2]


def test_a_package_that_is_not_there_is_told_with_the_way_on():
    page = client().get("/compare/ithaca-ny/all/nothing")
    assert page.status_code == 404
    assert "Traceback" not in page.text


@pytest.fixture(scope="module")
def open_page():
    with served() as server, chromium() as browser:
        yield server.address, browser.new_page(viewport={"width": 390, "height": 800})


def test_the_table_of_a_package_prints_on_one_page(open_page):
    address, page = open_page
    page.goto(f"{address}/compare/ithaca-ny/all/core")
    for paper in ("A4", "Letter"):
        for asked in ({"prefer_css_page_size": True}, {"landscape": True}, {}):
            made = PdfReader(io.BytesIO(page.pdf(format=paper, **asked)))
            assert len(made.pages) == 1
            text = " ".join(made.pages[0].extract_text().split())
            assert "Immigration detainers" in text
            assert "Questions about" in text


@pytest.mark.parametrize("path", ["/updates/NY", "/compare/ithaca-ny/all/core"])
def test_pages_that_list_are_accessible_and_no_wider_than_a_phone(open_page, path):
    address, page = open_page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{address}{path}")
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_comparison_tells_of_no_command_and_leads_on_to_the_chooser():
    for path in ("/compare/ithaca-ny/all/core", "/compare/ithaca-ny/release-date"):
        page = client().get(path).text
        assert "ordinance draft" not in page
        assert 'href="/draft/ithaca-ny"' in page
    two = client().post("/compare/ithaca-ny", data={"other": "1~ithaca-ny~ordinance.full.~core~"}).text
    assert "ordinance compare" not in two
    assert "A weaker choice may be the right one. Not legal advice." in two
