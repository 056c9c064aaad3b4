"""PDF files: `write(document, look) -> bytes`."""

from .compiling import UnwritablePdf
from .writer import source, write

__all__ = ["UnwritablePdf", "source", "write"]
