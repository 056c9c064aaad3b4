"""The chooser without a browser: the preview is the draft, only what changed is sent, sentences of one's own stand as such."""

import io
import json
import re
from html import unescape

import pytest
from conftest import DAY, shipped_library
from docx import Document
from web_client import client

import ordinance as o
from ordinance.drafting.assembly import draft
from ordinance.making.drafted import Drafted
from ordinance.making.printing import Printing
from ordinance.web.asked import Asked, plain_markdown

LIBRARY = shipped_library()


def fields(page: str) -> dict[str, str]:
    """What a browser would send of a chooser: hidden fields, what is selected, what is checked."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', options)[1]
    found |= dict(re.findall(r'<input type="radio" id="[^"]+" name="([^"]+)" value="([^"]+)"[^>]* checked', page))
    return {name: unescape(value) for name, value in found.items()}


def words(page: str) -> str:
    """The words of the draft on a page."""
    return unescape(re.sub(r"<[^>]+>", " ", page[page.index('id="draft"') : page.index("</main>")]))


def sent(place: str, choices: dict[str, str], **form: str):
    return client().post(f"/draft/{place}", data={**fields(client().get(f"/draft/{place}").text), **choices, **form})


@pytest.mark.parametrize("place", ["ithaca-ny", "austin-tx", "king-county-wa"])
@pytest.mark.parametrize("length", ["short", "full"])
def test_a_draft_without_notes_is_printed_as_the_one_with_them(place, length):
    here = LIBRARY.place(place)
    for instrument in LIBRARY.instruments:
        wishes = Asked(instrument, length, package="full").wishes(LIBRARY, DAY)
        bare, noted = (Drafted(LIBRARY, draft(LIBRARY, here, wishes, noted=one), DAY) for one in (False, True))
        assert bare.document(Printing("none")) == noted.document(Printing("none"))


def test_what_is_not_changed_is_not_sent():
    answer = json.loads(sent("ithaca-ny", {"c.detainer-refusal": "no-hold"}, live="1", changed="c.detainer-refusal").data)
    assert len(answer["order"]) > 10
    assert set(answer["parts"]) < set(answer["order"])
    assert len(answer["parts"]) <= 3
    assert [key.partition(":")[0] for key in answer["changed"]] == ["detainer-refusal"]
    assert answer["said"].startswith(
        "Immigration detainers: No hold, and a criminal warrant only. One section changed: §\u00a0215-53."
    )


def test_sections_that_are_only_renumbered_are_not_called_changed():
    answer = json.loads(sent("ithaca-ny", {"c.detainer-refusal": "out"}, live="1", changed="c.detainer-refusal").data)
    anchors = {key.partition(":")[0] for key in answer["changed"]}
    assert "detainer-refusal" not in {key.partition(":")[0] for key in answer["order"]}
    assert "no-287g" not in anchors


def test_a_form_that_says_nothing_new_changes_nothing():
    answer = json.loads(sent("ithaca-ny", {}, live="1").data)
    assert answer["parts"] == {}
    assert answer["changed"] == []
    assert answer["said"] == "No words of another section changed."


def test_a_choice_outlives_a_change_of_package_and_instrument():
    first = sent("ithaca-ny", {"c.detainer-refusal": "no-hold"}).text
    form = {**fields(first), "package": "full", "instrument": "resolution"}
    second = client().post("/draft/ithaca-ny", data=form).text
    assert re.search(r'id="detainer-refusal-no-hold"[^>]* checked', second)
    assert 'id="data-privacy-out"' in second
    assert not re.search(r'id="data-privacy-out"[^>]* checked', second)


def test_a_topic_left_out_and_taken_again_is_as_it_was():
    out = sent("ithaca-ny", {"c.detainer-refusal": "out"}).text
    again = client().post("/draft/ithaca-ny", data={**fields(out), "c.detainer-refusal": "judicial-warrant"}).text
    assert fields(again)["state"] == "1~ithaca-ny~ordinance.short.~core~"
    assert words(again) == words(client().get("/draft/ithaca-ny").text)


def test_what_state_law_forbids_is_text_with_its_statute_and_no_radio():
    page = client().get("/draft/austin-tx").text
    card = page[page.index('id="card-detainer-refusal"') :].partition("</fieldset>")[0]
    assert "Texas law forbids it: Tex." in card
    assert 'value="no-hold"' not in card


def test_a_forbidden_choice_that_is_sent_all_the_same_is_told_and_not_taken():
    page = sent("austin-tx", {"c.detainer-refusal": "no-hold"}).text
    assert "cannot be taken here. Texas law forbids it" in page
    assert "shall not stop, arrest, hold" not in words(page)


def test_where_nothing_is_left_to_draft_the_page_says_so_and_keeps_the_choices():
    form = {f"c.{name}": "out" for name in LIBRARY.package("core").clauses}
    page = sent("ithaca-ny", form).text
    assert "There is no draft of this." in page
    assert 'id="card-detainer-refusal"' in page


@pytest.mark.parametrize("place", ["vernon-vt", "beacon-ny", "houston-tx"])
def test_every_instrument_and_length_of_a_place_is_a_page(place):
    for instrument in LIBRARY.instruments:
        for length in ("short", "full"):
            page = client().post(f"/draft/{place}", data={"instrument": instrument, "length": length})
            assert page.status_code == 200
            assert "Choose what the" in page.text


OWN = "Staff learn of this rule within 30 days. See # 4 *and* {this} `x` | y."


def test_a_sentence_of_ones_own_stands_in_its_section_as_its_own_and_says_what_was_typed():
    page = client().post("/draft/ithaca-ny", data={"w.detainer-refusal": OWN}).text
    section = page[page.index('data-key="detainer-refusal:') :].partition('<div class="part')[0]
    assert OWN in section
    assert re.search(r'class="part[^"]* own" data-key="detainer-refusal:', page)
    content = client().post("/draft/ithaca-ny.docx", data={"w.detainer-refusal": OWN}).data
    assert OWN in [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize(
    "typed",
    [
        "1. First",
        "- item",
        "> quoted",
        "# head",
        "a_b_c",
        "[x](http://e.example)",
        "![i](j)",
        "~~s~~",
        "\\x",
        "a < b > c & d",
        "=== ---",
        "| a | b |",
    ],
)
def test_words_of_ones_own_are_never_markup(typed):
    content = client().post("/draft/ithaca-ny.txt", data={"w.detainer-refusal": typed}).text
    flat = " ".join(content.split())
    assert typed in flat


@pytest.mark.parametrize("typed", ["{{ 7*7 }}", "{% if x %}", "{# x #}", "<b>x</b>", "<!-- x -->", "{{{{"])
def test_signs_of_code_come_apart_and_break_nothing(typed):
    page = client().post("/draft/ithaca-ny.txt", data={"w.detainer-refusal": f"One. {typed} Two."})
    assert page.status_code == 200
    assert "".join(typed.split()) in "".join(page.text.split())


def test_a_sentence_that_no_text_can_hold_is_said_in_one_line():
    page = client().post("/draft/ithaca-ny", data={"w.detainer-refusal": "*" * 1900})
    assert page.status_code == 200
    assert "Your own sentence" in page.text


def test_an_empty_field_takes_a_sentence_out_again():
    first = client().post("/fill/ithaca-ny", data={"w.detainer-refusal": OWN}).text
    form = {**fields(first), "w.detainer-refusal": ""}
    assert "Staff learn of this rule" not in client().post("/draft/ithaca-ny", data=form).text


def test_the_place_as_a_file_drafts_the_same_by_the_command(tmp_path):
    state = fields(sent("ithaca-ny", {"c.detainer-refusal": "no-hold", "c.status-inquiry": "out"}).text)["state"]
    made = client().post("/take/ithaca-ny/place.yaml", data={"state": state, "w.release-date": OWN})
    file = tmp_path / "ithaca-ny.yaml"
    file.write_bytes(made.data)
    text = o.encode(o.draft(LIBRARY, file, on=DAY, length="short"), "txt", commentary="none").decode()
    page = client().post("/draft/ithaca-ny.txt", data={"state": state, "w.release-date": OWN, "commentary": "none"}).text
    assert text == page


def test_paragraphs_of_ones_own_stay_paragraphs():
    assert plain_markdown("One\nline.\r\n\r\nTwo.") == "One line.\n\nTwo."


@pytest.mark.parametrize(
    ("what", "head"), [("memo.docx", b"PK"), ("comparison.csv", b"clause"), ("packet.zip", b"PK"), ("memo.md", b"")]
)
def test_what_goes_before_the_body_can_be_taken(what, head):
    made = client().post(f"/take/ithaca-ny/{what}", data={})
    assert made.status_code == 200
    assert made.data.startswith(head)
    assert made.headers["Content-Disposition"] == f'attachment; filename="ithaca-ny-{what}"'


@pytest.mark.parametrize("address", ["/take/ithaca-ny/memo.exe", "/draft/ithaca-ny.exe", "/take/ithaca-ny/../x.zip"])
def test_what_there_is_not_is_a_page_that_says_so(address):
    assert client().post(address, data={}).status_code in (404, 405)
