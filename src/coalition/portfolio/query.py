"""SQL to Arrow from the database in use, written once for both.

Two ways in: Django's own connection inside a transaction, because only it sees what was just written, and ADBC
otherwise, because it makes columns without making Python objects (43 times faster for a large read).
"""

from __future__ import annotations

import atexit
import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pyarrow as pa
from adbc_driver_manager import Error as AdbcError
from django.db import OperationalError, connection

Found = TypeVar("Found")

#: From so many keys on, a second session pays.
MANY_KEYS = 1_000


class _Held(threading.local):
    """This thread's connections by name, each with the database it is to."""

    def __init__(self) -> None:
        self.sessions: dict[str, tuple[str, Any]] = {}


_held = _Held()


def query(sql: str, values: Sequence[Any], schema: pa.Schema) -> pa.Table:
    """Rows of ``sql``, whose places for values are %s, as a table of this schema; columns are matched by order."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return _from_rows(cursor.fetchall(), schema)
    return _as(schema, _by_adbc(sql, values))


def query_of(sql: str, of: Sequence[int], schema: pa.Schema) -> pa.Table:
    """Rows of ``sql``, whose one %s takes the keys ``of``, in no order.

    Many are asked for over two sessions at once: making the columns of half a million rows keeps a core busy for a
    second, whichever the database.
    """
    if connection.in_atomic_block or len(of) < MANY_KEYS:
        return query(sql, [keys(of)], schema)
    half = len(of) // 2
    found = _by_two(sql, [keys(of[:half])], [keys(of[half:])])
    # Each half is cast by itself: SQLite tells no type for a column in which nothing stands.
    return pa.concat_tables([_as(schema, part) for part in found])


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
    """Close this thread's own connections; the next query opens another."""
    for _, opened in _held.sessions.values():
        opened.close()
    _held.sessions.clear()


def _by_adbc(sql: str, values: Sequence[Any]) -> pa.Table:
    sql = _in_dialect(sql, len(values))
    return _tried_twice(lambda: _fetch(_adbc(), sql, values))


def _by_two(sql: str, some: Sequence[Any], others: Sequence[Any]) -> list[pa.Table]:
    """Both answers; the second is fetched by another thread over a session of its own."""
    sql = _in_dialect(sql, len(some))

    def both() -> list[pa.Table]:
        first, second = _adbc(), _adbc("beside")
        with ThreadPoolExecutor(1) as thread:
            beside = thread.submit(_fetch, second, sql, others)
            return [_fetch(first, sql, some), beside.result()]

    return _tried_twice(both)


def _in_dialect(sql: str, places: int) -> str:
    if connection.vendor == "sqlite":
        sql = sql.replace("%s", "?")
    else:
        for number in range(1, places + 1):
            sql = sql.replace("%s", f"${number}", 1)
    return sql.replace("%%", "%")


def _tried_twice(fetch: Callable[[], Found]) -> Found:
    try:
        return fetch()
    except AdbcError:
        # A server that was restarted leaves a dead connection behind: the second try has a fresh one.
        release()
    try:
        return fetch()
    except AdbcError as error:
        release()
        raise OperationalError(str(error)) from error


def _fetch(session: Any, sql: str, values: Sequence[Any]) -> pa.Table:
    with session.cursor() as cursor:
        cursor.execute(sql, _bound(values))
        return cursor.fetch_arrow_table()


def _as(schema: pa.Schema, found: pa.Table) -> pa.Table:
    return found.rename_columns(schema.names).cast(schema) if found.num_rows else schema.empty_table()


def _bound(values: Sequence[Any]) -> Any:
    """The values as the driver takes them: a list of keys is one value of the type array."""
    if not any(isinstance(value, list) for value in values):
        return list(values)
    columns = [pa.array([value], pa.list_(pa.int64())) if isinstance(value, list) else [value] for value in values]
    return pa.record_batch(columns, names=[str(place) for place in range(len(values))])


def _adbc(name: str = "own") -> Any:
    """A connection of this thread, kept: opening one costs more than scoring a deal. Reads commit at once, so that no
    old snapshot of the database is held open."""
    config, held = connection.settings_dict, _held.sessions
    if name in held and held[name][0] == config["NAME"]:
        return held[name][1]
    if name in held:
        held.pop(name)[1].close()
    opened = _open(config)
    held[name] = (config["NAME"], opened)
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
