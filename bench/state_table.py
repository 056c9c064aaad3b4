"""Write what every state, kind of place, stance and package takes and leaves out, and why, as CSV, in less than a minute.

python bench/state_table.py > table.csv
python bench/state_table.py --wrong      only what is wrong, one line each; ends with 1 if anything is
"""

from __future__ import annotations

import csv
import sys

from ordinance.checks.state_table import Row, cells, rows, wrongs
from ordinance.library.store import Library


def main() -> None:
    library = Library()
    if "--wrong" in sys.argv:
        found = [line for cell in cells(library) for line in wrongs(library, cell)]
        print("\n".join(found))
        sys.exit(bool(found))
    writer = csv.writer(sys.stdout)
    writer.writerow(Row.__struct_fields__)
    for cell in cells(library):
        writer.writerows([[getattr(row, name) for name in Row.__struct_fields__] for row in rows(cell)])


if __name__ == "__main__":
    main()
