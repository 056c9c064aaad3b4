"""Whether a text is English, or text at all: by its commonest words, and by its letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from ordinance.document.reading import unreadable
from ordinance.errors import FaultyFile
from ordinance.library.review_model import ReviewWords

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
#: Fewer words than this say too little to tell a language by, and fewer than the second are nothing to review.
_ENOUGH, _LEAST = 20, 3
#: The first word of the Unicode names of letters, and the language or script to name.
_SCRIPTS = {
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "a language in Cyrillic letters",
    "ARABIC": "a language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "THAI": "Thai",
    "DEVANAGARI": "a language in Devanagari letters",
    "BENGALI": "Bengali",
    "ARMENIAN": "Armenian",
    "GURMUKHI": "Punjabi",
    "ETHIOPIC": "a language in Ethiopic letters",
}


def refuse_other_language(name: str, text: str, words: ReviewWords) -> None:
    """Raise `FaultyFile` for a text that is not English, too short, or no text, in one line that says which."""
    fault = _fault(text, words)
    if fault:
        raise _unread(name, fault)


def _unread(name: str, why: str) -> FaultyFile:
    return unreadable(name, why)


def _fault(text: str, words: ReviewWords) -> str:
    sample = text[:_SAMPLE]
    found = [word.lower() for word in _WORD.findall(sample)]
    script = _script(sample)
    if script:
        return f"is not in English: it looks like {script}; only English is reviewed"
    if len(found) < _LEAST:
        return "holds no text to review"
    if sum(map(str.isalpha, sample)) < 0.4 * sum(not one.isspace() for one in sample) or "\ufffd" * 3 in sample:
        return "holds no readable text, or text that is damaged"
    if len(found) < _ENOUGH:
        return ""
    counts = Counter(found)
    shares = {code: sum(counts[word] for word in common) / len(found) for code, common in words.languages.items()}
    likeliest = max(shares, key=lambda code: shares[code])
    if likeliest != "en" and shares[likeliest] > 1.25 * shares["en"] and shares[likeliest] > 0.1:
        return f"is not in English: it looks like {words.language_names[likeliest]}; only English is reviewed"
    if shares["en"] < 0.06 and len(found) > 60:
        return "is not in English, or holds no sentences; only English is reviewed"
    return ""


def _script(sample: str) -> str:
    """Return the script that a fifth or more of the letters are of, where it is not Latin."""
    letters = [one for one in sample if one.isalpha()]
    foreign = [one for one in letters if ord(one) > 0x36F]
    if len(foreign) * 5 < len(letters) or not foreign:
        return ""
    names = Counter(unicodedata.name(one, "?").split(" ")[0].split("-")[0] for one in foreign)
    return _SCRIPTS.get(names.most_common(1)[0][0], "another script") if names else ""
