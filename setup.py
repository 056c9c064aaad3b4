"""The build steps that setup.cfg cannot say: the three data folders go into the wheel, compiled, with a list of what it needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).parent
FOLDERS = ("clauses", "jurisdictions", "templates")
LOCKED = "requirements/locked.txt"

# The first day that a zip can hold, unless the builder says another: the same sources give a wheel of the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")


def bill_of_materials(version: str, locked: str) -> str:
    """Return a CycloneDX list of the packages in a lock file: name, version and digests of each, in the order of the file."""
    components = []
    for line in re.findall(r"^[A-Za-z0-9._-]+==(?:.*\\\n)*.*", locked, re.MULTILINE):
        name, number = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line).groups()
        digests = re.findall(r"sha256:([0-9a-f]{64})", line)
        components.append(
            {
                "type": "library",
                "name": name,
                "version": number,
                "purl": f"pkg:pypi/{name.lower()}@{number}",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
            }
        )
    about = {"type": "application", "name": "ordinance", "version": version, "purl": f"pkg:pypi/ordinance@{version}"}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": about},
        "components": components,
    }
    return json.dumps(bill, indent=1) + "\n"


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
        bill = bill_of_materials(self.distribution.get_version(), (HERE / LOCKED).read_text(encoding="utf-8"))
        (shipped / "sbom.cdx.json").write_text(bill, encoding="utf-8")


class SourceWithLibrary(sdist):
    """An sdist holds the data folders too, so that a wheel can be built from it."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        for folder in FOLDERS:
            shutil.copytree(HERE / folder, Path(base_dir) / folder, dirs_exist_ok=True)
        (Path(base_dir) / LOCKED).parent.mkdir(exist_ok=True)
        shutil.copy(HERE / LOCKED, Path(base_dir) / LOCKED)


setup(cmdclass={"build_py": BuildWithLibrary, "sdist": SourceWithLibrary})
