"""Lists of words that a text shall not use, looked for all at once: most texts hold none of them, and drafts share most texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: The bad words of one list, and the good phrases inside which they may stand.
WordList = tuple[tuple[str, ...], tuple[str, ...]]

_WORD: Final = re.compile(r"\w+")
_NONE: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType({})
#: How many texts each set of lists remembers: those of the largest library, in every length and instrument.
_TEXTS: Final = 2**14


class WordLists:
    """Several lists; what they find in a text is told by the list's number."""

    def __init__(self, lists: tuple[WordList, ...]) -> None:
        self._lists = lists
        self._by_first: dict[str, set[tuple[int, str]]] = {}  # the number of a list and its phrase, by the phrase's first word
        for index, (bad, _) in enumerate(lists):
            for phrase in map(str.lower, bad):
                first = _WORD.search(phrase)
                self._by_first.setdefault(first[0] if first else "", set()).add((index, phrase))
        self.suspected = lru_cache(_TEXTS)(self._suspected)
        self.bad = lru_cache(_TEXTS)(self._bad)

    def _suspected(self, text: str) -> frozenset[int]:
        """Return the lists of which a text holds a phrase, in whatever letters; no other list can find anything in it."""
        lowered = text.lower()
        firsts = self._by_first.keys() & {"", *_WORD.findall(lowered)}
        return frozenset(index for first in firsts for index, phrase in self._by_first[first] if phrase in lowered)

    def _bad(self, text: str) -> Mapping[int, tuple[str, ...]]:
        """Return the bad words that a text uses outside the good phrases, as it writes them, by the list that has them."""
        suspected = self.suspected(text)
        if not suspected:
            return _NONE  # most texts, and a hundred times quicker than the patterns
        found = {index: bad_words(text, *self._lists[index]) for index in sorted(suspected)}
        return {index: used for index, used in found.items() if used} or _NONE


#: The same lists serve every draft of a library.
word_lists: Final = lru_cache(maxsize=16)(WordLists)


def bad_words(text: str, bad: tuple[str, ...], good: tuple[str, ...]) -> tuple[str, ...]:
    """Return the bad words that a text uses outside the good phrases, as it writes them."""
    return tuple(match["bad"] for match in _pattern(bad, good).finditer(text) if match["bad"]) if bad else ()


@lru_cache(maxsize=256)
def _pattern(bad: tuple[str, ...], good: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that passes over the good phrases first, so that a bad word inside one is not found."""
    passed = "|".join(rf"\b{re.escape(phrase)}\b" for phrase in sorted(good, key=len, reverse=True))
    found = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(bad, key=len, reverse=True))
    return re.compile(f"(?:{passed})|(?P<bad>{found})" if passed else f"(?P<bad>{found})", re.IGNORECASE)
