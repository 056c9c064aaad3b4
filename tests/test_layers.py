"""The rooms of the program: a lower one imports no higher one, a draft loads only what it needs, no law stands in Python."""

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ordinance
from ordinance.library.store import Library

PACKAGE = Path(ordinance.__file__).parent
_spec = importlib.util.spec_from_file_location("map_of_rooms", PACKAGE.parent / "docs" / "map.py")
map_of_rooms = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(map_of_rooms)
MODULES = sorted(PACKAGE.rglob("*.py"))

#: What each room may import besides itself. `errors` and the version belong to all.
MAY_IMPORT = {
    "library": set(),
    "places": {"library"},
    "drafting": {"library"},
    "document": {"library"},
    "comparison": {"library", "drafting", "document"},
    "reviews": {"library", "drafting", "document"},
    "pages": {"library", "places", "drafting", "document", "comparison", "reviews"},
    "checks": {"library", "places", "drafting", "document", "comparison", "reviews", "pages"},
    "formats": {"library", "drafting", "document", "comparison", "pages"},
    "making": {"library", "places", "drafting", "document", "comparison", "reviews", "pages", "checks", "formats"},
    "cli": {"library", "places", "drafting", "document", "comparison", "reviews", "pages", "checks", "formats", "making"},
    "web": {"library", "places", "drafting", "document", "comparison", "reviews", "pages", "checks", "formats", "making"},
}

#: Files above the rooms: they may import what a room may.
AT_THE_TOP = {"__main__": "cli", "__init__": "cli", "face": "cli", "face_after": "cli", "face_amend": "cli", "face_back": "cli"}


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(("ordinance", *path.relative_to(PACKAGE).parts[: -node.level])) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("ordinance.")}


def room(name: str) -> str:
    return name.split(".")[1]


def test_the_rooms_are_those_of_the_architecture():
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_lower_room_never_imports_a_higher_one(path):
    here = path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else AT_THE_TOP.get(path.stem)
    faces = {"face", "face_after", "face_amend", "face_back"}
    below = {"errors", "__version__"} | {"cli": {"today", *faces}, "web": {"face", "face_back"}}.get(here, set())
    reached = {room(name) for name in imports(path)} - below
    allowed = {here, *MAY_IMPORT[here]} if here else set()
    allowed |= {"web"} if path == PACKAGE / "cli/serve.py" else set()  # the one command that starts the page
    assert sorted(reached - allowed) == []


