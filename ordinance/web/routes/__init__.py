"""The pages, a module each: whatever stands here with a blueprint called `pages` is served."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from flask import Blueprint


def blueprints() -> Iterator[Blueprint]:
    """Yield the blueprint of every page, in the order of their names."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        pages = import_module(f"{__name__}.{found.name}").pages
        assert isinstance(pages, Blueprint)
        yield pages
