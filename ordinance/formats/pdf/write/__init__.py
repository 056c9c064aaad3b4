"""PDF files: `write(document, look) -> bytes`."""

from ordinance.formats.pdf.write.compiling import UnwritablePdf
from ordinance.formats.pdf.write.writer import source, write

__all__ = ["UnwritablePdf", "source", "write"]
