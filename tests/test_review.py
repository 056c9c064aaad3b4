"""`ordinance review`: what is found in texts of our own, how files are read and refused, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import shipped_library
from work import that_ends

from ordinance.cli.main import cli
from ordinance.library.store import Library
from ordinance.reviews.judging import review, topics_of
from ordinance.reviews.lexicon import slots

TEXTS = Path(__file__).parent / "review-texts"
LABELLED = [one for path in sorted(TEXTS.glob("*.yaml")) for one in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


@pytest.mark.parametrize("label", LABELLED, ids=lambda one: one["name"])
def test_a_text_of_our_own_is_read_as_its_label_says(library: Library, label: dict[str, Any]) -> None:
    found = review(label["text"], library)
    also = set(label.get("also", ()))
    said = {topic: one.how for topic, one in found.topics.items() if one.how != "not-found" and topic not in also}
    assert said == {topic: how for topic, how in label["topics"].items() if topic not in also}
    if "stance" not in also:
        assert found.stance == label["stance"]


@pytest.mark.parametrize("label", LABELLED, ids=lambda one: one["name"])
def test_a_passage_is_what_stands_at_its_place(library: Library, label: dict[str, Any]) -> None:
    text = label["text"]
    for one in review(text, library).topics.values():
        for part in (*one.passages, *one.exceptions, *one.loopholes):
            assert text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    "way_out",
    [
        "where the Sheriff determines that cooperation would serve public safety",
        "where the Sheriff determines that cooperation would serve public safety or whenever ICE requests assistance",
        "when the moon is full",
    ],
)
def test_a_policy_that_does_not_apply_in_some_case_is_not_read_as_without_exception(library: Library, way_out: str) -> None:
    text = f"Deputies shall not honor an immigration detainer. This policy does not apply {way_out}."
    found = review(text, library).topics["detainer-refusal"]
    assert found.how == "with-exceptions"
    assert any(f"does not apply {way_out}" in one.text for one in found.exceptions)


def test_every_topic_of_a_policy_clause_is_answered(library: Library) -> None:
    found = review("Officers shall not ask about immigration status.", library)
    assert list(found.topics) == topics_of(library)
    assert {"detainer-refusal", "severability", "u-visa-certification"} <= set(found.topics)


def test_every_signal_names_concepts_and_topics_that_there_are(library: Library) -> None:
    words = library.review_words
    concepts = {one.id for one in words.concepts}
    kinds = {one.id for one in words.exceptions}
    for clause in library.clauses():
        for signal in clause.signals:
            assert {*signal.all, *signal.none, *signal.own} <= concepts, clause.id
            assert signal.topic is None or signal.topic in clause.topics, clause.id
        for variant in clause.variants:
            assert variant.signs is None or set(variant.signs.exceptions) <= kinds, clause.id
    assert set(words.general_exceptions) <= kinds
    assert {clause.id for clause in library.clauses() if clause.kind == "policy" and not clause.signals} <= {
        "surveillance-pause",
        "data-brokers",
        "council-notice",
        "patrol-contract",
    }


def test_every_phrase_can_be_read(library: Library) -> None:
    words = library.review_words
    lines = [line for one in (*words.concepts, *words.exceptions) for line in one.phrases]
    lines += [line for group in (*words.force.values(), *words.roles.values()) for line in group]
    for line in lines:
        assert slots(line), line


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments])


def test_json_has_the_shape_that_is_promised(tmp_path: Path) -> None:
    file = tmp_path / "law.txt"
    file.write_text("Sec. 1. Officers shall not ask about immigration status, except as required by law.", encoding="utf-8")
    found = json.loads(run(str(file), "--format", "json").stdout)
    assert set(found) == {"stance", "topics"}
    one = found["topics"]["status-inquiry"]
    assert one["how"] == "savings-only"
    assert one["exceptions"][0]["kind"] == "as-law-requires"
    assert one["passages"] == [
        {"text": "Officers shall not ask about immigration status, except as required by law.", "start": 8, "end": 83}
    ]
    assert one["clause"] == "status-inquiry"
    assert 0 < one["confidence"] < 1
    assert found["topics"]["jail-access"]["how"] == "not-found"
    assert found["topics"]["jail-access"]["closest"] is None


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_report_quotes_places_and_says_not_found(tmp_path: Path, form: str) -> None:
    file = tmp_path / "law.txt"
    file.write_text("Section 5. Detainers.\n\nThe jail shall not hold a person on an immigration detainer.\n", encoding="utf-8")
    done = run(str(file), "--format", form, "--place", "ithaca-ny", "--full")
    assert done.exit_code == 0
    said = " ".join(done.output.split())
    assert "The jail shall not hold a person on an immigration detainer." in said
    assert "(Section 5, line 3)" in said
    assert "Not found" in said
    assert "Counsel must read the text itself." in said
    assert "State law (New York)" in said


def test_a_text_about_something_else_is_said_to_be_that(tmp_path: Path) -> None:
    file = tmp_path / "zoning.txt"
    file.write_text(
        "Section 1. No fence shall be higher than six feet. The owner shall mend it within 30 days.", encoding="utf-8"
    )
    done = run(str(file), "--full")
    assert done.exit_code == 0
    assert "Stance: unrelated." in done.stdout
    assert run(str(file)).stdout.startswith("zoning.txt: stance unrelated\n")
    assert "seems to be about something else" in done.stderr


REFUSED = {
    "empty.txt": (b" \n\n", "is empty"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n0000", "is named .pdf and holds a picture; save it as what its name says"),
    "page.txt": (b"<!DOCTYPE html><html><body>Officers shall not</body></html>", "is named .txt and holds a web page (.html)"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "holds a Word file of the old kind (.doc)"),
    "zip.docx": (b"PK\x03\x04nonsense", "is damaged and cannot be unpacked"),
    "binary.txt": (b"\x00\x01\x02\x03" * 50, "holds no text, or text that is damaged"),
    "law.odt": (b"PK", "ends in .odt, and only .docx, .md, .txt, .html and .pdf are read"),
    "law": (b"Officers shall not", "has no ending"),
    "broken.pdf": (b"%PDF-1.7\nnothing here", "is damaged and cannot be read as a PDF"),
    "ley.txt": (
        "Los agentes de la policía no podrán preguntar a ninguna persona sobre su estado migratorio, ni detener a una persona por"
        " una orden de la oficina de inmigración.".encode(),
        "is not in English: it looks like Spanish; only English is reviewed",
    ),
    "zh.md": ("警察不得询问任何人的移民身份，也不得因移民局的要求而拘留任何人。".encode(), "looks like Chinese or Japanese"),
    "signs.txt": (b"%%%% ---- 12345 #### 999 ++++ |||| 000 a b c", "holds no readable text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_reviewed_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, words = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(data)
    done = run(str(file), "-o", str(tmp_path / "out.txt"))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {file}")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"Officers shall not ask. " * 900_000)
    done = run(str(file))
    assert (done.exit_code, done.stderr) == (2, f"Error: {file}: is too large; more than 20 MB are not read\n")


def test_a_web_page_loses_what_is_struck_and_its_scripts(tmp_path: Path) -> None:
    file = tmp_path / "law.html"
    file.write_text(
        "<!DOCTYPE html><html><head><title>x</title></head><body><script>detainer()</script><h1>Rules</h1>"
        "<p>Officers shall not ask about immigration status. <del>Officers shall not honor immigration detainers.</del></p>"
        "<p>The jail shall not:</p><ol><li>give ICE access to persons in custody;</li><li>sign a 287(g) agreement.</li></ol>"
        "</body></html>",
        encoding="utf-8",
    )
    topics = json.loads(run(str(file), "--format", "json").stdout)["topics"]
    assert {topic: one["how"] for topic, one in topics.items() if one["how"] != "not-found"} == {
        "status-inquiry": "absolute",
        "jail-access": "absolute",
        "no-287g": "absolute",
    }


def test_a_word_file_loses_what_is_struck_or_deleted_and_keeps_what_is_inserted(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word = Document()
    word.add_paragraph("Officers shall not ask about immigration status. ")
    word.add_paragraph("").add_run("Officers shall not honor immigration detainers.").font.strike = True
    changed = word.add_paragraph("")
    run_of = '<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
    for name, tag, words in (
        ("del", "delText", "The jail shall not give ICE access to persons in custody."),
        ("ins", "t", "The jail shall not enter into a 287(g) agreement."),
    ):
        inner = run_of.format(tag=tag, words=words)
        changed._p.append(parse_xml(f'<w:{name} {nsdecls("w")} w:id="1" w:author="a">{inner}</w:{name}>'))
    file = tmp_path / "law.docx"
    word.save(str(file))
    topics = json.loads(run(str(file), "--format", "json").stdout)["topics"]
    assert {topic: one["how"] for topic, one in topics.items() if one["how"] != "not-found"} == {
        "status-inquiry": "absolute",
        "no-287g": "absolute",
    }


RULE = "The jail shall not hold a person on an immigration detainer."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notepad.txt", RULE.encode("utf-16")),
        ("no-mark.txt", RULE.encode("utf-16-le")),
        ("page.html", f"<html><body><p>{RULE}</p></body></html>".encode("utf-16")),
        ("piece-of-a-page.html", f"Sec. 1<br>{RULE}<br>".encode()),
        ("quotes.txt", f"The County’s rule — {RULE}".encode("cp1252")),
        ("unseen-marks.txt", RULE.replace("detainer", "de\u200btainer").replace("immigration", "immi\u00adgration").encode()),
        ("letters-set-as-one.txt", RULE.replace("The jail", "The sheriﬀ").encode()),
        ("broken-at-a-line.txt", RULE.replace("detainer", "detain-\n   er").encode()),
    ],
)
def test_a_text_is_read_however_it_was_saved(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path / name), "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["topics"]["detainer-refusal"]["how"] == "absolute"


@pytest.mark.parametrize("filling", ["; " + RULE[:-1], " ", "[", "((", "~~x", "**", "\n"], ids=repr)
def test_a_text_without_sense_takes_no_long_time(library: Library, filling: str) -> None:
    long = RULE + filling * (200_000 // len(filling)) + "."
    with that_ends():
        review(long, library)
