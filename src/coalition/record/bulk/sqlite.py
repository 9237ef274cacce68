"""SQLite: rows go by ADBC into a file of their own, which is then attached and copied by SQLite itself.

ADBC needs a connection of its own, and SQLite knows one writer, so it cannot write to our database while we hold the
transaction. The detour costs little (the copy runs inside SQLite, without Python) and keeps one transaction.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import OperationalError, connection

from coalition.record.bulk.scratch import scratch_folder

FEW = 2_000  # up to here a plain executemany is faster than making a file
MOST_ATTACHED = 9  # SQLite allows ten beside the main one; leave room for another

_numbers = itertools.count(1)


def insert_few(cursor: Any, table: str, names: list[str], batches: Iterable[pa.RecordBatch]) -> None:
    """Row by row through the driver."""
    places = ", ".join(["%s"] * len(names))
    statement = f'INSERT INTO "{table}" ({_list(names)}) VALUES ({places})'
    for batch in batches:
        cursor.executemany(statement, list(zip(*(column.to_pylist() for column in batch.columns), strict=True)))


def insert_many(cursor: Any, table: str, names: list[str], reader: pa.RecordBatchReader) -> None:
    """Through an attached file; when too many are attached already, row by row."""
    if len(_attached(cursor)) >= MOST_ATTACHED:
        insert_few(cursor, table, names, reader)
        return
    # Loaded here: it brings pandas along, a second of the start of a server that may never load in bulk.
    import adbc_driver_sqlite.dbapi as adbc

    folder = scratch_folder("bulk", _beside_database())
    try:
        path = folder / "rows.sqlite3"
        try:
            with adbc.connect(str(path)) as staging:
                with staging.cursor() as writer:
                    writer.adbc_ingest("rows", reader, mode="create")
                staging.commit()
        except adbc.Error as error:  # a full disk, as a rule: callers know the database's errors, not this driver's
            raise OperationalError(str(error).splitlines()[0]) from error
        alias = f"bulk_{next(_numbers)}"
        cursor.execute(f"ATTACH DATABASE %s AS {alias}", [str(path)])
        cursor.execute(f'INSERT INTO "{table}" ({_list(names)}) SELECT {_list(names)} FROM {alias}.rows')
    finally:
        # The folder goes now; the open file lives until it is detached, which SQLite refuses within a transaction.
        shutil.rmtree(folder, ignore_errors=True)


def release_attached() -> None:
    """Detach what earlier inserts attached. Call it after the transaction; inside one it does nothing."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for alias in _attached(cursor):
            with contextlib.suppress(Exception):
                cursor.execute(f"DETACH DATABASE {alias}")


def _attached(cursor: Any) -> list[str]:
    cursor.execute("PRAGMA database_list")
    return [row[1] for row in cursor.fetchall() if row[1].startswith("bulk_")]


def _beside_database() -> Path | None:
    """The folder of the database file: a disk that has room for it. None (the system's own) when it is in memory."""
    name = str(connection.settings_dict["NAME"])
    return Path(name).parent if Path(name).is_file() else None


def _list(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
