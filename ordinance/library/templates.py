"""Templates: Jinja's language, parsed by Jinja when a file is compiled, kept as a small tree of what is allowed.

A template may look facts up, choose (`if`, `elif`, `else`), compare, and use a few filters. Nothing else becomes a node of the
tree, so a filled template cannot call, loop, grow without bound or reach Python, and filling needs no Jinja at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from ordinance.errors import OrdinanceError, brief, nearest
from ordinance.library.characters import FORBIDDEN

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

Facts = Mapping[str, Any]
Filter = Literal["lower", "upper", "capitalize", "title", "trim", "first", "last", "length"]
FILTERS: tuple[Filter, ...] = ("lower", "upper", "capitalize", "title", "trim", "first", "last", "length")


class TemplateProblem(OrdinanceError):
    """A template cannot be filled: it is broken, names a fact that does not exist, or asks for what it may not."""


class Look(Struct, frozen=True, tag=True):
    """A fact by its path, and the filters it passes through. With `fallback`, what stands where there is none."""

    path: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    fallback: str | int | bool | None = None


class Constant(Struct, frozen=True, tag=True):
    """A text, number or truth value written in the template."""

    value: str | int | bool | None


class Test(Struct, frozen=True, tag=True):
    """`not a`, `a and b`, `a or b`, `a == b`, `a != b`, `a in b`, `a is defined`."""

    operator: Literal["not", "and", "or", "==", "!=", "in", "not in", "defined"]
    left: Expression
    right: Expression | None = None


class Choose(Struct, frozen=True, tag=True):
    """The parts of the first branch whose test holds, else `otherwise`."""

    branches: tuple[tuple[Expression, Parts], ...]
    otherwise: Parts


Expression = Look | Constant | Test
Part = str | Look | Constant | Test | Choose
Parts = tuple[Part, ...]


# --- compiling ---


#: What compiled files brought with them, by source: the same as compiling it again.
ready_texts: dict[str, Parts] = {}
ready_conditions: dict[str, Expression] = {}

#: No template of a library comes near these: its letters, and how deep one thing stands in another.
LENGTH_LIMIT = 20_000
DEPTH_LIMIT = 40
#: Whole numbers are kept in 64 bits.
_NUMBERS = range(-(2**63), 2**63)

_SIMPLE = re.compile(r"\{\{\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*){0,8})\s*\}\}")


def compile_text(source: str) -> Parts:
    """Return the parts of a template. Raises `TemplateProblem` for what is broken or not allowed."""
    if "{" not in source:
        return (source,)
    if source in ready_texts:
        return ready_texts[source]
    _refuse_long(source)
    if not _has_braces(_SIMPLE.sub("", source)):  # only facts are looked up: Jinja would say the same
        words = _SIMPLE.split(source)  # text, path, text, path, …, text
        return tuple(Look(tuple(part.split("."))) if index % 2 else part for index, part in enumerate(words) if part or index % 2)
    return _merged(_body(_parsed(source).body))


def compile_condition(source: str) -> Expression:
    """Return the expression of a condition such as `has.jail and not independent`."""
    if source in ready_conditions:
        return ready_conditions[source]
    from jinja2 import nodes

    _refuse_long(source)
    outputs = _parsed("{{ (" + source + ") }}").body
    match outputs:
        case [nodes.Output(nodes=[expression])]:
            return _expression(expression)
    raise TemplateProblem(f"broken template: {brief(source)!r} is not one condition")


def _refuse_long(source: str) -> None:
    if len(source) > LENGTH_LIMIT:
        raise TemplateProblem(f"broken template: is longer than {LENGTH_LIMIT:,} characters")


def _has_braces(source: str) -> bool:
    return "{{" in source or "}}" in source or "{%" in source or "{#" in source


@cache
def _environment() -> Environment:
    from jinja2 import Environment

    return Environment(autoescape=False, keep_trailing_newline=True)


def _parsed(source: str) -> nodes.Template:
    from jinja2 import TemplateSyntaxError

    for statement in re.findall(r"\{%[-+]?\s*(\w*)", source):
        if statement not in ("if", "elif", "else", "endif"):
            known = "only if, elif, else and endif are"
            raise TemplateProblem(f"broken template: {{% {brief(statement)} %}} is not accepted; {known}")
    try:
        template = _environment().parse(source)
    except TemplateSyntaxError as error:
        raise TemplateProblem(f"broken template: {brief(error.message, 200)}") from None
    except RecursionError:
        raise TemplateProblem(_TOO_DEEP) from None
    except ValueError:  # Python reads no number of thousands of digits
        raise TemplateProblem("broken template: holds a number that is too large") from None
    _refuse_deep(template)
    return template


_TOO_DEEP = f"broken template: nested too deeply; at most {DEPTH_LIMIT} levels are read"


def _refuse_deep(template: nodes.Template) -> None:
    """Refuse what Jinja reads by a loop and every later step by recursion: a chain of a thousand filters, or of `and`."""
    waiting: list[tuple[nodes.Node, int]] = [(template, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            raise TemplateProblem(_TOO_DEEP)
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]


def _body(body: list[nodes.Node]) -> list[Part]:
    from jinja2 import nodes

    parts: list[Part] = []
    for node in body:
        if isinstance(node, nodes.Output):
            parts += [one.data if isinstance(one, nodes.TemplateData) else _expression(one) for one in node.nodes]
        elif isinstance(node, nodes.If):
            chain = [node, *node.elif_]
            branches = tuple((_expression(one.test), _merged(_body(one.body))) for one in chain)
            parts.append(Choose(branches, _merged(_body(node.else_))))
        else:
            raise TemplateProblem(f"broken template: {type(node).__name__.lower()} is not accepted")
    return parts


def _merged(parts: list[Part]) -> Parts:
    """Join neighbouring texts."""
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged) or ("",)


def _expression(node: nodes.Node) -> Expression:
    from jinja2 import nodes

    match node:
        case nodes.Name() | nodes.Getattr():
            return Look(_path(node))
        case nodes.Const(value=value) if value is None or isinstance(value, str | int | bool):
            _refuse_constant(value)
            return Constant(value)
        case nodes.TemplateData(data=data):
            return Constant(data)
        case nodes.Not(node=inner):
            return Test("not", _expression(inner))
        case nodes.And(left=left, right=right):
            return Test("and", _expression(left), _expression(right))
        case nodes.Or(left=left, right=right):
            return Test("or", _expression(left), _expression(right))
        case nodes.Compare(expr=left, ops=[nodes.Operand(op=operator, expr=right)]) if operator in _COMPARE:
            return Test(_COMPARE[operator], _expression(left), _expression(right))
        case nodes.Test(name="defined", node=inner):
            return Test("defined", _expression(inner))
        case nodes.Filter():
            return _filtered(node)
        case nodes.Call():
            raise TemplateProblem("a template may not call anything")
    raise TemplateProblem(f"a template may not use {_NAMES.get(type(node).__name__, type(node).__name__.lower())}")


def _refuse_constant(value: str | int | bool | None) -> None:
    """Refuse as a constant what the loader refuses in a file, and what cannot be kept."""
    bad = FORBIDDEN.search(value) if isinstance(value, str) else None
    if bad:
        raise TemplateProblem(f"holds the character U+{ord(bad[0]):04X}, which a document cannot hold; delete it")
    if isinstance(value, str) and _MARKUP.search(value):
        raise TemplateProblem("a constant may not hold <; write Markdown outside the braces")
    if isinstance(value, int) and value not in _NUMBERS:
        raise TemplateProblem("holds a number that is too large")


#: What would be refused as HTML where it stood in a text.
_MARKUP = re.compile(r"<[A-Za-z/!?]")

_COMPARE: dict[str, Literal["==", "!=", "in", "not in"]] = {"eq": "==", "ne": "!=", "in": "in", "notin": "not in"}
_NAMES = {"Mul": "*", "Pow": "**", "Mod": "%", "Div": "/", "FloorDiv": "//", "Add": "+", "Sub": "-", "Concat": "~"}
_NAMES |= {"Getitem": "[…]; write a.b", "CondExpr": "if inside {{ }}; write {% if %}"}


def _path(node: nodes.Node) -> tuple[str, ...]:
    from jinja2 import nodes

    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        _expression(node)  # says what it is, if it is not allowed
        raise TemplateProblem("a template may look up facts only, as in place.name")
    steps.append(node.name)
    for step in steps:
        if step.startswith("_"):
            raise TemplateProblem(f"access to {brief(step)!r} is unsafe; a template may look up facts only")
    return tuple(reversed(steps))


def _filtered(node: nodes.Filter) -> Expression:
    from jinja2 import nodes

    inner = _expression(node.node) if node.node is not None else None
    if not isinstance(inner, Look):
        raise TemplateProblem(f"the filter {brief(node.name)} stands after something that is no fact")
    if node.name == "default":
        match node.args:
            case [nodes.Const(value=value)] if isinstance(value, str | int | bool):
                _refuse_constant(value)
                return Look(inner.path, inner.filters, value)
        raise TemplateProblem("default takes one text, number, true or false")
    if node.name not in FILTERS or node.args or node.kwargs:
        known = [*FILTERS, "default"]
        raise TemplateProblem(f"broken template: no filter named {brief(node.name)!r}{nearest(node.name, known)}")
    return Look(inner.path, (*inner.filters, node.name), inner.fallback)


# --- filling ---


def fill(parts: Parts, facts: Facts) -> str:
    """Return the text of a template. Raises `TemplateProblem` naming a fact that does not exist or is empty here."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    filled = []
    for part in parts:
        if isinstance(part, str):
            filled.append(part)
        elif isinstance(part, Choose):
            filled.append(fill(_chosen(part, facts), facts))
        else:
            filled.append(_printed(part, facts))
    return "".join(filled)


