"""The kit: everything that a campaign prints, in one folder or .zip, and every file in it held against its standard."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from handout_files import DATE, LANGUAGES, own, place_file, run
from ooxml_integrity import check
from pdf_reading import faults

__all__ = ["own"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def kit(tmp_path_factory) -> Path:
    """A kit of Ithaca in all languages and formats."""
    target = tmp_path_factory.mktemp("kit") / "kit"
    words = [part for language in LANGUAGES for part in ("--lang", language)]
    forms = [part for form in ("pdf", "html", "docx", "md", "txt") for part in ("--format", form)]
    line = ["kit", "ithaca-ny", "-o", str(target), *words, *forms, "--large-print", "--date", DATE]
    # A process of its own: what the typesetter remembers of ninety PDFs goes with it and does not stay in the worker.
    done = subprocess.run([sys.executable, "-m", "ordinance", *line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_a_kit_has_a_folder_for_each_language_and_a_page_of_contents_in_each(kit):
    assert sorted(path.name for path in kit.iterdir()) == sorted(LANGUAGES)
    english = (kit / "en" / "contents.md").read_text(encoding="utf-8")
    assert english.startswith("# Handouts: City of Ithaca\n")
    for path in sorted((kit / "en").glob("*.pdf")):
        assert path.name == "contents.pdf" or f"{path.stem} (pdf, html, docx, md, txt)" in english
    assert (kit / "es" / "contents.md").read_text(encoding="utf-8").startswith("# Hojas para repartir: la ciudad de Ithaca\n")


def test_the_names_of_files_tell_nobody_who_holds_them(kit):
    words = re.compile(r"rights|immig|raid|arrest|\bice\b|legal|check-in", re.IGNORECASE)
    assert [path.name for path in kit.rglob("*.*") if words.search(path.name)] == []


def test_every_pdf_keeps_pdf_ua_and_tells_nothing_of_who_made_it(kit):
    files = sorted(kit.rglob("*.pdf"))
    assert len(files) > 80
    for path in files:
        data = path.read_bytes()
        assert (path.name, faults(data)) == (path.name, [])
        file = pikepdf.open(io.BytesIO(data))
        about = {name: str(file.docinfo[name]) for name in file.docinfo.keys()}  # noqa: SIM118  # not a dict
        assert set(about) <= {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Subject"}
        assert about["/CreationDate"].startswith("D:20261124")


def test_a_chinese_pdf_holds_the_letters_of_its_own_region(kit):
    for language, family in (("zh-Hans", "NotoSansSC"), ("zh-Hant", "NotoSansTC")):
        file = pikepdf.open(kit / language / f"family-sheet-{language}.pdf")
        fonts = {str(one.BaseFont) for page in file.pages for one in page.Resources.Font.values()}
        held = {name for name in ("NotoSansSC", "NotoSansTC", "NotoSansJP") if any(name in font for font in fonts)}
        assert held == {family}
        assert str(file.Root.Lang) == ("zh-CN" if language == "zh-Hans" else "zh-TW")


def test_every_word_file_is_whole(kit):
    for path in sorted(kit.rglob("*.docx")):
        assert (path.name, [str(finding) for finding in check(path)]) == (path.name, [])


def test_every_page_stands_by_itself(kit):
    for path in sorted(kit.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert re.findall(r"(?:src|href)=\"(?!#|https://)[^\"]*", text) == []
        assert "@import" not in text
        assert "url(" not in text


@pytest.mark.browser
def test_axe_finds_nothing_on_any_sheet(kit):
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed") if os.environ.get("CI") else pytest.skip("Chromium is not installed")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": tags}}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(offline=True).new_page()
        for path in sorted(kit.rglob("*.html")):
            page.set_content(path.read_text(encoding="utf-8"))
            for scheme, width in (("light", 1200), ("dark", 360)):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page, options=rules).response["violations"]
                told = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
                assert (path.name, scheme, told) == (path.name, scheme, [])
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path.name} is wider"
        browser.close()


def test_a_zipped_kit_has_the_same_bytes_twice(tmp_path):
    for name in ("a.zip", "b.zip"):
        done = run("kit", "vernon-vt", "-o", tmp_path / name, "--lang", "en", "--format", "html", "--date", DATE)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}


def test_the_same_sheet_has_the_same_bytes_in_every_format(tmp_path):
    for form in ("pdf", "docx", "html", "md", "txt"):
        made = []
        for name in ("a", "b"):
            target = tmp_path / f"{name}.{form}"
            assert run("handout", "family-plan", "--lang", "zh-Hans", "--date", DATE, "-o", target).exit_code == 0
            made.append(target.read_bytes())
        assert made[0] == made[1], form


def test_a_kit_stops_at_a_hotline_that_must_be_checked(own, tmp_path):
    line = '[{name: Line, number: "607-555-0199", verified: 2026-01-02, source: a call}]'
    laid = own("Text.", **{"own-place": place_file(hotlines=line)})
    done = run("--library", laid, "kit", "own-place", "--lang", "en", "--format", "md", "-o", tmp_path / "kit", "--date", DATE)
    assert (done.exit_code, "Line was last checked on 2026-01-02" in done.output) == (2, True)
    assert not (tmp_path / "kit").exists()


def test_a_kit_names_a_language_that_there_is_not(tmp_path):
    done = run("kit", "ithaca-ny", "--lang", "esp", "-o", tmp_path / "kit")
    assert (done.exit_code, "no language named 'esp'; did you mean es?" in done.output) == (2, True)
    assert not (tmp_path / "kit").exists()


def test_a_kit_does_not_write_over_a_folder_that_holds_something(tmp_path):
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("kit", "ithaca-ny", "-o", tmp_path / "kit")
    assert (done.exit_code, "use --force to replace what the kit writes" in done.output) == (2, True)


def test_a_kit_that_lacks_a_sheet_says_so_on_its_first_page_and_by_its_exit_code(own, tmp_path):
    laid = own("::: card\n" + "- Ask for a lawyer before you sign.\n" * 40 + ":::")
    words = ("kit", "ithaca-ny", "-o", tmp_path / "kit", "--lang", "en", "--format", "html", "--date", DATE)
    done = run("--library", laid, *words)
    assert done.exit_code == 1, done.output
    assert "The kit lacks 2: A sheet (10-up, en); A sheet (4-up, en)" in done.output
    page = (tmp_path / "kit" / "en" / "contents.html").read_text(encoding="utf-8")
    assert "This kit lacks these sheets: their text does not fit" in page
    assert "A sheet (10-up, en)" in page
    assert "Note: sheet as 10-up in en: left out. card, card: the text is" in done.output
    names = {path.name for path in (tmp_path / "kit" / "en").iterdir()}
    assert "sheet-en.html" in names
    assert "sheet-10-up-en.html" not in names
