"""The same draft in every format: each section, subsection and paragraph has one label, wherever it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from akn_reading import akn
from conftest import DAY, drafted
from docx_reading import printed_by_libreoffice
from docx_sample import LOOK as WORD_LOOK
from lxml import html as lxml_html
from pdf_reading import LOOK as PDF_LOOK
from pdf_reading import Pdf, squeezed

from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.formats.docx import write as docx
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.formats.pdf import write as pdf
from ordinance.formats.text import write as text
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

#: Three schemes of numbering: "§ 215-51" with "A.", "7.01" in a county, and "2.15.010" in a code of the west.
PLACES = ("ithaca-ny", "dane-county-wi", "kirkland-wa")
#: So many characters after a label tell which paragraph it stands before.
START = 24


def labelled(document: Document) -> list[str]:
    """Return, squeezed, each label with the words that follow it."""
    return [
        squeezed(block.number.label + plain_text(block.content)[:START])
        for block in document.blocks
        if isinstance(block, Paragraph) and block.number
    ]


def read_back(library: Library, place: str, folder: Path) -> tuple[Document, dict[str, str]]:
    """Return a place's document, and what a reader of each format reads."""
    made = drafted(library, place)
    document = build(made, library, Options("none", DAY))
    page = lxml_html.fromstring(html.write(document, library.folder("templates/html")))
    word = printed_by_libreoffice(folder, {place: docx.write(document, reference=WORD_LOOK)})
    return document, {
        "markdown": markdown.write(document).decode(),
        "text": text.write(document).decode(),
        "html": "".join(page.find("body").itertext()),
        "word": "".join(word[place]),
        "pdf": Pdf(pdf.write(document, PDF_LOOK)).text(),
        "akoma-ntoso": "".join(akn(library, made).itertext()),
    }


@pytest.mark.parametrize("place", PLACES)
def test_every_label_stands_before_the_same_words_in_every_format(place: str, tmp_path: Path) -> None:
    document, formats = read_back(Library(), place, tmp_path)
    labels = labelled(document)
    assert len(labels) > 100
    for name, said in formats.items():
        assert missing(labels, said) == [], name


def missing(labels: list[str], said: str) -> list[str]:
    """Return the first label that does not follow those before it."""
    words, position = squeezed(re.sub(r"[*\\]|Page \d+ of \d+", "", said)), 0
    for label in labels:
        found = words.find(label, position)
        if found < 0:
            return [label]
        position = found + len(label)
    return []
