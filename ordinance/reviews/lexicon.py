"""Concepts found in words: the phrases of clauses/review.yaml, all at once, in one walk over a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

#: Marks inside a word that nobody sees: a soft hyphen, spaces without width.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"[^\W_]+(?:(?:[{_UNSEEN}]+|(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])|(?<=[A-Z])-[ \t]*\n[ \t]*(?=[A-Z]))[^\W_]+)*(?:['’]s\b)?"
)
_BROKEN = re.compile(rf"[{_UNSEEN}]|-\s+")
_Pattern = tuple[tuple[str, ...], "list[Slot]", str]
_PIECE = re.compile(r"\(([^()]*)\)|([^()]+)")


#: No beginning of a word in the data is longer.
_LONGEST = 24


class Hit(NamedTuple):
    """A concept in a text: its name, the first of its words, and the one after its last."""

    start: int
    end: int
    name: str


class Words:
    """The words of a text in lower case, without what stands between them, and where each begins and ends in it."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if not word.isascii() or "-" in word:  # broken at a line's end, or with letters set as one
                word = _BROKEN.sub("", unicodedata.normalize("NFKC", word))
            self.words.append(word[:-2] if word.endswith(("'s", "’s")) else word)
            self.starts.append(match.start())
            self.ends.append(match.end())


Slot = tuple[tuple[str, ...], ...]


def slots(written: str) -> list[Slot]:
    """Return the choices of each part of a phrase, a choice being its words. Raises `ValueError` for broken brackets."""
    if written.count("(") != written.count(")") or re.search(r"\([^()]*\(", written):
        raise ValueError("its brackets do not pair")
    found: list[Slot] = []
    for match in _PIECE.finditer(written.lower()):
        if match.group(1) is not None:
            found.append(tuple(tuple(choice.split()) for choice in match.group(1).split("|")))
        else:
            found += [((word,),) for word in match.group(2).split()]
    if not any(all(slot) for slot in found):
        raise ValueError("it can be no word at all")
    return found


class Lexicon:
    """Phrases by their first word, so that a text is walked once whatever their number."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Pattern]] = {}
        self._begins: dict[str, list[_Pattern]] = {}
        self._at: dict[str, list[_Pattern]] = {}
        for name, lines in groups.items():
            for line in lines:
                self._add(name, slots(line))

    def _add(self, name: str, parts: list[Slot]) -> None:
        for index, slot in enumerate(parts):
            for choice in slot:
                if choice:
                    first, place = (choice[0][:-1], self._begins) if choice[0][-1] == "*" else (choice[0], self._exact)
                    place.setdefault(first, []).append((choice[1:], parts[index + 1 :], name))
            if () not in slot:
                return

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Return every concept in a text by its place; of one concept at one place only the longest."""
        found: list[Hit] = []
        for place, word in enumerate(words):
            longest: dict[str, int] = {}
            for rest, parts, name in self._candidates(word):
                end = place + 1
                if rest:
                    end = _after(words, end, rest)
                if parts and end:
                    end = _furthest(words, end, parts, 0)
                if longest.get(name, 0) < end:
                    longest[name] = end
            found += [Hit(place, end, name) for name, end in longest.items()]
        return found

    def _candidates(self, word: str) -> list[_Pattern]:
        if word not in self._at:
            begins = [one for size in range(1, min(len(word), _LONGEST) + 1) for one in self._begins.get(word[:size], ())]
            self._at[word] = [*self._exact.get(word, ()), *begins]
        return self._at[word]


def _after(words: Sequence[str], place: int, choice: tuple[str, ...]) -> int:
    """Return the place after the words of a choice that stand at `place`, or 0."""
    end = place + len(choice)
    if end > len(words):
        return 0
    for index, part in enumerate(choice):
        word = words[place + index]
        if word != part and not (part[-1] == "*" and word.startswith(part[:-1])):
            return 0
    return end


def _furthest(words: Sequence[str], place: int, parts: list[Slot], index: int) -> int:
    """Return the furthest place that the rest of a phrase reaches from `place`, or 0."""
    if index == len(parts):
        return place
    furthest = 0
    for choice in parts[index]:
        end = _after(words, place, choice) if choice else place
        if end:
            furthest = max(furthest, _furthest(words, end, parts, index + 1))
    return furthest
