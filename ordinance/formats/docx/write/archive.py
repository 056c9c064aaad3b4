"""A zip archive, written from members that may be compressed long before.

`zipfile` cannot take a member that is already compressed, puts the clock into each, and costs more to import than a
document takes to write. The format is APPNOTE.TXT 6.3.3, sections 4.3.7 (local header) and 4.3.12 (central directory):
method 8 (deflate), no encryption, names in UTF-8, no zip64: a member of 4 GB is no ordinance.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

#: Word XML is so repetitive that a higher level costs twice the time and saves a tenth of the size.
LEVEL: Final = 3

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION: Final = 20
_UTF8: Final = 0x0800
_DEFLATE: Final = 8


class Member(Struct, frozen=True):
    """A compressed file. `size` and `checksum` (CRC-32) are those of the file before."""

    name: bytes
    data: bytes
    size: int
    checksum: int


def compress(name: str, data: bytes) -> Member:
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name.encode(), squeezer.compress(data) + squeezer.flush(), len(data), zlib.crc32(data))


def archive(members: Sequence[Member], day: date) -> bytes:
    """Return a zip file of the members in their order, all dated midnight of `day`, or 1980-01-01, zip's first day."""
    time, stamp = 0, _stamp(day)
    written: list[bytes] = []
    directory: list[bytes] = []
    position = 0
    for member in members:
        sizes = (member.checksum, len(member.data), member.size)
        common = (_VERSION, _UTF8, _DEFLATE, time, stamp, *sizes, len(member.name), 0)
        local = _LOCAL.pack(b"PK\3\4", *common) + member.name
        directory.append(_CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, position) + member.name)
        written += (local, member.data)
        position += len(local) + len(member.data)
    listing = b"".join(directory)
    count = len(members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), position, 0)
    return b"".join((*written, listing, end))


def _stamp(day: date) -> int:
    day = max(day, date(1980, 1, 1))
    return day.year - 1980 << 9 | day.month << 5 | day.day
