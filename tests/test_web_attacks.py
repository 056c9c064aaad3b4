"""What strangers send: foreign names, markup, huge bodies, slow clients, fuzzed forms. Nothing of it breaks a page or is kept."""

import io
import random
import re
import socket
import time
import zipfile
from threading import Thread

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from web_client import HOST, application, client, served

from ordinance.web.asked import Asked
from ordinance.web.heavy import Busy, Heavy
from ordinance.web.links import link_of, opened

MARKUP = '<script>alert(1)</script> {{ 7*7 }} \\fldsimple "#pagebreak()" _{MERGEFIELD x} `$sys.inputs$` *b* & « [x](http://y)'
WORDS = " ".join(MARKUP.split())


def state(**filled: str) -> str:
    return link_of("ithaca-ny", Asked(blanks=filled), filled=True)


def posted(address: str, **form: str):
    return client().post(address, data=form)


# --- a blank with markup in it is text everywhere ---

BLANK = "b.sponsor and co-sponsors"


def test_markup_in_a_blank_is_text_on_every_page():
    for address in ("/draft/ithaca-ny", "/fill/ithaca-ny", "/take/ithaca-ny"):
        page = posted(address, **{BLANK: MARKUP}).text
        assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in posted("/draft/ithaca-ny", **{BLANK: MARKUP}).text


