"""SQL to Arrow from the database in use, written once for both.

Two ways in: Django's own connection inside a transaction, because only it sees what was just written, and ADBC
otherwise, because it makes columns without making Python objects (43 times faster for a large read).
"""

from __future__ import annotations

import atexit
import json
import threading
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from adbc_driver_manager import Error as AdbcError
from django.db import OperationalError, connection

_local = threading.local()


def query(sql: str, values: Sequence[Any], schema: pa.Schema) -> pa.Table:
    """Rows of ``sql``, whose places for values are %s, as a table of this schema; columns are matched by order."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return _from_rows(cursor.fetchall(), schema)
    found = _by_adbc(sql, values)
    return found.rename_columns(schema.names).cast(schema) if found.num_rows else schema.empty_table()


def epoch(column: str) -> str:
    """SQL for whole seconds since 1970; a fraction is cut off, before 1970 too."""
    if connection.vendor == "sqlite":
        return f"CAST(strftime('%%s', {column}) AS INTEGER)"
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {column})) AS bigint)"


def flag(column: str) -> str:
    """SQL for a boolean as 0, 1 or null."""
    return f"CAST({column} AS int)"


def text(column: str) -> str:
    """SQL for a JSON or date column as text."""
    return f"CAST({column} AS text)"


def among() -> str:
    """SQL for membership in one bound list of keys, made by ``keys``, of any length."""
    if connection.vendor == "sqlite":
        return "IN (SELECT value FROM json_each(%s))"
    # An array, not a set of rows: for those PostgreSQL expects a hundred, and reads the whole table for eight. Bound as
    # one, not as text: a text is no constant, and eight thousand keys would be gone through one by one for every row.
    return "= ANY (CAST(%s AS bigint[]))"


def keys(values: Sequence[int]) -> Any:
    return json.dumps(list(values)) if connection.vendor == "sqlite" else list(values)


def session() -> Any:
    """A connection of the caller's own, to be closed by it."""
    return _open(connection.settings_dict)


def release() -> None:
    """Close this thread's own connection; the next query opens another."""
    held = getattr(_local, "held", None)
    if held is not None:
        held[1].close()
        _local.held = None


def _by_adbc(sql: str, values: Sequence[Any]) -> pa.Table:
    if connection.vendor == "sqlite":
        sql = sql.replace("%s", "?")
    else:
        for number in range(1, len(values) + 1):
            sql = sql.replace("%s", f"${number}", 1)
    sql = sql.replace("%%", "%")
    try:
        return _fetch(sql, values)
    except AdbcError:
        # A server that was restarted leaves a dead connection behind: the second try has a fresh one.
        release()
    try:
        return _fetch(sql, values)
    except AdbcError as error:
        release()
        raise OperationalError(str(error)) from error


def _fetch(sql: str, values: Sequence[Any]) -> pa.Table:
    with _adbc().cursor() as cursor:
        cursor.execute(sql, _bound(values))
        return cursor.fetch_arrow_table()


def _bound(values: Sequence[Any]) -> Any:
    """The values as the driver takes them: a list of keys is one value of the type array."""
    if not any(isinstance(value, list) for value in values):
        return list(values)
    columns = [pa.array([value], pa.list_(pa.int64())) if isinstance(value, list) else [value] for value in values]
    return pa.record_batch(columns, names=[str(place) for place in range(len(values))])


def _adbc() -> Any:
    """One connection a thread, kept: opening one costs more than scoring a deal. Reads commit at once, so that no old
    snapshot of the database is held open."""
    config = connection.settings_dict
    held = getattr(_local, "held", None)
    if held is not None and held[0] == config["NAME"]:
        return held[1]
    release()
    opened = _open(config)
    _local.held = (config["NAME"], opened)
    return opened


def _open(config: dict[str, Any]) -> Any:
    if connection.vendor == "sqlite":
        import adbc_driver_sqlite.dbapi as sqlite

        opened = sqlite.connect(f"file:{config['NAME']}?mode=ro", autocommit=True)
        with opened.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 20000")
            cursor.fetchall()
        return opened
    import adbc_driver_postgresql.dbapi as postgresql

    return postgresql.connect(_conninfo(config), autocommit=True)


def _conninfo(config: dict[str, Any]) -> str:
    from psycopg.conninfo import make_conninfo

    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {key: value for key, value in config.get("OPTIONS", {}).items() if key.startswith(("ssl", "service"))}
    return make_conninfo(**{key: config[name] for key, name in named.items() if config[name]}, **options)


def _from_rows(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, item.type) for column, item in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


# The driver complains when its connections are still open while the interpreter takes itself apart.
atexit.register(release)
