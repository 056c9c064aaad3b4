"""What a sheet must not do to its reader: a ban that reads as advice once its heading is on another page, an exception that reads
as an order, a script set in letters that are not its own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import shipped_library, write
from handout_files import DATE, LANGUAGES, ROOT, own, run, sheet

from ordinance.library.handouts import handout, handout_files

__all__ = ["own"]

LIBRARY = shipped_library()
#: The headings of what not to do, and how each item under them must begin.
NEGATIVES = {
    "en": ("**Do not**", r"Do not"),
    "es": ("**No haga esto**", r"No "),
    "zh-Hans": ("**不要做**", r"不要"),
    "zh-Hant": ("**不要做**", r"不要"),
}
RIGHTS = sorted(kind for kind in handout_files(LIBRARY) if handout(LIBRARY, kind, "en").head.counsel == "rights")  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_of_what_not_to_do_says_so_itself(language):
    text = (ROOT / "templates/handouts/check-in" / f"{language}.md.j2").read_text(encoding="utf-8")
    heading, begins = NEGATIVES[language]
    items = re.findall(r"^- (.*)$", text.split(f"+++\n{heading}\n")[1].split(":::")[0], re.MULTILINE)
    assert len(items) >= 6
    assert [item for item in items if not re.match(begins, item)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["rights-card", "check-in", "family-plan", "response-plan", "raid-report"])
def test_a_sheet_opens_with_three_things_to_do_and_what_not_to_do(kind, language):
    text = (ROOT / "templates/handouts" / kind / f"{language}.md.j2").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1].split("::: only letter large-print\n")[-1]
    first = re.match(r"::: first\n(.*?)\n:::", body, re.DOTALL)
    assert first, body[:200]
    assert len(re.findall(r"^\d\. ", first[1], re.MULTILINE)) == 3
    last = first[1].split("\n\n")[-1]
    assert re.match(r"\*\*(Do not|No|不要)\*\*", last), last


@pytest.mark.parametrize("kind", RIGHTS)
def test_a_rights_sheet_prints_its_sources(kind):
    for language, path in handout_files(LIBRARY)[kind].items():
        text = path.read_text(encoding="utf-8")
        assert (language, "{{ insert.sources }}" in text) == (language, True)


def test_no_exception_can_be_read_as_an_order_when_its_lead_word_is_cut():
    """“Staff must act at once” under a heading that says “Exceptions” once reads as a duty."""
    order = re.compile(r"^(staff|officers?|they|the \w+|it)\s+(must|shall|have to)\b", re.IGNORECASE)
    texts = LIBRARY.sentences().texts.values()
    sentences = [one for one in texts if "Exception:" in one]
    for clause in LIBRARY.clauses():
        for variant in clause.variants:
            for short in (variant.short, variant.brief.sentences if variant.brief else None):
                sentences += short.exceptions if short else ()
    bare = [re.sub(r"\{%.*?%\}", "", one).partition("Exception:")[2].strip() for one in sentences]
    assert len(bare) > 200
    assert [one for one in bare if order.match(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["rights-card", "family-plan", "response-plan", "raid-report"])
@pytest.mark.parametrize("large", [False, True])
def test_no_page_is_more_than_half_empty(tmp_path, kind, language, large):
    target = tmp_path / "a.pdf"
    words = ("--large-print",) if large else ()
    done = run("handout", kind, "ithaca-ny", "--blank", "--lang", language, *words, "--date", DATE, "-o", target)
    assert done.exit_code == 0, done.output
    text = subprocess.run(["pdftotext", "-bbox", target, "-"], capture_output=True, check=True).stdout.decode()
    for number, page in enumerate(text.split("<page ")[1:], 1):
        feet = [float(foot) for foot in re.findall(r'yMax="([\d.]+)"', page)]
        body = [foot for foot in feet if foot < (11 - 1.1) * 72]
        assert max(body) > 5 * 72, f"page {number}"


def language_of(laid: Path, tag: str, name: str) -> None:
    """Lay a language over the library, copied from the Spanish one."""
    table = (ROOT / "templates/languages/es.yaml").read_text(encoding="utf-8")
    table = re.sub(r"^language: es$", f"language: {tag}", table, flags=re.MULTILINE)
    write(
        laid / f"templates/languages/{tag}.yaml",
        re.sub(r"^english_name: .*$", f"english_name: {name}", table, flags=re.MULTILINE),
    )


def test_a_script_without_its_font_is_refused_in_one_line(own, tmp_path):
    own("Text.")
    laid = own("લખાણ.", {"translation": "{state: draft, of: 01234567}"}, language="gu")
    language_of(laid, "gu", "Gujarati")
    done = run("--library", laid, "handout", "sheet", "--lang", "gujarati", "--date", DATE, "-o", tmp_path / "a.pdf")
    assert "Error: a PDF in Gujarati needs the font Noto Sans Gujarati: put its file into look/" in done.output
    assert (done.exit_code, (tmp_path / "a.pdf").exists()) == (2, False)
    assert "લખાણ" in sheet(laid, "--lang", "gu").output


def test_from_right_to_left_a_page_turns_and_a_number_keeps_its_order(own):
    own("Text.")
    laid = own("الهاتف: 607-555-0199", {"translation": "{state: draft, of: 01234567}"}, language="ar")
    language_of(laid, "ar", "Arabic")
    html = sheet(laid, "--lang", "ar", form="html").output
    assert '<html lang="ar-US" dir="rtl"' in html
    assert "\u200e607-555-0199\u200e" in html


@pytest.mark.parametrize("form", ["html", "docx"])
def test_english_in_a_line_of_another_language_is_marked(tmp_path, form):
    import zipfile

    target = tmp_path / f"a.{form}"
    assert run("handout", "rights-card", "--lang", "zh-Hans", "--date", DATE, "-o", target).exit_code == 0
    if form == "html":
        assert '<span lang="en-US">I want to stay silent. I want a lawyer.</span>' in target.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(target) as archive:
            text = archive.read("word/document.xml").decode()
        (before,) = re.findall(r"<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t[^>]*>I do not consent to your entry\.", text)[:1]
        assert 'w:val="en-US"' in before


def test_on_a_phone_a_cell_has_the_name_of_its_column_and_a_number_is_a_link(own):
    from handout_files import place_file

    line = '[{name: Line, number: "607-555-0199", verified: 2026-11-01, source: a call}]'
    body = "| Paper | From |\n|---|---|\n| Warrant | a court |\n\n{{ insert.hotlines }}"
    html = sheet(own(body, **{"own-place": place_file(hotlines=line)}), "own-place", form="html").output
    assert '<td data-head="From">a court</td>' in html
    assert '<a href="tel:+16075550199">607-555-0199</a>' in html
