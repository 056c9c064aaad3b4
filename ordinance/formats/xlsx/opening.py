"""What writes and reads spreadsheets, imported when one is asked for."""

from __future__ import annotations

from types import ModuleType

from ordinance.errors import Unwritable


def openpyxl() -> ModuleType:
    """Return the package that knows spreadsheets. Raises `Unwritable` where the extra is not installed."""
    try:
        import openpyxl as package
    except ImportError:
        raise Unwritable('a spreadsheet needs an extra that is not installed: in the checkout, pip install ".[sheets]"') from None
    return package  # type: ignore[no-any-return]
