"""XLSX (and the older XLS) by calamine: the values that formulas last gave, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from coalition.sources.files.errors import Unreadable
from coalition.sources.files.reading.grid import PIECE_ROWS, Grid, Piece, shape

# A whole sheet is decoded in memory: this many bytes of it took about 1.5 times as many. CSV is read piece by piece.
MOST_UNPACKED = 500_000_000


def open_workbook(path: Path) -> Iterator[Grid]:
    """One grid for each sheet that holds something."""
    _refuse_huge(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
    except calamine.PasswordError as error:
        raise Unreadable(f"{path.name} is protected by a password. Save it without one.") from error
    except (calamine.CalamineError, OSError) as error:
        if not zipfile.is_zipfile(path) and _starts_as_zip(path):
            said = ": it was cut off or damaged. Download or export it again"
        else:
            said = f" ({error}). Open it in a spreadsheet and save it as XLSX"
        raise Unreadable(f"{path.name} is not a workbook that can be read{said}.") from error
    found = False
    for name in names:
        try:
            sheet = book.get_sheet_by_name(name)
        except calamine.CalamineError as error:
            raise Unreadable(
                f"{path.name}: sheet {name} cannot be read ({error}). Save it as a file of its own, CSV or XLSX."
            ) from error
        if sheet.height and sheet.width:
            found = True
            yield SheetGrid(path, name, sheet)
    if not found:
        raise Unreadable(f"{path.name} is empty: none of its sheets holds anything. Export it again, or leave it out.")


def _refuse_huge(path: Path) -> None:
    """A few megabytes of archive may unpack to gigabytes, by accident or to harm. What it says of itself is checked by
    whoever unpacks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # the older XLS, or damaged: the reader says so
    if size > MOST_UNPACKED:
        raise Unreadable(
            f"{path.name} holds {size // 1_000_000:,} MB unpacked, more than the {MOST_UNPACKED // 1_000_000} that are "
            "read from a workbook. Save the sheet as CSV, which may be of any size."
        )


def _starts_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


class SheetGrid(Grid):
    """One sheet. Its cells were decoded when it was opened; only their text is made piece by piece."""

    def __init__(self, path: Path, name: str, sheet: Any) -> None:
        super().__init__(path, name)
        self._sheet = sheet

    def first_rows(self, count: int) -> list[list[str]]:
        return [[as_text(cell) for cell in row] for row in islice(self._rows(), count)]

    def pieces(
        self, heading_row: int, width: int, indexes: Sequence[int], progress: Callable[[float], None]
    ) -> Iterator[Piece]:
        rows = islice(self._rows(), heading_row + 1, None)
        number, height = heading_row + 2, max(self._sheet.total_height, 1)
        while part := list(islice(rows, PIECE_ROWS)):
            yield shape([[as_text(cell) for cell in row] for row in part], number, width, indexes)
            number += len(part)
            progress(min(number / height, 1.0))

    def _rows(self) -> Iterator[Sequence[Any]]:
        """From the first row and column of the sheet, empty or not, so that rows are numbered as a spreadsheet does."""
        yield from self._sheet.iter_rows()


def as_text(cell: Any) -> str:
    """A cell as its text in a CSV file: whole numbers without a point, moments in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return str(int(cell.total_seconds() // 60))
    return "" if cell is None else str(cell)
