"""The fonts that a script needs on paper: told before a PDF is set in letters that are not its own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ordinance.errors import Unwritable
from ordinance.library.language_model import Spoken
from ordinance.library.languages import spoken_languages
from ordinance.library.store import Library


def refuse_without_face(library: Library, language: str, look: Path) -> None:
    """Raise `Unwritable` where a document's language needs a font that is not at hand: no package of it is installed, and no file
    of it lies in the folder of the look. `language` is a tag as documents have it ("ar-US")."""
    known = spoken_languages(library)
    one = known.get(language) or known.get(language.partition("-")[0])
    if one is None or one.face is None or _at_hand(one, look):
        return
    get = f"pip install {one.package}" if one.package else f"put its file into {look.name}/ (docs/pdf.md)"
    raise Unwritable(f"a PDF in {one.english} needs the font {one.face}: {get}, or choose another format, as in --format docx")


def _at_hand(one: Spoken, look: Path) -> bool:
    if one.package and find_spec(one.package.replace("-", "_")):
        return True
    name = "".join((one.face or "").split()).casefold()
    return any(name in path.name.casefold() for path in look.rglob("*.[ot]t[fc]"))
