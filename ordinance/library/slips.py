"""Slips of a place's file that YAML takes without a word, and that would change the law: typographic quotation marks, and a #
that cuts a value off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ordinance.errors import Fault, FaultyFile, brief
from ordinance.library import strict_yaml

_QUOTED = re.compile(r"[“„«‘][^“”„«»‘’]*[”“»’]\Z")
_CUT = re.compile(r"[ \t]+#(?=\S)")


def refuse_slips(text: str, shown: str) -> None:
    """Raise `FaultyFile` with every value in typographic quotation marks, and every one that a # right before a word cuts off."""
    lines = text.split("\n")
    faults = [fault for node in _plain(strict_yaml.graph(text)) for fault in _slips(node, lines, shown)]
    if faults:
        raise FaultyFile(faults)


def _slips(node: Any, lines: list[str], shown: str) -> Iterator[Fault]:
    begin, end = node.start_mark, node.end_mark
    if _QUOTED.match(node.value):
        inner = brief(node.value[1:-1])
        message = f'stands in typographic quotation marks, which would be printed; write "{inner}" with straight ones, or none'
        yield Fault(shown, begin.line + 1, begin.column + 1, message)
    rest = lines[end.line][end.column :] if node.value and end.line < len(lines) else ""
    if _CUT.match(rest):
        whole = brief(f"{node.value} {rest.strip()}")
        message = f'ends before the #, where a remark begins; if it belongs to the words, write "{whole}" in quotation marks'
        yield Fault(shown, end.line + 1, end.column + 1, f"{message}; if it is a remark, put a space after the #")


def _plain(node: Any) -> Iterator[Any]:
    """Yield the values without quotation marks."""
    if isinstance(node, yaml.ScalarNode):
        if not node.style:
            yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _plain(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _plain(value)
