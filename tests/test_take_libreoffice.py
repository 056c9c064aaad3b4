"""A draft that was edited in LibreOffice, tracked and plain, and saved there as a Word file."""

import shutil

import pytest
from conftest import DAY
from docx_reading import _LIBRARY, _run, printed_by_libreoffice

import ordinance as o
from ordinance.drafting.items import items_of
from ordinance.making.taking import accept, taken

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">
Sub Exchange(doc, before, after)
  search = doc.createReplaceDescriptor()
  search.SearchString = before
  search.ReplaceString = after
  doc.replaceAll(search)
End Sub

Sub Edit(job As String)
  part = Split(job, ",")
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(part(0), "_blank", 0, hidden())
  Exchange(doc, "on the same terms", "on equal terms")
  find = doc.createSearchDescriptor()
  doc.RecordChanges = True
  Exchange(doc, "by the usual door", "by the front door")
  find.SearchString = "stopping an immediate threat"
  found = doc.findFirst(find)
  found.Text.insertControlCharacter(found.getEnd(), com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  doc.storeToURL(part(1), kind())
  doc.close(True)
End Sub
</script:module>
"""


@pytest.mark.slow
def test_a_file_that_libreoffice_saved_is_taken(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("soffice not installed")
    library = o.Library()
    sent = o.draft(library, "ithaca-ny", on=DAY, length="short")
    printed_by_libreoffice(tmp_path, {"sent": o.encode(sent, "docx")})  # makes the profile, into which the macro is put
    standard = tmp_path / "profile/user/basic/Standard"
    (standard / "Settling.xba").write_text(_MACRO, encoding="utf-8")
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    job = f"file://{tmp_path}/sent.docx,file://{tmp_path}/back.docx"
    _run("soffice", profile, "--headless", f'macro:///Standard.Settling.Edit("{job}")')
    made = taken(library, sent.draft, [("back.docx", (tmp_path / "back.docx").read_bytes())], DAY)
    assert made.known == (1.0,)
    changed = {(one.kind, one.at, one.before.strip(), one.after.strip(), bool(one.authors)) for one in made.edits}
    assert ("changed", "detainer-refusal.1", "the same", "equal", False) in changed
    assert ("changed", "detainer-refusal.1", "usual", "front", True) in changed
    assert any(one.kind == "split" and one.at == "exceptions.life" for one in made.edits)
    done = accept(made, [one.number for one in made.edits])
    assert done.inexact == ()
    words = items_of(done.draft)["detainer-refusal.1"].words
    assert "by the front door" in words
    assert "on equal terms" in words
