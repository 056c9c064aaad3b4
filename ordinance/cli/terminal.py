"""What a terminal is sent: words, and the few sequences that this program makes itself.

A file that somebody else wrote may hold sequences that set a terminal's title, move its cursor or answer in the user's name.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final

#: What bold and progress bars are made of: faces, erasing a line, and hiding or showing the cursor.
_OURS: Final = r"\x1b\[[0-9;]{0,8}m|\x1b\[\?25[lh]|\x1b\[[0-2]?K"
_UNSAFE: Final = re.compile(f"({_OURS})|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Terminal(io.TextIOWrapper):
    """A text stream of a terminal that writes a � for every control character that is none of ours."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        super().__init__(
            stream.detach(), stream.encoding, errors="replace", line_buffering=True, write_through=stream.write_through
        )

    def write(self, words: str) -> int:
        """Write words; the number returned is that of the words given."""
        super().write(_UNSAFE.sub(lambda found: found[1] or "\ufffd", words))
        return len(words)

    def writelines(self, lines: Any) -> None:
        """Write lines."""
        for line in lines:
            self.write(line)
