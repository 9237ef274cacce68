"""CSV in any of its dialects, by the standard library's reader: quoted line breaks, mixed line ends, broken quotes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from coalition.sources.files.errors import Unreadable
from coalition.sources.files.reading.grid import PIECE_ROWS, Grid, Piece, Trouble, shape
from coalition.sources.files.reading.sniff import Seen

LONGEST_CELL = 1_000_000  # a cell longer than this is a quote that was never closed
MOST_RESTARTS = 50

csv.field_size_limit(LONGEST_CELL)


class CsvGrid(Grid):
    """A CSV file. Broken rows are reported and reading goes on at the next line."""

    def __init__(self, path: Path, seen: Seen) -> None:
        super().__init__(path)
        self.seen = seen

    @property
    def european(self) -> bool:
        return self.seen.delimiter == ";"

    def first_rows(self, count: int) -> list[list[str]]:
        with self._open() as file:
            reader = csv.reader(file, delimiter=self.seen.delimiter)
            rows: list[list[str]] = []
            try:
                rows.extend(islice(reader, count))
            except csv.Error as error:
                if not rows:
                    raise Unreadable(
                        f"{self.path.name}: its first row cannot be read ({error}). Export it again."
                    ) from error
            return rows

    def pieces(
        self, heading_row: int, width: int, indexes: Sequence[int], progress: Callable[[float], None]
    ) -> Iterator[Piece]:
        size = max(self.path.stat().st_size, 1)
        line, number = 0, 1  # physical line and row reached so far
        wanted = heading_row + 1
        for _ in range(MOST_RESTARTS):
            with self._open(skip=line) as file:
                reader = csv.reader(file, delimiter=self.seen.delimiter)
                while True:
                    start = reader.line_num
                    try:
                        rows = list(islice(reader, PIECE_ROWS))
                    except csv.Error as error:
                        rows, bad = self._up_to_error(line + start)
                        yield self._shaped(rows, number, wanted, width, indexes)
                        number += len(rows)
                        yield Piece((), [()] * len(indexes), [Trouble(number, _reason(error))])
                        line, number = bad + 1, number + 1
                        break
                    if not rows:
                        return
                    if len(rows) < PIECE_ROWS:
                        rows, cut = self._without_cut_row(rows, width)
                        yield self._shaped(rows, number, wanted, width, indexes)
                        if cut:
                            yield Piece((), [()] * len(indexes), [Trouble(number + len(rows), cut)])
                        progress(1.0)
                        return
                    yield self._shaped(rows, number, wanted, width, indexes)
                    number += len(rows)
                    progress(min(_position(file) / size, 1.0))
        reason = (
            f"more than {MOST_RESTARTS} rows could not be read; the rest of the file was left out. Export it again."
        )
        yield Piece((), [()] * len(indexes), [Trouble(number, reason)])

    def _shaped(self, rows: list[list[str]], first: int, wanted: int, width: int, indexes: Sequence[int]) -> Piece:
        """Rows after the heading only."""
        drop = max(0, wanted + 1 - first)
        return shape(rows[drop:], first + drop, width, indexes)

    def _open(self, skip: int = 0) -> IO[str]:
        errors = "replace" if self.seen.encoding.startswith("utf-16") else "surrogateescape"
        file = self.path.open(encoding=self.seen.encoding, errors=errors, newline="")
        for _ in islice(file, self.seen.skip + skip):
            pass
        return file

    def _up_to_error(self, line: int) -> tuple[list[list[str]], int]:
        """Read row by row from ``line``: the good rows before the broken one, and the line on which that begins."""
        rows: list[list[str]] = []
        with self._open(skip=line) as file:
            reader = csv.reader(file, delimiter=self.seen.delimiter)
            while True:
                begins = reader.line_num
                try:
                    rows.append(next(reader))
                except (csv.Error, StopIteration):
                    return rows, line + begins

    def _without_cut_row(self, rows: list[list[str]], width: int) -> tuple[list[list[str]], str]:
        """Take the last row away if the file ends inside it: its last value may be half a value."""
        if not rows or not self._ends_inside(rows[-1], width):
            return rows, ""
        return rows[:-1], (
            f"the file ends in the middle of this row ({len(rows[-1])} of {width} cells): it was cut off. "
            "Export it again and import it again; rows already imported will not double"
        )

    def _ends_inside(self, row: Sequence[str], width: int) -> bool:
        """The last row has cells missing and no line end, or its last quote is still open."""
        last = self._last_character()
        if last in "\r\n":
            return bool(row) and row[-1].endswith(("\n", "\r"))
        return len(row) < width or ("\n" in row[-1] and last != '"')

    def _last_character(self) -> str:
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - 2))
            tail = file.read()
        wide = self.seen.encoding.startswith("utf-16")
        return (tail.replace(b"\0", b"") if wide else tail)[-1:].decode("latin-1")


def _reason(error: csv.Error) -> str:
    if "field larger" in str(error):
        return (
            f"a value in this row is longer than {LONGEST_CELL:,} characters: shorten it; where it is not meant to be"
            " that long, a quote is opened and never closed, or quotes inside the value are not doubled"
        )
    return f"the row cannot be read as CSV ({error})"


def _position(file: IO[str]) -> int:
    """Bytes read so far; the text layer reads ahead by one block, which is near enough for a progress bar."""
    return int(file.buffer.tell()) if hasattr(file, "buffer") else 0
