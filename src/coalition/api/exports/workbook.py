"""Tables as an Excel file. A cell says what it was given: text that looks like a formula stays text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from coalition.api.exports.sheet import Sheet

LONGEST = 32_767  # characters a cell can hold
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="4A5567")


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """The file. Each sheet has a filter and a head that stays in view."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _clean(title), "Coalition"
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "B2"
        for n, (_, width) in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(n)].width = width
        page.append([_head(page, name) for name, _ in sheet.columns])
        count = 1
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
            count += 1
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(page: Any, name: str) -> Any:
    cell = WriteOnlyCell(page, value=name)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    return cell


def _cell(page: Any, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        # A sheet knows no time zones; everything here is UTC, and the columns say so.
        cell = WriteOnlyCell(page, value=value.astimezone(UTC).replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(page, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    words = _clean(str(value) if isinstance(value, UUID) else value)
    if not words.startswith((*_FORMULA_STARTS, "#")):
        return words
    # A cell of its own costs three times as much, so only where openpyxl would guess a formula or an error value.
    cell = WriteOnlyCell(page, value=words)
    cell.data_type = "s"
    if words.startswith(_FORMULA_STARTS):
        # Keeps it text when somebody edits the cell, or saves the sheet as CSV and opens that.
        cell.quotePrefix = True
    return cell


def _clean(words: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub(" ", words))[:LONGEST]
