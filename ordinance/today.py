"""The one look at the clock: only the command and the public functions take it, and everything below is given its day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from ordinance.errors import BadChoice


def today() -> date:
    """Return the date for what was given none: SOURCE_DATE_EPOCH if set, else this computer's. Raises `BadChoice`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise BadChoice(f"SOURCE_DATE_EPOCH is {epoch!r}, and must be a number of seconds") from None
