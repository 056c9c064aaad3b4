"""Checks of the form: nobody signs twice, and the place has one name at the head, in the enacting words and below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.model import Blank, Pieces, plain
from ordinance.library.place_model import Place

_UNLESS = re.compile(r", unless .*$")


@check("signs-twice", "error", "No two lines to sign on can be one person's.")
def signs_twice(context: Context, this: Check) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for label, office in context.draft.signatures:
        for one in sorted(_who(office, context.draft.place)):
            if one in seen:
                remedy = "say in the place's file who presides, or mend the form of such places"
                yield context.finding(this, f"“{seen[one]}” and “{label}” may be one person: {one}", remedy)
            seen[one] = label


def _who(office: Pieces, place: Place) -> set[str]:
    """Return the titles that an office may have, in lower case, without the kind of place: more than one where it is a choice."""
    choice = any(isinstance(piece, Blank) for piece in office)
    words = _UNLESS.sub("", plain(office).strip("[]").removesuffix(": which?"))
    kinds = (f"{place.kind} ", f"{place.noun or place.kind} ")
    found = set()
    for one in words.split(" or ") if choice else [words]:
        bare = one.casefold().removeprefix("the ")
        for kind in kinds:
            bare = bare.removeprefix(kind)
        if not bare.startswith("title of"):
            found.add(bare)
    return found


@check("names-differ", "warning", "The place has one full name in one draft.")
def names_differ(context: Context, this: Check) -> Iterator[Finding]:
    place, draft = context.draft.place, context.draft
    name, full = re.escape(place.name), place.official_name
    if full.startswith("[") or place.name.startswith("["):
        return
    kinds = "|".join(sorted({re.escape(one) for one in (place.kind, place.noun or place.kind)}))
    # "Oz City Council" is the council's name, and no other name of the City of Oz; "the Council of Oz City" has one.
    other = re.compile(rf"\b(?:(?:{kinds}) of {name}|(?<=\bof ){name} (?:{kinds}))\b", re.IGNORECASE)
    for where, pieces in (
        ("the head", draft.head),
        ("the enacting words", draft.formula.pieces),
        ("the long title", draft.caption),
    ):
        words = plain(pieces).replace("\N{NO-BREAK SPACE}", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        for found in other.findall(re.sub(re.escape(full), "", words, flags=re.IGNORECASE)):
            remedy = f"call the place “{full}” everywhere, in its file or in the form of such places"
            yield context.finding(this, f"in {where} the place is called “{found}”, and its full name is “{full}”", remedy)