def source(parts: Parts) -> str:
    """Return a template as text that is not filled: facts stand as {{ their.path }}, choices as their first branch."""
    shown = []
    for part in parts:
        match part:
            case str():
                shown.append(part)
            case Look(path=path):
                shown.append("{{ " + ".".join(path) + " }}")
            case Choose(branches=branches):
                shown.append(source(branches[0][1]))
            case _:
                shown.append("{{ … }}")
    return "".join(shown)


def is_constant(parts: Parts) -> bool:
    """Tell whether a template says the same whatever the facts are."""
    return all(isinstance(part, str) for part in parts)


def truth(expression: Expression, facts: Facts) -> bool:
    """Tell whether a condition holds. Raises `TemplateProblem` naming a fact that does not exist."""
    return bool(_value(expression, facts))


def _chosen(choose: Choose, facts: Facts) -> Parts:
    for test, parts in choose.branches:
        if _value(test, facts):
            return parts
    return choose.otherwise


def _printed(expression: Expression, facts: Facts) -> str:
    value = _value(expression, facts)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    name = brief(".".join(expression.path)) if isinstance(expression, Look) else "an expression"
    raise TemplateProblem(f"{{{{ {name} }}}} is {'empty' if value is None else 'not a text or a number'} here")


def _value(expression: Expression, facts: Facts) -> Any:
    match expression:
        case Look():
            return _looked_up(expression, facts)
        case Constant(value=value):
            return value
        case Test(operator="not", left=left):
            return not _value(left, facts)
        case Test(operator="and", left=left, right=Look() | Constant() | Test() as right):
            return _value(left, facts) and _value(right, facts)
        case Test(operator="or", left=left, right=Look() | Constant() | Test() as right):
            return _value(left, facts) or _value(right, facts)
        case Test(operator="defined", left=left):
            return _is_defined(left, facts)
        case Test(operator=operator, left=left, right=Look() | Constant() | Test() as right):
            return _compared(operator, _value(left, facts), _value(right, facts))
    raise TemplateProblem("broken template: a test has lost its right side")


