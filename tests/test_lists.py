"""Lists are lists: no sign is typed before an item, and each format has every item as its own kind of list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import DAY, drafted, shipped_library
from docx_reading import Package
from docx_sample import LOOK as WORD_LOOK
from lxml import html as lxml_html

from ordinance.document.lists import is_item, label_of
from ordinance.document.model import Document, Paragraph, Run, plain_text
from ordinance.formats.docx.write import write as docx
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.formats.text import write as text
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build
from ordinance.pages.memo import memo


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


#: A sign that someone typed where a list should draw it.
TYPED = re.compile(r"\s*(?:[•‣–]|\d{1,3}\.)[\s\u00a0]")


def documents(library: Library) -> dict[str, Document]:
    made = drafted(library, "ithaca-ny")
    return {
        "instrument": build(made, library, Options("notes", DAY)),
        "memo": memo(made, library, DAY, ("options", "law", "notes", "metrics")),
    }


@pytest.mark.parametrize("name", ["instrument", "memo"])
def test_every_item_is_an_item_of_a_list_in_every_format(name: str, library: Library) -> None:
    document = documents(library)[name]
    items = [block for block in document.blocks if is_item(block)]
    subsections = [b for b in document.blocks if isinstance(b, Paragraph) and b.number and b.style.startswith("subsection-")]
    assert len(items) > 100
    assert [block for block in items if TYPED.match(plain_text(block.content))] == []

    page = lxml_html.fromstring(html.write(document, library.folder("templates/html")))
    contents = page.findall(".//nav//li")
    assert len(page.findall(".//li")) == len(items) + len(subsections) + len(contents)
    assert [p.text_content()[:40] for p in page.iter("p") if TYPED.match(p.text_content())] == []

    assert len(re.findall(r"^(?:> )?(?:-|\d+\.) ", markdown.write(document).decode(), re.M)) >= len(items)
    assert len(re.findall(r"^ +(?:•|\d+\.) ", text.write(document).decode(), re.M)) >= len(items)
    labels = Package(docx(document, reference=WORD_LOOK)).labels()
    assert labels.count("•") == sum(1 for item in items if not label_of(item))


def test_lists_of_html_count_on_from_where_an_item_counts(library: Library) -> None:
    marks = ("1.", "2.", "7.", "", "(iv)")
    blocks = tuple(Paragraph("body-list", (Run("x"),), label=mark) for mark in marks)
    page = lxml_html.fromstring(html.write(Document("t", blocks), Path(library.folder("templates/html"))))
    lists = [(one.tag, one.get("start"), len(one.findall("li"))) for one in page.iter("ol", "ul")]
    assert lists == [("ol", None, 2), ("ol", "7", 1), ("ul", None, 1), ("ol", None, 1)]
    assert "(iv)" in page.text_content()
