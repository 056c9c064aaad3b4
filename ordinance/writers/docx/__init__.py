"""Word files: `write(document, reference=folder) -> bytes`."""

from .writer import write
from .xml import Unwritable, UnwritableText

__all__ = ["Unwritable", "UnwritableText", "write"]
