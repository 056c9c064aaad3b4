"""The folders that a library is made of: the shipped ones, a team's own laid over them file by file, and their YAML files."""

from __future__ import annotations

import os
from pathlib import Path

from ordinance.errors import Fault, FaultyFile
from ordinance.library.reading import refuse_leaving

FOLDERS = ("clauses", "jurisdictions", "templates")


def shipped_root() -> Path:
    """Return the folder that holds the shipped `clauses/`, `jurisdictions/` and `templates/`."""
    package = Path(__file__).parent.parent
    installed = package / "shipped"
    return installed if (installed / "clauses").is_dir() else package.parent


class Roots:
    """The files of a library by folder and name. `roots` run from the shipped library to the team's own; later files win.

    Raises `FaultyFile` where `overlay` is no folder, or holds nothing to lay over the library.
    """

    def __init__(self, overlay: Path | str | None = None, *, shipped: Path | None = None) -> None:
        self.roots: tuple[Path, ...] = (shipped or shipped_root(),)
        self._files: dict[str, dict[str, Path]] = {}
        if overlay is not None:
            own = Path(overlay)
            if not os.path.isdir(own):
                raise FaultyFile([Fault(str(overlay), 0, 0, "is not a folder, so it cannot be laid over the library")])
            if not any((own / folder).is_dir() for folder in FOLDERS):
                message = f"has none of the folders {', '.join(FOLDERS)}, so it holds nothing to lay over the library"
                raise FaultyFile([Fault(str(overlay), 0, 0, message)])
            self.roots += (own,)

    def files(self, folder: str) -> dict[str, Path]:
        """Return the YAML files right inside one folder, by name without `.yaml`, in order; overlays replace by name.

        A folder is looked at once: a library is the files that stood there when it was first asked.
        """
        if folder in self._files:
            return self._files[folder]
        found: dict[str, Path] = {}
        for root in self.roots:
            directory = root / folder
            if directory.is_dir():
                with os.scandir(directory) as entries:
                    for entry in entries:
                        if entry.name.endswith(".yaml"):
                            if entry.is_symlink():
                                refuse_leaving(root, entry.path)
                            found[entry.name[:-5]] = Path(entry.path)
        self._files[folder] = dict(sorted(found.items()))
        return self._files[folder]

    def file(self, relative: str) -> Path:
        """Return the last root's copy of a file, or the shipped one."""
        for root in reversed(self.roots):
            path = root / relative
            if path.is_file():
                refuse_leaving(root, str(path))
                return path
        return self.roots[0] / relative

    def folder(self, relative: str) -> Path:
        """Return the last root's copy of a folder that is not YAML (the look of a Word file), or the shipped one."""
        for root in reversed(self.roots):
            if (root / relative).is_dir():
                return root / relative
        return self.roots[0] / relative

    def shown(self, path: Path) -> str:
        """Return a file's name for messages: relative to its root where it has one."""
        for root in self.roots:
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix() if root == self.roots[0] else str(path)
        return str(path)