def _compared(operator: str, left: Any, right: Any) -> bool:
    if operator in ("in", "not in"):
        if not isinstance(right, str) or not isinstance(left, str):
            raise TemplateProblem(f"{operator!r} compares texts only")
        return (left in right) == (operator == "in")
    return bool((left == right) == (operator == "=="))


def _is_defined(expression: Expression, facts: Facts) -> bool:
    try:
        return _value(expression, facts) is not None
    except TemplateProblem:
        return False


def _looked_up(look: Look, facts: Facts) -> Any:
    value: Any = facts
    for step in look.path:
        try:
            value = value[step]
        except (KeyError, TypeError, IndexError):
            if look.fallback is not None:
                return look.fallback
            known = sorted(value) if isinstance(value, Mapping) else []
            name = brief(".".join(look.path))
            raise TemplateProblem(f"{{{{ {name} }}}} names no fact ({brief(step)!r}{nearest(step, known)})") from None
    for name in look.filters:
        value = _passed(name, value, look)
    return value


def _passed(name: Filter, value: Any, look: Look) -> Any:
    if not isinstance(value, str):
        raise TemplateProblem(f"{{{{ {brief('.'.join(look.path))} }}}} is {'empty' if value is None else 'no text'} here")
    match name:
        case "first" | "last":
            return value[:1] if name == "first" else value[-1:]
        case "length":
            return len(value)
        case "trim":
            return value.strip()
        case "capitalize":
            return value[:1].upper() + value[1:]
    return str(getattr(value, name)())
