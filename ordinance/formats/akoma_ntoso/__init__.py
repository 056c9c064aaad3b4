"""Akoma Ntoso 3.0 files: `write(draft, library, options) -> bytes`."""

from ordinance.formats.akoma_ntoso.writer import write

__all__ = ["write"]
