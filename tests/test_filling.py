"""Facts into texts: what a template may say, what it may not, and lists that lose an item."""

import pytest

from ordinance.drafting.filling import TemplateProblem, holds, kept, render
from ordinance.library import legal_text

FACTS = {
    "place": {"name": "Ithaca", "noun": "city", "executive": None, "odd": "{{ place.noun }} *b* [](#x) <i> {% if %}"},
    "value": {"days": 30, "zero": 0},
    "has": {"jail": False, "police": True},
    "independent": False,
    "chosen": {"release_date": True},
}

FILLED = [
    ("no facts", "no facts"),
    ("{{ place.name }}", "Ithaca"),
    ("{{place.name}} and {{ place.noun }}s", "Ithaca and citys"),
    ("{{ value.days }} days, {{ value.zero }}", "30 days, 0"),
    ("{{ place.name | upper }} {{ place.name | lower }} {{ place.noun | capitalize }}", "ITHACA ithaca City"),
    ("{% if has.jail %}a jail{% endif %}", ""),
    ("{% if has.jail %}a{% elif has.police %}b{% else %}c{% endif %}", "b"),
    ("{% if not has.jail and has.police %}x{% endif %}", "x"),
    ("{% if has.jail or independent %}x{% else %}y{% endif %}", "y"),
    ("{% if place.noun == 'city' %}x{% endif %}", "x"),
    ("{% if ' of ' in place.name %}the {% endif %}{{ place.name }}", "Ithaca"),
    ("{% if place.executive %}x{% else %}y{% endif %}", "y"),
    ("{% if place.executive is defined and place.executive %}x{% else %}y{% endif %}", "y"),
    ("{% if place.nothing is defined %}x{% else %}y{% endif %}", "y"),
    ("{% if chosen.nothing | default(false) %}x{% else %}y{% endif %}", "y"),
    ("{# a remark #}x", "x"),
    ("{{ place.odd }}", "{{ place.noun }} *b* [](#x) <i> {% if %}"),
    ("{{ '{{' }}", "{{"),
    ("{{ 7 }}", "7"),
]


@pytest.mark.parametrize(("template", "text"), FILLED)
def test_a_template_looks_facts_up_and_chooses(template, text):
    assert render(template, FACTS) == text


UNKNOWN = [
    ("{{ place.nmae }}", "{{ place.nmae }} names no fact ('nmae'; did you mean name?)"),
    ("{{ plaec.name }}", "{{ plaec.name }} names no fact ('plaec'; did you mean place?)"),
    ("{{ place.name.first }}", "{{ place.name.first }} names no fact ('first')"),
    ("{{ value.hours }}", "{{ value.hours }} names no fact ('hours'; known: days, zero)"),
    ("{% if has.jial %}x{% endif %}", "{{ has.jial }} names no fact ('jial'; did you mean jail?)"),
    ("{{ place.executive }}", "{{ place.executive }} is empty here"),
    ("{{ place }}", "{{ place }} is not a text or a number here"),
    ("{{ has.jail }}", "{{ has.jail }} is not a text or a number here"),
]


@pytest.mark.parametrize(("template", "message"), UNKNOWN)
def test_a_fact_that_is_not_there_is_named_with_the_near_miss(template, message):
    with pytest.raises(TemplateProblem) as raised:
        render(template, FACTS)
    assert str(raised.value) == message


HOSTILE = [
    "{{ place.__class__ }}",
    "{{ place.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ place['__class__'] }}",
    "{{ place['name'] }}",
    "{{ place | attr('__class__') }}",
    "{{ place.name | attr('upper') }}",
    "{{ place.name.upper() }}",
    "{{ place.items() }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ range(10) }}",
    "{{ lipsum }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace() }}",
    "{{ dict() }}",
    "{{ config }}",
    "{% for x in place %}x{% endfor %}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import path %}",
    "{% extends 'x' %}",
    "{% macro x() %}{% endmacro %}",
    "{% call x() %}{% endcall %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 1 %}{% endwith %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{%- if true -%}{% for x in 'ab' %}{% endfor %}{%- endif -%}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 7 / 0 }}",
    "{{ 7 % 0 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ '%s' | format('x') }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ place.name | center(1000000000) }}",
    "{{ place.name | replace('a', 'b') }}",
    "{{ place.name | map('upper') }}",
    "{{ place.name | default(lipsum) }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ place.name[0] }}",
    "{{ place.name[:2] }}",
    "{{ 'x' if has.jail else 'y' }}",
    "{{ 1 < 2 < 3 }}",
    "{{ place.name is callable }}",
    "{{ _ }}",
    "{{ __builtins__ }}",
]


