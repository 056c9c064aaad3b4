"""A section of a code as it stands in a file: its number, heading, items by level, and the note of its history."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ordinance.document.model import Table
from ordinance.document.reading import SourceText, unreadable
from ordinance.errors import BadChoice, brief
from ordinance.formats import opening
from ordinance.library import code_scheme
from ordinance.library.code_scheme import Cited
from ordinance.library.place_model import Code

_LABEL: Final = re.compile(
    r"(?P<label>\((?:[a-zA-Z]{1,3}|\d{1,3}|[ivxlcIVXLC]{1,6})(?:-\d)?\)|\(?\.(?:\d{1,2}|[a-z])\)|\[(?:\d{1,2}|[a-z])\]"
    r"|(?:(?P<letter>[a-zA-Z])(?P=letter)?|\d{1,2}|[ivx]{2,5}|[IVX]{2,5})(?:-\d)?[.)])(?=\s|\()\s*(?=\S)"
)
#: The note behind a section that tells which ordinances made it.
_NOTE: Final = re.compile(
    r"[(\[](?=[^()]{0,200}?(?:\bOrd|\bL\.L\.|\bLocal Law|\bCode \d|\bRes\b|\bAmended|\bAdded))[^\n]{0,3000}[)\]]\.?"
    r"|(?:HISTORY|History|Source):.*",
    re.I,
)
_ORDINANCE: Final = re.compile(
    r"Ord(?:inance|\.)?s?\.?\s*(?:Nos?\.?\s*)?(?P<number>[A-Z]?\d[\d.-]*\d|\d)"
    r"(?:,?\s*(?:§+|Sec(?:tion|\.)?)\s*(?P<section>\d+[A-Za-z]?))?"
    r"(?P<rest>[^:;\n]{0,40})",
    re.I,
)
_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_TABLE_ROW: Final = re.compile(r"<tr\b(?:(?!</tr).)*?<t[dh]\b(?:(?!</tr).)*?<t[dh]\b", re.I | re.S)
_FOOTNOTE: Final = re.compile(
    r"<sup\b[^>]*>\s*(?:<[^>]+>\s*)*[\[(]?[\d*†‡]|(?:class|id|href)\s*=\s*[\"'][#\w-]*(?:footnote|fnref|endnote)", re.I
)
#: Lines that are broken to a width are no wider, in characters.
_WIDEST: Final = 120
#: More than this no section of a code has.
LONGEST: Final = 30_000
MOST: Final = 300
_ROMAN: Final = re.compile(r"[ivxlc]+|[IVXLC]+")
#: The most words of a heading before the words of its section on one line, and of what is still a part of the heading.
_HEADING, _TITLE = 20, 6
_FIRST_ROMAN: Final = frozenset({"i", "ii", "iii", "iv", "vi"})


class Row(Struct, frozen=True):
    """A paragraph or an item: its label as it stands ("" for none), its level (0: of the section itself), its words."""

    label: str
    level: int
    text: str

    @property
    def printed(self) -> str:
        """The words with the label before them."""
        return f"{self.label} {self.text}".strip()


class PresentSection(Struct, frozen=True):
    """A section as it stands: where, its heading, its rows in order, the note on its history, and how many paragraphs of the file
    stand behind that note and are no part of it."""

    cited: Cited
    heading: str
    rows: tuple[Row, ...]
    note: str = ""
    behind: int = 0


class Origin(Struct, frozen=True):
    """What a note tells: the ordinance that enacted the section, its section, and whether others amended it since."""

    ordinance: str
    section: str = ""
    amended: bool = False


def read_section(name: str, content: bytes, code: Code, cite: str | None = None) -> PresentSection:
    """Return the section that a file holds; with `cite` that one of several, or of a file that does not tell its number.

    Raises `FaultyFile` for what cannot be read or amended word by word (tables, footnotes, open tracked changes), and
    `BadChoice` for a citation that is none of the code's, and for a file that is no section.
    """
    wanted = _wanted(code, cite) if cite else None
    read = opening.read(name, content)
    _refuse_what_has_no_lines(name, content, read)
    found = list(_sections(_paragraphs(read), code))
    if not found and wanted and any(_LABEL.match(one) or len(one.split()) > 5 for one in _paragraphs(read)):
        found = [(wanted, _paragraphs(read))]
    return _section(*_the_one(name, found, wanted, code))


def origin(note: str) -> Origin | None:
    """Return what the note on a section's history tells of its origin: the oldest of the ordinances in it.

    Nothing where that is a guess: a step that is no ordinance, or several steps of which one has no year.
    """
    told_of = re.sub(r"^(?:history|source):", "", note, flags=re.I)
    steps = [one for one in re.split(r"[:;]", told_of) if any(letter.isalnum() for letter in one)]
    told = [found for one in steps if (found := _ORDINANCE.search(one))]
    years = [_YEAR.search(one) for one in steps]
    if not told or len(told) < len(steps) or (len(steps) > 1 and not all(years)):
        return None
    dated = [(int(year[1]) if year else 0, -place) for place, year in enumerate(years)]
    first = told[-min(dated)[1]]
    return Origin(first["number"].rstrip("."), first["section"] or "", len(told) > 1)


def _wanted(code: Code, cite: str) -> Cited:
    try:
        return code_scheme.cited(code.numbering, cite)
    except ValueError as wrong:
        raise BadChoice(f"--cite {brief(wrong, 200)}") from None


def _refuse_what_has_no_lines(name: str, content: bytes, read: SourceText) -> None:
    """Raise `FaultyFile` for a file with tables, footnotes or open tracked changes: its words are not those of the code alone."""
    tables = notes = False
    if read.kind == "html":
        page = opening.decoded(name, content)[0]
        tables, notes = bool(_TABLE_ROW.search(page)), bool(_FOOTNOTE.search(page))
    elif read.kind == "docx":
        from ordinance.formats.docx.read import document as word

        reading = word.read(name, content)
        authors = sorted({mark.author for trace in reading.traces for mark in trace.marks})
        if authors or any("tracked changes" in one for one in reading.notes):
            by = f" by {', '.join(one for one in authors if one)}" if any(authors) else ""
            raise unreadable(name, f"has open tracked changes{by}: accept or reject them, so that it is the section as it stands")
        tables = any(isinstance(block, Table) for block in reading.document.blocks)
        notes = any("footnotes" in one for one in reading.notes)
    elif read.kind == "md":
        tables, notes = bool(re.search(r"^\s*\|.*\|", read.text, re.M)), bool(re.search(r"\[\^\w+\]", read.text))
    if tables or notes:
        what = " and ".join(word for word, there in (("tables", tables), ("footnotes", notes)) if there)
        raise unreadable(name, f"has {what}, which are not amended word by word: save the section's words alone as .txt")


def _paragraphs(read: SourceText) -> list[str]:
    """Return the paragraphs of a file. A line is one by itself where its lines are not broken to a width, or where it has a
    label; else it goes on with the one before it."""
    whole = read.kind in ("html", "docx") or max(map(len, read.text.split("\n"))) > _WIDEST
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", read.text):
        for number, line in enumerate(block.split("\n")):
            words = re.sub(r"\s+", " ", re.sub(r"^\s*(?:#+\s+|>\s*)|\*\*|\\(?=[\[\]_*().])", "", line)).strip()
            if not words:
                continue
            starts = whole or number == 0 or _LABEL.match(words) or _NOTE.fullmatch(words) or line.lstrip().startswith("#")
            if starts or not lines:
                lines.append(words)
            else:
                lines[-1] = f"{lines[-1]} {words}"
    return lines


def _sections(paragraphs: list[str], code: Code) -> list[tuple[Cited, list[str]]]:
    """Return the sections of the code's scheme that begin with their number, each with its paragraphs."""
    pattern = re.compile(code_scheme.heading_pattern(code.numbering))
    found: list[tuple[Cited, list[str]]] = []
    for words in paragraphs:
        begins = pattern.match(words)
        if begins:
            prefix = code_scheme.prefix(code.numbering.cite)
            where = code_scheme.cited(code.numbering, f"{prefix}{begins['head']}{begins['last']}")
            found.append((where, [words[begins.end() :].lstrip(".:;, —–-")]))
        elif found:
            found[-1][1].append(words)
    return found


