"""Make jurisdictions/governments/ from the public lists: one tab-separated file a state, and what is no government.

    python tools/governments/make.py LIST.csv

LIST.csv holds a line for each government: `ocd_id` (Open Civic Data, below ocd-division/country:us/), `name`,
`official_census_name`, `kind`, `state`, `county`, `county_from` ("census", "zip" or empty), `geoid` and `population`.
docs/places.md tells where it comes from. `corrections.yaml` beside this file is laid over it. An id that a government has in the
files that stand already is kept, so that a new list renames nobody.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from ordinance.places.words import slug

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "jurisdictions" / "governments"
COLUMNS = ("id", "name", "kind", "county", "population", "geoid", "official")
#: The word of its kind that the id of a county or parish always has.
COUNTIES = ("county", "parish")
#: Kinds that give a name its first owner; a number of inhabitants that another kind shares with them is theirs.
CITIES = ("city", "city-county", "village", "borough")
#: How many of its places a county without a government names.
LARGEST = 4

Row = dict[str, str]


def is_dropped(row: Row, drop: dict[str, Any]) -> bool:
    """Tell whether a line of `drop` is about a row."""
    if "id" in drop:
        return bool(row["ocd_id"] == drop["id"])
    if (row["state"], row["kind"]) != (drop["state"], drop["kind"]) or "/place:" in row["ocd_id"]:
        return False
    return row["name"] in drop["only"] if "only" in drop else row["name"] not in drop.get("but", ())


def corrected(rows: Iterable[Row], fixes: dict[str, Any]) -> tuple[list[Row], list[tuple[Row, str]]]:
    """Return the rows as they should be, and the rows that are no government with what is said of each."""
    changes = {one["id"]: one for one in fixes["change"]}
    kept, none = [], []
    for row in rows:
        drop = next((one for one in fixes["drop"] if is_dropped(row, one)), None)
        if drop is not None:
            if "no_government" in drop:
                none.append((row, drop["no_government"]))
            continue
        kept.append(mended(row, changes.pop(row["ocd_id"], {}), fixes))
    if changes:
        raise SystemExit(f"corrections.yaml changes what the list has not: {', '.join(changes)}")
    added = [{"ocd_id": one["id"], **{key: str(value) for key, value in one.items() if key != "id"}} for one in fixes["add"]]
    return [*kept, *added], none


def mended(row: Row, change: dict[str, Any], fixes: dict[str, Any]) -> Row:
    """Return one row in this library's words: its kind, its name without the kind, its county with a doubt, its full name."""
    kind = fixes["kinds"].get(row["kind"], row["kind"])
    new = {**row, "kind": kind, "official": ""}
    rest = row["official_census_name"].removeprefix(row["name"]).strip()
    if row["county_from"] == "zip" and row["county"]:
        new["county"] += "?"
    inside = re.search(r"_~([a-z_]+)_county~$", row["ocd_id"])
    if inside:
        new["county"] = f"{inside[1].replace('_', ' ').title()} County"
    if row["kind"] in (*COUNTIES, "borough-county", "city-borough"):
        new["county"] = ""
    if row["kind"] == "borough-county":
        new["official"] = row["official_census_name"]
    if row["name"].endswith(" charter"):
        new["name"] = row["name"].removesuffix(" charter")
        new["official"] = f"Charter Township of {new['name']}"
    if row["kind"] == "township" and not rest:
        new["official"] = row["official_census_name"]
    if row["state"] == "MA" and kind == "city" and row["name"].endswith(" Town"):
        new["name"] = row["name"].removesuffix(" Town")
        new["official"] = f"[full legal name: City of {new['name']}, or City known as the Town of {new['name']}?]"
    if kind in fixes["in_no_county"].get(row["state"], ()):
        new["county"] = "-"
    return {**new, **{key: str(value) for key, value in change.items() if key != "id"}}


def with_population_of_their_own(rows: list[Row]) -> None:
    """Take the number of inhabitants from a town or township that has it only because a city there has its name."""
    cities = {(row["state"], row["name"]) for row in rows if row["kind"] in CITIES and row.get("population")}
    for row in rows:
        if row["kind"] not in CITIES and (row["state"], row["name"]) in cities:
            row["population"] = ""


