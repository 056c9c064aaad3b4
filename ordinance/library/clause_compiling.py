"""Compile a clause's folder: each part against its own shape, then the whole, with every fault at its line in its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ordinance.errors import Fault, FaultyFile, nearest
from ordinance.library import shape, strict_yaml
from ordinance.library.clause_model import Clause
from ordinance.library.clause_parts import HEAD, ClauseFolder, part_of
from ordinance.library.compiled import Entry
from ordinance.library.compiling import entry_of, misfit_fault
from ordinance.library.part_model import part_struct
from ordinance.library.shape import Keys
from ordinance.library.shared_text import expanded, resolved, used

#: What every variant needs from a part, and how a message calls it.
_NEEDED = {"text": ("text", "text"), "notes": ("commentary", "notes")}


class WrittenClause:
    """A clause's folder as it is written: the text of each part, its data, and where what stands in the whole stands there.

    Raises `FaultyFile` with every fault in the shape of a part.
    """

    def __init__(self, folder: ClauseFolder, shown: Mapping[str, str]) -> None:
        self.folder, self.shown = folder, shown
        self.texts = {part: strict_yaml.read_text(path, shown[part]) for part, path in folder.files.items()}
        self.data: dict[str, Any] = {part: strict_yaml.parse(text, shown[part]) for part, text in self.texts.items()}

    @property
    def variants(self) -> list[str]:
        """The ids of the variants, in order."""
        return [str(one["id"]) for one in self.data[HEAD]["variants"]]

    def fault(self, keys: Keys, message: str, *, offset: int = 0, at_key: bool = False, near: str = "") -> Fault:
        """Return a fault at `keys` of the whole, `offset` lines into its text or at the words `near`, in the right file."""
        part, own = part_of(keys, self.variants)
        if part not in self.texts:
            part, own = HEAD, keys[:2] if keys[:1] == ("variants",) else ()
        if part == "text" and own[2:] == ("text",):
            return self._law_fault(own, message, offset, near)
        text = self.texts[part]
        line, column = strict_yaml.find(text, near, strict_yaml.locate(text, own, key=at_key))
        return Fault(self.shown[part], line + offset, column, message)

    def _law_fault(self, keys: Keys, message: str, offset: int, near: str) -> Fault:
        """Return a fault in the text of a variant, at the shared item where the words stand in one."""
        text, law = self.texts["text"], self.data["text"]
        whole, origins, _ = expanded(law["variants"][keys[1]]["text"], law.get("shared") or {})
        first = near.split("\n", 1)[0].strip().lower()
        lines = whole.split("\n")
        offset = next((number for number, line in enumerate(lines) if first and first in line.lower()), offset)
        item, inner = origins[min(offset, len(origins) - 1)]
        line, column = strict_yaml.locate(text, ("shared", item) if item else keys)
        return Fault(self.shown["text"], *strict_yaml.find(text, near, (line + inner, column)), message)

    def part_fault(self, part: str, keys: Keys, message: str, at_key: bool = False) -> Fault:
        """Return a fault at `keys` of one part."""
        return misfit_fault(self.texts[part], self.shown[part], shape.Misfit(keys, message, at_key))


def compile_clause(folder: ClauseFolder, shown: Mapping[str, str], sentences: Mapping[str, str]) -> Entry[Clause]:
    """Return the entry of a clause's folder, reading it anew. Raises `FaultyFile` with every fault in its files.

    `shown` names each part in messages; `sentences` are the shared ones by name.
    """
    written = WrittenClause(folder, shown)
    faults = []
    for part, data in written.data.items():
        whole, misfits = resolved(data, sentences) if part in ("plain", "short") else (data, [])
        written.data[part] = whole
        found = shape.fit(whole, part_struct(part))
        misfits += found if isinstance(found, list) else []
        faults += [misfit_fault(written.texts[part], shown[part], misfit) for misfit in misfits]
    faults = faults or _disagreements(written) or _unshared(written)
    if faults:
        raise FaultyFile(faults)
    record = shape.fit(whole_of(written), Clause)
    if isinstance(record, list):
        raise FaultyFile(written.fault(misfit.path, misfit.message, at_key=misfit.at_key) for misfit in record)
    return entry_of(record, lambda keys, offset, said: written.fault(keys, said, offset=offset))


def whole_of(written: WrittenClause) -> dict[str, Any]:
    """Return the data of the clause that the parts make together."""
    whole = {key: value for key, value in written.data[HEAD].items() if key != "variants"}
    variants: dict[str, list[dict[str, Any]]] = {name: [] for name in written.variants}
    items = written.data.get("text", {}).get("shared") or {}
    for part, data in written.data.items():
        if part == HEAD:
            continue
        whole |= {key: value for key, value in data.items() if key not in ("variants", "shared")}
        for name, own in (data.get("variants") or {}).items():
            if name in variants:
                variants[name].append({**own, "text": expanded(own["text"], items)[0]} if part == "text" else own)
    whole["variants"] = [
        {key: value for one in (head, *variants[str(head["id"])]) for key, value in one.items()}
        for head in written.data[HEAD]["variants"]
    ]
    return whole


def _disagreements(written: WrittenClause) -> list[Fault]:
    """Return a fault for each variant that a part has and `clause.yaml` has not, and for each that lacks what it needs."""
    faults: list[Fault] = []
    for part, data in written.data.items():
        names = data.get("variants") or {}
        if part == HEAD or part in written.folder.older:
            continue
        for name in [name for name in names if name not in written.variants]:
            message = f"no variant of {HEAD}.yaml is named {name!r}{nearest(name, written.variants)}"
            faults.append(written.part_fault(part, ("variants", name), message, True))
    return faults or _missing(written)


def _missing(written: WrittenClause) -> list[Fault]:
    faults: list[Fault] = []
    for part, (_, called) in _NEEDED.items():
        if part not in written.data:
            home = written.shown[HEAD].removesuffix(f"{HEAD}.yaml")
            faults.append(Fault(f"{home}{part}.yaml", 0, 0, f"is missing: it holds the {called} of each variant"))
            continue
        names = written.data[part].get("variants") or {}
        for name in [name for name in written.variants if name not in names]:
            faults.append(written.part_fault(part, ("variants",), f"has no {called} of the variant {name!r}"))
    return faults


def _unshared(written: WrittenClause) -> list[Fault]:
    """Return a fault for each shared item that is not there, and for each that no variant uses."""
    law = written.data["text"]
    items, faults, names = law.get("shared") or {}, [], set()
    for name, own in (law.get("variants") or {}).items():
        line, column = strict_yaml.locate(written.texts["text"], ("variants", name, "text"))
        for offset, said in expanded(own["text"], items)[2]:
            faults.append(Fault(written.shown["text"], line + offset, column, f"variants.{name}.text: {said}"))
        names |= used(own["text"])
    for name in [name for name in items if name not in names]:
        faults.append(written.part_fault("text", ("shared", name), "is used by no variant; use it, or delete it", True))
    return faults
