"""The library: the shipped folders with a team's own laid over them file by file, each file loaded when first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from ordinance.errors import Fault, FaultyFile, NotFound, brief, nearest
from ordinance.library import (
    agreement,
    clause_model,
    clause_parts,
    compiled,
    instrument_model,
    legal_text,
    loading,
    model,
    passing,
    place_model,
    references,
    review_model,
    shared_text,
    source_model,
    state_model,
    templates,
)
from ordinance.library.legal_text import Node
from ordinance.library.roots import Roots

T = TypeVar("T")

#: How many things `Library.once` keeps.
KEPT = 4096
Keys = tuple[str | int, ...]

#: The registries: files beside the clause folders, and the struct of each.
REGISTRIES: dict[str, type[Any]] = {
    "authorities": source_model.Authorities,
    "precedents": source_model.Precedents,
    "evidence": source_model.EvidenceBank,
    "definitions": model.Definitions,
    "recitals": model.Recitals,
    "drafting-rules": model.DraftingRules,
    "packages": model.Packages,
    "vocabulary": model.Vocabulary,
    "review": review_model.ReviewWords,
    "shared": clause_model.SharedSentences,
}


#: The folders in clauses/ that hold no clauses.
NO_GROUPS: tuple[str, ...] = (*REGISTRIES, "languages")


class Library(Roots):
    """Read-only access to all data by id. `roots` run from the shipped library to the team's own; later files win.

    Every accessor raises `FaultyFile` with all faults of the file it reads, and `NotFound` for an unknown id.
    """

    def __init__(self, overlay: Path | str | None = None, *, shipped: Path | None = None) -> None:
        super().__init__(overlay, shipped=shipped)
        self._trees: compiled.Trees = {}
        self._tree_of: dict[str, tuple[Node, ...]] = {}
        #: What drafting makes once of a text that says the same in every place, by the text.
        self.memo: dict[str, Any] = {}
        self._kept: dict[Hashable, Any] = {}
        self._records: dict[str, Any] = {}
        self._loading = RLock()  # one file leads to others
        self._names: dict[str, references.Names] = {}
        self._stands: dict[str, tuple[Path, ...]] = {}
        self._passing = passing.Passing((self._records, self._names, self._stands), self._trees, self._tree_of)
        self._places: dict[tuple[str, str], tuple[Path, Keys]] = {}

    # --- files ---

    def load(self, path: Path, kind: type[T]) -> T:
        """Return one file's record, once per library, and remember its trees."""
        with self._loading:  # no thread sees a record before its names have been followed
            return self._loaded(path, kind)

    def _loaded(self, path: Path, kind: type[T]) -> T:
        key = str(path)
        if key not in self._records or not isinstance(self._records[key], kind):  # one file may be asked for as two kinds
            keep = self._may_keep(path, kind)
            entry = loading.entry(self, path, kind, keep=keep)
            if not keep:
                self._passing.take(key, entry)
            self._trees.update(entry.trees)
            templates.ready_texts.update(entry.texts)
            templates.ready_conditions.update(entry.conditions)
            self._records[key] = entry.record
            self._names[key] = entry.names
            faults = [*self.dead_names(path, references.followed(kind)), *agreement.faults(self, entry.record, path)]
            if faults:
                del self._records[key]
                raise FaultyFile(faults)
        return self._records[key]  # type: ignore[no-any-return]

    def dead_names(self, path: Path, kinds: Collection[str] | None = None) -> list[Fault]:
        """Return a fault for each name in a loaded file that leads nowhere: of some kinds, or of all."""
        record, names = self._records[str(path)], self._names[str(path)]
        if references.sound(self, record, names, kinds):
            return []
        return [
            self.fault(path, mention.keys, references.said(self, record, mention), at_key=mention.at_key)
            for mention in references.dead(self, record, kinds)
        ]

    def _may_keep(self, path: Path, kind: type[Any]) -> bool:
        """Tell whether a file's compiled form may stay on the disk: a user's own place holds people's names and numbers."""
        return kind not in place_model.OF_ONE_PLACE or path.is_relative_to(self.roots[0])

    def tree(self, markdown: str) -> tuple[Node, ...]:
        """Return the tree of a Markdown text of a loaded record; parse any other text once."""
        tree = self._tree_of.get(markdown)
        if tree is None:
            key = compiled.text_key(markdown)
            tree = self._trees[key] if key in self._trees else legal_text.parse(markdown)
            self._tree_of[markdown] = tree
        return tree

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes for a key, made once for many drafts. No more than `KEPT` are kept, so a batch stays small."""
        try:
            return self._kept[key]  # type: ignore[no-any-return]
        except KeyError:
            made = make()  # another thread may make the same, which does no harm, or clear what is kept
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[key] = made
        return made

    def fault(self, path: Path, keys: Sequence[str | int], message: str, *, at_key: bool = False, near: str = "") -> Fault:
        """Return a fault that points at `keys` in a file, or at the words `near` where they stand there.

        Of a clause's folder the path is that of its `clause.yaml`, and the keys are those of the whole.
        """
        return loading.fault(self, path, tuple(keys), message, at_key, near)

    def file_of(self, record: Any) -> Path:
        """Return the file that a record of this library was read from, or the name that it would have."""
        return next((Path(name) for name, one in list(self._records.items()) if one is record), Path(f"{record.id}.yaml"))

    def where(self, registry: str, record_id: str) -> tuple[Path, Keys]:
        """Return the file of a registry's record and the keys that lead to it."""
        return self._places[registry, record_id]

    # --- registries ---

    def _registry(self, name: str, key: str) -> tuple[dict[str, Any], Any]:
        """Return the records of `clauses/NAME.yaml` and of `clauses/NAME/*.yaml` by id, and the first file's head."""
        paths = [*self._one("clauses", name), *self.files(f"clauses/{name}").values()]
        if not paths:
            raise FaultyFile([Fault(f"clauses/{name}.yaml", 0, 0, "is missing")])
        records: dict[str, Any] = {}
        for path in paths:
            for index, record in enumerate(getattr(self.load(path, REGISTRIES[name]), key)):
                if record.id in records:
                    raise FaultyFile([self.fault(path, (key, index, "id"), f"the id {record.id!r} stands twice")])
                records[record.id] = record
                self._places[name, record.id] = (path, (key, index))
        return records, self.load(paths[0], REGISTRIES[name])

    def _one(self, folder: str, name: str) -> Iterable[Path]:
        path = self.files(folder).get(name)
        return [path] if path else []

    @cached_property
    def authorities(self) -> dict[str, source_model.Authority]:
        """All authorities by id."""
        return self._registry("authorities", "authorities")[0]

    @cached_property
    def federal_horizon(self) -> source_model.Authorities:
        """The head of the authorities: its horizon is the federal one."""
        return self._registry("authorities", "authorities")[1]  # type: ignore[no-any-return]

    @cached_property
    def latest_federal_event(self) -> str:
        """The latest horizon of any file of authorities: a later event that one clause needed, not coverage."""
        paths = [*self._one("clauses", "authorities"), *self.files("clauses/authorities").values()]
        return max(self.load(path, source_model.Authorities).horizon for path in paths)

    @cached_property
    def precedents(self) -> dict[str, source_model.Precedent]:
        """All adopted local policies by id."""
        return self._registry("precedents", "precedents")[0]

    @cached_property
    def evidence(self) -> dict[str, source_model.Evidence]:
        """All studies and counts by id."""
        return self._registry("evidence", "evidence")[0]

    @cached_property
    def definitions(self) -> dict[str, model.Definition]:
        """All defined terms by id."""
        return self._registry("definitions", "definitions")[0]

    @cached_property
    def recitals(self) -> dict[str, model.Recital]:
        """All reasons by id."""
        return self._registry("recitals", "recitals")[0]

    @cached_property
    def drafting_rules(self) -> dict[str, model.DraftingRule]:
        """The forbidden and the loophole words by rule."""
        return self._registry("drafting-rules", "rules")[0]

    @cached_property
    def packages(self) -> dict[str, model.Package]:
        """The named selections by id."""
        return self._registry("packages", "packages")[0]

    def package(self, name: str) -> model.Package:
        """Return one selection by id, with the variants that it takes checked. Raises `NotFound` and `FaultyFile`."""
        if name not in self.packages:
            raise NotFound("package", name, self.packages)
        package = self.packages[name]
        path, keys = self.where("packages", name)
        for clause_id, variant_id in package.variants.items():
            mention = references.Mention((*keys, "variants", clause_id), "variant", variant_id, clause_id)
            if variant_id not in references.known(self, package, mention):
                raise FaultyFile([self.fault(path, mention.keys, references.said(self, package, mention))])
        return package

    @cached_property
    def default_package(self) -> str:
        """The package that a place without a choice of its own gets."""
        return str(self._registry("packages", "packages")[1].default)

    @cached_property
    def preempted_package(self) -> str:
        """The package that fits a state which forbids its places to limit help; "" where the library has none."""
        return str(self._registry("packages", "packages")[1].preempted or "")

    @cached_property
    def vocabulary(self) -> model.Vocabulary:
        """The closed lists and how they are printed."""
        return self.load(self._only("clauses", "vocabulary"), model.Vocabulary)

    @cached_property
    def review_words(self) -> review_model.ReviewWords:
        """The words by which a foreign text is read."""
        return self.load(self._only("clauses", "review"), review_model.ReviewWords)

    @cached_property
    def words(self) -> instrument_model.SharedWords:
        """The nouns that all instruments share."""
        return self.load(self._only("templates", "words"), instrument_model.SharedWords)

    @cached_property
    def explanations(self) -> dict[str, instrument_model.Explanation]:
        """What is told of each check, by the check's id."""
        return {one.id: one for one in self.load(self._only("templates", "checks"), instrument_model.Explanations).checks}

    @cached_property
    def blank_words(self) -> instrument_model.BlankWords:
        """What is told of the blanks of a draft where somebody fills them in."""
        return self.load(self._only("templates", "blanks"), instrument_model.BlankWords)

    def _only(self, folder: str, name: str) -> Path:
        path = self.files(folder).get(name)
        if path is None:
            raise FaultyFile([Fault(f"{folder}/{name}.yaml", 0, 0, "is missing")])
        return path

    # --- clauses ---

    @cached_property
    def clause_files(self) -> dict[str, Path]:
        """The file of every clause by id, group by group: the `clause.yaml` of its folder, or the one file of an old library."""
        found: dict[str, Path] = {}
        for group in self.vocabulary.groups:
            for name, stands in clause_parts.clauses_in(self.roots, group.id).items():
                found[name] = head = clause_parts.head_of(stands)
                self._stands[str(head)] = stands
        return found

    def clause_folder(self, path: Path) -> clause_parts.ClauseFolder | None:
        """Return the files of the clause that goes by a path, or None where the path is of no clause's folder."""
        if not clause_parts.stands_in_folder(path):
            return None
        return clause_parts.folder_of(self.roots, self._stands.get(str(path), (path.parent,)))

    def sentences(self, language: str = "") -> shared_text.Sentences:
        """Return the sentences that the clauses share, or those of their translations into a language, by name."""
        folder = f"clauses/languages/{language}" if language else "clauses"
        paths = [*self._one(folder, "shared"), *self.files(f"{folder}/shared").values()]
        return self.once(("sentences", language), lambda: shared_text.sentences_of(paths, self._sentences_in))

    def _sentences_in(self, path: Path) -> clause_model.SharedSentences:
        return self.load(path, clause_model.SharedSentences)

    def clause(self, clause_id: str) -> clause_model.Clause:
        """Return one clause, checked: its id is its file's name, its group its folder, its default one of its variants."""
        path = self.clause_files.get(clause_id)
        if path is None:
            raise NotFound("clause", clause_id, self.clause_files)
        return self.load(path, clause_model.Clause)

    def clause_named(self, clause_id: str, path: Path, keys: Keys) -> clause_model.Clause:
        """Return the clause that a file names at `keys`, or raise `FaultyFile` there if there is none."""
        if clause_id not in self.clause_files:
            message = f"no clause named {brief(clause_id)!r}{nearest(clause_id, self.clause_files)}"
            raise FaultyFile([self.fault(path, keys, message)])
        return self.clause(clause_id)

    def clauses(self) -> Iterator[clause_model.Clause]:
        """Yield every clause in the order of an instrument: by group, then by `order`, then by id."""
        for group in self.vocabulary.groups:
            own = [name for name, path in self.clause_files.items() if clause_parts.address(path)[0] == group.id]
            members = [self.clause(clause_id) for clause_id in own]
            yield from sorted(members, key=lambda clause: (clause.order, clause.id))

    # --- translations ---

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that some clause has been translated into, by tag."""
        found = {path.name for root in self.roots for path in (root / "clauses" / "languages").glob("*") if path.is_dir()}
        return tuple(sorted(found))

    def translated(self, language: str) -> list[str]:
        """Return the ids of the clauses that have a translation into a language."""
        return [name for name in self.files(f"clauses/languages/{language}") if name != "shared"]

    def translation(self, clause_id: str, language: str) -> model.Translation | None:
        """Return a clause's words for residents in a language, checked against the clause; None where there are none."""
        path = self.files(f"clauses/languages/{language}").get(clause_id)
        if path is None or clause_id == "shared":
            return None
        return self.load(path, model.Translation)

    # --- places and instruments ---

    @cached_property
    def state_files(self) -> dict[str, Path]:
        """The file of every state by postal code in upper case."""
        return {name.upper(): path for name, path in self.files("jurisdictions/states").items()}

    def state(self, code: str) -> state_model.StateLaw:
        """Return one state's law by postal code, in either case."""
        path = self.state_files.get(code.upper())
        if path is None:
            raise NotFound("state", code, self.state_files)
        return self.load(path, state_model.StateLaw)

    @cached_property
    def place_files(self) -> dict[str, Path]:
        """The file of every shipped or overlaid place by id."""
        return self.files("jurisdictions")

    def place(self, name: str) -> place_model.Place:
        """Return a place by id, or from a path to a YAML file (a name with a separator or ending in .yaml or .yml)."""
        found = self.load(path := self.place_path(name), place_model.Place)
        if not path.is_relative_to(self.roots[0]):  # a person's own
            loading.refuse_slips(path, self.shown(path))
        return found

    def sample_place(self) -> place_model.Place:
        """Return the place without a name that shows how a clause reads anywhere."""
        return self.load(self._only("templates", "sample-place"), place_model.Place)

    def sample_county(self) -> place_model.Place:
        """Return the county without a name, whose sheriff is independent."""
        return self.load(self._only("templates", "sample-county"), place_model.Place)

    def place_path(self, name: str) -> Path:
        """Return the file that `place` reads for this name."""
        is_path = name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name
        if is_path:
            return Path(name)
        path = self.place_files.get(name)
        if path is None:
            raise NotFound("place", name, self.place_files)
        return path

    @property
    def instruments(self) -> dict[str, Path]:
        """The file of every instrument by id."""
        return self.files("templates/instruments")

    def instrument(self, instrument_id: str) -> instrument_model.Instrument:
        """Return the form of one kind of instrument."""
        if instrument_id not in self.instruments:
            raise NotFound("instrument", instrument_id, self.instruments)
        return self.load(self.instruments[instrument_id], instrument_model.Instrument)


def variant_of(clause: clause_model.Clause, variant_id: str) -> clause_model.Variant:
    """Return a clause's variant by id, or raise `NotFound` with the near misses."""
    for variant in clause.variants:
        if variant.id == variant_id:
            return variant
    raise NotFound(f"variant of {clause.id}", variant_id, [variant.id for variant in clause.variants])
