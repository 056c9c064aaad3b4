"""Made-up sections of a code: items that limit, let through, command and speak of other things, by levels; as text."""

from __future__ import annotations

from hypothesis import strategies as st

Row = tuple[str, str]

#: Sentences on holds, visits and questions, in words of our own; each may stand alone.
RULES = (
    "No county employee may keep a person in custody because of a civil immigration detainer.",
    "The jail shall not hold a person on an immigration detainer, unless the person was convicted of a felony.",
    "Staff shall not honor a civil immigration detainer, unless a judge has signed a warrant or the person was convicted.",
    "The jail shall hold each person for whom federal immigration authorities ask it to.",
    "Deputies may assist immigration agents with civil immigration enforcement on the street.",
    "No officer shall ask a person about immigration status.",
    "The jail shall not let immigration agents interview a person in custody.",
)
#: Sentences on nothing that a clause is about.
OTHERS = (
    "The department keeps its kitchens clean and its doors painted (“blue or green”), as section 2.16.900 has it.",
    "A report on the wages of cooks goes to the council each spring; see K.C.C. 2.16.120.",
    "Visits by relatives begin at 9:00 a.m. and end at 5 p.m.",
    "This does not apply on holidays [as the council lists them].",
)
LISTS = (
    (
        "This section shall not apply when the person:",
        ("has an outstanding criminal warrant;", "was convicted of a felony; or", "is a known member of a gang."),
    ),
    ("The kitchen serves:", ("soup;", "bread; and", "tea.")),
)


@st.composite
def sections(draw: st.DrawFn) -> list[Row]:
    """A section as labelled rows, with at least one rule on holds."""
    parts = [draw(st.sampled_from(RULES[:4])), *draw(st.lists(st.sampled_from((*RULES, *OTHERS, *LISTS)), max_size=4))]
    parts = draw(st.permutations(list(dict.fromkeys(parts))))
    rows: list[Row] = []
    for place, part in enumerate(parts):
        label = f"{chr(ord('A') + place)}."
        if isinstance(part, str):
            rows.append((label, part))
        else:
            rows.append((label, part[0]))
            rows += [(f"{number}.", words) for number, words in enumerate(part[1], 1)]
    return rows


def text_of(rows: list[Row], heading: str = "Holds for others") -> bytes:
    """The file of a section of King County's scheme, with a note on its history."""
    lines = [
        f"2.15.900 {heading}.",
        *(f"{label} {words}" for label, words in rows),
        "(Ord. 90002 § 4, 2021: Ord. 90001 § 7, 2016).",
    ]
    return "\n".join(lines).encode()
