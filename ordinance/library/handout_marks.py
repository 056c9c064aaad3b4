"""The marks and names that the body of a handout may hold: lines to write on, rings, drawings, and what the program builds."""

from __future__ import annotations

from typing import Final

#: Marks a line to write on inside a sentence or an item.
LINE_MARK: Final = "\ue00a"
#: Round words that a drawing rings, and round English words in a line of another language.
RING_ON, RING_OFF, ENGLISH_ON, ENGLISH_OFF = "\ue00b", "\ue00c", "\ue00d", "\ue00e"
ICONS: Final = frozenset(
    [
        "phone",
        "door",
        "paper",
        "pen",
        "people",
        "heart",
        "clock",
        "eye",
        "shield",
        "scales",
        "home",
        "child",
        "money",
        "camera",
        "speech",
        "check",
        "warning",
        "pin",
        "calendar",
        "key",
        "hand",
        "gavel",
    ]
)
INSERTS: Final = frozenset(
    [
        "does",
        "exceptions",
        "covers",
        "not_covered",
        "starts",
        "promises",
        "more_promises",
        "kinds",
        "hotlines",
        "contact",
        "hearing",
        "staff_rules",
        "state_rights",
        "recording",
        "state_law",
        "options",
        "choices",
        "objections",
        "remedy",
        "sources",
        "penalties",
        # of papers for after the vote alone
        "duties_by_day",
        "duties_by_event",
        "duties_in_the_text",
        "duties_to_watch",
        "files",
        "section_text",
        "made_public",
        "sections_to_check",
    ]
)
