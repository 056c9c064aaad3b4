"""The folder of a clause: one file for each of its readers, which keys stand in which, and where the files of a clause are.

A team may lay one part over the shipped one, or a whole folder. What a shipped part says of a variant that the team's own
`clause.yaml` no longer has is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile, nearest
from ordinance.library.reading import read_bytes, refuse_leaving

#: The part that says what a clause is; the others say more of it.
HEAD: Final = "clause"
#: The parts in the order of their readers: staff, drafter (the full and the short text), counsel, campaigner, reviewer, and
#: whoever must carry it out.
PARTS: Final = (HEAD, "text", "short", "notes", "plain", "signals", "duties")
#: The part that holds a key of the clause, where it is not the first.
OF_CLAUSE: Final = {
    "heading": "text",
    "within": "short",
    "words": "short",
    "annexed": "short",
    "commentary": "notes",
    "objections": "plain",
    "loopholes": "plain",
    "signals": "signals",
}
#: The part that holds a key of a variant, where it is not the first.
OF_VARIANT: Final = {
    "text": "text",
    "heading": "text",
    "allows": "text",
    "brief": "short",
    "commentary": "notes",
    "plain": "plain",
    "short": "plain",
    "signs": "signals",
    "duties": "duties",
    "bounds": "duties",
}

Keys = tuple[str | int, ...]


class ClauseFolder(Struct, frozen=True):
    """The files of one clause by part. `older` are the parts that an earlier library brings than the one of `clause.yaml`."""

    files: dict[str, Path]
    older: frozenset[str] = frozenset()

    def content(self, shown: dict[str, str]) -> bytes:
        """Return the bytes of all parts, each with its name and length, so that no two clauses have the same."""
        found = []
        for part, path in self.files.items():
            raw = read_bytes(path, shown[part])
            found += [f"{part} {part in self.older} {len(raw)}\n".encode(), raw]
        return b"".join(found)


def stands_in_folder(head: Path) -> bool:
    """Tell whether a clause's file is the first part of a folder, and not a whole clause as they were kept before."""
    return head.name == f"{HEAD}.yaml"


def address(head: Path) -> tuple[str, str]:
    """Return the group and the id that a clause has by where its file stands."""
    return (head.parent.parent.name, head.parent.name) if stands_in_folder(head) else (head.parent.name, head.stem)


def clauses_in(roots: Sequence[Path], group: str) -> dict[str, tuple[Path, ...]]:
    """Return where each clause of a group stands, by id: its folders from the shipped one on, or its one file.

    Raises `FaultyFile` where a clause stands twice in one library, or a part stands outside a clause's folder.
    """
    found: dict[str, tuple[Path, ...]] = {}
    for root in roots:
        own: dict[str, Path] = {}
        for path, is_folder in _entries(root, root / "clauses" / group):
            name = path.name if is_folder else path.stem
            if not is_folder and name in PARTS:
                message = f"is a part of no clause; the parts of one stand in its folder: clauses/{group}/ID/{path.name}"
                raise FaultyFile([Fault(str(path), 0, 0, message)])
            if name in own:
                message = f"stands beside the folder {name}/ of the same clause; keep one of them"
                raise FaultyFile([Fault(str(path if not is_folder else own[name]), 0, 0, message)])
            own[name] = path
            earlier = found.get(name, ())
            keeps = is_folder and not any(one.suffix == ".yaml" for one in earlier)
            found[name] = (*earlier, path) if keeps else (path,)
    return dict(sorted(found.items()))


def _entries(root: Path, directory: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the clauses right inside a group's folder, each with whether it is a folder."""
    if not directory.is_dir():
        return
    with os.scandir(directory) as entries:
        for entry in entries:
            is_folder = not entry.name.endswith(".yaml") and not entry.name.startswith(".") and entry.is_dir()
            if is_folder or entry.name.endswith(".yaml"):
                if entry.is_symlink():
                    refuse_leaving(root, entry.path)
                yield Path(entry.path), is_folder


def head_of(stands: Sequence[Path]) -> Path:
    """Return the file that a clause goes by: its one file, or the last `clause.yaml` of its folders."""
    if stands[-1].suffix == ".yaml":
        return stands[-1]
    heads = [folder / f"{HEAD}.yaml" for folder in stands]
    return next((head for head in reversed(heads[1:]) if head.is_file()), heads[0])


def folder_of(roots: Sequence[Path], stands: Sequence[Path]) -> ClauseFolder:
    """Return the files of a clause, a later folder's in place of an earlier one's.

    Raises `FaultyFile` for a file that is no part of a clause, with the near miss, and where there is no `clause.yaml`.
    """
    found: dict[str, tuple[int, Path]] = {}
    for level, folder in enumerate(stands):
        with os.scandir(folder) as entries:
            for entry in entries:
                name, ending = os.path.splitext(entry.name)
                if ending not in (".yaml", ".yml") or name.startswith("."):
                    continue
                if entry.is_symlink():
                    refuse_leaving(next(root for root in roots if folder.is_relative_to(root)), entry.path)
                if name not in PARTS or ending != ".yaml":
                    names = [f"{part}.yaml" for part in PARTS]
                    raise FaultyFile([Fault(entry.path, 0, 0, f"is no part of a clause{nearest(entry.name, names)}")])
                found[name] = (level, Path(entry.path))
    if HEAD not in found:
        message = "is missing: it says what the clause is, and which variants it has"
        raise FaultyFile([Fault(str(stands[0] / f"{HEAD}.yaml"), 0, 0, message)])
    if "short" in found and found["short"][0] < found.get("text", found[HEAD])[0]:
        del found["short"]  # a team wrote the law anew: what was short of the earlier text would pass for theirs
    if "duties" in found and found["duties"][0] < max(found[part][0] for part in ("text", "short") if part in found):
        del found["duties"]  # and so would the duties
    older = frozenset(part for part, (level, _) in found.items() if level < found[HEAD][0])
    return ClauseFolder({part: found[part][1] for part in PARTS if part in found}, older)


def part_of(keys: Keys, variants: Sequence[str]) -> tuple[str, Keys]:
    """Return the part of a clause that holds what `keys` lead to in the whole, and the keys that lead to it there."""
    if keys[:1] != ("variants",) or len(keys) < 3 or not isinstance(keys[1], int):
        return OF_CLAUSE.get(str(keys[0]) if keys else "", HEAD), keys
    part = OF_VARIANT.get(str(keys[2]), HEAD)
    return part, keys if part == HEAD else ("variants", variants[keys[1]], *keys[2:])


def in_one_file(root: Path, no_groups: Sequence[str]) -> list[Path]:
    """Return the clauses of a library that are still kept in one file each; `no_groups` are folders of other things."""
    groups = sorted(path for path in (root / "clauses").glob("*") if path.is_dir() and path.name not in no_groups)
    return [path for group in groups for path in sorted(group.glob("*.yaml"))]
