"""A place's code as its citations have it: which citation is one of this code's, and the scheme and number that it stands for."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.library.place_model import Code, CodeSection, Numbering

#: One number of a citation: 215, 4A, 18B, 020.
_NUMBER: Final = r"[A-Z]?\d+[A-Za-z]{0,2}"
#: What stands for one in a scheme: its own number, {n}, or the blanks of a code whose chapter nobody named.
_RUN: Final = re.compile(r"(?:\{n\}|\w)+")
_FIRST: Final = re.compile(r"\{n\}|[A-Z]?\d|_")


class Cited(Struct, frozen=True):
    """A section by its scheme, which labels and cites it, and its number there."""

    scheme: Numbering
    number: str

    @property
    def cite(self) -> str:
        """How the bill cites it."""
        return self.scheme.cite.replace("{n}", self.number)

    @property
    def label(self) -> str:
        """Its own label in the code."""
        return self.scheme.section.replace("{n}", self.number)


def sample(scheme: Numbering) -> str:
    """Return the citation of the first section of a scheme, as an example."""
    return scheme.cite.replace("{n}", str(scheme.start).zfill(scheme.pad))


def present(code: Code, one: CodeSection) -> Cited:
    """Return where a section stands. Raises `ValueError`, a kind line, where its number or citation is none of this code's."""
    made = cited(code.numbering, one.cite) if one.cite else Cited(code.numbering, numbered(code.numbering, one.number or ""))
    return made if one.levels is None else replace(made, scheme=replace(made.scheme, levels=one.levels))


def becoming(code: Code, one: CodeSection) -> Cited | None:
    """Return where a section will stand that is renumbered; None for one that keeps its number. Raises as `present` does."""
    if one.becomes is None:
        return None
    stands = present(code, one)
    if re.fullmatch(_NUMBER, one.becomes):
        return replace(stands, number=numbered(stands.scheme, one.becomes))
    made = cited(code.numbering, one.becomes)
    return replace(made, scheme=replace(made.scheme, levels=stands.scheme.levels))


def cited(scheme: Numbering, cite: str) -> Cited:
    """Return the scheme and the number of a whole citation. Raises `ValueError` for one that is not of the code's shape."""
    found = re.fullmatch(_shape(scheme.cite), cite.strip())
    if not found:
        raise ValueError(
            f"{cite!r} is no citation of this code, whose sections are cited like {sample(scheme)}{_meant(scheme, cite)}"
        )
    head = found["head"]
    made = replace(scheme, cite=f"{prefix(scheme.cite)}{head}{{n}}", section=f"{prefix(scheme.section)}{head}{{n}}")
    return Cited(made, found["last"])


def numbered(scheme: Numbering, number: str) -> str:
    """Return a number that stands for {n}. Raises `ValueError` for one that cannot."""
    whole = re.fullmatch(rf"(?:{_loose(scheme.cite)}|{_loose(scheme.section)})", number.strip())
    if whole and not re.fullmatch(_NUMBER, number):
        raise ValueError(
            f"number {number!r} is the whole citation; `number` is what stands for {{n}} alone, or write it as `cite`"
        )
    if not re.fullmatch(rf"{_NUMBER}(?:\.\d+)?", number):
        raise ValueError(f"number {number!r} is none of this code, whose sections are cited like {sample(scheme)}")
    digits = re.sub(r"\D.*", "", number)
    if len(digits) < scheme.pad:
        raise ValueError(
            f"number {number!r}: sections of this code have {scheme.pad} digits, as in {sample(scheme)}; did you mean"
            f" {number.zfill(scheme.pad)}?"
        )
    return number


def heading_pattern(scheme: Numbering) -> str:
    """Return the pattern of a number as it stands over a section's text, by citation or label; its groups: `head`, `last`."""
    fronts = dict.fromkeys((prefix(scheme.cite), prefix(scheme.section), "Section ", "Sec. ", "SECTION ", "§ ", "§", "Sec ", ""))
    front = "|".join(re.escape(one).replace(r"\ ", r"\s*") for one in sorted(fronts, key=len, reverse=True))
    return rf"(?:{front})(?P<head>{_head(scheme.cite)})(?P<last>{_NUMBER})(?=[.:;,]?(?:\s|$)|[.]?[—–-])"


def prefix(template: str) -> str:
    """Return what stands before the numbers of a citation: "K.C.C. ", "§ "."""
    found = _FIRST.search(template)
    return template[: found.start()] if found else template


def _head(template: str) -> str:
    """Return the pattern of the numbers before the last."""
    rest = re.sub(r"\w*\{n\}$", "", template[len(prefix(template)) :])
    made, at = [], 0
    for run in _RUN.finditer(rest):
        made += [re.escape(rest[at : run.start()]), _NUMBER]
        at = run.end()
    return "".join([*made, re.escape(rest[at:])])


def _shape(template: str) -> str:
    return rf"{re.escape(prefix(template))}(?P<head>{_head(template)})(?P<last>{_NUMBER})"


def _loose(template: str) -> str:
    return rf"(?:{re.escape(prefix(template).strip())})?\s*{_head(template)}{_NUMBER}"


def _meant(scheme: Numbering, cite: str) -> str:
    """Return the near miss: the same numbers, as this code writes them before and between."""
    numbers = re.findall(r"[A-Z]?\d+[A-Za-z]{0,2}", re.sub(r"^[^\d]*(?=[A-Z]?\d)", "", cite))
    wanted = len(re.findall(_RUN, scheme.cite[len(prefix(scheme.cite)) :]))
    if len(numbers) != wanted:
        return ""
    runs = iter(numbers)
    rest = _RUN.sub(lambda _: next(runs), scheme.cite[len(prefix(scheme.cite)) :])
    return f"; did you mean {prefix(scheme.cite)}{rest}?"
