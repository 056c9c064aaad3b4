"""What several tests share: the small library, folders laid over it, drafts of it, and golden documents."""

from __future__ import annotations

import difflib
import gc
import os
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.selection import Wishes
from ordinance.formats.markdown import write as markdown
from ordinance.library.store import Library
from ordinance.pages.instrument import CommentaryMode, Options, build

TESTS = Path(__file__).parent
SMALL = TESTS / "small-library"
GOLDEN = TESTS / "golden"

#: The date of every document that a test makes.
DAY = date(2026, 11, 24)

#: Changes to the small library: (file, words that stand in it, words to put there). Without old words the file is written anew.
Change = tuple[str, str, str]
Laid = Callable[..., Library]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="Write tests/golden anew instead of comparing with it.")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or fills the cache of the person who runs it."""
    os.environ["ORDINANCE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    # Most tests are of the full text, which has more to get wrong; those of the short one ask for it (tests/test_lengths.py).
    os.environ["ORDINANCE_LENGTH"] = "full"


#: The files that take longest, the longest first: two workers that begin with them finish together (`make test`).
LONGEST = (
    *("test_fuzzing.py", "test_kit.py", "test_install.py", "test_promises.py", "test_library_files.py", "test_web_browser.py"),
    *("test_local_rules.py", "test_screens.py", "test_take_everything.py", "test_readers.py", "test_redline.py"),
    *("test_web_attacks.py", "test_docx_refused.py", "test_review_of_ours.py", "test_writer_html.py", "test_properties.py"),
    *("test_where_limits_are_forbidden.py", "test_state_matrix.py", "test_memo.py", "test_review.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; all others stay in their order."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))


def pytest_collection_finish() -> None:
    """Let the collector pass over what all tests share, and look seldom at the rest, as the server does (ordinance/web).

    What was read while the tests were collected is half of the run's memory and stays to the end: to look it through again
    and again costs a quarter of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@cache
def shipped_library() -> Library:
    """The library that the program ships, read once for all tests that only read it."""
    return Library()


@pytest.fixture(scope="session")
def small() -> Library:
    """The small library as it stands."""
    return Library(shipped=SMALL)


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """A function that lays changed files over the small library: `laid((file, old, new), …)`."""

    def lay(*changes: Change) -> Library:
        for file, old, new in changes:
            file = part_holding(file, old)
            target = tmp_path / "own" / file
            if not target.exists() and old:
                write(target, (SMALL / file).read_text(encoding="utf-8"))
            text = target.read_text(encoding="utf-8") if old else ""
            assert old in text, f"{file} does not hold {old!r}"
            write(target, text.replace(old, new, 1) if old else new)
        return Library(tmp_path / "own" if changes else None, shipped=SMALL)

    return lay


def part_holding(file: str, words: str) -> str:
    """Return the part that holds words of the small library's clause `clauses/GROUP/ID.yaml`; any other file as it is."""
    parts = sorted((SMALL / file.removesuffix(".yaml")).glob("*.yaml"))
    holding = [part for part in parts if words and words in part.read_text(encoding="utf-8")]
    return holding[0].relative_to(SMALL).as_posix() if holding else file


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function that compares a text with a file in tests/golden, or writes that file with `pytest --rewrite-golden`."""

    def compare(name: str, made: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            write(path, made)
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if made != kept:
            lines = difflib.unified_diff(kept.splitlines(), made.splitlines(), f"golden/{name}", "as made now", lineterm="")
            pytest.fail("\n".join([*lines, "If the new text is right: pytest --rewrite-golden"]), pytrace=False)

    return compare


def write(path: Path, text: str) -> Path:
    """Write a text file with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def drafted(library: Library, place: str = "millbrook-aa", **wishes: object) -> Draft:
    """Return the draft for a place of a library."""
    return draft(library, library.place(place), Wishes(**wishes))  # type: ignore[arg-type]


def printed(library: Library, made: Draft, commentary: CommentaryMode = "none") -> str:
    """Return a draft as Markdown."""
    return markdown.write(build(made, library, Options(commentary, DAY))).decode()
