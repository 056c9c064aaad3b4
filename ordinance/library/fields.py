"""The kinds of fields that all files share: ids, lines, texts, and the closed lists of the law."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

#: Marks the fields whose text is parsed into a tree when a file is compiled.
MARKDOWN = {"markdown": True}
#: Marks the words of the law, whose layout decides which subsection is which: they are held to more (see `legal_text`).
LAW = {"law": True}
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
        extra=LAW,
    ),
]
PresentText = Annotated[
    str,
    Meta(
        min_length=1,
        description="A section of a code as it stands, in Markdown: nested numbered lists are its subsections.",
        extra=MARKDOWN,
    ),
]
Condition = Annotated[
    str,
    Meta(min_length=1, description="A condition over the place, such as has.jail or instrument.resolution.", extra=CONDITION),
]
IsoDate = Annotated[
    str, Meta(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", description="YYYY, YYYY-MM or YYYY-MM-DD.")
]
State = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="Two-letter postal code, upper case.")]


def _refers(kind: str) -> Meta:
    return Meta(extra={"refers": kind}, extra_json_schema={"x-refers": kind})


# An id that must lead somewhere says to what: `ordinance.library.references` follows every one of these fields when a file
# is loaded, `ordinance schemas` lets an editor complete them. A kind that begins with "own-" is looked for in the same file;
# a variant is one of the clause that the key beside or above it names.
TopicRef = Annotated[Id, _refers("topic")]
ActRef = Annotated[Id, _refers("act")]
NarrowingRef = Annotated[Id, _refers("narrowing")]
GroupRef = Annotated[Id, _refers("group")]
PowerRef = Annotated[Id, _refers("power")]
RoleRef = Annotated[Id, _refers("role")]
TraitRef = Annotated[Id, _refers("trait")]
ClauseRef = Annotated[Id, _refers("clause")]
VariantRef = Annotated[Id, _refers("variant")]
ValueRef = Annotated[Name, _refers("value")]
AuthorityRef = Annotated[Id, _refers("authority")]
EvidenceRef = Annotated[Id, _refers("study")]
PrecedentRef = Annotated[Id, _refers("precedent")]
RecitalRef = Annotated[Id, _refers("recital")]
PackageRef = Annotated[Id, _refers("package")]
ConceptRef = Annotated[Id, _refers("concept")]
ExceptionRef = Annotated[Id, _refers("exception")]
CautionRef = Annotated[Id, _refers("caution")]
ExposureRef = Annotated[Id, _refers("exposure")]
BasisRef = Annotated[Id, _refers("basis")]
InstrumentRef = Annotated[Id, _refers("instrument")]
KindRef = Annotated[Id, _refers("kind")]
#: Whom a rule of state law binds: a kind of place, or one of the others that templates/words.yaml lists (`bound`).
BoundRef = Annotated[Id, _refers("bound")]
StateRef = Annotated[State, _refers("state")]
OwnStatuteRef = Annotated[Id, _refers("own-statute")]
OwnAgencyRef = Annotated[Line, _refers("own-agency")]

LanguageTag = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", description="A language: es, zh-Hans.")]
Verification = Literal["primary", "secondary", "unverified"]
VerdictStatus = Literal["forbidden", "risky", "open", "supported", "required"]
Control = Literal["directs", "independent", "outside"]


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every struct: frozen, and an unknown key is an error, since it is most often a misspelt one."""
