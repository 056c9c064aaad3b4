"""A log as a spreadsheet: a sheet that says how it is kept, one for each kind of row with drop-downs, and one with their
lists."""

from __future__ import annotations

import io
from typing import Any, Final

from ordinance.formats.packing import packed
from ordinance.formats.xlsx.opening import openpyxl
from ordinance.pages.implementing.log import Column, LogBook, Sheet

#: Rows that have drop-downs; a log of a year has fewer.
ROWS: Final = 2000
_HEAD: Final = "1F3864"
_WIDE: Final = 26


def write(book: LogBook) -> bytes:
    """Return the log's bytes. The same log gives the same bytes. Raises `Unwritable` without the extra."""
    package = openpyxl()
    made = package.Workbook()
    made.properties.creator = book.facts["place"]
    made.properties.title = made.active.title = book.model.about
    _first(made.active, book)
    lists = made.create_sheet(book.model.lists)
    for sheet in book.sheets:
        _sheet(made.create_sheet(sheet.title, len(made.sheetnames) - 1), sheet, lists)
    lists.sheet_state = "hidden"
    _without_formulas(made)
    stream = io.BytesIO()
    made.save(stream)
    return packed(stream.getvalue(), book.day)


def _without_formulas(book: Any) -> None:
    """Let every cell hold its words as words: a place's name that begins with = is no formula."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"


def _first(page: Any, book: LogBook) -> None:
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width = 16
    page.column_dimensions["B"].width = 70
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    for name, value in book.facts.items():
        page.append([book.model.facts[name], value])
        page.cell(page.max_row, 1).font = Font(name="Arial", bold=True)
    page.append([])
    for line in book.model.first:
        page.append(["", line])
        page.row_dimensions[page.max_row].height = 32
    for row in page.iter_rows():
        row[1].alignment = Alignment(wrap_text=True, vertical="top")


def _sheet(page: Any, sheet: Sheet, lists: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page.append([column.model.title for column in sheet.columns])
    page.row_dimensions[1].height = 34
    for index, column in enumerate(sheet.columns, 1):
        head = page.cell(1, index)
        head.font, head.fill = Font(name="Arial", bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(index)].width = _WIDE if column.choices else 14
        _validated(page, get_column_letter(index), column, sheet, lists)
        if column.model.kind == "date":
            for row in range(2, ROWS + 2):
                page.cell(row, index).number_format = "yyyy-mm-dd"
    for filled in sheet.rows:
        page.append([filled.get(column.model.title) for column in sheet.columns])
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _validated(page: Any, letter: str, column: Column, sheet: Sheet, lists: Any) -> None:
    """Let the cells of a column take what the report can count, and nothing else."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    kind = column.model.kind
    if kind == "choice" and column.choices:
        index = 1 if lists.max_row == 1 and lists.cell(1, 1).value is None else lists.max_column + 1
        lists.cell(1, index, f"{sheet.title}: {column.model.title}")
        for row, choice in enumerate(column.choices, 2):
            lists.cell(row, index, choice)
        where = get_column_letter(index)
        rule = DataValidation("list", formula1=f"='{lists.title}'!${where}$2:${where}${len(column.choices) + 1}")
    elif kind == "date":
        rule = DataValidation("date", operator="greaterThan", formula1="36526")
    elif kind == "number":
        rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
    else:
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1="20")
    rule.allow_blank, rule.showErrorMessage = not column.model.needed, True
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    page.add_data_validation(rule)
