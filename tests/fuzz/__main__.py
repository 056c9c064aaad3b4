"""`python tests/fuzz --seconds 60 --seed N [--kind …]`: spoil, run, judge, count. Exit 1 where anything did not hold."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from fuzz.running import KINDS, Counts, fuzz, table  # noqa: E402  # a folder that is run is no package until now


def main() -> int:
    parser = argparse.ArgumentParser(prog="python tests/fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="in total, shared among the kinds")
    parser.add_argument("--seed", type=int, default=int(datetime.now(UTC).strftime("%Y%m%d")), help="today's date otherwise")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind; repeat for more")
    parser.add_argument("--only", type=int, help="run the one input of this number, and show what it is")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that did not hold")
    parser.add_argument("--json", type=Path, help="a file for the counts")
    chosen = parser.parse_args()
    counts: dict[str, Counts] = fuzz(
        chosen.seconds, chosen.seed, chosen.kind or list(KINDS), only=chosen.only, keep=chosen.keep and chosen.keep.resolve()
    )
    print(table(counts, chosen.seed))
    if chosen.json:
        import msgspec

        chosen.json.write_bytes(msgspec.json.encode(counts))
    return 1 if any(one.faults for one in counts.values()) else 0


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1795478400")  # the same day in every run, so that a number is the same input
    sys.exit(main())
