"""Facts into the leaves of a text: Jinja in a sandbox, or nothing at all where a leaf has no braces.

A template sees only the mappings of `facts` and may look up and choose (if, elif, else). Loops, assignments, calls,
multiplication and powers are refused, so that no template can grow without bound or reach Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ordinance.errors import OrdinanceError, nearest
from ordinance.library.legal_text import Node

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

Facts = Mapping[str, Any]
_SIMPLE = re.compile(r"\{\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}\}")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w*)")
_MULTIPLYING = frozenset({"*", "**", "%", "//", "/"})


class TemplateProblem(OrdinanceError):
    """A template cannot be filled: it is broken, names a fact that does not exist, or reaches where it may not."""


def render(template: str, facts: Facts) -> str:
    """Return the text of a template. Raises `TemplateProblem` saying which expression fails, and why."""
    return _compiled(template)(facts)


def holds(condition: str, facts: Facts) -> bool:
    """Tell whether a condition (`has.jail and not independent`) is true. Raises `TemplateProblem` if it cannot be told."""
    if not condition:
        return True
    return render("{% if " + condition + " %}1{% endif %}", facts) == "1"


def kept(nodes: tuple[Node, ...], facts: Facts) -> tuple[Node, ...]:
    """Return the nodes whose conditions hold, with templates filled and the lists' final marks mended."""
    filled = [
        Node(node.kind, render(node.template, facts), node.links, node.name, "", kept(node.children, facts))
        for node in nodes
        if holds(node.when, facts)
    ]
    return _mended(nodes, filled)


_LAST_BUT_ONE = re.compile(r"; (and|or)$")


def _mended(nodes: tuple[Node, ...], filled: list[Node]) -> tuple[Node, ...]:
    """Give a list that lost items its final mark and its `; or` back: the last item ends as the last one written did."""
    if len(filled) == len(nodes) or not filled:
        return tuple(filled)
    items = [node for node in nodes if node.kind == "item"]
    left = [index for index, node in enumerate(filled) if node.kind == "item"]
    word = next((m.group(1) for m in map(_LAST_BUT_ONE.search, (n.template for n in items)) if m), "")
    if not word or not left:
        return tuple(filled)
    final = items[-1].template[-1:]
    for position, index in enumerate(left):
        text = _LAST_BUT_ONE.sub(";", filled[index].template).rstrip(";.,")
        last, last_but_one = position == len(left) - 1, position == len(left) - 2
        mark = final if last else f"; {word}" if last_but_one else ";"
        node = filled[index]
        filled[index] = Node(node.kind, text + mark, node.links, node.name, "", node.children)
    return tuple(filled)


@cache
def _compiled(template: str) -> Callable[[Facts], str]:
    """Return a function from facts to text. Leaves that only look facts up do without Jinja: most of them do."""
    if "{{" not in template and "{%" not in template and "{#" not in template:
        return lambda facts: template
    rest = _SIMPLE.sub("", template)
    if "{{" in rest or "{%" in rest or "{#" in rest:
        return _jinja(template)
    parts = _SIMPLE.split(template)  # text, path, text, path, …, text
    texts, paths = parts[::2], [path.split(".") for path in parts[1::2]]

    def fill(facts: Facts) -> str:
        filled = [texts[0]]
        for path, text in zip(paths, texts[1:], strict=True):
            filled += (_looked_up(path, facts, template), text)
        return "".join(filled)

    return fill


def _looked_up(path: list[str], facts: Facts, template: str) -> str:
    value: Any = facts
    for step in path:
        try:
            value = value[step]
        except (KeyError, TypeError, IndexError):
            known = sorted(value) if isinstance(value, Mapping) else []
            raise TemplateProblem(_unknown(".".join(path), step, known)) from None
    return _finished(value, ".".join(path))


def _unknown(path: str, step: str, known: list[str]) -> str:
    return f"{{{{ {path} }}}} names no fact ({step!r}{nearest(step, known)})"


def _finished(value: Any, name: str = "an expression") -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TemplateProblem(f"{{{{ {name} }}}} is {'empty' if value is None else 'not a text or a number'} here")


def _jinja(template: str) -> Callable[[Facts], str]:
    from jinja2 import TemplateError

    for statement in _STATEMENT.findall(template):
        if statement not in ("if", "elif", "else", "endif"):
            raise TemplateProblem(f"broken template: {{% {statement} %}} is not accepted; only if, elif, else and endif are")

    try:
        compiled = _environment().from_string(template)
    except TemplateError as error:
        raise TemplateProblem(f"broken template: {error}") from None
    except RecursionError:
        raise TemplateProblem("broken template: nested too deeply") from None

    def fill(facts: Facts) -> str:
        try:
            return compiled.render(facts)
        except TemplateError as error:
            raise TemplateProblem(f"template cannot be filled: {error.message or error}") from None
        except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise TemplateProblem(f"template cannot be filled: {error}") from None

    return fill


@cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        intercepted_binops = _MULTIPLYING

        def call(self, *args: Any, **kwargs: Any) -> Any:
            raise SecurityError("a template may not call anything")

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(f"a template may not use {operator}")

    environment = Environment(undefined=StrictUndefined, autoescape=False, finalize=_finished)
    environment.globals.clear()
    keep = {"lower", "upper", "capitalize", "title", "trim", "join", "default", "length", "first", "last"}
    environment.filters = {name: function for name, function in environment.filters.items() if name in keep}
    return environment
