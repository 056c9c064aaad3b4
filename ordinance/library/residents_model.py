"""The words of the residents' pages."""

from __future__ import annotations

from ordinance.library.fields import Line, Record


class ResidentWords(Record, frozen=True, kw_only=True):
    """templates/web/residents/<language>.yaml: the words of these pages in one language.

    `proposal` is the title of the sheet on the proposal itself; `unread` says that nobody has checked the translation."""

    title: Line
    lead: Line
    where: Line
    hint: Line
    find: Line
    nothing: Line
    sheets: Line
    print: Line
    draft: Line
    get: Line
    other: Line
    advice: Line
    proposal: Line
    unread: str = ""
