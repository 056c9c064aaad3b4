"""Measure `ordinance review` on labelled texts: precision and recall of each topic, and how often the stance is right.

    python bench/review_accuracy.py tests/review-texts
    python bench/review_accuracy.py bench/review-labels.yaml --texts FOLDER [--set third]

Each file is a list of texts: `name`, `text` (or `file`, a path beside the list), `stance`, `topics` ({TOPIC: HOW}; a
topic that is not named has none), and `also`, topics on which either answer is right.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ordinance.formats import opening as foreign
from ordinance.library.store import Library
from ordinance.reviews.judging import review

LIMITS = {"absolute", "with-exceptions", "savings-only"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path, help="the folder of the texts that a list names by `file`")
    parser.add_argument("--set", dest="rounds", action="append", help="only texts of this set; repeat for more")
    parser.add_argument("--quiet", action="store_true", help="only the tables")
    chosen = parser.parse_args()
    library = Library()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    sure: dict[int, Counter[bool]] = defaultdict(Counter)
    stances, hows, count = Counter[bool](), Counter[bool](), 0
    for name, text, label in texts(chosen.paths, chosen.texts, chosen.rounds):
        count += 1
        found = review(text, library)
        also = set(label.get("also", ()))
        if "stance" not in also:
            stances[found.stance == label["stance"]] += 1
            if found.stance != label["stance"] and not chosen.quiet:
                print(f"{name}: stance {found.stance}, label {label['stance']}")
        for topic, one in found.topics.items():
            if topic in also:
                continue
            expected = label["topics"].get(topic, "not-found")
            right = one.how == expected
            tally[topic][outcome(one.how, expected)] += 1
            if expected != "not-found" and one.how != "not-found":
                hows[right] += 1
            if one.how != "not-found":
                sure[int(one.confidence * 10)][right] += 1
            if not right and not chosen.quiet:
                print(f"{name}: {topic} {one.how}, label {expected} {[gap.kind for gap in one.exceptions]}")
                for passage in one.passages[:2]:
                    print(f"      {' '.join(passage.text.split())[:140]}")
    show(count, stances, hows, tally, sure)


def texts(paths: list[Path], folder: Path | None, rounds: list[str] | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the name, the words and the label of each text."""
    for path in paths:
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            for label in yaml.safe_load(file.read_text(encoding="utf-8")):
                if rounds and label.get("set") not in rounds:
                    continue
                text = label.get("text")
                if text is None:
                    source = (folder or file.parent) / label["file"]
                    text = foreign.read(str(source), source.read_bytes()).text
                yield label["name"], text, label


def outcome(found: str, expected: str) -> str:
    """Return how an answer counts: right, or wrong by finding too much, too little, or something else."""
    if found == expected:
        return "right" if found != "not-found" else "right-none"
    if expected == "not-found":
        return "too-much"
    if found == "not-found":
        return "too-little"
    return "near" if {found, expected} <= LIMITS else "other"


def show(
    count: int, stances: Counter[bool], hows: Counter[bool], tally: dict[str, Counter[str]], sure: dict[int, Counter[bool]]
) -> None:
    print(f"\n{count} texts. Stance right in {stances[True]} of {stances.total()}.")
    print(f"Where a topic was found and is there: force right in {hows[True]} of {hows.total()}.\n")
    print("| topic | labelled | found | right | near | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for topic, one in tally.items():
        total += one
        row(topic, one)
    row("all", total)
    print("\n| confidence | answers | right |")
    print("|---|---|---|")
    for step in sorted(sure):
        print(f"| {step / 10:.1f} | {sure[step].total()} | {sure[step][True] / sure[step].total():.2f} |")


def row(name: str, one: Counter[str]) -> None:
    """Print one topic: an answer counts as found right where it says limit for a limit, whatever its exceptions."""
    good = one["right"] + one["near"]
    found, labelled = good + one["too-much"] + one["other"], good + one["too-little"] + one["other"]
    if found or labelled:
        precision = f"{good / found:.2f}" if found else "—"
        recall = f"{good / labelled:.2f}" if labelled else "—"
        print(f"| {name} | {labelled} | {found} | {one['right']} | {one['near']} | {precision} | {recall} |")


if __name__ == "__main__":
    main()
