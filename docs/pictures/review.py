"""Hold the pages of documents against those that were accepted last: `make pictures`, or `python docs/pictures/review.py`.

The repository keeps no picture of a page, only its fingerprint and the revision at which somebody looked at all of them
(`accepted.json`). Where fingerprints differ, the old pages are drawn again from that revision, on the same machine and
with the same fonts, and a sheet shows old, new and difference side by side (exit 1). After looking at it, `--accept` takes
the new pages, of a checkout without open changes. Needs git, LibreOffice, pdftoppm, Pillow and the extra `pdf`.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageChops

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
ACCEPTED: Final = HERE / "accepted.json"
SHEET: Final = ROOT / "build" / "pictures"
DAY: Final = "2026-11-24"
#: Dots an inch of a page, and the size and the greys of what its fingerprint is taken from: a hair's breadth is no change.
DPI, GRID, GREYS = 60, (85, 110), 8

#: The governments whose ordinances are looked at: the eight that are ready, and eight of other kinds.
PLACES: Final = (
    "austin-tx", "dane-county-wi", "ithaca-ny", "kalamazoo-mi", "king-county-wa", "kirkland-wa", "philadelphia-pa", "vernon-vt",
    "amherst-ma", "hamilton-county-oh", "ossining-village-ny", "bordentown-township-nj", "state-college-pa", "baton-rouge-la",
    "carrboro-nc", "cicero-il",
)  # fmt: skip
#: Every document by name, as the command that makes it; `FILE` is where it goes.
DOCUMENTS: Final[dict[str, list[str]]] = {
    **{
        f"{place} {form}": ["draft", place, "--commentary", "none", "-o", f"FILE.{form}"]
        for place in PLACES
        for form in ("docx", "pdf")
    },
    **{
        f"ithaca-ny {kind}": ["draft", "ithaca-ny", "--instrument", kind, "--commentary", "none", "-o", "FILE.docx"]
        for kind in ("resolution", "executive-order", "policy")
    },
    "ithaca-ny memo": ["memo", "ithaca-ny", "-o", "FILE.docx"],
    "ithaca-ny options": ["compare", "--place", "ithaca-ny", "--matrix", "-o", "FILE.docx"],
    "release-date in ithaca-ny": ["compare", "release-date", "--place", "ithaca-ny", "-o", "FILE.docx"],
    "ithaca-ny and kirkland-wa, changes": ["redline", "ithaca-ny", "kirkland-wa", "-o", "FILE.docx"],
}


def main() -> int:
    """Draw, compare, and say what differs; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accept", action="store_true", help="take the pages as they are now")
    parser.add_argument("names", nargs="*", help="documents whose name holds one of these words; all otherwise")
    asked = parser.parse_args()
    names = [name for name in DOCUMENTS if not asked.names or any(word in name for word in asked.names)]
    if asked.accept and (asked.names or _git("status", "--porcelain")):
        print("accept all pages at once, of a checkout without open changes", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pages = drawn(names, ROOT, Path(folder))
        prints = {name: fingerprint(path) for name, path in pages.items()}
        if asked.accept:
            kept = {"revision": _git("rev-parse", "HEAD"), "pages": prints}
            ACCEPTED.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            print(f"Accepted {len(prints)} pages")
            return 0
        return _compared(names, pages, prints, Path(folder))


def _compared(names: list[str], pages: Mapping[str, Path], prints: Mapping[str, str], folder: Path) -> int:
    accepted: Any = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {"revision": "", "pages": {}}
    before = {page: one for page, one in accepted["pages"].items() if page.rpartition(", page ")[0] in names}
    found = differing(before, prints)
    if not found:
        print(f"{len(prints)} pages as they were accepted")
        return 0
    documents = sorted({page.rpartition(", page ")[0] for page in found})
    old = _old(documents, accepted["revision"], folder) if accepted["revision"] else {}
    target = sheet(found, old, pages, SHEET)
    print(f"{len(found)} of {len(prints)} pages differ from those accepted; look at {target}", file=sys.stderr)
    return 1


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the pages that are new, gone, or not what they were, in order."""
    return sorted(page for page in {*before, *now} if before.get(page) != now.get(page))


def drawn(names: list[str], root: Path, folder: Path) -> dict[str, Path]:
    """Make documents with the program in `root`; return a picture of each page by its name ("…, page 1")."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(root), "ORDINANCE_CACHE": "off"}
    files = {name: folder / f"{number}.{_ending(name)}" for number, name in enumerate(names)}
    for name, file in files.items():
        words = [word.replace("FILE", str(file.with_suffix(""))) for word in DOCUMENTS[name]]
        command = [sys.executable, "-m", "ordinance", *words, "--date", DAY, "--force"]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    word = [str(file) for file in files.values() if file.suffix == ".docx"]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    if word:
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *word],
            check=True,
            capture_output=True,
        )
    return {page: path for name, file in files.items() for page, path in _pages(name, file.with_suffix(".pdf"))}


