"""The small faults that a test should notice: where a module can be changed, and the tree of it with one change made.

A change is a comparison turned or moved by one, `and` for `or`, a condition reversed, a number one higher, a value that is not
returned, a member that falls out of a list of constants, a slice without a bound, a sum for a difference. Left alone are types,
decorators, the parameters of classes, docstrings, messages of errors, and what is read by type checkers only.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
#: Parameters that say how strictly Python itself is to look, or how much is kept: no outcome hangs on them.
_NO_MATTER = {"strict", "maxsize", "slots", "frozen"}
_CONDITIONS = (ast.Name, ast.Attribute, ast.Call)


@dataclass(frozen=True)
class Change:
    """One change: its number among those of its module, its line and column, what it does, and the function that it stands in."""

    number: int
    line: int
    column: int
    what: str
    function: tuple[int, int] | None


def changes(source: str) -> list[Change]:
    """Return every change that can be made to a module."""
    found = []
    for number, (node, function, what, _) in enumerate(_sites(ast.parse(source))):
        found.append(Change(number, node.lineno, node.col_offset, what, function))
    return found


def changed(source: str, number: int) -> ast.Module:
    """Return the tree of a module with one change made.

    Raises `IndexError` where the module has fewer changes.
    """
    tree = ast.parse(source)
    for index, (_, _, _, make) in enumerate(_sites(tree)):
        if index == number:
            make()
            return ast.fix_missing_locations(tree)
    raise IndexError(number)


_Site = tuple[ast.expr, "tuple[int, int] | None", str, Callable[[], None]]


def _sites(tree: ast.Module) -> Iterator[_Site]:
    yield from _in(tree, None)


def _in(node: ast.AST, function: tuple[int, int] | None) -> Iterator[_Site]:
    if isinstance(node, ast.FunctionDef | ast.Lambda) and node.end_lineno and function is None:
        function = (node.lineno, node.end_lineno)
    for field, index, child in _children(node):
        if isinstance(child, ast.expr):
            for what, new in _instead(child, node, field):
                yield child, function, what, _putting(node, field, index, new)
        yield from _in(child, function)


def _putting(node: ast.AST, field: str, index: int | None, new: ast.expr) -> Callable[[], None]:
    def put() -> None:
        if index is None:
            setattr(node, field, new)
        else:
            getattr(node, field)[index] = new

    return put


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """Yield what stands in a node and may be changed, with its place."""
    if _is_for_types(node):
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment", "bases") or (
            field == "keywords" and isinstance(node, ast.ClassDef)
        ):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield field, index, child


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in _NO_MATTER
    if isinstance(node, ast.Assign):
        return (
            isinstance(node.value, ast.Subscript) and isinstance(node.targets[0], ast.Name) and node.targets[0].id[:1].isupper()
        )
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _instead(node: ast.expr, parent: ast.AST, field: str) -> Iterator[tuple[str, ast.expr]]:
    """Yield what may stand instead of an expression, each with words for it."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        new = copy.copy(node)
        new.ops = [_TURNED[type(node.ops[0])]()]
        yield _said(node, new)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _said(node, ast.BoolOp(other, node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _said(node, node.operand)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and not isinstance(node.left, ast.JoinedStr):
        yield _said(node, ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right))
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield from _shorter(node)
    elif isinstance(node, ast.Slice):
        if node.lower is not None:
            yield _said(node, ast.Slice(None, node.upper, node.step))
        if node.upper is not None:
            yield _said(node, ast.Slice(node.lower, None, node.step))
    if field == "test" and isinstance(node, _CONDITIONS):
        yield _said(node, ast.UnaryOp(ast.Not(), node))
    if isinstance(parent, ast.Return) and not (isinstance(node, ast.Constant) and not node.value):
        yield f"return {_brief(node)} → return None", ast.copy_location(ast.Constant(None), node)


def _constant(node: ast.Constant) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node.value, bool):
        yield _said(node, ast.Constant(not node.value))
    elif isinstance(node.value, int | float):
        yield _said(node, ast.Constant(node.value + 1))


def _shorter(node: ast.Tuple | ast.List | ast.Set) -> Iterator[tuple[str, ast.expr]]:
    """Yield a row of constants without one of them."""
    if len(node.elts) < 2 or not all(isinstance(one, ast.Constant) for one in node.elts):
        return
    for index, one in enumerate(node.elts):
        new = copy.copy(node)
        new.elts = [*node.elts[:index], *node.elts[index + 1 :]]
        yield f"{_brief(one)} falls out of {_brief(node)}", new


def _said(old: ast.expr, new: ast.expr) -> tuple[str, ast.expr]:
    new = ast.copy_location(new, old)
    return f"{_brief(old)} → {_brief(ast.fix_missing_locations(new))}", new


def _brief(node: ast.expr) -> str:
    words = ast.unparse(node).replace("\n", " ")
    return words if len(words) <= 70 else f"{words[:67]}..."
