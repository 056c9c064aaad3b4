"""Make the small pictures of the sheets that the page shows: the first page of each, for one place, in English."""

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
PLACE = "ithaca-ny"
DAY = date(2026, 11, 24)
#: Pixels to an inch, and how many greys a picture keeps.
SIZE, GREYS = 40, 12


def main() -> None:
    """Write a picture of each sheet into the folder from which the page serves it."""
    library = o.Library()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for kind in handout_files(library):
            paper = Path(scratch, f"{kind}.pdf")
            paper.write_bytes(o.handout(library, kind, PLACE, language=MASTER, blank=True, on=DAY).encode("pdf"))
            shape = ["-png", "-gray", "-singlefile", "-r", str(SIZE)]
            subprocess.run(["pdftoppm", *shape, str(paper), str(Path(scratch, kind))], check=True)
            with Image.open(Path(scratch, f"{kind}.png")) as picture:
                picture.convert("L").quantize(GREYS).save(FOLDER / f"{kind}.png", optimize=True)


if __name__ == "__main__":
    main()
