"""The sheet that shows which pages differ from those that somebody accepted."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

SCRIPT = Path(__file__).parent.parent / "docs" / "pictures" / "review.py"


def script() -> Any:
    spec = importlib.util.spec_from_file_location("review_of_pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def page(path: Path, *lines: int) -> Path:
    image = Image.new("L", (510, 660), 255)
    for top in lines:
        ImageDraw.Draw(image).rectangle((60, top, 450, top + 8), fill=0)
    image.save(path)
    return path


def test_a_page_that_moved_is_shown_old_new_and_different_and_an_equal_one_is_not(tmp_path: Path) -> None:
    review = script()
    old = {"a, page 1": page(tmp_path / "1.png", 80), "a, page 2": page(tmp_path / "2.png", 80, 120)}
    new = {
        "a, page 1": page(tmp_path / "3.png", 80),
        "a, page 2": page(tmp_path / "4.png", 80, 160),
        "b, page 1": old["a, page 1"],
    }
    prints = [{name: review.fingerprint(path) for name, path in side.items()} for side in (old, new)]
    found = review.differing(*prints)
    assert found == ["a, page 2", "b, page 1"]
    shown = review.sheet(found, old, new, tmp_path / "sheet").read_text(encoding="utf-8")
    assert shown.count("<tr>") == 3
    assert "no old" in shown
    differs = Image.open(tmp_path / "sheet" / "0-difference.png")
    assert differs.getpixel((100, 124)) == 0
    assert differs.getpixel((100, 164)) == 0
    assert differs.getpixel((100, 84)) == 200
