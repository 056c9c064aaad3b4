"""Counsel's round trip in three places, by two authors: sent, marked up, listed, taken in part, drafted again, sent again."""

import pytest
from click.testing import CliRunner
from word_edits import Word

from ordinance.cli.main import cli
from ordinance.formats.docx.read import document as docx

ANN, BEN = "Ann Attorney", "Ben Clerk"

#: Place, instrument; what Ann changes, what Ben strikes or changes, and where Ben asks.
TRIPS = [
    (
        "ithaca-ny",
        "ordinance",
        ("without delay", "within one hour"),
        ("by the usual door", "by the front door"),
        "in the usual way",
    ),
    (
        "kirkland-wa",
        "policy",
        ("without delay", "within one hour"),
        ("in the usual way", "as others do"),
        "hide a person from one",
    ),
    ("vernon-vt", "resolution", ("commands no", "command no"), ("within 90 days", "within 60 days"), "block or mislead"),
]


@pytest.mark.parametrize(("place", "instrument", "first", "second", "asked"), TRIPS, ids=[trip[0] for trip in TRIPS])
def test_a_round_trip(tmp_path, monkeypatch, place, instrument, first, second, asked):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        done = CliRunner().invoke(cli, [*words])
        assert done.exit_code == 0, done.output
        return done.output

    kind = ("--instrument", instrument, "--length", "short")
    run("draft", place, *kind, "-o", "sent.docx", "--record", "sent.json")
    word = Word((tmp_path / "sent.docx").read_bytes())
    made = [
        (old, new, who) for (old, new), who in ((first, ANN), (second, BEN)) if any(old in word.text(p) for p in word.body.iter())
    ]
    for old, new, who in made:
        word.replace(old, new, who)
    word.comment(asked, "Is this needed?", BEN)
    (tmp_path / "back.docx").write_bytes(word.bytes())
    listed = run("take", "back.docx", "--for", "sent.json")
    for _, new, who in made:
        assert who in listed
        assert new.split()[-2] in listed
    assert f"{BEN} on “{asked}”: Is this needed?" in listed
    said = run("take", "back.docx", "--for", place, *kind, "--accept", "1")
    assert "1 entries of local wording" in said
    assert "Is this needed?" in (tmp_path / "back-open.md").read_text(encoding="utf-8")
    again = ("--wording", f"{place}-wording.yaml")
    run("draft", place, *kind, *again, "-o", "second.docx", "--record", "second.json")
    words = str(docx.read("x", (tmp_path / "second.docx").read_bytes()).document.blocks)
    assert made[0][1].split()[-1] in words
    three = run("redline", "sent.json", "back.docx", place, *kind, "-o", "three.docx")
    assert "Wrote three.docx" in three
    authors = {mark.author for one in docx.read("x", (tmp_path / "three.docx").read_bytes()).traces for mark in one.marks}
    assert authors == {who for _, _, who in made}
    run("check", "back.docx", "--accepted", "--for", "sent.json")
