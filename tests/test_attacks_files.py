"""Files that keep a reader busy: pages that nothing closes, archives that unpack without end, drawings, marks."""

import io
import random
import zipfile
from contextlib import suppress

import pytest
from attack_runs import library_look
from work import that_ends

from ordinance.document.model import Document, Paragraph, Run
from ordinance.errors import FaultyFile
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.formats.docx import write as docx

__all__ = ["library_look"]


RULE = "The jail shall not hold a person on an immigration detainer. "
PIECES = ["<a ", "<!--", "<![CDATA[", "</", "<?", "<!-- >", "<![CDATA[ >", '<a b="', "<style>.a{", "line-through ", "<p "]


def read_or_refused(read):
    with that_ends(), suppress(FaultyFile):
        read()


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("end", ["", ">"])
def test_a_page_of_what_nothing_closes_is_read_or_refused_at_once(piece, end):
    from ordinance.formats import opening as foreign

    page = "<html><body>" + piece * (600_000 // len(piece)) + end
    read_or_refused(lambda: foreign.read("x.html", page.encode()))


def test_what_nothing_closes_is_left_out_as_a_browser_leaves_it_out():
    from ordinance.formats import opening as foreign

    for end in ("<!-- Staff may do so.", "<a Staff may do so.", "<![CDATA[ Staff may do so."):
        assert foreign.read("x.html", f"<html><body><p>{RULE}</p>{end}".encode()).text.strip() == RULE.strip()
    kept = foreign.read("x.html", f"<html><body><!-- a --><p>{RULE}</p><!-- b --><p>b".encode()).text
    assert kept.split() == [*RULE.split(), "b"]


def test_the_page_s_own_sheet_strikes_and_only_what_it_says():
    from ordinance.formats import opening as foreign

    sheet = "<style>@media all{.page .old, p.gone{color:red;text-decoration:line-through}} .new{color:red}</style>"
    body = '<div class="page"><p class="old">A</p><p class="gone">B</p><p class="new">C</p></div>'
    assert foreign.read("x.html", f"<html><head>{sheet}</head><body>{body}".encode()).text.split() == ["C"]


def test_a_page_larger_than_any_law_is_not_read():
    from ordinance.formats import opening as foreign

    with pytest.raises(FaultyFile, match="of a web page no more than 2 MB are read"):
        foreign.read("x.html", b"<html><body>" + b"a" * 2_000_000)
    with pytest.raises(FaultyFile, match="more tags than any page of law"):
        foreign.read("x.html", b"<html><body>" + b"<b>" * 100_001)


def test_no_control_character_of_a_file_stays_in_its_text():
    from ordinance.formats import opening as foreign

    found = foreign.read("x.txt", f"{RULE}\x1b]0;x\x07\x9b".encode())
    assert found.text == f"{RULE}\ufffd]0;x\ufffd\ufffd"
    from ordinance.formats.markdown import read as markdown

    assert "\x1b" not in str(markdown.read("x.md", f"{RULE}\x1b]0;x\x07".encode()).document)


def word(small, body, kind="", first=b""):
    """A draft as a Word file, with other content, or another first line of it."""
    made = docx.write(Document(title="T", blocks=(Paragraph("body", (Run("x"),)),)), reference=small)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                start, end = content.index(b"<w:body>") + 8, content.index(b"</w:body>")
                content = first + content[content.index(b"?>") + 2 if first else 0 : start] + body + content[end:]
            new.writestr(name, content)
    return out.getvalue()


TEXT = b"<w:p><w:r><w:t>one two</w:t></w:r></w:p>"
BOMBS = {
    "paragraphs": TEXT * 20_001,
    "empty": b"<w:p/>" * 200_001,
    "attributes": b'<w:p w:a="1" w:b="2" w:c="3" w:d="4" w:e="5"/>' * 180_000,
    "letters": b"<w:p><w:r><w:t>" + b"x" * 4_100_000 + b"</w:t></w:r></w:p>",
    "bytes": b"<w:p>" + b" " * 16_000_000 + b"</w:p>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_word_file_that_unpacks_to_more_than_any_law_is_refused(name, library_look):
    from ordinance.formats.docx.read import document as reader

    data = word(library_look, BOMBS[name])
    with that_ends(), pytest.raises(FaultyFile, match="is too large"):
        reader.read("x.docx", data)


def test_a_word_file_in_an_encoding_that_nobody_knows_is_one_line(library_look):
    from ordinance.formats.docx.read import document as reader

    with pytest.raises(FaultyFile, match="is no XML"):
        reader.read("x.docx", word(library_look, TEXT, first=b'<?xml version="1.0" encoding="x"?>'))


def unlike(paragraphs, words, kinds, seed):
    chance = random.Random(seed)
    made = (" ".join(f"w{chance.randrange(kinds)}" for _ in range(words)) for _ in range(paragraphs))
    return Document(title="T", blocks=tuple(Paragraph("body", (Run(text),)) for text in made))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paragraphs", "words", "kinds"), [(2000, 40, 3000), (2000, 40, 100), (1, 100_000, 3), (1, 40_000, 5000)]
)
def test_two_texts_that_have_nothing_in_common_are_compared_in_time(paragraphs, words, kinds):
    from ordinance.comparison.redline import compare

    old, new = (unlike(paragraphs, words, kinds, seed) for seed in (1, 2))
    with that_ends():
        compare(old, new)


def pdf(pages, drawn, form=None):
    pypdf = pytest.importorskip("pypdf")
    from pypdf import generic as g

    def stream(content, **keys):
        made = g.StreamObject()
        made._data = content
        made = made.flate_encode()
        made.update({g.NameObject(f"/{key}"): value for key, value in keys.items()})
        return writer._add_object(made)

    writer = pypdf.PdfWriter()
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = g.DictionaryObject({g.NameObject(key): g.NameObject(value) for key, value in face.items()})
    resources = g.DictionaryObject({g.NameObject("/Font"): g.DictionaryObject({g.NameObject("/F1"): writer._add_object(font)})})
    if form is not None:
        box = g.ArrayObject([g.FloatObject(0)] * 4)
        keys = {
            "Type": g.NameObject("/XObject"),
            "Subtype": g.NameObject("/Form"),
            "BBox": box,
            "Resources": resources.clone(writer),
        }
        resources[g.NameObject("/XObject")] = g.DictionaryObject({g.NameObject("/X"): stream(form, **keys)})
    content = stream(drawn)
    for _ in range(pages):
        page = writer.add_blank_page(600, 800)
        page[g.NameObject("/Contents")], page[g.NameObject("/Resources")] = content, resources
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LINE = b"BT /F1 12 Tf (The jail shall not hold a person) Tj ET\n"
DRAWN = {
    "a stream on every page": (1500, LINE * 200),
    "a long string": (1, b"BT /F1 12 Tf <" + b"41" * 5_000_000 + b"> Tj ET"),
    "a form in every line": (100, b"/X Do\n" * 200, LINE * 100),
    "steps without a word": (1, b"q Q\n" * 10**7),
}


@pytest.mark.slow
@pytest.mark.parametrize("given", DRAWN.values(), ids=DRAWN)
def test_a_small_pdf_that_draws_without_end_is_refused_in_time(given):
    from ordinance.formats import opening as foreign

    data = pdf(*given)
    assert len(data) < 400_000
    with that_ends(), pytest.raises(FaultyFile, match=r"draws more than any law has|is too long"):
        foreign.read("x.pdf", data)


@pytest.mark.parametrize("text", ["* [ ** _ " * 200_000, "a \n" * 500_000, "[x](https://a.b) " * 100_000, "word " * 500_000])
def test_a_markdown_file_of_marks_is_read_or_refused_at_once(text):
    from ordinance.formats.markdown import read as reader

    read_or_refused(lambda: reader.read("x.md", text.encode()))


def test_a_plain_text_of_a_million_lines_is_refused():
    from ordinance.formats import opening as foreign

    with pytest.raises(FaultyFile, match="more than 60,000 lines"):
        foreign.read("x.txt", b"a \n" * 500_000)
