"""A reviewed text: each finding beside its sentence, every word of the text once and escaped, and a draft of what it lacks."""

import io
import re
from html import unescape

import pikepdf
import pytest
from web_client import client

from ordinance.library.handouts import handout_files
from ordinance.library.store import Library

POLICY = """# Policy 12

Officers shall not hold a person on an immigration detainer without a judicial warrant.

Officers shall notify immigration authorities of release dates on request, except where a judge orders otherwise.

Visitors sign <script>alert(1)</script> & leave.
"""


def reviewed(text=POLICY, place="Kirkland WA"):
    form = {"file": (io.BytesIO(text.encode()), "policy.md"), "place": place}
    page = client().post("/review", data=form, content_type="multipart/form-data")
    assert page.status_code == 200
    return page.text


def stretches(page):
    return re.split(r'<div class="stretch', page.partition('id="report"')[0])[1:]


def test_each_finding_stands_beside_its_sentence():
    hold, notify = (next(one for one in stretches(reviewed()) if words in one) for words in ("shall not hold", "shall notify"))
    assert "<b>Holds for immigration authorities</b>" in hold
    assert '<mark class="rule">' in hold
    assert "<b>Holds for immigration authorities</b>" not in notify
    assert '<mark class="harm">' in notify


def test_the_whole_text_stands_there_once_and_as_text():
    page = reviewed()
    said = "\n".join(re.findall(r'<p class="said">(.*?)</p>', page, re.S))
    assert unescape(re.sub(r"<[^>]+>", "", said)).split() == POLICY.split()
    assert "<script>alert" not in page


def test_a_draft_of_what_is_missing_leaves_out_what_the_text_has():
    state = re.search(r'name="state" value="([^"]+)"', reviewed())[1]
    page = client().post("/draft/kirkland-wa", data={"state": unescape(state)})
    assert page.status_code == 200
    card = page.text.partition('id="card-detainer-refusal"')[2].partition("</fieldset>")[0]
    assert re.search(r'value="out"[^>]*checked', card)


def test_a_text_in_which_no_rule_is_understood_says_that_somebody_must_read_it():
    page = reviewed("# Rule\n\nThe immigration matter is as the council may see it.\n")
    assert "somebody must read it" in page or "something else" in page
    assert "Traceback" not in page


def test_every_authority_stands_there_with_its_level():
    page = unescape(client().get("/authorities").text)
    library = Library()
    levels = {term.id: term.title for term in library.vocabulary.verification}
    rows = re.findall(r"<li>\s*<b>(.*?)</b>\s*<span class=\"tag plain\">(.*?)</span>", page)
    assert sorted(rows) == sorted((one.citation, levels[one.verified]) for one in library.authorities.values())


def test_how_it_was_made_tells_through_when_law_is_known_and_is_linked_from_every_page():
    assert 'href="/about"' in client().get("/").text
    assert "Events in federal law are known through " in client().get("/about").text


def test_every_sheet_has_a_picture_of_itself():
    page = client().get("/handouts/ithaca-ny").text
    found = dict(re.findall(r'src="(/static/\w+/sheets/([\w-]+)\.png)"', page))
    assert set(found.values()) == set(handout_files(Library()))
    assert all(client().get(address).data.startswith(b"\x89PNG") for address in found)


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans", "zh-Hant"])
def test_a_resident_finds_and_prints_a_sheet_in_their_language(language):
    found = client().post(f"/residents/{language}", data={"q": "Kirkland WA"})
    assert found.headers["Location"] == f"/residents/{language}/kirkland-wa"
    page = client().get(found.headers["Location"]).text
    assert f'<div lang="{language}">' in page
    address = re.search(r'action="(/handouts/kirkland-wa/rights-card.pdf)"', page)[1]
    assert client().post(address, data={"language": language}).data.startswith(b"%PDF")


def test_a_language_without_these_pages_is_no_page():
    assert client().get("/residents/xx").status_code == 404


def test_a_file_behind_a_password_is_one_sentence_with_the_way_on():
    made, locked = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(locked, encryption=pikepdf.Encryption(owner="one", user="two"))
    form = {"file": (io.BytesIO(locked.getvalue()), "locked.pdf")}
    page = client().post("/review", data=form, content_type="multipart/form-data")
    assert page.status_code == 400
    assert "password" in page.text
    assert page.text.count('role="alert"') == 1
    assert 'class="button"' in page.text


def test_pictures_of_sheets_are_in_the_language_that_is_asked_for_by_name():
    page = client().get("/handouts/ithaca-ny").text
    assert '<a href="/handouts/ithaca-ny/es" lang="es" hreflang="es">Español</a>' in page
    spanish = client().get("/handouts/ithaca-ny/es").text
    assert "/sheets/es/rights-card.png" in spanish
    assert '<option value="es" selected>' in spanish
    assert "/sheets/zh-Hans/rights-card.png" in client().get("/residents/zh-Hans/ithaca-ny").text
    assert client().get("/handouts/ithaca-ny/xx").status_code == 404
