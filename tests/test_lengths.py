"""The two lengths of law: the short one is the default, keeps its budgets everywhere, and is law of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner
from conftest import DAY, shipped_library

import ordinance as o
from ordinance.checks.library import check_library
from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.local_rules import sentences_for
from ordinance.drafting.model import Draft, plain, walk
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

INSTRUMENTS = ("ordinance", "resolution", "executive-order", "policy")
#: Words with recitals: what a body of this kind has really passed, and no more.
BUDGETS = {
    "core": 1800,
    "first-step": 1300,
    "data-first": 2000,
    "no-police": 1500,
    "independent-sheriff": 2200,
    "full": 4500,
    "state-preempted": 1400,
}
RESOLUTION, ORDER, ONE_CLAUSE = 750, 1000, 750
#: Words that the sentences of a state's own law may add to that.
STATE = 400


@pytest.fixture(scope="module")
def shipped() -> Library:
    return shipped_library()


def words_of(made: Draft) -> int:
    """Return the words of the law: long title, reasons, enacting words, headings, sections; not notices, notes and signatures."""
    law = [plain(made.caption), *map(plain, made.recitals), plain(made.formula.pieces)]
    for section in made.sections:
        law += [section.heading, *(plain(one.pieces) for one in walk(section.provisions))]
    return len(" ".join(law).split())


def words_of_state(made: Draft) -> int:
    """Return the words of the sentences that the state's own law adds."""
    return sum(len(text.split()) for own in sentences_for(made.selection).values() for _, text in own)


def tried(library: Library, place: str, **wishes: object) -> Draft | None:
    try:
        return draft(library, library.place(place), Wishes(length="short", **wishes))  # type: ignore[arg-type]
    except BadChoice:
        return None


def sentences(made: Draft) -> Iterator[str]:
    for section in made.sections:
        for provision in walk(section.provisions):
            yield from (one for one in re.split(r"(?<=[.;:])\s+(?=[A-Z“(])", plain(provision.pieces)) if one.strip())


@pytest.mark.parametrize("package", BUDGETS)
def test_a_short_ordinance_keeps_its_budget_in_every_place(shipped, package):
    drafts = {name: tried(shipped, name, package=package) for name in shipped.place_files}
    own = {name: words_of_state(made) for name, made in drafts.items() if made is not None}
    counts = {name: words_of(made) - own[name] for name, made in drafts.items() if made is not None}
    assert counts
    assert {name: count for name, count in counts.items() if count > BUDGETS[package]} == {}
    assert {name: count for name, count in own.items() if count > STATE} == {}


@pytest.mark.parametrize(("instrument", "most"), [("resolution", RESOLUTION), ("executive-order", ORDER)])
def test_a_short_resolution_and_order_keep_theirs(shipped, instrument, most):
    drafts = {name: tried(shipped, name, instrument=instrument) for name in shipped.place_files}
    counts = {name: words_of(made) for name, made in drafts.items() if made is not None}
    assert counts
    assert {name: count for name, count in counts.items() if count > most} == {}


def test_one_clause_alone_is_a_page(shipped):
    policies = [clause for clause in shipped.clauses() if clause.kind == "policy"]
    for clause in policies:
        beside = tuple(one.id for one in policies if one.id != clause.id)
        for variant in clause.variants:
            made = tried(shipped, "philadelphia-pa", choose={clause.id: variant.id}, leave_out=beside)
            assert made is None or words_of(made) <= ONE_CLAUSE, (clause.id, variant.id, words_of(made))


@pytest.mark.parametrize("package", ["core", "full"])
def test_short_sentences_are_short(shipped, package):
    for place in shipped.place_files:
        made = tried(shipped, place, package=package)
        if made is None:
            continue
        lengths = [len(one.split()) for one in sentences(made)]
        assert sum(lengths) / len(lengths) <= 25
        assert [one for one in sentences(made) if len(one.split()) > 60] == [], place


