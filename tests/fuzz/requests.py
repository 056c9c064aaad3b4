"""Requests of the page: every address that it serves, with forms, links, uploads and addresses that no page of ours sends."""

from __future__ import annotations

import base64
import json
import zlib
from functools import cache
from random import Random
from urllib.parse import quote, urlencode

from fuzz import pages, pdf_files, spreadsheets, word_files
from fuzz.case import Case, word
from fuzz.made import draft_as
from ordinance.library.store import Library

PLACES = ("ithaca-ny", "austin-tx", "kirkland-wa", "vernon-vt", "rome-city-ny", "philadelphia-pa", "nowhere-xx")
FORMS = "application/x-www-form-urlencoded"
TAKEN = (
    "memo.docx",
    "memo.md",
    "memo.html",
    "comparison.csv",
    "comparison.html",
    "place.yaml",
    "memo.zip",
    "kit.pdf",
    "x.y.z",
    "..",
    "place.yaml/..",
)
MARKS = ("~", ".", "..", "#", "1~", "zeJyr", "ordinance.short.", "%00", "\u202e")


@cache
def _known() -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...], tuple[str, ...]]:
    library = Library()
    clauses = tuple((one.id, tuple(variant.id for variant in one.variants)) for one in library.clauses())
    return clauses, tuple(library.packages), tuple(library.state_files)


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a request."""
    return _upload(chance) if chance.random() < 0.25 else _form(chance)


def _address(chance: Random) -> str:
    place = chance.choice(PLACES) if chance.random() < 0.93 else word(chance)
    clause, state = chance.choice(_known()[0])[0], chance.choice(_known()[2])
    language = chance.choice(("en", "es", "zh-Hans", word(chance)))
    draft = f"/draft/{place}"
    return chance.choice(
        (draft, draft, draft, draft, f"{draft}.{chance.choice(('md', 'html', 'txt', 'json', 'xml', 'docx', 'exe', '', '..'))}", f"/fill/{place}", f"/fill/{place}",
         f"/take/{place}", f"/take/{place}", f"/take/{place}/{chance.choice(TAKEN)}", f"/place/{place}", "/places", "/places", "/open", "/open", "/review", "/redline",
         f"/compare/{place}", f"/compare/{place}/{clause}", f"/handouts/{place}", f"/residents/{language}", f"/residents/{language}/{place}", f"/states/{state}",
         f"/states/{word(chance)}", f"/library/{clause}", "/library", f"/library?q={word(chance)}", "/updates", "/static/x/" + word(chance), "/" + word(chance),
         f"/handouts/{place}/{chance.choice(('rights-card', 'summary', 'faq', word(chance)))}.{chance.choice(('html', 'html', 'docx', 'x'))}")
    )  # fmt: skip


def _form(chance: Random) -> Case:
    address = _address(chance)
    head, mark, query = address.partition("?")
    address = quote(head.encode("utf-8", "replace"), safe="/") + (
        mark and "?" + urlencode({"q": query[2:].encode("utf-8", "replace")})
    )
    method = chance.choice(("POST", "POST", "POST", "GET", "PUT", "HEAD"))
    fields = [(name, _value(name, chance)) for name in chance.choices(_fields(chance), k=chance.randint(0, 7))]
    body = urlencode([(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in fields]).encode()
    kind = (
        FORMS
        if chance.random() < 0.95
        else chance.choice(("text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "x"))
    )
    return Case(("web", method, address, kind), {"body": body if method == "POST" else b""}, shipped=True)


def _fields(chance: Random) -> list[str]:
    clause = chance.choice(_known()[0])[0]
    return ["state", "state", "have", "changed", "instrument", "length", "stance", "package", f"c.{clause}", f"c.{clause}", f"c.{word(chance)}", "b.sponsor", f"b.{word(chance)}",
            "w.title", f"w.{clause}", f"w.{clause}", f"w.{word(chance)}", "live", "q", "q", "link", "link", "other", "commentary", "with_filled", "lang.en", "language", "layout", word(chance)]  # fmt: skip


def _value(name: str, chance: Random) -> str:
    clauses, packages, _ = _known()
    if chance.random() < 0.2:
        return word(chance)
    match name:
        case "state" | "link" | "other":
            return _link(chance)
        case "instrument":
            return chance.choice(("ordinance", "resolution", "executive-order", "policy"))
        case "length":
            return chance.choice(("short", "full"))
        case "stance":
            return chance.choice(("strongest", "recommended", "cautious", ""))
        case "package":
            return chance.choice(packages)
        case "q":
            return chance.choice(
                (
                    "ithaca",
                    "rome, ny",
                    "Cook County",
                    "new york city",
                    "Navajo Nation",
                    "a",
                    "..",
                    "/etc/passwd",
                    "x.yaml",
                    "st. louis",
                )
            )
    if name.startswith("c."):
        return chance.choice(("out", *chance.choice(clauses)[1]))
    return chance.choice(("x", "1", "Nobody shall ask.", "- a\n- b", "1. a\n2. b", "[name] of the [city]", "a:b c:d"))


def _link(chance: Random) -> str:
    """Return a link of the page, mostly whole, with what was filled in packed as the page packs it, or worse."""
    from ordinance.web.links import clause_code, variant_code

    clauses, packages, _ = _known()
    codes = ""
    for _ in range(chance.randint(0, 6)):
        clause, variants = chance.choice(clauses)
        codes += clause_code(clause) + chance.choice((variant_code(clause, chance.choice(variants)), "..", "zz"))
    filled: object = {
        "b": {"sponsor": word(chance), word(chance): "x"},
        "w": {chance.choice(clauses)[0]: chance.choice(("Nobody asks.", word(chance)))},
    }
    filled = chance.choice(
        (
            filled,
            filled,
            {"b": {}},
            {"x": {"y": "z"}},
            {"b": []},
            [],
            "x",
            {"b": {str(n): "x" for n in range(400)}},
            {"w": {"title": "x" * 90_000}},
        )
    )
    raw = zlib.compress(json.dumps(filled).encode("utf-8", "surrogatepass"), 9)
    packed = base64.urlsafe_b64encode(raw if chance.random() < 0.9 else raw[: len(raw) // 2]).decode().rstrip("=")
    frame = ".".join(
        (
            chance.choice(("ordinance", "resolution", "policy", "x")),
            chance.choice(("short", "full", "")),
            chance.choice(("", "cautious")),
        )
    )
    made = "~".join(
        (
            "1",
            chance.choice(PLACES),
            frame,
            chance.choice(("", *packages)),
            codes,
            *(("z" + packed,) if chance.random() < 0.5 else ()),
        )
    )
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        at = chance.randrange(len(made) + 1)
        made = made[:at] + chance.choice((*MARKS, word(chance))) + made[at + chance.choice((0, 1, 4)) :]
    return made


def _upload(chance: Random) -> Case:
    """Return a form with files, as a browser sends it: for a review or a redline."""
    address, names = chance.choice((("/review", ("file",)), ("/redline", ("old", "new"))))
    parts = []
    for name in names:
        if address == "/redline" and chance.random() < 0.4:
            parts.append(_part(f"{name}_link", _link(chance).encode("utf-8", "replace")))
            continue
        ending, content = _file(chance)
        said = chance.choice(
            (
                f"x.{ending}",
                f"x.{ending}",
                f"../../x.{ending}",
                f"a b\u202e.{ending}",
                ending,
                f"C:\\\\x\\x.{ending}",
                "x" * 300 + f".{ending}",
            )
        )
        parts.append(_part(name, content, said))
    for name in chance.choices(("place", "text", "state", "x"), k=chance.randint(0, 2)):
        parts.append(_part(name, chance.choice(("ithaca-ny", "Ithaca, NY", word(chance))).encode("utf-8", "replace")))
    body = b"".join(b"--xyz\r\n" + one for one in parts) + chance.choice(
        (b"--xyz--\r\n", b"--xyz--\r\n", b"--xyz--\r\n", b"", b"--xyz\r\n" * 400)
    )
    return Case(("web", "POST", address, "multipart/form-data; boundary=xyz"), {"body": body}, shipped=True)


def _part(name: str, content: bytes, file: str | None = None) -> bytes:
    named = "" if file is None else f'; filename="{file}"'
    return f'Content-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode("utf-8", "replace") + content + b"\r\n"


def _file(chance: Random) -> tuple[str, bytes]:
    way = chance.randrange(9)
    if way > 6:
        ending = chance.choice(("docx", "md"))
        return ending, draft_as(ending)
    if way == 0:
        return chance.choice(("docx", "doc", "odt")), word_files.file(chance)
    if way == 1:
        return "docx", word_files.tracked(chance)
    if way == 2:
        return "pdf", pdf_files.file(chance)
    if way == 3:
        return "xlsx", spreadsheets.workbook(chance)
    made: Case = pages.case("html" if way == 4 else "text", chance, 0)
    name, content = next(iter(made.files.items()))
    return name.rpartition(".")[2], content
