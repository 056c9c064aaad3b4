"""What a change of choices does in a place, as a page."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from ordinance.drafting.assembly import draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.page import Page
from ordinance.pages.what_if import changes, what_if_page


def what_if_page_of(library: Library, place: Place, wishes: Wishes, day: date) -> Page:
    """Return the page on what `wishes` change in the place's draft. Raises `BadChoice` where they change nothing."""
    before = draft(library, place, replace(wishes, choose={}, include=(), leave_out=(), stance=None))
    after = draft(library, place, wishes)
    if not changes(before, after):
        asked = (*wishes.choose, *wishes.include)
        refused = [f"{one.clause.id}: {one.says}" for one in after.selection.left_out if one.clause.id in asked]
        raise BadChoice(
            f"nothing changes: {'; '.join(refused)}"
            if refused
            else "nothing changes: the draft has these choices already; name another, such as --choose release-date=full-bar"
        )
    return Page(library, lambda: what_if_page(library, before, after, day))
