"""Data into the model: what fits comes back typed, and all that does not is said in words, with the keys that lead there."""

from datetime import date
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from ordinance.library import shape

Name = Annotated[str, Meta(pattern=r"^[a-z]+$")]


class Door(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Literal["front", "back"]
    width: Annotated[int, Meta(ge=1, le=9)] = 3
    open: bool = False


class House(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1)]
    built: date
    doors: Annotated[tuple[Door, ...], Meta(min_length=1)]
    owner: str | None = None
    notes: dict[Name, str] = {}
    number: int | Name = 1


FITTING = {"name": "A", "built": "2026-11-24", "doors": [{"kind": "front"}]}


def test_what_fits_comes_back_typed():
    assert shape.fit(FITTING, House) == House("A", date(2026, 11, 24), (Door("front"),))


MISFITS = [
    ({"name": ""}, "name", "must not be empty"),
    ({"name": None}, "name", "must be text, and is empty"),
    ({"name": 12}, "name", "must be text, and is the number 12; put it in quotes: '12'"),
    ({"name": ["A"]}, "name", "must be text, and is a list"),
    ({"name": {"a": "b"}}, "name", "must be text, and is a group of keys"),
    ({"built": "24.11.2026"}, "built", "must be a date such as 2026-11-24, and is the text '24.11.2026'"),
    ({"built": "2026-02-30"}, "built", "must be a date such as 2026-11-24, and is the text '2026-02-30'"),
    ({"doors": {}}, "doors", "must be a list, and is a group of keys"),
    ({"doors": []}, "doors", "must not be an empty list"),
    ({"doors": ["front"]}, "doors[0]", "must be a group of keys (kind, width, open, …), and is the text 'front'"),
    ({"doors": [{"kind": "side"}]}, "doors[0].kind", "is 'side', and must be one of: back, front"),
    ({"doors": [{"kind": "bakc"}]}, "doors[0].kind", "is 'bakc', and must be one of: back, front; did you mean back?"),
    ({"doors": [{"kind": "back", "width": 0}]}, "doors[0].width", "must be at least 1, and is 0"),
    ({"doors": [{"kind": "back", "width": 10}]}, "doors[0].width", "must be at most 9, and is 10"),
    ({"doors": [{"kind": "back", "width": True}]}, "doors[0].width", "must be a whole number, and is true (true or false)"),
    ({"doors": [{"kind": "back", "width": "2"}]}, "doors[0].width", "must be a whole number, and is the text '2'"),
    ({"doors": [{"kind": "back", "open": "yes"}]}, "doors[0].open", "must be true or false, and is the text 'yes'"),
    ({"doors": [{}]}, "doors[0]", "the key 'kind' is missing"),
    ({"owner": 3}, "owner", "must be text, and is the number 3; put it in quotes: '3'"),
    ({"notes": {"Big": "x"}}, "notes.Big", "the key 'Big' is 'Big', which is not in the right form (^[a-z]+$)"),
    ({"notes": {"a": 1}}, "notes.a", "must be text, and is the number 1; put it in quotes: '1'"),
    ({"notes": []}, "notes", "must be a group of keys, and is a list"),
    ({"buitl": "A"}, "buitl", "unknown key 'buitl'; did you mean built?"),
    ({"zzz": "A"}, "zzz", "unknown key 'zzz'; known: built, doors, name, notes, number, owner"),
]


@pytest.mark.parametrize(("change", "keys", "message"), MISFITS)
def test_what_does_not_fit_is_said_in_words(change, keys, message):
    (misfit,) = shape.fit({**FITTING, **change}, House)
    shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in misfit.path).lstrip(".")
    assert (shown, misfit.message) == (keys, message)


def test_all_misfits_are_said_at_once():
    found = shape.fit({"nmae": "A", "built": 1, "doors": [{"kind": "side"}, {"width": 0}]}, House)
    assert [misfit.path for misfit in found] == [
        ("nmae",),
        (),
        ("built",),
        ("doors", 0, "kind"),
        ("doors", 1),
        ("doors", 1, "width"),
    ]


def test_a_number_or_a_name_may_be_either():
    assert shape.fit({**FITTING, "number": "seven"}, House).number == "seven"
    assert shape.fit({**FITTING, "number": 7}, House).number == 7


@pytest.mark.parametrize("mark", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_a_text_of_one_line_has_no_line_break(mark):
    from ordinance.library.place_model import Body

    found = shape.fit({"name": f"A{mark}B", "short": "b", "member": "c", "presiding": f"d{mark}"}, Body)
    assert [(misfit.path, misfit.message) for misfit in found] == [
        (("name",), "must stand on one line, without a line break"),
        (("presiding",), "must stand on one line, without a line break"),
    ]
