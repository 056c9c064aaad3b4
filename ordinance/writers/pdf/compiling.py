"""The typst compiler: its fonts, and its errors in one clear line."""

from __future__ import annotations

import pkgutil
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from ordinance.errors import Unwritable

if TYPE_CHECKING:
    import typst

#: PDF/UA-1 (ISO 14289-1). Typst refuses to write a file that it knows to break it.
STANDARD: Final = "ua-1"
#: Font families that are Python packages: installing one is enough. Those of the machine are never used, so that the
#: same input gives the same bytes.
_FONT_PACKAGES: Final = ("fontpkg_", "justmytype_")
_GLYPH: Final = re.compile(r'the text(?: contains the disallowed codepoint)? `"(\\u\{[0-9a-f]+\}|[^`]+?)"`')
_PLACE: Final = re.compile(r"┌─ (?:.*[/\\])?(look\.typ:\d+)")


class UnwritablePdf(Unwritable):
    """The document cannot be a PDF. `characters` are those that no font at hand has."""

    def __init__(self, message: str, characters: str = "") -> None:
        self.characters = characters
        super().__init__(message)


def compiled(source: str, look: Path, day: date) -> bytes:
    """Return the PDF that typst makes of `source`, dated `day`. Raises UnwritablePdf where the extra is not installed,
    a letter has no glyph, or `look` does not compile."""
    typst = _typst()
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        made, _ = typst.compile_with_warnings(
            source.encode(), root=look, font_paths=_fonts(look), format="pdf", pdf_standards=[STANDARD], timestamp=moment
        )
    except UnicodeEncodeError as error:
        raise UnwritablePdf(_missing(found := error.object[error.start]), found) from None
    except typst.TypstError as error:
        raise _explained(error) from None
    return bytes(made)


def _typst() -> ModuleType:
    try:
        import fontpkg_arimo  # noqa: F401  # its font is found below; a PDF without it would look different
        import typst
    except ImportError:
        raise UnwritablePdf("a PDF needs an extra that is not installed: pip install 'ordinance[pdf]'") from None
    return typst


@cache
def _fonts(look: Path) -> typst.Fonts:
    import typst

    packages = (module for module in pkgutil.iter_modules() if module.name.startswith(_FONT_PACKAGES))
    folders = sorted(str(Path(module.module_finder.path) / module.name) for module in packages)  # type: ignore[union-attr]
    return typst.Fonts(include_system_fonts=False, font_paths=[str(look), *folders])


def _explained(error: typst.TypstError) -> UnwritablePdf:
    found = "".join(dict.fromkeys(map(_character, _GLYPH.findall(error.diagnostic))))
    if found:
        return UnwritablePdf(_missing(found), found)
    place = _PLACE.search(error.diagnostic)
    return UnwritablePdf(f"{place[1]}: {error.message}" if place else f"the PDF cannot be written: {error.message}")


def _character(found: str) -> str:
    return chr(int(found[3:-1], 16)) if found.startswith("\\u{") else found


def _missing(found: str) -> str:
    signs = ", ".join(_named(sign) for sign in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    return f"no font at hand has {signs}; docs/pdf.md says how to add one"


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    shown = f"“{sign}” " if sign.isprintable() else ""
    return f"{shown}U+{ord(sign):04X}" + (f" {name}" if name else "")
