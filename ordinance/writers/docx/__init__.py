"""Word files: `write(document, reference=folder, setup=…) -> bytes`; `redline.write_redline` writes one with tracked changes."""

from .setup import PLAIN, Setup
from .writer import write
from .xml import UnwritableText

__all__ = ["PLAIN", "Setup", "UnwritableText", "write"]
