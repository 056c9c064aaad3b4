"""The cache of compiled entries under attack: damaged, given away, open to others, full of what is old."""

import os
import random
import shutil
import stat

import pytest
from conftest import SMALL, drafted, write

from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.library import cache
from ordinance.library.store import Library


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The cache after a draft of the small library; its folder of entries."""
    monkeypatch.setenv("ORDINANCE_CACHE", str(tmp_path / "cache"))
    drafted(Library(shipped=SMALL))
    return tmp_path / "cache/entries"


def test_no_bit_of_an_entry_can_change_the_law(kept):
    entries = sorted(kept.iterdir())
    right = draft_json.write(drafted(Library(shipped=SMALL)))
    chance = random.Random(5)
    for _ in range(60):
        entry = chance.choice(entries)
        whole = entry.read_bytes()
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        entry.write_bytes(spoilt)
        assert draft_json.write(drafted(Library(shipped=SMALL))) == right
        entry.write_bytes(whole)
    for entry in entries:
        entry.write_bytes(entry.read_bytes().replace(b"shall not", b"may  also"))
    assert draft_json.write(drafted(Library(shipped=SMALL))) == right


def test_an_entry_under_the_name_of_another_is_no_entry(kept):
    right = draft_json.write(drafted(Library(shipped=SMALL)))
    entries = sorted(kept.iterdir())
    contents = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, contents[1:] + contents[:1], strict=True):
        entry.write_bytes(content)
    assert draft_json.write(drafted(Library(shipped=SMALL))) == right


def test_the_cache_is_private(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in kept.iterdir()} == {0o600}


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_cache_that_others_reach_is_not_used(kept, mode):
    shutil.rmtree(kept)
    kept.mkdir()
    kept.chmod(mode)
    assert cache.folder() is None
    drafted(Library(shipped=SMALL))
    assert list(kept.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_cache_of_somebody_else_is_not_used(kept):
    os.chown(kept, 65534, 65534)
    assert cache.folder() is None


def test_no_place_of_one_s_own_stays_in_the_cache(kept, tmp_path):
    text = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    named = text.replace("name: Millbrook\n", "name: Millbrook of A123456789\n")
    assert named != text
    place = write(tmp_path / "x.yaml", named)
    own = write(tmp_path / "own/jurisdictions/millbrook-aa.yaml", named)
    Library(shipped=SMALL).place(str(place))
    Library(own.parents[1], shipped=SMALL).place("millbrook-aa")
    assert [entry.name for entry in kept.iterdir() if b"A123456789" in entry.read_bytes()] == []


def test_entries_of_earlier_versions_and_old_ones_go(kept):
    earlier = kept.parent / f"{'0' * 40}.msgpack"
    earlier.write_bytes(b"A123456789")
    old = kept / f"{'1' * 40}.msgpack"
    old.write_bytes(b"x")
    os.utime(old, (1, 1))
    next(one for one in kept.iterdir() if one != old).unlink()
    cache._prune.cache_clear()
    drafted(Library(shipped=SMALL))
    assert not earlier.exists()
    assert not old.exists()


def test_a_relative_cache_folder_makes_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ORDINANCE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    drafted(Library(shipped=SMALL))
    assert not (tmp_path / "here").exists()


def test_other_versions_of_what_reads_the_texts_make_other_entries(monkeypatch):
    from ordinance.library import compiled

    before = compiled._with_versions("x")
    monkeypatch.setattr(compiled, "_versions", lambda: b"other")
    assert compiled._with_versions("x") != before
