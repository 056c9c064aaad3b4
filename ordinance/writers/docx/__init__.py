"""Word files: `write(document, reference=folder) -> bytes`; `redline.write_redline` writes one with tracked changes."""

from .writer import write
from .xml import UnwritableText

__all__ = ["UnwritableText", "write"]
