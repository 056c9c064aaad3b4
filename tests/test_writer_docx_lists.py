"""Labels in the Word file: what Word counts is what the document says, in any order of lists."""

from __future__ import annotations

import re

import docx
import docx.oxml
import pytest
from docx_reading import Element, Package, printed_by_libreoffice, text, value, written_paragraphs
from docx_sample import BILL, LOOK, SAMPLE, labyrinth, package, paragraph

from ordinance.document.model import Comment, Number, NumberLevel, NumberScheme, Paragraph, Style, plain_text
from ordinance.formats.docx.write import write
from ordinance.formats.docx.write.styles import LINKED_STYLES, STYLE_IDS


@pytest.fixture(scope="module")
def sample() -> Package:
    return Package(write(SAMPLE, reference=LOOK))


def test_every_paragraph_prints_its_label_and_its_words(sample: Package) -> None:
    for block, label, printed in written_paragraphs(SAMPLE, sample):
        bullet = "•" if block.style.endswith("-list") and block.number is None else ""
        gap = " " if block.style.startswith("heading") else "\t"
        typed = "" if block.number is None or label else block.number.label + gap
        assert label == (block.number.label if block.number and not typed else bullet)
        assert printed == typed + plain_text(block.content)


def test_only_what_word_cannot_count_is_typed(sample: Package) -> None:
    typed = [block.number.label for block, label, _ in written_paragraphs(SAMPLE, sample) if block.number and not label]
    assert typed == ["2.15.025"]


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (NumberLevel("Section {n}."), ["Section 1.", "Section 2.", "Section 3."]),
        (NumberLevel("§ 215-{n}", start=35), ["§ 215-35", "§ 215-36"]),
        (NumberLevel("2.15.{n}", start=10, step=10, pad=3), [f"2.15.{n:03}" for n in range(10, 120, 10)]),
        (NumberLevel("2-173-{n}", start=5, step=10, pad=3), ["2-173-005", "2-173-015", "2-173-025"]),
        (NumberLevel("9.{n}", start=100, step=100, pad=4), [f"9.{n:04}" for n in range(100, 1200, 100)]),
        (NumberLevel("{n}", pad=2), ["01", "02"]),
        (NumberLevel("{n}", start=98, pad=3), ["098", "099"]),
        (NumberLevel("{n}", start=12, step=10), ["12", "22"]),
        (NumberLevel("({a})", start=25), ["(y)", "(z)", "(aa)", "(bb)"]),
        (NumberLevel("{A}."), ["A.", "B."]),
        (NumberLevel("({i})", start=38), ["(xxxviii)", "(xxxix)", "(xl)", "(xli)"]),
        (NumberLevel("ARTICLE {I}"), ["ARTICLE I", "ARTICLE II"]),
    ],
)
def test_word_counts_these_by_itself(level: NumberLevel, labels: list[str]) -> None:
    scheme = NumberScheme("s", "heading-1", (level,))
    file = package(*(paragraph("heading-1", "x", number=Number(label, "s", 0)) for label in labels), schemes=(scheme,))
    assert file.labels() == labels
    assert [text(element) for element in file.paragraphs] == ["x"] * len(labels)


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (NumberLevel("2-{n}", start=5, step=5), ["2-5", "2-10"]),  # Word counts by one
        (NumberLevel("{a}"), ["a-1", "a-2"]),  # wedged in
        (NumberLevel("100%{n}"), ["100%1"]),  # a percent sign is Word's own mark
        (NumberLevel("{n}.{n}"), ["1.1"]),
    ],
)
def test_what_word_cannot_count_stands_as_text(level: NumberLevel, labels: list[str]) -> None:
    scheme = NumberScheme("s", "heading-1", (level,))
    file = package(*(paragraph("heading-1", "x", number=Number(label, "s", 0)) for label in labels), schemes=(scheme,))
    assert file.labels() == [""] * len(labels)
    assert [text(element) for element in file.paragraphs] == [f"{label} x" for label in labels]


@pytest.mark.parametrize("seed", range(40))
def test_labels_are_right_in_any_order_of_lists(seed: int) -> None:
    document = labyrinth(seed)
    for block, label, printed in written_paragraphs(document, package(*document.blocks, schemes=(BILL,))):
        if block.number:
            gap = " " if block.style == "heading-1" else "\t"
            typed = f"{block.number.label}{gap}{plain_text(block.content)}"
            assert label == block.number.label or (label, printed) == ("", typed)


def test_styles_count_by_themselves_so_that_inserted_text_is_numbered(sample: Package) -> None:
    places = {style: sample.place(_styled(STYLE_IDS[style])) for style in LINKED_STYLES}
    lists = {style: place and place[0] for style, place in places.items()}
    assert lists["heading-1"] != lists["heading-2"] == lists["subsection-1"] == lists["subsection-4"]
    assert [places[style][1] for style in ("heading-2", "subsection-1", "subsection-4")] == [0, 1, 4]  # type: ignore[index]


@pytest.mark.parametrize(
    ("marks", "counted"),
    [(("", ""), ("•", "•")), (("1.", "2."), ("1.", "2.")), (("3.", "4."), ("3.", "4.")), (("2.", "1."), ("2.", "1."))],
)
@pytest.mark.parametrize("style", ["body-list", "commentary-list"])
def test_word_draws_the_bullet_or_the_count_of_an_item(style: Style, marks: tuple[str, ...], counted: tuple[str, ...]) -> None:
    file = package(*(paragraph(style, "the item", label=mark) for mark in marks))
    assert tuple(file.labels()) == counted
    assert [text(home) for home in file.paragraphs] == ["the item"] * len(marks)


def test_a_label_that_is_no_count_stands_as_text_and_so_does_every_label_in_a_comment() -> None:
    file = package(paragraph("body-list", "the item", label="(iv)"))
    assert (file.labels(), text(file.paragraphs[0])) == ([""], "(iv)\tthe item")
    for mark in ("", "2."):
        note = Comment(1, "why", "Why", (paragraph("commentary-list", "the item", label=mark),))
        home = package(paragraph("body", "x", comments=(1,)), comments=(note,)).comments[0][1]
        assert text(home) == (f"{mark}\tthe item" if mark else "the item")


def _styled(style: str) -> Element:
    """Return what a clerk makes by choosing a style for a new paragraph."""
    new: Element = docx.oxml.OxmlElement("w:p")
    new.style = style
    return new


def test_appendix_heading_stays_unnumbered(sample: Package) -> None:
    appendix = next(element for element in sample.paragraphs if text(element).startswith("Appendix"))
    assert (value(appendix, "pPr/pStyle"), sample.place(appendix)) == ("Heading1", None)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    files = {f"labyrinth{seed}": write(labyrinth(seed), reference=LOOK) for seed in (1, 2, 3)}
    return printed_by_libreoffice(tmp_path_factory.mktemp("office"), files)


@pytest.mark.office
@pytest.mark.parametrize("name", ["labyrinth1", "labyrinth2", "labyrinth3"])
def test_libreoffice_counts_every_label_as_the_document_does(printed: dict[str, list[str]], name: str) -> None:
    blocks = [block for block in labyrinth(int(name[-1])).blocks if type(block) is Paragraph]
    expected = {plain_text(block.content): block.number.label for block in blocks if block.number}
    seen = {line.split()[-1]: " ".join(line.split()[:-1]) for line in printed[name] if re.search(r"w\d{3}$", line)}
    assert seen == expected
