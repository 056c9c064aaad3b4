"""The languages that people speak here: by what name they are asked for, what they are called, and how their script is set."""

from __future__ import annotations

from collections.abc import Iterable

from ordinance.errors import BadChoice, Fault, FaultyFile, NotFound, nearest
from ordinance.library.language_model import LanguageList, Spoken
from ordinance.library.store import Library

#: The tables of the languages that have sheets.
TABLES = "templates/languages"


def spoken_languages(library: Library) -> dict[str, Spoken]:
    """Return every language by its tag. Raises `FaultyFile` where the list is missing."""
    path = library.files("templates").get("languages")
    if path is None:
        raise FaultyFile([Fault("templates/languages.yaml", 0, 0, "is missing")])
    return library.load(path, LanguageList).languages


def sheet_language(library: Library, asked: str) -> str:
    """Return the tag of the sheets that somebody asks for by a tag or a name ("Spanish", "zh-TW"). Raises `BadChoice` where two
    could be meant or the language has no sheets, and `NotFound` for a word that is no language."""
    files, known = library.files(TABLES), spoken_languages(library)
    if asked in files:
        return asked
    tags = _meant(asked, known)
    offered = [one for one in tags if one in files]
    if len(offered) == 1:
        return offered[0]
    if offered:
        named = " or ".join(f"{one} ({known[one].english})" for one in offered)
        raise BadChoice(f"--lang {asked}: there are two; say {named}")
    if tags:
        raise BadChoice(f"--lang {asked}: no sheets are in {known[tags[0]].english} yet; there are: {', '.join(files)}")
    raise NotFound("language", asked, _close(asked, files, known))


def unknown_tag(tag: str, known: dict[str, Spoken]) -> str:
    """Return what is wrong with the tag of a telephone line's language, or nothing."""
    if tag in known:
        return ""
    meant = _meant(tag, known)
    hint = f"; {tag} is {meant[0]}" if meant else nearest(tag, known) or "; templates/languages.yaml has the list"
    return f"no language has the code {tag!r}{hint}"


def speaks(tag: str, sheet: str, known: dict[str, Spoken]) -> bool:
    """Tell whether a line that speaks `tag` serves the readers of `sheet`."""
    return tag == sheet or sheet in known[tag].sheets if tag in known else tag == sheet


def _meant(asked: str, known: dict[str, Spoken]) -> tuple[str, ...]:
    """Return the tags that a word may mean: by tag or by any of its names; those of the sheets of a spoken language."""
    word = asked.casefold()
    for tag, one in known.items():
        if word in (tag.casefold(), one.own.casefold(), one.english.casefold(), *(other.casefold() for other in one.also)):
            return one.sheets or (tag,)
    return ()


def _close(asked: str, files: Iterable[str], known: dict[str, Spoken]) -> list[str]:
    """Return what may be offered for a word that is no language: the tags of sheets, and their English names."""
    tags = list(files)
    return tags if len(asked) < 5 or "-" in asked else [*tags, *(known[one].english for one in tags if one in known)]
