"""The web page: read by a browser, held by axe against WCAG 2.2 AA, on a phone, in the dark, and without anything to fetch."""

import itertools
import os
import re
import shutil
from html.parser import HTMLParser

import pytest
from conftest import DAY, shipped_library

from ordinance.document.model import Blank, Comment, Document, Link, Paragraph, Reference, Run, Table
from ordinance.drafting.assembly import draft
from ordinance.formats.html import write as html
from ordinance.pages.clause_choice import choice_page
from ordinance.pages.instrument import Options, build
from ordinance.pages.matrix import matrix_of, matrix_page
from ordinance.pages.memo import memo
from ordinance.pages.precedents import precedents_page, searched
from ordinance.pages.state_page import state_page
from ordinance.pages.two_drafts import Side, pair_of, pair_page
from ordinance.pages.variant_rows import choice_of

LIBRARY = shipped_library()
LOOK = LIBRARY.folder("templates/html")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page(commentary="comments"):
    made = draft(LIBRARY, LIBRARY.place("ithaca-ny"))
    return html.write(build(made, LIBRARY, Options(commentary, DAY)), LOOK).decode()


class Reader(HTMLParser):
    """Keeps what a page holds: its tags in order, its ids, the places its links lead to, what it would fetch."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.targets, self.fetched = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a" and known["href"].startswith("#"):
            self.targets.append(known["href"][1:])
        self.fetched += [known[name] for name in ("src", "srcset", "poster", "data") if name in known]
        if tag == "link":
            self.fetched.append(known.get("href"))


@pytest.mark.parametrize("commentary", ["comments", "inline", "notes", "none"])
def test_every_reference_leads_to_one_place(commentary):
    read = Reader(page(commentary))
    assert len(read.ids) == len(set(read.ids))
    assert set(read.targets) <= set(read.ids)
    assert read.targets


def test_a_page_has_no_script_and_fetches_nothing():
    text = page()
    read = Reader(text)
    assert "script" not in read.tags
    assert read.fetched == []
    assert not re.search(r"url\(|@import", text)


def test_headings_go_down_one_step_at_a_time():
    levels = [int(tag[1]) for tag in Reader(page("notes")).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_words_that_look_like_html_stay_words():
    hostile = "</style><script>alert(1)</script> & \" ' <b>"
    document = Document(
        hostile,
        (
            Paragraph("title", (Run(hostile),)),
            Paragraph(
                "body", (Run(hostile, "strong"), Blank(hostile), Reference(hostile, "x"), Link(hostile, 'https://a.gov/?q="<>'))
            ),
            Paragraph("body", (Run("here"),), id="x", comments=(1,)),
            Table(hostile, ((Run("a"),),), (((Run(hostile),),),), (1.0,)),
        ),
        comments=(Comment(1, "does", hostile, (Paragraph("commentary", (Run(hostile),)),)),),
        footer=hostile,
    )
    text = html.write(document, LOOK).decode()
    assert "<script" not in text.lower()
    assert "<b>" not in text


def test_the_same_document_has_the_same_bytes():
    assert page() == page()


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI must look at pages")
        pytest.skip("Chromium is not installed; apt install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield found
        found.close()


def pages():
    yield "draft with notes", page()
    yield "draft with shaded commentary", page("inline")
    yield "draft with appendix", page("notes")
    austin = LIBRARY.place("austin-tx")
    yield "matrix with its chart", html.write(matrix_page(matrix_of(LIBRARY, austin, ()), DAY), LOOK).decode()
    choice = choice_of(LIBRARY, LIBRARY.clause("status-inquiry"), austin)
    yield "choice with marked texts", html.write(choice_page(choice, DAY), LOOK).decode()
    kirkland = draft(LIBRARY, LIBRARY.place("kirkland-wa"))
    yield "memo", html.write(memo(kirkland, LIBRARY, DAY), LOOK).decode()
    pair = pair_of(LIBRARY, Side("a", draft(LIBRARY, LIBRARY.place("ithaca-ny"))), Side("b", kirkland))
    yield "two drafts", html.write(pair_page(pair, DAY), LOOK).decode()
    found = searched(LIBRARY, topic="release-date")
    yield "precedents", html.write(precedents_page(LIBRARY, found, "All.", DAY), LOOK).decode()
    yield "state page", html.write(state_page(LIBRARY, LIBRARY.state("TX"), DAY), LOOK).decode()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing_against_wcag_2_2_aa(browser, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
    for name, text in pages():
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
        shown = context.new_page()
        shown.set_content(text)
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(shown, options=rules).response["violations"]
        said = [f"{name}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}" for one in found]
        assert said == []
        assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is wider than {width}"
        context.close()


@pytest.mark.browser
def test_a_browser_shows_every_label_and_note(browser):
    made = draft(LIBRARY, LIBRARY.place("ithaca-ny"))
    document = build(made, LIBRARY, Options("comments", DAY))
    shown = browser.new_page()
    shown.set_content(html.write(document, LOOK).decode())
    words = shown.evaluate("document.body.innerText")
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.number:
            assert block.number.label in words
    assert shown.locator("details:not(.contents)").count() == len(document.comments)
    first = shown.locator("details:not(.contents)").nth(1)  # the note on a section stands behind its text
    assert first.evaluate("one => one.previousElementSibling.tagName") not in ("H2", "H3")
    assert shown.locator("nav a").count() == sum(
        block.style in ("heading-1", "heading-2") for block in document.blocks if isinstance(block, Paragraph)
    )
    shown.locator("summary").first.click()
    assert shown.locator("details[open]").count() == 1
    shown.close()
