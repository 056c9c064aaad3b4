"""Make the small pictures of sheets that the page shows: the first page of each, for one place, in the languages of residents."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

import ordinance as o
from ordinance.library.handouts import MASTER, handout_files

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates/web/static/sheets"
#: The pages of residents: a file for each language that the page speaks.
RESIDENTS = "templates/web/residents"
PLACE = "ithaca-ny"
DAY = date(2026, 11, 24)
#: Pixels to an inch, and how many greys a picture keeps.
SIZE, GREYS = 40, 12


def main() -> None:
    """Write a picture of each sheet into the folder from which the page serves it: those in English, the others by language."""
    library = o.Library()
    with tempfile.TemporaryDirectory() as scratch:
        for kind, files in handout_files(library).items():
            for language in (one for one in library.files(RESIDENTS) if one in files):
                folder = FOLDER if language == MASTER else FOLDER / language
                folder.mkdir(parents=True, exist_ok=True)
                picture(library, kind, language, Path(scratch), folder / f"{kind}.png")


def picture(library: o.Library, kind: str, language: str, scratch: Path, target: Path) -> None:
    """Write the picture of one sheet in one language."""
    paper = scratch / "sheet.pdf"
    paper.write_bytes(o.handout(library, kind, PLACE, language=language, blank=True, on=DAY).encode("pdf"))
    subprocess.run(["pdftoppm", "-png", "-gray", "-singlefile", "-r", str(SIZE), str(paper), str(scratch / "sheet")], check=True)
    with Image.open(scratch / "sheet.png") as found:
        found.convert("L").quantize(GREYS).save(target, optimize=True)


if __name__ == "__main__":
    main()
