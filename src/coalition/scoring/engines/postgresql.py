"""Inside PostgreSQL: the activities stay where they are, and one row per stakeholder comes out."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


class PostgreSQL:
    """Over an open ADBC connection of the caller's. Small tables become temporary ones of its session."""

    dialect = "postgres"

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._bound: list[str] = []

    def __enter__(self) -> PostgreSQL:
        return self

    def __exit__(self, *_: object) -> None:
        with self._connection.cursor() as cursor:
            for statement in reversed(self._bound):
                cursor.execute(statement)

    def bind(self, name: str, table: pa.Table) -> None:
        with self._connection.cursor() as cursor:
            cursor.adbc_ingest(name, table, mode="create", temporary=True)
            # Without figures about its tables the planner takes a nested loop for a few rows and stays there all day.
            cursor.execute(f'ANALYZE "{name}"')
        self._bound.append(f'DROP TABLE "{name}"')

    def bind_stored(self, name: str, table: str) -> None:
        """A table of the database itself, such as ``record_touch``, under the name the steps use."""
        with self._connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMPORARY VIEW "{name}" AS SELECT * FROM "{table}"')  # noqa: S608 - our own names
        self._bound.append(f'DROP VIEW "{name}"')

    def keep(self, name: str, text: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMPORARY TABLE "{name}" AS {text}')
            cursor.execute(f'ANALYZE "{name}"')
        self._bound.append(f'DROP TABLE "{name}"')

    def run(self, text: str) -> pa.Table:
        with self._connection.cursor() as cursor:
            cursor.execute(text)
            return cursor.fetch_arrow_table()
