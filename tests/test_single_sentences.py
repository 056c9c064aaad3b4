"""The single sentences of the shipped variants: none of the text's exceptions is lost on a page that prints one line a clause."""

import re

import pytest
from conftest import DAY, shipped_library

from ordinance.checks.library import check_library
from ordinance.drafting.assembly import draft, facts_of
from ordinance.drafting.filling import render, sentences
from ordinance.drafting.selection import Wishes
from ordinance.library import legal_text, templates

SHIPPED = shipped_library()
VARIANTS = {
    f"{clause.id}={variant.id}": (clause, variant)
    for clause in SHIPPED.clauses()
    if clause.kind == "policy"
    for variant in clause.variants
}

#: The words with which a text says that a rule does not reach an act.
CARVES_OUT = re.compile(r"\bdo(?:es)? not (?:prohibit|apply|require|limit|bind|reach)\b|\bexcept\b|\bunless\b", re.IGNORECASE)

#: Sentences that stand for a section which the clause requires, or for an officer whom the body cannot direct.
SHARED = (
    "Exception: if a court judge has signed a warrant for it, or a court has ordered it.",
    "Exception: if a law makes staff do it, and the government's lawyer names that law in writing.",
    "Exception: if you ask for it in a signed paper, after staff tell you that you can talk to a lawyer first.",
    "Exception: staff must act at once to save a life or stop a serious injury.",
    "Exception: if a law or a court order says something else.",
    "{% if independent %}Limit: staff of {{ the.independent }} may not have to follow this rule.{% endif %}",
)

#: Variants with fewer sentences of their own than the text has carve-outs, and why none is lost.
FEWER = {
    "detainer-refusal=conviction-carve-out": "one hold is carved out of five subsections; (no-life) narrows the exceptions",
    "release-date=serious-conviction": "(relay) carves out the same notice as (carve-out)",
    "jail-access=criminal-purpose": "the four points of (statement) are one condition; (audit) narrows it",
    "joint-operations=bar-and-verify": "the terms of a task force are duties; a sealed part of a filing touches nobody",
    "joint-operations=bar-with-life-safety": "(safety) has calls, first aid and protection in one sentence; task forces as above",
    "data-privacy=short-retention": "what is kept longer is two sentences, and (hold) repeats (delete)",
    "demand-protocol=court-first": "(answer) is about what a letter says; (no-answer) and (court) are the rule itself",
    "data-brokers=no-sale-no-purchase": "the terms that a contract must have are duties",
}


def carve_outs(variant):
    """The items of a text that carve something out: the item itself or, where it introduces a list of acts, each of these."""
    for node in legal_text.walk(SHIPPED.tree(variant.text)):
        words = templates.source(node.template)
        if CARVES_OUT.search(words):
            acts = [child for child in node.children if child.kind == "item"] if words.rstrip().endswith(":") else []
            yield from acts or [node]


def own(variant):
    return [one for one in variant.short.exceptions if one not in SHARED]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_has_a_sentence_for_each_carve_out_of_its_text(name):
    variant = VARIANTS[name][1]
    lost = len(list(carve_outs(variant))) - len(own(variant))
    assert (lost > 0) == (name in FEWER), f"{lost} carve-outs more than sentences"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_carve_out_that_depends_on_the_place_has_a_sentence_under_the_same_condition(name):
    variant = VARIANTS[name][1]
    conditions = {
        test
        for one in variant.short.exceptions
        for part in templates.compile_text(one)
        if isinstance(part, templates.Choose)
        for test, _ in part.branches
    }
    missing = [node.name for node in carve_outs(variant) if node.when is not None and node.when not in conditions]
    assert missing == []


