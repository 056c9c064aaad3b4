"""What somebody could send or lay in the way, and that nothing comes of it: libraries, places, pages, records, caches.

Each test is an attack that once succeeded. The names say what was attacked; `docs/reliability.md` tells the promises.
"""

import io
import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import DAY, SMALL, drafted, write
from work import that_ends

import ordinance
from ordinance.cli.main import cli
from ordinance.document.model import Document, Link, Paragraph, Run
from ordinance.errors import FaultyFile, Unwritable, brief
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.formats.docx import write as docx
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.library import addresses, cache, legal_text, strict_yaml, templates
from ordinance.library.roots import shipped_root
from ordinance.library.store import Library

ORDINANCE = Path(sys.executable).with_name("ordinance")
LOOK = Path(__file__).parent.parent / "templates/html"
#: What is no file and never ends, by the commands that are given one.
GIVEN = [("draft", "./x.yaml"), ("check", "x.json"), ("review", "x.txt"), ("redline", "x.docx", "ithaca-ny")]
#: Marks that Markdown pairs.
UNITS = ["[", "[x](", "![", "*", "**", "_", "`", "{: ", "\\", "a\n===\n", "---\n", "1. ", "\n- ", "> ", "("]
OUTSIDE = ("javascript://x.gov/%0aalert(1)", "file://x.gov/share", "data:text/html,x", "vbscript:x", "https://a@evil.example/")


