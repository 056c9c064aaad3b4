"""Measure drafting beside its peers, in the same run, and print Markdown tables (`docs/performance.md` holds a copy).

    python bench/run.py            all measurements, about a minute
    python bench/run.py --quick    fewer rounds

The peers get the same text: the paragraphs of the same instrument, with their comments where the peer can write comments.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace

from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.drafting.assembly import draft
from ordinance.formats.docx import write as docx
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

HERE = Path(__file__).parent
PLACE = "ithaca-ny"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--place", default=PLACE, help="the place whose ordinance is drafted")
    parser.add_argument("--short", action="store_true", help="only the comparisons with docxtpl and python-docx")
    chosen = parser.parse_args()
    rounds = 5 if chosen.quick else 25
    library = Library()
    place = library.place(chosen.place)
    document = build(draft(library, place), library, Options())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    comments = f"{len(document.comments)} comments"
    print(f"The instrument: {words(document)} words in {len(document.blocks)} paragraphs, {comments}", end="")
    print(f" of {comment_words(document)} words.\n")
    with tempfile.TemporaryDirectory() as folder:
        plain, full = Path(folder) / "plain.docx", Path(folder) / "full.docx"
        plain.write_bytes(docxtpl_template(document, place, notes=False))
        full.write_bytes(docxtpl_template(document, place, notes=True))
        cold(Path(folder), place, plain, full, max(rounds // 2, 3))
        repeated(library, place, document, plain, full, rounds, Path(folder))
    if chosen.short:
        return
    reviews(document, max(rounds // 2, 3))
    comparing(max(rounds // 2, 3))
    stages(library, place, rounds)
    loading(rounds)
    growth(library, place, max(rounds // 2, 3))
    handouts(place, max(rounds // 4, 3))
    whole_check()


def words(document: Document) -> int:
    return sum(len(plain_text(b.content).split()) for b in document.blocks if isinstance(b, Paragraph))


def comment_words(document: Document) -> int:
    return sum(len(plain_text(p.content).split()) for comment in document.comments for p in comment.body)


# --- whole processes ---


def cold(folder: Path, place: Place, plain: Path, full: Path, rounds: int) -> None:
    out = folder / "out.docx"
    ours = [str(Path(sys.executable).with_name("ordinance")), "draft", place.id, "--force", "-o", str(out)]
    peer = [sys.executable, str(HERE / "peer_docxtpl.py")]
    commands = {
        "`ordinance draft`, with comments": ours,
        "`ordinance draft --commentary none`": [*ours, "--commentary", "none"],
        "docxtpl script, the same text, no comments": [*peer, str(plain), str(out), place.name],
        "docxtpl script, the same text, notes as paragraphs": [*peer, str(full), str(out), place.name],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds + 1):  # in turn, so that a drifting machine slows all; the first round warms the disk
        for name, command in commands.items():
            taken[name].append(process(command))
    rows = [(name, f"{median(one, 0):.3f}", f"{median(one, 1):.0f}") for name, one in taken.items()]
    table("Whole cold process, to Word", ("", "seconds (median)", "peak MB"), rows)


def reviews(document: Document, rounds: int) -> None:
    """Measure `ordinance review` of thirty pages (12,000 words) in the formats that it reads without an extra."""
    words_of = " ".join(plain_text(b.content) for b in document.blocks if isinstance(b, Paragraph)).split(" ")
    lines = [plain_text(b.content) for b in document.blocks if isinstance(b, Paragraph)]
    pages = lines * (12_000 // max(len(words_of), 1) + 1)
    with tempfile.TemporaryDirectory() as folder:
        plain, page = Path(folder) / "law.txt", Path(folder) / "law.html"
        plain.write_text("\n\n".join(pages), encoding="utf-8")
        page.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in pages) + "</body></html>", encoding="utf-8")
        program = str(Path(sys.executable).with_name("ordinance"))
        rows = []
        for file in (plain, page):
            taken = [process([program, "review", str(file), "--format", "json", "-o", "-"]) for _ in range(rounds + 1)]
            rows.append((f"`ordinance review` of {file.suffix}", f"{median(taken, 0):.2f}", f"{median(taken, 1):.0f}"))
        count = sum(len(line.split()) for line in pages)
    table(f"Review of {count:,} words, cold", ("", "seconds (median)", "peak MB"), rows)


def process(command: list[str]) -> tuple[float, float]:
    """Return (seconds, peak MB) of one process, by the operating system's own account."""
    starter = [sys.executable, "-S", str(HERE / "one_process.py"), *command]
    done = subprocess.run(starter, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def median(pairs: list[tuple[float, float]], index: int) -> float:
    return statistics.median(pair[index] for pair in pairs[1:])


def comparing(rounds: int) -> None:
    """Whole cold processes of `ordinance compare`; the promise is half a second for one clause."""
    with tempfile.TemporaryDirectory() as folder:
        write = ["--force", "-o", str(Path(folder) / "out")]
        command = [str(Path(sys.executable).with_name("ordinance")), "compare"]
        commands = {
            "one clause, to Markdown": [*command, "detainer-refusal", "--place", PLACE, "--format", "md", *write],
            "one clause, to Word": [*command, "detainer-refusal", "--place", PLACE, "--format", "docx", *write],
            "the matrix of the standard package, to HTML": [*command, "--place", PLACE, "--matrix", "--format", "html", *write],
            "two drafts, to Markdown": [*command, "--drafts", PLACE, "kirkland-wa", "--format", "md", *write],
        }
        rows = []
        for name, one in commands.items():
            taken = [process(one) for _ in range(rounds + 1)]  # the first warms the disk
            rows.append((f"`compare`: {name}", f"{median(taken, 0):.3f}", f"{median(taken, 1):.0f}"))
    table("Comparing, whole cold process", ("", "seconds (median)", "peak MB"), rows)


# --- one process, repeated ---


def repeated(library: Library, place: Place, document: Document, plain: Path, full: Path, rounds: int, folder: Path) -> None:
    places = place_files(library, place, folder, rounds * 6 + 6)
    reference = library.folder("templates/word/ordinance")

    def ours(options: Options) -> bytes:
        here = library.place(str(next(places)))
        return docx.write(build(draft(library, here), library, options), reference=reference)

    def by_docxtpl(template: Path) -> bytes:
        from docxtpl import DocxTemplate

        filled = DocxTemplate(template)
        filled.render({"place": {"name": place.name}})
        target = BytesIO()
        filled.save(target)
        return target.getvalue()

    results = in_turn(
        {
            "with": lambda: ours(Options("comments")),
            "without": lambda: ours(Options("none")),
            "plain": lambda: by_docxtpl(plain),
            "full": lambda: by_docxtpl(full),
            "python-docx": lambda: by_python_docx(document),
        },
        rounds,
    )
    rows = [
        ("ours: YAML of another place to bytes, with comments", ms(results["with"]), ""),
        ("docxtpl: the same words, notes as paragraphs", ms(results["full"]), f"{results['full'] / results['with']:.1f}"),
        (
            "python-docx, paragraph by paragraph, with comments",
            ms(results["python-docx"]),
            f"{results['python-docx'] / results['with']:.1f}",
        ),
        ("ours, `--commentary none`", ms(results["without"]), ""),
        ("docxtpl: the same text", ms(results["plain"]), f"{results['plain'] / results['without']:.1f}"),
    ]
    table("One process, repeated, each time another place", ("", "ms a document (median)", "times ours above"), rows)
    print(f"Peak of this whole process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB.\n")


def place_files(library: Library, place: Place, folder: Path, count: int):  # type: ignore[no-untyped-def]
    """Yield paths of YAML files, each of another place."""
    source = library.place_path(place.id).read_text(encoding="utf-8")
    for number in range(count):
        path = folder / f"place-{number}.yaml"
        path.write_text(source.replace(place.name, f"{place.name}{number}"), encoding="utf-8")
        yield path


def in_turn(tasks: dict[str, Callable[[], bytes]], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            started = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def docxtpl_template(document: Document, place: Place, *, notes: bool) -> bytes:
    """Return a .docx whose paragraphs hold the instrument's words, with the place's name as a placeholder.

    docxtpl writes no comments: with `notes` their paragraphs follow the text, so that both files hold the same words.
    """
    from docx import Document as WordDocument

    word = WordDocument()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            word.add_paragraph(plain_text(block.content).replace(place.name, "{{ place.name }}"))
    for comment in document.comments if notes else ():
        for paragraph in comment.body:
            word.add_paragraph(plain_text(paragraph.content).replace(place.name, "{{ place.name }}"))
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def by_python_docx(document: Document) -> bytes:
    """Write the same paragraphs and comments through python-docx's own API, as a script by hand would."""
    from docx import Document as WordDocument

    word = WordDocument()
    comments = {comment.id: comment for comment in document.comments}
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        style = "Heading 1" if block.style.startswith("heading") else "List Number" if block.number else "Normal"
        paragraph = word.add_paragraph()
        paragraph.style = style
        run = paragraph.add_run(plain_text(block.content))
        for number in block.comments:
            comment = word.add_comment(run, author="Commentary", initials="C")
            comment.paragraphs[0].add_run(comments[number].title)
            for body in comments[number].body:
                comment.add_paragraph(plain_text(body.content))
    target = BytesIO()
    word.save(target)
    return target.getvalue()


# --- where the time goes ---


def stages(library: Library, place: Place, rounds: int) -> None:
    made = draft(library, place)
    document = build(made, library, Options())
    reference = library.folder("templates/word/ordinance")
    bare = replace(document, comments=())
    tasks: dict[str, Callable[[], object]] = {
        "select, fill, number, refer: the draft": lambda: draft(library, place),
        "the document with its comments": lambda: build(made, library, Options()),
        "Word bytes, with comments": lambda: docx.write(document, reference=reference),
        "Word bytes, the same without comment texts": lambda: docx.write(without_anchors(bare), reference=reference),
    }
    rows = [(name, ms(in_turn({name: task}, rounds)[name])) for name, task in tasks.items()]  # type: ignore[dict-item]
    table("Where the time goes", ("stage", "ms (median)"), rows)


def without_anchors(document: Document) -> Document:
    blocks = tuple(replace(b, comments=()) if isinstance(b, Paragraph) else b for b in document.blocks)
    return replace(document, blocks=blocks)


def loading(rounds: int) -> None:
    def load() -> int:
        library = Library()
        return sum(1 for _ in library.clauses()) + 0 * len(library.authorities)

    count = load()
    warm = in_turn({"load": load}, rounds)["load"]  # type: ignore[dict-item]
    os.environ["ORDINANCE_CACHE"] = "off"
    unready = in_turn({"load": load}, 3)["load"]  # type: ignore[dict-item]
    del os.environ["ORDINANCE_CACHE"]
    rows = [
        ("compiled (every start but the first)", ms(warm), ms(warm * 100 / count)),
        ("from YAML and Markdown (the first start after a change)", ms(unready), ms(unready * 100 / count)),
    ]
    table(f"Loading and validating all {count} clauses with definitions' sources", ("", "ms", "ms a hundred clauses"), rows)


def growth(library: Library, place: Place, rounds: int) -> None:
    """A draft beside one from a library with ten copies of every clause more."""
    with tempfile.TemporaryDirectory() as folder:
        count = 0
        for clause_id, path in library.clause_files.items():
            for letter in "abcdefghij":
                count += 1
                name = f"{clause_id}-{letter}"
                target = Path(folder) / "clauses" / path.parent.parent.name / name
                shutil.copytree(path.parent, target)
                text = path.read_text(encoding="utf-8")
                (target / path.name).write_text(text.replace(f"\nid: {clause_id}\n", f"\nid: {name}\n", 1), encoding="utf-8")
        command = str(Path(sys.executable).with_name("ordinance"))
        out = str(Path(folder) / "out.docx")
        small = [command, "draft", place.id, "--force", "-o", out]
        large = [command, "--library", folder, "draft", place.id, "--force", "-o", out]
        pairs = [(process(small), process(large)) for _ in range(rounds + 1)]
    one, other = ([pair[index] for pair in pairs] for index in (0, 1))
    rows = [
        ("the shipped library", f"{median(one, 0):.3f}", f"{median(one, 1):.0f}"),
        (f"with {count} clauses more", f"{median(other, 0):.3f}", f"{median(other, 1):.0f}"),
        ("ratio", f"{median(other, 0) / median(one, 0):.2f}", ""),
    ]
    table("A draft and the size of the library, whole cold process", ("", "seconds (median)", "peak MB"), rows)


def handouts(place: Place, rounds: int) -> None:
    """Sheets and a kit, each a cold process. A kit holds every layout of every handout in three languages."""
    command = str(Path(sys.executable).with_name("ordinance"))
    with tempfile.TemporaryDirectory() as folder:
        sheet = [command, "handout", "family-plan", place.id, "--lang", "es", "--force"]
        card = [command, "handout", "rights-card", place.id, "--layout", "10-up", "--force"]
        kit = [command, "kit", place.id, "--lang", "en", "--lang", "es", "--lang", "zh-Hans", "--format", "pdf", "--force"]
        commands = {
            "`ordinance handout`, to HTML": [*sheet, "-o", f"{folder}/a.html"],
            "the same, to Word": [*sheet, "-o", f"{folder}/a.docx"],
            "the same, to PDF": [*sheet, "-o", f"{folder}/a.pdf"],
            "wallet cards, measured, to PDF": [*card, "-o", f"{folder}/b.pdf"],
            "`ordinance kit` in English, Spanish and Chinese, to PDF": [*kit, "-o", f"{folder}/kit"],
        }
        rows = []
        for name, one in commands.items():
            taken = [process(one) for _ in range((2 if "kit" in one else rounds) + 1)]
            rows.append((name, f"{median(taken, 0):.2f}", f"{median(taken, 1):.0f}"))
    table("Handouts, whole cold process", ("", "seconds (median)", "peak MB"), rows)


def whole_check() -> None:
    command = [str(Path(sys.executable).with_name("ordinance")), "check"]
    taken = [process(command)[0] for _ in range(2)]
    title = "Checking the whole library: every variant alone and together, all places, instruments and states"
    table(title, ("", "seconds"), [("`ordinance check`, one process", f"{min(taken):.1f}")])


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def table(title: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    print(f"**{title}**\n")
    print(f"| {' | '.join(header)} |")
    print(f"|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()
