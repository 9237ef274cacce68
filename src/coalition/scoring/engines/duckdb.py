"""The embedded engine."""

from __future__ import annotations

import threading
from typing import Any

import duckdb
import pyarrow as pa

from coalition.scoring.tables import INPUTS

#: Below this many rows a second thread costs more than it saves.
SMALL_SET = 200_000
#: Statements kept planned on a connection; settings that were only looked at must not pile up.
MOST_PLANNED = 100


class DuckDB:
    """One in-memory database per thread and size, kept, because opening one costs ten milliseconds.

    For a large set the data decide: what is kept is a table, and both cores work. For a small set planning costs more
    than the data: every statement is planned once, over places into which tables are put (``_Place``).
    """

    dialect = "duckdb"
    _kept = threading.local()

    def __init__(self, rows: int) -> None:
        kind = _Small if rows < SMALL_SET else _Large
        if not hasattr(self._kept, kind.__name__):
            setattr(self._kept, kind.__name__, kind(duckdb.connect(":memory:")))
        self._database: _Small | _Large = getattr(self._kept, kind.__name__)
        self._bound: list[str] = []

    def __enter__(self) -> DuckDB:
        return self

    def __exit__(self, *_: object) -> None:
        while self._bound:
            self._database.release(self._bound.pop())

    def bind(self, name: str, table: pa.Table) -> None:
        self._bound.append(name)
        self._database.bind(name, table)

    def bind_parquet(self, name: str, pattern: str) -> None:
        """A table that lies in Parquet files: read column by column, and never held whole where it is large."""
        self._bound.append(name)
        self._database.bind_parquet(name, pattern)

    def keep(self, name: str, text: str) -> None:
        self._bound.append(name)
        self._database.keep(name, text)

    def run(self, text: str) -> pa.Table:
        return self._database.run(text)


class _Large:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        # Answers are sets of rows; keeping them in the order of the file would cost memory and time.
        connection.execute("SET preserve_insertion_order = false")

    def bind(self, name: str, table: Any) -> None:
        self._connection.register(name, table)

    def bind_parquet(self, name: str, pattern: str) -> None:
        self.bind(name, self._connection.read_parquet(pattern))

    def keep(self, name: str, text: str) -> None:
        self._connection.execute(f'CREATE OR REPLACE TEMPORARY TABLE "{name}" AS {text}')

    def release(self, name: str) -> None:
        self._connection.unregister(name)
        self._connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def run(self, text: str) -> pa.Table:
        return self._connection.execute(text).to_arrow_table()


class _Place:
    """A table of the database whose rows are whatever stands here when a statement runs.

    DuckDB asks for the stream at every run. Registering each table anew would change its catalogue, and every statement
    would have to be planned again.
    """

    def __init__(self, schema: pa.Schema) -> None:
        self.schema, self.table = schema, schema.empty_table()

    def put(self, table: pa.Table) -> None:
        table = table.select(self.schema.names)
        self.table = table if table.schema.types == self.schema.types else table.cast(self.schema)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class _Small:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute("SET threads TO 1")
        self._places: dict[str, _Place] = {}
        self._planned: dict[str, str] = {}

    def bind(self, name: str, table: pa.Table) -> None:
        if name not in self._places:
            self._places[name] = _Place(INPUTS[name])
            self._connection.register(name, self._places[name])
        self._places[name].put(table)

    def bind_parquet(self, name: str, pattern: str) -> None:
        self.bind(name, self._connection.read_parquet(pattern).to_arrow_table())

    def keep(self, name: str, text: str) -> None:
        self.bind(name, self.run(text))

    def release(self, name: str) -> None:
        place = self._places[name]
        place.table = place.schema.empty_table()

    def run(self, text: str) -> pa.Table:
        if text not in self._planned:
            self._plan(text)
        return self._connection.execute(f"EXECUTE {self._planned[text]}").to_arrow_table()

    def _plan(self, text: str) -> None:
        if len(self._planned) >= MOST_PLANNED:
            for name in self._planned.values():
                self._connection.execute(f"DEALLOCATE {name}")
            self._planned.clear()
        name = f"step_{len(self._planned)}"
        self._connection.execute(f"PREPARE {name} AS {text}")
        self._planned[text] = name
