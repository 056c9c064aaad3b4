"""The typed shape of the list of languages: what each is called, and what its script needs on paper."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from ordinance.library.fields import LanguageTag, Line, Record


class Spoken(Record, frozen=True, kw_only=True):
    """A language: its own name for itself, its English name, other names that people type, the sheets of those who speak it,
    the direction of its script, and the font of a PDF where Arimo does not hold it, with what to install."""

    own: Line
    english: Line
    also: tuple[Line, ...] = ()
    sheets: tuple[LanguageTag, ...] = ()
    direction: Literal["ltr", "rtl"] = "ltr"
    face: Line | None = None
    package: Line | None = None


class LanguageList(Record, frozen=True, kw_only=True):
    """templates/languages.yaml: every language that a sheet or a telephone line may name, by its tag."""

    languages: dict[LanguageTag, Spoken] = field(default_factory=dict)
