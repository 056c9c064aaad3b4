"""What a user asks of a selection."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from ordinance.library.fields import InstrumentRef
from ordinance.library.wording_model import Wording

Length = Literal["short", "full"]
Stance = Literal["strongest", "recommended", "cautious"]


class OwnWords(Struct, frozen=True):
    """Local wording that is given with a request, and the file that holds it."""

    entries: tuple[Wording, ...]
    file: str


class Wishes(Struct, frozen=True):
    """What the user asked for on top of the place's own choices; `on` is the day whose law counts.

    Without an `instrument` it is the one that the place's form of government takes: mostly an ordinance.

    `length` says which text of each variant: the short one, or the full one with its procedures; `annex` puts these behind the
    short one. `wording` are local words beside those of the place's file.
    """

    instrument: InstrumentRef | None = None
    choose: dict[str, str] = {}
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    stance: Stance | None = None
    package: str | None = None
    on: date | None = None
    length: Length = "full"
    annex: bool = False
    wording: OwnWords | None = None
