"""Which defined terms a text uses: the vocabulary is closed, so uses are found in the words themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

#: The term with which a definition begins.
TERM = re.compile(r"“([^”]+)”(?=\s)")


class Terms(Struct, frozen=True):
    """The terms of one draft: for each definition's id its term and the forms in which it may stand."""

    forms: Mapping[str, tuple[str, ...]]

    def used(self, texts: Iterable[str]) -> set[str]:
        """Return the ids of the terms that the texts use. The longest term wins where one holds another."""
        find = self.finder()
        return {term_id for text in texts for term_id in find(text)}

    def finder(self) -> Callable[[str], set[str]]:
        """Return a function from a text to the ids of the terms that it uses, for many texts."""
        owner = {form.lower(): term_id for term_id, forms in self.forms.items() for form in forms}
        forms = tuple(owner)
        return lambda text: {owner[form] for form in _found(forms, text)} if forms else set()

    def uses(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where a text uses terms: start, end and the term's id, from left to right."""
        owner = {form.lower(): term_id for term_id, forms in self.forms.items() for form in forms}
        if owner:
            yield from ((use.start(), use.end(), owner[use.group().lower()]) for use in _pattern(tuple(owner)).finditer(text))


@lru_cache(maxsize=2**15)
def _found(forms: tuple[str, ...], text: str) -> frozenset[str]:
    """Return the forms that a text holds, in lower case. In a batch of places most texts come again word for word."""
    return frozenset(match.lower() for match in _pattern(forms).findall(text))


@lru_cache(maxsize=64)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
