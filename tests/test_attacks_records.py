"""Records, templates and messages made to break the program: each is refused in one short line."""

import json

import pytest
from attack_runs import said
from conftest import SMALL, drafted, write

from ordinance.errors import FaultyFile, brief
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.library import legal_text, strict_yaml, templates
from ordinance.library.store import Library

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
