"""What is brought to the page: a text to review, two texts to compare. It is read in memory, told about, or refused in a line."""

import io

import pytest
from docx import Document
from web_client import client

from ordinance.web.asked import Asked
from ordinance.web.links import link_of

POLICY = b"""# Policy 12

Officers shall not hold a person on an immigration detainer without a judicial warrant.

Officers shall notify immigration authorities of release dates on request, except where a judge orders otherwise.
"""


def sent(address: str, **form):
    files = {name: (io.BytesIO(value[1]), value[0]) if isinstance(value, tuple) else value for name, value in form.items()}
    return client().post(address, data=files, content_type="multipart/form-data")


def test_a_text_is_reviewed_and_the_way_on_is_a_draft():
    page = sent("/review", file=("policy.md", POLICY), place="Kirkland WA")
    assert page.status_code == 200
    assert "Holds for immigration authorities" in page.text
    assert 'action="/draft/kirkland-wa"' in page.text


def test_a_text_may_be_pasted():
    assert "Holds for immigration authorities" in sent("/review", text=POLICY.decode()).text


def test_nothing_to_review_is_said_at_the_field():
    page = sent("/review", text="")
    assert page.status_code == 400
    assert "Error: Review a text" in page.text
    assert 'id="file-error">Choose a file, or paste the text.' in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.pdf", b"%PDF-1.7\n" + b"x" * 500),
        ("broken.docx", b"PK\x03\x04" + b"x" * 500),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("../../etc/passwd", b"root:x:0:0"),
        ("a" * 300 + ".txt", b"\xff\xfe\0\0" * 50),
    ],
)
def test_what_cannot_be_read_is_a_page_with_one_sentence(name, content):
    page = sent("/review", file=(name, content))
    assert page.status_code in (200, 400)
    assert "Traceback" not in page.text
    assert "/work" not in page.text
    assert page.status_code == 200 or 'role="alert"' in page.text


def test_a_selection_against_a_file_is_tracked_changes():
    old = client().post("/draft/ithaca-ny.docx", data={}).data
    link = link_of("ithaca-ny", Asked(choose={"detainer-refusal": "no-hold"}))
    made = sent("/redline", old=("old.docx", old), new_link=link)
    assert made.status_code == 200
    assert made.headers["Content-Disposition"] == 'attachment; filename="redline.docx"'
    assert "w:ins" in Document(io.BytesIO(made.data)).element.xml


def test_one_side_alone_is_told_which_is_missing():
    page = sent("/redline", old=("old.md", POLICY))
    assert page.status_code == 400
    assert "for the second text" in page.text


def test_two_selections_stand_side_by_side():
    page = client().post("/compare/ithaca-ny", data={"other": link_of("vernon-vt", Asked())})
    assert page.status_code == 200
    assert "Two drafts side by side" in page.text


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_a_sheet_is_made_in_a_language_and_a_size(ending):
    made = client().post(f"/handouts/ithaca-ny/rights-card.{ending}", data={"language": "es", "layout": "10-up"})
    assert made.status_code == 200
    assert made.headers["Content-Disposition"] == f'attachment; filename="rights-card-es.{ending}"'
