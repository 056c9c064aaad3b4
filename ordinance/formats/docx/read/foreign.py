"""The words of a Word file that are law: tracked changes as accepted, struck-through words left out."""

from __future__ import annotations

from ordinance.document.model import Block, Paragraph, Table, plain_text
from ordinance.document.reading import SourceText
from ordinance.formats.docx.read import document as docx


def read(name: str, data: bytes) -> SourceText:
    """Return the text of a .docx file. Raises `FaultyFile` with one clear line."""
    reading = docx.read(name, data, struck=False)
    lines = [line for block in reading.document.blocks for line in _lines(block) if line.strip()]
    return SourceText("\n\n".join(lines) + "\n", "docx", (), reading.notes)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        return [plain_text(cell).strip() for row in rows for cell in row]
    if not isinstance(block, Paragraph):
        return []
    words = plain_text(block.content).strip()
    label = f"{block.number.label} " if block.number else ""
    if block.style.startswith("heading") and not label:
        return [f"# {words}"]
    return [f"{label}{words}"]
