"""What federal sources say of places, read from a library: the list of agreements and its words, circuits, the list of 2025."""

from __future__ import annotations

from typing import TypeVar

from ordinance.library.federal_model import AgreementList, AgreementWords, Circuit, FederalFacts
from ordinance.library.store import Library

T = TypeVar("T")

_AGREEMENTS, _FEDERAL = "jurisdictions/agreements", "jurisdictions/federal"


def agreement_list(library: Library) -> AgreementList | None:
    """Return the list of agreements, that of a folder laid over the library before the shipped one; None without any."""
    return _record(library, _AGREEMENTS, "list", AgreementList)


def agreement_words(library: Library) -> AgreementWords | None:
    """Return how the list is read and told; None for a library without it."""
    return _record(library, _AGREEMENTS, "words", AgreementWords)


def federal_facts(library: Library) -> FederalFacts | None:
    """Return the circuits and the federal list of places; None for a library without them."""
    return _record(library, _FEDERAL, "facts", FederalFacts)


def circuit_of(library: Library, state: str) -> Circuit | None:
    """Return the federal circuit that a state lies in; None where the library does not tell."""
    facts = federal_facts(library)
    return next((one for one in facts.circuits if state in one.states), None) if facts else None


def _record(library: Library, folder: str, name: str, kind: type[T]) -> T | None:
    path = library.files(folder).get(name)
    return library.load(path, kind) if path else None
