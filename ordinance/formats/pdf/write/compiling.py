"""The typst compiler: its fonts, and its errors in one clear line."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import textwrap
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from ordinance.errors import Unwritable
from ordinance.library.reading import look_text

if TYPE_CHECKING:
    import typst

#: PDF/UA-1 (ISO 14289-1). Typst refuses to write a file that it knows to break it.
STANDARD: Final = "ua-1"
#: Font families that are Python packages: installing one is enough. Those of the machine are never used, so that the
#: same input gives the same bytes.
_FONT_PACKAGES: Final = ("fontpkg_", "justmytype_")
#: The sans-serif of the shipped look; the serif is in typst itself. Without it the same input would look different.
_SANS: Final = "fontpkg_arimo"
#: How typst names letters that it cannot set, and how it writes those that do not print.
_GLYPH: Final = re.compile(r'the text(?: contains the disallowed codepoint)? `"(.+?)"`')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE: Final = re.compile(r"┌─ (?:.*[/\\])?((?!__)\w[\w-]*\.typ:\d+)")
_PACKAGE: Final = re.compile(r"\b(?:import|include)\b.*\"@")


class UnwritablePdf(Unwritable):
    """The document cannot be a PDF. `characters` are those that no font at hand has."""

    def __init__(self, message: str, characters: str = "") -> None:
        self.characters = characters
        super().__init__(message)


def compiled(source: str, look: Path, day: date, colour: str = "") -> bytes:
    """Return the PDF that typst makes of `source`, dated `day`, in the colour that the look may ask for. Raises UnwritablePdf
    where the extra is not installed, a letter has no glyph, or `look` does not compile."""
    from ordinance.formats.pdf.write.foreign_look import compiled_apart, is_foreign

    return compiled_apart(source, look, day, colour) if is_foreign(look) else compiled_here(source, look, day, colour)


def queried(source: str, look: Path, selector: str) -> str:
    """Return as JSON the values that `source` notes under a label, without making a PDF. Raises UnwritablePdf as `compiled`."""
    from ordinance.formats.pdf.write.foreign_look import is_foreign, queried_apart

    return queried_apart(source, look, selector) if is_foreign(look) else queried_here(source, look, selector)


def compiled_here(source: str, look: Path, day: date, colour: str = "") -> bytes:
    """Return the PDF, made in this process. Raises UnwritablePdf as `compiled`."""
    typst = _typst()
    _refuse_packages(look)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        made, _ = typst.compile_with_warnings(
            source.encode(),
            root=look,
            font_paths=_fonts(look),
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=moment,
            sys_inputs={"colour": colour} if colour else {},
        )
    except UnicodeEncodeError as error:
        raise UnwritablePdf(_missing(found := error.object[error.start]), found) from None
    except typst.TypstError as error:
        raise _explained(error) from None
    except OSError as error:
        raise UnwritablePdf(f"{look}: the look of the PDF cannot be read: {error}") from None
    return bytes(made)


def queried_here(source: str, look: Path, selector: str) -> str:
    """Return what `queried` returns, found in this process."""
    typst = _typst()
    _refuse_packages(look)
    try:
        found = typst.query(source.encode(), selector, field="value", root=look, font_paths=_fonts(look))
    except typst.TypstError as error:
        raise _explained(error) from None
    return str(found)


def _typst() -> ModuleType:
    missing = 'a PDF needs an extra that is not installed: in the checkout, pip install ".[pdf]"'
    try:
        import typst
    except ImportError:
        raise UnwritablePdf(missing) from None
    if importlib.util.find_spec(_SANS) is None:
        raise UnwritablePdf(missing)
    return typst


def _refuse_packages(look: Path) -> None:
    """Typst would fetch a package that a look imports; nothing here reaches a network."""
    for file in sorted(look.rglob("*.typ")):
        for number, line in enumerate(look_text(look, str(file.relative_to(look))).splitlines(), 1):
            if _PACKAGE.search(line):
                raise UnwritablePdf(f"{file.name}:{number}: a look may not import a package, which would be fetched")


@cache
def _fonts(look: Path) -> typst.Fonts:
    import typst

    packages = (module for module in pkgutil.iter_modules() if module.name.startswith(_FONT_PACKAGES))
    folders = sorted(str(Path(module.module_finder.path) / module.name) for module in packages)  # type: ignore[union-attr]
    return typst.Fonts(include_system_fonts=False, font_paths=[str(look), *folders])


def _explained(error: typst.TypstError) -> UnwritablePdf:
    errors = error.diagnostic.partition("error: ")[2]  # warnings of fonts that are not at hand stand before them
    found = "".join(dict.fromkeys(map(_character, _GLYPH.findall(errors))))
    if found:
        return UnwritablePdf(_missing(found), found)
    message = textwrap.shorten(error.message, 200, placeholder=" …")
    place = _PLACE.search(errors)
    return UnwritablePdf(f"{place[1]}: {message}" if place else f"the PDF cannot be written: {message}")


def _character(found: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found)


def _missing(found: str) -> str:
    if control := [sign for sign in found if unicodedata.category(sign) in ("Cc", "Cf", "Cs")]:
        return f"a PDF cannot hold {_named(control[0])}"
    signs = ", ".join(_named(sign) for sign in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    return f"no font at hand has {signs}; docs/pdf.md says how to add one"


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    shown = f"“{sign}” " if sign.isprintable() else ""
    return f"{shown}U+{ord(sign):04X}" + (f" {name}" if name else "")
