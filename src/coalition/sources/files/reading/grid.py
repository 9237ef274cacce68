"""A table in a file: a CSV file is one, a workbook has one per sheet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PIECE_ROWS = 50_000


@dataclass(frozen=True)
class Trouble:
    """A row that could not be read as cells. ``row`` counts from 1, as a spreadsheet does."""

    row: int
    reason: str
    value: str = ""


@dataclass(frozen=True)
class Piece:
    """Some rows: their numbers and, for each column asked for, their cells."""

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    troubles: Sequence[Trouble] = field(default_factory=tuple)


class Grid(ABC):
    """One table. ``name`` is what reports call it; ``progress`` is told the share read, 0 to 1."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        self.path = path
        self.sheet = sheet

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.sheet}" if self.sheet else self.path.name

    @property
    def called(self) -> str:
        """The name that hints at the kind: the sheet's, else the file's."""
        return self.sheet or self.path.name

    @property
    def european(self) -> bool:
        """A sign that commas are decimal here and days come first."""
        return False

    @abstractmethod
    def first_rows(self, count: int) -> list[list[str]]:
        """The first rows, for a look at the heading."""

    @abstractmethod
    def pieces(
        self, heading_row: int, width: int, indexes: Sequence[int], progress: Callable[[float], None]
    ) -> Iterator[Piece]:
        """All rows under the heading. Empty rows are skipped and counted."""


def shape(rows: Sequence[Sequence[str]], first: int, width: int, indexes: Sequence[int]) -> Piece:
    """Rows into columns. Short rows are filled up, empty ones skipped, and rows with too many cells refused."""
    if all(len(row) == width for row in rows) and all(any(row) for row in rows):
        turned = list(zip(*rows, strict=True)) if rows else [()] * width
        return Piece(range(first, first + len(rows)), [turned[index] for index in indexes])
    numbers: list[int] = []
    kept: list[list[str]] = []
    troubles: list[Trouble] = []
    for number, row in enumerate(rows, first):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            reason = (
                f"the row has {len(row)} cells under {width} headings: "
                "a separator inside a value needs quotes around the value"
            )
            troubles.append(Trouble(number, reason, row[width]))
            continue
        numbers.append(number)
        kept.append([*row, *[""] * (width - len(row))] if len(row) < width else list(row))
    columns = [[row[index] for row in kept] for index in indexes]
    return Piece(numbers, columns, troubles)
