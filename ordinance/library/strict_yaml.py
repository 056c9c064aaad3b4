"""YAML as this library reads it: the C parser, without YAML's traps.

PyYAML's own loaders let duplicate keys pass, read `NO` and `on` as booleans and `40:48` as 2448, and expand aliases
without bound. Here a plain scalar is a boolean (`true`, `false`), an integer, null (`null`, `~` or nothing) or text;
a duplicate key, an alias and any tag are errors. Nothing in the text can name a Python object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ordinance.errors import Fault, FaultyFile, brief
from ordinance.library.characters import FORBIDDEN as _FORBIDDEN
from ordinance.library.reading import read_bytes

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without its C half still works, only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DEPTH_LIMIT = 40

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_TEXT_TAG = "tag:yaml.org,2002:str"
_KEY_TAGS = frozenset({"plain", _TEXT_TAG})
_COLLECTION_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", None, "!"})

#: An escape that can make a forbidden character; without one in a text nobody looks for what it made.
_ESCAPE = re.compile(r"\\[0abefvxuU]")

#: PyYAML's C half composes by recursion without a limit, and a hundred thousand brackets end the process. A text with this many
#: open brackets, or marks of lists in a row, is looked through for its depth before.
_BRACKETS_LIMIT = 1000
_BRACKET = re.compile(r"[\[\]{}]")
_MARKS = re.compile(rf"^[ ?:-]{{{2 * _BRACKETS_LIMIT}}}", re.MULTILINE)


class _StrictLoader(_Loader):
    """Marks a plain scalar with the tag `plain`, so that quoted text stays text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return "plain" if implicit[0] else _TEXT_TAG
        return "tag:yaml.org,2002:map" if kind is yaml.MappingNode else "tag:yaml.org,2002:seq"


def read(path: Path, shown: str | None = None) -> Any:
    """Return the data of one YAML file: dicts, lists, text, integers, booleans and None.

    `shown` is the file's name in messages. Raises `FaultyFile` with every duplicate key, alias, tag and forbidden
    character, or with the one place where the text is not YAML or not UTF-8.
    """
    text = read_text(path, shown)
    return parse(text, shown or str(path))


