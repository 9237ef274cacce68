"""Which reader a file needs."""

from __future__ import annotations

from pathlib import Path

from coalition.sources.files.reading.csv_text import CsvGrid
from coalition.sources.files.reading.grid import Grid
from coalition.sources.files.reading.sniff import look_at
from coalition.sources.files.reading.workbook import open_workbook


def open_grids(path: Path, encoding: str | None = None) -> list[Grid]:
    """The tables of a file. Raises Unreadable with what the file is instead, and what to do."""
    seen = look_at(path, encoding)
    if seen.workbook:
        return list(open_workbook(path))
    return [CsvGrid(path, seen)]
