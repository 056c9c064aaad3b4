"""Which struct a file holds, by where it stands; the same table serves loading, compiling, schemas and the library's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ordinance.library import (
    changes_model,
    clause_model,
    federal_model,
    form_model,
    handout_model,
    implement_model,
    instrument_model,
    language_model,
    media_model,
    model,
    naming_model,
    part_model,
    place_model,
    question_model,
    residents_model,
    sheet_model,
    state_model,
    training_model,
    wording_model,
)
from ordinance.library.clause_parts import HEAD, PARTS
from ordinance.library.roots import FOLDERS
from ordinance.library.store import REGISTRIES

#: Name of a JSON Schema, and the struct that it is of.
SCHEMAS: dict[str, type[Any]] = {
    **part_model.schemas(),
    "clause-file": clause_model.Clause,
    "place": place_model.Place,
    "wording": wording_model.WordingFile,
    "state": state_model.StateLaw,
    "forms": form_model.Forms,
    "place-names": naming_model.PlaceNames,
    "changes": changes_model.Changes,
    "watch": changes_model.Watch,
    "agreements": federal_model.AgreementList,
    "agreement-words": federal_model.AgreementWords,
    "federal": federal_model.FederalFacts,
    "federal-money": question_model.FederalMoney,
    "questions": question_model.QuestionWords,
    "instrument": instrument_model.Instrument,
    "words": instrument_model.SharedWords,
    "checks": instrument_model.Explanations,
    "blanks": instrument_model.BlankWords,
    "translation": model.Translation,
    "language": handout_model.LanguageTable,
    "residents": residents_model.ResidentWords,
    "place-sheet": sheet_model.SheetWords,
    "handout-rules": handout_model.HandoutRules,
    "languages": language_model.LanguageList,
    "media": media_model.MediaWords,
    "media-look": media_model.MediaLook,
    "media-rules": media_model.MediaRules,
    "training": training_model.Training,
    "implement-words": implement_model.ImplementWords,
    "implement-log": implement_model.Log,
    **REGISTRIES,
}


#: The struct of the record that a file of each kind makes; of a clause's folder its first part makes it, with all others.
RECORDS: dict[str, type[Any]] = {
    name: clause_model.Clause if name == HEAD else kind for name, kind in SCHEMAS.items() if not name.startswith(f"{HEAD}-")
} | {"clause-file": clause_model.Clause}


def kind_of(relative: PurePosixPath) -> str | None:
    """Return the schema's name for a library file by its path below the root, or None for a file of no known kind."""
    match relative.parts:
        case ("clauses", name):
            registry = name.removesuffix(".yaml")
            return registry if registry in REGISTRIES else None
        case ("clauses", "languages", _, "shared.yaml") | ("clauses", "languages", _, "shared", _):
            return "shared"
        case ("clauses", "languages", _, _):
            return "translation"
        case ("clauses", folder, _):
            return folder if folder in REGISTRIES else "clause-file"
        case ("clauses", _, _, name) if name.removesuffix(".yaml") in PARTS:
            return HEAD if name == f"{HEAD}.yaml" else f"{HEAD}-{name.removesuffix('.yaml')}"
        case ("jurisdictions", "states", _):
            return "state"
        case ("jurisdictions", "forms", _):
            return "forms"
        case ("jurisdictions", "governments", "words.yaml"):
            return "place-names"
        case ("jurisdictions", "changes" | "watch" as kind, _):
            return kind
        case ("jurisdictions", "agreements", "words.yaml"):
            return "agreement-words"
        case ("jurisdictions", "federal", "money.yaml"):
            return "federal-money"
        case ("jurisdictions", "agreements" | "federal" as kind, _):
            return kind
        case ("jurisdictions", _):
            return "place"
        case ("templates", "instruments", _):
            return "instrument"
        case ("templates", "languages", _):
            return "language"
        case ("templates", "web", "residents", _):
            return "residents"
        case ("templates", "media", "look.yaml" | "rules.yaml" as name):
            return f"media-{name.removesuffix('.yaml')}"
        case ("templates", "media", _):
            return "media"
        case ("templates", "training", _, _):
            return "training"
        case ("templates", "implement", "words.yaml" | "log.yaml" as name):
            return f"implement-{name.removesuffix('.yaml')}"
        case ("templates", "handout-rules.yaml"):
            return "handout-rules"
        case ("templates", "languages.yaml"):
            return "languages"
        case ("templates", "place-sheet.yaml"):
            return "place-sheet"
        case ("templates", "questions.yaml"):
            return "questions"
        case ("templates", "words.yaml"):
            return "words"
        case ("templates", "checks.yaml"):
            return "checks"
        case ("templates", "blanks.yaml"):
            return "blanks"
        case ("templates", "sample-place.yaml" | "sample-county.yaml"):
            return "place"
    return None


def library_files(root: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """Yield every YAML file below a root's three folders, in order, with its path below the root."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.yaml")):
            yield path, PurePosixPath(path.relative_to(root).as_posix())