def test_markup_in_a_blank_is_text_in_word():
    content = posted("/draft/ithaca-ny.docx", **{BLANK: MARKUP}).data
    paragraphs = Document(io.BytesIO(content)).element.body.iter(qn("w:p"))  # within controls too
    assert any(WORDS in "".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "MERGEFIELD" not in "".join(body.split("<w:t")[0::2]).partition("instrText")[2]


@pytest.mark.parametrize("ending", ["txt", "html", "md"])
def test_markup_in_a_blank_is_text_in_other_formats(ending):
    text = posted(f"/draft/ithaca-ny.{ending}", **{BLANK: MARKUP}).text
    assert "alert(1)" in text
    assert ending == "txt" or "<script>" not in text


def test_markup_in_a_blank_is_text_in_a_pdf():
    pypdf = pytest.importorskip("pypdf")
    made = posted("/draft/ithaca-ny.pdf", **{BLANK: MARKUP})
    assert made.status_code == 200, made.text
    text = pypdf.PdfReader(io.BytesIO(made.data)).pages[0].extract_text()
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text


def test_a_format_that_has_no_blanks_filled_in_says_so():
    page = posted("/draft/ithaca-ny.json", **{BLANK: "x"})
    assert page.status_code == 400
    assert "Filled-in blanks stand in docx, pdf, md, html, txt" in page.text


# --- sizes ---


def test_a_body_over_the_limit_gets_the_page_that_says_so():
    page = client().post("/places", data={"q": "x" * 300_000})
    assert page.status_code == 413
    assert "That is too large" in page.text


def test_fifty_megabytes_get_it_from_the_server_itself():
    with served() as running:
        host, port = running.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as stream:
            head = f"POST /review HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {50 * 1024 * 1024}\r\n\r\n"
            stream.sendall(head.encode())
            answer = b""
            while b"</html>" not in answer and (piece := stream.recv(65536)):
                answer += piece
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"That is too large" in answer
    assert b"Content-Security-Policy: default-src 'none'" in answer
    assert b"waitress" not in answer.lower()


def test_idle_connections_starve_nobody():
    with served() as running:
        host, port = running.address.removeprefix("http://").split(":")
        idle = [socket.create_connection((host, int(port)), timeout=10) for _ in range(150)]
        try:
            for one in idle[::2]:
                one.sendall(b"POST /places HTTP/1.1\r\nHost: ")
            with socket.create_connection((host, int(port)), timeout=10) as stream:
                stream.sendall(f"GET /health HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
                assert stream.recv(65536).startswith(b"HTTP/1.1 200 ")
        finally:
            for one in idle:
                one.close()


@pytest.mark.parametrize("kind", ["w", "b", "c"])
def test_ten_thousand_fields_are_answered_as_a_few(kind):
    form = {f"{kind}.x{number}": "1" for number in range(10_000)}
    page = client().post("/draft/ithaca-ny", data=form)
    assert page.status_code == 200
    held = opened(application().extensions["ordinance"].library, link_in(page.text)).asked
    assert (len(held.blanks), held.wording) == (200 if kind == "b" else 0, {})


def link_in(page: str) -> str:
    return re.search(r'name="state" value="([^"]*)"', page)[1]


# --- the helper process ---


def slept(library, seconds):
    time.sleep(seconds)
    return "slept"


def ate(library, megabytes):
    return len(bytearray(megabytes * 1024 * 1024))


def fell(library):
    raise ValueError("the words of a person")


@pytest.fixture
def heavy(small):
    made = Heavy(small, deadline=3, queue=2)
    yield made
    made.stop()


def test_a_job_that_takes_too_long_is_ended_and_the_next_is_done(heavy):
    with pytest.raises(Exception, match="took over 3 seconds"):
        heavy.run(slept, 30)
    assert heavy.run(slept, 0) == "slept"


def test_a_job_that_takes_too_much_memory_is_ended_and_the_next_is_done(heavy):
    with pytest.raises(Exception, match="more memory than one request may have"):
        heavy.run(ate, 8000)
    assert heavy.run(slept, 0) == "slept"


def test_what_breaks_in_the_helper_is_told_without_anybodys_words(heavy):
    with pytest.raises(RuntimeError) as said:
        heavy.run(fell)
    assert str(said.value) == "ValueError"


def test_who_comes_when_the_queue_is_full_is_told(heavy):
    heavy.run(slept, 0)
    waiting = [Thread(target=heavy.run, args=(slept, 1)) for _ in range(2)]
    for one in waiting:
        one.start()
    time.sleep(0.3)
    with pytest.raises(Busy):
        heavy.run(slept, 0)
    for one in waiting:
        one.join()


def test_a_full_queue_is_a_page_with_the_way_on(monkeypatch):
    def full(*_):
        raise Busy

    monkeypatch.setattr(application().extensions["ordinance"].heavy, "run", full)
    page = client().post("/take/ithaca-ny/kit.zip", data={})
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    assert "the queue is full. Go back in a minute" in page.text


# --- fuzz ---

FIELDS = (
    "state",
    "have",
    "changed",
    "instrument",
    "length",
    "stance",
    "package",
    "c.release-date",
    "c.nowhere",
    BLANK,
    "w.title",
    "live",
)
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "out",
            "full-bar",
            "../../x",
            "\0",
            "1~ithaca-ny~ordinance.short.~core~",
            "a:b:c " * 50,
            "policy",
            "full",
            "&#0;",
            MARKUP,
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["/draft/ithaca-ny", "/fill/austin-tx", "/take/vernon-vt", "/open", "/places", "/draft/ithaca-ny.md"]),
    st.dictionaries(st.sampled_from([*FIELDS, "q", "link"]), HOSTILE, max_size=8),
)
def test_no_form_is_a_traceback(address, form):
    answer = client().post(address, data=form)
    assert answer.status_code in (200, 303, 400, 404)
    assert b"Traceback" not in answer.data


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_address_is_a_traceback(words):
    for head in ("/place/", "/draft/", "/static/", "/take/"):
        answer = client().get(head + words.replace("?", "").replace("#", "") or "x")
        assert answer.status_code in (200, 303, 308, 400, 404, 405)


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain", ""]
)
def test_no_body_is_a_traceback(kind):
    chance = random.Random(7)
    for _ in range(12):
        body = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n' + chance.randbytes(200)
        for address in ("/places", "/draft/ithaca-ny", "/open"):
            answer = client().post(address, data=body, content_type=kind)
            assert answer.status_code in (200, 303, 400, 404, 413)


def test_the_record_of_an_error_holds_no_word_of_a_person(caplog, monkeypatch):
    def broken(*_):
        raise ValueError("Zyxwvut of the First Ward")

    monkeypatch.setattr("ordinance.web.routes.places.suggestions", broken)
    page = client().post("/places", data={"q": "a b"}, headers={"Host": HOST})
    assert page.status_code == 500
    assert "Something broke on our side" in page.text
    assert "Zyxwvut" not in page.text + caplog.text
    assert "ValueError at " in caplog.text