def _ending(name: str) -> str:
    return DOCUMENTS[name][-1].rpartition(".")[2]


def _pages(name: str, pdf: Path) -> Iterator[tuple[str, Path]]:
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    for number, path in enumerate(sorted(pdf.parent.glob(f"{pdf.stem}-*.png")), 1):
        yield f"{name}, page {number}", path


def fingerprint(path: Path) -> str:
    """Return what a page looks like from afar, in sixteen signs."""
    with Image.open(path) as page:
        small = page.convert("L").resize(GRID, Image.Resampling.BOX).point([round(grey / 255 * GREYS) for grey in range(256)])
    return hashlib.sha256(small.tobytes()).hexdigest()[:16]


def _old(names: list[str], revision: str, folder: Path) -> dict[str, Path]:
    """Draw documents as they were at a revision, in a worktree that is taken away again."""
    checkout = folder / "old"
    try:
        _git("worktree", "add", "--detach", "--quiet", str(checkout), revision)
    except subprocess.CalledProcessError:
        print(f"{revision} is not in this clone: only the new pages can be shown", file=sys.stderr)
        return {}
    try:
        return drawn([name for name in names if name in DOCUMENTS], checkout, folder / "old-pages")
    finally:
        _git("worktree", "remove", "--force", str(checkout))


def sheet(found: list[str], old: Mapping[str, Path], new: Mapping[str, Path], target: Path) -> Path:
    """Write a page that shows old, new and difference of each page that differs, and return its path."""
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, page in enumerate(found):
        files = {kind: target / f"{number}-{kind}.png" for kind in ("old", "new", "difference")}
        sides = {"old": old.get(page), "new": new.get(page)}
        images = {kind: Image.open(path).convert("L") for kind, path in sides.items() if path is not None}
        if len(images) == 2:
            images["difference"] = marked(images["old"], images["new"])
        for kind, image in images.items():
            image.save(files[kind])
        cells = "".join(
            f'<td><img src="{files[kind].name}" alt="{kind}"></td>' if kind in images else f"<td>no {kind}</td>" for kind in files
        )
        rows.append(f"<tr><th>{html.escape(page)}</th>{cells}</tr>")
    head = "<tr><th>page</th><th>accepted</th><th>now</th><th>what differs is black</th></tr>"
    style = "img{width:26vw;border:1px solid #999}th{font:14px sans-serif;text-align:left}"
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages that differ</title><style>{style}</style>'
    path = target / "index.html"
    path.write_text(f"{page}<table>{head}{''.join(rows)}</table></html>\n", encoding="utf-8")
    return path


def marked(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return a picture in which what differs between two pages is black on a pale page."""
    size = (max(old.width, new.width), max(old.height, new.height))
    sides = [Image.new("L", size, 255) for _ in range(2)]
    for canvas, page in zip(sides, (old, new), strict=True):
        canvas.paste(page)
    differs = ImageChops.difference(*sides).point([0 if grey < 48 else 255 for grey in range(256)])
    pale = sides[1].point([200 + grey * 55 // 255 for grey in range(256)])
    pale.paste(0, mask=differs)
    return pale


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
