"""What is no letterhead: one clear line, nothing written, nothing run, fetched or expanded."""

from __future__ import annotations

import io
import os
import random
import re
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx_letterheads import bare, by_python_docx, changed, led, on, read
from docx_reading import Package, W

from ordinance.cli.main import cli
from ordinance.formats.docx.letterhead import UnusableLetterhead

PLACE, DAY = "ithaca-ny", "2026-11-24"
FAR = "http://127.0.0.1:9"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = "EncryptedPackage".encode("utf-16-le")
TYPES, TYPE = "[Content_Types].xml", "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MEND = "open it in Word and save it again"
TO_DOCX = "save it as a Word Document (.docx)"
BREAK = "put the picture into the file (in Word: File, Info, Edit Links to Files, Break Link)"
FIELD = "has a field in its head or foot that cannot be taken"
LARGE = "is too large for a letterhead"

Spoil = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def letterhead() -> bytes:
    return by_python_docx()


@pytest.fixture(autouse=True)
def _nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something tried to reach the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return stream.getvalue()


def spoilt(*changes: tuple[str, str, str] | tuple[str, bytes]) -> Spoil:
    return lambda made: changed(made, *changes)


def foot(runs: str) -> Spoil:
    return spoilt(("word/footer2.xml", "</w:p>", f"{runs}</w:p>"))


