"""What came back of a draft, as a page to argue with: each change with section, author, what, and the comments on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ordinance.comparison.edits import Edit
from ordinance.document.model import Block, Document, Paragraph, Run, bullet
from ordinance.document.reading import Remark
from ordinance.errors import brief

#: The longest that words are on a line of the terminal.
_SHOWN = 90

_WHAT = {
    "changed": "changes",
    "added": "adds",
    "struck": "strikes",
    "moved": "moves",
    "split": "splits a paragraph",
    "joined": "joins paragraphs",
    "level": "sets in or out",
    "outside": "changes",
    "comment": "comments",
}


def who_of(edit: Edit) -> str:
    """Return who made a change, as it is told."""
    names = " and ".join(edit.authors)
    if not names:
        return "not tracked"
    return names if edit.tracked else f"{names}, in part not tracked"


def said_of(edit: Edit, most: int = _SHOWN) -> str:
    """Return what a change does, in one line."""
    before, after = (brief(" ".join(words.split()), most) for words in (edit.before, edit.after))
    said = {"before": f"“{before}”" if before else "", "after": f"“{after}”" if after else ""}
    if edit.kind == "comment":
        return ""
    if said["before"] and said["after"]:
        return f"{said['before']} → {said['after']}"
    if edit.kind in ("changed", "outside"):
        return f"strikes {said['before']}" if said["before"] else f"adds {said['after']}"
    return said["before"] or said["after"]


def remark_line(remark: Remark, most: int = 200) -> str:
    """Return a comment in one line: who says it of which words, and what."""
    on = f" on {'struck words ' if remark.struck else ''}“{brief(remark.words, 50)}”" if remark.words else ""
    to = f" answers {remark.answers}" if remark.answers else ""
    return f"{remark.author}{to}{on}: {brief(remark.text, most)}"


def lines_of(edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a line for each change, and one for each comment on it."""
    wide = len(str(len(edits)))
    for edit in edits:
        what = said_of(edit)
        verb = "" if what.startswith(("strikes", "adds")) else f"{_WHAT[edit.kind]} "
        head = f"{edit.number:>{wide}}. {brief(edit.where, 50) or 'Elsewhere'} · {who_of(edit)} · {verb}{what}".rstrip()
        yield _plain(head + (f" ({edit.cannot})" if edit.cannot else ""))
        for remark in edit.remarks:
            yield _plain(f"{' ' * wide}    {remark_line(remark)}")


def _plain(line: str) -> str:
    """Return a line for the terminal, where a space that does not break says nothing."""
    return line.replace("\N{NO-BREAK SPACE}", " ")


def page(edits: Sequence[Edit], title: str, notes: Sequence[str]) -> Document:
    """Return the changes as a document: words in full, section by section, with room to answer."""
    blocks: list[Block] = [Paragraph("title", (Run(title),))]
    blocks += [Paragraph("notice", (Run(note),)) for note in notes]
    here = None
    for edit in edits:
        if edit.where != here:
            here = edit.where
            blocks.append(Paragraph("heading-1", (Run(here or "Elsewhere"),), keep_with_next=True))
        blocks += _blocks(edit)
    if not edits:
        blocks.append(Paragraph("body", (Run("Nothing is left open."),)))
    return Document(title, tuple(blocks))


def _blocks(edit: Edit) -> Iterator[Block]:
    head = f"{edit.number}. {who_of(edit)} {_WHAT[edit.kind]}" + (f"; {edit.cannot}" if edit.cannot else "")
    yield Paragraph("body", (Run(f"{head}.", "strong"),), keep_with_next=True)
    for lead, words in (("Was: ", edit.before), ("Is: ", edit.after)):
        if words.strip():
            yield bullet(Run(lead, "emphasis"), Run(" ".join(words.split())))
    for remark in edit.remarks:
        yield bullet(Run(remark_line(remark, 2000)))


def records(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    """Return the changes as plain data."""
    return [
        {
            "number": edit.number,
            "kind": edit.kind,
            "where": edit.where,
            "item": edit.at,
            "authors": list(edit.authors),
            "tracked": edit.tracked,
            "before": edit.before,
            "after": edit.after,
            "cannot": edit.cannot,
            "comments": [
                {
                    "author": one.author,
                    "day": one.day,
                    "text": one.text,
                    "words": one.words,
                    "struck": one.struck,
                    "answers": one.answers,
                }
                for one in edit.remarks
            ],
        }
        for edit in edits
    ]
