"""The lists of governments: one file a state, of which only those are read that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile
from ordinance.library.naming_model import PlaceNames
from ordinance.library.reading import read_bytes
from ordinance.library.store import Library
from ordinance.places.model import Government
from ordinance.places.words import slug

FOLDER = "jurisdictions/governments"
COLUMNS = ("id", "name", "kind", "county", "population", "geoid", "official")
#: The index of the names, which no list of a state needs, and the bytes that it may have.
INDEX = "names.txt"
LARGEST = 4 * 1024 * 1024
#: From how many governments of a state on its whole list is read through.
_MANY = 40
#: What stands for the county of a government that lies in none.
_IN_NONE = "-"


class NoGovernment(Struct, frozen=True):
    """A county without a government of its own: `says` tells who governs, with the id to ask for in braces."""

    id: str
    name: str
    kind: str
    says: str

    @property
    def told(self) -> str:
        """The whole sentence, without the braces."""
        return f"{self.name} {self.kind.title()} {self.says}".replace("{", "").replace("}", "")


def text_of(library: Library, state: str) -> str:
    """Return the list of a state as it stands, or nothing where the library has none. Raises `FaultyFile`."""
    return library.once(("governments", state), lambda: _text(library, f"{state.lower()}.tsv", "\t".join(COLUMNS)))


def _text(library: Library, name: str, head: str) -> str:
    path = library.file(f"{FOLDER}/{name}")
    if not path.is_file():
        return ""
    shown = library.shown(path)
    try:
        text = read_bytes(path, shown).decode("utf-8")
    except UnicodeDecodeError:
        raise FaultyFile([Fault(shown, 0, 0, "is not UTF-8")]) from None
    if not text.startswith(f"{head}\n"):
        raise FaultyFile([Fault(shown, 1, 1, f"does not begin with the line {head!r} (columns with tabs between them)")])
    return text


def of_state(library: Library, state: str) -> Iterator[Government]:
    """Yield the governments of a state, by id. Raises `FaultyFile` for a list that cannot be read."""
    text = text_of(library, state)
    for line in text.splitlines()[1:]:
        yield parsed(line, state)


def of_name(library: Library, state: str, name: str) -> Iterator[Government]:
    """Yield the governments of a state that have exactly this name, of every kind. Raises `FaultyFile`."""
    text = text_of(library, state)
    at = text.find(f"\t{name}\t")
    while at >= 0:
        found = parsed(line_at(text, at), state)
        if found.name == name:
            yield found
        at = text.find(f"\t{name}\t", at + 1)


def by_id(library: Library, name: str) -> Government | None:
    """Return a government by id, or None where the lists have none."""
    state = name[-2:].upper()
    if name[-3:-2] != "-" or not name.isascii() or state not in states(library):
        return None
    line = line_at(text := text_of(library, state), text.find(f"\n{name}\t") + 1)
    return parsed(line, state) if line.startswith(f"{name}\t") else None


def index_of(library: Library) -> str:
    """Return all names, a line each: "ithaca -town-ny", of which the id is both together. Raises `FaultyFile`."""
    return library.once("index of governments", lambda: _index(library))


def _index(library: Library) -> str:
    """Return the index that came with the lists or, where a list was laid over them, one made of the lists."""
    path = library.file(f"{FOLDER}/{INDEX}")
    if path.is_file() and not any((root / FOLDER).is_dir() for root in library.roots[1:]):
        return "\n" + read_bytes(path, library.shown(path), most=LARGEST).decode("utf-8")
    lines = (line_of_index(one) for state in states(library) for one in of_state(library, state))
    return "".join(f"\n{line}" for line in sorted(lines)) + "\n"


def line_of_index(one: Government) -> str:
    """Return the line of a government in the index."""
    name = slug(one.name)
    return f"{name} {one.id.removeprefix(name)}"


def several(library: Library, ids: Iterable[str]) -> Iterator[Government]:
    """Yield the governments of some ids, state by state; those that the lists have not are left out."""
    by_state: dict[str, list[str]] = {}
    for name in ids:
        by_state.setdefault(name[-2:].upper(), []).append(name)
    for state, names in by_state.items():
        if len(names) > _MANY:
            wanted = set(names)
            yield from (one for one in of_state(library, state) if one.id in wanted)
        else:
            yield from (one for one in (by_id(library, name) for name in names) if one)


def line_at(text: str, position: int) -> str:
    """Return the line of a list in which a position lies."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start : end if end >= 0 else len(text)]


def parsed(line: str, state: str) -> Government:
    """Return the government of a line."""
    cells = (*line.split("\t"), *("",) * len(COLUMNS))[: len(COLUMNS)]
    county = "" if cells[3] == _IN_NONE else cells[3]
    population = int(cells[4]) if cells[4].isascii() and cells[4].isdecimal() else 0
    sure = not county.endswith("?")
    return Government(cells[0], cells[1], cells[2], state, county.rstrip("?"), sure, population, cells[5], cells[6])


def names_of(library: Library) -> PlaceNames | None:
    """Return how people write the names of places; None for a library that lists no governments."""
    path = library.files(FOLDER).get("words")
    return library.load(path, PlaceNames) if path else None


def states(library: Library) -> dict[str, str]:
    """Return the names of the states by postal code, for which there may be a list."""
    names = names_of(library)
    return names.states if names else {}


def without_government(library: Library) -> Iterator[NoGovernment]:
    """Yield the counties that have no government of their own."""
    text = library.once(("governments", ""), lambda: _text(library, "none.tsv", "id\tname\tkind\tsaid"))
    for line in text.splitlines()[1:]:
        cells = (*line.split("\t"), "", "", "")
        yield NoGovernment(cells[0], cells[1], cells[2], cells[3])
