"""Where the words of a handout stand on its pages: together with what makes them plain, and on the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from handout_files import DATE, run

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext not installed")


def pages(tmp_path: Path, *words: object) -> list[list[tuple[float, str]]]:
    """Return the words of each page, each with the place of its foot in points below the top of the paper."""
    target = tmp_path / "sheet.pdf"
    done = run("handout", *words, "--blank", "--date", DATE, "-o", target)
    assert done.exit_code == 0, done.output
    text = subprocess.run(["pdftotext", "-bbox", target, "-"], capture_output=True, check=True).stdout.decode()
    return [
        [(float(foot), word) for foot, word in re.findall(r'yMax="([\d.]+)">([^<]*)<', page)] for page in text.split("<page ")[1:]
    ]


def page_of(sheet: list[list[tuple[float, str]]], words: str) -> int:
    """The number of the one page where these words stand; spaces do not count."""
    (found,) = [number for number, page in enumerate(sheet, 1) if words in "".join(word for _, word in page)]
    return found


@pytest.mark.parametrize(
    ("language", "label", "item"),
    [
        ("en", "Donot", "Donotspeaktoofficers,unlesstheperson"),
        ("es", "Nohagaesto", "Nohableconlosagentes,salvo"),
        ("zh-Hans", "不要做", "不要和执法人员说话，除非当事人请您说。"),
        ("zh-Hant", "不要做", "不要和執法人員說話，除非當事人請您說。"),
    ],
)
def test_a_list_of_what_not_to_do_stands_under_its_label(tmp_path, language, label, item):
    sheet = pages(tmp_path, "check-in", "--lang", language)
    number = page_of(sheet, item)
    assert label in "".join(word for _, word in sheet[number - 1])


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", "Thecompaniongivesthispagebacktoyou"),
        ("es", "Elacompañanteledevuelveestahoja"),
        ("zh-Hans", "陪同者把这一页还给您。"),
        ("zh-Hant", "陪同者把這一頁還給您。"),
    ],
)
def test_a_box_longer_than_a_page_goes_on_to_the_next(tmp_path, language, last):
    sheet = pages(tmp_path, "check-in", "--lang", language, "--large-print")
    page = sheet[page_of(sheet, last) - 1]
    feet = [foot for foot, word in page if word[-4:] in last and len(word) > 3]
    assert feet
    # The footer's line stands 1.02 inches above the edge.
    assert max(feet) < (11 - 1.02) * 72


@pytest.mark.parametrize(("language", "box"), [("en", ["private", "place"]), ("zh-Hans", ["检查站"])])
def test_the_words_of_a_box_to_tick_stand_in_one_line(tmp_path, language, box):
    words = [one for page in pages(tmp_path, "raid-report", "--lang", language, "--large-print") for one in page]
    runs = [words[start : start + len(box)] for start in range(len(words))]
    found = [run for run in runs if [word for _, word in run] == box]
    assert found
    assert all(max(foot for foot, _ in run) - min(foot for foot, _ in run) < 2 for run in found)


def test_the_apostrophe_of_an_english_name_is_no_wider_in_a_chinese_line(tmp_path):
    widths = []
    for language in ("en", "zh-Hans"):
        target = tmp_path / f"{language}.pdf"
        assert run("handout", "summary", "ithaca-ny", "--lang", language, "--blank", "--date", DATE, "-o", target).exit_code == 0
        text = subprocess.run(["pdftotext", "-bbox", target, "-"], capture_output=True, check=True).stdout.decode()
        ends = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">Sheriff’s<', text)
        widths.append({round(float(right) - float(left)) for left, right in ends})
    english, chinese = widths
    assert chinese <= english
    assert chinese