def _the_one(name: str, found: list[tuple[Cited, list[str]]], wanted: Cited | None, code: Code) -> tuple[Cited, list[str]]:
    like = code_scheme.sample(code.numbering)
    if not found:
        raise BadChoice(f"{name}: is no section of {code.name}: no line begins with a number like {like}; name it with --cite")
    if wanted is None:
        if len(found) > 1:
            cites = ", ".join(where.cite for where, _ in found[:6])
            raise BadChoice(f"{name}: holds {len(found)} sections ({cites}); name the one to amend with --cite")
        return found[0]
    for where, paragraphs in found:
        if where.cite == wanted.cite:
            return where, paragraphs
    cites = ", ".join(where.cite for where, _ in found[:6])
    raise BadChoice(f"{name}: has no section {wanted.cite}; it has {cites}")


def _section(where: Cited, paragraphs: list[str]) -> PresentSection:
    first, *rest = [one for one in paragraphs if one] or [""]
    heading, run_in = _heading(first)
    words = [run_in, *rest] if run_in else rest
    note, behind = "", 0
    ends = next((place for place, one in enumerate(words) if _NOTE.fullmatch(one)), None)
    if ends is not None:  # the note ends the section: what a page has behind it is no part of it
        note, behind, words = words[ends], len(words) - ends - 1, words[:ends]
    elif words and (match := _NOTE.search(words[-1])) and match.end() >= len(words[-1]) - 1 and not _LABEL.match(match.group()):
        note, words[-1] = match.group().strip(), words[-1][: match.start()].rstrip()
    if sum(map(len, words)) > LONGEST or len(words) > MOST:
        raise BadChoice(f"{where.cite}: is too long for one section: more than {LONGEST:,} characters or {MOST} paragraphs")
    rows = tuple(_rows([one for one in words if one]))
    if not heading or not rows:
        raise BadChoice(f"{where.cite}: has no words under its heading; give the whole section, its heading on a line of its own")
    return PresentSection(where, heading, rows, note, behind)


