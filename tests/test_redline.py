"""Redlines: accept everything and it is the new draft, reject everything and it is the old one, in Word's terms and in LibreOffice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import DAY
from docx_reading import (
    Package,
    W,
    fields,
    printed,
    printed_by_libreoffice,
    settled,
    settled_by_libreoffice,
    text,
    value,
)
from docx_sample import LOOK, SAMPLE, numbered, paragraph, words
from hypothesis import HealthCheck, example, given, settings
from ooxml_integrity import check
from redline_drafts import Item, Line, built, edited

from ordinance.comparison.model import ParagraphChange, Piece, Redline, Side, Tally
from ordinance.comparison.redline import compare, tally
from ordinance.comparison.words import compared, difference, shown
from ordinance.documents.model import Blank, Document, Inline, Link, Reference, Run
from ordinance.documents.ordinance import Options, build
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.library.store import Library
from ordinance.writers.docx import write
from ordinance.writers.docx.redline import write_redline

bounded = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def redlined(old: Document, new: Document, sure: Side | None = None) -> tuple[Redline, Package]:
    redline = compare(old, new, sure)
    return redline, Package(write_redline(redline, reference=LOOK, author="Reviewer", day=DAY))


def lines(document: Document) -> list[tuple[str, str, str]]:
    """The style, label and text of every paragraph of a document, as the ordinary writer has it."""
    return printed(Package(write(document, reference=LOOK)))


def holds(old: Document, new: Document, sure: Side | None = None) -> Package:
    """Check what must hold of every redline, and return it."""
    redline, file = redlined(old, new, sure)
    for accept, document in ((True, redline.new), (False, redline.old)):
        result = settled(file, accept=accept)
        assert printed(result) == lines(document)
        marks = {start.get(f"{W}name") for start in result.body.iter(f"{W}bookmarkStart")}
        assert {code.split()[1] for code, _ in fields(result.body) if code.startswith("REF")} <= marks
    ids = Counter(node.get(f"{W}id") for node in file.body.iter() if node.get(f"{W}id") and not node.tag.endswith("End"))
    assert [id for id, times in ids.items() if times > 1] == []
    assert [node for gone in file.body.iter(f"{W}del") for node in gone.iter(f"{W}t", f"{W}instrText")] == []
    return file
