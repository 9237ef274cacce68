"""Keys for rows that are not stored yet, so that rows which refer to each other can be made in one go."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError


def allocate_ids(model: type[Model], count: int) -> range:
    """Set ``count`` keys of ``model`` aside, one after the other; nobody else will be given them.

    Must run inside ``transaction.atomic()``. Keys of a transaction that is rolled back may or may not be used again.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("allocate_ids needs a transaction: call it inside transaction.atomic().")
    if count <= 0:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _from_sqlite_sequence(cursor, table, count)
        key = (model._meta.pk.column if model._meta.pk else None) or "id"  # a history table's is history_id
        return _from_postgresql_sequence(cursor, table, key, count)


def _from_sqlite_sequence(cursor: Any, table: str, count: int) -> range:
    """AUTOINCREMENT reads its next key from sqlite_sequence; we hold the write lock, so nobody reads in between."""
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    row = cursor.fetchone()
    last = row[0] if row else 0
    if row:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
    else:
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
    return range(last + 1, last + count + 1)


def _from_postgresql_sequence(cursor: Any, table: str, key: str, count: int) -> range:
    """Draw keys until a run comes without a gap; another session may draw in between. Lost keys do no harm.

    ``setval`` would be one call, but it races with the ``nextval`` of others. After three tries the table is locked
    against other writers until our transaction ends, and the next run is ours alone.
    """
    for attempt in range(4):
        if attempt == 3:
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute(
            "SELECT min(key), max(key) FROM"
            " (SELECT nextval(pg_get_serial_sequence(%s, %s)) AS key FROM generate_series(1, %s)) AS drawn",
            [f'"{table}"', key, count],
        )
        first, last = cursor.fetchone()
        if last - first + 1 == count:
            return range(first, last + 1)
    raise RuntimeError(f"The key sequence of {table} does not count by one; set its increment to 1 and try again.")
