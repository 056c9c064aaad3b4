"""Cards: measured in the file that is printed. A sheet cut along its marks gives cards of the size that was asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from handout_files import DATE, LANGUAGES, own, run
from pdf_reading import faults

__all__ = ["own"]

INCH = 72.0
#: Layout: width and height in inches, across, down.
SIZES = {"10-up": (3.5, 2.0, 2, 5), "4-up": (4.25, 5.5, 2, 2)}


def printed(tmp_path: Path, *words: object, name: str = "card.pdf") -> bytes:
    done = run("handout", *words, "--date", DATE, "-o", tmp_path / name)
    assert done.exit_code == 0, done.output
    return (tmp_path / name).read_bytes()


def marks(data: bytes, page: int) -> tuple[list[float], list[float]]:
    """Return where the marks to cut along stand on a page, in points from its left and from its foot."""
    file = pikepdf.open(BytesIO(data))
    sheet = file.pages[page]
    upright, level = set(), set()
    origin = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]
    start = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(sheet):
        values = [float(one) for one in operands] if str(operator) in ("cm", "m", "l") else []
        match str(operator):
            case "q":
                origin.append(origin[-1])
            case "Q":
                origin.pop()
            case "cm":
                a, b, c, d, e, f = origin[-1]
                p, q, r, s, t, u = values
                origin[-1] = (p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d, t * a + u * c + e, t * b + u * d + f)
            case "m":
                start = at(origin[-1], *values)
            case "l":
                end = at(origin[-1], *values)
                if abs(start[0] - end[0]) < 0.01 and not 36 < start[1] < 756 and not 36 < end[1] < 756:
                    upright.add(round(start[0], 1))
                if abs(start[1] - end[1]) < 0.01 and abs(start[0] - end[0]) < 24 and not 36 < start[0] < 576:
                    level.add(round(start[1], 1))
    return sorted(upright), sorted(level)


def at(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@pytest.mark.parametrize("layout", ["10-up"])
def test_the_marks_of_a_sheet_stand_at_the_edges_of_its_cards(tmp_path, layout):
    width, height, across, down = SIZES[layout]
    upright, level = marks(printed(tmp_path, "rights-card", "--layout", layout), 0)
    left, low = (8.5 - across * width) / 2 * INCH, (11 - down * height) / 2 * INCH
    assert upright == [round(left + column * width * INCH, 1) for column in range(across + 1)]
    assert level == [round(low + row * height * INCH, 1) for row in range(down + 1)]


def test_four_cards_meet_in_the_middle_of_the_paper(tmp_path):
    assert marks(printed(tmp_path, "solidarity", "--layout", "4-up"), 0) == ([306.0], [396.0])


def words_at(data: bytes, page: int) -> list[tuple[float, float, str]]:
    """Return every word of a page with its left and top, in points."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext not installed")
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"], input=data, capture_output=True, check=True
    )
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', done.stdout.decode())
    return [(float(x), float(y), word) for x, y, word in found]


@pytest.mark.parametrize(("layout", "side"), [("10-up", 1), ("10-up", 2), ("4-up", 1), ("4-up", 2)])
def test_copies_of_a_card_stand_one_card_apart(tmp_path, layout, side):
    width, height, across, down = SIZES[layout]
    words = words_at(printed(tmp_path, "rights-card", "--layout", layout), side)
    first = words[0][2]
    lead = [one for one in words if one[2] == first and one[0] < words[0][0] + 1]
    places = sorted({(round(x), round(y)) for x, y, word in words if word == first})
    x, y = words[0][0], words[0][1]
    expected = sorted((round(x + c * width * INCH), round(y + r * height * INCH)) for c in range(across) for r in range(down))
    assert set(expected) <= set(places)
    assert lead


