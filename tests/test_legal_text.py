"""Clause text into its tree: what each way of writing becomes, and what is refused on which line."""

import re
from collections.abc import Iterator

import pytest

from ordinance.library import legal_text, templates
from ordinance.library.legal_text import Node

MARKS = {"\ue002": "‹", "\ue003": "›", "\ue004": "«", "\ue005": "»"}


def outline(nodes: tuple[Node, ...], depth: int = 0) -> Iterator[str]:
    """One line a node: a mark for its kind, its words with <links>, ‹emphasis› and «strong» words, its name and condition."""
    for node in nodes:
        words = templates.source(node.template)
        for number, link in enumerate(node.links):
            target = "/".join(part for part in (link.target, link.item) if part)
            words = words.replace(f"\ue000{number}\ue001", f"<{link.kind}:{target}{'|' + link.text if link.text else ''}>")
        words = "".join(MARKS.get(letter, letter) for letter in words)
        name = f" #{node.name}" if node.name else ""
        when = " when" if node.when is not None else ""
        yield f"{'   ' * depth}{ {'item': '1.', 'bullet': '-', 'paragraph': '='}[node.kind] } {words}{name}{when}"
        yield from outline(node.children, depth + 1)


READ = [
    ("one paragraph", "Nobody asks.", ["= Nobody asks."]),
    ("two paragraphs", "One.\n\nTwo,\nstill two.", ["= One.", "= Two, still two."]),
    ("a list", "1. One.\n\n2. Two.", ["1. One.", "1. Two."]),
    ("a tight list", "1. One.\n2. Two.\n   1. deep;\n   2. deeper.", ["1. One.", "1. Two.", "   1. deep;", "   1. deeper."]),
    ("a lead and its list", "Nobody may:\n\n1. ask; or\n\n2. tell.", ["= Nobody may:", "1. ask; or", "1. tell."]),
    (
        "three levels and flush text",
        "1. One:\n\n   1. two:\n\n      1. three.\n\n   Flush with one.\n\n2. Next.",
        ["1. One:", "   1. two:", "      1. three.", "   = Flush with one.", "1. Next."],
    ),
    ("bullets", "- a\n- b", ["- a", "- b"]),
    ("names", "1. One.\n   {: #one }\n\n2. Two.\n   {: #two }", ["1. One. #one", "1. Two. #two"]),
    ("a condition", '1. One.\n   {: when="has.jail" }\n\n2. Two.', ["1. One. when", "1. Two."]),
    ("a name and a condition", '1. One.\n   {: #a when="not has.jail and independent" }', ["1. One. #a when"]),
    ("a named paragraph", "One.\n{: #one }", ["= One. #one"]),
    ("a reference", "See [](#rule).", ["= See <item:rule>."]),
    (
        "a reference to another section",
        "[](#exceptions/court-order) and [](#exceptions)",
        ["= <section:exceptions/court-order> and <item:exceptions>"],
    ),
    ("a reference to groups", "[](group:custody+cooperation)", ["= <group:custody+cooperation>"]),
    ("sources", "[](cite:a) [](evidence:b) [](precedent:c)", ["= <cite:a> <evidence:b> <precedent:c>"]),
    ("a blank", "[number of the form](blank:)", ["= <blank:|number of the form>"]),
    ("a page", "[the code](https://a.gov/b_c)", ["= <page:https://a.gov/b_c|the code>"]),
    ("the definitions", "In this chapter:\n\n[](definitions:)", ["= In this chapter:", "= <definitions:>"]),
    ("emphasis", "*one* and **two *three***", ["= ‹one› and «two ‹three›»"]),
    ("an id in code", "the variant `no-hold` and `a*b`", ["= the variant no-hold and a*b"]),
    ("escapes", r"2 \* 3 and \[x\]", ["= 2 * 3 and [x]"]),
    ("signs that are no mark-up", "5 < 6 & 7 > 3, snake_case_word", ["= 5 < 6 & 7 > 3, snake_case_word"]),
    ("an entity", "AT&amp;T", ["= AT&amp;T"]),
    ("a fact", "The {{ place.noun }}.", ["= The {{ place.noun }}."]),
    ("marks inside an expression", "{% if place.name == '*a*' %}x{% endif %} *y*", ["= x ‹y›"]),
    ("quotation marks", "the \"rule\" isn't 'new'", ["= the “rule” isn’t ‘new’"]),
    ("quotation marks round a fact", 'called "{{ place.name }}" here', ["= called “{{ place.name }}” here"]),
    ("a section sign", "9 U.S.C. § 373 and Section 4", ["= 9 U.S.C.\u00a0§\u00a0373 and Section\u00a04"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_what_is_written_becomes_a_tree(text, expected):
    assert list(outline(legal_text.parse(text))) == expected


REFUSED = [
    ("html", "One.\n\nTwo <b>three</b>.", [(2, "HTML is not accepted; write Markdown")]),
    ("a comment", "One <!-- two -->.", [(0, "HTML is not accepted; write Markdown")]),
    ("an address in angles", "See <https://a.gov>.", [(0, "HTML is not accepted; write Markdown")]),
    ("a heading", "One.\n\n## Two", [(2, "a heading has no place in this text")]),
    ("an underlined heading", "One.\n\nTwo\n===", [(2, "a heading has no place in this text")]),
    ("code", "One.\n\n    two", [(2, "an indented block has no place in this text")]),
    ("a rule", "One.\n\n---\n\nTwo.", [(0, "a rule has no place in this text")]),
    ("a quotation", "One.\n\n> Two.", [(2, "a quotation has no place in this text")]),
    ("an image", "![](a.png)", [(0, "an image has no place in this text")]),
    ("a line break", "One.  \nTwo.", [(0, "a line break of two spaces has no place in this text")]),
    ("an unknown link", "One.\n\nSee [it](law:9).", [(2, "the link [it](law:9) is of no known kind")]),
    ("a plain page", "[it](http://a.com)", [(0, "the link [it](http://a.com) is of no known kind")]),
    ("a script", "[it](javascript:x)", [(0, "the link [it](javascript:x) is of no known kind")]),
    ("a cite with words", "[words](cite:a)", [(0, "the link [words](cite:a) is of no known kind")]),
    ("a reference with words", "[words](#rule)", [(0, "the link [words](#rule) is of no known kind")]),
    ("a blank without words", "[](blank:)", [(0, "the link [](blank:) is of no known kind")]),
    ("a reference in capitals", "[](#Rule)", [(0, "the link [](#Rule) is of no known kind")]),
    ("a fact in a link", "[{{ place.name }}](blank:)", [(0, "a link cannot hold a fact; write the fact outside it")]),
    ("a name given twice", "1. a\n   {: #x }\n\n2. b\n   {: #x }", [(4, "the name #x stands twice; a reference needs one")]),
    (
        "an unknown attribute",
        '1. a\n   {: title="x" }',
        [(0, "unknown attribute 'title'; an item may have #name and when=\"…\"")],
    ),
    ("nothing", "\n\n", [(0, "has no text")]),
]


@pytest.mark.parametrize(("text", "problems"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_clause_text_is_refused_with_its_line(text, problems):
    with pytest.raises(legal_text.TextProblem) as raised:
        legal_text.parse(text)
    assert list(dict.fromkeys(raised.value.problems)) == problems


@pytest.mark.parametrize("text", ["1. a {: #x }", "One.\n\n{: #x }\n\nTwo."], ids=["on the item's line", "by itself"])
def test_an_attribute_list_stands_on_a_line_of_its_own_under_its_item(text):
    with pytest.raises(legal_text.TextProblem, match=re.escape("an attribute list {: … } must stand on a line of its own")):
        legal_text.parse(text)


def test_many_mistakes_of_one_text_are_all_named():
    with pytest.raises(legal_text.TextProblem) as raised:
        legal_text.parse("[a](x:)\n\n# b\n\n![](c)\n\n{{ place. }}")
    assert [line for line, _ in raised.value.problems] == [0, 2, 4, 6]


@pytest.mark.parametrize("text", [">" * 2000 + " a", "*" * 3000 + "a", "[" * 1000, "`" * 3000, "1. " * 300 + "a"])
def test_a_text_made_to_exhaust_the_parser_is_read_or_refused(text):
    try:
        found = legal_text.parse(text)
    except legal_text.TextProblem as problem:
        found = problem.problems
    assert found