@pytest.mark.parametrize("name", VARIANTS)
def test_a_clause_under_the_general_exceptions_says_so_in_a_sentence_on_courts_and_one_on_other_law(name):
    clause, variant = VARIANTS[name]
    if "exceptions" in (*clause.requires, *variant.requires):
        said = " ".join(variant.short.exceptions)
        assert "court" in said
        assert re.search(r"\blaw\b", said)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_sentences_are_single_sentences_of_their_kind(name):
    short = VARIANTS[name][1].short
    bare = [re.sub(r"\{[{%].*?[%}]\}", "", one) for one in (short.does, *short.exceptions, *short.staff)]
    assert [one for one in bare if not one.endswith(".") or re.search(r"[.!?] [A-Z]", one)] == []
    assert [one for one in bare[1 : 1 + len(short.exceptions)] if not one.startswith(("Exception: ", "Limit: "))] == []
    assert 1 <= len(short.staff) <= 4


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("place", [SHIPPED.sample_place(), SHIPPED.sample_county()], ids=lambda place: place.id)
def test_no_sentence_is_long(name, place):
    does, exceptions, staff = filled(name, place)
    assert len(does.split()) <= 22
    assert [one for one in exceptions if len(one.split()) > 35] == []
    assert [one for one in staff if len(one.split()) > 26] == []


@pytest.mark.parametrize("name", VARIANTS)
def test_no_sentence_promises_a_result(name):
    short = VARIANTS[name][1].short
    promised = re.compile(r"\b(safe|protected from|keeps? out|kept out|never be)\b", re.IGNORECASE)
    assert [one for one in (short.does, *short.exceptions) if promised.search(one)] == []


def filled(name, place):
    clause, variant = VARIANTS[name]
    instrument = (*variant.instruments, *clause.instruments, "ordinance")[0]
    made = draft(SHIPPED, place, Wishes(instrument, {clause.id: variant.id}))
    facts = facts_of(SHIPPED, made.selection)(clause)
    return render(variant.short.does, facts), sentences(variant.short.exceptions, facts), sentences(variant.short.staff, facts)


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("place", [SHIPPED.sample_place(), SHIPPED.sample_county()], ids=lambda place: place.id)
def test_the_sentences_fill_in_a_city_and_a_county(name, place):
    does, exceptions, staff = filled(name, place)
    assert [one for one in (does, *exceptions, *staff) if not one or re.search(r"[{}]|\s\s", one)] == []
    assert exceptions
    assert staff


def test_where_a_condition_does_not_hold_its_sentence_is_left_out():
    facts = {"independent": False, "the": {"independent": "the sheriff"}}
    assert sentences(("Limit: one.", SHARED[-1]), facts) == ("Limit: one.",)
    assert sentences((SHARED[-1],), {**facts, "independent": True}) == (
        "Limit: staff of the sheriff may not have to follow this rule.",
    )


SHORT = """\
    short:
      does: Nobody is held for a letter.
      exceptions: ["Exception: a court said so."]
      staff: [Hold nobody for a letter.]
"""


#: The words of the small library, which a misspelt one is told.
KNOWN = "agency, body, employee, government, head, independent, place"


def found(library, *words):
    return [one.message for one in check_library(library, DAY) if all(word in one.message for word in words)]


def test_the_check_of_a_library_asks_for_the_sentences_of_a_policy_variant(laid):
    told = "holds has no single sentences (short) for court-order"
    assert told in found(laid(), "single sentences")
    complete = laid(("clauses/custody/holds.yaml", "    plain:", SHORT + "    plain:"))
    assert found(complete, "court-order", "single sentences") == []


@pytest.mark.parametrize(
    ("line", "empty", "told"),
    [
        (
            '      exceptions: ["Exception: a court said so."]\n',
            "",
            "holds has no exceptions in the single sentences of court-order",
        ),
        ("      staff: [Hold nobody for a letter.]\n", "", "holds has no orders to staff in the single sentences of court-order"),
    ],
)
def test_the_check_asks_for_exceptions_and_orders(laid, line, empty, told):
    short = SHORT.replace(line, empty)
    assert found(laid(("clauses/custody/holds.yaml", "    plain:", short + "    plain:")), "single sentences of") == [told]


def test_the_check_finds_a_sentence_that_cannot_be_filled(laid):
    short = SHORT.replace("Nobody is held", '"{{ the.jailer }} holds nobody').replace("a letter.\n", 'a letter."\n', 1)
    told = found(laid(("clauses/custody/holds.yaml", "    plain:", short + "    plain:")), "the.jailer")
    assert set(told) == {"holds=court-order: {{ the.jailer }} names no fact ('jailer'; known: " + KNOWN + ")"}
