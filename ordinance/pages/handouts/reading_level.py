"""How readable a handout is, by published formulas, offline, on the words that are printed.

English: Flesch-Kincaid grade (Kincaid and others 1975). Spanish: Fernández-Huerta (1959, in the corrected form with words a
sentence) and Szigriszt-Pazos with the INFLESZ bands (Barrio-Cantalejo 2008). Chinese has no formula that everyone accepts: the
length of sentences in characters, and the share of characters that are common: those of the first level of GB 2312 (3,755, for
Simplified) or of Big5 (5,401, for Traditional), which Python's codecs hold. Other languages: the words of a sentence, parted by
spaces; a formula for each would be one more guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from ordinance.document.model import Block, Checklist, Document, Inline, Panel, Paragraph, Run, Table, inner_blocks
from ordinance.library.handout_model import Audience, LanguageTable

_SENTENCE_END = re.compile(r"[.!?。！？；؟।]+[”’」』）)»]*(?:\s+|(?<=[。！？；”」』）])|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_VOWELS = re.compile(r"[aeiouy]+")
#: Neighbouring vowels that are two syllables: i-a, e-o, u-a, y-ing and others.
_HIATUS = re.compile(r"i(?:a(?!l$|n$|ge)|o(?!n|us)|um|et)|eo(?!n|us|p)|ua|uou|uity|[^aeiouqg]ui(?=ty|n[gn])|ying|eing|oing")
_SILENT_END = re.compile(r"(?<![aeiouy])e$|(?<![aeiouy])es$|(?<![aeioutdy])ed$")
_SPOKEN_LE = re.compile(r"[^aeiouy]le[sd]?$")
_SPOKEN_ES = re.compile(r"(?:[sxz]|ch|sh|[cg])es$")
#: The silent e of "safely" and "statement".
_SILENT_INSIDE = re.compile(r"[^aeiouy](?:ely|eful|eless|ement|eness)(?:ly|s)?$")
_SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_STRONG = frozenset("aeoáéíóú")
_QU = re.compile(r"(?<=q)u|(?<=g)u(?=[eéií])")


class Figures(Struct, frozen=True):
    """What was counted, and the scores: `grade` is Flesch-Kincaid, `huerta` and `inflesz` are Spanish scores (100 is easiest),
    `characters` the mean length of a Chinese sentence, `longest` its longest, `common` the percentage of common characters,
    `length` the mean number of words in a sentence."""

    words: int
    sentences: int
    grade: float | None = None
    huerta: float | None = None
    inflesz: float | None = None
    characters: float | None = None
    longest: int | None = None
    common: float | None = None
    length: float | None = None


def figures(document: Document, table: LanguageTable) -> Figures:
    """Return the figures of a document in the language of `table`. Banners, footers, headings, labels of fields, sources in
    small type and passages in another language are left out: nobody reads them as prose."""
    texts = list(_prose(document.blocks))
    if table.reading.measure == "characters":
        return _chinese(texts, table)
    if table.reading.measure == "words":
        lengths = [count for text in texts for part in _sentences(text) if (count := sum(map(_has_letter, part.split())))]
        return Figures(sum(lengths), len(lengths), length=sum(lengths) / len(lengths)) if lengths else Figures(0, 0)
    sentences = [words for text in texts for part in _sentences(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Figures(0, 0)
    length = len(words) / len(sentences)
    if table.reading.measure == "flesch-kincaid":
        syllables = sum(english_syllables(word, table.reading.syllables) for word in words) / len(words)
        return Figures(len(words), len(sentences), grade=0.39 * length + 11.8 * syllables - 15.59)
    syllables = sum(map(spanish_syllables, words)) / len(words)
    huerta, inflesz = 206.84 - 60 * syllables - 1.02 * length, 206.835 - 62.3 * syllables - length
    return Figures(len(words), len(sentences), huerta=huerta, inflesz=inflesz)


def misses(found: Figures, table: LanguageTable, audience: Audience, grade: int | None) -> list[str]:
    """Return in words each limit that a text misses. A grade counts as a school does: 6 holds up to 6.9."""
    limits = table.reading
    missed = []
    if found.grade is not None:
        most = grade or limits.most.get(audience, 16)
        if found.grade >= most + 1:
            missed.append(f"it reads at grade {found.grade:.1f}, and {most} is the limit")
    if found.huerta is not None and found.huerta < limits.least.get(audience, 0):
        missed.append(f"its Fernández-Huerta score is {found.huerta:.0f}, and {limits.least[audience]} is the least")
    if found.characters is not None and found.characters > limits.most.get(audience, 99):
        missed.append(f"its sentences have {found.characters:.0f} characters, and {limits.most[audience]} is the limit")
    if found.length is not None and found.length > limits.most.get(audience, 99):
        missed.append(f"its sentences have {found.length:.0f} words, and {limits.most[audience]} is the limit")
    if found.common is not None and found.common < limits.common:
        missed.append(f"{found.common:.0f} percent of its characters are common, and {limits.common} is the least")
    return missed


def english_syllables(word: str, known: Mapping[str, int]) -> int:
    """Return how many syllables an English word has: as `known` says, else by its spelling, right for nine words in ten."""
    bare = re.sub(r"[’']s$|[’']$", "", word.lower()).replace("’", "'")
    if bare in known:
        return known[bare]
    bare = bare.replace("'", "")
    if len(bare) <= 3:
        return 1
    count = len(_VOWELS.findall(bare)) + len(_HIATUS.findall(bare)) - len(_SILENT_INSIDE.findall(bare))
    if _SILENT_END.search(bare) and not _SPOKEN_LE.search(bare) and not _SPOKEN_ES.search(bare):
        count -= 1
    return max(count, 1)


def spanish_syllables(word: str) -> int:
    """Return how many syllables a Spanish word has: two strong vowels, or an accented weak one beside another, are parted."""
    bare = _QU.sub("", word.lower())
    bare = re.sub(r"y$", "i", bare) if len(bare) > 1 else bare.replace("y", "i")
    count = 0
    for group in _SPANISH_VOWELS.findall(bare):
        count += 1
        for before, after in pairwise(group):
            count += (before in _STRONG and after in _STRONG) or before in "íú" or after in "íú"
    return max(count, 1)


def _has_letter(word: str) -> bool:
    """Tell whether a piece between spaces is a word: a script of the south of Asia writes vowels as marks."""
    return any(sign.isalpha() for sign in word)


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if part and part.strip()]


def _chinese(texts: list[str], table: LanguageTable) -> Figures:
    """Sentences end at 。！？； here: the commas of Chinese part clauses that English would make sentences of."""
    lengths = [count for text in texts for part in _sentences(text) if (count := len(_HAN.findall(part)))]
    signs = [sign for text in texts for sign in _HAN.findall(text)]
    if not lengths:
        return Figures(0, 0)
    common = sum(is_common(sign, table.language) for sign in signs) / len(signs) * 100
    return Figures(len(signs), len(lengths), characters=sum(lengths) / len(lengths), longest=max(lengths), common=common)


def is_common(sign: str, language: str) -> bool:
    """Tell whether a character is of the first level of GB 2312 (rows 16 to 55), or of Big5 (A440 to C67E) for zh-Hant."""
    traditional = language == "zh-Hant"
    try:
        code = sign.encode("big5" if traditional else "gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (b"\xa4\x40" <= code <= b"\xc6\x7e" if traditional else 0xB0 <= code[0] <= 0xD7)


def _prose(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(style="body" | "body-list", language=""):
                yield _words(block.content)
            case Checklist(language=""):
                yield from map(_words, block.items)
            case Table():
                yield from (_words(cell) for row in block.rows for cell in row)
            case Panel(kind="banner") | Paragraph():
                continue
            case _:
                yield from _prose(inner_blocks(block))


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(part.text for part in content if isinstance(part, Run) and part.emphasis != "line")
