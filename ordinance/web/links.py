"""The link that holds a whole selection, for the part of an address after `#`, which no browser sends to a server.

    1~ithaca-ny~ordinance.short.~core~rtz9vmedw..~zeJyr...

The format's number, the place, instrument.length.stance, the package, a code of five characters for each choice (three of the
clause, two of the variant or `..` for one left out, hashed from their ids, so that reordering moves nothing), and, only where it
is wanted, what was filled in. A code that no longer names anything is told, and the rest is kept.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from hashlib import blake2b
from typing import Final, get_args

import msgspec

from ordinance.drafting.wishes import Length, Stance
from ordinance.errors import BadChoice, brief
from ordinance.library.clause_model import Clause
from ordinance.library.store import Library
from ordinance.web.asked import MOST, MOST_FIELDS, Asked, known_wording

FORMAT: Final = "1"
_OUT: Final = ".."
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
#: A link is no longer; what is packed in it unpacks to no more.
_LONGEST: Final = 64_000
_UNPACKED: Final = 200_000
_PLACE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_NOT_ONE: Final = "This is not a link of this page: one begins with 1~ and a place; copy the whole of it"


class Opened(msgspec.Struct, frozen=True):
    """What a link says: the place, what is asked, and a sentence for whatever in it is gone."""

    place: str
    asked: Asked
    told: tuple[str, ...] = ()


def code(words: str, length: int) -> str:
    """Return so many characters of base 32 that an id hashes to."""
    number = int.from_bytes(blake2b(words.encode(), digest_size=8).digest())
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(length))


def clause_code(clause: str) -> str:
    """Return the three characters of a clause."""
    return code(clause, 3)


def variant_code(clause: str, variant: str) -> str:
    """Return the two characters of a variant, apart from those of its neighbours."""
    return code(f"{clause}/{variant}", 2)


def link_of(place: str, asked: Asked, *, filled: bool = False) -> str:
    """Return the link to a selection; with `filled` it holds the blanks and the sentences of one's own too."""
    codes = [clause_code(name) + variant_code(name, variant) for name, variant in sorted(asked.choose.items())]
    codes += [clause_code(name) + _OUT for name in sorted(asked.leave_out)]
    frame = f"{asked.instrument}.{asked.length}.{asked.stance or ''}"
    parts = [FORMAT, place, frame, asked.package or "", "".join(codes)]
    if filled and (asked.blanks or asked.wording):
        parts.append("z" + _packed({"b": asked.blanks, "w": asked.wording}))
    return "~".join(parts)


def opened(library: Library, link: str) -> Opened:
    """Return what a link says. Raises `BadChoice` for what is no link of this page, in one sentence."""
    parts = link.strip().rpartition("#")[2].split("~")
    if len(link) > _LONGEST or len(parts) < 5 or not _PLACE.fullmatch(parts[1]):
        raise BadChoice(_NOT_ONE)
    if parts[0] != FORMAT:
        raise BadChoice(f"This link is of another version of this page ({brief(parts[0], 12)}); choose anew, and send a new one")
    told: list[str] = []
    asked = _chosen(library, parts[4], _frame(library, parts[2], parts[3], told), told)
    more = _unpacked(parts[5]) if len(parts) > 5 else {}
    asked = msgspec.structs.replace(asked, blanks=more.get("b", {}), wording=known_wording(library, more.get("w", {})))
    return Opened(parts[1], asked, tuple(told))


def _frame(library: Library, frame: str, package: str, told: list[str]) -> Asked:
    instrument, length, stance = [*frame.split("."), "", "", ""][:3]
    if instrument not in library.instruments:
        told.append("The kind of instrument that the link names is gone; this is the usual one of such a place.")
        instrument = Asked().instrument
    if package and package not in library.packages:
        told.append("The set of policies that the link names is gone; the usual one stands in its place.")
        package = ""
    return Asked(
        instrument,
        next((one for one in get_args(Length) if one == length), Asked().length),
        next((one for one in get_args(Stance) if one == stance), None),
        package or None,
    )


def _chosen(library: Library, codes: str, asked: Asked, told: list[str]) -> Asked:
    by_code: dict[str, Clause] = {clause_code(one.id): one for one in library.clauses()}
    choose, out = {}, []
    for start in range(0, len(codes) - len(codes) % 5, 5):
        clause, variant = by_code.get(codes[start : start + 3]), codes[start + 3 : start + 5]
        if clause is None:
            told.append("One topic that the link names is no longer in the library; the rest is as it was sent.")
        elif variant == _OUT:
            out.append(clause.id)
        elif found := [one.id for one in clause.variants if variant_code(clause.id, one.id) == variant]:
            choose[clause.id] = found[0]
        else:
            told.append(f"{clause.title}: the choice that the link names is gone; the usual one stands in its place.")
    return msgspec.structs.replace(asked, choose=choose, leave_out=tuple(out))


def _packed(value: dict[str, dict[str, str]]) -> str:
    return base64.urlsafe_b64encode(zlib.compress(msgspec.json.encode(value), 9)).decode().rstrip("=")


def _unpacked(words: str) -> dict[str, dict[str, str]]:
    """Return what was filled in, bounded. Raises `BadChoice` where it is damaged."""
    try:
        raw = base64.urlsafe_b64decode(words.removeprefix("z") + "==")
        content = zlib.decompressobj().decompress(raw, _UNPACKED)
        found = msgspec.json.decode(content, type=dict[str, dict[str, str]])
    except (binascii.Error, zlib.error, ValueError, msgspec.MsgspecError):
        raise BadChoice("What was filled in is damaged in this link; ask for it to be copied again") from None
    return {key: {name: text[:MOST] for name, text in list(value.items())[:MOST_FIELDS]} for key, value in found.items()}
