"""Draw the pictures of the documentation anew from the program's own output: `make pictures`.

Needs LibreOffice (soffice), pdftoppm and pdftotext, Chromium, and Pillow (the extra `pictures`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from screens import PICTURES as SCREENS

HERE = Path(__file__).parent
DAY = "2026-11-24"
#: Widest side of a picture, in pixels, and how many greys it keeps; of a screen, how many colours.
WIDTH, GREYS, COLOURS = 760, 32, 64
#: LibreOffice prints a Word file's comments beside the text.
WITH_COMMENTS = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'

#: Governments of other kinds than those that are ready: a town with a town meeting, a village, a township, and so on.
OTHER_KINDS = (
    "Amherst, MA",
    "Hamilton County, Ohio",
    "Village of Ossining, NY",
    "Bordentown Township, NJ",
    "State College, PA",
    "Baton Rouge, LA",
    "Carrboro, NC",
    "Cicero, IL",
)

#: An invented section of a code, for the picture of an amendment.
CODE = """  deletions: brackets-and-strike
  sections:
    - number: "41"
      heading: Requests by immigration authorities
      text: |
        1. Police officers shall not hold a person on a request alone.

        2. The Chief of Police may grant exceptions for good cause.
      clause: detainer-refusal
      page: an invented section
      read: 2026-11-24
    - number: "42"
      heading: Reports
      text: The Chief of Police shall report to the council once a year on requests received.
      after: The Chief of Police shall report to the council twice a year on requests received under [](#detainer-refusal).
      page: an invented section
      read: 2026-11-24
"""


def main() -> None:
    """Draw every picture, or those that are named on the command line."""
    wanted = sys.argv[1:] or list(PICTURES)
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            picture = PICTURES[name](Path(folder))
            picture.thumbnail((WIDTH, 2 * WIDTH))
            target = HERE / f"{name}.png"
            kept = picture.convert("RGB").quantize(COLOURS) if name in SCREENS else picture.convert("L").quantize(GREYS)
            kept.save(target, optimize=True)
            print(f"{target.name}: {target.stat().st_size // 1024} KB")


def word(folder: Path) -> Image.Image:
    """A page of a draft in Word, with comments in the margin."""
    draft = ordinance(folder, "draft", "ithaca-ny", "-o", "draft.docx")
    return page(by_libreoffice(draft, WITH_COMMENTS), "Immigration detainers")


def amending(folder: Path) -> Image.Image:
    """A page with amended sections of a code."""
    text = (HERE.parent.parent / "jurisdictions/ithaca-ny.yaml").read_text(encoding="utf-8")
    before, mark, after = text.partition("instruments:\n")
    place = folder / "amending.yaml"
    place.write_text(before.replace("id: ithaca-ny", "id: amending") + CODE + mark + after, encoding="utf-8")
    draft = ordinance(folder, "draft", str(place), "--commentary", "none", "-o", "amending.docx")
    return page(by_libreoffice(draft), "Amendment of §")


def redline(folder: Path) -> Image.Image:
    """A page of a redline."""
    ordinance(folder, "draft", "ithaca-ny", "-o", "sent.docx")
    choice = "detainer-refusal=no-hold"
    file = ordinance(
        folder, "redline", "sent.docx", "ithaca-ny", "--choose", choice, "--author", "City Attorney", "-o", "redline.docx"
    )
    return page(by_libreoffice(file), "Immigration detainers")


def pdf(folder: Path) -> Image.Image:
    """A page of the PDF."""
    return page(ordinance(folder, "draft", "ithaca-ny", "-o", "draft.pdf"), "Immigration detainers")


def html(folder: Path) -> Image.Image:
    """The page for a browser, as on a telephone, opened at a section."""
    file = ordinance(folder, "draft", "ithaca-ny", "-o", "draft.html")
    return by_chromium(file, "#detainer-refusal", 420, 760)


def matrix(folder: Path) -> Image.Image:
    """The page of options in a state that preempts."""
    return sheet(ordinance(folder, "compare", "--place", "austin-tx", "--matrix", "--format", "pdf", "-o", "matrix.pdf"), 1)


def chart(folder: Path) -> Image.Image:
    """The chart of strength and exposure that follows it."""
    return sheet(ordinance(folder, "compare", "--place", "dane-county-wi", "--matrix", "--format", "pdf", "-o", "chart.pdf"), 2)


def plan(folder: Path) -> Image.Image:
    """The first page of the response plan."""
    return sheet(ordinance(folder, "handout", "response-plan", "ithaca-ny", "-o", "plan.pdf"), 1)


def cards(folder: Path) -> Image.Image:
    """The front and the back of the wallet card, in Spanish, ten on a sheet: its upper part."""
    file = ordinance(folder, "handout", "rights-card", "--lang", "es", "--layout", "10-up", "-o", "cards.pdf")
    front, back = (upper(sheet(file, number), 0.4) for number in (1, 2))
    both = Image.new("RGB", (front.width * 2, front.height), "white")
    both.paste(front, (0, 0))
    both.paste(back, (front.width, 0))
    return both


def poster(folder: Path) -> Image.Image:
    """The upper part of the door poster in Traditional Chinese."""
    file = ordinance(folder, "handout", "rights-card", "--lang", "zh-Hant", "--layout", "poster", "-o", "poster.pdf")
    return upper(sheet(file, 1), 0.6)


def proposal(folder: Path) -> Image.Image:
    """The beginning of the summary of a draft."""
    return upper(sheet(ordinance(folder, "handout", "summary", "ithaca-ny", "--blank", "-o", "summary.pdf"), 1), 0.38)


def first_pages(folder: Path) -> Image.Image:
    """The first pages of sixteen places side by side: those that are ready, and others of other kinds."""
    ready = sorted(file.stem for file in (HERE.parent.parent / "jurisdictions").glob("*.yaml"))
    pages = []
    for place in (*ready, *OTHER_KINDS):
        drafted = ordinance(folder, "draft", place, "--commentary", "none", "-o", "first.docx")
        pages.append(sheet(by_libreoffice(drafted), 1))
    width, height = (side // 2 for side in pages[0].size)
    whole = Image.new("RGB", (4 * width, -(-len(pages) // 4) * height), "white")
    for number, one in enumerate(pages):
        whole.paste(one.resize((width, height), Image.Resampling.LANCZOS), (number % 4 * width, number // 4 * height))
    return whole


def upper(picture: Image.Image, share: float) -> Image.Image:
    """Return the upper part of a picture."""
    return picture.crop((0, 0, picture.width, round(picture.height * share)))


PICTURES: dict[str, Callable[[Path], Image.Image]] = {
    "word": word,
    "amending": amending,
    "redline": redline,
    "first-pages": first_pages,
    "pdf": pdf,
    "html": html,
    "matrix": matrix,
    "chart": chart,
    "handout-plan": plan,
    "handout-cards": cards,
    "handout-poster": poster,
    "handout-summary": proposal,
    **SCREENS,
}


def ordinance(folder: Path, *arguments: str) -> Path:
    """Run a command of the program in a folder and return the file that it was told to write."""
    run(folder, sys.executable, "-c", "from ordinance.cli.main import run; run()", *arguments, "--date", DAY, "--force")
    return folder / arguments[-1]


def by_libreoffice(file: Path, form: str = "pdf") -> Path:
    """Return a Word file as LibreOffice prints it."""
    run(file.parent, "soffice", "--headless", "--convert-to", form, "--outdir", str(file.parent / "printed"), str(file))
    return file.parent / "printed" / f"{file.stem}.pdf"


def page(file: Path, words: str) -> Image.Image:
    """Return the first page of a PDF that has these words in a line of their own or at the end of one."""
    pages = run(file.parent, "pdftotext", "-layout", str(file), "-").split("\f")
    number = next(n for n, one in enumerate(pages, 1) if any(words in line and "§" in line for line in one.split("\n")))
    return sheet(file, number)


def sheet(file: Path, number: int) -> Image.Image:
    """Return one page of a PDF by its number."""
    run(file.parent, "pdftoppm", "-r", "96", "-png", "-singlefile", "-f", str(number), "-l", str(number), str(file), "page")
    return Image.open(file.parent / "page.png").copy()


def by_chromium(file: Path, place: str, width: int, height: int) -> Image.Image:
    """Return a picture of a page in a browser window of this size, scrolled to a place."""
    from playwright.sync_api import sync_playwright

    target = file.with_suffix(".png")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
        window.goto(f"{file.as_uri()}{place}")
        window.screenshot(path=target)
        browser.close()
    return Image.open(target).copy()


def run(folder: Path, *command: str) -> str:
    """Run a program and return what it prints. Raises `CalledProcessError` if it fails."""
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=300).stdout


if __name__ == "__main__":
    main()