def field(*codes: str) -> str:
    inner = "".join(code if code.startswith("<") else f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + inner + end


def led_from_head(kind: str, target: str, mode: str) -> Spoil:
    use = ("word/header2.xml", "<w:p>", '<w:p><w:hyperlink r:id="rId99"/>')
    return spoilt(led("word/header2.xml", kind, target, mode), use)


def declared(declaration: str, part: str, root: str) -> Spoil:
    return spoilt((part, root, declaration + root))


REFUSED: dict[str, tuple[Spoil, str]] = {
    "nothing": (lambda made: b"", "is no Word file (.docx)"),
    "a text": (lambda made: b"Dear clerk", "is no Word file (.docx)"),
    "an OpenDocument file": (lambda made: zipped("mimetype", b"application/vnd.oasis"), "is no Word file (.docx)"),
    "a spreadsheet": (spoilt((TYPES, "wordprocessingml.document.main", "spreadsheetml.sheet.main")), "is no Word file (.docx)"),
    "a .doc": (lambda made: OLE, f"is a Word file of the old kind (.doc); {TO_DOCX}"),
    "a password": (lambda made: OLE + LOCKED, "is protected with a password; save it without one"),
    "a .docm": (spoilt((TYPES, TYPE, "vnd.ms-word.document.macroEnabled.main+xml")), f"can hold macros; {TO_DOCX}, which cannot"),
    "macros": (spoilt(("word/vbaProject.bin", b"x")), f"can hold macros; {TO_DOCX}, which cannot"),
    "strict": (
        spoilt(("word/document.xml", f'xmlns:w="{W[1:-1]}"', 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"')),
        f"is saved as Strict Open XML; {TO_DOCX}",
    ),
    "half a file": (lambda made: made[: len(made) // 2], f"is damaged and cannot be unpacked; {MEND}"),
    "half a part": (spoilt(("word/styles.xml", b"<w:styles")), f"is damaged: word/styles.xml is no XML; {MEND}"),
    "no part": (
        spoilt(("word/_rels/document.xml.rels", "header2.xml", "none.xml")),
        f"is damaged: it has no word/none.xml; {MEND}",
    ),
    "no relation": (
        spoilt(("word/document.xml", '<w:footerReference w:type="first" r:id="', '<w:footerReference w:type="first" r:id="x')),
        f"is damaged: a footer leads to nothing; {MEND}",
    ),
    "a bomb": (
        spoilt(("word/media/image2.png", b"\0" * 97_000_000)),
        f"{LARGE}: it unpacks to more than 32 MB or 2,000 parts",
    ),
    "too many parts": (
        spoilt(*((f"word/media/x{n}.png", b"") for n in range(2_000))),
        f"{LARGE}: it unpacks to more than 32 MB or 2,000 parts",
    ),
    "too many elements": (
        spoilt(("word/styles.xml", b"<a>" + b"<b/>" * 600_001 + b"</a>")),
        f"{LARGE}: word/styles.xml has more than 600,000 elements, 200 levels of them, or 4 million letters",
    ),
    "entities": (
        declared('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', "word/theme/theme1.xml", "<a:theme"),
        "declares entities in word/theme/theme1.xml, which no Word file does",
    ),
    "a declaration to fetch": (
        declared(f'<!DOCTYPE x SYSTEM "{FAR}/x.dtd">', "word/document.xml", "<w:document"),
        "declares entities in word/document.xml, which no Word file does",
    ),
    "a picture outside": (
        spoilt(led("word/header2.xml", "image", "file:///etc/passwd")),
        f"draws on a file outside it, file:///etc/passwd; {BREAK}",
    ),
    "a picture outside in what is not taken": (
        spoilt(led("word/webSettings.xml", "image", f"{FAR}/spy.png")),
        f"draws on a file outside it, {FAR}/spy.png; {BREAK}",
    ),
    "a link to a file": (
        led_from_head("hyperlink", "file://server/share", "External"),
        "has a link in its head or foot that is no web or mail address: file://server/share",
    ),
    "an object": (
        led_from_head("oleObject", "media/image1.png", "Internal"),
        "has an object in its head or foot (oleObject); only text and pictures can be taken",
    ),
    "a picture that can hold a program": (
        spoilt(("word/_rels/header1.xml.rels", "image1.png", "image1.svg"), ("word/media/image1.svg", b"<svg/>")),
        "has a picture of a kind that cannot be taken (word/media/image1.svg); PNG and JPEG can",
    ),
    "a field that fetches": (foot(field(f"INCLUDEPICTURE {FAR}/x.png")), f"{FIELD}: INCLUDEPICTURE {FAR}/x.png"),
    "a field that runs, in two pieces": (foot(field("DDE", "AUTO cmd.exe")), f"{FIELD}: DDEAUTO cmd.exe"),
    "a field that is made up by another": (foot(field(field("QUOTE 68 68 69"), "AUTO cmd.exe")), f"{FIELD}: …AUTO cmd.exe"),
    "a field in a field": (foot(field("IF 1 = 1 ", field("INCLUDETEXT x.docx"))), f"{FIELD}: INCLUDETEXT x.docx"),
    "a simple field that runs": (foot('<w:fldSimple w:instr="macrobutton Evil press"/>'), f"{FIELD}: macrobutton Evil press"),
    "no room": (
        spoilt(("word/document.xml", 'w:left="1800"', 'w:left="9000"')),
        "leaves 1.0 inches for a line of text, and two are needed",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_one_clear_line(letterhead: bytes, case: str) -> None:
    spoil, message = REFUSED[case]
    with pytest.raises(UnusableLetterhead) as caught:
        read(spoil(letterhead))
    assert str(caught.value) == f"letterhead.docx: {message}"


def test_what_a_letterhead_may_have_is_not_refused(letterhead: bytes) -> None:
    inner = field("IF ", field("NUMPAGES"), " &gt; 1 more")
    for runs in (field(" PAGE \\* MERGEFORMAT "), inner, field('HYPERLINK "https://example.gov"')):
        assert read(foot(runs)(letterhead))
    assert read(led_from_head("hyperlink", "mailto:clerk@example.gov", "External")(letterhead))
    assert read(spoilt((TYPES, "document.main+xml", "template.main+xml"))(letterhead)), "a .dotx"
    assert read(spoilt(led("word/document.xml", "hyperlink", "file://old/text"))(bare())), "a link in the text left behind"


def test_the_template_that_a_letterhead_was_made_from_is_left_behind(letterhead: bytes) -> None:
    file = on(spoilt(led("word/settings.xml", "attachedTemplate", f"{FAR}/x.dotm"))(letterhead))
    assert [part for part, content in file.files.items() if b"x.dotm" in content or b"attachedTemplate" in content] == []


def test_a_terminal_obeys_nothing_that_a_file_says(letterhead: bytes) -> None:
    with pytest.raises(UnusableLetterhead) as caught:
        read(spoilt(led("word/settings.xml", "image", f"{FAR}/&#x9b;31m&#x202e;{'x' * 100}"))(letterhead))
    assert "\x9b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere_is_refused_or_does_no_harm(letterhead: bytes, seed: int) -> None:
    chance = random.Random(seed)
    spoiled = bytearray(letterhead)
    for _ in range(chance.choice((1, 5, 50))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    assert "\n" not in refusal(bytes(spoiled))


def refusal(data: bytes) -> str:
    """Return why a letterhead is refused, or nothing where a document was written on it that can be read back."""
    try:
        file = on(data, contents=True)
    except UnusableLetterhead as error:
        return str(error)
    for name in file.files:
        if name.endswith((".xml", ".rels")):
            file.xml(name)
    return ""


@pytest.mark.parametrize("seed", range(150))
def test_a_letterhead_that_says_nonsense_is_refused_or_does_no_harm(letterhead: bytes, seed: int) -> None:
    chance = random.Random(seed)
    files = Package(letterhead).files
    for _ in range(chance.choice((1, 2, 6))):
        name = chance.choice([name for name in files if name.endswith((".xml", ".rels"))])
        content = files[name].decode()
        pattern = chance.choice((r' [\w:]+="[^"]*"', r'(?<==)"[^"]*"', r"<[\w:]+[^<>]*/>", r"<[\w:]+[^<>]*/>"))
        found = chance.choice([*re.finditer(pattern, content), None])
        if found is not None:
            words = {"<": ("", found[0] * 2, "<w:sectPr/>", "<w:style/>"), '"': ('""', '"-1"', '"x"', '"99999999999"')}
            other = chance.choice(words.get(found[0][0], ("",)))
            files[name] = (content[: found.start()] + other + content[found.end() :]).encode()
    assert "\n" not in refusal(changed(letterhead, *files.items()))


# --- at the command line ---


def ran(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["draft", PLACE, "--date", DAY, *map(str, arguments)])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--reference", "no.docx"], "no.docx: cannot be read: No such file or directory"),
        (["--reference", "."], ".: is no file; give the name of a Word file (.docx)"),
        (["--reference", "bad.docx"], "bad.docx: is no Word file (.docx)"),
        (
            ["--reference", "good.docx", "-o", "good.docx", "--force"],
            "good.docx: is the letterhead itself; give another name with -o",
        ),
        (["--toc", "--format", "md"], "--toc is for Word files only; leave out --format md, or give -o a name in .docx"),
        (
            ["--page", "a4", "--line-numbers", "-o", "x.html"],
            "--page and --line-numbers are for Word files only; leave out --format html, or give -o a name in .docx",
        ),
    ],
)
def test_the_command_says_so_and_writes_nothing(here: Path, letterhead: bytes, arguments: list[str], message: str) -> None:
    (here / "good.docx").write_bytes(letterhead)
    (here / "bad.docx").write_bytes(b"Dear clerk")
    result = ran(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"Error: {message}\n")
    assert sorted(os.listdir(here)) == ["bad.docx", "good.docx"]
    assert (here / "good.docx").read_bytes() == letterhead


def test_a_file_too_large_is_not_read(here: Path) -> None:
    with (here / "big.docx").open("wb") as big:
        big.write(b"PK\3\4")
        big.truncate(40_000_000)
    result = ran("--reference", "big.docx")
    assert (result.exit_code, result.stderr) == (2, f"Error: big.docx: {LARGE}; more than 32 MB are not read\n")


def test_the_command_names_what_it_adds_and_what_is_to_do(here: Path, letterhead: bytes) -> None:
    (here / "good.docx").write_bytes(letterhead)
    (here / "bare.docx").write_bytes(bare())
    first, number, picture, second, third, *_ = ran("--reference", "good.docx", "--toc", "-o", "x.docx").stderr.splitlines()
    assert first.startswith("Warning: good.docx lacks styles that a draft needs; these are ours: Ordinance Notice, ")
    assert number == "Warning: good.docx has no page number in its head or foot; a last line of its foot has one now"
    assert picture.startswith("Warning: the picture of good.docx has no alternative text")
    assert second == "The text of good.docx is left out; a letterhead belongs in its head and foot"
    assert third == "The contents get their page numbers in Word: click them and press F9"
    heard = ran("--reference", "bare.docx", "-o", "y.docx").stderr
    assert "Warning: bare.docx has no header and no footer; ours stands there" in heard


def test_the_blanks_are_the_last_thing_said(here: Path) -> None:
    lines = ran("-o", "x.docx", "--full").stderr.splitlines()
    start = lines.index("  to fill in:")
    assert len(lines[start + 1 :]) > 3
    assert all(line.startswith("    [ ] ") for line in lines[start + 1 :])