@pytest.mark.parametrize("template", HOSTILE)
def test_a_template_that_reaches_further_is_refused(template):
    with pytest.raises(TemplateProblem) as raised:
        render(template, {**FACTS, "_": "x", "__builtins__": "x"})
    assert str(raised.value).strip()


BROKEN = [
    "{{",
    "{{ }}",
    "{{ place. }}",
    "{{ place.name",
    "{% if %}x{% endif %}",
    "{% if has.jail %}x",
    "{% endif %}",
    "{% nonsense %}",
    "{{ a b }}",
    "{# x",
]


@pytest.mark.parametrize("template", BROKEN)
def test_a_broken_template_is_refused(template):
    with pytest.raises(TemplateProblem) as raised:
        render(template, FACTS)
    assert str(raised.value).strip()


def test_a_template_nested_without_end_is_refused():
    with pytest.raises(TemplateProblem):
        render("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", FACTS)
    with pytest.raises(TemplateProblem):
        render("{% if has.police %}" * 5000 + "x" + "{% endif %}" * 5000, FACTS)


CONDITIONS = [
    ("", True),
    ("has.police", True),
    ("has.jail", False),
    ("not has.jail", True),
    ("has.jail or has.police", True),
    ("has.jail and has.police", False),
    ("not (has.jail or independent)", True),
    ("place.executive", False),
    ("place.noun == 'city'", True),
    ("place.noun != 'city'", False),
    ("chosen.release_date", True),
    ("chosen.nothing | default(true)", True),
]


@pytest.mark.parametrize(("condition", "true"), CONDITIONS)
def test_a_condition_holds_or_does_not(condition, true):
    assert holds(condition, FACTS) is true


@pytest.mark.parametrize("condition", ["has.jial", "has.", "has.jail }}{{ x", "x %}{% if", "range(3)", "true; x"])
def test_a_condition_that_cannot_be_told_is_refused(condition):
    with pytest.raises(TemplateProblem):
        holds(condition, FACTS)


def lines(text: str, **has: bool) -> list[str]:
    """The items that are left of a text where `has` holds."""
    return [node.text for node in kept(legal_text.parse(text), {"has": has})]


THREE = '1. keep;\n   {: when="has.a" }\n\n2. move; or\n   {: when="has.b" }\n\n3. bring.\n   {: when="has.c" }'

MENDED = [
    ((True, True, True), ["keep;", "move; or", "bring."]),
    ((True, True, False), ["keep; or", "move."]),
    ((True, False, True), ["keep; or", "bring."]),
    ((False, True, True), ["move; or", "bring."]),
    ((True, False, False), ["keep."]),
    ((False, False, True), ["bring."]),
    ((False, False, False), []),
]


@pytest.mark.parametrize(("has", "left"), MENDED)
def test_a_list_that_loses_an_item_mends_its_marks(has, left):
    assert lines(THREE, **dict(zip("abc", has, strict=True))) == left


OTHER_LISTS = [
    ("and is kept", '1. a;\n\n2. b; and\n   {: when="has.b" }\n\n3. c.', ["a; and", "c."]),
    ("a last item with a comma", '1. a;\n\n2. b; or\n\n3. c,\n   {: when="has.b" }', ["a; or", "b,"]),
    ("sentences are left alone", '1. One.\n\n2. Two.\n   {: when="has.b" }\n\n3. Three.', ["One.", "Three."]),
    ("text about the list is left alone", 'Nobody may:\n\n1. a; or\n\n2. b.\n   {: when="has.b" }', ["Nobody may:", "a."]),
]


@pytest.mark.parametrize(("text", "left"), [row[1:] for row in OTHER_LISTS], ids=[row[0] for row in OTHER_LISTS])
def test_other_lists_that_lose_an_item(text, left):
    assert lines(text, b=False) == left


def test_an_inner_list_is_mended_too():
    text = '1. Nobody may:\n\n   1. ask; or\n\n   2. tell.\n      {: when="has.b" }'
    (outer,) = kept(legal_text.parse(text), {"has": {"b": False}})
    assert [child.text for child in outer.children] == ["ask."]


def test_an_item_whose_condition_fails_is_not_filled():
    assert lines('1. {{ nothing.here }}\n   {: when="has.a" }\n\n2. b', a=False) == ["b"]
