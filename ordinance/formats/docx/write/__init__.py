"""Word files: `write(document, reference=folder, setup=…) -> bytes`; `redline.write_redline` writes one with tracked changes."""

from ordinance.formats.docx.write.setup import PLAIN, Setup
from ordinance.formats.docx.write.writer import write
from ordinance.formats.docx.write.xml import UnwritableText

__all__ = ["PLAIN", "Setup", "UnwritableText", "write"]
