"""Make the table of the forms of local government: `python docs/forms.py` writes it into docs/places.md.

A row is a kind of government of a state: how many there are on the list, what the body and its law are called, and how far
the words, the procedure, the day of effect and the power were read. `tests/test_forms_of_every_kind.py` holds the page to it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ordinance.library.form_model import Form
from ordinance.library.forms import forms_of
from ordinance.library.store import Library
from ordinance.places.listing import of_state

PAGE = Path(__file__).parent / "places.md"
FIRST, LAST = "<!-- forms: made by docs/forms.py -->", "<!-- end of the forms -->"
LEVELS = {"primary": "read", "secondary": "account", "unverified": "verify"}
HEAD = ("State", "Kind", "On the list", "Body", "Its law", "Power", "Words", "Procedure", "Effect", "Authority")


def table() -> str:
    """Return the table in Markdown, and a line that sums it up."""
    rows = list(_rows(Library()))
    read = Counter(row[HEAD.index("Words")] for row in rows)
    says = ", ".join(f"{count} {level}" for level, count in sorted(read.items()) if level)
    lines = [" | ".join(HEAD), " | ".join("---" for _ in HEAD), *(" | ".join(row) for row in rows)]
    return "\n".join([f"{len(rows)} kinds; the enacting words of {says}.", "", *(f"| {line} |" for line in lines)])


def _rows(library: Library) -> Iterator[tuple[str, ...]]:
    for code in sorted(library.state_files):
        forms = forms_of(library, code)
        counts = Counter(one.kind for one in of_state(library, code) if one.id not in forms.special)
        for kind, form in forms.kinds.items():
            yield (code, kind, f"{counts[kind]:,}", *_said(form), *_levels(form))
        for place_id, form in forms.special.items():
            whole = forms.form(form.like or "", place_id)
            yield (code, f"`{place_id}`", "1", *_said(whole), *_levels(whole))


def _said(form: Form) -> tuple[str, str, str]:
    body = (form.body or "blank").replace("{name}", "…").replace("|", "/")
    return body, form.instrument or "ordinance", form.ordinance_power


def _levels(form: Form) -> tuple[str, str, str, str]:
    words = LEVELS[form.verified] if form.formula else ""
    effect = LEVELS[form.effective_verified] if form.effective else ""
    told = (LEVELS[one.verified] if one else "" for one in (form.procedure, form.authority))
    procedure, authority = told
    return words, procedure, effect, authority


def page() -> str:
    """Return the page with the table as it is now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(FIRST)
    _, _, after = rest.partition(LAST)
    return f"{before}{FIRST}\n\n{table()}\n\n{LAST}{after}"


if __name__ == "__main__":
    made = page()
    if made != PAGE.read_text(encoding="utf-8"):
        PAGE.write_text(made, encoding="utf-8")
        print(f"wrote {PAGE.name}", file=sys.stderr)