def _heading(first: str) -> tuple[str, str]:
    """Return a section's heading and what of its words follows on the same line."""
    for cut in re.finditer(r"(?<!\bNo)(?<!\bU\.S)[.:]\s+(?=[A-Z(\"“\[])|\.?\s*[—–]\s*(?=[A-Z(])", first):
        rest = first[cut.end() :].strip()
        if len(first[: cut.start()].split()) <= _HEADING and (len(rest.split()) > _TITLE or _LABEL.match(rest)):
            return first[: cut.start()].strip(), rest
    return first.rstrip(". "), ""


def _rows(paragraphs: list[str]) -> list[Row]:
    stack: list[tuple[str, str]] = []
    rows: list[Row] = []
    for words in paragraphs:
        left, labelled = words, False
        while found := _LABEL.match(left):
            label, left, labelled = found["label"], left[found.end() :], True
            kind = _kind(label, stack)
            while any(one == kind for one, _ in stack) and stack[-1][0] != kind:
                stack.pop()
            if stack and stack[-1][0] == kind:
                stack.pop()
            stack.append((kind, label))
            more = _LABEL.match(left)
            rows.append(Row(label, len(stack), "" if more else left))
            if not more:
                break
        if not labelled:
            rows.append(Row("", len(stack) if words[:1].islower() else 0, words))
    return rows


def _kind(label: str, stack: list[tuple[str, str]]) -> str:
    """Return what siblings have in common: the signs around a label, and whether it is a number, letter or Roman numeral."""
    core = re.sub(r"-\d$", "", label.strip("()[]."))
    signs = re.sub(r"\w+(?:-\d)?", "1", label, count=1)
    if core.isdigit():
        return f"1{signs}"
    letter = f"{'a' if core.islower() else 'A'}{signs}"
    if not _ROMAN.fullmatch(core):
        return letter
    open_ones = {kind: re.sub(r"-\d$", "", one.strip("()[].")) for kind, one in stack}
    before, roman = open_ones.get(letter, ""), f"i{letter}"
    if len(core) == 1 and len(before) == 1 and ord(before) + 1 == ord(core):
        return letter
    return roman if roman in open_ones or core.lower() in _FIRST_ROMAN else letter
