"""The place where the files are laid out and worked on before anything touches the record: an embedded DuckDB.

It holds no more than ``MEMORY`` in memory and moves the rest to a folder of its own, so that a file of any length
goes in.
Moments inside are timestamps without zone, in UTC.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from coalition.record.bulk.scratch import scratch_folder
from coalition.sources.files.kinds import Kind
from coalition.sources.files.reading import Grid
from coalition.sources.files.recognise import Recognised
from coalition.sources.files.values import MACROS

MEMORY = "256MB"


class Workbench:
    """A DuckDB of its own for one import; gone when the import ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = scratch_folder("import", folder)
        self.db = duckdb.connect()
        self.run(f"SET memory_limit = '{MEMORY}'")
        self.run("SET threads = 2")
        self.run("SET TimeZone = 'UTC'")
        self.run(f"SET temp_directory = '{str(self._folder).replace(chr(39), chr(39) * 2)}'")
        self.run("SET preserve_insertion_order = false")
        for macro in MACROS:
            self.run(macro)
        self.run(
            "CREATE TABLE problems (kind VARCHAR, file INTEGER, row BIGINT, field VARCHAR, value VARCHAR,"
            " reason VARCHAR, fatal BOOLEAN)"
        )
        self.run("CREATE TABLE files (file INTEGER, name VARCHAR)")
        self.run("CREATE TABLE headings (file INTEGER, field VARCHAR, heading VARCHAR)")
        self.run("CREATE TABLE counts (kind VARCHAR, name VARCHAR, n BIGINT)")
        self.files: list[str] = []

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, sql: str, values: Sequence[Any] | dict[str, Any] | None = None) -> None:
        """Run one statement. Values are bound, never spliced."""
        self.db.execute(sql, values)

    def rows(self, sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """A small answer as Python rows."""
        return list(self.db.execute(sql, values).fetchall())

    def one(self, sql: str, values: Sequence[Any] | None = None) -> Any:
        """The single value of an answer."""
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None

    def table(self, sql: str) -> pa.Table:
        """An answer that fits in memory, as Arrow."""
        return self.db.execute(sql).to_arrow_table()

    def reader(self, sql: str, rows: int = 50_000) -> pa.RecordBatchReader:
        """An answer of any size, in pieces. Nothing else may run here until it is read to its end."""
        return self.db.execute(sql).to_arrow_reader(rows)

    def add(self, name: str, table: pa.Table | pa.RecordBatch) -> None:
        """Append an Arrow table to the table ``name``, made if it is not there."""
        if isinstance(table, pa.RecordBatch):
            table = pa.Table.from_batches([table])
        self.db.register("incoming", table)
        there = self.one("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [name])
        self.run(f"INSERT INTO {name} BY NAME FROM incoming" if there else f"CREATE TABLE {name} AS FROM incoming")
        self.db.unregister("incoming")

    def count(self, table: str, where: str = "true") -> int:
        return int(self.one(f"SELECT count(*) FROM {table} WHERE {where}"))

    # What is wrong with a row is collected here, in sets.

    def complain(self, kind: str, field: str, sql: str, *, fatal: bool = True) -> int:
        """Record a problem for each row of ``sql`` (file, row, value, reason). ``fatal``: the row does not go in."""
        before = self.count("problems")
        self.run(
            f"INSERT INTO problems SELECT ?, file, row, ?, left(value::VARCHAR, 500), reason, ? FROM ({sql})",
            [kind, field, fatal],
        )
        return self.count("problems") - before

    def drop_bad(self, kind: str, table: str) -> None:
        """Take the rows with a fatal problem out of ``table``."""
        self.run(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM problems p"
            f" WHERE p.fatal AND p.kind = ? AND p.file = {table}.file AND p.row = {table}.row)",
            [kind],
        )


def lay_out(bench: Workbench, grid: Grid, found: Recognised, progress: Callable[[float], None]) -> tuple[int, str]:
    """Load one table as text. Returns its number and the name of the raw table: file, row, and a column per field."""
    number = len(bench.files)
    bench.files.append(grid.name)
    bench.run("INSERT INTO files VALUES (?, ?)", [number, grid.name])
    kind = found.kind
    for column in found.columns:
        bench.run("INSERT INTO headings VALUES (?, ?, ?)", [number, column.field.name, column.heading])
    name = f"raw_{number}"
    listed = ", ".join(f'"{column.field.name}" VARCHAR' for column in found.columns)
    bench.run(f"CREATE TABLE {name} (row BIGINT, {listed})")
    for batch in _batches(bench, kind, number, grid, found, progress):
        bench.add(name, batch)
    return number, name


def _batches(
    bench: Workbench, kind: Kind, number: int, grid: Grid, found: Recognised, progress: Callable[[float], None]
) -> Iterator[pa.RecordBatch]:
    names = [column.field.name for column in found.columns]
    indexes = [column.index for column in found.columns]
    for piece in grid.pieces(found.heading_row, found.width, indexes, progress):
        for trouble in piece.troubles:
            bench.run(
                "INSERT INTO problems VALUES (?, ?, ?, '', ?, ?, true)",
                [kind.key, number, trouble.row, _printable(trouble.value), trouble.reason],
            )
        if not piece.numbers:
            continue
        try:
            arrays = [pa.array(column, pa.string()) for column in piece.columns]
            rows = pa.array(piece.numbers, pa.int64())
        except UnicodeEncodeError:
            # Bytes that are no text were read as surrogates; find the rows, one by one, as this is rare.
            fine = [i for i, cells in enumerate(zip(*piece.columns, strict=True)) if all(map(_is_text, cells))]
            _complain_undecodable(bench, kind, number, piece.numbers, piece.columns, set(fine), names)
            arrays = [pa.array([column[i] for i in fine], pa.string()) for column in piece.columns]
            rows = pa.array([piece.numbers[i] for i in fine], pa.int64())
        yield pa.RecordBatch.from_arrays([rows, *arrays], names=["row", *names])


def _complain_undecodable(
    bench: Workbench,
    kind: Kind,
    number: int,
    rows: Sequence[int],
    columns: Sequence[Sequence[str]],
    fine: set[int],
    names: Sequence[str],
) -> None:
    for index, row in enumerate(rows):
        if index not in fine:
            name, value = next((n, c[index]) for n, c in zip(names, columns, strict=True) if not _is_text(c[index]))
            bench.run(
                "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, true)",
                [
                    kind.key,
                    number,
                    row,
                    name,
                    _printable(value),
                    "not text in this encoding: save the file as UTF-8, or say what it is with --encoding",
                ],
            )


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= c <= "\udfff" for c in cell)


def _printable(value: str) -> str:
    return value.encode("utf-8", "replace").decode()[:500]
