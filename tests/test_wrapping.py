"""Plain text in lines: Latin text as ever, Chinese between its characters, and never a mark where a line may not have it."""

import pytest

from ordinance.document.model import Document, Paragraph, Run
from ordinance.formats.text.wrapping import columns, wrapped
from ordinance.formats.text.write import write


def test_latin_text_breaks_at_spaces_and_keeps_long_words():
    assert wrapped("one two three extraordinary", 10, "", "") == ["one two", "three", "extraordinary"]
    assert wrapped("", 10, "", "") == [""]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("保持冷静不要跑", ["保持冷静不", "要跑"]),
        # a comma and a closing mark stay with what they close; an opening mark goes with what it opens
        ("保持冷静不，要跑", ["保持冷静", "不，要跑"]),
        ("保持冷静（不要跑）", ["保持冷静", "（不要跑）"]),
        ("问：“Am I free to go?”", ["问：“Am I", "free to", "go?”"]),
        ("打电话给 locator.ice.gov", ["打电话给", "locator.ice.gov"]),
    ],
)
def test_chinese_breaks_between_characters_of_two_columns(words, lines):
    assert wrapped(words, 10, "", "") == lines
    assert all(columns(line) <= 10 or " " not in line for line in lines)


def test_the_lines_of_an_item_hang():
    assert wrapped("• 保持冷静不要跑", 10, "  ", "    ") == ["  • 保持冷", "    静不要", "    跑"]


def test_a_heading_is_underlined_as_wide_as_it_is():
    written = write(Document("", (Paragraph("heading-1", (Run("例外"),)),))).decode()
    assert "例外\n====\n" in written
