"""A draft that came back, on the page: changes by author, what becomes of those accepted; and the ways on from a review."""

import io
import re
from html import unescape

import pytest
from conftest import DAY
from docx import Document
from web_client import chromium, client, served, violations
from word_edits import Word

from ordinance.library.store import Library
from ordinance.making.printing import Printing
from ordinance.web.asked import Asked
from ordinance.web.jobs import draft_file
from ordinance.web.links import link_of

ASKED = Asked(leave_out=("status-inquiry",))
LINK = link_of("ithaca-ny", ASKED)
ANN = "Ann <b>Attorney</b>"
POLICY = (
    b"Officers shall not hold a person on an immigration detainer without a judicial warrant, unless convicted of a felony.\n"
)


@pytest.fixture(scope="module")
def file():
    """A draft as the page sends it, with a tracked change of Ann's, one that nobody tracked, and a blank filled in."""
    word = Word(draft_file(Library(), "ithaca-ny", ASKED, DAY, "docx", Printing("comments")))
    word.replace("without delay", "within one hour", ANN)
    word.plain("sponsor and co-sponsors", "Alder Jones")
    return word.bytes()


def sent(address, **form):
    files = {name: (io.BytesIO(value[1]), value[0]) if isinstance(value, tuple) else value for name, value in form.items()}
    return client().post(address, data=files, content_type="multipart/form-data")


def words(made):
    return "\n".join(one.text for one in Document(io.BytesIO(made.data)).paragraphs)


def test_each_change_is_listed_with_its_author_and_what_cannot_be_accepted_apart(file):
    page = sent("/back", file=("back.docx", file), link=LINK)
    assert page.status_code == 200
    can, _, cannot = page.text.partition("that cannot be accepted here")
    assert f'<span class="who">{ANN.replace("<", "&lt;").replace(">", "&gt;")}</span> changes' in can
    assert "<del>without delay</del>" in can
    assert "Alder Jones" in cannot
    assert "Alder Jones" not in can


def test_what_is_accepted_stands_in_the_next_draft_and_what_is_not_does_not(file):
    box = re.search(r'name="(n\.\d+)"', sent("/back", file=("back.docx", file), link=LINK).text)[1]
    made = sent("/back/draft.docx", file=("back.docx", file), link=LINK, **{box: "1"})
    assert made.headers["Content-Disposition"] == 'attachment; filename="next-draft.docx"'
    assert "within one hour" in words(made)
    by_author = sent("/back/draft.docx", file=("back.docx", file), link=LINK, **{"by.1": ANN})
    assert words(by_author) == words(made)


def test_the_accepted_words_are_a_file_that_the_command_takes(file):
    made = sent("/back/wording.yaml", file=("back.docx", file), link=LINK, everything="1").text
    assert made.startswith("# Local wording")
    assert "within one hour" in made


def test_nothing_ticked_and_no_file_are_each_one_sentence(file):
    assert "Nothing is ticked" in sent("/back/draft.docx", file=("back.docx", file), link=LINK).text
    page = sent("/back", link=LINK)
    assert page.status_code == 400
    assert "Choose the Word file that came back." in page.text
    assert "Say what was sent" in unescape(sent("/back", file=("back.docx", file)).text)


@pytest.mark.parametrize("place", ["Ithaca NY", "Nowhere at all"])
def test_a_name_that_is_not_one_place_is_told(file, place):
    assert f"No one place is called “{place}”" in sent("/back", file=("back.docx", file), place=place).text


def test_another_text_is_told_without_what_to_type_at_a_terminal():
    page = sent("/back", file=("policy.md", POLICY), link=LINK)
    alert = re.search(r'role="alert">(.*?)</div>', page.text, re.S)[1]
    assert "is no draft of ours for this place" in alert
    assert "--for" not in alert


def test_the_page_knows_the_place_of_the_link_with_which_one_comes_from_the_draft():
    page = client().post("/back", data={"state": LINK})
    assert page.status_code == 200
    assert "This is the one of City of Ithaca." in page.text
    assert LINK in page.text


def reviewed(place):
    page = sent("/review", file=("policy.md", POLICY), place=place)
    assert page.status_code == 200
    return page.text


def form_in(page, begins):
    """The fields of the form that begins so, those that came more than once as a list."""
    body = page.partition(begins)[2].partition("</form>")[0]
    found = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', body):
        found.setdefault(name, []).append(unescape(value))
    return found


def test_amending_opens_the_chooser_on_that_topic_alone_with_what_the_review_found():
    fields = form_in(reviewed("Kirkland WA"), '<form id="amend-detainer-refusal"')
    page = unescape(client().post("/draft/kirkland-wa", data=fields).text)
    told = page.partition("From your review")[2].partition("</div>")[0]
    assert "policy.md on this topic, Holds for immigration authorities: a limit with exceptions" in told
    assert "a conviction" in told
    assert re.search(r'<fieldset class="card" id="(.*?)"', page)[1] == "card-detainer-refusal"
    taken = re.findall(r'name="c\.([\w-]+)" value="([\w-]+)"[^>]* checked', page)
    assert [name for name, value in taken if value != "out"] == ["detainer-refusal"]
    again = unescape(client().post("/draft/kirkland-wa", data={**fields, "length": "full"}).text)
    assert "a limit with exceptions" in again.partition("From your review")[2]


def test_a_place_that_could_be_several_is_asked_for():
    page = reviewed("Ithaca NY")
    assert "2 places are called “Ithaca NY”" in page
    assert 'action="/draft/ithaca-ny"' in page
    assert 'action="/draft/ithaca-town-ny"' in page
    assert "amend-detainer-refusal" not in page


def test_in_the_browser_the_file_is_chosen_once_and_the_list_is_accessible(file, tmp_path):
    (tmp_path / "back.docx").write_bytes(file)
    with served() as server, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.address}/back")
        page.set_input_files("#file", tmp_path / "back.docx")
        page.fill("#link", LINK)
        page.click("text=List the changes")
        page.wait_for_selector(".changes")
        page.check("[name=everything]")
        assert page.is_checked("[name^='n.']")
        assert violations(page) == []
        with page.expect_download() as got:
            page.click("text=The new draft, Word")
        assert "within one hour" in "\n".join(one.text for one in Document(got.value.path()).paragraphs)
        assert not any("ithaca" in line for line in server.lines)


def test_a_bill_amends_the_section_that_is_brought_and_says_what_it_does():
    words_of = b"2.15.900 Holds.\nNo employee may keep a person in custody based solely on a civil immigration detainer."
    link = link_of("king-county-wa", Asked(choose={"detainer-refusal": "judicial-warrant-only"}))
    assert client().post("/amend/king-county-wa", data={"state": link}).status_code == 200
    page = sent("/amend/king-county-wa", file=("section.txt", words_of), state=link)
    assert page.status_code == 200
    assert "What the bill does</h2>" in page.text
    made = sent("/amend/king-county-wa/bill.docx", file=("section.txt", words_of), state=link)
    assert made.headers["Content-Disposition"] == 'attachment; filename="king-county-wa-amendment.docx"'
    assert "2.15.900" in words(made)


def test_a_section_without_a_rule_on_the_topic_is_told_without_what_to_type_at_a_terminal():
    page = sent("/amend/king-county-wa", file=("section.txt", b"K.C.C. 2.15.910 Cooks.\n\nA. Cooks wear hats at all times.\n"))
    assert page.status_code == 400
    alert = re.search(r'role="alert">(.*?)</div>', page.text, re.S)[1]
    assert "was found in it." in alert
    assert "--with" not in alert
