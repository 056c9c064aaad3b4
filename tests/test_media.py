"""What a campaign shows: pictures whose words fit and can be read, alt text, a page without script, and no address that
tracks."""

import io
import re
from datetime import date

import pytest
from click.testing import CliRunner
from conftest import shipped_library
from lxml import etree
from msgspec.structs import replace
from PIL import Image

import ordinance as o
from ordinance.cli.main import cli
from ordinance.errors import TooLong
from ordinance.formats.measuring import lines_of, width
from ordinance.formats.picture.layout import contrast, laid
from ordinance.library.media_model import media_look
from ordinance.library.place_model import Hearing, Organization
from ordinance.pages.media.pictures import Picture

LIBRARY = shipped_library()
DAY = date(2026, 11, 24)
ADDRESS = "https://example.org/ithaca"
PLACE = replace(
    LIBRARY.place("ithaca-ny"),
    organization=Organization(name="Neighbors Together", phone="607-555-0100"),
    hearing=Hearing(day=date(2026, 12, 9), time="6:00 p.m.", where="City Hall"),
)
SVG = "{http://www.w3.org/2000/svg}"


def run(*arguments):
    return CliRunner().invoke(cli, arguments, prog_name="ordinance", env={"ORDINANCE_LENGTH": "short"})


@pytest.fixture(scope="module")
def files():
    return o.media(LIBRARY, PLACE, address=ADDRESS, form="md", on=DAY).files


def test_each_language_has_each_picture_in_each_shape_and_format(files):
    for language in ("en", "es", "zh-Hans"):
        for kind in ("does", "hearing", "right", "thanks"):
            for shape, size in {"square": (1080, 1080), "story": (1080, 1920), "link": (1200, 630)}.items():
                name = f"{language}/{kind}-{shape}"
                assert Image.open(io.BytesIO(files[f"{name}.png"])).size == size
                root = etree.fromstring(files[f"{name}.svg"])
                assert (int(root.get("width")), int(root.get("height"))) == size


def test_a_picture_says_its_words_to_those_who_do_not_see_it(files):
    root = etree.fromstring(files["en/does-square.svg"])
    assert root.get("role") == "img"
    said = root.find(f"{SVG}desc").text
    shown = " ".join(one.text for one in root.iter(f"{SVG}text"))
    assert all(word in said for word in ("exceptions", "proposal", "Neighbors Together"))
    assert set(re.findall(r"\w+", shown)) <= set(re.findall(r"\w+", said))
    assert "There are exceptions. Read them all before you share." in said
    alt = files["en/alt-text.md"].decode()
    assert "### does-square" in alt
    assert "A proposal. It changes nothing until it is adopted." in alt


def test_words_stay_inside_the_picture(files):
    for name, content in files.items():
        if not name.endswith(".svg"):
            continue
        root = etree.fromstring(content)
        for one in root.iter(f"{SVG}text"):
            size = float(one.get("font-size"))
            end = float(one.get("x")) + width(one.text, size, bold=one.get("font-weight") == "700")
            assert end <= int(root.get("width")) - 60, name
            assert float(one.get("y")) <= int(root.get("height")) - 10, name
            assert size >= 24


def test_what_does_not_fit_is_refused_by_name():
    long = Picture("thanks", "en", "Thank you", ("These words are many. " * 60,), 1, "", (), "foot", "alt")
    with pytest.raises(TooLong, match="the picture thanks in en as link: its words need"):
        laid(long, "link", media_look(LIBRARY))
    wide = Picture("thanks", "en", "Donau" * 40, ("x",), 1, "", (), "foot", "alt")
    with pytest.raises(TooLong):
        laid(wide, "square", media_look(LIBRARY))


def test_a_line_breaks_where_a_reader_expects_it():
    assert lines_of("one two three", 20, 75) == ("one two", "three")
    broken = lines_of("不要开门。问是谁。", 20, 101)
    assert "".join(broken) == "不要开门。问是谁。"
    assert not any(line.startswith("。") for line in broken)


