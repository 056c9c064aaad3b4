"""Names in one file that must lead to something in another: followed when a file is loaded, and when a library is checked.

A field says what it refers to by its type (`fields.TopicRef` and its like), and `declared` finds them there. So loading, the
check of a library, the lists of where a source is used, the tests and the editor's schema all know the same references.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ordinance.errors import nearest
from ordinance.library.changes_model import Changes
from ordinance.library.instrument_model import SharedWords
from ordinance.library.model import Translation, Vocabulary
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw

if TYPE_CHECKING:
    from ordinance.library.store import Library

#: What a file may not be loaded with: kinds that the closed lists, the files' names and the file itself decide, at no cost.
AT_LOAD = frozenset(
    {"topic", "act", "narrowing", "group", "power", "role", "trait", "caution", "exposure", "basis"}
    | {"instrument", "kind", "bound", "clause", "state", "own-statute", "own-agency"}
)

#: What is followed besides, although a clause or a registry must be read for it: these files are few, or read alone.
_FURTHER: dict[Any, set[str]] = {
    StateLaw: {"variant"},
    Place: {"variant", "value", "package"},
    Translation: {"variant"},
    Changes: {"authority"},
}


def followed(kind: type[Any]) -> frozenset[str]:
    """Return the kinds of references that are followed when a file of a kind is loaded."""
    return AT_LOAD | _FURTHER.get(kind, set())


class Mention(Struct, frozen=True):
    """One name in a record: the keys that lead to it, the kind of thing it names, and whose it is.

    `owner` is the clause of a variant or a value; `at_key` says that the name is itself a key.
    """

    keys: tuple[str | int, ...]
    kind: str
    name: str
    owner: str = ""
    at_key: bool = False


#: The names that a file holds, by "kind owner".
Names = dict[str, tuple[str, ...]]
#: Kinds that hang on the clause that owns them.
OWNED = ("variant", "value")


def sound(library: Library, record: Any, names: Names, kinds: Collection[str] | None = None) -> bool:
    """Tell whether every name that a record holds leads somewhere; of some kinds only, where these are given."""
    for key, own in names.items():
        kind, _, owner = key.partition(" ")
        if kinds is None or kind in kinds:
            wanted = known(library, record, Mention((), kind, own[0], owner))
            if not all(name in wanted for name in own):
                return False
    return True


def dead(library: Library, record: Any, kinds: Collection[str] | None = None) -> Iterator[Mention]:
    """Yield the mentions of a record that lead nowhere; of some kinds only, where these are given."""
    from ordinance.library.declared import mentions  # only where something is wrong, or a whole library is checked

    for mention in mentions(record):
        if (kinds is None or mention.kind in kinds) and mention.name not in known(library, record, mention):
            yield mention


def said(library: Library, record: Any, mention: Mention) -> str:
    """Return the message on a mention that leads nowhere, with the near miss."""
    word = mention.kind.removeprefix("own-")
    of = f" of {mention.owner}" if mention.owner and mention.kind in ("variant", "value") else ""
    return f"no {word}{of} named {mention.name!r}{nearest(mention.name, known(library, record, mention))}"


def known(library: Library, record: Any, mention: Mention) -> Collection[str]:
    """Return the names that a mention could have. What stands in the same file is looked for in `record`."""
    kind = mention.kind
    match kind:
        case "variant":
            return _variants(library, mention)
        case "value":
            return _values(library, mention.owner)
        case "own-statute":
            return {statute.id for statute in record.statutes}
        case "own-agency":
            return [agency.name for agency in record.agencies]
        case "clause":
            return library.clause_files
        case "state":
            return library.state_files
        case "instrument":
            return library.instruments
        case "kind" | "bound":
            words = record if isinstance(record, SharedWords) else library.words
            return {*words.kinds, *(one.id for one in words.bound)} if kind == "bound" else words.kinds
    attribute = _REGISTRIES.get(kind)
    if attribute:
        return getattr(library, attribute)  # type: ignore[no-any-return]
    vocabulary = record if isinstance(record, Vocabulary) else library.vocabulary
    return library.once(("known", kind), lambda: frozenset(_listed(library, vocabulary, kind)))


#: The registries by the kind that a mention names.
_REGISTRIES = {
    "authority": "authorities",
    "study": "evidence",
    "precedent": "precedents",
    "recital": "recitals",
    "package": "packages",
}
_PLURALS = {
    **{kind: f"{kind}s" for kind in ("topic", "act", "power", "role", "trait", "group", "caution", "exposure", "narrowing")},
    "basis": "bases",
}


def _listed(library: Library, vocabulary: Any, kind: str) -> list[str]:
    if kind in _PLURALS:
        return [term.id for term in getattr(vocabulary, _PLURALS[kind])]
    words = library.review_words
    return [concept.id for concept in (words.concepts if kind == "concept" else words.exceptions)]


def _variants(library: Library, mention: Mention) -> Collection[str]:
    """Return a clause's variants; of a clause that is not there every name, since the clause is the fault."""
    if mention.owner not in library.clause_files:
        return _Any()
    return [variant.id for variant in library.clause(mention.owner).variants]


class _Any(tuple[str, ...]):
    """Names among which every name is."""

    def __contains__(self, name: object) -> bool:
        return True


def _values(library: Library, owner: str) -> Collection[str]:
    """Return the values of a clause; those of all definitions go by the owner "definitions"."""
    own = list(library.clause(owner).values) if owner in library.clause_files else []
    if owner == "definitions":
        own += [name for definition in library.definitions.values() for name in definition.values]
    return own