def read_text(path: Path, shown: str | None = None) -> str:
    """Return the text of a UTF-8 file without forbidden characters, or raise `FaultyFile` saying where they stand."""
    name = shown or str(path)
    raw = read_bytes(path, name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = f"is not UTF-8 text (byte 0x{raw[error.start]:02x}); save the file as UTF-8"
        raise FaultyFile([Fault(name, line, column, message)]) from None
    bad = _FORBIDDEN.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        message = f"has the character U+{ord(bad.group()):04X}, which a document cannot hold; delete it"
        raise FaultyFile([Fault(name, line, column, message)])
    return text


def parse(text: str, shown: str) -> Any:
    """Return the data of YAML text; `shown` names it in faults. Raises `FaultyFile` as `read` does."""
    root = _compose(text, shown)
    if root is None:
        raise FaultyFile([Fault(shown, 1, 1, "is empty")])
    faults = list(_escapes(root, shown)) if _ESCAPE.search(text) else []
    data = _build(root, shown, faults, set() if "&" in text else None, 0)
    if faults:
        raise FaultyFile(faults)
    return data


def locate(text: str, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
    """Return line and column (from 1) of the value at `path` in YAML text, or of its key; of the nearest parent if absent."""
    node = graph(text)
    line, column = 1, 1
    for step in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        mark = found[0 if key else 1].start_mark
        line, column, node = mark.line + 1, mark.column + 1, found[1]
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and not key:
            line, column = line + 1, 1  # the text begins on the line after its | or >
    return line, column


def find(text: str, words: str, start: tuple[int, int]) -> tuple[int, int]:
    """Return line and column of `words` in YAML text from the line of `start` on, or `start` where they do not stand."""
    first = words.split("\n", 1)[0].strip().lower()
    for number, line in enumerate(text.split("\n")[start[0] - 1 :] if first else (), start[0]):
        if first in line.lower():
            return number, line.lower().index(first) + 1
    return start


@lru_cache(maxsize=64)
def graph(text: str) -> Any:
    """Keep the graph of a text for a while: a file with one fault often has more."""
    return _compose(text, "")


def _compose(text: str, shown: str) -> Any:
    deep = _bottomless(text)
    if deep is not None:
        raise FaultyFile([Fault(shown, deep.line + 1, deep.column + 1, f"is nested deeper than {DEPTH_LIMIT} levels")])
    loader = _StrictLoader(text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise FaultyFile([Fault(shown, line, column, f"is not valid YAML: {_told(error)}")]) from None
    except yaml.YAMLError as error:
        raise FaultyFile([Fault(shown, 0, 0, f"is not valid YAML: {error}")]) from None
    except RecursionError:
        raise FaultyFile([Fault(shown, 0, 0, f"is nested deeper than {DEPTH_LIMIT} levels")]) from None
    finally:
        loader.dispose()


#: What YAML's own words mean for whoever wrote the line.
_MEANS = {
    "mapping values are not allowed": "put the words in quotation marks where a colon stands in them, or mend the indents",
    "could not find expected ':'": "a line here lacks the colon after its key",
}


def _told(error: yaml.MarkedYAMLError) -> str:
    """Return what is wrong in YAML's words, with what would be right where that is known."""
    problem = str(error.problem or error.context)
    means = next((told for words, told in _MEANS.items() if words in problem), "")
    return f"{problem}; {means}" if means else problem


def _bottomless(text: str) -> Any:
    """Return the mark at which a text that could exhaust the stack goes too deep, or None."""
    if not _MARKS.search(text) and not _many_open(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, _StrictLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEPTH_LIMIT + 1:
                return event.start_mark
    except yaml.MarkedYAMLError as error:
        # PyYAML 6.0.4 has a limit of its own, above ours; every other fault is said when the text is composed.
        if "nesting depth" in str(error.problem):
            return error.problem_mark
    except yaml.YAMLError:
        pass
    return None


def _many_open(text: str) -> bool:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        if depth > _BRACKETS_LIMIT:
            return True
    return False


def _escapes(node: Any, shown: str) -> Iterator[Fault]:
    """Yield the places where an escape makes a character that the text itself may not hold."""
    waiting, seen = [node], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            bad = _FORBIDDEN.search(node.value) if node.style == '"' else None
            if bad:
                mark = node.start_mark
                message = f"has an escape for the character U+{ord(bad.group()):04X}, which a document cannot hold; delete it"
                yield Fault(shown, mark.line + 1, mark.column + 1, message)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        else:
            waiting += [part for pair in node.value for part in pair]


def _build(node: Any, shown: str, faults: list[Fault], seen: set[int] | None, depth: int) -> Any:
    if seen is not None:
        if id(node) in seen:
            mark = node.start_mark
            faults.append(Fault(shown, mark.line + 1, mark.column + 1, "is used again by an alias (*name); write it out"))
            return None
        seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, shown, faults)
    mark = node.start_mark
    if node.tag not in _COLLECTION_TAGS:
        faults.append(Fault(shown, mark.line + 1, mark.column + 1, f"has the tag {brief(node.tag)}; tags are not accepted"))
        return None
    if depth > DEPTH_LIMIT:
        faults.append(Fault(shown, mark.line + 1, mark.column + 1, f"is nested deeper than {DEPTH_LIMIT} levels"))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, shown, faults, seen, depth + 1) for child in node.value]
    return _mapping(node, shown, faults, seen, depth)


def _mapping(node: Any, shown: str, faults: list[Fault], seen: set[int] | None, depth: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault(shown, mark.line + 1, mark.column + 1, "a key must be one word"))
            continue
        if seen is not None or key_node.tag not in _KEY_TAGS:
            _build(key_node, shown, faults, seen, depth)
        key = str(key_node.value)
        if key in data:
            faults.append(Fault(shown, mark.line + 1, mark.column + 1, f"the key {brief(key)!r} stands twice; keep one"))
        data[key] = _build(value_node, shown, faults, seen, depth + 1)
    return data


def _scalar(node: Any, shown: str, faults: list[Fault]) -> Any:
    if node.tag == _TEXT_TAG:
        return node.value
    if node.tag != "plain":
        mark = node.start_mark
        faults.append(Fault(shown, mark.line + 1, mark.column + 1, f"has the tag {brief(node.tag)}; tags are not accepted"))
        return None
    value = node.value
    if value in _PLAIN:
        return _PLAIN[value]
    return int(value) if _INTEGER.match(value) else value
