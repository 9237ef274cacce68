"""New rows from Arrow, on the connection and in the transaction that Django already holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from django.db import connection, models
from django.db.transaction import TransactionManagementError

from coalition.record.bulk.columns import (
    Field,
    batches_of,
    check_names,
    column_name,
    fields_of,
    target_schema,
    to_columns,
)
from coalition.record.bulk.ids import allocate_ids
from coalition.record.bulk.postgresql import copy_in
from coalition.record.bulk.sqlite import FEW, insert_few, insert_many


def insert_arrow(model: type[models.Model], data: pa.Table | pa.RecordBatchReader) -> int:
    """Insert all rows; visible to others when the caller's transaction commits, and not before. Returns how many.

    ``data`` holds columns named like the model's attributes (``account_id``); see ``columns`` for types and defaults.
    A table without ``id`` is given keys here; a reader (for more rows than fit in memory) must bring them.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("insert_arrow needs a transaction: call it inside transaction.atomic().")
    if isinstance(data, pa.Table):
        if data.num_rows == 0:
            return 0
        key = model._meta.pk
        if key is not None and "Auto" in key.get_internal_type() and key.attname not in data.column_names:
            keys = allocate_ids(model, data.num_rows)
            data = data.append_column(key.attname, pa.array(keys, pa.int64()))
    fields = fields_of(model)
    check_names(data.schema.names, fields)
    columns = (to_columns(batch, fields) for batch in batches_of(data))
    return insert_columns(model._meta.db_table, fields, columns, few=isinstance(data, pa.Table) and len(data) <= FEW)


def insert_columns(table: str, fields: list[Field], batches: Iterable[pa.RecordBatch], *, few: bool) -> int:
    """Insert batches that ``to_columns`` made into ``table``, by the fastest way the database has."""
    counted = _Counted(batches)
    names = [column_name(field) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            copy_in(cursor, table, names, counted)
        elif few:
            insert_few(cursor, table, names, counted)
        else:
            insert_many(cursor, table, names, pa.RecordBatchReader.from_batches(target_schema(fields), counted))
    return counted.rows


class _Counted:
    """Batches on their way through, with the number of rows seen so far."""

    def __init__(self, batches: Iterable[Any]) -> None:
        self._batches = batches
        self.rows = 0

    def __iter__(self) -> Iterator[Any]:
        for batch in self._batches:
            self.rows += batch.num_rows
            yield batch