def give_ids(rows: list[Row], earlier: dict[str, str]) -> None:
    """Give each row its id: pinned, as it was, or by its name, kind and county. Exits where two would share one."""
    names = Counter((row["state"], slug(row["name"])) for row in rows if not named_county(row))
    kinds = Counter((row["state"], slug(row["name"]), row["kind"]) for row in rows)
    for row in rows:
        base, state = slug(row["name"]), row["state"].lower()
        words = [base]
        if named_county(row):
            if not base.endswith(f"-{row['kind']}"):
                words.append(row["kind"])
        elif names[row["state"], base] > 1:
            words.append(row["kind"])
            if kinds[row["state"], base, row["kind"]] > 1:
                words.append(re.sub(r"-(county|parish|borough)$", "", slug(row["county"])) or row["geoid"])
        row["id"] = row.get("pin") or earlier.get(row["geoid"]) or "-".join([*words, state])
    shared = repeated(rows)
    for row in rows:  # "Champaign City" and the city of Champaign
        if row["id"] in shared and row["id"] == f"{slug(row['name'])}-{row['state'].lower()}":
            row["id"] = f"{slug(row['name'])}-{row['kind']}-{row['state'].lower()}"
    twice = repeated(rows)
    if twice:
        raise SystemExit(f"two would share an id; give one a county or a pin in corrections.yaml: {', '.join(sorted(twice))}")


def repeated(rows: list[Row]) -> set[str]:
    """Return the ids that more than one row has."""
    return {name for name, count in Counter(row["id"] for row in rows).items() if count > 1}


def named_county(row: Row) -> bool:
    """Tell whether a row's id names its kind, whatever else is called so: a county, a parish, an Alaska borough."""
    return row["kind"] in COUNTIES or (row["state"] == "AK" and row["kind"] == "borough")


def earlier_ids() -> dict[str, str]:
    """Return the ids that stand in the files, by the Census Bureau's number."""
    lines = (line.split("\t") for path in TARGET.glob("??.tsv") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {line[COLUMNS.index("geoid")]: line[0] for line in lines}


def lines_of(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a file's lines: the columns, then a government each, by id."""
    yield "\t".join(COLUMNS)
    for row in sorted(rows, key=lambda row: row["id"]):
        yield "\t".join(row.get(column, "") for column in COLUMNS).rstrip("\t")


def index_line(row: Row) -> str:
    """Return a government's line in the index of names: its name as `slug` writes it, and what its id has behind that."""
    name = slug(row["name"])
    if not row["id"].startswith(f"{name}-"):
        raise SystemExit(f"the id {row['id']} does not begin with its name, {name}")
    return f"{name} {row['id'].removeprefix(name)}"


def largest_in(county: Row, rows: list[Row]) -> str:
    """Return the ids of the largest places of a county, as the line on a county without a government names them."""
    inside = [row for row in rows if row["county"].rstrip("?") == f"{county['name']} County"]
    inside.sort(key=lambda row: (-int(row.get("population") or 0), row["id"]))
    return ", ".join(f"{{{row['id']}}}" for row in inside[:LARGEST])


def main(source: Path) -> None:
    """Write the files."""
    fixes = yaml.safe_load((HERE / "corrections.yaml").read_text(encoding="utf-8"))
    with source.open(encoding="utf-8", newline="") as stream:
        rows, none = corrected(csv.DictReader(stream), fixes)
    with_population_of_their_own(rows)
    give_ids(rows, earlier_ids())
    known = {row["id"] for row in rows}
    by_state = defaultdict(list)
    for row in rows:
        by_state[row["state"]].append(row)
    TARGET.mkdir(exist_ok=True)
    for state, own in by_state.items():
        (TARGET / f"{state.lower()}.tsv").write_text("\n".join(lines_of(own)) + "\n", encoding="utf-8")
    said = sorted(
        f"{slug(row['name'])}-{row['kind']}-{row['state'].lower()}\t{row['name']}\t{row['kind']}\t"
        + why.replace("{its towns}", largest_in(row, by_state[row["state"]]))
        for row, why in none
    )
    lost = {name for line in said for name in re.findall(r"\{([^}]+)\}", line)} - known
    if lost:
        raise SystemExit(f"corrections.yaml points to governments that the list has not: {', '.join(sorted(lost))}")
    (TARGET / "none.tsv").write_text("\n".join(["id\tname\tkind\tsaid", *said]) + "\n", encoding="utf-8")
    index = sorted(index_line(row) for row in rows)
    (TARGET / "names.txt").write_text("\n".join(index) + "\n", encoding="utf-8")
    print(f"{len(rows)} governments in {len(by_state)} files; {len(said)} that are none")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
