"""The kinds of fields that all files share: ids, lines, texts, and the closed lists of the law."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

#: Marks the fields whose text is parsed into a tree when a file is compiled.
MARKDOWN = {"markdown": True}
#: Marks one-line templates and conditions, which are compiled with the file.
TEMPLATE = {"template": True}
CONDITION = {"condition": True}

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="Lower-case words joined by hyphens. Stable: other files refer to it.",
    ),
]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", description="Lower case, underscores, usable in {{ value.NAME }}.")]
Line = Annotated[str, Meta(min_length=1, pattern=r"^[^\r\n\x85\u2028\u2029]*$(?!\n)", description="One line of plain text.")]
Numbered = Annotated[str, Meta(pattern=r"^.*\{n\}.*$(?!\n)", description="One line with {n} where the number goes.")]
Template = Annotated[
    str,
    Meta(
        min_length=1,
        pattern=r"^[^\r\n\x85\u2028\u2029]*$(?!\n)",
        description="One line of text with facts, such as {{ place.official_name }}.",
        extra=TEMPLATE,
    ),
]
Prose = Annotated[
    str,
    Meta(
        min_length=1,
        description="Markdown. Cite by id: [](cite:usc-8-1373), [](evidence:…), [](precedent:…).",
        extra=MARKDOWN,
    ),
]
LegalText = Annotated[
    str,
    Meta(
        min_length=1,
        description="Operative text in Markdown: nested numbered lists are the subsections. See docs/writing-clauses.md.",
        extra=MARKDOWN,
    ),
]
Condition = Annotated[
    str,
    Meta(min_length=1, description="A condition over the place, such as has.jail or instrument.resolution.", extra=CONDITION),
]
IsoDate = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="YYYY, YYYY-MM or YYYY-MM-DD.")]
State = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="Two-letter postal code, upper case.")]

Verification = Literal["primary", "secondary", "unverified"]
InstrumentId = Literal["ordinance", "resolution", "executive-order", "policy"]
Exposure = Literal["none", "very-low", "low", "low-to-medium", "medium", "medium-to-high", "high"]
VerdictStatus = Literal["forbidden", "risky", "open", "supported", "required"]
Basis = Literal["statute", "court-ruling", "ag-authority", "executive", "pending-bill", "confirmed-silent", "nothing-found"]
Kind = Literal["city", "county", "town", "village", "borough", "township", "parish", "city-county"]
Control = Literal["directs", "independent", "outside"]


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every struct: frozen, and an unknown key is an error, since it is most often a misspelt one."""
