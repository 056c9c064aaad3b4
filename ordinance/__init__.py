"""Draft local law that protects immigrants: a library of clauses, assembled for one place.

The public functions, each what one command does (docs/python.md); a module is imported when a name of it is first used.
"""

__version__ = "0.1.0"

__all__ = [
    "Accepted",
    "Amendment",
    "BadChoice",
    "Bundle",
    "Drafted",
    "FaultyFile",
    "Finding",
    "Library",
    "NotFound",
    "OrdinanceError",
    "Page",
    "Place",
    "Redlined",
    "Taken",
    "TooLong",
    "Unwritable",
    "accept",
    "adopt",
    "agreements",
    "amend",
    "batch",
    "check",
    "check_file",
    "compare",
    "draft",
    "encode",
    "find_places",
    "handout",
    "implement",
    "items",
    "kit",
    "media",
    "memo",
    "packet",
    "place",
    "place_sheet",
    "redline",
    "report",
    "review",
    "take",
    "three_ways",
    "training",
    "updates",
    "watch",
    "what_if",
    "write",
]

TYPE_CHECKING = False
if TYPE_CHECKING:  # without the import of typing, which every start would pay for
    from ordinance.checks.model import Finding
    from ordinance.errors import BadChoice, FaultyFile, NotFound, OrdinanceError, TooLong, Unwritable
    from ordinance.face import (
        agreements,
        batch,
        check,
        compare,
        draft,
        find_places,
        handout,
        kit,
        memo,
        packet,
        place,
        place_sheet,
        redline,
        review,
        updates,
        watch,
        what_if,
    )
    from ordinance.face_after import adopt, implement, media, report, training
    from ordinance.face_amend import amend
    from ordinance.face_back import accept, check_file, items, take, three_ways
    from ordinance.library.place_model import Place
    from ordinance.library.store import Library
    from ordinance.making.amended import Amendment
    from ordinance.making.bundle import Bundle
    from ordinance.making.drafted import Drafted
    from ordinance.making.page import Page
    from ordinance.making.redlining import Redlined
    from ordinance.making.taking import Accepted, Taken
    from ordinance.making.writing import encode, write

#: Where a name stands that is not a function of `face`.
_HOMES = {
    "Amendment": "making.amended",
    "Bundle": "making.bundle",
    "Drafted": "making.drafted",
    "Finding": "checks.model",
    "Library": "library.store",
    "Page": "making.page",
    "Place": "library.place_model",
    "Redlined": "making.redlining",
    **dict.fromkeys(("Accepted", "Taken"), "making.taking"),
    "amend": "face_amend",
    **dict.fromkeys(("accept", "check_file", "items", "take", "three_ways"), "face_back"),
    **dict.fromkeys(("encode", "write"), "making.writing"),
    **dict.fromkeys(("adopt", "implement", "media", "report", "training"), "face_after"),
    **dict.fromkeys(("BadChoice", "FaultyFile", "NotFound", "OrdinanceError", "TooLong", "Unwritable"), "errors"),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'face')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