def test_a_short_draft_has_at_most_five_reasons_and_the_state_s_act_among_them(shipped):
    for place in shipped.place_files:
        made = tried(shipped, place)
        assert made is None or len(made.recitals) <= 5
    ithaca = tried(shipped, "ithaca-ny")
    assert ithaca is not None
    assert "996-a" in plain(ithaca.recitals[0])
    assert "wells-v-demarco" in plain(ithaca.recitals[1])


def test_a_short_draft_has_few_comments_and_none_is_long(shipped):
    for place in shipped.place_files:
        for length in ("short", "full"):
            made = draft(shipped, shipped.place(place), Wishes(length=length))
            comments = build(made, shipped, Options("comments", DAY)).comments
            assert len(comments) <= 25, (place, length)
            for comment in comments:
                said = " ".join("".join(getattr(run, "text", "x") for run in line.content) for line in comment.body)
                assert len(said.split()) <= 60, (place, said)


def test_short_is_the_default_of_the_commands_and_of_python(shipped, tmp_path, monkeypatch):
    monkeypatch.delenv("ORDINANCE_LENGTH")
    file = tmp_path / "draft.md"
    CliRunner().invoke(cli, ["draft", "ithaca-ny", "-o", str(file), "--record", str(tmp_path / "r.json"), "--commentary", "none"])
    assert len(file.read_text(encoding="utf-8").split()) < 2500
    assert '"length": "short"' in (tmp_path / "r.json").read_text(encoding="utf-8")
    assert o.draft(shipped, "ithaca-ny", on=DAY).draft.selection.length == "short"


def test_both_lengths_have_the_same_selection(shipped):
    for place in shipped.place_files:
        short, full = (draft(shipped, shipped.place(place), Wishes(length=length)).selection for length in ("short", "full"))
        assert [(one.clause.id, one.variant.id) for one in short.chosen] == [
            (one.clause.id, one.variant.id) for one in full.chosen
        ]
        assert [one.clause.id for one in short.left_out] == [one.clause.id for one in full.left_out]


def test_a_short_resolution_is_spoken(shipped):
    made = tried(shipped, "ithaca-ny", instrument="resolution")
    assert made is not None
    printed = [
        "".join(getattr(run, "text", "") for run in block.content)
        for block in build(made, shipped, Options("none", DAY)).blocks
        if getattr(block, "style", "") == "recital"
    ]
    resolved = [line for line in printed if line.startswith("RESOLVED, that ")]
    assert len(resolved) == len(made.sections)
    assert all(line.endswith("; and be it further") for line in resolved[:-1])
    assert resolved[-1].endswith(".")
    assert not any("“" in line and "means" in line for line in resolved)


def test_an_annex_stands_behind_a_short_ordinance(shipped, tmp_path):
    made = o.draft(shipped, "ithaca-ny", on=date(2026, 11, 24), annex=True)
    text = o.encode(made, "md", commentary="none").decode()
    law, _, annex = text.partition("# Administrative procedures")
    assert len(annex.split()) > 2 * len(law.split())
    assert "Procedure 1. Definitions" in annex
    anchors = {section.anchor for section in made.draft.sections}
    assert anchors.isdisjoint(section.anchor for section in made.draft.annex)
    with pytest.raises(BadChoice, match="leave one of the two out"):
        o.draft(shipped, "ithaca-ny", on=DAY, annex=True, length="full")
    with pytest.raises(BadChoice, match="leave --annex out"):
        o.encode(made, "json")


def test_compare_shows_both_lengths_of_a_clause(shipped):
    ran = CliRunner().invoke(cli, ["compare", "release-date", "--lengths", "--place", "ithaca-ny"])
    assert ran.exit_code == 0
    assert "Leaves open:" in ran.output
    assert len(ran.output.splitlines()) <= 40
    records = o.compare(shipped, "release-date", place="ithaca-ny", lengths=True, on=DAY).records
    assert [one["variant"] for one in records] == [one.id for one in shipped.clause("release-date").variants]
    assert all(len(" ".join(one["short"]).split()) * 2 < len(" ".join(one["full"]).split()) for one in records)
    refused = CliRunner().invoke(cli, ["compare", "--lengths"])
    assert (refused.exit_code, "one CLAUSE" in refused.output) == (2, True)