def loaded(*arguments: str) -> set[str]:
    """The modules that one command loads, in a process of its own."""
    program = (
        "import sys, json\nfrom ordinance.cli.main import cli\n"
        f"cli({list(arguments)!r}, standalone_mode=False)\n"
        "json.dump(sorted(sys.modules), sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_map_in_the_architecture_is_that_of_the_imports():
    assert map_of_rooms.PAGE.read_text(encoding="utf-8") == map_of_rooms.page(), "run: python docs/map.py"


def test_only_one_file_looks_at_the_clock():
    asked = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime|gmtime))\(")
    found = {path.relative_to(PACKAGE).as_posix() for path in MODULES if asked.search(path.read_text(encoding="utf-8"))}
    assert found == {"today.py", "library/cache.py"}  # the second counts how old an entry is


#: The public functions and the command, which know what day it is.
MAY_KNOW_THE_DAY = ("cli", "face")


def test_only_the_command_and_the_public_functions_ask_for_the_day():
    found = {path.relative_to(PACKAGE).parts[0] for path in MODULES if "ordinance.today.today" in imports(path)}
    assert {name.removesuffix(".py") for name in found} <= set(MAY_KNOW_THE_DAY)


def test_only_the_command_prints():
    told = re.compile(r"(?<![\w.])print\(|\bsys\.std(?:out|err)\b|^(?:import|from) click\b", re.M)
    found = {path.relative_to(PACKAGE).as_posix() for path in MODULES if told.search(path.read_text(encoding="utf-8"))}
    assert {name for name in found if not name.startswith("cli/")} == {"formats/pdf/write/foreign_look.py"}  # a process apart


#: Where a file may be opened: the library's own, what others made, what the command names.
MAY_READ = {"library", "formats", "making", "cli"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_some_rooms_open_files(path):
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    opened = {call.id for call in calls if isinstance(call, ast.Name)} & {"open"}
    opened |= {call.attr for call in calls if isinstance(call, ast.Attribute) and "strict_yaml" not in ast.unparse(call)} & {
        "open",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
    }
    parts = path.relative_to(PACKAGE).parts
    assert not opened or len(parts) == 1 or parts[0] in MAY_READ, opened


def test_a_draft_in_markdown_loads_nothing_of_word():
    loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")  # compiles what it reads
    modules = loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")
    assert modules & {"docx", "lxml", "lxml.etree", "ordinance.formats.docx.write", "jsonschema"} == set()


def test_a_draft_from_compiled_files_loads_neither_yaml_nor_markdown_nor_jinja():
    loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")
    modules = loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")
    assert modules & {"yaml", "markdown", "jinja2"} == set()


def test_a_draft_loads_nothing_that_reaches_a_network():
    loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")  # compiles what it reads
    modules = loaded("draft", "ithaca-ny", "--format", "md", "-o", "-")
    assert modules & {"socket", "ssl", "http.client", "urllib.request", "asyncio"} == set()


def test_a_list_of_places_loads_no_writer():
    modules = loaded("places")
    assert {name for name in modules if name.startswith("ordinance.formats")} == set()


def test_no_name_of_a_state_or_an_agency_stands_in_python():
    library = Library()
    names = {library.state(code).name for code in library.state_files}
    places = [library.place(name) for name in library.place_files]
    names |= {place.official_name for place in places} | {agency.name for place in places for agency in place.agencies}
    assert len(names) > 51
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    found = {path.name: pattern.findall(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_sentence_of_a_clause_stands_in_python():
    code = " ".join(path.read_text(encoding="utf-8") for path in MODULES)
    sentences = {
        sentence.strip()
        for clause in Library().clauses()
        for variant in clause.variants
        for sentence in re.split(r"[.;:\n]", variant.text)
        if len(sentence.split()) >= 6
    }
    assert len(sentences) > 20
    assert [sentence for sentence in sentences if sentence in code] == []


def test_no_file_of_the_program_is_long():
    lengths = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    model = lengths.pop("library/model.py")  # the structs together, which a reader wants in one place
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}
    assert model < 800


#: Words of Python that are an id of the library by chance: the kind of an authority and of a precedent.
BY_CHANCE = {"library/source_model.py": {"executive-order"}, "web/routes/about.py": {"executive-order"}}


def constants(path: Path) -> set[str]:
    """The strings of a file, its docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said)
    return {node.value for node in strings if isinstance(node.value, str)}


def test_no_topic_no_clause_no_caution_and_no_citation_stands_in_python():
    """What hangs on one of them is a field of it. Ids of one word are common words, and are not looked for."""
    library = Library()
    vocabulary = library.vocabulary
    terms = (*vocabulary.topics, *vocabulary.cautions, *vocabulary.acts, *vocabulary.bases, *vocabulary.traits)
    ids = {term.id for term in terms} | set(library.clause_files) | set(library.instruments) | set(library.words.kinds)
    ids = {name for name in ids if "-" in name}
    assert {"detainer-refusal", "not-merits", "executive-order", "city-county", "federal-law-savings"} <= ids
    found = {path.relative_to(PACKAGE).as_posix(): constants(path) for path in MODULES}
    named = {name: sorted((strings & ids) - BY_CHANCE.get(name, set())) for name, strings in found.items()}
    cited = {name: [one for one in strings if re.search(r"U\.S\.C\.|C\.F\.R\.", one)] for name, strings in found.items()}
    assert {name: hits for name, hits in named.items() if hits} == {}
    assert {name: hits for name, hits in cited.items() if hits} == {}


def test_a_record_of_a_registry_is_asked_for_by_what_says_a_name_that_is_not_there():
    """`found(library.authorities, "authority", name)` names the near miss; `library.authorities[name]` is a traceback."""
    direct = re.compile(r"\.(?:authorities|evidence|precedents|recitals)\[")
    assert [path.name for path in MODULES if direct.search(path.read_text(encoding="utf-8"))] == []
