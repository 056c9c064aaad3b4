"""PDF files: objects, references, streams, filters and trees of pages, spoilt."""

from __future__ import annotations

import re
import zlib
from random import Random

from fuzz.case import Case, spoilt
from fuzz.pages import _review

LINES = (
    "Section 1. Purpose.",
    "The department shall not honor a civil immigration detainer.",
    "(a) No employee shall ask about status, except as required by law.",
)
DICTIONARIES = ("/Kids [2 0 R]", "/Count -5", "/Length 999999999", "/Parent 3 0 R", "/Filter /ASCIIHexDecode", "/Filter [/FlateDecode /FlateDecode]",
                "/Filter /LZWDecode", "/Filter /RunLengthDecode", "/Rotate 45", "/MediaBox [0 0 0]", "/Contents [5 0 R 5 0 R 5 0 R]", "/Encrypt 9 0 R",
                "/Type /XObject", "/Resources 2 0 R", "/DecodeParms << /Predictor 15 /Columns 99999999 >>", "/JS (app.alert)", "/OpenAction 5 0 R",
                "/URI (file:///etc/passwd)")  # fmt: skip


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a review of a spoilt PDF."""
    return Case(("review", "x.pdf", *_review(chance)), {"x.pdf": file(chance)}, shipped=True)


def file(chance: Random) -> bytes:
    """Return a small PDF in which something is wrong."""
    pages = chance.choice((1, 1, 2, 5, 40))
    content = _content(chance)
    packed = chance.random() < 0.6
    data = zlib.compress(content) if packed else content
    kids = " ".join(f"{10 + number} 0 R" for number in range(pages))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        5: b"<< /Length %d%s >> stream\n%s\nendstream" % (len(data), b" /Filter /FlateDecode" if packed else b"", data),
    }
    for number in range(pages):
        objects[10 + number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    for _ in range(chance.choice((0, 1, 1, 2))):
        number = chance.choice(list(objects))
        objects[number] = _spoilt_object(objects[number], chance)
    made, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % one for one in places.items())
    made += b"trailer << /Size 99 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        start if chance.random() < 0.9 else chance.randrange(10**6)
    )
    return spoilt(made, chance) if chance.random() < 0.2 else made


def _content(chance: Random) -> bytes:
    lines = []
    count = chance.choice((1, 5, 40, 400))
    broken = {
        chance.randrange(count * 2),
        chance.randrange(count * 2),
    }  # a stream in which all is broken is refused, and teaches nothing
    for at in range(count):
        text = chance.choice(LINES)
        shown = f"({text})" if chance.random() < 0.7 else "<" + text.encode().hex() + ">"
        odd = (
            chance.choice(
                (
                    "q " * 50,
                    "BI ID EI ",
                    "/F9 12 Tf ",
                    "[(a) -9999999 (b)] TJ ",
                    "(\\999) Tj ",
                    "Tj ",
                    "0 0 0 0 0 0 cm ",
                    "BT " * 30,
                    "/X1 Do ",
                )
            )
            if at in broken
            else ""
        )
        lines.append(f"BT /F1 11 Tf {chance.choice((72, 72, -9, 1e9))} {760 - 14 * at} Td {odd}{shown} Tj ET")
    return "\n".join(lines).encode("latin-1", "replace")


def _spoilt_object(body: bytes, chance: Random) -> bytes:
    way = chance.randrange(5)
    if way == 0:
        return re.sub(rb"(\d+) 0 R", lambda found: b"%d 0 R" % chance.choice((1, 2, 3, 5, 10, 99, int(found[1]))), body)
    if way == 1:
        return body.replace(b"<<", b"<< " + chance.choice(DICTIONARIES).encode() + b" ", 1)
    if way == 2:
        return re.sub(
            rb"\d+",
            lambda found: chance.choice((found[0], b"-1", b"0", b"9999999999999", b"1.5")),
            body,
            count=chance.randint(1, 4),
        )
    if way == 3:
        return chance.choice((b"null", b"[]", b"(x", b"<<", b"<" + b"41" * 100_000 + b">", b"[" * 2000, b"<<" * 900, b""))
    return spoilt(body, chance)
