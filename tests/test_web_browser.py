"""The page as persons use it, in a real browser: by mouse, by keys alone, without script, on a small phone, in the dark."""

import re

import pytest
from docx import Document
from web_client import chromium, served, violations

pytestmark = pytest.mark.browser

CARD = "c.detainer-refusal"


@pytest.fixture(scope="module")
def server():
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def opened(browser, server):
    """A function that opens a page in a window of its own; what the console says against it is a failure."""
    said: list[str] = []
    contexts = []

    def open_page(path="/", width=1280, height=900, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script, accept_downloads=True
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on(
            "console",
            lambda message: said.append(message.text) if message.type == "error" and " 404 " not in message.text else None,
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(server.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def draft_words(page):
    return page.locator("#draft").inner_text()


def told(page, words):
    """Wait until the page says some words."""
    page.locator("#status", has_text=words).wait_for()


def test_an_advocate_goes_from_a_name_to_a_word_file_with_two_changed_choices(opened, tmp_path):
    page = opened()
    page.get_by_label("Your city, town").type("beacon", delay=20)
    page.get_by_role("option").filter(has_text="Dutchess County, New York").click()
    page.get_by_role("link", name="Start a draft").click()
    assert "City of Beacon" in draft_words(page)
    page.get_by_label("No hold, and a criminal warrant only").check()
    page.get_by_text("Immigration detainers: No hold, and a criminal warrant only. ").wait_for()
    marked = page.locator(".part.changed")
    assert marked.filter(has_text="Immigration detainers").count() == 1
    group = page.get_by_role("group", name="Questions about citizenship or immigration status")
    group.get_by_label("Leave this out").check()
    page.get_by_text("immigration status: left out.").wait_for()
    assert "shall not ask a person about anyone" not in draft_words(page)
    page.get_by_role("button", name="Fill in the blanks").click()
    page.get_by_label("Sponsor and co-sponsors").fill("Members Zyx and Wvu")
    page.get_by_role("button", name="Go on to take it away").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "beacon-ny-ordinance.docx"
    words = "\n".join(paragraph.text for paragraph in Document(file).paragraphs)
    assert "Members Zyx and Wvu" in words
    assert "CITY OF BEACON" in words.upper()
    page.get_by_text("Word file is ready").wait_for()


def test_a_staffer_changes_two_choices_and_shares_the_link(opened, server):
    page = opened("/draft/ithaca-ny")
    page.get_by_label("No hold, and a criminal warrant only").check()
    told(page, "Immigration detainers")
    page.get_by_label("No notice, except what is public to everyone").check()
    told(page, "Release information")
    address = page.evaluate("location.href")
    assert re.search(r"/draft/ithaca-ny#1~ithaca-ny~ordinance\.short\.~core~[a-z2-7]{10}$", address)
    sent = draft_words(page)
    counsel = opened("/open" + address[address.index("#") :])
    counsel.wait_for_url(re.compile("/draft/ithaca-ny#1~"))
    assert draft_words(counsel) == sent
    assert counsel.get_by_label("No notice, except what is public to everyone").is_checked()
    counsel.reload()
    counsel.locator("[data-choose][data-link*=short]").and_(counsel.locator(f"[data-link$='{address[-10:]}']")).wait_for()
    assert draft_words(counsel) == sent
    assert not [line for line in server.lines if "ordinance.short" in line]


def test_no_blank_that_was_filled_in_stands_in_a_request_line(opened, server):
    page = opened("/draft/ithaca-ny")
    page.get_by_role("button", name="Fill in the blanks").click()
    page.get_by_label("Sponsor and co-sponsors").fill("Zyxwvut of the First Ward")
    page.get_by_role("button", name="Go on to take it away").click()
    assert "Zyxwvut" not in page.get_by_label("The link", exact=True).input_value()
    page.get_by_label("Put what I filled in into the link too").check()
    page.get_by_role("button", name="Show the link anew").click()
    link = page.get_by_label("The link", exact=True).input_value()
    again = opened("/open" + link[link.index("#") :])
    again.wait_for_url(re.compile("/draft/ithaca-ny#1~"))
    assert "Zyxwvut of the First Ward" in draft_words(again)
    assert not [line for line in server.lines if "Zyxwvut" in line or "~z" in line]


def test_without_script_it_is_forms_and_links(opened, tmp_path):
    page = opened(script=False)
    page.get_by_label("Your city, town").fill("Vernon VT")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Start a draft").click()
    page.locator("input[type=radio]:visible:not(:checked)").first.check()
    page.get_by_role("button", name="Show the draft").click()
    assert page.url.endswith("/draft/vernon-vt#draft")
    assert page.locator(".part.changed").count() > 0
    page.get_by_role("button", name="Take it away").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word file").click()
    waiting.value.save_as(tmp_path / "vernon.docx")
    assert len(Document(tmp_path / "vernon.docx").paragraphs) > 20
    link = page.get_by_label("The link", exact=True).input_value()
    page.goto(link.partition("#")[0])
    page.get_by_label("The link").fill(link)
    page.get_by_role("button", name="Open it").click()
    assert page.get_by_role("heading", name="Choose what").is_visible()


def test_by_the_keyboard_alone(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.get_by_role("combobox").focus()
    page.keyboard.type("ithaca ny", delay=20)
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/ithaca-ny")
    page.get_by_role("link", name="Start a draft").press("Enter")
    chosen = page.locator(f"input[name='{CARD}']:checked")
    chosen.focus()
    page.keyboard.press("ArrowUp")
    told(page, "Immigration detainers")
    assert page.evaluate("document.activeElement.name") == CARD
    assert page.evaluate("document.activeElement.value") == "no-hold"
    page.keyboard.press("Enter")
    page.locator("#draft").wait_for()
    assert page.get_by_role("heading", name="Choose what").is_visible()


def test_the_chooser_is_told_to_a_screen_reader(opened):
    page = opened("/draft/ithaca-ny")
    tree = page.locator("#card-detainer-refusal").aria_snapshot()
    assert '- group "Immigration detainers"' in tree
    assert '- radio "Only with a judicial warrant Staff will not hold you' in tree
    assert "[checked]" in tree
    facts = page.evaluate(
        f"""(() => {{ const one = document.querySelector("input[name='{CARD}']:checked");
        return document.getElementById(one.getAttribute("aria-describedby")).innerText; }})()"""
    )
    assert "Exposure: low to medium" in facts
    assert page.get_by_role("region", name="The draft").get_attribute("tabindex") == "0"
    assert page.get_by_role("status").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 640, 320])  # 640 is a window of 1280 at twice the size
def test_axe_finds_nothing_and_nothing_runs_over(opened, scheme, width):
    paths = (
        *("/", "/places", "/place/ithaca-ny", "/draft/austin-tx", "/fill/ithaca-ny", "/take/ithaca-ny", "/open", "/nothing"),
        *(
            "/library",
            "/library/release-date",
            "/states",
            "/states/tx",
            "/updates",
            "/about",
            "/authorities",
            "/residents/es/ithaca-ny",
            "/review",
            "/redline",
            "/handouts/ithaca-ny",
        ),
        *("/compare/ithaca-ny", "/compare/ithaca-ny/all", "/compare/ithaca-ny/release-date"),
    )
    said = {}
    for path in paths:
        page = opened(path, width=width, scheme=scheme)
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"wider than {width}")
        said[path] = found
        page.close()
    assert {path: found for path, found in said.items() if found} == {}


def test_on_a_small_phone_the_draft_is_a_link_away_and_focus_is_never_covered(opened):
    page = opened("/draft/ithaca-ny", width=320, height=640)
    foot = page.get_by_role("navigation", name="Parts of this page")
    page.get_by_label("No hold, and a criminal warrant only").check()
    foot.get_by_text("changed)").wait_for()
    foot.get_by_role("link", name="Draft").click()
    box = page.locator("#draft").bounding_box()
    assert box["y"] < 320
    radios = page.locator("input[type=radio]:visible")
    for place in range(0, radios.count(), 5):
        radios.nth(place).focus()
        box = radios.nth(place).bounding_box()
        assert box["y"] + box["height"] < page.locator(".foot").bounding_box()["y"]


def test_an_older_answer_never_wins(opened):
    page = opened("/draft/ithaca-ny")
    for name in ("No hold, and a criminal warrant only", "Only with a judicial warrant", "No hold, and a criminal warrant only"):
        page.get_by_label(name).check()
    told(page, "No hold")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-choose]').elements.state.value").endswith(
        page.evaluate("location.hash.split('~').pop()")
    )
