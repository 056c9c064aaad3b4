"""The three sheets that are there in nine further languages: nothing of the English is lost, each script is set its own way,
and the card holds three numbers. Whether the words are good is for readers of both languages."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from handout_files import DATE, ROOT, own, place_file, run

from ordinance.library.handouts import handout, is_stale, language_table
from ordinance.library.store import Library

__all__ = ["own"]

LIBRARY = Library()
TONGUES = {
    "pt-BR": "Portuguese",
    "ht": "kreyol",
    "pa": "Punjabi",
    "vi": "Vietnamese",
    "tl": "Filipino",
    "ar": "Arabic",
    "ko": "한국어",
    "ru": "Russian",
    "fr": "français",
}
SHEETS = ("rights-card", "response-plan", "family-plan")
LINES = (
    '[{name: County line, number: "607-555-0199", languages: [en, es], verified: 2026-11-20, source: a call},'
    ' {name: State line, number: "212-555-0196", languages: [ht, ar], verified: 2026-11-20, source: a call},'
    ' {name: Legal aid, number: "315-555-0123", languages: [pa, ru], verified: 2026-11-20, source: a call}]'
)


def body(kind: str, language: str) -> str:
    text = (ROOT / f"templates/handouts/{kind}/{language}.md.j2").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2]


def english_said(text: str) -> Counter[str]:
    return Counter(re.findall(r"\[\[(.*?)\]\]", text))


def shape(text: str) -> list[str]:
    """What each line is: a heading with its drawing, an item, a box, a field; words left out."""
    lines = (re.match(r"#+|- \[ \]|- |\d+\.|:::(?: [\w -]+)?|\||\+\+\+|\{\{.*", line) for line in text.split("\n"))
    marks = [found[0] for found in lines if found]
    return [*marks, *re.findall(r"icon=\w+", text), *re.findall(r"____|\( \)|\(\(", text)]


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("language", TONGUES)
def test_a_translation_has_every_step_box_and_line_and_all_the_english_that_is_spoken(language, kind):
    words, spanish = body(kind, language), body(kind, "es")
    assert shape(words) == shape(spanish)
    assert english_said(words) == english_said(spanish)


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("language", TONGUES)
def test_a_translation_is_of_the_english_that_stands_now_and_keeps_its_figures(language, kind):
    one = handout(LIBRARY, kind, language)
    assert (one.head.translation.state, is_stale(LIBRARY, one)) == ("machine", False)
    figures = [Counter(re.findall(r"\d{2,}", re.sub(r"\[\[.*?\]\]", "", body(kind, which)))) for which in ("es", language)]
    assert figures[0] - figures[1] == Counter()


@pytest.mark.parametrize(("language", "name"), TONGUES.items())
def test_a_language_is_asked_for_by_name_and_says_that_nobody_reviewed_it(language, name):
    done = run("handout", "rights-card", "--lang", name, "--date", DATE, "--format", "md", "-o", "-")
    table = language_table(LIBRARY, language)
    assert done.exit_code == 0, done.output
    said = done.output
    assert said.startswith(f"# {handout(LIBRARY, 'rights-card', language).head.title}\n")
    assert said.index(table.phrases.machine_banner) > said.index("I do not consent")
    assert f"This {table.english_name} translation has not been reviewed." in said


@pytest.mark.parametrize("language", TONGUES)
def test_the_wallet_card_holds_three_numbers(own, tmp_path, language):
    laid = own("Text.", **{"own-place": place_file(hotlines=LINES)})
    target = tmp_path / "card.pdf"
    words = ("handout", "rights-card", "own-place", "--lang", language, "--layout", "10-up", "--date", DATE, "-o", target)
    done = run("--library", laid, *words)
    assert done.exit_code == 0, done.output
    said = subprocess.run(["pdftotext", "-f", "2", "-l", "2", target, "-"], capture_output=True, check=True, text=True).stdout
    assert [number for number in ("607-555-0199", "212-555-0196", "315-555-0123") if number not in said] == []


@pytest.mark.parametrize(
    ("language", "face", "at_the_left"),
    [("pa", "NotoSansGurmukhi", True), ("ko", "NotoSansKR", True), ("ar", "NotoSansArabic", False), ("ru", "Arimo", True)],
)
def test_each_script_is_set_in_its_own_face_and_its_own_way_round(tmp_path, language, face, at_the_left):
    target = tmp_path / "plan.pdf"
    assert run("handout", "family-plan", "--lang", language, "--date", DATE, "-o", target).exit_code == 0
    fonts = {str(one.BaseFont) for page in pikepdf.open(target).pages for one in page.Resources.Font.values()}
    assert any(face in font for font in fonts), fonts
    boxes = subprocess.run(["pdftotext", "-l", "1", "-bbox", target, "-"], capture_output=True, check=True, text=True).stdout
    first = re.search(r'xMin="([\d.]+)"[^>]*>[.]?1[.]?<', boxes)
    assert first is not None
    assert (float(first[1]) < 306) == at_the_left


def test_arabic_is_turned_in_word_and_html_and_its_english_is_not(tmp_path):
    made = {}
    for form in ("docx", "html"):
        made[form] = tmp_path / f"plan.{form}"
        assert run("handout", "family-plan", "--lang", "ar", "--date", DATE, "-o", made[form]).exit_code == 0
    page = made["html"].read_text(encoding="utf-8")
    assert '<html lang="ar-US" dir="rtl"' in page
    assert set(re.findall(r' lang="en-US"( dir="ltr")?', page)) == {' dir="ltr"'}
    with zipfile.ZipFile(made["docx"]) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if name.startswith("word/") and name.endswith(".xml")}
    turned = [one for one in re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", parts["word/document.xml"]) if "<w:t" in one]
    assert [one for one in turned if "<w:bidi/>" not in one and 'w:val="en-US"' not in one] == []
    assert all("<w:bidi/>" in parts[name] for name in ("word/footer1.xml", "word/header1.xml"))
    assert "\u200eI do not consent.\u200e" in parts["word/document.xml"]


def test_what_a_short_table_leaves_out_is_english(tmp_path):
    """A table of three sheets holds no words of a draft; the sheet of a draft is in English and says so."""
    done = run("handout", "summary", "ithaca-ny", "--lang", "vi", "--blank", "--date", DATE, "--format", "md", "-o", "-")
    assert done.exit_code == 0, done.output
    assert "Tờ này chưa có tiếng Việt." in done.output
    assert language_table(LIBRARY, "vi").phrases.starts == language_table(LIBRARY, "en").phrases.starts
    assert "starts:" not in Path(ROOT / "templates/languages/vi.yaml").read_text(encoding="utf-8")