def test_words_and_ground_can_be_told_apart(tmp_path):
    look = media_look(LIBRARY)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(look.ground, look.ink) >= 7
    assert contrast(look.foot_ground, look.foot_ink) >= 7
    own = tmp_path / "own/templates/media"
    own.mkdir(parents=True)
    text = (LIBRARY.roots[0] / "templates/media/look.yaml").read_text(encoding="utf-8")
    (own / "look.yaml").write_text(text.replace('ground: "#143d5e"', 'ground: "#7fa3c0"', 1), encoding="utf-8")
    with pytest.raises(o.FaultyFile, match="words and ground differ by 2"):
        o.media(o.Library(tmp_path / "own"), PLACE, languages=["en"], form="md", on=DAY)


def test_the_page_has_a_code_with_its_address_in_words_and_no_script(files):
    for language in ("en", "es", "zh-Hans"):
        page = files[f"{language}/page.html"].decode()
        assert "<script" not in page
        assert f'href="{ADDRESS}"' in page
        assert page.count('role="img"') >= 1
        assert "default-src 'none'" in page
    assert "<figure" not in o.media(LIBRARY, PLACE, languages=["en"], form="md", on=DAY).files["en/page.html"].decode()


def test_the_messages_tell_every_exception_and_promise_nothing(files):
    release = files["en/3-press-release.md"].decode()
    assert "Wednesday, December 9, 2026" in release
    assert "If a court judge has signed a warrant" in release
    assert ADDRESS in release
    assert "Federal agents follow federal law. This text does not bind them." in release
    assert "City of Ithaca · November" not in release
    for name in ("1-email-to-a-member", "2-letter-to-a-member", "4-op-ed-frame", "5-answers-for-reporters"):
        assert files[f"en/{name}.md"]


def test_a_place_without_a_hearing_has_no_picture_of_one():
    made = o.media(LIBRARY, "ithaca-ny", languages=["en"], form="md", on=DAY)
    assert not [name for name in made.files if "hearing" in name]
    assert any("left out: the picture hearing" in note for note in made.notes)


TRACKED = [
    ("https://example.org/?utm_source=flyer", "utm_source tells who came from where"),
    ("https://example.org/a?x=1&FBCLID=abc", "tells who came from where"),
    ("https://example.org/a#gclid=abc", "gclid tells"),
    ("https://bit.ly/3abc", "only leads on"),
    ("https://www.tinyurl.com/3abc", "only leads on"),
    ("http://example.org", "give the page's own address"),
    ("https://user:pass@example.org", "give the page's own address"),
    ("javascript:alert(1)", "give the page's own address"),
    ("https://example.org/" + "a" * 120, "is longer than 120"),
]


@pytest.mark.parametrize(("address", "said"), TRACKED)
def test_an_address_that_tracks_is_refused_and_nothing_is_written(tmp_path, address, said):
    result = run("media", "ithaca-ny", "--address", address, "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (tmp_path / "out").exists()


def test_a_promise_on_a_picture_is_refused(tmp_path):
    own = tmp_path / "own/templates/media"
    own.mkdir(parents=True)
    text = (LIBRARY.roots[0] / "templates/media/en.yaml").read_text(encoding="utf-8")
    (own / "en.yaml").write_text(
        text.replace("To everyone who wrote", "You are safe now. To everyone who wrote"), encoding="utf-8"
    )
    with pytest.raises(o.FaultyFile, match="you are safe"):
        o.media(o.Library(tmp_path / "own"), PLACE, languages=["en"], form="md", on=DAY)


def test_an_unknown_language_is_refused_with_those_there_are(tmp_path):
    result = run("media", "ithaca-ny", "--lang", "fr", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "known: en, es, zh-Hans" in " ".join(result.stderr.split())


def test_the_command_writes_the_same_again(tmp_path):
    for name in ("a.zip", "b.zip"):
        result = run("media", "ithaca-ny", "--lang", "en", "--date", "2026-11-24", "--format", "md", "-o", str(tmp_path / name))
        assert result.exit_code == 0, result.stderr
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
