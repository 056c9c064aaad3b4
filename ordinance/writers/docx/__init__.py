"""Word files: `write(document, reference=folder) -> bytes`."""

from .writer import write
from .xml import UnwritableText

__all__ = ["UnwritableText", "write"]
