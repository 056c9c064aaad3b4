"""Any text at all: YAML, clause text and templates are read, or refused with a place; nothing else is ever raised."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordinance.drafting.filling import TemplateProblem, holds, kept, render
from ordinance.errors import FaultyFile
from ordinance.library import legal_text, shape, strict_yaml
from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Place

bounded = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

YAML = [
    "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ",", "|", ">-", "&x ", "*x",
    "!!str ", "!x ", "!!python/name:os ", "'", '"', "\\u0041", "\\x07", "#", " #", "%YAML 1.1\n", "---\n",
    "...\n", "null", "~", "no", "12", "<<: ", "@", "`", "\t", "é", "\ufeff", "\x85", "id: ", "name: ",
    "kind: city", "2026-10-01",
]  # fmt: skip

MARKDOWN = [
    "a", " ", "\n", "\n\n", "\n   ", "1. ", "- ", "> ", "# ", "*", "**", "_", "`", "[", "](#a)", "[](#a)",
    "[](cite:x)", "[](blank:)", "[b](blank:)", "[](definitions:)", "![](x)", "<b>", "&lt;", "\\", "{: #a }",
    "\n{: #a }\n", '{: when="x" }', "{{ a }}", "{{", "}}", "{% if a %}", "{% endif %}", "; or", "; and", ".",
    '"', "'", "\u00a0", "|", "---", "===", "***", "\t", "    ", "[x]: y", "<!--", "-->", "http://a.b",
]  # fmt: skip

TEMPLATE = [
    "a", " ", "{{", "}}", "{{ a }}", "{{ b.c }}", "{%", "%}", "{% if a %}", "{% elif b.c %}", "{% else %}",
    "{% endif %}", "{#", "#}", "a.b", "|", " lower", " default('x')", "'", '"', "(", ")", "[", "]", " and ",
    " or ", " not ", " == ", " in ", " is defined", "1", "-", "~", "*", ".", "__class__", "\n",
]  # fmt: skip


def texts(fragments):
    return st.lists(st.sampled_from(fragments), max_size=25).map("".join) | st.text(max_size=60)


@bounded
@given(texts(YAML))
def test_any_yaml_is_read_or_refused_with_a_place(text):
    try:
        data = strict_yaml.parse(text, "f.yaml")
    except FaultyFile as error:
        found = [(fault.file, fault.line >= 0, bool(fault.message)) for fault in error.faults]
        assert set(found) == {("f.yaml", True, True)}
        return
    for kind in (Place, Clause):
        misfits = shape.fit(data, kind)
        assert misfits
        assert all(strict_yaml.locate(text, misfit.path) >= (1, 1) for misfit in misfits)


@bounded
@given(texts(MARKDOWN))
def test_any_clause_text_is_read_or_refused_with_a_line(text):
    try:
        nodes = legal_text.parse(text)
    except legal_text.TextProblem as problem:
        lines = [line for line, message in problem.problems if message]
        assert lines
        assert 0 <= min(lines) <= max(lines) <= text.count("\n")
        return
    assert nodes
    try:
        filled = kept(nodes, {"a": "fact", "x": True})
    except TemplateProblem as problem:
        filled = str(problem)
    assert filled is not None


@bounded
@given(texts(TEMPLATE), texts(TEMPLATE))
def test_any_template_and_any_condition_is_filled_or_refused(template, condition):
    facts = {"a": "fact", "b": {"c": 1}}
    for make, source in ((render, template), (holds, condition)):
        try:
            made = make(source, facts)
        except TemplateProblem as problem:
            made = str(problem)
        assert isinstance(made, str | bool)