@pytest.mark.parametrize("layout", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_inside_its_card_and_the_printers_margin(tmp_path, layout, language):
    width, height, across, down = SIZES[layout]
    data = printed(tmp_path, "rights-card", "--lang", language, "--layout", layout)
    left, top = (8.5 - across * width) / 2 * INCH, (11 - down * height) / 2 * INCH
    for side in (1, 2):
        for x, y, word in words_at(data, side):
            inside = (x - left) % (width * INCH), (y - top) % (height * INCH)
            assert inside[0] > 5, word
            assert inside[1] > 3, word
            assert 18 < x < 594, word
            assert 18 < y < 774, word


def test_no_letter_on_a_card_is_smaller_than_can_be_read(tmp_path):
    for language, least in (("en", 7.5), ("es", 7.5), ("zh-Hans", 7.5), ("zh-Hant", 7.5)):
        data = printed(tmp_path, "rights-card", "--lang", language, "--layout", "10-up", name=f"{language}.pdf")
        sizes = set()
        file = pikepdf.open(BytesIO(data))
        for page in list(file.pages)[:2]:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.add(round(float(operands[1]), 2))
        assert min(sizes) >= least


def test_a_text_that_is_too_long_says_by_how_much_and_where(own, tmp_path):
    lines = "\n".join(f"- Line number {number} of a card that is much too long for its paper." for number in range(1, 30))
    laid = own(f"::: card\n{lines}\n:::")
    done = run("--library", laid, "handout", "sheet", "--layout", "10-up", "--date", DATE, "-o", tmp_path / "a.pdf")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert re.search(
        r"card, card: the text is \d+ points \(\d\.\d\d inches\) too tall for 3\.5 by 2 inches at 7\.5 points", done.output
    )
    found = re.search(r"the line that no longer fits begins “(?:•\s+)?Line number (\d+) of", done.output)
    assert found is not None
    assert 8 <= int(found[1]) <= 14
    assert not (tmp_path / "a.pdf").exists()


def test_a_short_text_is_set_larger_than_a_long_one(own, tmp_path):
    sizes = []
    for count in (2, 6):
        laid = own("::: card\n" + "\n".join(["- Ask for a lawyer."] * count) + "\n:::")
        done = run("--library", laid, "handout", "sheet", "--layout", "10-up", "--date", DATE, "-o", tmp_path / f"{count}.html")
        assert done.exit_code == 0, done.output
        sizes.append(float(re.search(r"--size:([\d.]+)pt", (tmp_path / f"{count}.html").read_text(encoding="utf-8"))[1]))
    assert sizes[0] >= sizes[1] >= 7.5


def test_a_card_of_two_sides_comes_with_a_page_on_how_to_print_it_and_a_test_page(tmp_path):
    data = printed(tmp_path, "rights-card", "--layout", "10-up")
    assert len(pikepdf.open(BytesIO(data)).pages) == 4
    assert "How to print this card" in " ".join(word for _, _, word in words_at(data, 3))
    assert words_at(data, 4) == []


def test_a_screen_reader_meets_each_card_once(tmp_path):
    data = printed(tmp_path, "rights-card", "--layout", "10-up")
    text = subprocess.run(["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert text.count("I choose to stay silent") == 1
    page = printed(tmp_path, "rights-card", "--layout", "10-up", name="card.html").decode()
    heard = re.sub(r'<div class="card copy" aria-hidden="true">.*?</p></div></div>', "", page, flags=re.DOTALL)
    assert (page.count("I choose to stay silent"), heard.count("I choose to stay silent")) == (10, 1)


@pytest.mark.parametrize(("layout", "rows", "width", "height"), [("10-up", 5, 5040, 2880), ("4-up", 2, 6120, 7920)])
def test_a_word_file_has_rows_and_cells_of_the_cards_size(tmp_path, layout, rows, width, height):
    data = printed(tmp_path, "rights-card", "--layout", layout, name="card.docx")
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    table = xml.split("<w:tbl>")[1]
    assert re.findall(r'<w:gridCol w:w="(\d+)"', table) == [str(width)] * 2
    heights = [int(one) for one in re.findall(r'<w:trHeight w:val="(\d+)" w:hRule="exact"', table)]
    assert len(heights) == rows
    assert heights[:-1] == [height] * (rows - 1)
    assert height - 300 <= heights[-1] <= height


@pytest.mark.browser
def test_a_browser_prints_cards_without_cutting_a_word(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Chromium is not installed") if os.environ.get("CI") else pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    inner = "[...document.querySelectorAll('.card:not(.copy) .inner')]"
    heights = f"{inner}.map(one => [one.scrollHeight - one.clientHeight, one.clientHeight - one.parentElement.clientHeight])"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 816, "height": 1056})
        page.emulate_media(media="print")
        for kind, layout in (("rights-card", "10-up"), ("rights-card", "4-up"), ("solidarity", "half"), ("check-in", "4-up")):
            for language in ("en", "es"):
                printed(tmp_path, kind, "--lang", language, "--layout", layout, "--force", name="card.html")
                page.goto((tmp_path / "card.html").as_uri())
                for over, beyond in page.evaluate(heights):
                    assert (kind, layout, language, over <= 0, beyond <= 0) == (kind, layout, language, True, True)
        browser.close()


@pytest.mark.parametrize("layout", ["10-up", "4-up", "poster"])
def test_cards_keep_pdf_ua(tmp_path, layout):
    assert faults(printed(tmp_path, "rights-card", "--lang", "zh-Hant", "--layout", layout)) == []
