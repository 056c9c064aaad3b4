"""Akoma Ntoso 3.0 files: `write(draft, library, options) -> bytes`."""

from .writer import write

__all__ = ["write"]
