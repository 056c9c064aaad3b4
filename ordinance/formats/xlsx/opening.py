"""What writes and reads spreadsheets, imported when one is asked for; and files packed so that the same sheets give the same
bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from types import ModuleType

from ordinance.errors import Unwritable

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def openpyxl() -> ModuleType:
    """Return the package that knows spreadsheets. Raises `Unwritable` where the extra is not installed."""
    try:
        import openpyxl as package
    except ImportError:
        raise Unwritable("a spreadsheet needs an extra that is not installed: pip install 'ordinance[sheets]'") from None
    return package  # type: ignore[no-any-return]


def packed(raw: bytes, day: date) -> bytes:
    """Return a spreadsheet's bytes with `day` for every time in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), content)
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return stream.getvalue()
