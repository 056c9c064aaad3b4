"""Slides for a training: real text with a title and notes on each, answers with their sections, and the guide."""

import io
import re
import zipfile
from datetime import date

import pptx
import pytest
from click.testing import CliRunner
from conftest import shipped_library
from lxml import etree

import ordinance as o
from ordinance.cli.main import cli
from ordinance.formats.measuring import width
from ordinance.formats.pptx.fitting import HEIGHT, SIZES, WIDTH, fitted, title_size
from ordinance.pages.training.model import Slide, SlideLine

LIBRARY = shipped_library()
DAY = date(2026, 11, 24)
DECKS = [
    ("roll-call", "en"),
    ("counter", "en"),
    ("council", "en"),
    ("residents", "en"),
    ("residents", "es"),
    ("residents", "zh-Hans"),
]


def made(kind, language="en", place="ithaca-ny", **more):
    return o.training(LIBRARY, kind, place, language=language, on=DAY, **more)


def opened(training):
    return pptx.Presentation(io.BytesIO(o.encode(training, "pptx")))


def run(*arguments):
    return CliRunner().invoke(cli, arguments, prog_name="ordinance", env={"ORDINANCE_LENGTH": "short"})


@pytest.mark.parametrize(("kind", "language"), DECKS)
def test_each_slide_is_16_to_9_with_a_title_text_and_notes(kind, language):
    show = opened(made(kind, language))
    assert show.slide_width * 9 == show.slide_height * 16
    for slide in list(show.slides)[:-1]:
        assert slide.shapes.title.text_frame.text
        assert slide.placeholders[1].text_frame.text
    assert all(slide.has_notes_slide for slide in show.slides)
    languages = {run.font._element.get("lang") for slide in show.slides for run in runs(slide)}
    assert {"en": "en-US", "es": "es-US", "zh-Hans": "zh-CN"}[language] in languages


def runs(slide):
    return [run for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs for run in p.runs]


def test_nothing_lies_outside_a_slide_and_no_words_are_too_small():
    show = opened(made("residents"))
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
        body = [run.font.size.pt for p in slide.placeholders[1].text_frame.paragraphs for run in p.runs]
        assert min(body) >= 20


def test_a_line_that_draws_says_to_screen_readers_that_it_says_nothing():
    content = zipfile.ZipFile(io.BytesIO(o.encode(made("council"), "pptx"))).read("ppt/slides/slide2.xml").decode()
    assert 'decorative" val="1"' in content or re.search(r'decorative[^>]* val="1"', content)


def test_the_file_is_sound_and_the_same_twice():
    first, second = o.encode(made("roll-call"), "pptx"), o.encode(made("roll-call"), "pptx")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_answers_are_the_sentences_of_the_text_with_their_section():
    deck = made("roll-call").deck
    answers = [slide for slide in deck.slides if slide.kind == "answer"]
    assert len(answers) >= 4
    hold = next(slide for slide in answers if slide.cite == "§ 215-53")
    assert hold.lines[0].text.startswith("Do not stop, arrest, hold, or hand over anyone")
    assert any("The text says: A city employee shall not stop, arrest" in note for note in hold.notes)
    other = made("roll-call", choose={"detainer-refusal": "no-hold"}).deck
    changed = next(slide for slide in other.slides if slide.kind == "answer" and slide.cite == "§ 215-53")
    assert changed.lines != hold.lines


def test_residents_hear_each_exception_with_its_rule():
    deck = made("residents").deck
    release = next(slide for slide in deck.slides if slide.cite == "§ 215-54")
    assert sum(line.text.startswith(("Exception:", "Limit:")) for line in release.lines) == len(release.lines) - 1 > 3
    text = " ".join(line.text for slide in deck.slides for line in slide.lines)
    assert "No local rule stops federal agents" in text
    assert "DRAFT. No lawyer has reviewed these slides yet." in text


def test_sources_print_as_they_are_cited():
    deck = made("roll-call").deck
    words = " ".join(line.text for slide in deck.slides for line in slide.lines)
    assert "8 U.S.C. § 1373" in words.replace("\u00a0", " ")
    assert "usc-8" not in str(deck)


def test_lines_that_do_not_fit_go_on_to_another_slide_and_none_is_lost():
    lines = tuple(
        SlideLine(f"Line {n}. " + "These words are long enough to break the line twice on a slide. " * 2) for n in range(20)
    )
    parts = list(fitted(Slide("lines", "Long", lines, notes=("once",))))
    assert len(parts) > 1
    assert tuple(line for part, _ in parts for line in part.lines) == lines
    assert all(part.notes for part, _ in parts)
    assert {size for _, size in parts} <= set(SIZES)
    assert WIDTH < 960
    assert HEIGHT < 540


def test_the_slides_of_one_rule_are_about_as_full_and_a_long_title_stands_on_one_line():
    lines = tuple(SlideLine(f"Exception {n}: these words are as long as those of the others on this slide.") for n in range(11))
    parts = [len(part.lines) for part, _ in fitted(Slide("lines", "Long", lines))]
    assert max(parts) - min(parts) <= 1
    title = "Preguntas sobre la ciudadanía o el estatus migratorio (1/2)"
    assert width(title, title_size(title), bold=True) <= 848
    assert title_size("Short") == 32


def test_the_guide_tells_what_is_said_and_what_is_right():
    guide = o.encode(made("roll-call"), "md").decode()
    assert "# Facilitator’s guide: Roll call" in guide or "Facilitator's guide: Roll call" in guide
    assert "What is right: Do not" in guide
    assert "(15 minutes)" in guide or "15 minutes" in guide


def test_a_place_that_may_not_limit_help_is_told_that_state_law_comes_first():
    words = " ".join(line.text for slide in made("roll-call", place="austin-tx").deck.slides for line in slide.lines)
    assert "State law comes first. Where it orders help, do what it orders." in words


def test_what_is_not_there_is_refused_and_nothing_is_written(tmp_path):
    target = tmp_path / "x.pptx"
    for arguments, said in (
        (("role-call", "ithaca-ny"), "did you mean roll-call"),
        (("roll-call", "ithaca-ny", "--lang", "es"), "no language of the training roll-call named 'es'"),
        (("roll-call", "ithica-ny"), "nearest: ithaca-ny"),
    ):
        result = run("training", *arguments, "-o", str(target))
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())
    result = run("training", "roll-call", "ithaca-ny", "-o", str(tmp_path / "x.odp"))
    assert "no format with this ending" in " ".join(result.stderr.split())
    assert not list(tmp_path.iterdir())


def test_a_promise_in_a_team_s_own_slides_is_refused(tmp_path):
    own = tmp_path / "own/templates/training/residents"
    own.mkdir(parents=True)
    text = next(path for path in LIBRARY.roots[0].glob("templates/training/residents/en.yaml")).read_text(encoding="utf-8")
    (own / "en.yaml").write_text(text.replace("Stay calm. Do not run.", "You are safe here. Do not run."), encoding="utf-8")
    with pytest.raises(o.FaultyFile, match="you are safe"):
        o.training(o.Library(tmp_path / "own"), "residents", "ithaca-ny", on=DAY)


def test_the_command_writes_slides_and_guide(tmp_path):
    for name in ("a.pptx", "a.docx"):
        result = run("training", "counter", "ithaca-ny", "-o", str(tmp_path / name), "--date", "2026-11-24")
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / name).stat().st_size > 5000