def test_a_clause_without_a_place_in_a_short_form_is_refused(shipped):
    with pytest.raises(BadChoice, match="definitions: has no place in a short resolution"):
        draft(shipped, shipped.place("ithaca-ny"), Wishes(length="short", instrument="resolution", include=("definitions",)))


@pytest.mark.parametrize(("words", "told"), [(40, False), (41, True)])
def test_a_condition_in_a_short_definition_is_not_counted_as_words(laid, words, told):
    short = f"    short: |\n      means {{% if instrument.policy %}}{' '.join(['word'] * (words - 1))}{{% endif %}}.\n"
    library = laid(("clauses/definitions.yaml", "    commentary: A clerk's stamp", short + "    commentary: A clerk's stamp"))
    assert any(one.id == "short-long" and "court-order" in one.message for one in check_library(library, DAY)) == told


@pytest.mark.parametrize(("instrument", "most"), [("ordinance", 1800), ("resolution", RESOLUTION)])
def test_what_a_body_is_handed_keeps_the_bound_with_its_notices_and_signatures(shipped, instrument, most):
    made = o.draft(shipped, "ithaca-ny", instrument=instrument, on=DAY)
    assert len(o.encode(made, "txt", commentary="none").split()) <= most


def test_a_short_draft_names_no_act_that_nobody_read_beside_one_that_was(shipped):
    made = tried(shipped, "ithaca-ny")
    assert made is not None
    law = " ".join([*map(plain, made.recitals), *(plain(one.pieces) for s in made.sections for one in walk(s.provisions))])
    assert "996-a" in law
    assert "170-k" not in law


def test_compare_takes_a_length_and_shows_the_text_that_a_body_would_adopt(shipped, monkeypatch):
    monkeypatch.delenv("ORDINANCE_LENGTH")

    def said(*more: str) -> int:
        ran = CliRunner().invoke(cli, ["compare", "release-date", "--place", "ithaca-ny", "--full", *more])
        assert ran.exit_code == 0, ran.output
        return len(ran.output.split())

    assert said() < said("--length", "full")
    short, full = (o.compare(shipped, "release-date", place="ithaca-ny", length=one, on=DAY).records for one in ("short", "full"))
    assert short[0]["variants"][0]["answers"] != full[0]["variants"][0]["answers"]


def test_two_short_drafts_are_compared_by_their_short_texts(shipped):
    ithaca, kirkland = (o.draft(shipped, name, on=DAY) for name in ("ithaca-ny", "kirkland-wa"))
    assert o.compare(shipped, drafts=(ithaca, kirkland), on=DAY).records
    full = o.draft(shipped, "ithaca-ny", on=DAY, length="full")
    other = {one["clause"]: one["result"] for one in o.compare(shipped, drafts=(ithaca, full), on=DAY).records}
    assert other["release-date"] == "other-text"


def test_what_a_short_text_leaves_open_is_told_wherever_it_is_chosen(shipped):
    line = shipped.clause("release-date").variants[0].brief.opens[0].partition(",")[0]
    full = {"length": "full", "on": DAY}
    compared = [o.compare(shipped, "release-date", place="ithaca-ny", length=one, on=DAY) for one in ("short", "full")]
    assert ["opens" in one.records[0]["variants"][0]["answers"] for one in compared] == [True, False]
    memos = [o.memo(shipped, "ithaca-ny", attach=("options",), **how) for how in ({"on": DAY}, full)]
    assert [line in o.encode(one, "md").decode() for one in memos] == [True, False]
    drafts = [o.draft(shipped, "ithaca-ny", **how) for how in ({"on": DAY}, full)]
    for commentary in ("inline", "notes"):
        assert [line in o.encode(one, "md", commentary=commentary).decode() for one in drafts] == [True, False], commentary


def test_the_notes_of_a_short_draft_say_which_text_they_were_written_beside(shipped):
    said = "These notes were written beside the full text."
    drafts = [o.draft(shipped, "ithaca-ny", on=DAY, length=one) for one in ("short", "full")]
    assert [said in o.encode(one, "md", commentary="notes").decode() for one in drafts] == [True, False]
