"""A chart and marked words in every format: a picture where there are pictures, the same figures in words everywhere."""

import re
from io import BytesIO

import pytest
from conftest import shipped_library
from docx import Document as open_docx
from docx.enum.section import WD_ORIENT

from ordinance.document.model import Chart, ChartRow, Document, Paragraph, Run
from ordinance.formats.docx import write as docx
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.formats.pdf import write as pdf
from ordinance.formats.text import write as text

LIBRARY = shipped_library()
CHART = Chart(
    "Legal exposure",
    "Detainers: 1 is low. Release dates: 1 and 2 are high.",
    "Clause",
    ("low", "high"),
    (ChartRow("Detainers", (("1",), ())), ChartRow("Release dates", ((), ("1", "2")), "forbidden by state law")),
)
MARKED = Paragraph("body", (Run("a "), Run("new", change="added"), Run(" and an "), Run("old ", change="deleted"), Run("word")))
PAGE = Document("Options", (Paragraph("title", (Run("Options"),)), MARKED, CHART), landscape=True)


def test_text_has_the_marks_and_the_figures():
    assert text.write(PAGE).decode() == (
        "Options\n=======\n\na {++new++} and an {--old --}word\n\nLegal exposure\n--------------\n"
        "Detainers\n    low: 1\nRelease dates: forbidden by state law\n    high: 1, 2\n"
    )


def test_markdown_has_the_marks_and_the_figures():
    assert markdown.write(PAGE).decode() == (
        "# Options\n\na {++new++} and an {--old --}word\n\n**Legal exposure**\n\n"
        "| Clause | low | high |\n|---|---|---|\n| Detainers | 1 |  |\n| Release dates: forbidden by state law |  | 1, 2 |\n"
    )


def test_a_web_page_draws_the_chart_names_it_and_has_its_figures():
    page = html.write(PAGE, LIBRARY.folder("templates/html")).decode()
    picture = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert picture
    assert 'role="img" aria-label="Detainers: 1 is low. Release dates: 1 and 2 are high."' in picture[0]
    assert picture[0].count("<circle") == 3
    assert picture[0].count("stroke-dasharray") == 2  # the marks of the row with a warning
    assert (
        '<th scope="row">Release dates: forbidden by state law</th><td data-head="low"></td><td data-head="high">1, 2</td>'
        in page
    )
    assert "<ins>new</ins>" in page
    assert "<del>old </del>" in page


def test_hostile_words_stay_words_in_the_picture():
    bad = '"><script>alert(1)</script>'
    chart = Chart(bad, bad, bad, (bad,), (ChartRow(bad, ((bad,),), bad),))
    page = html.write(Document(bad, (chart,)), LIBRARY.folder("templates/html")).decode()
    assert "<script" not in page


def test_word_lies_on_its_side_and_marks_words_by_lines():
    made = open_docx(BytesIO(docx.write(PAGE, reference=LIBRARY.folder("templates/word/ordinance"))))
    section = made.sections[0]
    assert (section.orientation, section.page_width.inches, section.page_height.inches) == (WD_ORIENT.LANDSCAPE, 11, 8.5)
    faces = {run.text: run.font for paragraph in made.paragraphs for run in paragraph.runs}
    assert faces["new"].underline
    assert faces["old "].strike
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Clause", "low", "high"],
        ["Detainers", "1", ""],
        ["Release dates: forbidden by state law", "", "1, 2"],
    ]


def test_a_pdf_holds_the_picture_with_its_description_and_the_figures():
    pytest.importorskip("typst")
    from pdf_reading import LOOK, Pdf, faults

    content = pdf.write(PAGE, LOOK)
    assert faults(content) == []
    made = Pdf(content)
    figures = made.tags.all("Figure")
    assert [str(figure.element.Alt) for figure in figures] == [CHART.description]
    assert len(made.tags.all("Table")) == 1
    assert [float(side) for side in made.file.pages[0].MediaBox] == [0, 0, 792, 612]
    assert "Release dates: forbidden by state law" in " ".join(made.pages[0].split())
