"""What a place's file adds to sheets, in the reader's language: lines by language, hearings to come, no brackets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handout_files import DATE, own, place_file, run, sheet

__all__ = ["own"]

LINES = (
    '[{name: County line, number: "607-555-0199", languages: [en], verified: 2026-11-01, source: a call},'
    ' {name: State line, number: "800-555-0198", languages: [en, es], verified: 2026-11-01, source: a call},'
    ' {name: Night line, number: "607-555-0197", verified: 2026-11-01, source: a call},'
    ' {name: {en: Line, zh-Hans: 中文热线}, number: "212-555-0196", languages: [zh], verified: 2026-11-01, source: a call}]'
)
HEARING = '{day: %s, time: 6 p.m., where: {en: Room 2, es: Sala 2}, interpreter: "call by noon"}'


def printed(language: str, *words: object, kind: str = "rights-card", place: Path | str = "ithaca-ny") -> str:
    done = run("handout", kind, place, "--lang", language, "--date", DATE, "--blank", "--format", "txt", "-o", "-", *words)
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", done.output)


def place(tmp_path: Path, **added: str) -> Path:
    path = tmp_path / "own-place.yaml"
    path.write_text(place_file(**added), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "first", "left_off"),
    [("en", "County line", "中文"), ("es", "State line", "中文"), ("zh-Hans", "中文热线", "State line")],
)
def test_a_card_has_the_lines_that_speak_its_language_first(tmp_path, language, first, left_off):
    words = printed(language, "--layout", "4-up", place=place(tmp_path, hotlines=LINES)).split("--- ")[-1]
    where = {name: words.index(name) for name in ("County line", "State line", "Night line", "中文热线") if name in words}
    assert min(where, key=where.__getitem__) == first
    assert len(where) == 3
    assert left_off not in where


def test_a_line_names_its_languages_as_their_speakers_do(tmp_path):
    words = printed("zh-Hans", "--layout", "4-up", place=place(tmp_path, hotlines=LINES))
    assert "中文热线: 212-555-0196 (中文)" in words
    assert "(zh)" not in words


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans", "zh-Hant"])
def test_a_wallet_card_holds_three_numbers_and_its_front_is_nine_points(tmp_path, language):
    target = tmp_path / "card.html"
    done = run(
        "handout",
        "rights-card",
        place(tmp_path, hotlines=LINES),
        "--lang",
        language,
        "--layout",
        "10-up",
        "--date",
        DATE,
        "-o",
        target,
    )
    assert done.exit_code == 0, done.output
    html = target.read_text(encoding="utf-8")
    front, back = (float(size) for size in re.findall(r"--size:([\d.]+)pt", html))
    assert (front >= 9, back >= 7.5) == (True, True)
    assert len(set(re.findall(r'href="tel:(\+1\d{10})"', html))) == 3


@pytest.mark.parametrize(
    ("code", "said"),
    [("Spanish", "Spanish is es"), ("xx", "no language has the code 'xx'"), ("EN", "EN is en")],
)
def test_a_line_s_language_that_is_no_code_is_named_with_its_place(tmp_path, code, said):
    line = f'[{{name: Line, number: "607-555-0199", languages: [{code}], verified: 2026-11-01, source: a call}}]'
    done = run("handout", "rights-card", place(tmp_path, hotlines=line), "--date", DATE, "-o", tmp_path / "a.md")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert re.search(r"own-place\.yaml:\d+:\d+: ", done.output)
    assert said in done.output
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("spanish", 0, ""),
        ("Español", 0, ""),
        ("zh-TW", 0, ""),
        ("zh", 2, "there are two; say zh-Hans (Simplified Chinese) or zh-Hant (Traditional Chinese)"),
        ("chinese", 2, "there are two"),
        ("somali", 2, "no sheets are in Somali yet; there are: ar, en, es"),
        ("klingon", 2, "no language named 'klingon'"),
    ],
)
def test_a_language_is_understood_by_its_name_or_told(tmp_path, asked, code, said):
    done = run("handout", "rights-card", "--lang", asked, "--date", DATE, "-o", tmp_path / "a.md")
    assert (done.exit_code, said in done.output) == (code, True), done.output


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Day: Wednesday, December 2, 2026 Time: 6 p.m. Place: Room 2 Interpreter: call by noon"),
        ("es", "Día: miércoles 2 de diciembre de 2026 Hora: 6 p. m. Lugar: Sala 2"),
        ("zh-Hans", "日期： 2026年12月2日（星期三） 时间： 下午6点 地点： Room 2"),
    ],
)
def test_a_hearing_prints_in_the_reader_s_language(tmp_path, language, shown):
    path = place(tmp_path, hearing=HEARING % "2026-12-02")
    words = printed(language, kind="summary", place=path)
    assert shown in words
    noted = f"not in {'Spanish' if language == 'es' else 'Simplified Chinese'}; write it as {{en: …," in words
    assert noted == (language != "en")


def test_a_hearing_that_is_over_invites_nobody(tmp_path):
    words = printed("en", kind="summary", place=place(tmp_path, hearing=HEARING % "2026-11-23"))
    assert "left off: the hearing of 2026-11-23" in words
    assert "November 23" not in words
    assert "Day: ____" in words


@pytest.mark.parametrize("kind", ["summary", "testimony", "officer-card", "faq"])
def test_a_bracket_of_a_places_file_is_a_line_or_the_general_noun(tmp_path, kind):
    text = (
        place_file()
        .replace("clerk: City Clerk", 'clerk: "[title of the clerk]"')
        .replace("member: alderperson", 'member: "[member]"')
    )
    text = text.replace("attorney: City Attorney", 'attorney: "[title of the attorney]"')
    path = tmp_path / "own-place.yaml"
    path.write_text(text, encoding="utf-8")
    sheets = [printed("en", kind=kind, place=path), *([printed("es", kind=kind, place=path)] if kind != "officer-card" else [])]
    for words in sheets:
        assert re.findall(r"\[(?! \])[^\]]*\]", words.replace("[ ]", "")) == []
    if kind == "summary":
        assert "Or tell your local representative what you think" in sheets[0]


def test_the_jail_of_the_county_is_named_as_not_bound_where_the_place_has_none():
    assert "The county jail is not run by this city. This text does not bind it." in printed("en", kind="summary")
    assert "does not bind it" not in printed("en", kind="summary", place="king-county-wa")


@pytest.mark.parametrize(
    ("place_id", "shown"),
    [
        ("ithaca-ny", "they may stop you and ask for your name (N.Y. Crim. Proc. Law § 140.50(1))"),
        ("austin-tx", "After a lawful arrest it is a crime to refuse your name (Tex. Penal Code § 38.02)"),
        ("vernon-vt", "We have not looked up the rule of Vermont."),
        ("kirkland-wa", "everyone must agree before you record the sound (RCW 9.73.030)"),
    ],
)
def test_the_rules_of_the_state_come_from_its_file_and_the_rest_is_said_to_be_unknown(place_id, shown):
    assert shown in printed("en", place=place_id).replace("\u00a0", " ")


def test_a_state_s_name_is_in_the_language_of_the_sheet():
    assert "Su nombre, en Nueva York." in printed("es")
    assert "您的姓名（纽约州）" in printed("zh-Hans")


def test_a_file_of_the_folder_is_offered_by_its_name(tmp_path, monkeypatch):
    place(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run("kit", "own-place", "-o", "kit")
    assert (done.exit_code, "for the file in this folder say own-place.yaml" in done.output) == (2, True)


# --- reviews ---


def test_a_review_is_recorded_for_the_words_that_were_read(own, tmp_path):
    own("Text.")
    laid = own("Texto.", {"translation": '{state: machine, of: "00000000"}'}, language="es")
    file = laid / "templates/handouts/sheet/es.md.j2"
    words = ("--library", laid, "reviewed", file, "--by", "Ana Reyes", "--on", "2026-11-20")
    done = run(*words)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    (current,) = re.findall(r"which is now ([0-9a-f]{8})", done.output)
    file.write_text(file.read_text(encoding="utf-8").replace("00000000", current), encoding="utf-8")
    done = run(*words)
    assert done.exit_code == 0, done.output
    assert "Nadie ha revisado" not in sheet(laid, "--lang", "es").output
    file.write_text(file.read_text(encoding="utf-8").replace("Texto.", "Otro texto."), encoding="utf-8")
    assert "Nadie ha revisado" in sheet(laid, "--lang", "es").output


@pytest.mark.parametrize(
    ("changed", "words", "said"),
    [
        ({}, ("--by", "A", "--on", "2026-11-20"), "an attorney's review is recorded with --state"),
        ({}, ("--by", "A", "--on", "2026-11-20", "--state", "NY"), "is no rights sheet"),
        ({}, ("--by", "A", "--on", "2100-01-01"), "is still to come"),
    ],
)
def test_what_cannot_be_recorded_is_told(own, changed, words, said):
    file = own("Text.", changed) / "templates/handouts/sheet/en.md.j2"
    done = run("reviewed", file, *words)
    assert (done.exit_code, said in done.output, done.output.count("\n")) == (2, True, 1), done.output


def test_an_attorney_s_review_takes_the_banner_away_and_prints(own):
    laid = own("Text.", {"counsel": "rights"})
    file = laid / "templates/handouts/sheet/en.md.j2"
    done = run("--library", laid, "reviewed", file, "--by", "A. Lawyer", "--on", "2026-11-20", "--state", "ny")
    assert done.exit_code == 0, done.output
    out = sheet(laid).output
    assert "DRAFT" not in out
    assert "Reviewed by A. Lawyer, licensed attorney (NY), November 20, 2026." in out
