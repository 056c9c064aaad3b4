"""Trees of mappings, lists and words (YAML, JSON) with something spoilt in them."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from fuzz.case import value, word


def spoilt_tree(tree: Any, chance: Random, times: int = 3) -> Any:
    """Return a copy in which up to `times` values or keys were replaced, dropped, doubled, moved or nested."""
    made = copy.deepcopy(tree)
    for _ in range(chance.randint(1, times)):
        holders = list(_holders(made))
        if not holders:
            return value(chance)
        holder = chance.choice(holders)
        if isinstance(holder, dict):
            _spoil_mapping(holder, chance, holders)
        else:
            _spoil_list(holder, chance, holders)
    return made


def _holders(tree: Any, depth: int = 0) -> Any:
    if isinstance(tree, dict | list) and tree and depth < 40:
        yield tree
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from _holders(one, depth + 1)


def _changed(old: Any, chance: Random) -> Any:
    if isinstance(old, str) and old and chance.random() < 0.5:
        at = chance.randrange(len(old) + 1)
        return chance.choice((old[:at] + word(chance) + old[at:], old[:at], old[at:], old.upper(), old + " " + old))
    return value(chance)


def _spoil_mapping(holder: dict[Any, Any], chance: Random, holders: list[Any]) -> None:
    key = chance.choice(list(holder))
    way = chance.randrange(8)
    if way <= 2:
        holder[key] = _changed(holder[key], chance)
    elif way == 3:
        del holder[key]
    elif way == 4:
        holder[str(_changed(key, chance)) if chance.random() < 0.3 else f"{key}x"] = holder.pop(key)
    elif way == 5:
        holder[key] = copy.deepcopy(chance.choice(holders))
    elif way == 6:
        holder[key] = [holder[key]]
    else:
        other = chance.choice(list(holder))
        holder[key], holder[other] = holder[other], holder[key]


def _spoil_list(holder: list[Any], chance: Random, holders: list[Any]) -> None:
    at = chance.randrange(len(holder))
    way = chance.randrange(7)
    if way <= 2:
        holder[at] = _changed(holder[at], chance)
    elif way == 3:
        del holder[at]
    elif way == 4:
        holder.append(copy.deepcopy(holder[at]))
    elif way == 5:
        holder[at] = copy.deepcopy(chance.choice(holders))
    else:
        chance.shuffle(holder)
