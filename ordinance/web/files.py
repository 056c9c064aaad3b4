"""Files that leave: always an attachment, under a name of ours."""

from __future__ import annotations

from typing import Final

from flask import Response, make_response

_KINDS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}


def sent(content: bytes, name: str) -> Response:
    """Return bytes as a file to keep. `name` is made of ids alone, and its ending says the kind."""
    answer = make_response(content)
    answer.headers["Content-Type"] = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
