"""Every command by what somebody wants to do, with the line that the help prints: so that help loads no command.

A command stands in `ordinance/cli/<name>.py` as `command`.
"""

from __future__ import annotations

from typing import Final

#: Heading → command → its line in `ordinance --help`. The order is the order in which a newcomer needs them.
GROUPS: Final[dict[str, dict[str, str]]] = {
    "Draft": {
        "serve": "Open the page: find a place, choose, take a Word file.",
        "places": "Find the place: what can be drafted by name.",
        "place": "Tell on one page what is known of a place.",
        "draft": "Write the ordinance, resolution, order or policy for a place.",
        "amend": "Write the bill that changes a section of your code.",
        "batch": "Draft for many places at once, with an index.",
        "check": "Check a draft: terms, references, state law, sources.",
        "new": "Write a place's file, to change what is known of it.",
        "wording": "List the items of a draft by name, for words of your own.",
    },
    "Choose": {
        "compare": "Compare the options of a clause, or two drafts.",
        "whatif": "Tell what one other choice would change.",
        "show": "Print one clause: its question, its options, for and against.",
        "clauses": "List the clauses and their options.",
        "state": "Tell what the law of a state lets a place decide.",
        "precedents": "List what other places have adopted.",
        "agreements": "Tell who was listed with an enforcement agreement.",
    },
    "Take to the council": {
        "memo": "Write two pages for the members: choices, costs, objections.",
        "packet": "Write all papers for a hearing at once.",
        "redline": "Show in Word what changed between two texts.",
        "take": "Read a draft that came back, and take what you accept.",
        "review": "Read another's text: what it limits, what it lets through.",
    },
    "Hand out": {
        "handouts": "List the sheets for residents, members and officers.",
        "handout": "Write one sheet.",
        "media": "Write pictures, a page and messages for a phone and an inbox.",
        "kit": "Write every sheet for a place, in the languages you name.",
        "reviewed": "Record who has read a sheet, so that its banner goes.",
    },
    "After the vote": {
        "adopt": "Read the text as it passed; sheets then speak of it.",
        "implement": "Write what an office needs to carry it out.",
        "training": "Write slides for officers, staff, residents or speakers.",
        "report": "Write the public report from the log of requests.",
    },
    "Keep it right": {
        "updates": "Tell what changed in the law, and what that touches.",
        "watch": "List what to look up next.",
        "authorities": "List the authorities and how each was verified.",
        "explain": "Explain one check, with an example.",
        "library": "Print the whole library for reading.",
    },
    "For whoever keeps the library": {
        "schemas": "Write JSON Schemas, for editors that complete and check YAML.",
        "migrate": "Turn clauses kept in one file into folders.",
    },
}

#: Command → its line.
COMMANDS: Final[dict[str, str]] = {name: line for group in GROUPS.values() for name, line in group.items()}
