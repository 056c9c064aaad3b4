"""What members ask first, read from a library: the words, and what is told of federal money."""

from __future__ import annotations

from ordinance.library.question_model import FederalMoney, QuestionWords
from ordinance.library.store import Library


def question_words(library: Library) -> QuestionWords | None:
    """Return the words of the questions; None for a library without them."""
    path = library.files("templates").get("questions")
    return library.load(path, QuestionWords) if path else None


def federal_money(library: Library) -> FederalMoney | None:
    """Return what is told of federal money; None for a library without it."""
    path = library.files("jurisdictions/federal").get("money")
    return library.load(path, FederalMoney) if path else None
