"""YAML without its traps: what each scalar becomes, and where a value stands in its file."""

import pytest

from ordinance.errors import FaultyFile
from ordinance.library import strict_yaml

SCALARS = [
    ("NO", "NO"),
    ("no", "no"),
    ("on", "on"),
    ("Yes", "Yes"),
    ("true", True),
    ("false", False),
    ("True", "True"),
    ('"true"', "true"),
    ("null", None),
    ("~", None),
    ("", None),
    ("Null", "Null"),
    ('"null"', "null"),
    ("40:48", "40:48"),
    ("215-35", "215-35"),
    ("2026-11-24", "2026-11-24"),
    ("12", 12),
    ("-3", -3),
    ("+5", 5),
    ("0", 0),
    ('"12"', "12"),
    ("'12'", "12"),
    ("007", "007"),
    ("0x10", "0x10"),
    ("0o17", "0o17"),
    ("1_000", "1_000"),
    ("1.5", "1.5"),
    (".inf", ".inf"),
    ("1e3", "1e3"),
    ("9" * 18, 10**18 - 1),
    ("9" * 19, "9" * 19),
    ("<<", "<<"),
    ("=", "="),
    ("Sheriff's Office", "Sheriff's Office"),
    ('"§ 12-{n}"', "§ 12-{n}"),
    ("[]", []),
    ("{}", {}),
    ("[NO, on, 3]", ["NO", "on", 3]),
    ("{a: on}", {"a": "on"}),
    ("|\n  1. One.\n\n  2. Two.\n", "1. One.\n\n2. Two.\n"),
    (">-\n  one\n  line\n", "one line"),
]


@pytest.mark.parametrize(("written", "read"), SCALARS)
def test_a_value_is_read_as_it_is_written(written, read):
    found = strict_yaml.parse(f"key: {written}", "f.yaml")["key"]
    assert (type(found), found) == (type(read), read)


def test_keys_are_always_text():
    assert strict_yaml.parse("1: a\ntrue: b\nNO: c\n", "f.yaml") == {"1": "a", "true": "b", "NO": "c"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: a\n")
    assert strict_yaml.read(path) == {"id": "a"}


def test_lines_may_end_as_they_do_on_windows(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"text: |\r\n  one\r\n  two\r\nlast: x\r\n")
    assert strict_yaml.read(path) == {"text": "one\ntwo\n", "last": "x"}


TEXT = """\
id: holds
variants:
  - id: one
    text: |
      1. First.
    levels: [a, b]
  - {id: two}
"""

PLACES = [
    ((), (1, 1)),
    (("id",), (1, 5)),
    (("variants", 0, "id"), (3, 9)),
    (("variants", 0, "text"), (5, 1)),
    (("variants", 0, "levels", 1), (6, 17)),
    (("variants", 1, "id"), (7, 10)),
    (("variants", 1), (7, 5)),
    (("variants", 0, "nothing"), (3, 5)),
    (("variants", 9), (3, 3)),
]


@pytest.mark.parametrize(("keys", "place"), PLACES)
def test_a_value_is_found_again_by_its_keys_or_else_its_parent_is(keys, place):
    assert strict_yaml.locate(TEXT, keys) == place


def test_a_key_is_found_where_it_begins():
    assert strict_yaml.locate(TEXT, ("variants", 0, "text"), key=True) == (4, 5)


@pytest.mark.parametrize("deep", ["[" * 200_000, "- " * 200_000, "? " * 200_000, "{a: " * 200_000])
def test_bottomless_nesting_is_refused_and_does_not_end_the_process(deep):
    with pytest.raises(FaultyFile, match=r"^f\.yaml:1:\d+: is nested deeper than 40 levels$"):
        strict_yaml.parse(deep, "f.yaml")


def test_brackets_in_ordinary_text_are_not_nesting():
    prose = "text: |\n" + "  1. the list [[[ and [](#rule) and {{ place.name }}\n" * 2000
    assert strict_yaml.parse(prose, "f.yaml")["text"].count("rule") == 2000


def test_many_mistakes_of_one_file_are_all_named():
    text = "a: 1\na: 2\nb: !!python/name:os.system x\nc: &x [1]\nd: *x\n"
    with pytest.raises(FaultyFile) as raised:
        strict_yaml.parse(text, "f.yaml")
    assert str(raised.value) == (
        "f.yaml:2:1: the key 'a' stands twice; keep one\n"
        "f.yaml:3:4: has the tag tag:yaml.org,2002:python/name:os.system; tags are not accepted\n"
        "f.yaml:4:4: is used again by an alias (*name); write it out"
    )