def said(*arguments, code=0):
    """Run a command in this process; no exception may come out of it. Return what it printed."""
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def ran(*arguments, cwd=None, seconds=60, **environment):
    """Run the installed command; return the process. It may end in any way but a traceback."""
    done = subprocess.run(
        [ORDINANCE, *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=seconds,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def overlay(folder, **files):
    for name, text in files.items():
        write(folder / name.replace("__", "/"), text)
    return folder


# --- a library is data (R1, R2) ---

HOSTILE = [
    "{{ cycler.__init__.__globals__.os.popen('id > PWNED').read() }}",
    "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = 1 %}",
    "{{ lipsum() }}",
    "{% include 'x' %}",
]


@pytest.mark.parametrize("template", HOSTILE)
def test_a_place_template_that_somebody_sent_runs_nothing(template, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "evil"
    write(own / "templates/new-place.yaml.j2", f"id: x\n# {template}\n")
    assert "new-place.yaml.j2" in said("--library", own, "new", "Foo", "--state", "NY", "--kind", "city", code=2)
    assert os.listdir(tmp_path) == ["evil"]


def test_jinja_itself_never_renders():
    program = Path(ordinance.__file__).parent
    texts = {path.name: path.read_text(encoding="utf-8") for path in program.rglob("*.py")}
    called = re.compile(r"(?<!RGBColor)\.from_string\(|\.render\(|get_template")
    assert [name for name, text in texts.items() if called.search(text)] == []


def test_the_page_is_written_by_the_program_s_own_templates_whatever_a_library_brings(tmp_path):
    pytest.importorskip("flask")
    from ordinance.web.app import create_app

    own = tmp_path / "own"
    for name in (path.name for path in (shipped_root() / "templates/web").rglob("*.html")):
        write(own / "templates/web" / name, "{{ cycler.__init__.__globals__.os.popen('touch PWNED').read() }}")
    write(own / "templates/web/static/find.js", "alert(1)")
    page = create_app(Library(own), lambda: DAY).test_client().get("/", headers={"Host": "localhost"})
    assert "Draft local law" in page.text
    script = re.search(r"/static/\w+/find\.js", page.text)
    assert script
    assert "alert(1)" not in create_app(Library(own), lambda: DAY).test_client().get(script[0]).text


def git(folder, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_a_checkout_that_somebody_sent_runs_no_command_of_its_own(tmp_path):
    own = tmp_path / "evil"
    shutil.copytree(SMALL, own)
    write(own / ".gitattributes", "* filter=f\n")
    git(own, "init", "-q")
    git(own, "add", ".")
    git(own, "commit", "-q", "-m", "x")
    pwned = tmp_path / "PWNED"
    hook = write(own / ".git/hooks/post-checkout", f"#!/bin/sh\ntouch {pwned}\n")
    hook.chmod(0o755)
    for setting in ("filter.f.smudge", "filter.f.process", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(own, "config", setting, f"sh -c 'touch {pwned}; cat'")
    from ordinance.library.history import revisions_at

    pwned.unlink(missing_ok=True)
    found = revisions_at(Library(own, shipped=SMALL), "HEAD")
    assert found == revisions_at(Library(shipped=own), "HEAD")
    assert found
    assert not pwned.exists()


def test_a_link_in_a_library_does_not_lead_to_other_files(tmp_path):
    secret = write(tmp_path / "secret.txt", "root:x:0:0\n")
    own = tmp_path / "own"
    (own / "jurisdictions").mkdir(parents=True)
    (own / "jurisdictions/x-aa.yaml").symlink_to(secret)
    with pytest.raises(FaultyFile, match="is a link that leads out of the library") as refused:
        Library(own, shipped=SMALL).place("x-aa")
    assert "root:x" not in str(refused.value)


# --- the cache (R3, R21, R25) ---


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The cache after a draft of the small library; its folder of entries."""
    monkeypatch.setenv("ORDINANCE_CACHE", str(tmp_path / "cache"))
    drafted(Library(shipped=SMALL))
    return tmp_path / "cache/entries"


def test_no_bit_of_an_entry_can_change_the_law(kept):
    entries = sorted(kept.iterdir())
    right = draft_json.write(drafted(Library(shipped=SMALL)))
    chance = random.Random(5)
    for _ in range(60):
        entry = chance.choice(entries)
        whole = entry.read_bytes()
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        entry.write_bytes(spoilt)
        assert draft_json.write(drafted(Library(shipped=SMALL))) == right
        entry.write_bytes(whole)
    for entry in entries:
        entry.write_bytes(entry.read_bytes().replace(b"shall not", b"may  also"))
    assert draft_json.write(drafted(Library(shipped=SMALL))) == right


def test_an_entry_under_the_name_of_another_is_no_entry(kept):
    right = draft_json.write(drafted(Library(shipped=SMALL)))
    entries = sorted(kept.iterdir())
    contents = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, contents[1:] + contents[:1], strict=True):
        entry.write_bytes(content)
    assert draft_json.write(drafted(Library(shipped=SMALL))) == right


def test_the_cache_is_private(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in kept.iterdir()} == {0o600}


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_cache_that_others_reach_is_not_used(kept, mode):
    shutil.rmtree(kept)
    kept.mkdir()
    kept.chmod(mode)
    assert cache.folder() is None
    drafted(Library(shipped=SMALL))
    assert list(kept.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_cache_of_somebody_else_is_not_used(kept):
    os.chown(kept, 65534, 65534)
    assert cache.folder() is None


def test_no_place_of_one_s_own_stays_in_the_cache(kept, tmp_path):
    text = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    named = text.replace("name: Millbrook\n", "name: Millbrook of A123456789\n")
    assert named != text
    place = write(tmp_path / "x.yaml", named)
    own = write(tmp_path / "own/jurisdictions/millbrook-aa.yaml", named)
    Library(shipped=SMALL).place(str(place))
    Library(own.parents[1], shipped=SMALL).place("millbrook-aa")
    assert [entry.name for entry in kept.iterdir() if b"A123456789" in entry.read_bytes()] == []


def test_entries_of_earlier_versions_and_old_ones_go(kept):
    earlier = kept.parent / f"{'0' * 40}.msgpack"
    earlier.write_bytes(b"A123456789")
    old = kept / f"{'1' * 40}.msgpack"
    old.write_bytes(b"x")
    os.utime(old, (1, 1))
    next(one for one in kept.iterdir() if one != old).unlink()
    cache._prune.cache_clear()
    drafted(Library(shipped=SMALL))
    assert not earlier.exists()
    assert not old.exists()


def test_a_relative_cache_folder_makes_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ORDINANCE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    drafted(Library(shipped=SMALL))
    assert not (tmp_path / "here").exists()


def test_other_versions_of_what_reads_the_texts_make_other_entries(monkeypatch):
    from ordinance.library import compiled

    before = compiled._with_versions("x")
    monkeypatch.setattr(compiled, "_versions", lambda: b"other")
    assert compiled._with_versions("x") != before


# --- tracebacks (R4, R5, R6, R16, R27) ---


@pytest.mark.parametrize("command", [("check",), ("redline",), ("compare", "--drafts")])
def test_a_record_that_is_not_utf8_is_one_line(command, tmp_path):
    file = tmp_path / "x.json"
    file.write_bytes('{"ordinance":"ÿ"}'.encode("latin-1"))
    more = () if command[0] == "check" else ("ithaca-ny",)
    told = said(*command, file, *more, code=2)
    assert told.count("\n") == 1, told


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 50_000, b"", b"\xef\xbb\xbf", b"nul", b'"\\ud800"'])
def test_a_record_of_nonsense_is_one_line(content, tmp_path):
    file = tmp_path / "x.json"
    file.write_bytes(content)
    for command in (("check", file), ("redline", file, "ithaca-ny", "-o", tmp_path / "r.docx")):
        assert said(*command, code=2).count("\n") == 1


def test_a_draft_whose_parts_disagree_is_refused_with_the_way_to_them(small):
    file = json.loads(draft_json.write(drafted(small)))
    first = file["draft"]["selection"]["chosen"][0]
    first["variant"] = {**first["variant"], "label": "Another"}
    with pytest.raises(FaultyFile, match=r"draft.selection.chosen\[0\].variant is not one of its clause's variants"):
        draft_json.read_draft(json.dumps(file).encode())


def test_a_term_without_words_is_refused(small):
    file = json.loads(draft_json.write(drafted(small)))
    term = next(iter(file["draft"]["terms"]))
    file["draft"]["terms"][term] = []
    with pytest.raises(FaultyFile, match=rf"draft.terms.{term} has no words"):
        draft_json.read_draft(json.dumps(file).encode())


def test_a_note_without_a_word_is_refused(small):
    file = json.loads(draft_json.write(drafted(small)))
    section, note = next((s, n) for s, one in enumerate(file["draft"]["sections"]) for n, _ in enumerate(one["notes"]))
    file["draft"]["sections"][section]["notes"][note]["provisions"] = []
    with pytest.raises(FaultyFile, match=rf"draft.sections\[{section}\].notes\[{note}\] has no provisions"):
        draft_json.read_draft(json.dumps(file).encode())


TEMPLATES = [
    "{{ " + " and ".join(["a"] * 5000) + " }}",
    "{{ a" + "|lower" * 3000 + " }}",
    "{{ a" + ".b" * 3000 + " }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 0x" + "f" * 40 + " }}",
    "{{ a|default(" + "9" * 40 + ") }}",
    '{{ "\\ud800" }}',
    'the {{ "\\ue0005\\ue001" }} x',
    '{{ "\\ue002…" }}',
    '{{ "\\x00\\x08" }}',
    '{{ a|default("\\x1b]0;x\\x07") }}',
    '{{ "<script>" }}',
    "{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}",
    "{% if a %}" * 2000,
    "{{ " + "not " * 3000 + "a }}",
]


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_a_template_is_refused_and_never_breaks(template):
    with pytest.raises(templates.TemplateProblem) as refused:
        templates.compile_text(template)
    assert len(str(refused.value)) < 400
    with pytest.raises((templates.TemplateProblem, legal_text.TextProblem)):
        legal_text.parse(template)


def test_what_a_file_may_not_hold_no_constant_may_hold():
    for number in [*range(32), 0x7F, 0x85, 0xD800, 0xE000, 0xFDD0, 0xFFFE]:
        if strict_yaml._FORBIDDEN.search(chr(number)):
            with pytest.raises(templates.TemplateProblem):
                templates.compile_text(f'{{{{ "\\u{number:04x}" }}}}')


def test_a_state_that_names_a_statute_it_does_not_have_is_refused_when_it_is_read(tmp_path):
    text = (SMALL / "jurisdictions/states/aa.yaml").read_text(encoding="utf-8")
    law = strict_yaml.parse(text, "aa")
    wanted = next(name for verdict in law["verdicts"] for name in verdict.get("because", ()))
    write(tmp_path / "jurisdictions/states/aa.yaml", text.replace(f"id: {wanted}", "id: another-one", 1))
    with pytest.raises(FaultyFile, match=r"no statute .*named"):
        Library(tmp_path, shipped=SMALL).state("AA")


# --- addresses (R7) ---


@pytest.mark.parametrize(
    "address", ["https://evil.example?.gov", "https://evil.example#.gov", "https://x.gov@evil.example/", *OUTSIDE]
)
def test_an_address_is_official_by_its_true_host_and_its_scheme(address):
    assert not addresses.is_official(address)


def test_official_addresses_are():
    assert all(map(addresses.is_official, ["https://www.ice.gov/x?y#z", "https://leg.state.ny.us/", "https://a.gov:443/"]))


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_writer_makes_a_link_of_what_is_no_page(address, library_look):
    document = Document(title="T", blocks=(Paragraph("body", (Run("a "), Link("words", address))),))
    assert address.encode() not in html.write(document, LOOK)
    assert address.encode() not in markdown.write(document)
    made = docx.write(document, reference=library_look)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(
            address.split(":")[0].encode() + b":" in archive.read(name) for name in archive.namelist() if "rels" in name
        )


@pytest.fixture
def library_look():
    return Library().folder("templates/word/ordinance")


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_file_of_a_library_may_hold_such_an_address(address, laid):
    library = laid(("clauses/precedents.yaml", "source: https://", f"source: {address}# https://"))
    with pytest.raises(FaultyFile, match="not in the right form"):
        _ = library.precedents


# --- texts that keep a reader busy (R9, R26) ---


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("length", [12_000, 20_000, 200_000])
def test_a_clause_of_marks_is_read_or_refused_at_once(unit, length):
    with that_ends(), suppress(legal_text.TextProblem):
        legal_text.parse((unit * length)[:length])


def test_a_text_that_is_too_deep_does_not_spoil_the_next():
    for unit in ("1. ", "- ", "> "):
        with pytest.raises(legal_text.TextProblem):
            legal_text.parse(unit * 3000 + "a")
    assert legal_text.parse("Nobody [may](https://a.gov/).")


# --- pages (R12, R13) ---


def test_every_page_forbids_itself_to_run_and_to_fetch():
    page = html.write(Document(title="T", blocks=(Paragraph("body", (Run("a\x1b\x00b"),)),)), LOOK).decode()
    head = page.index("Content-Security-Policy")
    assert "default-src 'none'" in page
    assert head < page.index("<title>") < page.index("<style>")
    assert "a\ufffd\ufffdb" in page


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg onload="x()"><path d="M0 0"/></svg>',
        "<svg><script>x()</script></svg>",
        '<svg><a href="javascript:x()"><path d="M0 0"/></a></svg>',
        '<svg><path style="background:url(https://evil.example/)" d="M0 0"/></svg>',
        '<svg><image href="https://evil.example/"/></svg>',
        "<svg></svg><script>x()</script>",
        '<svg><path ONclick="x()"/></svg>',
        '<svg><path\u00a0onclick="x()"/></svg>',
    ],
)
def test_a_drawing_is_shapes_and_nothing_else(drawing, tmp_path):
    from ordinance.formats.html.sheets import icon

    write(tmp_path / "icons/phone.svg", drawing)
    with pytest.raises(Unwritable, match="may hold nothing but one <svg> of shapes"):
        icon(tmp_path, "phone")


def through_terminal(*arguments, cwd):
    """Run the command at a terminal of its own and return the bytes that reach it."""
    import pty

    main, side = pty.openpty()
    process = subprocess.Popen([ORDINANCE, *map(str, arguments)], stdout=side, stderr=side, stdin=side, cwd=cwd)
    os.close(side)
    got = b""
    while True:
        try:
            more = os.read(main, 65536)
        except OSError:
            break
        if not more:
            break
        got += more
    process.wait(timeout=60)
    os.close(main)
    return got


def test_no_control_character_of_a_file_reaches_a_terminal(tmp_path):
    rule = "The jail \x1b]0;PWN\x07 shall not hold a person on an immigration detainer.\n" * 3
    write(tmp_path / "x.txt", rule)
    got = through_terminal("review", "x.txt", "--full", cwd=tmp_path)
    assert b"detainer" in got
    assert b"\x1b]" not in got
    assert b"\x07" not in got


def test_a_record_with_what_cannot_be_printed_is_refused(tmp_path):
    from ordinance.checks.record import Record, encode

    day = date(2026, 1, 1)
    record = Record("1", "x", "ordinance", day, "p", "2026", "2026", {"a\nerror: forged": "1"}, {})
    (tmp_path / "x.json").write_bytes(encode(record))
    assert "holds what cannot be printed" in said("check", tmp_path / "x.json", code=2)


# --- pipes, devices, streams (R14, R15, R19, R20) ---


@pytest.mark.parametrize("command", GIVEN, ids=lambda command: command[0])
def test_a_pipe_is_no_file(command, tmp_path):
    os.mkfifo(tmp_path / command[1])
    done = ran(*command, cwd=tmp_path, seconds=30)
    assert done.returncode == 2
    assert b"is no file" in done.stderr


@pytest.mark.parametrize("command", GIVEN, ids=lambda command: command[0])
def test_an_endless_device_is_no_file(command, tmp_path):
    (tmp_path / command[1]).symlink_to("/dev/zero")
    done = ran(*command, cwd=tmp_path, seconds=30)
    assert done.returncode == 2
    assert b"is no file" in done.stderr


def test_a_file_of_text_is_the_same_in_every_window(tmp_path):
    for columns in ("40", "88", "300"):
        wanted = ("memo", "ithaca-ny", "--format", "text", "-o", f"{columns}.txt", "--date", "2026-11-24")
        assert ran(*wanted, cwd=tmp_path, COLUMNS=columns).returncode == 0
    made = {path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 1
    printed = {ran("check", "ithaca-ny", cwd=tmp_path, COLUMNS=columns).stdout for columns in ("40", "200")}
    assert len(printed) == 1


def test_a_closed_standard_output_is_one_line(tmp_path):
    line = f"exec {ORDINANCE} draft ithaca-ny -o - >&-"
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, cwd=tmp_path, check=False, timeout=60)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bundle_that_finds_no_room_leaves_nothing(tmp_path):
    from ordinance.making import bundle

    def full(target, content, *, force):
        if target.name == "c":
            raise Unwritable("the disk is full")
        target.write_bytes(content)

    (tmp_path / "old").mkdir()
    (tmp_path / "old/keep").write_bytes(b"mine")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bundle, "write_file", full)
        for name in ("new", "old"):
            with pytest.raises(Unwritable):
                bundle.write_bundle(tmp_path / name, {"en/a": b"", "en/b": b"", "es/c": b""}, date(2026, 1, 1), force=True)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["old", "old/keep"]


# --- messages (R22) ---


def test_a_message_never_repeats_what_it_refuses_at_length(tmp_path):
    long = "x" * 20_000
    text = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("kind: city", f"kind: {long}"),
        ("id: millbrook-aa", f"id: {long.upper()}"),
        ("state: AA", f"state: {long}"),
        ("clerk:", f"{long}:"),
        ("id: millbrook-aa", f"id: !!{long} x"),
    ):
        assert old in text
        place = write(tmp_path / "x.yaml", text.replace(old, new, 1))
        with pytest.raises(FaultyFile) as refused:
            drafted(Library(shipped=SMALL), str(place))
        assert all(len(line) < 900 for line in str(refused.value).split("\n"))
    for arguments in (("draft", long), ("show", long), (long,), ("state", long), ("draft", "ithaca-ny", "--with", long)):
        assert all(len(line) < 1000 for line in said(*arguments, code=2).split("\n"))


@pytest.mark.parametrize("name", ["{{ a" + ".a" * 3000, "x" * 300 + ".yaml", "a/" + "x" * 300 + ".yaml", "x" * 300 + ".docx"])
def test_a_name_that_no_file_can_have_is_refused_in_one_line(name):
    for command in ("draft", "check", "memo", "packet", "kit", "whatif", "place", "implement", "media", "updates", "wording"):
        assert len(said(command, name, code=2)) < 1000
    for arguments in (
        ("compare", "data-privacy", "--place", name),
        ("redline", "ithaca-ny", name),
        ("take", name, "--for", "ithaca-ny"),
        ("--library", name, "draft", "ithaca-ny"),
        ("batch", "--state", "DE", "-o", name),
        ("kit", "ithaca-ny", "-o", name),
    ):
        assert len(said(*arguments, code=2)) < 8000


def test_a_lay_reader_is_told_the_form_in_words(tmp_path):
    text = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    place = write(tmp_path / "x.yaml", text.replace("id: millbrook-aa", "id: Mill Brook", 1))
    with pytest.raises(FaultyFile, match="Lower-case words joined by hyphens"):
        Library(shipped=SMALL).place(str(place))


def test_a_message_is_cut_in_its_middle_and_shows_control_characters():
    assert len(brief("x" * 500)) == 80
    assert brief("a\x1b\nb") == "a\\x1b\\nb"


# --- files that keep a reader busy (R8, R13, R16, R17, R18, R26) ---

RULE = "The jail shall not hold a person on an immigration detainer. "
PIECES = ["<a ", "<!--", "<![CDATA[", "</", "<?", "<!-- >", "<![CDATA[ >", '<a b="', "<style>.a{", "line-through ", "<p "]


def read_or_refused(read):
    with that_ends(), suppress(FaultyFile):
        read()


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("end", ["", ">"])
def test_a_page_of_what_nothing_closes_is_read_or_refused_at_once(piece, end):
    from ordinance.formats import opening as foreign

    page = "<html><body>" + piece * (600_000 // len(piece)) + end
    read_or_refused(lambda: foreign.read("x.html", page.encode()))


def test_what_nothing_closes_is_left_out_as_a_browser_leaves_it_out():
    from ordinance.formats import opening as foreign

    for end in ("<!-- Staff may do so.", "<a Staff may do so.", "<![CDATA[ Staff may do so."):
        assert foreign.read("x.html", f"<html><body><p>{RULE}</p>{end}".encode()).text.strip() == RULE.strip()
    kept = foreign.read("x.html", f"<html><body><!-- a --><p>{RULE}</p><!-- b --><p>b".encode()).text
    assert kept.split() == [*RULE.split(), "b"]


def test_the_page_s_own_sheet_strikes_and_only_what_it_says():
    from ordinance.formats import opening as foreign

    sheet = "<style>@media all{.page .old, p.gone{color:red;text-decoration:line-through}} .new{color:red}</style>"
    body = '<div class="page"><p class="old">A</p><p class="gone">B</p><p class="new">C</p></div>'
    assert foreign.read("x.html", f"<html><head>{sheet}</head><body>{body}".encode()).text.split() == ["C"]


def test_a_page_larger_than_any_law_is_not_read():
    from ordinance.formats import opening as foreign

    with pytest.raises(FaultyFile, match="of a web page no more than 2 MB are read"):
        foreign.read("x.html", b"<html><body>" + b"a" * 2_000_000)
    with pytest.raises(FaultyFile, match="more tags than any page of law"):
        foreign.read("x.html", b"<html><body>" + b"<b>" * 100_001)


def test_no_control_character_of_a_file_stays_in_its_text():
    from ordinance.formats import opening as foreign

    found = foreign.read("x.txt", f"{RULE}\x1b]0;x\x07\x9b".encode())
    assert found.text == f"{RULE}\ufffd]0;x\ufffd\ufffd"


def word(small, body, kind="", first=b""):
    """A draft as a Word file, with other content, or another first line of it."""
    made = docx.write(Document(title="T", blocks=(Paragraph("body", (Run("x"),)),)), reference=small)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                start, end = content.index(b"<w:body>") + 8, content.index(b"</w:body>")
                content = first + content[content.index(b"?>") + 2 if first else 0 : start] + body + content[end:]
            new.writestr(name, content)
    return out.getvalue()


TEXT = b"<w:p><w:r><w:t>one two</w:t></w:r></w:p>"
BOMBS = {
    "paragraphs": TEXT * 20_001,
    "empty": b"<w:p/>" * 200_001,
    "attributes": b'<w:p w:a="1" w:b="2" w:c="3" w:d="4" w:e="5"/>' * 180_000,
    "letters": b"<w:p><w:r><w:t>" + b"x" * 4_100_000 + b"</w:t></w:r></w:p>",
    "bytes": b"<w:p>" + b" " * 16_000_000 + b"</w:p>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_word_file_that_unpacks_to_more_than_any_law_is_refused(name, library_look):
    from ordinance.formats.docx.read import document as reader

    data = word(library_look, BOMBS[name])
    with that_ends(), pytest.raises(FaultyFile, match="is too large"):
        reader.read("x.docx", data)


def test_a_word_file_in_an_encoding_that_nobody_knows_is_one_line(library_look):
    from ordinance.formats.docx.read import document as reader

    with pytest.raises(FaultyFile, match="is no XML"):
        reader.read("x.docx", word(library_look, TEXT, first=b'<?xml version="1.0" encoding="x"?>'))


def unlike(paragraphs, words, kinds, seed):
    chance = random.Random(seed)
    made = (" ".join(f"w{chance.randrange(kinds)}" for _ in range(words)) for _ in range(paragraphs))
    return Document(title="T", blocks=tuple(Paragraph("body", (Run(text),)) for text in made))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paragraphs", "words", "kinds"), [(2000, 40, 3000), (2000, 40, 100), (1, 100_000, 3), (1, 40_000, 5000)]
)
def test_two_texts_that_have_nothing_in_common_are_compared_in_time(paragraphs, words, kinds):
    from ordinance.comparison.redline import compare

    old, new = (unlike(paragraphs, words, kinds, seed) for seed in (1, 2))
    with that_ends():
        compare(old, new)


def pdf(pages, drawn, form=None):
    pypdf = pytest.importorskip("pypdf")
    from pypdf import generic as g

    def stream(content, **keys):
        made = g.StreamObject()
        made._data = content
        made = made.flate_encode()
        made.update({g.NameObject(f"/{key}"): value for key, value in keys.items()})
        return writer._add_object(made)

    writer = pypdf.PdfWriter()
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = g.DictionaryObject({g.NameObject(key): g.NameObject(value) for key, value in face.items()})
    resources = g.DictionaryObject({g.NameObject("/Font"): g.DictionaryObject({g.NameObject("/F1"): writer._add_object(font)})})
    if form is not None:
        box = g.ArrayObject([g.FloatObject(0)] * 4)
        keys = {
            "Type": g.NameObject("/XObject"),
            "Subtype": g.NameObject("/Form"),
            "BBox": box,
            "Resources": resources.clone(writer),
        }
        resources[g.NameObject("/XObject")] = g.DictionaryObject({g.NameObject("/X"): stream(form, **keys)})
    content = stream(drawn)
    for _ in range(pages):
        page = writer.add_blank_page(600, 800)
        page[g.NameObject("/Contents")], page[g.NameObject("/Resources")] = content, resources
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LINE = b"BT /F1 12 Tf (The jail shall not hold a person) Tj ET\n"
DRAWN = {
    "a stream on every page": (1500, LINE * 200),
    "a long string": (1, b"BT /F1 12 Tf <" + b"41" * 5_000_000 + b"> Tj ET"),
    "a form in every line": (100, b"/X Do\n" * 200, LINE * 100),
    "steps without a word": (1, b"q Q\n" * 10**7),
}


@pytest.mark.slow
@pytest.mark.parametrize("given", DRAWN.values(), ids=DRAWN)
def test_a_small_pdf_that_draws_without_end_is_refused_in_time(given):
    from ordinance.formats import opening as foreign

    data = pdf(*given)
    assert len(data) < 400_000
    with that_ends(), pytest.raises(FaultyFile, match=r"draws more than any law has|is too long"):
        foreign.read("x.pdf", data)


@pytest.mark.parametrize("text", ["* [ ** _ " * 200_000, "a \n" * 500_000, "[x](https://a.b) " * 100_000, "word " * 500_000])
def test_a_markdown_file_of_marks_is_read_or_refused_at_once(text):
    from ordinance.formats.markdown import read as reader

    read_or_refused(lambda: reader.read("x.md", text.encode()))


def test_a_plain_text_of_a_million_lines_is_refused():
    from ordinance.formats import opening as foreign

    with pytest.raises(FaultyFile, match="more than 60,000 lines"):
        foreign.read("x.txt", b"a \n" * 500_000)


# --- a look of the PDF is a program (R11) ---

PACKAGE = '#let p = "@prev" + "iew/example:0.1.0"\n#import p: *\n'
LOOKS = {
    "a package under another name": ({"look.typ": PACKAGE}, r"Connection refused|failed to"),
    "a package in another file": ({"look.typ": '#include "more.txt"\n', "more.txt": PACKAGE}, r"Connection refused|failed to"),
    "a loop": ({"look.typ": "#let n = 0\n#while n < 1000000000000 { n += 1 }\n"}, r"not done after|infinite"),
}


@pytest.fixture
def pdf_look(tmp_path):
    """A function that lays files into a look of one's own, after what stands there."""
    pytest.importorskip("typst")
    look = tmp_path / "look"
    shutil.copytree(Library().folder("templates/pdf"), look)

    def lay(files):
        for name, text in files.items():
            old = (look / name).read_text(encoding="utf-8") if (look / name).exists() else ""
            write(look / name, f"{text}{old}")
        return look

    return lay


SHEET = Document(title="T", blocks=(Paragraph("body", (Run("a"),)),))


def test_a_look_of_one_s_own_makes_the_same_pdf(pdf_look):
    from ordinance.formats.pdf import write as writer

    assert writer.write(SHEET, pdf_look({})) == writer.write(SHEET, Library().folder("templates/pdf"))


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_reaches_no_network_and_ends(name, pdf_look, monkeypatch):
    from ordinance.formats.pdf import write as writer
    from ordinance.formats.pdf.write import foreign_look

    monkeypatch.setattr(foreign_look, "SECONDS", 5)
    files, words = LOOKS[name]
    look = pdf_look(files)
    with pytest.raises(Unwritable, match=words) as refused:
        writer.write(SHEET, look)
    assert "dns" not in str(refused.value).lower()


def test_a_look_reads_nothing_through_a_link_that_leaves_it(pdf_look, tmp_path):
    from ordinance.formats.pdf import write as writer

    write(tmp_path / "secret.txt", "secret words")
    look = pdf_look({"look.typ": '#panic(read("h.txt"))\n'})
    (look / "h.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(Unwritable, match="is a link that leads out of the look") as refused:
        writer.write(SHEET, look)
    assert "secret words" not in str(refused.value)


# --- unseen marks (R24) ---


def test_a_mark_that_turns_the_text_is_a_finding(laid):
    from ordinance.checks.model import run

    library = laid(("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", "name: Mill\u2066brook\n"))
    found = [one for one in run(drafted(library), library, date(2026, 11, 24)) if one.id == "direction-mark"]
    assert found
    assert all("\u2066" not in one.message and "U+2066" in one.message for one in found)
