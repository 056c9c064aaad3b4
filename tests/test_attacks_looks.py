"""The look of a PDF is a program that somebody sent: it reaches nothing and ends."""

import shutil

import pytest
from conftest import write

from ordinance.document.model import Document, Paragraph, Run
from ordinance.errors import Unwritable
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.library.store import Library

PACKAGE = '#let p = "@prev" + "iew/example:0.1.0"\n#import p: *\n'
LOOKS = {
    "a package under another name": ({"look.typ": PACKAGE}, r"Connection refused|failed to"),
    "a package in another file": ({"look.typ": '#include "more.txt"\n', "more.txt": PACKAGE}, r"Connection refused|failed to"),
    "a loop": ({"look.typ": "#let n = 0\n#while n < 1000000000000 { n += 1 }\n"}, r"not done after|infinite"),
}


@pytest.fixture
def pdf_look(tmp_path):
    """A function that lays files into a look of one's own, after what stands there."""
    pytest.importorskip("typst")
    look = tmp_path / "look"
    shutil.copytree(Library().folder("templates/pdf"), look)

    def lay(files):
        for name, text in files.items():
            old = (look / name).read_text(encoding="utf-8") if (look / name).exists() else ""
            write(look / name, f"{text}{old}")
        return look

    return lay


SHEET = Document(title="T", blocks=(Paragraph("body", (Run("a"),)),))


def test_a_look_of_one_s_own_makes_the_same_pdf(pdf_look):
    from ordinance.formats.pdf import write as writer

    assert writer.write(SHEET, pdf_look({})) == writer.write(SHEET, Library().folder("templates/pdf"))


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_reaches_no_network_and_ends(name, pdf_look, monkeypatch):
    from ordinance.formats.pdf import write as writer
    from ordinance.formats.pdf.write import foreign_look

    monkeypatch.setattr(foreign_look, "SECONDS", 5)
    files, words = LOOKS[name]
    look = pdf_look(files)
    with pytest.raises(Unwritable, match=words) as refused:
        writer.write(SHEET, look)
    assert "dns" not in str(refused.value).lower()


def test_a_look_reads_nothing_through_a_link_that_leaves_it(pdf_look, tmp_path):
    from ordinance.formats.pdf import write as writer

    write(tmp_path / "secret.txt", "secret words")
    look = pdf_look({"look.typ": '#panic(read("h.txt"))\n'})
    (look / "h.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(Unwritable, match="is a link that leads out of the look") as refused:
        writer.write(SHEET, look)
    assert "secret words" not in str(refused.value)
