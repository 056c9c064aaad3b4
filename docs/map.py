"""Draw the rooms of the program from its imports: `python docs/map.py` writes the diagram into docs/architecture.md.

A room is a folder of `ordinance/`. It stands below every room that it imports, and is shown with the rooms that it imports
directly, those left out that it reaches through another. `tests/test_layers.py` holds the page to what is drawn here.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "ordinance"
PAGE = Path(__file__).parent / "architecture.md"
FIRST, LAST = "<!-- map: made by docs/map.py -->", "<!-- end of the map -->"


def rooms() -> dict[str, set[str]]:
    """Return each room with the rooms that its files import, anywhere in them."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1:
            found.setdefault(parts[0], set()).update(_imported(path) - {parts[0]})
    return {room: {one for one in reached if one in found} for room, reached in found.items()}


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("ordinance.")}


def order(graph: dict[str, set[str]]) -> list[str]:
    """Return the rooms, each after all that it imports. Raises `ValueError` where they go in a circle."""
    placed: list[str] = []
    while len(placed) < len(graph):
        free = sorted(room for room in graph if room not in placed and graph[room] <= set(placed))
        if not free:
            raise ValueError(f"these rooms import each other: {sorted(set(graph) - set(placed))}")
        placed += free
    return placed


def drawn() -> str:
    """Return the diagram as text, the highest room first."""
    graph = rooms()
    lines = []
    for room in reversed(order(graph)):
        direct = [one for one in graph[room] if not any(one in _below(graph, other) for other in graph[room])]
        count = sum(1 for _ in (PACKAGE / room).rglob("*.py"))
        arrow = f" ──► {', '.join(sorted(direct))}" if direct else ""
        lines.append(f"    {room:<11}{arrow}".rstrip() if count else "")
    return "\n".join(lines)


def _below(graph: dict[str, set[str]], room: str) -> set[str]:
    reached: set[str] = set()
    for one in graph[room]:
        reached |= {one, *_below(graph, one)}
    return reached


def page() -> str:
    """Return docs/architecture.md with the diagram as it is now."""
    before, rest = PAGE.read_text(encoding="utf-8").split(FIRST)
    return f"{before}{FIRST}\n\n{drawn()}\n\n{LAST}{rest.split(LAST)[1]}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        print(drawn())
    else:
        PAGE.write_text(page(), encoding="utf-8")
