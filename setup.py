"""The one build step that setup.cfg cannot say: the three data folders go into the wheel, and are compiled there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).parent
FOLDERS = ("clauses", "jurisdictions", "templates")


class BuildWithLibrary(build_py):
    """Copy the library into `ordinance/shipped` of the build, and add its compiled entries."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # an editable install reads the folders where they stand
        shipped = Path(self.build_lib) / "ordinance" / "shipped"
        shutil.rmtree(shipped, ignore_errors=True)
        for folder in FOLDERS:
            shutil.copytree(HERE / folder, shipped / folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        sys.path.insert(0, str(HERE))
        from ordinance.library.compile_all import compile_all

        compile_all(shipped, shipped / "compiled")


class SourceWithLibrary(sdist):
    """An sdist holds the data folders too, so that a wheel can be built from it."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        for folder in FOLDERS:
            shutil.copytree(HERE / folder, Path(base_dir) / folder, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithLibrary, "sdist": SourceWithLibrary})
